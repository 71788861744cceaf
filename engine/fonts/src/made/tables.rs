//! The tables around the outlines of a made face (OpenType).

use std::collections::BTreeMap;

use super::{Limits, MadeMetrics};

/// Writes numbers of 16 and 32 bits one after another.
#[derive(Default)]
struct Table(Vec<u8>);

impl Table {
    fn short(mut self, numbers: impl IntoIterator<Item = i64>) -> Self {
        for number in numbers {
            self.0.extend((number as u16).to_be_bytes());
        }
        self
    }

    fn long(mut self, numbers: impl IntoIterator<Item = u32>) -> Self {
        for number in numbers {
            self.0.extend(number.to_be_bytes());
        }
        self
    }
}

pub(super) fn head(metrics: &MadeMetrics, limits: Limits) -> Vec<u8> {
    const MAGIC: u32 = 0x5F0F_3CF5;
    let style = i64::from(metrics.weight >= 600) | i64::from(metrics.italic) << 1;
    Table::default()
        .long([0x0001_0000, 0x0001_0000, 0, MAGIC])
        .short([0b11, i64::from(metrics.units_per_em)])
        // No time of making.
        .long([0; 4])
        .short([limits.x.0, limits.y.0, limits.x.1, limits.y.1].map(i64::from))
        // Style, smallest size, direction, long offsets, glyph data format.
        .short([style, 6, 2, 1, 0])
        .0
}

pub(super) fn hhea(metrics: &MadeMetrics, horizontal: &[(u16, i16)]) -> Vec<u8> {
    let widest = horizontal.iter().map(|(advance, _)| *advance).max().unwrap_or(0);
    Table::default()
        .long([0x0001_0000])
        .short([i64::from(metrics.ascender), i64::from(metrics.descender), 0, i64::from(widest)])
        .short([0; 3])
        .short([1, 0])
        .short([0; 6])
        .short([horizontal.len() as i64])
        .0
}

pub(super) fn hmtx(horizontal: &[(u16, i16)]) -> Vec<u8> {
    Table::default()
        .short(horizontal.iter().flat_map(|(advance, bearing)| [i64::from(*advance), i64::from(*bearing)]))
        .0
}

pub(super) fn maxp(glyphs: u16, limits: Limits) -> Vec<u8> {
    Table::default()
        .long([0x0001_0000])
        .short([i64::from(glyphs), i64::from(limits.points), i64::from(limits.contours)])
        // No components, one zone, no instructions.
        .short([0, 0, 1])
        .short([0; 8])
        .0
}

/// Version 0.5, for compact outlines.
pub(super) fn maxp_compact(glyphs: u16) -> Vec<u8> {
    Table::default().long([0x0000_5000]).short([i64::from(glyphs)]).0
}

pub(super) fn os2(metrics: &MadeMetrics, characters: &BTreeMap<char, u16>, horizontal: &[(u16, i16)]) -> Vec<u8> {
    let total: u64 = horizontal.iter().map(|(advance, _)| u64::from(*advance)).sum();
    let average = total / horizontal.len().max(1) as u64;
    let em = i64::from(metrics.units_per_em);
    let code = |character: Option<&char>| character.map_or(0, |it| i64::from(u32::from(*it).min(0xFFFF)));
    let (italic, bold) = (metrics.italic, metrics.weight >= 600);
    let selection = i64::from(italic) | i64::from(bold) << 5 | i64::from(!italic && !bold) << 6;
    Table::default()
        .short([4, average as i64, i64::from(metrics.weight), 5, 0])
        // Subscripts, superscripts, strikeout.
        .short([em / 2, em / 2, 0, em / 8, em / 2, em / 2, 0, em / 3])
        .short([i64::from(metrics.underline.1), i64::from(metrics.x_height) / 2, 0])
        // No classification, no ranges, no vendor.
        .short([0; 5])
        .long([0; 5])
        .short([selection, code(characters.keys().next()), code(characters.keys().last())])
        .short([i64::from(metrics.ascender), i64::from(metrics.descender), 0])
        .short([i64::from(metrics.ascender.max(0)), -i64::from(metrics.descender.min(0))])
        .long([1, 0])
        .short([i64::from(metrics.x_height), i64::from(metrics.cap_height), 0, 32, 1])
        .0
}

pub(super) fn post(metrics: &MadeMetrics, horizontal: &[(u16, i16)]) -> Vec<u8> {
    let mut advances = horizontal.iter().skip(1).map(|(advance, _)| *advance);
    let first = advances.next();
    let fixed = first.is_some() && advances.all(|advance| Some(advance) == first);
    let angle = if metrics.italic { 0xFFF4_0000 } else { 0 };
    let top = i64::from(metrics.underline.0) + i64::from(metrics.underline.1) / 2;
    Table::default()
        .long([0x0003_0000, angle])
        .short([top, i64::from(metrics.underline.1)])
        .long([u32::from(fixed), 0, 0, 0, 0])
        .0
}
