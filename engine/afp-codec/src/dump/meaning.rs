//! One line for people about a field.

use crate::describe::{Node, NodeKind};
use crate::fields::{Field, Named};
use crate::triplets::{Mapping, NameFormat, NameUse, Triplet};
use crate::values::{Name, Text, UnitBase, guess_text, printable};

/// What the field says. Empty where the values say it themselves.
pub(super) fn of(field: &Field<'_>) -> String {
    match field {
        Field::PageDescriptor(page) => size(page.x_base, page.x_units, page.x_size.0, page.y_units, page.y_size.0),
        Field::TextDescriptor(text) => size(text.x_base, text.x_units, text.x_size.0, text.y_units, text.y_size.0),
        Field::MediumDescriptor(medium) => {
            size(medium.x_base, medium.x_units, medium.x_size.0, medium.y_units, medium.y_size.0)
        }
        Field::ObjectAreaDescriptor(area) => triplets(&area.triplets),
        Field::ObjectAreaPosition(area) => {
            let turned = area.x_rotation.meaning().unwrap_or("an odd angle");
            format!("at {}, {}, turned {turned}", area.x_offset.0, area.y_offset.0)
        }
        Field::IncludeOverlay(overlay) => format!("{} at {}, {}", quoted(overlay.name), overlay.x.0, overlay.y.0),
        Field::IncludeSegment(segment) => format!("{} at {}, {}", quoted(segment.name), segment.x.0, segment.y.0),
        Field::IncludeObject(object) => format!(
            "{} {} at {}, {} {}",
            object.kind.meaning().unwrap_or("object"),
            quoted(object.name),
            object.x_offset.0,
            object.y_offset.0,
            triplets(&object.triplets)
        ),
        Field::InvokeMediumMap(map) => quoted(map.name),
        Field::TagLogicalElement(tag) => attribute(&tag.triplets),
        Field::IndexElement(index) => attribute(&index.triplets),
        Field::MapCodedFont(map) | Field::MapDataResource(map) | Field::MapPageOverlay(map) => {
            let groups: Vec<String> = map.groups.iter().map(|group| triplets(&group.0)).collect();
            groups.join("; ")
        }
        Field::MapImage(map) | Field::MapGraphics(map) | Field::MapBarCode(map) | Field::MapContainer(map) => {
            mapping(map.mapping)
        }
        Field::NoOperation(data) => format!("\"{}\"", printable(&short(&guess_text(&data.bytes)))),
        Field::ContainerData(data) => format!("{} bytes", data.bytes.len()),
        Field::BeginResource(begin) | Field::BeginDocument(begin) => named(begin.name, &begin.triplets),
        Field::BarCodeDescriptor(symbol) => format!(
            "{}, modifier {}, module {}/1000 in",
            symbol.kind.meaning().unwrap_or("unknown bar code"),
            symbol.modifier,
            symbol.module_width
        ),
        other => begin_or_end(other).map_or_else(String::new, |begin| named(begin.name, &begin.triplets)),
    }
}

/// What object data says: the text of a text object, else how many parts begin here.
pub(super) fn of_object(nodes: &[Node], length: usize) -> String {
    let words: String = nodes
        .iter()
        .filter(|node| node.kind == NodeKind::CodePoints || node.acronym == "TRN" || node.acronym == "BSA")
        .map(|node| node.meaning.trim_matches('"'))
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" | ");
    if words.is_empty() { format!("{length} bytes, {} parts", nodes.len()) } else { format!("\"{}\"", short(&words)) }
}

macro_rules! named_fields {
    ($field:expr, $($variant:ident)*) => {
        match $field {
            $(Field::$variant(named) => Some(named),)*
            _ => None,
        }
    };
}

fn begin_or_end<'f, 'a>(field: &'f Field<'a>) -> Option<&'f Named<'a>> {
    named_fields!(
        field,
        BeginPrintFile EndPrintFile BeginResourceGroup EndResourceGroup EndResource EndDocument BeginDocumentIndex
        EndDocumentIndex BeginPageGroup EndPageGroup BeginPage EndPage BeginActiveEnvironment EndActiveEnvironment
        BeginResourceEnvironment EndResourceEnvironment BeginObjectEnvironment EndObjectEnvironment
        BeginDocumentEnvironment EndDocumentEnvironment BeginText EndText BeginImage EndImage BeginGraphics
        EndGraphics BeginBarCode EndBarCode BeginContainer EndContainer BeginOverlay EndOverlay BeginPageSegment
        EndPageSegment BeginFormMap EndFormMap BeginMediumMap EndMediumMap BeginImImage EndImImage BeginCodePage
        EndCodePage BeginFont EndFont BeginCodedFont EndCodedFont BeginPageMap EndPageMap EndDataMap
        BeginFormEnvironment EndFormEnvironment BeginColourTable EndColourTable
    )
}

fn named(name: Option<Name>, list: &[Triplet<'_>]) -> String {
    let rest = triplets(list);
    match name {
        Some(name) if rest.is_empty() => quoted(name),
        Some(name) => format!("{} {rest}", quoted(name)),
        None => String::from("without name"),
    }
}

fn quoted(name: Name) -> String {
    if name.matches_any() { String::from("any name") } else { format!("\"{}\"", printable(&name.text())) }
}

fn size(base: UnitBase, x_units: u16, x: u32, y_units: u16, y: u32) -> String {
    let inches = |units: u16, size: u32| {
        let per_base = f64::from(size) / f64::from(units.max(1));
        if base == UnitBase::TEN_CENTIMETRES { per_base * 10.0 / 2.54 } else { per_base * 10.0 }
    };
    format!(
        "{x} × {y} at {x_units} per {} = {:.3} × {:.3} in",
        base.meaning().unwrap_or("unknown base"),
        inches(x_units, x),
        inches(y_units, y)
    )
}

fn mapping(mapping: Mapping) -> String {
    mapping.meaning().unwrap_or("unknown mapping").to_owned()
}

fn attribute(list: &[Triplet<'_>]) -> String {
    let mut name = String::new();
    let mut value = String::new();
    for triplet in list {
        match triplet {
            Triplet::FullyQualifiedName(full)
                if full.usage == NameUse::ATTRIBUTE || full.usage == NameUse::INDEX_ELEMENT =>
            {
                name = text(&full.name);
            }
            Triplet::AttributeValue(attribute) => value = text(&attribute.value),
            _ => {}
        }
    }
    if value.is_empty() { name } else { format!("{name} = {value}") }
}

/// The triplets that tell things apart, in a few words each.
fn triplets(list: &[Triplet<'_>]) -> String {
    let words: Vec<String> = list
        .iter()
        .filter_map(|triplet| match triplet {
            Triplet::FullyQualifiedName(full) => Some(match (full.usage, full.format) {
                (NameUse::DATA_OBJECT_INTERNAL, _) => format!("id {}", full.name.0.last().copied().unwrap_or_default()),
                (_, NameFormat::OBJECT_ID) => String::from("object identifier"),
                (usage, _) => format!("{} \"{}\"", usage.meaning().unwrap_or("name"), text(&full.name)),
            }),
            Triplet::LocalId(local) => Some(format!("id {}", local.id)),
            Triplet::DataObjectFont(font) => Some(format!("{} pt", f64::from(font.vertical_size) / 20.0)),
            Triplet::ObjectClassification(class) => class.object_type().map(|kind| kind.name().to_owned()),
            Triplet::TwoUp(two_up) => two_up.method.meaning().map(str::to_owned),
            Triplet::ObjectFunctionSet(set) => set.object.meaning().map(str::to_owned),
            Triplet::ResourceObjectType(kind) => kind.kind.meaning().map(str::to_owned),
            Triplet::InterchangeSet(set) => set.identifier.meaning().map(str::to_owned),
            Triplet::ObjectAreaSize(area) => Some(format!("{} × {}", area.x_size.0, area.y_size.0)),
            Triplet::MappingOption(option) => Some(mapping(option.mapping)),
            _ => None,
        })
        .collect();
    words.join(", ")
}

fn text(text: &Text<'_>) -> String {
    printable(&short(&text.guess()))
}

/// At most 80 characters.
fn short(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
