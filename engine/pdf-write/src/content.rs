//! Bytes of a content stream: numbers, names, strings and operators (ISO 32000-1, 7.3 and 8.4).

use units::{Emu, Point, Rect, Transform};

/// A growing content stream.
#[derive(Clone, Debug, Default)]
pub(crate) struct Content {
    pub(crate) bytes: Vec<u8>,
}

/// A number of decimals: so many thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Thousandths(pub(crate) i64);

impl Thousandths {
    /// A length in points.
    pub(crate) fn points(length: Emu) -> Self {
        // 1000 / 12,700 = 10 / 127, rounded to nearest.
        Self((length.wide() * 20 + 127).div_euclid(254))
    }
}

impl Content {
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        self.bytes.extend_from_slice(text.as_bytes());
        self
    }

    pub(crate) fn integer(&mut self, value: u64) -> &mut Self {
        let mut digits = [0u8; 20];
        let mut at = digits.len();
        let mut rest = value;
        loop {
            at -= 1;
            if let Some(digit) = digits.get_mut(at) {
                *digit = b'0' + (rest % 10) as u8;
            }
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        self.bytes.extend_from_slice(digits.get(at..).unwrap_or_default());
        self
    }

    /// A number without trailing zeros.
    pub(crate) fn number(&mut self, value: Thousandths) -> &mut Self {
        if value.0 < 0 {
            self.bytes.push(b'-');
        }
        let magnitude = value.0.unsigned_abs();
        let (whole, fraction) = (magnitude / 1000, magnitude % 1000);
        if whole > 0 || fraction == 0 {
            self.integer(whole);
        }
        if fraction > 0 {
            let digits =
                [b'0' + (fraction / 100) as u8, b'0' + (fraction / 10 % 10) as u8, b'0' + (fraction % 10) as u8];
            let kept = if fraction % 100 == 0 {
                1
            } else if fraction % 10 == 0 {
                2
            } else {
                3
            };
            self.bytes.push(b'.');
            self.bytes.extend(digits.iter().take(kept));
        }
        self
    }

    /// A number and a space.
    pub(crate) fn operand(&mut self, value: Thousandths) -> &mut Self {
        self.number(value).text(" ")
    }

    /// A length in points and a space.
    pub(crate) fn length(&mut self, length: Emu) -> &mut Self {
        self.operand(Thousandths::points(length))
    }

    /// A matrix's six numbers; factors with six decimals where three are not enough.
    pub(crate) fn matrix(&mut self, factors: [i32; 4], x: Emu, y: Emu) -> &mut Self {
        for factor in factors {
            if factor % (1 << 16) == 0 {
                self.number(Thousandths(i64::from(factor >> 16) * 1000));
            } else {
                let exact = format!("{:.6}", f64::from(factor) / 65_536.0);
                self.text(exact.trim_end_matches('0').trim_end_matches('.'));
            }
            self.text(" ");
        }
        self.length(x).length(y)
    }

    /// A literal string.
    pub(crate) fn string(&mut self, bytes: impl IntoIterator<Item = u8>) -> &mut Self {
        self.bytes.push(b'(');
        for byte in bytes {
            match byte {
                b'(' | b')' | b'\\' => self.bytes.extend([b'\\', byte]),
                b'\r' => self.bytes.extend([b'\\', b'r']),
                _ => self.bytes.push(byte),
            }
        }
        self.bytes.push(b')');
        self
    }
}

/// How coordinates of the page become those of PDF, whose y grows upward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// The page's height on the page itself, none within forms and transformed groups.
    pub(crate) height: Emu,
}

impl Frame {
    /// Within a form or a transformed group.
    pub(crate) const INNER: Self = Self { height: Emu::ZERO };

    pub(crate) fn y(self, y: Emu) -> Emu {
        self.height - y
    }

    pub(crate) fn point(self, content: &mut Content, point: Point) {
        content.length(point.x).length(self.y(point.y));
    }

    /// A rectangle's four numbers.
    pub(crate) fn rect(self, content: &mut Content, rect: Rect) {
        content.length(rect.x).length(self.y(rect.bottom())).length(rect.width).length(rect.height);
    }

    /// The matrix from coordinates within to those around.
    pub(crate) fn transform(self, content: &mut Content, transform: Transform) {
        content.matrix(
            [transform.a, transform.b.saturating_neg(), transform.c.saturating_neg(), transform.d],
            transform.e,
            self.y(transform.f),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(value: i64) -> String {
        let mut content = Content::default();
        content.number(Thousandths(value));
        String::from_utf8(content.bytes).unwrap()
    }

    #[test]
    fn numbers_are_short() {
        let shown: Vec<_> = [0, 1, -20, 300, -1000, 12_345, 100_000].map(show).into();
        assert_eq!(shown, ["0", ".001", "-.02", ".3", "-1", "12.345", "100"]);
    }

    #[test]
    fn lengths_are_rounded_to_thousandths_of_a_point() {
        assert_eq!(Thousandths::points(Emu::from_points(72)), Thousandths(72_000));
        assert_eq!(Thousandths::points(Emu::new(-6)), Thousandths(0));
        assert_eq!(Thousandths::points(Emu::new(-7)), Thousandths(-1));
        assert_eq!(Thousandths::points(Emu::from_l_units(1)), Thousandths(50));
    }

    #[test]
    fn strings_are_escaped() {
        let mut content = Content::default();
        content.string(*b"a(b)\\\r\n");
        assert_eq!(content.bytes, b"(a\\(b\\)\\\\\\r\n)");
    }
}
