//! Object containers: fonts and pictures of other formats inside an AFP file.

mod directory;
mod gif;
mod tiff;

use std::sync::Arc;

use afp_codec::triplets::{ObjectType, Triplet};
use afp_codec::values::UnitBase;
use scene::{ImageFormat, ImageSource, PixelColour};

use crate::geometry::Units;
use crate::image::take_memory;

/// What a container holds.
#[derive(Debug)]
pub(crate) enum Held {
    /// A TrueType or OpenType font file, or a collection.
    Font(Arc<[u8]>),
    /// A picture, with its resolution where the file tells it.
    Picture(ImageSource, Option<Units>),
    /// The segment of an IOCA image.
    Image(Vec<u8>),
    /// Something that is not drawn, or cannot be; in words.
    Other(String),
}

/// Opens a container by its object classification, or by the first bytes of its content where it has none. What a
/// picture takes in memory is taken off the budget, in bytes.
pub(crate) fn open(triplets: &[Triplet<'_>], data: Vec<u8>, budget: &mut u64) -> Held {
    let kind = triplets.iter().find_map(|triplet| match triplet {
        Triplet::ObjectClassification(class) => class.object_type(),
        _ => None,
    });
    let given = triplets.iter().find_map(|triplet| match triplet {
        Triplet::ImageResolution(image) => Some(Units::new(image.x_base, image.x_units, image.y_base, image.y_units)),
        _ => None,
    });
    let held = match kind {
        Some(ObjectType::TRUETYPE | ObjectType::TRUETYPE_COLLECTION) => Ok(Held::Font(data.into())),
        Some(ObjectType::JPEG | ObjectType::PNG) => picture_file(data, budget),
        Some(ObjectType::GIF) => gif::open(&data, budget),
        Some(
            ObjectType::TIFF
            | ObjectType::TIFF_MULTIPLE
            | ObjectType::TIFF_OPAQUE
            | ObjectType::TIFF_MULTIPLE_OPAQUE
            | ObjectType::AFPC_TIFF,
        ) => tiff::open(&data, budget),
        Some(
            ObjectType::IOCA_FS10
            | ObjectType::IOCA_FS11
            | ObjectType::IOCA_FS14
            | ObjectType::IOCA_FS40
            | ObjectType::IOCA_FS42
            | ObjectType::IOCA_FS45
            | ObjectType::IOCA_FS48,
        ) => Ok(Held::Image(data)),
        Some(other) => Err(format!("an object of the kind {}", other.name())),
        None => by_content(data, budget),
    };
    match held {
        Ok(Held::Picture(source, own)) => Held::Picture(source, given.or(own)),
        Ok(other) => other,
        Err(reason) => Held::Other(reason),
    }
}

fn by_content(data: Vec<u8>, budget: &mut u64) -> Result<Held, String> {
    match data.get(..4) {
        Some([0xFF, 0xD8, ..] | [0x89, b'P', b'N', b'G']) => picture_file(data, budget),
        Some(b"II*\0" | b"MM\0*") => tiff::open(&data, budget),
        Some(b"GIF8") => gif::open(&data, budget),
        Some([0, 1, 0, 0] | b"OTTO" | b"ttcf" | b"true") => Ok(Held::Font(data.into())),
        _ => Err(String::from("an object of an unknown kind")),
    }
}

fn picture_file(data: Vec<u8>, budget: &mut u64) -> Result<Held, String> {
    take_memory(data.len() as u64, budget)?;
    let header = graphics::image::probe(&data).map_err(|error| error.to_string())?;
    let units = header.dots_per_inch.map(|(across, down)| {
        let per_base = |dots: u32| u16::try_from(dots.saturating_mul(10)).unwrap_or(u16::MAX);
        Units::new(UnitBase::TEN_INCHES, per_base(across), UnitBase::TEN_INCHES, per_base(down))
    });
    let source = ImageSource {
        name: String::new(),
        width: header.width,
        height: header.height,
        colour: header.colour,
        format: header.format,
        bytes: data.into(),
    };
    Ok(Held::Picture(source, units))
}

/// A picture of plain pixels.
fn raw(width: u32, height: u32, colour: PixelColour, bytes: Vec<u8>) -> ImageSource {
    ImageSource { name: String::new(), width, height, colour, format: ImageFormat::Raw, bytes: bytes.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(data: &[u8], budget: u64) -> Held {
        super::open(&[], data.to_vec(), &mut { budget })
    }

    /// A little-endian TIFF file of one strip behind its directory: entries of tag, type, count and value, the value of
    /// tag 273 that of the strip.
    fn tiff(entries: &[(u16, u16, u32, u32)], strip: &[u8], behind: &[u8]) -> Vec<u8> {
        let mut bytes = b"II*\0\x08\0\0\0".to_vec();
        bytes.extend(u16::try_from(entries.len()).unwrap().to_le_bytes());
        let end = 8 + 2 + entries.len() * 12 + 4;
        for &(tag, kind, count, value) in entries {
            let value = if tag == 273 { u32::try_from(end).unwrap() } else { value };
            bytes.extend(tag.to_le_bytes());
            bytes.extend(kind.to_le_bytes());
            bytes.extend(count.to_le_bytes());
            bytes.extend(value.to_le_bytes());
        }
        bytes.extend([0; 4]);
        bytes.extend(strip);
        bytes.extend(behind);
        bytes
    }

    fn pixels(data: &[u8]) -> (PixelColour, Vec<u8>) {
        match open(data, 1000) {
            Held::Picture(source, _) => (source.colour, source.bytes.to_vec()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn facsimile_pictures_in_tiff_are_read() {
        // Eight columns, two rows: four white, four black; the same.
        for (compression, photometric, strip, wanted) in [
            (4, 0, &[0b0011_0110, 0b1111_0000, 0b0000_0001, 0b0000_0000, 0b0001_0000][..], [0x0F, 0x0F]),
            (4, 1, &[0b0011_0110, 0b1111_0000, 0b0000_0001, 0b0000_0000, 0b0001_0000], [0xF0, 0xF0]),
            (2, 0, &[0b1011_0110, 0b1011_0110], [0x0F, 0x0F]),
        ] {
            let length = u32::try_from(strip.len()).unwrap();
            let entries = [
                (256, 3, 1, 8),
                (257, 3, 1, 2),
                (258, 3, 1, 1),
                (259, 3, 1, compression),
                (262, 3, 1, photometric),
                (273, 4, 1, 0),
                (277, 3, 1, 1),
                (278, 3, 1, 2),
                (279, 4, 1, length),
            ];
            let found = pixels(&tiff(&entries, strip, &[]));
            assert_eq!(found, (PixelColour::Bilevel, wanted.to_vec()), "{compression}, {photometric}");
        }
    }

    #[test]
    fn palettes_in_tiff_become_colours() {
        // Two points, colours 1 and 2; the palette stands behind the strip.
        let mut map = Vec::new();
        for component in [[0u16, 255, 0], [0, 0, 128], [0, 0, 7]] {
            for index in 0..256 {
                map.extend((component.get(index).copied().unwrap_or(0) << 8).to_le_bytes());
            }
        }
        let palette_at = 8 + 2 + 10 * 12 + 4 + 2;
        let entries = [
            (256, 3, 1, 2),
            (257, 3, 1, 1),
            (258, 3, 1, 8),
            (259, 3, 1, 1),
            (262, 3, 1, 3),
            (273, 4, 1, 0),
            (277, 3, 1, 1),
            (278, 3, 1, 1),
            (279, 4, 1, 2),
            (320, 3, 768, palette_at),
        ];
        assert_eq!(pixels(&tiff(&entries, &[1, 2], &map)), (PixelColour::Rgb, vec![255, 0, 0, 0, 128, 7]));
    }

    #[test]
    fn the_first_frame_of_a_gif_stands_on_its_canvas() {
        // A canvas of 2 × 1, a frame of its right point: one colour table of two, LZW of 2 bits: clear, 1, end.
        let gif = [
            &b"GIF89a"[..],
            &[2, 0, 1, 0, 0x80, 0, 0, 10, 20, 30, 200, 100, 50],
            &[0x2C, 1, 0, 0, 0, 1, 0, 1, 0, 0],
            &[2, 2, 0b01_001_100, 0b0000_0001, 0, 0x3B],
        ]
        .concat();
        assert_eq!(pixels(&gif), (PixelColour::Rgba, vec![0, 0, 0, 0, 200, 100, 50, 255]));
        assert!(matches!(open(&gif, 7), Held::Other(reason) if reason.contains("memory")));
    }

    #[test]
    fn a_picture_beyond_the_memory_allowed_is_not_decoded() {
        let jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 0];
        assert!(matches!(open(&jpeg, 5), Held::Other(reason) if reason.contains("memory")));
    }

    #[test]
    fn what_is_not_known_says_what_it_is() {
        assert!(matches!(open(b"none", 1000), Held::Other(reason) if reason.contains("unknown")));
    }
}
