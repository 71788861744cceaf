//! What draws: rectangles, outlines, pictures (ISO 32000-1, 8.5 and 8.9).

use scene::{FaceId, FillRule, Image, ImageFormat, LineCap, LineJoin, Path, PathItem, PixelColour, Segment, Stroke};
use units::{Colour, Emu, FontSize, QuarterTurn, Rect};

use crate::colour::{self, Paint};
use crate::content::Thousandths;
use crate::stream::Stream;

/// What the graphics state holds, where it is known.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    pub(crate) fill: Option<Colour>,
    stroke: Option<Colour>,
    /// The face, the block of its glyphs where it is one of patterns, and the size.
    pub(crate) font: Option<(FaceId, Option<u8>, FontSize)>,
    width: Option<Emu>,
    cap: Option<LineCap>,
    join: Option<LineJoin>,
    dash: Option<Option<Vec<Emu>>>,
    miter: bool,
}

impl Stream<'_, '_> {
    pub(crate) fn end_text(&mut self) {
        if self.in_text {
            self.content.text("ET\n");
            self.in_text = false;
        }
    }

    pub(crate) fn fill_colour(&mut self, colour: Colour) {
        if self.state.fill != Some(colour) {
            self.note_inks(colour);
            self.used.spots.extend(colour::set(&mut self.content, colour, Paint::Fill));
            self.state.fill = Some(colour);
        }
    }

    fn note_inks(&mut self, colour: Colour) {
        self.used.inks |= matches!(self.plan.definitions.alternate(colour), Colour::Cmyk(..));
    }

    pub(crate) fn fill_rects(&mut self, rects: &[Rect], colour: Colour) {
        if rects.is_empty() {
            return;
        }
        self.end_text();
        self.fill_colour(colour);
        for &rect in rects {
            self.frame.rect(&mut self.content, rect);
            self.content.text("re\n");
        }
        self.content.text("f\n");
    }

    pub(crate) fn trace(&mut self, path: &Path) {
        for segment in &path.segments {
            match *segment {
                Segment::Move(to) => {
                    self.frame.point(&mut self.content, to);
                    self.content.text("m\n");
                }
                Segment::Line(to) => {
                    self.frame.point(&mut self.content, to);
                    self.content.text("l\n");
                }
                Segment::Cubic(one, two, to) => {
                    for point in [one, two, to] {
                        self.frame.point(&mut self.content, point);
                    }
                    self.content.text("c\n");
                }
                Segment::Close => {
                    self.content.text("h\n");
                }
            }
        }
    }

    pub(crate) fn path(&mut self, item: &PathItem) {
        if item.path.segments.is_empty() {
            return;
        }
        self.end_text();
        if let Some((colour, _)) = item.fill {
            self.fill_colour(colour);
        }
        if let Some(stroke) = &item.stroke {
            self.stroke_state(stroke);
        }
        let operator = match (item.fill.map(|(_, rule)| rule), item.stroke.is_some()) {
            (Some(FillRule::NonZero), true) => "B\n",
            (Some(FillRule::EvenOdd), true) => "B*\n",
            (Some(FillRule::NonZero), false) => "f\n",
            (Some(FillRule::EvenOdd), false) => "f*\n",
            (None, true) => "S\n",
            (None, false) => return,
        };
        self.trace(&item.path);
        self.content.text(operator);
    }

    fn stroke_state(&mut self, stroke: &Stroke) {
        if self.state.stroke != Some(stroke.colour) {
            self.note_inks(stroke.colour);
            self.used.spots.extend(colour::set(&mut self.content, stroke.colour, Paint::Stroke));
            self.state.stroke = Some(stroke.colour);
        }
        if self.state.width != Some(stroke.width) {
            self.content.length(stroke.width).text("w\n");
            self.state.width = Some(stroke.width);
        }
        if self.state.cap != Some(stroke.cap) {
            self.content.text(match stroke.cap {
                LineCap::Flat => "0 J\n",
                LineCap::Round => "1 J\n",
                LineCap::Square => "2 J\n",
            });
            self.state.cap = Some(stroke.cap);
        }
        if self.state.join != Some(stroke.join) {
            self.content.text(match stroke.join {
                LineJoin::Miter => "0 j\n",
                LineJoin::Round => "1 j\n",
                LineJoin::Bevel => "2 j\n",
            });
            self.state.join = Some(stroke.join);
        }
        if !self.state.miter {
            self.content.text("4 M\n");
            self.state.miter = true;
        }
        let dash = stroke.dash.as_ref().map(|dash| dash.lengths.clone());
        if self.state.dash.as_ref() != Some(&dash) {
            self.content.text("[");
            // All lengths zero, or one below zero, is no dash (ISO 32000-1, 8.4.3.6).
            let lengths = dash.as_deref().unwrap_or_default();
            let drawable = lengths.iter().all(|&length| length >= Emu::ZERO)
                && lengths.iter().any(|&length| Thousandths::points(length).0 > 0);
            for &length in lengths.iter().filter(|_| drawable) {
                self.content.length(length);
            }
            self.content.text("]0 d\n");
            self.state.dash = Some(dash);
        }
    }

    pub(crate) fn image(&mut self, image: &Image) {
        let Some(source) = self.pictures.get(image.image.0 as usize) else { return };
        self.end_text();
        let stencil = image.mask.filter(|_| source.colour == PixelColour::Bilevel && source.format == ImageFormat::Raw);
        if let Some(mask) = stencil {
            self.fill_colour(mask.colour);
            self.used.stencils.insert(image.image);
        } else {
            self.used.inks |= source.colour == PixelColour::Cmyk;
            self.used.images.insert(image.image);
        }
        let Rect { x, y, width, height } = image.rect;
        let (top, bottom) = (self.frame.y(y), self.frame.y(y + height));
        let zero = Emu::ZERO;
        let matrix = match image.turn {
            QuarterTurn::Zero => [width, zero, zero, height, x, bottom],
            QuarterTurn::One => [zero, -height, width, zero, x, top],
            QuarterTurn::Two => [-width, zero, zero, -height, x + width, top],
            QuarterTurn::Three => [zero, height, -width, zero, x + width, bottom],
        };
        self.content.text("q ");
        for length in matrix {
            self.content.length(length);
        }
        self.content.text(if stencil.is_some() { "cm/M" } else { "cm/I" });
        self.content.integer(image.image.0.into()).text(" Do Q\n");
    }
}
