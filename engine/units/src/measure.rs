//! Lengths as people write them: `12.5 mm`, `10mm+2pt`.

use std::fmt;

use crate::Emu;

/// A unit in which people see and type lengths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Millimetres.
    #[default]
    Millimetre,
    /// Inches.
    Inch,
    /// Points of 1/72 inch.
    Point,
    /// AFP L-units of 1/1440 inch.
    LUnit,
}

/// A typed length could not be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureError {
    /// Byte offset into the text.
    pub offset: usize,
}

impl fmt::Display for MeasureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "not a length from character {} on: write a number with mm, in, pt or L, as in `10mm+2pt`",
            self.offset + 1
        )
    }
}

impl std::error::Error for MeasureError {}

/// A length together with the unit to show it in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The length.
    pub length: Emu,
    /// The unit to show it in.
    pub unit: Unit,
}

impl Unit {
    /// Emu to one of the unit.
    pub const fn emu(self) -> i32 {
        match self {
            Self::Millimetre => Emu::PER_MILLIMETRE,
            Self::Inch => Emu::PER_INCH,
            Self::Point => Emu::PER_POINT,
            Self::LUnit => Emu::PER_L_UNIT,
        }
    }

    /// The sign after the number.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Millimetre => "mm",
            Self::Inch => "in",
            Self::Point => "pt",
            Self::LUnit => "L",
        }
    }

    fn decimals(self) -> usize {
        match self {
            Self::Millimetre => 2,
            Self::Inch => 4,
            Self::Point => 2,
            Self::LUnit => 1,
        }
    }

    /// Reads a sum of lengths such as `12.5`, `3in - 2 mm`; a number without a unit counts in `self`.
    ///
    /// # Errors
    /// The offset of the first character that is no part of a length.
    pub fn parse(self, text: &str) -> Result<Emu, MeasureError> {
        let bytes = text.as_bytes();
        let mut total = 0i64;
        let mut at = 0;
        let mut first = true;
        let blanks = |mut at: usize| {
            while bytes.get(at) == Some(&b' ') {
                at += 1;
            }
            at
        };
        loop {
            at = blanks(at);
            let negative = match bytes.get(at) {
                Some(b'+') => false,
                Some(b'-') => true,
                _ if first => {
                    at = at.wrapping_sub(1);
                    false
                }
                None => return Ok(Emu::saturating_from(total)),
                Some(_) => return Err(MeasureError { offset: at }),
            };
            at = blanks(at.wrapping_add(1));
            let start = at;
            let (mut digits, mut scale, mut point) = (0i128, 1i128, false);
            while let Some(&byte) = bytes.get(at) {
                match byte {
                    b'0'..=b'9' if at - start < 18 => {
                        digits = digits * 10 + i128::from(byte - b'0');
                        if point {
                            scale *= 10;
                        }
                    }
                    b'.' | b',' if !point => point = true,
                    _ => break,
                }
                at += 1;
            }
            if at == start || (point && at == start + 1) {
                return Err(MeasureError { offset: start });
            }
            at = blanks(at);
            let rest = text.get(at..).unwrap_or_default();
            let unit = [Self::Millimetre, Self::Inch, Self::Point, Self::LUnit].into_iter().find(|unit| {
                rest.get(..unit.symbol().len()).is_some_and(|head| head.eq_ignore_ascii_case(unit.symbol()))
            });
            at += unit.map_or(0, |unit| unit.symbol().len());
            let doubled = digits * i128::from(unit.unwrap_or(self).emu()) * 2;
            let value = i64::try_from((doubled + scale) / (2 * scale)).unwrap_or(i64::from(i32::MAX));
            total = total.saturating_add(if negative { -value } else { value });
            first = false;
        }
    }
}

impl fmt::Display for Measure {
    /// The number in its unit without trailing zeros, without the unit's sign.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = f64::from(self.length.get()) / f64::from(self.unit.emu());
        let text = format!("{value:.*}", self.unit.decimals());
        let text = text.trim_end_matches('0').trim_end_matches('.');
        f.write_str(if text == "-0" { "0" } else { text })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_units_are_understood() {
        assert_eq!(Unit::Millimetre.parse("10mm+2pt"), Ok(Emu::new(360_000 + 25_400)));
        assert_eq!(Unit::Millimetre.parse(" 12,5 "), Ok(Emu::new(450_000)));
        assert_eq!(Unit::Point.parse("-3"), Ok(Emu::from_points(-3)));
        assert_eq!(Unit::Inch.parse("1 - 1440L"), Ok(Emu::ZERO));
    }

    #[test]
    fn what_is_no_length_is_refused_with_its_place() {
        assert_eq!(Unit::Millimetre.parse(""), Err(MeasureError { offset: 0 }));
        assert_eq!(Unit::Millimetre.parse("5 apples"), Err(MeasureError { offset: 2 }));
        assert_eq!(Unit::Millimetre.parse("5mm+"), Err(MeasureError { offset: 4 }));
        assert_eq!(Unit::Millimetre.parse("."), Err(MeasureError { offset: 0 }));
    }

    #[test]
    fn lengths_show_without_trailing_zeros() {
        let show = |length, unit| Measure { length, unit }.to_string();
        assert_eq!(show(Emu::from_millimetres(12), Unit::Millimetre), "12");
        assert_eq!(show(Emu::new(450_000), Unit::Millimetre), "12.5");
        assert_eq!(show(Emu::new(-1), Unit::Point), "0");
    }
}
