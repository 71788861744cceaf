//! Fonts: how they are mapped to local ids, and that the ids in use are mapped.

use std::collections::{BTreeMap, BTreeSet};

use afp_codec::fields::CodedFontOne;
use afp_codec::goca::{Order, Orders};
use afp_codec::ptoca::{ControlSequence, TextItems, TextPart};
use afp_codec::triplets::{EncodingScheme, NameUse, ObjectType, Triplet};
use afp_codec::{Field, FieldId};

use crate::finding::Findings;
use crate::grammar::State;
use crate::located::{Seen, TripletList};
use crate::nest::Nest;
use crate::rule::rule_list;
use crate::walk::ObjectData;

use super::Subject;

rule_list! {
    UNMAPPED "font-unmapped" [ARCHITECTURE]
        "a font local id in text, graphics or bar codes is mapped by an MCF or MDR of the environment group that holds for the object",
        "MO:DCA 4 Page note 4, PTOCA 5 EC-1802, GOCA 8 EC-C300, BCOCA 5 EC-0400";
    TWICE "font-mapped-twice" [ARCHITECTURE]
        "a local id is mapped to one font in an environment group; sections of one double-byte font differ in X'25'",
        "MO:DCA 4 Page note 4, 5 MCF, X'01'";
    NAMES "font-names" [ARCHITECTURE]
        "a group of an MCF names a coded font (X'84' or X'8E'), or a code page and a character set (X'85' and X'86'), not both",
        "MO:DCA 5 MCF, X'01' and X'04'";
    NOT_IN_PAGE "font-not-in-page" [ARCHITECTURE]
        "a font that an object's environment group maps is also mapped in that of the page or overlay", "MO:DCA 4 Page note 5";
    DESCRIPTOR "is3-font-descriptor" [IS3]
        "a group of an MDR that references a TrueType or OpenType font has a data-object font descriptor (X'8B')",
        "MO:DCA 7 IS/3 table 36 MDR";
    UNICODE "text-unicode" [ARCHITECTURE]
        "text in a font that is read as UTF-16 or UTF-8 is valid in that encoding", "PTOCA 5 EC-1A01, EC-1A03; MO:DCA 5 MDR table 20";
    LOCAL_ID "is1-font-local-id" [IS1]
        "a font's local id is X'01' to X'7F', or X'FE' in an active environment group", "MO:DCA 7 IS/1 MCF";
    CLASSIC "classic-fonts" [CLASSIC]
        "fonts are FOCA fonts mapped by MCF format 2", "output for printers and servers before IS/3";
}

/// How text in a font is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Utf16,
    Utf8,
    Other,
}

#[derive(Debug)]
struct Mapped {
    font: Vec<u8>,
    sections: Vec<u8>,
    encoding: Encoding,
}

type Map = BTreeMap<u8, Mapped>;

/// Fonts of a page that are remembered to find those of objects among them.
const FONTS: usize = 4_096;

/// The fonts that the open environment groups map.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    page: Map,
    page_fonts: BTreeSet<Vec<u8>>,
    object: Map,
    /// The font that text begins with, by the descriptor of the page and that of the object.
    initial: [Option<u8>; 2],
    /// Local id of the readable line of the open bar code.
    readable: Option<(u8, u64)>,
}

impl Subject for Fonts {
    fn field(&mut self, nest: &Nest, seen: &Seen<'_>, out: &mut Findings<'_>) {
        match &seen.field {
            Field::BeginActiveEnvironment(_) => {
                self.page.clear();
                self.page_fonts.clear();
                self.initial = [None; 2];
            }
            Field::BeginObjectEnvironment(_) => {
                self.object.clear();
                self.initial[1] = None;
            }
            Field::MapCodedFont(_) => {
                for list in &seen.lists {
                    self.coded_font(nest, list, out);
                }
            }
            Field::MapCodedFontOne(map) => {
                out.report(CLASSIC, seen.offset(), || "fonts are mapped by MCF format 1".to_owned());
                for group in &map.groups {
                    self.coded_font_one(nest, seen.offset(), group, out);
                }
            }
            Field::MapDataResource(_) => {
                for list in &seen.lists {
                    self.data_resource(nest, list, out);
                }
            }
            Field::TextDescriptor(text) => {
                let initial = TextItems::initial_conditions(&text.initial).filter_map(|item| match item.part {
                    TextPart::Sequence { sequence: ControlSequence::SetFont(local), .. } => Some(local.id),
                    _ => None,
                });
                let place = usize::from(nest.state() == State::TextEnvironment);
                if let Some(slot) = self.initial.get_mut(place) {
                    *slot = initial.last();
                }
            }
            Field::BarCodeDescriptor(symbol) => {
                self.readable = (symbol.font != 0xFF).then_some((symbol.font, seen.offset()));
            }
            Field::BarCodeData(data) if data.bytes.first().is_some_and(|flags| flags & 0x80 == 0) => {
                // Told once for each bar code object.
                if let Some((id, offset)) = self.readable.take().filter(|(id, _)| !self.object.contains_key(id)) {
                    out.report(UNMAPPED, offset, || format!("font X'{id:02X}' of the readable line is not mapped"));
                }
            }
            _ => {}
        }
    }

    fn data(&mut self, nest: &Nest, data: &ObjectData, out: &mut Findings<'_>) {
        let places = data.places();
        match nest.state() {
            State::Text if !nest.is_inside(State::PageSegment) => {
                let own = nest.outwards().next().is_some_and(|text| text.count(FieldId::BOG) > 0);
                let fonts = if own { &self.object } else { &self.page };
                let mut font = self.initial.get(usize::from(own)).copied().flatten();
                for item in TextItems::new(&data.bytes) {
                    let offset = places.file_offset(item.at);
                    match &item.part {
                        TextPart::Sequence { sequence: ControlSequence::SetFont(local), .. } => {
                            font = Some(local.id);
                            if local.id != 0xFF && !fonts.contains_key(&local.id) {
                                out.report(UNMAPPED, offset, || format!("font X'{:02X}' is not mapped", local.id));
                            }
                        }
                        TextPart::Sequence { sequence: ControlSequence::Transparent(text), .. } => {
                            unicode(fonts, font, &text.data, offset, out);
                        }
                        TextPart::Sequence { sequence: ControlSequence::RepeatString(text), .. } => {
                            unicode(fonts, font, &text.data, offset, out);
                        }
                        TextPart::CodePoints(text) => unicode(fonts, font, text, offset, out),
                        TextPart::Sequence { .. } => {}
                    }
                }
            }
            State::Graphics => {
                for item in Orders::new(&data.bytes) {
                    if let Order::CharacterSet(set) = &item.order
                        && !matches!(set.value, 0 | 0xFF)
                        && !self.object.contains_key(&set.value)
                    {
                        let offset = places.file_offset(item.at);
                        out.report(UNMAPPED, offset, || format!("font X'{:02X}' is not mapped", set.value));
                    }
                }
            }
            _ => {}
        }
    }
}

/// Whether text in a font is valid in the encoding of that font.
fn unicode(fonts: &Map, font: Option<u8>, text: &[u8], offset: u64, out: &mut Findings<'_>) {
    let encoding = font.and_then(|id| fonts.get(&id)).map_or(Encoding::Other, |font| font.encoding);
    let valid = match encoding {
        Encoding::Utf16 => afp_codec::values::utf16_text(text).is_some(),
        Encoding::Utf8 => std::str::from_utf8(text).is_ok(),
        Encoding::Other => true,
    };
    if !valid {
        out.report(UNICODE, offset, || format!("{} bytes that are not {encoding:?}", text.len()));
    }
}

impl Fonts {
    /// The map of the open environment group; none where a map gives no local ids.
    fn map(&mut self, state: State) -> Option<&mut Map> {
        match state {
            State::PageEnvironment | State::OverlayEnvironment => Some(&mut self.page),
            State::TextEnvironment
            | State::ImageEnvironment
            | State::GraphicsEnvironment
            | State::BarCodeEnvironment
            | State::ContainerEnvironment => Some(&mut self.object),
            _ => None,
        }
    }

    fn add(&mut self, nest: &Nest, offset: u64, id: Option<u8>, section: u8, mapped: Mapped, out: &mut Findings<'_>) {
        let state = nest.state();
        let on_page = matches!(state, State::PageEnvironment | State::OverlayEnvironment);
        if on_page {
            if self.page_fonts.len() < FONTS {
                self.page_fonts.insert(mapped.font.clone());
            }
        } else if nest.is_inside(State::Page) || nest.is_inside(State::Overlay) {
            let in_object = self.map(state).is_some();
            if in_object && self.page_fonts.len() < FONTS && !self.page_fonts.contains(&mapped.font) {
                out.report(NOT_IN_PAGE, offset, || "the page or overlay does not map this font".to_owned());
            }
        }
        let (Some(id), Some(map)) = (id, self.map(state)) else { return };
        // In an active environment group X'FE' stands for the fonts that only objects use.
        if on_page && id == 0xFE {
            return;
        }
        match map.get_mut(&id) {
            None => {
                map.insert(id, mapped);
            }
            Some(before) if section >= 0x41 && !before.sections.contains(&section) => before.sections.push(section),
            Some(_) => out.report(TWICE, offset, || format!("the local id X'{id:02X}' is mapped already")),
        }
    }

    fn coded_font(&mut self, nest: &Nest, list: &TripletList<'_>, out: &mut Findings<'_>) {
        let name = |usage| list.name(usage).map(|(_, name)| name.name.0.to_vec());
        let pair = [name(NameUse::CODE_PAGE), name(NameUse::FONT_CHARACTER_SET)];
        let whole = [name(NameUse::RESOURCE_OBJECT), name(NameUse::CODED_FONT)];
        let wholes = whole.iter().flatten().count();
        let parts = pair.iter().flatten().count();
        if !matches!((wholes, parts), (1, 0) | (0, 2)) {
            out.report(NAMES, list.offset, || format!("{wholes} coded fonts, {parts} of code page and character set"));
        }
        let mut id = 0;
        let mut section = 0;
        for at in &list.triplets {
            match &at.triplet {
                Triplet::LocalId(local) => id = local.id,
                Triplet::SectionNumber(number) => section = number.section,
                _ => {}
            }
        }
        if !matches!(id, 0x01..=0x7F | 0xFE) {
            out.report(LOCAL_ID, list.offset, || format!("the local id is X'{id:02X}'"));
        }
        let font = pair.iter().chain(&whole).flatten().flatten().copied().collect();
        let mapped = Mapped { font, sections: vec![section], encoding: Encoding::Other };
        self.add(nest, list.offset, Some(id), section, mapped, out);
    }

    fn coded_font_one(&mut self, nest: &Nest, offset: u64, group: &CodedFontOne, out: &mut Findings<'_>) {
        let names = [group.coded_font, group.code_page, group.character_set];
        let font = names.iter().filter(|name| !name.matches_any()).flat_map(|name| name.padded().0).collect();
        let mapped = Mapped { font, sections: vec![group.section], encoding: Encoding::Other };
        self.add(nest, offset, Some(group.local_id), group.section, mapped, out);
    }

    fn data_resource(&mut self, nest: &Nest, list: &TripletList<'_>, out: &mut Findings<'_>) {
        let kind = list.triplets.iter().find_map(|at| match &at.triplet {
            Triplet::ObjectClassification(class) => class.object_type(),
            _ => None,
        });
        let fonts = [ObjectType::TRUETYPE, ObjectType::TRUETYPE_COLLECTION];
        let Some((_, name)) =
            list.name(NameUse::DATA_OBJECT_EXTERNAL).filter(|_| kind.is_some_and(|kind| fonts.contains(&kind)))
        else {
            return;
        };
        out.report(CLASSIC, list.offset, || "a data-object font is mapped by MDR".to_owned());
        if list.find(0x8B).is_none() {
            out.report(DESCRIPTOR, list.offset, || "no data-object font descriptor".to_owned());
        }
        let user = list.triplets.iter().find_map(|at| match &at.triplet {
            Triplet::EncodingSchemeId(scheme) => Some(scheme.user_scheme),
            _ => None,
        });
        let paged = list.find(0x20).is_some() || list.name(NameUse::CODE_PAGE).is_some();
        let encoding = match user {
            _ if paged => Encoding::Other,
            None | Some(Some(EncodingScheme::UTF16)) => Encoding::Utf16,
            Some(Some(EncodingScheme::UTF8)) => Encoding::Utf8,
            Some(_) => Encoding::Other,
        };
        let id = list.name(NameUse::DATA_OBJECT_INTERNAL).and_then(|(_, name)| match *name.name.0 {
            [id] => Some(id),
            _ => None,
        });
        let mapped = Mapped { font: name.name.0.to_vec(), sections: Vec::new(), encoding };
        self.add(nest, list.offset, id, 0, mapped, out);
    }
}
