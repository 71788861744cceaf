//! Colours as designers and AFP name them.

use crate::cmyk;

/// A spot colour's place in the job's table of spot colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpotId(pub u16);

/// A colour in the space it was given in; outputs convert, the page does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Colour {
    /// What the device prints with when told nothing (OCA X'FF07'); shown as black.
    DeviceDefault,
    /// The colour of the paper (OCA X'FF08'); shown as white.
    Medium,
    /// A named colour of the standard OCA table (PTOCA, STC).
    Oca(u16),
    /// Red, green, blue.
    Rgb(u8, u8, u8),
    /// Cyan, magenta, yellow, black, 255 is full ink.
    Cmyk(u8, u8, u8, u8),
    /// 0 black to 255 white.
    Gray(u8),
    /// CIE L*a*b*: lightness in 0..=255 for 0..=100, a and b signed.
    Lab(u8, i8, i8),
    /// A highlight colour by number, with coverage and shading in percent.
    Highlight {
        /// The printer's number of the colour, from 1.
        number: u16,
        /// Percent of full coverage.
        coverage: u8,
        /// Percent of black shading.
        shading: u8,
    },
    /// A spot colour at a tint of 0..=255.
    Spot(SpotId, u8),
}

impl Colour {
    /// Black by light.
    pub const BLACK: Self = Self::Rgb(0, 0, 0);
    /// White by light.
    pub const WHITE: Self = Self::Rgb(255, 255, 255);

    /// The colour at a tint of 0..=255: as much less ink, or as much nearer to white. Colours that are no amounts of ink
    /// or light are given as they look on a screen.
    #[must_use]
    pub fn tinted(self, tint: u8) -> Self {
        let ink = |amount: u8| ((u32::from(amount) * u32::from(tint) + 127) / 255) as u8;
        let light = |level: u8| 255 - ink(255 - level);
        match self {
            colour if tint == u8::MAX => colour,
            Self::Cmyk(cyan, magenta, yellow, black) => Self::Cmyk(ink(cyan), ink(magenta), ink(yellow), ink(black)),
            Self::Gray(level) => Self::Gray(light(level)),
            Self::Spot(spot, own) => Self::Spot(spot, ink(own)),
            colour => {
                let [red, green, blue] = colour.to_rgb();
                Self::Rgb(light(red), light(green), light(blue))
            }
        }
    }

    /// The colour on a screen: red, green, blue. Inks are shown as a press prints them on coated paper (CGATS TR 001); a
    /// spot colour is shown by the caller's table, here as its tint of black.
    pub fn to_rgb(self) -> [u8; 3] {
        match self {
            Self::DeviceDefault => [0, 0, 0],
            Self::Medium => [255, 255, 255],
            Self::Oca(number) => oca_to_rgb(number),
            Self::Rgb(red, green, blue) => [red, green, blue],
            Self::Cmyk(cyan, magenta, yellow, black) => cmyk::to_rgb([cyan, magenta, yellow, black]),
            Self::Gray(level) => [level; 3],
            Self::Lab(lightness, a, b) => lab_to_rgb(lightness, a, b),
            Self::Highlight { coverage, shading, .. } => {
                let ink = u16::from(coverage.min(100)) * 255 / 100;
                let shade = u16::from(shading.min(100)) * 255 / 100;
                let light = 255u16.saturating_sub(shade);
                [light as u8, light.saturating_sub(ink) as u8, light.saturating_sub(ink) as u8]
            }
            Self::Spot(_, tint) => [255 - tint; 3],
        }
    }
}

/// The standard OCA colour table (MO:DCA, "Standard OCA color-value table"); an unknown number is black.
fn oca_to_rgb(number: u16) -> [u8; 3] {
    match number {
        0x0001 | 0xFF01 => [0, 0, 255],
        0x0002 | 0xFF02 => [255, 0, 0],
        0x0003 | 0xFF03 => [255, 0, 255],
        0x0004 | 0xFF04 => [0, 255, 0],
        0x0005 | 0xFF05 => [0, 255, 255],
        0x0006 | 0xFF06 => [255, 255, 0],
        0x0007 | 0xFF08 => [255, 255, 255],
        0x0009 => [0, 0, 170],
        0x000A => [255, 128, 0],
        0x000B => [170, 0, 170],
        0x000C => [0, 146, 0],
        0x000D => [0, 146, 170],
        0x000E => [196, 160, 32],
        0x000F => [131, 131, 131],
        0x0010 => [144, 48, 0],
        _ => [0, 0, 0],
    }
}

/// CIE L*a*b* (D50) to sRGB by the usual formulas.
fn lab_to_rgb(lightness: u8, a: i8, b: i8) -> [u8; 3] {
    lab_to_linear(f64::from(lightness) * 100.0 / 255.0, f64::from(a), f64::from(b)).map(|value| {
        let encoded = if value <= 0.003_130_8 { 12.92 * value } else { 1.055 * libm::pow(value, 1.0 / 2.4) - 0.055 };
        (encoded * 255.0 + 0.5) as u8
    })
}

/// CIE L*a*b* (D50, L* to 100) to the linear light of sRGB, 0 to 1.
pub(crate) fn lab_to_linear(lightness: f64, a: f64, b: f64) -> [f64; 3] {
    let fy = (lightness + 16.0) / 116.0;
    let fx = fy + a / 500.0;
    let fz = fy - b / 200.0;
    let inverse = |t: f64| if t > 6.0 / 29.0 { t * t * t } else { 3.0 * (6.0f64 / 29.0).powi(2) * (t - 4.0 / 29.0) };
    let (x, y, z) = (0.9642 * inverse(fx), inverse(fy), 0.8249 * inverse(fz));
    [3.1339 * x - 1.6169 * y - 0.4906 * z, -0.9788 * x + 1.9161 * y + 0.0335 * z, 0.0719 * x - 0.2290 * y + 1.4052 * z]
        .map(|value| value.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inks_mix_to_screen_colours() {
        assert_eq!(Colour::Cmyk(0, 0, 0, 0).to_rgb(), [255, 255, 255]);
        assert_eq!(Colour::Gray(77).to_rgb(), [77; 3]);
        assert_eq!(Colour::Oca(0x0E).to_rgb(), [196, 160, 32]);
    }

    #[test]
    fn tints_lie_between_paper_and_the_full_colour() {
        assert_eq!(Colour::Cmyk(255, 100, 0, 1).tinted(128), Colour::Cmyk(128, 50, 0, 1));
        assert_eq!(Colour::Rgb(0, 255, 100).tinted(0), Colour::WHITE);
        assert_eq!(Colour::Gray(0).tinted(51), Colour::Gray(204));
        assert_eq!(Colour::Oca(2).tinted(255), Colour::Oca(2));
        assert_eq!(Colour::Oca(2).tinted(51), Colour::Rgb(255, 204, 204));
    }

    #[test]
    fn lab_white_and_black_are_white_and_black() {
        assert_eq!(Colour::Lab(0, 0, 0).to_rgb(), [0, 0, 0]);
        assert!(Colour::Lab(255, 0, 0).to_rgb().iter().all(|&value| value >= 254));
    }
}
