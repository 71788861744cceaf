//! The font resources of a file, gathered in one pass.

use std::collections::{BTreeMap, BTreeSet};

use afp_codec::fields::FieldId;
use afp_codec::foca::{CodePageControl, CodePageIndex, CodedFontSection, FontGroups, FontLayout};
use afp_codec::{Field, Name, RawField, Records};

use super::character_set::CharacterSet;
use crate::index::{Resource, ResourceKind};
use crate::library::object_fields;

/// A code page that the file carries.
#[derive(Clone, Debug, Default)]
pub(super) struct CodePageResource {
    /// CPGID; 0 where the maker gave none.
    pub(super) number: u16,
    pub(super) control: CodePageControl,
    pub(super) indexes: Vec<CodePageIndex>,
}

/// What a file carries of fonts.
#[derive(Debug, Default)]
pub(crate) struct FontResources<'d> {
    pub(super) code_pages: BTreeMap<Name, CodePageResource>,
    pub(super) character_sets: Vec<CharacterSet<'d>>,
    pub(super) set_names: BTreeMap<Name, usize>,
    pub(super) coded_fonts: BTreeMap<Name, Vec<CodedFontSection>>,
    /// The names that resources go by, by the offset of their Begin field.
    names: BTreeMap<u64, Vec<Name>>,
    /// Name of the Begin Resource field being open.
    envelope: Option<Name>,
    layout: FontLayout,
    /// Fonts whose absence was told.
    pub(crate) reported: BTreeSet<String>,
}

impl<'d> FontResources<'d> {
    /// What the fonts of a file may cost besides [`Self::GROWTH`]; a dot of a raster character costs one.
    pub(crate) const COST: u64 = 64 << 20;
    /// Cost for each byte of resources: patterns may be used in all four rotations.
    pub(crate) const GROWTH: u64 = 64;

    /// Nothing yet, but the names of the resources that were found.
    pub(crate) fn new(resources: &[Resource]) -> Self {
        let is_font = |resource: &&Resource| {
            matches!(resource.kind, ResourceKind::CodePage | ResourceKind::CharacterSet | ResourceKind::CodedFont)
        };
        let named = |resource: &Resource| (resource.start, resource.names.clone());
        Self { names: resources.iter().filter(is_font).map(named).collect(), ..Self::default() }
    }

    /// Takes a field; the fields of a font resource behind its Begin are taken with it.
    pub(crate) fn take(&mut self, raw: &RawField<'d>, records: &mut Records<'d>) {
        match raw.id {
            FieldId::BRS => {
                self.envelope = match raw.decode() {
                    Field::BeginResource(begin) => begin.name,
                    _ => None,
                };
            }
            FieldId::ERS => self.envelope = None,
            FieldId::BCP => self.code_page(raw, records),
            FieldId::BFN => self.character_set(raw, records),
            FieldId::BCF => self.coded_font(raw, records),
            _ => {}
        }
    }

    /// The names that a resource goes by: that of its envelope and its own.
    fn names(&mut self, begin: &RawField<'d>) -> impl Iterator<Item = Name> + use<> {
        let own = match begin.decode() {
            Field::BeginCodePage(named) | Field::BeginFont(named) | Field::BeginCodedFont(named) => named.name,
            _ => None,
        };
        let known = self.names.remove(&begin.offset).unwrap_or_default();
        known.into_iter().chain([self.envelope.take(), own].into_iter().flatten()).map(Name::padded)
    }

    fn code_page(&mut self, begin: &RawField<'d>, records: &mut Records<'d>) {
        let names = self.names(begin);
        let mut page = CodePageResource::default();
        self.layout = FontLayout::default();
        for raw in object_fields(begin.id, records) {
            let field = raw.decode();
            self.layout.follow(&field);
            match field {
                Field::CodePageDescriptor(descriptor) => page.number = descriptor.code_page,
                Field::CodePageControl(control) => page.control = control,
                Field::CodePageIndex(_) => {
                    if let FontGroups::CodePage(index) = self.layout.read(raw.id, raw.data) {
                        page.indexes.push(index);
                    }
                }
                _ => {}
            }
        }
        for name in names {
            self.code_pages.entry(name).or_insert_with(|| page.clone());
        }
    }

    fn character_set(&mut self, begin: &RawField<'d>, records: &mut Records<'d>) {
        let names = self.names(begin);
        let mut set = CharacterSet::new(begin.offset);
        for raw in object_fields(begin.id, records) {
            set.take(&raw);
        }
        let place = self.character_sets.len();
        self.character_sets.push(set);
        for name in names {
            self.set_names.entry(name).or_insert(place);
        }
    }

    fn coded_font(&mut self, begin: &RawField<'d>, records: &mut Records<'d>) {
        let names = self.names(begin);
        let mut sections = Vec::new();
        for raw in object_fields(begin.id, records) {
            if let Field::CodedFontIndex(index) = raw.decode() {
                sections.extend(index.sections);
            }
        }
        for name in names {
            self.coded_fonts.entry(name).or_insert_with(|| sections.clone());
        }
    }

    /// The character set of a name.
    pub(super) fn set(&self, name: Name) -> Option<(usize, &CharacterSet<'d>)> {
        let place = *self.set_names.get(&name.padded())?;
        Some((place, self.character_sets.get(place)?))
    }

    /// Whether a name is asked about for the first time.
    pub(super) fn first_time(&mut self, name: &str) -> bool {
        self.reported.insert(name.to_owned())
    }
}
