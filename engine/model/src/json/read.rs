//! Reading records from values, gathering every fault on the way.

use diagnostics::{Code, Diagnostic, Diagnostics, Location, ObjectId, TextPlace};

use super::parse::{DEEPEST, SyntaxError};
use super::schema::{ObjectSchema, SchemaBook};
use super::value::{Extra, Json, JsonValue};
use crate::{ElementKind, ElementList, ElementMut, ElementRef, ListName, Place};

/// A template could not be read: every fault found, each with its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// The faults.
    pub diagnostics: Diagnostics,
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (number, diagnostic) in self.diagnostics.iter().enumerate() {
            write!(f, "{}{diagnostic}", if number == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

impl std::error::Error for ReadError {}

/// The faults and remarks of one reading, with the text they refer to.
#[derive(Debug)]
pub struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    /// Where each line begins.
    lines: Vec<usize>,
    path: Vec<String>,
    quiet: bool,
    pub(crate) diagnostics: Diagnostics,
}

/// What a value can be read into and written from.
///
/// The walks through the tree have nothing to do where no elements are inside; [`crate::record!`] writes the others.
pub trait Part: Sized {
    /// Reads it; a fault goes into the reader and gives none.
    fn read(json: &Json, reader: &mut Reader<'_>) -> Option<Self>;
    /// Writes it.
    fn write(&self, out: &mut super::Writer);
    /// A name for messages: “a number”.
    fn expected() -> String;

    /// Visits every element in here, each before those inside it.
    fn walk<'a>(&'a self, _at: Place, _visit: &mut dyn FnMut(Place, ElementRef<'a>)) {}

    /// The element with an id.
    fn find_mut(&mut self, _id: ObjectId) -> Option<ElementMut<'_>> {
        None
    }

    /// This, as a list of elements.
    fn as_list_mut(&mut self) -> Option<&mut dyn ElementList> {
        None
    }

    /// A list in here that belongs to the element around this.
    fn own_list_mut(&mut self, _name: ListName) -> Option<&mut dyn ElementList> {
        None
    }

    /// A list of these, as a list of elements.
    fn list_of(_list: &mut Vec<Self>) -> Option<&mut dyn ElementList> {
        None
    }

    /// A place for one of these, as a list of elements.
    fn slot_of(_slot: &mut Option<Self>) -> Option<&mut dyn ElementList> {
        None
    }

    /// Gives every element in here a new id.
    fn renew(&mut self, _fresh: &mut dyn FnMut(ElementKind) -> ObjectId) {}

    /// Its JSON Schema; any value where nothing is said.
    fn schema(_book: &mut SchemaBook) -> Json {
        Json::object([])
    }
}

/// What shares an object with other fields; each function does for all fields what its namesake in [`Part`] does.
pub trait Fields: Sized {
    /// Reads the fields, leaving the other members.
    fn read_fields(from: &mut ObjectReader<'_>, reader: &mut Reader<'_>) -> Option<Self>;
    /// Writes the fields.
    fn write_fields(&self, to: &mut super::ObjectWriter<'_>);
    /// See [`Part::walk`].
    fn walk_fields<'a>(&'a self, at: Place, visit: &mut dyn FnMut(Place, ElementRef<'a>));
    /// See [`Part::find_mut`].
    fn find_in_fields(&mut self, id: ObjectId) -> Option<ElementMut<'_>>;
    /// See [`Part::own_list_mut`].
    fn list_in_fields(&mut self, name: ListName) -> Option<&mut dyn ElementList>;
    /// See [`Part::renew`].
    fn renew_fields(&mut self, fresh: &mut dyn FnMut(ElementKind) -> ObjectId);
    /// See [`Part::schema`].
    fn schema_fields(object: &mut ObjectSchema<'_>);
}

/// An object being read, member by member.
#[derive(Debug)]
pub struct ObjectReader<'a> {
    members: &'a [(String, Json)],
    taken: Vec<bool>,
    offset: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0).chain(ends.map(|(end, _)| end + 1)).collect();
        Self { file, text, lines, path: Vec::new(), quiet: false, diagnostics: Diagnostics::new() }
    }

    fn place(&self, offset: usize) -> Location {
        let line = self.lines.partition_point(|&start| start <= offset);
        let start = line.checked_sub(1).and_then(|before| self.lines.get(before)).copied().unwrap_or(0);
        let column = self.text.get(start..offset).map_or(0, |before| before.chars().count()) as u32 + 1;
        let place = TextPlace { line: line as u32, column, offset: offset as u64 };
        Location::Text { file: self.file.to_owned(), place }
    }

    pub(crate) fn syntax(&mut self, error: SyntaxError) {
        let (diagnostic, offset) = match error {
            SyntaxError::Unexpected { offset, reason } => {
                (Diagnostic::new(Code::JsonSyntax).with("reason", reason), offset)
            }
            SyntaxError::TooDeep { offset } => (Diagnostic::new(Code::JsonTooDeep).with("limit", DEEPEST), offset),
        };
        let location = self.place(offset);
        self.diagnostics.push(diagnostic.at(location));
    }

    /// Reads without reporting: the caller says itself what was expected.
    pub(crate) fn quietly<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.quiet, true);
        let value = read(self);
        self.quiet = before;
        value
    }

    /// Reports a fault at a value.
    pub(crate) fn fault(&mut self, diagnostic: Diagnostic, offset: usize) {
        if self.quiet {
            return;
        }
        if self.diagnostics.len() == Diagnostics::LIMIT {
            // It is only counted: the place would take time for nothing.
            self.diagnostics.push(diagnostic);
            return;
        }
        let location = self.place(offset);
        let path = Location::Template(if self.path.is_empty() { "as a whole".into() } else { self.path.concat() });
        self.diagnostics.push(diagnostic.at(location).at(path));
    }

    /// Reports that a value is not what was expected.
    pub fn wrong(&mut self, json: &Json, expected: impl Into<String>) {
        let field = self.path.last().map_or("the value", |name| name.trim_start_matches('.')).to_owned();
        let diagnostic = Diagnostic::new(Code::TemplateFieldWrong)
            .with("field", field)
            .with("expected", expected.into())
            .with("found", json.found());
        self.fault(diagnostic, json.offset);
    }

    /// A value's members; none, with a fault, where it is no object.
    pub fn object<'j>(&mut self, json: &'j Json, expected: &str) -> Option<ObjectReader<'j>> {
        match &json.value {
            JsonValue::Object(members) => {
                Some(ObjectReader { members, taken: vec![false; members.len()], offset: json.offset })
            }
            _ => {
                self.wrong(json, expected);
                None
            }
        }
    }

    pub(crate) fn inside<T>(&mut self, step: String, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step);
        let value = read(self);
        self.path.pop();
        value
    }
}

impl<'a> ObjectReader<'a> {
    /// A member's value, once.
    pub fn take(&mut self, name: &str) -> Option<&'a Json> {
        let at = self.members.iter().position(|(known, _)| known == name)?;
        if let Some(taken) = self.taken.get_mut(at) {
            *taken = true;
        }
        self.members.get(at).map(|(_, value)| value)
    }

    /// Reads a member that must be there.
    pub fn required<T: Part>(&mut self, name: &'static str, reader: &mut Reader<'_>) -> Option<T> {
        match self.take(name) {
            Some(json) => reader.inside(format!(".{name}"), |reader| T::read(json, reader)),
            None => {
                reader.fault(Diagnostic::new(Code::TemplateFieldMissing).with("field", name), self.offset);
                None
            }
        }
    }

    /// Reads a member, or takes a default.
    pub fn optional<T: Part>(
        &mut self,
        name: &'static str,
        default: impl FnOnce() -> T,
        reader: &mut Reader<'_>,
    ) -> Option<T> {
        match self.take(name) {
            Some(json) => reader.inside(format!(".{name}"), |reader| T::read(json, reader)),
            None => Some(default()),
        }
    }

    /// Reports that the member which chooses a variant holds none of the known words.
    pub fn unknown_kind(&self, tag: &'static str, known: &[&str], found: &str, reader: &mut Reader<'_>) {
        let fault = Diagnostic::new(Code::TemplateFieldWrong)
            .with("field", tag)
            .with("expected", format!("one of {}", known.join(", ")))
            .with("found", format!("“{found}”"));
        reader.fault(fault, self.offset);
    }

    /// Reports members that nobody took as faults: where they cannot be kept.
    pub(crate) fn refuse_rest(&self, expected: &str, reader: &mut Reader<'_>) -> Option<()> {
        let mut left = self.members.iter().zip(&self.taken).filter(|(_, taken)| !**taken).map(|(member, _)| member);
        let (name, json) = match left.next() {
            None => return Some(()),
            Some(member) => member,
        };
        let fault = Diagnostic::new(Code::TemplateFieldWrong)
            .with("field", name.as_str())
            .with("expected", format!("absent: this is {expected}"))
            .with("found", json.found());
        reader.fault(fault, json.offset);
        None
    }

    /// What nobody took.
    pub fn extra(self, reader: &mut Reader<'_>) -> Extra {
        let left = self.members.iter().zip(&self.taken).filter(|(_, taken)| !**taken).map(|(member, _)| member);
        let extra: Vec<_> = left.cloned().collect();
        for (name, json) in &extra {
            reader.fault(Diagnostic::new(Code::TemplateUnknownKey).with("field", name.as_str()), json.offset);
        }
        Extra(extra)
    }
}
