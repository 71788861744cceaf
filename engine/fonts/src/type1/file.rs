//! The two parts of a Type 1 file: clear text and private part (Adobe Type 1 Font Format 7, PFB: TN 5040).

use super::Type1Error;

const PRIVATE_KEY: u16 = 55_665;
const CHARSTRING_KEY: u16 = 4_330;

/// Decrypts (Type 1 Font Format 7.1).
fn decrypt(bytes: impl Iterator<Item = u8>, mut key: u16) -> impl Iterator<Item = u8> {
    bytes.map(move |cipher| {
        let plain = cipher ^ (key >> 8) as u8;
        key = u16::from(cipher).wrapping_add(key).wrapping_mul(52_845).wrapping_add(22_719);
        plain
    })
}

/// A charstring or subroutine; `skip` is the font's `lenIV`, negative where nothing is encrypted.
pub(super) fn charstring(bytes: &[u8], skip: i32) -> Vec<u8> {
    match usize::try_from(skip) {
        Ok(skip) => decrypt(bytes.iter().copied(), CHARSTRING_KEY).skip(skip).collect(),
        Err(_) => bytes.to_vec(),
    }
}

/// Clear text and decrypted private part of a PFB or PFA file.
pub(super) fn parts(bytes: &[u8]) -> Result<(Vec<u8>, Vec<u8>), Type1Error> {
    let joined = if bytes.first() == Some(&0x80) { segments(bytes) } else { bytes.to_vec() };
    if !joined.starts_with(b"%!") {
        return Err(Type1Error::NotAProgram);
    }
    const WORD: &[u8] = b"eexec";
    let at = joined.windows(WORD.len()).position(|window| window == WORD).ok_or(Type1Error::NotAProgram)?;
    let (clear, rest) = joined.split_at(at + WORD.len());
    let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
    let cipher = rest.get(rest.iter().take_while(|byte| blank(byte)).count()..).unwrap_or_default();
    // Cipher text as hexadecimal digits, unless one of the first four bytes is none (7.2).
    let is_hex = cipher.len() >= 4 && cipher.iter().take(4).all(u8::is_ascii_hexdigit);
    let private = if is_hex {
        decrypt(hexadecimal(cipher), PRIVATE_KEY).skip(4).collect()
    } else {
        decrypt(cipher.iter().copied(), PRIVATE_KEY).skip(4).collect()
    };
    Ok((clear.to_vec(), private))
}

fn hexadecimal(digits: &[u8]) -> impl Iterator<Item = u8> + '_ {
    let mut values = digits.iter().filter_map(|&digit| char::from(digit).to_digit(16)).map(|value| value as u8);
    std::iter::from_fn(move || {
        let high = values.next()?;
        Some(high << 4 | values.next().unwrap_or(0))
    })
}

/// The content of the segments of a PFB file; a length that reaches beyond the file ends there.
fn segments(bytes: &[u8]) -> Vec<u8> {
    const TEXT: u8 = 1;
    const BINARY: u8 = 2;
    let mut joined = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [0x80, TEXT | BINARY, a, b, c, d, content @ ..] = rest {
        let length = usize::try_from(u32::from_le_bytes([*a, *b, *c, *d])).unwrap_or(usize::MAX).min(content.len());
        let (segment, after) = content.split_at(length);
        joined.extend_from_slice(segment);
        rest = after;
    }
    joined
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The inverse of [`decrypt`].
    pub(crate) fn encrypt(bytes: &[u8], mut key: u16) -> Vec<u8> {
        bytes
            .iter()
            .map(|&plain| {
                let cipher = plain ^ (key >> 8) as u8;
                key = u16::from(cipher).wrapping_add(key).wrapping_mul(52_845).wrapping_add(22_719);
                cipher
            })
            .collect()
    }

    pub(crate) fn private(bytes: &[u8]) -> Vec<u8> {
        encrypt(&[b"\0\0\0\0", bytes].concat(), PRIVATE_KEY)
    }

    pub(crate) fn encrypted_charstring(bytes: &[u8]) -> Vec<u8> {
        encrypt(&[b"\0\0\0\0", bytes].concat(), CHARSTRING_KEY)
    }

    #[test]
    fn a_file_is_read_in_segments_as_binary_or_as_digits() {
        let clear = b"%!FontType1 eexec\n";
        let cipher = private(b"secret");
        let plain = [clear.as_slice(), &cipher].concat();
        let digits: String = cipher.iter().map(|byte| format!("{byte:02X}")).collect();
        let spelled = [clear.as_slice(), digits.as_bytes()].concat();
        let mut segmented = vec![0x80, 1, clear.len() as u8, 0, 0, 0];
        segmented.extend_from_slice(clear);
        segmented.extend([0x80, 2, cipher.len() as u8, 0, 0, 0]);
        segmented.extend(&cipher);
        segmented.extend([0x80, 3]);
        for file in [plain, spelled, segmented] {
            assert_eq!(parts(&file).map(|(_, private)| private), Ok(b"secret".to_vec()));
        }
    }

    #[test]
    fn what_is_no_program_is_refused() {
        assert_eq!(parts(b""), Err(Type1Error::NotAProgram));
        assert_eq!(parts(b"%!PS but nothing private"), Err(Type1Error::NotAProgram));
        assert_eq!(parts(&[0x80, 1, 0xFF, 0xFF, 0xFF, 0xFF, b'x']), Err(Type1Error::NotAProgram));
    }
}
