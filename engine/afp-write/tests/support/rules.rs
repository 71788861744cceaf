//! The rules of the interchange set IS/3 that a print file of ours keeps, checked by decoding it again.

use std::collections::{BTreeMap, BTreeSet};

use afp_codec::bcoca::{BarCodeType, SymbolData};
use afp_codec::fields::TripletGroups;
use afp_codec::goca::{AttributeSet, GraphicsDescriptorItem, Order, Orders};
use afp_codec::groups::Group;
use afp_codec::ioca::{ImageField, ImageItems};
use afp_codec::ptoca::{ControlSequence, TextItems, TextPart};
use afp_codec::triplets::{InterchangeId, Mapping, NameUse, ObjectType, ResourceKind, Triplet, Triplets};
use afp_codec::values::UnitBase;
use afp_codec::{Field, FieldId, Name, RawField, Record, Records, Wire};

/// The fields of a file, every one decoded to values.
pub fn fields(bytes: &[u8]) -> Vec<(RawField<'_>, Field<'_>)> {
    Records::new(bytes)
        .map(|record| match record {
            Record::Field(raw) => {
                let field = raw.decode();
                assert!(!matches!(field, Field::Raw { .. }), "{} at {} is not understood", raw.id, raw.offset);
                let mut data = Vec::new();
                field.write_data(&mut data).unwrap();
                assert_eq!(data, raw.data, "{} at {}", raw.id, raw.offset);
                (raw, field)
            }
            other => panic!("no field at {}", other.offset()),
        })
        .collect()
}

/// What a whole file has, after all rules were found kept.
#[derive(Debug, Default)]
pub struct Census {
    pub fields: BTreeMap<&'static str, usize>,
    pub resources: BTreeSet<Name>,
}

fn names(triplets: &Triplets<'_>, usage: NameUse) -> Vec<Vec<u8>> {
    triplets
        .iter()
        .filter_map(|triplet| match triplet {
            Triplet::FullyQualifiedName(name) if name.usage == usage => Some(name.name.0.to_vec()),
            _ => None,
        })
        .collect()
}

fn is_utf16(triplets: &Triplets<'_>) -> bool {
    triplets.iter().any(|triplet| matches!(triplet, Triplet::CodedCharacterSet(set) if set.code_page == 1200))
}

fn object_type(triplets: &Triplets<'_>) -> Option<ObjectType> {
    triplets.iter().find_map(|triplet| match triplet {
        Triplet::ObjectClassification(class) => class.object_type(),
        _ => None,
    })
}

/// Panics at the first rule broken (MO:DCA chapter 7, IS/3).
pub fn check_print_file(bytes: &[u8]) -> Census {
    let fields = fields(bytes);
    let mut census = Census::default();
    let mut open: Vec<(FieldId, Option<Name>)> = Vec::new();
    let mut checker = Checker::default();
    for (raw, field) in &fields {
        let place = format!("{} at {}", raw.id, raw.offset);
        *census.fields.entry(raw.id.acronym().unwrap()).or_default() += 1;
        assert_eq!((raw.flags, raw.sequence), (0, 0), "{place}: flags");
        assert!(raw.bytes.len() - 1 <= 32_752, "{place}: length");
        for id in triplet_ids(field) {
            check_triplet(raw.id, id, &place);
        }
        if raw.id.is_begin() {
            if open.is_empty() {
                assert_eq!((raw.id, raw.offset), (FieldId::BPF, 0), "{place}: nothing stands outside the print file");
            }
            open.push((raw.id, name_of(field)));
        } else if raw.id.is_end() {
            let (begin, name) = open.pop().unwrap_or_else(|| panic!("{place}: nothing is open"));
            assert_eq!(begin.counterpart(), raw.id, "{place}");
            assert!(name_of(field).is_none() || name_of(field) == name, "{place}: name");
            assert!(begin_triplets(field).is_empty(), "{place}: triplets on an End field");
        }
        let parents: Vec<FieldId> = open.iter().map(|(id, _)| *id).collect();
        checker.field(raw, field, &parents, &place);
    }
    assert!(open.is_empty(), "not ended: {open:?}");
    census.resources = checker.resources;
    census
}

#[derive(Default)]
struct Checker {
    resources: BTreeSet<Name>,
    fonts: BTreeSet<Vec<u8>>,
    fonts_here: BTreeSet<u8>,
    mapped: BTreeSet<Name>,
    data: Vec<u8>,
    seen_page: bool,
}

impl Checker {
    fn field(&mut self, raw: &RawField<'_>, field: &Field<'_>, parents: &[FieldId], place: &str) {
        let inside = |id| parents.contains(&id);
        match field {
            Field::BeginPrintFile(begin) => is3(&begin.triplets, place),
            Field::BeginDocument(begin) => is3(&begin.triplets, place),
            Field::BeginResource(begin) => {
                assert!(!self.seen_page, "{place}: the resource group stands before the documents");
                self.resource(begin.name.unwrap(), &begin.triplets, place);
            }
            Field::BeginPage(_) => {
                self.seen_page = true;
                self.fonts_here.clear();
                self.mapped.clear();
            }
            Field::BeginOverlay(_) => {
                self.fonts_here.clear();
                assert!(inside(FieldId::BRS), "{place}: resources are wrapped");
            }
            Field::MapDataResource(map) => self.map_fonts(map, place),
            Field::MapPageOverlay(map) => {
                assert!(inside(FieldId::BPG) && !inside(FieldId::BMO), "{place}: MPO only on pages");
                for Group(group) in &map.groups {
                    let name: [u8; 8] = names(group, NameUse::RESOURCE_OBJECT)[0].clone().try_into().unwrap();
                    let id = group.iter().find_map(|triplet| match triplet {
                        Triplet::LocalId(id) => Some(id.id),
                        _ => None,
                    });
                    assert!((1..=0x7F).contains(&id.unwrap()), "{place}: local id");
                    self.mapped.insert(Name(name));
                }
            }
            Field::IncludeOverlay(include) => {
                assert!(!inside(FieldId::BMO), "{place}: no overlay in an overlay");
                assert!(self.mapped.contains(&include.name), "{place}: {} has no MPO", include.name);
                assert!(self.resources.contains(&include.name), "{place}: {} is not in the group", include.name);
            }
            Field::IncludeSegment(include) => {
                assert!(self.resources.contains(&include.name), "{place}: {} is not in the group", include.name);
            }
            Field::IncludeObject(include) => {
                assert!(self.resources.contains(&include.name), "{place}: {} is not in the group", include.name);
                let has = |id: u8| include.triplets.iter().any(|triplet| triplet.code() == id);
                assert_eq!(has(0x10), include.kind.0 == 0x92, "{place}: X'10'");
                assert!(has(0x4B) && has(0x4C), "{place}: units of the size");
                assert!(include.x_rotation.quarter_turns().is_some(), "{place}");
            }
            Field::PageDescriptor(page) => {
                units(page.x_base, page.y_base, page.x_units, page.y_units, place);
                assert!(page.x_size.0 <= 32_767 && page.y_size.0 <= 32_767);
            }
            Field::TextDescriptor(text) => units(text.x_base, text.y_base, text.x_units, text.y_units, place),
            Field::ObjectAreaDescriptor(area) => {
                let ids: Vec<u8> = area.triplets.iter().map(Triplet::code).collect();
                assert!([0x43, 0x4B, 0x4C].iter().all(|id| ids.contains(id)), "{place}: OBD");
            }
            Field::GraphicsDescriptor(descriptor) => {
                let window = descriptor.window().unwrap();
                units(window.base, window.base, window.x_units, window.y_units, place);
                assert!(descriptor.items.iter().all(|item| item.code() != 0xF7), "{place}: retired subset id");
                assert!(
                    descriptor.items.iter().any(|item| matches!(
                        item, GraphicsDescriptorItem::Defaults(set) if set.values.set() == AttributeSet::NORMAL_LINE_WIDTH
                    )),
                    "{place}: normal line width"
                );
            }
            Field::BarCodeDescriptor(symbol) => {
                units(symbol.base, symbol.base, symbol.x_units, symbol.y_units, place);
                assert_eq!((symbol.symbol_width, symbol.colour.0), (0, 0xFF07), "{place}");
                let allowed = [(BarCodeType::CODE_128, 2), (BarCodeType::DATA_MATRIX, 0), (BarCodeType::QR_CODE, 2)];
                assert!(allowed.contains(&(symbol.kind, symbol.modifier)), "{place}: BCD2");
            }
            Field::ImageDescriptor(image) => assert_eq!(image.base, UnitBase::TEN_INCHES),
            Field::MapGraphics(map) => assert!([0x10, 0x20, 0x30].contains(&map.mapping.0), "{place}"),
            Field::MapImage(map) | Field::MapContainer(map) => {
                assert!([0x10, 0x20, 0x30, 0x60].contains(&map.mapping.0), "{place}");
            }
            Field::MapBarCode(map) => assert_eq!(map.mapping, Mapping::POSITION, "{place}"),
            Field::TextData(data) | Field::GraphicsData(data) | Field::ImageData(data) | Field::BarCodeData(data) => {
                self.data.extend_from_slice(&data.bytes);
            }
            Field::EndText(_) => self.text(place),
            Field::EndGraphics(_) => graphics(&std::mem::take(&mut self.data), place),
            Field::EndImage(_) => image(&std::mem::take(&mut self.data), place),
            Field::EndBarCode(_) => {
                let data = std::mem::take(&mut self.data);
                let symbol = SymbolData::decode(&data).unwrap();
                assert_eq!(symbol.flags & 0x80, 0x80, "{place}: the readable line is our own text");
            }
            Field::TagLogicalElement(element) => {
                let ids: Vec<u8> = element.triplets.iter().map(Triplet::code).collect();
                assert_eq!(ids.iter().filter(|id| **id == 0x36).count(), 1, "{place}");
                if let Some(at) = ids.iter().position(|id| *id == 0x01) {
                    assert_eq!(at, 0, "{place}: the character set stands first");
                }
            }
            Field::Link(_) => assert!(inside(FieldId::BPG) && !inside(FieldId::BAG), "{place}: LLE stands in pages"),
            _ => assert!(is_allowed(raw.id), "{place} is no field of IS/3"),
        }
        if inside(FieldId::BPS) {
            let allowed = matches!(raw.id.category(), 0x5F | 0xBB | 0xEB | 0xFB | 0xC7 | 0x6B);
            assert!(allowed, "{place}: page segments hold bar codes, graphics and images only");
        }
    }

    fn resource(&mut self, name: Name, triplets: &Triplets<'_>, place: &str) {
        assert!(self.resources.insert(name), "{place}: {name} stands twice in the group");
        let kind = triplets.iter().find_map(|triplet| match triplet {
            Triplet::ResourceObjectType(kind) => Some(kind.kind),
            _ => None,
        });
        let kind = kind.unwrap_or_else(|| panic!("{place}: X'21'"));
        assert_eq!(object_type(triplets).is_some(), kind == ResourceKind::OBJECT_CONTAINER, "{place}: X'10'");
        if object_type(triplets) == Some(ObjectType::TRUETYPE) {
            assert!(is_utf16(triplets), "{place}: X'01'");
            assert!(self.fonts.insert(names(triplets, NameUse::REPLACE_FIRST)[0].clone()), "{place}: font twice");
        }
    }

    fn map_fonts(&mut self, map: &TripletGroups<'_>, place: &str) {
        for Group(group) in &map.groups {
            assert_eq!(object_type(group), Some(ObjectType::TRUETYPE), "{place}");
            assert!(is_utf16(group), "{place}: X'01'");
            let name = &names(group, NameUse::DATA_OBJECT_EXTERNAL)[0];
            assert!(self.fonts.contains(name), "{place}: no font in the group has this name");
            let font = group.iter().find_map(|triplet| match triplet {
                Triplet::DataObjectFont(font) => Some(font),
                _ => None,
            });
            let font = font.unwrap();
            assert!(font.flags & 0x40 != 0 && font.technology == 0x20 && font.encoding == 1, "{place}: X'8B'");
            let id = names(group, NameUse::DATA_OBJECT_INTERNAL)[0][0];
            assert!(self.fonts_here.insert(id), "{place}: local id {id} twice");
        }
    }

    /// PT3 only, and every local id mapped.
    fn text(&mut self, place: &str) {
        for item in TextItems::new(&std::mem::take(&mut self.data)) {
            let TextPart::Sequence { sequence, .. } = &item.part else { panic!("{place}: text outside TRN") };
            match sequence {
                ControlSequence::Unknown { .. } | ControlSequence::Damaged(_) => panic!("{place}: unknown sequence"),
                ControlSequence::SetFont(font) => {
                    assert!(self.fonts_here.contains(&font.id), "{place}: font {}", font.id);
                }
                ControlSequence::MoveInlineTo(to) | ControlSequence::MoveBaselineTo(to) => {
                    assert!(to.value >= 0, "{place}: a negative position");
                }
                ControlSequence::ComplexText(_)
                | ControlSequence::GlyphLayout(_)
                | ControlSequence::GlyphIds(_)
                | ControlSequence::GlyphAdvances(_)
                | ControlSequence::GlyphOffsets(_) => panic!("{place}: PT4"),
                _ => {}
            }
        }
    }
}

fn is3(triplets: &Triplets<'_>, place: &str) {
    let claims: Vec<_> = triplets.iter().filter(|triplet| triplet.code() == 0x18).collect();
    assert!(
        matches!(claims[..], [Triplet::InterchangeSet(set)] if set.identifier == InterchangeId::IS3),
        "{place}: X'18' once, IS/3"
    );
}

fn units(x_base: UnitBase, y_base: UnitBase, x: u16, y: u16, place: &str) {
    assert_eq!((x_base, y_base), (UnitBase::TEN_INCHES, UnitBase::TEN_INCHES), "{place}");
    assert_eq!((x, y), (14_400, 14_400), "{place}: 1,440 units an inch");
}

/// GRS3: lines, relative lines, alternate areas; no Bézier curves, ends, joins, custom lines or winding areas.
fn graphics(data: &[u8], place: &str) {
    for item in Orders::new(data) {
        match &item.order {
            Order::Unknown { .. } | Order::Damaged(_) => panic!("{place}: unknown order at {}", item.at),
            Order::BeginArea(area) => assert_eq!(area.flags & 0x20, 0, "{place}: non-zero winding"),
            Order::BezierAt(_)
            | Order::BezierHere(_)
            | Order::LineEnd(_)
            | Order::LineJoin(_)
            | Order::CustomLineType(_)
            | Order::LinearGradient(_)
            | Order::RadialGradient(_)
            | Order::BeginCustomPattern(_) => panic!("{place}: {} is beyond GRS3", item.order.names().0),
            _ => {}
        }
    }
    let begins = Orders::new(data).filter(|item| matches!(item.order, Order::BeginArea(_))).count();
    let ends = Orders::new(data).filter(|item| matches!(item.order, Order::EndArea(_))).count();
    assert_eq!(begins, ends, "{place}: areas");
}

/// FS10: one two-level image, G4. FS45: one tile of inks, a band each.
fn image(data: &[u8], place: &str) {
    let fields: Vec<ImageField<'_>> = ImageItems::new(data).map(|item| item.field).collect();
    assert!(
        !fields.iter().any(|field| matches!(field, ImageField::Unknown { .. } | ImageField::Damaged(_))),
        "{place}"
    );
    assert!(matches!(fields.first(), Some(ImageField::BeginSegment(_))), "{place}");
    assert!(matches!(fields.last(), Some(ImageField::EndSegment(_))), "{place}");
    let has = |wanted: fn(&ImageField<'_>) -> bool| fields.iter().any(wanted);
    let g4 = has(|field| matches!(field, ImageField::ImageEncoding(e) if e.compression.0 == 0x82));
    let inks = has(|field| matches!(field, ImageField::ElementStructure(e) if e.format.0 == 0x04));
    let banded =
        has(|field| matches!(field, ImageField::BandData(_))) && has(|field| matches!(field, ImageField::Bands(_)));
    let tiled = has(|field| matches!(field, ImageField::TileTable(_)));
    assert!(g4 != inks && inks == banded && inks == tiled, "{place}");
    assert!(!tiled || !has(|field| matches!(field, ImageField::ImageSize(_))), "{place}: X'94' in a tiled image");
}

/// X'62' and X'71' never, X'01' only where IS/3 uses it.
fn check_triplet(field: FieldId, id: u8, place: &str) {
    assert!(![0x62, 0x71, 0x20, 0x46, 0x47].contains(&id), "{place}: X'{id:02X}' is not in IS/3");
    if id == 0x01 {
        let allowed = [FieldId::BOC, FieldId::BRS, FieldId::IOB, FieldId::MDR, FieldId::PPO, FieldId::TLE];
        assert!(allowed.contains(&field), "{place}: X'01'");
    }
}

fn triplet_ids(field: &Field<'_>) -> Vec<u8> {
    match field {
        Field::MapDataResource(map) | Field::MapPageOverlay(map) => {
            map.groups.iter().flat_map(|Group(group)| group.iter().map(Triplet::code)).collect()
        }
        other => begin_triplets(other),
    }
}

fn begin_triplets(field: &Field<'_>) -> Vec<u8> {
    let list = match field {
        Field::BeginPrintFile(it)
        | Field::EndPrintFile(it)
        | Field::BeginResourceGroup(it)
        | Field::EndResourceGroup(it)
        | Field::EndResource(it)
        | Field::EndDocument(it)
        | Field::BeginPageGroup(it)
        | Field::EndPageGroup(it)
        | Field::BeginPage(it)
        | Field::EndPage(it)
        | Field::BeginContainer(it)
        | Field::EndContainer(it)
        | Field::BeginOverlay(it)
        | Field::EndOverlay(it)
        | Field::BeginText(it)
        | Field::EndText(it)
        | Field::BeginGraphics(it)
        | Field::EndGraphics(it)
        | Field::BeginImage(it)
        | Field::EndImage(it)
        | Field::BeginBarCode(it)
        | Field::EndBarCode(it) => &it.triplets,
        Field::BeginResource(it) | Field::BeginDocument(it) => &it.triplets,
        Field::TagLogicalElement(it) | Field::ObjectAreaDescriptor(it) => &it.triplets,
        Field::IncludeObject(it) => &it.triplets,
        _ => return Vec::new(),
    };
    list.iter().map(Triplet::code).collect()
}

fn name_of(field: &Field<'_>) -> Option<Name> {
    match field {
        Field::BeginPrintFile(it)
        | Field::EndPrintFile(it)
        | Field::EndResource(it)
        | Field::EndDocument(it)
        | Field::BeginPageGroup(it)
        | Field::EndPageGroup(it)
        | Field::BeginPage(it)
        | Field::EndPage(it)
        | Field::BeginContainer(it)
        | Field::EndContainer(it)
        | Field::BeginOverlay(it)
        | Field::EndOverlay(it)
        | Field::BeginImage(it)
        | Field::EndImage(it) => it.name,
        Field::BeginResource(it) | Field::BeginDocument(it) => it.name,
        _ => None,
    }
}

fn is_allowed(id: FieldId) -> bool {
    const REST: [FieldId; 22] = [
        FieldId::BRG,
        FieldId::ERG,
        FieldId::ERS,
        FieldId::EDT,
        FieldId::BNG,
        FieldId::ENG,
        FieldId::EPG,
        FieldId::BAG,
        FieldId::EAG,
        FieldId::BPT,
        FieldId::BGR,
        FieldId::BIM,
        FieldId::BBC,
        FieldId::BOC,
        FieldId::EOC,
        FieldId::OCD,
        FieldId::BOG,
        FieldId::EOG,
        FieldId::OBP,
        FieldId::CDD,
        FieldId::EMO,
        FieldId::EPF,
    ];
    REST.contains(&id) || [FieldId::IMM, FieldId::MPS, FieldId::BPS, FieldId::EPS].contains(&id)
}
