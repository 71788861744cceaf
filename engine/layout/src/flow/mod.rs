//! What flows: blocks through frames, page after page.
//!
//! The flow is cut into atoms, the smallest parts that stand on one page: a line, a row, a group of objects. Atoms are
//! made when they are needed, a little further than the frame at hand; then the best place to break is chosen and what
//! stands before it is drawn. Every frame takes at least one atom, so that layout always ends.

mod atom;
mod breaking;
mod frame;
mod row;
mod source;

use std::collections::VecDeque;

use diagnostics::{Code, Diagnostic};
use expression::Environment;

use crate::compile::Compiled;
use crate::compositor::Compositor;
use crate::draw::Canvas;
use crate::plan::SectionPlan;
use atom::Atom;
use row::OpenTable;
use source::Cursor;

/// A page on which the flow stands; the master's objects come when the number of pages is known.
#[derive(Debug)]
pub(crate) struct PageDraft {
    /// The place of its master in the list.
    pub(crate) master: usize,
    pub(crate) canvas: Canvas,
}

/// A section's flow under way.
pub(crate) struct Flow<'c, 'w> {
    compiled: &'c Compiled,
    compositor: &'w mut Compositor<'c>,
    section: &'c SectionPlan,
    /// Of the page at hand.
    environment: Environment<'w>,
    with_geometry: bool,
    /// Atoms made and not yet drawn.
    pending: VecDeque<Atom<'c>>,
    /// Where the next atoms come from.
    cursor: Cursor<'c>,
    /// The table that the last break went through.
    open: Option<OpenTable<'c>>,
    /// Whether the frame at hand begins where the one before was full.
    is_continued: bool,
}

/// How a frame ended.
enum Filled {
    /// The flow is at its end.
    End,
    /// It goes on in the next frame.
    Frame,
    /// It goes on on the next page.
    Page,
}

/// Lays out a section's flow onto new pages.
pub(crate) fn flow<'c>(
    compiled: &'c Compiled,
    section: &'c SectionPlan,
    compositor: &mut Compositor<'c>,
    environment: Environment<'_>,
    with_geometry: bool,
    pages: &mut Vec<PageDraft>,
) {
    let mut flow = Flow {
        compiled,
        compositor,
        section,
        environment,
        with_geometry,
        pending: VecDeque::new(),
        cursor: Cursor::default(),
        open: None,
        is_continued: false,
    };
    flow.run(pages);
}

impl Flow<'_, '_> {
    fn run(&mut self, pages: &mut Vec<PageDraft>) {
        let mut master = self.section.first;
        loop {
            if pages.len() >= self.compiled.page_limit as usize {
                let limit = Diagnostic::new(Code::PageLimit).with("limit", self.compiled.page_limit);
                self.compositor.note(limit, self.section.id, None, &self.environment);
                return;
            }
            let mut canvas = Canvas::new(self.with_geometry);
            self.environment.page = u32::try_from(pages.len() + 1).ok();
            let filled = self.page(master, &mut canvas);
            pages.push(PageDraft { master, canvas });
            if matches!(filled, Filled::End) {
                return;
            }
            master = self.section.next;
        }
    }

    fn page(&mut self, master: usize, canvas: &mut Canvas) -> Filled {
        let compiled = self.compiled;
        let frames = compiled.masters.get(master).map(|master| master.frames.as_slice()).unwrap_or_default();
        if self.section.blocks.is_empty() {
            return Filled::End;
        }
        for (number, frame) in frames.iter().enumerate() {
            match self.frame(frame, number == 0, canvas) {
                Filled::Frame => {}
                other => return other,
            }
        }
        Filled::Page
    }
}
