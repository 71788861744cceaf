//! The line that people read.

use scene::{DataBarForm, SymbolKind};

use super::digits::{modulus_10, text, values};
use super::gs1;
use super::linear::{codabar, code39, code93, ean};

/// What stands below or above a symbol: the data with the check digits that belong to it (BCOCA table 19). Empty for
/// symbologies without such a line.
pub fn readable(kind: SymbolKind, data: &[u8]) -> String {
    let plain = || data.iter().copied().filter(u8::is_ascii).map(char::from).collect::<String>();
    let with_check = |check: bool| match values(data) {
        Ok(digits) if check => text(&[digits.as_slice(), &[modulus_10(&digits)]].concat()),
        _ => plain(),
    };
    let article = |count: usize, lead: &[u8]| {
        let digits = values(data).unwrap_or_default();
        let (number, beside) = digits.split_at(digits.len().min(count));
        let check = modulus_10(&[lead, number].concat());
        (number.to_vec(), check, if beside.is_empty() { String::new() } else { format!(" {}", text(beside)) })
    };
    match kind {
        SymbolKind::Code39 { check: true } => {
            code39::check(data).map_or_else(|_| plain(), |check| format!("{}{check}", plain()))
        }
        SymbolKind::Industrial2Of5 { check }
        | SymbolKind::Matrix2Of5 { check }
        | SymbolKind::Interleaved2Of5 { check, .. } => with_check(check),
        SymbolKind::Ean8 | SymbolKind::Itf14 { .. } => with_check(true),
        SymbolKind::UpcA { .. } => {
            let (number, check, beside) = article(11, &[]);
            format!("{}{check}{beside}", text(&number))
        }
        SymbolKind::Ean13 { .. } => {
            let (number, check, beside) = article(12, &[]);
            format!("{}{check}{beside}", text(&number))
        }
        SymbolKind::UpcE { .. } => {
            let (number, check, beside) = article(10, &[0]);
            format!("0{}{check}{beside}", ean::shortened(&number).map(|six| text(&six)).unwrap_or_default())
        }
        // Start and stop are not data.
        SymbolKind::Codabar { .. } => {
            plain().trim_matches(|letter: char| u8::try_from(letter).is_ok_and(codabar::is_frame)).to_owned()
        }
        SymbolKind::Code93 => code93::to_ascii(data),
        SymbolKind::Gs1128
        | SymbolKind::DataBar { form: DataBarForm::Expanded | DataBarForm::ExpandedStacked { .. } } => {
            gs1::elements(data).map_or_else(|_| plain(), |elements| gs1::readable(&elements))
        }
        SymbolKind::DataBar { .. } => format!("(01){}", plain()),
        SymbolKind::IntelligentMailContainer => container(&plain()),
        SymbolKind::IntelligentMailPackage => package(data),
        SymbolKind::DataMatrix { .. }
        | SymbolKind::Qr { .. }
        | SymbolKind::Pdf417 { .. }
        | SymbolKind::MaxiCode { .. }
        | SymbolKind::Aztec { .. }
        | SymbolKind::Postnet
        | SymbolKind::Planet
        | SymbolKind::RoyalMail
        | SymbolKind::Kix
        | SymbolKind::JapanPost { .. }
        | SymbolKind::Mailmark { .. } => String::new(),
        SymbolKind::Code39 { check: false }
        | SymbolKind::Msi { .. }
        | SymbolKind::Ean2
        | SymbolKind::Ean5
        | SymbolKind::Code128
        | SymbolKind::AustraliaPost { .. }
        | SymbolKind::IntelligentMail => plain().chars().filter(|letter| !letter.is_control()).collect(),
    }
}

/// Fields two blanks apart.
fn container(data: &str) -> String {
    let digits = if data.get(3..4) == Some("9") { 12 } else { 9 };
    let fields = [data.get(..2), data.get(2..3), data.get(3..digits), data.get(digits..)];
    fields.into_iter().flatten().collect::<Vec<_>>().join("  ")
}

/// Groups of four digits; the routing information stays out.
fn package(data: &[u8]) -> String {
    let elements = gs1::elements(data).unwrap_or_default();
    let shown = elements.iter().filter(|element| element.identifier != "420");
    let digits: String = shown.map(|element| format!("{}{}", element.identifier, element.value)).collect();
    digits.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).into_owned()).collect::<Vec<_>>().join(" ")
}
