//! Eight-character names from content.

use std::collections::BTreeSet;

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

/// Gives names that are not taken yet.
#[derive(Debug, Default)]
pub(crate) struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// A free name for content; where the first is taken, the hash is hashed again until one is free.
    pub(crate) fn give(&mut self, kind: char, mut hash: blake3::Hash) -> String {
        loop {
            let name = text_from_hash(kind, &hash);
            if self.taken.insert(name.clone()) {
                return name;
            }
            hash = blake3::hash(hash.as_bytes());
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
        let mut names = Names::default();
        let first = names.give('F', hash);
        assert_eq!(first, text_from_hash('F', &hash));
        assert_eq!(first.len(), 8);
        let second = names.give('F', hash);
        assert_ne!(first, second);
        let mut again = Names::default();
        assert_eq!((again.give('F', hash), again.give('F', hash)), (first, second));
    }
}
