//! Nodes of object data: control sequences, drawing orders, image fields, bar code data.

use crate::bcoca::{BarCodeType, Symbol};
use crate::describe::{Describer, Node, NodeKind, Places};
use crate::fields::{Field, FieldId};
use crate::foca::FontLayout;
use crate::framing::{Joined, RawField};
use crate::goca::{Order, Orders};
use crate::ioca::{ImageField, ImageItems};
use crate::ptoca::{ControlSequence, TextItems, TextPart};
use crate::triplets::{EncodingScheme, NameUse, Triplet, Triplets};
use crate::values::{UnitBase, guess_text, printable, utf16_text};

/// How the code points of the fonts of a page are encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf16,
    Utf8,
    CodePage,
}

/// What the environments of a page and its objects say about text and bar codes: encodings by font local id, units, the
/// type and modifier of symbols.
#[derive(Debug, Default)]
pub(super) struct TextFonts {
    encodings: Vec<(u8, Encoding)>,
    per_inch: Option<f64>,
    pub(super) symbol: Option<(BarCodeType, u8)>,
}

impl TextFonts {
    /// Takes note of a field of an environment group.
    pub(super) fn follow(&mut self, field: &Field<'_>) {
        match field {
            Field::BeginActiveEnvironment(_) => *self = Self::default(),
            Field::MapCodedFont(map) => map.groups.iter().for_each(|group| self.add(&group.0, Encoding::CodePage)),
            Field::MapDataResource(map) => map.groups.iter().for_each(|group| self.add(&group.0, Encoding::Utf16)),
            Field::BarCodeDescriptor(symbol) => self.symbol = Some((symbol.kind, symbol.modifier)),
            Field::TextDescriptor(text) => {
                let base = if text.x_base == UnitBase::TEN_CENTIMETRES { 10.0 / 2.54 } else { 10.0 };
                self.per_inch = (text.x_units > 0).then(|| f64::from(text.x_units) / base);
            }
            _ => {}
        }
    }

    fn add(&mut self, group: &Triplets<'_>, otherwise: Encoding) {
        let mut local = None;
        let mut encoding = otherwise;
        for triplet in group {
            match triplet {
                Triplet::LocalId(id) => local = Some(id.id),
                Triplet::FullyQualifiedName(name) if name.usage == NameUse::DATA_OBJECT_INTERNAL => {
                    local = name.name.0.last().copied();
                }
                Triplet::EncodingSchemeId(scheme) => match scheme.user_scheme {
                    Some(EncodingScheme::UTF16) => encoding = Encoding::Utf16,
                    Some(EncodingScheme::UTF8) => encoding = Encoding::Utf8,
                    _ => {}
                },
                Triplet::FullyQualifiedName(name) if name.usage == NameUse::CODE_PAGE => encoding = Encoding::CodePage,
                _ => {}
            }
        }
        if let Some(local) = local {
            self.encodings.retain(|(id, _)| *id != local);
            self.encodings.push((local, encoding));
        }
    }

    fn text(&self, font: Option<u8>, bytes: &[u8]) -> String {
        let encoding = self.encodings.iter().find(|(id, _)| Some(*id) == font).map(|(_, encoding)| *encoding);
        let text = match encoding {
            Some(Encoding::Utf16) => utf16_text(bytes),
            Some(Encoding::Utf8) => str::from_utf8(bytes).ok().map(str::to_owned),
            Some(Encoding::CodePage) | None => None,
        };
        printable(&text.unwrap_or_else(|| guess_text(bytes)))
    }

    fn distance(&self, value: i16) -> String {
        match self.per_inch {
            Some(per_inch) => format!("{value} ({:.3} in)", f64::from(value) / per_inch),
            None => value.to_string(),
        }
    }
}

/// The nodes of the joined data of an object.
pub(super) fn describe(id: FieldId, joined: &Joined<'_>, fonts: &TextFonts, layout: &FontLayout) -> Vec<Node> {
    let places = joined.places();
    let mut to = Describer::new(&places);
    match id {
        FieldId::PTX => text(joined.bytes(), fonts, &mut to),
        FieldId::GAD => graphics(joined.bytes(), &mut to),
        FieldId::IPD => image(joined.bytes(), &mut to),
        _ => layout.read(id, joined.bytes()).describe(&mut to),
    }
    to.finish()
}

fn text(bytes: &[u8], fonts: &TextFonts, to: &mut Describer<'_>) {
    let mut font = None;
    for item in TextItems::new(bytes) {
        to.seek(item.at);
        match &item.part {
            TextPart::CodePoints(code_points) => {
                to.begin(NodeKind::CodePoints, "", "Code points");
                to.skip(item.length);
                to.end(format!("\"{}\"", fonts.text(font, code_points)));
            }
            TextPart::Sequence { introduced, sequence, .. } => {
                to.begin(NodeKind::ControlSequence, sequence.short_name(), sequence.names().1);
                if !matches!(sequence, ControlSequence::Damaged(_)) {
                    to.skip(if *introduced { 4 } else { 2 });
                }
                sequence.describe_body(to);
                let meaning = match sequence {
                    ControlSequence::Transparent(text) => format!("\"{}\"", fonts.text(font, &text.data)),
                    ControlSequence::MoveInlineTo(to)
                    | ControlSequence::MoveInlineBy(to)
                    | ControlSequence::MoveBaselineTo(to)
                    | ControlSequence::MoveBaselineBy(to) => fonts.distance(to.value),
                    ControlSequence::InlineRule(rule) | ControlSequence::BaselineRule(rule) => {
                        let width = rule.width.as_ref().map_or(String::from("default"), |width| {
                            format!("{}{:+.3}", width.width, f64::from(width.fraction.unwrap_or(0)) / 256.0)
                        });
                        format!("length {}, width {width}", fonts.distance(rule.length))
                    }
                    ControlSequence::SetExtendedColour(set) => set.colour.words(),
                    ControlSequence::SetFont(id) => {
                        font = Some(id.id);
                        format!("font {}", id.id)
                    }
                    _ => String::new(),
                };
                to.end(meaning);
            }
        }
    }
}

fn graphics(bytes: &[u8], to: &mut Describer<'_>) {
    for item in Orders::new(bytes) {
        to.seek(item.at);
        to.begin(NodeKind::Order, item.order.short_name(), item.order.names().1);
        let body = match item.order.code() {
            _ if matches!(item.order, Order::Damaged(_)) => 0,
            0 => 1,
            code if code >= 0xFE00 => 4,
            code if code & 0x88 == 0x08 => 1,
            _ => 2,
        };
        to.skip(body);
        item.order.describe_body(to);
        to.seek(item.at + item.length);
        to.end(match &item.order {
            Order::ProcessColour(set) => set.colour.words(),
            _ => String::new(),
        });
    }
}

fn image(bytes: &[u8], to: &mut Describer<'_>) {
    for item in ImageItems::new(bytes) {
        to.seek(item.at);
        to.begin(NodeKind::SelfDefiningField, item.field.short_name(), item.field.names().1);
        if !matches!(item.field, ImageField::Damaged(_)) {
            to.skip(if item.field.code() >= 0xFE00 { 4 } else { 2 });
        }
        item.field.describe_body(to);
        to.seek(item.at + item.length);
        to.end(String::new());
    }
}

/// The node of the symbol that a BDA field holds.
pub(super) fn symbol(field: &RawField<'_>, kind: Option<(BarCodeType, u8)>) -> Vec<Node> {
    let places = Places::contiguous(field.data_offset());
    let mut to = Describer::new(&places);
    let (kind, modifier) = kind.unwrap_or_default();
    match Symbol::read(kind, modifier, field.data) {
        Ok(symbol) => {
            to.begin(NodeKind::SelfDefiningField, "BSA", "Bar Code Symbol Data");
            symbol.describe(&mut to);
            to.end(format!("\"{}\"", printable(&guess_text(&symbol.data))));
        }
        Err(_) => {
            to.begin(NodeKind::Unknown, "", "Damaged bar code data");
            to.skip(field.data.len());
            to.end(crate::wire::hex(field.data));
        }
    }
    to.finish()
}
