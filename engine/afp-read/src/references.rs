//! What structured fields name: resources and fonts that have to be found somewhere.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use afp_codec::fields::FieldId;
use afp_codec::triplets::{NameUse, Triplet};
use afp_codec::{Field, Name, RawField};

use crate::external::kind_of;
use crate::foca::FontRequest;
use crate::index::ResourceKind;
use crate::names;

/// Something that a field names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reference {
    Object(ResourceKind, Name),
    /// A font by its full name.
    Font(String),
}

/// Fields whose data is remembered, so that the same on every page is read once.
const MOST_SEEN: usize = 4_096;

/// What was named so far.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    pub(crate) references: BTreeSet<Reference>,
    seen: HashSet<Vec<u8>>,
}

impl Wanted {
    /// Takes what a field names; fonts in the AFP form also with all that the field says of them.
    pub(crate) fn take(&mut self, raw: &RawField<'_>, requests: &mut BTreeMap<FontRequest, u64>) {
        match raw.id {
            FieldId::MCF | FieldId::MCF1 | FieldId::MDR | FieldId::CFI | FieldId::MMO => {}
            FieldId::IPO | FieldId::IPS | FieldId::IOB => {}
            _ => return,
        }
        if self.seen.contains(raw.data) {
            return;
        }
        if self.seen.len() < MOST_SEEN {
            self.seen.insert(raw.data.to_vec());
        }
        let references = &mut self.references;
        let mut ask = |fonts: Vec<(u8, u8, FontRequest)>| {
            for (_, _, request) in fonts {
                references.extend(fonts_of(&request));
                requests.entry(request).or_insert(raw.offset);
            }
        };
        match raw.decode() {
            Field::MapCodedFont(map) => ask(FontRequest::of_field(&map)),
            Field::MapCodedFontOne(map) => ask(FontRequest::of_format_one(&map)),
            Field::IncludeOverlay(include) => {
                references.insert(Reference::Object(ResourceKind::Overlay, include.name));
            }
            Field::IncludeSegment(include) => {
                references.insert(Reference::Object(ResourceKind::Segment, include.name));
            }
            Field::IncludeObject(include) => {
                references.insert(Reference::Object(kind_of(include.kind), include.name));
            }
            Field::MapMediumOverlay(map) => {
                references.extend(map.groups.iter().map(|group| Reference::Object(ResourceKind::Overlay, group.name)));
            }
            Field::MapDataResource(map) => {
                for group in &map.groups {
                    let is_font = group.0.iter().any(|triplet| matches!(triplet, Triplet::DataObjectFont(_)));
                    let name = names::name_for(&group.0, NameUse::DATA_OBJECT_EXTERNAL).filter(|_| is_font);
                    references.extend(name.map(|name| Reference::Font(names::full_name(&group.0, &name.name.0))));
                }
            }
            Field::CodedFontIndex(index) => {
                for section in index.sections {
                    references.insert(Reference::Object(ResourceKind::CharacterSet, section.character_set));
                    references.insert(Reference::Object(ResourceKind::CodePage, section.code_page));
                }
            }
            _ => {}
        }
    }
}

/// The font resources of a request.
fn fonts_of(request: &FontRequest) -> impl Iterator<Item = Reference> + use<> {
    let of = |kind, name: Option<Name>| name.map(|name| Reference::Object(kind, name));
    [
        of(ResourceKind::CodedFont, request.coded_font),
        of(ResourceKind::CharacterSet, request.character_set),
        of(ResourceKind::CodePage, request.code_page),
    ]
    .into_iter()
    .flatten()
}
