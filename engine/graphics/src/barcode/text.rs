//! The data of a text: what a symbology's encoder takes.

use diagnostics::Diagnostic;
use scene::{DataBarForm, DataMatrixLead, Supplement, SymbolKind};

use super::digits::{modulus_10, values};
use super::linear::{codabar, code93, ean};
use super::{gs1, refused};

/// The bytes of a text in the character set that a symbology reads by default: UTF-8 for QR, ISO 8859-1 for the other
/// two-dimensional symbologies, ASCII for all others.
///
/// Numbers of UPC, EAN, DataBar and ITF-14 may have their check digit, which has to be right; supplements follow after `+`
/// or a blank. GS1 identifiers stand in parentheses. Codabar without start and stop gets A and A.
///
/// # Errors
/// [`diagnostics::Code::BarcodeData`] where the character set lacks a character, a check digit is wrong or there is no
/// such identifier.
pub fn data_of_text(kind: SymbolKind, text: &str) -> Result<Vec<u8>, Diagnostic> {
    convert(kind, text).map_err(|reason| refused(kind, text, reason))
}

fn convert(kind: SymbolKind, text: &str) -> Result<Vec<u8>, String> {
    let latin = |largest: u8| {
        text.chars()
            .map(|character| u8::try_from(u32::from(character)).ok().filter(|&byte| byte <= largest).ok_or(character))
            .collect::<Result<Vec<u8>, char>>()
            .map_err(|character| format!("it has no character {character:?}"))
    };
    let element_string = || gs1::parse(text).map(|elements| gs1::element_string(&elements));
    match kind {
        SymbolKind::Gs1128
        | SymbolKind::IntelligentMailPackage
        | SymbolKind::DataMatrix { lead: DataMatrixLead::Gs1, .. }
        | SymbolKind::Qr { gs1: true, .. }
        | SymbolKind::Aztec { gs1: true, .. }
        | SymbolKind::DataBar { form: DataBarForm::Expanded | DataBarForm::ExpandedStacked { .. } } => element_string(),
        SymbolKind::Qr { .. } => Ok(text.as_bytes().to_vec()),
        SymbolKind::DataMatrix { .. }
        | SymbolKind::Pdf417 { .. }
        | SymbolKind::MaxiCode { .. }
        | SymbolKind::Aztec { .. } => latin(0xFF),
        SymbolKind::Itf14 { .. } => checked(text.as_bytes(), 13).map(<[u8]>::to_vec),
        SymbolKind::UpcA { supplement } => article(text, 11, supplement),
        SymbolKind::UpcE { supplement } => upc_e(text, supplement),
        SymbolKind::Ean8 => article(text, 7, Supplement::None),
        SymbolKind::Ean13 { supplement } => article(text, 12, supplement),
        SymbolKind::DataBar { .. } => {
            let number = text.strip_prefix("(01)").unwrap_or(text).as_bytes();
            let digits = values(number)?;
            if digits.len() == 13 {
                return Ok(number.iter().copied().chain([b'0' + modulus_10(&digits)]).collect());
            }
            checked(number, 13)?;
            Ok(number.to_vec())
        }
        SymbolKind::Code93 => Ok(code93::of_ascii(&latin(0x7F)?)),
        SymbolKind::Codabar { .. } => {
            let data = latin(0x7F)?;
            let framed = data.len() > 1
                && data
                    .first()
                    .zip(data.last())
                    .is_some_and(|(&first, &last)| codabar::is_frame(first) && codabar::is_frame(last));
            Ok(if framed { data } else { [b"A", data.as_slice(), b"A"].concat() })
        }
        SymbolKind::RoyalMail => Ok(latin(0x7F)?.to_ascii_uppercase()),
        SymbolKind::IntelligentMail => {
            Ok(latin(0x7F)?.into_iter().filter(|byte| !matches!(byte, b' ' | b'-')).collect())
        }
        SymbolKind::IntelligentMailContainer => {
            Ok(text.strip_prefix("(99)").map_or(text.into(), |rest| format!("99{rest}")).into_bytes())
        }
        SymbolKind::Postnet => Ok(latin(0x7F)?.into_iter().filter(|byte| *byte != b'-').collect()),
        SymbolKind::Code39 { .. }
        | SymbolKind::Msi { .. }
        | SymbolKind::Industrial2Of5 { .. }
        | SymbolKind::Matrix2Of5 { .. }
        | SymbolKind::Interleaved2Of5 { .. }
        | SymbolKind::Ean2
        | SymbolKind::Ean5
        | SymbolKind::Code128
        | SymbolKind::Planet
        | SymbolKind::Kix
        | SymbolKind::JapanPost { .. }
        | SymbolKind::AustraliaPost { .. }
        | SymbolKind::Mailmark { .. } => latin(0x7F),
    }
}

/// A number of so many digits; one more is its check digit.
fn checked(number: &[u8], count: usize) -> Result<&[u8], String> {
    let digits = values(number)?;
    if digits.len() == count {
        return Ok(number);
    }
    if digits.len() != count + 1 {
        return Err(format!("it takes {count} digits, {} with the check digit, there are {}", count + 1, digits.len()));
    }
    gs1::check_digit(&String::from_utf8_lossy(number))?;
    Ok(number.get(..count).unwrap_or(number))
}

/// A number and its supplement.
fn split(text: &str, supplement: Supplement) -> Result<(&str, &str), String> {
    let (number, beside) = text.split_once(['+', ' ']).map_or((text, ""), |(number, beside)| (number, beside.trim()));
    let count = ean::length(supplement);
    if values(beside.as_bytes())?.len() != count {
        return Err(match count {
            0 => "it has no supplement".into(),
            count => format!("{count} digits follow after + as the supplement"),
        });
    }
    Ok((number, beside))
}

fn article(text: &str, count: usize, supplement: Supplement) -> Result<Vec<u8>, String> {
    let (number, beside) = split(text, supplement)?;
    Ok([checked(number.as_bytes(), count)?, beside.as_bytes()].concat())
}

/// UPC-E in its short form of 6 digits, with a 0 in front 7, with the check digit 8; or UPC-A's 10, 11 or 12 digits.
fn upc_e(text: &str, supplement: Supplement) -> Result<Vec<u8>, String> {
    let (number, beside) = split(text, supplement)?;
    let digits = values(number.as_bytes())?;
    let ten: Vec<u8> = match *digits {
        [_, _, _, _, _, _, _, _, _, _] => digits,
        [0, ref six @ .., check] if six.len() == 6 => {
            let ten = ean::lengthened(six).ok_or("these digits stand for no number")?;
            gs1::check_digit(&super::digits::text(&[&[0], ten.as_slice(), &[check]].concat()))?;
            ten.to_vec()
        }
        [0, ref six @ ..] if six.len() == 6 => ean::lengthened(six).ok_or("these digits stand for no number")?.to_vec(),
        ref six if six.len() == 6 => ean::lengthened(six).ok_or("these digits stand for no number")?.to_vec(),
        [0, ref ten @ ..] if ten.len() == 10 => ten.to_vec(),
        [0, ref ten @ .., _] if ten.len() == 10 => {
            gs1::check_digit(number)?;
            ten.to_vec()
        }
        _ => return Err(format!("it takes 6 to 8 or 10 to 12 digits that begin with 0, there are {}", digits.len())),
    };
    ean::shortened(&ten)?;
    Ok([super::digits::text(&ten).as_bytes(), beside.as_bytes()].concat())
}
