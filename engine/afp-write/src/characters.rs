//! Sets of characters that text of a face uses.

/// A set of characters: a mark for each of ASCII, which is quickest to set, and a bit for each other, grown as needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CharacterSet {
    ascii: [u8; 128],
    words: Vec<u64>,
}

impl Default for CharacterSet {
    fn default() -> Self {
        Self { ascii: [0; 128], words: Vec::new() }
    }
}

impl CharacterSet {
    /// Adds a character.
    pub fn insert(&mut self, character: char) {
        let code = u32::from(character) as usize;
        if let Some(mark) = self.ascii.get_mut(code) {
            *mark = 1;
            return;
        }
        let (word, bit) = (code / 64, 1u64 << (code % 64));
        if self.words.len() <= word {
            self.words.resize(word + 1, 0);
        }
        if let Some(word) = self.words.get_mut(word) {
            *word |= bit;
        }
    }

    /// The marks of ASCII characters, 1 for those in the set, for text that adds many.
    pub(crate) fn ascii_marks(&mut self) -> &mut [u8; 128] {
        &mut self.ascii
    }

    /// Adds all characters of another set.
    pub fn union(&mut self, other: &Self) {
        for (mark, more) in self.ascii.iter_mut().zip(&other.ascii) {
            *mark |= more;
        }
        if self.words.len() < other.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        for (word, more) in self.words.iter_mut().zip(&other.words) {
            *word |= more;
        }
    }

    /// Whether a character is in it.
    pub fn contains(&self, character: char) -> bool {
        let code = u32::from(character) as usize;
        match self.ascii.get(code) {
            Some(mark) => *mark != 0,
            None => self.words.get(code / 64).is_some_and(|word| word >> (code % 64) & 1 == 1),
        }
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.ascii.iter().all(|&mark| mark == 0) && self.words.iter().all(|&word| word == 0)
    }

    /// The characters, in order.
    pub fn iter(&self) -> impl Iterator<Item = char> + '_ {
        let ascii = (0u8..128).zip(&self.ascii).filter(|(_, mark)| **mark != 0).map(|(byte, _)| char::from(byte));
        let others = self.words.iter().enumerate().flat_map(|(at, &word)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).filter_map(move |bit| char::from_u32(at as u32 * 64 + bit))
        });
        ascii.chain(others)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in_and_joins() {
        let mut one = CharacterSet::default();
        one.insert('A');
        one.insert('\u{20000}');
        let mut two = CharacterSet::default();
        two.insert('€');
        two.ascii_marks()[usize::from(b'z')] = 1;
        two.union(&one);
        assert_eq!(two.iter().collect::<String>(), "Az€\u{20000}");
        assert!(two.contains('€') && !one.contains('€') && CharacterSet::default().is_empty());
        assert!(two.contains('z') && !two.contains('y') && !one.is_empty());
    }
}
