//! Pictures of several bits a point.

use afp_codec::ioca::{Compression, PointFormat};
use scene::PixelColour;
use weezl::decode::Decoder;
use weezl::{BitOrder, LzwStatus};

use super::{Parameters, bilevel};

/// Rows of points with all components together.
pub(super) fn rows(parameters: &Parameters, data: Vec<u8>) -> Result<(PixelColour, Vec<u8>), String> {
    let count = parameters.width as usize * parameters.height as usize;
    let data = unpacked(parameters.compression, data, count * usize::from(parameters.bits).div_ceil(8))?;
    let (colour, channels) = match (parameters.bits, parameters.format) {
        (8, _) => (PixelColour::Gray, 1),
        (24, None | Some(PointFormat::RGB)) => (PixelColour::Rgb, 3),
        (24, Some(PointFormat::YCBCR | PointFormat::YCRCB)) => {
            let swapped = parameters.format == Some(PointFormat::YCRCB);
            let mut bytes: Vec<u8> = data.chunks_exact(3).take(count).flat_map(|point| luma(point, swapped)).collect();
            bytes.resize(count * 3, 255);
            return Ok((PixelColour::Rgb, bytes));
        }
        (32, None | Some(PointFormat::CMYK)) => (PixelColour::Cmyk, 4),
        (4, _) => {
            let stride = parameters.width.div_ceil(2) as usize;
            let row = |row: &[u8]| -> Vec<u8> {
                let nibbles = row.iter().flat_map(|byte| [(byte >> 4) * 17, (byte & 15) * 17]);
                nibbles.take(parameters.width as usize).collect()
            };
            let mut bytes: Vec<u8> = data.chunks(stride).take(parameters.height as usize).flat_map(row).collect();
            bytes.resize(count, 255);
            return Ok((PixelColour::Gray, invert_if(parameters.subtractive, bytes)));
        }
        (bits, format) => {
            let format = format.map_or(0, |format| format.0);
            return Err(format!("{bits} bits a point in format X'{format:02X}' are not supported"));
        }
    };
    let mut bytes = data;
    bytes.resize(count * channels, if colour == PixelColour::Cmyk { 0 } else { 255 });
    Ok((colour, invert_if(parameters.subtractive && colour == PixelColour::Gray, bytes)))
}

/// Pictures whose components come one after another (IOCA "Band Image Data").
pub(super) fn bands(parameters: &Parameters, bands: Vec<(u8, Vec<u8>)>) -> Result<(PixelColour, Vec<u8>), String> {
    let count = parameters.width as usize * parameters.height as usize;
    let channels = bands.len();
    let colour = match channels {
        1 => PixelColour::Gray,
        3 => PixelColour::Rgb,
        4 => PixelColour::Cmyk,
        other => return Err(format!("{other} bands are not supported")),
    };
    let mut all = vec![0; count * channels];
    for (number, data) in bands {
        let index = usize::from(number.max(1)) - 1;
        let bits = parameters.bands.get(index).copied().unwrap_or(8);
        let plane = match bits {
            1 => {
                let rows = bilevel::rows(parameters.compression, &data, parameters.width, parameters.height)?;
                let stride = parameters.width.div_ceil(8) as usize;
                rows.chunks(stride).flat_map(|row| (0..parameters.width as usize).map(move |x| bit(row, x))).collect()
            }
            8 => unpacked(parameters.compression, data, count)?,
            other => return Err(format!("bands of {other} bits are not supported")),
        };
        for (place, value) in all.iter_mut().skip(index.min(channels)).step_by(channels).zip(plane) {
            *place = value;
        }
    }
    Ok((colour, all))
}

fn bit(row: &[u8], x: usize) -> u8 {
    let byte = row.get(x / 8).copied().unwrap_or(0);
    if byte >> (7 - x % 8) & 1 == 1 { 255 } else { 0 }
}

/// Uncompressed bytes, `most` of them.
fn unpacked(compression: Compression, data: Vec<u8>, most: usize) -> Result<Vec<u8>, String> {
    match compression {
        Compression::NONE => Ok(data),
        Compression::LZW => lzw(&data, most),
        other => Err(format!(
            "compression {} (X'{:02X}') is not supported for this kind of image",
            other.meaning().unwrap_or("unknown"),
            other.0
        )),
    }
}

/// LZW as TIFF has it (TIFF 6.0, section 13). What is there of damaged data is kept.
fn lzw(data: &[u8], most: usize) -> Result<Vec<u8>, String> {
    let mut decoder = Decoder::with_tiff_size_switch(BitOrder::Msb, 8);
    let mut bytes = vec![0; most];
    let (mut read, mut written) = (0, 0);
    while let (Some(left), Some(place)) = (data.get(read..), bytes.get_mut(written..)) {
        let step = decoder.decode_bytes(left, place);
        (read, written) = (read + step.consumed_in, written + step.consumed_out);
        match step.status {
            Ok(LzwStatus::Ok) if step.consumed_in + step.consumed_out > 0 && written < most => {}
            Err(error) if written == 0 => return Err(format!("its LZW data is damaged: {error}")),
            Ok(_) | Err(_) => break,
        }
    }
    bytes.truncate(written);
    Ok(bytes)
}

fn invert_if(invert: bool, mut bytes: Vec<u8>) -> Vec<u8> {
    if invert {
        bytes.iter_mut().for_each(|byte| *byte = 255 - *byte);
    }
    bytes
}

/// A point of luminance and colour differences as red, green, blue (ITU-R BT.601, full range).
fn luma(point: &[u8], swapped: bool) -> [u8; 3] {
    let &[y, first, second] = point else { return [255; 3] };
    let (blue, red) = if swapped { (second, first) } else { (first, second) };
    let (y, blue, red) = (i32::from(y) * 1000, i32::from(blue) - 128, i32::from(red) - 128);
    let clamp = |value: i32| u8::try_from(((value + 500) / 1000).clamp(0, 255)).unwrap_or(255);
    [clamp(y + 1402 * red), clamp(y - 344 * blue - 714 * red), clamp(y + 1772 * blue)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planes_are_interleaved_by_band_number() {
        let parameters = Parameters { width: 2, height: 1, bands: vec![8, 8, 8, 8], ..Parameters::default() };
        let planes = vec![(2, vec![3, 4]), (1, vec![1, 2]), (3, vec![5, 6]), (4, vec![7, 8])];
        assert_eq!(bands(&parameters, planes), Ok((PixelColour::Cmyk, vec![1, 3, 5, 7, 2, 4, 6, 8])));
    }

    #[test]
    fn lzw_gives_no_more_than_there_is_room_for() {
        let plain = [7u8; 1000];
        let packed = weezl::encode::Encoder::with_tiff_size_switch(BitOrder::Msb, 8).encode(&plain).unwrap();
        assert_eq!(unpacked(Compression::LZW, packed.clone(), 1000), Ok(plain.to_vec()));
        assert_eq!(unpacked(Compression::LZW, packed.clone(), 10), Ok(vec![7; 10]));
        let cut = packed.get(..packed.len() / 2).unwrap().to_vec();
        assert!(unpacked(Compression::LZW, cut, 1000).unwrap().len() < 1000);
        assert!(unpacked(Compression::LZW, vec![0xFF; 4], 10).is_err());
    }

    #[test]
    fn grey_without_colour_difference_stays_grey() {
        assert_eq!(luma(&[200, 128, 128], false), [200, 200, 200]);
        assert_eq!(luma(&[76, 85, 255], false), [254, 0, 0]);
    }
}
