//! Code 128 (ISO/IEC 15417), with the shortest choice of code sets. The bytes X'F1' to X'F4' are FNC1 to FNC4.

use super::super::gs1::SEPARATOR;
use super::super::shortest::{Choice, CodeSet, Move, Ways};
use super::{modules, too_long};

/// The byte that stands for FNC1.
pub(in super::super) const FNC1: u8 = 0xF1;

const SHIFT: u8 = 98;
const TO_C: u8 = 99;
const TO_B: u8 = 100;
const TO_A: u8 = 101;
const START_A: u8 = 103;
const STOP: &str = "2331112";

/// Widths of bars and spaces of the symbol characters 0 to 105 (ISO/IEC 15417, table 1).
#[rustfmt::skip]
const WIDTHS: [&str; 106] = [
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213",
    "221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132",
    "221231", "213212", "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211",
    "212123", "212321", "232121", "111323", "131123", "131321", "112313", "132113", "132311", "211313",
    "231113", "231311", "112133", "112331", "132131", "113123", "113321", "133121", "313121", "211331",
    "231131", "213113", "213311", "213131", "311123", "311321", "331121", "312113", "312311", "332111",
    "314111", "221411", "431111", "111224", "111422", "121124", "121421", "141122", "141221", "112214",
    "112412", "122114", "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111",
    "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
    "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311", "113141",
    "114131", "311141", "411131", "211412", "211214", "211232",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Set {
    A,
    B,
    C,
}

impl Set {
    /// The symbol character that goes over to this set.
    fn latch(self) -> u8 {
        match self {
            Self::A => TO_A,
            Self::B => TO_B,
            Self::C => TO_C,
        }
    }

    fn start(self) -> u8 {
        match self {
            Self::A => START_A,
            Self::B => START_A + 1,
            Self::C => START_A + 2,
        }
    }

    /// The symbol character for the data at its beginning, and how many bytes that takes.
    fn character(self, data: &[u8]) -> Option<(u8, usize)> {
        let first = *data.first()?;
        match self {
            _ if first == FNC1 => Some((102, 1)),
            Self::A | Self::B if first == 0xF2 => Some((97, 1)),
            Self::A | Self::B if first == 0xF3 => Some((96, 1)),
            Self::A if first == 0xF4 => Some((101, 1)),
            Self::B if first == 0xF4 => Some((100, 1)),
            Self::A if first < 32 => Some((first + 64, 1)),
            Self::A if first < 96 => Some((first - 32, 1)),
            Self::B if (32..128).contains(&first) => Some((first - 32, 1)),
            Self::C => match *data {
                [tens @ b'0'..=b'9', ones @ b'0'..=b'9', ..] => Some(((tens - b'0') * 10 + ones - b'0', 2)),
                _ => None,
            },
            Self::A | Self::B => None,
        }
    }

    /// The set whose characters a shift gives for one character.
    fn shifted(self) -> Option<Self> {
        match self {
            Self::A => Some(Self::B),
            Self::B => Some(Self::A),
            Self::C => None,
        }
    }
}

/// How a character is written.
#[derive(Clone, Copy, Debug)]
enum Step {
    Character,
    Shift,
}

impl CodeSet for Set {
    const ALL: &'static [Self] = &[Self::A, Self::B, Self::C];
    type Step = Step;

    fn choices(self, rest: &[u8]) -> impl Iterator<Item = Choice<Step>> {
        let plain = self.character(rest).map(|(_, bytes)| Choice { step: Step::Character, bytes, cost: 1 });
        let shifted = self.shifted().and_then(|other| other.character(rest));
        let shifted = shifted.map(|(_, bytes)| Choice { step: Step::Shift, bytes, cost: 2 });
        [plain, shifted].into_iter().flatten()
    }

    fn latch_cost(self, to: Self) -> Option<usize> {
        (self != to).then_some(1)
    }
}

pub(in super::super) fn encode(data: &[u8]) -> Result<Vec<u32>, String> {
    too_long(data.len())?;
    if let Some(byte) = data.iter().find(|byte| !byte.is_ascii() && !matches!(byte, 0xF1..=0xF4)) {
        return Err(format!("it has no character with the code {byte}"));
    }
    let characters = characters(data);
    let check =
        characters.iter().enumerate().map(|(place, &character)| place.max(1) * usize::from(character)).sum::<usize>()
            % 103;
    let all = characters.into_iter().map(usize::from).chain([check]);
    let patterns = all.filter_map(|character| WIDTHS.get(character).copied());
    Ok(patterns.chain([STOP]).flat_map(modules).collect())
}

/// An element string after FNC1, FNC1 between its elements.
pub(in super::super) fn encode_gs1(elements: &[u8]) -> Result<Vec<u32>, String> {
    let inside = elements.iter().map(|&byte| if byte == SEPARATOR { FNC1 } else { byte });
    encode(&[FNC1].into_iter().chain(inside).collect::<Vec<u8>>())
}

/// The start character and the characters for the data: the fewest there can be.
fn characters(data: &[u8]) -> Vec<u8> {
    let ways = Ways::new(data);
    // Of equally short ones the first: B reads best, so it is tried before A; C only where it is shorter.
    let start = [Set::B, Set::A, Set::C].into_iter().min_by_key(|set| ways.cost(0, *set)).unwrap_or(Set::B);
    let mut characters = vec![start.start()];
    for (place, set, next) in ways.moves(start) {
        let rest = data.get(place..).unwrap_or_default();
        match next {
            Move::Write(Step::Character, _) => characters.extend(set.character(rest).map(|(character, _)| character)),
            Move::Write(Step::Shift, _) => {
                characters.push(SHIFT);
                let other = set.shifted().and_then(|other| other.character(rest));
                characters.extend(other.map(|(character, _)| character));
            }
            Move::Latch(to) => characters.push(to.latch()),
        }
    }
    characters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_in_number_take_set_c_and_few_do_not() {
        assert_eq!(characters(b"123456"), [105, 12, 34, 56]);
        assert_eq!(characters(b"A12"), [104, 33, 17, 18]);
        // One odd digit in B, the rest in C.
        assert_eq!(characters(b"A1234"), [104, 33, TO_C, 12, 34]);
    }

    #[test]
    fn a_single_control_character_among_small_letters_is_shifted() {
        assert_eq!(characters(b"a\tb"), [104, 65, SHIFT, 73, 66]);
    }

    #[test]
    fn element_strings_begin_with_fnc1_in_set_c() {
        assert_eq!(characters(b"\xF10109521234543213").get(..3), Some(&[105, 102, 1][..]));
    }

    #[test]
    fn modules_are_eleven_a_character_and_two_more() {
        // Start, two characters, check, stop.
        let modules = encode(b"AB").map(|widths| widths.iter().sum::<u32>());
        assert_eq!(modules, Ok((5 * 11 + 2) * 100));
    }
}
