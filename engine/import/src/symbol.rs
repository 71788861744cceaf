//! Bar codes as a template names them.

use graphics::barcode::{data_of_text, readable};
use layout::symbol_kind;
use model::{BarcodeShape, BearerBars, ColourRef, SupplementDigits, Symbology};
use scene::{Barcode, Bearer, DataBarForm, Supplement, SymbolKind};

use crate::build::escaped;

/// The bar code as a shape of a template; none where no template makes the same symbol.
pub(crate) fn shape(barcode: &Barcode, colour: ColourRef) -> Option<BarcodeShape> {
    if barcode.escapes {
        return None;
    }
    let text = data_text(barcode)?;
    let settings = settings(barcode.kind, BarcodeShape::new(Symbology::Code128, escaped(&text)));
    let named = Symbology::ALL
        .iter()
        .map(|&symbology| BarcodeShape { symbology, ..settings.clone() })
        .find(|shape| symbol_kind(shape) == barcode.kind)?;
    Some(BarcodeShape {
        module: barcode.module_mils,
        ratio: barcode.ratio_percent,
        colour,
        drawn: barcode.drawn,
        readable: false,
        ..named
    })
}

/// What a symbology says beside its name, in the fields that templates have for it.
fn settings(kind: SymbolKind, plain: BarcodeShape) -> BarcodeShape {
    let supplemented = |supplement| match supplement {
        Supplement::None => SupplementDigits::None,
        Supplement::Two => SupplementDigits::Two,
        Supplement::Five => SupplementDigits::Five,
    };
    let barred = |bearer| match bearer {
        Bearer::None => BearerBars::None,
        Bearer::Around => BearerBars::Around,
        Bearer::AboveAndBelow => BearerBars::AboveAndBelow,
    };
    match kind {
        SymbolKind::Code39 { check }
        | SymbolKind::Codabar { check }
        | SymbolKind::Industrial2Of5 { check }
        | SymbolKind::Matrix2Of5 { check } => BarcodeShape { check, ..plain },
        SymbolKind::Interleaved2Of5 { check, bearer } => BarcodeShape { check, bearer: barred(bearer), ..plain },
        SymbolKind::Itf14 { bearer } => BarcodeShape { bearer: barred(bearer), ..plain },
        SymbolKind::Msi { check } => BarcodeShape { variant: check, ..plain },
        SymbolKind::AustraliaPost { format } => BarcodeShape { variant: format, ..plain },
        SymbolKind::UpcA { supplement } | SymbolKind::UpcE { supplement } | SymbolKind::Ean13 { supplement } => {
            BarcodeShape { supplement: supplemented(supplement), ..plain }
        }
        SymbolKind::DataMatrix { rows, columns, .. } => BarcodeShape { rows, columns, ..plain },
        SymbolKind::DataBar { form: DataBarForm::ExpandedStacked { columns } } => BarcodeShape { columns, ..plain },
        SymbolKind::Qr { correction, version, .. } => BarcodeShape { correction, version, ..plain },
        SymbolKind::Pdf417 { columns, rows, security, .. } => BarcodeShape { columns, rows, security, ..plain },
        SymbolKind::Aztec { layers, correction, .. } => {
            BarcodeShape { version: layers, security: Some(correction), ..plain }
        }
        SymbolKind::MaxiCode { mode, .. } => BarcodeShape { mode, ..plain },
        _ => plain,
    }
}

/// The text that gives the symbol's data.
fn data_text(barcode: &Barcode) -> Option<String> {
    let latin = || barcode.data.iter().map(|&byte| char::from(byte)).collect::<String>();
    let as_text = std::str::from_utf8(&barcode.data).map(str::to_owned).ok();
    // Symbols of an area have no line of letters; an element string is written as that of GS1-128.
    let element_string = readable(SymbolKind::Gs1128, &barcode.data);
    let candidates = [Some(readable(barcode.kind, &barcode.data)), as_text, Some(latin()), Some(element_string)];
    let is_right = |text: &String| data_of_text(barcode.kind, text).is_ok_and(|data| data == barcode.data);
    // Control characters cannot be typed.
    let is_plain = |text: &String| !text.is_empty() && !text.chars().any(char::is_control);
    candidates.into_iter().flatten().find(|text| is_plain(text) && is_right(text))
}
