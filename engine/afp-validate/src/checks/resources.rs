//! Resources: their envelopes, object containers, and what pages map and include.

use std::collections::{BTreeMap, BTreeSet};

use afp_codec::fields::IncludedKind;
use afp_codec::triplets::{
    DataObjectFont, NameUse, ObjectClassCode, ObjectClassification, ObjectType, ResourceKind, Triplet,
};
use afp_codec::values::guess_text;
use afp_codec::wire::I24;
use afp_codec::{Field, FieldId};

use crate::finding::{Findings, Step};
use crate::grammar::State;
use crate::located::{Seen, TripletList};
use crate::nest::{Nest, Open};
use crate::rule::rule_list;

use super::Subject;
use super::structure::shown;

rule_list! {
    DUPLICATE "resource-duplicate" [ARCHITECTURE]
        "resources of one type in a resource group have different names", "MO:DCA 4 Resource Groups note 4";
    KIND "resource-kind" [ARCHITECTURE]
        "the object in a resource envelope is of the type that the envelope gives (X'21')", "MO:DCA 5 BRS, 6 X'21'";
    ONE_OBJECT "resource-object" [ARCHITECTURE]
        "a resource envelope holds one object", "MO:DCA 4 figure 32";
    UNCLASSIFIED "resource-classification" [ARCHITECTURE]
        "a resource envelope of an object container classifies it (X'10') as the container does", "MO:DCA 5 BRS, BOC X'01'";
    CLASS "object-class" [ARCHITECTURE]
        "an object classification has a defined class and an object identifier", "MO:DCA 6 X'10'";
    METADATA "container-metadata" [ARCHITECTURE]
        "an object container beside pages, in a form map or medium map, or inside an object holds metadata",
        "MO:DCA 4 Document note 5, Page Group note 5, Form Map note 7, Medium Map note 13";
    ENVIRONMENT "container-environment" [ARCHITECTURE]
        "a presentation object container that stands on a page or overlay has an environment group with OBD, OBP and CDD",
        "MO:DCA 4 Object Containers, Page note 6";
    TYPE_IS3 "is3-container-type" [IS3]
        "object containers hold TIFF, GIF, AFPC-JPEG or AFPC-TIFF, or as resources colour mapping tables, IOCA tiles, TrueType or OpenType fonts and collections, colour management resources",
        "MO:DCA 7 IS/3 tables 28 to 30, 8 tables 38 and 39";
    INCLUDED_KIND "include-type" [ARCHITECTURE]
        "the type of an included object is X'5F', X'92', X'9B', X'BB', X'EB' or X'FB'", "MO:DCA 5 IOB ObjType";
    INCLUDED_CLASS "include-classification" [ARCHITECTURE]
        "an IOB of other object data (X'92') classifies it (X'10')", "MO:DCA 5 IOB X'10'";
    INCLUDED_UNITS "include-units" [ARCHITECTURE]
        "an IOB that overrides the content offset or the area size gives units (X'4B')", "MO:DCA 5 IOB X'4B'";
    INTERNAL "internal-name-order" [ARCHITECTURE]
        "on an IOB or PPO an internal name (X'BE') follows directly on the external name that it belongs to",
        "MO:DCA 5 IOB, PPO, X'04'";
    DATA_RESOURCE "data-resource" [ARCHITECTURE]
        "a group of an MDR has one name of the use X'84', X'CE', X'DE' or X'EE', and but for X'84' a classification (X'10')",
        "MO:DCA 5 MDR";
    OVERLAY_UNMAPPED "overlay-unmapped" [ARCHITECTURE]
        "an overlay that a page includes is mapped by an MPO in its active environment group",
        "MO:DCA 4 Page application note 2, 7 IS/1 figure 81 note 1";
    OVERLAY_TWICE "overlay-mapped-twice" [ARCHITECTURE]
        "an MPO maps a local id to one overlay", "MO:DCA 5 MPO, X'01'";
    OVERLAY_LOCAL_ID "overlay-local-id" [IS1 IS3]
        "the local id of an overlay is X'01' to X'7F'", "MO:DCA 7 IS/1 MPO, IS/3 table 36";
    OVERLAY_NAME "is3-overlay-name" [IS3]
        "the name of an overlay has at most 8 bytes", "MO:DCA 7 IS/3 tables 33 and 36";
    INLINE_FONT "inline-font-missing" [ARCHITECTURE]
        "a font that is wanted from the resource group only (X'8B' flag bit 1) is in the resource group", "MO:DCA 6 X'8B'";
}

/// Resources that are remembered by name.
const NAMES: usize = 1 << 20;

/// What was seen of the resource group and of the open page.
#[derive(Debug, Default)]
pub(super) struct Resources {
    names: BTreeSet<(u8, Vec<u8>)>,
    /// Full names of the fonts in the resource group.
    fonts: BTreeSet<String>,
    /// The open envelope: its type and how it classifies a container.
    envelope: Option<(ResourceKind, Option<[u8; 16]>)>,
    objects: u32,
    /// The open containers' classes, and what their environment groups lack.
    class: Option<ObjectClassCode>,
    lacking: Vec<FieldId>,
    overlays: BTreeSet<Vec<u8>>,
    /// Fonts wanted from the resource group, each with the place that wants it first.
    wanted: BTreeMap<String, (u64, Vec<Step>)>,
}

impl Subject for Resources {
    fn field(&mut self, nest: &Nest, seen: &Seen<'_>, out: &mut Findings<'_>) {
        if seen.id().is_begin() && nest.outer() == State::Resource && seen.id() != FieldId::BRS {
            self.enveloped(seen, out);
        }
        match &seen.field {
            Field::BeginResourceGroup(_) => self.names.clear(),
            Field::BeginResource(_) => self.envelope(seen, out),
            Field::BeginContainer(_) => self.container(nest, seen, out),
            Field::BeginActiveEnvironment(_) => self.overlays.clear(),
            Field::BeginOverlay(_) => overlay_name(seen, out),
            Field::MapPageOverlay(_) => self.map_overlays(nest, seen, out),
            Field::MapDataResource(_) => {
                for list in &seen.lists {
                    self.data_resource(list, out);
                }
            }
            Field::IncludeOverlay(include) => {
                overlay_name(seen, out);
                let long =
                    seen.triplets().find_map(|at| at.name(NameUse::REPLACE_FIRST)).map(|name| name.name.0.to_vec());
                let name = long.unwrap_or_else(|| include.name.padded().0.to_vec());
                if nest.state() == State::Page && !self.overlays.contains(&name) && self.overlays.len() < NAMES {
                    out.report(OVERLAY_UNMAPPED, seen.offset(), || {
                        format!("overlay \"{}\" is not mapped", shown(&name))
                    });
                }
            }
            Field::IncludeObject(include) => {
                let offsets = [include.x_content, include.y_content];
                included(seen, include.kind, offsets, out);
            }
            Field::PreprocessObjects(_) => {
                for list in &seen.lists {
                    internal_names(list, out);
                }
            }
            _ => {}
        }
        for at in seen.triplets() {
            if let Triplet::ObjectClassification(class) = &at.triplet {
                classes(class, at.offset, out);
            }
        }
    }

    fn close(&mut self, nest: &Nest, closed: &Open, ended: bool, out: &mut Findings<'_>) {
        match closed.state {
            State::Resource if ended => {
                self.envelope = None;
                if self.objects != 1 {
                    out.report(ONE_OBJECT, closed.offset, || format!("{} objects in one envelope", self.objects));
                }
            }
            State::ContainerEnvironment => {
                let needed = [FieldId::OBD, FieldId::OBP, FieldId::CDD];
                self.lacking = needed.into_iter().filter(|id| closed.count(*id) == 0).collect();
            }
            State::Container if matches!(nest.state(), State::Page | State::Overlay) => {
                let shown = self.class.take() == Some(ObjectClassCode::PAGINATED);
                if closed.count(FieldId::BOG) == 0 {
                    self.lacking = vec![FieldId::BOG];
                }
                if let Some(lacking) = self.lacking.first().filter(|_| shown && ended) {
                    out.report(ENVIRONMENT, closed.offset, || format!("the container lacks {lacking}"));
                }
            }
            State::ResourceGroup => self.fonts_found(),
            _ => {}
        }
    }

    fn finish(&mut self, out: &mut Findings<'_>) {
        self.fonts_found();
        for (name, (offset, path)) in std::mem::take(&mut self.wanted) {
            out.report_at(INLINE_FONT, offset, path, format!("the font \"{name}\" is not in the resource group"));
        }
    }
}

impl Resources {
    fn envelope(&mut self, seen: &Seen<'_>, out: &mut Findings<'_>) {
        let mut kind = None;
        let mut class = None;
        for at in seen.triplets() {
            match &at.triplet {
                Triplet::ResourceObjectType(resource) => kind = Some((resource.kind, at.offset)),
                Triplet::ObjectClassification(found) => class = Some(found.object_id),
                Triplet::FullyQualifiedName(name)
                    if [NameUse::REPLACE_FIRST, NameUse::BASE_FONT].contains(&name.usage)
                        && self.fonts.len() < NAMES =>
                {
                    self.fonts.insert(guess_text(&name.name.0));
                }
                _ => {}
            }
        }
        self.objects = 0;
        let Some((kind, offset)) = kind else {
            self.envelope = None;
            return;
        };
        if kind.meaning().is_none() {
            out.report(KIND, offset, || format!("X'{:02X}' is no type of resource", kind.0));
            self.envelope = None;
        } else {
            if kind == ResourceKind::OBJECT_CONTAINER && class.is_none() {
                out.report(UNCLASSIFIED, seen.offset(), || "the container is not classified".to_owned());
            }
            self.envelope = Some((kind, class));
        }
        if let Some(mut name) = seen.full_name() {
            // Containers of different object types are resources of different types.
            name.extend(class.unwrap_or_default());
            if self.names.len() < NAMES && !self.names.insert((kind.0, name)) {
                let name = seen.full_name().unwrap_or_default();
                out.report(DUPLICATE, seen.offset(), || format!("there is another resource \"{}\"", shown(&name)));
            }
        }
    }

    /// The Begin field of an object directly inside an envelope.
    fn enveloped(&mut self, seen: &Seen<'_>, out: &mut Findings<'_>) {
        self.objects = self.objects.saturating_add(1);
        let Some((kind, _)) = self.envelope else { return };
        let begins = match kind {
            ResourceKind::GRAPHICS => FieldId::BGR,
            ResourceKind::BAR_CODE => FieldId::BBC,
            ResourceKind::IMAGE => FieldId::BIM,
            ResourceKind::FONT_CHARACTER_SET => FieldId::BFN,
            ResourceKind::CODE_PAGE => FieldId::BCP,
            ResourceKind::CODED_FONT => FieldId::BCF,
            ResourceKind::OBJECT_CONTAINER => FieldId::BOC,
            ResourceKind::TEXT => FieldId::BPT,
            ResourceKind::DOCUMENT => FieldId::BDT,
            ResourceKind::PAGE_SEGMENT => FieldId::BPS,
            ResourceKind::OVERLAY => FieldId::BMO,
            ResourceKind::PAGE_MAP => FieldId::BPM,
            ResourceKind::FORM_MAP => FieldId::BFM,
            _ => return,
        };
        if begins != seen.id() {
            out.report(KIND, seen.offset(), || format!("{} where the envelope announces {begins}", seen.id()));
        }
    }

    fn container(&mut self, nest: &Nest, seen: &Seen<'_>, out: &mut Findings<'_>) {
        let found = seen.triplets().find_map(|at| match &at.triplet {
            Triplet::ObjectClassification(class) => Some((at.offset, class)),
            _ => None,
        });
        self.lacking.clear();
        let Some((offset, class)) = found else { return };
        self.class = Some(class.class);
        match nest.outer() {
            State::Resource => {
                let announced = self.envelope.and_then(|(_, announced)| announced);
                if announced.is_some_and(|announced| announced != class.object_id) {
                    out.report(UNCLASSIFIED, offset, || "the envelope gives another object type".to_owned());
                }
            }
            State::Page | State::Overlay | State::ResourceGroup | State::File => {}
            _ if class.class != ObjectClassCode::METADATA => {
                out.report(METADATA, offset, || format!("an object of the class X'{:02X}'", class.class.0));
                return;
            }
            _ => {}
        }
        allowed_type(class, true, offset, out);
    }

    fn map_overlays(&mut self, nest: &Nest, seen: &Seen<'_>, out: &mut Findings<'_>) {
        overlay_name(seen, out);
        let mut ids: BTreeMap<u8, Vec<u8>> = BTreeMap::new();
        for list in &seen.lists {
            let name = list.name(NameUse::RESOURCE_OBJECT).map(|(_, name)| padded(&name.name.0));
            let local = list.triplets.iter().find_map(|at| match &at.triplet {
                Triplet::LocalId(local) => Some((local.id, at.offset)),
                _ => None,
            });
            if let (Some((id, offset)), Some(name)) = (local, &name) {
                if !(0x01..=0x7F).contains(&id) {
                    out.report(OVERLAY_LOCAL_ID, offset, || format!("the local id is X'{id:02X}'"));
                }
                if ids.insert(id, name.clone()).is_some_and(|before| before != *name) {
                    out.report(OVERLAY_TWICE, list.offset, || format!("the local id X'{id:02X}' is mapped already"));
                }
            }
            if nest.state() == State::PageEnvironment && self.overlays.len() < NAMES {
                self.overlays.extend(name);
            }
        }
    }

    fn data_resource(&mut self, list: &TripletList<'_>, out: &mut Findings<'_>) {
        let uses = [NameUse::RESOURCE_OBJECT, NameUse::OTHER_OBJECT, NameUse::DATA_OBJECT_EXTERNAL, NameUse::TERTIARY];
        let names: Vec<_> = list
            .triplets
            .iter()
            .filter_map(|at| match &at.triplet {
                Triplet::FullyQualifiedName(name) if uses.contains(&name.usage) => Some(name),
                _ => None,
            })
            .collect();
        let [name] = names.as_slice() else {
            out.report(DATA_RESOURCE, list.offset, || format!("the group names {} resources", names.len()));
            return;
        };
        if name.usage != NameUse::RESOURCE_OBJECT && list.find(0x10).is_none() {
            out.report(DATA_RESOURCE, list.offset, || "the resource is not classified".to_owned());
        }
        let inline_only = list.triplets.iter().any(
            |at| matches!(&at.triplet, Triplet::DataObjectFont(font) if font.flags & DataObjectFont::INLINE_ONLY != 0),
        );
        if inline_only && name.usage == NameUse::DATA_OBJECT_EXTERNAL {
            let font = guess_text(&name.name.0);
            if !self.fonts.contains(&font) && self.wanted.len() < NAMES {
                self.wanted.entry(font).or_insert_with(|| (list.offset, out.path()));
            }
        }
    }

    /// Forgets the wanted fonts that are there.
    fn fonts_found(&mut self) {
        let fonts = &self.fonts;
        self.wanted.retain(|name, _| !fonts.contains(name));
    }
}

/// A name with the zeros that pad it made blanks, as short names are compared.
fn padded(name: &[u8]) -> Vec<u8> {
    name.first_chunk::<8>()
        .filter(|_| name.len() == 8)
        .map_or_else(|| name.to_vec(), |name| afp_codec::Name(*name).padded().0.to_vec())
}

fn overlay_name(seen: &Seen<'_>, out: &mut Findings<'_>) {
    for at in seen.triplets() {
        if let Triplet::FullyQualifiedName(name) = &at.triplet
            && [NameUse::REPLACE_FIRST, NameUse::RESOURCE_OBJECT].contains(&name.usage)
            && name.name.0.len() > 8
        {
            out.report(OVERLAY_NAME, at.offset, || format!("the name has {} bytes", name.name.0.len()));
        }
    }
}

fn classes(class: &ObjectClassification<'_>, offset: u64, out: &mut Findings<'_>) {
    if class.class.meaning().is_none() || class.object_id.first() != Some(&0x06) {
        out.report(CLASS, offset, || {
            format!("the class is X'{:02X}', the identifier begins with X'{:02X}'", class.class.0, class.object_id[0])
        });
    }
}

/// Containers of IS/3: those that are presented, and the resources (tables 28 and 29), with Graphic Arts table 38.
fn allowed_type(class: &ObjectClassification<'_>, resources: bool, offset: u64, out: &mut Findings<'_>) {
    let shown: &[u8] = &[0x0E, 0x16, 0x17, 0x3C, 0x3D, 0x3E, 0x42];
    let others: &[u8] = if resources { &[0x14, 0x2F, 0x33, 0x35, 0x39] } else { &[] };
    let graphic_arts: &[u8] = if out.graphic_arts() { &[0x19, 0x31, 0x3F, 0x40] } else { &[] };
    let allowed = class
        .object_type()
        .is_some_and(|ObjectType(kind)| [shown, others, graphic_arts].iter().any(|list| list.contains(&kind)));
    if !allowed && class.class != ObjectClassCode::METADATA {
        out.report(TYPE_IS3, offset, || {
            class
                .object_type()
                .map_or_else(|| "no registered type".to_owned(), |kind| format!("the type is {}", kind.name()))
        });
    }
}

/// An included object.
fn included(seen: &Seen<'_>, kind: IncludedKind, content: [I24; 2], out: &mut Findings<'_>) {
    if kind.meaning().is_none() {
        out.report(INCLUDED_KIND, seen.offset(), || format!("the type is X'{:02X}'", kind.0));
    }
    let Some(list) = seen.lists.first() else { return };
    match list.find(0x10) {
        None if kind == IncludedKind::OTHER => {
            out.report(INCLUDED_CLASS, seen.offset(), || "the object is not classified".to_owned());
        }
        Some(at) => {
            if let Triplet::ObjectClassification(class) = &at.triplet {
                allowed_type(class, false, at.offset, out);
            }
        }
        None => {}
    }
    let overrides = content.iter().any(|offset| *offset != I24::NOT_GIVEN) || list.find(0x4C).is_some();
    if overrides && list.find(0x4B).is_none() {
        out.report(INCLUDED_UNITS, seen.offset(), || "no units for the offset or size".to_owned());
    }
    internal_names(list, out);
}

fn internal_names(list: &TripletList<'_>, out: &mut Findings<'_>) {
    let external = [NameUse::DATA_OBJECT_EXTERNAL, NameUse::OTHER_OBJECT, NameUse::RESOURCE_OBJECT, NameUse::TERTIARY];
    let mut before = None;
    for at in &list.triplets {
        let usage = match &at.triplet {
            Triplet::FullyQualifiedName(name) => Some(name.usage),
            _ => None,
        };
        if usage == Some(NameUse::DATA_OBJECT_INTERNAL) && before.is_none_or(|before| !external.contains(&before)) {
            out.report(INTERNAL, at.offset, || "no external name comes directly before".to_owned());
        }
        before = usage;
    }
}
