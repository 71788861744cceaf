//! Classic print files: the rules of older receivers, and fonts that say what pages ask of them.

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

use afp_codec::foca::{CodePageForm, CodePageIndex, FontIndex, PatternTechnology};
use afp_codec::groups::Group;
use afp_codec::ioca::{ImageDescriptorItem, ImageField, ImageItems};
use afp_codec::ptoca::{ControlSequence, TextItems, TextPart};
use afp_codec::triplets::{NameUse, Triplet};
use afp_codec::{Field, FieldId, Name};
use afp_write::{
    ClassicFonts, Encoder, FontName, InkImages, Options, Plan, PrintFile, Profile, Resolution, Spool, WriteError,
};
use scene::{
    Definitions, DocumentInfo, Image, ImageFormat, ImageId, ImageSource, Item, Mask, Origin, Page, PixelColour,
};
use support::build::{Style, at, face, page, plain, print_file, push_text, rect};
use support::rules::fields;
use units::{Colour, FontSize, QuarterTurn, Size};

const ALL: [ClassicFonts; 4] = [
    ClassicFonts::Raster(Resolution::Pels240),
    ClassicFonts::Raster(Resolution::Pels300),
    ClassicFonts::Raster(Resolution::Pels600),
    ClassicFonts::Outline,
];

fn options(fonts: ClassicFonts, images: InkImages) -> Options {
    Options { profile: Profile::Classic { fonts, images }, ..Options::default() }
}

fn definitions() -> Definitions {
    let picture = |name: &str, colour, bytes: Vec<u8>| {
        let (name, format) = (name.to_owned(), ImageFormat::Raw);
        ImageSource { name, width: 2, height: 2, colour, format, bytes: bytes.into() }
    };
    Definitions {
        faces: vec![face("IBMPlexSans-Regular.ttf"), face("IBMPlexSansTC-Regular.ttf")],
        images: vec![
            picture("grey", PixelColour::Gray, vec![0, 80, 160, 240]),
            picture("colour", PixelColour::Rgb, (0..12).collect()),
            picture("inks", PixelColour::Cmyk, (0..16).collect()),
            picture("mask", PixelColour::Bilevel, vec![0x80, 0x40]),
        ],
        ..Definitions::default()
    }
}

/// Latin text, text beyond code page 500, Chinese text, every picture twice at one size and once at another.
fn full_page(definitions: &Definitions) -> Page {
    page(Size::A4, |builder| {
        push_text(builder, definitions, "Überweisung 1.234,56 €", at(1_000, 1_000), plain());
        push_text(builder, definitions, "Ελλάς žluť Київ", at(1_000, 1_500), Style { size: 145, ..plain() });
        push_text(builder, definitions, "台北市 2026 年", at(1_000, 2_000), Style { face: 1, size: 240, ..plain() });
        let turn = QuarterTurn::One;
        push_text(builder, definitions, "Überweisung", at(3_000, 2_500), Style { turn, ..plain() });
        for (number, size) in [(0, 600), (1, 600), (2, 300)] {
            for id in 0..4 {
                let rect = rect(1_000 + 800 * id, 4_000 + 700 * number, size, size);
                let mask = (id == 3).then_some(Mask { colour: Colour::Rgb(200, 0, 0) });
                let image = Image { image: ImageId(id as u32), rect, turn: QuarterTurn::Zero, mask };
                builder.push(Item::Image(image), Origin::None);
            }
        }
    })
}

fn file(fonts: ClassicFonts, images: InkImages) -> Vec<u8> {
    let definitions = definitions();
    let page = full_page(&definitions);
    print_file(&definitions, options(fonts, images), &[(page, Vec::new())]).0
}

#[test]
fn no_field_is_longer_than_older_receivers_read_and_none_is_newer_than_they_are() {
    for fonts in ALL {
        let bytes = file(fonts, InkImages::Fs11);
        let fields = fields(&bytes);
        assert_eq!(fields.first().unwrap().0.id, FieldId::BRG, "no envelope around the file");
        for (raw, field) in &fields {
            assert!(raw.bytes.len() - 1 <= 8_192, "{} of {} bytes", raw.id, raw.bytes.len() - 1);
            let newer = [FieldId::BPF, FieldId::MDR, FieldId::BOC, FieldId::IOB, FieldId::BBC];
            assert!(!newer.contains(&raw.id), "{} in a classic file", raw.id);
            if let Field::BeginDocument(begin) = field {
                assert!(
                    matches!(begin.triplets.first(), Some(Triplet::CodedCharacterSet(set)) if set.code_page == 500)
                );
                assert!(!begin.triplets.iter().any(|triplet| matches!(triplet, Triplet::InterchangeSet(_))));
            }
        }
    }
}

/// What the fonts of a file say.
#[derive(Default)]
struct Fonts {
    /// By code page: code points to characters.
    code_pages: BTreeMap<Name, BTreeMap<u16, Name>>,
    /// By character set: the technology, and characters with their increments.
    sets: BTreeMap<Name, (PatternTechnology, BTreeMap<Name, u16>)>,
    /// By coded font: sections to character set and code page.
    coded: BTreeMap<Name, BTreeMap<u8, (Name, Name)>>,
}

fn fonts_of(bytes: &[u8]) -> Fonts {
    let mut fonts = Fonts::default();
    let (mut name, mut form, mut technology) = (Name::BLANK, CodePageForm::ONE_BYTE, PatternTechnology::RASTER);
    let mut length = 0;
    for (_, field) in fields(bytes) {
        match field {
            Field::BeginCodePage(begin) | Field::BeginFont(begin) | Field::BeginCodedFont(begin) => {
                name = begin.name.unwrap();
            }
            Field::CodePageControl(control) => form = control.form,
            Field::CodePageIndex(data) => {
                let entries: BTreeMap<u16, Name> = match CodePageIndex::decode(form, &data.bytes).unwrap() {
                    CodePageIndex::OneByte(groups) => {
                        groups.iter().map(|group| (group.code_point.into(), group.character)).collect()
                    }
                    CodePageIndex::TwoBytes(groups) => {
                        groups.iter().map(|group| (group.code_point, group.character)).collect()
                    }
                    other => panic!("{other:?} is newer than classic receivers"),
                };
                assert!(fonts.code_pages.insert(name, entries).is_none(), "{name} twice");
            }
            Field::FontControl(control) => (technology, length) = (control.technology, control.index_group_length),
            Field::FontIndex(data) => {
                let FontIndex::Metrics(groups) = FontIndex::decode(length, &data.bytes).unwrap() else { panic!() };
                assert!(groups.is_sorted_by_key(|group| group.character), "receivers search them by halves");
                for group in &groups {
                    let sum = i32::from(group.a_space) + i32::from(group.b_space) + i32::from(group.c_space);
                    assert_eq!(sum, i32::from(group.increment), "{}: A, B and C make the increment", group.character);
                }
                let increments = groups.iter().map(|group| (group.character, group.increment)).collect();
                assert!(fonts.sets.insert(name, (technology, increments)).is_none(), "{name} twice");
            }
            Field::CodedFontIndex(index) => {
                let sections = index.sections.iter().map(|one| (one.section, (one.character_set, one.code_page)));
                assert!(fonts.coded.insert(name, sections.collect()).is_none(), "{name} twice");
            }
            _ => {}
        }
    }
    fonts
}

/// All characters that the pages show, by their identifiers in the fonts of the file.
fn shown(bytes: &[u8], all: &Fonts) -> String {
    let mut local: BTreeMap<u8, Name> = BTreeMap::new();
    let mut found = String::new();
    for (_, field) in fields(bytes) {
        match field {
            Field::MapCodedFont(map) => {
                for Group(group) in &map.groups {
                    let mut name = None;
                    let mut id = None;
                    for triplet in group {
                        match triplet {
                            Triplet::FullyQualifiedName(given) if given.usage == NameUse::CODED_FONT => {
                                name = Some(Name(given.name.0.as_ref().try_into().unwrap()));
                            }
                            Triplet::LocalId(given) => id = Some(given.id),
                            _ => {}
                        }
                    }
                    local.insert(id.unwrap(), name.unwrap());
                }
            }
            Field::TextData(text) => {
                let mut font = &BTreeMap::new();
                for item in TextItems::new(&text.bytes) {
                    match item.part {
                        TextPart::Sequence { sequence: ControlSequence::SetFont(id), .. } => {
                            font = &all.coded[&local[&id.id]];
                        }
                        TextPart::Sequence { sequence: ControlSequence::Transparent(text), .. } => {
                            let double = !font.contains_key(&0);
                            for code in text.data.chunks(if double { 2 } else { 1 }) {
                                let (set, page) = font[if double { &code[0] } else { &0 }];
                                let code = code.iter().fold(0, |sum, &byte| sum << 8 | u16::from(byte));
                                let character = all.code_pages[&page][&code];
                                assert!(all.sets[&set].1.contains_key(&character), "{set} has no {character}");
                                found.extend(fonts::character_of_graphic(&character.text()));
                            }
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    found
}

#[test]
fn every_code_point_of_a_page_leads_to_a_character_of_its_font() {
    for fonts in ALL {
        let bytes = file(fonts, InkImages::Fs11);
        let found = fonts_of(&bytes);
        let text = shown(&bytes, &found);
        for words in ["Überweisung 1.234,56 €", "Ελλάς žluť Київ", "台北市 2026 年"] {
            assert!(text.contains(words), "{words} in {text}");
        }
        assert_eq!(text.chars().count(), 22 + 15 + 10 + 11);
        let double = found.coded.values().filter(|sections| sections.keys().all(|&section| section >= 0x41)).count();
        assert_eq!(double, 1, "one font for the Chinese characters");
        let raster = matches!(fonts, ClassicFonts::Raster(_));
        for (technology, characters) in found.sets.values() {
            assert!(characters.len() <= 191);
            assert_eq!(*technology == PatternTechnology::RASTER, raster);
        }
        let keyed = found.sets.values().filter(|(technology, _)| *technology == PatternTechnology::CID).count();
        assert_eq!(keyed > 0, !raster, "Chinese outlines are CID-keyed");
    }
}

#[test]
fn increments_are_the_advances_in_the_units_of_the_font() {
    let sans = face("IBMPlexSans-Regular.ttf");
    let advance = f64::from(sans.advance(sans.glyph('w').unwrap())) / f64::from(sans.units_per_em());
    // 10 pt in pels, in thousandths of the em.
    for (fonts, em) in ALL.into_iter().zip([2_400.0 / 72.0, 3_000.0 / 72.0, 1_000.0, 1_000.0]) {
        let found = fonts_of(&file(fonts, InkImages::Fs11));
        let letter = Name::new("LW010000").unwrap();
        let increments: Vec<u16> = found.sets.values().filter_map(|(_, set)| set.get(&letter).copied()).collect();
        assert_eq!(increments, [(advance * em).round() as u16], "{fonts:?}");
    }
}

/// A name for the fonts of the first or second face.
fn chosen(face: usize, size: Option<u16>, part: u16, name: &str) -> FontName {
    let face = definitions().faces[face].full_name().to_owned();
    FontName { face, size: size.map(FontSize::from_twentieths), part, name: name.to_owned() }
}

#[test]
fn chosen_names_of_fonts_stand_behind_the_letters_of_their_kind() {
    // 10 pt in code page 500; the euro sign and other letters at two sizes; Chinese at 12 pt.
    let names = vec![
        chosen(0, Some(200), 0, "BODY10"),
        chosen(0, None, 0, "BODY"),
        chosen(0, None, 2, "GREEK"),
        chosen(1, Some(240), 1, "HAN1"),
        chosen(1, None, 1, "HAN"),
    ];
    for fonts in ALL {
        let definitions = definitions();
        let pages = [(full_page(&definitions), Vec::new())];
        let plain = fonts_of(&file(fonts, InkImages::Fs11));
        let options = Options { fonts: names.clone(), ..options(fonts, InkImages::Fs11) };
        let bytes = print_file(&definitions, options, &pages).0;
        let found = fonts_of(&bytes);
        assert_eq!(shown(&bytes, &found), shown(&file(fonts, InkImages::Fs11), &plain), "the same text");
        let name = |name: &str| Name::new(name).unwrap();
        for wanted in ["X0BODY10", "X0HAN1"] {
            assert!(found.coded.contains_key(&name(wanted)), "{wanted} of {fonts:?}");
        }
        let sections: Vec<u8> = found.coded[&name("X0HAN1")].keys().copied().collect();
        let section = |kind: &str, chosen: &str, section: &u8| name(&format!("{kind}{chosen}{section:02X}"));
        assert!(sections.iter().all(|number| found.code_pages.contains_key(&section("T1", "HAN", number))));
        let sets = if fonts == ClassicFonts::Outline { ("C0BODY", "HAN") } else { ("C0BODY10", "HAN1") };
        assert!(
            found.sets.contains_key(&name(sets.0)) && found.sets.contains_key(&section("C0", sets.1, &sections[0]))
        );
        assert!(found.code_pages.contains_key(&name("T1BODY")) && found.code_pages.contains_key(&name("T1GREEK")));
        assert_eq!(found.coded.len(), plain.coded.len(), "the others keep names of their own");
    }
}

#[test]
fn chosen_names_of_fonts_that_meet_are_an_error() {
    let definitions = definitions();
    let fonts = vec![chosen(0, Some(200), 0, "SAME"), chosen(0, Some(145), 0, "SAME")];
    let plan = Plan::new(&definitions, Options { fonts, ..options(ALL[0], InkImages::Fs11) }).unwrap();
    let mut file = PrintFile::new(&plan, Spool::in_memory());
    file.begin_document(&DocumentInfo::default()).unwrap();
    file.page(&Encoder::new(&plan).page(&full_page(&definitions), &[]).unwrap()).unwrap();
    file.end_document().unwrap();
    let error = file.finish(&mut Vec::new()).unwrap_err();
    assert!(matches!(&error, WriteError::NameTaken(name) if name.trim_end() == "C0SAME"), "{error}");
}

#[test]
fn the_font_of_an_interchange_set_has_the_chosen_name() {
    let definitions = definitions();
    let options = Options { fonts: vec![chosen(0, None, 0, "BODY")], ..Options::default() };
    let only = page(Size::A4, |builder| push_text(builder, &definitions, "Text", at(700, 900), plain()));
    let bytes = print_file(&definitions, options, &[(only, Vec::new())]).0;
    let resource = fields(&bytes).into_iter().find_map(|(_, field)| match field {
        Field::BeginResource(begin) => begin.name,
        _ => None,
    });
    assert_eq!(resource.unwrap().text(), "BODY");
    support::rules::check_print_file(&bytes);
}

#[test]
fn a_picture_is_a_page_segment_for_each_size_at_which_it_stands() {
    let bytes = file(ALL[1], InkImages::Fs11);
    let fields = fields(&bytes);
    let count = |id| fields.iter().filter(|(raw, _)| raw.id == id).count();
    assert_eq!((count(FieldId::BPS), count(FieldId::IPS), count(FieldId::BIM)), (8, 12, 8));
    let sets = |images| {
        let bytes = file(ALL[1], images);
        let mut sets = Vec::new();
        for (_, field) in support::rules::fields(&bytes) {
            match field {
                Field::ImageDescriptor(descriptor) => {
                    sets.extend(descriptor.items.iter().filter_map(|item| match item {
                        ImageDescriptorItem::FunctionSet(set) => Some(set.identifier),
                        _ => None,
                    }));
                }
                Field::ImageData(data) => {
                    let damaged = ImageItems::new(&data.bytes).any(|item| matches!(item.field, ImageField::Damaged(_)));
                    assert!(!damaged);
                }
                _ => {}
            }
        }
        sets.sort_unstable();
        sets
    };
    assert_eq!(sets(InkImages::Fs11), [0x0A, 0x0A, 0x0B, 0x0B, 0x0B, 0x0B, 0x0B, 0x0B]);
    assert_eq!(sets(InkImages::Fs45), [0x0A, 0x0A, 0x0B, 0x0B, 0x0B, 0x0B, 0x2D, 0x2D]);
}

#[test]
fn fonts_do_not_depend_on_the_order_of_pages() {
    let definitions = definitions();
    let one = full_page(&definitions);
    let two = page(Size::A4, |builder| {
        push_text(builder, &definitions, "Quite other words, žádná €", at(1_000, 1_000), plain());
    });
    let resources = |pages: &[&Page]| {
        let pages: Vec<_> = pages.iter().map(|&page| (page.clone(), Vec::new())).collect();
        let (bytes, finished) = print_file(&definitions, options(ALL[1], InkImages::Fs11), &pages);
        bytes[..finished.resource_bytes as usize].to_vec()
    };
    assert!(resources(&[&one, &two]) == resources(&[&two, &one]));
}
