//! The first directory of a TIFF file (TIFF 6.0, section 2), for pictures that the TIFF reader leaves to us.

use std::collections::BTreeMap;

/// The most values of one entry.
const MOST_VALUES: u32 = 1 << 16;

/// Entries of whole numbers by their tag; of a fraction the whole part.
pub(super) struct Directory {
    entries: BTreeMap<u16, Vec<u32>>,
    /// Where the value of each stands.
    places: BTreeMap<u16, usize>,
    big: bool,
}

impl Directory {
    /// Reads a directory; `None` where the bytes are no TIFF file. Entries that reach beyond it are left out.
    pub(super) fn read(data: &[u8]) -> Option<Self> {
        let big = match data.get(..4)? {
            b"II*\0" => false,
            b"MM\0*" => true,
            _ => return None,
        };
        let number = |at: usize, bytes: usize| -> Option<u32> {
            let digits = data.get(at..at.checked_add(bytes)?)?;
            let join = |number: u32, digit: &u8| number << 8 | u32::from(*digit);
            Some(if big { digits.iter().fold(0, join) } else { digits.iter().rev().fold(0, join) })
        };
        let start = usize::try_from(number(4, 4)?).ok()?;
        let count = usize::try_from(number(start, 2)?).ok()?;
        let (mut entries, mut places) = (BTreeMap::new(), BTreeMap::new());
        for entry in 0..count {
            let Some(at) = start.checked_add(2 + entry * 12) else { break };
            let (Some(tag), Some(kind), Some(values)) = (number(at, 2), number(at + 2, 2), number(at + 4, 4)) else {
                break;
            };
            let size = match kind {
                1 => 1,
                3 => 2,
                4 => 4,
                5 => 8,
                _ => continue,
            };
            let values = values.min(MOST_VALUES) as usize;
            let place = if values * size <= 4 { Some(at + 8) } else { number(at + 8, 4).map(|offset| offset as usize) };
            let read = |number_of: usize| -> Option<u32> {
                let at = place?.checked_add(number_of * size)?;
                match kind {
                    5 => number(at, 4)?.checked_div(number(at + 4, 4)?),
                    _ => number(at, size),
                }
            };
            let values: Vec<u32> = (0..values).map_while(read).collect();
            places.extend(place.map(|place| (tag as u16, place)));
            entries.insert(tag as u16, values);
        }
        Some(Self { entries, places, big })
    }

    pub(super) fn values(&self, tag: u16) -> &[u32] {
        self.entries.get(&tag).map_or(&[], Vec::as_slice)
    }

    /// The file with another short value of an entry.
    pub(super) fn with(&self, tag: u16, value: u16, data: &[u8]) -> Vec<u8> {
        let mut changed = data.to_vec();
        let place = self.places.get(&tag).and_then(|&place| changed.get_mut(place..place + 2));
        if let Some(place) = place {
            place.copy_from_slice(&if self.big { value.to_be_bytes() } else { value.to_le_bytes() });
        }
        changed
    }

    pub(super) fn value(&self, tag: u16) -> Option<u32> {
        self.values(tag).first().copied()
    }
}
