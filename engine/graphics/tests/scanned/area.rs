//! Modules spread over an area.

use super::scanner::{dimensions, read, round_trip, symbol};
use graphics::barcode::{encode, encode_escaped};
use proptest::prelude::*;
use rxing::{BarcodeFormat, DecodeHints};
use scene::{AztecForm, DataMatrixLead, SymbolKind};

fn pure() -> DecodeHints {
    DecodeHints { PureBarcode: Some(true), ..DecodeHints::default() }
}

fn letters(length: usize) -> String {
    (0..length).map(|place| char::from(b'A' + (place * 7 % 26) as u8)).collect()
}

#[test]
fn qr_says_what_was_encoded() {
    for text in ["https://meridian.example/overdraft", "0123456789", "HELLO WORLD", "王小明 £1,234.56"] {
        round_trip(BarcodeFormat::QR_CODE, SymbolKind::qr(1), text);
    }
    for correction in 0..4 {
        round_trip(BarcodeFormat::QR_CODE, SymbolKind::qr(correction), "each level");
    }
    for version in [1, 2, 7, 14, 40] {
        let kind = SymbolKind::Qr { correction: 0, version, gs1: false };
        let drawn = symbol(kind, "A");
        let side = 17 + 4 * usize::from(version);
        assert_eq!(drawn.grid, Some((side, side)));
        assert_eq!(read(BarcodeFormat::QR_CODE, &drawn, pure()).unwrap().getText(), "A");
    }
    let gs1 = SymbolKind::Qr { correction: 1, version: 0, gs1: true };
    let said = read(BarcodeFormat::QR_CODE, &symbol(gs1, "(01)09521234543213(10)A%B(21)9"), pure()).unwrap();
    assert_eq!(said.getText(), "010952123454321310A%B\u{1D}219");
}

fn data_matrix(rows: u8, columns: u8) -> SymbolKind {
    SymbolKind::DataMatrix { rows, columns, lead: DataMatrixLead::Data }
}

#[test]
fn data_matrix_of_every_square_size_says_what_was_encoded() {
    let mut sides = std::collections::BTreeSet::new();
    for length in
        [1, 4, 6, 10, 15, 20, 28, 33, 40, 55, 80, 100, 130, 160, 190, 250, 350, 440, 560, 680, 800, 1000, 1300, 1500]
    {
        let text = letters(length);
        sides.insert(symbol(SymbolKind::DATA_MATRIX, &text).grid);
        round_trip(BarcodeFormat::DATA_MATRIX, SymbolKind::DATA_MATRIX, &text);
    }
    assert_eq!(sides.len(), 24, "{sides:?}");
}

#[test]
fn data_matrix_of_every_flat_size_says_what_was_encoded() {
    for (rows, columns) in [
        (8, 18),
        (8, 32),
        (12, 26),
        (12, 36),
        (16, 36),
        (16, 48),
        (8, 48),
        (8, 64),
        (8, 80),
        (8, 96),
        (8, 120),
        (8, 144),
        (12, 64),
        (12, 88),
        (16, 64),
        (20, 36),
        (20, 44),
        (20, 64),
        (22, 48),
        (24, 48),
        (24, 64),
        (26, 40),
        (26, 48),
        (26, 64),
    ] {
        let kind = data_matrix(rows, columns);
        assert_eq!(symbol(kind, "A1B2").grid, Some((columns.into(), rows.into())));
        round_trip(BarcodeFormat::DATA_MATRIX, kind, "A1B2");
    }
    // What does not fit grows, flat as long as it can.
    assert_eq!(symbol(data_matrix(8, 18), &letters(20)).grid, Some((36, 12)));
    assert_eq!(symbol(data_matrix(8, 18), &letters(60)).grid, Some((32, 32)));
}

#[test]
fn data_matrix_holds_latin_1_in_both_encodations() {
    round_trip(BarcodeFormat::DATA_MATRIX, SymbolKind::DATA_MATRIX, "Café, 12 rue du Général");
    round_trip(BarcodeFormat::DATA_MATRIX, SymbolKind::DATA_MATRIX, "éèêëàâäùûüôöç and then 1234567890");
}

#[test]
fn data_matrix_begins_with_what_is_asked_for() {
    let with = |lead| SymbolKind::DataMatrix { rows: 0, columns: 0, lead };
    let said = |lead, text: &str| read(BarcodeFormat::DATA_MATRIX, &symbol(with(lead), text), pure()).unwrap();
    let gs1 = said(DataMatrixLead::Gs1, "(01)09521234543213(10)A(21)9");
    assert!(gs1.getText().ends_with("010952123454321310A\u{1D}219"), "{:?}", gs1.getText());
    let header = "[)>\u{1E}05\u{1D}";
    assert_eq!(said(DataMatrixLead::Macro05, "A").getText(), format!("{header}A\u{1E}\u{4}"));
    let append = DataMatrixLead::Append { sequence: 2, total: 3, file: [1, 5] };
    assert_eq!(said(append, "PART").getText(), "PART");
    assert!(
        encode(with(DataMatrixLead::Append { sequence: 4, total: 3, file: [1, 1] }), b"A", dimensions(with(append)))
            .is_err()
    );
}

#[test]
fn character_sets_are_switched_by_escapes() {
    // Extended channel 9 is ISO 8859-7: X'E1' is alpha there. A doubled reverse solidus is one.
    let data = b"A\\000009\xE1\\\\B";
    for (format, kind) in [
        (BarcodeFormat::DATA_MATRIX, SymbolKind::DATA_MATRIX),
        (BarcodeFormat::QR_CODE, SymbolKind::qr(1)),
        (BarcodeFormat::AZTEC, SymbolKind::Aztec { form: AztecForm::Smallest, layers: 0, correction: 23, gs1: false }),
    ] {
        let drawn = encode_escaped(kind, data, true, dimensions(kind)).unwrap();
        assert_eq!(read(format, &drawn, pure()).unwrap().getText(), "Aα\\B", "{kind:?}");
    }
    let kind = SymbolKind::qr(1);
    assert!(encode_escaped(kind, b"\\12", true, dimensions(kind)).is_err());
}

#[test]
fn pdf417_says_what_was_encoded_in_every_shape() {
    let pdf417 = |columns, rows, security, truncated| SymbolKind::Pdf417 { columns, rows, security, truncated };
    let texts = [
        "PDF417",
        "Mixed Text, with: marks! (and) numbers 1234",
        "00012345678901234567890123456789012345678901234567890123456789",
        "ab\u{1}\u{2}cd\u{FF}\u{FE}\u{FD}\u{FC}\u{FB}\u{FA}efghijk",
        "A1;b2\n\t{x}[y]~",
    ];
    for text in texts {
        for truncated in [false, true] {
            round_trip(BarcodeFormat::PDF_417, pdf417(0, 0, None, truncated), text);
        }
    }
    for security in 0..=8 {
        round_trip(BarcodeFormat::PDF_417, pdf417(12, 0, Some(security), false), "each level");
    }
    for columns in [2, 5, 30] {
        round_trip(BarcodeFormat::PDF_417, pdf417(columns, 20, Some(2), false), "a shape");
    }
    // One column has too many rows for a symbol that wide to be read, but they are there.
    let narrow = symbol(pdf417(1, 0, Some(0), false), "A");
    assert_eq!(narrow.size.width.get(), 86 * 9_144);
}

#[test]
fn aztec_says_what_was_encoded_in_every_form() {
    let aztec = |form, layers, correction| SymbolKind::Aztec { form, layers, correction, gs1: false };
    for text in
        ["AFP Consortium", "1234, 5678. 90", "a. b, c: d\r\ne", "\u{1}\u{2}@\\^_`|~\u{7F}", "caf\u{E9} \u{FF}\u{80}"]
    {
        for form in [AztecForm::Full, AztecForm::Compact, AztecForm::Smallest] {
            round_trip(BarcodeFormat::AZTEC, aztec(form, 0, 23), text);
        }
    }
    let mut sides = std::collections::BTreeSet::new();
    for layers in 1..=32 {
        let kind = aztec(AztecForm::Full, layers, 10);
        let drawn = symbol(kind, "A");
        sides.insert(drawn.grid);
        if layers % 4 == 1 || layers == 12 {
            assert_eq!(read(BarcodeFormat::AZTEC, &drawn, pure()).unwrap().getText(), "A", "{layers}");
        }
    }
    assert_eq!((sides.len(), sides.last().copied().flatten()), (32, Some((151, 151))));
    for correction in [5, 50, 95] {
        round_trip(BarcodeFormat::AZTEC, aztec(AztecForm::Smallest, 0, correction), "error correction");
    }
    let long = letters(2_000);
    round_trip(BarcodeFormat::AZTEC, aztec(AztecForm::Smallest, 0, 23), &long);
}

#[test]
fn an_aztec_rune_has_its_byte_in_the_ring() {
    // ISO/IEC 24778, annex A: a rune of 25 has the nibbles 1 and 9 and five of correction, all turned over by 1010.
    let kind = SymbolKind::Aztec { form: AztecForm::Rune, layers: 0, correction: 23, gs1: false };
    let drawn = encode(kind, &[25], dimensions(kind)).unwrap();
    assert_eq!(drawn.grid, Some((11, 11)));
    let dark = |column: i32, row: i32| {
        let middle = |at: i32| units::Emu::new(at * 9_144 + 4_572);
        drawn
            .bars
            .iter()
            .any(|bar| (bar.x..bar.right()).contains(&middle(column)) && (bar.y..bar.bottom()).contains(&middle(row)))
    };
    let bits: Vec<bool> = (0..7).map(|at| dark(2 + at, 0)).chain([dark(10, 2)]).collect();
    let byte = bits.iter().fold(0u8, |value, &bit| value << 1 | u8::from(bit));
    assert_eq!(byte ^ 0b1010_1010, 25);
}

fn maxicode(mode: u8) -> SymbolKind {
    SymbolKind::MaxiCode { mode, append: (0, 0), zipper: false }
}

#[test]
fn maxicode_says_what_was_encoded_in_every_mode() {
    let said = |mode, text: &str| super::scanner::maxicode(&symbol(maxicode(mode), text));
    for mode in [4, 5] {
        for text in ["THIS IS A 93 CHARACTER CODE SET A MESSAGE", "Mixed Case, 123456789 and \u{E9}\u{C0}\u{A3}\u{1}"] {
            assert_eq!(said(mode, text).as_deref(), Ok(text));
        }
    }
    // A structured carrier message: ISO/IEC 16023, annex B.
    let rest = "1Z12345675\u{1D}UPSN\u{1D}12345E\u{1E}\u{4}";
    let numeric = format!("[)>\u{1E}01\u{1D}96152382802\u{1D}840\u{1D}001\u{1D}{rest}");
    assert_eq!(said(2, &numeric), Ok(numeric));
    let letters = format!("[)>\u{1E}01\u{1D}96B1050\u{1D}056\u{1D}999\u{1D}{rest}");
    let said = said(3, &letters).unwrap();
    assert_eq!(said.replace("B1050 ", "B1050"), letters);
    // The zipper is beside the symbol, whose hexagons stay where they are.
    let plain = symbol(maxicode(4), "A");
    let zipped = symbol(SymbolKind::MaxiCode { mode: 4, append: (0, 0), zipper: true }, "A");
    assert_eq!(zipped.bars.get(..plain.bars.len()), Some(&plain.bars[..]));
    assert_eq!(zipped.bars.len() - plain.bars.len(), 40 * 3 + 9);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_survives_data_matrix(text in "[ -~]{1,60}|[ -~é-ÿ]{1,60}|[é-ÿ]{1,300}") {
        round_trip(BarcodeFormat::DATA_MATRIX, SymbolKind::DATA_MATRIX, &text);
    }

    #[test]
    fn any_text_survives_aztec(text in "[ -~]{1,60}|[ -~é-ÿ]{1,40}|[0-9,. ]{1,60}|[a-z]{30,60}[é-ÿ]{40,60}") {
        let kind = SymbolKind::Aztec { form: AztecForm::Smallest, layers: 0, correction: 23, gs1: false };
        round_trip(BarcodeFormat::AZTEC, kind, &text);
    }

    #[test]
    fn any_text_survives_pdf417(text in "[ -~]{1,60}|[ -~é-ÿ]{1,60}|[0-9]{20,60}[a-z]{1,9}|[é-ÿ]{6,30}") {
        let kind = SymbolKind::Pdf417 { columns: 0, rows: 0, security: None, truncated: false };
        round_trip(BarcodeFormat::PDF_417, kind, &text);
    }

    #[test]
    fn any_text_survives_maxicode(text in "[ -~]{1,30}|[A-Z]{1,80}|[0-9]{9,40}|[é-ÿ]{1,20}") {
        prop_assert_eq!(super::scanner::maxicode(&symbol(maxicode(4), &text)), Ok(text));
    }
}
