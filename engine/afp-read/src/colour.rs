//! Colours of AFP as colours of pages.

use afp_codec::values::{ColourSpace, ColourSpecification, OcaColour};
use units::Colour;

/// A colour of the standard table.
pub(crate) fn of_oca(colour: OcaColour) -> Colour {
    match colour.0 {
        0x0000 | 0xFF00 | 0xFF07 | 0xFFFF => Colour::DeviceDefault,
        0xFF08 => Colour::Medium,
        number => Colour::Oca(number),
    }
}

/// A colour by space and components; `None` where the space is not known or the value too short.
pub(crate) fn of_specification(colour: &ColourSpecification<'_>) -> Option<Colour> {
    let mut components = Components { bytes: &colour.value };
    let mut component = |index: usize| {
        let size = colour.bits.get(index).copied().unwrap_or(0);
        components.take(size).map(|value| (value, size))
    };
    Some(match colour.space {
        ColourSpace::RGB => {
            let [red, green, blue] = [byte(component(0)?), byte(component(1)?), byte(component(2)?)];
            Colour::Rgb(red, green, blue)
        }
        ColourSpace::CMYK => {
            let [cyan, magenta, yellow, black] =
                [byte(component(0)?), byte(component(1)?), byte(component(2)?), byte(component(3)?)];
            Colour::Cmyk(cyan, magenta, yellow, black)
        }
        ColourSpace::HIGHLIGHT => {
            let number = component(0)?.0;
            let percent = |part: Option<(u32, u8)>| part.map(|(value, _)| u8::try_from(value.min(100)).unwrap_or(100));
            let coverage = percent(component(1)).unwrap_or(100);
            let shading = percent(component(2)).unwrap_or(0);
            Colour::Highlight { number: u16::try_from(number).unwrap_or(u16::MAX), coverage, shading }
        }
        ColourSpace::CIELAB => {
            // L is 0 to 100 over all values that its bits can have; a and b are signed (MO:DCA X'4E').
            let lightness = byte(component(0)?);
            let signed = |value: u8| i8::from_be_bytes([value]);
            Colour::Lab(lightness, signed(byte(component(1)?)), signed(byte(component(2)?)))
        }
        ColourSpace::OCA => of_oca(OcaColour(u16::try_from(component(0)?.0).ok()?)),
        _ => return None,
    })
}

/// A component of any size as eight bits.
fn byte((value, size): (u32, u8)) -> u8 {
    let scaled = match size {
        0 => 0,
        8 => u64::from(value),
        size => u64::from(value) * 255 / ((1u64 << size.min(32)) - 1),
    };
    u8::try_from(scaled).unwrap_or(u8::MAX)
}

/// Components one after another, each at the right end of whole bytes (MO:DCA X'4E' "ColSize").
struct Components<'a> {
    bytes: &'a [u8],
}

impl Components<'_> {
    fn take(&mut self, size: u8) -> Option<u32> {
        let (own, rest) = self.bytes.split_at_checked(usize::from(size.min(32).div_ceil(8)))?;
        self.bytes = rest;
        let value = own.iter().fold(0u32, |value, &byte| value << 8 | u32::from(byte));
        let unused = 32 - u32::from(size.min(32));
        Some(if unused == 32 { 0 } else { value << unused >> unused })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_of_any_size_become_bytes() {
        assert_eq!(of_specification(&ColourSpecification::rgb(1, 2, 3)), Some(Colour::Rgb(1, 2, 3)));
        assert_eq!(of_specification(&ColourSpecification::cmyk([0, 255, 0, 9])), Some(Colour::Cmyk(0, 255, 0, 9)));
        let mut narrow = ColourSpecification::rgb(0, 0, 0);
        narrow.bits = [4, 4, 4, 0];
        narrow.value = vec![0x0F, 0x08, 0x00].into();
        assert_eq!(of_specification(&narrow), Some(Colour::Rgb(255, 136, 0)));
        narrow.value = vec![0xF0].into();
        assert_eq!(of_specification(&narrow), None);
        let oca = ColourSpecification::oca(OcaColour::RED);
        assert_eq!(of_specification(&oca), Some(Colour::Oca(2)));
    }
}
