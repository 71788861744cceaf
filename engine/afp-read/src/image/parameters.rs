//! What the fields before the data of an image or tile say (IOCA chapter 5 "Image Data Parameters", "Tiles").

use afp_codec::ioca::{
    Compression, ExternalAlgorithm, ImageField, PointFormat, Recording, RecordingAlgorithm, SamplingRatio,
    SubsamplingItem,
};
use afp_codec::values::ColourSpecification;
use units::Colour;

use crate::colour;

/// In which order points are recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Rows from the top, each padded to a byte (RIDIC).
    Rows,
    /// Such rows from the bottom.
    RowsFromBottom,
    /// Rows from the top, without padding between them.
    Unpadded,
    /// Columns from the left, each from the bottom and padded to 32 bits.
    Columns,
    /// One that is not known, by its number.
    Unknown(u8),
}

/// What the components of a point mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Structure {
    pub(super) subtractive: bool,
    pub(super) gray_coded: bool,
    pub(super) format: PointFormat,
    /// Bits of the components.
    pub(super) sizes: Vec<u8>,
}

/// What the fields before the data of an image or tile say.
#[derive(Clone, Debug)]
pub(super) struct Parameters {
    /// The place of a tile in points of the presentation space.
    pub(super) x: u32,
    pub(super) y: u32,
    /// The size in its own points, 0 where only the data tells it.
    pub(super) width: u32,
    pub(super) height: u32,
    /// Points of the presentation space to a point of the tile.
    pub(super) relative: u32,
    pub(super) compression: Compression,
    pub(super) order: Order,
    pub(super) low_bit_first: bool,
    /// Bits of a point.
    pub(super) bits: u8,
    pub(super) structure: Option<Structure>,
    /// Bits of a point in each band.
    pub(super) bands: Vec<u8>,
    /// The names of the inks of a picture with many.
    pub(super) inks: Vec<String>,
    pub(super) sampling: Vec<SamplingRatio>,
    /// The colour of the 1 bits of a tile.
    pub(super) colour: Option<Colour>,
    /// The number of the tile resource that stands here.
    pub(super) included: Option<u32>,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            x: 0,
            y: 0,
            width: 0,
            height: 0,
            relative: 1,
            compression: Compression::NONE,
            order: Order::Rows,
            low_bit_first: false,
            bits: 1,
            structure: None,
            bands: Vec::new(),
            inks: Vec::new(),
            sampling: Vec::new(),
            colour: None,
            included: None,
        }
    }
}

impl Parameters {
    /// Those of a tile of which nothing is said yet.
    pub(super) fn of_tile(&self) -> Self {
        Self { x: 0, y: 0, width: 0, height: 0, relative: 1, colour: None, included: None, ..self.clone() }
    }

    /// Takes a field; others than parameters say nothing here.
    pub(super) fn take(&mut self, field: &ImageField<'_>) {
        match field {
            ImageField::ImageSize(size) => (self.width, self.height) = (size.width.into(), size.height.into()),
            ImageField::ImageEncoding(encoding) => {
                self.compression = encoding.compression;
                self.order = match encoding.recording {
                    Recording::PADDED_ROWS => Order::Rows,
                    Recording::BOTTOM_TO_TOP => Order::RowsFromBottom,
                    Recording::UNPADDED_ROWS => Order::Unpadded,
                    other => Order::Unknown(other.0),
                };
                self.low_bit_first = encoding.bit_order == Some(1);
            }
            ImageField::ExternalAlgorithm(ExternalAlgorithm::Recording(_, how)) => {
                const COLUMNS: RecordingAlgorithm = RecordingAlgorithm { direction: 0xC0, boundary: 3, alignment: 0 };
                if *how == COLUMNS {
                    self.order = Order::Columns;
                }
            }
            ImageField::ElementSize(size) => self.bits = size.bits,
            ImageField::ElementStructure(element) => {
                self.structure = Some(Structure {
                    subtractive: element.flags & 0x80 != 0,
                    gray_coded: element.flags & 0x40 != 0,
                    format: element.format,
                    sizes: element.sizes.to_vec(),
                });
            }
            ImageField::Bands(bands) => self.bands.clone_from(&bands.bits),
            ImageField::NColourNames(names) => {
                self.inks = names.names.iter().map(|ink| utf16(&ink.name.0)).collect();
            }
            ImageField::Subsampling(subsampling) => {
                self.sampling = subsampling
                    .items
                    .iter()
                    .flat_map(|item| match item {
                        SubsamplingItem::Ratios(ratios) => &ratios.ratios[..],
                        _ => &[],
                    })
                    .copied()
                    .collect();
            }
            ImageField::TilePosition(at) => (self.x, self.y) = (at.x, at.y),
            ImageField::TileSize(size) => {
                (self.width, self.height) = (size.width, size.height);
                self.relative = size.resolution.map_or(1, |relative| u32::from(relative.clamp(1, 2)));
            }
            ImageField::TileColour(tile) => {
                let given = ColourSpecification {
                    space: tile.space,
                    bits: tile.bits,
                    value: tile.value.clone(),
                    ..ColourSpecification::default()
                };
                self.colour = colour::of_specification(&given);
            }
            ImageField::IncludeTile(tile) => self.included = Some(tile.id),
            _ => {}
        }
    }

    /// The formats of points, YCbCr where nothing says otherwise.
    pub(super) fn format(&self) -> PointFormat {
        self.structure.as_ref().map_or(PointFormat::YCBCR, |structure| structure.format)
    }

    pub(super) fn subtractive(&self) -> bool {
        self.structure.as_ref().is_some_and(|structure| structure.subtractive)
    }

    /// Whether a point is one bit, whose 1 is toned.
    pub(super) fn is_bilevel(&self) -> bool {
        let luminance = matches!(self.format(), PointFormat::YCBCR | PointFormat::YCRCB);
        self.bits == 1 && self.bands.len() <= 1 && (luminance || self.structure.is_none())
    }
}

fn utf16(bytes: &[u8]) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|&unit| u16::from_be_bytes(unit));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}
