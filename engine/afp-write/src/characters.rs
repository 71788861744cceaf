//! Sets of characters that text of a face uses.

/// A set of characters; a bit for each, grown as needed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CharacterSet {
    words: Vec<u64>,
}

impl CharacterSet {
    /// Adds a character.
    pub fn insert(&mut self, character: char) {
        let code = u32::from(character) as usize;
        let (word, bit) = (code / 64, 1u64 << (code % 64));
        if self.words.len() <= word {
            self.words.resize(word + 1, 0);
        }
        if let Some(word) = self.words.get_mut(word) {
            *word |= bit;
        }
    }

    /// Adds ASCII characters, a bit for each.
    pub(crate) fn insert_ascii(&mut self, bits: u128) {
        if self.words.len() < 2 {
            self.words.resize(2, 0);
        }
        for (word, half) in self.words.iter_mut().zip([bits as u64, (bits >> 64) as u64]) {
            *word |= half;
        }
    }

    /// Adds all characters of another set.
    pub fn union(&mut self, other: &Self) {
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
        self.words.get(code / 64).is_some_and(|word| word >> (code % 64) & 1 == 1)
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// The characters, in order.
    pub fn iter(&self) -> impl Iterator<Item = char> + '_ {
        self.words.iter().enumerate().flat_map(|(at, &word)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).filter_map(move |bit| char::from_u32(at as u32 * 64 + bit))
        })
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
        two.union(&one);
        assert_eq!(two.iter().collect::<String>(), "A€\u{20000}");
        assert!(two.contains('€') && !one.contains('€') && CharacterSet::default().is_empty());
    }
}
