//! Every bar code of the sample is scanned from pixels of the AFP file that says it, written as a bar code object and
//! drawn bar by bar, and from the PDF file.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot make its page has failed")]

use std::num::NonZeroUsize;

use diagnostics::{Code, Diagnostics};
use formwright::scene::Pixmap;
use formwright::{Crew, Document, InMemory, JobTime, Prepared, RecordRange, Records, Source, Unobserved};
use model::{BearerBars, ObjectId, Shape, Symbology};
use rxing::common::HybridBinarizer;
use rxing::{BarcodeFormat, BinaryBitmap, DecodeHints, Luma8LuminanceSource, MultiFormatReader, Reader};

const DPI: f64 = 600.0;
/// White around what a scanner is shown.
const QUIET: usize = 320;
/// More than a frame's bar, in pixels.
const FRAME: usize = 40;

/// The format by which a scanner reads a symbology, and what it says; none where there is no scanner for it here: those
/// symbologies are compared with published symbols where they are encoded.
fn expected(symbology: Symbology, data: &str) -> Option<(BarcodeFormat, String)> {
    let said = |format, text: &str| Some((format, text.to_owned()));
    match symbology {
        Symbology::Code128 => said(BarcodeFormat::CODE_128, data),
        // Scanners leave FNC1 out where they are not told that the data is GS1's.
        Symbology::Gs1128 => said(BarcodeFormat::CODE_128, "010952123454321310ABC219"),
        Symbology::IntelligentMailContainer => said(BarcodeFormat::CODE_128, data),
        Symbology::IntelligentMailPackage => said(BarcodeFormat::CODE_128, "420212349374890100000003985039"),
        Symbology::Ean13 if data.contains('+') => said(BarcodeFormat::EAN_13, "0412345678903"),
        Symbology::Ean13 => said(BarcodeFormat::EAN_13, data),
        Symbology::Ean8 => said(BarcodeFormat::EAN_8, data),
        Symbology::UpcA if data.contains('+') => said(BarcodeFormat::UPC_A, "006338952608"),
        Symbology::UpcA => said(BarcodeFormat::UPC_A, data),
        Symbology::UpcE => said(BarcodeFormat::UPC_E, "07834918"),
        Symbology::Itf14 => said(BarcodeFormat::ITF, data),
        Symbology::Interleaved25 if data.len() == 10 => said(BarcodeFormat::ITF, "012345678950"),
        Symbology::Interleaved25 => said(BarcodeFormat::ITF, data),
        Symbology::Code39 => said(BarcodeFormat::CODE_39, "CODE 39R"),
        Symbology::Code93 => said(BarcodeFormat::CODE_93, data),
        Symbology::Codabar => said(BarcodeFormat::CODABAR, "346987352"),
        Symbology::Qr => said(BarcodeFormat::QR_CODE, data),
        Symbology::Gs1Qr => said(BarcodeFormat::QR_CODE, "010952123454321310ABC\u{1D}219"),
        Symbology::DataMatrix => said(BarcodeFormat::DATA_MATRIX, data),
        Symbology::Gs1DataMatrix => said(BarcodeFormat::DATA_MATRIX, "010952123454321310ABC\u{1D}219"),
        Symbology::Pdf417 | Symbology::Pdf417Truncated => said(BarcodeFormat::PDF_417, data),
        Symbology::Aztec => said(BarcodeFormat::AZTEC, data),
        Symbology::MaxiCode => said(BarcodeFormat::MAXICODE, data),
        Symbology::DataBar
        | Symbology::DataBarTruncated
        | Symbology::DataBarStacked
        | Symbology::DataBarStackedOmnidirectional => said(BarcodeFormat::RSS_14, data),
        Symbology::DataBarExpanded | Symbology::DataBarExpandedStacked => said(BarcodeFormat::RSS_EXPANDED, data),
        Symbology::Ean2
        | Symbology::Ean5
        | Symbology::Industrial25
        | Symbology::Matrix25
        | Symbology::Msi
        | Symbology::AztecRune
        | Symbology::DataBarLimited
        | Symbology::IntelligentMail
        | Symbology::Postnet
        | Symbology::Planet
        | Symbology::RoyalMail
        | Symbology::MailmarkC
        | Symbology::MailmarkL
        | Symbology::Kix
        | Symbology::JapanPost
        | Symbology::AustraliaPost => None,
    }
}

/// The grey values of what is drawn in a place of a page, with white around: some scanners look in the middle only.
/// A frame's width is left out left and right: it stands ten modules away, which are a little less than ten once the
/// scanner has rounded the module to pixels.
fn cut(page: &Pixmap, [left, top, width, height]: [usize; 4], frame: usize) -> (usize, usize, Vec<u8>) {
    let grey = |column: usize, row: usize| {
        page.pixel(column as u32, row as u32)
            .map_or(255, |[red, green, blue, _]| ((u32::from(red) + u32::from(green) + u32::from(blue)) / 3) as u8)
    };
    let dark = |column: usize, row: usize| grey(column, row) < 128;
    let (columns, rows) = (left..left + width, top..top + height);
    let inked_columns: Vec<usize> =
        columns.clone().filter(|&column| rows.clone().any(|row| dark(column, row))).collect();
    let inked_rows: Vec<usize> = rows.filter(|&row| columns.clone().any(|column| dark(column, row))).collect();
    let (Some(&left), Some(&right)) = (inked_columns.first(), inked_columns.last()) else { return (0, 0, Vec::new()) };
    let (left, right) = (left + frame, right - frame);
    let (Some(&top), Some(&bottom)) = (inked_rows.first(), inked_rows.last()) else { return (0, 0, Vec::new()) };
    let (across, down) = (right - left + 1 + 2 * QUIET, bottom - top + 1 + 2 * QUIET);
    let mut picture = vec![255u8; across * down];
    for row in top..=bottom {
        for column in left..=right {
            picture[(row - top + QUIET) * across + column - left + QUIET] = grey(column, row);
        }
    }
    (across, down, picture)
}

fn scan(format: BarcodeFormat, (width, height, grey): (usize, usize, Vec<u8>)) -> Result<String, String> {
    let hints = DecodeHints { TryHarder: Some(true), ..DecodeHints::default() }
        .with(rxing::DecodeHintValue::PossibleFormats([format].into()));
    let source = Luma8LuminanceSource::new(grey, width as u32, height as u32).map_err(|error| error.to_string())?;
    MultiFormatReader::default()
        .decode_with_hints(&mut BinaryBitmap::new(HybridBinarizer::new(source)), &hints)
        .map(|read| read.getText().to_owned())
        .map_err(|error| error.to_string())
}

/// The scanner of pictures finds a MaxiCode by its outermost dark hexagons only: it is shown the hexagons' middles.
fn maxicode(page: &Pixmap, rect: units::Rect) -> Result<String, String> {
    let mut bits = rxing::common::BitMatrix::new(30, 33).map_err(|error| error.to_string())?;
    for row in 0..33u32 {
        for column in 0..30u32 {
            let x = rect.x.wide() + i64::from((2 * column + 1 + row % 2) * 31_655 / 2);
            let y = rect.y.wide() + i64::from(row * 27_428 + 18_276);
            let pixel = |length: i64| (length as f64 * DPI / 914_400.0) as u32;
            if page.pixel(pixel(x), pixel(y)).is_some_and(|[red, ..]| red < 128) {
                bits.set(column, row);
            }
        }
    }
    rxing::maxicode::decoder::decode(&bits).map(|read| read.getText().to_owned()).map_err(|error| error.to_string())
}

struct Symbol {
    id: ObjectId,
    symbology: Symbology,
    data: String,
    rect: units::Rect,
    readable: bool,
    framed: bool,
}

/// The sample, all of it drawn bar by bar where that is asked for.
fn sample(drawn: bool) -> (Prepared, Vec<Symbol>) {
    let mut source = Source::open(&golden::folder("barcodes")).unwrap();
    let mut symbols = Vec::new();
    for object in &mut source.template.masters[0].objects {
        if let Shape::Barcode(shape) = &mut object.shape {
            shape.drawn = drawn;
            symbols.push(Symbol {
                id: object.id,
                symbology: shape.symbology,
                data: shape.data.0.clone(),
                rect: object.rect,
                readable: shape.readable,
                framed: shape.bearer == BearerBars::Around,
            });
        }
    }
    (Prepared::new(&source, JobTime::default()).unwrap_or_else(|found| panic!("{found:?}")), symbols)
}

fn record() -> Records<std::io::Cursor<Vec<u8>>> {
    let source = Source::open(&golden::folder("barcodes")).unwrap();
    let options = formwright::data_options(&source.template, "data.ndjson");
    Records { source: std::io::Cursor::new(br#"{"number":"1"}"#.to_vec()), options, range: RecordRange::ALL }
}

fn crew() -> Crew<'static> {
    Crew { threads: NonZeroUsize::MIN, observer: &Unobserved }
}

fn afp(prepared: &Prepared) -> Vec<u8> {
    let mut out = Vec::new();
    let report = formwright::render_afp(prepared, record(), crew(), &InMemory, &mut out).unwrap();
    // That a symbol is drawn is said; nothing else is to be.
    let others: Vec<_> = report.diagnostics.iter().filter(|found| found.code != Code::LoweredToRules).collect();
    assert!(others.is_empty(), "{others:?}");
    out
}

fn picture(name: &str, bytes: Vec<u8>) -> Pixmap {
    painted(name, bytes, DPI)
}

fn painted(name: &str, bytes: Vec<u8>, dpi: f64) -> Pixmap {
    let document = Document::open(name, bytes).unwrap();
    let mut found = Diagnostics::new();
    let picture = document.painter().paint(0, dpi, &mut found).unwrap();
    assert!(found.is_empty(), "{found:?}");
    picture
}

/// Scans every symbol of a picture of the page.
fn all_are_read(name: &str, page: &Pixmap, symbols: &[Symbol]) {
    let mut wrong = Vec::new();
    for symbol in symbols {
        let Some((format, text)) = expected(symbol.symbology, &symbol.data) else { continue };
        let pixel = |length: units::Emu| (length.wide() as f64 * DPI / 914_400.0) as usize;
        let line = if symbol.readable { units::Emu::from_millimetres(4) } else { units::Emu::ZERO };
        let height = pixel(symbol.rect.height - line);
        // Some pixels more, so that edges rounded outward stay in the picture.
        let place = [pixel(symbol.rect.x) - 4, pixel(symbol.rect.y), pixel(symbol.rect.width), height];
        let place = cut(page, place, if symbol.framed { FRAME } else { 0 });
        let said = if format == BarcodeFormat::MAXICODE { maxicode(page, symbol.rect) } else { scan(format, place) };
        if said.as_deref().map(|said| said.trim_start_matches("]C1").trim_start_matches('\u{1D}')) != Ok(text.as_str())
        {
            wrong.push(format!("{} {}: {said:?} instead of {text:?}", symbol.id, symbol.symbology.keyword()));
        }
    }
    assert!(wrong.is_empty(), "{name}: {wrong:#?}");
}

#[test]
fn every_bar_code_is_read_from_the_afp_file_that_says_it() {
    let (prepared, symbols) = sample(false);
    let used: std::collections::BTreeSet<&str> = symbols.iter().map(|symbol| symbol.symbology.keyword()).collect();
    assert_eq!(used.len(), Symbology::ALL.len(), "the sample has every symbology");
    let bytes = afp(&prepared);
    // Begin Bar Code: those that IS/3 has are objects of their own.
    let objects = bytes.windows(3).filter(|id| *id == [0xD3, 0xA8, 0xEB]).count();
    assert!((25..symbols.len()).contains(&objects), "{objects}");
    all_are_read("native", &picture("a.afp", bytes), &symbols);
}

#[test]
fn every_bar_code_is_read_where_it_is_drawn_bar_by_bar() {
    let (prepared, symbols) = sample(true);
    let bytes = afp(&prepared);
    assert!(!bytes.windows(3).any(|id| id == [0xD3, 0xA8, 0xEB]));
    all_are_read("drawn", &picture("a.afp", bytes), &symbols);
}

#[test]
fn every_bar_code_is_read_from_the_pdf_file() {
    let (prepared, symbols) = sample(false);
    let mut out = Vec::new();
    formwright::render_pdf(&prepared, record(), crew(), &mut out).unwrap();
    all_are_read("PDF", &picture("a.pdf", out), &symbols);
}

#[test]
fn native_and_drawn_bar_codes_look_the_same() {
    let [native, drawn] = [false, true].map(|drawn| painted("a.afp", afp(&sample(drawn).0), 150.0));
    let comparison = formwright::raster::compare(&native, &drawn, 150.0);
    assert!(comparison.inked > 1_000 && comparison.agrees(), "{comparison:?}");
}
