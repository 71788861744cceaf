//! The parts of a file: pages, resources, and what stands between them.

use formwright::afp_codec::fields::FieldId;
use formwright::afp_codec::{Field, RawField, Record, Records};
use formwright::afp_read::AfpDocument;
use protocol::{PartKind, ViewedPart};

use super::OpenFile;

/// Short names in the title of a part without a name of its own.
const MOST_NAMES: usize = 6;

/// A stretch of the file.
pub(super) struct Part {
    pub(super) kind: PartKind,
    pub(super) start: u64,
    pub(super) end: u64,
    /// The page's number, from 1.
    pub(super) page: Option<u32>,
}

/// What a field begins that is a part of its own.
fn begins(id: FieldId) -> Option<PartKind> {
    match id {
        FieldId::BPG => Some(PartKind::Page),
        FieldId::BRS
        | FieldId::BMO
        | FieldId::BPS
        | FieldId::BCF
        | FieldId::BCP
        | FieldId::BFN
        | FieldId::BFM
        | FieldId::BOC => Some(PartKind::Resource),
        _ => None,
    }
}

/// Goes over the whole file once.
pub(super) fn scan(bytes: &[u8], document: &AfpDocument) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    // What is open, and the field that ends it.
    let mut inside: Option<FieldId> = None;
    for record in Records::new(bytes) {
        let (start, end, id) = match &record {
            Record::Field(field) => (field.offset, field.end(), Some(field.id)),
            Record::Line(line) => (line.offset, line.offset + line.bytes.len() as u64, None),
            Record::Junk { offset, bytes, .. } => (*offset, *offset + bytes.len() as u64, None),
        };
        let begun = if inside.is_none() { id.and_then(|id| begins(id).map(|kind| (kind, id))) } else { None };
        if let Some((kind, id)) = begun {
            parts.push(Part { kind, start, end, page: None });
            inside = Some(id.counterpart());
            continue;
        }
        match parts.last_mut() {
            Some(part) if inside.is_some() || part.kind == PartKind::Structure => part.end = end,
            _ => parts.push(Part { kind: PartKind::Structure, start, end, page: None }),
        }
        if id.is_some() && id == inside {
            inside = None;
        }
    }
    for number in 0..document.page_count() {
        let Some(summary) = document.page_summary(number) else { continue };
        if let Ok(place) = parts.binary_search_by_key(&summary.bytes.0, |part| part.start)
            && let Some(part) = parts.get_mut(place)
        {
            part.page = u32::try_from(number + 1).ok();
        }
    }
    parts
}

/// The name that a Begin field gives.
fn name_of(field: &RawField<'_>) -> Option<String> {
    match field.decode() {
        Field::BeginResource(begin) => begin.name.map(|name| name.text()),
        _ => {
            let name = field.data.first_chunk::<8>()?;
            Some(formwright::afp_codec::Name(*name).text())
        }
    }
    .filter(|name| !name.is_empty())
}

impl OpenFile {
    /// The number of the part that holds a byte.
    pub(super) fn part_at(&self, offset: u64) -> Option<usize> {
        let after = self.parts.partition_point(|part| part.start <= offset);
        let number = after.checked_sub(1)?;
        self.parts.get(number).is_some_and(|part| offset < part.end).then_some(number)
    }

    /// A part, with its name.
    pub(super) fn part(&self, number: usize) -> Option<ViewedPart> {
        let part = self.parts.get(number)?;
        let end = usize::try_from(part.end).unwrap_or(usize::MAX).min(self.bytes.len());
        let mut fields = Records::from_offset(self.bytes.get(..end)?, part.start).filter_map(|record| match record {
            Record::Field(field) => Some(field),
            Record::Line(_) | Record::Junk { .. } => None,
        });
        let short = |id: FieldId| id.acronym().map_or_else(|| id.to_string(), str::to_owned);
        let first = fields.next();
        let field = first.as_ref().map(|field| short(field.id)).unwrap_or_default();
        let name = match part.kind {
            PartKind::Page | PartKind::Resource => first.as_ref().and_then(name_of).unwrap_or_default(),
            PartKind::Structure => {
                let mut names: Vec<String> = Vec::new();
                for next in fields.take(64) {
                    let name = short(next.id);
                    if names.last() != Some(&name) && names.len() < MOST_NAMES {
                        names.push(name);
                    }
                }
                names.join(" ")
            }
        };
        Some(ViewedPart {
            number: u32::try_from(number).ok()?,
            kind: part.kind,
            field,
            name,
            start: part.start,
            length: part.end - part.start,
            page: part.page,
        })
    }
}
