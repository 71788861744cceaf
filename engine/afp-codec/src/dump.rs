//! The inspection tree of a file: fields nested by Begin and End, and what is inside them, with offsets and meanings.
//!
//! In: the bytes of a file. Out: nodes, one field at a time or nested. Nothing is drawn, and no byte is left out.

mod meaning;
mod objects;

use std::borrow::Cow;
use std::collections::VecDeque;

use crate::describe::{Describer, Places};

pub use crate::describe::{Node, NodeKind, Value};
use crate::fields::FieldId;
use crate::foca::FontLayout;
use crate::framing::{RawField, RawLine, Record, Records, ends_object_data, is_object_data, object_data};
use crate::values::{guess_text, printable};
use crate::wire::hex;

use objects::TextFonts;

/// The fields of a file one after another, each with its depth and with the triplets, control sequences, orders and
/// image fields that begin in it. Memory does not grow with the file.
#[derive(Debug)]
pub struct FieldNodes<'a> {
    records: Records<'a>,
    depth: usize,
    fonts: TextFonts,
    layout: FontLayout,
    /// Kind of the object data being read and the nodes of it that no field has taken yet.
    object: Option<(FieldId, VecDeque<Node>)>,
    /// The first field of object data that was passed over, and what follows it.
    passed: Option<(RawField<'a>, Records<'a>)>,
}

impl<'a> FieldNodes<'a> {
    /// Starts at the first byte of a file.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self::over(Records::new(bytes))
    }

    /// Over records, e.g. those of a page.
    #[must_use]
    pub fn over(records: Records<'a>) -> Self {
        Self {
            records,
            depth: 0,
            fonts: TextFonts::default(),
            layout: FontLayout::default(),
            object: None,
            passed: None,
        }
    }

    /// Starts at a file offset at which a field begins that needs nothing before it, such as that of a page; depths count
    /// from there.
    #[must_use]
    pub fn from_offset(bytes: &'a [u8], offset: u64) -> Self {
        Self { records: Records::from_offset(bytes, offset), ..Self::new(bytes) }
    }

    /// The node that begins at a file offset, or the first behind it. What is before is passed over: only what has to
    /// be known of it (fonts, the layout of a font) is read.
    pub fn seek(&mut self, offset: u64) -> Option<(usize, Node)> {
        loop {
            let before = self.records.clone();
            match self.records.next()? {
                record if record.offset() >= offset => {
                    self.records = before;
                    return self.next();
                }
                Record::Field(field) => self.pass(&field),
                Record::Line(_) | Record::Junk { .. } => {}
            }
        }
    }

    fn pass(&mut self, field: &RawField<'a>) {
        if field.id.is_end() {
            self.depth = self.depth.saturating_sub(1);
        } else if field.id.is_begin() {
            self.depth += 1;
        }
        if is_object_data(field.id) {
            if self.passed.as_ref().is_none_or(|(first, _)| first.id != field.id) {
                self.passed = Some((field.clone(), self.records.clone()));
            }
            return;
        }
        if ends_object_data(field.id) {
            self.passed = None;
        }
        let decoded = field.decode();
        self.fonts.follow(&decoded);
        self.layout.follow(&decoded);
    }

    fn field(&mut self, field: &RawField<'a>) -> Node {
        let decoded = field.decode();
        self.fonts.follow(&decoded);
        self.layout.follow(&decoded);
        let places = Places::contiguous(field.offset);
        let mut describer = Describer::new(&places);
        let acronym: Cow<'static, str> = match field.id.acronym() {
            Some(acronym) => acronym.into(),
            None => format!("X'{:06X}'", field.id.code()).into(),
        };
        describer.begin(NodeKind::Field, acronym, field.id.name());
        describer.skip(usize::try_from(field.data_offset() - field.offset).unwrap_or_default());
        let is_object = is_object_data(field.id);
        if is_object {
            describer.skip(field.data.len());
        } else if matches!(field.id, FieldId::CPI | FieldId::FNI) {
            self.layout.read(field.id, field.data).describe(&mut describer);
        } else {
            decoded.describe_data(&mut describer);
        }
        describer.end(meaning::of(&decoded));
        let mut node = describer.finish().pop().unwrap_or_else(|| unknown(field.offset, field.bytes, ""));
        node.length = field.bytes.len() as u64;
        if is_object {
            node.children = self.object_nodes(field);
            node.meaning = meaning::of_object(&node.children, field.data.len());
        } else if field.id == FieldId::BDA {
            node.children = objects::symbol(field, self.fonts.symbol);
            node.meaning = meaning::of_object(&node.children, field.data.len());
            node.values.clear();
        } else if ends_object_data(field.id) {
            self.object = None;
        }
        node
    }

    /// The nodes of object data that begin in this field.
    fn object_nodes(&mut self, field: &RawField<'a>) -> Vec<Node> {
        let (_, nodes) = match self.object.take().filter(|(id, _)| *id == field.id) {
            Some(open) => self.object.insert(open),
            None => {
                let passed = self.passed.take().filter(|(first, _)| first.id == field.id);
                let (first, following) = passed.unwrap_or_else(|| (field.clone(), self.records.clone()));
                let joined = object_data(&first, following);
                let nodes = objects::describe(field.id, &joined, &self.fonts, &self.layout);
                let behind = nodes.into_iter().filter(|node| node.offset >= field.offset);
                self.object.insert((field.id, behind.collect()))
            }
        };
        let mut here = Vec::new();
        while nodes.front().is_some_and(|node| node.offset < field.end()) {
            here.extend(nodes.pop_front());
        }
        here
    }
}

impl FieldNodes<'_> {
    /// The next node with its depth and, where it is a field, what it is.
    fn next_field(&mut self) -> Option<(usize, Option<FieldId>, Node)> {
        Some(match self.records.next()? {
            Record::Junk { offset, bytes, reason } => (self.depth, None, unknown(offset, bytes, reason.words())),
            Record::Line(raw) => (self.depth, None, line(&raw)),
            Record::Field(field) => {
                if field.id.is_end() {
                    self.depth = self.depth.saturating_sub(1);
                }
                let depth = self.depth;
                if field.id.is_begin() {
                    self.depth += 1;
                }
                (depth, Some(field.id), self.field(&field))
            }
        })
    }
}

impl Iterator for FieldNodes<'_> {
    type Item = (usize, Node);

    fn next(&mut self) -> Option<(usize, Node)> {
        self.next_field().map(|(depth, _, node)| (depth, node))
    }
}

fn line(raw: &RawLine<'_>) -> Node {
    Node {
        kind: NodeKind::Line,
        offset: raw.offset,
        length: raw.bytes.len() as u64,
        acronym: "".into(),
        name: "Line Data",
        meaning: format!("\"{}\"", printable(&guess_text(raw.data))),
        values: Vec::new(),
        children: Vec::new(),
    }
}

fn unknown(offset: u64, bytes: &[u8], reason: &'static str) -> Node {
    Node {
        kind: NodeKind::Unknown,
        offset,
        length: bytes.len() as u64,
        acronym: "".into(),
        name: "Bytes outside structured fields",
        meaning: format!("{reason}: {}", hex(bytes)),
        values: Vec::new(),
        children: Vec::new(),
    }
}

/// Deepest nesting that [`tree`] builds; fields below it stand at this depth.
const DEEPEST: usize = 64;

/// The whole tree of a file: the fields of an object, its End included, are children of its Begin.
#[must_use]
pub fn tree(bytes: &[u8]) -> Vec<Node> {
    let mut top = Vec::new();
    let mut open: Vec<Node> = Vec::new();
    // Begins that are deeper than what is built.
    let mut deeper = 0usize;
    let mut nodes = FieldNodes::new(bytes);
    while let Some((_, id, node)) = nodes.next_field() {
        let (begins, ends) = (id.is_some_and(FieldId::is_begin), id.is_some_and(FieldId::is_end));
        if begins && open.len() < DEEPEST {
            open.push(node);
            continue;
        }
        open.last_mut().map_or(&mut top, |parent| &mut parent.children).push(node);
        if begins {
            deeper += 1;
        } else if ends && deeper > 0 {
            deeper -= 1;
        } else if ends && let Some(done) = open.pop() {
            open.last_mut().map_or(&mut top, |parent| &mut parent.children).push(done);
        }
    }
    while let Some(done) = open.pop() {
        open.last_mut().map_or(&mut top, |parent| &mut parent.children).push(done);
    }
    top
}
