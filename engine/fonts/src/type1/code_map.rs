//! Character maps of CID-keyed fonts: from code points to character ids (TN 5014, "CMap").

use super::tokens::{Token, Tokens};

/// Ranges of all maps of a font together.
const MOST_RANGES: usize = 1 << 18;

/// Code points and their character ids.
#[derive(Clone, Debug, Default)]
pub struct CodeMap {
    ranges: Vec<Range>,
}

#[derive(Clone, Copy, Debug)]
struct Range {
    /// Bytes of the code points.
    length: usize,
    first: u32,
    last: u32,
    id: u32,
}

impl CodeMap {
    /// Adds the ranges of a CMap file; bytes that are none add nothing.
    pub fn add(&mut self, bytes: &[u8]) {
        let mut tokens = Tokens::new(bytes);
        // What the ranges of the section being read have: one code point, or two.
        let mut codes_wanted = 0;
        let mut codes: Vec<(usize, u32)> = Vec::new();
        while let Some(token) = tokens.next() {
            match token {
                Token::Word(b"begincidrange") => codes_wanted = 2,
                Token::Word(b"begincidchar") => codes_wanted = 1,
                Token::Word(b"endcidrange" | b"endcidchar") => codes_wanted = 0,
                Token::Word(b"<") if codes_wanted > 0 => {
                    let Some(Token::Word(digits)) = tokens.next() else { return };
                    let Some(code) = std::str::from_utf8(digits).ok().and_then(|it| u32::from_str_radix(it, 16).ok())
                    else {
                        codes.clear();
                        continue;
                    };
                    codes.push((digits.len().div_ceil(2), code));
                }
                Token::Word(word) if codes_wanted > 0 && codes.len() == codes_wanted => {
                    let id = std::str::from_utf8(word).ok().and_then(|it| it.parse().ok());
                    let (Some(id), [(length, first), ..]) = (id, codes.as_slice()) else { continue };
                    let last = codes.last().map_or(*first, |(_, last)| *last);
                    if self.ranges.len() < MOST_RANGES {
                        self.ranges.push(Range { length: *length, first: *first, last, id });
                    }
                    codes.clear();
                }
                _ => {}
            }
        }
    }

    /// The character id of a code point. Without a map the code point is the id itself.
    pub fn character_id(&self, code: &[u8]) -> Option<u32> {
        let number = code.iter().try_fold(0u32, |number, &byte| number.checked_mul(256)?.checked_add(byte.into()))?;
        if self.ranges.is_empty() {
            return Some(number);
        }
        let range = self
            .ranges
            .iter()
            .find(|range| range.length == code.len() && (range.first..=range.last).contains(&number))?;
        range.id.checked_add(number - range.first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_single_codes_lead_to_ids() {
        let mut map = CodeMap::default();
        assert_eq!(map.character_id(&[0x12, 0x34]), Some(0x1234));
        map.add(
            b"%!PS-Adobe-3.0 Resource-CMap\n1 begincodespacerange <00> <80> endcodespacerange\n\
              2 begincidrange\n<20> <7e> 1\n<8140> <817e> 633\nendcidrange 1 begincidchar <8180> 700 endcidchar",
        );
        assert_eq!(map.character_id(&[0x21]), Some(2));
        assert_eq!(map.character_id(&[0x81, 0x41]), Some(634));
        assert_eq!(map.character_id(&[0x81, 0x80]), Some(700));
        assert_eq!((map.character_id(&[0x00, 0x21]), map.character_id(&[0x81, 0x7F])), (None, None));
        assert_eq!(map.character_id(&[1, 2, 3, 4, 5]), None);
    }
}
