//! Image segments and their descriptors (IOCA "Image Segment", "MO:DCA Environment").

use afp_codec::ioca::{
    BeginContent, BeginSegment, Compression, Content, ExtendedBilevelColour, FunctionSet, ImageData, ImageDescriptor,
    ImageDescriptorItem, ImageEncoding, ImageField, ImageSize, Recording, write_image_field,
};
use lower::Pixels;
use units::Colour;

use crate::error::WriteError;
use crate::page::specification;

/// Points to ten inches. Every page says how large the picture is, so it only has to be some resolution.
const RESOLUTION: u16 = 3_000;
/// The greatest size in points (IOCA FS10, FS11).
pub(super) const MOST: u32 = 0x7FFF;
/// Image data in one self-defining field, whose length is two bytes.
pub(super) const DATA: usize = 0xFF00;
/// Begin Image Content: the only object type.
const IMAGE: u8 = 0xFF;

/// IDD function set identification: category and function set.
pub(super) const FS10: FunctionSet = FunctionSet { category: 0x01, identifier: 0x0A };
pub(super) const FS11: FunctionSet = FunctionSet { category: 0x01, identifier: 0x0B };
pub(super) const FS45: FunctionSet = FunctionSet { category: 0x01, identifier: 0x2D };

/// The size of a picture; none for one that IOCA cannot hold.
pub(super) fn size(pixels: &Pixels) -> Option<ImageSize> {
    size_of(pixels.width, pixels.height)
}

/// The same from columns and rows.
pub(super) fn size_of(width: u32, height: u32) -> Option<ImageSize> {
    let side = |points: u32| u16::try_from(points).ok().filter(|_| (1..=MOST).contains(&points));
    let (width, height) = (side(width)?, side(height)?);
    Some(ImageSize { x_resolution: RESOLUTION, y_resolution: RESOLUTION, width, height, ..ImageSize::default() })
}

/// How the data is compressed; rows end on a byte.
pub(super) fn encoding(compression: Compression) -> ImageEncoding {
    ImageEncoding { compression, recording: Recording::PADDED_ROWS, ..ImageEncoding::default() }
}

/// Data in as many fields as it needs.
pub(super) fn image_data(data: &[u8]) -> impl Iterator<Item = ImageField<'static>> + '_ {
    data.chunks(DATA).map(|part| ImageField::ImageData(ImageData { data: part.to_vec().into() }))
}

/// A segment of one image content.
pub(super) fn segment(content: &[ImageField<'_>]) -> Result<Vec<u8>, WriteError> {
    let begin = [
        ImageField::BeginSegment(BeginSegment::default()),
        ImageField::BeginContent(BeginContent { object_type: IMAGE }),
    ];
    let end = [ImageField::EndContent(Content::default()), ImageField::EndSegment(Content::default())];
    let mut bytes = Vec::new();
    for field in begin.iter().chain(content).chain(&end) {
        write_image_field(field, &mut bytes).map_err(WriteError::encode("an image"))?;
    }
    Ok(bytes)
}

/// The image data descriptor; the colour is that of the 1 bits.
pub(super) fn descriptor(
    width: u32,
    height: u32,
    set: FunctionSet,
    colour: Option<Colour>,
) -> ImageDescriptor<'static> {
    let mut items = Vec::new();
    if let Some(colour) = colour {
        items.push(ImageDescriptorItem::ExtendedColour(ExtendedBilevelColour { colour: specification(colour) }));
    }
    items.push(ImageDescriptorItem::FunctionSet(set));
    let short = |length: u32| u16::try_from(length.min(MOST)).unwrap_or(0x7FFF);
    ImageDescriptor {
        x_resolution: RESOLUTION,
        y_resolution: RESOLUTION,
        x_size: short(width),
        y_size: short(height),
        items,
        ..ImageDescriptor::default()
    }
}
