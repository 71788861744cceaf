//! What is known of each symbology: its name, its quiet zones, its usual height.

use scene::{DataBarForm, DataMatrixLead, Supplement, SymbolKind};
use units::Emu;

use super::drawing::{edge, mils};
use super::gs1::{Element, elements};

/// As people call a symbology.
pub fn name(kind: SymbolKind) -> &'static str {
    match kind {
        SymbolKind::Code39 { .. } => "Code 39",
        SymbolKind::Code93 => "Code 93",
        SymbolKind::Msi { .. } => "MSI",
        SymbolKind::Codabar { .. } => "Codabar",
        SymbolKind::Industrial2Of5 { .. } => "Industrial 2 of 5",
        SymbolKind::Matrix2Of5 { .. } => "Matrix 2 of 5",
        SymbolKind::Interleaved2Of5 { .. } => "Interleaved 2 of 5",
        SymbolKind::Itf14 { .. } => "ITF-14",
        SymbolKind::UpcA { .. } => "UPC-A",
        SymbolKind::UpcE { .. } => "UPC-E",
        SymbolKind::Ean8 => "EAN-8",
        SymbolKind::Ean13 { .. } => "EAN-13",
        SymbolKind::Ean2 => "EAN-2",
        SymbolKind::Ean5 => "EAN-5",
        SymbolKind::Code128 => "Code 128",
        SymbolKind::Gs1128 => "GS1-128",
        SymbolKind::IntelligentMailContainer => "Intelligent Mail container",
        SymbolKind::IntelligentMailPackage => "Intelligent Mail package",
        SymbolKind::Postnet => "POSTNET",
        SymbolKind::Planet => "PLANET",
        SymbolKind::RoyalMail => "RM4SCC",
        SymbolKind::Kix => "KIX",
        SymbolKind::JapanPost { .. } => "Japan Post",
        SymbolKind::AustraliaPost { .. } => "Australia Post",
        SymbolKind::IntelligentMail => "Intelligent Mail",
        SymbolKind::Mailmark { .. } => "Mailmark",
        SymbolKind::DataBar { .. } => "GS1 DataBar",
        SymbolKind::DataMatrix { lead: DataMatrixLead::Gs1, .. } => "GS1 DataMatrix",
        SymbolKind::DataMatrix { .. } => "Data Matrix",
        SymbolKind::Qr { gs1: true, .. } => "GS1 QR code",
        SymbolKind::Qr { .. } => "QR code",
        SymbolKind::Pdf417 { .. } => "PDF417",
        SymbolKind::MaxiCode { .. } => "MaxiCode",
        SymbolKind::Aztec { .. } => "Aztec code",
    }
}

/// Free space that a scanner needs around a symbol.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quiet {
    /// On the left.
    pub left: Emu,
    /// On the right.
    pub right: Emu,
    /// Above and below.
    pub vertical: Emu,
}

/// The quiet zones of a symbology (the symbology's standard; BCOCA, "Bar Code Type and Modifier Descriptions").
pub fn quiet_zone(kind: SymbolKind, module_mils: u8) -> Quiet {
    let modules = |left: u64, right: u64, vertical: u64| Quiet {
        left: edge(left * 100, module_mils),
        right: edge(right * 100, module_mils),
        vertical: edge(vertical * 100, module_mils),
    };
    let all = |zone: Emu| Quiet { left: zone, right: zone, vertical: zone };
    let beside = |supplement: Supplement, right: u64| if supplement == Supplement::None { right } else { 5 };
    match kind {
        SymbolKind::UpcA { supplement } => modules(9, beside(supplement, 9), 0),
        SymbolKind::UpcE { supplement } => modules(9, beside(supplement, 7), 0),
        SymbolKind::Ean13 { supplement } => modules(11, beside(supplement, 7), 0),
        SymbolKind::Ean8 => modules(7, 7, 0),
        SymbolKind::Ean2 | SymbolKind::Ean5 => modules(9, 5, 0),
        SymbolKind::Code39 { .. }
        | SymbolKind::Code93
        | SymbolKind::Msi { .. }
        | SymbolKind::Codabar { .. }
        | SymbolKind::Industrial2Of5 { .. }
        | SymbolKind::Matrix2Of5 { .. }
        | SymbolKind::Interleaved2Of5 { .. }
        | SymbolKind::Itf14 { .. }
        | SymbolKind::Code128
        | SymbolKind::Gs1128 => modules(10, 10, 0),
        SymbolKind::IntelligentMailContainer | SymbolKind::IntelligentMailPackage => {
            Quiet { vertical: mils(125), ..modules(10, 10, 0) }
        }
        SymbolKind::IntelligentMail => Quiet { left: mils(125), right: mils(125), vertical: mils(40) },
        SymbolKind::Postnet | SymbolKind::Planet => Quiet { left: mils(125), right: mils(125), vertical: mils(40) },
        SymbolKind::RoyalMail | SymbolKind::Kix | SymbolKind::Mailmark { .. } | SymbolKind::JapanPost { .. } => {
            all(Emu::from_millimetres(2))
        }
        SymbolKind::AustraliaPost { .. } => Quiet {
            left: Emu::from_millimetres(6),
            right: Emu::from_millimetres(6),
            vertical: Emu::from_millimetres(2),
        },
        // These bring what they need with them.
        SymbolKind::DataBar { .. } | SymbolKind::Aztec { .. } => Quiet::default(),
        SymbolKind::DataMatrix { .. } => modules(1, 1, 1),
        SymbolKind::Qr { .. } => modules(4, 4, 4),
        SymbolKind::Pdf417 { .. } => modules(2, 2, 2),
        SymbolKind::MaxiCode { .. } => all(mils(35)),
    }
}

/// The height that bars have where none is given, for a symbol of a width (BCOCA table 13).
pub fn default_height(kind: SymbolKind, module_mils: u8, width: Emu) -> Emu {
    let modules = |number: u64| edge(number * 100, module_mils);
    let share = |least: u64| mils(least).max(width.scale(15, 100));
    match kind {
        SymbolKind::Msi { .. } => share(300),
        SymbolKind::UpcA { .. } | SymbolKind::UpcE { .. } | SymbolKind::Ean13 { .. } => mils(1_020),
        SymbolKind::Ean8 | SymbolKind::Ean2 | SymbolKind::Ean5 => mils(840),
        SymbolKind::IntelligentMailContainer => mils(925),
        SymbolKind::IntelligentMailPackage => mils(750),
        SymbolKind::Pdf417 { .. } => modules(4),
        SymbolKind::DataBar { form } => modules(match form {
            DataBarForm::Omnidirectional | DataBarForm::StackedOmnidirectional => 33,
            DataBarForm::Truncated | DataBarForm::Stacked => 13,
            DataBarForm::Limited => 10,
            DataBarForm::Expanded | DataBarForm::ExpandedStacked { .. } => 34,
        }),
        _ => share(250),
    }
}

/// The data of an Intelligent Mail container (BCOCA table 14): 99, M, mailer and serial number, 21 characters.
///
/// # Errors
/// In words, what is wrong.
pub(super) fn container(data: &[u8]) -> Result<&[u8], String> {
    if data.len() != 21 {
        return Err(format!("it takes 21 characters, there are {}", data.len()));
    }
    let inside = data.strip_prefix(b"99M").ok_or("it begins with 99M")?;
    let digits = if inside.first() == Some(&b'9') { 9 } else { 6 };
    if !inside.iter().take(digits).all(u8::is_ascii_digit) {
        return Err(format!("the mailer is {digits} digits"));
    }
    match inside.iter().find(|&&byte| !byte.is_ascii_alphanumeric() && byte != b'-') {
        Some(&byte) => Err(format!("it has no character {:?}", char::from(byte))),
        None => Ok(data),
    }
}

/// The data of an Intelligent Mail package (BCOCA "modifier X'06'"): 22, 26, 30 or 34 digits of an element string.
///
/// # Errors
/// In words, what is wrong.
pub(super) fn package(data: &[u8]) -> Result<&[u8], String> {
    let digits = |element: &Element| element.identifier.len() + element.value.len();
    let elements = elements(data)?;
    let total: usize = elements.iter().map(digits).sum();
    if !matches!(total, 22 | 26 | 30 | 34) {
        return Err(format!("it takes 22, 26, 30 or 34 digits, there are {total}"));
    }
    if elements.iter().any(|element| !element.value.bytes().all(|byte| byte.is_ascii_digit())) {
        return Err("it holds digits only".into());
    }
    Ok(data)
}
