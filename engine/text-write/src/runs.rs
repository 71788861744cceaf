//! The pieces of text of a page.

use scene::{Definitions, Item, Page, TextAt};
use unicode_normalization::UnicodeNormalization;
use units::{Emu, Point};

/// The text in NFC, white space folded to single spaces and cut from both ends.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.nfc());
    }
    folded
}

/// White space folded within a piece of text, and a single space kept where it begins or ends with white space: what
/// stands beside it is another word.
pub(crate) fn fold_within(text: &str) -> String {
    let mut folded = fold(text);
    if text.starts_with(char::is_whitespace) {
        folded.insert(0, ' ');
    }
    if text.ends_with(char::is_whitespace) {
        folded.push(' ');
    }
    folded
}

/// The runs of a page whose text is known and not blank, those of includes and groups as well, in the order of
/// [`crate::lines`]. Their text is folded; a space at either end stays.
pub fn page_runs(page: &Page, definitions: &Definitions) -> Vec<TextAt> {
    let mut runs = Vec::new();
    scene::walk(&page.content, definitions, &mut |visit| {
        let Item::Text(run) = &visit.placed.item else { return };
        let text = fold_within(visit.content.text(run));
        if text.trim().is_empty() {
            return;
        }
        let transform = run.transform().then(visit.transform);
        let along = |length: Emu| transform.apply(Point::new(length, Emu::ZERO));
        // A run without width still has a direction.
        let at = |point: Point| (f64::from(point.x.get()), f64::from(point.y.get()));
        let (start, towards) = (at(along(Emu::ZERO)), at(along(Emu::from_points(72))));
        let scale = (towards.0 - start.0).hypot(towards.1 - start.1) / f64::from(Emu::PER_INCH);
        let size = Emu::round_from_f64(f64::from(run.size.em().get()) * scale);
        runs.push(TextAt::new(start, towards, f64::from(run.advance.get()) * scale, size, text));
    });
    crate::lines::sort(&mut runs);
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_composes_and_joins() {
        assert_eq!(fold("  e\u{301}te\u{a0}\n 1\u{202f}234 "), "éte 1 234");
    }

    #[test]
    fn the_space_between_runs_is_kept() {
        assert_eq!(fold_within("Read  more at "), "Read more at ");
        assert_eq!(fold_within(" at"), " at");
    }
}
