//! Ids of a template's elements.

use std::fmt;
use std::str::FromStr;

/// The id of an element of a template: 1 to 15 characters of `a–z A–Z 0–9 _ -`, unique in the template, never reused.
///
/// Kept in place, so that every item of every page can carry one without an allocation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId {
    length: u8,
    bytes: [u8; 15],
}

/// A text is no id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ObjectIdError;

impl fmt::Display for ObjectIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id has 1 to 15 characters of a–z, A–Z, 0–9, _ and -")
    }
}

impl std::error::Error for ObjectIdError {}

impl ObjectId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        self.bytes.get(..usize::from(self.length)).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// A new id from 35 bits of randomness handed in: a letter for the kind of element, `_` and seven signs without
    /// those easily confused.
    pub fn from_random(kind: char, random: u64) -> Self {
        const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
        let mut id = Self { length: 9, bytes: [0; 15] };
        let kind = if kind.is_ascii_alphabetic() { kind as u8 } else { b'o' };
        let mut rest = random;
        for (place, byte) in id.bytes.iter_mut().take(9).enumerate() {
            *byte = match place {
                0 => kind,
                1 => b'_',
                _ => {
                    let sign = SIGNS[(rest % 32) as usize];
                    rest /= 32;
                    sign
                }
            };
        }
        id
    }
}

impl FromStr for ObjectId {
    type Err = ObjectIdError;

    fn from_str(text: &str) -> Result<Self, ObjectIdError> {
        let mut id = Self { length: text.len() as u8, bytes: [0; 15] };
        let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        if text.is_empty() || text.len() > id.bytes.len() || !text.as_bytes().iter().all(allowed) {
            return Err(ObjectIdError);
        }
        for (to, from) in id.bytes.iter_mut().zip(text.bytes()) {
            *to = from;
        }
        Ok(id)
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_id_go_both_ways() {
        assert_eq!("o_7k2".parse::<ObjectId>().unwrap().to_string(), "o_7k2");
        for bad in ["", "a b", "0123456789abcdef", "é"] {
            assert_eq!(bad.parse::<ObjectId>(), Err(ObjectIdError), "{bad:?}");
        }
    }

    #[test]
    fn random_ids_are_valid_and_differ() {
        let one = ObjectId::from_random('t', 1);
        assert_eq!(one.to_string().parse(), Ok(one));
        assert_ne!(one, ObjectId::from_random('t', 2));
    }
}
