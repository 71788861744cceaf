//! Aztec code (ISO/IEC 24778): layers of codewords around a core.

mod draw;
mod words;

use scene::AztecForm;

use super::super::reed_solomon::Field;
use super::{Matrix, Part};

/// A symbol's layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Size {
    compact: bool,
    layers: usize,
}

impl Size {
    /// Bits of a codeword.
    fn word(self) -> usize {
        match self.layers {
            0..=2 => 6,
            3..=8 => 8,
            9..=22 => 10,
            _ => 12,
        }
    }

    /// Bits of all layers.
    fn bits(self) -> usize {
        (if self.compact { 88 } else { 112 } + 16 * self.layers) * self.layers
    }

    /// Codewords of data that leave so much of the symbol, in per cent, and three to correction.
    fn room(self, correction: u8) -> usize {
        let capacity = self.bits() / self.word();
        let room = capacity.saturating_sub((capacity * usize::from(correction)).div_ceil(100) + 3);
        if self.compact { room.min(64) } else { room }
    }

    fn field(self) -> Field {
        match self.word() {
            6 => Field { bits: 6, polynomial: 0x43 },
            8 => Field { bits: 8, polynomial: 0x12D },
            10 => Field { bits: 10, polynomial: 0x409 },
            _ => Field { bits: 12, polynomial: 0x1069 },
        }
    }
}

/// The modules of the smallest symbol of a form that holds the data and has no fewer layers than wanted.
pub(in super::super) fn encode(
    parts: &[Part<'_>],
    form: AztecForm,
    layers: u8,
    correction: u8,
    gs1: bool,
) -> Result<Matrix, String> {
    if form == AztecForm::Rune {
        return match parts {
            [Part::Bytes(data)] if data.len() == 1 => Ok(rune(data.first().copied().unwrap_or(0))),
            _ => Err("a rune is one byte".into()),
        };
    }
    if !(5..=95).contains(&correction) {
        return Err(format!("the error correction is 5 to 95 per cent, not {correction}"));
    }
    let bits = words::encode(parts, gs1)?;
    let compact = (1..=4).map(|layers| Size { compact: true, layers });
    let full = (1..=32).map(|layers| Size { compact: false, layers });
    let sizes: Vec<Size> = match form {
        AztecForm::Compact | AztecForm::Rune => compact.collect(),
        AztecForm::Full => full.collect(),
        // A full symbol of one to three layers is as large as a compact one that holds more.
        AztecForm::Smallest => compact.chain(full.filter(|size| size.layers > 3)).collect(),
    };
    let stuffed = sizes
        .into_iter()
        .filter(|size| size.layers >= usize::from(layers))
        .map(|size| (size, words::stuffed(&bits, size.word())))
        .find(|(size, words)| words.len() <= size.room(correction));
    let (size, words) = stuffed.ok_or("the data is too long for a symbol of this form")?;
    Ok(draw::draw(size, &layer_bits(size, &words), &mode_message(size, words.len())))
}

/// Data and correction, what is left of a whole number of codewords in front.
fn layer_bits(size: Size, words: &[u32]) -> Vec<bool> {
    let capacity = size.bits() / size.word();
    let check = size.field().correction(words.iter().copied(), capacity - words.len());
    let mut bits = vec![false; size.bits() % size.word()];
    for word in words.iter().chain(&check) {
        words::push(&mut bits, *word, size.word());
    }
    bits
}

/// Layers and codewords of data, in a ring around the core.
fn mode_message(size: Size, words: usize) -> Vec<bool> {
    let (layers, words) = (size.layers as u32 - 1, words as u32 - 1);
    let (number, nibbles, check) =
        if size.compact { (layers << 6 | words, 2, 5) } else { (layers << 11 | words, 4, 6) };
    ring(&(0..nibbles).rev().map(|nibble| number >> (4 * nibble) & 15).collect::<Vec<u32>>(), check, 0)
}

fn ring(nibbles: &[u32], check: usize, mask: u32) -> Vec<bool> {
    let field = Field { bits: 4, polynomial: 0x13 };
    let checks = field.correction(nibbles.iter().copied(), check);
    let mut bits = Vec::with_capacity(40);
    for nibble in nibbles.iter().chain(&checks) {
        words::push(&mut bits, nibble ^ mask, 4);
    }
    bits
}

/// One byte in the ring of a compact core, told from a mode message by every second bit turned over.
fn rune(byte: u8) -> Matrix {
    let size = Size { compact: true, layers: 0 };
    draw::draw(size, &[], &ring(&[u32::from(byte >> 4), u32::from(byte & 15)], 5, 0b1010))
}
