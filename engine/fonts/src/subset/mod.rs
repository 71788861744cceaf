//! Smaller font files: only the glyphs a document uses.
//!
//! In: a face and what is used of it. Out: a complete TrueType file. The outlines and advances are the original's to
//! the last bit. Instructions for grid fitting are left out: they are most of a small subset, and they would let a
//! device change the advances that positions were computed with. The same input makes the same bytes.

mod character_map;
mod glyphs;
mod names;
mod table_file;
mod tables;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use character_map::character_map;
use glyphs::{GlyphSource, write_glyphs};
pub(crate) use names::plain_names;
use names::{licence_names, renamed};
pub(crate) use table_file::TableFile;
use tables::SourceTables;

use crate::{Face, FontError};

/// A font file for PDF with only these glyphs, their components and the sign for missing glyphs, under their original
/// glyph ids: with `CIDToGIDMap /Identity` a CID is the face's own glyph id. It has no character map. Ids that the face
/// does not have are passed over.
///
/// # Errors
/// When the face has no TrueType outlines, or a table that is needed is damaged.
pub fn subset_for_pdf(face: &Face, glyphs: impl IntoIterator<Item = u16>) -> Result<Vec<u8>, FontError> {
    let source = SourceTables::of(face)?;
    let outlines = GlyphSource::of(&source)?;
    let used = outlines.with_components(glyphs.into_iter().filter(|&glyph| glyph < face.glyph_count()))?;
    let last = used.last().copied().unwrap_or(0);
    let ids: Vec<Option<u16>> = (0..=last).map(|glyph| used.contains(&glyph).then_some(glyph)).collect();
    let mut file = TableFile::new();
    write_glyphs(&source, &outlines, &ids, &BTreeMap::new(), &mut file)?;
    file.add(*b"name", licence_names(&source));
    Ok(file.finish())
}

/// A font file for AFP with all glyphs of a face under their original ids, for text that names glyphs; of the character
/// map each glyph's plainest character. Its full name (name id 4) is `full_name`.
///
/// # Errors
/// When the face has no TrueType outlines, when `full_name` is not of 1 to 60 printable ASCII characters, or when a
/// table that is needed is damaged.
pub fn whole_for_afp(face: &Face, full_name: &str) -> Result<Vec<u8>, FontError> {
    check_name(full_name)?;
    let source = SourceTables::of(face)?;
    let outlines = GlyphSource::of(&source)?;
    let ids: Vec<Option<u16>> = (0..face.glyph_count()).map(Some).collect();
    let mapping: BTreeMap<char, u16> =
        (0..face.glyph_count()).filter_map(|glyph| Some((face.character_of(glyph)?, glyph))).collect();
    let mut file = TableFile::new();
    write_glyphs(&source, &outlines, &ids, &BTreeMap::new(), &mut file)?;
    file.add(*b"cmap", character_map(&mapping));
    file.add(*b"name", renamed(&source, full_name));
    if let Some(os2) = source.metrics_for_system(mapping.keys().copied()) {
        file.add(*b"OS/2", os2);
    }
    Ok(file.finish())
}

fn check_name(full_name: &str) -> Result<(), FontError> {
    if (1..=60).contains(&full_name.len()) && full_name.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Ok(());
    }
    Err(FontError::BadName(full_name.to_owned()))
}

/// A font file for AFP with only the glyphs of these characters, their components and the sign for missing glyphs. It
/// is complete: its character map (format 4, and format 12 for all of Unicode) maps each of the characters, and its
/// full name (name id 4) is `full_name`, by which AFP finds it. Glyph ids are not the original's.
///
/// # Errors
/// When the face has no TrueType outlines or lacks one of the characters, when `full_name` is not of 1 to 60 printable
/// ASCII characters, or when a table that is needed is damaged.
pub fn subset_for_afp(
    face: &Face,
    characters: impl IntoIterator<Item = char>,
    full_name: &str,
) -> Result<Vec<u8>, FontError> {
    check_name(full_name)?;
    let source = SourceTables::of(face)?;
    let outlines = GlyphSource::of(&source)?;
    let mut mapping = BTreeMap::new();
    for character in characters {
        let glyph = face.glyph(character);
        let glyph = glyph.ok_or_else(|| FontError::NoGlyph { font: face.full_name().to_owned(), character })?;
        mapping.insert(character, glyph);
    }
    let used: BTreeSet<u16> = outlines.with_components(mapping.values().copied())?;
    let ids: Vec<Option<u16>> = used.iter().copied().map(Some).collect();
    let new_ids: BTreeMap<u16, u16> = used.iter().copied().zip(0..).collect();
    for glyph in mapping.values_mut() {
        *glyph = new_ids.get(glyph).copied().unwrap_or(0);
    }
    let mut file = TableFile::new();
    write_glyphs(&source, &outlines, &ids, &new_ids, &mut file)?;
    file.add(*b"cmap", character_map(&mapping));
    file.add(*b"name", renamed(&source, full_name));
    if let Some(os2) = source.metrics_for_system(mapping.keys().copied()) {
        file.add(*b"OS/2", os2);
    }
    Ok(file.finish())
}
