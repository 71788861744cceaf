//! Glyphs and bars as outlines.

use fonts::Face;
use lower::glyph_path;
use scene::{Barcode, FillRule, Glyph, Path, PathItem, TextRun};
use units::{Point, Transform};

/// The outlines of a run's glyphs on the page; none where it draws nothing.
pub(crate) fn of_run(run: &TextRun, glyphs: &[Glyph], face: &Face, transform: Transform) -> Option<PathItem> {
    let transform = run.transform().then(transform);
    let outline = |glyph: &Glyph| {
        glyph_path(face, glyph.id, run.size.em(), Point::new(glyph.along, glyph.across), transform).segments
    };
    let segments: Vec<_> = glyphs.iter().flat_map(outline).collect();
    let fill = Some((run.colour, FillRule::NonZero));
    (!segments.is_empty()).then_some(PathItem { path: Path { segments }, fill, stroke: None })
}

/// The bars of a bar code on the page.
pub(crate) fn of_barcode(barcode: &Barcode) -> PathItem {
    let transform = barcode.transform();
    let segments = barcode.bars.iter().flat_map(|&bar| Path::rect(bar).transformed(transform).segments).collect();
    PathItem { path: Path { segments }, fill: Some((barcode.colour, FillRule::NonZero)), stroke: None }
}
