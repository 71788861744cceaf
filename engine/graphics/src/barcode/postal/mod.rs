//! Postal bar codes: bars of one width at one distance, told apart by where they reach to.

pub(super) mod australia_post;
pub(super) mod intelligent_mail;
pub(super) mod japan_post;
pub(super) mod mailmark;
pub(super) mod postnet;
pub(super) mod royal_mail;

use units::{Emu, Rect, Size};

use super::drawing::{Drawing, mils};

/// What a bar reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bar {
    /// From top to bottom.
    Full,
    /// From the top over the middle.
    Ascender,
    /// From the middle to the bottom.
    Descender,
    /// The middle only.
    Tracker,
}

impl Bar {
    /// By the number that many tables use: 0 full, 1 ascender, 2 descender, 3 tracker.
    fn of_number(number: u8) -> Self {
        match number {
            0 => Self::Full,
            1 => Self::Ascender,
            2 => Self::Descender,
            _ => Self::Tracker,
        }
    }

    /// By whether it reaches up and down.
    fn reaching(up: bool, down: bool) -> Self {
        match (up, down) {
            (true, true) => Self::Full,
            (true, false) => Self::Ascender,
            (false, true) => Self::Descender,
            (false, false) => Self::Tracker,
        }
    }
}

/// Sizes of the bars.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bars {
    /// Width of a bar.
    width: Emu,
    /// From bar to bar, in hundredths of a mil.
    pitch: u64,
    /// The whole height.
    height: Emu,
    /// Where the middle begins and ends.
    tracker: (Emu, Emu),
}

impl Bars {
    /// Widths and heights in mils: of a bar, the whole, the part above the middle and the middle.
    fn in_mils(width: u64, pitch: u64, heights: [u64; 3]) -> Self {
        let [height, above, middle] = heights;
        Self { width: mils(width), pitch, height: mils(height), tracker: (mils(above), mils(above + middle)) }
    }

    /// Draws bars.
    pub(super) fn draw(self, bars: &[Bar]) -> Drawing {
        let left = |number: usize| super::drawing::edge(number as u64 * self.pitch, 1);
        let rects = bars
            .iter()
            .enumerate()
            .map(|(number, bar)| {
                let (top, bottom) = match bar {
                    Bar::Full => (Emu::ZERO, self.height),
                    Bar::Ascender => (Emu::ZERO, self.tracker.1),
                    Bar::Descender => (self.tracker.0, self.height),
                    Bar::Tracker => self.tracker,
                };
                Rect::new(left(number), top, self.width, bottom - top)
            })
            .collect();
        let width = left(bars.len().saturating_sub(1)) + self.width;
        Drawing { size: Size::new(width, self.height), bars: rects, grid: None }
    }
}

#[cfg(test)]
pub(super) fn letters(bars: &[Bar]) -> String {
    bars.iter()
        .map(|bar| match bar {
            Bar::Full => 'F',
            Bar::Ascender => 'A',
            Bar::Descender => 'D',
            Bar::Tracker => 'T',
        })
        .collect()
}
