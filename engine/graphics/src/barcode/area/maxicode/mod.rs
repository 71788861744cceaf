//! MaxiCode (ISO/IEC 16023): 33 rows of hexagons around three rings.

mod codes;
mod draw;
mod grid;

use super::super::drawing::Drawing;
use super::super::reed_solomon::Field;
use super::Part;

const FIELD: Field = Field { bits: 6, polynomial: 0x43 };
const PAD: u8 = 33;
/// Codewords of data and of correction in the primary message.
const PRIMARY: usize = 10;

/// Draws the symbol of a mode, 2 to 6; `append` is its number in a set and how many there are.
pub(in super::super) fn encode(
    parts: &[Part<'_>],
    mode: u8,
    append: (u8, u8),
    zipper: bool,
) -> Result<Drawing, String> {
    Ok(draw::draw(&codewords(parts, mode, append)?, zipper))
}

/// The 144 codewords.
fn codewords(parts: &[Part<'_>], mode: u8, append: (u8, u8)) -> Result<Vec<u8>, String> {
    let (secondary, correction) = match mode {
        2 | 3 | 4 | 6 => (84, 20),
        5 => (68, 28),
        other => return Err(format!("there is no mode {other}, only 2 to 6")),
    };
    let mut message = match append {
        (0, 0) => Vec::new(),
        (number, total) if (2..=8).contains(&total) && (1..=total).contains(&number) => {
            vec![PAD, (number - 1) << 3 | (total - 1)]
        }
        (number, total) => return Err(format!("there is no symbol {number} of {total}")),
    };
    let carrier = matches!(mode, 2 | 3);
    let mut primary = vec![mode];
    let room = if carrier {
        let Some((Part::Bytes(first), after)) = parts.split_first() else {
            return Err("a structured carrier message begins with a postal code".into());
        };
        let (fields, rest) = carrier_fields(first)?;
        primary = fields.codewords(mode)?;
        let parts: Vec<Part<'_>> = [Part::Bytes(rest.into())].into_iter().chain(after.iter().cloned()).collect();
        message.extend(codes::encode(&parts)?);
        secondary
    } else {
        message.extend(codes::encode(parts)?);
        secondary + PRIMARY - 1
    };
    // Code sets C, D and E have no pad of their own; the message ends in A or B.
    if message.len() > room {
        return Err(format!("the data takes {} codewords, {room} is the limit in mode {mode}", message.len()));
    }
    message.resize(room, PAD);
    let rest = if carrier {
        message
    } else {
        primary.extend(message.drain(..PRIMARY - 1));
        message
    };
    let mut codewords = primary;
    let check = FIELD.correction(codewords.iter().map(|&value| value.into()), PRIMARY);
    codewords.extend(check.into_iter().map(|value| value as u8));
    let every_second = |from: usize| rest.iter().skip(from).step_by(2).map(|&value| u32::from(value));
    let (even, odd) = (FIELD.correction(every_second(0), correction), FIELD.correction(every_second(1), correction));
    codewords.extend(&rest);
    codewords.extend(even.into_iter().zip(odd).flat_map(|(even, odd)| [even as u8, odd as u8]));
    Ok(codewords)
}

/// What the primary message of a structured carrier message holds.
struct Carrier {
    postal_code: Vec<u8>,
    country: u32,
    service: u32,
}

/// The places of the bits in the primary message, from 1, the highest first (ISO/IEC 16023, 4.4 and annex B).
const COUNTRY: [u8; 10] = [53, 54, 43, 44, 45, 46, 47, 48, 37, 38];
const SERVICE: [u8; 10] = [55, 56, 57, 58, 59, 60, 49, 50, 51, 52];
const DIGITS: [u8; 6] = [39, 40, 41, 42, 31, 32];
const NUMBER: [u8; 30] =
    [33, 34, 35, 36, 25, 26, 27, 28, 29, 30, 19, 20, 21, 22, 23, 24, 13, 14, 15, 16, 17, 18, 7, 8, 9, 10, 11, 12, 1, 2];
const LETTERS: [[u8; 6]; 6] = [
    [39, 40, 41, 42, 31, 32],
    [33, 34, 35, 36, 25, 26],
    [27, 28, 29, 30, 19, 20],
    [21, 22, 23, 24, 13, 14],
    [15, 16, 17, 18, 7, 8],
    [9, 10, 11, 12, 1, 2],
];

/// Takes postal code, country and class of service off the front, from behind `[)>` RS `01` GS and a year where these
/// stand; gives the rest with that header.
fn carrier_fields(data: &[u8]) -> Result<(Carrier, Vec<u8>), String> {
    const HEADER: &[u8] = b"[)>\x1E01\x1D";
    const SEPARATOR: u8 = 0x1D;
    let (header, body) = match data.starts_with(HEADER) {
        true => data.split_at_checked(HEADER.len() + 2).ok_or("the header ends before the year")?,
        false => (&[][..], data),
    };
    let mut fields = body.splitn(4, |&byte| byte == SEPARATOR);
    let mut field = |name: &str| fields.next().ok_or_else(|| format!("the {name} is missing"));
    let postal_code = field("postal code")?.to_vec();
    let mut number = |name: &str| -> Result<u32, String> {
        let digits = super::super::digits::values(field(name)?)?;
        if digits.is_empty() || digits.len() > 3 {
            return Err(format!("the {name} has one to three digits"));
        }
        Ok(digits.iter().fold(0, |number, &digit| number * 10 + u32::from(digit)))
    };
    let carrier = Carrier { postal_code, country: number("country code")?, service: number("class of service")? };
    Ok((carrier, [header, fields.next().unwrap_or_default()].concat()))
}

impl Carrier {
    fn codewords(&self, mode: u8) -> Result<Vec<u8>, String> {
        let mut codewords = vec![0u8; PRIMARY];
        let mut set = |places: &[u8], value: u32| {
            for (place, bit) in places.iter().zip((0..places.len()).rev()) {
                let place = usize::from(place - 1);
                if value >> bit & 1 == 1
                    && let Some(codeword) = codewords.get_mut(place / 6)
                {
                    *codeword |= 1 << (5 - place % 6);
                }
            }
        };
        set(&COUNTRY, self.country);
        set(&SERVICE, self.service);
        if mode == 2 {
            let digits = super::super::digits::values(&self.postal_code)?;
            if digits.is_empty() || digits.len() > 9 {
                return Err("the postal code of mode 2 has one to nine digits; mode 3 has letters".into());
            }
            set(&DIGITS, digits.len() as u32);
            set(&NUMBER, digits.iter().fold(0, |number, &digit| number * 10 + u32::from(digit)));
        } else {
            let letters = self.postal_code.iter().copied().chain(std::iter::repeat(b' '));
            for (places, letter) in LETTERS.iter().zip(letters) {
                let code = codes::in_set_a(letter)
                    .ok_or_else(|| format!("a postal code cannot hold {:?}", char::from(letter)))?;
                set(places, code.into());
            }
        }
        if let Some(first) = codewords.first_mut() {
            *first |= mode;
        }
        Ok(codewords)
    }
}
