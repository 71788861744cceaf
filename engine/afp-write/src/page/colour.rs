//! Colours as AFP specifies them.

use afp_codec::values::{ColourSpecification, OcaColour};
use units::Colour;

/// A colour's specification, shared by text, graphics, bar codes and pictures (MO:DCA X'4E'). Grey is black ink; spot
/// colours were replaced before.
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
        Colour::Spot(_, tint) => ColourSpecification::cmyk([0, 0, 0, tint]),
    }
}
