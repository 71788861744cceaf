//! The file around the tables: directory and checksums.

use std::collections::BTreeMap;

/// Tables on the way to a file, by tag.
pub(crate) struct TableFile {
    tables: BTreeMap<[u8; 4], Vec<u8>>,
}

/// Where head keeps what makes the sum of the whole file right (OpenType, head `checksumAdjustment`).
const ADJUSTMENT: usize = 8;
/// What the sum of the whole file comes to.
const MAGIC_SUM: u32 = 0xB1B0_AFBA;

impl TableFile {
    pub(crate) fn new() -> Self {
        Self { tables: BTreeMap::new() }
    }

    pub(crate) fn add(&mut self, tag: [u8; 4], content: Vec<u8>) {
        self.tables.insert(tag, content);
    }

    /// The file.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        let adjusted = |head: &mut Vec<u8>, value: u32| {
            if let Some(place) = head.get_mut(ADJUSTMENT..ADJUSTMENT + 4) {
                place.copy_from_slice(&value.to_be_bytes());
            }
        };
        if let Some(head) = self.tables.get_mut(b"head") {
            adjusted(head, 0);
        }
        let sum_without = checksum(&self.bytes());
        // The directory's sum for head is that of a head whose adjustment is 0.
        let directory_length = 12 + 16 * self.tables.len();
        let directory = self.bytes().get(..directory_length).unwrap_or_default().to_vec();
        if let Some(head) = self.tables.get_mut(b"head") {
            adjusted(head, MAGIC_SUM.wrapping_sub(sum_without));
        }
        let mut file = self.bytes();
        if let Some(place) = file.get_mut(..directory_length) {
            place.copy_from_slice(&directory);
        }
        file
    }

    fn bytes(&self) -> Vec<u8> {
        let count = self.tables.len() as u16;
        let largest_power = count.checked_ilog2().unwrap_or(0);
        let search_range = 16u16 << largest_power;
        let compact = self.tables.contains_key(b"CFF ");
        let mut file = if compact { b"OTTO".to_vec() } else { vec![0, 1, 0, 0] };
        for number in [count, search_range, largest_power as u16, count * 16 - search_range] {
            file.extend(number.to_be_bytes());
        }
        let mut offset = 12 + 16 * self.tables.len();
        for (tag, content) in &self.tables {
            file.extend(tag);
            for number in [checksum(content), offset as u32, content.len() as u32] {
                file.extend(number.to_be_bytes());
            }
            offset += content.len().next_multiple_of(4);
        }
        for content in self.tables.values() {
            file.extend(content);
            file.resize(file.len().next_multiple_of(4), 0);
        }
        file
    }
}

/// The sum of a table's 32-bit words, as if zeros followed.
fn checksum(content: &[u8]) -> u32 {
    content.chunks(4).fold(0, |sum, word| {
        let mut bytes = [0; 4];
        for (to, from) in bytes.iter_mut().zip(word) {
            *to = *from;
        }
        sum.wrapping_add(u32::from_be_bytes(bytes))
    })
}
