//! Bar codes: data in, dark rectangles out.
//!
//! The same functions draw a symbol for our own pages and for a bar-code object read from an AFP file, so that both show
//! the same bars. A folder per family, a file per symbology: `linear` gives widths, `postal` bars of four heights, `area`
//! modules. Edges are whole Emu, each rounded once from the symbol's left and top edge.

mod area;
mod digits;
mod drawing;
mod facts;
mod gs1;
mod linear;
mod postal;
mod readable;
mod reed_solomon;
mod shortest;
mod text;

use diagnostics::{Code, Diagnostic};
use scene::{Barcode, Bearer, DataBarForm, DataMatrixLead, SymbolKind};
use units::{Colour, Emu, Point, QuarterTurn, Rect, Size};

use area::parts;
use drawing::{Drawing, bars, edge, rows, squares};

pub use facts::{Quiet, default_height, name, quiet_zone};
pub use readable::readable;
pub use text::data_of_text;

/// Sizes of a symbol's parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dimensions {
    /// Width of the narrowest bar or side of a module in thousandths of an inch. Symbologies of a fixed size ignore it,
    /// but for Intelligent Mail, which is small unless it is 255.
    pub module_mils: u8,
    /// Height of the bars of a linear symbol, of a row of PDF417 and of DataBar Stacked Omnidirectional.
    pub height: Emu,
    /// Width of a wide bar in hundredths of a narrow one, where there are only these two.
    pub ratio_percent: u16,
}

/// A drawn symbol, without its quiet zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Its size.
    pub size: Size,
    /// The dark rectangles, from its top left corner.
    pub bars: Vec<Rect>,
    /// Columns and rows of a symbol of square modules.
    pub grid: Option<(usize, usize)>,
    /// The symbology, with what was left to the data filled in.
    pub kind: SymbolKind,
    /// What it was drawn with.
    pub dimensions: Dimensions,
}

/// Encodes data and draws it.
///
/// # Errors
/// [`Code::BarcodeData`] where the symbology cannot hold the data.
pub fn encode(kind: SymbolKind, data: &[u8], dimensions: Dimensions) -> Result<Symbol, Diagnostic> {
    encode_escaped(kind, data, false, dimensions)
}

/// As [`encode`], where `\` and six digits (three in PDF417) in the data switch the character set.
///
/// # Errors
/// [`Code::BarcodeData`] where the symbology cannot hold the data.
pub fn encode_escaped(
    kind: SymbolKind,
    data: &[u8],
    escapes: bool,
    dimensions: Dimensions,
) -> Result<Symbol, Diagnostic> {
    let refuse = |reason: String| refused(kind, &String::from_utf8_lossy(data), reason);
    if data.is_empty() {
        return Err(refuse("there is no data".into()));
    }
    if dimensions.module_mils == 0 && !kind.has_fixed_size() {
        return Err(refuse("the modules have no width".into()));
    }
    if kind.has_height() && dimensions.height <= Emu::ZERO {
        return Err(refuse("the bars have no height".into()));
    }
    if kind.has_ratio() && !(150..=400).contains(&dimensions.ratio_percent) {
        return Err(refuse(format!(
            "a wide bar of {} per cent cannot be told from the others",
            dimensions.ratio_percent
        )));
    }
    let kind = settled(kind, data, escapes).map_err(refuse)?;
    let Drawing { size, bars, grid } = draw(kind, data, escapes, dimensions).map_err(refuse)?;
    Ok(Symbol { size, bars, grid, kind, dimensions })
}

/// The symbology with what its data decides, so that an output that has it itself can say it.
fn settled(kind: SymbolKind, data: &[u8], escapes: bool) -> Result<SymbolKind, String> {
    Ok(match kind {
        SymbolKind::Pdf417 { columns, rows, security: None, truncated } => {
            let level = area::pdf417::recommended(&parts(data, escapes.then_some(3))?)?;
            SymbolKind::Pdf417 { columns, rows, security: Some(level), truncated }
        }
        other => other,
    })
}

fn draw(kind: SymbolKind, data: &[u8], escapes: bool, dimensions: Dimensions) -> Result<Drawing, String> {
    use linear::{codabar, code39, code93, code128, databar, ean, msi, two_of_five};
    let Dimensions { module_mils, height, ratio_percent } = dimensions;
    let wide = u32::from(ratio_percent);
    let row = |widths: Vec<u32>| bars(&widths, module_mils, height);
    let six = escapes.then_some(6);
    Ok(match kind {
        SymbolKind::Code39 { check } => row(code39::encode(data, check, wide)?),
        SymbolKind::Code93 => row(code93::encode(data)?),
        SymbolKind::Msi { check } => row(msi::encode(data, check, wide)?),
        SymbolKind::Codabar { check } => row(codabar::encode(data, check, wide)?),
        SymbolKind::Industrial2Of5 { check } => row(two_of_five::industrial(data, check, wide)?),
        SymbolKind::Matrix2Of5 { check } => row(two_of_five::matrix(data, check, wide)?),
        SymbolKind::Interleaved2Of5 { check, bearer } => {
            with_bearer(row(two_of_five::interleaved(data, check, wide)?), bearer, module_mils)
        }
        SymbolKind::Itf14 { bearer } => {
            digits::exactly(data, 13)?;
            with_bearer(row(two_of_five::interleaved(data, true, wide)?), bearer, module_mils)
        }
        SymbolKind::UpcA { supplement } => article(&ean::upc_a(data, supplement)?, module_mils, height),
        SymbolKind::UpcE { supplement } => article(&ean::upc_e(data, supplement)?, module_mils, height),
        SymbolKind::Ean13 { supplement } => article(&ean::ean_13(data, supplement)?, module_mils, height),
        SymbolKind::Ean8 => row(ean::ean_8(data)?),
        SymbolKind::Ean2 => row(ean::supplement(data, 2)?),
        SymbolKind::Ean5 => row(ean::supplement(data, 5)?),
        SymbolKind::Code128 => row(code128::encode(data)?),
        SymbolKind::Gs1128 => {
            gs1::elements(data)?;
            row(code128::encode_gs1(data)?)
        }
        SymbolKind::IntelligentMailContainer => row(code128::encode_gs1(facts::container(data)?)?),
        SymbolKind::IntelligentMailPackage => row(code128::encode_gs1(facts::package(data)?)?),
        SymbolKind::Postnet => postal::postnet::sizes().draw(&postal::postnet::postnet(data)?),
        SymbolKind::Planet => postal::postnet::sizes().draw(&postal::postnet::planet(data)?),
        SymbolKind::RoyalMail => postal::royal_mail::sizes().draw(&postal::royal_mail::royal_mail(data)?),
        SymbolKind::Kix => postal::royal_mail::sizes().draw(&postal::royal_mail::kix(data)?),
        SymbolKind::JapanPost { direct } => {
            let encode = if direct { postal::japan_post::direct } else { postal::japan_post::encode };
            postal::japan_post::sizes(module_mils).draw(&encode(data)?)
        }
        SymbolKind::AustraliaPost { format } => {
            postal::australia_post::sizes().draw(&postal::australia_post::encode(data, format)?)
        }
        SymbolKind::IntelligentMail => {
            postal::intelligent_mail::sizes(module_mils != u8::MAX).draw(&postal::intelligent_mail::encode(data)?)
        }
        SymbolKind::Mailmark { long } => postal::mailmark::sizes().draw(&postal::mailmark::encode(data, long)?),
        SymbolKind::DataBar { form } => match form {
            DataBarForm::Omnidirectional | DataBarForm::Truncated => row(databar::one_row(data)?),
            DataBarForm::Stacked => rows(&databar::stacked(data, module_mils)?, module_mils),
            DataBarForm::StackedOmnidirectional => {
                rows(&databar::stacked_omnidirectional(data, module_mils, height)?, module_mils)
            }
            DataBarForm::Limited => row(databar::limited(data)?),
            DataBarForm::Expanded => row(databar::expanded(data)?),
            DataBarForm::ExpandedStacked { columns } => {
                rows(&databar::expanded_stacked(data, columns, module_mils)?, module_mils)
            }
        },
        SymbolKind::DataMatrix { rows, columns, lead } => {
            if lead == DataMatrixLead::Gs1 {
                gs1::elements(data)?;
            }
            squares(&area::data_matrix::encode(&parts(data, six)?, (rows, columns), lead)?, module_mils)
        }
        SymbolKind::Qr { correction, version, gs1 } => {
            if gs1 {
                gs1::elements(data)?;
            }
            squares(&area::qr::encode(&parts(data, six)?, correction, version, gs1)?, module_mils)
        }
        SymbolKind::Pdf417 { columns, rows: least, security, truncated } => {
            let security = security.unwrap_or(area::pdf417::STANDARD);
            let row_modules = height.wide() / edge(100, module_mils).wide().max(1);
            let row_modules = u32::try_from(row_modules).unwrap_or(1);
            let shape = area::pdf417::Shape { columns, rows: least, security, truncated, row_modules };
            rows(&area::pdf417::encode(&parts(data, escapes.then_some(3))?, shape, height)?, module_mils)
        }
        SymbolKind::MaxiCode { mode, append, zipper } => {
            area::maxicode::encode(&parts(data, six)?, mode, append, zipper)?
        }
        SymbolKind::Aztec { form, layers, correction, gs1 } => {
            if gs1 {
                gs1::elements(data)?;
            }
            squares(&area::aztec::encode(&parts(data, six)?, form, layers, correction, gs1)?, module_mils)
        }
    })
}

/// Modules between a number and its supplement, and how much lower the supplement begins, so that its digits have room.
const BESIDE: u64 = 9;
const LOWER: u64 = 8;

/// A number with its supplement on the right.
fn article(article: &linear::ean::Article, module_mils: u8, height: Emu) -> Drawing {
    let main = bars(&article.main, module_mils, height);
    if article.supplement.is_empty() {
        return main;
    }
    // Edges go on counting from the symbol's left, so that they are rounded once.
    let lower = edge(LOWER * 100, module_mils).min(height / 2);
    let before: u32 = article.main.iter().sum::<u32>() + BESIDE as u32 * linear::MODULE;
    let widths: Vec<u32> = [0, before].iter().chain(&article.supplement).copied().collect();
    let beside = bars(&widths, module_mils, height - lower).moved(Emu::ZERO, lower);
    Drawing { size: beside.size, bars: main.bars.into_iter().chain(beside.bars).collect(), grid: None }
}

/// Modules of a bearer's thickness, and of the quiet zones that one goes around (BCOCA "Interleaved 2-of-5").
const BEARER: u64 = 2;
const INSIDE: u64 = 10;

fn with_bearer(drawing: Drawing, bearer: Bearer, module_mils: u8) -> Drawing {
    let thick = edge(BEARER * 100, module_mils);
    let quiet = match bearer {
        Bearer::None => return drawing,
        Bearer::Around => edge((INSIDE + BEARER) * 100, module_mils),
        Bearer::AboveAndBelow => Emu::ZERO,
    };
    let inside = drawing.size.height;
    let mut drawing = drawing.moved(quiet, thick);
    let (width, height) = (drawing.size.width + quiet, drawing.size.height + thick);
    for top in [Emu::ZERO, inside + thick] {
        drawing.bars.push(Rect::new(Emu::ZERO, top, width, thick));
    }
    if bearer == Bearer::Around {
        for left in [Emu::ZERO, width - thick] {
            drawing.bars.push(Rect::new(left, thick, thick, inside));
        }
    }
    Drawing { size: Size::new(width, height), ..drawing }
}

fn refused(kind: SymbolKind, data: &str, reason: String) -> Diagnostic {
    const SHOWN: usize = 60;
    let mut shown: String = data.chars().take(SHOWN).collect();
    if shown.len() < data.len() {
        shown.push('…');
    }
    Diagnostic::new(Code::BarcodeData).with("symbology", name(kind)).with("data", shown).with("reason", reason)
}

impl Symbol {
    /// The symbol as an item of a page.
    pub fn into_barcode(self, data: Vec<u8>, colour: Colour, origin: Point, turn: QuarterTurn) -> Barcode {
        let Dimensions { module_mils, height, ratio_percent } = self.dimensions;
        let height = if self.kind.has_height() { height } else { self.size.height };
        Barcode {
            kind: self.kind,
            data,
            escapes: false,
            origin,
            turn,
            module_mils,
            height,
            ratio_percent,
            drawn: false,
            colour,
            bars: self.bars,
            size: self.size,
        }
    }
}
