//! A look at a TrueType glyph before it is drawn: damaged or malicious ones must not take the reader down.

use skrifa::GlyphId;
use skrifa::raw::tables::glyf::{Glyf, Glyph};
use skrifa::raw::tables::loca::Loca;
use skrifa::raw::{FontRef, TableProvider};

/// How many components of components a glyph may be drawn of.
const MOST_COMPONENTS: u32 = 1_024;
/// How deep components may contain components.
const DEEPEST: u32 = 16;

/// Whether a glyph can be drawn in bounded time: few components (a small font can name a glyph that comes to billions
/// of them), and none of them without points and yet with data, which the reader used here takes for a mistake of its
/// own. Glyphs of other than TrueType outlines are left to the reader.
pub(crate) fn is_drawable(font: &FontRef<'_>, glyph: u16) -> bool {
    let (Ok(loca), Ok(glyf)) = (font.loca(None), font.glyf()) else { return true };
    let mut left = MOST_COMPONENTS;
    visit(&loca, &glyf, GlyphId::from(glyph), 0, &mut left)
}

fn visit(loca: &Loca<'_>, glyf: &Glyf<'_>, glyph: GlyphId, depth: u32, left: &mut u32) -> bool {
    *left = left.saturating_sub(1);
    if *left == 0 || depth > DEEPEST {
        return false;
    }
    match loca.get_glyf(glyph, glyf) {
        Ok(None) => true,
        Ok(Some(Glyph::Simple(simple))) => simple.num_points() > 0 || simple.glyph_data().is_empty(),
        Ok(Some(Glyph::Composite(composite))) => {
            composite.components().all(|part| visit(loca, glyf, part.glyph.into(), depth + 1, left))
        }
        Err(_) => false,
    }
}
