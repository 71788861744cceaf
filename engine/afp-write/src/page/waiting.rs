//! Characters of a stretch of text that wait until its move is known and written.

use crate::options::TextEncoding;

/// Code units kept: those of two whole control sequences of UTF-16.
const UNITS: usize = 252;

/// The longest character, in bytes of either encoding.
const LONGEST: usize = 4;

/// Characters, as bytes of the file's encoding.
#[derive(Debug)]
pub(crate) struct Waiting {
    bytes: [u8; UNITS * 2 + LONGEST],
    length: usize,
    characters: usize,
}

impl Default for Waiting {
    fn default() -> Self {
        Self { bytes: [0; UNITS * 2 + LONGEST], length: 0, characters: 0 }
    }
}

impl Waiting {
    /// How many characters.
    pub(crate) const fn characters(&self) -> usize {
        self.characters
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    pub(crate) const fn is_full(&self, encoding: TextEncoding) -> bool {
        self.length >= Self::limit(encoding)
    }

    const fn limit(encoding: TextEncoding) -> usize {
        match encoding {
            TextEncoding::Utf16 => UNITS * 2,
            TextEncoding::Utf8 => UNITS,
        }
    }

    pub(crate) const fn clear(&mut self) {
        (self.length, self.characters) = (0, 0);
    }

    /// Adds a character; there is place for one as long as it was not full.
    pub(crate) fn push(&mut self, character: char, encoding: TextEncoding) {
        let rest = self.bytes.get_mut(self.length..).unwrap_or_default();
        let mut put = |bytes: &[u8]| {
            if let Some(place) = rest.get_mut(..bytes.len()) {
                place.copy_from_slice(bytes);
                self.length += bytes.len();
                self.characters += 1;
            }
        };
        match encoding {
            TextEncoding::Utf8 => put(character.encode_utf8(&mut [0; LONGEST]).as_bytes()),
            TextEncoding::Utf16 => {
                let mut bytes = [0; LONGEST];
                let mut units = [0; LONGEST / 2];
                let units = character.encode_utf16(&mut units);
                for (place, unit) in bytes.chunks_exact_mut(2).zip(&*units) {
                    place.copy_from_slice(&unit.to_be_bytes());
                }
                put(bytes.get(..units.len() * 2).unwrap_or_default());
            }
        }
    }

    /// Places for characters of so many bytes each, until it is full.
    pub(crate) fn places<const BYTES: usize>(&mut self, encoding: TextEncoding) -> &mut [[u8; BYTES]] {
        let free = self.bytes.get_mut(self.length..Self::limit(encoding)).unwrap_or_default();
        free.as_chunks_mut().0
    }

    /// So many of the places are filled.
    pub(crate) const fn fill<const BYTES: usize>(&mut self, count: usize) {
        self.length += count * BYTES;
        self.characters += count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_kept_in_either_encoding_until_two_control_sequences_are_full() {
        for (encoding, wanted) in [
            (TextEncoding::Utf16, &[0x00, 0x41, 0x20, 0xAC, 0xD8, 0x40, 0xDC, 0x00][..]),
            (TextEncoding::Utf8, &[0x41, 0xE2, 0x82, 0xAC, 0xF0, 0xA0, 0x80, 0x80][..]),
        ] {
            let mut waiting = Waiting::default();
            for character in ['A', '€', '\u{20000}'] {
                waiting.push(character, encoding);
            }
            assert_eq!((waiting.bytes(), waiting.characters()), (wanted, 3));
            while !waiting.is_full(encoding) {
                waiting.push('\u{20000}', encoding);
            }
            assert!(matches!(waiting.bytes().len(), UNITS..=508));
            waiting.clear();
            assert_eq!((waiting.bytes(), waiting.characters()), (&[][..], 0));
        }
        let mut waiting = Waiting::default();
        waiting.push('A', TextEncoding::Utf16);
        let places = waiting.places::<2>(TextEncoding::Utf16);
        assert_eq!(places.len(), UNITS - 1);
        places[0] = [0, 0x42];
        waiting.fill::<2>(1);
        assert_eq!((waiting.bytes(), waiting.characters()), (&[0, 0x41, 0, 0x42][..], 2));
    }
}
