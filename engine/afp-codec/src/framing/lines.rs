//! Bytes between structured fields: line data, line ends, filling, or damage.

use super::record::JunkReason;

/// How the characters of a line are encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineEncoding {
    /// As on hosts.
    Ebcdic,
    /// As elsewhere.
    Ascii,
}

/// What a stretch of bytes between fields is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stretch {
    Lines(LineEncoding),
    Junk(JunkReason),
}

const CR: u8 = 0x0D;
const LF: u8 = 0x0A;
/// Line feed and new line of EBCDIC.
const EBCDIC_LF: u8 = 0x25;
const EBCDIC_NL: u8 = 0x15;
/// End of file of old systems.
const SUBSTITUTE: u8 = 0x1A;

pub(super) fn is_line_end(byte: u8) -> bool {
    matches!(byte, CR | LF | EBCDIC_LF | EBCDIC_NL)
}

impl LineEncoding {
    /// The encoding in which bytes are characters, if they are: hardly any byte is anything else.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let mut counts = [0usize; 2];
        for &byte in bytes {
            counts[0] += usize::from(Self::Ebcdic.is_character(byte));
            counts[1] += usize::from(Self::Ascii.is_character(byte));
        }
        let [ebcdic, ascii] = counts;
        let best = if ascii > ebcdic { Self::Ascii } else { Self::Ebcdic };
        (!bytes.is_empty() && ebcdic.max(ascii) * 20 >= bytes.len() * 19).then_some(best)
    }

    /// Letters, digits, the usual signs and the blank. Bytes with the first bit set are letters of many languages in
    /// ASCII code pages, but few of a text are.
    fn is_character(self, byte: u8) -> bool {
        match self {
            Self::Ascii => matches!(byte, 0x20..=0x7E | b'\t'),
            Self::Ebcdic => matches!(
                byte,
                0x40 | 0x4A..=0x50 | 0x5A..=0x61 | 0x6A..=0x6F | 0x79..=0x7F | 0x81..=0x89 | 0x91..=0x99 | 0xA1..=0xA9
                    | 0xC0..=0xC9 | 0xD0..=0xD9 | 0xE0 | 0xE2..=0xE9 | 0xF0..=0xF9
            ),
        }
    }

    fn ends_line(self, byte: u8) -> bool {
        match self {
            Self::Ascii => matches!(byte, CR | LF),
            Self::Ebcdic => is_line_end(byte),
        }
    }

    /// The length of the first line and of it with its end.
    pub(super) fn first_line(self, bytes: &[u8]) -> (usize, usize) {
        let Some(length) = bytes.iter().position(|&byte| self.ends_line(byte)) else {
            return (bytes.len(), bytes.len());
        };
        let pair = matches!(bytes.get(length..), Some([CR, LF | EBCDIC_LF, ..]));
        (length, length + if pair { 2 } else { 1 })
    }
}

/// What a stretch is; `otherwise` where it is nothing known.
pub(super) fn stretch(bytes: &[u8], otherwise: JunkReason) -> Stretch {
    if bytes.iter().all(|&byte| is_line_end(byte)) {
        return Stretch::Junk(JunkReason::LineEnds);
    }
    let fills = |byte: u8| matches!(byte, 0x00 | 0x20 | 0x40 | 0xFF | SUBSTITUTE);
    if let Some((&first, rest)) = bytes.split_first()
        && fills(first)
        && rest.iter().all(|&byte| byte == first)
    {
        return Stretch::Junk(JunkReason::Fill);
    }
    // Bytes of the introducer of a damaged field are no characters of a line.
    if otherwise != JunkReason::NoCarriageControl {
        return Stretch::Junk(otherwise);
    }
    match encoding_of_lines(bytes) {
        Some(encoding) => Stretch::Lines(encoding),
        None => Stretch::Junk(otherwise),
    }
}

/// The encoding of lines; the first byte of each may be a carriage control that is no character.
fn encoding_of_lines(bytes: &[u8]) -> Option<LineEncoding> {
    const SHORTEST: usize = 3;
    /// The longest record of a host file.
    const LONGEST: usize = 32_760;
    if bytes.len() < SHORTEST {
        return None;
    }
    [LineEncoding::Ebcdic, LineEncoding::Ascii].into_iter().find(|encoding| {
        let (mut characters, mut others) = (0usize, 0usize);
        let mut begins = true;
        let mut length = 0usize;
        for &byte in bytes {
            if encoding.ends_line(byte) {
                (begins, length) = (true, 0);
                continue;
            }
            length += 1;
            if length > LONGEST {
                return false;
            }
            match encoding.is_character(byte) {
                true => characters += 1,
                false if begins => {}
                false => others += 1,
            }
            begins = false;
        }
        characters >= SHORTEST - 1 && others * 19 <= characters
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_told_from_damage() {
        let what = |bytes: &[u8]| stretch(bytes, JunkReason::NoCarriageControl);
        assert_eq!(what(b"\r\n\r\n"), Stretch::Junk(JunkReason::LineEnds));
        assert_eq!(what(&[0; 40]), Stretch::Junk(JunkReason::Fill));
        assert_eq!(what(b" Dear Sir,\r\n thank you.\r\n"), Stretch::Lines(LineEncoding::Ascii));
        // "HELLO WORLD", a new line, "BYE".
        let hello = [0xC8, 0xC5, 0xD3, 0xD3, 0xD6, 0x40, 0xE6, 0xD6, 0xD9, 0xD3, 0xC4, 0x15, 0xC2, 0xE8, 0xC5];
        assert_eq!(what(&hello), Stretch::Lines(LineEncoding::Ebcdic));
        assert_eq!(what(&[0x2B, 0xD3, 4, 0xC7, 0, 100, 4, 0xD2, 0, 50]), Stretch::Junk(JunkReason::NoCarriageControl));
    }
}
