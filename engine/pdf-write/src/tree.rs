//! The page tree, written as it grows (ISO 32000-1, 7.7.3).

use std::io::{self, Write};

use pdf_writer::Ref;

use crate::content::Content;
use crate::objects::Objects;

/// How many kids a node has.
const KIDS: usize = 32;

struct Node {
    id: Ref,
    kids: Vec<Ref>,
    pages: u64,
}

/// The open node of each level, leaves' parents first.
#[derive(Default)]
pub(crate) struct PageTree {
    levels: Vec<Option<Node>>,
}

impl PageTree {
    /// The parent of the next page.
    pub(crate) fn parent<W: Write>(&mut self, objects: &mut Objects<W>) -> Ref {
        self.open(0, objects)
    }

    fn open<W: Write>(&mut self, level: usize, objects: &mut Objects<W>) -> Ref {
        if self.levels.len() <= level {
            self.levels.resize_with(level + 1, || None);
        }
        match self.levels.get_mut(level) {
            Some(slot) => slot.get_or_insert_with(|| Node { id: objects.reserve(), kids: Vec::new(), pages: 0 }).id,
            None => objects.reserve(),
        }
    }

    /// Adds a page whose parent was asked for.
    pub(crate) fn add<W: Write>(&mut self, page: Ref, objects: &mut Objects<W>) -> io::Result<()> {
        self.add_kid(0, page, 1, objects)
    }

    fn add_kid<W: Write>(&mut self, level: usize, kid: Ref, pages: u64, objects: &mut Objects<W>) -> io::Result<()> {
        self.open(level, objects);
        let Some(Some(node)) = self.levels.get_mut(level) else { return Ok(()) };
        node.kids.push(kid);
        node.pages += pages;
        if node.kids.len() < KIDS {
            return Ok(());
        }
        self.close(level, objects)
    }

    /// Writes the open node of a level below the one above.
    fn close<W: Write>(&mut self, level: usize, objects: &mut Objects<W>) -> io::Result<()> {
        let Some(node) = self.levels.get_mut(level).and_then(Option::take) else { return Ok(()) };
        let parent = self.open(level + 1, objects);
        write_node(&node, Some(parent), objects)?;
        self.add_kid(level + 1, node.id, node.pages, objects)
    }

    /// Writes what is open; the root and the number of pages.
    pub(crate) fn finish<W: Write>(mut self, objects: &mut Objects<W>) -> io::Result<(Ref, u64)> {
        let mut level = 0;
        while level + 1 < self.levels.len() {
            self.close(level, objects)?;
            level += 1;
        }
        let root = match self.levels.pop().flatten() {
            Some(root) => root,
            None => Node { id: objects.reserve(), kids: Vec::new(), pages: 0 },
        };
        write_node(&root, None, objects)?;
        Ok((root.id, root.pages))
    }
}

fn write_node<W: Write>(node: &Node, parent: Option<Ref>, objects: &mut Objects<W>) -> io::Result<()> {
    let mut body = Content::default();
    body.text("<</Type/Pages");
    if let Some(parent) = parent {
        body.text("/Parent ").integer(parent.get() as u64).text(" 0 R");
    }
    body.text("/Kids[");
    for kid in &node.kids {
        body.integer(kid.get() as u64).text(" 0 R ");
    }
    body.text("]/Count ").integer(node.pages).text(">>");
    objects.object(node.id, &body)
}
