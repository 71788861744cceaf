//! What the whole file shares: faces, pictures, overlays and page segments, found by name or place.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use afp_codec::fields::FieldId;
use afp_codec::{Name, RawField, Record, Records};
use diagnostics::Code;
use fonts::Face;
use scene::{Definitions, FaceId, IncludeId};

use crate::document::ReadOptions;
use crate::external::Shelves;
use crate::findings::Findings;
use crate::foca::{CodedFont, FontRequest, FontResources, Maker, describe, likeness};
use crate::geometry::Units;
use crate::index::{Resource, ResourceKind};
use crate::pictures::{GROWTH, PICTURES, Pictures};
use crate::references::Reference;
use crate::store::Store;

/// What the whole file shares.
#[derive(Debug)]
pub(crate) struct Library {
    /// Shared with the pages that were drawn; grows as more of the file is read.
    pub(crate) definitions: Arc<Definitions>,
    pub(crate) store: Store,
    resources: Vec<Resource>,
    /// Places in the resources by kind and name.
    names: BTreeMap<(ResourceKind, Name), Vec<usize>>,
    /// Faces that came with the file, by full name.
    faces: BTreeMap<String, FaceId>,
    /// Faces that stand in for missing ones.
    substitutes: Option<Vec<FaceId>>,
    /// Fonts in the AFP form that pages map.
    coded_fonts: BTreeMap<FontRequest, Arc<CodedFont>>,
    /// What the fonts may still cost.
    font_budget: u64,
    /// Fonts whose absence was told.
    reported: BTreeSet<String>,
    pub(crate) pictures: Pictures,
    /// Overlays and page segments by where they begin.
    pub(crate) includes: BTreeMap<u64, IncludeId>,
    /// Units in which the offsets inside page segments were taken.
    pub(crate) segment_units: Option<Units>,
}

/// What the first passes over new stretches found.
#[derive(Debug, Default)]
pub(crate) struct Growth {
    /// Fonts asked for, by the offset of the first field that does.
    pub(crate) requests: BTreeMap<FontRequest, u64>,
    /// Places of the store where new pieces begin.
    pub(crate) pieces: Vec<u64>,
}

impl Library {
    /// Nothing yet; the bytes of resources come to stand in `store`.
    pub(crate) fn new(store: Store) -> Self {
        Self {
            definitions: Arc::default(),
            store,
            resources: Vec::new(),
            names: BTreeMap::new(),
            faces: BTreeMap::new(),
            substitutes: None,
            coded_fonts: BTreeMap::new(),
            font_budget: FontResources::COST,
            reported: BTreeSet::new(),
            pictures: Pictures::new(0, PICTURES),
            includes: BTreeMap::new(),
            segment_units: None,
        }
    }

    /// Takes resources into account; their bytes are in the store.
    pub(crate) fn add_resources(&mut self, resources: impl IntoIterator<Item = Resource>) {
        for resource in resources {
            for name in &resource.names {
                self.names.entry((resource.kind, *name)).or_default().push(self.resources.len());
            }
            self.resources.push(resource);
        }
    }

    /// Looks up in library files what is named and not there.
    pub(crate) fn resolve(
        &mut self,
        shelves: &mut Shelves,
        wanted: BTreeSet<Reference>,
        growth: &mut Growth,
        findings: &mut Findings,
    ) {
        let (names, resources) = (&self.names, &self.resources);
        let is_there = |reference: &Reference| match reference {
            Reference::Object(kind, name) => names.contains_key(&(*kind, name.padded())),
            Reference::Font(_) => resources.iter().any(|resource| reference.is(resource)),
        };
        let found = shelves.resolve(wanted, is_there, &mut self.store, findings);
        growth.pieces.extend(found.pieces);
        for (request, offset) in found.requests {
            growth.requests.entry(request).or_insert(offset);
        }
        self.add_resources(found.resources);
    }

    /// Takes the form definition of a library, where the file has none and there is only one.
    pub(crate) fn resolve_form_map(&mut self, shelves: &mut Shelves, growth: &mut Growth, findings: &mut Findings) {
        let is_there = self.resources.iter().any(|resource| resource.kind == ResourceKind::FormMap);
        let names: BTreeSet<Name> = if is_there { BTreeSet::new() } else { shelves.form_maps().collect() };
        if let (1, Some(name)) = (names.len(), names.first()) {
            let wanted = BTreeSet::from([Reference::Object(ResourceKind::FormMap, *name)]);
            self.resolve(shelves, wanted, growth, findings);
        }
    }

    /// The form definition that holds behind a resource group.
    pub(crate) fn form_map(&self, group: u32) -> Option<&Resource> {
        let maps = self.resources.iter().filter(|resource| resource.kind == ResourceKind::FormMap);
        let before = maps.clone().filter(|resource| resource.group <= group);
        before
            .max_by_key(|resource| (resource.group, std::cmp::Reverse(resource.start)))
            .or_else(|| maps.min_by_key(|one| one.start))
    }

    /// All resources, in the order in which they were found.
    pub(crate) fn resources(&self) -> &[Resource] {
        &self.resources
    }

    /// Reads fonts and pictures of new pieces. `code_page` is that of text whose font names none.
    pub(crate) fn grow(&mut self, growth: Growth, code_page: u16, options: &ReadOptions, findings: &mut Findings) {
        let new_bytes: usize = growth.pieces.iter().filter_map(|at| self.store.piece(*at)).map(|p| p.bytes.len()).sum();
        self.pictures.budget += new_bytes as u64 * GROWTH;
        self.font_budget += new_bytes as u64 * FontResources::GROWTH;
        for at in growth.pieces {
            let Some(piece) = self.store.piece(at) else { continue };
            match piece.framing {
                Some(_) => self.pictures.collect(piece.records(), findings, |_, _| {}),
                None => self.pictures.plain(piece.start, piece.bytes.to_vec(), findings),
            }
        }
        let images = std::mem::take(&mut self.pictures.images);
        if !images.is_empty() {
            let definitions = Arc::make_mut(&mut self.definitions);
            definitions.images.extend(images);
            self.pictures.first = u32::try_from(definitions.images.len()).unwrap_or(u32::MAX);
        }
        for (offset, bytes) in std::mem::take(&mut self.pictures.fonts) {
            self.font(offset, &bytes, findings);
        }
        self.coded_fonts(growth.requests, code_page, options, findings);
        if self.substitutes.is_none() {
            let found = options.substitutes.iter().filter_map(|face| self.add_face(face.clone())).collect();
            self.substitutes = Some(found);
        }
    }

    /// Makes the fonts that are asked for and not made yet.
    fn coded_fonts(
        &mut self,
        mut requests: BTreeMap<FontRequest, u64>,
        code_page: u16,
        options: &ReadOptions,
        findings: &mut Findings,
    ) {
        requests.retain(|request, _| !self.coded_fonts.contains_key(request));
        if requests.is_empty() {
            return;
        }
        let mut fonts = FontResources::new(&self.resources);
        fonts.reported = std::mem::take(&mut self.reported);
        for piece in self.store.pieces() {
            let mut records = piece.records();
            while let Some(record) = records.next() {
                if let Record::Field(begin) = record {
                    fonts.take(&begin, &mut records);
                }
            }
        }
        let definitions = Arc::make_mut(&mut self.definitions);
        let mut add = |face| add_face(definitions, face);
        let budget = &mut self.font_budget;
        let maker = Maker::new(&mut fonts, &options.mapping, code_page, &options.substitutes, budget, &mut add);
        let made = maker.all(requests, findings);
        self.reported = fonts.reported;
        self.coded_fonts.extend(made);
    }

    fn font(&mut self, offset: u64, bytes: &Arc<[u8]>, findings: &mut Findings) {
        let wanted = self.resources.iter().find(|resource| resource.start == offset).and_then(|r| r.full_name.clone());
        // A collection holds several faces; a plain file has only number 0.
        const MOST_FACES: u32 = 64;
        let count = if bytes.starts_with(b"ttcf") { MOST_FACES } else { 1 };
        for number in 0..count {
            let face = match Face::from_bytes(bytes.clone(), number) {
                Ok(face) => face,
                Err(fonts::FontError::NoSuchFace(_)) if number > 0 => break,
                Err(error) => {
                    let name = wanted.unwrap_or_default();
                    let arguments = [("font", name.as_str()), ("reason", &error.to_string())];
                    findings.add(Code::FontDamaged, offset, &arguments);
                    break;
                }
            };
            let own = face.full_name().to_owned();
            let Some(id) = self.add_face(face) else { return };
            if let Some(wanted) = wanted.as_ref().filter(|wanted| count == 1 || **wanted == own) {
                self.faces.entry(wanted.clone()).or_insert(id);
            }
            self.faces.entry(own).or_insert(id);
        }
    }

    fn add_face(&mut self, face: Face) -> Option<FaceId> {
        add_face(Arc::make_mut(&mut self.definitions), face)
    }

    /// The face of a full name, as given or as the font file says it.
    pub(crate) fn face(&self, full_name: &str) -> Option<FaceId> {
        self.faces.get(full_name).copied()
    }

    /// The font that a page maps in the AFP form.
    pub(crate) fn coded_font(&self, request: &FontRequest) -> Option<&Arc<CodedFont>> {
        self.coded_fonts.get(request)
    }

    /// A resource by kind and name, as something in a resource group or behind it asks for it: of the resources of one
    /// name in several groups that of the nearest group before, else the first behind.
    pub(crate) fn resource(&self, kind: ResourceKind, name: Name, group: u32) -> Option<&Resource> {
        let places = self.names.get(&(kind, name.padded()))?;
        let found = places.iter().filter_map(|&place| self.resources.get(place));
        let before = found.clone().filter(|resource| resource.group <= group).max_by_key(|resource| {
            // Of equals the first.
            (resource.group, std::cmp::Reverse(resource.start))
        });
        before.or_else(|| found.min_by_key(|resource| (resource.group, resource.start)))
    }

    /// The face nearest to a name among those that may stand in.
    pub(crate) fn substitute(&self, name: &str) -> Option<FaceId> {
        let wanted = describe(name);
        self.substitutes
            .iter()
            .flatten()
            .copied()
            .filter_map(|id| self.definitions.face(id).map(|face| (id, face)))
            .max_by_key(|(id, face)| (likeness(&wanted, face), std::cmp::Reverse(*id)))
            .map(|(id, _)| id)
    }
}

fn add_face(definitions: &mut Definitions, face: Face) -> Option<FaceId> {
    if let Some(known) = definitions.faces.iter().position(|known| *known == face) {
        return u16::try_from(known).ok().map(FaceId);
    }
    let id = u16::try_from(definitions.faces.len()).ok().filter(|id| *id < u16::MAX)?;
    definitions.faces.push(face);
    Some(FaceId(id))
}

/// The fields from after a Begin to before its End.
pub(crate) fn object_fields<'r, 'a>(
    begin: FieldId,
    records: &'r mut Records<'a>,
) -> impl Iterator<Item = RawField<'a>> + use<'r, 'a> {
    let end = begin.counterpart();
    std::iter::from_fn(move || {
        loop {
            let before = records.clone();
            match records.next()? {
                Record::Field(field) if field.id == end => return None,
                // The End is missing: what follows belongs to someone else.
                Record::Field(field) if ends_any_object(field.id) => {
                    *records = before;
                    return None;
                }
                Record::Field(field) => return Some(field),
                Record::Line(_) | Record::Junk { .. } => {}
            }
        }
    })
}

fn ends_any_object(id: FieldId) -> bool {
    matches!(
        id,
        FieldId::EPG
            | FieldId::BPG
            | FieldId::EMO
            | FieldId::EPS
            | FieldId::ERS
            | FieldId::BRS
            | FieldId::ERG
            | FieldId::EDT
            | FieldId::BDT
    )
}
