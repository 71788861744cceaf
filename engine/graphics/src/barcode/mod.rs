//! Bar codes: data in, dark rectangles out.
//!
//! The same function draws a symbol for our own pages and for a bar-code object read from an AFP file, so that both show
//! the same bars. Module edges are whole Emu, each rounded once from the symbol's left and top edge.

mod code128;
mod data_matrix;
mod matrix;
mod qr;

use diagnostics::{Code, Diagnostic};
use scene::{Barcode, SymbolKind};
use units::{Colour, Emu, Point, QuarterTurn, Rect, Size};

pub use matrix::Matrix;

/// A drawn symbol, without its quiet zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Its size.
    pub size: Size,
    /// The dark rectangles, from its top left corner.
    pub bars: Vec<Rect>,
    /// The modules; a linear symbol has one row of them.
    pub modules: Matrix,
}

/// The bytes of a text in the character set that a symbology reads by default: ASCII for Code 128, ISO 8859-1 for Data
/// Matrix, UTF-8 for QR.
///
/// # Errors
/// [`Code::BarcodeData`] where the character set lacks a character.
pub fn data_of_text(kind: SymbolKind, text: &str) -> Result<Vec<u8>, Diagnostic> {
    let largest = match kind {
        SymbolKind::Qr { .. } => return Ok(text.as_bytes().to_vec()),
        SymbolKind::Code128 => 0x7F,
        SymbolKind::DataMatrix => 0xFF,
    };
    text.chars()
        .map(|character| u8::try_from(u32::from(character)).ok().filter(|&byte| byte <= largest).ok_or(character))
        .collect::<Result<_, _>>()
        .map_err(|character| refused(kind, text, format!("it has no character {character:?}")))
}

/// Encodes data and draws it. `module_mils` is the width of the narrowest bar or the side of a module in thousandths of
/// an inch; `height` is that of the bars of a linear symbol.
///
/// # Errors
/// [`Code::BarcodeData`] where the symbology cannot hold the data.
pub fn encode(kind: SymbolKind, data: &[u8], module_mils: u8, height: Emu) -> Result<Symbol, Diagnostic> {
    let refuse = |reason: String| refused(kind, &String::from_utf8_lossy(data), reason);
    if data.is_empty() {
        return Err(refuse("there is no data".into()));
    }
    if module_mils == 0 {
        return Err(refuse("the modules have no width".into()));
    }
    let (modules, height) = match kind {
        SymbolKind::Code128 if height <= Emu::ZERO => return Err(refuse("the bars have no height".into())),
        SymbolKind::Code128 => (code128::encode(data).map_err(refuse)?, Some(height)),
        SymbolKind::Qr { correction } => (qr::encode(data, correction).map_err(refuse)?, None),
        SymbolKind::DataMatrix => (data_matrix::encode(data).map_err(refuse)?, None),
    };
    let size = Size::new(edge(modules.columns(), module_mils), height.unwrap_or(edge(modules.rows(), module_mils)));
    let bars = modules
        .rectangles()
        .into_iter()
        .map(|dark| {
            let (left, right) = (edge(dark.left, module_mils), edge(dark.right, module_mils));
            match height {
                Some(height) => Rect::new(left, Emu::ZERO, right - left, height),
                None => {
                    let (top, bottom) = (edge(dark.top, module_mils), edge(dark.bottom, module_mils));
                    Rect::new(left, top, right - left, bottom - top)
                }
            }
        })
        .collect();
    Ok(Symbol { size, bars, modules })
}

/// The distance from a symbol's edge to its `number`-th module: whole mils are 914.4 Emu, so it is rounded, once.
fn edge(number: usize, module_mils: u8) -> Emu {
    let mils = number as i64 * i64::from(module_mils);
    Emu::saturating_from((mils * 9_144 + 5) / 10)
}

/// As people call a symbology.
fn name(kind: SymbolKind) -> &'static str {
    match kind {
        SymbolKind::Code128 => "Code 128",
        SymbolKind::Qr { .. } => "QR code",
        SymbolKind::DataMatrix => "Data Matrix",
    }
}

fn refused(kind: SymbolKind, data: &str, reason: String) -> Diagnostic {
    const SHOWN: usize = 60;
    let mut shown: String = data.chars().take(SHOWN).collect();
    if shown.len() < data.len() {
        shown.push('…');
    }
    Diagnostic::new(Code::BarcodeData).with("symbology", name(kind)).with("data", shown).with("reason", reason)
}

impl Symbol {
    /// The symbol as an item of a page.
    pub fn into_barcode(
        self,
        kind: SymbolKind,
        data: Vec<u8>,
        module_mils: u8,
        colour: Colour,
        origin: Point,
        turn: QuarterTurn,
    ) -> Barcode {
        Barcode {
            kind,
            data,
            origin,
            turn,
            module_mils,
            height: self.size.height,
            colour,
            bars: self.bars,
            size: self.size,
        }
    }
}
