//! Where to break.

use units::Emu;

use super::Flow;
use super::atom::{Atom, AtomContent, Before};
use super::row::{OpenTable, RowRole, SetRow};

/// A place to break.
#[derive(Debug)]
pub(super) struct Break<'c> {
    /// How many atoms stay.
    pub(super) atoms: usize,
    /// The row that closes a table's part.
    pub(super) closing: Option<SetRow<'c>>,
    /// Whether the last atom that stays is cut off at the frame's end.
    pub(super) is_cut: bool,
}

impl<'c> Flow<'c, '_> {
    /// The best place to break before an atom that does not fit; `bottoms` are the bottom edges of those that do.
    pub(super) fn best_break(&mut self, bottoms: &[Emu], height: Emu) -> Break<'c> {
        for accepted in [&[Before::Allowed][..], &[Before::Allowed, Before::Avoided]] {
            for (number, bottom) in bottoms.iter().enumerate().rev() {
                let atoms = number + 1;
                if !self.pending.get(atoms).is_some_and(|atom| accepted.contains(&atom.before)) {
                    continue;
                }
                let closing = self.closing_row(atoms);
                if *bottom + closing.as_ref().map_or(Emu::ZERO, |row| row.height) <= height {
                    return Break { atoms, closing, is_cut: false };
                }
            }
        }
        // No good place: what does not fit goes on in the next frame if something stands before it, else it is cut off.
        let fitting = bottoms.len();
        let inseparable = self.pending.get(fitting).is_some_and(|atom| atom.before == Before::Never);
        if fitting == 0 || inseparable {
            Break { atoms: fitting + 1, closing: None, is_cut: true }
        } else {
            Break { atoms: fitting, closing: None, is_cut: false }
        }
    }

    /// The row that closes the part of a table above a break before this atom.
    fn closing_row(&mut self, atom: usize) -> Option<SetRow<'c>> {
        let open = self.open_before(atom)?;
        open.table.set(RowRole::Carried(open.last), self.compositor, &self.environment)
    }

    /// The table that a break before this atom goes through.
    pub(super) fn open_before(&self, atom: usize) -> Option<OpenTable<'c>> {
        let Some(Atom { content: AtomContent::Row(row), .. }) = self.pending.get(atom) else { return None };
        let last = row.table.last_before(row.role)?;
        Some(OpenTable { table: std::rc::Rc::clone(&row.table), last })
    }
}
