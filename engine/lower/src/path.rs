//! Rules and outlines.

use scene::{FillRule, Item, LineCap, LineJoin, Origin, Path, PathItem, Rule, Segment, Stroke};
use units::{Colour, Emu, Point, Rect, Transform};

use crate::area::{Shape, is_even_odd, resolve};
use crate::capabilities::Feature;
use crate::clip::{intersection, polygons, upright_rect};
use crate::flatten::{Polyline, flatten};
use crate::pass::{Pass, Place, TOLERANCE};
use crate::polygon::to_path;
use crate::stroke::outline;

/// A thin line's corners do not show: up to this width, 3/1440 inch, a bent line stays a line.
const THIN: Emu = Emu::from_l_units(3);

impl Pass<'_> {
    /// A filled rectangle in the coordinates of its place.
    pub(crate) fn rule(&mut self, rect: Rect, colour: Colour, origin: Origin, place: &Place) {
        if !is_upright(place.transform) {
            self.fill(&Path::rect(rect).transformed(place.transform), FillRule::NonZero, colour, origin, place);
            return;
        }
        let rect = place.transform.apply_bounds(rect);
        let colour = self.colour(colour, origin);
        match &place.clip {
            None => self.out.push(Item::Rule(Rule { rect, colour }), origin),
            Some(clip) if clip.upright => {
                if let Some(rect) = clip.bounds.and_then(|bounds| intersection(bounds, rect)) {
                    self.out.push(Item::Rule(Rule { rect, colour }), origin);
                }
            }
            Some(_) => self.fill(&Path::rect(rect), FillRule::NonZero, colour, origin, place),
        }
    }

    /// An outline in the coordinates of its place.
    pub(crate) fn path(&mut self, item: &PathItem, origin: Origin, place: &Place) {
        if let Some((colour, rule)) = item.fill {
            self.fill(&item.path.transformed(place.transform), rule, colour, origin, place);
        }
        if let Some(stroke) = &item.stroke {
            self.stroke(&item.path, stroke, origin, place);
        }
    }

    /// Fills a path in page coordinates.
    pub(crate) fn fill(&mut self, path: &Path, rule: FillRule, colour: Colour, origin: Origin, place: &Place) {
        let colour = self.colour(colour, origin);
        let clip = match (&place.clip, path.bounds()) {
            (_, None) => return,
            (Some(clip), Some(bounds)) if clip.excludes(bounds) => return,
            (Some(clip), Some(bounds)) if !clip.contains(bounds) => Some(clip),
            _ => None,
        };
        if clip.is_none()
            && let Some(rect) = upright_rect(path)
        {
            self.out.push(Item::Rule(Rule { rect, colour }), origin);
            return;
        }
        let lowered = match clip {
            Some(clip) => clip.intersect(&polygons(path), rule).map(|cut| to_path(&cut)),
            None if rule == FillRule::EvenOdd || self.lowering.capabilities.has(Feature::NonZeroFill) => {
                Ok(path.clone())
            }
            None => {
                let flat = polygons(path);
                is_even_odd(&flat).and_then(|same| {
                    if same {
                        return Ok(path.clone());
                    }
                    resolve(Shape { polygons: &flat, rule }, None).map(|resolved| to_path(&resolved))
                })
            }
        };
        let path = lowered.unwrap_or_else(|error| {
            self.too_complex(origin, error);
            path.clone()
        });
        self.area(path, colour, origin);
    }

    /// Draws an area that needs no more lowering.
    fn area(&mut self, path: Path, colour: Colour, origin: Origin) {
        if !path.segments.is_empty() {
            let item = PathItem { path, fill: Some((colour, FillRule::EvenOdd)), stroke: None };
            self.out.push(Item::Path(Box::new(item)), origin);
        }
    }

    fn stroke(&mut self, path: &Path, stroke: &Stroke, origin: Origin, place: &Place) {
        let turned = place.transform.quarter_turn().is_some();
        let on_page = path.transformed(place.transform);
        let reach = on_page.bounds().map(|bounds| bounds.outset(stroke.width * 4));
        let clipped = match (&place.clip, reach) {
            (_, None) => return,
            (Some(clip), Some(reach)) if clip.excludes(reach) => return,
            (Some(clip), Some(reach)) => !clip.contains(reach),
            (None, _) => false,
        };
        if turned && !clipped {
            let colour = self.colour(stroke.colour, origin);
            if let Some(rules) = as_rules(&on_page, stroke) {
                for rect in rules {
                    self.out.push(Item::Rule(Rule { rect, colour }), origin);
                }
                return;
            }
            if self.lowering.capabilities.has(Feature::StyledLine) || is_plain(&on_page, stroke) {
                let stroke = Some(Stroke { colour, ..stroke.clone() });
                self.out.push(Item::Path(Box::new(PathItem { path: on_page, fill: None, stroke })), origin);
                return;
            }
        }
        // The line's shape follows the transform, so it is made before.
        let lines = flatten(path, TOLERANCE);
        match outline(&lines, stroke, f64::from(TOLERANCE.get())) {
            Ok(area) => {
                let area = to_path(&area).transformed(place.transform);
                self.fill(&area, FillRule::EvenOdd, stroke.colour, origin, place);
            }
            Err(error) => {
                self.too_complex(origin, error);
                let colour = self.colour(stroke.colour, origin);
                let stroke = Some(Stroke { colour, dash: None, ..stroke.clone() });
                self.out.push(Item::Path(Box::new(PathItem { path: on_page, fill: None, stroke })), origin);
            }
        }
    }
}

fn is_upright(transform: Transform) -> bool {
    (transform.b == 0 && transform.c == 0) || (transform.a == 0 && transform.d == 0)
}

/// The widest line that stays a line: what AFP's one-byte multiple of 1/1440 inch can say.
const WIDEST: Emu = Emu::from_l_units(255);

/// Whether a line without ends and corners of its own draws the same: solid and flat, and straight or thin.
fn is_plain(path: &Path, stroke: &Stroke) -> bool {
    let straight = !path.segments.iter().any(|segment| matches!(segment, Segment::Cubic(..) | Segment::Close))
        && path.segments.windows(2).all(|pair| !matches!(pair, [Segment::Line(_), Segment::Line(_)]));
    let flat = stroke.cap == LineCap::Flat || stroke.width <= THIN;
    stroke.dash.is_none() && flat && stroke.width <= WIDEST && (straight || stroke.width <= THIN)
}

/// Level and upright lines as rectangles; none where the line is anything else.
fn as_rules(path: &Path, stroke: &Stroke) -> Option<Vec<Rect>> {
    if path.segments.len() > 7 {
        return None;
    }
    let half = stroke.width / 2;
    if let (Some(rect), None, LineJoin::Miter) = (upright_rect(path), &stroke.dash, stroke.join)
        && path.segments.last() == Some(&Segment::Close)
    {
        let outer = rect.outset(half);
        let width = stroke.width.min(outer.width).min(outer.height);
        let (right, bottom, sides) = (outer.right() - width, outer.bottom() - width, outer.height - width * 2);
        return Some(vec![
            Rect::new(outer.x, outer.y, outer.width, width),
            Rect::new(outer.x, bottom, outer.width, width),
            Rect::new(outer.x, outer.y + width, width, sides.max(Emu::ZERO)),
            Rect::new(right, outer.y + width, width, sides.max(Emu::ZERO)),
        ]);
    }
    let lines = flatten(path, TOLERANCE);
    let [Polyline { points, closed: false }] = lines.as_slice() else { return None };
    let &[from, to] = points.as_slice() else { return None };
    let level = from.y == to.y;
    if (!level && from.x != to.x) || stroke.cap == LineCap::Round {
        return None;
    }
    let extra = if stroke.cap == LineCap::Square { half } else { Emu::ZERO };
    let (start, end) = if level { (from.x, to.x) } else { (from.y, to.y) };
    let backward = end < start;
    let length = (end - start).abs();
    // A part of the line, by its distances from the line's beginning.
    let part = |begin: Emu, finish: Emu| {
        let (begin, finish) = (begin - extra, finish + extra);
        let (low, high) = if backward { (start - finish, start - begin) } else { (start + begin, start + finish) };
        if level {
            Rect::from_corners(Point::new(low, from.y - half), Point::new(high, from.y - half + stroke.width))
        } else {
            Rect::from_corners(Point::new(from.x - half, low), Point::new(from.x - half + stroke.width, high))
        }
    };
    let Some(dash) = &stroke.dash else { return Some(vec![part(Emu::ZERO, length)]) };
    let total: i64 = dash.lengths.iter().map(|length| length.wide().max(0)).sum();
    if total < i64::from(Emu::PER_L_UNIT) || length.wide() / total.max(1) > 10_000 {
        return None;
    }
    let (mut rules, mut at, mut on) = (Vec::new(), Emu::ZERO, true);
    for &step in dash.lengths.iter().cycle() {
        if at >= length {
            break;
        }
        let next = (at + step.max(Emu::ZERO)).min(length);
        if on && (next > at || extra > Emu::ZERO) {
            rules.push(part(at, next));
        }
        (at, on) = (next, !on);
    }
    Some(rules)
}
