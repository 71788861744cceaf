//! Which bar codes the subsets of BCOCA make of the same data (BCOCA chapter 4, "BCD1 Subset", "BCD2 Subset", tables 9
//! and 10).

use scene::{Barcode, Bearer, DataMatrixLead, Supplement, SymbolKind};
use units::{Colour, QuarterTurn};

/// Data that every receiver takes has no more characters (table 35).
const LONGEST: usize = 50;
/// Of GS1-128.
const LONGEST_GS1: usize = 48;
/// FNC1 in GS1 data.
const SEPARATOR: u8 = 0x1D;
/// The flat sizes of Data Matrix of ISO/IEC 16022, rows and columns (table 24); the others are not in the subset.
const FLAT: [(u8, u8); 6] = [(8, 18), (8, 32), (12, 26), (12, 36), (16, 36), (16, 48)];

/// Whether every receiver of IS/3 makes the symbol.
pub fn in_bcd2(barcode: &Barcode) -> bool {
    let data = &barcode.data;
    let printable = |also: &[u8]| data.iter().all(|byte| (0x20..0x7F).contains(byte) || also.contains(byte));
    is_usual(barcode)
        && match barcode.kind {
            SymbolKind::Codabar { .. } | SymbolKind::Code93 | SymbolKind::RoyalMail | SymbolKind::Kix => {
                data.len() <= LONGEST
            }
            // The data is in code page 1303, of which only the characters common to all EBCDIC pages are certain.
            SymbolKind::Code128 => data.len() <= LONGEST && data.iter().copied().all(is_invariant),
            SymbolKind::Gs1128 => {
                let plain = |&byte: &u8| byte.is_ascii_alphanumeric() || byte == SEPARATOR;
                data.len() <= LONGEST_GS1 && data.iter().all(plain)
            }
            SymbolKind::JapanPost { .. } | SymbolKind::AustraliaPost { .. } | SymbolKind::IntelligentMail => true,
            // Other bytes would need an extended channel, which differs between receivers.
            SymbolKind::DataMatrix { rows, columns, lead } => {
                let separator: &[u8] = if lead == DataMatrixLead::Gs1 { &[SEPARATOR] } else { &[] };
                (rows == columns || rows == 0 || columns == 0 || FLAT.contains(&(rows, columns)))
                    && printable(separator)
            }
            SymbolKind::Qr { gs1, .. } => printable(if gs1 { &[SEPARATOR] } else { &[] }),
            SymbolKind::Pdf417 { .. } => printable(b"\t\r\n"),
            SymbolKind::MaxiCode { .. } => printable(&[0x04, 0x1C, 0x1D, 0x1E]),
            _ => is_basic(barcode),
        }
}

/// Whether every receiver of bar codes makes the symbol: in the device's colour and not turned.
pub fn in_bcd1(barcode: &Barcode) -> bool {
    is_usual(barcode)
        && is_basic(barcode)
        && barcode.turn == QuarterTurn::Zero
        && matches!(barcode.colour, Colour::DeviceDefault | Colour::BLACK)
}

/// The symbologies and modifiers of BCD1.
fn is_basic(barcode: &Barcode) -> bool {
    match barcode.kind {
        SymbolKind::Code39 { .. } => barcode.data.len() <= LONGEST,
        SymbolKind::Interleaved2Of5 { bearer: Bearer::None, .. } => barcode.data.len() <= LONGEST,
        SymbolKind::Msi { .. }
        | SymbolKind::UpcA { supplement: Supplement::None }
        | SymbolKind::UpcE { supplement: Supplement::None }
        | SymbolKind::Ean13 { supplement: Supplement::None }
        | SymbolKind::Ean8
        | SymbolKind::Ean2
        | SymbolKind::Ean5
        | SymbolKind::Itf14 { bearer: Bearer::None } => true,
        _ => false,
    }
}

/// What any bar code object can say: module width in whole mils, wide bars of two to three narrow ones.
fn is_usual(barcode: &Barcode) -> bool {
    !barcode.drawn
        && !barcode.data.is_empty()
        && (barcode.kind.has_fixed_size() || (1..=254).contains(&barcode.module_mils))
        && (!barcode.kind.has_ratio() || (200..=300).contains(&barcode.ratio_percent))
}

/// Characters with one place in every EBCDIC code page (CDRA, syntactic character set 640).
fn is_invariant(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b" \"%&'()*+,-./:;<=>?_".contains(&byte)
}
