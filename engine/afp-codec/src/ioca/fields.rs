//! The self-defining fields of an image segment (IOCA chapter "IOCA Image Segment").

use super::algorithm::ExternalAlgorithm;
use super::descriptor::{BilevelColour, ExtendedBilevelColour};
use crate::structure::{codes, short_items, structure, tagged};
use crate::values::{ColourSpace, UnitBase};
use crate::wire::{Bytes, Counted, Reserved};

structure! {
    /// A field whose content is carried as it is.
    pub struct Content<'a> {
        data: Bytes<'a> = "data",
    }
}

structure! {
    /// Begin Segment.
    pub struct BeginSegment<'a> {
        name: Bytes<'a> = "name",
    }
}

structure! {
    /// Begin Image Content.
    pub struct BeginContent {
        object_type: u8 = "object type",
    }
}

structure! {
    /// Image Size Parameter.
    pub struct ImageSize {
        base: UnitBase = "unit base",
        x_resolution: u16 = "X points per unit base",
        y_resolution: u16 = "Y points per unit base",
        width: u16 = "width in points",
        height: u16 = "height in points",
    }
}

codes! {
    /// How image data is compressed.
    pub Compression(u8) {
        MMR = 0x01 "IBM MMR";
        NONE = 0x03 "none";
        RL4 = 0x06 "RL4";
        ABIC = 0x08 "ABIC";
        TIFF_ALGORITHM_2 = 0x09 "TIFF algorithm 2";
        CONCATENATED_ABIC = 0x0A "concatenated ABIC";
        OS2_COLOUR = 0x0B "OS/2 colour";
        PACKBITS = 0x0C "PackBits";
        LZW = 0x0D "LZW";
        LZW_PREDICTOR = 0x0E "LZW with predictor";
        SOLID = 0x20 "solid fill rectangle";
        G3_MH = 0x80 "G3 MH";
        G3_MR = 0x81 "G3 MR";
        G4_MMR = 0x82 "G4 MMR";
        JPEG = 0x83 "JPEG";
        JBIG2 = 0x84 "JBIG2";
        USER = 0xFE "user defined";
    }
}

codes! {
    /// The order in which points are recorded.
    pub Recording(u8) {
        PADDED_ROWS = 0x01 "rows padded to bytes";
        BOTTOM_TO_TOP = 0x03 "bottom to top";
        UNPADDED_ROWS = 0x04 "rows without padding";
    }
}

structure! {
    /// Image Encoding Parameter.
    pub struct ImageEncoding {
        compression: Compression = "compression",
        recording: Recording = "recording",
        bit_order: Option<u8> = "bit order",
    }
}

structure! {
    /// IDE Size Parameter.
    pub struct ElementSize {
        bits: u8 = "bits of an image point",
    }
}

structure! {
    /// Band Image Parameter.
    pub struct Bands {
        count: u8 = "bands",
        bits: Vec<u8> = "bits of a band",
    }
}

codes! {
    /// What the components of a point mean.
    pub PointFormat(u8) {
        RGB = 0x01 "RGB";
        YCRCB = 0x02 "YCrCb";
        CMYK = 0x04 "CMYK";
        YCBCR = 0x12 "YCbCr";
    }
}

structure! {
    /// IDE Structure Parameter.
    pub struct ElementStructure<'a> {
        flags: u8 = "flags",
        format: PointFormat = "format",
        reserved: Reserved<3> = "reserved",
        sizes: Bytes<'a> = "bits of the components",
    }
}

structure! {
    /// The samples of one component across and down.
    #[derive(Copy)]
    pub struct SamplingRatio {
        across: u8 = "samples across",
        down: u8 = "samples down",
    }
}

structure! {
    /// The ratios of all components, inside Image Subsampling.
    pub struct SamplingRatios {
        ratios: Vec<SamplingRatio> = "component",
    }
}

/// A self-defining field inside Image Subsampling.
pub type SubsamplingItems<'a> = Vec<SubsamplingItem<'a>>;

tagged! {
    /// A self-defining field inside Image Subsampling.
    pub enum SubsamplingItem<'a>(u8), "subsampling item" {
        0x01 Ratios(SamplingRatios) "SAMPLING" "Sampling Ratios";
    }
}
short_items!(SubsamplingItem, "subsampling item");

structure! {
    /// Image Subsampling Parameter.
    pub struct Subsampling<'a> {
        items: SubsamplingItems<'a> = "item",
    }
}

structure! {
    /// The name of a colourant, in UTF-16BE.
    pub struct ColourantName<'a> {
        reserved: Reserved<1> = "reserved",
        name: Counted<Bytes<'a>, 1> = "name",
    }
}

structure! {
    /// nColor Names Parameter.
    pub struct ColourantNames<'a> {
        reserved: Reserved<2> = "reserved",
        names: Vec<ColourantName<'a>> = "colourant",
    }
}

structure! {
    /// Image data: all bands together.
    pub struct ImageData<'a> {
        data: Bytes<'a> = "image data",
    }
}

structure! {
    /// Image data of one band.
    pub struct BandData<'a> {
        band: u8 = "band",
        reserved: Reserved<2> = "reserved",
        data: Bytes<'a> = "image data",
    }
}

structure! {
    /// Tile Position.
    pub struct TilePosition {
        x: u32 = "X offset in points",
        y: u32 = "Y offset in points",
    }
}

structure! {
    /// Tile Size.
    pub struct TileSize {
        width: u32 = "width in points",
        height: u32 = "height in points",
        resolution: Option<u8> = "relative resolution",
    }
}

structure! {
    /// Tile Set Color: what the significant points of a bilevel tile are painted with.
    pub struct TileColour<'a> {
        space: ColourSpace = "colour space",
        reserved: Reserved<3> = "reserved",
        bits: [u8; 4] = "bits of each component",
        value: Bytes<'a> = "colour",
    }
}

structure! {
    /// Include Tile: the tile is a resource.
    pub struct IncludeTile {
        id: u32 = "tile resource local id",
    }
}

structure! {
    /// A tile in the table of contents.
    pub struct TileEntry {
        x: u32 = "X offset in points",
        y: u32 = "Y offset in points",
        width: u32 = "width in points",
        height: u32 = "height in points",
        resolution: u8 = "relative resolution",
        compression: Compression = "compression",
        place: [u8; 8] = "byte offset from the segment's start",
    }
}

structure! {
    /// Tile TOC: makes an image a tiled one.
    pub struct TileTable {
        reserved: Reserved<2> = "reserved",
        tiles: Vec<TileEntry> = "tile",
    }
}

structure! {
    /// Image LUT-ID, retired.
    pub struct LookupTable {
        id: u8 = "table id",
    }
}

tagged! {
    /// A self-defining field, by its code; extended fields have codes from X'FE00'.
    pub enum ImageField<'a>(u16), "self-defining field" {
        0x70 BeginSegment(BeginSegment<'a>) "BSEG" "Begin Segment";
        0x71 EndSegment(Content<'a>) "ESEG" "End Segment";
        0x8C BeginTile(Content<'a>) "BTILE" "Begin Tile";
        0x8D EndTile(Content<'a>) "ETILE" "End Tile";
        0x8E BeginMask(Content<'a>) "BTMASK" "Begin Transparency Mask";
        0x8F EndMask(Content<'a>) "ETMASK" "End Transparency Mask";
        0x91 BeginContent(BeginContent) "BIC" "Begin Image Content";
        0x93 EndContent(Content<'a>) "EIC" "End Image Content";
        0x94 ImageSize(ImageSize) "IMGSIZE" "Image Size Parameter";
        0x95 ImageEncoding(ImageEncoding) "IMGENC" "Image Encoding Parameter";
        0x96 ElementSize(ElementSize) "IDESIZE" "IDE Size Parameter";
        0x97 LookupTable(LookupTable) "LUTID" "Image LUT-ID Parameter";
        0x98 Bands(Bands) "BANDIMG" "Band Image Parameter";
        0x9B ElementStructure(ElementStructure<'a>) "IDESTR" "IDE Structure Parameter";
        0x9F ExternalAlgorithm(ExternalAlgorithm<'a>) "EXTALG" "External Algorithm Specification Parameter";
        0xB5 TilePosition(TilePosition) "TILEPOS" "Tile Position Parameter";
        0xB6 TileSize(TileSize) "TILESIZE" "Tile Size Parameter";
        0xB7 TileColour(TileColour<'a>) "TSETCLR" "Tile Set Color Parameter";
        0xF4 BilevelColour(ExtendedBilevelColour<'a>) "SETEXT" "Set Extended Bilevel Image Color";
        0xF6 SetBilevelColour(BilevelColour) "SETCLR" "Set Bilevel Image Color";
        0xFE92 ImageData(ImageData<'a>) "IMGDATA" "Image Data";
        0xFE9C BandData(BandData<'a>) "BANDDATA" "Band Image Data";
        0xFEB3 NColourNames(ColourantNames<'a>) "NCNAMES" "nColor Names Parameter";
        0xFEB8 IncludeTile(IncludeTile) "INCTILE" "Include Tile Parameter";
        0xFEBB TileTable(TileTable) "TILETOC" "Tile TOC Parameter";
        0xFECE Subsampling(Subsampling<'a>) "SUBSAMP" "Image Subsampling Parameter";
    }
}
