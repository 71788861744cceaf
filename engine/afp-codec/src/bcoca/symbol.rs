//! Bar code symbol descriptor and data (BCOCA chapter 4).

use crate::structure::{codes, structure};
use crate::triplets::Triplets;
use crate::values::{OcaColour, UnitBase};
use crate::wire::{Bytes, Reserved};

codes! {
    /// The symbology (BSD byte 12).
    pub BarCodeType(u8) {
        CODE_39 = 0x01 "Code 39";
        MSI = 0x02 "MSI";
        UPC_A = 0x03 "UPC-A";
        UPC_E = 0x05 "UPC-E";
        UPC_2_DIGIT = 0x06 "UPC 2-digit supplemental";
        UPC_5_DIGIT = 0x07 "UPC 5-digit supplemental";
        EAN_8 = 0x08 "EAN-8";
        EAN_13 = 0x09 "EAN-13";
        INDUSTRIAL_2_OF_5 = 0x0A "Industrial 2-of-5";
        MATRIX_2_OF_5 = 0x0B "Matrix 2-of-5";
        INTERLEAVED_2_OF_5 = 0x0C "Interleaved 2-of-5";
        CODABAR = 0x0D "Codabar";
        CODE_128 = 0x11 "Code 128";
        EAN_2_DIGIT = 0x16 "EAN 2-digit supplemental";
        EAN_5_DIGIT = 0x17 "EAN 5-digit supplemental";
        POSTNET = 0x18 "POSTNET or PLANET";
        ROYAL_MAIL = 0x1A "Royal Mail 4-state or KIX";
        JAPAN_POSTAL = 0x1B "Japan Postal";
        DATA_MATRIX = 0x1C "Data Matrix";
        MAXICODE = 0x1D "MaxiCode";
        PDF417 = 0x1E "PDF417";
        AUSTRALIA_POST = 0x1F "Australia Post";
        QR_CODE = 0x20 "QR Code";
        CODE_93 = 0x21 "Code 93";
        INTELLIGENT_MAIL = 0x22 "Intelligent Mail";
        RED_TAG = 0x23 "RED TAG";
        GS1_DATABAR = 0x24 "GS1 DataBar";
        MAILMARK = 0x25 "Mailmark";
        AZTEC = 0x26 "Aztec";
        HAN_XIN = 0x27 "Han Xin";
    }
}

structure! {
    /// Bar Code Symbol Descriptor, the data of a BDD field (BCOCA BSD). All bits set mean the default.
    pub struct SymbolDescriptor<'a> {
        base: UnitBase = "unit base",
        reserved: Reserved<1> = "reserved",
        x_units: u16 = "X units per unit base",
        y_units: u16 = "Y units per unit base",
        width: u16 = "X size of the space",
        height: u16 = "Y size of the space",
        symbol_width: u16 = "wanted symbol width",
        kind: BarCodeType = "bar code type",
        modifier: u8 = "modifier",
        font: u8 = "font local id",
        colour: OcaColour = "colour",
        module_width: u8 = "module width in 1/1000 inch",
        element_height: u16 = "element height",
        height_multiplier: u8 = "height multiplier",
        wide_to_narrow: u16 = "wide to narrow ratio",
        triplets: Triplets<'a> = "triplets",
    }
}

impl SymbolDescriptor<'_> {
    /// A symbol with everything else left to the default.
    #[must_use]
    pub fn of(kind: BarCodeType, modifier: u8, units_per_ten_inches: u16) -> SymbolDescriptor<'static> {
        SymbolDescriptor {
            x_units: units_per_ten_inches,
            y_units: units_per_ten_inches,
            width: u16::MAX,
            height: u16::MAX,
            kind,
            modifier,
            font: u8::MAX,
            colour: OcaColour::NOT_GIVEN,
            module_width: u8::MAX,
            element_height: u16::MAX,
            height_multiplier: 1,
            wide_to_narrow: u16::MAX,
            ..Default::default()
        }
    }

    /// Wide to narrow ratio times 100, or `None` for the default. The number is decimal with the point after its
    /// first digit: X'00FA' = 250 is 2.50, X'0015' = 21 is 2.1.
    #[must_use]
    pub fn ratio_percent(&self) -> Option<u16> {
        match self.wide_to_narrow {
            u16::MAX => None,
            value @ 0..=9 => Some(value * 100),
            value @ 10..=99 => Some(value * 10),
            value @ 100..=999 => Some(value),
            value @ 1000..=9999 => Some(value / 10),
            value => Some(value / 100),
        }
    }
}

structure! {
    /// Bar Code Symbol Data, the joined data of BDA fields (BCOCA BSA).
    pub struct SymbolData<'a> {
        flags: u8 = "flags",
        x: u16 = "X offset of the symbol",
        y: u16 = "Y offset of the symbol",
        data: Bytes<'a> = "special functions and data",
    }
}

impl SymbolData<'_> {
    /// Flag bit 0: no readable line.
    pub const NO_READABLE_LINE: u8 = 0x80;
    /// Flag bit 1: the readable line stands above.
    pub const READABLE_LINE_ABOVE: u8 = 0x40;
    /// Flag bit 2: the readable line stands below.
    pub const READABLE_LINE_BELOW: u8 = 0x20;
    /// Flag bit 3: asterisks of Code 39 stand in the readable line.
    pub const SHOW_ASTERISKS: u8 = 0x10;
    /// Flag bit 5: no bars, only the readable line.
    pub const NO_SYMBOL: u8 = 0x04;
    /// Flag bit 6: blanks at the end of the data are left out.
    pub const DROP_BLANKS: u8 = 0x02;
}
