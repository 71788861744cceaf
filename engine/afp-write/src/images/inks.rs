//! Pictures of inks as IOCA images of function set 45: one tile, each ink a band of its own, without loss (IOCA FS45,
//! tables 15 to 17).

use afp_codec::ioca::{
    BandData, Bands, Compression, Content, ElementSize, ElementStructure, ImageField, PointFormat, TilePosition,
    TileSize, TileTable,
};
use lower::Pixels;
use scene::PixelColour;
use weezl::BitOrder;
use weezl::encode::Encoder;

use crate::error::WriteError;
use crate::images::segment::{DATA, MOST, encoding, segment};

/// Cyan, magenta, yellow, black.
const BANDS: u8 = 4;

/// The image segment of a picture of inks; none for other pictures and for those too large for a descriptor.
pub(super) fn encode(pixels: &Pixels) -> Result<Option<Vec<u8>>, WriteError> {
    let sized = (1..=MOST).contains(&pixels.width) && (1..=MOST).contains(&pixels.height);
    if pixels.colour != PixelColour::Cmyk || !sized {
        return Ok(None);
    }
    let empty = Content::default;
    let mut fields = vec![
        // A table of contents without entries.
        ImageField::TileTable(TileTable::default()),
        ImageField::BeginTile(empty()),
        ImageField::TilePosition(TilePosition { x: 0, y: 0 }),
        ImageField::TileSize(TileSize { width: pixels.width, height: pixels.height, resolution: Some(1) }),
        ImageField::ImageEncoding(encoding(Compression::LZW)),
        ImageField::ElementSize(ElementSize { bits: 8 * BANDS }),
        ImageField::Bands(Bands { count: BANDS, bits: vec![8; BANDS.into()] }),
        ImageField::ElementStructure(ElementStructure {
            format: PointFormat::CMYK,
            sizes: vec![8; BANDS.into()].into(),
            ..ElementStructure::default()
        }),
    ];
    for band in 1..=BANDS {
        let plane: Vec<u8> = pixels.bytes.iter().skip(usize::from(band) - 1).step_by(BANDS.into()).copied().collect();
        let packed = Encoder::with_tiff_size_switch(BitOrder::Msb, 8).encode(&plane);
        let packed =
            packed.map_err(|error| WriteError::Image { image: String::from("of inks"), reason: error.to_string() })?;
        let part =
            |part: &[u8]| ImageField::BandData(BandData { band, data: part.to_vec().into(), ..BandData::default() });
        fields.extend(packed.chunks(DATA).map(part));
    }
    fields.push(ImageField::EndTile(empty()));
    segment(&fields).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_of_inks_is_one_tile_of_four_bands() {
        let bytes = vec![1, 2, 3, 4, 1, 2, 3, 4];
        let pixels = Pixels { width: 2, height: 1, colour: PixelColour::Cmyk, bytes };
        let segment = encode(&pixels).unwrap().unwrap();
        // IOCA FS45, tables 15 to 17, by hand up to the first band.
        let head = [
            0x70, 0x00, 0x91, 0x01, 0xFF, 0xFE, 0xBB, 0x00, 0x02, 0x00, 0x00, 0x8C, 0x00, //
            0xB5, 0x08, 0, 0, 0, 0, 0, 0, 0, 0, 0xB6, 0x09, 0, 0, 0, 2, 0, 0, 0, 1, 1, //
            0x95, 0x02, 0x0D, 0x01, 0x96, 0x01, 0x20, 0x98, 0x05, 4, 8, 8, 8, 8, //
            0x9B, 0x09, 0x00, 0x04, 0, 0, 0, 8, 8, 8, 8, 0xFE, 0x9C,
        ];
        assert_eq!(segment.get(..head.len()), Some(&head[..]));
        assert!(segment.ends_with(&[0x8D, 0x00, 0x93, 0x00, 0x71, 0x00]));
        let band = segment.get(head.len()..head.len() + 5).unwrap();
        assert_eq!(band.get(2..), Some(&[1, 0, 0][..]));
    }

    #[test]
    fn other_pictures_are_left_to_others() {
        let pixels = Pixels { width: 1, height: 1, colour: PixelColour::Rgb, bytes: vec![1, 2, 3] };
        assert!(encode(&pixels).unwrap().is_none());
    }
}
