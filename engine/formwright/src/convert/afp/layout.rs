//! What a file is made of, as far as taking pages out of it goes: found once, used for every part.

use std::ops::Range;

use afp_codec::{FieldId, RawField, Record, Records};

use super::references::{Key, References, names_of};

/// Bytes of the file.
pub(super) type Bytes = Range<usize>;

/// A stretch of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    ResourceGroupBegin(Bytes),
    ResourceGroupEnd(Bytes),
    /// A resource, by its number.
    Resource(usize),
    /// A document index, whole.
    Index(Bytes),
    DocumentBegin(Bytes),
    DocumentEnd(Bytes),
    GroupBegin(Bytes),
    GroupEnd(Bytes),
    MediumMap(Bytes),
    /// A page, whole.
    Page(Bytes),
    /// A field, or an object that is none of these, whole.
    Other(Bytes),
}

/// A resource of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Resource {
    pub(super) range: Bytes,
    pub(super) names: Vec<Key>,
    /// The field that begins the object in it; that of a resource where there is no object.
    pub(super) kind: FieldId,
    /// What it needs itself.
    pub(super) references: References,
}

/// The parts of a file in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    pub(super) parts: Vec<Part>,
    pub(super) resources: Vec<Resource>,
}

fn range(field: &RawField<'_>) -> Bytes {
    let start = usize::try_from(field.offset).unwrap_or(usize::MAX);
    start..start.saturating_add(field.bytes.len())
}

impl Layout {
    /// Goes over the file once. Bytes between fields belong to nothing.
    pub(super) fn scan(bytes: &[u8]) -> Self {
        let mut layout = Self::default();
        let mut inside = 0usize;
        let mut records = Records::new(bytes);
        while let Some(record) = records.next() {
            let Record::Field(field) = record else { continue };
            let own = range(&field);
            let part = match field.id {
                FieldId::BRG => Part::ResourceGroupBegin(own),
                FieldId::ERG => Part::ResourceGroupEnd(own),
                FieldId::BRS => layout.resource(bytes, own.start..end_of(&field, &mut records), field.id),
                FieldId::BDI => Part::Index(own.start..end_of(&field, &mut records)),
                FieldId::BDT | FieldId::BNG => {
                    inside += 1;
                    if field.id == FieldId::BDT { Part::DocumentBegin(own) } else { Part::GroupBegin(own) }
                }
                FieldId::EDT | FieldId::ENG => {
                    inside = inside.saturating_sub(1);
                    if field.id == FieldId::EDT { Part::DocumentEnd(own) } else { Part::GroupEnd(own) }
                }
                FieldId::BPG => Part::Page(own.start..end_of_page(&field, &mut records)),
                FieldId::IMM if inside > 0 => Part::MediumMap(own),
                // Objects beside pages, as environment groups: whole.
                id if id.is_begin() && id != FieldId::BPF => Part::Other(own.start..end_of(&field, &mut records)),
                _ => Part::Other(own),
            };
            layout.parts.push(part);
        }
        layout
    }

    fn resource(&mut self, bytes: &[u8], range: Bytes, begin: FieldId) -> Part {
        let content = bytes.get(range.clone()).unwrap_or_default();
        let (names, kind) = names_of(content);
        let mut references = References::default();
        references.read(content);
        let number = self.resources.len();
        self.resources.push(Resource { range, names, kind: kind.unwrap_or(begin), references });
        Part::Resource(number)
    }
}

/// Goes to behind the End of an object; where that is. An object without End goes as far as the file.
fn end_of(begin: &RawField<'_>, records: &mut Records<'_>) -> usize {
    let mut open = 1usize;
    let mut end = range(begin).end;
    for record in records.by_ref() {
        let Record::Field(field) = record else { continue };
        end = range(&field).end;
        if field.id == begin.id {
            open += 1;
        } else if field.id == begin.id.counterpart() {
            open -= 1;
            if open == 0 {
                break;
            }
        }
    }
    end
}

/// The same for a page, which the next one ends too, and the end of its group or document.
fn end_of_page(begin: &RawField<'_>, records: &mut Records<'_>) -> usize {
    let mut end = range(begin).end;
    loop {
        let before = records.clone();
        let Some(record) = records.next() else { return end };
        let Record::Field(field) = record else { continue };
        match field.id {
            FieldId::EPG => return range(&field).end,
            FieldId::BPG | FieldId::ENG | FieldId::EDT | FieldId::BNG | FieldId::BDT => {
                *records = before;
                return end;
            }
            _ => end = range(&field).end,
        }
    }
}
