//! Text: control sequences and code points to runs of glyphs and rules (PTOCA).
//!
//! Glyphs stand by the face's own advances, unrounded from the last move; kerning is never applied, because an AFP
//! receiver does not.

mod glyphs;
mod run;

use afp_codec::describe::Places;
use afp_codec::framing::Joined;
use afp_codec::ptoca::{BaselineShift, ControlSequence, Rule, TextItem, TextItems, TextPart};
use afp_codec::values::Rotation;
use diagnostics::Code;
use scene::{ContentBuilder, Decoration, Item, Origin};
use units::{Colour, Emu, Point, QuarterTurn, Rect, Size};

use crate::colour;
use crate::findings::Findings;
use crate::fonts::{FontTable, TextFont};
use crate::geometry::{Place, Scale, Units, turn_of};
use crate::library::Library;

use glyphs::GlyphChain;
use run::{Piece, Run};

/// Rules without a width are as wide as the device likes.
const DEVICE_WIDTH: Emu = Emu::new(Emu::PER_POINT / 2);
/// Lines without an increment are this far apart.
const DEVICE_INCREMENT: Emu = Emu::new(Emu::PER_INCH / 6);

/// The presentation space of a text object.
#[derive(Clone, Debug)]
pub(crate) struct TextSpace<'a> {
    /// From the space to the page, overlay or segment.
    pub(crate) place: Place,
    pub(crate) units: Units,
    pub(crate) extent: Size,
    /// Initial text conditions of the descriptor.
    pub(crate) initial: &'a [u8],
    /// Local ids of suppressions whose text is not drawn.
    pub(crate) suppressed: &'a [u8],
}

/// Draws a text object. `repeats_left` is how many bytes of code points repeat sequences may still make.
pub(crate) fn draw(
    data: &Joined<'_>,
    space: &TextSpace<'_>,
    fonts: &FontTable,
    library: &Library,
    content: &mut ContentBuilder,
    repeats_left: &mut usize,
    findings: &mut Findings,
) {
    let mut text = Text {
        space,
        fonts,
        library,
        content,
        findings,
        state: State::default(),
        run: None,
        chain: None,
        hidden_from: None,
        repeats_left,
    };
    let nowhere = Places::contiguous(0);
    for item in TextItems::initial_conditions(space.initial) {
        text.item(&item, &nowhere);
    }
    let places = data.places();
    for item in TextItems::new(data.bytes()) {
        text.item(&item, &places);
    }
    text.end_chain("", 0);
    text.flush();
    text.end_suppression();
}

/// What control sequences have set.
#[derive(Clone, Copy, Debug)]
struct State {
    inline: Emu,
    baseline: Emu,
    margin: Emu,
    increment: Emu,
    i_axis: QuarterTurn,
    b_axis: QuarterTurn,
    font: Option<u8>,
    colour: Colour,
    adjustment: Emu,
    space: Option<Emu>,
    decoration: Decoration,
    shift: Emu,
}

impl Default for State {
    fn default() -> Self {
        Self {
            inline: Emu::ZERO,
            baseline: Emu::ZERO,
            margin: Emu::ZERO,
            increment: DEVICE_INCREMENT,
            i_axis: QuarterTurn::Zero,
            b_axis: QuarterTurn::One,
            font: None,
            colour: Colour::DeviceDefault,
            adjustment: Emu::ZERO,
            space: None,
            decoration: Decoration::default(),
            shift: Emu::ZERO,
        }
    }
}

struct Text<'t, 'f> {
    space: &'t TextSpace<'t>,
    fonts: &'t FontTable,
    library: &'t Library,
    content: &'t mut ContentBuilder,
    findings: &'f mut Findings,
    state: State,
    run: Option<Run>,
    chain: Option<Box<GlyphChain>>,
    /// How many items there were when text began that is not drawn.
    hidden_from: Option<usize>,
    repeats_left: &'t mut usize,
}

impl Text<'_, '_> {
    fn item(&mut self, item: &TextItem<'_>, places: &Places) {
        let start = places.file_offset(item.at);
        let end = places.file_offset((item.at + item.length).saturating_sub(1)) + 1;
        match &item.part {
            TextPart::CodePoints(code_points) if self.chain.as_ref().is_some_and(|chain| chain.awaits_text()) => {
                // In UTF-16BE whatever the font (PTOCA UCT).
                let units: Vec<u16> =
                    code_points.as_chunks::<2>().0.iter().map(|unit| u16::from_be_bytes(*unit)).collect();
                self.end_chain(&String::from_utf16_lossy(&units), end);
            }
            TextPart::CodePoints(code_points) => {
                self.end_chain("", start);
                self.code_points(code_points, start, end);
            }
            TextPart::Sequence { sequence, .. } => {
                if self.chain.as_mut().is_some_and(|chain| chain.takes(sequence, end)) {
                    return;
                }
                self.end_chain("", start);
                self.sequence(sequence, start, end);
            }
        }
    }

    fn sequence(&mut self, sequence: &ControlSequence<'_>, start: u64, end: u64) {
        let (along, across) = (self.along(), self.across());
        let state = &mut self.state;
        match sequence {
            ControlSequence::Transparent(text) => self.code_points(&text.data, start, end),
            ControlSequence::MoveInlineTo(to) => state.inline = along.length(to.value.into()),
            ControlSequence::MoveInlineBy(by) => state.inline += along.length(by.value.into()),
            ControlSequence::MoveBaselineTo(to) => state.baseline = across.length(to.value.into()),
            ControlSequence::MoveBaselineBy(by) => state.baseline += across.length(by.value.into()),
            ControlSequence::SetInlineMargin(margin) => {
                state.margin = given(margin.value).map_or(Emu::ZERO, |value| along.length(value));
            }
            ControlSequence::SetBaselineIncrement(increment) => {
                state.increment = given(increment.value).map_or(DEVICE_INCREMENT, |value| across.length(value));
            }
            ControlSequence::SetVariableSpace(increment) => {
                state.space = given(increment.value).map(|value| along.length(value));
            }
            ControlSequence::SetIntercharacterAdjustment(adjustment) => {
                let amount = given(adjustment.value).map_or(Emu::ZERO, |value| along.length(value));
                state.adjustment = if adjustment.direction == Some(1) { -amount } else { amount };
            }
            ControlSequence::BeginLine(_) => {
                state.inline = state.margin;
                state.baseline += state.increment;
            }
            ControlSequence::SetFont(font) => state.font = Some(font.id),
            ControlSequence::SetColour(text) => state.colour = colour::of_oca(text.colour),
            ControlSequence::SetExtendedColour(text) => match colour::of_specification(&text.colour) {
                Some(colour) => state.colour = colour,
                None => self.fault(sequence, start, "unknown colour space or colour value"),
            },
            ControlSequence::SetOrientation(orientation) => {
                let axes = (orientation.inline.quarter_turns(), orientation.baseline.quarter_turns());
                if !matches!(axes, (Some(i), Some(b)) if (i + b) % 2 == 1) {
                    self.fault(sequence, start, "the axes are not at right angles");
                    return;
                }
                (state.i_axis, state.b_axis) = (turn_of(orientation.inline), turn_of(orientation.baseline));
            }
            ControlSequence::InlineRule(rule) => self.rule(rule, false, start, end),
            ControlSequence::BaselineRule(rule) => self.rule(rule, true, start, end),
            ControlSequence::Underscore(line) => state.decoration.underline = line.flags != 0,
            ControlSequence::Overstrike(line) => state.decoration.strike = line.flags != 0,
            ControlSequence::MoveBaselineTemporarily(shift) => {
                let by = shift.increment.map_or(state.increment / 2, |value| across.length(value.into()));
                state.shift = match shift.direction {
                    BaselineShift::RETURN => Emu::ZERO,
                    BaselineShift::DOWN => state.shift + by,
                    BaselineShift::UP => state.shift - by,
                    _ => state.shift,
                };
            }
            ControlSequence::RepeatString(repeat) => self.repeat(&repeat.data, repeat.length.into(), start, end),
            // Suppressions are drawn unless a medium map names them.
            ControlSequence::BeginSuppression(of) if self.space.suppressed.contains(&of.id) => {
                self.end_chain("", 0);
                self.flush();
                let items = self.content.items().len();
                self.hidden_from.get_or_insert(items);
            }
            ControlSequence::EndSuppression(_) => self.end_suppression(),
            // The text of complex text follows as code points.
            ControlSequence::BeginSuppression(_)
            | ControlSequence::NoOperation(_)
            | ControlSequence::ComplexText(_)
            | ControlSequence::KeyInformation(_)
            | ControlSequence::AlternateText(_) => {}
            ControlSequence::GlyphLayout(layout) => {
                let advance = layout.advance;
                self.flush();
                let (along, across) = (self.along(), self.across());
                let piece = self.piece(start, end).0;
                self.chain = Some(Box::new(GlyphChain::new(piece, along, across, advance)));
            }
            ControlSequence::GlyphIds(_)
            | ControlSequence::GlyphAdvances(_)
            | ControlSequence::GlyphOffsets(_)
            | ControlSequence::EncryptedData(_) => {
                self.findings.add(Code::AfpUnsupported, start, &[("what", sequence.names().1)]);
            }
            ControlSequence::Unknown { .. } => self.fault(sequence, start, "not known, or of another length"),
            ControlSequence::Damaged(_) => self.fault(sequence, start, "its length reaches beyond the text"),
        }
    }

    /// Takes away what a suppression hides; where it moved the position, it stays.
    fn end_suppression(&mut self) {
        if let Some(from) = self.hidden_from.take() {
            self.end_chain("", 0);
            self.flush();
            self.content.items().truncate(from);
        }
    }

    fn fault(&mut self, sequence: &ControlSequence<'_>, offset: u64, reason: &str) {
        let name = match sequence {
            ControlSequence::Unknown { code, .. } => format!("X'{code:02X}'"),
            other => other.names().1.to_owned(),
        };
        self.findings.add(Code::AfpControlSequence, offset, &[("name", &name), ("reason", reason)]);
    }

    fn along(&self) -> Scale {
        axis(self.state.i_axis, self.space.units)
    }

    fn across(&self) -> Scale {
        axis(self.state.b_axis, self.space.units)
    }

    /// A point by inline and baseline position, in the space around the text.
    fn point(&self, inline: Emu, baseline: Emu) -> Point {
        let mut point = Point::ORIGIN;
        let extent = self.space.extent;
        for (turn, value) in [(self.state.i_axis, inline), (self.state.b_axis, baseline)] {
            match turn {
                QuarterTurn::Zero => point.x = value,
                QuarterTurn::One => point.y = value,
                QuarterTurn::Two => point.x = extent.width - value,
                QuarterTurn::Three => point.y = extent.height - value,
            }
        }
        self.space.place.point(point)
    }

    fn rule(&mut self, rule: &Rule, down: bool, start: u64, end: u64) {
        let (long, wide) = if down { (self.across(), self.along()) } else { (self.along(), self.across()) };
        let length = long.length(rule.length.into());
        let width = rule.width.as_ref().map_or(DEVICE_WIDTH, |width| {
            let parts = i64::from(width.width) * 256 + i64::from(width.fraction.unwrap_or(0));
            wide.fraction(parts, 256)
        });
        if length == Emu::ZERO || width == Emu::ZERO {
            return;
        }
        let State { inline, baseline, colour, .. } = self.state;
        let far = if down {
            self.point(inline + width, baseline + length)
        } else {
            self.point(inline + length, baseline + width)
        };
        let rect = Rect::from_corners(self.point(inline, baseline), far);
        self.flush();
        self.content.push(Item::Rule(scene::Rule { rect, colour }), Origin::Bytes { start, end });
    }

    fn repeat(&mut self, data: &[u8], length: usize, start: u64, end: u64) {
        if data.is_empty() {
            return;
        }
        let length = length.min(*self.repeats_left);
        *self.repeats_left -= length;
        let repeated: Vec<u8> = data.iter().copied().cycle().take(length).collect();
        self.code_points(&repeated, start, end);
    }

    fn code_points(&mut self, code_points: &[u8], start: u64, end: u64) {
        if code_points.is_empty() {
            return;
        }
        let (first, font) = self.piece(start, end);
        // The sections of a font of two-byte code points have faces of their own.
        for shown in font.shown(code_points, self.library).chunk_by(|one, two| one.face == two.face) {
            let inline = self.state.inline;
            let face = shown.first().and_then(|first| first.face);
            let piece = Piece { face, origin: self.point(inline, first.baseline), inline, ..first };
            if !self.run.as_ref().is_some_and(|run| run.continues(&piece)) {
                self.flush();
            }
            let run = self.run.get_or_insert_with(|| Run::new(&piece));
            self.state.inline = run.add(&piece, shown, self.library);
        }
    }

    /// How text is set here, and in which font.
    fn piece(&mut self, start: u64, end: u64) -> (Piece, TextFont) {
        let unmapped = TextFont { face: self.library.substitute(""), ..TextFont::default() };
        let font = match self.state.font.and_then(|id| self.fonts.get(id)) {
            Some(font) => font,
            None => {
                let id = self.state.font.map_or_else(|| String::from("none"), |id| format!("with local id {id}"));
                self.findings.add(Code::AfpResourceMissing, start, &[("kind", "font"), ("name", &id)]);
                &unmapped
            }
        };
        if font.rotation != Rotation::DEGREES_0 {
            self.findings.add(Code::AfpUnsupported, start, &[("what", "the rotation of characters")]);
        }
        let baseline = self.state.baseline + self.state.shift;
        let piece = Piece {
            face: font.face,
            size: font.size,
            colour: self.state.colour,
            turn: self.state.i_axis.then(self.space.place.turn),
            decoration: self.state.decoration,
            origin: self.point(self.state.inline, baseline),
            inline: self.state.inline,
            baseline,
            adjustment: self.state.adjustment,
            space: self.state.space,
            bytes: (start, end),
        };
        (piece, font.clone())
    }

    /// Draws glyphs by id that are complete.
    fn end_chain(&mut self, text: &str, end: u64) {
        if let Some(chain) = self.chain.take() {
            self.state.inline += chain.advance;
            chain.finish(text, end, self.library, self.content);
        }
    }

    fn flush(&mut self) {
        if let Some(run) = self.run.take() {
            run.finish(self.content);
        }
    }
}

fn axis(turn: QuarterTurn, units: Units) -> Scale {
    match turn {
        QuarterTurn::Zero | QuarterTurn::Two => units.x,
        QuarterTurn::One | QuarterTurn::Three => units.y,
    }
}

/// X'FFFF' is "use the default".
fn given(value: u16) -> Option<i64> {
    (value != u16::MAX).then_some(value.into())
}
