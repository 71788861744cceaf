//! Fonts of a page: local ids of text to faces, sizes and encodings.

use std::collections::BTreeMap;

use afp_codec::ebcdic;
use afp_codec::fields::{CodedFontOne, TripletGroups};
use afp_codec::groups::UniformGroups;
use afp_codec::triplets::{EncodingScheme, NameUse, Triplet, Triplets};
use afp_codec::values::Rotation;
use diagnostics::Code;
use fonts::Face;
use scene::FaceId;
use units::FontSize;

use crate::findings::Findings;
use crate::library::Library;
use crate::names;

/// How the code points of a font are encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf16,
    Utf8,
    /// One byte each, an EBCDIC code page.
    Ebcdic,
    /// One byte each, ISO 8859-1.
    Latin,
}

impl Encoding {
    /// The characters of code points; what cannot be read becomes U+FFFD.
    pub(crate) fn characters(self, code_points: &[u8]) -> Vec<char> {
        match self {
            Self::Utf16 => {
                let units = code_points.chunks(2).map(|unit| match *unit {
                    [high, low] => u16::from_be_bytes([high, low]),
                    _ => 0xFFFD,
                });
                char::decode_utf16(units).map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
            }
            Self::Utf8 => String::from_utf8_lossy(code_points).chars().collect(),
            Self::Ebcdic => code_points.iter().map(|&byte| ebcdic::character(byte)).collect(),
            Self::Latin => code_points.iter().map(|&byte| char::from(byte)).collect(),
        }
    }
}

/// A font under a local id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextFont {
    /// The face; `None` where the file has none and nothing may stand in.
    pub(crate) face: Option<FaceId>,
    pub(crate) size: FontSize,
    pub(crate) encoding: Encoding,
    /// Rotation of the characters against the baseline.
    pub(crate) rotation: Rotation,
}

impl Default for TextFont {
    fn default() -> Self {
        Self { face: None, size: FontSize::from_points(10), encoding: Encoding::Ebcdic, rotation: Rotation::DEGREES_0 }
    }
}

/// The fonts of an environment group, by local id.
#[derive(Clone, Debug, Default)]
pub(crate) struct FontTable {
    fonts: BTreeMap<u8, TextFont>,
}

impl FontTable {
    pub(crate) fn get(&self, id: u8) -> Option<&TextFont> {
        self.fonts.get(&id)
    }

    /// Takes the fonts of a Map Data Resource field.
    pub(crate) fn map_data_resource(
        &mut self,
        map: &TripletGroups<'_>,
        offset: u64,
        library: &Library,
        findings: &mut Findings,
    ) {
        for group in &map.groups {
            let triplets = &group.0;
            let Some(name) = names::name_for(triplets, NameUse::DATA_OBJECT_EXTERNAL) else { continue };
            let full = names::full_name(triplets, &name.name.0);
            let mut font = TextFont { encoding: Encoding::Utf16, ..TextFont::default() };
            let mut local = None;
            for triplet in triplets {
                match triplet {
                    Triplet::FullyQualifiedName(name) if name.usage == NameUse::DATA_OBJECT_INTERNAL => {
                        local = name.name.0.last().copied();
                    }
                    Triplet::FullyQualifiedName(name) if name.usage == NameUse::CODE_PAGE => {
                        font.encoding = Encoding::Ebcdic;
                    }
                    Triplet::DataObjectFont(descriptor) => {
                        let scale = descriptor.horizontal_scale;
                        if scale != 0 && scale != descriptor.vertical_size {
                            findings.add(Code::AfpUnsupported, offset, &[("what", "the width of a stretched font")]);
                        }
                        font.size = FontSize::from_twentieths(descriptor.vertical_size);
                        font.rotation = descriptor.rotation;
                    }
                    Triplet::EncodingSchemeId(scheme) => {
                        font.encoding =
                            encoding_of(scheme.user_scheme.unwrap_or(scheme.code_page_scheme)).unwrap_or(font.encoding);
                    }
                    _ => {}
                }
            }
            let Some(local) = local else { continue };
            font.face = library.face(&full).or_else(|| missing(&full, offset, library, findings));
            self.fonts.insert(local, font);
        }
    }

    /// Takes the fonts of a Map Coded Font field.
    pub(crate) fn map_coded_font(
        &mut self,
        map: &TripletGroups<'_>,
        offset: u64,
        library: &Library,
        findings: &mut Findings,
    ) {
        for group in &map.groups {
            let triplets: &Triplets<'_> = &group.0;
            let local = triplets.iter().find_map(|triplet| match triplet {
                Triplet::LocalId(local) => Some(local.id),
                _ => None,
            });
            let Some(local) = local else { continue };
            let name = [NameUse::FONT_CHARACTER_SET, NameUse::CODED_FONT, NameUse::RESOURCE_OBJECT]
                .into_iter()
                .find_map(|usage| names::name_for(triplets, usage))
                .map(|name| name.name.to_ebcdic().trim().to_owned())
                .unwrap_or_default();
            let mut font = TextFont::default();
            for triplet in triplets {
                match triplet {
                    Triplet::FontDescriptor(descriptor) if descriptor.height > 0 => {
                        font.size = FontSize::from_twentieths(descriptor.height);
                    }
                    Triplet::EncodingSchemeId(scheme) => {
                        font.encoding =
                            encoding_of(scheme.user_scheme.unwrap_or(scheme.code_page_scheme)).unwrap_or(font.encoding);
                    }
                    Triplet::CharacterRotation(turned) => font.rotation = turned.rotation,
                    _ => {}
                }
            }
            font.face = missing(&name, offset, library, findings);
            self.fonts.insert(local, font);
        }
    }

    /// Takes the fonts of a Map Coded Font field of format 1.
    pub(crate) fn map_coded_font_one(
        &mut self,
        map: &UniformGroups<CodedFontOne>,
        offset: u64,
        library: &Library,
        findings: &mut Findings,
    ) {
        for group in &map.groups {
            let named = [group.character_set, group.coded_font].into_iter().find(|name| !name.matches_any());
            let name = named.map(afp_codec::Name::text).unwrap_or_default();
            let font = TextFont {
                face: missing(&name, offset, library, findings),
                rotation: group.rotation.unwrap_or(Rotation::DEGREES_0),
                ..TextFont::default()
            };
            self.fonts.insert(group.local_id, font);
        }
    }
}

fn encoding_of(scheme: EncodingScheme) -> Option<Encoding> {
    Some(match scheme {
        EncodingScheme::UTF16 | EncodingScheme::UNICODE => Encoding::Utf16,
        EncodingScheme::UTF8 => Encoding::Utf8,
        EncodingScheme::EBCDIC => Encoding::Ebcdic,
        EncodingScheme::ASCII => Encoding::Latin,
        _ => return None,
    })
}

/// Another face for a font that the file does not carry, with a finding.
fn missing(name: &str, offset: u64, library: &Library, findings: &mut Findings) -> Option<FaceId> {
    let substitute = library.substitute(name);
    let shown = substitute.and_then(|id| library.definitions.face(id)).map_or("nothing", Face::full_name);
    findings.add(Code::AfpFontMissing, offset, &[("name", name), ("substitute", shown)]);
    substitute
}

/// What a font's name says about its looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Traits {
    serif: bool,
    fixed: bool,
    bold: bool,
    italic: bool,
}

impl Traits {
    /// By the words of a full name, or by the letters of a character set name (`C0H400…` is Helvetica bold).
    pub(crate) fn of_name(name: &str) -> Self {
        let lower = name.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        let coded: Vec<char> = name.chars().collect();
        let is_coded = name.len() <= 8 && matches!(coded.first(), Some('C' | 'X')) && !name.contains(' ');
        if is_coded {
            let family = coded.get(2).copied();
            let style = coded.get(3).copied();
            return Self {
                serif: family == Some('N'),
                fixed: family == Some('4'),
                bold: matches!(style, Some('4' | '5')),
                italic: matches!(style, Some('3' | '5')),
            };
        }
        Self {
            serif: has(&["times", "serif", "roman", "garamond", "georgia", "mincho", "ming"]) && !has(&["sans"]),
            fixed: has(&["courier", "mono", "consol", "typewriter"]),
            bold: has(&["bold", "black", "heavy", "demi"]),
            italic: has(&["italic", "oblique"]),
        }
    }

    /// How well a face fits; more is better. Family goes before slope, slope before weight.
    pub(crate) fn likeness(self, face: &Face) -> u16 {
        let own = Self::of_name(face.full_name());
        let wanted: u16 = if self.bold { 700 } else { 400 };
        u16::from(own.fixed == self.fixed) * 4000
            + u16::from(own.serif == self.serif) * 2000
            + u16::from(face.is_italic() == self.italic) * 1000
            + (1000 - face.weight().abs_diff(wanted).min(999))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_family_and_style() {
        let of = Traits::of_name;
        assert_eq!(of("Arial Bold"), Traits { serif: false, fixed: false, bold: true, italic: false });
        assert_eq!(of("Times New Roman Italic"), Traits { serif: true, fixed: false, bold: false, italic: true });
        assert_eq!(of("C0H40080"), Traits { serif: false, fixed: false, bold: true, italic: false });
        assert!(of("C0420080").fixed);
    }

    #[test]
    fn code_points_become_characters_even_when_cut_or_lone() {
        assert_eq!(Encoding::Utf16.characters(&[0x81, 0xFA, 0xD8, 0x40, 0xDC, 0x00]), ['臺', '𠀀']);
        assert_eq!(Encoding::Utf16.characters(&[0xD8, 0x40, 0x00]), ['\u{FFFD}', '\u{FFFD}']);
        assert_eq!(Encoding::Utf8.characters("é".as_bytes()), ['é']);
        assert_eq!(Encoding::Ebcdic.characters(&[0xC1]), ['A']);
    }
}
