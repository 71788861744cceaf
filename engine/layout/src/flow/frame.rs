//! One frame: what fits into it, and drawing that.

use std::rc::Rc;

use diagnostics::{Code, Diagnostic, ObjectId};
use scene::{Origin, Part};
use units::{Emu, Point, Rect};

use super::atom::{Atom, AtomContent, Before};
use super::breaking::Break;
use super::row::{RowRole, SetRow};
use super::{Filled, Flow};
use crate::BoxKind;
use crate::draw::Canvas;
use crate::galley::Owner;
use crate::plan::FramePlan;

/// The rows at the top of a table's further parts.
struct Opening<'c> {
    rows: Vec<SetRow<'c>>,
    height: Emu,
}

impl<'c> Flow<'c, '_> {
    /// Fills a frame.
    pub(super) fn frame(&mut self, frame: &FramePlan, begins_page: bool, canvas: &mut Canvas) -> Filled {
        let Rect { width, height, .. } = frame.rect;
        self.refresh(width);
        let opening = self.opening(width, height);
        let is_bare = opening.rows.is_empty();
        let mut tops: Vec<Emu> = Vec::new();
        let mut bottoms: Vec<Emu> = Vec::new();
        let (chosen, filled) = loop {
            let number = bottoms.len();
            if !self.has_atom(number, width) {
                break (Break { atoms: number, closing: None, is_cut: false }, Filled::End);
            }
            let at_top = number == 0 && is_bare;
            let Some(atom) = self.pending.get_mut(number) else {
                break (Break { atoms: number, closing: None, is_cut: false }, Filled::End);
            };
            if atom.before == Before::Page {
                if number > 0 || !begins_page {
                    break (Break { atoms: number, closing: None, is_cut: false }, Filled::Page);
                }
                atom.before = Before::Allowed;
            }
            if at_top && self.is_continued && atom.is_space() {
                self.pending.pop_front();
                continue;
            }
            let above = bottoms.last().copied().unwrap_or(opening.height);
            let top = above + if at_top { Emu::ZERO } else { atom.gap };
            let bottom = top + atom.height;
            if at_top && atom.is_space() && bottom > height {
                atom.height = height;
            } else if bottom > height {
                break (self.best_break(&bottoms, height), Filled::Frame);
            }
            tops.push(top);
            bottoms.push(top + self.pending.get(number).map_or(Emu::ZERO, |atom| atom.height));
        };
        if chosen.is_cut {
            let above = bottoms.last().copied().unwrap_or(opening.height);
            let gap = self.pending.get(bottoms.len()).map_or(Emu::ZERO, |atom| atom.gap);
            let at_top = bottoms.is_empty() && is_bare;
            tops.push(above + if at_top { Emu::ZERO } else { gap });
            bottoms.push(height);
        }
        self.open = match filled {
            Filled::Frame => {
                // A break is after an atom; what comes next tells whether it goes through a table.
                self.has_atom(chosen.atoms, width);
                self.open_before(chosen.atoms)
            }
            Filled::End | Filled::Page => None,
        };
        self.is_continued = matches!(filled, Filled::Frame);
        tops.truncate(chosen.atoms);
        bottoms.truncate(chosen.atoms);
        self.draw(frame, opening, &tops, &bottoms, chosen, canvas);
        filled
    }

    /// Header and brought-forward row of a table that goes on here. Where they leave no room they are left out.
    fn opening(&mut self, width: Emu, height: Emu) -> Opening<'c> {
        let mut opening = Opening { rows: Vec::new(), height: Emu::ZERO };
        let Some(open) = self.open.take() else { return opening };
        let table = open.table.in_width(width);
        for role in [RowRole::Header, RowRole::Brought(open.last)] {
            if let Some(row) = table.set(role, self.compositor, &self.environment) {
                opening.height += row.height;
                opening.rows.push(row);
            }
        }
        if opening.height >= height {
            self.compositor.note(Diagnostic::new(Code::BlockTooTall), table.block(), None, &self.environment);
            opening = Opening { rows: Vec::new(), height: Emu::ZERO };
        }
        opening
    }

    fn draw(
        &mut self,
        frame: &FramePlan,
        opening: Opening<'c>,
        tops: &[Emu],
        bottoms: &[Emu],
        chosen: Break<'c>,
        canvas: &mut Canvas,
    ) {
        let corner = frame.rect.origin();
        let closing_top = bottoms.last().copied().unwrap_or(opening.height);
        let closing_height = chosen.closing.as_ref().map_or(Emu::ZERO, |row| row.height);
        let end = closing_top + closing_height;
        canvas.place(frame.id, 0, BoxKind::Frame, Rect::new(corner.x, corner.y, frame.rect.width, end));
        self.place_blocks(frame, &opening, tops, bottoms, end, canvas);
        let mut top = Emu::ZERO;
        for row in opening.rows {
            row.draw(Point::new(corner.x, corner.y + top), canvas);
            top += row.height;
            row.recycle(self.compositor);
        }
        let last = tops.len().checked_sub(1);
        for (number, (&top, &bottom)) in tops.iter().zip(bottoms).enumerate() {
            let Some(atom) = self.pending.pop_front() else { break };
            let at = Point::new(corner.x, corner.y + top);
            if chosen.is_cut && Some(number) == last {
                let room = Rect::new(corner.x, at.y, frame.rect.width, (bottom - top).max(Emu::ZERO));
                self.draw_cut(atom, at, room, canvas);
            } else {
                self.draw_atom(atom, at, canvas);
            }
        }
        if let Some(row) = chosen.closing {
            row.draw(Point::new(corner.x, corner.y + closing_top), canvas);
            row.recycle(self.compositor);
        }
    }

    fn draw_atom(&mut self, atom: Atom<'c>, at: Point, canvas: &mut Canvas) {
        match atom.content {
            AtomContent::Line(set, number) => {
                if let Some(line) = set.lines().lines().get(number) {
                    canvas.set_line(&set, line, at, Owner::object(atom.block));
                }
                if let Some(lines) = Rc::into_inner(set).and_then(|set| set.into_lines()) {
                    self.compositor.recycle(lines);
                }
            }
            AtomContent::Row(row) => {
                row.draw(at, canvas);
                row.recycle(self.compositor);
            }
            AtomContent::Objects(group) => {
                for object in &group.objects {
                    canvas.object(object, at, self.compositor, &self.environment);
                }
            }
            AtomContent::Space => {}
        }
    }

    /// Draws what no frame can hold, as much of it as there is room for.
    fn draw_cut(&mut self, atom: Atom<'c>, at: Point, room: Rect, canvas: &mut Canvas) {
        let id = match &atom.content {
            AtomContent::Row(row) => row.id(),
            AtomContent::Line(..) | AtomContent::Objects(_) | AtomContent::Space => atom.block,
        };
        if room.height < atom.height {
            self.compositor.note(Diagnostic::new(Code::BlockTooTall), id, None, &self.environment);
        }
        let mark = canvas.mark();
        self.draw_atom(atom, at, canvas);
        canvas.clip(mark, room, Origin::object(id).with_part(Part::Body));
    }

    /// Notes the part of each block in this frame; a table's rows at its top and bottom belong to it.
    fn place_blocks(
        &self,
        frame: &FramePlan,
        opening: &Opening<'c>,
        tops: &[Emu],
        bottoms: &[Emu],
        end: Emu,
        canvas: &mut Canvas,
    ) {
        if !self.with_geometry {
            return;
        }
        let mut parts: Vec<(ObjectId, Emu, Emu)> = Vec::new();
        let opened = opening.rows.first().map(|row| (row.table.block(), Emu::ZERO, opening.height));
        let atoms = self.pending.iter().zip(tops.iter().zip(bottoms));
        for (block, top, bottom) in
            opened.into_iter().chain(atoms.map(|(atom, (&top, &bottom))| (atom.block, top, bottom)))
        {
            match parts.last_mut() {
                Some(last) if last.0 == block => last.2 = bottom,
                _ => parts.push((block, top, bottom)),
            }
        }
        if let Some(last) = parts.last_mut() {
            last.2 = end;
        }
        for (block, top, bottom) in parts {
            let rect = Rect::new(frame.rect.x, frame.rect.y + top, frame.rect.width, bottom - top);
            canvas.place(block, 0, BoxKind::Block, rect);
        }
    }
}
