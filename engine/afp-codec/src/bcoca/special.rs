//! The special functions that stand before the data of some bar code types (BCOCA chapter 4, tables 21 to 33).

use super::BarCodeType;
use crate::describe::Describer;
use crate::error::{DecodeError, EncodeError};
use crate::groups::CountedGroup;
use crate::structure::{codes, structure};
use crate::wire::{Bytes, Counted, Input, Reserved, Wire};

/// Control flag bit 0 of all types that have control flags: the data is EBCDIC and becomes ASCII in the symbol.
pub const CONVERT_EBCDIC: u8 = 0x80;
/// Control flag bit 1 of all types that have control flags: a backslash is a character like others.
pub const IGNORE_ESCAPES: u8 = 0x40;
/// Control flag bit 2 of Aztec Code, Data Matrix, Han Xin Code and QR Code: a symbol of the wanted size or none.
pub const KEEP_SIZE: u8 = 0x20;

structure! {
    /// Special functions of Aztec Code (BCOCA table 21).
    pub struct AztecFunctions<'a> {
        flags: u8 = "control flags",
        reserved: Reserved<1> = "reserved",
        layers: u8 = "wanted layers",
        correction: u8 = "error correction in per cent",
        special: u8 = "special functions",
        application: u8 = "application indicator",
        sequence: u8 = "symbol of a set",
        total: u8 = "symbols in the set",
        set_id: Counted<Bytes<'a>, 1> = "id of the set",
        additional: Counted<Bytes<'a>, 1> = "additional parameters",
    }
}

structure! {
    /// Special functions of Data Matrix (BCOCA table 23).
    pub struct DataMatrixFunctions {
        flags: u8 = "control flags",
        row_size: u16 = "modules in a row",
        rows: u16 = "rows",
        sequence: u8 = "symbol of a set",
        total: u8 = "symbols in the set",
        file_id: [u8; 2] = "file id",
        special: u8 = "special functions",
    }
}

structure! {
    /// Special functions of Han Xin Code (BCOCA table 26).
    pub struct HanXinFunctions<'a> {
        flags: u8 = "control flags",
        reserved: Reserved<1> = "reserved",
        version: u8 = "version",
        correction: u8 = "error correction",
        special: u8 = "special functions",
        application: u8 = "application indicator",
        additional: Counted<Bytes<'a>, 1> = "additional parameters",
    }
}

structure! {
    /// Special functions of the Intelligent Mail Package Barcode (BCOCA table 28); the banner is UTF-16BE.
    pub struct PackageFunctions<'a> {
        reserved: Reserved<1> = "reserved",
        flags: u8 = "flags",
        reserved_2: Reserved<1> = "reserved",
        banner: Counted<Bytes<'a>, 1> = "service banner",
    }
}

impl PackageFunctions<'_> {
    /// Flag bit 0: no service banner.
    pub const NO_BANNER: u8 = 0x80;
    /// Flag bit 1: no identification bars.
    pub const NO_IDENTIFICATION_BARS: u8 = 0x40;
}

structure! {
    /// Special functions of MaxiCode (BCOCA table 29).
    pub struct MaxiCodeFunctions {
        flags: u8 = "control flags",
        mode: u8 = "symbol mode",
        sequence: u8 = "symbol of a set",
        total: u8 = "symbols in the set",
        special: u8 = "special functions",
    }
}

impl MaxiCodeFunctions {
    /// Special function bit 0: a zipper pattern to the right.
    pub const ZIPPER: u8 = 0x80;
}

structure! {
    /// Special functions of PDF417 (BCOCA table 30).
    pub struct Pdf417Functions<'a> {
        flags: u8 = "control flags",
        columns: u8 = "data symbol characters in a row",
        rows: u8 = "rows",
        security: u8 = "security level",
        control_block: Counted<Bytes<'a>, 2> = "macro control block",
    }
}

structure! {
    /// Special functions of QR Code (BCOCA table 31).
    pub struct QrFunctions {
        flags: u8 = "control flags",
        conversion: u8 = "conversion",
        version: u8 = "version",
        correction: u8 = "error correction",
        sequence: u8 = "symbol of a set",
        total: u8 = "symbols in the set",
        parity: u8 = "parity",
        special: u8 = "special functions",
        application: u8 = "application indicator",
    }
}

codes! {
    /// What offset and extent of an image on a QR Code are measured in.
    pub ImageUnitBase(u8) {
        TEN_INCHES = 0x00 "10 inches";
        TEN_CENTIMETRES = 0x01 "10 centimetres";
        PER_CENT = 0x64 "per cent of the symbol";
    }
}

structure! {
    /// An image on a QR Code symbol and where it stands.
    pub struct QrImage<'a> {
        reserved: Reserved<2> = "reserved",
        image: u16 = "image local id",
        offset_base: ImageUnitBase = "unit base of the offset",
        offset_units: u16 = "units per unit base of the offset",
        x: i16 = "X offset",
        y: i16 = "Y offset",
        orientation: u16 = "orientation",
        reference: u8 = "reference coordinate system",
        extent_base: ImageUnitBase = "unit base of the extent",
        extent_units: u16 = "units per unit base of the extent",
        width: u16 = "X extent",
        height: u16 = "Y extent",
        mapping: u8 = "mapping option",
        rest: Bytes<'a> = "not defined",
    }
}

structure! {
    /// Special functions of QR Code with Image (BCOCA table 33).
    pub struct QrImageFunctions<'a> {
        symbol: QrFunctions = "symbol",
        image_flags: u8 = "image flags",
        images: Counted<Vec<CountedGroup<QrImage<'a>>>, 2> = "image",
    }
}

impl QrImageFunctions<'_> {
    /// Image flag bit 0: the images are drawn before the symbol.
    pub const IMAGES_FIRST: u8 = 0x80;
    /// Image flag bit 1: only the images are drawn.
    pub const ONLY_IMAGES: u8 = 0x40;
}

/// Describes which bar code types have special functions: type, modifier and structure.
macro_rules! special_functions {
    ($life:lifetime; $($kind:ident $modifier:pat => $variant:ident($body:ty) $title:literal;)*) => {
        /// The special functions of a bar code, by its type and modifier.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum SpecialFunctions<$life> {
            $(#[doc = $title] $variant($body),)*
            /// The type has none.
            None,
        }

        impl<$life> SpecialFunctions<$life> {
            /// Reads the special functions of a type; its data follows them.
            ///
            /// # Errors
            /// The bytes end inside them.
            pub fn read(kind: BarCodeType, modifier: u8, input: &mut Input<$life>) -> Result<Self, DecodeError> {
                match (kind, modifier) {
                    $((BarCodeType::$kind, $modifier) => <$body as Wire<$life>>::read(input).map(Self::$variant),)*
                    _ => Ok(Self::None),
                }
            }

            /// Appends them, without the data.
            ///
            /// # Errors
            /// A value that the wire format cannot hold.
            pub fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
                match self {
                    $(Self::$variant(body) => body.write(out),)*
                    Self::None => Ok(()),
                }
            }

            /// Hands the values to an inspector.
            pub(crate) fn describe(&self, to: &mut Describer<'_>) {
                match self {
                    $(Self::$variant(body) => body.describe($title, to),)*
                    Self::None => {}
                }
            }
        }

        #[cfg(test)]
        impl SpecialFunctions<'_> {
            /// One of each.
            pub(crate) fn samples(source: &mut crate::sample::Source<'_>) -> Vec<Self> {
                vec![$(Self::$variant(crate::sample::Sample::sample(source)),)*]
            }
        }
    };
}

special_functions! { 'a;
    AZTEC _ => Aztec(AztecFunctions<'a>) "Aztec Code";
    DATA_MATRIX _ => DataMatrix(DataMatrixFunctions) "Data Matrix";
    HAN_XIN _ => HanXin(HanXinFunctions<'a>) "Han Xin Code";
    CODE_128 6 => Package(PackageFunctions<'a>) "Intelligent Mail Package Barcode";
    MAXICODE _ => MaxiCode(MaxiCodeFunctions) "MaxiCode";
    PDF417 _ => Pdf417(Pdf417Functions<'a>) "PDF417";
    QR_CODE 0x12 => QrImage(QrImageFunctions<'a>) "QR Code with Image";
    QR_CODE _ => Qr(QrFunctions) "QR Code";
}

/// What a BDA field holds: one symbol (BCOCA BSA).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol<'a> {
    /// Flags, see [`super::SymbolData`].
    pub flags: u8,
    /// X offset of the symbol.
    pub x: u16,
    /// Y offset of the symbol.
    pub y: u16,
    /// What the type of the symbol has before its data.
    pub functions: SpecialFunctions<'a>,
    /// The data.
    pub data: Bytes<'a>,
}

impl<'a> Symbol<'a> {
    /// Reads the data of a BDA field for the type and modifier that the object's descriptor gives.
    ///
    /// # Errors
    /// The bytes end before the data.
    pub fn read(kind: BarCodeType, modifier: u8, bytes: &'a [u8]) -> Result<Self, DecodeError> {
        let mut input = Input::new(bytes);
        let (flags, x, y) = (u8::read(&mut input)?, u16::read(&mut input)?, u16::read(&mut input)?);
        let functions = SpecialFunctions::read(kind, modifier, &mut input)?;
        Ok(Self { flags, x, y, functions, data: Bytes::Borrowed(input.rest()) })
    }

    /// Appends the data of a BDA field.
    ///
    /// # Errors
    /// A value that the wire format cannot hold.
    pub fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        self.flags.write(out)?;
        self.x.write(out)?;
        self.y.write(out)?;
        self.functions.write(out)?;
        self.data.write(out)
    }

    /// Hands the values to an inspector.
    pub(crate) fn describe(&self, to: &mut Describer<'_>) {
        self.flags.describe("flags", to);
        self.x.describe("X offset of the symbol", to);
        self.y.describe("Y offset of the symbol", to);
        self.functions.describe(to);
        self.data.describe("data", to);
    }
}
