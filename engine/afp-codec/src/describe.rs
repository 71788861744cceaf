//! The tree that an inspector shows, and how values put themselves into it.
//!
//! Nodes carry offsets into the file. A describer walks a value in wire order and keeps count of the bytes, so that no
//! structure has to store where it came from.

use std::borrow::Cow;

/// What a node of the inspection tree stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NodeKind {
    /// A structured field, or the object between a Begin and its End.
    Field,
    /// A triplet.
    Triplet,
    /// A repeating group.
    Group,
    /// A text control sequence.
    ControlSequence,
    /// A run of code points outside control sequences.
    CodePoints,
    /// A graphics drawing order.
    Order,
    /// An image self-defining field.
    SelfDefiningField,
    /// A line of line data between structured fields.
    Line,
    /// Bytes that belong to no structure.
    Unknown,
}

impl NodeKind {
    /// The kind as a word for listings, e.g. `triplet`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Triplet => "triplet",
            Self::Group => "group",
            Self::ControlSequence => "control sequence",
            Self::CodePoints => "code points",
            Self::Order => "order",
            Self::SelfDefiningField => "self-defining field",
            Self::Line => "line",
            Self::Unknown => "unknown",
        }
    }
}

/// One named value of a structure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// What the value is, e.g. `X units per unit base`.
    pub name: &'static str,
    /// The value in words.
    pub text: String,
    /// File offset of its first byte.
    pub offset: u64,
    /// Bytes it takes.
    pub length: u64,
}

/// One structure of the file with all it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it stands for.
    pub kind: NodeKind,
    /// File offset of its first byte (the X'5A' of a structured field).
    pub offset: u64,
    /// Bytes it takes by itself, without children that follow it (the fields of an object).
    pub length: u64,
    /// The architecture's short name, e.g. `PGD`, or the code where there is none.
    pub acronym: Cow<'static, str>,
    /// The full name, e.g. `Page Descriptor`.
    pub name: &'static str,
    /// What it says, in one line.
    pub meaning: String,
    /// Its values in wire order.
    pub values: Vec<Value>,
    /// The structures inside.
    pub children: Vec<Node>,
}

/// Where consecutive bytes of a joined object lie in the file: `(place in the joined bytes, file offset)`, ascending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places(Vec<(usize, u64)>);

impl Places {
    /// Bytes that lie together in the file, from `offset` on.
    #[must_use]
    pub fn contiguous(offset: u64) -> Self {
        Self(vec![(0, offset)])
    }

    /// Bytes in several pieces; `pieces` gives the start of each in the joined bytes and in the file, ascending.
    #[must_use]
    pub fn pieces(pieces: Vec<(usize, u64)>) -> Self {
        Self(pieces)
    }

    /// The file offset of a byte of the joined bytes.
    #[must_use]
    pub fn file_offset(&self, at: usize) -> u64 {
        let after = self.0.partition_point(|&(start, _)| start <= at);
        match after.checked_sub(1).and_then(|index| self.0.get(index)) {
            Some(&(start, offset)) => offset + (at - start) as u64,
            None => at as u64,
        }
    }
}

/// Takes values in wire order and builds nodes with file offsets.
#[derive(Debug)]
pub struct Describer<'p> {
    places: &'p Places,
    at: usize,
    open: Vec<(Node, usize)>,
    done: Vec<Node>,
}

impl<'p> Describer<'p> {
    /// Starts at the first of the bytes that `places` locates.
    #[must_use]
    pub fn new(places: &'p Places) -> Self {
        Self { places, at: 0, open: Vec::new(), done: Vec::new() }
    }

    /// The place reached, in bytes from the start.
    #[must_use]
    pub fn position(&self) -> usize {
        self.at
    }

    /// Goes on to a place, e.g. the start of an item that carries its own position.
    pub fn seek(&mut self, at: usize) {
        self.at = at;
    }

    /// Passes over bytes that say nothing.
    pub fn skip(&mut self, length: usize) {
        self.at += length;
    }

    /// Adds a value of `length` bytes to the open node.
    pub fn value(&mut self, name: &'static str, length: usize, text: String) {
        let offset = self.places.file_offset(self.at);
        self.at += length;
        if let Some((node, _)) = self.open.last_mut() {
            node.values.push(Value { name, text, offset, length: length as u64 });
        }
    }

    /// Opens a node at the place reached.
    pub fn begin(&mut self, kind: NodeKind, acronym: impl Into<Cow<'static, str>>, name: &'static str) {
        let node = Node {
            kind,
            offset: self.places.file_offset(self.at),
            length: 0,
            acronym: acronym.into(),
            name,
            meaning: String::new(),
            values: Vec::new(),
            children: Vec::new(),
        };
        self.open.push((node, self.at));
    }

    /// Closes the node opened last. An empty meaning is made up from the values.
    pub fn end(&mut self, meaning: String) {
        let Some((mut node, start)) = self.open.pop() else { return };
        node.length = (self.at - start) as u64;
        node.meaning = if meaning.is_empty() { summary(&node.values) } else { meaning };
        match self.open.last_mut() {
            Some((parent, _)) => parent.children.push(node),
            None => self.done.push(node),
        }
    }

    /// The finished nodes.
    #[must_use]
    pub fn finish(mut self) -> Vec<Node> {
        while !self.open.is_empty() {
            self.end(String::new());
        }
        self.done
    }
}

/// The values in one line: `name value, name value`.
#[must_use]
pub fn summary(values: &[Value]) -> String {
    let mut text = String::new();
    for value in values {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(value.name);
        text.push(' ');
        text.push_str(&value.text);
    }
    text
}
