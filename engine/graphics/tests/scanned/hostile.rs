//! Data that a symbology cannot hold is refused with the reason, whatever it is.

use super::scanner::dimensions;
use diagnostics::Code;
use graphics::barcode::{Dimensions, data_of_text, encode, encode_escaped, name, quiet_zone, readable};
use proptest::prelude::*;
use scene::{AztecForm, Bearer, DataBarForm, DataMatrixLead, Supplement, SymbolKind};
use units::Emu;

/// Every symbology with each of its variants.
pub(crate) fn all() -> Vec<SymbolKind> {
    let mut kinds = vec![
        SymbolKind::Code93,
        SymbolKind::Ean8,
        SymbolKind::Ean2,
        SymbolKind::Ean5,
        SymbolKind::Code128,
        SymbolKind::Gs1128,
        SymbolKind::IntelligentMailContainer,
        SymbolKind::IntelligentMailPackage,
        SymbolKind::Postnet,
        SymbolKind::Planet,
        SymbolKind::RoyalMail,
        SymbolKind::Kix,
        SymbolKind::IntelligentMail,
    ];
    for flag in [false, true] {
        kinds.extend([
            SymbolKind::Code39 { check: flag },
            SymbolKind::Codabar { check: flag },
            SymbolKind::Industrial2Of5 { check: flag },
            SymbolKind::Matrix2Of5 { check: flag },
            SymbolKind::JapanPost { direct: flag },
            SymbolKind::Mailmark { long: flag },
            SymbolKind::Pdf417 { columns: 3, rows: 5, security: Some(1), truncated: flag },
            SymbolKind::Pdf417 { columns: 0, rows: 0, security: None, truncated: flag },
            SymbolKind::Qr { correction: 2, version: 3, gs1: flag },
            SymbolKind::Aztec { form: AztecForm::Full, layers: 2, correction: 40, gs1: flag },
        ]);
    }
    for bearer in [Bearer::None, Bearer::Around, Bearer::AboveAndBelow] {
        kinds.extend([SymbolKind::Interleaved2Of5 { check: false, bearer }, SymbolKind::Itf14 { bearer }]);
    }
    for supplement in [Supplement::None, Supplement::Two, Supplement::Five] {
        kinds.extend([
            SymbolKind::UpcA { supplement },
            SymbolKind::UpcE { supplement },
            SymbolKind::Ean13 { supplement },
        ]);
    }
    kinds.extend((0..=10).map(|check| SymbolKind::Msi { check }));
    kinds.extend((0..=9).map(|format| SymbolKind::AustraliaPost { format }));
    kinds.extend((0..=7).map(|mode| SymbolKind::MaxiCode { mode, append: (1, 2), zipper: true }));
    kinds.extend([AztecForm::Compact, AztecForm::Rune, AztecForm::Smallest].map(|form| SymbolKind::Aztec {
        form,
        layers: 0,
        correction: 23,
        gs1: false,
    }));
    kinds.extend(
        [
            DataBarForm::Omnidirectional,
            DataBarForm::Truncated,
            DataBarForm::Stacked,
            DataBarForm::StackedOmnidirectional,
            DataBarForm::Limited,
            DataBarForm::Expanded,
            DataBarForm::ExpandedStacked { columns: 4 },
            DataBarForm::ExpandedStacked { columns: 3 },
        ]
        .map(|form| SymbolKind::DataBar { form }),
    );
    kinds.extend(
        [
            DataMatrixLead::Data,
            DataMatrixLead::Gs1,
            DataMatrixLead::Industry,
            DataMatrixLead::ReaderProgramming,
            DataMatrixLead::Macro05,
            DataMatrixLead::Macro06,
            DataMatrixLead::Append { sequence: 1, total: 2, file: [1, 1] },
        ]
        .map(|lead| SymbolKind::DataMatrix { rows: 8, columns: 18, lead }),
    );
    kinds
}

#[test]
fn nothing_too_much_and_no_size_are_refused_by_every_symbology() {
    for kind in all() {
        let refused =
            |data: &[u8], dimensions| encode(kind, data, dimensions).is_err_and(|it| it.code == Code::BarcodeData);
        assert!(refused(b"", dimensions(kind)), "{kind:?}");
        assert!(refused(&[b'7'; 8_000], dimensions(kind)), "{kind:?}");
        if !kind.has_fixed_size() {
            assert!(refused(b"1", Dimensions { module_mils: 0, ..dimensions(kind) }), "{kind:?}");
        }
        if kind.has_height() {
            assert!(refused(b"1", Dimensions { height: Emu::ZERO, ..dimensions(kind) }), "{kind:?}");
        }
        if kind.has_ratio() {
            assert!(refused(b"1", Dimensions { ratio_percent: 100, ..dimensions(kind) }), "{kind:?}");
        }
        assert!(!name(kind).is_empty());
    }
}

#[test]
fn what_a_symbology_cannot_hold_is_refused_with_the_reason() {
    let refused = |kind, text: &str| {
        let data = data_of_text(kind, text).and_then(|data| encode(kind, &data, dimensions(kind)));
        data.expect_err("it cannot hold that").message()
    };
    let none = Supplement::None;
    for (kind, text, reason) in [
        (SymbolKind::Code128, "£5", "no character"),
        (SymbolKind::DATA_MATRIX, "王", "no character"),
        (SymbolKind::Code39 { check: false }, "abc", "no character 'a'"),
        (SymbolKind::Codabar { check: false }, "A1E2B", "no character 'E'"),
        (SymbolKind::Codabar { check: false }, "A1A2B", "only at its ends"),
        (SymbolKind::Ean13 { supplement: none }, "6291041500214", "check digit of 629104150021 is 3, not 4"),
        (SymbolKind::Ean13 { supplement: none }, "62910415", "12 digits"),
        (SymbolKind::Ean13 { supplement: none }, "629104150021+42", "no supplement"),
        (SymbolKind::Ean13 { supplement: Supplement::Five }, "629104150021+42", "5 digits follow"),
        (SymbolKind::Ean8, "24681239", "is 0, not 9"),
        (SymbolKind::UpcE { supplement: none }, "1111111111", "too few zeros"),
        (SymbolKind::Itf14 { bearer: Bearer::None }, "15400141288764", "is 3, not 4"),
        (SymbolKind::Industrial2Of5 { check: false }, "12X", "digits only"),
        (SymbolKind::Msi { check: 1 }, "12", "3 to 15 digits"),
        (SymbolKind::Gs1128, "(05)1", "no application identifier"),
        (SymbolKind::Gs1128, "ABC", "no application identifier"),
        (SymbolKind::IntelligentMail, "0923456709498765432", "20, 25, 29 or 31 digits"),
        (SymbolKind::IntelligentMailContainer, "98M123456-----ABC1234", "begins with 99M"),
        (SymbolKind::IntelligentMailPackage, "(93)7489", "22, 26, 30 or 34"),
        (SymbolKind::Planet, "123", "11 digits"),
        (SymbolKind::RoyalMail, "SN3 4RD", "digits and letters only"),
        (SymbolKind::JapanPost { direct: false }, "12345", "seven digits"),
        (SymbolKind::Mailmark { long: false }, "01", "22 characters"),
        (SymbolKind::DataBar { form: DataBarForm::Limited }, "20012345678909", "0 or 1"),
        (SymbolKind::DataBar { form: DataBarForm::Omnidirectional }, "20012345678900", "check digit"),
        (SymbolKind::qr(9), "A", "no correction level 9"),
        (SymbolKind::Aztec { form: AztecForm::Rune, layers: 0, correction: 23, gs1: false }, "AB", "one byte"),
        (SymbolKind::MaxiCode { mode: 2, append: (0, 0), zipper: false }, "A", "country code"),
        (SymbolKind::Pdf417 { columns: 1, rows: 0, security: Some(8), truncated: false }, "A", "rows and columns"),
    ] {
        let message = refused(kind, text);
        assert!(message.contains(reason), "{kind:?} {text}: {message}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_bytes_are_encoded_or_refused(
        data in proptest::collection::vec(any::<u8>(), 0..300),
        module in any::<u8>(),
        escapes in any::<bool>(),
        which in 0usize..1_000,
    ) {
        let kinds = all();
        let kind = kinds[which % kinds.len()];
        let dimensions = Dimensions { module_mils: module, height: Emu::new(40_000), ratio_percent: 250 };
        let _ = (readable(kind, &data), quiet_zone(kind, module));
        if let Ok(symbol) = encode_escaped(kind, &data, escapes, dimensions) {
            prop_assert!(!symbol.bars.is_empty());
            let (right, bottom) = (symbol.size.width, symbol.size.height);
            let inside = |bar: &units::Rect| bar.x >= Emu::ZERO && bar.right() <= right && bar.bottom() <= bottom;
            prop_assert!(symbol.bars.iter().all(inside));
        }
    }

    #[test]
    fn any_digits_and_letters_are_encoded_or_refused(
        text in "[0-9]{1,35}|[0-9A-Z]{1,30}|\\([0-9]{2}\\)[0-9A-Z]{1,20}|[A-D][0-9]{1,9}[A-D]",
        which in 0usize..1_000,
    ) {
        let kinds = all();
        let kind = kinds[which % kinds.len()];
        if let Ok(data) = data_of_text(kind, &text) {
            let _ = (encode(kind, &data, dimensions(kind)), readable(kind, &data));
        }
    }
}
