//! Pressing and releasing with the select tool.

use model::{BlockKind, ElementKind, ElementRef, ObjectId, Shape};

use super::{NEAR, Release, State, is_drag};
use crate::editor::Editor;
use crate::hit::Hit;
use crate::pointer::{Pointer, Reaction};
use crate::selection::Selection;

impl Editor {
    pub(super) fn press(&mut self, pointer: Pointer) -> Reaction {
        if let Some(resizing) = self.grab_handle(&pointer) {
            self.state = State::Resizing(Box::new(resizing));
            return Reaction::USED;
        }
        let hits = self.pages().get(pointer.page).map(|page| page.hits(pointer.point, pointer.pixel * NEAR));
        let hits = hits.unwrap_or_default();
        if pointer.clicks >= 2
            && let Some(hit) = hits.first()
        {
            return self.open_hit(*hit, pointer);
        }
        let restore = self.selection().clone();
        let targets = self.targets(&hits);
        let Some(&top) = targets.first() else {
            if !pointer.modifiers.shift {
                self.select(Selection::default());
            }
            self.state = State::Marquee { start: pointer, restore };
            return Reaction::USED;
        };
        self.focus = (pointer.page, hits.first().map_or(0, |hit| hit.instance));
        let held = targets.iter().any(|&target| restore.contains(target));
        let release = if pointer.modifiers.alt {
            if !held {
                self.select_target(top);
            }
            Release::Through(targets)
        } else if pointer.modifiers.shift {
            if restore.contains(top) {
                Release::Toggle(top)
            } else {
                let mut selection = restore.clone();
                selection.add(top);
                self.select(selection);
                Release::Nothing
            }
        } else if held {
            Release::Select(top)
        } else {
            self.select_target(top);
            Release::Nothing
        };
        self.state = State::Pressed { start: pointer, restore, release };
        Reaction::USED
    }

    pub(super) fn drag_from_press(
        &mut self,
        start: Pointer,
        restore: Selection,
        release: Release,
        pointer: Pointer,
    ) -> Reaction {
        if !is_drag(&start, &pointer) {
            self.state = State::Pressed { start, restore, release };
            return Reaction::USED;
        }
        match self.begin_moving(start, restore.clone()) {
            Some(moving) => self.drag_moving(Box::new(moving), pointer),
            None => {
                // What flows has its place from the flow: nothing to drag, but still a press to release.
                self.state = State::Pressed { start, restore, release: Release::Nothing };
                Reaction::USED
            }
        }
    }

    pub(super) fn release(&mut self, release: Release) -> Reaction {
        match release {
            Release::Nothing => {}
            Release::Select(id) => self.select_target(id),
            Release::Toggle(id) => {
                let mut selection = self.selection().clone();
                selection.toggle(id);
                self.select(selection);
            }
            Release::Through(targets) => {
                let at = targets.iter().position(|&target| Some(target) == self.selection().primary());
                let next = at.map_or(0, |at| at + 1) % targets.len().max(1);
                if let Some(&target) = targets.get(next) {
                    self.select_target(target);
                }
            }
        }
        Reaction::USED
    }

    /// Selects one element, leaving a group or table that it is not in.
    fn select_target(&mut self, id: ObjectId) {
        let entered = self.selection().entered().filter(|&group| self.document().is_inside(id, group));
        self.select(Selection::of(id).inside(entered));
    }

    /// What clicks on something drawn select: the outermost object or block, or inside what was entered the next.
    pub(crate) fn target(&self, id: ObjectId) -> Option<ObjectId> {
        let path = self.document().path(id);
        let entered = self.selection().entered().and_then(|group| path.iter().position(|&around| around == group));
        let inner = path.get(entered.map_or(0, |at| at + 1)..)?;
        let of_kind = |kind: ElementKind| inner.iter().copied().find(|&id| self.document().kind(id) == Some(kind));
        of_kind(ElementKind::Object)
            .or_else(|| entered.and_then(|_| of_kind(ElementKind::Cell)))
            .or_else(|| of_kind(ElementKind::Block))
            .or_else(|| entered.and_then(|at| path.get(at).copied()))
    }

    pub(super) fn targets(&self, hits: &[Hit]) -> Vec<ObjectId> {
        let mut targets = Vec::new();
        for target in hits.iter().filter_map(|hit| self.target(hit.id)) {
            if !targets.contains(&target) {
                targets.push(target);
            }
        }
        targets
    }

    /// A double click: into a group or a table, or into a text.
    fn open_hit(&mut self, hit: Hit, pointer: Pointer) -> Reaction {
        self.focus = (pointer.page, hit.instance);
        let Some(target) = self.target(hit.id) else { return Reaction::USED };
        if self.edits_on_page() && self.begin_text(target, hit.instance) {
            if let Some(position) = self.text_position_at(target, hit.instance, pointer.page, pointer.point) {
                self.set_caret(position, false);
            }
        } else if self.enter(target)
            && let Some(inner) = self.target(hit.id)
        {
            let entered = self.selection().entered();
            self.select(Selection::of(inner).inside(entered));
        }
        Reaction::USED
    }

    /// Goes into a group or a table, so that clicks select what is inside. Tells whether it is one.
    pub fn enter(&mut self, id: ObjectId) -> bool {
        let enters = match self.document().element(id) {
            Some(ElementRef::Object(object)) => matches!(object.shape, Shape::Group(_)),
            Some(ElementRef::Block(block)) => matches!(block.content, BlockKind::Table(_)),
            _ => false,
        };
        if enters {
            self.select(Selection::default().inside(Some(id)));
        }
        enters
    }
}
