//! Which parts of a file stay, in their order.

use std::collections::BTreeSet;

use afp_read::{AfpDocument, Step};

use super::layout::{Bytes, Layout, Part};
use crate::convert::page_numbers;

/// A part of the new file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Bytes that stay.
    Bytes(Bytes),
    /// A resource, by its number, where it is needed.
    Resource(usize),
    /// The End of a resource group.
    GroupEnd(Bytes),
    /// The documents begin.
    Documents,
}

/// What the pages of steps take with them.
pub(super) fn pieces(layout: &Layout, document: &AfpDocument, steps: &[Step]) -> Vec<Piece> {
    let numbers = page_numbers(steps);
    let begins = numbers.filter_map(|number| usize::try_from(document.page_summary(number)?.bytes.0).ok());
    let mut walk = Walk {
        pieces: Vec::new(),
        pages: begins.collect(),
        whole: whole_documents(document.steps(), steps),
        documents: 0,
        waiting: Vec::new(),
        medium_map: None,
        depth: 0,
    };
    for part in &layout.parts {
        walk.part(part);
    }
    walk.pieces
}

/// Of each document, whether all of its pages are taken.
fn whole_documents(all: &[Step], taken: &[Step]) -> Vec<bool> {
    let taken: BTreeSet<usize> = page_numbers(taken).collect();
    let mut whole = Vec::new();
    for step in all {
        match (step, whole.last_mut()) {
            (Step::DocumentBegin(_), _) => whole.push(true),
            (Step::Page(number), Some(last)) => *last &= taken.contains(number),
            _ => {}
        }
    }
    whole
}

struct Walk {
    pieces: Vec<Piece>,
    /// Where the pages taken begin.
    pages: BTreeSet<usize>,
    whole: Vec<bool>,
    documents: usize,
    /// What stands before a page that is not taken yet, from the Begin of its document on: for each open document or
    /// group its pieces.
    waiting: Vec<Vec<Piece>>,
    /// The medium map invoked last, while no page was taken since.
    medium_map: Option<Bytes>,
    /// How many documents and groups are open whose Begin is written.
    depth: usize,
}

impl Walk {
    fn part(&mut self, part: &Part) {
        match part {
            Part::Resource(number) => self.put(Piece::Resource(*number)),
            Part::ResourceGroupEnd(bytes) => self.put(Piece::GroupEnd(bytes.clone())),
            Part::Index(bytes) => {
                if self.whole.get(self.documents).copied().unwrap_or(false) {
                    self.put(Piece::Bytes(bytes.clone()));
                }
            }
            Part::DocumentBegin(bytes) => {
                self.documents += 1;
                if self.documents == 1 {
                    self.pieces.push(Piece::Documents);
                }
                self.waiting.push(vec![Piece::Bytes(bytes.clone())]);
            }
            Part::GroupBegin(bytes) => self.waiting.push(vec![Piece::Bytes(bytes.clone())]),
            Part::DocumentEnd(bytes) | Part::GroupEnd(bytes) => {
                if self.waiting.pop().is_none() && self.depth > 0 {
                    self.depth -= 1;
                    self.put(Piece::Bytes(bytes.clone()));
                }
            }
            Part::MediumMap(bytes) => self.medium_map = Some(bytes.clone()),
            Part::Page(bytes) => self.page(bytes),
            Part::ResourceGroupBegin(bytes) | Part::Other(bytes) => self.put(Piece::Bytes(bytes.clone())),
        }
    }

    /// Puts a piece behind the others, or where it waits for a page.
    fn put(&mut self, piece: Piece) {
        match self.waiting.last_mut() {
            Some(waiting) => waiting.push(piece),
            None => self.pieces.push(piece),
        }
    }

    fn page(&mut self, bytes: &Bytes) {
        if !self.pages.contains(&bytes.start) {
            return;
        }
        for waiting in std::mem::take(&mut self.waiting) {
            self.depth += 1;
            self.pieces.extend(waiting);
        }
        self.pieces.extend(self.medium_map.take().map(Piece::Bytes));
        self.pieces.push(Piece::Bytes(bytes.clone()));
    }
}
