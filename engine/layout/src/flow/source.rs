//! Blocks to atoms, as many as are asked for.

use std::rc::Rc;

use diagnostics::{Code, Diagnostic};
use units::Emu;

use super::Flow;
use super::atom::{Atom, AtomContent, Before};
use super::row::{RowRole, TableRun};
use crate::draw::millimetres;
use crate::galley::{Owner, SetParagraph};
use crate::plan::{BlockKindPlan, BlockPlan, TablePlan};

/// Where the flow stands: what comes next, and what came before it.
#[derive(Clone, Debug, Default)]
pub(super) struct Cursor<'c> {
    block: usize,
    /// The paragraph of a block; of a table 0 is the header, then the rows, then the footer.
    part: usize,
    /// Space that what came before wants below.
    space: Emu,
    /// Whether what came before wants to stand on one page with what comes.
    keep: bool,
    /// Whether what comes begins a page.
    begins_page: bool,
    table: Option<Rc<TableRun<'c>>>,
    /// How many bytes of the block's text came before.
    text_before: u32,
}

impl<'c> Flow<'c, '_> {
    /// Whether there is an atom of this number among the pending; makes it where it can.
    pub(super) fn has_atom(&mut self, number: usize, width: Emu) -> bool {
        while self.pending.len() <= number {
            if !self.next_part(width) {
                return false;
            }
        }
        true
    }

    /// Forgets atoms that would be different in this width or on this page; they are made again.
    pub(super) fn refresh(&mut self, width: Emu) {
        let page = self.environment.page;
        let stale = |atom: &Atom<'_>| {
            atom.resume.is_some() && (atom.width != width || (atom.page.is_some() && atom.page != page))
        };
        let Some(first) = self.pending.iter().position(stale) else { return };
        if let Some(cursor) = self.pending.get_mut(first).and_then(|atom| atom.resume.take()) {
            self.cursor = cursor;
            self.pending.truncate(first);
        }
    }

    /// Makes the atoms of the next part. Whether there was one, which may have had no atoms.
    fn next_part(&mut self, width: Emu) -> bool {
        let section = self.section;
        let Some(block) = section.blocks.get(self.cursor.block) else { return false };
        if self.cursor.part == 0
            && !self.compositor.holds(block.visible_when.as_ref(), block.id, "visible_when", &self.environment)
        {
            self.cursor.block += 1;
            return true;
        }
        match &block.content {
            BlockKindPlan::Paragraphs(paragraphs) => match paragraphs.get(self.cursor.part) {
                Some(plan) => {
                    let owner = Owner::object(block.id);
                    let mut set = self.compositor.paragraph(plan, None, width, None, owner, &self.environment);
                    set.text_start = self.cursor.text_before;
                    if let Some(excess) = set.too_wide(width) {
                        let finding = Diagnostic::new(Code::TextOverflow).with("excess", millimetres(excess));
                        self.compositor.note(finding, plan.id, Some("text"), &self.environment);
                    }
                    self.lines(block, set, width, self.cursor.part + 1 == paragraphs.len());
                }
                None => self.end_block(block),
            },
            BlockKindPlan::Table(table) => self.row(block, table, width),
            BlockKindPlan::Objects(group) => self.single(block, group.height, AtomContent::Objects(group), width),
            BlockKindPlan::Spacer(height) => self.single(block, *height, AtomContent::Space, width),
            BlockKindPlan::PageBreak => {
                self.cursor.begins_page = true;
                self.cursor.block += 1;
            }
        }
        true
    }

    fn end_block(&mut self, block: &BlockPlan) {
        self.cursor.block += 1;
        self.cursor.part = 0;
        self.cursor.space += block.space_after;
        self.cursor.keep |= block.keep_with_next;
        self.cursor.table = None;
    }

    /// Adds the first atom of a part, with the spaces and wishes of what came before.
    fn push_first(
        &mut self,
        block: &BlockPlan,
        space_before: Emu,
        height: Emu,
        content: AtomContent<'c>,
        width: Emu,
        before: Option<Before>,
    ) {
        let resume = self.cursor.clone();
        let first = self.cursor.part == 0;
        let cursor = &mut self.cursor;
        let gap = std::mem::take(&mut cursor.space) + space_before + if first { block.space_before } else { Emu::ZERO };
        let keep = std::mem::take(&mut cursor.keep);
        let begins_page = std::mem::take(&mut cursor.begins_page);
        let wished = if keep { Before::Avoided } else { Before::Allowed };
        let before = if begins_page { Before::Page } else { before.unwrap_or(wished) };
        self.push(block, before, gap, height, content, width, Some(resume));
    }

    #[expect(clippy::too_many_arguments, reason = "an atom is just these")]
    fn push(
        &mut self,
        block: &BlockPlan,
        before: Before,
        gap: Emu,
        height: Emu,
        content: AtomContent<'c>,
        width: Emu,
        resume: Option<Cursor<'c>>,
    ) {
        let page = if block.dependencies.page { self.environment.page } else { None };
        self.pending.push_back(Atom { block: block.id, before, gap, height, content, resume, width, page });
    }

    fn single(&mut self, block: &BlockPlan, height: Emu, content: AtomContent<'c>, width: Emu) {
        self.push_first(block, Emu::ZERO, height, content, width, None);
        self.end_block(block);
    }

    /// The lines of a paragraph.
    fn lines(&mut self, block: &BlockPlan, set: SetParagraph<'c>, width: Emu, is_last: bool) {
        let look = set.look;
        let heights: Vec<Emu> = set.lines().lines().iter().map(|line| line.height).collect();
        let set = Rc::new(set);
        let count = heights.len();
        for (number, height) in heights.into_iter().enumerate() {
            let content = AtomContent::Line(Rc::clone(&set), number);
            if number == 0 {
                self.push_first(block, look.space_before, height, content, width, None);
                continue;
            }
            let together = look.keep_together || number < look.orphans || count - number < look.widows;
            let before = if together { Before::Avoided } else { Before::Allowed };
            self.push(block, before, Emu::ZERO, height, content, width, None);
        }
        self.cursor.part += 1;
        self.cursor.space = look.space_after;
        self.cursor.keep = look.keep_with_next;
        self.cursor.text_before = set.text_start.saturating_add(set.lines().text().len() as u32).saturating_add(1);
        if is_last {
            self.cursor.text_before = 0;
            self.end_block(block);
        }
    }

    /// The next row of a table.
    fn row(&mut self, block: &'c BlockPlan, plan: &'c TablePlan, width: Emu) {
        let table = match &self.cursor.table {
            Some(table) => table.in_width(width),
            None => {
                let rows = self.compositor.value(&plan.rows, block.id, "rows", &self.environment);
                TableRun::new(plan, block.id, rows, width)
            }
        };
        let count = table.count();
        let (role, before) = match self.cursor.part {
            0 => (RowRole::Header, None),
            part if part <= count => {
                let number = part - 1;
                let before = if number == 0 {
                    plan.header.is_some().then_some(Before::Never)
                } else if number < plan.orphans || count - number < plan.widows {
                    Some(Before::Avoided)
                } else {
                    Some(Before::Allowed)
                };
                (RowRole::Body(number), before)
            }
            1 => (RowRole::Empty, plan.header.is_some().then_some(Before::Never)),
            part if part == count.max(1) + 1 => {
                let is_first = plan.header.is_none() && count == 0 && plan.empty.is_none();
                (RowRole::Footer, (!is_first).then_some(Before::Avoided))
            }
            _ => {
                self.end_block(block);
                return;
            }
        };
        self.cursor.table = Some(Rc::clone(&table));
        if let Some(row) = table.set(role, self.compositor, &self.environment) {
            self.push_first(block, Emu::ZERO, row.height, AtomContent::Row(row), width, before);
        }
        self.cursor.part += 1;
    }
}
