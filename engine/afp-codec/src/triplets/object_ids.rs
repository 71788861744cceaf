//! The registered object types that containers carry (MO:DCA appendix "Object Type Identifiers").

/// The first bytes of every registered object type; the next byte tells the type.
const PREFIX: [u8; 8] = [0x06, 0x07, 0x2B, 0x12, 0x00, 0x04, 0x01, 0x01];

/// A registered object type, by the last byte of its object identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ObjectType(pub u8);

impl ObjectType {
    /// IOCA image of function set 10.
    pub const IOCA_FS10: Self = Self(0x05);
    /// IOCA image of function set 11.
    pub const IOCA_FS11: Self = Self(0x0B);
    /// IOCA image of function set 45.
    pub const IOCA_FS45: Self = Self(0x0C);
    /// Encapsulated PostScript.
    pub const EPS: Self = Self(0x0D);
    /// TIFF.
    pub const TIFF: Self = Self(0x0E);
    /// Colour mapping table.
    pub const COLOUR_MAPPING_TABLE: Self = Self(0x14);
    /// GIF.
    pub const GIF: Self = Self(0x16);
    /// JPEG (AFPC-JPEG subset).
    pub const JPEG: Self = Self(0x17);
    /// One page of PDF.
    pub const PDF_PAGE: Self = Self(0x19);
    /// PDF with transparency.
    pub const PDF_TRANSPARENT: Self = Self(0x31);
    /// TrueType or OpenType font.
    pub const TRUETYPE: Self = Self(0x33);
    /// Collection of TrueType or OpenType fonts.
    pub const TRUETYPE_COLLECTION: Self = Self(0x35);
    /// Colour management resource.
    pub const COLOUR_MANAGEMENT: Self = Self(0x39);
    /// TIFF without transparency.
    pub const TIFF_OPAQUE: Self = Self(0x3C);
    /// TIFF of several pages.
    pub const TIFF_MULTIPLE: Self = Self(0x3D);
    /// TIFF of several pages without transparency.
    pub const TIFF_MULTIPLE_OPAQUE: Self = Self(0x3E);
    /// PDF file of several pages.
    pub const PDF_FILE: Self = Self(0x3F);
    /// PNG (AFPC-PNG subset).
    pub const PNG: Self = Self(0x41);
    /// TIFF (AFPC-TIFF subset).
    pub const AFPC_TIFF: Self = Self(0x42);
    /// SVG (AFPC-SVG subset).
    pub const SVG: Self = Self(0x44);

    /// The object identifier, padded with zeros to the 16 bytes that X'10' gives it.
    #[must_use]
    pub fn object_id(self) -> [u8; 16] {
        let mut bytes = [0; 16];
        for (place, value) in bytes.iter_mut().zip(PREFIX.into_iter().chain([self.0])) {
            *place = value;
        }
        bytes
    }

    /// The type that an object identifier names, if it is a registered one.
    #[must_use]
    pub fn from_object_id(bytes: &[u8]) -> Option<Self> {
        bytes.strip_prefix(&PREFIX)?.first().copied().map(Self)
    }

    /// The type in words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self.0 {
            0x05 => "IOCA FS10",
            0x0B => "IOCA FS11",
            0x0C => "IOCA FS45",
            0x0D => "EPS",
            0x0E => "TIFF",
            0x14 => "colour mapping table",
            0x16 => "GIF",
            0x17 => "JPEG",
            0x19 => "PDF page",
            0x22 => "PCL page",
            0x2D => "IOCA FS42",
            0x2F => "IOCA tile",
            0x30 => "EPS with transparency",
            0x31 => "PDF with transparency",
            0x33 => "TrueType or OpenType font",
            0x35 => "TrueType or OpenType collection",
            0x37 => "IOCA FS40",
            0x39 => "colour management resource",
            0x3A => "JPEG 2000",
            0x3C => "TIFF without transparency",
            0x3D => "TIFF of several pages",
            0x3E => "TIFF of several pages without transparency",
            0x3F => "PDF file",
            0x40 => "PDF file with transparency",
            0x41 => "PNG",
            0x42 => "AFPC-TIFF",
            0x44 => "SVG",
            0x46 => "IOCA FS48",
            0x47 => "IOCA FS14",
            _ => "unregistered",
        }
    }
}
