//! The profile of sRGB (IEC 61966-2-1) in the form of ICC.1:2004-10: primaries, white and one curve for each channel.

/// Bytes of the header.
const HEADER: usize = 128;
/// Bytes of an entry of the table of tags.
const ENTRY: usize = 12;

/// A number of 16 bits and a fraction of 16 bits.
fn fixed(value: f64) -> [u8; 4] {
    ((value * 65_536.0).round() as i32).to_be_bytes()
}

fn xyz(values: [f64; 3]) -> Vec<u8> {
    let mut bytes = b"XYZ \0\0\0\0".to_vec();
    bytes.extend(values.into_iter().flat_map(fixed));
    bytes
}

/// Text in one language (ICC.1, multiLocalizedUnicodeType).
fn text(words: &str) -> Vec<u8> {
    let mut bytes = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0CenUS".to_vec();
    bytes.extend((words.len() as u32 * 2).to_be_bytes());
    bytes.extend(28u32.to_be_bytes());
    bytes.extend(words.encode_utf16().flat_map(u16::to_be_bytes));
    bytes
}

/// The file.
pub(crate) fn profile() -> Vec<u8> {
    // White of D50, and the primaries and the way from D65 as seen under it.
    let white = [0.964_2, 1.0, 0.824_9];
    let adaptation = [1.047_84, 0.022_90, -0.050_14, 0.029_55, 0.990_49, -0.017_06, -0.009_25, 0.015_07, 0.751_78];
    let mut chad = b"sf32\0\0\0\0".to_vec();
    chad.extend(adaptation.into_iter().flat_map(fixed));
    // ((x + 0.055) / 1.055) ^ 2.4, and x / 12.92 below 0.04045 (parametricCurveType, function 3).
    let mut curve = b"para\0\0\0\0\0\x03\0\0".to_vec();
    curve.extend([2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45].into_iter().flat_map(fixed));
    let parts: [Vec<u8>; 8] = [
        text("sRGB"),
        text("No copyright, use freely"),
        xyz(white),
        chad,
        xyz([0.436_07, 0.222_49, 0.013_92]),
        xyz([0.385_15, 0.716_87, 0.097_08]),
        xyz([0.143_07, 0.060_61, 0.714_10]),
        curve,
    ];
    let tags: [(&[u8; 4], usize); 10] = [
        (b"desc", 0),
        (b"cprt", 1),
        (b"wtpt", 2),
        (b"chad", 3),
        (b"rXYZ", 4),
        (b"gXYZ", 5),
        (b"bXYZ", 6),
        (b"rTRC", 7),
        (b"gTRC", 7),
        (b"bTRC", 7),
    ];
    let mut offset = HEADER + 4 + tags.len() * ENTRY;
    let mut data = Vec::new();
    let mut places = Vec::new();
    for part in &parts {
        places.push((offset, part.len()));
        data.extend_from_slice(part);
        data.resize(data.len().next_multiple_of(4), 0);
        offset = HEADER + 4 + tags.len() * ENTRY + data.len();
    }
    let mut file = Vec::with_capacity(offset);
    file.extend((offset as u32).to_be_bytes());
    // No maker of the module; version 4.2, a display, its colours against XYZ.
    file.extend(b"\0\0\0\0\x04\x20\0\0mntrRGB XYZ ");
    // A date is wanted; this is when the version of the form was published.
    for number in [2004u16, 10, 1, 0, 0, 0] {
        file.extend(number.to_be_bytes());
    }
    file.extend(b"acsp");
    // No platform, flags, device, model, attributes; perceptual.
    file.resize(68, 0);
    file.extend(white.into_iter().flat_map(fixed));
    file.resize(HEADER, 0);
    file.extend((tags.len() as u32).to_be_bytes());
    for (tag, part) in tags {
        let (offset, length) = places.get(part).copied().unwrap_or_default();
        file.extend_from_slice(tag);
        file.extend((offset as u32).to_be_bytes());
        file.extend((length as u32).to_be_bytes());
    }
    file.extend(data);
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(file: &[u8], at: usize) -> u32 {
        u32::from_be_bytes(file[at..at + 4].try_into().unwrap())
    }

    #[test]
    fn header_and_tags_say_where_everything_is() {
        let file = profile();
        assert_eq!(number(&file, 0) as usize, file.len());
        assert_eq!((&file[12..24], &file[36..40]), (&b"mntrRGB XYZ "[..], &b"acsp"[..]));
        assert_eq!(number(&file, 68), 0xF6D6, "the white of the connection space (ICC.1, 7.2.16)");
        let count = number(&file, HEADER) as usize;
        assert_eq!(count, 10);
        for entry in 0..count {
            let at = HEADER + 4 + entry * ENTRY;
            let (start, length) = (number(&file, at + 4) as usize, number(&file, at + 8) as usize);
            assert!(start % 4 == 0 && start + length <= file.len() && length >= 20, "{entry}");
        }
    }

    #[test]
    fn white_is_the_sum_of_the_primaries() {
        let file = profile();
        let place = |wanted: &[u8; 4]| {
            let entry =
                (0..10).map(|entry| HEADER + 4 + entry * ENTRY).find(|&at| &file[at..at + 4] == wanted).unwrap();
            number(&file, entry + 4) as usize
        };
        for axis in 0..3 {
            let value = |tag| f64::from(number(&file, place(tag) + 8 + axis * 4)) / 65_536.0;
            let sum = value(b"rXYZ") + value(b"gXYZ") + value(b"bXYZ");
            assert!((sum - value(b"wtpt")).abs() < 0.000_3, "{axis}");
        }
    }
}
