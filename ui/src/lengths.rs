//! Lengths on screen, in the chosen unit.

use protocol::UnitChoice;
use units::{Emu, Unit};

/// The engine's unit for the user's choice.
pub(crate) const fn unit(choice: UnitChoice) -> Unit {
    match choice {
        UnitChoice::Millimetre => Unit::Millimetre,
        UnitChoice::Inch => Unit::Inch,
        UnitChoice::Point => Unit::Point,
        UnitChoice::LUnit => Unit::LUnit,
    }
}

/// The number alone, as short as it is exact enough: 0.1 mm, 0.01 in, 0.1 pt.
pub(crate) fn number(length: Emu, unit: Unit) -> String {
    let value = f64::from(length.get()) / f64::from(unit.emu());
    let digits = match unit {
        Unit::Millimetre | Unit::Point => 2,
        Unit::Inch => 3,
        Unit::LUnit => 0,
    };
    let text = format!("{value:.digits$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// The number with its unit.
pub(crate) fn words(length: Emu, unit: Unit) -> String {
    format!("{} {}", number(length, unit), unit.symbol())
}

/// A typed length: a sum with units, or numbers in the shown unit.
pub(crate) fn parse(text: &str, unit: Unit) -> Option<Emu> {
    unit.parse(text).ok()
}
