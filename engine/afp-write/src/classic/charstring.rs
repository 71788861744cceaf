//! Outlines as Type 1 charstrings (Adobe Type 1 Font Format, chapters 6 and 7).

use fonts::{Face, OutlinePen};

/// Units to the em square of Type 1 fonts.
pub(super) const EM: f64 = 1_000.0;

/// The key for charstrings, and that for the private part of a font.
const CHARSTRING_KEY: u16 = 4_330;
const EEXEC_KEY: u16 = 55_665;

/// A glyph in thousandths of the em, y upward.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct GlyphOutline {
    pub advance: i32,
    /// Left, lower, right and upper edge; none for a glyph that draws nothing.
    pub bounds: Option<(i32, i32, i32, i32)>,
    pub steps: Vec<Step>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Move(i32, i32),
    Line(i32, i32),
    Curve([(i32, i32); 3]),
    Close,
}

impl GlyphOutline {
    /// A glyph of a face.
    pub(super) fn new(face: &Face, glyph: u16, advance: i64) -> Self {
        let scale = EM / f64::from(face.units_per_em().max(1));
        let mut pen = Collector { scale, ..Collector::default() };
        face.outline(glyph, &mut pen);
        pen.finish();
        let mut bounds: Option<(i32, i32, i32, i32)> = None;
        for step in &pen.steps {
            let points: &[(i32, i32)] = match step {
                Step::Move(x, y) | Step::Line(x, y) => &[(*x, *y)],
                Step::Curve(points) => points,
                Step::Close => &[],
            };
            for &(x, y) in points {
                let (left, lower, right, upper) = bounds.unwrap_or((x, y, x, y));
                bounds = Some((left.min(x), lower.min(y), right.max(x), upper.max(y)));
            }
        }
        let advance = i32::try_from(advance).unwrap_or(0);
        Self { advance, bounds, steps: pen.steps }
    }

    /// The charstring, encrypted behind four bytes.
    pub(super) fn charstring(&self) -> Vec<u8> {
        let mut out = vec![0; 4];
        let side_bearing = self.bounds.map_or(0, |(left, ..)| left);
        number(side_bearing, &mut out);
        number(self.advance, &mut out);
        out.push(HSBW);
        let mut at = (side_bearing, 0);
        for step in &self.steps {
            match *step {
                Step::Move(x, y) => delta((x - at.0, y - at.1), [HMOVETO, VMOVETO, RMOVETO], &mut out),
                Step::Line(x, y) => delta((x - at.0, y - at.1), [HLINETO, VLINETO, RLINETO], &mut out),
                Step::Curve(points) => {
                    let mut from = at;
                    for (x, y) in points {
                        number(x - from.0, &mut out);
                        number(y - from.1, &mut out);
                        from = (x, y);
                    }
                    out.push(RRCURVETO);
                }
                // The current point stays where the contour ended.
                Step::Close => out.push(CLOSEPATH),
            }
            at = match *step {
                Step::Move(x, y) | Step::Line(x, y) | Step::Curve([_, _, (x, y)]) => (x, y),
                Step::Close => at,
            };
        }
        out.push(ENDCHAR);
        encrypt(&out, CHARSTRING_KEY)
    }
}

const VMOVETO: u8 = 4;
const RLINETO: u8 = 5;
const HLINETO: u8 = 6;
const VLINETO: u8 = 7;
const RRCURVETO: u8 = 8;
const CLOSEPATH: u8 = 9;
const RETURN: u8 = 11;
const HSBW: u8 = 13;
const ENDCHAR: u8 = 14;
const RMOVETO: u8 = 21;
const HMOVETO: u8 = 22;

/// A subroutine that does nothing, encrypted: the first of every font.
pub(super) fn empty_subroutine() -> Vec<u8> {
    encrypt(&[0, 0, 0, 0, RETURN], CHARSTRING_KEY)
}

/// The private part of a font, encrypted behind four bytes.
pub(super) fn eexec(private: &[u8]) -> Vec<u8> {
    let plain: Vec<u8> = [0; 4].into_iter().chain(private.iter().copied()).collect();
    encrypt(&plain, EEXEC_KEY)
}

fn encrypt(plain: &[u8], key: u16) -> Vec<u8> {
    let mut state = key;
    let cipher = plain.iter().map(|&byte| {
        let coded = byte ^ (state >> 8) as u8;
        state = u16::from(coded).wrapping_add(state).wrapping_mul(52_845).wrapping_add(22_719);
        coded
    });
    cipher.collect()
}

/// A number as charstrings write it (Type 1 "Charstring Number Encoding").
fn number(value: i32, out: &mut Vec<u8>) {
    match value {
        -107..=107 => out.push((value + 139) as u8),
        108..=1131 => {
            let rest = value - 108;
            out.extend([(rest / 256 + 247) as u8, (rest % 256) as u8]);
        }
        -1131..=-108 => {
            let rest = -value - 108;
            out.extend([(rest / 256 + 251) as u8, (rest % 256) as u8]);
        }
        _ => {
            out.push(255);
            out.extend(value.to_be_bytes());
        }
    }
}

/// A move or line: along one axis, or along both.
fn delta((x, y): (i32, i32), [horizontal, vertical, both]: [u8; 3], out: &mut Vec<u8>) {
    match (x, y) {
        (x, 0) => {
            number(x, out);
            out.push(horizontal);
        }
        (0, y) => {
            number(y, out);
            out.push(vertical);
        }
        (x, y) => {
            number(x, out);
            number(y, out);
            out.push(both);
        }
    }
}

/// Collects an outline in thousandths of the em; quadratic curves become cubic ones.
#[derive(Default)]
struct Collector {
    scale: f64,
    steps: Vec<Step>,
    /// The current point in design units.
    at: (f64, f64),
    open: bool,
}

impl Collector {
    fn place(&self, (x, y): (f64, f64)) -> (i32, i32) {
        let whole = |value: f64| (value * self.scale).round().clamp(-32_000.0, 32_000.0) as i32;
        (whole(x), whole(y))
    }

    fn finish(&mut self) {
        if std::mem::take(&mut self.open) {
            self.steps.push(Step::Close);
        }
    }

    fn cubic(&mut self, one: (f64, f64), two: (f64, f64), end: (f64, f64)) {
        let points = [self.place(one), self.place(two), self.place(end)];
        self.steps.push(Step::Curve(points));
        self.at = end;
    }
}

impl OutlinePen for Collector {
    fn move_to(&mut self, x: f32, y: f32) {
        self.finish();
        self.at = (x.into(), y.into());
        let (x, y) = self.place(self.at);
        self.steps.push(Step::Move(x, y));
        self.open = true;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.at = (x.into(), y.into());
        let (x, y) = self.place(self.at);
        self.steps.push(Step::Line(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (from, control, end) = (self.at, (f64::from(cx), f64::from(cy)), (f64::from(x), f64::from(y)));
        let third = |point: (f64, f64)| {
            (point.0 + (control.0 - point.0) * 2.0 / 3.0, point.1 + (control.1 - point.1) * 2.0 / 3.0)
        };
        self.cubic(third(from), third(end), end);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.cubic((cx0.into(), cy0.into()), (cx1.into(), cy1.into()), (x.into(), y.into()));
    }

    fn close(&mut self) {
        self.finish();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decrypt(cipher: &[u8], key: u16) -> Vec<u8> {
        let mut state = key;
        let plain = cipher.iter().map(|&byte| {
            let plain = byte ^ (state >> 8) as u8;
            state = u16::from(byte).wrapping_add(state).wrapping_mul(52_845).wrapping_add(22_719);
            plain
        });
        plain.collect()
    }

    #[test]
    fn numbers_take_one_two_or_five_bytes() {
        // Type 1 Font Format, section 6.2.
        let coded = |value| {
            let mut out = Vec::new();
            number(value, &mut out);
            out
        };
        assert_eq!((coded(0), coded(-107), coded(107)), (vec![139], vec![32], vec![246]));
        assert_eq!((coded(108), coded(1131), coded(-108)), (vec![247, 0], vec![250, 255], vec![251, 0]));
        assert_eq!(coded(-1131), [254, 255]);
        assert_eq!(coded(1132), [255, 0, 0, 4, 108]);
    }

    #[test]
    fn a_square_is_closed_and_ended() {
        let mut pen = Collector { scale: 1.0, ..Collector::default() };
        pen.move_to(50.0, 0.0);
        pen.line_to(250.0, 0.0);
        pen.line_to(250.0, 200.0);
        pen.quad_to(50.0, 200.0, 50.0, 0.0);
        pen.close();
        let outline = GlyphOutline { advance: 300, bounds: Some((50, 0, 250, 200)), steps: pen.steps };
        let plain = decrypt(&outline.charstring(), CHARSTRING_KEY);
        assert_eq!(plain[..4], [0; 4]);
        let wanted = [
            189, 247, 192, HSBW, 139, HMOVETO, 247, 92, HLINETO, 247, 92, VLINETO,
            // The control points lie two thirds of the way to the corner: (117, 200), (50, 133), then the end.
            251, 25, 139, 72, 72, 139, 251, 25, RRCURVETO, CLOSEPATH, ENDCHAR,
        ];
        assert_eq!(plain[4..], wanted);
    }

    #[test]
    fn the_private_part_does_not_look_like_hexadecimal_digits() {
        let cipher = eexec(b"dup /Private");
        assert!(!cipher[0].is_ascii_hexdigit() && !cipher[0].is_ascii_whitespace());
        assert_eq!(decrypt(&cipher, EEXEC_KEY)[4..], *b"dup /Private");
    }
}
