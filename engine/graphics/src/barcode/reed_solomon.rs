//! Error correction codewords over the fields GF(2ⁿ).

/// A field: the number of bits of its elements and the polynomial that generates it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    pub(super) bits: u32,
    pub(super) polynomial: u32,
}

impl Field {
    fn multiply(self, mut left: u32, mut right: u32) -> u32 {
        let mut product = 0;
        while right > 0 {
            if right & 1 == 1 {
                product ^= left;
            }
            left <<= 1;
            if left >> self.bits != 0 {
                left ^= self.polynomial;
            }
            right >>= 1;
        }
        product
    }

    /// The coefficients of (x − 2¹) … (x − 2^count), highest power first, without the first one, which is 1.
    fn generator(self, count: usize) -> Vec<u32> {
        let mut polynomial = vec![1];
        let mut root = 1;
        for _ in 0..count {
            root = self.multiply(root, 2);
            let shifted = polynomial.iter().copied().chain([0]);
            let scaled =
                std::iter::once(0).chain(polynomial.iter().map(|&coefficient| self.multiply(coefficient, root)));
            polynomial = shifted.zip(scaled).map(|(left, right)| left ^ right).collect();
        }
        polynomial.into_iter().skip(1).collect()
    }

    /// So many codewords of correction for data, the roots being 2¹ to 2^count.
    pub(super) fn correction(self, data: impl IntoIterator<Item = u32>, count: usize) -> Vec<u32> {
        // Logarithms of the generator would be faster; the longest symbols take a millisecond without.
        let generator = self.generator(count);
        let mut rest = vec![0u32; count];
        for value in data {
            let factor = value ^ rest.first().copied().unwrap_or(0);
            rest.rotate_left(1);
            if let Some(last) = rest.last_mut() {
                *last = 0;
            }
            for (remainder, &coefficient) in rest.iter_mut().zip(&generator) {
                *remainder ^= self.multiply(coefficient, factor);
            }
        }
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standards_example_gives_its_correction() {
        // ISO/IEC 16022, annex O: "123456".
        let field = Field { bits: 8, polynomial: 0x12D };
        assert_eq!(field.correction([142, 164, 186], 5), [114, 25, 5, 88, 102]);
    }
}
