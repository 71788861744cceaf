//! Colours as AFP specifies them.

use afp_codec::values::{ColourSpecification, OcaColour};
use units::Colour;

/// A colour's number in the standard table, where it has one: shorter than a specification. Black is the table's own, which
/// every device prints with its black. White stays a value: the table's white is the colour of the medium on some devices
/// (MO:DCA "Standard OCA Color Value Table").
pub(crate) fn named(colour: Colour) -> Option<OcaColour> {
    Some(match colour {
        Colour::DeviceDefault => OcaColour::DEVICE_DEFAULT,
        Colour::Medium => OcaColour::MEDIUM,
        Colour::Oca(number) => OcaColour(number),
        Colour::Rgb(0, 0, 0) | Colour::Gray(0) => OcaColour::BLACK,
        Colour::Rgb(0, 0, 255) => OcaColour::BLUE,
        Colour::Rgb(255, 0, 0) => OcaColour::RED,
        Colour::Rgb(255, 0, 255) => OcaColour::MAGENTA,
        Colour::Rgb(0, 255, 0) => OcaColour::GREEN,
        Colour::Rgb(0, 255, 255) => OcaColour::CYAN,
        Colour::Rgb(255, 255, 0) => OcaColour::YELLOW,
        Colour::Rgb(..)
        | Colour::Cmyk(..)
        | Colour::Gray(_)
        | Colour::Lab(..)
        | Colour::Highlight { .. }
        | Colour::Spot(..) => return None,
    })
}

/// The same for text of classic files, which names defaults only (PTOCA 6, PT3): black is the device's own colour.
pub(crate) fn named_default(colour: Colour) -> Option<OcaColour> {
    match colour {
        Colour::DeviceDefault | Colour::Rgb(0, 0, 0) | Colour::Gray(0) => Some(OcaColour::DEVICE_DEFAULT),
        _ => None,
    }
}

/// A colour's specification, shared by text, graphics, bar codes and pictures (MO:DCA X'4E'). Grey is black ink; spot
/// colours that were not replaced before are the printer's highlight colours, from number 1.
pub(crate) fn specification(colour: Colour) -> ColourSpecification<'static> {
    match colour {
        Colour::DeviceDefault => ColourSpecification::oca(OcaColour::DEVICE_DEFAULT),
        Colour::Medium => ColourSpecification::oca(OcaColour::MEDIUM),
        Colour::Oca(number) => ColourSpecification::oca(OcaColour(number)),
        Colour::Rgb(red, green, blue) => ColourSpecification::rgb(red, green, blue),
        Colour::Cmyk(cyan, magenta, yellow, black) => ColourSpecification::cmyk([cyan, magenta, yellow, black]),
        Colour::Gray(level) => ColourSpecification::cmyk([0, 0, 0, 255 - level]),
        Colour::Lab(lightness, a, b) => ColourSpecification::cielab(lightness, a, b),
        Colour::Highlight { number, coverage, shading } => {
            ColourSpecification::highlight(number, coverage.min(100), shading.min(100))
        }
        Colour::Spot(spot, tint) => {
            let coverage = (u32::from(tint) * 100 + 127) / 255;
            ColourSpecification::highlight(spot.0.saturating_add(1), u8::try_from(coverage).unwrap_or(100), 0)
        }
    }
}
