//! Bar codes of the template as symbologies of the scene.

use model::{BarcodeShape, BearerBars, SupplementDigits, Symbology};
use scene::{AztecForm, Bearer, DataBarForm, DataMatrixLead, Supplement, SymbolKind};

/// Error correction of Aztec code where the template gives none (ISO/IEC 24778, 7.2.2).
const AZTEC_CORRECTION: u8 = 23;
/// Symbol characters of a row of DataBar Expanded Stacked where the template gives none.
const EXPANDED_COLUMNS: u8 = 4;

/// The symbology, with what the template says about it.
pub fn symbol_kind(shape: &BarcodeShape) -> SymbolKind {
    let BarcodeShape { check, variant, rows, columns, version, .. } = *shape;
    let supplement = match shape.supplement {
        SupplementDigits::None => Supplement::None,
        SupplementDigits::Two => Supplement::Two,
        SupplementDigits::Five => Supplement::Five,
    };
    let bearer = match shape.bearer {
        BearerBars::None => Bearer::None,
        BearerBars::Around => Bearer::Around,
        BearerBars::AboveAndBelow => Bearer::AboveAndBelow,
    };
    let data_bar = |form| SymbolKind::DataBar { form };
    let data_matrix = |lead| SymbolKind::DataMatrix { rows, columns, lead };
    let qr = |gs1| SymbolKind::Qr { correction: shape.correction, version, gs1 };
    let pdf417 = |truncated| SymbolKind::Pdf417 { columns, rows, security: shape.security, truncated };
    let aztec = |form| SymbolKind::Aztec {
        form,
        layers: version,
        correction: shape.security.unwrap_or(AZTEC_CORRECTION),
        gs1: false,
    };
    match shape.symbology {
        Symbology::Code128 => SymbolKind::Code128,
        Symbology::Qr => qr(false),
        Symbology::DataMatrix => data_matrix(DataMatrixLead::Data),
        Symbology::Gs1128 => SymbolKind::Gs1128,
        Symbology::Gs1DataMatrix => data_matrix(DataMatrixLead::Gs1),
        Symbology::Gs1Qr => qr(true),
        Symbology::Ean13 => SymbolKind::Ean13 { supplement },
        Symbology::Ean8 => SymbolKind::Ean8,
        Symbology::UpcA => SymbolKind::UpcA { supplement },
        Symbology::UpcE => SymbolKind::UpcE { supplement },
        Symbology::Ean2 => SymbolKind::Ean2,
        Symbology::Ean5 => SymbolKind::Ean5,
        Symbology::Itf14 => SymbolKind::Itf14 { bearer },
        Symbology::Interleaved25 => SymbolKind::Interleaved2Of5 { check, bearer },
        Symbology::Industrial25 => SymbolKind::Industrial2Of5 { check },
        Symbology::Matrix25 => SymbolKind::Matrix2Of5 { check },
        Symbology::Code39 => SymbolKind::Code39 { check },
        Symbology::Code93 => SymbolKind::Code93,
        Symbology::Codabar => SymbolKind::Codabar { check },
        Symbology::Msi => SymbolKind::Msi { check: variant },
        Symbology::Pdf417 => pdf417(false),
        Symbology::Pdf417Truncated => pdf417(true),
        Symbology::Aztec => aztec(AztecForm::Smallest),
        Symbology::AztecRune => aztec(AztecForm::Rune),
        Symbology::MaxiCode => SymbolKind::MaxiCode { mode: shape.mode, append: (0, 0), zipper: false },
        Symbology::DataBar => data_bar(DataBarForm::Omnidirectional),
        Symbology::DataBarTruncated => data_bar(DataBarForm::Truncated),
        Symbology::DataBarStacked => data_bar(DataBarForm::Stacked),
        Symbology::DataBarStackedOmnidirectional => data_bar(DataBarForm::StackedOmnidirectional),
        Symbology::DataBarLimited => data_bar(DataBarForm::Limited),
        Symbology::DataBarExpanded => data_bar(DataBarForm::Expanded),
        Symbology::DataBarExpandedStacked => {
            let columns = if columns == 0 { EXPANDED_COLUMNS } else { columns };
            data_bar(DataBarForm::ExpandedStacked { columns })
        }
        Symbology::IntelligentMail => SymbolKind::IntelligentMail,
        Symbology::IntelligentMailContainer => SymbolKind::IntelligentMailContainer,
        Symbology::IntelligentMailPackage => SymbolKind::IntelligentMailPackage,
        Symbology::Postnet => SymbolKind::Postnet,
        Symbology::Planet => SymbolKind::Planet,
        Symbology::RoyalMail => SymbolKind::RoyalMail,
        Symbology::MailmarkC => SymbolKind::Mailmark { long: false },
        Symbology::MailmarkL => SymbolKind::Mailmark { long: true },
        Symbology::Kix => SymbolKind::Kix,
        Symbology::JapanPost => SymbolKind::JapanPost { direct: false },
        Symbology::AustraliaPost => SymbolKind::AustraliaPost { format: variant },
    }
}
