//! Fonts in the AFP form, built field by field, and the text that pages set in them.

use std::sync::Arc;

use afp_codec::foca::{
    CharacterMetrics, CodePageControl, CodePageDescriptor, CodePageForm, CodePageIndex, CodePoint, CodedFontControl,
    CodedFontIndex, CodedFontSection, FontControl, FontDescriptor, FontIndex, FontNames, FontOrientation,
    FontOrientations, FontPatternsMap, FontPositions, OutlineNames, OutlineObject, PatternPlace, PatternTechnology,
    WideCodePoint,
};
use afp_codec::values::{Name, Rotation};
use afp_codec::wire::Wire;
use afp_read::{AfpDocument, FontMapping, Libraries, ReadOptions, ResourceFolder};
use diagnostics::Code;
use fonts::{Face, GlyphBounds};
use scene::{Item, TextRun};
use units::Emu;

use crate::support::{field, file, hex, text};

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

fn wire<'a>(id: &str, value: &impl Wire<'a>) -> Vec<u8> {
    field(id, &value.to_bytes().unwrap())
}

/// A Begin and an End field of a name around fields.
fn object(category: &str, called: &str, fields: &[Vec<u8>]) -> Vec<u8> {
    let named = name(called).0;
    [field(&format!("D3A8{category}"), &named), fields.concat(), field(&format!("D3A9{category}"), &named)].concat()
}

/// A code page of one-byte code points with these characters.
fn code_page(called: &str, characters: &[(u8, &str)]) -> Vec<u8> {
    let points = characters.iter().map(|&(code_point, id)| CodePoint { character: name(id), flags: 0, code_point });
    let mut index = Vec::new();
    CodePageIndex::OneByte(points.collect()).write(&mut index).unwrap();
    let control = CodePageControl {
        default_character: name("SP010000"),
        form: CodePageForm::ONE_BYTE,
        space: 0x40,
        flags: CodePageControl::VARIABLE_SPACE,
        ..Default::default()
    };
    let descriptor = CodePageDescriptor::new("Test", 2, 0, 0).unwrap();
    object("87", called, &[wire("D3A687", &descriptor), wire("D3A787", &control), field("D38C87", &index)])
}

/// A character set of raster patterns: a control field, the characters of each rotation, patterns and their dots.
fn raster_font(
    called: &str,
    nominal_size: u16,
    control: &FontControl<'_>,
    rotations: &[(u8, Vec<CharacterMetrics>)],
    patterns: Vec<PatternPlace>,
    dots: &[u8],
) -> Vec<u8> {
    let orientations = rotations
        .iter()
        .zip(0u8..)
        .map(|((turns, _), number)| FontOrientation {
            rotation: Rotation::from_quarter_turns(*turns),
            flags: FontOrientation::flags_of_index(number),
            space_increment: 300,
            ..Default::default()
        })
        .collect();
    let mut fields = vec![
        wire("D3A689", &FontDescriptor { nominal_size, ..Default::default() }),
        wire("D3A789", control),
        wire("D3A289", &FontPatternsMap { patterns }),
        wire("D3AE89", &FontOrientations { groups: orientations }),
        wire("D3AC89", &FontPositions { groups: vec![Default::default(); rotations.len()] }),
    ];
    for (_, characters) in rotations {
        let mut index = Vec::new();
        FontIndex::Metrics(characters.clone()).write(&mut index).unwrap();
        fields.push(field("D38C89", &index));
    }
    fields.push(field("D3EE89", dots));
    object("89", called, &fields)
}

/// A character that begins 50 units behind its reference point and reaches `top` above the baseline.
fn character(id: &str, increment: u16, pattern: u16, b_space: u16, top: i16) -> CharacterMetrics {
    CharacterMetrics {
        character: name(id),
        increment,
        pattern,
        a_space: 50,
        b_space,
        baseline_offset: top,
        ..Default::default()
    }
}

/// A document of one page with resources, a field that maps fonts, and text.
fn document(resources: &[Vec<u8>], map: &[u8], words: &str) -> Vec<u8> {
    [
        file("D3A8C6"),
        resources.concat(),
        file("D3A9C6\n D3A8A8 C4D6C3F0F0F0F0F1 0000\n D3A8AF D7C1C7C5F0F0F0F1\n D3A8C9"),
        map.to_vec(),
        file("D3A6AF 0000 3840 3840 001F40 002710 000000\n D3B19B 0000 3840 3840 001F40 002710 0000\n D3A9C9"),
        text(words),
        file("D3A9AF\n D3A9A8"),
    ]
    .concat()
}

/// A field that maps a character set and a code page under local id 1; `more` are further triplets.
fn map(character_set: &str, code_page: &str, more: &str) -> Vec<u8> {
    let mut group = hex("0C028600");
    group.extend(name(character_set).0);
    group.extend(hex("0C028500"));
    group.extend(name(code_page).0);
    group.extend(hex("04240501"));
    group.extend(hex(more));
    let length = u16::try_from(group.len() + 2).unwrap().to_be_bytes();
    field("D3AB8A", &[&length[..], &group].concat())
}

fn open(bytes: Vec<u8>) -> AfpDocument {
    AfpDocument::open(bytes, &ReadOptions::default())
}

/// A run, its text, its glyphs and their places along the baseline.
type Words = (TextRun, String, Vec<(u16, Emu)>);

/// The runs of the first page.
fn runs(document: &AfpDocument) -> Vec<Words> {
    let page = document.page(0).unwrap().page;
    let content = &page.content;
    let runs = content.items.iter().filter_map(|placed| match &placed.item {
        Item::Text(run) => Some(run.clone()),
        _ => None,
    });
    runs.map(|run| {
        let glyphs = content.glyphs(&run).iter().map(|glyph| (glyph.id, glyph.along)).collect();
        let text = content.text(&run).to_owned();
        (run, text, glyphs)
    })
    .collect()
}

/// The box of a glyph in thousandths of the em.
fn bounds(face: &Face, glyph: u16) -> [i32; 4] {
    let GlyphBounds { x_min, y_min, x_max, y_max } = face.bounds(glyph).unwrap();
    let em = i32::from(face.units_per_em());
    [x_min, y_min, x_max, y_max].map(|value| (i32::from(value) * 1000 + em / 2).div_euclid(em))
}

fn codes(document: &AfpDocument) -> Vec<Code> {
    let page = document.page(0).unwrap();
    document.diagnostics().iter().chain(page.diagnostics.iter()).map(|finding| finding.code).collect()
}

const SHOW_AB: &str = "2BD3 03F101 04C70064 04D300C8 04DAC1C2";

/// A at X'C1' and B at X'C2': A is a full box of 8 × 4 dots, B has ink in its left half.
fn two_letters() -> (Vec<u8>, Vec<PatternPlace>, [u8; 8]) {
    let page = code_page("T1TEST", &[(0xC1, "LA020000"), (0xC2, "LB020000"), (0x40, "SP010000")]);
    let patterns =
        vec![PatternPlace { width: 7, height: 3, offset: 0 }, PatternPlace { width: 7, height: 3, offset: 4 }];
    (page, patterns, [0xFF, 0xFF, 0xFF, 0xFF, 0xF0, 0xF0, 0xF0, 0xF0])
}

#[test]
fn a_raster_font_with_relative_metrics_stands_by_its_increments() {
    let (page, patterns, dots) = two_letters();
    // 240 dots to the inch, 12 pt: an em is 40 dots, a dot 25 thousandths of it.
    let control = FontControl::raster_relative(2400, 7, 3, 8);
    let characters = vec![character("LA020000", 700, 0, 200, 600), character("LB020000", 500, 1, 200, 100)];
    let font = raster_font("C0TEST", 120, &control, &[(0, characters)], patterns, &dots);
    let document = open(document(&[page, font], &map("C0TEST", "T1TEST", ""), SHOW_AB));
    assert_eq!(codes(&document), []);
    let (run, words, glyphs) = runs(&document)[0].clone();
    assert_eq!((words.as_str(), run.size.twentieths()), ("AB", 240));
    let em = run.size.em();
    assert_eq!((glyphs[0].1, glyphs[1].1, run.advance), (Emu::ZERO, em.scale(700, 1000), em.scale(1200, 1000)));
    let face = document.definitions().face(run.face).unwrap();
    assert_eq!(bounds(face, glyphs[0].0), [50, 500, 250, 600]);
    assert_eq!(bounds(face, glyphs[1].0), [50, 0, 150, 100]);
    assert_eq!(face.glyph('A'), Some(glyphs[0].0));
}

#[test]
fn a_raster_font_with_fixed_metrics_counts_in_dots() {
    let (page, patterns, dots) = two_letters();
    // 300 dots to the inch: increments of 21 and 17 dots, whatever the size of the font.
    let control = FontControl::raster_fixed(3000, 7, 3, 8);
    let a = CharacterMetrics { a_space: 2, baseline_offset: 20, ..character("LA020000", 21, 0, 8, 0) };
    let b = CharacterMetrics { a_space: -1, baseline_offset: 3, ..character("LB020000", 17, 1, 8, 0) };
    let font = raster_font("C0TEST", 100, &control, &[(0, vec![a, b])], patterns, &dots);
    let document = open(document(&[page, font], &map("C0TEST", "T1TEST", ""), SHOW_AB));
    let (run, _, glyphs) = runs(&document)[0].clone();
    let dot = |count: i64| Emu::new(Emu::PER_INCH).scale(count, 300);
    assert_eq!((glyphs[1].1, run.advance), (dot(21), dot(38)));
    let face = document.definitions().face(run.face).unwrap();
    // 10 pt at 300 to the inch is 41.67 dots.
    let thousandths = |dots: i32| (dots * 24_000 + 500).div_euclid(1000);
    assert_eq!(bounds(face, glyphs[0].0), [2, 16, 10, 20].map(thousandths));
    assert_eq!(bounds(face, glyphs[1].0), [-1, -1, 3, 3].map(thousandths));
}

#[test]
fn characters_are_turned_against_the_baseline_in_four_rotations() {
    let (page, patterns, dots) = two_letters();
    let control = FontControl::raster_relative(2400, 7, 3, 8);
    // B has ink in the left half of an upright box of 8 × 4 dots, 200 × 100 thousandths.
    let rotations: Vec<(u8, Vec<CharacterMetrics>)> = (0..4)
        .map(|turns| {
            let along = if turns % 2 == 0 { 200 } else { 100 };
            (turns, vec![character("LB020000", 400 + u16::from(turns), 1, along, 300)])
        })
        .collect();
    let font = raster_font("C0TEST", 120, &control, &rotations, patterns, &dots);
    let expected = [
        ("0000", 400, [50, 200, 150, 300]),
        // The left half goes up, to the right, down.
        ("2D00", 401, [50, 200, 150, 300]),
        ("5A00", 402, [150, 200, 250, 300]),
        ("8700", 403, [50, 100, 150, 200]),
    ];
    for (rotation, increment, place) in expected {
        let map = map("C0TEST", "T1TEST", &format!("0426{rotation}"));
        let document = open(document(&[page.clone(), font.clone()], &map, "2BD3 03F101 04C70064 04D300C8 03DAC2"));
        assert_eq!(codes(&document), [], "{rotation}");
        let (run, _, glyphs) = runs(&document)[0].clone();
        assert_eq!(run.advance, run.size.em().scale(increment, 1000), "{rotation}");
        assert_eq!(bounds(document.definitions().face(run.face).unwrap(), glyphs[0].0), place, "{rotation}");
    }
}

#[test]
fn the_variable_space_takes_the_width_that_text_sets() {
    let (page, patterns, dots) = two_letters();
    let control = FontControl::raster_relative(2400, 7, 3, 8);
    let font =
        raster_font("C0TEST", 120, &control, &[(0, vec![character("LA020000", 700, 0, 200, 600)])], patterns, &dots);
    let plain = open(document(&[page.clone(), font.clone()], &map("C0TEST", "T1TEST", ""), "2BD3 03F101 05DAC140C1"));
    let (run, words, glyphs) = runs(&plain)[0].clone();
    // The set has no blank of its own: it is as wide as the font's space.
    assert_eq!((words.as_str(), glyphs[2].1), ("A A", run.size.em().scale(1000, 1000)));
    let wide = open(document(&[page, font], &map("C0TEST", "T1TEST", ""), "2BD3 03F101 04C500C8 05DAC140C1"));
    let (run, _, glyphs) = runs(&wide)[0].clone();
    assert_eq!(glyphs[2].1, run.size.em().scale(700, 1000) + Emu::from_l_units(200));
}

#[test]
fn private_characters_are_drawn_and_mean_what_the_user_says() {
    let page = code_page("T1TEST", &[(0x01, "EMC00001"), (0x02, "EMC00002")]);
    let (_, patterns, dots) = two_letters();
    let characters = vec![character("EMC00001", 700, 0, 200, 600), character("EMC00002", 700, 1, 200, 600)];
    let control = FontControl::raster_relative(2400, 7, 3, 8);
    let font = raster_font("C0TEST", 120, &control, &[(0, characters)], patterns, &dots);
    let bytes = document(&[page, font], &map("C0TEST", "T1TEST", ""), "2BD3 03F101 04DA0102");
    let plain = open(bytes.clone());
    let (run, words, glyphs) = runs(&plain)[0].clone();
    assert_eq!((words.as_str(), glyphs.len()), ("", 2));
    assert!(plain.definitions().face(run.face).unwrap().bounds(glyphs[1].0).is_some());
    let mut mapping = FontMapping::default();
    assert!(mapping.add_file("GCGID.MAP", b"EMC00001 0058\n"));
    let told = AfpDocument::open(bytes, &ReadOptions { mapping, ..ReadOptions::default() });
    assert_eq!(runs(&told)[0].1, "X");
}

#[test]
fn a_coded_font_of_two_sections_takes_two_bytes_a_character() {
    let points = [(0x41, 0x41, "JA000000"), (0x41, 0x42, "JI000000"), (0x42, 0x41, "LA020000")];
    let wide = points.map(|(section, point, id)| WideCodePoint {
        character: name(id),
        flags: 0,
        code_point: u16::from_be_bytes([section, point]),
    });
    let mut index = Vec::new();
    CodePageIndex::TwoBytes(wide.to_vec()).write(&mut index).unwrap();
    let control = CodePageControl { form: CodePageForm::TWO_BYTES, ..Default::default() };
    let descriptor = CodePageDescriptor::new("Test", 3, 0, 0).unwrap();
    let page =
        object("87", "T1WIDE", &[wire("D3A687", &descriptor), wire("D3A787", &control), field("D38C87", &index)]);
    let (_, patterns, dots) = two_letters();
    let set = |called: &str, characters: Vec<CharacterMetrics>| {
        let control = FontControl::raster_relative(2400, 7, 3, 8);
        raster_font(called, 120, &control, &[(0, characters)], patterns.clone(), &dots)
    };
    let one = set("C0SEC41", vec![character("JA000000", 1000, 0, 200, 600), character("JI000000", 900, 1, 200, 600)]);
    let two = set("C0SEC42", vec![character("LA020000", 700, 0, 200, 600)]);
    let section = |set: &str, section| CodedFontSection {
        character_set: name(set),
        code_page: name("T1WIDE"),
        section,
        ..Default::default()
    };
    let sections = vec![section("C0SEC41", 0x41), section("C0SEC42", 0x42)];
    let coded = object(
        "8A",
        "X0WIDE",
        &[wire("D3A78A", &CodedFontControl::default()), wire("D38C8A", &CodedFontIndex { sections })],
    );
    // Format 1: local id 1, coded font by name, the other names unused.
    let mut mapped = hex("1C000000 01000000");
    mapped.extend(name("X0WIDE").0);
    mapped.extend([0xFF; 16]);
    let map = field("D3B18A", &mapped);
    let document = open(document(&[page, one, two, coded], &map, "2BD3 03F101 04C70064 04D300C8 08DA414141424241"));
    assert_eq!(codes(&document), []);
    let found = runs(&document);
    let words: Vec<&str> = found.iter().map(|(_, words, _)| words.as_str()).collect();
    assert_eq!(words, ["アイ", "A"]);
    assert_ne!(found[0].0.face, found[1].0.face);
    assert_eq!(found[1].0.origin.x - found[0].0.origin.x, found[0].0.size.em().scale(1900, 1000));
}

/// A CID-keyed font program with an empty character 0 and a box as character 1 (Adobe TN 5014).
fn cid_program() -> Vec<u8> {
    let encrypt = |plain: &[u8]| {
        let mut key = 4_330u16;
        let mut cipher = Vec::new();
        for &byte in [0, 0, 0, 0].iter().chain(plain) {
            let coded = byte ^ (key >> 8) as u8;
            key = u16::from(coded).wrapping_add(key).wrapping_mul(52_845).wrapping_add(22_719);
            cipher.push(coded);
        }
        cipher
    };
    let n = |value: i16| (value + 139) as u8;
    let empty = encrypt(&[n(0), n(100), 13, 14]);
    let square = encrypt(&[n(0), n(100), 13, n(10), n(20), 21, n(80), n(0), 5, n(0), n(60), 5, n(-80), n(0), 5, 9, 14]);
    let offsets = [9, 9 + empty.len(), 9 + empty.len() + square.len()];
    let mut data: Vec<u8> = offsets.iter().flat_map(|&offset| [0, (offset >> 8) as u8, offset as u8]).collect();
    data.extend([empty, square].concat());
    let mut program = format!(
        "%!PS-Adobe-3.0 Resource-CIDFont\n/CIDMapOffset 0 def /FDBytes 1 def /GDBytes 2 def /CIDCount 2 def\n\
         /FDArray 1 array dup 0 9 dict begin /FontMatrix [0.001 0 0 0.001 0 0] def /Private 9 dict dup begin\n\
         /lenIV 4 def end def currentdict end put def (Binary) {} StartData ",
        data.len()
    )
    .into_bytes();
    program.extend(data);
    program
}

#[test]
fn a_cid_keyed_font_is_drawn_through_its_character_map() {
    let page = code_page("T1TEST", &[(0xC1, "LA020000")]);
    let map_file = b"%!PS-Adobe-3.0 Resource-CMap\n1 begincidchar <C1> 1 endcidchar".to_vec();
    let object_of = |kind: u8, data: Vec<u8>| OutlineObject {
        identifier: b"TEST".to_vec().into(),
        descriptor: Some(vec![0, kind].into()),
        data: data.into(),
        ..Default::default()
    };
    let mut shapes = Vec::new();
    object_of(5, cid_program()).write(&mut shapes).unwrap();
    object_of(1, map_file).write(&mut shapes).unwrap();
    let mut names = Vec::new();
    FontNames::new(OutlineNames::CID, [(name("LA020000"), &[0xC1][..])]).unwrap().write(&mut names).unwrap();
    let counts = (u32::try_from(shapes.len()).unwrap(), u32::try_from(names.len()).unwrap());
    let control = FontControl::outline(PatternTechnology::CID, counts.0, counts.1, 1);
    let mut index = Vec::new();
    FontIndex::Metrics(vec![character("LA020000", 120, 0, 80, 80)]).write(&mut index).unwrap();
    let font = object(
        "89",
        "CZTEST",
        &[
            wire("D3A689", &FontDescriptor::default()),
            wire("D3A789", &control),
            wire("D3AE89", &FontOrientations { groups: vec![FontOrientation::default()] }),
            wire("D3AC89", &FontPositions { groups: vec![Default::default()] }),
            field("D38C89", &index),
            field("D3AB89", &names),
            field("D3EE89", &shapes),
        ],
    );
    // X'1F': 12 pt high.
    let map = map("CZTEST", "T1TEST", "141F 0000 00F0 0000 00 00000000000000000000 00");
    let words = "2BD3 03F101 03DAC1";
    let plain = open(document(&[page.clone(), font.clone()], &map, words));
    assert_eq!(codes(&plain), []);
    let (run, shown, glyphs) = runs(&plain)[0].clone();
    assert_eq!((shown.as_str(), run.size.twentieths()), ("A", 240));
    assert_eq!(run.advance, run.size.em().scale(120, 1000));
    assert_eq!(bounds(plain.definitions().face(run.face).unwrap(), glyphs[0].0), [10, 20, 90, 80]);

    // The em is to be half as wide again as high.
    let wide = "141F 0000 00F0 0000 00 00000000000000000000 00 045D0168";
    let stretched = open(document(&[page, font], &self::map("CZTEST", "T1TEST", wide), words));
    let (run, _, glyphs) = runs(&stretched)[0].clone();
    assert_eq!(run.advance, run.size.em().scale(180, 1000));
    assert_eq!(bounds(stretched.definitions().face(run.face).unwrap(), glyphs[0].0), [15, 20, 135, 80]);
}

fn plex(file: &str) -> Face {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts").join(file);
    Face::from_bytes(std::fs::read(path).unwrap().into(), 0).unwrap()
}

#[test]
fn a_missing_font_is_replaced_by_one_fitted_to_its_widths_and_reported_once() {
    let substitutes =
        vec![plex("IBMPlexMono-Regular.ttf"), plex("IBMPlexSans-Regular.ttf"), plex("IBMPlexSerif-Regular.ttf")];
    // German: X'7C' is § in code page 273.
    let words = "2BD3 03F101 04C70064 04D300C8 05DAC17CC9";
    let bytes = document(&[], &map("C0H200B0", "T1V10273", ""), words);
    let document = AfpDocument::open(bytes, &ReadOptions { substitutes, ..ReadOptions::default() });
    assert_eq!(codes(&document), [Code::AfpFontMissing]);
    let (run, words, _) = runs(&document)[0].clone();
    // 12 pt by its name; Helvetica's A, section sign and I are 667, 556 and 278 wide.
    assert_eq!((words.as_str(), run.size.twentieths()), ("A§I", 240));
    assert_eq!(run.advance, run.size.em().scale(667 + 556 + 278, 1000));
    assert!(document.definitions().face(run.face).unwrap().full_name() == "Fitted to Helvetica");
}

#[test]
fn mapping_files_say_what_a_coded_font_is() {
    let mut mapping = FontMapping::default();
    mapping.add_file("CODED.FNT", b"X?MINE = C?N200D0, T1V10500\n");
    let substitutes = vec![plex("IBMPlexSans-Regular.ttf"), plex("IBMPlexSerif-Regular.ttf")];
    let mut mapped = hex("1C000000 01000000");
    mapped.extend(name("X0MINE").0);
    mapped.extend([0xFF; 16]);
    let bytes = document(&[], &field("D3B18A", &mapped), "2BD3 03F101 03DAC1");
    let document = AfpDocument::open(bytes, &ReadOptions { substitutes, mapping, ..ReadOptions::default() });
    let (run, words, _) = runs(&document)[0].clone();
    assert_eq!((words.as_str(), run.size.twentieths()), ("A", 280));
    assert_eq!(run.advance, run.size.em().scale(722, 1000), "the A of Times");
}

#[test]
fn boxes_and_lengths_that_lie_are_bounded() {
    let page = code_page("T1TEST", &[(0xC1, "LA020000"), (0xC2, "LB020000")]);
    let control = FontControl::raster_relative(2400, 7, 3, 8);
    // A box of four thousand million dots, and one whose dots lie behind the data.
    let patterns = vec![
        PatternPlace { width: 0xFFFF, height: 0xFFFF, offset: 0 },
        PatternPlace { width: 7, height: 3, offset: 0xFFFF_FFFF },
    ];
    let characters = vec![character("LA020000", 700, 0, 200, 600), character("LB020000", 500, 9, 200, 100)];
    let font = raster_font("C0TEST", 120, &control, &[(0, characters)], patterns, &[0xFF; 4]);
    let document = open(document(&[page, font], &map("C0TEST", "T1TEST", ""), SHOW_AB));
    assert_eq!(codes(&document), [Code::FontDamaged], "no character has a shape");
    assert_eq!(runs(&document)[0].1, "AB", "the text is there");
}

/// A folder of resources in memory.
#[derive(Debug)]
struct Folder(Vec<(&'static str, Vec<u8>)>);

impl ResourceFolder for Folder {
    fn names(&self) -> Vec<String> {
        self.0.iter().map(|(name, _)| (*name).to_owned()).collect()
    }

    fn read(&self, name: &str) -> Option<Arc<[u8]>> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, bytes)| Arc::from(bytes.as_slice()))
    }
}

#[test]
fn fonts_are_taken_from_a_library_through_the_coded_font_that_names_them() {
    let (page, patterns, dots) = two_letters();
    let control = FontControl::raster_relative(2400, 7, 3, 8);
    let characters = vec![character("LA020000", 700, 0, 200, 600), character("LB020000", 500, 1, 200, 100)];
    // The library knows the character set by another name than its own.
    let font = raster_font("C0OTHER", 120, &control, &[(0, characters)], patterns, &dots);
    let section = CodedFontSection { character_set: name("C0TEST"), code_page: name("T1TEST"), ..Default::default() };
    let index = CodedFontIndex { sections: vec![section] };
    let coded = object("8A", "X0TEST", &[wire("D3A78A", &CodedFontControl::default()), wire("D38C8A", &index)]);
    let folder = Folder(vec![("T1TEST.CDP", page), ("C0TEST.240", font), ("X0TEST", coded)]);
    let libraries = Libraries { folders: vec![Arc::new(folder)], ..Libraries::default() };
    let mut mapped = hex("1C000000 01000000");
    mapped.extend(name("X0TEST").0);
    mapped.extend([0xFF; 16]);
    let bytes = document(&[], &field("D3B18A", &mapped), SHOW_AB);
    let document = AfpDocument::open(bytes, &ReadOptions { libraries, ..ReadOptions::default() });
    assert_eq!(codes(&document), []);
    let (run, words, _) = runs(&document)[0].clone();
    assert_eq!((words.as_str(), run.advance), ("AB", run.size.em().scale(1200, 1000)));
}

/// One file with fonts of every kind, for tests that damage it.
pub(crate) fn every_font() -> Vec<u8> {
    let (page, patterns, dots) = two_letters();
    let characters = vec![character("LA020000", 700, 0, 200, 600), character("LB020000", 500, 1, 200, 100)];
    let control = FontControl::raster_relative(2400, 7, 3, 8);
    let font = raster_font("C0TEST", 120, &control, &[(0, characters.clone()), (1, characters)], patterns, &dots);
    let mut shapes = Vec::new();
    let program =
        OutlineObject { descriptor: Some(vec![0, 5].into()), data: cid_program().into(), ..Default::default() };
    program.write(&mut shapes).unwrap();
    let mut names = Vec::new();
    FontNames::new(OutlineNames::CID, [(name("LB020000"), &[1][..])]).unwrap().write(&mut names).unwrap();
    let mut index = Vec::new();
    FontIndex::Metrics(vec![character("LB020000", 120, 0, 80, 80)]).write(&mut index).unwrap();
    let keyed = object(
        "89",
        "CZTEST",
        &[
            wire("D3A789", &FontControl::outline(PatternTechnology::CID, 0, 0, 1)),
            wire("D3AE89", &FontOrientations { groups: vec![FontOrientation::default()] }),
            field("D38C89", &index),
            field("D3AB89", &names),
            field("D3EE89", &shapes),
        ],
    );
    let maps = [map("C0TEST", "T1TEST", "04262D00"), map("CZTEST", "T1TEST", "")].concat();
    document(&[page, font, keyed], &maps, SHOW_AB)
}
