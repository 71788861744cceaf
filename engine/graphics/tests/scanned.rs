//! Drawn bar codes are read back by another program's decoder, from pixels of the bars.

#![expect(clippy::expect_used, reason = "what a test cannot go on without")]

use graphics::barcode::{Symbol, data_of_text, encode};
use proptest::prelude::*;
use rxing::common::HybridBinarizer;
use rxing::{BarcodeFormat, BinaryBitmap, DecodeHints, Luma8LuminanceSource, MultiFormatReader, Reader};
use scene::SymbolKind;
use units::Emu;

/// Two mils a pixel keep every module at four pixels or more.
const MODULE: u8 = 10;
const PIXELS_PER_MODULE: i64 = 4;
const QUIET: i64 = 12 * PIXELS_PER_MODULE;

/// Draws the bars' rectangles (not the modules) in black on white and scans the picture.
fn scan(kind: SymbolKind, symbol: &Symbol) -> Result<String, String> {
    let pixel = |length: Emu| (length.wide() * 10 * PIXELS_PER_MODULE + 45_720) / (9_144 * i64::from(MODULE));
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
    let format = match kind {
        SymbolKind::Code128 => BarcodeFormat::CODE_128,
        SymbolKind::Qr { .. } => BarcodeFormat::QR_CODE,
        SymbolKind::DataMatrix => BarcodeFormat::DATA_MATRIX,
    };
    let hints = DecodeHints { PureBarcode: Some(true), ..DecodeHints::default() }
        .with(rxing::DecodeHintValue::PossibleFormats([format].into()));
    let source = Luma8LuminanceSource::new(pixels, width as u32, height as u32).map_err(|error| error.to_string())?;
    MultiFormatReader::default()
        .decode_with_hints(&mut BinaryBitmap::new(HybridBinarizer::new(source)), &hints)
        .map(|read| read.getText().to_owned())
        .map_err(|error| error.to_string())
}

fn round_trip(kind: SymbolKind, text: &str) {
    let data = data_of_text(kind, text).expect("the character set has it");
    let symbol = encode(kind, &data, MODULE, Emu::from_millimetres(10)).expect("the symbology holds it");
    assert_eq!(scan(kind, &symbol).as_deref(), Ok(text), "{kind:?}");
}

const QR: SymbolKind = SymbolKind::Qr { correction: 1 };

#[test]
fn code_128_says_what_was_encoded() {
    for text in
        ["MB 40028817 202610 01/04", "1", "12", "123", "123456", "A", "a1234567890b", "~`{|}", "AB\tcd\u{1}EF12345"]
    {
        round_trip(SymbolKind::Code128, text);
    }
}

#[test]
fn qr_says_what_was_encoded() {
    for text in ["https://meridian.example/overdraft", "0123456789", "HELLO WORLD", "王小明 £1,234.56"] {
        round_trip(QR, text);
    }
    for correction in 0..4 {
        round_trip(SymbolKind::Qr { correction }, "each level");
    }
}

#[test]
fn data_matrix_of_every_size_says_what_was_encoded() {
    let mut sides = std::collections::BTreeSet::new();
    for length in
        [1, 4, 6, 10, 15, 20, 28, 33, 40, 55, 80, 100, 130, 160, 190, 250, 350, 440, 560, 680, 800, 1000, 1300]
    {
        let text: String = (0..length).map(|place| char::from(b'A' + (place * 7 % 26) as u8)).collect();
        let symbol =
            encode(SymbolKind::DataMatrix, text.as_bytes(), MODULE, Emu::ZERO).expect("the symbology holds it");
        sides.insert(symbol.modules.rows());
        round_trip(SymbolKind::DataMatrix, &text);
    }
    assert_eq!(sides.len(), 23, "{sides:?}");
}

#[test]
fn data_matrix_holds_latin_1_in_both_encodations() {
    round_trip(SymbolKind::DataMatrix, "Café, 12 rue du Général");
    round_trip(SymbolKind::DataMatrix, "éèêëàâäùûüôöç and then 1234567890");
}

#[test]
fn what_a_symbology_cannot_hold_is_refused() {
    assert!(data_of_text(SymbolKind::Code128, "£5").is_err());
    assert!(data_of_text(SymbolKind::DataMatrix, "王").is_err());
    let refuse = |kind, data: &[u8], module| encode(kind, data, module, Emu::from_millimetres(10)).is_err();
    assert!(refuse(SymbolKind::Code128, b"", 10));
    assert!(refuse(SymbolKind::Code128, b"A", 0));
    assert!(refuse(SymbolKind::Code128, &[b'A'; 256], 10));
    assert!(refuse(SymbolKind::DataMatrix, &[b'A'; 2_000], 10));
    assert!(refuse(SymbolKind::Qr { correction: 9 }, b"A", 10));
    assert!(refuse(SymbolKind::Qr { correction: 3 }, &[0xFF; 3_000], 10));
}

#[test]
fn edges_are_rounded_once_from_the_symbols_start() {
    let symbol = encode(SymbolKind::Code128, b"12", 13, Emu::from_millimetres(10)).expect("digits fit");
    // Start, one pair, check and stop: 46 modules of 13 mils, 11,887.2 Emu each.
    assert_eq!(symbol.size.width, Emu::new(546_811));
    assert_eq!(symbol.bars.first().map(|bar| bar.right()), Some(Emu::new(23_774)));
    assert_eq!(symbol.bars.last().map(|bar| bar.right()), Some(symbol.size.width));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_ascii_text_survives_code_128(text in "[ -~]{1,24}|[0-9]{1,24}|([0-9]{2,8}[a-z]{1,3}){1,4}|[A-Z\t]{2,20}") {
        round_trip(SymbolKind::Code128, &text);
    }

    #[test]
    fn any_text_survives_data_matrix(text in "[ -~]{1,60}|[ -~é-ÿ]{1,60}|[é-ÿ]{1,300}") {
        round_trip(SymbolKind::DataMatrix, &text);
    }

    #[test]
    fn any_bytes_are_encoded_or_refused(data in proptest::collection::vec(any::<u8>(), 0..400), module in 0u8..=255) {
        for kind in [SymbolKind::Code128, QR, SymbolKind::DataMatrix] {
            if let Ok(symbol) = encode(kind, &data, module, Emu::new(1_000)) {
                prop_assert!(symbol.bars.iter().all(|bar| bar.right() <= symbol.size.width && bar.bottom() <= symbol.size.height));
            }
        }
    }
}
