//! Object identifiers of fonts, made from their bytes, so that every receiver of a font finds the same
//! (MO:DCA appendix "Object OID Algorithms", TrueType and OpenType fonts).

use md5::{Digest, Md5};

/// ISO, identified organisation, IBM, objects, print, document formats, object identifier algorithm: 1.3.18.0.4.1.5.
const SEED: [u8; 6] = [0x2B, 0x12, 0x00, 0x04, 0x01, 0x05];
/// Supplier, customer and a component kept for later: none.
const NOBODY: [u8; 3] = [0; 3];
/// What an object identifier begins with (ASN.1).
const TAG: u8 = 0x06;

/// The object identifier of a font file, in its short form.
pub(crate) fn of_font(file: &[u8]) -> Vec<u8> {
    encode(u128::from_be_bytes(Md5::digest(file).into()), file.len() as u128)
}

fn encode(fingerprint: u128, size: u128) -> Vec<u8> {
    let mut content = SEED.to_vec();
    component(fingerprint, &mut content);
    component(size, &mut content);
    content.extend(NOBODY);
    // At most 6 + 19 + 10 + 3 bytes.
    let mut bytes = vec![TAG, content.len() as u8];
    bytes.append(&mut content);
    bytes
}

/// A number in groups of seven bits, the greatest first; all but the last have their highest bit set.
fn component(number: u128, to: &mut Vec<u8>) {
    let groups = (128 - number.leading_zeros()).div_ceil(7).max(1);
    for group in (0..groups).rev() {
        let more = if group == 0 { 0 } else { 0x80 };
        to.push((number >> (group * 7)) as u8 & 0x7F | more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the appendix.
    #[test]
    fn an_identifier_is_as_the_architecture_works_it_out() {
        let wanted = [
            0x06, 0x1F, 0x2B, 0x12, 0x00, 0x04, 0x01, 0x05, 0x83, 0xFF, 0xEE, 0xEE, 0xF3, 0x97, 0xBA, 0xD4, 0xE6, 0x90,
            0xF7, 0xB3, 0x95, 0xA8, 0xC3, 0x99, 0x88, 0xA2, 0x00, 0xBD, 0x84, 0x40, 0x00, 0x00, 0x00,
        ];
        assert_eq!(encode(0xFFEE_DDCC_BBAA_9988_7766_5544_3322_1100, 1_000_000), wanted);
    }

    #[test]
    fn the_fingerprint_is_that_of_rfc_1321() {
        assert_eq!(of_font(b"abc"), encode(0x9001_5098_3CD2_4FB0_D696_3F7D_28E1_7F72, 3));
        assert_eq!(encode(1, 0), [6, 11, 0x2B, 0x12, 0, 4, 1, 5, 1, 0, 0, 0, 0]);
    }
}
