//! Outline font character sets: Type 1 programs, and CID-keyed fonts where code points have two bytes (FOCA "FNC"
//! pattern technology 31 and 30).

use afp_codec::fields::{Data, Named};
use afp_codec::foca::{
    CharacterMetrics, FontControl, FontIndex, FontNames, FontOrientations, FontPositions, OutlineNames, OutlineObject,
    OutlineObjects, PatternTechnology,
};
use afp_codec::{Field, Name};
use fonts::Face;
use units::FontSize;

use crate::classic::FontUnits;
use crate::classic::character_id::character_id;
use crate::classic::charstring::GlyphOutline;
use crate::classic::raster::{descriptor, orientation, position, positive, short};
use crate::classic::type1::{NamedGlyph, glyph_name, pfb};
use crate::classic::{CodePoint, cid};
use crate::error::WriteError;
use crate::options::ClassicFonts;

/// A CID-keyed object's descriptor: what it is, and that it is the primary one of its kind (FOCA "Object Type",
/// "Precedence Code").
const CID_FILE: u8 = 5;
const CHARACTER_MAP: u8 = 1;
const PRIMARY: u8 = 0;
/// The character map is linked to the font name map, and is for text that runs along or down (FOCA "Linkage Code",
/// "Writing Direction Code").
const LINKED: u8 = 0;
const BOTH_DIRECTIONS: u8 = 3;
/// Where glyphs of vertical text have their origin and how far they go down, in thousandths of the em.
const VERTICAL_ORIGIN: i16 = 880;
const VERTICAL_ADVANCE: i16 = -1_000;
/// A character set and a code page that are not registered.
const PRIVATE: u16 = 65_280;

/// Bytes of a group of the font index (FNC byte 15).
pub(super) const INDEX_GROUP: usize = 28;

/// A font character set of these characters, in the order of their code points: no more than one field of the index
/// has room for.
pub(super) fn character_set(
    face: &Face,
    name: Name,
    characters: &[(CodePoint, char)],
    double: bool,
    field_data: usize,
) -> Result<Vec<Field<'static>>, WriteError> {
    let failed = || WriteError::encode("a font");
    let units = FontUnits::new(ClassicFonts::Outline, FontSize::MIN);
    let design = |length: i64| units.of_design(length, face.units_per_em());
    let outline = |character: char| {
        let glyph = face.glyph(character).unwrap_or(0);
        GlyphOutline::new(face, glyph, design(face.advance(glyph).into()))
    };
    let glyphs: Vec<NamedGlyph> = characters
        .iter()
        .map(|&(at, character)| NamedGlyph { name: glyph_name(character), code: at.code, outline: outline(character) })
        .collect();
    let mut metrics = Vec::with_capacity(glyphs.len());
    for (&(_, character), glyph) in characters.iter().zip(&glyphs) {
        metrics.push(metrics_of(character_id(character)?, &glyph.outline));
    }
    metrics.sort_by_key(|group: &CharacterMetrics| group.character);
    let technology = if double { PatternTechnology::CID } else { PatternTechnology::TYPE_1 };
    let objects = objects(face, name, glyphs, double);
    let mut shapes = Vec::new();
    objects.write(&mut shapes).map_err(failed())?;
    let names = names(characters, double)?;
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let mapped = u16::try_from(characters.len()).unwrap_or(u16::MAX);
    let control = FontControl::outline(technology, count(shapes.len()), count(names.len()), mapped);
    let mut fields = vec![
        Field::BeginFont(Named::new(name, Vec::new())),
        Field::FontDescriptor(descriptor(face, None)?),
        Field::FontControl(control),
        Field::FontOrientations(FontOrientations { groups: vec![orientation(face, &metrics, design)] }),
        Field::FontPositions(FontPositions { groups: vec![position(face, &metrics, design)] }),
    ];
    let mut index = Vec::new();
    FontIndex::Metrics(metrics).write(&mut index).map_err(failed())?;
    fields.push(Field::FontIndex(Data { bytes: index.into() }));
    fields.push(Field::FontNames(Data { bytes: names.into() }));
    let parts = shapes.chunks(field_data.max(1));
    fields.extend(parts.map(|part| Field::FontPatterns(Data { bytes: part.to_vec().into() })));
    fields.push(Field::EndFont(Named::new(name, Vec::new())));
    Ok(fields)
}

fn metrics_of(character: Name, outline: &GlyphOutline) -> CharacterMetrics {
    let (left, lower, right, upper) = outline.bounds.unwrap_or_default();
    let wide = i64::from;
    CharacterMetrics {
        character,
        increment: positive(outline.advance.into()),
        ascender: short(upper.into()),
        descender: short(-wide(lower)),
        a_space: short(left.into()),
        b_space: positive(wide(right) - wide(left)),
        c_space: short(wide(outline.advance) - wide(right)),
        baseline_offset: short(upper.into()),
        ..CharacterMetrics::default()
    }
}

/// What outlines call each character: glyph names, or codes of the character map, which count from one.
fn names(characters: &[(CodePoint, char)], double: bool) -> Result<Vec<u8>, WriteError> {
    let failed = || WriteError::encode("the names of a font");
    let mut pairs: Vec<(Name, Vec<u8>)> = Vec::with_capacity(characters.len());
    for (number, &(_, character)) in (1u16..).zip(characters) {
        let called = if double { number.to_be_bytes().to_vec() } else { glyph_name(character).into_bytes() };
        pairs.push((character_id(character)?, called));
    }
    let kind = if double { OutlineNames::CID } else { OutlineNames::ADOBE };
    let map = FontNames::new(kind, pairs.iter().map(|(character, called)| (*character, called.as_slice())));
    let mut bytes = Vec::new();
    map.and_then(|map| map.write(&mut bytes)).map_err(failed())?;
    Ok(bytes)
}

fn objects(face: &Face, name: Name, glyphs: Vec<NamedGlyph>, double: bool) -> OutlineObjects<'static> {
    let name = name.text();
    let object = |identifier: String, descriptor: Option<Vec<u8>>, data: Vec<u8>| OutlineObject {
        checksum: checksum(&data),
        identifier: identifier.into_bytes().into(),
        descriptor: descriptor.map(Into::into),
        data: data.into(),
    };
    if !double {
        let file = pfb(face, &name, &glyphs);
        return OutlineObjects(vec![object(format!("{name}.PFB"), None, file)]);
    }
    let outlines: Vec<GlyphOutline> = glyphs.into_iter().map(|glyph| glyph.outline).collect();
    let map = cid::character_map(&format!("{name}-H"), outlines.len());
    let [set_high, set_low] = PRIVATE.to_be_bytes();
    let map_descriptor = vec![CHARACTER_MAP, PRIMARY, LINKED, BOTH_DIRECTIONS, set_high, set_low, set_high, set_low];
    let file = cid::cid_font(face.full_name(), &name, &outlines);
    let mut file_descriptor = vec![CID_FILE, PRIMARY];
    file_descriptor.extend(VERTICAL_ORIGIN.to_be_bytes());
    file_descriptor.extend(VERTICAL_ADVANCE.to_be_bytes());
    OutlineObjects(vec![
        object(format!("{name}-H"), Some(map_descriptor), map),
        object(name, Some(file_descriptor), file),
    ])
}

/// The sums of every fourth byte, each of a byte and without carry into the next. FOCA does not say how it is made; the
/// fonts of two vendors have it so.
fn checksum(data: &[u8]) -> u32 {
    let mut sums = [0u8; 4];
    for word in data.chunks(4) {
        sums.iter_mut().zip(word).for_each(|(sum, byte)| *sum = sum.wrapping_add(*byte));
    }
    u32::from_be_bytes(sums)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_has_a_sum_for_every_fourth_byte() {
        assert_eq!(checksum(&[0xFF, 0xFF, 0xFF, 0xFF, 0x02, 0x01, 0x01, 0x00]), 0x0100_00FF);
        assert_eq!(checksum(&[1, 2, 3, 4, 5, 6]), 0x0608_0304);
    }
}
