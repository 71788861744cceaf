//! Character maps in the file (ISO 32000-1, 9.7.5 and 9.10.3).

use fonts::Face;

use crate::used::GlyphSet;

const HEAD: &str = "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n\
    /CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>def\n/CMapName/Glyphs def\n";
const SPACE: &str = "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n";
const TAIL: &str = "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend";

/// How many entries a section may have.
const MOST: usize = 100;

/// The text of each glyph used.
pub(crate) fn cmap(face: &Face, used: &GlyphSet) -> Vec<u8> {
    let text = |glyph: u16| match face.character_of(glyph) {
        Some(character) => Some(character.to_string()),
        None => used.text(glyph).map(str::to_owned),
    };
    let pairs: Vec<String> = used
        .glyphs()
        .filter_map(|glyph| {
            let units: String = text(glyph)?.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
            Some(format!("<{glyph:04X}><{units}>\n"))
        })
        .collect();
    file("/CMapType 2 def\n", &pairs, "bfchar")
}

/// The CID of each code: from a face's own glyph numbers to those of its subset.
pub(crate) fn code_to_cid(numbers: &[(u16, u16)]) -> Vec<u8> {
    let pairs: Vec<String> = numbers.iter().map(|(code, cid)| format!("<{code:04X}>{cid}\n")).collect();
    file("/CMapType 1 def\n/WMode 0 def\n", &pairs, "cidchar")
}

fn file(kind: &str, pairs: &[String], section: &str) -> Vec<u8> {
    let mut text = format!("{HEAD}{kind}{SPACE}");
    for pairs in pairs.chunks(MOST) {
        text.push_str(&format!("{} begin{section}\n{}end{section}\n", pairs.len(), pairs.concat()));
    }
    text.push_str(TAIL);
    text.into_bytes()
}
