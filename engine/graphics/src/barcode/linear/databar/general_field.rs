//! Element strings as bits: compressed fields for frequent identifiers, the rest digits, capitals or ISO 646 (ISO/IEC
//! 24724, 7.2.5).

use super::super::super::gs1::SEPARATOR;

/// The most data characters of a symbol.
const MOST: usize = 21;
const CHARACTER: usize = 12;

/// How many characters a symbol may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Row,
    /// Rows of so many; the last has at least two.
    Stacked(usize),
}

impl Shape {
    /// The data characters for so many bits, those of the check character not counted.
    fn characters(self, bits: usize) -> usize {
        let needed = (bits.div_ceil(CHARACTER) + 1).max(4);
        match self {
            Self::Stacked(columns) if needed % columns == 1 => needed,
            _ => needed - 1,
        }
    }
}

/// The bits of a symbol.
pub(super) struct Bits(Vec<bool>);

impl Bits {
    fn push(&mut self, value: u64, count: u32) {
        self.0.extend((0..count).rev().map(|bit| value >> bit & 1 == 1));
    }

    /// Characters of twelve bits, at least three.
    pub(super) fn characters(&self) -> impl Iterator<Item = u64> {
        self.0.chunks(CHARACTER).map(|bits| bits.iter().fold(0, |value, &bit| value * 2 + u64::from(bit)))
    }

    /// The bits of an element string, filled up.
    ///
    /// # Errors
    /// In words, where it is too long.
    pub(super) fn of(string: &[u8], shape: Shape) -> Result<Self, String> {
        // The linkage flag: no composite component stands above.
        let mut bits = Self(vec![false]);
        let (rest, length_field) = bits.compressed(string);
        let mode = match bits.general(rest) {
            (Some(digit), mode) => {
                let free = shape.characters(bits.0.len() + 4) * CHARACTER - bits.0.len();
                if (4..=6).contains(&free) {
                    bits.push(u64::from(digit) + 1, 4);
                } else {
                    bits.push(u64::from(digit) * 11 + u64::from(FNC1) + 8, 7);
                }
                mode
            }
            (None, mode) => mode,
        };
        let characters = shape.characters(bits.0.len());
        if characters > MOST {
            return Err(format!("the data takes {characters} characters, {MOST} is the limit"));
        }
        let capacity = characters * CHARACTER;
        // Out of the numeric mode, then from one of the others to the other and back.
        let leave: &[bool] = if mode == Mode::Numeric { &[false; 4] } else { &[] };
        let filler = leave.iter().chain([false, false, true, false, false].iter().cycle()).copied();
        let missing = capacity - bits.0.len();
        bits.0.extend(filler.take(missing));
        if let Some(place) = length_field {
            let total = characters + 1;
            for (at, bit) in [(place, total % 2 == 1), (place + 1, total > 14)] {
                if let Some(slot) = bits.0.get_mut(at) {
                    *slot = bit;
                }
            }
        }
        Ok(bits)
    }

    /// Writes the field of the encodation method and what it compresses; gives what is left, and where the two bits for the
    /// symbol's length stand.
    fn compressed<'s>(&mut self, string: &'s [u8]) -> (&'s [u8], Option<usize>) {
        let number = |from: usize, count: usize| {
            let digits = string.get(from..from + count)?;
            let value = |byte: &u8| byte.checked_sub(b'0').filter(|digit| *digit <= 9).map(u64::from);
            digits.iter().try_fold(0u64, |number, byte| Some(number * 10 + value(byte)?))
        };
        let rest = |from: usize| string.get(from..).unwrap_or_default();
        let is = |from: usize, text: &[u8]| string.get(from..from + text.len()) == Some(text);
        if !is(0, b"01") || number(0, 16).is_none() {
            self.push(0b00, 2);
            self.push(0, 2);
            return (string, Some(self.0.len() - 2));
        }
        if is(2, b"9") {
            let weight = number(20, 6);
            // Weights in the units that are weighed in, alone or with a date.
            if let (Some(weight), Some(unit), 26) = (weight, number(16, 4), string.len()) {
                let coded = match unit {
                    3_103 if weight <= 32_767 => Some((0b0100, weight)),
                    3_202 if weight <= 9_999 => Some((0b0101, weight)),
                    3_203 if weight <= 22_767 => Some((0b0101, weight + 10_000)),
                    _ => None,
                };
                if let Some((method, value)) = coded {
                    self.push(method, 4);
                    self.article(string);
                    self.push(value, 15);
                    return (&[], None);
                }
            }
            let dated = [&b"11"[..], b"13", b"15", b"17"].iter().position(|date| is(26, date));
            let unit = [&b"310"[..], b"320"].iter().position(|unit| is(16, unit));
            let date = if string.len() == 26 { Some((0, 38_400)) } else { dated.zip(number(28, 6).and_then(day)) };
            if let (Some(weight @ 0..=99_999), Some(unit), Some((kind, date)), 26 | 34, Some(point)) =
                (weight, unit, date, string.len(), number(19, 1))
            {
                self.push(0b0111000 + kind as u64 * 2 + unit as u64, 7);
                self.article(string);
                self.push(point * 100_000 + weight, 20);
                self.push(date, 16);
                return (&[], None);
            }
            // Prices, with or without a currency.
            if let (Some(point @ 0..=3), true) = (number(19, 1), is(16, b"392")) {
                self.push(0b0110000, 7);
                let place = self.0.len() - 2;
                self.article(string);
                self.push(point, 2);
                return (rest(20), Some(place));
            }
            if let (Some(point @ 0..=3), Some(currency), true) = (number(19, 1), number(20, 3), is(16, b"393")) {
                self.push(0b0110100, 7);
                let place = self.0.len() - 2;
                self.article(string);
                self.push(point, 2);
                self.push(currency, 10);
                return (rest(23), Some(place));
            }
        }
        self.push(0b1, 1);
        self.push(0, 2);
        let place = self.0.len() - 2;
        self.push(number(2, 1).unwrap_or(0), 4);
        self.article(string);
        (rest(16), Some(place))
    }

    /// Twelve digits of an article's number, after the first and without the check digit.
    fn article(&mut self, string: &[u8]) {
        for three in string.get(3..15).unwrap_or_default().chunks(3) {
            self.push(three.iter().fold(0, |number, byte| number * 10 + u64::from(byte.saturating_sub(b'0'))), 10);
        }
    }

    /// Writes characters the shortest way, beginning in the numeric mode. A last single digit is left to be written, as its
    /// length depends on the room there is. Gives also the mode that is in force at the end.
    fn general(&mut self, rest: &[u8]) -> (Option<u8>, Mode) {
        let plan = plan(rest);
        let (mut at, mut mode) = (0, Mode::Numeric);
        while let Some(step) = plan.get(at).and_then(|steps| steps.get(mode as usize)).map(|plan| plan.step) {
            let pair = (rest.get(at).copied().map(digit), rest.get(at + 1).copied().map(digit));
            match step {
                Step::Latch(to) => {
                    match (mode, to) {
                        (Mode::Numeric, _) => self.push(0b0000, 4),
                        (_, Mode::Numeric) => self.push(0b000, 3),
                        _ => self.push(0b00100, 5),
                    }
                    mode = to;
                }
                Step::Pair => {
                    if let (Some(Some(one)), Some(Some(two))) = pair {
                        self.push(u64::from(one) * 11 + u64::from(two) + 8, 7);
                    }
                    at += 2;
                }
                Step::Last => return (pair.0.flatten(), mode),
                Step::Character => {
                    let byte = rest.get(at).copied().unwrap_or(SEPARATOR);
                    if let Some((value, count)) = mode.character(byte) {
                        self.push(value, count);
                    }
                    at += 1;
                }
                Step::None => break,
            }
        }
        (None, mode)
    }
}

/// A date as days of years of 384 days.
fn day(written: u64) -> Option<u64> {
    let (year, month, day) = (written / 10_000, written / 100 % 100, written % 100);
    ((1..=12).contains(&month) && day <= 31).then(|| year * 384 + (month - 1) * 32 + day)
}

/// FNC1 among digits.
const FNC1: u8 = 10;

/// A digit's value, or that of FNC1.
fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        SEPARATOR => Some(FNC1),
        _ => None,
    }
}

/// How characters are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// Two digits or FNC1 in seven bits.
    Numeric,
    /// Capitals, digits and `*,-./`.
    Capitals,
    /// The characters of ISO 646 that GS1 allows.
    Iso646,
}

const MODES: [Mode; 3] = [Mode::Numeric, Mode::Capitals, Mode::Iso646];

impl Mode {
    /// A character's bits (tables 11 and 12).
    fn character(self, byte: u8) -> Option<(u64, u32)> {
        /// In the order of their values from 232 on.
        const SYMBOLS: &[u8; 21] = b"!\"%&'()*+,-./:;<=>?_ ";
        let value = u64::from(byte);
        match (self, byte) {
            (Self::Numeric, _) => None,
            // FNC1 stands among digits only: some scanners do not go over to these after it, as they should.
            (_, SEPARATOR) => None,
            (_, b'0'..=b'9') => Some((value - 43, 5)),
            (Self::Capitals, b'A'..=b'Z') => Some((value - 33, 6)),
            (Self::Capitals, b'*') => Some((58, 6)),
            (Self::Capitals, b','..=b'/') => Some((value + 15, 6)),
            (Self::Capitals, _) => None,
            (Self::Iso646, b'A'..=b'Z') => Some((value - 1, 7)),
            (Self::Iso646, b'a'..=b'z') => Some((value - 7, 7)),
            (Self::Iso646, _) => SYMBOLS.iter().position(|&known| known == byte).map(|place| (232 + place as u64, 8)),
        }
    }
}

/// The cheapest way on from a place in a mode.
#[derive(Clone, Copy, Debug)]
struct Plan {
    bits: usize,
    step: Step,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    None,
    Latch(Mode),
    /// Two digits or FNC1.
    Pair,
    /// The last digit alone.
    Last,
    Character,
}

fn plan(rest: &[u8]) -> Vec<[Plan; 3]> {
    const NEVER: Plan = Plan { bits: usize::MAX / 4, step: Step::None };
    let mut plans = vec![[Plan { bits: 0, step: Step::None }; 3]; rest.len() + 1];
    for at in (0..rest.len()).rev() {
        let after = |place: usize, mode: Mode| {
            plans.get(place).and_then(|modes| modes.get(mode as usize)).map_or(NEVER.bits, |plan| plan.bits)
        };
        let direct = MODES.map(|mode| {
            if mode == Mode::Numeric {
                return match *rest.get(at..).unwrap_or_default() {
                    [SEPARATOR, SEPARATOR, ..] => NEVER,
                    [one, two, ..] if digit(one).is_some() && digit(two).is_some() => {
                        Plan { bits: 7 + after(at + 2, Mode::Numeric), step: Step::Pair }
                    }
                    [b'0'..=b'9'] => Plan { bits: 7, step: Step::Last },
                    _ => NEVER,
                };
            }
            let byte = rest.get(at).copied().unwrap_or(SEPARATOR);
            mode.character(byte)
                .map_or(NEVER, |(_, bits)| Plan { bits: bits as usize + after(at + 1, mode), step: Step::Character })
        });
        let best = MODES.map(|mode| {
            let latched = MODES.into_iter().zip(direct).filter(|(to, _)| *to != mode).map(|(to, plan)| {
                let cost = match (mode, to) {
                    // From digits the way to ISO 646 is by capitals.
                    (Mode::Numeric, Mode::Iso646) => return NEVER,
                    (Mode::Numeric, _) => 4,
                    (_, Mode::Numeric) => 3,
                    _ => 5,
                };
                Plan { bits: plan.bits + cost, step: Step::Latch(to) }
            });
            let own = direct.get(mode as usize).copied().unwrap_or(NEVER);
            [own].into_iter().chain(latched).min_by_key(|plan| plan.bits).unwrap_or(NEVER)
        });
        // From digits through capitals to ISO 646.
        let mut best = best;
        let through = best.get(Mode::Capitals as usize).map_or(NEVER.bits, |plan| plan.bits) + 4;
        if let Some(numeric) = best.get_mut(Mode::Numeric as usize)
            && through < numeric.bits
        {
            *numeric = Plan { bits: through, step: Step::Latch(Mode::Capitals) };
        }
        if let Some(slot) = plans.get_mut(at) {
            *slot = best;
        }
    }
    plans
}
