//! The data of a symbol: special functions, and the data in the symbology's code page (BCOCA tables 21 to 34).

use afp_codec::bcoca::{
    AztecFunctions, DataMatrixFunctions, FNC1, IGNORE_ESCAPES, MaxiCodeFunctions, PackageFunctions, Pdf417Functions,
    QrFunctions, code_128_from_ascii,
};
use afp_codec::{EncodeError, Wire, ebcdic};
use scene::{AztecForm, Barcode, DataBarForm, DataMatrixLead, SymbolKind};
use units::Emu;

/// Special function bit 0 of two-dimensional symbols: the data is a GS1 element string.
const GS1: u8 = 0x80;
/// Flags of the package bar code: neither banner nor identification bars.
const BARS_ONLY: u8 = PackageFunctions::NO_BANNER | PackageFunctions::NO_IDENTIFICATION_BARS;
/// What parts GS1 elements in the scene.
const SEPARATOR: u8 = 0x1D;
/// Modules of PDF417 besides those of its data columns.
const PDF417_FRAME: u32 = 69;
const PDF417_TRUNCATED_FRAME: u32 = 35;

/// Special functions and data; none where the data has a character that the code page lacks.
pub(super) fn of(barcode: &Barcode) -> Result<Option<Vec<u8>>, EncodeError> {
    let flags = if barcode.escapes { 0 } else { IGNORE_ESCAPES };
    let mut bytes = Vec::new();
    match barcode.kind {
        SymbolKind::Code128 => return Ok(code_128_from_ascii(&barcode.data)),
        SymbolKind::Gs1128 | SymbolKind::IntelligentMailContainer => {
            return Ok(elements(&barcode.data).map(|data| [&[FNC1], data.as_slice()].concat()));
        }
        SymbolKind::IntelligentMailPackage => {
            let Some(data) = elements(&barcode.data) else { return Ok(None) };
            PackageFunctions { flags: BARS_ONLY, ..PackageFunctions::default() }.write(&mut bytes)?;
            return Ok(Some([bytes.as_slice(), &[FNC1], &data].concat()));
        }
        SymbolKind::DataBar { form: DataBarForm::Expanded | DataBarForm::ExpandedStacked { .. } } => {
            return Ok(elements(&barcode.data));
        }
        SymbolKind::JapanPost { direct: true } => {
            return Ok(barcode.data.iter().map(|&byte| japan_post(byte)).collect());
        }
        SymbolKind::Qr { correction, version, gs1 } => {
            // A version has four modules more than the one before, the first 21.
            let drawn =
                modules(barcode, barcode.size.width).checked_sub(17).and_then(|more| u8::try_from(more / 4).ok());
            let functions = QrFunctions {
                flags,
                version: drawn.filter(|version| (1..=40).contains(version)).unwrap_or(version.min(40)),
                correction: correction.min(3),
                special: if gs1 { GS1 } else { 0 },
                ..QrFunctions::default()
            };
            functions.write(&mut bytes)?;
        }
        SymbolKind::DataMatrix { lead, .. } => data_matrix(barcode, lead, flags).write(&mut bytes)?,
        SymbolKind::MaxiCode { mode, append: (sequence, total), zipper } => {
            let special = if zipper { MaxiCodeFunctions::ZIPPER } else { 0 };
            MaxiCodeFunctions { flags, mode, sequence, total, special }.write(&mut bytes)?;
        }
        SymbolKind::Pdf417 { columns, security, truncated, .. } => {
            let frame = if truncated { PDF417_TRUNCATED_FRAME } else { PDF417_FRAME };
            let drawn = u32::from(modules(barcode, barcode.size.width)).saturating_sub(frame) / 17;
            let high = barcode.height.wide().max(1);
            let rows = (barcode.size.height.wide() + high / 2) / high;
            let functions = Pdf417Functions {
                flags,
                columns: u8::try_from(drawn)
                    .ok()
                    .filter(|drawn| (1..=30).contains(drawn))
                    .unwrap_or(columns.clamp(1, 30)),
                rows: u8::try_from(rows).ok().filter(|rows| (3..=90).contains(rows)).unwrap_or(u8::MAX),
                security: security.unwrap_or(2).min(8),
                ..Pdf417Functions::default()
            };
            functions.write(&mut bytes)?;
        }
        SymbolKind::Aztec { form, layers, correction, gs1 } => {
            let functions = AztecFunctions {
                flags,
                layers: match (form, layers) {
                    (AztecForm::Rune, _) => 0,
                    (AztecForm::Smallest, _) | (_, 0) => u8::MAX,
                    (_, layers) => layers,
                },
                correction: if form == AztecForm::Rune { u8::MAX } else { correction },
                special: if gs1 { GS1 } else { 0 },
                ..AztecFunctions::default()
            };
            functions.write(&mut bytes)?;
        }
        _ => {
            let code_points =
                barcode.data.iter().map(|&byte| ebcdic::byte(char::from(byte)).filter(|_| byte.is_ascii()));
            return Ok(code_points.collect());
        }
    }
    bytes.extend_from_slice(&barcode.data);
    Ok(Some(bytes))
}

/// A GS1 element string in code page 1303.
fn elements(data: &[u8]) -> Option<Vec<u8>> {
    data.iter()
        .map(|&byte| if byte == SEPARATOR { Some(FNC1) } else { code_128_from_ascii(&[byte])?.first().copied() })
        .collect()
}

/// Modules in a length.
fn modules(barcode: &Barcode, length: Emu) -> u16 {
    let mils = length.wide() * 1_000 / i64::from(Emu::PER_INCH);
    let module = i64::from(barcode.module_mils.max(1));
    u16::try_from((mils + module / 2) / module).unwrap_or(0)
}

fn data_matrix(barcode: &Barcode, lead: DataMatrixLead, flags: u8) -> DataMatrixFunctions {
    let mut functions = DataMatrixFunctions {
        flags,
        row_size: modules(barcode, barcode.size.width),
        rows: modules(barcode, barcode.size.height),
        ..DataMatrixFunctions::default()
    };
    match lead {
        DataMatrixLead::Data => {}
        DataMatrixLead::Gs1 => functions.special = GS1,
        DataMatrixLead::Industry => functions.special = 0x40,
        DataMatrixLead::ReaderProgramming => functions.special = 0x20,
        DataMatrixLead::Macro05 => functions.special = 0x08,
        DataMatrixLead::Macro06 => functions.special = 0x10,
        DataMatrixLead::Append { sequence, total, file } => {
            functions.sequence = sequence;
            functions.total = total;
            functions.file_id = file;
        }
    }
    functions
}

/// The code points of Japan Post's characters (BCOCA table 15).
fn japan_post(byte: u8) -> Option<u8> {
    Some(match byte {
        b'0'..=b'9' => 0xF0 + (byte - b'0'),
        b'-' => 0x60,
        b'(' => 0x4C,
        b')' => 0x6E,
        b'a'..=b'h' => *[0x5A, 0x7F, 0x7B, 0xE0, 0x6C, 0x50, 0x7D, 0x4D].get(usize::from(byte - b'a'))?,
        _ => return None,
    })
}
