//! Error correction over GF(256) with the polynomial X'12D' (ISO/IEC 16022, annex E).

const POLYNOMIAL: u16 = 0x12D;

fn multiply(mut left: u8, mut right: u8) -> u8 {
    let mut product = 0;
    while right > 0 {
        if right & 1 == 1 {
            product ^= left;
        }
        let doubled = u16::from(left) << 1;
        left = if doubled > 0xFF { doubled ^ POLYNOMIAL } else { doubled } as u8;
        right >>= 1;
    }
    product
}

/// The coefficients of (x − 2^1) … (x − 2^count), highest power first, without the first one, which is 1.
fn generator(count: usize) -> Vec<u8> {
    let mut polynomial = vec![1];
    let mut root = 1;
    for _ in 0..count {
        root = multiply(root, 2);
        let shifted = polynomial.iter().copied().chain([0]);
        let scaled = std::iter::once(0).chain(polynomial.iter().map(|&coefficient| multiply(coefficient, root)));
        polynomial = shifted.zip(scaled).map(|(left, right)| left ^ right).collect();
    }
    polynomial.into_iter().skip(1).collect()
}

/// Appends the error correction of interleaved blocks, interleaved as well.
pub(super) fn append(codewords: &mut Vec<u8>, correction: usize, blocks: usize) {
    let generator = generator(correction);
    let data = codewords.len();
    codewords.resize(data + correction * blocks, 0);
    for block in 0..blocks {
        let mut rest = vec![0u8; correction];
        for place in (block..data).step_by(blocks.max(1)) {
            let factor = codewords.get(place).copied().unwrap_or(0) ^ rest.first().copied().unwrap_or(0);
            rest.rotate_left(1);
            if let Some(last) = rest.last_mut() {
                *last = 0;
            }
            for (remainder, coefficient) in rest.iter_mut().zip(&generator) {
                *remainder ^= multiply(*coefficient, factor);
            }
        }
        for (number, value) in rest.into_iter().enumerate() {
            if let Some(slot) = codewords.get_mut(data + number * blocks + block) {
                *slot = value;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standards_example_gives_its_correction() {
        // ISO/IEC 16022, annex O: "123456".
        let mut codewords = vec![142, 164, 186];
        append(&mut codewords, 5, 1);
        assert_eq!(codewords, [142, 164, 186, 114, 25, 5, 88, 102]);
    }
}
