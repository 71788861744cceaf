//! The index document that stands before a document (MO:DCA "Document Index").
//!
//! Each page group, and each page where pages are asked for, has an index element (IEL) with its place in the document
//! and then its tag logical elements, which refer to it by name. A group's element says how long the group is, so what
//! stands inside waits for its end; everything else goes into a spool at once.

use std::io::{self, Read as _, Write};

use afp_codec::fields::{Named, TripletList};
use afp_codec::framing::FieldWriter;
use afp_codec::triplets::{
    ByteExtent, ByteOffset, FieldExtent, FieldOffset, FullyQualifiedName, NameUse, ObjectCount, ObjectCountKind,
    ObjectOffset, PageNumber, Triplet,
};
use afp_codec::values::Text;
use afp_codec::{Field, Name};
use diagnostics::Diagnostics;
use scene::IndexEntry;

use crate::error::WriteError;
use crate::index::element;
use crate::options::{IndexEncoding, IndexLevel};
use crate::spool::Spool;

/// A place in a document: bytes, structured fields and pages before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Position {
    pub bytes: u64,
    pub fields: u64,
    pub pages: u64,
}

/// What is printed when something begins: the medium map in effect, where one was invoked, and the number of the next
/// page since then, from 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Medium {
    pub map: Option<Name>,
    pub page: u32,
}

/// Which object an element is about.
struct Indexed {
    usage: NameUse,
    name: Vec<u8>,
    start: Position,
    medium: Medium,
}

struct OpenGroup {
    indexed: Indexed,
    /// Its own tag logical elements, and the elements of what is inside it.
    inside: Vec<u8>,
}

/// The indexes of a print file's documents, one after another.
pub(crate) struct DocumentIndexes<'p> {
    level: IndexLevel,
    encoding: IndexEncoding,
    spool: Spool<'p>,
    /// Of each document, the bytes of its index and its own, as two numbers of eight bytes.
    lengths: Spool<'p>,
    open: Vec<OpenGroup>,
    document: Option<Name>,
    /// Bytes of the current document's index.
    bytes: u64,
    elements: u64,
}

impl<'p> DocumentIndexes<'p> {
    pub(crate) fn new(level: IndexLevel, encoding: IndexEncoding, spool: Spool<'p>, lengths: Spool<'p>) -> Self {
        Self { level, encoding, spool, lengths, open: Vec::new(), document: None, bytes: 0, elements: 0 }
    }

    pub(crate) fn begin_document(&mut self, name: Name) {
        (self.document, self.bytes, self.elements) = (Some(name), 0, 0);
    }

    pub(crate) fn begin_group(
        &mut self,
        name: Vec<u8>,
        entries: &[IndexEntry],
        start: Position,
        medium: Medium,
        diagnostics: &mut Diagnostics,
    ) -> Result<(), WriteError> {
        let indexed = Indexed { usage: NameUse::BEGIN_PAGE_GROUP, name, start, medium };
        let mut inside = Vec::new();
        self.tags(&indexed, entries, &mut inside, diagnostics)?;
        self.open.push(OpenGroup { indexed, inside });
        Ok(())
    }

    /// A page from its Begin field to after its End field.
    pub(crate) fn page(
        &mut self,
        name: Name,
        entries: &[IndexEntry],
        (start, end): (Position, Position),
        medium: Medium,
        diagnostics: &mut Diagnostics,
    ) -> Result<(), WriteError> {
        // A group is printed by what its first page is printed by.
        for group in self.open.iter_mut().filter(|group| group.indexed.start.pages == start.pages) {
            group.indexed.medium = medium;
        }
        if self.level == IndexLevel::Pages {
            let indexed = Indexed { usage: NameUse::BEGIN_PAGE, name: name.0.to_vec(), start, medium };
            let mut bytes = Vec::new();
            self.index(&indexed, end, &mut bytes)?;
            self.tags(&indexed, entries, &mut bytes, diagnostics)?;
            self.push(&bytes)?;
        }
        Ok(())
    }

    pub(crate) fn end_group(&mut self, end: Position) -> Result<(), WriteError> {
        let Some(group) = self.open.pop() else { return Ok(()) };
        let mut bytes = Vec::new();
        self.index(&group.indexed, end, &mut bytes)?;
        bytes.extend(group.inside);
        self.push(&bytes)
    }

    /// Ends the index of a document of so many bytes; gives the bytes of the index.
    pub(crate) fn end_document(&mut self, document: u64) -> Result<u64, WriteError> {
        if let Some(name) = self.document.take()
            && self.bytes > 0
        {
            let mut bytes = Vec::new();
            write(&Field::EndDocumentIndex(Named::new(name, Vec::new())), &mut bytes)?;
            self.add(&bytes)?;
        }
        let mut lengths = self.bytes.to_be_bytes().to_vec();
        lengths.extend(document.to_be_bytes());
        self.lengths.push(&lengths)?;
        Ok(self.bytes)
    }

    /// Writes all documents, each after its index; gives the bytes of all indexes.
    pub(crate) fn write_all(self, documents: Spool<'p>, out: &mut dyn Write) -> io::Result<u64> {
        let mut documents = documents.into_reader()?;
        let mut indexes = self.spool.into_reader()?;
        let mut lengths = self.lengths.into_reader()?;
        let (mut pair, mut total) = ([0; 16], 0);
        while let Ok(()) = lengths.read_exact(&mut pair) {
            let [index, document] = [&pair[..8], &pair[8..]]
                .map(|half| half.first_chunk::<8>().map_or(0, |bytes| u64::from_be_bytes(*bytes)));
            total += io::copy(&mut (&mut indexes).take(index), out)?;
            io::copy(&mut (&mut documents).take(document), out)?;
        }
        Ok(total)
    }

    /// An index element: which object, where, how long, and how it is printed.
    fn index(&mut self, indexed: &Indexed, end: Position, out: &mut Vec<u8>) -> Result<(), WriteError> {
        self.elements += 1;
        let own = crate::names::name(&format!("E{:07}", self.elements % 10_000_000))?;
        let start = indexed.start;
        let (offset, offset_high) = halves(start.bytes);
        let (extent, extent_high) = halves(end.bytes - start.bytes);
        let (fields, fields_high) = halves(start.fields);
        let (field_extent, field_extent_high) = halves(end.fields - start.fields);
        let (before, before_high) = halves(start.pages);
        let mut triplets = vec![
            Triplet::FullyQualifiedName(FullyQualifiedName::short(NameUse::INDEX_ELEMENT, own)),
            Triplet::FullyQualifiedName(indexed.reference()),
        ];
        if let Some(map) = indexed.medium.map {
            triplets.push(Triplet::FullyQualifiedName(FullyQualifiedName::short(NameUse::MEDIUM_MAP, map)));
        }
        triplets.extend([
            Triplet::ByteOffset(ByteOffset { offset, high: offset_high }),
            Triplet::PageNumber(PageNumber { number: indexed.medium.page }),
            Triplet::ByteExtent(ByteExtent { extent, high: extent_high }),
            Triplet::FieldOffset(FieldOffset { offset: fields, high: fields_high }),
            Triplet::FieldExtent(FieldExtent { extent: field_extent, high: field_extent_high }),
            Triplet::ObjectOffset(ObjectOffset {
                kind: ObjectCountKind::PAGE,
                offset: before,
                high: before_high,
                ..ObjectOffset::default()
            }),
        ]);
        if indexed.usage == NameUse::BEGIN_PAGE_GROUP {
            let (count, high) = halves(end.pages - start.pages);
            let kind = ObjectCountKind::PAGE;
            triplets.push(Triplet::ObjectCount(ObjectCount { kind, count, high, ..ObjectCount::default() }));
        }
        write(&Field::IndexElement(TripletList { triplets }), out)
    }

    fn tags(
        &self,
        indexed: &Indexed,
        entries: &[IndexEntry],
        out: &mut Vec<u8>,
        diagnostics: &mut Diagnostics,
    ) -> Result<(), WriteError> {
        for entry in entries {
            write(&element(entry, self.encoding, Some(indexed.reference()), diagnostics), out)?;
        }
        Ok(())
    }

    /// Elements of what has ended: into the group around it, else into the spool.
    fn push(&mut self, bytes: &[u8]) -> Result<(), WriteError> {
        if let Some(around) = self.open.last_mut() {
            around.inside.extend_from_slice(bytes);
            return Ok(());
        }
        if let Some(name) = self.document.filter(|_| self.bytes == 0) {
            let mut begin = Vec::new();
            write(&Field::BeginDocumentIndex(Named::new(name, Vec::new())), &mut begin)?;
            self.add(&begin)?;
        }
        self.add(bytes)
    }

    fn add(&mut self, bytes: &[u8]) -> Result<(), WriteError> {
        self.bytes += bytes.len() as u64;
        Ok(self.spool.push(bytes)?)
    }
}

impl Indexed {
    fn reference(&self) -> FullyQualifiedName<'static> {
        FullyQualifiedName::characters(self.usage, Text(self.name.clone().into()))
    }
}

/// A number in four bytes, with four more for its greater half where they are needed (MO:DCA X'2D', X'57').
fn halves(number: u64) -> (u32, Option<u32>) {
    let [high, low] = [(number >> 32) as u32, number as u32];
    // X'FFFFFFFF' alone would say that the object is outside the document.
    (low, (high > 0 || low == u32::MAX).then_some(high))
}

fn write(field: &Field<'_>, out: &mut Vec<u8>) -> Result<(), WriteError> {
    FieldWriter::new(out).write(field).map(drop).map_err(WriteError::encode("the document index"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greater_half_stands_only_where_it_is_needed() {
        assert_eq!(halves(7), (7, None));
        assert_eq!(halves(u64::from(u32::MAX)), (u32::MAX, Some(0)));
        assert_eq!(halves((5 << 32) + 6), (6, Some(5)));
    }
}
