//! From points of any number of bits to components of eight (IOCA appendix B "Bilevel, Grayscale, and Color Images").

use afp_codec::ioca::{Compression, PointFormat, SamplingRatio};
use scene::PixelColour;

use super::jpeg;
use super::parameters::Parameters;
use super::pixels::Pixels;
use super::plane::{Plane, unpack};

/// What the components of a point mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Model {
    Gray,
    Rgb,
    /// Luminance and colour differences, the red one first or the blue one.
    Differences {
        red_first: bool,
    },
    Cmyk,
    /// Inks by name.
    Inks,
}

/// The pixels of a picture whose components come together in each point.
pub(super) fn interleaved(parameters: &Parameters, data: Vec<u8>) -> Result<Pixels, String> {
    let (model, sizes) = components(parameters)?;
    if !parameters.sampling.iter().all(|ratio| (ratio.across, ratio.down) == (1, 1))
        && sizes.iter().all(|&size| size == 8)
    {
        let ratios = ratios(&parameters.sampling, sizes.len())?;
        return subsampled(parameters, data, &ratios).map(|pixels| finished(parameters, model, sizes.len(), pixels));
    }
    let plane = unpack(parameters, data, parameters.bits)?;
    let gray_coded = parameters.structure.as_ref().is_some_and(|structure| structure.gray_coded);
    let samples = if sizes.iter().all(|&size| size == 8) && !gray_coded {
        plane
    } else {
        let rows = split(&plane, parameters.bits, &sizes, gray_coded)?;
        Plane { rows, ..plane }
    };
    Ok(finished(parameters, model, sizes.len(), samples))
}

/// The pixels of a picture whose components come one after another (IOCA "Band Image Data").
pub(super) fn banded(parameters: &Parameters, bands: Vec<(u8, Vec<u8>)>) -> Result<Pixels, String> {
    if parameters.structure.as_ref().is_some_and(|structure| structure.gray_coded) {
        return Err(String::from("Gray coding over several bands is not supported"));
    }
    let last = bands.iter().map(|(number, _)| usize::from(*number)).max().unwrap_or(0);
    let channels = parameters.bands.len().max(last);
    let model = model_of(parameters, channels)?;
    let (mut width, mut height) = (parameters.width, parameters.height);
    let mut all = Vec::new();
    for (number, data) in bands {
        let index = usize::from(number.max(1)) - 1;
        let bits = parameters.bands.get(index).copied().unwrap_or(8);
        // A band without data is of zeros.
        if data.is_empty() || bits == 0 {
            continue;
        }
        let plane = if parameters.compression == Compression::JPEG {
            let pixels = jpeg::decode(&data)?;
            if pixels.colour != PixelColour::Gray {
                return Err(String::from("a band is no grey JPEG picture"));
            }
            Plane { rows: pixels.bytes, width: pixels.width, height: pixels.height }
        } else {
            let plane = unpack(parameters, data, bits)?;
            let rows = if bits == 8 { plane.rows } else { split(&plane, bits, &[bits], false)? };
            Plane { rows, ..plane }
        };
        if all.is_empty() {
            (width, height) = if height == 0 { (plane.width, plane.height) } else { (width, height) };
            all = vec![0; width as usize * height as usize * channels];
        }
        let columns = width as usize;
        let places = all.chunks_exact_mut(columns.max(1) * channels);
        for (row, values) in places.zip(plane.rows.chunks_exact((plane.width as usize).max(1))) {
            for (place, &value) in row.iter_mut().skip(index).step_by(channels).zip(values) {
                *place = value;
            }
        }
    }
    if all.is_empty() {
        all = vec![0; width as usize * height as usize * channels];
    }
    Ok(finished(parameters, model, channels, Plane { rows: all, width, height }))
}

/// What the components are, and how many bits each has.
fn components(parameters: &Parameters) -> Result<(Model, Vec<u8>), String> {
    let bits = parameters.bits;
    let Some(structure) = &parameters.structure else {
        return match bits {
            24 => Ok((Model::Rgb, vec![8; 3])),
            32 => Ok((Model::Cmyk, vec![8; 4])),
            bits => Ok((Model::Gray, vec![bits])),
        };
    };
    let sizes: Vec<u8> = structure.sizes.iter().copied().filter(|&size| size > 0).collect();
    let wanted = match structure.format {
        PointFormat::CMYK => 4,
        PointFormat(format @ 0x82..=0x8F) => usize::from(format & 0x0F),
        _ if sizes.len() == 1 || bits < 3 => 1,
        _ if sizes.is_empty() && !bits.is_multiple_of(3) => 1,
        _ => 3,
    };
    let model = model_of(parameters, wanted)?;
    let total: u32 = sizes.iter().map(|&size| u32::from(size)).sum();
    if sizes.len() == wanted && total <= u32::from(bits) {
        return Ok((model, sizes));
    }
    if usize::from(bits) % wanted != 0 {
        return Err(format!("{bits} bits a point are not divided into {wanted} components"));
    }
    let share = bits / u8::try_from(wanted).unwrap_or(1);
    Ok((model, vec![share; wanted]))
}

fn model_of(parameters: &Parameters, channels: usize) -> Result<Model, String> {
    let format = parameters.structure.as_ref().map(|structure| structure.format);
    Ok(match (format, channels) {
        (Some(PointFormat(0x82..=0x8F)), _) => Model::Inks,
        (_, 1) => Model::Gray,
        (Some(PointFormat::YCRCB), 3) => Model::Differences { red_first: true },
        (Some(PointFormat::YCBCR), 3) => Model::Differences { red_first: false },
        (_, 3) => Model::Rgb,
        (_, 4) => Model::Cmyk,
        (_, other) => return Err(format!("points of {other} components are not supported")),
    })
}

/// Points of one component in rows padded to bytes, each as a byte.
pub(super) fn bytes(rows: &[u8], width: u32, bits: u8) -> Vec<u8> {
    let stride = (width as usize * usize::from(bits)).div_ceil(8).max(1);
    let mut samples = Vec::with_capacity(rows.len() / stride * width as usize);
    for row in rows.chunks_exact(stride) {
        let mut reader = Reader { row, at: 0 };
        samples.extend((0..width).map(|_| byte(reader.take(bits), bits)));
    }
    samples
}

/// Points of components of any size, each as a byte.
fn split(plane: &Plane, bits: u8, sizes: &[u8], gray_coded: bool) -> Result<Vec<u8>, String> {
    if gray_coded && bits > 64 || sizes.iter().any(|&size| size > 32) {
        return Err(format!("points of {bits} bits are not supported"));
    }
    let width = plane.width as usize;
    let stride = (width * usize::from(bits)).div_ceil(8);
    let used: usize = sizes.iter().map(|&size| usize::from(size)).sum();
    let mut samples = Vec::with_capacity(width * plane.height as usize * sizes.len());
    for row in plane.rows.chunks_exact(stride.max(1)) {
        let mut reader = Reader { row, at: 0 };
        for _ in 0..width {
            if gray_coded {
                // Each bit of the number is all bits of the code up to it.
                let code = reader.take(bits);
                let number = (0..6).fold(code, |number, step| number ^ number >> (1 << step));
                let mut left = u32::from(bits);
                for &size in sizes {
                    left -= u32::from(size).min(left);
                    samples.push(byte(number >> left & (u64::MAX >> (64 - u32::from(size.clamp(1, 64)))), size));
                }
                continue;
            }
            for &size in sizes {
                samples.push(byte(reader.take(size), size));
            }
            reader.at += usize::from(bits).saturating_sub(used);
        }
    }
    Ok(samples)
}

/// A number of so many bits as one of eight.
fn byte(value: u64, size: u8) -> u8 {
    let most = (1u64 << size.clamp(1, 32)) - 1;
    u8::try_from((value.min(most) * 255 + most / 2) / most).unwrap_or(u8::MAX)
}

/// A row bit by bit.
struct Reader<'r> {
    row: &'r [u8],
    at: usize,
}

impl Reader<'_> {
    fn take(&mut self, bits: u8) -> u64 {
        let mut value = 0u64;
        let end = self.at + usize::from(bits);
        while self.at < end {
            let (inside, left) = (self.at % 8, end - self.at);
            let count = left.min(8 - inside);
            let byte = self.row.get(self.at / 8).copied().unwrap_or(0);
            let part = byte << inside >> (8 - count);
            value = value << count | u64::from(part);
            self.at += count;
        }
        value
    }
}

/// A ratio for each component, 1 where none is given.
fn ratios(given: &[SamplingRatio], count: usize) -> Result<Vec<(usize, usize)>, String> {
    let ratio = |number: usize| given.get(number).map_or((1, 1), |ratio| (ratio.across.into(), ratio.down.into()));
    let ratios: Vec<(usize, usize)> = (0..count).map(ratio).collect();
    if ratios.iter().any(|&(across, down)| !(1..=4).contains(&across) || !(1..=4).contains(&down)) {
        return Err(String::from("its sampling ratios are not supported"));
    }
    Ok(ratios)
}

/// Components of a byte, of which some stand for several points (IOCA "Image Subsampling").
fn subsampled(parameters: &Parameters, data: Vec<u8>, ratios: &[(usize, usize)]) -> Result<Plane, String> {
    let most = |pick: fn(&(usize, usize)) -> usize| ratios.iter().map(pick).max().unwrap_or(1);
    let (across, down) = (most(|ratio| ratio.0), most(|ratio| ratio.1));
    let (width, height) = (parameters.width as usize, parameters.height as usize);
    let (units_across, units_down) = (width.div_ceil(across), height.div_ceil(down));
    let unit: usize = ratios.iter().map(|&(across, down)| across * down).sum();
    // The units, one after another, are bytes like any others.
    let bytes = Parameters {
        width: u32::try_from(units_across * unit).map_err(|_| String::from("its rows are longer than allowed"))?,
        height: u32::try_from(units_down).unwrap_or(u32::MAX),
        ..parameters.clone()
    };
    let plane = unpack(&bytes, data, 8)?;
    let mut samples = vec![0; width * height * ratios.len()];
    for (number, unit) in plane.rows.chunks_exact(unit.max(1)).enumerate() {
        let (left, top) = (number % units_across.max(1) * across, number / units_across.max(1) * down);
        for (x, y) in (0..down).flat_map(|y| (0..across).map(move |x| (x, y))) {
            if left + x >= width || top + y >= height {
                continue;
            }
            let place = ((top + y) * width + left + x) * ratios.len();
            let mut first = 0;
            for (component, &(own_across, own_down)) in ratios.iter().enumerate() {
                let at = first + y * own_down / down * own_across + x * own_across / across;
                if let (Some(value), Some(place)) = (unit.get(at), samples.get_mut(place + component)) {
                    *place = *value;
                }
                first += own_across * own_down;
            }
        }
    }
    Ok(Plane { rows: samples, width: parameters.width, height: parameters.height })
}

/// Components of a byte as pixels.
fn finished(parameters: &Parameters, model: Model, channels: usize, plane: Plane) -> Pixels {
    let Plane { rows: mut bytes, width, height } = plane;
    let subtractive = parameters.subtractive();
    let invert = |bytes: &mut [u8], step: usize| bytes.iter_mut().step_by(step).for_each(|byte| *byte = 255 - *byte);
    let colour = match model {
        Model::Gray => PixelColour::Gray,
        Model::Rgb | Model::Differences { .. } => PixelColour::Rgb,
        Model::Cmyk | Model::Inks => PixelColour::Cmyk,
    };
    match model {
        Model::Gray | Model::Rgb | Model::Cmyk if subtractive => invert(&mut bytes, 1),
        Model::Gray | Model::Rgb | Model::Cmyk => {}
        Model::Differences { red_first } => {
            // Only the luminance is additive or subtractive.
            if subtractive {
                invert(&mut bytes, 3);
            }
            for point in bytes.as_chunks_mut::<3>().0 {
                *point = light(*point, red_first);
            }
        }
        Model::Inks => {
            let inks: Vec<[u8; 4]> = (0..channels).map(|number| process_inks(&parameters.inks, number)).collect();
            bytes = bytes.chunks_exact(channels.max(1)).flat_map(|point| mixed(point, &inks)).collect();
        }
    }
    Pixels { width, height, colour, bytes }
}

/// A point of luminance and colour differences as red, green, blue (ITU-R BT.601, full range).
fn light([y, first, second]: [u8; 3], red_first: bool) -> [u8; 3] {
    let (red, blue) = if red_first { (first, second) } else { (second, first) };
    let (y, blue, red) = (i32::from(y) * 1000, i32::from(blue) - 128, i32::from(red) - 128);
    let clamp = |value: i32| u8::try_from(((value + 500) / 1000).clamp(0, 255)).unwrap_or(255);
    [clamp(y + 1402 * red), clamp(y - 344 * blue - 714 * red), clamp(y + 1772 * blue)]
}

/// The process inks that stand for a named ink: of an unknown one none; without names the first four are cyan,
/// magenta, yellow, black (CMOCA "Colorant Identification List").
fn process_inks(names: &[String], number: usize) -> [u8; 4] {
    const NAMES: [(&str, [u8; 4]); 8] = [
        ("AFPC_Device_C", [1, 0, 0, 0]),
        ("AFPC_Device_M", [0, 1, 0, 0]),
        ("AFPC_Device_Y", [0, 0, 1, 0]),
        ("AFPC_Device_K", [0, 0, 0, 1]),
        ("AFPC_Device_R", [0, 1, 1, 0]),
        ("AFPC_Device_G", [1, 0, 1, 0]),
        ("AFPC_Device_B", [1, 1, 0, 0]),
        ("AFPC_Device_Gray", [0, 0, 0, 1]),
    ];
    match names.get(number) {
        Some(name) if !name.is_empty() => {
            NAMES.iter().find(|(known, _)| known == name).map_or([0; 4], |(_, inks)| *inks)
        }
        _ => NAMES.get(number).filter(|_| number < 4).map_or([0; 4], |(_, inks)| *inks),
    }
}

fn mixed(point: &[u8], inks: &[[u8; 4]]) -> [u8; 4] {
    point.iter().zip(inks).fold([0; 4], |mut all, (&amount, parts)| {
        for (sum, part) in all.iter_mut().zip(parts) {
            *sum = sum.saturating_add(amount * part);
        }
        all
    })
}

#[cfg(test)]
mod tests {
    use super::super::parameters::Structure;
    use super::*;

    fn structure(format: PointFormat, sizes: &[u8]) -> Structure {
        Structure { subtractive: false, gray_coded: false, format, sizes: sizes.to_vec() }
    }

    fn parameters(width: u32, bits: u8, structure: Option<Structure>) -> Parameters {
        Parameters { width, height: 1, bits, structure, ..Parameters::default() }
    }

    fn pixels(parameters: &Parameters, data: &[u8]) -> (PixelColour, Vec<u8>) {
        let pixels = interleaved(parameters, data.to_vec()).unwrap();
        (pixels.colour, pixels.bytes)
    }

    #[test]
    fn grey_of_any_number_of_bits_becomes_bytes() {
        for (bits, data, wanted) in [
            (2, &[0b0001_1011][..], &[0, 85, 170, 255][..]),
            (3, &[0b0001_1101, 0b0000_0000], &[0, 255, 73, 0]),
            (4, &[0x0F, 0x3C], &[0, 255, 51, 204]),
            (8, &[1, 2, 3, 4], &[1, 2, 3, 4]),
            (12, &[0xFF, 0xF0, 0x00, 0x80, 0x00, 0x00], &[255, 0, 128, 0]),
            (16, &[255, 255, 0, 0, 128, 0, 0, 0], &[255, 0, 128, 0]),
        ] {
            assert_eq!(pixels(&parameters(4, bits, None), data), (PixelColour::Gray, wanted.to_vec()), "{bits} bits");
        }
        let mut dark = structure(PointFormat::YCBCR, &[4, 0, 0]);
        dark.subtractive = true;
        assert_eq!(pixels(&parameters(2, 4, Some(dark)), &[0x0F]), (PixelColour::Gray, vec![255, 0]));
    }

    #[test]
    fn colours_have_components_of_their_own_sizes() {
        let rgb = |bits, sizes: &[u8], data: &[u8]| {
            pixels(&parameters(1, bits, Some(structure(PointFormat::RGB, sizes))), data)
        };
        assert_eq!(rgb(24, &[8, 8, 8], &[1, 2, 3]), (PixelColour::Rgb, vec![1, 2, 3]));
        assert_eq!(rgb(16, &[5, 6, 5], &[0b1111_1000, 0b0001_1111]), (PixelColour::Rgb, vec![255, 0, 255]));
        assert_eq!(rgb(8, &[3, 3, 2], &[0b1110_0010]), (PixelColour::Rgb, vec![255, 0, 170]));
        assert_eq!(rgb(48, &[16, 16, 16], &[255, 255, 0, 0, 0, 0]), (PixelColour::Rgb, vec![255, 0, 0]));
        let cmyk = parameters(2, 4, Some(structure(PointFormat::CMYK, &[1, 1, 1, 1])));
        assert_eq!(pixels(&cmyk, &[0b1001_0110]), (PixelColour::Cmyk, vec![255, 0, 0, 255, 0, 255, 255, 0]));
        assert!(interleaved(&parameters(1, 7, Some(structure(PointFormat::CMYK, &[]))), vec![0]).is_err());
    }

    #[test]
    fn colour_differences_become_light() {
        assert_eq!(light([200, 128, 128], false), [200, 200, 200]);
        assert_eq!(light([76, 85, 255], false), [254, 0, 0]);
        assert_eq!(light([76, 255, 85], true), [254, 0, 0]);
        let mut negative = structure(PointFormat::YCBCR, &[8, 8, 8]);
        negative.subtractive = true;
        assert_eq!(pixels(&parameters(1, 24, Some(negative)), &[255, 128, 128]).1, [0, 0, 0]);
    }

    #[test]
    fn gray_codes_are_undone_over_the_whole_point() {
        // IOCA table 4: 9 is 1101, 10 is 1111.
        let mut coded = structure(PointFormat::YCBCR, &[4]);
        coded.gray_coded = true;
        assert_eq!(pixels(&parameters(2, 4, Some(coded)), &[0b1101_1111]).1, [9 * 17, 10 * 17]);
    }

    #[test]
    fn colour_differences_may_stand_for_two_points() {
        // The example of "Image Subsampling": two luminances, then one of each difference.
        let mut half = parameters(3, 24, Some(structure(PointFormat::YCRCB, &[8, 8, 8])));
        half.sampling = [(2, 1), (1, 1), (1, 1)].map(|(across, down)| SamplingRatio { across, down }).to_vec();
        let data = [76, 200, 255, 85, 10, 99, 128, 128];
        let red = [light([76, 255, 85], true), light([200, 255, 85], true), [10; 3]].concat();
        assert_eq!(pixels(&half, &data), (PixelColour::Rgb, red));
    }

    #[test]
    fn bands_are_put_together_by_number_and_may_be_empty() {
        let four = Parameters { width: 2, height: 1, bands: vec![8; 4], ..Parameters::default() };
        let planes = vec![(2, vec![3, 4]), (1, vec![1, 2]), (3, vec![]), (4, vec![7, 8])];
        let pixels = banded(&four, planes).unwrap();
        assert_eq!((pixels.colour, pixels.bytes), (PixelColour::Cmyk, vec![1, 3, 0, 7, 2, 4, 0, 8]));
        let bits = Parameters { width: 2, height: 1, bands: vec![1; 4], ..Parameters::default() };
        let planes = vec![(1, vec![0x80]), (2, vec![0x40]), (3, vec![]), (4, vec![0xC0])];
        assert_eq!(banded(&bits, planes).unwrap().bytes, [255, 0, 0, 255, 0, 255, 0, 255]);
    }

    #[test]
    fn named_inks_become_process_inks() {
        let names = ["AFPC_Device_K", "AFPC_Device_R", "Gold"].map(str::to_owned).to_vec();
        let three = Parameters { inks: names, ..parameters(1, 24, Some(structure(PointFormat(0x83), &[8, 8, 8]))) };
        assert_eq!(pixels(&three, &[10, 20, 30]), (PixelColour::Cmyk, vec![0, 20, 20, 10]));
        let unnamed = parameters(1, 40, Some(structure(PointFormat(0x85), &[8; 5])));
        assert_eq!(pixels(&unnamed, &[1, 2, 3, 4, 5]).1, [1, 2, 3, 4]);
    }
}
