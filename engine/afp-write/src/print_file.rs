//! The print file: documents, groups and pages in their order, then envelope and resource group around them.

use std::io::Write;

use afp_codec::ebcdic;
use afp_codec::fields::{Named, NamedReserved};
use afp_codec::framing::FieldWriter;
use afp_codec::triplets::{
    CodedCharacterSet, FullyQualifiedName, InterchangeId, InterchangeKind, InterchangeSet, NameUse, Triplet,
};
use afp_codec::values::Text;
use afp_codec::{Field, Name};
use diagnostics::{Code, Diagnostic, Diagnostics};
use scene::{DocumentInfo, GroupInfo};

use crate::document_index::{DocumentIndexes, Position};
use crate::encoder::{EncodedPage, Used};
use crate::error::WriteError;
use crate::index;
use crate::medium_maps::MediumMaps;
use crate::names::name;
use crate::options::{ClassicFonts, IndexLevel, Profile, ResourcePlace};
use crate::plan::Plan;
use crate::resources::{WriteResource, write_files, write_group};
use crate::source::{FileRange, SharedRange};
use crate::spool::Spool;
use crate::time;

/// The longest name of a group in bytes (MO:DCA X'02').
const LONGEST_NAME: usize = 250;

/// A print file being put together. Documents, groups and pages come in the order they are to stand in.
pub struct PrintFile<'p> {
    plan: &'p Plan,
    spool: Spool<'p>,
    used: Used,
    document: Option<Name>,
    documents: u32,
    groups: Vec<Name>,
    group_count: u32,
    pages: u32,
    /// Where the document began in the spool.
    document_start: u64,
    /// What stands in the document so far.
    position: Position,
    maps: MediumMaps,
    indexes: Option<DocumentIndexes<'p>>,
    ranges: Vec<FileRange>,
    /// How many ranges are placed: those of documents whose index is known.
    placed_ranges: usize,
    /// Bytes of the indexes of the documents before.
    index_bytes: u64,
    diagnostics: Diagnostics,
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finished {
    /// Bytes in all.
    pub bytes: u64,
    /// Bytes of the resource group.
    pub resource_bytes: u64,
    /// Pages.
    pub pages: u32,
    /// Documents.
    pub documents: u32,
    /// Which bytes draw which item of a page, where the plan's options ask for it.
    pub ranges: Vec<FileRange>,
    /// Which bytes draw which item of shared content, where the plan's options ask for it.
    pub shared_ranges: Vec<SharedRange>,
    /// What could not be written as it is. Findings about pages are with the pages.
    pub diagnostics: Diagnostics,
}

/// What a profile says first of a document or print file: the claim to keep to the interchange set IS/3 (MO:DCA X'18'),
/// else the code page of names (MO:DCA X'01', which a document then must have): character set 697, code page 500.
fn first_triplet(profile: Profile) -> Triplet<'static> {
    if profile.claims_interchange() {
        Triplet::InterchangeSet(InterchangeSet { kind: InterchangeKind::PRESENTATION, identifier: InterchangeId::IS3 })
    } else {
        Triplet::CodedCharacterSet(CodedCharacterSet { character_set: 697, code_page: 500 })
    }
}

impl<'p> PrintFile<'p> {
    /// A print file without documents yet; documents wait in `spool`, their indexes in memory.
    pub fn new(plan: &'p Plan, spool: Spool<'p>) -> Self {
        Self::with_spools(plan, spool, Spool::in_memory)
    }

    /// The same, with more spools for the indexes of documents.
    pub fn with_spools(plan: &'p Plan, spool: Spool<'p>, more: impl Fn() -> Spool<'p>) -> Self {
        let options = &plan.options;
        let indexes = (options.index_document != IndexLevel::None)
            .then(|| DocumentIndexes::new(options.index_document, options.index, more(), more()));
        Self {
            plan,
            spool,
            used: Used::default(),
            document: None,
            documents: 0,
            groups: Vec::new(),
            group_count: 0,
            pages: 0,
            document_start: 0,
            position: Position::default(),
            maps: MediumMaps::default(),
            indexes,
            ranges: Vec::new(),
            placed_ranges: 0,
            index_bytes: 0,
            diagnostics: Diagnostics::new(),
        }
    }

    /// Begins a document.
    ///
    /// # Errors
    /// A document is open, its time is none, or the spool cannot be written.
    pub fn begin_document(&mut self, info: &DocumentInfo) -> Result<(), WriteError> {
        if self.document.is_some() {
            return Err(WriteError::Order("a document begins inside another"));
        }
        self.documents += 1;
        let name = name(&format!("D{:07}", self.documents % 10_000_000))?;
        let mut triplets = vec![first_triplet(self.plan.options.profile)];
        match &info.time {
            Some(given) => triplets.push(time::stamp(given)?),
            None => triplets.extend(self.plan.stamp.clone()),
        }
        self.document = Some(name);
        self.document_start = self.spool.len();
        self.position = Position::default();
        self.maps.begin_document();
        if let Some(indexes) = &mut self.indexes {
            indexes.begin_document(name);
        }
        self.fields(&[Field::BeginDocument(NamedReserved::new(name, triplets))])
    }

    /// Begins a group of pages with its index.
    ///
    /// # Errors
    /// No document is open, or the spool cannot be written.
    pub fn begin_group(&mut self, group: &GroupInfo) -> Result<(), WriteError> {
        self.in_document()?;
        self.group_count += 1;
        let token = name(&format!("G{:07}", self.group_count % 10_000_000))?;
        // The full name, where the default encoding has all its characters; the index says it in any case.
        let full = ebcdic::from_text(&group.name).filter(|name| !name.is_empty() && name.len() <= LONGEST_NAME);
        let known_as = full.clone().unwrap_or_else(|| token.0.to_vec());
        let triplets = full
            .map(|bytes| FullyQualifiedName::characters(NameUse::REPLACE_FIRST, Text(bytes.into())))
            .map(Triplet::FullyQualifiedName)
            .into_iter()
            .collect();
        self.maps.begin_group(group.medium_map.as_ref());
        if let Some(indexes) = &mut self.indexes {
            let medium = self.maps.medium();
            indexes.begin_group(known_as, &group.index, self.position, medium, &mut self.diagnostics)?;
        }
        let mut fields = vec![Field::BeginPageGroup(Named::new(token, triplets))];
        let (encoding, limit) = (self.plan.options.index, self.plan.options.profile.field_data());
        for entry in &group.index {
            fields.push(index::element(entry, encoding, None, &mut self.diagnostics));
        }
        if let Some(comment) = &group.comment {
            fields.push(index::comment(comment, encoding, limit, &mut self.diagnostics));
        }
        self.groups.push(token);
        self.fields(&fields)
    }

    /// Has the following pages printed by a medium map of the form definition, whatever is in effect.
    ///
    /// # Errors
    /// No document is open, or the spool cannot be written. A name that AFP cannot hold is a finding.
    pub fn medium_map(&mut self, map: &str) -> Result<(), WriteError> {
        self.in_document()?;
        let field = self.maps.invoke_named(map, self.plan.options.form.as_ref(), &mut self.diagnostics);
        self.fields(field.as_slice())
    }

    /// Adds a page.
    ///
    /// # Errors
    /// No document is open, or the spool cannot be written.
    pub fn page(&mut self, page: &EncodedPage) -> Result<(), WriteError> {
        self.in_document()?;
        let form = self.plan.options.form.as_ref();
        if let Some(field) = self.maps.before_page(page.medium_map.as_ref(), form, &mut self.diagnostics) {
            self.fields(&[field])?;
        }
        let start = self.spool.len();
        self.ranges.extend(page.ranges.iter().map(|range| FileRange {
            origin: range.origin,
            page: self.pages,
            start: start + u64::from(range.start),
            end: start + u64::from(range.end),
        }));
        self.used.join(&page.used)?;
        self.pages += 1;
        if self.indexes.is_none() {
            return Ok(self.spool.push(&page.bytes)?);
        }
        self.indexed_page(page)
    }

    /// A page that an index refers to: by a name that no other page of the document has.
    fn indexed_page(&mut self, page: &EncodedPage) -> Result<(), WriteError> {
        let name = name(&format!("P{:07}", (self.position.pages + 1) % 10_000_000))?;
        let (before, medium) = (self.position, self.maps.medium());
        for part in renamed(&page.bytes, &name) {
            self.spool.push(part)?;
        }
        self.position.bytes += page.bytes.len() as u64;
        self.position.fields += fields_in(&page.bytes);
        self.position.pages += 1;
        self.maps.after_page();
        if let Some(indexes) = &mut self.indexes {
            let places = (before, self.position);
            indexes.page(name, &page.index, places, medium, &mut self.diagnostics)?;
        }
        Ok(())
    }

    /// Ends the innermost group.
    ///
    /// # Errors
    /// No group is open, or the spool cannot be written.
    pub fn end_group(&mut self) -> Result<(), WriteError> {
        let name = self.groups.pop().ok_or(WriteError::Order("a group ends that did not begin"))?;
        self.fields(&[Field::EndPageGroup(Named::new(name, Vec::new()))])?;
        match &mut self.indexes {
            Some(indexes) => indexes.end_group(self.position),
            None => Ok(()),
        }
    }

    /// Ends the document.
    ///
    /// # Errors
    /// No document is open or a group still is, or the spool cannot be written.
    pub fn end_document(&mut self) -> Result<(), WriteError> {
        if !self.groups.is_empty() {
            return Err(WriteError::Order("a document ends inside a group"));
        }
        let name = self.document.take().ok_or(WriteError::Order("a document ends that did not begin"))?;
        self.fields(&[Field::EndDocument(Named::new(name, Vec::new()))])?;
        if let Some(indexes) = &mut self.indexes {
            self.index_bytes += indexes.end_document(self.spool.len() - self.document_start)?;
            // Its index stands before a document, so the document lies further on than in the spool.
            for range in self.ranges.iter_mut().skip(self.placed_ranges) {
                range.start += self.index_bytes;
                range.end += self.index_bytes;
            }
            self.placed_ranges = self.ranges.len();
        }
        Ok(())
    }

    /// Writes the print file: envelope, resource group, documents (MO:DCA "Print File").
    ///
    /// # Errors
    /// A document is open, there is none, a font cannot be subset, the output cannot be written, or resources are to go
    /// into files.
    pub fn finish(self, out: &mut dyn Write) -> Result<Finished, WriteError> {
        self.finish_with(out, &mut |_| Err(std::io::Error::other("there is no folder for resource files")))
    }

    /// The same, with a place for the files of resources that stand outside the print file.
    ///
    /// # Errors
    /// As [`PrintFile::finish`], and when a file cannot be written.
    pub fn finish_with(
        mut self,
        out: &mut dyn Write,
        write_file: &mut WriteResource<'_>,
    ) -> Result<Finished, WriteError> {
        if self.document.is_some() {
            return Err(WriteError::Order("the print file ends inside a document"));
        }
        if self.documents == 0 {
            return Err(WriteError::Order("a print file needs a document"));
        }
        for include in &std::mem::take(&mut self.used.includes) {
            if let Some(planned) = self.plan.includes.get(*include as usize) {
                self.used.join(&planned.used)?;
            }
            self.used.includes.insert(*include);
        }
        self.check_licences();
        let (head, tail) = self.envelope()?;
        out.write_all(&head)?;
        let group = match self.plan.options.resources {
            ResourcePlace::Inline => write_group(self.plan, &self.used, out)?,
            ResourcePlace::External => write_files(self.plan, &self.used, write_file)?,
        };
        let resources_at = head.len() as u64;
        let documents_at = resources_at + group.bytes;
        let spooled = self.spool.len();
        let index_bytes = match self.indexes {
            Some(indexes) => indexes.write_all(self.spool, out)?,
            None => self.spool.copy_to(out).map(|()| 0)?,
        };
        out.write_all(&tail)?;
        let in_file =
            |range: FileRange| FileRange { start: range.start + documents_at, end: range.end + documents_at, ..range };
        let shared_in_file = |range: SharedRange| SharedRange {
            start: range.start + resources_at,
            end: range.end + resources_at,
            ..range
        };
        Ok(Finished {
            bytes: documents_at + index_bytes + spooled + tail.len() as u64,
            resource_bytes: group.bytes,
            pages: self.pages,
            documents: self.documents,
            ranges: self.ranges.into_iter().map(in_file).collect(),
            shared_ranges: group.ranges.into_iter().map(shared_in_file).collect(),
            diagnostics: self.diagnostics,
        })
    }

    /// A print file of an empty document and of what the resource group takes from libraries, to be looked at by itself;
    /// none where it takes nothing.
    ///
    /// # Errors
    /// As [`PrintFile::finish`].
    pub fn of_libraries(plan: &'p Plan) -> Result<Option<Vec<u8>>, WriteError> {
        let mut file = Self::new(plan, Spool::in_memory());
        let taken = plan.includes.iter().zip(0u32..).filter(|(include, _)| !include.library.is_empty());
        file.used.includes = taken.map(|(_, number)| number).collect();
        if file.used.includes.is_empty() || plan.options.resources == ResourcePlace::External {
            return Ok(None);
        }
        file.begin_document(&DocumentInfo::default())?;
        file.end_document()?;
        let mut bytes = Vec::new();
        file.finish(&mut bytes)?;
        Ok(Some(bytes))
    }

    /// Begin and End of the print file; older receivers have none.
    fn envelope(&self) -> Result<(Vec<u8>, Vec<u8>), WriteError> {
        let profile = self.plan.options.profile;
        if !profile.is_interchange() {
            return Ok((Vec::new(), Vec::new()));
        }
        let mut triplets = vec![first_triplet(profile)];
        triplets.extend(self.plan.stamp.clone());
        let bytes = |field: &Field<'_>| {
            let mut bytes = Vec::new();
            FieldWriter::new(&mut bytes).write(field).map_err(WriteError::encode("the print file"))?;
            Ok::<_, WriteError>(bytes)
        };
        let begin = Field::BeginPrintFile(Named::new(self.plan.name, triplets));
        let end = Field::EndPrintFile(Named::new(self.plan.name, Vec::new()));
        Ok((bytes(&begin)?, bytes(&end)?))
    }

    /// Reports the fonts that the file carries although their makers forbid it.
    fn check_licences(&mut self) {
        let raster = matches!(self.plan.options.profile, Profile::Classic { fonts: ClassicFonts::Raster(_), .. });
        for (number, planned) in self.plan.faces.iter().enumerate() {
            let text = self.used.characters.get(number).is_some_and(|characters| !characters.is_empty());
            let coded = self.used.fonts.keys().any(|key| usize::from(key.face) == number);
            // A licence for bitmaps alone is one for raster fonts.
            let embeds = if raster { planned.face.embedding().is_allowed() } else { planned.face.may_embed() };
            if (text || coded) && !(embeds && planned.face.may_subset()) {
                let finding = Diagnostic::new(Code::FontNotEmbeddable).with("font", planned.face.full_name());
                self.diagnostics.push_once(finding);
            }
        }
        for planned in self.used.whole_faces.iter().filter_map(|&face| self.plan.faces.get(usize::from(face))) {
            if !planned.face.may_embed() {
                let finding = Diagnostic::new(Code::FontNotEmbeddable).with("font", planned.face.full_name());
                self.diagnostics.push_once(finding);
            }
        }
    }

    fn in_document(&self) -> Result<(), WriteError> {
        if self.document.is_some() { Ok(()) } else { Err(WriteError::Order("pages and groups need a document")) }
    }

    fn fields(&mut self, fields: &[Field<'_>]) -> Result<(), WriteError> {
        let mut bytes = Vec::new();
        let mut writer = FieldWriter::with_limit(&mut bytes, self.plan.options.profile.field_limit());
        for field in fields {
            writer.write(field).map_err(WriteError::encode("the document"))?;
        }
        self.position.bytes += bytes.len() as u64;
        self.position.fields += fields.len() as u64;
        Ok(self.spool.push(&bytes)?)
    }
}

/// Bytes of a field before its data.
const INTRODUCER: usize = 9;

/// A page with another name in its Begin and End fields, which both hold nothing but the name.
fn renamed<'b>(page: &'b [u8], name: &'b Name) -> [&'b [u8]; 4] {
    const NAME: usize = 8;
    let whole = || [page, &[], &[], &[]];
    let Some((begin, rest)) = page.split_at_checked(INTRODUCER) else { return whole() };
    let Some(rest) = rest.get(NAME..) else { return whole() };
    let Some((inside, _)) = rest.split_at_checked(rest.len().saturating_sub(NAME)) else { return whole() };
    [begin, &name.0, inside, &name.0]
}

/// How many structured fields stand in bytes that hold nothing else.
fn fields_in(mut bytes: &[u8]) -> u64 {
    let mut count = 0;
    while let [_, high, low, ..] = bytes {
        count += 1;
        bytes = bytes.get(1 + usize::from(u16::from_be_bytes([*high, *low]))..).unwrap_or_default();
    }
    count
}
