//! Bookmarks for groups of pages, written as the groups come (ISO 32000-1, 12.3.3).

use std::io::{self, Write};

use pdf_writer::Ref;

use crate::content::Content;
use crate::info::text_string;
use crate::objects::Objects;
use crate::plan::Numbers;

struct Entry {
    id: Ref,
    title: String,
    page: Option<Ref>,
    previous: Option<Ref>,
    children: Children,
}

/// The entries below one.
#[derive(Default)]
struct Children {
    first: Option<Ref>,
    last: Option<Ref>,
    count: u64,
    /// The last one, until it is known whether another follows.
    waiting: Option<Box<Entry>>,
}

/// The open groups, and the entries that wait for their successor.
#[derive(Default)]
pub(crate) struct Outline {
    top: Children,
    open: Vec<Entry>,
}

impl Outline {
    pub(crate) fn begin<W: Write>(&mut self, title: &str, objects: &mut Objects<W>) -> io::Result<()> {
        let id = objects.reserve();
        let parent = self.open.last().map_or(Numbers::OUTLINE, |entry| entry.id);
        let siblings = self.open.last_mut().map_or(&mut self.top, |entry| &mut entry.children);
        let before = siblings.waiting.take();
        siblings.first.get_or_insert(id);
        siblings.last = Some(id);
        siblings.count += 1;
        let previous = before.as_ref().map(|entry| entry.id);
        if let Some(before) = before {
            write_entry(&before, parent, Some(id), objects)?;
        }
        self.open.push(Entry { id, title: title.to_owned(), page: None, previous, children: Children::default() });
        Ok(())
    }

    /// The page is the first one of the open groups that have none.
    pub(crate) fn page(&mut self, page: Ref) {
        for entry in &mut self.open {
            entry.page.get_or_insert(page);
        }
    }

    pub(crate) fn end<W: Write>(&mut self, objects: &mut Objects<W>) -> io::Result<()> {
        let Some(mut entry) = self.open.pop() else { return Ok(()) };
        if let Some(last) = entry.children.waiting.take() {
            write_entry(&last, entry.id, None, objects)?;
        }
        let siblings = self.open.last_mut().map_or(&mut self.top, |parent| &mut parent.children);
        siblings.waiting = Some(Box::new(entry));
        Ok(())
    }

    /// Writes what waits; whether there are bookmarks.
    pub(crate) fn finish<W: Write>(mut self, objects: &mut Objects<W>) -> io::Result<bool> {
        while !self.open.is_empty() {
            self.end(objects)?;
        }
        let (Some(first), Some(last)) = (self.top.first, self.top.last) else { return Ok(false) };
        if let Some(waiting) = &self.top.waiting {
            write_entry(waiting, Numbers::OUTLINE, None, objects)?;
        }
        let mut body = Content::default();
        body.text("<</Type/Outlines/First ").integer(first.get() as u64);
        body.text(" 0 R/Last ").integer(last.get() as u64);
        body.text(" 0 R/Count ").integer(self.top.count).text(">>");
        objects.object(Numbers::OUTLINE, &body)?;
        Ok(true)
    }
}

fn write_entry<W: Write>(entry: &Entry, parent: Ref, next: Option<Ref>, objects: &mut Objects<W>) -> io::Result<()> {
    let mut body = Content::default();
    body.text("<</Title");
    text_string(&mut body, &entry.title);
    let mut reference = |key: &str, id: Option<Ref>| {
        if let Some(id) = id {
            body.text(key).integer(id.get() as u64).text(" 0 R");
        }
    };
    reference("/Parent ", Some(parent));
    reference("/Prev ", entry.previous);
    reference("/Next ", next);
    reference("/First ", entry.children.first);
    reference("/Last ", entry.children.last);
    if entry.children.count > 0 {
        // Below zero: shown closed.
        body.text("/Count -").integer(entry.children.count);
    }
    if let Some(page) = entry.page {
        body.text("/Dest[").integer(page.get() as u64).text(" 0 R/XYZ null null null]");
    }
    body.text(">>");
    objects.object(entry.id, &body)
}
