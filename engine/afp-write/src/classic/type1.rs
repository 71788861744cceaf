//! Type 1 font programs in the form of PFB files (Adobe Type 1 Font Format; Adobe Technical Note 5040).

use std::fmt::Write as _;

use fonts::Face;

use crate::classic::charstring::{GlyphOutline, eexec, empty_subroutine};

/// A character of a font: its glyph's name, its code in the font's own encoding, its outline.
pub(super) struct NamedGlyph {
    pub name: String,
    pub code: u8,
    pub outline: GlyphOutline,
}

/// The name of a character's glyph (Adobe Glyph List Specification).
pub(super) fn glyph_name(character: char) -> String {
    let scalar = u32::from(character);
    if scalar <= 0xFFFF { format!("uni{scalar:04X}") } else { format!("u{scalar:X}") }
}

/// The smallest box around all glyphs.
pub(super) fn font_box<'g>(glyphs: impl Iterator<Item = &'g GlyphOutline>) -> (i32, i32, i32, i32) {
    let join = |one: (i32, i32, i32, i32), two: (i32, i32, i32, i32)| {
        (one.0.min(two.0), one.1.min(two.1), one.2.max(two.2), one.3.max(two.3))
    };
    glyphs.filter_map(|glyph| glyph.bounds).reduce(join).unwrap_or_default()
}

/// A text that PostScript takes as a string: no brackets, no escapes, ASCII.
pub(super) fn string(text: &str) -> String {
    text.chars().filter(|&sign| matches!(sign, ' '..='~') && !matches!(sign, '(' | ')' | '\\')).collect()
}

/// A PFB file of these glyphs and an empty `.notdef`.
pub(super) fn pfb(face: &Face, name: &str, glyphs: &[NamedGlyph]) -> Vec<u8> {
    let mut out = Vec::new();
    segment(1, clear_text(face, name, glyphs).as_bytes(), &mut out);
    segment(2, &eexec(&private(glyphs)), &mut out);
    let mut trailer = String::new();
    for _ in 0..8 {
        trailer.push_str(&"0".repeat(64));
        trailer.push('\n');
    }
    trailer.push_str("cleartomark\n");
    segment(1, trailer.as_bytes(), &mut out);
    out.extend([0x80, 3]);
    out
}

/// A segment of a PFB file: X'80', its type, its length with the least byte first.
fn segment(kind: u8, bytes: &[u8], out: &mut Vec<u8>) {
    out.extend([0x80, kind]);
    out.extend(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend_from_slice(bytes);
}

fn clear_text(face: &Face, name: &str, glyphs: &[NamedGlyph]) -> String {
    let (left, lower, right, upper) = font_box(glyphs.iter().map(|glyph| &glyph.outline));
    let mut text = String::new();
    // Writing into a string cannot fail.
    let _ = write!(
        text,
        "%!PS-AdobeFont-1.0: {name} 001.000\n\
         12 dict begin\n\
         /FontInfo 6 dict dup begin\n\
         /version (001.000) readonly def\n\
         /FullName ({}) readonly def\n\
         /FamilyName ({}) readonly def\n\
         /ItalicAngle 0 def\n\
         /isFixedPitch false def\n\
         end readonly def\n\
         /FontName /{name} def\n\
         /PaintType 0 def\n\
         /FontType 1 def\n\
         /FontMatrix [0.001 0 0 0.001 0 0] readonly def\n\
         /Encoding 256 array\n\
         0 1 255 {{1 index exch /.notdef put}} for\n",
        string(face.full_name()),
        string(face.family()),
    );
    for glyph in glyphs {
        let _ = writeln!(text, "dup {} /{} put", glyph.code, glyph.name);
    }
    let _ = write!(
        text,
        "readonly def\n\
         /FontBBox {{{left} {lower} {right} {upper}}} readonly def\n\
         currentdict end\n\
         currentfile eexec\n"
    );
    text
}

/// The private part before it is encrypted.
fn private(glyphs: &[NamedGlyph]) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend_from_slice(
        b"dup /Private 8 dict dup begin\n\
        /RD {string currentfile exch readstring pop} executeonly def\n\
        /ND {noaccess def} executeonly def\n\
        /NP {noaccess put} executeonly def\n\
        /BlueValues [] def\n\
        /MinFeature {16 16} def\n\
        /password 5839 def\n",
    );
    let subroutine = empty_subroutine();
    out.extend_from_slice(format!("/Subrs 1 array\ndup 0 {} RD ", subroutine.len()).as_bytes());
    out.extend_from_slice(&subroutine);
    out.extend_from_slice(b" NP\nND\n");
    out.extend_from_slice(format!("2 index /CharStrings {} dict dup begin\n", glyphs.len() + 1).as_bytes());
    let nothing = GlyphOutline::default();
    let all = std::iter::once((".notdef", &nothing));
    for (name, outline) in all.chain(glyphs.iter().map(|glyph| (glyph.name.as_str(), &glyph.outline))) {
        let charstring = outline.charstring();
        out.extend_from_slice(format!("/{name} {} RD ", charstring.len()).as_bytes());
        out.extend_from_slice(&charstring);
        out.extend_from_slice(b" ND\n");
    }
    out.extend_from_slice(
        b"end\nend\nreadonly put\nnoaccess put\ndup /FontName get exch definefont pop\nmark currentfile closefile\n",
    );
    out
}
