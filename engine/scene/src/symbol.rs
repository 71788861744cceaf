//! Bar codes: the symbology with what varies in it, the data, and the bars.

use units::{Colour, Emu, Point, QuarterTurn, Rect, Size, Transform};

/// Bars that lie along a symbol and keep a slanted scan from reading a part of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Bearer {
    /// None.
    #[default]
    None,
    /// Around the symbol and its quiet zones.
    Around,
    /// Above and below.
    AboveAndBelow,
}

/// Digits beside an article number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Supplement {
    /// None.
    #[default]
    None,
    /// Two digits: an issue.
    Two,
    /// Five digits: a price.
    Five,
}

/// A shape of GS1 DataBar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DataBarForm {
    /// One row, at least 33 modules high.
    Omnidirectional,
    /// One row, at least 13 modules high.
    Truncated,
    /// Two rows, 13 modules high with what parts them.
    Stacked,
    /// Two rows of at least 33 modules.
    StackedOmnidirectional,
    /// One row, at least 10 modules high; the first digit is 0 or 1.
    Limited,
    /// Application identifiers in one row, at least 34 modules high.
    Expanded,
    /// Application identifiers in rows of 34 modules.
    ExpandedStacked {
        /// Symbol characters of a row, even, 2 to 20.
        columns: u8,
    },
}

/// A shape of Aztec code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AztecForm {
    /// A core of 15 by 15 modules and up to 32 layers.
    Full,
    /// A core of 11 by 11 modules and up to 4 layers.
    Compact,
    /// One byte in the core alone.
    Rune,
    /// The smallest compact or full symbol.
    Smallest,
}

/// What a Data Matrix symbol begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DataMatrixLead {
    /// Data.
    #[default]
    Data,
    /// FNC1: the data is a GS1 element string.
    Gs1,
    /// FNC1 in second place: the data is in an industry's format.
    Industry,
    /// The data programs the scanner.
    ReaderProgramming,
    /// The header and trailer of format 05 around the data.
    Macro05,
    /// The header and trailer of format 06 around the data.
    Macro06,
    /// One symbol of a set.
    Append {
        /// Its number, from 1.
        sequence: u8,
        /// How many there are, 2 to 16.
        total: u8,
        /// What identifies the set.
        file: [u8; 2],
    },
}

/// A bar-code symbology, with what varies in it.
///
/// In the data of GS1 symbologies (GS1-128, GS1 DataMatrix, GS1 QR, DataBar Expanded) the byte X'1D' stands for FNC1
/// between application identifiers; the FNC1 in front is understood. In Code 128, X'F1' to X'F4' are FNC1 to FNC4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SymbolKind {
    /// Code 39.
    Code39 {
        /// Whether a check character is added.
        check: bool,
    },
    /// Code 93; the bytes `a` to `d` are the shift characters.
    Code93,
    /// MSI, modified Plessey.
    Msi {
        /// Check digits: 1 none, 2 one, modulus 10; 3 two, modulus 10; 4 to 9 modulus 11 then 10 (BCOCA "MSI").
        check: u8,
    },
    /// Codabar; the data begins and ends with one of A, B, C, D.
    Codabar {
        /// Whether a check character is added.
        check: bool,
    },
    /// Industrial 2 of 5.
    Industrial2Of5 {
        /// Whether a check digit is added.
        check: bool,
    },
    /// Matrix 2 of 5.
    Matrix2Of5 {
        /// Whether a check digit is added.
        check: bool,
    },
    /// ITF-14: Interleaved 2 of 5 of thirteen digits; the check digit is added.
    Itf14 {
        /// Bars along it.
        bearer: Bearer,
    },
    /// Interleaved 2 of 5.
    Interleaved2Of5 {
        /// Whether a check digit is added.
        check: bool,
        /// Bars along it.
        bearer: Bearer,
    },
    /// UPC-A: eleven digits, then those of the supplement; the check digit is added.
    UpcA {
        /// Digits beside it.
        supplement: Supplement,
    },
    /// UPC-E: the ten digits of UPC-A between number system and check digit, then those of the supplement.
    UpcE {
        /// Digits beside it.
        supplement: Supplement,
    },
    /// EAN-8: seven digits; the check digit is added.
    Ean8,
    /// EAN-13: twelve digits, then those of the supplement; the check digit is added.
    Ean13 {
        /// Digits beside it.
        supplement: Supplement,
    },
    /// The two digits of a supplement alone.
    Ean2,
    /// The five digits of a supplement alone.
    Ean5,
    /// Code 128, code set chosen by the data.
    Code128,
    /// GS1-128.
    Gs1128,
    /// Intelligent Mail container, a GS1-128 symbol with application identifier 99.
    IntelligentMailContainer,
    /// Intelligent Mail package, a GS1-128 symbol of 22 to 34 digits.
    IntelligentMailPackage,
    /// POSTNET.
    Postnet,
    /// PLANET: eleven digits.
    Planet,
    /// Royal Mail 4-state customer code.
    RoyalMail,
    /// Dutch KIX code.
    Kix,
    /// Japan Post customer code.
    JapanPost {
        /// Whether the data names every character, control codes, start, stop and check digit too: `(`, `)` start and
        /// stop, `a` to `h` CC1 to CC8.
        direct: bool,
    },
    /// Australia Post customer code.
    AustraliaPost {
        /// 1 standard; 2 to 4 customer code 2 by table N, table C, or bars; 5 to 7 customer code 3 alike; 8 reply paid.
        format: u8,
    },
    /// Intelligent Mail: 20 digits, then 0, 5, 9 or 11 of a ZIP code.
    IntelligentMail,
    /// Royal Mail Mailmark.
    Mailmark {
        /// Bar code L of 26 characters, else C of 22.
        long: bool,
    },
    /// GS1 DataBar.
    DataBar {
        /// Its shape.
        form: DataBarForm,
    },
    /// Data Matrix ECC 200.
    DataMatrix {
        /// Modules from top to bottom, 0 for as many as the data takes.
        rows: u8,
        /// Modules from left to right, 0 for as many as the data takes.
        columns: u8,
        /// What it begins with.
        lead: DataMatrixLead,
    },
    /// QR code.
    Qr {
        /// Error correction: 0 L, 1 M, 2 Q, 3 H.
        correction: u8,
        /// The least version, 1 to 40; 0 for as small as the data allows.
        version: u8,
        /// Whether the data is a GS1 element string.
        gs1: bool,
    },
    /// PDF417.
    Pdf417 {
        /// Data characters of a row, 1 to 30; 0 for a symbol about three times as wide as high.
        columns: u8,
        /// The least number of rows, 3 to 90; 0 for as few as the data takes.
        rows: u8,
        /// Security level 0 to 8; none for what suits the data.
        security: Option<u8>,
        /// Without right row indicators.
        truncated: bool,
    },
    /// MaxiCode.
    MaxiCode {
        /// 2 and 3 structured carrier messages, 4 standard, 5 with full error correction, 6 reader programming.
        mode: u8,
        /// Its number in a set and how many there are; 0 and 0 for none.
        append: (u8, u8),
        /// Whether a zipper and a contrast block stand on the right.
        zipper: bool,
    },
    /// Aztec code.
    Aztec {
        /// Its shape.
        form: AztecForm,
        /// The least number of layers, 0 for as few as the data takes.
        layers: u8,
        /// Error correction in per cent of the symbol, 5 to 95.
        correction: u8,
        /// Whether the data is a GS1 element string.
        gs1: bool,
    },
}

impl SymbolKind {
    /// QR code of the smallest version.
    pub const fn qr(correction: u8) -> Self {
        Self::Qr { correction, version: 0, gs1: false }
    }

    /// Data Matrix of the smallest square size.
    pub const DATA_MATRIX: Self = Self::DataMatrix { rows: 0, columns: 0, lead: DataMatrixLead::Data };

    /// Whether its modules are spread over an area, so that no line of letters belongs to it.
    pub fn is_two_dimensional(self) -> bool {
        matches!(
            self,
            Self::DataMatrix { .. }
                | Self::Qr { .. }
                | Self::Pdf417 { .. }
                | Self::MaxiCode { .. }
                | Self::Aztec { .. }
        )
    }

    /// Whether the height of its bars is free.
    pub fn has_height(self) -> bool {
        match self {
            Self::DataBar { form } => !matches!(form, DataBarForm::Stacked | DataBarForm::ExpandedStacked { .. }),
            Self::Pdf417 { .. } => true,
            Self::JapanPost { .. } => false,
            _ => !self.is_two_dimensional() && !self.has_fixed_size(),
        }
    }

    /// Whether its bars have two widths, whose ratio is free.
    pub fn has_ratio(self) -> bool {
        matches!(
            self,
            Self::Code39 { .. }
                | Self::Msi { .. }
                | Self::Codabar { .. }
                | Self::Industrial2Of5 { .. }
                | Self::Matrix2Of5 { .. }
                | Self::Interleaved2Of5 { .. }
                | Self::Itf14 { .. }
        )
    }

    /// Whether its standard fixes the size of the bars, so that neither module width nor height matters.
    pub fn has_fixed_size(self) -> bool {
        matches!(
            self,
            Self::Postnet
                | Self::Planet
                | Self::RoyalMail
                | Self::Kix
                | Self::AustraliaPost { .. }
                | Self::IntelligentMail
                | Self::Mailmark { .. }
                | Self::MaxiCode { .. }
        )
    }
}

/// A bar code: what it says, and the bars or modules that show it. The readable line is text of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Barcode {
    /// The symbology.
    pub kind: SymbolKind,
    /// The data, encoded as the symbology says.
    pub data: Vec<u8>,
    /// Whether `\` and six digits (three in PDF417) in the data switch the character set, and `\\` is a reverse solidus.
    pub escapes: bool,
    /// Top left corner of the symbol, without its quiet zone.
    pub origin: Point,
    /// Turned clockwise about the origin.
    pub turn: QuarterTurn,
    /// Width of the narrowest bar or side of a module, in thousandths of an inch.
    pub module_mils: u8,
    /// Height of the bars of a linear symbol, of one row of PDF417.
    pub height: Emu,
    /// Width of a wide bar in hundredths of a narrow one, where there are only these two.
    pub ratio_percent: u16,
    /// Whether it is to be drawn bar by bar even where the output has bar codes of its own.
    pub drawn: bool,
    /// The colour of the bars.
    pub colour: Colour,
    /// The dark rectangles, from the symbol's top left corner, not turned.
    pub bars: Vec<Rect>,
    /// The symbol's size, not turned.
    pub size: Size,
}

impl Barcode {
    /// From the symbol's own coordinates to the page's.
    pub fn transform(&self) -> Transform {
        Transform::rotate(self.turn.into()).then(Transform::translate(self.origin))
    }
}
