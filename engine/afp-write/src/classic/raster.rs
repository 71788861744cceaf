//! Raster font character sets: metrics and patterns of characters at one size (FOCA "FND" to "FNG").

use afp_codec::fields::{Data, Named};
use afp_codec::foca::{
    CharacterMetrics, FontControl, FontDescriptor, FontIndex, FontOrientation, FontOrientations, FontPatternsMap,
    FontPosition, FontPositions, PatternPlace,
};
use afp_codec::values::PaddedText;
use afp_codec::{Field, Name};
use fonts::Face;
use units::FontSize;

use crate::classic::FontUnits;
use crate::classic::character_id::character_id;
use crate::classic::metrics::nominal_size;
use crate::classic::patterns::Patterns;
use crate::error::WriteError;
use crate::options::{ClassicFonts, Resolution};

/// The most raster data of one font (FNC bytes 17–19).
const MOST_DATA: usize = 0xFF_FFFF;
/// Number of a typeface that is not registered (FND bytes 78–79), and of a character set that is not.
const PRIVATE: u16 = 65_280;

/// A font being made: the face at a size, and its units.
#[derive(Clone, Copy)]
pub(super) struct RasterFont<'f> {
    pub face: &'f Face,
    pub size: FontSize,
    pub resolution: Resolution,
    pub patterns: &'f Patterns,
}

/// A length as a signed field holds it.
pub(super) fn short(length: i64) -> i16 {
    i16::try_from(length.clamp(i16::MIN.into(), i16::MAX.into())).unwrap_or(0)
}

/// A length as an unsigned field holds it.
pub(super) fn positive(length: i64) -> u16 {
    u16::try_from(length.clamp(0, 0x7FFF)).unwrap_or(0)
}

impl RasterFont<'_> {
    /// A font character set of these characters.
    pub(super) fn character_set(
        self,
        name: Name,
        characters: &[char],
        field_data: usize,
    ) -> Result<Vec<Field<'static>>, WriteError> {
        let units = FontUnits::new(ClassicFonts::Raster(self.resolution), self.size);
        let design = |length: i64| units.of_design(length, self.face.units_per_em());
        let pels = |length: i64| units.of_pels(length, self.resolution);
        let mut metrics: Vec<CharacterMetrics> = Vec::with_capacity(characters.len());
        let mut places: Vec<PatternPlace> = Vec::with_capacity(characters.len());
        let mut data: Vec<u8> = Vec::new();
        for &character in characters {
            let glyph = self.face.glyph(character).unwrap_or(0);
            let pattern = self.patterns.pattern(glyph)?;
            let increment = design(self.face.advance(glyph).into());
            let (top, height) = (i64::from(pattern.top), i64::from(pattern.height));
            let (a_space, b_space) = (pels(pattern.left.into()), pels(pattern.width.into()));
            metrics.push(CharacterMetrics {
                character: character_id(character)?,
                increment: positive(increment),
                ascender: short(pels(top)),
                descender: short(pels(height - top)),
                pattern: u16::try_from(places.len()).unwrap_or(u16::MAX),
                a_space: short(a_space),
                b_space: positive(b_space),
                c_space: short(increment - a_space - b_space),
                baseline_offset: short(pels(top)),
                ..CharacterMetrics::default()
            });
            places.push(PatternPlace {
                width: pattern.width.saturating_sub(1),
                height: pattern.height.saturating_sub(1),
                offset: u32::try_from(data.len()).unwrap_or(u32::MAX),
            });
            data.extend_from_slice(&pattern.bits);
        }
        if data.len() > MOST_DATA {
            let reason = "its letters take more than 16 MB as raster patterns".to_owned();
            return Err(WriteError::Font { font: self.face.full_name().to_owned(), reason });
        }
        // Groups stand in ascending order of the characters' identifiers, as receivers search them.
        metrics.sort_by_key(|group| group.character);
        let mut index = Vec::new();
        let orientation = self.orientation(&metrics, units);
        let position = self.position(&metrics, units);
        let control = self.control(&places, data.len());
        FontIndex::Metrics(metrics).write(&mut index).map_err(WriteError::encode("a font"))?;
        let mut fields = vec![
            Field::BeginFont(Named::new(name, Vec::new())),
            Field::FontDescriptor(descriptor(self.face, Some(self.size))?),
            Field::FontControl(control),
            Field::FontPatternsMap(FontPatternsMap { patterns: places }),
            Field::FontOrientations(FontOrientations { groups: vec![orientation] }),
            Field::FontPositions(FontPositions { groups: vec![position] }),
            Field::FontIndex(Data { bytes: index.into() }),
        ];
        let parts = data.chunks(field_data.max(1));
        fields.extend(parts.map(|part| Field::FontPatterns(Data { bytes: part.to_vec().into() })));
        fields.push(Field::EndFont(Named::new(name, Vec::new())));
        Ok(fields)
    }

    fn control(self, places: &[PatternPlace], bytes: usize) -> FontControl<'static> {
        let width = places.iter().map(|place| place.width).max().unwrap_or(0);
        let height = places.iter().map(|place| place.height).max().unwrap_or(0);
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        let per_ten_inches = self.resolution.per_inch().saturating_mul(10);
        match self.resolution {
            Resolution::Pels240 | Resolution::Pels300 => {
                FontControl::raster_fixed(per_ten_inches, width, height, bytes)
            }
            Resolution::Pels600 => FontControl::raster_relative(per_ten_inches, width, height, bytes),
        }
    }

    fn orientation(self, metrics: &[CharacterMetrics], units: FontUnits) -> FontOrientation {
        orientation(self.face, metrics, |length| units.of_design(length, self.face.units_per_em()))
    }

    fn position(self, metrics: &[CharacterMetrics], units: FontUnits) -> FontPosition {
        position(self.face, metrics, |length| units.of_design(length, self.face.units_per_em()))
    }
}

/// What a font is; raster fonts have one size.
pub(super) fn descriptor(face: &Face, size: Option<FontSize>) -> Result<FontDescriptor<'static>, WriteError> {
    let (tenths, twentieths) = size.map_or((0, 0), |size| (nominal_size(size), size.twentieths()));
    // The name as far as it goes in 32 characters of code page 500.
    let named = |character: &char| matches!(character, ' '..='~');
    let typeface: String = face.full_name().chars().filter(named).take(32).collect();
    Ok(FontDescriptor {
        typeface: PaddedText::new(&typeface).map_err(WriteError::encode("a typeface name"))?,
        weight: weight_class(face.weight()),
        width: 5,
        largest_size: tenths,
        nominal_size: tenths,
        smallest_size: tenths,
        largest_width: twentieths,
        nominal_width: twentieths,
        smallest_width: twentieths,
        flags: if face.is_italic() { FontDescriptor::ITALIC } else { 0 },
        character_set: PRIVATE,
        typeface_id: PRIVATE,
        ..FontDescriptor::default()
    })
}

/// Weight class 1 to 9: 5 is medium, which OpenType calls 400 regular, 7 bold.
fn weight_class(weight: u16) -> u8 {
    match weight {
        0..=150 => 1,
        151..=250 => 2,
        251..=325 => 3,
        326..=375 => 4,
        376..=550 => 5,
        551..=650 => 6,
        651..=750 => 7,
        751..=850 => 8,
        _ => 9,
    }
}

/// What holds for all characters that stand upright on their baseline.
pub(super) fn orientation(face: &Face, metrics: &[CharacterMetrics], design: impl Fn(i64) -> i64) -> FontOrientation {
    let advance = |character: char| face.glyph(character).map_or(0, |glyph| design(face.advance(glyph).into()));
    let extent = |group: &CharacterMetrics| i64::from(group.ascender) + i64::from(group.descender);
    let line = i64::from(face.ascender()) - i64::from(face.descender()) + i64::from(face.line_gap());
    FontOrientation {
        baseline_offset: metrics.iter().map(|group| group.baseline_offset).max().unwrap_or(0),
        character_increment: metrics.iter().map(|group| group.increment).max().unwrap_or(0),
        space_increment: positive(advance(' ')),
        baseline_extent: positive(metrics.iter().map(extent).max().unwrap_or(0)),
        em_space_increment: positive(design(face.units_per_em().into())),
        figure_space_increment: positive(advance('0')),
        nominal_increment: positive(advance('0')),
        baseline_increment: positive(design(line)),
        a_space: metrics.iter().map(|group| group.a_space).min().unwrap_or(0),
        ..FontOrientation::default()
    }
}

/// Heights that hold for all characters.
pub(super) fn position(face: &Face, metrics: &[CharacterMetrics], design: impl Fn(i64) -> i64) -> FontPosition {
    let (underline, thickness) = face.underline();
    FontPosition {
        lowercase_height: short(design(face.x_height().into())),
        cap_m_height: short(design(face.cap_height().into())),
        ascender: metrics.iter().map(|group| group.ascender).max().unwrap_or(0),
        descender: metrics.iter().map(|group| group.descender).max().unwrap_or(0),
        underscore_width: positive(design(thickness.into()).max(1)),
        underscore_position: short(design(i64::from(-underline) - i64::from(thickness) / 2)),
        ..FontPosition::default()
    }
}
