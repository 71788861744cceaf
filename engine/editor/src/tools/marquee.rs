//! Spanning a selection rectangle.

use units::Rect;

use super::{State, is_drag};
use crate::editor::Editor;
use crate::feedback::Feedback;
use crate::pointer::{Pointer, Reaction};
use crate::selection::Selection;

impl Editor {
    pub(super) fn drag_marquee(&mut self, start: Pointer, restore: Selection, pointer: Pointer) -> Reaction {
        if is_drag(&start, &pointer) || self.feedback.marquee.is_some() {
            let marquee = Rect::from_corners(start.point, pointer.point);
            self.feedback = Feedback { page: start.page, marquee: Some(marquee), ..Feedback::default() };
            let selection = self.marquee_selection(&start, &restore, marquee);
            self.select(selection);
        }
        self.state = State::Marquee { start, restore };
        Reaction::USED
    }

    pub(super) fn finish_marquee(&mut self, start: Pointer, restore: &Selection, pointer: Pointer) -> Reaction {
        self.focus = (start.page, 0);
        if is_drag(&start, &pointer) {
            let selection = self.marquee_selection(&start, restore, Rect::from_corners(start.point, pointer.point));
            self.select(selection);
        }
        Reaction::USED
    }

    fn marquee_selection(&self, start: &Pointer, restore: &Selection, marquee: Rect) -> Selection {
        let mut selection = if start.modifiers.shift { restore.clone() } else { Selection::default() };
        let hits = self.pages().get(start.page).map(|page| page.inside(marquee, self.marquee_rule));
        for target in self.targets(&hits.unwrap_or_default()) {
            // Objects stand where they are drawn; what flows is taken by clicking.
            if self.document().object(target).is_some() {
                selection.add(target);
            }
        }
        selection
    }
}
