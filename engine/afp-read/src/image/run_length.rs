//! Run-length compressions: RL4 (IOCA appendix A), PackBits (TIFF 6.0, section 9).

use super::fax::fill;

/// The rows of a picture of one bit a point in RL4: rows with a number, those without points left out. A height of 0 is
/// told by the last number.
pub(super) fn rl4(data: &[u8], width: u32, height: u32, most_rows: u32) -> Vec<u8> {
    let mut lines: Vec<(u32, Vec<(u32, u32)>)> = Vec::new();
    let mut nibbles = Nibbles { data, at: 0 };
    while let Some(number) = nibbles.take(4) {
        // The length in bytes that follows serves those who look for a row.
        if nibbles.take(4).is_none() {
            break;
        }
        let mut runs = Vec::new();
        let (mut at, mut black) = (0u32, false);
        while let Some(length) = nibbles.run() {
            let end = at.saturating_add(length).min(width);
            if black && end > at {
                runs.push((at, end));
            }
            (at, black) = (end, !black);
        }
        lines.push((number, runs));
    }
    // Nothing says whether rows count from 0 or from 1.
    let last = lines.iter().map(|(number, _)| *number).max().unwrap_or(0);
    let from_one = !lines.iter().any(|(number, _)| *number == 0) && (height == 0 || last >= height);
    let first = u32::from(from_one);
    let height = if height > 0 { height } else { (last + 1 - first).min(most_rows) };
    let stride = width.div_ceil(8) as usize;
    let mut rows = vec![0; stride * height as usize];
    for (number, runs) in lines {
        let start = number.saturating_sub(first) as usize * stride;
        let Some(row) = rows.get_mut(start..start + stride) else { continue };
        for (start, end) in runs {
            fill(row, start, end);
        }
    }
    rows
}

/// Data four bits at a time.
struct Nibbles<'d> {
    data: &'d [u8],
    at: usize,
}

impl Nibbles<'_> {
    fn take(&mut self, count: usize) -> Option<u32> {
        let mut value = 0;
        for place in self.at..self.at + count {
            let byte = u32::from(*self.data.get(place / 2)?);
            value = value << 4 | if place % 2 == 0 { byte >> 4 } else { byte & 15 };
        }
        self.at += count;
        Some(value)
    }

    /// A run; `None` at the end of a row, which is passed over, or of the data.
    fn run(&mut self) -> Option<u32> {
        let first = self.take(1)?;
        Some(match first {
            0..=7 => first + 1,
            8..=11 => ((first & 3) << 4 | self.take(1)?) + 9,
            12..=13 => ((first & 1) << 8 | self.take(2)?) + 73,
            14 => self.take(3)? + 585,
            _ => match self.take(1)? {
                14 => 0,
                15 => {
                    // A row ends on a byte: with eight bits of 1, or with twelve.
                    self.at += self.at % 2;
                    return None;
                }
                second => ((second & 7) << 12 | self.take(3)?) + 4681,
            },
        })
    }
}

/// PackBits, at most so many bytes.
pub(super) fn pack_bits(data: &[u8], most: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = data;
    while let [head, tail @ ..] = rest {
        if bytes.len() >= most {
            break;
        }
        rest = match *head {
            count @ 0..=127 => {
                let (literal, after) = tail.split_at(tail.len().min(usize::from(count) + 1));
                bytes.extend_from_slice(literal);
                after
            }
            128 => tail,
            count => {
                let Some((&value, after)) = tail.split_first() else { break };
                bytes.resize(bytes.len() + 257 - usize::from(count), value);
                after
            }
        };
    }
    bytes.truncate(most);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pack_bits_repeats_and_copies() {
        // The example of the TIFF specification begins so.
        assert_eq!(pack_bits(&[0xFE, 0xAA, 0x02, 0x80, 0x00, 0x2A, 0x80], 99), [0xAA, 0xAA, 0xAA, 0x80, 0x00, 0x2A]);
        assert_eq!(pack_bits(&[0x81, 0x55], 4), [0x55; 4]);
        assert_eq!(pack_bits(&[0x05, 1, 2], 9), [1, 2], "cut short");
    }

    #[test]
    fn rows_of_rl4_have_a_number_a_length_and_runs_of_four_bit_words() {
        // Row 0: white 4 (0011), black 4 (0011), end (1111 1111). Row 2: white 0 (1111 1110), black 8 (0111), end
        // (1111 1111 1111). Row 1 is left out.
        let data = [0, 0, 0, 2, 0x33, 0xFF, 0, 2, 0, 3, 0xFE, 0x7F, 0xFF];
        assert_eq!(rl4(&data, 8, 3, 100), [0x0F, 0x00, 0xFF]);
        assert_eq!(rl4(&data, 8, 0, 100), [0x0F, 0x00, 0xFF]);
        let from_one = [0, 1, 0, 2, 0x33, 0xFF, 0, 2, 0, 2, 0x33, 0xFF];
        assert_eq!(rl4(&from_one, 8, 2, 100), [0x0F, 0x0F]);
    }

    #[test]
    fn words_of_rl4_have_all_their_lengths() {
        let mut lengths = Vec::new();
        for word in [&[0x7F, 0xFF][..], &[0x80, 0xBF], &[0xC0, 0x0F, 0xFF], &[0xEF, 0xFF], &[0xF0, 0x00, 0x1F]] {
            lengths.push(Nibbles { data: word, at: 0 }.run().unwrap());
        }
        assert_eq!(lengths, [8, 9, 73, 4680, 4682]);
        assert_eq!(Nibbles { data: &[0xBF], at: 0 }.run(), Some(72));
        assert_eq!(Nibbles { data: &[0xDF, 0xF0], at: 0 }.run(), Some(584));
    }
}
