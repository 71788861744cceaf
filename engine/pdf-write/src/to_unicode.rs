//! Character maps in the file (ISO 32000-1, 9.7.5 and 9.10.3).

use fonts::Face;

use crate::used::GlyphSet;

const HEAD: &str = "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n\
    /CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>def\n/CMapName/Glyphs def\n";
const TWO_BYTES: &str = "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n";
const ONE_BYTE: &str = "1 begincodespacerange\n<00><FF>\nendcodespacerange\n";
const TAIL: &str = "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend";

/// How many entries a section may have.
const MOST: usize = 100;

/// The text of each glyph used, by its number.
pub(crate) fn cmap(face: &Face, used: &GlyphSet) -> Vec<u8> {
    let pairs: Vec<String> =
        used.glyphs().filter_map(|glyph| Some(format!("<{glyph:04X}><{}>\n", text(face, used, glyph)?))).collect();
    file("/CMapType 2 def\n", TWO_BYTES, &pairs, "bfchar")
}

/// The text of the glyphs used of a block of 256, by their number in it.
pub(crate) fn block_cmap(face: &Face, used: &GlyphSet, block: u8) -> Vec<u8> {
    let pairs: Vec<String> = used
        .block(block)
        .filter_map(|glyph| Some(format!("<{:02X}><{}>\n", glyph & 0xFF, text(face, used, glyph)?)))
        .collect();
    file("/CMapType 2 def\n", ONE_BYTE, &pairs, "bfchar")
}

/// Whether a character means what the font's maker likes.
pub(crate) fn is_private(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// What a glyph says, as UTF-16 in hexadecimal.
fn text(face: &Face, used: &GlyphSet, glyph: u16) -> Option<String> {
    let text = match (used.text(glyph), face.character_of(glyph)) {
        (Some(noted), _) => noted.to_owned(),
        // A private character says something only where a text has it.
        (None, Some(character)) if !is_private(character) => character.to_string(),
        (None, _) => return None,
    };
    Some(text.encode_utf16().map(|unit| format!("{unit:04X}")).collect())
}

/// The CID of each code: from a face's own glyph numbers to those of its subset.
pub(crate) fn code_to_cid(numbers: &[(u16, u16)]) -> Vec<u8> {
    let pairs: Vec<String> = numbers.iter().map(|(code, cid)| format!("<{code:04X}>{cid}\n")).collect();
    file("/CMapType 1 def\n/WMode 0 def\n", TWO_BYTES, &pairs, "cidchar")
}

fn file(kind: &str, space: &str, pairs: &[String], section: &str) -> Vec<u8> {
    let mut text = format!("{HEAD}{kind}{space}");
    for pairs in pairs.chunks(MOST) {
        text.push_str(&format!("{} begin{section}\n{}end{section}\n", pairs.len(), pairs.concat()));
    }
    text.push_str(TAIL);
    text.into_bytes()
}
