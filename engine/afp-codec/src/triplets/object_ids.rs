//! The registered object types that containers carry (MO:DCA appendix "Object Type Identifiers").

use crate::structure::codes;

/// The first bytes of every registered object type; the next byte tells the type.
const PREFIX: [u8; 8] = [0x06, 0x07, 0x2B, 0x12, 0x00, 0x04, 0x01, 0x01];

codes! {
    /// A registered object type, by the last byte of its object identifier.
    pub ObjectType(u8) {
        IOCA_FS10 = 0x05 "IOCA FS10";
        IOCA_FS11 = 0x0B "IOCA FS11";
        IOCA_FS45 = 0x0C "IOCA FS45";
        EPS = 0x0D "EPS";
        TIFF = 0x0E "TIFF";
        COM_SETUP = 0x0F "COM set-up";
        TAPE_LABEL_SETUP = 0x10 "tape label set-up";
        DIB_WINDOWS = 0x11 "Windows bitmap";
        DIB_OS2 = 0x12 "OS/2 bitmap";
        PCX = 0x13 "PCX";
        COLOUR_MAPPING_TABLE = 0x14 "colour mapping table";
        GIF = 0x16 "GIF";
        JPEG = 0x17 "JPEG";
        ANASTAK = 0x18 "AnaStak control record";
        PDF_PAGE = 0x19 "PDF page";
        PDF_RESOURCE = 0x1A "PDF resource";
        PCL_PAGE = 0x22 "PCL page";
        IOCA_FS42 = 0x2D "IOCA FS42";
        RESIDENT_PROFILE = 0x2E "resident colour profile";
        IOCA_TILE = 0x2F "IOCA tile";
        EPS_TRANSPARENT = 0x30 "EPS with transparency";
        PDF_TRANSPARENT = 0x31 "PDF with transparency";
        TRUETYPE = 0x33 "TrueType or OpenType font";
        TRUETYPE_COLLECTION = 0x35 "TrueType or OpenType collection";
        RESOURCE_ACCESS_TABLE = 0x36 "resource access table";
        IOCA_FS40 = 0x37 "IOCA FS40";
        UP3I = 0x38 "UP³I print data";
        COLOUR_MANAGEMENT = 0x39 "colour management resource";
        JPEG_2000 = 0x3A "JPEG 2000";
        TIFF_OPAQUE = 0x3C "TIFF without transparency";
        TIFF_MULTIPLE = 0x3D "TIFF of several pages";
        TIFF_MULTIPLE_OPAQUE = 0x3E "TIFF of several pages without transparency";
        PDF_FILE = 0x3F "PDF file";
        PDF_FILE_TRANSPARENT = 0x40 "PDF file with transparency";
        PNG = 0x41 "PNG";
        AFPC_TIFF = 0x42 "AFPC-TIFF";
        METADATA = 0x43 "metadata";
        SVG = 0x44 "SVG";
        OTHER_RESOURCE = 0x45 "resource of another object";
        IOCA_FS48 = 0x46 "IOCA FS48";
        IOCA_FS14 = 0x47 "IOCA FS14";
    }
}

impl ObjectType {
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
        self.meaning().unwrap_or("unregistered")
    }
}
