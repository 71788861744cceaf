//! Fonts of a page: local ids of text to faces, sizes and encodings.

use std::collections::BTreeMap;
use std::sync::Arc;

use afp_codec::ebcdic;
use afp_codec::fields::TripletGroups;
use afp_codec::triplets::{EncodingScheme, NameUse, Triplet};
use afp_codec::values::Rotation;
use diagnostics::Code;
use fonts::Face;
use scene::FaceId;
use units::FontSize;

use crate::findings::Findings;
use crate::foca::{CodedFont, FontRequest, Shown};
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
    /// Rotation of the characters against the baseline, as far as the face does not have it.
    pub(crate) rotation: Rotation,
    /// The font where it is one in the AFP form: it has faces, glyphs and characters for code points.
    pub(crate) coded: Option<Arc<CodedFont>>,
}

impl TextFont {
    /// What code points show, each in its face.
    pub(crate) fn shown(&self, code_points: &[u8], library: &Library) -> Vec<Shown> {
        match &self.coded {
            Some(coded) if coded.is_wide => code_points
                .chunks(2)
                .map(|pair| match *pair {
                    [section, code_point] => coded.shown(section, code_point),
                    _ => Shown::default(),
                })
                .collect(),
            Some(coded) => code_points.iter().map(|&code_point| coded.shown(0, code_point)).collect(),
            None => {
                let face = self.face.and_then(|id| library.definitions.face(id));
                let glyph = |character| face.and_then(|face| face.glyph(character)).unwrap_or(0);
                let characters = self.encoding.characters(code_points).into_iter();
                characters
                    .map(|character| Shown {
                        face: self.face,
                        glyph: glyph(character),
                        character: Some(character),
                        is_space: character == ' ',
                        stays: false,
                    })
                    .collect()
            }
        }
    }
}

impl Default for TextFont {
    fn default() -> Self {
        Self {
            face: None,
            size: FontSize::from_points(10),
            encoding: Encoding::Ebcdic,
            rotation: Rotation::DEGREES_0,
            coded: None,
        }
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

    /// Takes the fonts of a Map Coded Font field, of either format: local id, section and what is asked for.
    pub(crate) fn map_coded_fonts(&mut self, requests: Vec<(u8, u8, FontRequest)>, library: &Library) {
        let mut mapped: BTreeMap<u8, CodedFont> = BTreeMap::new();
        for (local, section, request) in requests {
            let Some(font) = library.coded_font(&request) else { continue };
            let turned = if font.missing { Rotation::from_quarter_turns(request.turns) } else { Rotation::DEGREES_0 };
            // The sections of one font are mapped under one local id.
            let whole = match mapped.get_mut(&local) {
                Some(whole) => {
                    whole.join(&font.in_section(section));
                    Arc::new(whole.clone())
                }
                None if section == 0 => font.clone(),
                None => Arc::new(mapped.entry(local).or_insert(font.in_section(section)).clone()),
            };
            let text_font = TextFont { size: font.size, rotation: turned, coded: Some(whole), ..TextFont::default() };
            self.fonts.insert(local, text_font);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_become_characters_even_when_cut_or_lone() {
        assert_eq!(Encoding::Utf16.characters(&[0x81, 0xFA, 0xD8, 0x40, 0xDC, 0x00]), ['臺', '𠀀']);
        assert_eq!(Encoding::Utf16.characters(&[0xD8, 0x40, 0x00]), ['\u{FFFD}', '\u{FFFD}']);
        assert_eq!(Encoding::Utf8.characters("é".as_bytes()), ['é']);
        assert_eq!(Encoding::Ebcdic.characters(&[0xC1]), ['A']);
    }
}
