//! Subsets are fonts: they load, draw and measure as the original.

mod support;

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::Arc;

use fonts::{Face, FontError, subset_for_afp, subset_for_pdf};
use skrifa::raw::TableProvider;
use support::{Drawn, NAMES, face};

const LATIN: &str = "Kontoauszug Nº 12 für Šárka Ĝūßçẽ, 1.234,56 € — “fi”";
const CHINESE: &str = "親愛的客戶，𠀀感謝您使用本行的服務。Statement 02-2345";

fn in_face(face: &Face, text: &str) -> Vec<char> {
    text.chars().filter(|&character| face.glyph(character).is_some()).collect()
}

#[test]
fn an_afp_subset_maps_draws_and_measures_every_character_as_the_original() {
    for name in NAMES {
        let original = face(name);
        let characters = in_face(&original, &format!("{LATIN}{CHINESE}"));
        let bytes = subset_for_afp(&original, characters.iter().copied(), "FW1A2B3C 00").unwrap();
        let subset = Face::from_bytes(Arc::from(bytes), 0).unwrap();
        assert_eq!(subset.full_name(), "FW1A2B3C 00");
        assert_eq!(subset.units_per_em(), original.units_per_em());
        assert_eq!((subset.ascender(), subset.descender()), (original.ascender(), original.descender()), "{name}");
        for character in characters {
            let (new, old) = (subset.glyph(character).unwrap(), original.glyph(character).unwrap());
            assert_eq!(subset.advance(new), original.advance(old), "{name} {character:?}");
            assert_eq!(Drawn::of(&subset, new), Drawn::of(&original, old), "{name} {character:?}");
        }
        assert_eq!(Drawn::of(&subset, 0), Drawn::of(&original, 0), "{name}: the sign for missing glyphs");
        assert_eq!(subset.glyph('Ж'), None);
    }
}

#[test]
fn an_afp_subset_has_both_formats_of_character_map() {
    let original = face("IBMPlexSansTC-Regular");
    let characters = in_face(&original, CHINESE);
    let bytes = subset_for_afp(&original, characters.iter().copied(), "FW").unwrap();
    let subset = Face::from_bytes(Arc::from(bytes), 0).unwrap();
    let cmap = subset.font().unwrap().cmap().unwrap();
    let mut found = Vec::new();
    for record in cmap.encoding_records() {
        let table = record.subtable(cmap.offset_data()).unwrap();
        found.push((record.platform_id() as u16, record.encoding_id(), table.format()));
        for &character in &characters {
            let expected = subset.glyph(character).map(u32::from);
            if table.format() == 12 || u32::from(character) < 0xFFFF {
                let mapped = match &table {
                    skrifa::raw::tables::cmap::CmapSubtable::Format4(it) => it.map_codepoint(character),
                    skrifa::raw::tables::cmap::CmapSubtable::Format12(it) => it.map_codepoint(character),
                    _ => None,
                };
                assert_eq!(mapped.map(|glyph| glyph.to_u32()), expected, "{character:?} in format {}", table.format());
            }
        }
    }
    assert_eq!(found, [(0, 3, 4), (0, 4, 12), (3, 1, 4), (3, 10, 12)]);
}

#[test]
fn a_pdf_subset_keeps_glyph_ids_outlines_and_advances() {
    for name in NAMES {
        let original = face(name);
        let glyphs: Vec<u16> = in_face(&original, &format!("{LATIN}{CHINESE}"))
            .into_iter()
            .filter_map(|character| original.glyph(character))
            .collect();
        let bytes = subset_for_pdf(&original, glyphs.iter().copied()).unwrap();
        let subset = Face::from_bytes(Arc::from(bytes), 0).unwrap();
        for glyph in glyphs {
            assert_eq!(subset.advance(glyph), original.advance(glyph), "{name} {glyph}");
            assert_eq!(Drawn::of(&subset, glyph), Drawn::of(&original, glyph), "{name} {glyph}");
        }
    }
}

#[test]
fn subsets_are_small_and_the_same_each_time() {
    let original = face("IBMPlexSansTC-Regular");
    let characters = in_face(&original, CHINESE);
    let one = subset_for_afp(&original, characters.iter().copied(), "FW").unwrap();
    let two = subset_for_afp(&original, characters.iter().rev().copied(), "FW").unwrap();
    assert_eq!(one, two);
    assert!(one.len() < 20_000, "{} bytes", one.len());
}

#[test]
fn composite_glyphs_bring_their_components() {
    let original = face("IBMPlexSans-Regular");
    let bytes = subset_for_afp(&original, ['Å'], "FW").unwrap();
    let subset = Face::from_bytes(Arc::from(bytes), 0).unwrap();
    assert!(!Drawn::of(&subset, subset.glyph('Å').unwrap()).0.is_empty());
}

#[test]
fn no_character_at_all_makes_a_font_all_the_same() {
    let original = face("IBMPlexSans-Regular");
    let afp = Face::from_bytes(Arc::from(subset_for_afp(&original, [], "FW").unwrap()), 0).unwrap();
    let pdf = Face::from_bytes(Arc::from(subset_for_pdf(&original, []).unwrap()), 0).unwrap();
    assert_eq!((afp.glyph_count(), pdf.glyph_count()), (1, 1));
}

#[test]
fn what_cannot_be_subset_is_refused() {
    let original = face("IBMPlexSans-Regular");
    assert!(matches!(subset_for_afp(&original, ['語'], "FW"), Err(FontError::NoGlyph { character: '語', .. })));
    assert!(matches!(subset_for_afp(&original, ['a'], ""), Err(FontError::BadName(_))));
    assert!(matches!(subset_for_afp(&original, ['a'], "名"), Err(FontError::BadName(_))));
}

#[test]
fn licence_and_copyright_stay_in_the_subset() {
    use skrifa::MetadataProvider;
    use skrifa::string::StringId;
    let original = face("IBMPlexSans-Regular");
    let bytes = subset_for_afp(&original, ['a'], "FW").unwrap();
    let subset = Face::from_bytes(Arc::from(bytes), 0).unwrap();
    for id in [StringId::COPYRIGHT_NOTICE, StringId::LICENSE_DESCRIPTION, StringId::LICENSE_URL] {
        let text = |face: &Face| {
            face.font().unwrap().localized_strings(id).english_or_first().map(|it| it.chars().collect::<String>())
        };
        assert_eq!(text(&subset), text(&original));
        assert!(text(&subset).is_some());
    }
}

/// Another implementation reads the subsets: tables complete, checksums right, names as asked, every glyph decodable.
#[test]
fn fonttools_reads_the_subsets() {
    const SCRIPT: &str = r#"
import sys, io
from fontTools.ttLib import TTFont
font = TTFont(io.BytesIO(sys.stdin.buffer.read()), checkChecksums=2)
for tag in font.keys():
    font[tag]
glyphs = font['glyf']
for name in font.getGlyphOrder():
    glyphs[name].getCoordinates(glyphs)
if 'cmap' in font:
    assert font['name'].getDebugName(4) == 'FW 01', font['name'].getDebugName(4)
    assert font['name'].getDebugName(6) == 'FW-01'
    print(''.join(chr(c) for c in sorted(font.getBestCmap())), end='')
"#;
    let available = Command::new("python3").args(["-c", "import fontTools"]).stderr(Stdio::null()).status();
    if !available.is_ok_and(|status| status.success()) {
        println!("skipped: python3 with fontTools is not installed");
        return;
    }
    let read = |bytes: &[u8]| {
        let mut child = Command::new("python3")
            .args(["-c", SCRIPT])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(bytes).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    for name in ["IBMPlexSans-Regular", "IBMPlexMono-SemiBold", "IBMPlexSansTC-SemiBold"] {
        let original = face(name);
        let mut characters = in_face(&original, &format!("{LATIN}{CHINESE}"));
        characters.sort_unstable();
        characters.dedup();
        let mapped = read(&subset_for_afp(&original, characters.iter().copied(), "FW 01").unwrap());
        assert_eq!(mapped, characters.iter().collect::<String>());
        read(&subset_for_pdf(&original, characters.iter().filter_map(|&it| original.glyph(it))).unwrap());
    }
}
