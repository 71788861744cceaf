//! Pixels of a symbol, and what a scanner makes of them.

use graphics::barcode::{Dimensions, Symbol, data_of_text, encode};
use rxing::common::HybridBinarizer;
use rxing::{BarcodeFormat, BinaryBitmap, DecodeHints, Luma8LuminanceSource, MultiFormatReader, RXingResult, Reader};
use scene::SymbolKind;
use units::Emu;

/// Thousandths of an inch of a module.
pub(crate) const MODULE: u8 = 10;
/// Four pixels or more a module.
const PIXELS_PER_INCH: i64 = 400;
const QUIET: i64 = 48;

/// The sizes that tests use.
pub(crate) fn dimensions(kind: SymbolKind) -> Dimensions {
    let height = match kind {
        SymbolKind::Pdf417 { .. } => Emu::new(9_144 * 4),
        _ => Emu::from_millimetres(10),
    };
    Dimensions { module_mils: MODULE, height, ratio_percent: 250 }
}

/// The symbol of a text.
pub(crate) fn symbol(kind: SymbolKind, text: &str) -> Symbol {
    let data = data_of_text(kind, text).unwrap_or_else(|refused| panic!("{refused}"));
    encode(kind, &data, dimensions(kind)).unwrap_or_else(|refused| panic!("{refused}"))
}

/// Draws the bars' rectangles in black on white: width, height and pixels.
fn pixels(symbol: &Symbol) -> (i64, i64, Vec<u8>) {
    let pixel = |length: Emu| (length.wide() * PIXELS_PER_INCH + 457_200).div_euclid(914_400);
    let width = pixel(symbol.size.width) + 2 * QUIET;
    let height = pixel(symbol.size.height) + 2 * QUIET;
    let mut pixels = vec![255u8; (width * height) as usize];
    for bar in &symbol.bars {
        for y in pixel(bar.y)..pixel(bar.bottom()) {
            for x in pixel(bar.x)..pixel(bar.right()) {
                pixels[((y + QUIET) * width + x + QUIET) as usize] = 0;
            }
        }
    }
    (width, height, pixels)
}

/// What the decoder reads.
pub(crate) fn read(format: BarcodeFormat, symbol: &Symbol, hints: DecodeHints) -> Result<RXingResult, String> {
    let (width, height, pixels) = pixels(symbol);
    let hints = hints.with(rxing::DecodeHintValue::PossibleFormats([format].into()));
    let source = Luma8LuminanceSource::new(pixels, width as u32, height as u32).map_err(|error| error.to_string())?;
    MultiFormatReader::default()
        .decode_with_hints(&mut BinaryBitmap::new(HybridBinarizer::new(source)), &hints)
        .map_err(|error| error.to_string())
}

/// The text that the decoder reads from the symbol of a text.
pub(crate) fn scan(format: BarcodeFormat, kind: SymbolKind, text: &str) -> Result<String, String> {
    let pure = matches!(
        format,
        BarcodeFormat::QR_CODE | BarcodeFormat::DATA_MATRIX | BarcodeFormat::MAXICODE | BarcodeFormat::AZTEC
    );
    let hints = DecodeHints { PureBarcode: pure.then_some(true), TryHarder: Some(true), ..DecodeHints::default() };
    read(format, &symbol(kind, text), hints).map(|read| read.getText().to_owned())
}

/// What the decoder makes of the hexagons' middles: the one for pictures finds the grid by the outermost dark ones only.
pub(crate) fn maxicode(symbol: &Symbol) -> Result<String, String> {
    let mut bits = rxing::common::BitMatrix::new(30, 33).map_err(|error| error.to_string())?;
    for row in 0..33u32 {
        for column in 0..30u32 {
            // 25.5 mm over 29 columns, 24.38 mm over 32 rows; every second row half a column to the right.
            let x = Emu::new(((2 * column + 1 + row % 2) * 31_655 / 2) as i32);
            let y = Emu::new((row * 27_428 + 18_276) as i32);
            let dark = |bar: &units::Rect| (bar.x..bar.right()).contains(&x) && (bar.y..bar.bottom()).contains(&y);
            if symbol.bars.iter().any(dark) {
                bits.set(column, row);
            }
        }
    }
    rxing::maxicode::decoder::decode(&bits).map(|read| read.getText().to_owned()).map_err(|error| error.to_string())
}

/// The text must come back.
pub(crate) fn round_trip(format: BarcodeFormat, kind: SymbolKind, text: &str) {
    assert_eq!(scan(format, kind, text).as_deref(), Ok(text), "{kind:?}");
}

/// Bars and spaces in turn in tenths of a module, by the pixels of a line through the middle, a bar first.
pub(crate) fn elements(symbol: &Symbol) -> Vec<i64> {
    let (width, height, pixels) = pixels(symbol);
    let line: Vec<u8> = pixels.chunks(width as usize).nth(height as usize / 2).unwrap().to_vec();
    let runs: Vec<i64> = line.chunk_by(|left, right| left == right).map(|run| run.len() as i64).collect();
    let module = PIXELS_PER_INCH * i64::from(MODULE);
    runs[1..runs.len() - 1].iter().map(|run| (run * 10_000 + module / 2) / module).collect()
}
