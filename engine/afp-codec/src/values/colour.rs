//! Colours: by number of the standard table, or by space and components.

use std::borrow::Cow;

use crate::structure::{codes, structure};
use crate::wire::{Bytes, Reserved, hex};

codes! {
    /// A colour by number of the OCA table (MO:DCA "Standard OCA Color Value Table").
    pub OcaColour(u16) {
        DEVICE_DEFAULT_0 = 0x0000 "default";
        BLUE = 0x0001 "blue";
        RED = 0x0002 "red";
        MAGENTA = 0x0003 "magenta";
        GREEN = 0x0004 "green";
        CYAN = 0x0005 "cyan";
        YELLOW = 0x0006 "yellow";
        WHITE = 0x0007 "white";
        BLACK = 0x0008 "black";
        DARK_BLUE = 0x0009 "dark blue";
        ORANGE = 0x000A "orange";
        PURPLE = 0x000B "purple";
        DARK_GREEN = 0x000C "dark green";
        DARK_TURQUOISE = 0x000D "dark turquoise";
        MUSTARD = 0x000E "mustard";
        GREY = 0x000F "grey";
        BROWN = 0x0010 "brown";
        DEFAULT = 0xFF00 "default";
        BLUE_FF = 0xFF01 "blue";
        RED_FF = 0xFF02 "red";
        MAGENTA_FF = 0xFF03 "magenta";
        GREEN_FF = 0xFF04 "green";
        CYAN_FF = 0xFF05 "cyan";
        YELLOW_FF = 0xFF06 "yellow";
        DEVICE_DEFAULT = 0xFF07 "device default";
        MEDIUM = 0xFF08 "colour of the medium";
        NOT_GIVEN = 0xFFFF "default";
    }
}

impl OcaColour {
    /// Red, green and blue of the standard table, for the numbers that name a colour.
    #[must_use]
    pub fn rgb(self) -> Option<[u8; 3]> {
        Some(match self.0 {
            0x0001 | 0xFF01 => [0, 0, 255],
            0x0002 | 0xFF02 => [255, 0, 0],
            0x0003 | 0xFF03 => [255, 0, 255],
            0x0004 | 0xFF04 => [0, 255, 0],
            0x0005 | 0xFF05 => [0, 255, 255],
            0x0006 | 0xFF06 => [255, 255, 0],
            0x0007 => [255, 255, 255],
            0x0008 => [0, 0, 0],
            0x0009 => [0, 0, 170],
            0x000A => [255, 128, 0],
            0x000B => [170, 0, 170],
            0x000C => [0, 146, 0],
            0x000D => [0, 146, 170],
            0x000E => [196, 160, 32],
            0x000F => [131, 131, 131],
            0x0010 => [144, 48, 0],
            _ => return None,
        })
    }
}

codes! {
    /// The space that colour components lie in (MO:DCA X'4E', PTOCA SEC, GOCA process colour).
    pub ColourSpace(u8) {
        RGB = 0x01 "RGB";
        CMYK = 0x04 "CMYK";
        HIGHLIGHT = 0x06 "highlight";
        CIELAB = 0x08 "CIELAB";
        OCA = 0x40 "OCA colour";
    }
}

structure! {
    /// A colour by space and components (MO:DCA X'4E', PTOCA SEC, GOCA process colour share this shape).
    pub struct ColourSpecification<'a> {
        reserved: Reserved<1> = "reserved",
        space: ColourSpace = "colour space",
        reserved_2: Reserved<4> = "reserved",
        bits: [u8; 4] = "bits of each component",
        value: Bytes<'a> = "colour",
    }
}

impl ColourSpecification<'_> {
    /// The colour for people, e.g. `RGB 255, 0, 0`; components of more or less than 8 bits in hexadecimal.
    #[must_use]
    pub fn words(&self) -> String {
        let space = self.space.meaning().map_or_else(|| format!("space X'{:02X}'", self.space.0), str::to_owned);
        match (self.space, &*self.value) {
            (ColourSpace::OCA, &[high, low]) => {
                let colour = OcaColour(u16::from_be_bytes([high, low]));
                colour.meaning().map_or_else(|| format!("{space} X'{high:02X}{low:02X}'"), str::to_owned)
            }
            (ColourSpace::RGB | ColourSpace::CMYK, value) if self.bits.iter().all(|bits| matches!(bits, 0 | 8)) => {
                let parts: Vec<String> = value.iter().map(u8::to_string).collect();
                format!("{space} {}", parts.join(", "))
            }
            (_, value) => format!("{space} {}", hex(value)),
        }
    }

    /// Red, green and blue of 8 bits each.
    #[must_use]
    pub fn rgb(red: u8, green: u8, blue: u8) -> ColourSpecification<'static> {
        specification(ColourSpace::RGB, [8, 8, 8, 0], vec![red, green, blue])
    }

    /// Cyan, magenta, yellow and black of 8 bits each; 255 is full ink.
    #[must_use]
    pub fn cmyk(components: [u8; 4]) -> ColourSpecification<'static> {
        specification(ColourSpace::CMYK, [8; 4], components.to_vec())
    }

    /// L* of 8 bits (255 is 100, white), a* and b* of 8 bits each, two's complement.
    #[must_use]
    pub fn cielab(lightness: u8, a: i8, b: i8) -> ColourSpecification<'static> {
        let [a] = a.to_be_bytes();
        let [b] = b.to_be_bytes();
        specification(ColourSpace::CIELAB, [8, 8, 8, 0], vec![lightness, a, b])
    }

    /// A highlight colour by number, coverage and shading in percent.
    #[must_use]
    pub fn highlight(number: u16, coverage: u8, shading: u8) -> ColourSpecification<'static> {
        let [high, low] = number.to_be_bytes();
        specification(ColourSpace::HIGHLIGHT, [16, 8, 8, 0], vec![high, low, coverage, shading])
    }

    /// A colour of the OCA table.
    #[must_use]
    pub fn oca(colour: OcaColour) -> ColourSpecification<'static> {
        specification(ColourSpace::OCA, [16, 0, 0, 0], colour.0.to_be_bytes().to_vec())
    }
}

fn specification(space: ColourSpace, bits: [u8; 4], value: Vec<u8>) -> ColourSpecification<'static> {
    ColourSpecification {
        reserved: Reserved::default(),
        space,
        reserved_2: Reserved::default(),
        bits,
        value: Cow::Owned(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Wire;

    #[test]
    fn a_colour_specification_reads_as_the_architecture_lays_it_out() {
        // PTOCA SEC parameters as seen in xafp/ttf.afp: black as RGB.
        let bytes = [0, 1, 0, 0, 0, 0, 8, 8, 8, 0, 0, 0, 0];
        assert_eq!(ColourSpecification::decode(&bytes), Ok(ColourSpecification::rgb(0, 0, 0)));
        assert_eq!(ColourSpecification::rgb(0, 0, 0).to_bytes(), Ok(bytes.to_vec()));
    }

    #[test]
    fn colours_are_told_in_words() {
        assert_eq!(ColourSpecification::rgb(255, 0, 9).words(), "RGB 255, 0, 9");
        assert_eq!(ColourSpecification::oca(OcaColour::RED).words(), "red");
        assert_eq!(ColourSpecification::cielab(255, -1, 0).words(), "CIELAB X'FFFF00'");
    }
}
