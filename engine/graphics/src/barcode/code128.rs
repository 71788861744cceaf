//! Code 128 (ISO/IEC 15417), with the shortest choice of code sets.

use super::Matrix;

/// Longer symbols than this many characters cannot be scanned and are refused.
const LONGEST: usize = 255;

const SHIFT: u8 = 98;
const TO_C: u8 = 99;
const TO_B: u8 = 100;
const TO_A: u8 = 101;
const START_A: u8 = 103;
const STOP: &[u8; 7] = b"2331112";

/// Widths of bars and spaces of the symbol characters 0 to 105 (ISO/IEC 15417, table 1).
#[rustfmt::skip]
const WIDTHS: [&[u8; 6]; 106] = [
    b"212222", b"222122", b"222221", b"121223", b"121322", b"131222", b"122213", b"122312", b"132212", b"221213",
    b"221312", b"231212", b"112232", b"122132", b"122231", b"113222", b"123122", b"123221", b"223211", b"221132",
    b"221231", b"213212", b"223112", b"312131", b"311222", b"321122", b"321221", b"312212", b"322112", b"322211",
    b"212123", b"212321", b"232121", b"111323", b"131123", b"131321", b"112313", b"132113", b"132311", b"211313",
    b"231113", b"231311", b"112133", b"112331", b"132131", b"113123", b"113321", b"133121", b"313121", b"211331",
    b"231131", b"213113", b"213311", b"213131", b"311123", b"311321", b"331121", b"312113", b"312311", b"332111",
    b"314111", b"221411", b"431111", b"111224", b"111422", b"121124", b"121421", b"141122", b"141221", b"112214",
    b"112412", b"122114", b"122411", b"142112", b"142211", b"241211", b"221114", b"413111", b"241112", b"134111",
    b"111242", b"121142", b"121241", b"114212", b"124112", b"124211", b"411212", b"421112", b"421211", b"212141",
    b"214121", b"412121", b"111143", b"111341", b"131141", b"114113", b"114311", b"411113", b"411311", b"113141",
    b"114131", b"311141", b"411131", b"211412", b"211214", b"211232",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Set {
    A,
    B,
    C,
}

const SETS: [Set; 3] = [Set::A, Set::B, Set::C];

impl Set {
    fn place(self) -> usize {
        match self {
            Self::A => 0,
            Self::B => 1,
            Self::C => 2,
        }
    }

    /// The symbol character that goes over to this set.
    fn latch(self) -> u8 {
        match self {
            Self::A => TO_A,
            Self::B => TO_B,
            Self::C => TO_C,
        }
    }

    fn start(self) -> u8 {
        START_A + self.place() as u8
    }

    /// The symbol character for the data at its beginning, and how many bytes that takes.
    fn character(self, data: &[u8]) -> Option<(u8, usize)> {
        let first = *data.first()?;
        match self {
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

/// What follows from a place of the data on, in a set: how many symbol characters, and the first step.
#[derive(Clone, Copy, Debug)]
struct Plan {
    length: usize,
    step: Step,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    End,
    Character,
    Shift,
    Latch(Set),
}

/// A row of modules.
pub(super) fn encode(data: &[u8]) -> Result<Matrix, String> {
    if data.len() > LONGEST {
        return Err(format!("it has {} characters, {LONGEST} is the limit", data.len()));
    }
    if let Some(byte) = data.iter().find(|byte| !byte.is_ascii()) {
        return Err(format!("it has no character with the code {byte}"));
    }
    let characters = characters(data);
    let mut modules = Vec::with_capacity(characters.len() * 11 + 24);
    let check =
        characters.iter().enumerate().map(|(place, &character)| place.max(1) * usize::from(character)).sum::<usize>()
            % 103;
    for character in characters.into_iter().chain([check as u8]) {
        if let Some(widths) = WIDTHS.get(usize::from(character)) {
            draw(&mut modules, *widths);
        }
    }
    draw(&mut modules, STOP);
    Ok(Matrix::row(modules))
}

fn draw(modules: &mut Vec<bool>, widths: &[u8]) {
    for (place, width) in widths.iter().enumerate() {
        modules.extend(std::iter::repeat_n(place % 2 == 0, usize::from(width - b'0')));
    }
}

/// The start character and the characters for the data: the fewest there can be.
fn characters(data: &[u8]) -> Vec<u8> {
    let plans = plans(data);
    let plan = |place: usize, set: Set| plans.get(place).and_then(|sets| sets.get(set.place())).copied();
    let length = |set: &Set| plan(0, *set).map_or(usize::MAX, |plan| plan.length);
    // Of equally short ones the first: B reads best, so it is tried before A; C only where it is shorter.
    let mut set = [Set::B, Set::A, Set::C].into_iter().min_by_key(length).unwrap_or(Set::B);
    let mut characters = vec![set.start()];
    let mut place = 0;
    while let (Some(plan), Some(rest)) = (plan(place, set), data.get(place..)) {
        match plan.step {
            Step::End => break,
            Step::Character => {
                let Some((character, bytes)) = set.character(rest) else { break };
                characters.push(character);
                place += bytes;
            }
            Step::Shift => {
                let Some((character, bytes)) = set.shifted().and_then(|other| other.character(rest)) else { break };
                characters.extend([SHIFT, character]);
                place += bytes;
            }
            Step::Latch(other) => {
                characters.push(other.latch());
                set = other;
            }
        }
    }
    characters
}

/// The best plan for each place and set, from the data's end backward.
fn plans(data: &[u8]) -> Vec<[Plan; 3]> {
    const NEVER: Plan = Plan { length: usize::MAX / 2, step: Step::End };
    let mut plans = vec![[Plan { length: 0, step: Step::End }; 3]; data.len() + 1];
    for place in (0..data.len()).rev() {
        let rest = data.get(place..).unwrap_or_default();
        let after = |bytes: usize, set: Set| {
            plans.get(place + bytes).and_then(|sets| sets.get(set.place())).map_or(NEVER.length, |plan| plan.length)
        };
        let direct = SETS.map(|set| {
            let plain =
                set.character(rest).map(|(_, bytes)| Plan { length: 1 + after(bytes, set), step: Step::Character });
            let shifted = set
                .shifted()
                .and_then(|other| other.character(rest))
                .map(|(_, bytes)| Plan { length: 2 + after(bytes, set), step: Step::Shift });
            [plain, shifted].into_iter().flatten().min_by_key(|plan| plan.length).unwrap_or(NEVER)
        });
        let best = SETS.map(|set| {
            let latched = SETS
                .into_iter()
                .zip(direct)
                .filter(|(other, _)| *other != set)
                .map(|(other, plan)| Plan { length: plan.length.saturating_add(1), step: Step::Latch(other) });
            direct.get(set.place()).copied().into_iter().chain(latched).min_by_key(|plan| plan.length).unwrap_or(NEVER)
        });
        if let Some(slot) = plans.get_mut(place) {
            *slot = best;
        }
    }
    plans
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
    fn modules_are_eleven_a_character_and_two_more() {
        // Start, two characters, check, stop.
        let modules = encode(b"AB").map(|matrix| matrix.columns());
        assert_eq!(modules, Ok(5 * 11 + 2));
    }
}
