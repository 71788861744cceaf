//! Measuring: how far a line has come. Filling and placing use the same pen, so that what fits is what is drawn.

use fonts::Face;
use scene::FaceId;
use units::Emu;

use crate::atoms::{Atom, AtomKind};
use crate::shaper::ShapedGlyph;
use crate::{FaceSet, ParagraphStyle, Run, TabKind};

/// A distance in design units as a length, rounded once, halves away from zero.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    em: i64,
    units_per_em: i64,
}

impl Scale {
    pub(crate) fn new(size: units::FontSize, face: Option<&Face>) -> Self {
        Self { em: size.em().wide(), units_per_em: face.map_or(1000, |face| face.units_per_em().max(1).into()) }
    }

    pub(crate) fn length(self, design_units: i64) -> i64 {
        let half = self.units_per_em / 2;
        match design_units
            .checked_mul(self.em)
            .and_then(|product| if product < 0 { product.checked_sub(half) } else { product.checked_add(half) })
        {
            Some(product) => product / self.units_per_em,
            None => Emu::saturating_from(design_units).scale(self.em, self.units_per_em).wide(),
        }
    }
}

/// Adds up glyphs on a baseline.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pen {
    done: i64,
    units: i64,
    spacing: i64,
    scale: Scale,
    run: Option<(u32, FaceId, u8)>,
}

impl Pen {
    pub(crate) fn new() -> Self {
        Self { done: 0, units: 0, spacing: 0, scale: Scale { em: 0, units_per_em: 1 }, run: None }
    }

    pub(crate) fn position(&self) -> i64 {
        self.done + self.scale.length(self.units) + self.spacing
    }

    pub(crate) fn add(&mut self, atom: &Atom, glyphs: &[ShapedGlyph], run: &Run<'_>, faces: &FaceSet) {
        for glyph in glyphs {
            let key = (atom.source, glyph.face, atom.level.number());
            if self.run != Some(key) {
                *self = Self {
                    done: self.position(),
                    units: 0,
                    spacing: 0,
                    scale: Scale::new(run.style.size, faces.face(glyph.face)),
                    run: Some(key),
                };
            }
            self.units += i64::from(glyph.advance);
            self.spacing += spacing_after(glyph, run);
        }
    }
}

/// Letter spacing after a glyph; a mark that has no advance of its own gets none.
pub(crate) fn spacing_after(glyph: &ShapedGlyph, run: &Run<'_>) -> i64 {
    if glyph.advance == 0 { 0 } else { run.style.letter_spacing.wide() }
}

/// How far a line with tabs has come, from the starting edge of the paragraph.
#[derive(Clone, Copy)]
pub(crate) struct Meter<'p> {
    style: &'p ParagraphStyle,
    /// Where the text after the last tab may begin.
    start: i64,
    stop: Option<(TabKind, i64)>,
    pen: Pen,
    before_decimal: Option<i64>,
}

impl<'p> Meter<'p> {
    pub(crate) fn new(style: &'p ParagraphStyle, indent: i64) -> Self {
        Self { style, start: indent, stop: None, pen: Pen::new(), before_decimal: None }
    }

    /// Adds an atom: a tab goes on to the next stop.
    pub(crate) fn add(&mut self, atom: &Atom, text: &str, glyphs: &[ShapedGlyph], run: &Run<'_>, faces: &FaceSet) {
        if atom.kind == AtomKind::Tab {
            return self.tab();
        }
        if let Some((TabKind::Decimal(sign), _)) = self.stop
            && self.before_decimal.is_none()
            && let Some(found) = text.get(atom.start as usize..atom.end as usize).and_then(|word| word.find(sign))
        {
            let at = atom.start + found as u32;
            let before = if atom.level.is_rtl() {
                let later = glyphs.iter().filter(|glyph| glyph.cluster > at).count();
                glyphs.get(..later)
            } else {
                let earlier = glyphs.iter().take_while(|glyph| glyph.cluster < at).count();
                glyphs.get(..earlier)
            };
            let mut pen = self.pen;
            pen.add(atom, before.unwrap_or_default(), run, faces);
            self.before_decimal = Some(pen.position());
        }
        self.pen.add(atom, glyphs, run, faces);
    }

    /// Where the text since the last tab begins, and how wide it is.
    pub(crate) fn segment(&self) -> (i64, i64) {
        let width = self.pen.position();
        let begin = match self.stop {
            None | Some((TabKind::Start, _)) => self.start,
            Some((TabKind::End, at)) => at - width,
            Some((TabKind::Centre, at)) => at - width / 2,
            Some((TabKind::Decimal(_), at)) => at - self.before_decimal.unwrap_or(width),
        };
        (begin.max(self.start), width)
    }

    /// Where the text ends.
    pub(crate) fn end(&self) -> i64 {
        let (begin, width) = self.segment();
        begin + width
    }

    fn tab(&mut self) {
        let here = self.end();
        let indent = self.style.indent_start.wide();
        let explicit =
            self.style.tabs.iter().find(|stop| stop.at.wide() > here).map(|stop| (stop.kind, stop.at.wide()));
        let hanging = (here < indent).then_some((TabKind::Start, indent));
        let interval = self.style.default_tab.wide();
        let next = match (explicit, hanging) {
            (Some(explicit), Some(hanging)) => Some(if explicit.1 < hanging.1 { explicit } else { hanging }),
            (explicit, hanging) => explicit.or(hanging),
        };
        self.stop =
            next.or_else(|| (interval > 0).then(|| (TabKind::Start, (here.div_euclid(interval) + 1) * interval)));
        self.start = match self.stop {
            Some((TabKind::Start, at)) => at,
            _ => here,
        };
        self.pen = Pen::new();
        self.before_decimal = None;
    }
}
