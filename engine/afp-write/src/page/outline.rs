//! Outlines as drawing orders of the GRS3 subset: lines, relative lines, boxes, arcs and areas (GOCA chapter "Drawing Orders").

use afp_codec::EncodeError;
use afp_codec::goca::{
    ArcParameters, BeginArea, BeginSegment, BoxAt, BoxCorner, FullArcAt, OneByte, OperandBytes, Order, PatternSymbol,
    Point, Points, ProcessColour, RelativeLineAt, RelativeLineHere, SetColour, SetPattern, Step, write_order,
};
use afp_codec::wire::Reserved;
use units::Colour;

use crate::page::colour::{named, specification};
use crate::page::figure::Figure;

/// A box's flags: bit 2 is always set (GOCA "Box").
const BOX: u8 = 0x20;
/// Bytes of a Begin Segment Introducer before the segment's data.
const SEGMENT_HEAD: usize = 14;
/// Data bytes in a segment; its length field holds no more than 65,535.
const SEGMENT_DATA: usize = 65_000;
/// Points in one line order: its length byte counts at most 255 bytes of four a point.
const LINE_POINTS: usize = 62;
/// Steps in one relative line order, after a start point of four bytes.
const LINE_STEPS: usize = 125;

/// A point in graphics space, Y upward.
pub(crate) type Place = (i16, i16);

/// Drawing orders in segments, none of which says what is already so.
#[derive(Debug, Default)]
pub(crate) struct Orders {
    /// Finished segments.
    out: Vec<u8>,
    /// Orders of the open segment.
    segment: Vec<u8>,
    colour: Option<Colour>,
    width: Option<u8>,
    solid: bool,
    /// Half axes of arcs.
    arc: Option<Place>,
}

impl Orders {
    /// Where the next order will stand in the finished data.
    pub(crate) fn position(&self) -> usize {
        self.out.len() + SEGMENT_HEAD + self.segment.len()
    }

    /// The finished data.
    pub(crate) fn finish(mut self) -> Result<Vec<u8>, EncodeError> {
        self.close()?;
        Ok(self.out)
    }

    /// Fills closed contours by the alternate rule.
    pub(crate) fn area(&mut self, colour: Colour, contours: &[Vec<Place>]) -> Result<(), EncodeError> {
        self.set_colour(colour)?;
        self.set_solid()?;
        self.order(&Order::BeginArea(BeginArea { flags: BeginArea::RESERVED }))?;
        for contour in contours {
            let closing = contour.first().copied();
            self.polyline(contour.iter().copied().chain(closing))?;
        }
        self.order(&Order::EndArea(OperandBytes::default()))
    }

    /// Draws a line, its width in multiples of the normal width, which the descriptor sets to one unit.
    pub(crate) fn line(&mut self, colour: Colour, width: u8, points: &[Place]) -> Result<(), EncodeError> {
        self.set_colour(colour)?;
        self.set_width(width)?;
        self.polyline(points.iter().copied())
    }

    /// Fills a figure, or draws its outline where a width is given; `corners` are opposite ones of the rectangle around
    /// it.
    pub(crate) fn figure(
        &mut self,
        colour: Colour,
        width: Option<u8>,
        figure: Figure,
        corners: [Place; 2],
    ) -> Result<(), EncodeError> {
        let [first, opposite] = corners;
        self.set_colour(colour)?;
        match width {
            Some(width) => self.set_width(width)?,
            None => self.set_solid()?,
        }
        let short = |length: i32| i16::try_from(length).unwrap_or(i16::MAX);
        let order = match figure {
            Figure::Box { corner, .. } => {
                let axis = u16::try_from(corner).unwrap_or(0);
                let corner = (axis > 0).then_some(BoxCorner { horizontal: axis, vertical: axis });
                let (first, opposite) = (point(first), point(opposite));
                Order::BoxAt(BoxAt { flags: BOX, reserved: Reserved::default(), first, opposite, corner })
            }
            Figure::Ellipse { across, down, .. } => {
                let axes = (short(across), short(down));
                if self.arc != Some(axes) {
                    self.arc = Some(axes);
                    self.order(&Order::ArcParameters(ArcParameters { p: axes.0, q: axes.1, r: 0, s: 0 }))?;
                }
                let middle = |one: i16, other: i16| short((i32::from(one) + i32::from(other)) / 2);
                let centre = point((middle(first.0, opposite.0), middle(first.1, opposite.1)));
                Order::FullArcAt(FullArcAt { centre, scale: 1, fraction: 0 })
            }
        };
        if width.is_some() {
            return self.order(&order);
        }
        self.order(&Order::BeginArea(BeginArea { flags: BeginArea::RESERVED }))?;
        self.order(&order)?;
        self.order(&Order::EndArea(OperandBytes::default()))
    }

    fn set_solid(&mut self) -> Result<(), EncodeError> {
        if self.solid {
            return Ok(());
        }
        self.solid = true;
        self.order(&Order::Pattern(SetPattern { symbol: PatternSymbol::SOLID }))
    }

    fn set_width(&mut self, width: u8) -> Result<(), EncodeError> {
        if self.width == Some(width) {
            return Ok(());
        }
        self.width = Some(width);
        self.order(&Order::LineWidth(OneByte { value: width }))
    }

    fn set_colour(&mut self, colour: Colour) -> Result<(), EncodeError> {
        if self.colour != Some(colour) {
            self.colour = Some(colour);
            match named(colour) {
                Some(colour) => self.order(&Order::ExtendedColour(SetColour { colour }))?,
                None => self.order(&Order::ProcessColour(ProcessColour { colour: specification(colour) }))?,
            }
        }
        Ok(())
    }

    /// A line through points: short steps as relative lines of two bytes a step.
    fn polyline(&mut self, points: impl Iterator<Item = Place>) -> Result<(), EncodeError> {
        let points: Vec<Place> = points.collect();
        let Some((&start, mut rest)) = points.split_first() else { return Ok(()) };
        let (mut from, mut at_start) = (start, true);
        while !rest.is_empty() || at_start {
            let steps = short_steps(from, rest);
            if !steps.is_empty() {
                let count = steps.len();
                let order = if at_start {
                    Order::RelativeLineAt(RelativeLineAt { start: point(start), steps })
                } else {
                    Order::RelativeLineHere(RelativeLineHere { steps })
                };
                self.order(&order)?;
                (from, rest) = advance(from, rest, count);
            } else {
                let count = long_points(from, rest);
                let now = rest.iter().take(count).copied();
                let order = if at_start {
                    Order::LineAt(Points::new(std::iter::once(start).chain(now)))
                } else {
                    Order::LineHere(Points::new(now))
                };
                self.order(&order)?;
                (from, rest) = advance(from, rest, count);
            }
            at_start = false;
        }
        Ok(())
    }

    fn order(&mut self, order: &Order<'_>) -> Result<(), EncodeError> {
        let start = self.segment.len();
        write_order(order, &mut self.segment)?;
        if self.segment.len() > SEGMENT_DATA {
            let last = self.segment.split_off(start);
            self.close()?;
            self.segment = last;
        }
        Ok(())
    }

    /// Writes the open segment. A later one is appended to the first, so that what was set stays set and an area goes on
    /// (GOCA "Begin Segment", flag bits 5–6).
    fn close(&mut self) -> Result<(), EncodeError> {
        let length = u16::try_from(self.segment.len()).unwrap_or(u16::MAX);
        let properties = if self.out.is_empty() { 0 } else { APPENDED };
        let head = BeginSegment { properties, length, ..BeginSegment::default() };
        write_order(&Order::BeginSegment(head), &mut self.out)?;
        self.out.append(&mut self.segment);
        Ok(())
    }
}

/// Begin Segment flags 2, bits 5–6 on: the data goes on the segment before.
const APPENDED: u8 = 0x06;

fn point((x, y): Place) -> Point {
    Point { x, y }
}

fn step(from: Place, to: Place) -> Option<Step> {
    let small = |a: i16, b: i16| i8::try_from(i32::from(b) - i32::from(a)).ok();
    Some(Step { x: small(from.0, to.0)?, y: small(from.1, to.1)? })
}

fn short_steps(mut from: Place, points: &[Place]) -> Vec<Step> {
    let mut steps = Vec::new();
    for &to in points.iter().take(LINE_STEPS) {
        let Some(step) = step(from, to) else { break };
        steps.push(step);
        from = to;
    }
    steps
}

/// How many points to go until short steps begin again.
fn long_points(mut from: Place, points: &[Place]) -> usize {
    let mut count = 0;
    for &to in points.iter().take(LINE_POINTS) {
        if step(from, to).is_some() {
            break;
        }
        count += 1;
        from = to;
    }
    count
}

fn advance(from: Place, points: &[Place], count: usize) -> (Place, &[Place]) {
    let last = count.checked_sub(1).and_then(|at| points.get(at)).copied();
    (last.unwrap_or(from), points.get(count..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use afp_codec::goca::Orders as Read;

    fn points_of(data: &[u8]) -> Vec<Place> {
        let mut points: Vec<Place> = Vec::new();
        for item in Read::new(data) {
            let absolute = |list: &Points| list.points.iter().map(|p| (p.x, p.y)).collect::<Vec<_>>();
            match item.order {
                Order::LineAt(list) | Order::LineHere(list) => points.extend(absolute(&list)),
                Order::RelativeLineAt(line) => {
                    points.push((line.start.x, line.start.y));
                    steps(&line.steps, &mut points);
                }
                Order::RelativeLineHere(line) => steps(&line.steps, &mut points),
                _ => {}
            }
        }
        points
    }

    fn steps(steps: &[Step], points: &mut Vec<Place>) {
        for step in steps {
            let (x, y) = *points.last().unwrap();
            points.push((x + i16::from(step.x), y + i16::from(step.y)));
        }
    }

    #[test]
    fn a_triangle_is_an_area_of_one_line() {
        let mut orders = Orders::default();
        orders.area(Colour::Rgb(1, 2, 3), &[vec![(0, 0), (1000, 0), (0, 1000)]]).unwrap();
        let data = orders.finish().unwrap();
        // GOCA: segment of 41 bytes; process colour, solid pattern, area with alternate filling, line, end.
        let mut wanted = vec![0x70, 0x0C, 0, 0, 0, 0, 0, 0, 0, 0x29, 0, 0, 0, 0];
        wanted.extend([0xB2, 0x0D, 0, 0x01, 0, 0, 0, 0, 8, 8, 8, 0, 1, 2, 3, 0x28, 0x10, 0x68, 0x80]);
        wanted.extend([0xC1, 0x10, 0, 0, 0, 0, 0x03, 0xE8, 0, 0, 0, 0, 0x03, 0xE8, 0, 0, 0, 0, 0x60, 0x00]);
        wanted[9] = u8::try_from(wanted.len() - SEGMENT_HEAD).unwrap();
        assert_eq!(data, wanted);
    }

    #[test]
    fn long_outlines_of_short_and_long_steps_keep_every_point() {
        let outline: Vec<Place> = (0..30_000i32)
            .map(|n| ((n * 7 % 30_000) as i16, if n % 50 < 40 { 5 } else { (n % 9_000) as i16 }))
            .collect();
        let mut orders = Orders::default();
        orders.area(Colour::BLACK, std::slice::from_ref(&outline)).unwrap();
        let data = orders.finish().unwrap();
        let mut wanted = outline.clone();
        wanted.push(outline[0]);
        assert_eq!(points_of(&data), wanted);
        let heads = Read::new(&data).filter(|item| matches!(item.order, Order::BeginSegment(_))).count();
        assert!(heads > 1, "the data needs several segments");
        assert!(!Read::new(&data).any(|item| matches!(item.order, Order::Unknown { .. } | Order::Damaged(_))));
    }

    #[test]
    fn figures_are_one_order_each() {
        let mut orders = Orders::default();
        let round = Figure::Box { left: 0, top: 0, right: 100, bottom: 50, corner: 20 };
        orders.figure(Colour::Rgb(1, 2, 3), None, round, [(0, 50), (100, 0)]).unwrap();
        let ellipse = Figure::Ellipse { x: 30, y: 20, across: 30, down: 20 };
        orders.figure(Colour::BLACK, Some(2), ellipse, [(0, 50), (60, 10)]).unwrap();
        let data = orders.finish().unwrap();
        // GOCA: process colour, solid pattern, area of a box with corners 20 across; colour 8, width 2, arc parameters
        // P 30 and Q 20, full arc about 30, 30 with multiplier 1.
        let mut wanted = vec![0xB2, 0x0D, 0, 0x01, 0, 0, 0, 0, 8, 8, 8, 0, 1, 2, 3, 0x28, 0x10, 0x68, 0x80];
        wanted.extend([0xC0, 0x0E, 0x20, 0, 0, 0, 0, 50, 0, 100, 0, 0, 0, 20, 0, 20, 0x60, 0x00]);
        wanted.extend([0x26, 0x02, 0x00, 0x08, 0x19, 0x02, 0x22, 0x08, 0, 30, 0, 20, 0, 0, 0, 0]);
        wanted.extend([0xC7, 0x06, 0, 30, 0, 30, 1, 0]);
        assert_eq!(data.get(SEGMENT_HEAD..), Some(&wanted[..]));
    }

    #[test]
    fn what_is_set_is_not_set_again() {
        let mut orders = Orders::default();
        orders.line(Colour::BLACK, 3, &[(0, 0), (10, 10)]).unwrap();
        let before = orders.position();
        orders.line(Colour::BLACK, 3, &[(0, 0), (10, 10)]).unwrap();
        assert_eq!(orders.position() - before, 2 + 4 + 2);
    }
}
