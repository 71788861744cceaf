//! How numbers, colours and expressions stand in the file.
//!
//! Lengths are whole Emu, angles thousandths of a degree clockwise, font sizes twentieths of a point. A colour is a
//! text: `#12305f`, `cmyk(255,0,0,0)`, `gray(128)`, `oca(8)`, or `swatch(s_blue)`.

use diagnostics::ObjectId;
use units::{Angle, Colour, Emu, FontSize, Rect, Size};

use crate::json::{Fields, Json, Part, Reader, SchemaBook, Writer, part, whole_number};

/// An expression, unparsed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Expression(pub String);

/// Text with `{{ expressions }}`, unparsed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct TemplateText(pub String);

/// A colour, or a swatch that holds one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColourRef {
    /// A colour of its own.
    Value(Colour),
    /// The swatch with this id.
    Swatch(ObjectId),
}

impl From<&str> for Expression {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<&str> for TemplateText {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl ColourRef {
    /// Reads the file's form.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(digits) = text.strip_prefix('#') {
            let number = (digits.len() == 6).then(|| u32::from_str_radix(digits, 16).ok()).flatten()?;
            let [_, red, green, blue] = number.to_be_bytes();
            return Some(Self::Value(Colour::Rgb(red, green, blue)));
        }
        let (function, rest) = text.split_once('(')?;
        let arguments = rest.strip_suffix(')')?;
        if function == "swatch" {
            return arguments.parse().ok().map(Self::Swatch);
        }
        let numbers: Vec<u16> = arguments.split(',').map(|number| number.trim().parse().ok()).collect::<Option<_>>()?;
        let byte = |number: u16| u8::try_from(number).ok();
        Some(Self::Value(match (function, numbers.as_slice()) {
            ("cmyk", &[cyan, magenta, yellow, black]) => {
                Colour::Cmyk(byte(cyan)?, byte(magenta)?, byte(yellow)?, byte(black)?)
            }
            ("gray", &[level]) => Colour::Gray(byte(level)?),
            ("oca", &[number]) => Colour::Oca(number),
            _ => return None,
        }))
    }
}

impl std::fmt::Display for ColourRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Swatch(id) => write!(f, "swatch({id})"),
            Self::Value(Colour::Cmyk(cyan, magenta, yellow, black)) => {
                write!(f, "cmyk({cyan},{magenta},{yellow},{black})")
            }
            Self::Value(Colour::Gray(level)) => write!(f, "gray({level})"),
            Self::Value(Colour::Oca(number)) => write!(f, "oca({number})"),
            Self::Value(other) => {
                let [red, green, blue] = other.to_rgb();
                write!(f, "#{red:02x}{green:02x}{blue:02x}")
            }
        }
    }
}

/// Reads through another type and writes through it.
macro_rules! through {
    ($type:ident as $plain:ty, $expected:expr, $schema:expr, $read:expr, $write:expr) => {
        impl Part for $type {
            fn read(json: &Json, reader: &mut Reader<'_>) -> Option<Self> {
                let read: fn(&$plain) -> Option<$type> = $read;
                let value =
                    reader.quietly(|reader| <$plain as Part>::read(json, reader)).and_then(|plain| read(&plain));
                if value.is_none() {
                    reader.wrong(json, Self::expected());
                }
                value
            }

            fn write(&self, out: &mut Writer) {
                let write: fn(&$type) -> $plain = $write;
                write(self).write(out);
            }

            fn expected() -> String {
                $expected.into()
            }

            fn schema(book: &mut SchemaBook) -> Json {
                book.define(stringify!($type), |_| {
                    let mut members = vec![("description", Json::text($expected))];
                    members.extend($schema);
                    Json::object(members)
                })
            }
        }
    };
}

/// The schema of a text, with what it must look like.
fn text_like(pattern: &'static str) -> [(&'static str, Json); 2] {
    [("type", Json::text("string")), ("pattern", Json::text(pattern))]
}

/// The schema of a whole number within bounds.
fn number_within(least: i64, most: i64) -> [(&'static str, Json); 3] {
    [("type", Json::text("integer")), ("minimum", Json::number(least)), ("maximum", Json::number(most))]
}

/// The longest length in a file, in Emu.
const LONGEST: i32 = 1_000_000_000;

through!(
    ObjectId as String,
    "an id of 1 to 15 letters, digits, _ or -",
    text_like("^[A-Za-z0-9_-]{1,15}$"),
    |text| text.parse().ok(),
    |id| id.to_string()
);
through!(
    Expression as String,
    "an expression",
    [("type", Json::text("string"))],
    |text| Some(Expression(text.clone())),
    |value| value.0.clone()
);
through!(
    TemplateText as String,
    "a text, fields in it as {{ expression }}",
    [("type", Json::text("string"))],
    |text| Some(TemplateText(text.clone())),
    |value| value.0.clone()
);
through!(
    ColourRef as String,
    "a colour: #rrggbb, cmyk(…), gray(…), oca(…) or swatch(id)",
    text_like(r"^(#[0-9a-fA-F]{6}|cmyk\([0-9, ]+\)|gray\([0-9]+\)|oca\([0-9]+\)|swatch\([A-Za-z0-9_-]{1,15}\))$"),
    |text| ColourRef::parse(text),
    |colour| colour.to_string()
);
through!(
    Emu as i32,
    "a whole number of Emu, 914,400 to the inch, up to 27 metres",
    number_within(-i64::from(LONGEST), i64::from(LONGEST)),
    |units| (units.unsigned_abs() <= LONGEST.unsigned_abs()).then_some(Emu::new(*units)),
    |length| length.get()
);
through!(
    Angle as i32,
    "a whole number of thousandths of a degree",
    number_within(i64::from(i32::MIN), i64::from(i32::MAX)),
    |turn| Some(Angle::from_millidegrees(*turn)),
    |angle| angle.millidegrees()
);
through!(
    FontSize as u16,
    "a font size of 20 to 32760 twentieths of a point",
    number_within(20, 32_760),
    |size| Some(FontSize::from_twentieths(*size)).filter(|read| read.twentieths() == *size),
    |size| size.twentieths()
);

part! {
    /// A rectangle as it stands in the file.
    #[expect(unreachable_pub, reason = "the macro makes its records public")]
    pub struct PlainRect {
        /// Left edge.
        x: Emu,
        /// Top edge.
        y: Emu,
        /// Across.
        width: Emu,
        /// Down.
        height: Emu,
    }
}

part! {
    /// A size as it stands in the file.
    #[expect(unreachable_pub, reason = "the macro makes its records public")]
    pub struct PlainSize {
        /// Across.
        width: Emu,
        /// Down.
        height: Emu,
    }
}

/// A plain object of known fields only.
macro_rules! plain {
    ($type:ident as $plain:ident, $expected:literal, $least:expr, $read:expr, $write:expr) => {
        impl Part for $type {
            fn read(json: &Json, reader: &mut Reader<'_>) -> Option<Self> {
                let mut object = reader.object(json, $expected)?;
                let plain = <$plain as Fields>::read_fields(&mut object, reader)?;
                object.refuse_rest($expected, reader)?;
                let read: fn($plain) -> Option<$type> = $read;
                let value = read(plain);
                if value.is_none() {
                    reader.wrong(json, $expected);
                }
                value
            }

            fn write(&self, out: &mut Writer) {
                let write: fn(&$type) -> $plain = $write;
                out.object(|object| object.fields(&write(self)));
            }

            fn expected() -> String {
                $expected.into()
            }

            fn schema(book: &mut SchemaBook) -> Json {
                let fields = book.closed_object::<$plain>(stringify!($plain), concat!("#[doc = \"", $expected, "\"]"));
                let side = || whole_number($least, i64::from(LONGEST));
                let sides = Json::object([("width", side()), ("height", side())]);
                Json::object([("allOf", Json::array([fields, Json::object([("properties", sides)])]))])
            }
        }
    };
}

plain!(
    Rect as PlainRect,
    "a rectangle with x, y, width and height, the sides not below 0",
    0,
    |plain| (plain.width >= Emu::ZERO && plain.height >= Emu::ZERO).then_some(Rect::new(
        plain.x,
        plain.y,
        plain.width,
        plain.height
    )),
    |rect| PlainRect { x: rect.x, y: rect.y, width: rect.width, height: rect.height }
);
plain!(
    Size as PlainSize,
    "a size with width and height above 0",
    1,
    |plain| (plain.width > Emu::ZERO && plain.height > Emu::ZERO).then_some(Size::new(plain.width, plain.height)),
    |size| PlainSize { width: size.width, height: size.height }
);
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_go_both_ways() {
        for text in ["#12305f", "cmyk(255,0,128,1)", "gray(7)", "oca(8)", "swatch(s_blue)"] {
            assert_eq!(ColourRef::parse(text).map(|colour| colour.to_string()).as_deref(), Some(text));
        }
        for text in ["#12", "rgb(1,2,3)", "cmyk(1,2,3)", "gray(256)", "swatch()", "", "#é2305f"] {
            assert_eq!(ColourRef::parse(text), None, "{text}");
        }
    }
}
