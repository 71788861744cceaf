//! The tables of the face a subset is made of.

use skrifa::raw::types::Tag;

use crate::{Face, FontError};

/// The tables that every TrueType file has, as bytes.
pub(super) struct SourceTables<'f> {
    pub(super) head: &'f [u8],
    pub(super) maxp: &'f [u8],
    pub(super) hhea: &'f [u8],
    pub(super) hmtx: &'f [u8],
    pub(super) loca: &'f [u8],
    pub(super) glyf: &'f [u8],
    pub(super) post: Option<&'f [u8]>,
    pub(super) os2: Option<&'f [u8]>,
    pub(super) name: Option<&'f [u8]>,
    pub(super) glyph_count: u16,
}

/// A big-endian number of 16 bits.
pub(super) fn u16_at(bytes: &[u8], offset: usize) -> Option<u16> {
    bytes.get(offset..offset.checked_add(2)?)?.try_into().ok().map(u16::from_be_bytes)
}

/// A big-endian number of 32 bits.
pub(super) fn u32_at(bytes: &[u8], offset: usize) -> Option<u32> {
    bytes.get(offset..offset.checked_add(4)?)?.try_into().ok().map(u32::from_be_bytes)
}

/// Overwrites a big-endian number of 16 bits.
pub(super) fn set_u16(bytes: &mut [u8], offset: usize, value: u16) {
    if let Some(place) = bytes.get_mut(offset..offset + 2) {
        place.copy_from_slice(&value.to_be_bytes());
    }
}

impl<'f> SourceTables<'f> {
    pub(super) fn of(face: &'f Face) -> Result<Self, FontError> {
        let font = face.font().ok_or_else(|| FontError::damaged("directory"))?;
        let table = |tag: &[u8; 4]| font.table_data(Tag::new(tag)).map(|data| data.as_bytes());
        let (Some(glyf), Some(loca)) = (table(b"glyf"), table(b"loca")) else {
            return Err(FontError::NotTrueType(face.full_name().to_owned()));
        };
        // The lengths of head, hhea, and maxp 1.0 (OpenType).
        let needed = |tag: &'static str, length: usize| {
            let bytes = <&[u8; 4]>::try_from(tag.as_bytes()).ok().and_then(table);
            bytes.and_then(|bytes| bytes.get(..length)).ok_or_else(|| FontError::damaged(tag))
        };
        Ok(Self {
            head: needed("head", 54)?,
            maxp: needed("maxp", 32)?,
            hhea: needed("hhea", 36)?,
            hmtx: table(b"hmtx").ok_or_else(|| FontError::damaged("hmtx"))?,
            loca,
            glyf,
            post: table(b"post"),
            os2: table(b"OS/2"),
            name: table(b"name"),
            glyph_count: face.glyph_count(),
        })
    }

    /// Advance and left side bearing of a glyph.
    pub(super) fn horizontal_metrics(&self, glyph: u16) -> Result<(u16, u16), FontError> {
        let damaged = || FontError::damaged("hmtx");
        let full = usize::from(u16_at(self.hhea, 34).unwrap_or(0));
        let last = full.checked_sub(1).ok_or_else(damaged)?;
        let glyph = usize::from(glyph);
        let advance = u16_at(self.hmtx, glyph.min(last) * 4).ok_or_else(damaged)?;
        let bearing = if glyph < full { glyph * 4 + 2 } else { full * 4 + (glyph - full) * 2 };
        // Fonts with cut-off bearings are common; readers take them as 0.
        Ok((advance, u16_at(self.hmtx, bearing).unwrap_or(0)))
    }

    /// The table OS/2 with the first and last of these characters in it.
    pub(super) fn metrics_for_system(&self, characters: impl Iterator<Item = char> + Clone) -> Option<Vec<u8>> {
        let mut os2 = self.os2?.to_vec();
        let in_table =
            |character: Option<char>| character.map_or(0, |it| u16::try_from(u32::from(it)).unwrap_or(0xFFFF));
        set_u16(&mut os2, 64, in_table(characters.clone().next()));
        set_u16(&mut os2, 66, in_table(characters.last()));
        Some(os2)
    }
}
