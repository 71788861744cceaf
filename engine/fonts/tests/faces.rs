//! What faces say of themselves.

#![expect(clippy::unwrap_used, reason = "a failure is a failing test")]

mod support;

use fonts::{Catalogue, Embedding, Face, FontError};
use support::{NAMES, bytes, face};

fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::new();
    for name in NAMES {
        catalogue.add_file(&bytes(name)).unwrap();
    }
    catalogue
}

#[test]
fn faces_are_found_by_family_weight_and_slant() {
    let catalogue = catalogue();
    let name = |family, weight, italic| catalogue.find(family, weight, italic).map(|face| face.full_name().to_owned());
    assert_eq!(name("IBM Plex Sans", 600, false).as_deref(), Some("IBM Plex Sans SmBld"));
    assert_eq!(name("ibm plex sans ", 400, true).as_deref(), Some("IBM Plex Sans Italic"));
    assert_eq!(name("IBM Plex Sans", 700, true).as_deref(), Some("IBM Plex Sans Bold Italic"));
    assert_eq!(name("IBM Plex Sans TC", 700, false).as_deref(), Some("IBM Plex Sans TC SmBld"));
    assert_eq!(name("IBM Plex Mono", 400, true).as_deref(), Some("IBM Plex Mono"));
    assert_eq!(name("Comic Sans", 400, false), None);
    assert_eq!(catalogue.find_by_name("IBMPlexSerif-Italic").unwrap().family(), "IBM Plex Serif");
}

#[test]
fn families_list_their_faces_from_light_to_bold() {
    let families = catalogue().families();
    let names: Vec<&str> = families.iter().map(|family| family.name.as_str()).collect();
    assert_eq!(names, ["IBM Plex Mono", "IBM Plex Sans", "IBM Plex Sans TC", "IBM Plex Serif"]);
    let weights: Vec<(u16, bool)> = families[1].faces.iter().map(|face| (face.weight(), face.is_italic())).collect();
    assert_eq!(weights, [(400, false), (400, true), (500, false), (600, false), (700, false), (700, true)]);
}

#[test]
fn the_same_file_twice_is_one_face() {
    let mut catalogue = catalogue();
    catalogue.add_file(&bytes(NAMES[0])).unwrap();
    assert_eq!(catalogue.faces().len(), NAMES.len());
}

#[test]
fn shipped_fonts_may_be_embedded_and_subset() {
    for name in NAMES {
        let face = face(name);
        assert_eq!(face.embedding(), Embedding::Installable, "{name}");
        assert!(face.may_embed() && face.may_subset() && face.has_truetype_outlines(), "{name}");
    }
}

#[test]
fn every_character_of_a_glyph_leads_back_to_it() {
    for name in ["IBMPlexSans-Regular", "IBMPlexSansTC-Regular"] {
        let face = face(name);
        let mut mapped = 0;
        for glyph in 0..face.glyph_count() {
            if let Some(character) = face.character_of(glyph) {
                assert_eq!(face.glyph(character), Some(glyph), "{name} {character:?}");
                mapped += 1;
            }
        }
        assert!(mapped > 800, "{name} {mapped}");
    }
}

#[test]
fn characters_and_glyphs_agree_with_the_character_map() {
    use skrifa::MetadataProvider;
    let face = face("IBMPlexSansTC-Regular");
    let font = face.font().unwrap();
    let charmap = font.charmap();
    for character in ('\0'..='\u{3FFFF}').filter(|character| !character.is_control()) {
        let expected = charmap.map(character).map(|glyph| glyph.to_u32() as u16).filter(|&glyph| glyph != 0);
        assert_eq!(face.glyph(character), expected, "{character:?}");
    }
}

#[test]
fn a_glyph_is_named_by_its_plainest_character() {
    let chinese = face("IBMPlexSansTC-Regular");
    for (character, plainest) in [('\u{A0}', ' '), ('\u{2F00}', '一'), ('\u{F319}', 'Ā'), ('A', 'A')] {
        let glyph = chinese.glyph(character).unwrap();
        assert_eq!(chinese.character_of(glyph), Some(plainest), "{character:?}");
    }
    assert_eq!(chinese.character_of(u16::MAX), None);
}

#[test]
fn bounds_enclose_the_outline() {
    let face = face("IBMPlexSans-Regular");
    let bounds = face.bounds(face.glyph('H').unwrap()).unwrap();
    assert_eq!((bounds.y_min, bounds.y_max), (0, face.cap_height()));
    assert!(bounds.x_min > 0 && bounds.x_max < face.advance(face.glyph('H').unwrap()) as i16);
    assert_eq!(face.bounds(face.glyph(' ').unwrap()), None);
}

#[test]
fn what_is_no_font_is_refused() {
    assert!(matches!(Face::from_bytes(b"not a font at all"[..].into(), 0), Err(FontError::Damaged(_))));
    assert!(matches!(Face::from_bytes((&[][..]).into(), 0), Err(FontError::Damaged(_))));
    assert!(matches!(Face::from_bytes(bytes(NAMES[0]), 7), Err(FontError::NoSuchFace(7))));
}
