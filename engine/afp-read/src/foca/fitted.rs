//! A face that stands in for another, fitted to the widths of the one that is missing.

use std::sync::OnceLock;

use fonts::{Face, FaceMaker, MadeMetrics, Outline};

use super::standard::{Described, Family};

const WIDTHS: &str = include_str!("../../../../assets/font-metrics/standard.txt");
/// Units to the em of fitted faces: four times those of the widths.
pub(super) const UNITS: u16 = 4_000;
/// A letter is stretched or narrowed by no more than this.
const NARROWEST: f64 = 0.7;
const WIDEST: f64 = 1.4;

/// A character, its widths in thousandths of the em in the order of the columns of the table, and its glyph's name.
type Row = (char, [u16; 6], &'static str);

fn rows() -> &'static [Row] {
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    ROWS.get_or_init(|| {
        WIDTHS
            .lines()
            .filter_map(|line| {
                let mut words = line.split(' ');
                let character = char::from_u32(u32::from_str_radix(words.next()?, 16).ok()?)?;
                let mut widths = [0; 6];
                for width in &mut widths {
                    *width = words.next()?.parse().ok()?;
                }
                Some((character, widths, words.next()?))
            })
            .collect()
    })
}

/// The character of a glyph by its name in Adobe's standard fonts.
pub(super) fn of_standard_glyph(name: &str) -> Option<char> {
    static SORTED: OnceLock<Vec<(&str, char)>> = OnceLock::new();
    let names = SORTED.get_or_init(|| {
        let mut names: Vec<(&str, char)> = rows().iter().map(|(character, _, name)| (*name, *character)).collect();
        names.sort_unstable();
        names
    });
    let place = names.binary_search_by_key(&name, |(known, _)| known).ok()?;
    names.get(place).map(|(_, character)| *character)
}

/// The widths of a font by character; none where they are not known.
fn widths(described: &Described) -> Option<impl Iterator<Item = (char, u16)>> {
    let column = match (described.family, described.bold, described.italic) {
        (Family::Helvetica, false, _) => 0,
        (Family::Helvetica, true, _) => 1,
        (Family::Times, false, false) => 2,
        (Family::Times, true, false) => 3,
        (Family::Times, false, true) => 4,
        (Family::Times, true, true) => 5,
        (Family::Courier | Family::Other, ..) => return None,
    };
    Some(rows().iter().filter_map(move |(character, widths, _)| Some((*character, *widths.get(column)?))))
}

/// The face with the widths of the font described; none where they are not known, or the face has them already.
pub(super) fn fit(face: &Face, described: &Described) -> Option<Face> {
    let courier = described.family == Family::Courier;
    let wanted: Vec<(char, u16)> = match widths(described) {
        Some(widths) => widths.collect(),
        None if courier => rows().iter().map(|(character, ..)| (*character, 600)).collect(),
        None => return None,
    };
    let em = f64::from(face.units_per_em());
    let own = |glyph: u16| f64::from(face.advance(glyph)) * 1000.0 / em;
    // Marks and ligatures may be as wide as they like.
    let fits = |(character, width): &(char, u16)| {
        !character.is_alphanumeric()
            || *character > 'ÿ'
            || face.glyph(*character).is_none_or(|glyph| (own(glyph) - f64::from(*width)).abs() < 0.5)
    };
    if wanted.iter().all(fits) {
        return None;
    }
    let name = format!("Fitted to {}", described.name());
    stretched(face, &name, wanted.into_iter().map(|(character, width)| (character, width.saturating_mul(UNITS / 1000))))
}

/// A face of these characters only, each as wide as is said in [`UNITS`] to the em.
pub(super) fn stretched(face: &Face, name: &str, wanted: impl Iterator<Item = (char, u16)>) -> Option<Face> {
    let em = f64::from(face.units_per_em());
    let scale = f64::from(UNITS) / em;
    let design = |value: i16| (f64::from(value) * scale).round().clamp(-32_767.0, 32_767.0) as i16;
    let (underline, thickness) = face.underline();
    let mut maker = FaceMaker::new(
        name,
        MadeMetrics {
            units_per_em: UNITS,
            ascender: design(face.ascender()),
            descender: design(face.descender()),
            cap_height: design(face.cap_height()),
            x_height: design(face.x_height()),
            underline: (design(underline), design(thickness)),
            weight: face.weight(),
            italic: face.is_italic(),
        },
    );
    for (character, width) in wanted {
        let Some(glyph) = face.glyph(character) else { continue };
        let own = f64::from(face.advance(glyph)) * scale;
        let stretch = if own > 0.0 { (f64::from(width) / own).clamp(NARROWEST, WIDEST) } else { 1.0 };
        // What is not stretched enough stands in the middle of its width.
        let left = (f64::from(width) - own * stretch) / 2.0;
        let mut outline = Outline::transformed([scale * stretch, 0.0, 0.0, scale, left, 0.0]);
        face.outline(glyph, &mut outline);
        let glyph = maker.add(&outline, width)?;
        maker.map(character, glyph);
    }
    maker.finish().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plex() -> Face {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts/IBMPlexSans-Regular.ttf");
        Face::from_bytes(std::fs::read(path).unwrap().into(), 0).unwrap()
    }

    #[test]
    fn a_fitted_face_has_the_widths_of_the_missing_font_and_its_own_shapes() {
        let described = Described { family: Family::Helvetica, ..Described::default() };
        let face = plex();
        let fitted = fit(&face, &described).unwrap();
        for (character, width) in [('A', 667), ('i', 222), ('W', 944), ('5', 556), ('é', 556)] {
            let glyph = fitted.glyph(character).unwrap();
            assert_eq!(u32::from(fitted.advance(glyph)), width * 4, "{character}");
            assert!(fitted.bounds(glyph).is_some());
        }
        // Heights are those of the face.
        let height = |face: &Face, character| {
            let bounds = face.bounds(face.glyph(character).unwrap()).unwrap();
            f64::from(bounds.y_max) / f64::from(face.units_per_em())
        };
        assert!((height(&fitted, 'H') - height(&face, 'H')).abs() < 0.001);
    }

    #[test]
    fn a_face_of_the_right_widths_stays_as_it_is() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts/IBMPlexMono-Regular.ttf");
        let mono = Face::from_bytes(std::fs::read(path).unwrap().into(), 0).unwrap();
        assert!(fit(&mono, &Described { family: Family::Courier, ..Described::default() }).is_none());
        assert!(fit(&plex(), &Described::default()).is_none());
        assert!(rows().len() > 300);
    }
}
