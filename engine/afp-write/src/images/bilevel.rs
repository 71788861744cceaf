//! Two-level pictures as IOCA images of function set 10, compressed by G4 (IOCA "IS/3", ITU-T T.6).

use std::convert::Infallible;

use afp_codec::ioca::{
    BeginContent, BeginSegment, Compression, Content, ElementSize, ExtendedBilevelColour, FunctionSet, ImageData,
    ImageDescriptor, ImageDescriptorItem, ImageEncoding, ImageField, ImageSize, Recording, write_image_field,
};
use fax::{Color, VecWriter, encoder::Encoder};
use lower::Pixels;
use scene::PixelColour;
use units::Colour;

use crate::error::WriteError;
use crate::page::specification;

/// Points to ten inches. Every page says how large the picture is, so it only has to be some resolution.
const RESOLUTION: u16 = 3_000;
/// The greatest size in points (IOCA FS10).
const MOST: u32 = 0x7FFF;
/// Image data in one self-defining field, whose length is two bytes.
const DATA: usize = 0xFF00;
/// Begin Image Content: the only object type.
const IMAGE: u8 = 0xFF;
/// IDD function set identification: category and FS10.
const FUNCTION_SET_10: FunctionSet = FunctionSet { category: 0x01, identifier: 0x0A };

/// The image segment of a two-level picture; none for other pictures and for those too large for the function set.
pub(super) fn encode(pixels: &Pixels) -> Result<Option<Vec<u8>>, WriteError> {
    let sized = (1..=MOST).contains(&pixels.width) && (1..=MOST).contains(&pixels.height);
    let (Ok(width), Ok(height)) = (u16::try_from(pixels.width), u16::try_from(pixels.height)) else { return Ok(None) };
    if pixels.colour != PixelColour::Bilevel || !sized {
        return Ok(None);
    }
    let data = group_4(pixels);
    let size = ImageSize { x_resolution: RESOLUTION, y_resolution: RESOLUTION, width, height, ..ImageSize::default() };
    let encoding = ImageEncoding {
        compression: Compression::G4_MMR,
        recording: Recording::PADDED_ROWS,
        ..ImageEncoding::default()
    };
    let mut fields = vec![
        ImageField::BeginSegment(BeginSegment::default()),
        ImageField::BeginContent(BeginContent { object_type: IMAGE }),
        ImageField::ImageSize(size),
        ImageField::ImageEncoding(encoding),
        ImageField::ElementSize(ElementSize { bits: 1 }),
    ];
    fields.extend(data.chunks(DATA).map(|part| ImageField::ImageData(ImageData { data: part.to_vec().into() })));
    fields.push(ImageField::EndContent(Content::default()));
    fields.push(ImageField::EndSegment(Content::default()));
    let mut segment = Vec::new();
    for field in &fields {
        write_image_field(field, &mut segment).map_err(WriteError::encode("an image"))?;
    }
    Ok(Some(segment))
}

/// The image data descriptor; the colour is that of the 1 bits.
pub(super) fn descriptor(width: u32, height: u32, colour: Option<Colour>) -> ImageDescriptor<'static> {
    let mut items = Vec::new();
    if let Some(colour) = colour {
        items.push(ImageDescriptorItem::ExtendedColour(ExtendedBilevelColour { colour: specification(colour) }));
    }
    items.push(ImageDescriptorItem::FunctionSet(FUNCTION_SET_10));
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

fn group_4(pixels: &Pixels) -> Vec<u8> {
    let width = pixels.width as usize;
    let mut encoder = Encoder::new(VecWriter::new());
    for row in pixels.bytes.chunks(width.div_ceil(8)) {
        let dots = (0..width).map(|x| {
            let toned = row.get(x / 8).is_some_and(|byte| byte >> (7 - x % 8) & 1 == 1);
            if toned { Color::Black } else { Color::White }
        });
        let written: Result<(), Infallible> = encoder.encode_line(dots, pixels.width);
        let Ok(()) = written;
    }
    let Ok(writer) = encoder.finish();
    writer.finish()
}
