//! The coded values inside triplets (MO:DCA chapter "Triplets").

use crate::structure::codes;

codes! {
    /// What a fully qualified name is for (X'02' byte 2).
    pub NameUse(u8) {
        REPLACE_FIRST = 0x01 "replaces the first name";
        FONT_FAMILY = 0x07 "font family";
        FONT_TYPEFACE = 0x08 "font typeface";
        RESOURCE_HIERARCHY = 0x09 "resource hierarchy";
        BEGIN_RESOURCE_GROUP = 0x0A "Begin Resource Group reference";
        ATTRIBUTE = 0x0B "attribute";
        PROCESS_ELEMENT = 0x0C "process element";
        BEGIN_PAGE_GROUP = 0x0D "Begin Page Group reference";
        MEDIA_TYPE = 0x11 "media type";
        MEDIA_DESTINATION = 0x12 "media destination";
        COLOUR_MANAGEMENT = 0x41 "colour management resource";
        BASE_FONT = 0x6E "base font";
        LINKED_FONT = 0x7E "linked font";
        BEGIN_DOCUMENT = 0x83 "Begin Document reference";
        RESOURCE_OBJECT = 0x84 "resource object";
        CODE_PAGE = 0x85 "code page";
        FONT_CHARACTER_SET = 0x86 "font character set";
        BEGIN_PAGE = 0x87 "Begin Page reference";
        MEDIUM_MAP = 0x8D "medium map";
        CODED_FONT = 0x8E "coded font";
        DOCUMENT_INDEX = 0x98 "Begin Document Index reference";
        OVERLAY = 0xB0 "Begin Overlay reference";
        DATA_OBJECT_INTERNAL = 0xBE "data-object internal resource";
        INDEX_ELEMENT = 0xCA "index element";
        OTHER_OBJECT = 0xCE "other object data";
        DATA_OBJECT_EXTERNAL = 0xDE "data-object external resource";
        TERTIARY = 0xEE "tertiary resource";
    }
}

codes! {
    /// How a fully qualified name is written (X'02' byte 3).
    pub NameFormat(u8) {
        CHARACTERS = 0x00 "characters";
        OBJECT_ID = 0x10 "object identifier";
        URL = 0x20 "URL";
    }
}

codes! {
    /// How an object is fitted into its area (X'04').
    pub Mapping(u8) {
        POSITION = 0x00 "position";
        POSITION_AND_TRIM = 0x10 "position and trim";
        SCALE_TO_FIT = 0x20 "scale to fit";
        CENTRE_AND_TRIM = 0x30 "centre and trim";
        POINT_TO_PEL = 0x41 "image point to pel";
        DOUBLE_DOT = 0x42 "image point to pel, double dot";
        REPLICATE_AND_TRIM = 0x50 "replicate and trim";
        SCALE_TO_FILL = 0x60 "scale to fill";
        UP3I = 0x70 "UP³I print data";
    }
}

codes! {
    /// What kind of object a container holds (X'10' byte 3).
    pub ObjectClassCode(u8) {
        PAGINATED = 0x01 "paginated presentation object, time-invariant";
        TIME_VARIANT = 0x10 "time-variant presentation object";
        EXECUTABLE = 0x20 "executable program";
        SETUP = 0x30 "setup file";
        SECONDARY = 0x40 "secondary resource";
        DATA_OBJECT_FONT = 0x41 "data-object font";
        METADATA = 0x50 "metadata";
    }
}

codes! {
    /// The interchange set claimed (X'18' bytes 3–4 for type 01).
    pub InterchangeId(u16) {
        IS1 = 0x0900 "IS/1";
        IS2_OLD = 0x0980 "IS/2 (0980)";
        IS2 = 0x0C00 "IS/2";
        IS3 = 0x0D00 "IS/3";
        GA = 0x0D80 "GA";
        AFP_ARCHIVE = 0x0001 "AFP/A";
    }
}

codes! {
    /// What an interchange set triplet names (X'18' byte 2).
    pub InterchangeKind(u8) {
        PRESENTATION = 0x01 "presentation document";
        ARCHIVE = 0x05 "archive";
    }
}

codes! {
    /// The kind of a resource (X'21' byte 2).
    pub ResourceKind(u8) {
        GRAPHICS = 0x03 "graphics object";
        BAR_CODE = 0x05 "bar code object";
        IMAGE = 0x06 "image object";
        FONT_CHARACTER_SET = 0x40 "font character set";
        CODE_PAGE = 0x41 "code page";
        CODED_FONT = 0x42 "coded font";
        OBJECT_CONTAINER = 0x92 "object container";
        TEXT = 0x9B "text object";
        DOCUMENT = 0xA8 "document";
        PAGE_SEGMENT = 0xFB "page segment";
        OVERLAY = 0xFC "overlay";
        PAGE_MAP = 0xFD "page map";
        FORM_MAP = 0xFE "form map";
    }
}

codes! {
    /// What a resource local identifier selects (X'24' byte 2).
    pub LocalIdKind(u8) {
        USAGE_DEPENDENT = 0x00 "usage dependent";
        OVERLAY = 0x02 "page overlay";
        CODED_FONT = 0x05 "coded font";
        COLOUR_ATTRIBUTES = 0x07 "colour attribute table";
    }
}

codes! {
    /// The character encoding of text (X'50' bytes 2–3, CPD).
    pub EncodingScheme(u16) {
        NONE = 0x0000 "not given";
        ASCII = 0x2100 "ASCII, one byte";
        EBCDIC = 0x6100 "EBCDIC, one byte";
        EBCDIC_DOUBLE = 0x6200 "EBCDIC, two bytes";
        UTF16 = 0x7200 "UTF-16BE";
        UTF8 = 0x7807 "UTF-8";
        UNICODE = 0x8200 "Unicode, two bytes";
    }
}

codes! {
    /// How the medium lies (X'68').
    pub MediumOrientation(u8) {
        PORTRAIT = 0x00 "portrait";
        LANDSCAPE = 0x01 "landscape";
        REVERSE_PORTRAIT = 0x02 "reverse portrait";
        REVERSE_LANDSCAPE = 0x03 "reverse landscape";
        PORTRAIT_90 = 0x04 "portrait, duplex turned";
        LANDSCAPE_90 = 0x05 "landscape, duplex turned";
    }
}

codes! {
    /// What becomes of a colour or parameter that cannot be had (X'75', X'78', X'86', X'87', X'88', X'96').
    pub Continuation(u8) {
        STOP = 0x01 "stop";
        CONTINUE = 0x02 "go on";
    }
}

codes! {
    /// A kind of object counted or placed (X'57', X'58', X'59', X'5A', X'5E').
    pub ObjectCountKind(u8) {
        DOCUMENT = 0xA8 "document";
        PAGE_GROUP = 0xAD "page group";
        PAGE = 0xAF "page";
    }
}
