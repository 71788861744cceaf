//! What a font's licence bits allow.

/// The right to embed a font (OpenType, OS/2 `fsType`, bits 0 to 3; of several bits the freest counts).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Embedding {
    /// No restriction.
    Installable,
    /// In documents that may be edited.
    Editable,
    /// In documents that are only viewed and printed.
    PreviewAndPrint,
    /// Not without the maker's leave.
    Restricted,
}

impl Embedding {
    pub(crate) const fn from_bits(fs_type: u16) -> Self {
        match fs_type & 0xF {
            0 => Self::Installable,
            bits if bits & 8 != 0 => Self::Editable,
            bits if bits & 4 != 0 => Self::PreviewAndPrint,
            bits if bits & 2 != 0 => Self::Restricted,
            _ => Self::Installable,
        }
    }

    /// Whether finished documents may carry the font.
    pub const fn is_allowed(self) -> bool {
        !matches!(self, Self::Restricted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_freest_bit_counts() {
        assert_eq!(Embedding::from_bits(0), Embedding::Installable);
        assert_eq!(Embedding::from_bits(2), Embedding::Restricted);
        assert_eq!(Embedding::from_bits(2 | 4), Embedding::PreviewAndPrint);
        assert_eq!(Embedding::from_bits(8 | 2 | 0x100), Embedding::Editable);
        assert!(!Embedding::Restricted.is_allowed());
    }
}
