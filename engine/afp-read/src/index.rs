//! The first pass: where resources, documents, groups and pages lie in a file.
//!
//! In: records, as much of the file at a time as the caller likes. Out: offsets, names, index values and what is asked
//! for; nothing is drawn or decompressed.

use std::collections::{BTreeMap, BTreeSet};

use afp_codec::fields::FieldId;
use afp_codec::framing::{Framing, JunkReason};
use afp_codec::triplets::{NameUse, Triplet, Triplets};
use afp_codec::values::guess_text;
use afp_codec::{Field, Name, RawField, Record, Records};
use diagnostics::Code;
use scene::{GroupInfo, IndexEntry};

use crate::findings::Findings;
use crate::foca::FontRequest;
use crate::line_data::{LineControl, Pager};
use crate::names::{self, CharacterSet};
use crate::references::Wanted;

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
    FormMap,
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
            FieldId::BFM => Self::FormMap,
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
            Self::FormMap => "form definition",
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
    /// The resource group that it is in, counted from the beginning of the file; [`LIBRARY`] in a library file.
    pub(crate) group: u32,
}

/// The group of what is not in the file itself.
pub(crate) const LIBRARY: u32 = u32::MAX;

/// What a page is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageContent {
    /// Structured fields, and whether images or containers are among them.
    Fields { pictures: bool },
    /// Lines of line data.
    Lines(LineControl),
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
    pub(crate) content: PageContent,
    /// The resource group before it.
    pub(crate) group: u32,
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

/// What a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// An element of a document index (IEL).
    IndexElement,
    /// A link (LLE).
    Link,
    /// A comment (NOP).
    Comment,
}

/// Something in the file that says what is there and draws nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// File offset of its field.
    pub offset: u64,
    /// The number from 0 of the page that it stands in or that the next page will have.
    pub page: usize,
    /// Whether it stands in that page.
    pub in_page: bool,
    /// What it says: a name, an address, the comment; at most 250 characters.
    pub text: String,
}

/// The most marks that are kept.
const MOST_MARKS: usize = 1 << 20;
/// The most characters of a mark.
const MARK_TEXT: usize = 250;

/// What the first pass has found so far.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// Complete resources that nobody has taken yet.
    pub(crate) resources: Vec<Resource>,
    pub(crate) pages: Vec<PageEntry>,
    pub(crate) steps: Vec<Step>,
    pub(crate) marks: Vec<Mark>,
    pub(crate) characters: CharacterSet,
    /// Fonts asked for that nobody has taken yet, by the offset of the first field that does.
    pub(crate) requests: BTreeMap<FontRequest, u64>,
    /// What fields name, and nobody has taken yet.
    pub(crate) wanted: Wanted,
}

/// A Begin field without its End yet.
#[derive(Debug)]
struct Open {
    id: FieldId,
    offset: u64,
}

/// Goes over records and builds the index.
#[derive(Debug)]
pub(crate) struct Indexer {
    pub(crate) index: Index,
    framing: Framing,
    open: Vec<Open>,
    page: Option<PageEntry>,
    page_number: u32,
    /// The page of line data being read.
    pager: Pager,
    /// Names and full name of the Begin Resource field being open.
    envelope: Option<(Option<Name>, Option<String>)>,
    resource: Option<(usize, Resource)>,
    /// Number of the resource group that was begun last.
    group: u32,
    /// Places in the steps of the groups being open, while their index may still grow.
    groups: Vec<usize>,
    in_document: bool,
    unknown: BTreeSet<FieldId>,
}

impl Indexer {
    /// At the beginning of a file.
    pub(crate) fn new(framing: Framing) -> Self {
        Self {
            index: Index::default(),
            framing,
            open: Vec::new(),
            page: None,
            page_number: 0,
            pager: Pager::default(),
            envelope: None,
            resource: None,
            group: 0,
            groups: Vec::new(),
            in_document: false,
            unknown: BTreeSet::new(),
        }
    }

    /// For a library file.
    pub(crate) fn of_library(framing: Framing) -> Self {
        Self { group: LIBRARY, ..Self::new(framing) }
    }

    /// Where the Begin fields stand that have no End yet.
    pub(crate) fn open(&self) -> impl Iterator<Item = u64> + '_ {
        self.open.iter().map(|open| open.offset)
    }

    /// Goes over all records that there are.
    pub(crate) fn take(&mut self, records: &mut Records<'_>, findings: &mut Findings) {
        while let Some(record) = records.next() {
            match record {
                Record::Field(field) => self.field(&field, findings),
                Record::Line(line) => {
                    if self.pager.wants_control() {
                        let more = records.clone().filter_map(|record| match record {
                            Record::Line(line) => Some(line.data),
                            _ => None,
                        });
                        self.pager.find_control([line.data].into_iter().chain(more));
                    }
                    if self.page.is_some() {
                        findings.add(Code::AfpUnsupported, line.offset, &[("what", "the line data inside of a page")]);
                    } else if self.resource.is_none()
                        && let Some(page) = self.pager.line(&line)
                    {
                        self.add_lines(page);
                    }
                }
                Record::Junk { offset, bytes, reason } => self.junk(offset, bytes, reason, findings),
            }
        }
    }

    /// A page of lines is complete.
    fn add_lines(&mut self, (start, end, control): (u64, u64, LineControl)) {
        self.page_number += 1;
        self.index.steps.push(Step::Page(self.index.pages.len()));
        self.index.pages.push(PageEntry {
            start,
            end,
            name: None,
            number: self.page_number,
            index: Vec::new(),
            content: PageContent::Lines(control),
            group: self.group,
        });
    }

    fn end_lines(&mut self) {
        if let Some(page) = self.pager.end() {
            self.add_lines(page);
        }
    }

    fn junk(&mut self, offset: u64, bytes: &[u8], reason: JunkReason, findings: &mut Findings) {
        let skipped = bytes.len();
        match reason {
            JunkReason::Truncated => {
                let lead = match self.framing {
                    Framing::Bare => 0,
                    Framing::CarriageControl => 1,
                    Framing::Records(framing) => framing.prefix.width() + 1,
                };
                let wanted = match bytes.get(lead..) {
                    Some([high, low, ..]) => usize::from(u16::from_be_bytes([*high, *low])) + lead,
                    _ => lead + 8,
                };
                let missing = wanted.saturating_sub(skipped).to_string();
                findings.add(Code::AfpTruncated, offset, &[("missing", &missing)]);
            }
            JunkReason::NoCarriageControl | JunkReason::BadIntroducer | JunkReason::BadLength => {
                findings.add(Code::AfpFraming, offset, &[("skipped", &skipped.to_string())]);
            }
            JunkReason::LineEnds | JunkReason::Fill | JunkReason::BlockDescriptor => {}
        }
    }

    fn field(&mut self, raw: &RawField<'_>, findings: &mut Findings) {
        if raw.id.acronym().is_none() && self.unknown.insert(raw.id) {
            findings.add(Code::AfpUnknownField, raw.offset, &[("id", &raw.id.to_string())]);
        }
        self.index.wanted.take(raw, &mut self.index.requests);
        if raw.id.is_begin() {
            self.begin(raw, findings);
        } else if raw.id.is_end() {
            self.end(raw, findings);
        } else if self.resource.is_none() {
            match raw.id {
                FieldId::TLE => self.tag(raw, findings),
                FieldId::IEL | FieldId::LLE | FieldId::NOP => self.mark(raw),
                FieldId::IMM => {
                    if let Field::InvokeMediumMap(map) = raw.decode() {
                        self.end_lines();
                        self.index.steps.push(Step::MediumMap(map.name.text()));
                    }
                }
                _ => {}
            }
        }
    }

    fn begin(&mut self, raw: &RawField<'_>, findings: &mut Findings) {
        if self.open.len() < DEEPEST {
            self.open.push(Open { id: raw.id, offset: raw.offset });
        }
        if self.resource.is_some() {
            return;
        }
        if let (Some(page), FieldId::BIM | FieldId::BII | FieldId::BOC) = (&mut self.page, raw.id) {
            page.content = PageContent::Fields { pictures: true };
        }
        match raw.decode() {
            Field::BeginResourceGroup(_) if self.group != LIBRARY => {
                self.end_lines();
                self.group += 1;
            }
            Field::BeginResource(begin) => {
                let full = names::name_for(&begin.triplets, NameUse::REPLACE_FIRST)
                    .map(|name| names::full_name(&begin.triplets, &name.name.0));
                self.envelope = Some((begin.name, full));
            }
            Field::BeginDocument(begin) => {
                self.index.characters = CharacterSet::default().or_of(&begin.triplets);
                self.close_document(raw.offset, findings);
                self.in_document = true;
                self.page_number = 0;
                let name = title(begin.name, &begin.triplets, self.index.characters);
                self.index.steps.push(Step::DocumentBegin(name));
            }
            Field::BeginPageGroup(begin) => {
                self.end_lines();
                let name = title(begin.name, &begin.triplets, self.index.characters);
                self.groups.push(self.index.steps.len());
                self.index.steps.push(Step::GroupBegin(GroupInfo { name, ..GroupInfo::default() }));
            }
            Field::BeginPage(begin) => {
                self.end_lines();
                self.close_page(raw.offset, true, findings);
                self.page_number += 1;
                self.page = Some(PageEntry {
                    start: raw.offset,
                    end: raw.end(),
                    name: begin.name,
                    number: self.page_number,
                    index: Vec::new(),
                    content: PageContent::Fields { pictures: false },
                    group: self.group,
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
            | Field::BeginCodedFont(begin)
            | Field::BeginFormMap(begin) => (begin.name, &begin.triplets),
            _ => return,
        };
        let (outer, outer_full) = self.envelope.take().unwrap_or_default();
        let inner_full =
            names::name_for(triplets, NameUse::REPLACE_FIRST).map(|name| names::full_name(triplets, &name.name.0));
        let names = [outer, name].into_iter().flatten().map(Name::padded).collect();
        let resource = Resource {
            kind,
            names,
            full_name: outer_full.or(inner_full),
            start: raw.offset,
            end: raw.end(),
            group: self.group,
        };
        self.resource = Some((self.open.len(), resource));
    }

    fn end(&mut self, raw: &RawField<'_>, findings: &mut Findings) {
        let begin = raw.id.counterpart();
        let Some(found) = self.open.iter().rposition(|open| open.id == begin) else {
            let open = self.open.last().map_or_else(|| String::from("nothing"), |open| open.id.to_string());
            let found = raw.id.to_string();
            findings.add(Code::AfpUnbalanced, raw.offset, &[("found", &found), ("open", &open)]);
            return;
        };
        if let Some(open) = self.open.get(found + 1) {
            let (open_name, found_name) = (open.id.to_string(), raw.id.to_string());
            let arguments = [("found", found_name.as_str()), ("open", open_name.as_str())];
            findings.add(Code::AfpUnbalanced, open.offset, &arguments);
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
            FieldId::BPG => self.close_page(raw.end(), false, findings),
            FieldId::BNG => {
                self.end_lines();
                self.close_page(raw.offset, true, findings);
                self.groups.pop();
                self.index.steps.push(Step::GroupEnd);
            }
            FieldId::BDT => self.close_document(raw.offset, findings),
            FieldId::BRS => self.envelope = None,
            _ => {}
        }
    }

    fn close_page(&mut self, end: u64, damaged: bool, findings: &mut Findings) {
        let Some(mut page) = self.page.take() else { return };
        if damaged {
            findings.add(Code::AfpUnbalanced, end, &[("found", "what follows"), ("open", "BPG")]);
        }
        page.end = end;
        self.index.steps.push(Step::Page(self.index.pages.len()));
        self.index.pages.push(page);
    }

    fn close_document(&mut self, end: u64, findings: &mut Findings) {
        self.end_lines();
        self.close_page(end, true, findings);
        for _ in self.groups.drain(..) {
            self.index.steps.push(Step::GroupEnd);
        }
        if std::mem::take(&mut self.in_document) {
            self.index.steps.push(Step::DocumentEnd);
        }
    }

    fn mark(&mut self, raw: &RawField<'_>) {
        if self.index.marks.len() >= MOST_MARKS {
            return;
        }
        let (kind, text) = match raw.decode() {
            Field::IndexElement(element) => {
                let name = names::name_for(&element.triplets, NameUse::INDEX_ELEMENT);
                let set = self.index.characters.or_of(&element.triplets);
                (MarkKind::IndexElement, name.map(|name| set.text(&name.name.0)).unwrap_or_default())
            }
            Field::Link(link) => {
                let names =
                    link.groups.iter().flat_map(|group| &group.0.triplets).filter_map(|triplet| match triplet {
                        Triplet::FullyQualifiedName(name) => Some(name.name.guess()),
                        _ => None,
                    });
                (MarkKind::Link, names.collect::<Vec<_>>().join(" "))
            }
            Field::NoOperation(data) => {
                (MarkKind::Comment, guess_text(data.bytes.get(..4 * MARK_TEXT).unwrap_or(&data.bytes)))
            }
            _ => return,
        };
        let text = text.chars().take(MARK_TEXT).collect();
        let (page, in_page) = (self.index.pages.len(), self.page.is_some());
        self.index.marks.push(Mark { kind, offset: raw.offset, page, in_page, text });
    }

    fn tag(&mut self, raw: &RawField<'_>, findings: &mut Findings) {
        let Field::TagLogicalElement(tag) = raw.decode() else {
            findings.add(Code::AfpField, raw.offset, &[("field", "TLE"), ("reason", "its triplets do not fit")]);
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

    /// The file ends.
    pub(crate) fn finish(&mut self, end: u64, findings: &mut Findings) {
        if let Some(open) = self.open.first() {
            let open = open.id.to_string();
            findings.add(Code::AfpUnbalanced, end, &[("found", "the end of the file"), ("open", &open)]);
        }
        if let Some((_, mut resource)) = self.resource.take() {
            resource.end = end;
            self.index.resources.push(resource);
        }
        self.close_document(end, findings);
    }
}

/// The name that a Begin field gives: the long one where it has one.
fn title(name: Option<Name>, triplets: &Triplets<'_>, characters: CharacterSet) -> String {
    match names::name_for(triplets, NameUse::REPLACE_FIRST) {
        Some(full) => characters.or_of(triplets).text(&full.name.0),
        None => name.map(Name::text).unwrap_or_default(),
    }
}
