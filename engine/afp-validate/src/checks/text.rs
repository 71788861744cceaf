//! Presentation text: control sequences and their subsets.

use std::ops::RangeInclusive;

use afp_codec::describe::Places;
use afp_codec::ptoca::{ControlSequence, TextItems, TextPart};
use afp_codec::values::{ColourSpace, ColourSpecification, OcaColour, Rotation};
use afp_codec::{Field, FieldId};

use crate::finding::Findings;
use crate::grammar::State;
use crate::located::Seen;
use crate::nest::{Nest, Open};
use crate::rule::rule_list;
use crate::walk::ObjectData;

use super::Subject;

rule_list! {
    DESCRIPTOR_MISSING "text-descriptor-missing" [ARCHITECTURE]
        "a page or overlay with text that has no environment group of its own has a PTD in its active environment group",
        "MO:DCA 4 Page note 3, Overlay note 3";
    DAMAGED "text-sequence-length" [ARCHITECTURE]
        "the length of a control sequence counts at least itself and the function type and reaches no further than the text",
        "PTOCA 4 Control Sequences, EC-1E01";
    UNKNOWN "text-sequence-unknown" [ARCHITECTURE]
        "every control sequence is one that PTOCA defines", "PTOCA 4, EC-0001";
    LAYOUT "text-sequence-layout" [ARCHITECTURE]
        "the parameters of a control sequence have the layout of that sequence", "PTOCA 4, EC-1E01";
    VALUE "text-value" [ARCHITECTURE]
        "absolute moves, margins and increments are not negative, directions and local ids are defined values",
        "PTOCA 4 AMB, AMI, BSU, ESU, SIA, TBM, EC-1301, EC-1401";
    ORIENTATION "text-orientation" [ARCHITECTURE]
        "inline and baseline direction are right angles, 90 degrees apart", "PTOCA 4 STO, EC-0F01";
    COLOUR "text-colour" [ARCHITECTURE]
        "a text colour is one of the OCA table, or has a defined space and numbers of bits that fit it",
        "PTOCA 4 SEC, STC, EC-0E02, EC-0E03, EC-0E05";
    SUPPRESSION "text-suppression" [ARCHITECTURE]
        "a suppression ends with the local id that it began with, before the next begins and before the object ends",
        "PTOCA 5 EC-0201, EC-0401, EC-0601";
    PT3 "text-pt3" [IS3 CLASSIC]
        "text keeps to the subset PT3: no complex text, no glyph runs, no encryption", "PTOCA 6 PT3; MO:DCA 7 IS/3 table 27";
    PT1 "is1-text-pt1" [IS1]
        "text keeps to the subset PT1: no overstrike, underscore, baseline move or extended colour, and the ranges of that subset",
        "PTOCA 6 PT1; MO:DCA 7 IS/1 figure 86";
    RULE_RANGE "text-rule-range" [IS1 CLASSIC]
        "rules run in the positive direction and are at most X'00C0' units of 1/1440 inch wide, without fraction",
        "PTOCA 6 PT1 and PT3, DBR, DIR";
    RANGE_CLASSIC "classic-text-range" [CLASSIC]
        "text colours (STC) are defaults, adjustments and variable spaces at most X'0FFF'", "PTOCA 6 PT3 SIA, STC, SVI";
    INITIAL "is3-text-initial" [IS3]
        "initial text conditions are set by AMB, AMI, SBI, SCFL, SEC, SIA, SIM, STC and STO", "MO:DCA 7 IS/3 table 35 PTD";
}

/// What the open page and text object have said.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// Whether the active environment group of the page or overlay has a text descriptor.
    page_described: bool,
    /// Units over ten inches of the text, by the descriptor that holds for it.
    page_units: u16,
    own_units: Option<u16>,
}

impl Subject for Texts {
    fn field(&mut self, nest: &Nest, seen: &Seen<'_>, out: &mut Findings<'_>) {
        match &seen.field {
            Field::BeginPage(_) | Field::BeginOverlay(_) => self.page_described = false,
            Field::BeginText(_) => self.own_units = None,
            Field::TextDescriptorOne(text) => {
                self.page_described = true;
                self.page_units = text.x_units;
            }
            Field::TextDescriptor(text) => {
                if nest.state() == State::TextEnvironment {
                    self.own_units = Some(text.x_units);
                } else {
                    self.page_described = true;
                    self.page_units = text.x_units;
                }
                let start = seen.raw.data.len().saturating_sub(text.initial.len());
                let places = Places::contiguous(seen.raw.data_offset() + start as u64);
                initial_conditions(&text.initial, &places, out);
            }
            _ => {}
        }
    }

    fn data(&mut self, nest: &Nest, data: &ObjectData, out: &mut Findings<'_>) {
        if data.id != FieldId::PTX || nest.state() != State::Text {
            return;
        }
        let places = data.places();
        let units = self.own_units.unwrap_or(self.page_units);
        let mut suppressed: Option<(u8, u64)> = None;
        for item in TextItems::new(&data.bytes) {
            let TextPart::Sequence { sequence, .. } = &item.part else { continue };
            let offset = places.file_offset(item.at);
            check(sequence, offset, data.whole, units, out);
            match sequence {
                ControlSequence::BeginSuppression(local) => {
                    if let Some((open, _)) = suppressed.replace((local.id, offset)) {
                        out.report(SUPPRESSION, offset, || format!("suppression X'{open:02X}' has not ended"));
                    }
                }
                ControlSequence::EndSuppression(local) => match suppressed.take() {
                    Some((open, _)) if open == local.id => {}
                    open => out.report(SUPPRESSION, offset, || {
                        let open = open.map_or_else(|| "none".to_owned(), |(id, _)| format!("X'{id:02X}'"));
                        format!("suppression X'{:02X}' ends, open is {open}", local.id)
                    }),
                },
                _ => {}
            }
        }
        if let Some((open, offset)) = suppressed.filter(|_| data.whole) {
            out.report(SUPPRESSION, offset, || format!("suppression X'{open:02X}' does not end"));
        }
    }

    fn close(&mut self, nest: &Nest, closed: &Open, _ended: bool, out: &mut Findings<'_>) {
        let on_page = matches!(nest.state(), State::Page | State::Overlay);
        if closed.state == State::Text && on_page && !self.page_described && closed.count(FieldId::BOG) == 0 {
            out.report(DESCRIPTOR_MISSING, closed.offset, || "no PTD holds for this text".to_owned());
        }
    }
}

/// The control sequences at the end of a text descriptor.
fn initial_conditions(bytes: &[u8], places: &Places, out: &mut Findings<'_>) {
    for item in TextItems::initial_conditions(bytes) {
        let offset = places.file_offset(item.at);
        match &item.part {
            TextPart::Sequence { sequence: ControlSequence::Damaged(_), .. } => {
                out.report(DAMAGED, offset, || "the initial text conditions are damaged".to_owned());
            }
            TextPart::Sequence { sequence, .. } if is_initial(sequence) => {}
            TextPart::Sequence { sequence, .. } => {
                out.report(INITIAL, offset, || format!("{} sets no initial condition", acronym(sequence)));
            }
            TextPart::CodePoints(_) => {
                out.report(DAMAGED, offset, || "code points among the initial text conditions".to_owned());
            }
        }
    }
}

fn is_initial(sequence: &ControlSequence<'_>) -> bool {
    matches!(sequence.code(), 0xD2 | 0xC6 | 0xD0 | 0xF0 | 0x80 | 0xC2 | 0xC0 | 0x74 | 0xF6)
}

fn acronym(sequence: &ControlSequence<'_>) -> String {
    match sequence {
        ControlSequence::Unknown { code, .. } => format!("X'{code:02X}'"),
        other => other.names().0.to_owned(),
    }
}

/// Function types that PTOCA defines, the chaining bit off.
const DEFINED: [u8; 31] = [
    0xC0, 0xC2, 0xC4, 0xC6, 0xC8, 0xD0, 0xD2, 0xD4, 0xD8, 0xDA, 0xE4, 0xE6, 0xEE, 0xF0, 0xF2, 0xF4, 0xF6, 0xF8, 0x72,
    0x74, 0x76, 0x78, 0x80, 0x6A, 0x6C, 0x8A, 0x8C, 0x8E, 0x98, 0x9A, 0x9C,
];

fn check(sequence: &ControlSequence<'_>, offset: u64, whole: bool, units: u16, out: &mut Findings<'_>) {
    match sequence {
        ControlSequence::Damaged(bytes) => {
            if whole {
                out.report(DAMAGED, offset, || format!("no control sequence fits the last {} bytes", bytes.len()));
            }
            return;
        }
        ControlSequence::Unknown { code, .. } if DEFINED.contains(code) => {
            out.report(LAYOUT, offset, || format!("the parameters of X'{code:02X}' have another layout"));
            return;
        }
        ControlSequence::Unknown { code, .. } => {
            out.report(UNKNOWN, offset, || format!("X'{code:02X}' is no control sequence"));
            return;
        }
        _ => {}
    }
    values(sequence, offset, out);
    if matches!(sequence.code(), 0x6A | 0x6C | 0x8A | 0x8C | 0x8E | 0x98 | 0x9A | 0x9C) {
        out.report(PT3, offset, || format!("{} is no part of PT3", acronym(sequence)));
        out.report(PT1, offset, || format!("{} is no part of PT1", acronym(sequence)));
    }
    if let ControlSequence::InlineRule(rule) | ControlSequence::BaselineRule(rule) = sequence {
        let (width, fraction) = rule.width.as_ref().map_or((0, None), |width| (width.width, width.fraction));
        // X'FFFF' or X'FFFFFF' is the default width.
        let default = width == -1 && matches!(fraction, None | Some(0xFF));
        let limit = i64::from(units) * 0xC0 / 14_400;
        let thin = default || (0..=limit).contains(&i64::from(width)) && fraction.unwrap_or(0) == 0;
        if rule.length < 0 || !thin {
            out.report(RULE_RANGE, offset, || {
                format!("the rule is {} units long, {width} and {}/256 wide", rule.length, fraction.unwrap_or(0))
            });
        }
    }
    let beyond = match sequence {
        ControlSequence::SetColour(to) => !matches!(to.colour.0, 0x0000 | 0xFF00 | 0xFF07 | 0xFFFF),
        ControlSequence::SetIntercharacterAdjustment(to) => (0x1000..0xFFFF).contains(&to.value),
        ControlSequence::SetVariableSpace(to) => (0x1000..0xFFFF).contains(&to.value),
        _ => false,
    };
    if beyond {
        out.report(RANGE_CLASSIC, offset, || format!("the value of {} is no part of PT3", acronym(sequence)));
    }
    pt1(sequence, offset, out);
}

/// Values that the architecture limits.
fn values(sequence: &ControlSequence<'_>, offset: u64, out: &mut Findings<'_>) {
    use ControlSequence as C;
    let name = acronym(sequence);
    let wrong = match sequence {
        C::MoveInlineTo(to) | C::MoveBaselineTo(to) if to.value < 0 => Some(i64::from(to.value)),
        C::SetInlineMargin(to) | C::SetVariableSpace(to) | C::SetBaselineIncrement(to)
            if (0x8000..0xFFFF).contains(&to.value) =>
        {
            Some(i64::from(to.value))
        }
        C::SetIntercharacterAdjustment(to) if (0x8000..0xFFFF).contains(&to.value) => Some(i64::from(to.value)),
        C::SetIntercharacterAdjustment(to) => to.direction.filter(|way| !matches!(way, 0 | 1 | 0xFF)).map(i64::from),
        C::MoveBaselineTemporarily(to) if !matches!(to.direction.0, 0..=3 | 0xFF) => Some(i64::from(to.direction.0)),
        C::BeginSuppression(to) | C::EndSuppression(to) if !(0x01..=0x7F).contains(&to.id) => Some(i64::from(to.id)),
        _ => None,
    };
    if let Some(value) = wrong {
        out.report(VALUE, offset, || format!("{name} has the value {value}"));
    }
    match sequence {
        C::SetOrientation(to) => {
            let [inline, baseline] = [to.inline, to.baseline];
            let crossed = match (inline.quarter_turns(), baseline.quarter_turns()) {
                (Some(one), Some(other)) => (one + other) % 2 == 1,
                // X'FFFF' leaves a direction to the default.
                (one, other) => {
                    (one.is_some() || inline == Rotation::NOT_GIVEN)
                        && (other.is_some() || baseline == Rotation::NOT_GIVEN)
                }
            };
            if !crossed {
                out.report(ORIENTATION, offset, || {
                    format!("the directions are X'{:04X}' and X'{:04X}'", inline.0, baseline.0)
                });
            }
        }
        C::SetColour(to) if to.colour.meaning().is_none() => {
            out.report(COLOUR, offset, || format!("X'{:04X}' is no colour of the table", to.colour.0));
        }
        C::SetExtendedColour(to) => {
            if let Some(fault) = colour_fault(&to.colour) {
                out.report(COLOUR, offset, || fault);
            }
        }
        _ => {}
    }
}

/// What is wrong with a colour by space and components.
pub(super) fn colour_fault(colour: &ColourSpecification<'_>) -> Option<String> {
    let used: RangeInclusive<usize> = match colour.space {
        ColourSpace::RGB | ColourSpace::CIELAB => 3..=3,
        ColourSpace::CMYK => 4..=4,
        ColourSpace::HIGHLIGHT => 1..=3,
        ColourSpace::OCA => {
            let known = matches!(&*colour.value, &[high, low] if {
                OcaColour(u16::from_be_bytes([high, low])).meaning().is_some() && [high, low] != [0xFF, 0xFF]
            });
            return (!known).then(|| "the colour is none of the table".to_owned());
        }
        ColourSpace(other) => return Some(format!("X'{other:02X}' is no colour space")),
    };
    let components = colour.bits.iter().take_while(|bits| **bits > 0).count();
    let bytes: usize = colour.bits.iter().take(*used.end()).map(|bits| usize::from(bits.div_ceil(8))).sum();
    let too_many = colour.bits.iter().enumerate().any(|(place, bits)| {
        let limit = if place == 0 && colour.space == ColourSpace::HIGHLIGHT { 16 } else { 8 };
        *bits > limit
    });
    if too_many || components < *used.start() {
        return Some(format!("{:?} bits do not fit the colour space X'{:02X}'", colour.bits, colour.space.0));
    }
    (bytes > colour.value.len()).then(|| format!("{} bytes of colour where {bytes} belong", colour.value.len()))
}

/// The sequences and ranges of the smallest subset.
fn pt1(sequence: &ControlSequence<'_>, offset: u64, out: &mut Findings<'_>) {
    use ControlSequence as C;
    let outside = match sequence {
        C::Overstrike(_) | C::Underscore(_) | C::MoveBaselineTemporarily(_) | C::SetExtendedColour(_) => true,
        C::SetFont(local) => (0x80..0xFF).contains(&local.id),
        C::SetColour(colour) => !matches!(colour.colour.0, 0xFF07 | 0xFFFF),
        C::SetIntercharacterAdjustment(to) => {
            to.direction.is_some_and(|way| way != 0) || (0x1000..0xFFFF).contains(&to.value)
        }
        C::SetVariableSpace(to) => (0x1000..0xFFFF).contains(&to.value),
        _ => false,
    };
    if outside {
        out.report(PT1, offset, || format!("{} or its value is no part of PT1", acronym(sequence)));
    }
}
