//! Outlines in the compact form: a CID-keyed font whose character ids are the glyph numbers (Adobe TN 5176, TN 5177).
//! Curves of the third degree stay what they are.

use super::outline::{Outline, Point, Step};

/// As far from the origin as a coordinate may lie, in design units.
const FARTHEST: f64 = 16_383.0;
/// Operands that an operator may take (TN 5177, appendix B).
const MOST_OPERANDS: usize = 48;

/// Operators of charstrings (TN 5177, 4).
const RLINETO: u8 = 5;
const RRCURVETO: u8 = 8;
const ENDCHAR: u8 = 14;
const RMOVETO: u8 = 21;

/// A glyph's charstring, and the smallest box around its points.
pub(super) fn charstring(outline: &Outline, advance: u16) -> (Vec<u8>, Option<[i16; 4]>) {
    let mut writer = Charstring { bytes: Vec::new(), pen: (0, 0), waiting: None, bounds: None };
    // The width is the operand before those of the first operator (TN 5177, 3.1).
    integer(advance.into(), &mut writer.bytes);
    for contour in outline.contours() {
        writer.operands(RMOVETO, &[contour.start]);
        writer.flush();
        let mut at = contour.start;
        for step in &contour.steps {
            match *step {
                Step::Line(to) => {
                    writer.operands(RLINETO, &[to]);
                    at = to;
                }
                Step::Quadratic(control, to) => {
                    let third = |from: f64, control: f64| from + (control - from) * 2.0 / 3.0;
                    let one = (third(at.0, control.0), third(at.1, control.1));
                    let two = (third(to.0, control.0), third(to.1, control.1));
                    writer.operands(RRCURVETO, &[one, two, to]);
                    at = to;
                }
                Step::Cubic(one, two, to) => {
                    writer.operands(RRCURVETO, &[one, two, to]);
                    at = to;
                }
            }
        }
        writer.flush();
    }
    writer.bytes.push(ENDCHAR);
    (writer.bytes, writer.bounds)
}

struct Charstring {
    bytes: Vec<u8>,
    pen: (i64, i64),
    /// The operator whose operands are written, and how many those are.
    waiting: Option<(u8, usize)>,
    bounds: Option<[i16; 4]>,
}

impl Charstring {
    /// Adds points, each against the one before, to an operator that takes any number of them.
    fn operands(&mut self, operator: u8, points: &[Point]) {
        let count = points.len() * 2;
        match &mut self.waiting {
            Some((waiting, written)) if *waiting == operator && *written + count <= MOST_OPERANDS => *written += count,
            _ => {
                self.flush();
                self.waiting = Some((operator, count));
            }
        }
        for &(x, y) in points {
            // Whole units: readers that draw without a scale cut fractions off.
            let whole = |value: f64| value.round().clamp(-FARTHEST, FARTHEST) as i16;
            let (x, y) = (whole(x), whole(y));
            integer(i64::from(x) - self.pen.0, &mut self.bytes);
            integer(i64::from(y) - self.pen.1, &mut self.bytes);
            self.pen = (x.into(), y.into());
            let [left, bottom, right, top] = self.bounds.unwrap_or([x, y, x, y]);
            self.bounds = Some([left.min(x), bottom.min(y), right.max(x), top.max(y)]);
        }
    }

    fn flush(&mut self) {
        if let Some((operator, _)) = self.waiting.take() {
            self.bytes.push(operator);
        }
    }
}

/// A whole number, of charstrings and of dictionaries alike.
fn integer(value: i64, out: &mut Vec<u8>) {
    match value {
        -107..=107 => out.push((value + 139) as u8),
        108..=1131 => out.extend(((value - 108) as u16 + (247 << 8)).to_be_bytes()),
        -1131..=-108 => out.extend(((-value - 108) as u16 + (251 << 8)).to_be_bytes()),
        _ => {
            out.push(28);
            out.extend((value.clamp(-32_768, 32_767) as i16).to_be_bytes());
        }
    }
}

/// An INDEX (TN 5176, 5) of not too many bytes.
fn index<'a>(items: impl Iterator<Item = &'a [u8]> + Clone, out: &mut Vec<u8>) {
    let count = items.clone().count() as u16;
    out.extend(count.to_be_bytes());
    if count == 0 {
        return;
    }
    const OFFSET_BYTES: u8 = 4;
    out.push(OFFSET_BYTES);
    let mut offset = 1u32;
    out.extend(offset.to_be_bytes());
    for item in items.clone() {
        offset = offset.saturating_add(item.len() as u32);
        out.extend(offset.to_be_bytes());
    }
    for item in items {
        out.extend_from_slice(item);
    }
}

/// A number of a dictionary that takes five bytes whatever it is.
fn offset(value: usize, out: &mut Vec<u8>) {
    out.push(29);
    out.extend((value as i32).to_be_bytes());
}

/// The table `CFF ` of these charstrings.
pub(super) fn table(name: &str, units_per_em: u16, bounds: [i16; 4], charstrings: &[Vec<u8>]) -> Vec<u8> {
    let glyphs = charstrings.len() as u16;
    let name: Vec<u8> = name.bytes().filter(|byte| byte.is_ascii_alphanumeric()).take(60).collect();
    let name = if name.is_empty() { b"Font".to_vec() } else { name };
    // The default width 0: every charstring says its own.
    let private = [139, 20];
    let mut font_dictionary = Vec::new();
    integer(private.len() as i64, &mut font_dictionary);
    let private_offset_at = font_dictionary.len();
    offset(0, &mut font_dictionary);
    font_dictionary.push(18);

    let top = |places: Places| {
        let mut top = Vec::new();
        // Registry and ordering are the first two strings of the file's own.
        for value in [391, 392, 0] {
            integer(value, &mut top);
        }
        top.extend([12, 30]);
        if units_per_em != 1000 {
            matrix(units_per_em, &mut top);
        }
        for side in bounds {
            integer(side.into(), &mut top);
        }
        top.push(5);
        offset(usize::from(glyphs), &mut top);
        top.extend([12, 34]);
        for (place, operator) in [
            (places.charset, &[15][..]),
            (places.select, &[12, 37]),
            (places.charstrings, &[17]),
            (places.dictionaries, &[12, 36]),
        ] {
            offset(place, &mut top);
            top.extend_from_slice(operator);
        }
        top
    };
    let mut table = Vec::new();
    let mut places = Places::default();
    // The offsets are known once all has been put in order; they do not change its length.
    for _ in 0..2 {
        table = vec![1, 0, 4, 4];
        index(std::iter::once(name.as_slice()), &mut table);
        index(std::iter::once(top(places).as_slice()), &mut table);
        index([b"Adobe".as_slice(), b"Identity"].into_iter(), &mut table);
        index(std::iter::empty(), &mut table);
        places.charset = table.len();
        if glyphs > 1 {
            // One range from character id 1 on.
            table.extend([2, 0, 1]);
            table.extend((glyphs - 2).to_be_bytes());
        } else {
            table.push(0);
        }
        places.select = table.len();
        table.extend([3, 0, 1, 0, 0, 0]);
        table.extend(glyphs.to_be_bytes());
        let private_offset = table.len();
        table.extend(private);
        places.dictionaries = table.len();
        if let Some(place) = font_dictionary.get_mut(private_offset_at + 1..private_offset_at + 5) {
            place.copy_from_slice(&(private_offset as u32).to_be_bytes());
        }
        index(std::iter::once(font_dictionary.as_slice()), &mut table);
        places.charstrings = table.len();
        index(charstrings.iter().map(Vec::as_slice), &mut table);
    }
    table
}

/// Where the parts of the table begin.
#[derive(Clone, Copy, Default)]
struct Places {
    charset: usize,
    select: usize,
    charstrings: usize,
    dictionaries: usize,
}

/// FontMatrix: a share of the em as a decimal number (TN 5176, 4, table 5).
fn matrix(units_per_em: u16, out: &mut Vec<u8>) {
    let share = format!("{:.9}", 1.0 / f64::from(units_per_em));
    let digits = share.trim_start_matches('0').trim_end_matches('0');
    let mut nibbles: Vec<u8> =
        digits.bytes().map(|sign| if sign == b'.' { 0xA } else { sign.wrapping_sub(b'0') }).collect();
    nibbles.push(0xF);
    if nibbles.len() % 2 == 1 {
        nibbles.push(0xF);
    }
    let real: Vec<u8> = nibbles.as_chunks::<2>().0.iter().map(|[high, low]| high << 4 | low).collect();
    let zero = 139;
    for (place, _) in [1, 0, 0, 1, 0, 0].iter().enumerate() {
        if place == 0 || place == 3 {
            out.push(30);
            out.extend_from_slice(&real);
        } else {
            out.push(zero);
        }
    }
    out.extend([12, 7]);
}

#[cfg(test)]
mod tests {
    use super::super::{FaceMaker, MadeMetrics};
    use super::*;
    use crate::{Face, OutlinePen};

    /// Collects what is drawn.
    #[derive(Default)]
    struct Drawn(Vec<(char, Vec<f32>)>);

    impl OutlinePen for Drawn {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0.push(('m', vec![x, y]));
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.0.push(('l', vec![x, y]));
        }
        fn quad_to(&mut self, a: f32, b: f32, x: f32, y: f32) {
            self.0.push(('q', vec![a, b, x, y]));
        }
        fn curve_to(&mut self, a: f32, b: f32, c: f32, d: f32, x: f32, y: f32) {
            self.0.push(('c', vec![a, b, c, d, x, y]));
        }
        fn close(&mut self) {}
    }

    fn face(units_per_em: u16, outlines: &[Outline]) -> Face {
        let metrics = MadeMetrics {
            units_per_em,
            ascender: 800,
            descender: -200,
            cap_height: 700,
            x_height: 500,
            underline: (-100, 50),
            weight: 400,
            italic: false,
        };
        let mut maker = FaceMaker::compact("Round", metrics);
        for outline in outlines {
            maker.add(outline, 600).unwrap();
        }
        maker.finish().unwrap()
    }

    fn drawn(face: &Face, glyph: u16) -> Vec<(char, Vec<f32>)> {
        let mut drawn = Drawn::default();
        face.outline(glyph, &mut drawn);
        drawn.0
    }

    fn curve() -> Outline {
        let mut outline = Outline::default();
        outline.start(0.0, 0.0);
        outline.cubic((0.0, 55.25), (44.5, 100.0), (100.0, 100.0));
        outline.line(100.0, -2_000.0);
        outline
    }

    #[test]
    fn curves_of_the_third_degree_come_back_as_they_went_in() {
        for units_per_em in [1000, 2400] {
            let face = face(units_per_em, &[curve()]);
            assert!(!face.has_truetype_outlines());
            assert_eq!((face.glyph_count(), face.advance(1), face.units_per_em()), (2, 600, units_per_em));
            let expected = vec![
                ('m', vec![0.0, 0.0]),
                ('c', vec![0.0, 55.0, 45.0, 100.0, 100.0, 100.0]),
                ('l', vec![100.0, -2_000.0]),
            ];
            assert_eq!(drawn(&face, 1), expected, "{units_per_em}");
            assert_eq!(drawn(&face, 0), []);
        }
    }

    #[test]
    fn long_contours_are_split_among_operators() {
        let mut outline = Outline::default();
        outline.start(0.0, 0.0);
        for step in 1..200 {
            outline.line(f64::from(step), f64::from(step % 2) * 500.0);
        }
        let back = drawn(&face(1000, &[outline]), 1);
        assert_eq!(back.len(), 200);
        assert_eq!(back.last(), Some(&('l', vec![199.0, 500.0])));
    }

    #[test]
    fn numbers_are_the_shortest_that_say_them() {
        let said = |value: i64| {
            let mut out = Vec::new();
            integer(value, &mut out);
            out
        };
        // The examples of TN 5176, table 4.
        assert_eq!(said(0), [0x8B]);
        assert_eq!(said(100), [0xEF]);
        assert_eq!(said(-100), [0x27]);
        assert_eq!(said(1000), [0xFA, 0x7C]);
        assert_eq!(said(-1000), [0xFE, 0x7C]);
        assert_eq!(said(10_000), [0x1C, 0x27, 0x10]);
        assert_eq!(said(-10_000), [0x1C, 0xD8, 0xF0]);
    }
}
