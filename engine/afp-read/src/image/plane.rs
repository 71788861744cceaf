//! From compressed data to rows of points, from the top and padded to bytes (IOCA appendix A).

use afp_codec::ioca::Compression;
use weezl::decode::Decoder;
use weezl::{BitOrder, LzwStatus};

use super::parameters::{Order, Parameters};
use super::{MOST_PIXELS, fax, jbig2, run_length};

/// Rows of points, padded to bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Plane {
    pub(super) rows: Vec<u8>,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// The rows of a picture or band of so many bits a point. Where the data ends early, so do the rows.
///
/// # Errors
/// In words, when the data is damaged or its form is not known.
pub(super) fn unpack(parameters: &Parameters, mut data: Vec<u8>, bits: u8) -> Result<Plane, String> {
    if parameters.low_bit_first {
        data.iter_mut().for_each(|byte| *byte = byte.reverse_bits());
    }
    let compression = parameters.compression;
    let (width, height) = (parameters.width, parameters.height);
    if compression == Compression::JBIG2 && bits == 1 {
        let (rows, width, height) = jbig2::picture(&data)?;
        return ordered(parameters.order, Plane { rows, width, height });
    }
    let across = u64::from(width) * u64::from(bits);
    let columns = u32::try_from(across).map_err(|_| String::from("its rows are longer than allowed"))?;
    if columns == 0 {
        return Err(String::from("it has no pixels"));
    }
    let stride = columns.div_ceil(8) as usize;
    let rows = match compression {
        Compression::G4_MMR
        | Compression::MMR
        | Compression::G3_MH
        | Compression::G3_MR
        | Compression::TIFF_ALGORITHM_2 => fax::rows(compression, &data, columns, height)?,
        Compression::RL4 => {
            let most = u32::try_from(MOST_PIXELS / u64::from(columns)).unwrap_or(u32::MAX);
            run_length::rl4(&data, columns, height, most)
        }
        _ => return recorded(parameters, &data, bits),
    };
    let height = u32::try_from(rows.len() / stride.max(1)).unwrap_or(u32::MAX);
    ordered(parameters.order, Plane { rows, width, height })
}

/// Rows that are coded one by one, in their order.
fn ordered(order: Order, mut plane: Plane) -> Result<Plane, String> {
    match order {
        Order::Rows | Order::Unpadded => {}
        Order::RowsFromBottom => {
            let stride = (plane.rows.len() / (plane.height as usize).max(1)).max(1);
            plane.rows = plane.rows.chunks_exact(stride).rev().flatten().copied().collect();
        }
        Order::Columns => return Err(String::from("columns with this compression are not supported")),
        Order::Unknown(number) => return Err(unknown_order(number)),
    }
    Ok(plane)
}

fn unknown_order(number: u8) -> String {
    format!("recording algorithm X'{number:02X}' is not known")
}

/// Compressions of bytes, whatever the bytes mean.
fn recorded(parameters: &Parameters, data: &[u8], bits: u8) -> Result<Plane, String> {
    let (width, bits) = (parameters.width as usize, usize::from(bits));
    let stride = (width * bits).div_ceil(8);
    let height = match (parameters.height as usize, parameters.compression) {
        (0, Compression::NONE) => data.len() / stride,
        (height, _) => height,
    };
    if height == 0 || (width as u64).saturating_mul(height as u64) > MOST_PIXELS {
        return Err(format!("{width} × {height} pixels are none, or more than allowed"));
    }
    let size = match parameters.order {
        Order::Rows | Order::RowsFromBottom => stride * height,
        Order::Unpadded => (width * height * bits).div_ceil(8),
        Order::Columns => column_stride(height, bits) * width,
        Order::Unknown(number) => return Err(unknown_order(number)),
    };
    let mut bytes = match parameters.compression {
        Compression::NONE => data.get(..size).unwrap_or(data).to_vec(),
        Compression::PACKBITS => run_length::pack_bits(data, size),
        // Encoders may leave out the end: it is zeros (IOCA "Image Encoding", note 5).
        Compression::LZW | Compression::LZW_PREDICTOR => {
            let mut bytes = lzw(data, size)?;
            bytes.resize(size, 0);
            bytes
        }
        other => {
            return Err(format!(
                "compression {} (X'{:02X}') is not supported",
                other.meaning().unwrap_or("of an unknown kind"),
                other.0
            ));
        }
    };
    if parameters.compression == Compression::LZW_PREDICTOR {
        add_up(&mut bytes, parameters, stride, bits)?;
    }
    let complete = bytes.len();
    bytes.resize(size, 0);
    let (rows, height) = match parameters.order {
        Order::RowsFromBottom => (bytes.chunks_exact(stride).rev().flatten().copied().collect(), height),
        Order::Unpadded => (padded(&bytes, width * bits, height), height),
        Order::Columns => (upright(&bytes, width, height, bits), height),
        Order::Rows | Order::Unknown(_) => {
            let height = complete.div_ceil(stride).min(height);
            bytes.truncate(height * stride);
            (bytes, height)
        }
    };
    Ok(Plane { rows, width: parameters.width, height: u32::try_from(height).unwrap_or(u32::MAX) })
}

/// LZW as TIFF has it (TIFF 6.0, section 13), or as TIFF had it before, which its first code tells. What is there of
/// damaged data is kept.
fn lzw(data: &[u8], most: usize) -> Result<Vec<u8>, String> {
    let mut decoder = match data {
        [0, second, ..] if second & 1 == 1 => Decoder::new(BitOrder::Lsb, 8),
        _ => Decoder::with_tiff_size_switch(BitOrder::Msb, 8),
    };
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

/// Undoes the differences between the points of a row (TIFF 6.0, section 14), whose components have 8 or 16 bits.
fn add_up(bytes: &mut [u8], parameters: &Parameters, stride: usize, bits: usize) -> Result<(), String> {
    let sizes = parameters.structure.as_ref().map_or(&[][..], |structure| &structure.sizes);
    let wide = parameters.bands.is_empty() && sizes.contains(&16) || bits == 16 && sizes.len() < 2;
    if !bits.is_multiple_of(8) || wide && !bits.is_multiple_of(16) {
        return Err(format!("differences of points of {bits} bits are not supported"));
    }
    let distance = bits / 8;
    for row in bytes.chunks_mut(stride.max(1)) {
        let step = if wide { 2 } else { 1 };
        for at in (distance..row.len()).step_by(step) {
            let Some((before, own)) = row.split_at_mut_checked(at) else { break };
            match (wide, before.get(at - distance..), own) {
                (false, Some([left, ..]), [value, ..]) => *value = value.wrapping_add(*left),
                (true, Some(left), own) => {
                    let (Some(left), Some(value)) = (left.first_chunk::<2>(), own.first_chunk_mut::<2>()) else {
                        break;
                    };
                    *value = u16::from_be_bytes(*value).wrapping_add(u16::from_be_bytes(*left)).to_be_bytes();
                }
                _ => break,
            }
        }
    }
    Ok(())
}

fn column_stride(height: usize, bits: usize) -> usize {
    (height * bits).div_ceil(32) * 4
}

fn bit(bytes: &[u8], at: usize) -> bool {
    bytes.get(at / 8).is_some_and(|byte| byte >> (7 - at % 8) & 1 == 1)
}

fn set_bit(bytes: &mut [u8], at: usize) {
    if let Some(byte) = bytes.get_mut(at / 8) {
        *byte |= 0x80 >> (at % 8);
    }
}

/// Copies `count` bits from one place to another; the place is of zeros.
fn copy_bits((from, start): (&[u8], usize), (to, place): (&mut [u8], usize), count: usize) {
    if [start, place, count].iter().all(|bits| bits.is_multiple_of(8)) {
        let (start, place, count) = (start / 8, place / 8, count / 8);
        if let (Some(from), Some(to)) = (from.get(start..start + count), to.get_mut(place..place + count)) {
            to.copy_from_slice(from);
        }
        return;
    }
    for number in (0..count).filter(|number| bit(from, start + number)) {
        set_bit(to, place + number);
    }
}

/// Rows of so many bits that follow each other directly, each padded to a byte.
fn padded(bytes: &[u8], bits: usize, height: usize) -> Vec<u8> {
    let stride = bits.div_ceil(8);
    if bits.is_multiple_of(8) {
        return bytes.to_vec();
    }
    let mut rows = vec![0; stride * height];
    for (number, row) in rows.chunks_exact_mut(stride).enumerate() {
        copy_bits((bytes, number * bits), (row, 0), bits);
    }
    rows
}

/// Rows from columns, which go up and are padded to 32 bits.
fn upright(bytes: &[u8], width: usize, height: usize, bits: usize) -> Vec<u8> {
    let stride = (width * bits).div_ceil(8);
    let column_stride = column_stride(height, bits);
    let mut rows = vec![0; stride * height];
    for (x, column) in bytes.chunks_exact(column_stride).take(width).enumerate() {
        for (y, row) in rows.chunks_exact_mut(stride).rev().enumerate() {
            copy_bits((column, y * bits), (row, x * bits), bits);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::super::parameters::Structure;
    use super::*;
    use afp_codec::ioca::PointFormat;

    fn parameters(width: u32, height: u32, compression: Compression, order: Order) -> Parameters {
        Parameters { width, height, compression, order, ..Parameters::default() }
    }

    fn plain(order: Order, width: u32, height: u32, bits: u8, data: &[u8]) -> Vec<u8> {
        unpack(&parameters(width, height, Compression::NONE, order), data.to_vec(), bits).unwrap().rows
    }

    #[test]
    fn points_are_recorded_in_four_orders() {
        // A picture of 3 × 2 points: 110, 001.
        let rows = [0b1100_0000, 0b0010_0000];
        assert_eq!(plain(Order::Rows, 3, 2, 1, &rows), rows);
        assert_eq!(plain(Order::RowsFromBottom, 3, 2, 1, &[rows[1], rows[0]]), rows);
        assert_eq!(plain(Order::Unpadded, 3, 2, 1, &[0b1100_0100]), rows);
        let columns = [0b0100_0000, 0, 0, 0, 0b0100_0000, 0, 0, 0, 0b1000_0000, 0, 0, 0];
        assert_eq!(plain(Order::Columns, 3, 2, 1, &columns), rows);
        // Two points of a byte, one above the other, the lower first.
        assert_eq!(plain(Order::Columns, 1, 2, 8, &[7, 9, 0, 0]), [9, 7]);
        assert!(unpack(&parameters(1, 1, Compression::NONE, Order::Unknown(2)), vec![0], 1).is_err());
    }

    #[test]
    fn bits_of_a_byte_may_go_the_other_way() {
        let turned = Parameters { low_bit_first: true, ..parameters(8, 1, Compression::NONE, Order::Rows) };
        assert_eq!(unpack(&turned, vec![0b0101_1000], 1).unwrap().rows, [0b0001_1010], "IOCA figure 14");
    }

    #[test]
    fn the_height_of_plain_data_is_told_by_its_length() {
        let plane = unpack(&parameters(8, 0, Compression::NONE, Order::Rows), vec![1, 2, 3], 1).unwrap();
        assert_eq!((plane.height, plane.rows), (3, vec![1, 2, 3]));
    }

    #[test]
    fn data_that_ends_early_gives_fewer_rows() {
        let plane = unpack(&parameters(16, 9, Compression::NONE, Order::Rows), vec![1, 2, 3], 1).unwrap();
        assert_eq!((plane.height, plane.rows), (2, vec![1, 2, 3, 0]));
    }

    #[test]
    fn lzw_gives_no_more_than_there_is_room_for_and_ends_in_zeros() {
        let plain = [7u8; 1000];
        let packed = weezl::encode::Encoder::with_tiff_size_switch(BitOrder::Msb, 8).encode(&plain).unwrap();
        let rows = |data: &[u8], height| {
            unpack(&parameters(1, height, Compression::LZW, Order::Rows), data.to_vec(), 8).map(|plane| plane.rows)
        };
        assert_eq!(rows(&packed, 1000), Ok(plain.to_vec()));
        assert_eq!(rows(&packed, 10), Ok(vec![7; 10]));
        let cut = rows(&packed[..packed.len() / 2], 1000).unwrap();
        assert!(cut.len() == 1000 && cut.starts_with(&[7; 9]) && cut.ends_with(&[0]));
        assert!(rows(&[0xFF; 4], 10).is_err());
        let old = weezl::encode::Encoder::new(BitOrder::Lsb, 8).encode(&plain).unwrap();
        assert_eq!(rows(&old, 1000), Ok(plain.to_vec()), "as old TIFF files have it");
    }

    #[test]
    fn differences_are_of_components_one_point_to_the_left() {
        let packed =
            |plain: &[u8]| weezl::encode::Encoder::with_tiff_size_switch(BitOrder::Msb, 8).encode(plain).unwrap();
        let mut three = parameters(3, 1, Compression::LZW_PREDICTOR, Order::Rows);
        three.structure =
            Some(Structure { subtractive: false, gray_coded: false, format: PointFormat::RGB, sizes: vec![8, 8, 8] });
        let data = packed(&[10, 20, 30, 1, 255, 0, 1, 1, 1]);
        assert_eq!(unpack(&three, data, 24).unwrap().rows, [10, 20, 30, 11, 19, 30, 12, 20, 31]);
        let wide = parameters(2, 1, Compression::LZW_PREDICTOR, Order::Rows);
        assert_eq!(unpack(&wide, packed(&[1, 255, 0, 1]), 16).unwrap().rows, [1, 255, 2, 0]);
    }
}
