//! Eight-character names: those that somebody chose, else made from content, so that they are the same on every run.

use std::collections::{BTreeMap, BTreeSet};

use afp_codec::Name;

use crate::error::WriteError;

const SIGNS: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// A name of a letter for the kind and seven signs from a hash.
pub(crate) fn text_from_hash(kind: char, hash: &blake3::Hash) -> String {
    let mut rest = hash.as_bytes().first_chunk::<8>().map_or(0, |bytes| u64::from_be_bytes(*bytes));
    let mut name = String::from(kind);
    for _ in 0..7 {
        name.push(SIGNS.get((rest % 36) as usize).copied().unwrap_or(b'0').into());
        rest /= 36;
    }
    name
}

/// Gives names: the same to the same content, another to other content.
#[derive(Debug, Default)]
pub(crate) struct Names {
    taken: BTreeSet<String>,
    given: BTreeMap<(char, [u8; 32]), String>,
    chosen: BTreeMap<String, String>,
}

impl Names {
    /// With names that somebody chose, by what they name.
    ///
    /// # Errors
    /// A name that no field can hold, or that is chosen twice.
    pub(crate) fn with(chosen: &BTreeMap<String, String>) -> Result<Self, WriteError> {
        let mut names = Self { chosen: chosen.clone(), ..Self::default() };
        for text in chosen.values() {
            names.take(text)?;
        }
        Ok(names)
    }

    /// Takes a name for what is named once and for all.
    ///
    /// # Errors
    /// A name that no field can hold, or that is taken.
    pub(crate) fn take(&mut self, text: &str) -> Result<Name, WriteError> {
        let name = name(text)?;
        if self.taken.insert(text.to_owned()) { Ok(name) } else { Err(WriteError::NameTaken(text.to_owned())) }
    }

    /// The name of content: the one chosen for what it is called, else one made from its hash. Where that is taken by
    /// other content, the hash is hashed again until a name is free.
    pub(crate) fn of(&mut self, called: &str, kind: char, hash: blake3::Hash) -> String {
        match self.chosen.get(called) {
            Some(chosen) => chosen.clone(),
            None => self.give(kind, hash),
        }
    }

    /// A name made from content.
    pub(crate) fn give(&mut self, kind: char, hash: blake3::Hash) -> String {
        if let Some(known) = self.given.get(&(kind, *hash.as_bytes())) {
            return known.clone();
        }
        let mut rehashed = hash;
        loop {
            let name = text_from_hash(kind, &rehashed);
            if self.taken.insert(name.clone()) {
                self.given.insert((kind, *hash.as_bytes()), name.clone());
                return name;
            }
            rehashed = blake3::hash(rehashed.as_bytes());
        }
    }
}

/// A name as AFP writes it.
pub(crate) fn name(text: &str) -> Result<Name, WriteError> {
    Name::new(text).map_err(WriteError::encode(format!("the name {text}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_content_has_the_same_name_and_a_clash_another() {
        let hash = blake3::hash(b"content");
        let wanted = text_from_hash('F', &hash);
        let mut names = Names::default();
        assert_eq!((names.give('F', hash), names.give('F', hash)), (wanted.clone(), wanted.clone()));
        let mut crowded = Names::default();
        crowded.take(&wanted).unwrap();
        let other = crowded.give('F', hash);
        assert_ne!(other, wanted);
        assert_eq!((other.len(), crowded.give('F', hash)), (8, other));
    }

    #[test]
    fn a_chosen_name_wins_and_is_given_to_nothing_else() {
        let hash = blake3::hash(b"content");
        let made = text_from_hash('O', &hash);
        let chosen = BTreeMap::from([("front".to_owned(), made.clone())]);
        let mut names = Names::with(&chosen).unwrap();
        assert_eq!(names.of("front", 'O', blake3::hash(b"front")), made);
        assert_ne!(names.of("back", 'O', hash), made);
    }

    #[test]
    fn names_that_clash_or_are_too_long_are_refused() {
        let chosen = |names: [&str; 2]| {
            Names::with(&BTreeMap::from([("a".to_owned(), names[0].to_owned()), ("b".to_owned(), names[1].to_owned())]))
        };
        assert!(matches!(chosen(["O1SAME", "O1SAME"]), Err(WriteError::NameTaken(name)) if name == "O1SAME"));
        assert!(matches!(chosen(["O1FINE", "O1MUCHTOOLONG"]), Err(WriteError::Encode { .. })));
    }
}
