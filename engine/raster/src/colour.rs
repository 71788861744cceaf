//! Mixing colours of 8 bits a channel.

/// `a × b / 255`, rounded to nearest.
pub(crate) const fn multiply(a: u8, b: u8) -> u8 {
    let product = a as u32 * b as u32 + 128;
    ((product + (product >> 8)) >> 8) as u8
}

/// An opaque colour laid over a premultiplied pixel, covering `coverage` of it.
pub(crate) fn lay_over(pixel: &mut [u8], colour: [u8; 3], coverage: u8) {
    let [red, green, blue] = colour;
    for (channel, source) in pixel.iter_mut().zip([red, green, blue, 255]) {
        let mixed = u32::from(source) * u32::from(coverage) + u32::from(*channel) * u32::from(255 - coverage) + 128;
        *channel = ((mixed + (mixed >> 8)) >> 8) as u8;
    }
}

/// A premultiplied pixel laid over another.
pub(crate) fn lay_pixel_over(pixel: &mut [u8], source: &[u8]) {
    let Some(&alpha) = source.get(3) else { return };
    if alpha == 0 {
        return;
    }
    for (channel, &source) in pixel.iter_mut().zip(source) {
        *channel = source.saturating_add(multiply(*channel, 255 - alpha));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_and_no_coverage_are_exact() {
        let mut pixel = [10, 20, 30, 255];
        lay_over(&mut pixel, [200, 100, 50], 0);
        assert_eq!(pixel, [10, 20, 30, 255]);
        lay_over(&mut pixel, [200, 100, 50], 255);
        assert_eq!(pixel, [200, 100, 50, 255]);
    }

    #[test]
    fn half_coverage_of_black_on_white_is_grey() {
        let mut pixel = [255; 4];
        lay_over(&mut pixel, [0, 0, 0], 128);
        assert_eq!(pixel, [127, 127, 127, 255]);
    }
}
