//! CID-keyed fonts (Adobe Technical Note 5014): a file of outlines by number, and the map from codes to the numbers.

use std::fmt::Write as _;

use crate::classic::charstring::GlyphOutline;
use crate::classic::type1::{font_box, string};

/// Bytes of a font dictionary's number and of an offset in the map of a CID font.
const DICTIONARY_BYTES: usize = 1;
const OFFSET_BYTES: usize = 4;

/// The font's own order of characters, which no other has.
const SYSTEM: &str = "/CIDSystemInfo 3 dict dup begin\n\
    /Registry (Formwright) def\n\
    /Ordering (Job) def\n\
    /Supplement 0 def\n\
    end def\n";

/// A CID font: number 0 is the empty glyph, then one for each outline.
pub(super) fn cid_font(full_name: &str, name: &str, glyphs: &[GlyphOutline]) -> Vec<u8> {
    let nothing = GlyphOutline::default();
    let charstrings: Vec<Vec<u8>> = std::iter::once(&nothing).chain(glyphs).map(GlyphOutline::charstring).collect();
    let entry = DICTIONARY_BYTES + OFFSET_BYTES;
    // One entry more than there are glyphs says where the last ends.
    let mut end = (charstrings.len() + 1) * entry;
    let mut binary = Vec::new();
    for place in charstrings.iter().map(Vec::len).chain([0]) {
        binary.push(0);
        binary.extend(u32::try_from(end).unwrap_or(u32::MAX).to_be_bytes());
        end += place;
    }
    binary.extend(charstrings.iter().flatten());
    let (left, lower, right, upper) = font_box(glyphs.iter());
    let mut text = String::new();
    // Writing into a string cannot fail.
    let _ = write!(
        text,
        "%!PS-Adobe-3.0 Resource-CIDFont\n\
         %%DocumentNeededResources: ProcSet (CIDInit)\n\
         %%IncludeResource: ProcSet (CIDInit)\n\
         %%BeginResource: CIDFont ({name})\n\
         %%Title: ({name} Formwright Job 0)\n\
         %%Version: 1\n\
         %%EndComments\n\
         /CIDInit /ProcSet findresource begin\n\
         20 dict begin\n\
         /CIDFontName /{name} def\n\
         /CIDFontVersion 1 def\n\
         /CIDFontType 0 def\n\
         {SYSTEM}\
         /FontBBox [{left} {lower} {right} {upper}] def\n\
         /FontInfo 2 dict dup begin\n\
         /FullName ({}) def\n\
         end def\n\
         /CIDMapOffset 0 def\n\
         /FDBytes {DICTIONARY_BYTES} def\n\
         /GDBytes {OFFSET_BYTES} def\n\
         /CIDCount {} def\n\
         /FDArray 1 array\n\
         dup 0\n\
         %ADOBeginFontDict\n\
         10 dict begin\n\
         /FontName /{name}-0 def\n\
         /FontType 1 def\n\
         /FontMatrix [0.001 0 0 0.001 0 0] def\n\
         /PaintType 0 def\n\
         %ADOBeginPrivateDict\n\
         /Private 8 dict dup begin\n\
         /MinFeature {{16 16}} def\n\
         /LanguageGroup 1 def\n\
         /BlueValues [] def\n\
         /password 5839 def\n\
         /lenIV 4 def\n\
         /SubrMapOffset 0 def\n\
         /SDBytes 0 def\n\
         /SubrCount 0 def\n\
         end def\n\
         %ADOEndPrivateDict\n\
         currentdict end\n\
         %ADOEndFontDict\n\
         put\n\
         def\n\
         (Binary) {} StartData ",
        string(full_name),
        charstrings.len(),
        binary.len(),
    );
    let mut out = text.into_bytes();
    out.extend(binary);
    out.extend_from_slice(b"\n%%EndData\n%%EndResource\n%%EOF\n");
    out
}

/// The map of two-byte codes to numbers: each code is its number.
pub(super) fn character_map(name: &str, count: usize) -> Vec<u8> {
    let mut text = String::new();
    let _ = write!(
        text,
        "%!PS-Adobe-3.0 Resource-CMap\n\
         %%DocumentNeededResources: ProcSet (CIDInit)\n\
         %%IncludeResource: ProcSet (CIDInit)\n\
         %%BeginResource: CMap ({name})\n\
         %%Title: ({name} Formwright Job 0)\n\
         %%Version: 1\n\
         %%EndComments\n\
         /CIDInit /ProcSet findresource begin\n\
         12 dict begin\n\
         begincmap\n\
         {SYSTEM}\
         /CMapName /{name} def\n\
         /CMapVersion 1 def\n\
         /CMapType 1 def\n\
         /WMode 0 def\n\
         1 begincodespacerange\n\
         <0000> <FFFF>\n\
         endcodespacerange\n"
    );
    // A range stays within one first byte, and a block has at most a hundred.
    let rows: Vec<usize> = (0..=count).step_by(256).collect();
    for block in rows.chunks(100) {
        let _ = writeln!(text, "{} begincidrange", block.len());
        for &first in block {
            let last = (first + 255).min(count);
            let _ = writeln!(text, "<{first:04X}> <{last:04X}> {first}");
        }
        text.push_str("endcidrange\n");
    }
    text.push_str(
        "endcmap\n\
         CMapName currentdict /CMap defineresource pop\n\
         end\n\
         end\n\
         %%EndResource\n\
         %%EOF\n",
    );
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_of_a_font_leads_to_each_charstring() {
        let glyphs = vec![GlyphOutline { advance: 500, ..GlyphOutline::default() }; 3];
        let file = cid_font("Full (name)", "NAME", &glyphs);
        let start = file.windows(10).position(|found| found == b"StartData ").unwrap() + 10;
        let offset = |number: usize| {
            let entry = &file[start + number * 5..start + number * 5 + 5];
            u32::from_be_bytes(entry[1..].try_into().unwrap()) as usize
        };
        assert_eq!(offset(0), 25);
        let lengths: Vec<usize> = (0..4).map(|number| offset(number + 1) - offset(number)).collect();
        let own = glyphs[0].charstring();
        assert_eq!(lengths[1..], [own.len(); 3]);
        assert_eq!(file[start + offset(2)..start + offset(3)], own);
        assert!(file[start + offset(4)..].starts_with(b"\n%%EndData"));
        assert!(String::from_utf8_lossy(&file).contains("/CIDCount 4 def"));
    }

    #[test]
    fn ranges_of_a_map_stay_within_a_first_byte() {
        let map = String::from_utf8(character_map("NAME-H", 300)).unwrap();
        assert!(map.contains("2 begincidrange\n<0000> <00FF> 0\n<0100> <012C> 256\nendcidrange"));
    }
}
