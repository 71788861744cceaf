//! Bar code types and modifiers (BCOCA tables 9 and 10).

use afp_codec::bcoca::BarCodeType;
use scene::{AztecForm, Barcode, Bearer, DataBarForm, Supplement, SymbolKind};

/// The flat sizes of Data Matrix that modifier X'00' has (table 24).
const FLAT: [(u8, u8); 6] = [(8, 18), (8, 32), (12, 26), (12, 36), (16, 36), (16, 48)];

/// The type and modifier of a symbol; none where BCOCA has no such symbol.
pub(super) fn of(barcode: &Barcode) -> Option<(BarCodeType, u8)> {
    let checked = |check: bool| if check { 2 } else { 1 };
    let supplemented =
        |supplement: Supplement, main: BarCodeType, two: BarCodeType, five: BarCodeType, modifier: u8| match supplement
        {
            Supplement::None => (main, 0),
            Supplement::Two => (two, modifier),
            Supplement::Five => (five, modifier),
        };
    Some(match barcode.kind {
        SymbolKind::Code39 { check } => (BarCodeType::CODE_39, checked(check)),
        SymbolKind::Code93 => (BarCodeType::CODE_93, 0),
        SymbolKind::Msi { check } => (BarCodeType::MSI, check),
        SymbolKind::Codabar { check } => (BarCodeType::CODABAR, checked(check)),
        SymbolKind::Industrial2Of5 { check } => (BarCodeType::INDUSTRIAL_2_OF_5, checked(check)),
        SymbolKind::Matrix2Of5 { check } => (BarCodeType::MATRIX_2_OF_5, checked(check)),
        SymbolKind::Interleaved2Of5 { check, bearer: Bearer::None } => {
            (BarCodeType::INTERLEAVED_2_OF_5, checked(check))
        }
        SymbolKind::Interleaved2Of5 { check: false, .. } => return None,
        SymbolKind::Interleaved2Of5 { bearer, .. } | SymbolKind::Itf14 { bearer } => {
            let modifier = match bearer {
                Bearer::None => 2,
                Bearer::Around => 3,
                Bearer::AboveAndBelow => 4,
            };
            (BarCodeType::INTERLEAVED_2_OF_5, modifier)
        }
        SymbolKind::UpcA { supplement } => {
            supplemented(supplement, BarCodeType::UPC_A, BarCodeType::UPC_2_DIGIT, BarCodeType::UPC_5_DIGIT, 1)
        }
        SymbolKind::UpcE { supplement } => {
            supplemented(supplement, BarCodeType::UPC_E, BarCodeType::UPC_2_DIGIT, BarCodeType::UPC_5_DIGIT, 2)
        }
        SymbolKind::Ean13 { supplement } => {
            supplemented(supplement, BarCodeType::EAN_13, BarCodeType::EAN_2_DIGIT, BarCodeType::EAN_5_DIGIT, 1)
        }
        SymbolKind::Ean8 => (BarCodeType::EAN_8, 0),
        SymbolKind::Ean2 => (BarCodeType::EAN_2_DIGIT, 0),
        SymbolKind::Ean5 => (BarCodeType::EAN_5_DIGIT, 0),
        SymbolKind::Code128 => (BarCodeType::CODE_128, 2),
        // Modifier X'04' differs in the readable line only, and X'03' is in the subset.
        SymbolKind::Gs1128 => (BarCodeType::CODE_128, 3),
        SymbolKind::IntelligentMailContainer => (BarCodeType::CODE_128, 5),
        SymbolKind::IntelligentMailPackage => (BarCodeType::CODE_128, 6),
        SymbolKind::Postnet => {
            let modifier = match barcode.data.len() {
                5 => 0,
                9 => 1,
                11 => 2,
                _ => 3,
            };
            (BarCodeType::POSTNET, modifier)
        }
        SymbolKind::Planet => (BarCodeType::POSTNET, 4),
        SymbolKind::RoyalMail => (BarCodeType::ROYAL_MAIL, 0),
        SymbolKind::Kix => (BarCodeType::ROYAL_MAIL, 1),
        SymbolKind::JapanPost { direct } => (BarCodeType::JAPAN_POSTAL, u8::from(direct)),
        SymbolKind::AustraliaPost { format } => (BarCodeType::AUSTRALIA_POST, format),
        SymbolKind::IntelligentMail => {
            let modifier = match barcode.data.len() {
                20 => 0,
                25 => 1,
                29 => 2,
                _ => 3,
            };
            (BarCodeType::INTELLIGENT_MAIL, modifier)
        }
        SymbolKind::Mailmark { long } => (BarCodeType::MAILMARK, u8::from(long)),
        SymbolKind::DataBar { form } => {
            let modifier = match form {
                DataBarForm::Omnidirectional => 0x00,
                DataBarForm::Truncated => 0x01,
                DataBarForm::Stacked => 0x02,
                DataBarForm::StackedOmnidirectional => 0x03,
                DataBarForm::Limited => 0x04,
                DataBarForm::Expanded => 0x11,
                DataBarForm::ExpandedStacked { columns } => 0x11 + (columns / 2).clamp(1, 10),
            };
            (BarCodeType::GS1_DATABAR, modifier)
        }
        SymbolKind::DataMatrix { rows, columns, .. } => {
            let plain = rows == columns || rows == 0 || columns == 0 || FLAT.contains(&(rows, columns));
            (BarCodeType::DATA_MATRIX, u8::from(!plain))
        }
        SymbolKind::Qr { .. } => (BarCodeType::QR_CODE, 2),
        SymbolKind::Pdf417 { truncated, .. } => (BarCodeType::PDF417, u8::from(truncated)),
        SymbolKind::MaxiCode { .. } => (BarCodeType::MAXICODE, 0),
        SymbolKind::Aztec { form, .. } => {
            let modifier = match form {
                AztecForm::Full => 0,
                AztecForm::Compact => 1,
                AztecForm::Rune => 2,
                AztecForm::Smallest => 3,
            };
            (BarCodeType::AZTEC, modifier)
        }
    })
}
