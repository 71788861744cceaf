//! Characters by the names of glyphs and graphic characters.

use std::collections::BTreeMap;

use afp_codec::Name;

use super::{FontMapping, fitted};

/// The character of an outline's name: of the forms `uni0041` and `u1F600`, or a name of the standard fonts (Adobe
/// Glyph List Specification, 2).
pub(super) fn of_glyph_name(name: &[u8]) -> Option<char> {
    let name = std::str::from_utf8(name).ok()?;
    let digits = match name.strip_prefix("uni") {
        Some(digits) => Some(digits).filter(|digits| digits.len() == 4),
        None => name.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len())),
    };
    match digits {
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            char::from_u32(u32::from_str_radix(digits, 16).ok()?).filter(|character| !character.is_control())
        }
        _ => fitted::of_standard_glyph(name),
    }
}

/// The character of a graphic character's name: as registered, or `U` and seven hexadecimal digits of Unicode.
pub(super) fn of_graphic(name: &str) -> Option<char> {
    let unicode = || {
        let digits = name.strip_prefix('U').filter(|digits| digits.len() == 7)?;
        let plain = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        plain.then(|| char::from_u32(u32::from_str_radix(digits, 16).ok()?))?
    };
    fonts::character_of_graphic(name).or_else(unicode)
}

/// What graphic characters mean: what the user says, then the registry, then what the font calls their outlines.
#[derive(Clone, Debug, Default)]
pub(super) struct Meanings {
    outlines: BTreeMap<Name, char>,
}

impl Meanings {
    /// With the characters that the names of a font's outlines tell.
    pub(super) fn of_outlines<'n>(pairs: impl Iterator<Item = (Name, &'n [u8])>) -> Self {
        Self { outlines: pairs.filter_map(|(name, outline)| Some((name, of_glyph_name(outline)?))).collect() }
    }

    /// The character of a graphic character.
    pub(super) fn of(&self, name: Name, mapping: &FontMapping) -> Option<char> {
        let text = name.text();
        mapping.character(&text).or_else(|| of_graphic(&text)).or_else(|| self.outlines.get(&name).copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn graphic_characters_are_named_as_registered_or_by_their_code() {
        assert_eq!((of_graphic("LA110000"), of_graphic("U0008AA0")), (Some('á'), Some('誠')));
        assert_eq!((of_graphic("UFFFFFFF"), of_graphic("U000D800"), of_graphic("EX065000")), (None, None, None));
    }

    #[test]
    fn outlines_are_named_by_code_point_or_as_in_the_standard_fonts() {
        assert_eq!(of_glyph_name(b"uni00FD"), Some('ý'));
        assert_eq!(of_glyph_name(b"u1F600"), Some('😀'));
        assert_eq!((of_glyph_name(b"A"), of_glyph_name(b"space")), (Some('A'), Some(' ')));
        assert_eq!((of_glyph_name(b"eacute"), of_glyph_name(b"Euro")), (Some('é'), Some('€')));
        assert_eq!([of_glyph_name(b"uni0000"), of_glyph_name(b"uniD800"), of_glyph_name(b"udder")], [None; 3]);
        assert_eq!([of_glyph_name(b""), of_glyph_name(b"-"), of_glyph_name(&[0xFF])], [None; 3]);
    }
}
