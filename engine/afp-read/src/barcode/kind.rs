//! Types and modifiers to symbologies, and the data out of the symbology's code page (BCOCA tables 9, 10, 34 and 35).

use std::borrow::Cow;

use afp_codec::bcoca::{BarCodeType, FNC1, SymbolData, SymbolDescriptor, code_128_to_ascii};
use afp_codec::ebcdic;
use scene::{Bearer, DataBarForm, Supplement, SymbolKind};

use super::functions;

/// What a symbol says.
pub(super) struct Content {
    pub(super) kind: SymbolKind,
    pub(super) data: Vec<u8>,
    pub(super) escapes: bool,
    /// Special functions that are not drawn.
    pub(super) left_out: Vec<&'static str>,
}

/// FNC1 in the data of the scene: in Code 128, and between GS1 elements.
const FNC1_BYTE: u8 = 0xF1;
const SEPARATOR: u8 = 0x1D;

/// The symbology and the data of a symbol.
///
/// # Errors
/// In words, what there is no such symbol of.
pub(super) fn content(descriptor: &SymbolDescriptor<'_>, symbol: &SymbolData<'_>) -> Result<Content, String> {
    let bytes: &[u8] = &symbol.data;
    let plain = |kind: SymbolKind, data: Vec<u8>| Ok(Content { kind, data, escapes: false, left_out: Vec::new() });
    let modifier = descriptor.modifier;
    let wrong = || {
        let name =
            descriptor.kind.meaning().map_or_else(|| format!("type X'{:02X}'", descriptor.kind.0), str::to_owned);
        format!("there is no {name} with the modifier X'{modifier:02X}'")
    };
    let check = || match modifier {
        1 => Ok(false),
        2 => Ok(true),
        _ => Err(wrong()),
    };
    match descriptor.kind {
        BarCodeType::DATA_MATRIX if modifier <= 1 => functions::data_matrix(bytes),
        BarCodeType::QR_CODE if matches!(modifier, 0x02 | 0x12) => functions::qr(bytes, modifier == 0x12),
        BarCodeType::PDF417 if modifier <= 1 => functions::pdf417(bytes, modifier == 1),
        BarCodeType::MAXICODE if modifier == 0 => functions::maxicode(bytes),
        BarCodeType::AZTEC if modifier <= 3 => functions::aztec(bytes, modifier),
        BarCodeType::CODE_128 => match modifier {
            2 => plain(SymbolKind::Code128, code_128(bytes, FNC1_BYTE)?),
            3 | 4 => plain(SymbolKind::Gs1128, elements(bytes)?),
            5 => plain(SymbolKind::IntelligentMailContainer, elements(bytes)?),
            6 => plain(SymbolKind::IntelligentMailPackage, elements(functions::package(bytes)?)?),
            _ => Err(wrong()),
        },
        BarCodeType::GS1_DATABAR => {
            let form = match modifier {
                0x00 => DataBarForm::Omnidirectional,
                0x01 => DataBarForm::Truncated,
                0x02 => DataBarForm::Stacked,
                0x03 => DataBarForm::StackedOmnidirectional,
                0x04 => DataBarForm::Limited,
                0x11 => DataBarForm::Expanded,
                0x12..=0x1B => DataBarForm::ExpandedStacked { columns: (modifier - 0x11) * 2 },
                _ => return Err(wrong()),
            };
            plain(SymbolKind::DataBar { form }, elements(bytes)?)
        }
        BarCodeType::JAPAN_POSTAL if modifier == 1 => {
            let data: Option<Vec<u8>> = bytes.iter().map(|&code| japan_post(code)).collect();
            plain(SymbolKind::JapanPost { direct: true }, data.ok_or("it has a code point that is no character")?)
        }
        // These are refused by name: their encodings are not public, or not written.
        BarCodeType::RED_TAG | BarCodeType::HAN_XIN => {
            Err(format!("{} is not supported", descriptor.kind.meaning().unwrap_or_default()))
        }
        other => {
            let data = trimmed(symbol.flags, bytes);
            let text = ascii(&data)?;
            let (kind, modifier) =
                if data.len() == bytes.len() { (other, modifier) } else { adjusted(other, modifier, text.len()) };
            let kind = match (kind, modifier) {
                (BarCodeType::CODE_39, _) => SymbolKind::Code39 { check: check()? },
                (BarCodeType::MSI, 1..=9) => SymbolKind::Msi { check: modifier },
                (BarCodeType::UPC_A, 0) => SymbolKind::UpcA { supplement: Supplement::None },
                (BarCodeType::UPC_E, 0) => SymbolKind::UpcE { supplement: Supplement::None },
                (BarCodeType::UPC_2_DIGIT, 0) | (BarCodeType::EAN_2_DIGIT, 0) => SymbolKind::Ean2,
                (BarCodeType::UPC_5_DIGIT, 0) | (BarCodeType::EAN_5_DIGIT, 0) => SymbolKind::Ean5,
                (BarCodeType::UPC_2_DIGIT, 1) => SymbolKind::UpcA { supplement: Supplement::Two },
                (BarCodeType::UPC_2_DIGIT, 2) => SymbolKind::UpcE { supplement: Supplement::Two },
                (BarCodeType::UPC_5_DIGIT, 1) => SymbolKind::UpcA { supplement: Supplement::Five },
                (BarCodeType::UPC_5_DIGIT, 2) => SymbolKind::UpcE { supplement: Supplement::Five },
                (BarCodeType::EAN_2_DIGIT, 1) => SymbolKind::Ean13 { supplement: Supplement::Two },
                (BarCodeType::EAN_5_DIGIT, 1) => SymbolKind::Ean13 { supplement: Supplement::Five },
                (BarCodeType::EAN_8, 0) => SymbolKind::Ean8,
                (BarCodeType::EAN_13, 0) => SymbolKind::Ean13 { supplement: Supplement::None },
                (BarCodeType::INDUSTRIAL_2_OF_5, _) => SymbolKind::Industrial2Of5 { check: check()? },
                (BarCodeType::MATRIX_2_OF_5, _) => SymbolKind::Matrix2Of5 { check: check()? },
                (BarCodeType::INTERLEAVED_2_OF_5, 3) => {
                    SymbolKind::Interleaved2Of5 { check: true, bearer: Bearer::Around }
                }
                (BarCodeType::INTERLEAVED_2_OF_5, 4) => {
                    SymbolKind::Interleaved2Of5 { check: true, bearer: Bearer::AboveAndBelow }
                }
                (BarCodeType::INTERLEAVED_2_OF_5, _) => {
                    SymbolKind::Interleaved2Of5 { check: check()?, bearer: Bearer::None }
                }
                (BarCodeType::CODABAR, _) => SymbolKind::Codabar { check: check()? },
                (BarCodeType::CODE_93, 0) => SymbolKind::Code93,
                (BarCodeType::POSTNET, 0..=3) => SymbolKind::Postnet,
                (BarCodeType::POSTNET, 4) => SymbolKind::Planet,
                (BarCodeType::ROYAL_MAIL, 0) => SymbolKind::RoyalMail,
                (BarCodeType::ROYAL_MAIL, 1) => SymbolKind::Kix,
                (BarCodeType::JAPAN_POSTAL, 0) => SymbolKind::JapanPost { direct: false },
                (BarCodeType::AUSTRALIA_POST, 1..=8) => SymbolKind::AustraliaPost { format: modifier },
                (BarCodeType::INTELLIGENT_MAIL, 0..=3) => SymbolKind::IntelligentMail,
                (BarCodeType::MAILMARK, 0 | 1) => SymbolKind::Mailmark { long: modifier == 1 },
                _ => return Err(wrong()),
            };
            plain(kind, text)
        }
    }
}

/// Code points of code page 500 as ASCII. Digits of ASCII are control characters there, so they can only be meant as such.
fn ascii(data: &[u8]) -> Result<Vec<u8>, String> {
    if !data.is_empty() && data.iter().all(u8::is_ascii_digit) {
        return Ok(data.to_vec());
    }
    data.iter()
        .map(|&code| {
            u8::try_from(u32::from(ebcdic::character(code)))
                .ok()
                .filter(u8::is_ascii)
                .ok_or_else(|| format!("it has the code point X'{code:02X}'"))
        })
        .collect()
}

/// Code page 1303, with a byte for FNC1.
fn code_128(data: &[u8], fnc1: u8) -> Result<Vec<u8>, String> {
    if !data.is_empty() && data.iter().all(u8::is_ascii_digit) {
        return Ok(data.to_vec());
    }
    data.iter()
        .map(|&code| match code {
            FNC1 => Ok(fnc1),
            _ => code_128_to_ascii(&[code])
                .and_then(|one| one.first().copied())
                .ok_or_else(|| format!("it has the code point X'{code:02X}'")),
        })
        .collect()
}

/// A GS1 element string; the FNC1 in front is understood.
fn elements(data: &[u8]) -> Result<Vec<u8>, String> {
    let data = code_128(data, SEPARATOR)?;
    Ok(data.strip_prefix(&[SEPARATOR]).map_or_else(|| data.clone(), <[u8]>::to_vec))
}

/// Japan Post's characters (BCOCA table 15).
fn japan_post(code: u8) -> Option<u8> {
    Some(match code {
        0xF0..=0xF9 => b'0' + (code - 0xF0),
        0x60 => b'-',
        0x4C => b'(',
        0x6E => b')',
        _ => {
            let controls = [0x5A, 0x7F, 0x7B, 0xE0, 0x6C, 0x50, 0x7D, 0x4D];
            b'a' + u8::try_from(controls.iter().position(|&known| known == code)?).ok()?
        }
    })
}

/// The data without blanks at its end where the flag asks for it (BCOCA BSA bit 6).
fn trimmed(flags: u8, data: &[u8]) -> Cow<'_, [u8]> {
    if flags & SymbolData::DROP_BLANKS == 0 {
        return data.into();
    }
    let end = data.iter().rposition(|&code| code != 0x40).map_or(0, |last| last + 1);
    data.get(..end).unwrap_or(data).into()
}

/// Type and modifier by the length that is left when blanks are dropped (BCOCA BSA bit 6).
fn adjusted(kind: BarCodeType, modifier: u8, length: usize) -> (BarCodeType, u8) {
    match kind {
        BarCodeType::EAN_8 | BarCodeType::EAN_13 | BarCodeType::EAN_2_DIGIT | BarCodeType::EAN_5_DIGIT => {
            match length {
                2 => (BarCodeType::EAN_2_DIGIT, 0),
                5 => (BarCodeType::EAN_5_DIGIT, 0),
                7 => (BarCodeType::EAN_8, 0),
                12 => (BarCodeType::EAN_13, 0),
                14 => (BarCodeType::EAN_2_DIGIT, 1),
                17 => (BarCodeType::EAN_5_DIGIT, 1),
                _ => (kind, modifier),
            }
        }
        BarCodeType::UPC_A | BarCodeType::UPC_E | BarCodeType::UPC_2_DIGIT | BarCodeType::UPC_5_DIGIT => match length {
            2 => (BarCodeType::UPC_2_DIGIT, 0),
            5 => (BarCodeType::UPC_5_DIGIT, 0),
            10 => (BarCodeType::UPC_E, 0),
            11 => (BarCodeType::UPC_A, 0),
            12 => (BarCodeType::UPC_2_DIGIT, 2),
            13 => (BarCodeType::UPC_2_DIGIT, 1),
            15 => (BarCodeType::UPC_5_DIGIT, 2),
            16 => (BarCodeType::UPC_5_DIGIT, 1),
            _ => (kind, modifier),
        },
        _ => (kind, modifier),
    }
}

/// Whether a symbology has a readable line (BCOCA BSA bits 0 to 2).
pub(super) fn has_readable_line(kind: SymbolKind) -> bool {
    !kind.is_two_dimensional()
        && !matches!(
            kind,
            SymbolKind::Postnet
                | SymbolKind::Planet
                | SymbolKind::RoyalMail
                | SymbolKind::Kix
                | SymbolKind::JapanPost { .. }
                | SymbolKind::Mailmark { .. }
        )
}

/// Whether the readable line is part of the element height (BCOCA BSD bytes 18 and 19).
pub(super) fn counts_line_as_height(kind: SymbolKind) -> bool {
    matches!(kind, SymbolKind::UpcA { .. } | SymbolKind::UpcE { .. } | SymbolKind::Ean8 | SymbolKind::Ean13 { .. })
}

/// Whether a banner and bars that identify the code belong to it.
pub(super) fn has_banner(kind: SymbolKind) -> bool {
    matches!(kind, SymbolKind::IntelligentMailContainer | SymbolKind::IntelligentMailPackage)
}

/// The module width where none is given (BCOCA table 13).
pub(super) fn default_module(kind: SymbolKind) -> u8 {
    match kind {
        _ if kind.has_fixed_size() => u8::MAX,
        SymbolKind::IntelligentMailContainer => 25,
        SymbolKind::IntelligentMailPackage => 16,
        SymbolKind::JapanPost { .. } => 24,
        SymbolKind::DataMatrix { .. } => 21,
        SymbolKind::Pdf417 { .. } | SymbolKind::Aztec { .. } => 14,
        SymbolKind::Qr { .. } => 12,
        SymbolKind::DataBar { .. } => 10,
        _ => 13,
    }
}

/// The ratio where none is given, in hundredths (BCOCA table 13).
pub(super) fn default_ratio(kind: SymbolKind) -> u16 {
    if matches!(kind, SymbolKind::Msi { .. }) { 200 } else { 250 }
}
