//! Aligning, spacing evenly, making the same size.

use units::{Emu, Point, Rect};

use crate::editor::Editor;
use crate::error::EditError;
use crate::feedback::Axis;
use crate::geometry::turned_bounds;
use crate::history::{EditName, Millis};
use crate::operation::Operation;
use crate::property::Property;
use crate::tools::Carried;

/// Which edges or middles come to one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// Left edges.
    Left,
    /// Middles across.
    Centre,
    /// Right edges.
    Right,
    /// Top edges.
    Top,
    /// Middles down.
    Middle,
    /// Bottom edges.
    Bottom,
}

impl Editor {
    /// Aligns the selected objects to each other, a single one to its page.
    ///
    /// # Errors
    /// None that a living selection meets.
    pub fn align(&mut self, alignment: Alignment, time: Millis) -> Result<(), EditError> {
        let carried = self.carried(self.focus_page());
        let page = self.pages().get(self.focus_page()).map(|page| page.size).unwrap_or_default();
        let bounds = match carried.as_slice() {
            [_] => Rect::new(Emu::ZERO, Emu::ZERO, page.width, page.height),
            several => several.iter().map(|item| item.placed.bounds()).reduce(Rect::union).unwrap_or_default(),
        };
        let by = |item: &Carried| {
            let own = item.placed.bounds();
            match alignment {
                Alignment::Left => Point::new(bounds.x - own.x, Emu::ZERO),
                Alignment::Centre => Point::new(bounds.centre().x - own.centre().x, Emu::ZERO),
                Alignment::Right => Point::new(bounds.right() - own.right(), Emu::ZERO),
                Alignment::Top => Point::new(Emu::ZERO, bounds.y - own.y),
                Alignment::Middle => Point::new(Emu::ZERO, bounds.centre().y - own.centre().y),
                Alignment::Bottom => Point::new(Emu::ZERO, bounds.bottom() - own.bottom()),
            }
        };
        let moves: Vec<_> = carried.iter().map(|item| (*item, by(item))).collect();
        self.transact(EditName::Align, None, time, |editor| editor.move_each(&moves))
    }

    /// Makes the gaps between the selected objects even, the outermost staying; `axis` is the one they are gaps along:
    /// horizontal from left to right.
    ///
    /// # Errors
    /// None that a living selection meets.
    pub fn distribute(&mut self, axis: Axis, time: Millis) -> Result<(), EditError> {
        let mut carried = self.carried(self.focus_page());
        let low = |rect: Rect| if axis == Axis::Horizontal { rect.x } else { rect.y };
        let length = |rect: Rect| if axis == Axis::Horizontal { rect.width } else { rect.height };
        carried.sort_by_key(|item| (low(item.placed.bounds()), item.placed.id));
        let (Some(first), Some(last)) = (carried.first(), carried.last()) else { return Ok(()) };
        let start = low(first.placed.bounds()).wide();
        let end = low(last.placed.bounds()).wide() + length(last.placed.bounds()).wide();
        let filled: i64 = carried.iter().map(|item| length(item.placed.bounds()).wide()).sum();
        let gaps = carried.len() as i64 - 1;
        if gaps < 2 {
            return Ok(());
        }
        let (mut moves, mut passed) = (Vec::new(), 0);
        for (number, item) in carried.iter().enumerate() {
            let own = item.placed.bounds();
            let target = start + passed + (end - start - filled) * number as i64 / gaps;
            let by = Emu::saturating_from(target - low(own).wide());
            passed += length(own).wide();
            let by = if axis == Axis::Horizontal { Point::new(by, Emu::ZERO) } else { Point::new(Emu::ZERO, by) };
            // The outermost stay exactly where they are.
            if number > 0 && number as i64 != gaps {
                moves.push((*item, by));
            }
        }
        self.transact(EditName::Distribute, None, time, |editor| editor.move_each(&moves))
    }

    /// Gives the selected objects the width or height of the one selected last.
    ///
    /// # Errors
    /// None that a living selection meets.
    pub fn match_size(&mut self, width: bool, height: bool, time: Millis) -> Result<(), EditError> {
        let Some(size) =
            self.selection().primary().and_then(|id| self.document().object(id)).map(|like| like.rect.size())
        else {
            return Ok(());
        };
        let carried = self.carried(self.focus_page());
        self.transact(EditName::Resize, None, time, |editor| {
            carried.iter().try_for_each(|item| {
                let new = Rect {
                    width: if width { size.width } else { item.local.width },
                    height: if height { size.height } else { item.local.height },
                    ..item.local
                };
                editor.set_rect(item.placed.id, new)
            })?;
            let ids: Vec<_> = carried.iter().map(|item| item.placed.id).collect();
            editor.refit_groups(&ids)
        })
    }

    /// Where the selected objects are in the coordinates of what holds them: the numbers that panels show.
    pub fn selection_bounds(&self) -> Option<Rect> {
        let objects = self.document().objects(self.selection().ids());
        objects.into_iter().map(|object| turned_bounds(object.rect, object.rotation)).reduce(Rect::union)
    }

    /// Moves objects on the page, each by its own distance.
    pub(crate) fn move_each(&mut self, moves: &[(Carried, Point)]) -> Result<(), EditError> {
        for (item, by) in moves {
            let rect = item.local_for(item.placed.rect.translated(*by));
            self.apply(Operation::set(item.placed.id, Property::Rect(rect)))?;
        }
        let ids: Vec<_> = moves.iter().map(|(item, _)| item.placed.id).collect();
        self.refit_groups(&ids)
    }
}
