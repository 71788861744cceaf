//! Outlines and metrics: the tables glyf, loca, hmtx, hhea, maxp, head, post.

use std::collections::{BTreeMap, BTreeSet};

use super::table_file::TableFile;
use super::tables::{SourceTables, set_u16, u16_at, u32_at};
use crate::FontError;

/// Flags of a component (OpenType, glyf, "Composite glyph description").
mod component {
    pub(super) const WORD_ARGUMENTS: u16 = 0x0001;
    pub(super) const SCALE: u16 = 0x0008;
    pub(super) const MORE: u16 = 0x0020;
    pub(super) const TWO_SCALES: u16 = 0x0040;
    pub(super) const MATRIX: u16 = 0x0080;
    pub(super) const INSTRUCTIONS: u16 = 0x0100;
}

/// The outlines of a face.
pub(super) struct GlyphSource<'f> {
    loca: &'f [u8],
    glyf: &'f [u8],
    long_offsets: bool,
    glyph_count: u16,
}

/// A component in a composite glyph's data.
struct Component {
    /// Where its flags stand.
    at: usize,
    flags: u16,
    glyph: u16,
}

impl<'f> GlyphSource<'f> {
    pub(super) fn of(tables: &SourceTables<'f>) -> Result<Self, FontError> {
        let long_offsets = match u16_at(tables.head, 50) {
            Some(0) => false,
            Some(1) => true,
            _ => return Err(FontError::damaged("head")),
        };
        Ok(Self { loca: tables.loca, glyf: tables.glyf, long_offsets, glyph_count: tables.glyph_count })
    }

    /// The data of a glyph, empty for one that draws nothing.
    fn data(&self, glyph: u16) -> Result<&'f [u8], FontError> {
        let offset = |number: usize| {
            if self.long_offsets {
                u32_at(self.loca, number * 4).map(|offset| offset as usize)
            } else {
                u16_at(self.loca, number * 2).map(|half| usize::from(half) * 2)
            }
        };
        let (start, end) = (offset(usize::from(glyph)), offset(usize::from(glyph) + 1));
        let (Some(start), Some(end)) = (start, end) else { return Err(FontError::damaged("loca")) };
        if start == end {
            return Ok(&[]);
        }
        self.glyf.get(start..end).ok_or_else(|| FontError::damaged("glyf"))
    }

    /// These glyphs, all they are composed of, and glyph 0.
    pub(super) fn with_components(&self, glyphs: impl Iterator<Item = u16>) -> Result<BTreeSet<u16>, FontError> {
        let mut found = BTreeSet::from([0]);
        found.extend(glyphs);
        let mut open: Vec<u16> = found.iter().copied().collect();
        while let Some(glyph) = open.pop() {
            for component in components(self.data(glyph)?)?.0 {
                if component.glyph >= self.glyph_count {
                    return Err(FontError::damaged("glyf"));
                }
                if found.insert(component.glyph) {
                    open.push(component.glyph);
                }
            }
        }
        Ok(found)
    }

    /// The data of a glyph without instructions, its components renumbered (those not in `new_ids` keep their number).
    fn rewritten(&self, glyph: u16, new_ids: &BTreeMap<u16, u16>) -> Result<Vec<u8>, FontError> {
        let data = self.data(glyph)?;
        let damaged = || FontError::damaged("glyf");
        if data.is_empty() {
            return Ok(Vec::new());
        }
        let contours = u16_at(data, 0).ok_or_else(damaged)? as i16;
        if contours >= 0 {
            let ends = 10 + contours as usize * 2;
            let instructions = usize::from(u16_at(data, ends).ok_or_else(damaged)?);
            let mut simple = data.get(..ends).ok_or_else(damaged)?.to_vec();
            simple.extend([0, 0]);
            simple.extend(data.get(ends + 2 + instructions..).ok_or_else(damaged)?);
            return Ok(simple);
        }
        let (parts, end) = components(data)?;
        let mut composite = data.get(..end).ok_or_else(damaged)?.to_vec();
        for part in parts {
            set_u16(&mut composite, part.at, part.flags & !component::INSTRUCTIONS);
            set_u16(&mut composite, part.at + 2, new_ids.get(&part.glyph).copied().unwrap_or(part.glyph));
        }
        Ok(composite)
    }
}

/// The components of a glyph, and where they end; none for a simple one.
fn components(data: &[u8]) -> Result<(Vec<Component>, usize), FontError> {
    let damaged = || FontError::damaged("glyf");
    let mut found = Vec::new();
    if data.is_empty() || (u16_at(data, 0).ok_or_else(damaged)? as i16) >= 0 {
        return Ok((found, 0));
    }
    let mut at = 10;
    loop {
        let flags = u16_at(data, at).ok_or_else(damaged)?;
        let glyph = u16_at(data, at + 2).ok_or_else(damaged)?;
        found.push(Component { at, flags, glyph });
        at += 4 + if flags & component::WORD_ARGUMENTS != 0 { 4 } else { 2 };
        at += match flags & (component::SCALE | component::TWO_SCALES | component::MATRIX) {
            component::SCALE => 2,
            component::TWO_SCALES => 4,
            component::MATRIX => 8,
            0 => 0,
            _ => return Err(damaged()),
        };
        if flags & component::MORE == 0 {
            return Ok((found, at));
        }
    }
}

/// Writes the tables of outlines and metrics. Glyph `n` of the new file is glyph `ids[n]` of the face, or one that
/// draws nothing and has no width.
pub(super) fn write_glyphs(
    source: &SourceTables<'_>,
    outlines: &GlyphSource<'_>,
    ids: &[Option<u16>],
    new_ids: &BTreeMap<u16, u16>,
    file: &mut TableFile,
) -> Result<(), FontError> {
    let mut glyf = Vec::new();
    let mut offsets = vec![0u32];
    let mut metrics = Vec::with_capacity(ids.len());
    for id in ids {
        if let Some(id) = *id {
            glyf.extend(outlines.rewritten(id, new_ids)?);
            glyf.resize(glyf.len().next_multiple_of(2), 0);
            metrics.push(source.horizontal_metrics(id)?);
        } else {
            metrics.push((0, 0));
        }
        offsets.push(u32::try_from(glyf.len()).map_err(|_| FontError::damaged("glyf"))?);
    }
    let short = glyf.len() <= 2 * usize::from(u16::MAX);
    let loca = if short {
        offsets.iter().flat_map(|offset| ((offset / 2) as u16).to_be_bytes()).collect()
    } else {
        offsets.iter().flat_map(|offset| offset.to_be_bytes()).collect()
    };
    let count = u16::try_from(ids.len()).map_err(|_| FontError::damaged("maxp"))?;

    // Equal advances at the end are written once.
    let last_advance = metrics.last().map_or(0, |last| last.0);
    let equal = metrics.iter().rev().take_while(|glyph| glyph.0 == last_advance).count();
    let full = metrics.len() - equal.saturating_sub(1);
    let mut hmtx = Vec::with_capacity(metrics.len() * 4);
    for (number, (advance, bearing)) in metrics.iter().enumerate() {
        if number < full {
            hmtx.extend(advance.to_be_bytes());
        }
        hmtx.extend(bearing.to_be_bytes());
    }
    let mut hhea = source.hhea.to_vec();
    set_u16(&mut hhea, 34, full as u16);

    let mut maxp = source.maxp.to_vec();
    set_u16(&mut maxp, 4, count);
    // One zone, and nothing for instructions: points in the twilight zone, storage, functions, stack.
    set_u16(&mut maxp, 14, 1);
    (16..=26).step_by(2).for_each(|offset| set_u16(&mut maxp, offset, 0));

    let mut head = source.head.to_vec();
    // Bits 2 to 4: what instructions may do.
    const INSTRUCTED: u16 = 0b1_1100;
    let flags = u16_at(&head, 16).unwrap_or(0);
    set_u16(&mut head, 16, flags & !INSTRUCTED);
    set_u16(&mut head, 50, u16::from(!short));

    // Format 3: no glyph names.
    let mut post = vec![0, 3, 0, 0];
    post.extend(source.post.and_then(|post| post.get(4..16)).unwrap_or(&[0; 12]));
    post.resize(32, 0);

    file.add(*b"glyf", glyf);
    file.add(*b"loca", loca);
    file.add(*b"hmtx", hmtx);
    file.add(*b"hhea", hhea);
    file.add(*b"maxp", maxp);
    file.add(*b"head", head);
    file.add(*b"post", post);
    Ok(())
}
