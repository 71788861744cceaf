//! Text with its place, as every reader and writer can tell it.

use units::{Angle, Emu, Point};

/// A piece of text on one baseline of a page. Places are told as if the page were turned back until the text is
/// upright: `baseline` grows in the direction of the descenders, `x` in the direction of writing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextAt {
    /// The direction of the baseline, clockwise from rightward, to a hundredth of a degree.
    pub turn: Angle,
    /// The baseline's place.
    pub baseline: Emu,
    /// Where the text begins.
    pub x: Emu,
    /// Where it ends.
    pub end: Emu,
    /// The side of the em square.
    pub size: Emu,
    /// The text in logical order.
    pub text: String,
}

impl TextAt {
    /// Text from a place in the direction of another for a length. Places are in Emu on the page.
    pub fn new(start: (f64, f64), towards: (f64, f64), length: f64, size: Emu, text: String) -> Self {
        let (across, down) = (towards.0 - start.0, towards.1 - start.1);
        let reach = libm::hypot(across, down);
        let (cosine, sine) = if reach > 0.0 { (across / reach, down / reach) } else { (1.0, 0.0) };
        let hundredths = libm::round(libm::atan2(sine, cosine) * 18_000.0 / std::f64::consts::PI);
        let turn = Angle::from_millidegrees(hundredths as i32 * 10);
        let x = start.0 * cosine + start.1 * sine;
        let baseline = start.1 * cosine - start.0 * sine;
        Self {
            turn,
            baseline: Emu::round_from_f64(baseline),
            x: Emu::round_from_f64(x),
            end: Emu::round_from_f64(x + length),
            size,
            text,
        }
    }

    /// Text between two places of a page.
    pub fn between(start: Point, end: Point, size: Emu, text: String) -> Self {
        let at = |point: Point| (f64::from(point.x.get()), f64::from(point.y.get()));
        let (start, end) = (at(start), at(end));
        Self::new(start, end, libm::hypot(end.0 - start.0, end.1 - start.1), size, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_down_the_page_is_told_as_if_the_page_were_turned_back() {
        let at = |x, y| Point::new(Emu::new(x), Emu::new(y));
        let text = TextAt::between(at(700, 100), at(700, 400), Emu::new(50), "x".to_owned());
        assert_eq!(text.turn, Angle::from_degrees(90));
        assert_eq!((text.baseline, text.x, text.end), (Emu::new(-700), Emu::new(100), Emu::new(400)));
        let upright = TextAt::between(at(700, 100), at(900, 100), Emu::new(50), "x".to_owned());
        assert_eq!((upright.turn, upright.baseline, upright.x), (Angle::ZERO, Emu::new(100), Emu::new(700)));
    }
}
