//! Colours as operators (ISO 32000-1, 8.6).

use units::{Colour, SpotId};

use crate::content::{Content, Thousandths};

/// Whether a colour is for areas or for lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paint {
    Fill,
    Stroke,
}

/// An 8-bit share as a number from 0 to 1: three decimals tell all 256 apart.
fn share(value: u8) -> Thousandths {
    Thousandths((i64::from(value) * 2000 + 255) / 510)
}

/// The name of a spot colour's space.
pub(crate) fn spot_name(spot: SpotId) -> String {
    format!("S{}", spot.0)
}

/// Sets the colour; the spot colour used, if one. Colours that PDF has no space for are set as they look on a screen.
pub(crate) fn set(content: &mut Content, colour: Colour, paint: Paint) -> Option<SpotId> {
    let pick = |fill: &'static str, stroke: &'static str| if paint == Paint::Fill { fill } else { stroke };
    match colour {
        Colour::Gray(level) => {
            content.operand(share(level)).text(pick("g\n", "G\n"));
        }
        Colour::Cmyk(cyan, magenta, yellow, black) => {
            for ink in [cyan, magenta, yellow, black] {
                content.operand(share(ink));
            }
            content.text(pick("k\n", "K\n"));
        }
        Colour::Spot(spot, tint) => {
            content.text("/").text(&spot_name(spot)).text(pick(" cs ", " CS "));
            content.operand(share(tint)).text(pick("scn\n", "SCN\n"));
            return Some(spot);
        }
        Colour::DeviceDefault
        | Colour::Medium
        | Colour::Oca(_)
        | Colour::Rgb(..)
        | Colour::Lab(..)
        | Colour::Highlight { .. } => {
            let [red, green, blue] = colour.to_rgb();
            if red == green && green == blue {
                content.operand(share(red)).text(pick("g\n", "G\n"));
            } else {
                for channel in [red, green, blue] {
                    content.operand(share(channel));
                }
                content.text(pick("rg\n", "RG\n"));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_survives_three_decimals() {
        for value in 0..=255u8 {
            let back = (share(value).0 * 255 + 500) / 1000;
            assert_eq!(back, i64::from(value));
        }
    }

    #[test]
    fn grey_light_takes_one_number() {
        let mut content = Content::default();
        set(&mut content, Colour::Rgb(0, 0, 0), Paint::Fill);
        set(&mut content, Colour::Rgb(255, 0, 51), Paint::Stroke);
        assert_eq!(content.bytes, b"0 g\n1 0 .2 RG\n");
    }
}
