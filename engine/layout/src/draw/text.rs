//! Set lines onto the page.

use scene::{Item, Link, LinkTarget, Origin, Part};
use text::{Line, RunKind, caret_stops};
use units::{Emu, Point, Rect, Transform};

use super::Canvas;
use crate::PlacedLine;
use crate::galley::{Galley, Owner, SetParagraph};

impl Canvas {
    /// All lines of a galley whose top left corner is `at`.
    pub(crate) fn galley(&mut self, galley: &Galley<'_>, at: Point, owner: Owner) {
        for set in &galley.paragraphs {
            for line in set.lines().lines() {
                self.set_line(set, line, Point::new(at.x, at.y + set.top + line.top), owner);
            }
        }
    }

    /// One line; `at` is its top, at the left edge of the paragraph's width.
    pub(crate) fn set_line(&mut self, set: &SetParagraph<'_>, line: &Line, at: Point, owner: Owner) {
        let lines = set.lines();
        let baseline = Point::new(at.x, at.y + line.baseline);
        for run in lines.runs(line).iter().filter(|run| run.kind == RunKind::Text) {
            let drawn = lines.text_run(run, baseline, &mut self.content);
            let range = (set.text_start + run.text.start, set.text_start + run.text.end);
            let Owner { object, instance } = owner;
            let origin = Origin::Object { object, instance, part: Part::Text, text: Some(range) };
            self.push(Item::Text(drawn), origin);
            if let Some((_, uri)) = set.links.iter().find(|(source, uri)| *source == run.source && !uri.is_empty()) {
                let rect = Rect::new(at.x + run.x, at.y, run.advance, line.height);
                self.push(Item::Link(Box::new(Link { rect, target: LinkTarget::Uri(uri.clone()) })), origin);
            }
        }
        if let Some(geometry) = &mut self.geometry {
            let mut carets = caret_stops(lines, line);
            for caret in &mut carets {
                caret.offset = caret.offset.saturating_add(set.text_start);
                caret.x += at.x;
            }
            geometry.lines.push(PlacedLine {
                object: owner.object,
                instance: owner.instance,
                paragraph: set.plan.id,
                rect: Rect::new(at.x + line.x, at.y, line.width.max(Emu::ZERO), line.height),
                baseline: line.baseline,
                transform: Transform::IDENTITY,
                carets,
            });
        }
    }
}
