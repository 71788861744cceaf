//! Process inks on a screen, by the profile of a characterised press (CGATS TR 001, web offset on coated paper).
//!
//! The profile is an ICC file whose table leads from inks to CIE L*a*b* (ICC.1:2001-04, 6.5.7 `lut16Type`). Lab becomes
//! sRGB by the relative colorimetric way: paper white is screen white. Other viewers of PDF use the same press for inks
//! without a profile, so that pages look alike in both.

use std::sync::OnceLock;

use crate::colour::lab_to_linear;

/// Inks of the table: cyan, magenta, yellow, black.
const INKS: usize = 4;
/// Nodes a side of the table of screen colours: each interval of the profile's table is halved, because L*a*b* is not
/// straight in screen colours.
const NODES: usize = 11;
/// Parts of an interval.
const PARTS: i32 = 256;

/// The profile: "Compact ICC Profiles", in the public domain (CC0).
const PROFILE: &[u8] = include_bytes!("../../../assets/colour/CGATS001Compat-v2-micro.icc");
/// Where its A2B0 table stands.
const TABLE: usize = 240;
/// Bytes before the table's input curves.
const HEAD: usize = 52;

/// Red, green and blue of the inks, 255 for all of an ink.
pub(crate) fn to_rgb(inks: [u8; 4]) -> [u8; 3] {
    static TABLE: OnceLock<ScreenTable> = OnceLock::new();
    TABLE.get_or_init(ScreenTable::new).look_up(inks)
}

/// The profile's table.
struct Profile {
    curve_entries: usize,
    nodes: usize,
}

impl Profile {
    fn read() -> Self {
        let byte = |at: usize| usize::from(PROFILE.get(TABLE + at).copied().unwrap_or(0));
        Self { curve_entries: byte(48) << 8 | byte(49), nodes: byte(10) }
    }

    /// A 16-bit number after the table's head.
    fn number(at: usize) -> u16 {
        let bytes = PROFILE.get(TABLE + HEAD + at * 2..).and_then(|rest| rest.first_chunk::<2>());
        bytes.map_or(0, |bytes| u16::from_be_bytes(*bytes))
    }

    /// An ink's amount as the table wants it, 0 to 1.
    fn curve(&self, ink: usize, amount: u8) -> f64 {
        let last = self.curve_entries.saturating_sub(1);
        let place = f64::from(amount) / 255.0 * last as f64;
        let below = (place as usize).min(last);
        let at = |entry: usize| f64::from(Self::number(ink * self.curve_entries + entry.min(last)));
        let share = place - below as f64;
        (at(below) + (at(below + 1) - at(below)) * share) / 65_535.0
    }

    /// L*a*b* at a place of the table, each ink in half intervals.
    fn lab(&self, halves: [usize; INKS]) -> [f64; 3] {
        let mut sum = [0.0; 3];
        // The mean of the nodes around: one where the place is a node, two for each ink between nodes.
        for corner in 0..1usize << INKS {
            let mut node = 0;
            for (ink, half) in halves.into_iter().enumerate() {
                let upper = corner >> ink & 1;
                node = node * self.nodes + (half + upper) / 2;
            }
            for (channel, value) in sum.iter_mut().enumerate() {
                let at = INKS * self.curve_entries + node * 3 + channel;
                *value += f64::from(Self::number(at)) / 16.0;
            }
        }
        // ICC.1:2001-04, 6.3.4.2: L* of 100 is X'FF00', a* and b* of 0 are X'8000'.
        let [lightness, a, b] = sum;
        [lightness * 100.0 / 65_280.0, a / 256.0 - 128.0, b / 256.0 - 128.0]
    }
}

/// sRGB by inks, in 1/128 of a level.
struct ScreenTable {
    /// By ink and amount: the node below and the parts of the interval after it.
    places: [[(u8, u16); 256]; INKS],
    nodes: Vec<[i16; 3]>,
}

impl ScreenTable {
    fn new() -> Self {
        let profile = Profile::read();
        let last = NODES - 1;
        let places = std::array::from_fn(|ink| {
            std::array::from_fn(|amount| {
                let place = profile.curve(ink, amount as u8) * last as f64 * f64::from(PARTS);
                let place = (place + 0.5) as usize;
                let below = (place / PARTS as usize).min(last - 1);
                (below as u8, (place - below * PARTS as usize) as u16)
            })
        });
        let nodes = (0..NODES.pow(INKS as u32)).map(|number| {
            let halves = [number / NODES.pow(3), number / NODES.pow(2) % NODES, number / NODES % NODES, number % NODES];
            let [lightness, a, b] = profile.lab(halves);
            lab_to_linear(lightness, a, b).map(|linear| {
                let encoded =
                    if linear <= 0.003_130_8 { 12.92 * linear } else { 1.055 * libm::pow(linear, 1.0 / 2.4) - 0.055 };
                (encoded * 255.0 * 128.0 + 0.5) as i16
            })
        });
        Self { places, nodes: nodes.collect() }
    }

    /// The colour of inks, straight between the nodes around.
    fn look_up(&self, inks: [u8; 4]) -> [u8; 3] {
        let mut places = [(0, 0); INKS];
        for (place, (table, ink)) in places.iter_mut().zip(self.places.iter().zip(inks)) {
            *place = table.get(usize::from(ink)).copied().unwrap_or_default();
        }
        let [c, m, y, k] = places;
        let node = |upper: [usize; INKS]| {
            let [dc, dm, dy, dk] = upper;
            let at = ((usize::from(c.0) + dc) * NODES + usize::from(m.0) + dm) * NODES * NODES
                + (usize::from(y.0) + dy) * NODES
                + usize::from(k.0)
                + dk;
            self.nodes.get(at).copied().unwrap_or_default().map(i32::from)
        };
        let mix = |one: [i32; 3], other: [i32; 3], (_, parts): (u8, u16)| -> [i32; 3] {
            std::array::from_fn(|channel| match (one.get(channel), other.get(channel)) {
                (Some(one), Some(other)) => one + (other - one) * i32::from(parts) / PARTS,
                _ => 0,
            })
        };
        let black = |dc, dm, dy| mix(node([dc, dm, dy, 0]), node([dc, dm, dy, 1]), k);
        let yellow = |dc, dm| mix(black(dc, dm, 0), black(dc, dm, 1), y);
        let magenta = |dc| mix(yellow(dc, 0), yellow(dc, 1), m);
        mix(magenta(0), magenta(1), c).map(|value| ((value + 64) / 128).clamp(0, 255) as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_is_a_table_of_four_inks() {
        assert_eq!(PROFILE.get(TABLE..TABLE + 4), Some(&b"mft2"[..]));
        assert_eq!(PROFILE.get(TABLE + 8..TABLE + 11), Some(&[4, 3, 6][..]));
        let entries = HEAD + (INKS * 48 + 6usize.pow(4) * 3 + 3 * 2) * 2;
        assert_eq!(PROFILE.len(), TABLE + entries, "input curves, nodes, output curves of two entries");
        // No curves after the table: from nothing to all, straight.
        let outputs = INKS * 48 + 6usize.pow(4) * 3;
        assert_eq!([Profile::number(outputs), Profile::number(outputs + 1)], [0, 65_535]);
    }

    #[test]
    fn full_inks_and_their_overprints_are_those_of_the_press() {
        // The well-known values of this press in sRGB.
        for (inks, wanted) in [
            ([0, 0, 0, 0], [255, 255, 255]),
            ([255, 0, 0, 0], [0, 174, 239]),
            ([0, 255, 0, 0], [236, 0, 140]),
            ([0, 0, 255, 0], [255, 242, 0]),
            ([0, 0, 0, 255], [35, 31, 32]),
            ([255, 255, 0, 0], [46, 49, 146]),
            ([0, 255, 255, 0], [237, 28, 36]),
            ([255, 0, 255, 0], [0, 166, 81]),
            ([255, 255, 255, 255], [0, 0, 0]),
        ] {
            let found = to_rgb(inks);
            for (found, wanted) in found.into_iter().zip(wanted) {
                assert!(u8::abs_diff(found, wanted) <= 2, "{inks:?}: {found} for {wanted}");
            }
        }
    }

    #[test]
    fn more_ink_is_never_lighter() {
        for ink in 0..INKS {
            let mut before = [255; 3];
            for amount in 0..=255 {
                let mut inks = [0; INKS];
                inks[ink] = amount;
                let now = to_rgb(inks);
                let sum = |rgb: [u8; 3]| rgb.into_iter().map(u32::from).sum::<u32>();
                assert!(sum(now) <= sum(before) + 2, "ink {ink} at {amount}");
                before = now;
            }
        }
    }
}
