//! What the names of the core fonts say, and which face is nearest to a font that is missing.
//!
//! A character set is named `C`, rotation or kind, family, style, and a size (`C0H200B0`: Helvetica, upright medium,
//! 12 pt); an outline set has a `Z` for its kind and no size (`CZH200`). A coded font has an `X` for the `C`.

use fonts::Face;

/// Families whose widths are known, and all others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Family {
    Helvetica,
    Times,
    Courier,
    #[default]
    Other,
}

/// What is known of a font that is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Described {
    pub(super) family: Family,
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// Without a family: whether it has serifs, whether its characters are equally wide.
    pub(super) serif: bool,
    pub(super) fixed: bool,
    /// In 1/20 pt.
    pub(super) size: Option<u16>,
}

impl Described {
    /// Whether nothing is known but perhaps the size.
    pub(super) fn is_unknown(&self) -> bool {
        Self { size: None, ..self.clone() } == Self::default()
    }

    /// Adds what the font itself says of its style.
    pub(super) fn of_style(&mut self, bold: bool, italic: bool) {
        self.bold |= bold;
        self.italic |= italic;
    }

    /// The name to show.
    pub(super) fn name(&self) -> String {
        let family = match self.family {
            Family::Helvetica => "Helvetica",
            Family::Times => "Times",
            Family::Courier => "Courier",
            Family::Other => "Font",
        };
        let style = match (self.bold, self.italic) {
            (false, false) => "",
            (true, false) => " Bold",
            (false, true) => " Italic",
            (true, true) => " Bold Italic",
        };
        format!("{family}{style}")
    }
}

/// What a name says: that of a resource in the scheme of the core fonts, or a typeface in words.
pub(crate) fn describe(name: &str) -> Described {
    of_resource(name).unwrap_or_else(|| of_words(name))
}

/// The family by the third sign of a resource name.
fn family(sign: u8) -> Option<Family> {
    Some(match sign {
        // Helvetica; Sonoran Sans Serif.
        b'H' | b'B' => Family::Helvetica,
        // Times New Roman; Sonoran Serif.
        b'N' | b'A' | b'T' => Family::Times,
        // Courier; the equally wide fonts of impact printers (Gothic Text, Prestige, Letter Gothic).
        b'4' | b'S' | b'D' | b'L' => Family::Courier,
        _ => return None,
    })
}

fn of_resource(name: &str) -> Option<Described> {
    let [b'C' | b'X', _, sign, style, rest @ ..] = name.as_bytes() else { return None };
    // Equally wide fonts of impact printers: GT12 is Gothic Text of twelve characters to the inch.
    if let ([b'X', _, b'A'..=b'Z', b'A'..=b'Z', tens, ones], true) = (name.as_bytes(), name.len() == 6)
        && let Some(size) = size_of_pitch(*tens, *ones)
    {
        return Some(Described { family: Family::Courier, size: Some(size), ..Described::default() });
    }
    let family = family(*sign).filter(|_| name.len() <= 8)?;
    let mut described = Described { family, ..Described::default() };
    match (*sign, rest) {
        // Equally wide fonts are named by their pitch: GT10, CR12.
        (b'S' | b'D' | b'L', [.., tens, ones]) => described.size = size_of_pitch(*tens, *ones),
        // Sonoran: weight and width as digits of one to nine, italics of odd families.
        (b'A' | b'B' | b'T', [weight @ b'1'..=b'9', b'1'..=b'9', size, ..]) => {
            described.bold = *weight >= b'7';
            described.italic = *style == b'1';
            described.size = points(*size);
        }
        _ => {
            described.bold = matches!(style, b'4' | b'5');
            described.italic = matches!(style, b'3' | b'5');
            described.size = rest.get(2).copied().and_then(points);
        }
    }
    Some(described)
}

/// The size in 1/20 pt of an equally wide font of so many characters to the inch; a character is 0.6 em wide.
fn size_of_pitch(tens: u8, ones: u8) -> Option<u16> {
    let [tens, ones] = [tens, ones].map(|digit| char::from(digit).to_digit(10));
    let pitch = u16::try_from(tens? * 10 + ones?).ok()?;
    (1440 * 10u16).checked_div(pitch * 6)
}

/// The size that a sign of a name stands for, in 1/20 pt: digits from 6 for themselves, 0 for ten, letters go on.
fn points(sign: u8) -> Option<u16> {
    let points = match sign {
        b'6'..=b'9' => u16::from(sign - b'0'),
        b'0' => 10,
        b'A'..=b'Z' => u16::from(sign - b'A') + 11,
        _ => return None,
    };
    Some(points * 20)
}

/// A typeface in words.
pub(super) fn of_words(name: &str) -> Described {
    let lower = name.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let family = if has(&["helvetica", "arial", "swiss", "liberation sans", "nimbus sans"]) {
        Family::Helvetica
    } else if has(&["times", "liberation serif", "nimbus roman"]) {
        Family::Times
    } else if has(&["courier", "liberation mono", "nimbus mono"]) {
        Family::Courier
    } else {
        Family::Other
    };
    Described {
        family,
        bold: has(&["bold", "black", "heavy", "demi"]),
        italic: has(&["italic", "oblique"]),
        serif: has(&["serif", "roman", "garamond", "georgia", "mincho", "ming"]) && !has(&["sans"]),
        fixed: has(&["mono", "consol", "typewriter", "gothic text"]),
        size: None,
    }
}

/// The face nearest to a font.
pub(super) fn nearest<'f>(described: &Described, faces: &'f [Face]) -> Option<&'f Face> {
    let all = faces.iter().enumerate();
    all.max_by_key(|(place, face)| (likeness(described, face), std::cmp::Reverse(*place))).map(|(_, face)| face)
}

/// How near a face is to a font; more is nearer. A face made to the widths of the family goes before all others, then
/// whether characters are equally wide, serifs, slope, weight.
pub(crate) fn likeness(described: &Described, face: &Face) -> u16 {
    let fixed = described.fixed || described.family == Family::Courier;
    let serif = described.serif || described.family == Family::Times;
    let wanted: u16 = if described.bold { 700 } else { 400 };
    let own = of_words(face.full_name());
    u16::from(own.family == described.family && own.family != Family::Other) * 8000
        + u16::from((own.fixed || own.family == Family::Courier) == fixed) * 4000
        + u16::from((own.serif || own.family == Family::Times) == serif) * 2000
        + u16::from(face.is_italic() == described.italic) * 1000
        + (1000 - face.weight().abs_diff(wanted).min(999))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resource_names_tell_family_style_and_size() {
        let of = |name| describe(name);
        let plain = |family, size| Described { family, size, ..Described::default() };
        assert_eq!(of("C0H200B0"), plain(Family::Helvetica, Some(240)));
        assert_eq!(of("C0N200A0"), plain(Family::Times, Some(220)));
        assert_eq!(of("C0420080"), plain(Family::Courier, Some(160)));
        assert_eq!(of("CZH200"), plain(Family::Helvetica, None));
        assert_eq!(of("X0H20000"), plain(Family::Helvetica, Some(200)));
        assert_eq!(of("C0T05500"), plain(Family::Times, Some(200)));
        assert_eq!(of("C0D0GT10"), plain(Family::Courier, Some(240)));
        assert_eq!(of("X1GT12"), plain(Family::Courier, Some(200)));
        assert_eq!(of("XZH200"), plain(Family::Helvetica, None));
        assert_eq!(of("C0H500D0"), Described { bold: true, italic: true, ..plain(Family::Helvetica, Some(280)) });
        assert_eq!(of("C1A17500"), Described { bold: true, italic: true, ..plain(Family::Times, Some(200)) });
    }

    #[test]
    fn typefaces_in_words_tell_family_and_style() {
        let arial = describe("Arial Bold");
        assert_eq!((arial.family, arial.bold, arial.italic), (Family::Helvetica, true, false));
        let times = describe("Times New Roman Italic");
        assert_eq!((times.family, times.bold, times.italic), (Family::Times, false, true));
        assert_eq!(describe("EXMYFONT").family, Family::Other);
        assert_eq!(describe("Liberation Sans Bold Italic"), describe("Arial Bold Italic"));
        assert_eq!(describe("Liberation Mono").family, Family::Courier);
    }
}
