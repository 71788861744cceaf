//! The words of a font program.

/// A word, or the sign of an array or procedure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A name behind a slash, without it.
    Name(&'a [u8]),
    /// A number, an operator, or one of the signs `[ ] { }`.
    Word(&'a [u8]),
}

/// Reads words one after another; strings and comments are passed over.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Begins behind the first place where a name stands.
    pub(super) fn after(bytes: &'a [u8], name: &[u8]) -> Option<Self> {
        let mut tokens = Self::new(bytes);
        loop {
            if tokens.next()? == Token::Name(name) {
                return Some(tokens);
            }
        }
    }

    pub(super) fn offset(&self) -> usize {
        self.at
    }

    /// The next word as a whole number.
    pub(super) fn integer(&mut self) -> Option<i32> {
        match self.next()? {
            Token::Word(word) => std::str::from_utf8(word).ok()?.parse().ok(),
            Token::Name(_) => None,
        }
    }

    /// The next numbers between brackets or braces.
    pub(super) fn numbers<const N: usize>(&mut self) -> Option<[f64; N]> {
        let mut numbers = [0.0; N];
        if !matches!(self.next()?, Token::Word(b"[" | b"{")) {
            return None;
        }
        for number in &mut numbers {
            let Token::Word(word) = self.next()? else { return None };
            *number = std::str::from_utf8(word).ok()?.parse().ok().filter(|number: &f64| number.is_finite())?;
        }
        Some(numbers)
    }

    /// `count` bytes behind the one blank that follows the word just read.
    pub(super) fn binary(&mut self, count: usize) -> Option<&'a [u8]> {
        let start = self.at.checked_add(1)?;
        let end = start.checked_add(count)?;
        let bytes = self.bytes.get(start..end)?;
        self.at = end;
        Some(bytes)
    }

    fn skip_string(&mut self) {
        let mut depth = 0u32;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'(' => depth += 1,
                b')' if depth <= 1 => return,
                b')' => depth -= 1,
                _ => {}
            }
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let start = self.at;
            match *self.bytes.get(start)? {
                0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ' => self.at += 1,
                b'%' => {
                    let rest = self.bytes.get(start..)?;
                    self.at += rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len());
                }
                b'(' => self.skip_string(),
                b'[' | b']' | b'{' | b'}' | b'<' | b'>' | b')' => {
                    self.at += 1;
                    return Some(Token::Word(self.bytes.get(start..self.at)?));
                }
                first => {
                    self.at += 1;
                    let rest = self.bytes.get(self.at..)?;
                    self.at += rest.iter().position(|&byte| ends_word(byte)).unwrap_or(rest.len());
                    let word = self.bytes.get(start..self.at)?;
                    return Some(if first == b'/' {
                        Token::Name(word.get(1..).unwrap_or_default())
                    } else {
                        Token::Word(word)
                    });
                }
            }
        }
    }
}

fn ends_word(byte: u8) -> bool {
    matches!(
        byte,
        0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ' | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_names_and_numbers_are_told_apart() {
        let text = b"/FontMatrix[0.001 0 0 .001 0 0]readonly def %no\n/Notice (a \\) (b)) /x 12 RD abc";
        let mut tokens = Tokens::after(text, b"FontMatrix").unwrap();
        assert_eq!(tokens.numbers(), Some([0.001, 0.0, 0.0, 0.001, 0.0, 0.0]));
        let mut tokens = Tokens::after(text, b"x").unwrap();
        assert_eq!(tokens.integer(), Some(12));
        assert_eq!(tokens.next(), Some(Token::Word(b"RD")));
        assert_eq!(tokens.binary(3), Some(b"abc".as_slice()));
        assert_eq!((tokens.next(), tokens.binary(1)), (None, None));
    }
}
