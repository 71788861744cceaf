//! Which bytes draw which item.

use scene::Origin;

/// Bytes of an encoded page that draw an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageRange {
    /// The item's origin.
    pub origin: Origin,
    /// The first byte, from the page's first.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// Bytes of a finished print file that draw an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileRange {
    /// The item's origin.
    pub origin: Origin,
    /// The page of the file, from 0.
    pub page: u32,
    /// The first byte, from the file's first.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
}

/// Bytes of a finished print file that draw an item of shared content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedRange {
    /// The item's origin.
    pub origin: Origin,
    /// The first byte, from the file's first.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
}

/// Bytes of carriage control and introducer before a field's data (MO:DCA "Structured Field Introducer").
pub(crate) const INTRODUCER: usize = 9;

/// Places of joined object data in the fields that carry it, each full but the last.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Carried {
    /// Where the first field begins.
    pub start: usize,
    /// Bytes of data in a full field.
    pub field_data: usize,
}

impl Carried {
    /// Where a byte of the data lies.
    pub(crate) fn place(self, offset: usize) -> usize {
        let fields = offset / self.field_data.max(1) + 1;
        self.start + offset + fields * INTRODUCER
    }

    /// Where data ends: just after its last byte.
    pub(crate) fn end(self, offset: usize) -> usize {
        offset.checked_sub(1).map_or(self.start + INTRODUCER, |last| self.place(last) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Profile;

    #[test]
    fn places_count_the_introducers_of_all_fields_before() {
        let full = Profile::Is3.field_data();
        let carried = Carried { start: 100, field_data: full };
        assert_eq!(full, 32_744);
        assert_eq!((carried.place(0), carried.place(full - 1), carried.place(full)), (109, 108 + full, 118 + full));
        assert_eq!((carried.end(full), carried.end(full + 1)), (109 + full, 119 + full));
    }
}
