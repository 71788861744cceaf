//! Where a picture comes to lie.

use model::Fit;
use units::{Emu, Rect};

use super::Header;

/// Where a picture comes to lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placement {
    /// Where it is stretched to.
    pub rect: Rect,
    /// Whether it reaches beyond the object's rectangle and must be cut off there.
    pub clipped: bool,
}

/// Fits a picture into an object's rectangle, in the middle where room is left. Where the file gives different
/// resolutions across and down, its pixels are that oblong.
pub fn place(header: &Header, into: Rect, fit: Fit) -> Placement {
    let (across, down) = header.dots_per_inch.unwrap_or((1, 1));
    let width = i64::from(header.width) * i64::from(down);
    let height = i64::from(header.height) * i64::from(across);
    // Comparing width/height with the rectangle's without division.
    let wider = i128::from(width) * i128::from(into.height.get()) > i128::from(height) * i128::from(into.width.get());
    let rect = match (fit, wider) {
        (Fit::Stretch, _) => into,
        (Fit::Contain, true) | (Fit::Cover, false) => centred(into, into.width, into.width.scale(height, width)),
        (Fit::Contain, false) | (Fit::Cover, true) => centred(into, into.height.scale(width, height), into.height),
    };
    Placement { rect, clipped: fit == Fit::Cover && !into.contains_rect(rect) }
}

fn centred(into: Rect, width: Emu, height: Emu) -> Rect {
    Rect::new(into.x + (into.width - width) / 2, into.y + (into.height - height) / 2, width, height)
}

#[cfg(test)]
mod tests {
    use scene::{ImageFormat, PixelColour};

    use super::*;

    fn header(width: u32, height: u32, dots_per_inch: Option<(u32, u32)>) -> Header {
        Header { format: ImageFormat::Png, width, height, colour: PixelColour::Rgb, dots_per_inch }
    }

    fn rect(x: i32, y: i32, width: i32, height: i32) -> Rect {
        Rect::new(Emu::new(x), Emu::new(y), Emu::new(width), Emu::new(height))
    }

    #[test]
    fn a_wide_picture_in_a_square_leaves_bands_or_is_cut_at_the_sides() {
        let (wide, square) = (header(200, 100, None), rect(10, 10, 100, 100));
        assert_eq!(place(&wide, square, Fit::Contain), Placement { rect: rect(10, 35, 100, 50), clipped: false });
        assert_eq!(place(&wide, square, Fit::Cover), Placement { rect: rect(-40, 10, 200, 100), clipped: true });
        assert_eq!(place(&wide, square, Fit::Stretch), Placement { rect: square, clipped: false });
    }

    #[test]
    fn pixels_that_are_no_squares_count_with_their_resolution() {
        let fax = header(200, 100, Some((200, 100)));
        assert_eq!(place(&fax, rect(0, 0, 100, 100), Fit::Contain).rect, rect(0, 0, 100, 100));
    }

    #[test]
    fn what_fits_exactly_is_not_cut() {
        assert!(!place(&header(2, 1, None), rect(0, 0, 200, 100), Fit::Cover).clipped);
    }
}
