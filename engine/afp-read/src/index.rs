//! The first pass: where resources, documents, groups and pages lie in a file.
//!
//! In: the bytes. Out: offsets, names and index values; nothing is drawn or decompressed.

use std::collections::BTreeSet;

use afp_codec::fields::FieldId;
use afp_codec::framing::JunkReason;
use afp_codec::triplets::{NameUse, Triplets};
use afp_codec::{Field, Name, RawField, Record, Records};
use diagnostics::Code;
use scene::{GroupInfo, IndexEntry};

use crate::findings::Findings;
use crate::names::{self, CharacterSet};

/// Deepest nesting of Begin fields that is followed.
const DEEPEST: usize = 256;

/// What a resource is, by the field that begins it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ResourceKind {
    Overlay,
    Segment,
    Image,
    Graphics,
    BarCode,
    Text,
    Container,
    CodePage,
    CharacterSet,
    CodedFont,
}

impl ResourceKind {
    fn of(id: FieldId) -> Option<Self> {
        Some(match id {
            FieldId::BMO => Self::Overlay,
            FieldId::BPS => Self::Segment,
            FieldId::BIM | FieldId::BII => Self::Image,
            FieldId::BGR => Self::Graphics,
            FieldId::BBC => Self::BarCode,
            FieldId::BPT => Self::Text,
            FieldId::BOC => Self::Container,
            FieldId::BCP => Self::CodePage,
            FieldId::BFN => Self::CharacterSet,
            FieldId::BCF => Self::CodedFont,
            _ => return None,
        })
    }

    /// The kind in words.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Overlay => "overlay",
            Self::Segment => "page segment",
            Self::Image => "image",
            Self::Graphics => "graphics object",
            Self::BarCode => "bar code",
            Self::Text => "text object",
            Self::Container => "object",
            Self::CodePage => "code page",
            Self::CharacterSet => "font character set",
            Self::CodedFont => "coded font",
        }
    }
}

/// An object outside pages.
#[derive(Clone, Debug)]
pub(crate) struct Resource {
    pub(crate) kind: ResourceKind,
    /// The names it goes by: that of its Begin Resource field and its own.
    pub(crate) names: Vec<Name>,
    /// The full name of a font (fully qualified name of use X'01').
    pub(crate) full_name: Option<String>,
    /// File offset of the Begin field of the object.
    pub(crate) start: u64,
    /// File offset after its End field.
    pub(crate) end: u64,
}

/// A page in the file.
#[derive(Clone, Debug)]
pub(crate) struct PageEntry {
    pub(crate) start: u64,
    pub(crate) end: u64,
    pub(crate) name: Option<Name>,
    /// Number in its document, from 1.
    pub(crate) number: u32,
    pub(crate) index: Vec<IndexEntry>,
}

/// The order of things in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A document begins, with the name that its first field gives.
    DocumentBegin(String),
    /// A page group begins.
    GroupBegin(GroupInfo),
    /// The pages from here on use this medium map.
    MediumMap(String),
    /// A page, by its number in the file from 0.
    Page(usize),
    /// The group opened last ends.
    GroupEnd,
    /// The document ends.
    DocumentEnd,
}

/// What the first pass finds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    pub(crate) resources: Vec<Resource>,
    pub(crate) pages: Vec<PageEntry>,
    pub(crate) steps: Vec<Step>,
    pub(crate) characters: CharacterSet,
}

/// A Begin field without its End yet.
struct Open {
    id: FieldId,
    offset: u64,
}

struct Scan<'f> {
    index: Index,
    findings: &'f mut Findings,
    open: Vec<Open>,
    page: Option<PageEntry>,
    page_number: u32,
    /// Names and full name of the Begin Resource field being open.
    envelope: Option<(Option<Name>, Option<String>)>,
    resource: Option<(usize, Resource)>,
    /// Places in the steps of the groups being open, while their index may still grow.
    groups: Vec<usize>,
    unknown: BTreeSet<FieldId>,
}

/// Goes over the whole file once.
pub(crate) fn scan(bytes: &[u8], findings: &mut Findings) -> Index {
    scan_between(bytes, 0, bytes.len() as u64, findings)
}

/// Goes over the bytes from one offset to another once.
pub(crate) fn scan_between(bytes: &[u8], start: u64, end: u64, findings: &mut Findings) -> Index {
    let mut scan = Scan {
        index: Index::default(),
        findings,
        open: Vec::new(),
        page: None,
        page_number: 0,
        envelope: None,
        resource: None,
        groups: Vec::new(),
        unknown: BTreeSet::new(),
    };
    let stop = usize::try_from(end).unwrap_or(usize::MAX).min(bytes.len());
    for record in Records::from_offset(bytes.get(..stop).unwrap_or_default(), start) {
        match record {
            Record::Field(field) => scan.field(&field),
            Record::Junk { offset, bytes, reason } => scan.junk(offset, bytes, reason),
        }
    }
    scan.finish(stop as u64)
}

impl Scan<'_> {
    fn junk(&mut self, offset: u64, bytes: &[u8], reason: JunkReason) {
        let skipped = bytes.len();
        match reason {
            JunkReason::Truncated => {
                let wanted = match bytes {
                    [_, high, low, ..] => usize::from(u16::from_be_bytes([*high, *low])) + 1,
                    _ => 9,
                };
                let missing = wanted.saturating_sub(skipped).to_string();
                self.findings.add(Code::AfpTruncated, offset, &[("missing", &missing)]);
            }
            JunkReason::NoCarriageControl | JunkReason::BadIntroducer => {
                self.findings.add(Code::AfpFraming, offset, &[("skipped", &skipped.to_string())]);
            }
        }
    }

    fn field(&mut self, raw: &RawField<'_>) {
        if raw.id.acronym().is_none() && self.unknown.insert(raw.id) {
            self.findings.add(Code::AfpUnknownField, raw.offset, &[("id", &raw.id.to_string())]);
        }
        if raw.id.is_begin() {
            self.begin(raw);
        } else if raw.id.is_end() {
            self.end(raw);
        } else if self.resource.is_none() {
            match raw.id {
                FieldId::TLE => self.tag(raw),
                FieldId::IMM => {
                    if let Field::InvokeMediumMap(map) = raw.decode() {
                        self.index.steps.push(Step::MediumMap(map.name.text()));
                    }
                }
                _ => {}
            }
        }
    }

    fn begin(&mut self, raw: &RawField<'_>) {
        if self.open.len() < DEEPEST {
            self.open.push(Open { id: raw.id, offset: raw.offset });
        }
        if self.resource.is_some() {
            return;
        }
        match raw.decode() {
            Field::BeginResource(begin) => {
                let full = names::name_for(&begin.triplets, NameUse::REPLACE_FIRST)
                    .map(|name| names::full_name(&begin.triplets, &name.name.0));
                self.envelope = Some((begin.name, full));
            }
            Field::BeginDocument(begin) => {
                self.index.characters = CharacterSet::default().or_of(&begin.triplets);
                self.page_number = 0;
                let name = title(begin.name, &begin.triplets, self.index.characters);
                self.index.steps.push(Step::DocumentBegin(name));
            }
            Field::BeginPageGroup(begin) => {
                let name = title(begin.name, &begin.triplets, self.index.characters);
                self.groups.push(self.index.steps.len());
                self.index.steps.push(Step::GroupBegin(GroupInfo { name, ..GroupInfo::default() }));
            }
            Field::BeginPage(begin) => {
                self.close_page(raw.offset, true);
                self.page_number += 1;
                self.page = Some(PageEntry {
                    start: raw.offset,
                    end: raw.end(),
                    name: begin.name,
                    number: self.page_number,
                    index: Vec::new(),
                });
            }
            other => self.begin_resource(raw, &other),
        }
    }

    fn begin_resource(&mut self, raw: &RawField<'_>, field: &Field<'_>) {
        let (Some(kind), None) = (ResourceKind::of(raw.id), &self.page) else { return };
        let (name, triplets): (Option<Name>, &Triplets<'_>) = match field {
            Field::BeginOverlay(begin)
            | Field::BeginPageSegment(begin)
            | Field::BeginImage(begin)
            | Field::BeginImImage(begin)
            | Field::BeginGraphics(begin)
            | Field::BeginBarCode(begin)
            | Field::BeginText(begin)
            | Field::BeginContainer(begin)
            | Field::BeginCodePage(begin)
            | Field::BeginFont(begin)
            | Field::BeginCodedFont(begin) => (begin.name, &begin.triplets),
            _ => return,
        };
        let (outer, outer_full) = self.envelope.take().unwrap_or_default();
        let inner_full =
            names::name_for(triplets, NameUse::REPLACE_FIRST).map(|name| names::full_name(triplets, &name.name.0));
        let names = [outer, name].into_iter().flatten().map(Name::padded).collect();
        let resource =
            Resource { kind, names, full_name: outer_full.or(inner_full), start: raw.offset, end: raw.end() };
        self.resource = Some((self.open.len(), resource));
    }

    fn end(&mut self, raw: &RawField<'_>) {
        let begin = raw.id.counterpart();
        let Some(found) = self.open.iter().rposition(|open| open.id == begin) else {
            let open = self.open.last().map_or_else(|| String::from("nothing"), |open| open.id.to_string());
            let found = raw.id.to_string();
            self.findings.add(Code::AfpUnbalanced, raw.offset, &[("found", &found), ("open", &open)]);
            return;
        };
        if let Some(open) = self.open.get(found + 1) {
            let (open_name, found_name) = (open.id.to_string(), raw.id.to_string());
            let arguments = [("found", found_name.as_str()), ("open", open_name.as_str())];
            self.findings.add(Code::AfpUnbalanced, open.offset, &arguments);
        }
        self.open.truncate(found);
        if let Some((depth, _)) = &self.resource {
            if found < *depth
                && let Some((_, mut resource)) = self.resource.take()
            {
                resource.end = raw.end();
                self.index.resources.push(resource);
            }
            // The End of a document or resource group also ends what was left open inside; go on to its own meaning.
            if begin != FieldId::BDT {
                return;
            }
        }
        match begin {
            FieldId::BPG => self.close_page(raw.end(), false),
            FieldId::BNG => {
                self.close_page(raw.offset, true);
                self.groups.pop();
                self.index.steps.push(Step::GroupEnd);
            }
            FieldId::BDT => self.close_document(raw.offset),
            FieldId::BRS => self.envelope = None,
            _ => {}
        }
    }

    fn close_page(&mut self, end: u64, damaged: bool) {
        let Some(mut page) = self.page.take() else { return };
        if damaged {
            self.findings.add(Code::AfpUnbalanced, end, &[("found", "what follows"), ("open", "BPG")]);
        }
        page.end = end;
        self.index.steps.push(Step::Page(self.index.pages.len()));
        self.index.pages.push(page);
    }

    fn close_document(&mut self, end: u64) {
        self.close_page(end, true);
        for _ in self.groups.drain(..) {
            self.index.steps.push(Step::GroupEnd);
        }
        if self.document_is_open() {
            self.index.steps.push(Step::DocumentEnd);
        }
    }

    fn document_is_open(&self) -> bool {
        let last =
            self.index.steps.iter().rev().find(|step| matches!(step, Step::DocumentBegin(_) | Step::DocumentEnd));
        matches!(last, Some(Step::DocumentBegin(_)))
    }

    fn tag(&mut self, raw: &RawField<'_>) {
        let Field::TagLogicalElement(tag) = raw.decode() else {
            self.findings.add(Code::AfpField, raw.offset, &[("field", "TLE"), ("reason", "its triplets do not fit")]);
            return;
        };
        let (name, value) = names::attribute(&tag.triplets, self.index.characters);
        let entry = IndexEntry { name, value };
        if let Some(page) = &mut self.page {
            page.index.push(entry);
        } else if let Some(Step::GroupBegin(group)) = self.groups.last().and_then(|&at| self.index.steps.get_mut(at)) {
            group.index.push(entry);
        }
    }

    fn finish(mut self, end: u64) -> Index {
        if let Some(open) = self.open.first() {
            let open = open.id.to_string();
            self.findings.add(Code::AfpUnbalanced, end, &[("found", "the end of the file"), ("open", &open)]);
        }
        if let Some((_, mut resource)) = self.resource.take() {
            resource.end = end;
            self.index.resources.push(resource);
        }
        self.close_document(end);
        self.index
    }
}

/// The name that a Begin field gives: the long one where it has one.
fn title(name: Option<Name>, triplets: &Triplets<'_>, characters: CharacterSet) -> String {
    match names::name_for(triplets, NameUse::REPLACE_FIRST) {
        Some(full) => characters.or_of(triplets).text(&full.name.0),
        None => name.map(Name::text).unwrap_or_default(),
    }
}
