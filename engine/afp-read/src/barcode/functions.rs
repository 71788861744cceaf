//! Special functions of two-dimensional symbols, which stand before their data (BCOCA tables 21 to 33).

use afp_codec::bcoca::{
    AztecFunctions, CONVERT_EBCDIC, DataMatrixFunctions, IGNORE_ESCAPES, MaxiCodeFunctions, PackageFunctions,
    Pdf417Functions, QrFunctions, QrImageFunctions,
};
use afp_codec::wire::Input;
use afp_codec::{DecodeError, Wire, ebcdic};
use scene::{AztecForm, DataMatrixLead, SymbolKind};

use super::kind::Content;

/// Special function bit 0: the data is a GS1 element string; bit 1: an industry's format.
const GS1: u8 = 0x80;
const INDUSTRY: u8 = 0x40;

fn fault(error: DecodeError) -> String {
    error.to_string()
}

fn content(kind: SymbolKind, flags: u8, data: &[u8], left_out: Vec<&'static str>) -> Content {
    let data: Vec<u8> = if flags & CONVERT_EBCDIC == 0 {
        data.to_vec()
    } else {
        data.iter().map(|&code| u8::try_from(u32::from(ebcdic::character(code))).unwrap_or(b'?')).collect()
    };
    // Without a reverse solidus there is nothing to escape.
    let escapes = flags & IGNORE_ESCAPES == 0 && data.contains(&b'\\');
    Content { kind, data, escapes, left_out }
}

pub(super) fn data_matrix(bytes: &[u8]) -> Result<Content, String> {
    let mut input = Input::new(bytes);
    let functions = DataMatrixFunctions::read(&mut input).map_err(fault)?;
    let lead = match functions.special {
        _ if functions.total > 0 => {
            DataMatrixLead::Append { sequence: functions.sequence, total: functions.total, file: functions.file_id }
        }
        special if special & GS1 != 0 => DataMatrixLead::Gs1,
        special if special & INDUSTRY != 0 => DataMatrixLead::Industry,
        special if special & 0x20 != 0 => DataMatrixLead::ReaderProgramming,
        special if special & 0x18 == 0x08 => DataMatrixLead::Macro05,
        special if special & 0x18 == 0x10 => DataMatrixLead::Macro06,
        _ => DataMatrixLead::Data,
    };
    let side = |modules: u16| u8::try_from(modules).map_err(|_| format!("there is no symbol of {modules} modules"));
    let kind = SymbolKind::DataMatrix { rows: side(functions.rows)?, columns: side(functions.row_size)?, lead };
    let scheme = functions.special & 0x07;
    let left_out =
        if matches!(scheme, 0 | 7) { Vec::new() } else { vec!["the encodation scheme of a Data Matrix symbol"] };
    Ok(content(kind, functions.flags, input.rest(), left_out))
}

pub(super) fn qr(bytes: &[u8], with_image: bool) -> Result<Content, String> {
    let mut input = Input::new(bytes);
    let mut left_out = Vec::new();
    let functions = if with_image {
        let functions = QrImageFunctions::read(&mut input).map_err(fault)?;
        if functions.image_flags & QrImageFunctions::ONLY_IMAGES != 0 {
            return Err("only the images of a QR code are wanted".into());
        }
        if !functions.images.0.is_empty() {
            left_out.push("the images on a QR code");
        }
        functions.symbol
    } else {
        QrFunctions::read(&mut input).map_err(fault)?
    };
    if functions.total > 0 {
        left_out.push("the place of a QR code in a set of symbols");
    }
    if functions.special & INDUSTRY != 0 {
        left_out.push("the industry format of a QR code");
    }
    let flags = match (functions.flags & CONVERT_EBCDIC, functions.conversion) {
        (0, _) | (_, 0) => functions.flags & !CONVERT_EBCDIC,
        (_, 1) => functions.flags,
        _ => {
            left_out.push("the Japanese code page of a QR code's data");
            functions.flags
        }
    };
    let gs1 = functions.special & GS1 != 0;
    let kind = SymbolKind::Qr { correction: functions.correction, version: functions.version, gs1 };
    Ok(content(kind, flags, input.rest(), left_out))
}

pub(super) fn pdf417(bytes: &[u8], truncated: bool) -> Result<Content, String> {
    let mut input = Input::new(bytes);
    let functions = Pdf417Functions::read(&mut input).map_err(fault)?;
    let left_out =
        if functions.control_block.0.is_empty() { Vec::new() } else { vec!["the macro block of a PDF417 symbol"] };
    let kind = SymbolKind::Pdf417 {
        columns: functions.columns,
        rows: if functions.rows == u8::MAX { 0 } else { functions.rows },
        security: Some(functions.security),
        truncated,
    };
    Ok(content(kind, functions.flags, input.rest(), left_out))
}

pub(super) fn maxicode(bytes: &[u8]) -> Result<Content, String> {
    let mut input = Input::new(bytes);
    let functions = MaxiCodeFunctions::read(&mut input).map_err(fault)?;
    let append = (functions.sequence, functions.total);
    let kind = SymbolKind::MaxiCode {
        mode: functions.mode,
        append,
        zipper: functions.special & MaxiCodeFunctions::ZIPPER != 0,
    };
    Ok(content(kind, functions.flags, input.rest(), Vec::new()))
}

pub(super) fn aztec(bytes: &[u8], modifier: u8) -> Result<Content, String> {
    let mut input = Input::new(bytes);
    let functions = AztecFunctions::read(&mut input).map_err(fault)?;
    let mut left_out = Vec::new();
    if functions.total > 0 {
        left_out.push("the place of an Aztec code in a set of symbols");
    }
    if functions.special & INDUSTRY != 0 {
        left_out.push("the industry format of an Aztec code");
    }
    if functions.special & 0x20 != 0 {
        left_out.push("the reader initialization of an Aztec code");
    }
    let form = match modifier {
        0 => AztecForm::Full,
        1 => AztecForm::Compact,
        2 => AztecForm::Rune,
        _ => AztecForm::Smallest,
    };
    let kind = SymbolKind::Aztec {
        form,
        layers: if functions.layers == u8::MAX { 0 } else { functions.layers },
        correction: if functions.correction == u8::MAX { 23 } else { functions.correction },
        gs1: functions.special & GS1 != 0,
    };
    Ok(content(kind, functions.flags, input.rest(), left_out))
}

/// The data behind the banner of an Intelligent Mail package.
pub(super) fn package(bytes: &[u8]) -> Result<&[u8], String> {
    let mut input = Input::new(bytes);
    PackageFunctions::read(&mut input).map_err(fault)?;
    Ok(input.rest())
}
