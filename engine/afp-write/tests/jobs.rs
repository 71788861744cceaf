//! What surrounds the pages of a job: index documents, medium maps and form definitions, resources inline or in files.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is missing")]

#[allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    clippy::allow_attributes,
    reason = "shared by the tests, each of which uses its part"
)]
mod support;

use std::collections::BTreeMap;
use std::io::Cursor;

use afp_codec::triplets::{NameUse, Triplet, Triplets};
use afp_codec::{Field, FieldId, RawField, Record, Records};
use afp_write::{
    Duplex, Encoder, FormDefinition, IndexLevel, MediumMap, Options, Plan, PrintFile, ResourcePlace, Spool,
};
use diagnostics::Code;
use scene::{
    ContentBuilder, Definitions, DocumentInfo, GroupInfo, Image, ImageFormat, ImageId, ImageSource, Include, IncludeId,
    IncludeKind, IndexEntry, Item, Origin, Page, PixelColour, Rule,
};
use support::build::{at, definitions, page, plain, push_text, rect};
use units::{Colour, QuarterTurn, Size};

fn entry(name: &str, value: &str) -> IndexEntry {
    IndexEntry { name: name.into(), value: value.into() }
}

fn page_of(definitions: &Definitions, number: u32, map: Option<&str>) -> Page {
    let mut page =
        page(Size::A4, |builder| push_text(builder, definitions, &format!("Page {number}"), at(700, 900), plain()));
    page.number = number;
    page.medium_map = map.map(str::to_owned);
    page.index = vec![entry("Page", &number.to_string())];
    page
}

/// Documents of one record each, or one with all: two groups of one and two pages. What waits goes on in a file after
/// so many bytes.
fn write(options: Options, each: bool, memory: usize) -> Vec<u8> {
    let spool = || Spool::with_limit(memory, || Ok(Box::new(Cursor::new(Vec::new()))));
    let definitions = definitions();
    let plan = Plan::new(&definitions, options).unwrap();
    let mut encoder = Encoder::new(&plan);
    let mut file = PrintFile::with_spools(&plan, spool(), spool);
    for (record, pages) in [(1, 1), (2, 2)] {
        if each || record == 1 {
            file.begin_document(&DocumentInfo::default()).unwrap();
        }
        let name = format!("Customer {record}");
        let index = vec![entry("Account", &format!("4711-{record}")), entry("Name", "王小明")];
        file.begin_group(&GroupInfo { name, index, ..GroupInfo::default() }).unwrap();
        for number in 1..=pages {
            file.page(&encoder.page(&page_of(&definitions, number, None), &[]).unwrap()).unwrap();
        }
        file.end_group().unwrap();
        if each || record == 2 {
            file.end_document().unwrap();
        }
    }
    let mut out = Vec::new();
    let finished = file.finish(&mut out).unwrap();
    assert_eq!(finished.bytes, out.len() as u64);
    out
}

fn all(bytes: &[u8]) -> Vec<RawField<'_>> {
    let field = |record| match record {
        Record::Field(field) => field,
        other => panic!("no field at {}", other.offset()),
    };
    Records::new(bytes).map(field).collect()
}

fn named(triplets: &Triplets<'_>, usage: NameUse) -> Option<Vec<u8>> {
    triplets.iter().find_map(|triplet| match triplet {
        Triplet::FullyQualifiedName(name) if name.usage == usage => Some(name.name.0.to_vec()),
        _ => None,
    })
}

/// The name by which other fields refer to a page or group.
fn known_as(field: &Field<'_>) -> Vec<u8> {
    match field {
        Field::BeginPage(begin) | Field::BeginPageGroup(begin) => named(&begin.triplets, NameUse::REPLACE_FIRST)
            .unwrap_or_else(|| begin.name.map(|name| name.0.to_vec()).unwrap_or_default()),
        other => panic!("{} has no name", other.id()),
    }
}

/// Checks every element of every index against what stands at its place; gives how many there are of groups and pages.
fn check_indexes(bytes: &[u8]) -> (usize, usize) {
    let fields = all(bytes);
    let (mut groups, mut pages) = (0, 0);
    let mut at = 0;
    while let Some(begin) = fields[at..].iter().position(|field| field.id == FieldId::BDI) {
        let begin = at + begin;
        let end = begin + fields[begin..].iter().position(|field| field.id == FieldId::EDI).unwrap();
        let document = end + 1;
        assert_eq!(fields[document].id, FieldId::BDT, "an index stands right before its document");
        let mut last = Vec::new();
        for element in &fields[begin + 1..end] {
            match element.decode() {
                Field::IndexElement(index) => {
                    let (name, is_group) = check_element(&index.triplets, bytes, &fields, document);
                    *(if is_group { &mut groups } else { &mut pages }) += 1;
                    last = name;
                }
                Field::TagLogicalElement(tag) => {
                    let reference = named(&tag.triplets, NameUse::BEGIN_PAGE_GROUP)
                        .or_else(|| named(&tag.triplets, NameUse::BEGIN_PAGE));
                    assert_eq!(reference.as_ref(), Some(&last), "a tag belongs to the element before it");
                }
                other => panic!("{} in an index", other.id()),
            }
        }
        at = document;
    }
    (groups, pages)
}

fn check_element(triplets: &Triplets<'_>, bytes: &[u8], fields: &[RawField<'_>], document: usize) -> (Vec<u8>, bool) {
    let (mut offset, mut extent, mut field_offset, mut field_extent) = (0, 0, 0, 0);
    let (mut before, mut inside) = (0, None);
    for triplet in triplets {
        match triplet {
            Triplet::ByteOffset(value) => offset = u64::from(value.offset),
            Triplet::ByteExtent(value) => extent = u64::from(value.extent),
            Triplet::FieldOffset(value) => field_offset = value.offset as usize,
            Triplet::FieldExtent(value) => field_extent = value.extent as usize,
            Triplet::ObjectOffset(value) => before = value.offset as usize,
            Triplet::ObjectCount(value) => inside = Some(value.count as usize),
            _ => {}
        }
    }
    let place = fields[document].offset + offset;
    let first = fields.iter().position(|field| field.offset == place).unwrap();
    let begin = &fields[first];
    let is_group = begin.id == FieldId::BNG;
    let usage = if is_group { NameUse::BEGIN_PAGE_GROUP } else { NameUse::BEGIN_PAGE };
    let name = named(triplets, usage).unwrap();
    assert_eq!(known_as(&begin.decode()), name);
    let last = fields.iter().position(|field| field.end() == place + extent).unwrap();
    assert_eq!(fields[last].id, begin.id.counterpart());
    assert_eq!((field_offset, field_extent), (first - document, last + 1 - first));
    let pages = |from: usize, to: usize| fields[from..to].iter().filter(|field| field.id == FieldId::BPG).count();
    assert_eq!(before, pages(document, first));
    assert_eq!(inside, is_group.then(|| pages(first, last)));
    assert!(named(triplets, NameUse::INDEX_ELEMENT).is_some() && place + extent <= bytes.len() as u64);
    (name, is_group)
}

#[test]
fn every_element_of_an_index_leads_to_its_group_or_page() {
    for (level, wanted) in [(IndexLevel::Groups, (2, 0)), (IndexLevel::Pages, (2, 3))] {
        for each in [false, true] {
            let options = Options { index_document: level, ..Options::default() };
            let bytes = write(options.clone(), each, Spool::MEMORY);
            assert_eq!(check_indexes(&bytes), wanted, "{level:?}, a document for each: {each}");
            let names: Vec<_> = all(&bytes).iter().filter(|field| field.id == FieldId::BPG).map(|f| f.data).collect();
            assert!(each || names[0] != names[1], "no two pages of an indexed document have one name");
            let spooled = write(options, each, 10);
            assert!(spooled == bytes, "the same bytes through files");
        }
    }
    assert_eq!(check_indexes(&write(Options::default(), true, Spool::MEMORY)), (0, 0));
}

fn with_maps() -> Options {
    let map = |name: &str, duplex| MediumMap { name: name.into(), duplex, ..MediumMap::default() };
    let maps = vec![map("PLAIN", Duplex::Simplex), map("BOTH", Duplex::Normal)];
    Options {
        form: Some(FormDefinition { name: "F1JOB".into(), maps, ..FormDefinition::default() }),
        ..Options::default()
    }
}

#[test]
fn a_medium_map_is_invoked_where_it_changes_and_where_a_group_begins() {
    let definitions = definitions();
    let plan = Plan::new(&definitions, with_maps()).unwrap();
    let mut encoder = Encoder::new(&plan);
    let mut file = PrintFile::new(&plan, Spool::in_memory());
    file.begin_document(&DocumentInfo::default()).unwrap();
    for _ in 0..2 {
        let group =
            GroupInfo { medium_map: Some("BOTH".into()), comment: Some("Run 7".into()), ..GroupInfo::default() };
        file.begin_group(&group).unwrap();
        for map in [None, None, Some("PLAIN"), Some("PLAIN"), None, Some("NOWHERE")] {
            file.page(&encoder.page(&page_of(&definitions, 1, map), &[]).unwrap()).unwrap();
        }
        file.end_group().unwrap();
    }
    file.end_document().unwrap();
    let mut out = Vec::new();
    let finished = file.finish(&mut out).unwrap();
    let steps = all(&out).into_iter().filter_map(|field| match field.decode() {
        Field::InvokeMediumMap(map) => Some(map.name.text()),
        Field::BeginPage(_) => Some("p".into()),
        Field::BeginPageGroup(_) => Some("g".into()),
        Field::NoOperation(note) => Some(format!("“{}”", afp_codec::ebcdic::to_text(&note.bytes))),
        _ => None,
    });
    let one = "g “Run 7” BOTH p p PLAIN p p BOTH p p";
    assert_eq!(steps.collect::<Vec<_>>().join(" "), format!("{one} {one}"));
    assert_eq!(finished.diagnostics.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::MediumMapUnknown]);
}

#[test]
fn the_form_definition_stands_first_in_the_resource_group() {
    let bytes = write(with_maps(), false, Spool::MEMORY);
    let ids: Vec<String> = all(&bytes).iter().take(5).map(|field| field.id.to_string()).collect();
    assert_eq!(ids, ["BPF", "BRG", "BRS", "BFM", "BDG"]);
    let Field::BeginResource(begin) = all(&bytes)[2].decode() else { panic!("no BRS") };
    assert_eq!(begin.name.unwrap().text(), "F1JOB");
    assert!(
        begin
            .triplets
            .iter()
            .any(|triplet| matches!(triplet, Triplet::ResourceObjectType(kind) if kind.kind.0 == 0xFE))
    );
}

fn picture(seed: u8) -> ImageSource {
    let bytes: Vec<u8> = (0..300u32).map(|at| (at as u8).wrapping_mul(7).wrapping_add(seed)).collect();
    let (width, height, colour, format) = (10, 10, PixelColour::Rgb, ImageFormat::Raw);
    ImageSource { name: format!("picture {seed}"), width, height, colour, format, bytes: bytes.into() }
}

/// Two pictures, one of them twice; an overlay, twice under different ids.
fn shared() -> Definitions {
    let mut definitions = definitions();
    definitions.images = vec![picture(1), picture(2), ImageSource { name: "again".into(), ..picture(1) }];
    for name in ["m_front", "m_next"] {
        let mut overlay = ContentBuilder::new();
        push_text(&mut overlay, &definitions, "Letterhead", at(500, 500), plain());
        overlay.push(Item::Rule(Rule { rect: rect(500, 520, 900, 5), colour: Colour::BLACK }), Origin::None);
        let (kind, size) = (IncludeKind::Overlay, Size::A4);
        definitions.includes.push(Include { name: name.into(), kind, size, content: overlay.finish(), library: None });
    }
    definitions
}

fn shared_file(options: Options, write_file: &mut dyn FnMut(&str, &[u8])) -> Vec<u8> {
    let definitions = shared();
    let plan = Plan::new(&definitions, options).unwrap();
    let mut file = PrintFile::new(&plan, Spool::in_memory());
    file.begin_document(&DocumentInfo::default()).unwrap();
    for overlay in 0..2 {
        let page = page(Size::A4, |builder| {
            let include = IncludeId(overlay);
            builder.push(Item::Include { include, at: at(0, 0), turn: QuarterTurn::Zero }, Origin::None);
            for image in 0..3 {
                let rect = rect(1_000, 2_000 + 1_000 * image as i32, 500, 500);
                let image = Image { image: ImageId(image), rect, turn: QuarterTurn::Zero, mask: None };
                builder.push(Item::Image(image), Origin::None);
            }
            push_text(builder, &definitions, "Text", at(700, 900), plain());
        });
        file.page(&Encoder::new(&plan).page(&page, &[]).unwrap()).unwrap();
    }
    file.end_document().unwrap();
    let mut out = Vec::new();
    let mut write = |file: afp_write::ResourceFile<'_>| {
        write_file(file.name, file.bytes);
        Ok(())
    };
    file.finish_with(&mut out, &mut write).unwrap();
    out
}

#[test]
fn the_same_resource_is_never_written_twice() {
    let bytes = shared_file(Options::default(), &mut |name, _| panic!("{name} goes into the print file"));
    let begun = |id| all(&bytes).iter().filter(|field| field.id == id).count();
    assert_eq!((begun(FieldId::BMO), begun(FieldId::BRS)), (1, 1 + 2 + 1), "a font, two pictures, an overlay");
    support::rules::check_print_file(&bytes);
}

#[test]
fn external_resources_are_files_and_the_print_file_only_names_them() {
    let names = [("m_front", "O1FRONT"), ("m_next", "O1NEXT"), ("picture 2", "I1LOGO")];
    let names = names.map(|(of, name)| (of.to_owned(), name.to_owned()));
    let options = Options { resources: ResourcePlace::External, names: BTreeMap::from(names), ..with_maps() };
    let mut files = BTreeMap::new();
    let bytes = shared_file(options, &mut |name, content| {
        assert!(files.insert(name.to_owned(), content.to_vec()).is_none(), "{name} is written twice");
    });
    assert!(all(&bytes).iter().all(|field| ![FieldId::BRG, FieldId::BRS].contains(&field.id)));
    let mut found: Vec<&str> = files.keys().map(String::as_str).collect();
    let made = found.iter().position(|name| name.ends_with(".obj") && *name != "I1LOGO.obj").unwrap();
    found.remove(made);
    let face = &definitions().faces[0];
    let font = format!("{}.ttf", face.full_name().replace(' ', "-"));
    let mut wanted = vec!["F1JOB.fde", "I1LOGO.obj", "O1FRONT.ovl", "O1NEXT.ovl", font.as_str()];
    wanted.sort_unstable();
    assert_eq!(found, wanted);
    assert!(files[&font] == **face.bytes(), "a font of a library is whole and as it was");
    assert_eq!(all(&files["O1NEXT.ovl"])[0].id, FieldId::BMO);
    let Field::EndOverlay(end) = all(&files["O1NEXT.ovl"]).last().unwrap().decode() else { panic!("no EMO") };
    assert_eq!(end.name.unwrap().text(), "O1NEXT");
    let included: Vec<String> = all(&bytes)
        .iter()
        .filter_map(|field| match field.decode() {
            Field::IncludeOverlay(include) => Some(include.name.text()),
            _ => None,
        })
        .collect();
    assert_eq!(included, ["O1FRONT", "O1NEXT"]);
    let fonts = all(&bytes).into_iter().find_map(|field| match field.decode() {
        Field::MapDataResource(map) => Some(map.groups.first().unwrap().0.clone()),
        _ => None,
    });
    let full_name: Vec<u8> = face.full_name().encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(named(&fonts.unwrap(), NameUse::DATA_OBJECT_EXTERNAL), Some(full_name));
}
