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

codes! {
    /// What happens when a medium map is invoked (X'45').
    pub MediaEjectControl(u8) {
        SHEET = 0x01 "new sheet";
        PARTITION = 0x02 "next partition";
        FRONT = 0x03 "next front side partition";
        BACK = 0x04 "next back side partition";
    }
}

codes! {
    /// What an overlay is for (X'46').
    pub ConditionalOverlay(u8) {
        NORMAL = 0x00 "normal";
        ANNOTATION = 0x01 "annotation";
        REDACTION = 0x02 "redaction";
        HIGHLIGHT = 0x03 "highlight";
    }
}

codes! {
    /// What is put onto the page (X'6C').
    pub IncludedResource(u8) {
        PAGE_SEGMENT = 0x5F "page segment";
        PRINTED_FORM = 0xDC "preprinted form overlay";
        OVERLAY = 0xDF "overlay";
    }
}

codes! {
    /// What of a presentation space is laid on what of another (X'71').
    pub MixingKeyword(u8) {
        BACKGROUND_ON_BACKGROUND = 0x70 "background on background";
        BACKGROUND_ON_FOREGROUND = 0x71 "background on foreground";
        FOREGROUND_ON_BACKGROUND = 0x72 "foreground on background";
        FOREGROUND_ON_FOREGROUND = 0x73 "foreground on foreground";
    }
}

codes! {
    /// How presentation spaces mix (X'71').
    pub MixingRule(u8) {
        OVERPAINT = 0x01 "overpaint";
        UNDERPAINT = 0x02 "underpaint";
        BLEND = 0x03 "blend";
        DEFAULT = 0xFF "default";
    }
}

codes! {
    /// Whether toner is saved (X'74').
    pub TonerSaving(u8) {
        OFF = 0x00 "off";
        ON = 0x01 "on";
        DEVICE_DEFAULT = 0xFF "device default";
    }
}

codes! {
    /// What a parameter of a link is (X'82').
    pub ParameterSyntax(u8) {
        UNDEFINED = 0x00 "undefined";
        UNSIGNED = 0x01 "unsigned number";
        SIGNED = 0x02 "signed number";
        BITS = 0x03 "bits";
        CONSTANT = 0x04 "constant";
        CHARACTERS = 0x05 "characters";
        NAME = 0x06 "name";
    }
}

codes! {
    /// How the metrics of a raster font are given (X'84').
    pub MetricTechnology(u8) {
        FIXED = 0x01 "fixed";
        RELATIVE = 0x02 "relative";
    }
}

codes! {
    /// What is done to the sheets (X'85').
    pub FinishingKind(u8) {
        CORNER_STAPLE = 0x01 "corner staple";
        SADDLE_STITCH_OUT = 0x02 "saddle stitch out";
        EDGE_STITCH = 0x03 "edge stitch";
        FOLD_IN = 0x04 "fold in";
        SEPARATION_CUT = 0x05 "separation cut";
        PERFORATION_CUT = 0x06 "perforation cut";
        Z_FOLD = 0x07 "Z-fold";
        CENTRE_FOLD_IN = 0x08 "centre fold in";
        TRIM_AFTER_FOLD = 0x09 "trim after centre fold or saddle stitch";
        PUNCH = 0x0A "punch";
        PERFECT_BIND = 0x0C "perfect bind";
        RING_BIND = 0x0D "ring bind";
        C_FOLD_IN = 0x0E "C-fold in";
        ACCORDION_FOLD_IN = 0x0F "accordion fold in";
        SADDLE_STITCH_IN = 0x12 "saddle stitch in";
        FOLD_OUT = 0x14 "fold out";
        CENTRE_FOLD_OUT = 0x18 "centre fold out";
        TRIM = 0x19 "trim";
        C_FOLD_OUT = 0x1E "C-fold out";
        ACCORDION_FOLD_OUT = 0x1F "accordion fold out";
        DOUBLE_PARALLEL_FOLD_IN = 0x20 "double parallel fold in";
        DOUBLE_GATE_FOLD_IN = 0x21 "double gate fold in";
        SINGLE_GATE_FOLD_IN = 0x22 "single gate fold in";
        DOUBLE_PARALLEL_FOLD_OUT = 0x30 "double parallel fold out";
        DOUBLE_GATE_FOLD_OUT = 0x31 "double gate fold out";
        SINGLE_GATE_FOLD_OUT = 0x32 "single gate fold out";
    }
}

codes! {
    /// Where on the sheet it is done (X'85').
    pub FinishingEdge(u8) {
        BOTTOM = 0x00 "bottom right corner, bottom edge";
        RIGHT = 0x01 "top right corner, right edge";
        TOP = 0x02 "top left corner, top edge";
        LEFT = 0x03 "bottom left corner, left edge";
        DEVICE_DEFAULT = 0xFF "device default";
    }
}

codes! {
    /// What a colour management resource describes (X'91').
    pub ColourManagementMode(u8) {
        AUDIT = 0x01 "audit: how the colours were made";
        INSTRUCTION = 0x02 "instruction: how colours are made";
        LINK = 0x03 "link: from input to output colours";
    }
}

codes! {
    /// What a colour management resource counts for (X'91').
    pub ColourManagementScope(u8) {
        OBJECT = 0x01 "data object";
        PAGE = 0x02 "page or overlay";
        DOCUMENT = 0x03 "document";
        PRINT_FILE = 0x04 "print file";
        GROUP = 0x05 "group of pages or sheets";
    }
}

codes! {
    /// What matters when colours cannot be had (X'95').
    pub Intent(u8) {
        PERCEPTUAL = 0x00 "perceptual";
        RELATIVE_COLORIMETRIC = 0x01 "media-relative colorimetric";
        SATURATION = 0x02 "saturation";
        ABSOLUTE_COLORIMETRIC = 0x03 "ICC-absolute colorimetric";
        NOT_GIVEN = 0xFF "not given";
    }
}

codes! {
    /// How the device shall look (X'97').
    pub Appearance(u16) {
        DEFAULT = 0x0000 "device default";
        MONOCHROME = 0x0001 "device default, monochrome";
    }
}

codes! {
    /// A box of a PDF page (X'9C').
    pub PdfBox(u8) {
        MEDIA = 0x01 "MediaBox";
        CROP = 0x02 "CropBox";
        BLEED = 0x03 "BleedBox";
        TRIM = 0x04 "TrimBox";
        ART = 0x05 "ArtBox";
    }
}

codes! {
    /// A corner of the page with the direction of its axes (X'27').
    pub PageCorner(u8) {
        TOP_LEFT = 0x00 "top left, 0°";
        BOTTOM_LEFT = 0x01 "bottom left, 270°";
        BOTTOM_RIGHT = 0x02 "bottom right, 180°";
        TOP_RIGHT = 0x03 "top right, 90°";
    }
}

codes! {
    /// A system that objects come from (X'64').
    pub OriginSystem(u8) {
        MVS = 0x01 "MVS";
        VM = 0x02 "VM";
        PC_DOS = 0x03 "PC-DOS";
        VSE = 0x04 "VSE";
    }
}

codes! {
    /// How pages lie side by side (X'10' on a medium descriptor).
    pub TwoUpMethod(u8) {
        NONE = 0x00 "none";
        LEFT_RIGHT = 0x01 "left, right";
        IDENTICAL = 0x02 "identical copies";
        RIGHT_LEFT = 0x05 "right, left";
    }
}

codes! {
    /// The objects whose function set is told (X'21' on Begin Document).
    pub FunctionSetObject(u8) {
        TEXT = 0x02 "presentation text";
        GRAPHICS = 0x03 "graphics";
        BAR_CODE = 0x05 "bar code";
        IMAGE = 0x06 "image";
    }
}
