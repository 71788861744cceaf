//! An overlay or page segment of a library by itself: what it draws, how large it is, and its bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use afp_codec::{Name, Record};
use diagnostics::Diagnostics;
use scene::{Definitions, Include, IncludeKind, Item, LibraryObject, LibraryObjectKind, LibraryResource, walk};
use units::{Point, Rect, Size};

use crate::document::{AfpDocument, ReadOptions, make_includes};
use crate::external::Shelves;
use crate::findings::Findings;
use crate::geometry::Units;
use crate::index::{LIBRARY, Resource, ResourceKind};
use crate::library::{Growth, Library};
use crate::references::{Reference, Wanted};
use crate::store::Store;

/// A resource of a library.
#[derive(Clone, Debug)]
pub struct OpenedResource {
    /// It, with its bytes and those of the resources that it needs; its ids point into `definitions`.
    pub include: Include,
    /// Faces and pictures.
    pub definitions: Definitions,
    /// What was found on the way, each with its byte of its file.
    pub diagnostics: Diagnostics,
}

/// The code page of text whose font names none, where no document says another.
const CODE_PAGE: u16 = 500;

/// Opens an overlay or page segment of the libraries; none where they have no such resource.
pub fn open_resource(kind: IncludeKind, name: &str, options: &ReadOptions) -> Option<OpenedResource> {
    let wanted = Name::new(name).ok()?.padded();
    let resource_kind = match kind {
        IncludeKind::Overlay => ResourceKind::Overlay,
        IncludeKind::PageSegment => ResourceKind::Segment,
    };
    let mut findings = Findings::new(&options.name);
    let mut library = Library::new(Store::behind(0));
    let mut growth = Growth::default();
    let reference = Reference::Object(resource_kind, wanted);
    let mut shelves = Shelves::new(&options.libraries);
    library.resolve(&mut shelves, BTreeSet::from([reference.clone()]), &mut growth, &mut findings);
    // A file with many resources may hold others: only what is needed stays.
    let needed = needed(&library, reference);
    let found = needed.first().copied()?;
    library.grow(growth, CODE_PAGE, options, &mut findings);
    // A page that places it counts in these units.
    library.segment_units = Some(Units::standard());
    make_includes(&mut library, &mut findings);
    let id = library.includes.get(&found)?;
    let mut include = library.definitions.include(*id)?.clone();
    if include.size == Size::default() {
        include.size = extent(&include, &library.definitions);
    }
    let resource_at = |start: &u64| library.resources().iter().find(|resource| resource.start == *start);
    let objects = needed.iter().filter_map(resource_at).map(|resource| {
        let bytes = library.store.bytes(resource.start, resource.end);
        object(resource, bytes, (resource.start == found).then_some(name))
    });
    include.library = Some(LibraryResource { name: name.to_owned(), objects: objects.collect() });
    let definitions = Arc::unwrap_or_clone(library.definitions);
    Some(OpenedResource { include, definitions, diagnostics: findings.list })
}

impl AfpDocument {
    /// The resources that the file does not carry and that were found in its libraries, each as it is.
    pub fn found_resources(&self) -> Vec<LibraryObject> {
        let library = self.library();
        let found = library.resources().iter().filter(|resource| resource.group == LIBRARY);
        found.map(|one| object(one, library.store.bytes(one.start, one.end), None)).collect()
    }
}

/// The places of a resource and of what it needs, directly or through others; the wanted one is the first.
fn needed(library: &Library, wanted: Reference) -> Vec<u64> {
    let mut needed = Vec::new();
    let mut open = vec![wanted];
    while let Some(reference) = open.pop() {
        let found = library.resources().iter().find(|resource| reference.is(resource));
        let Some(resource) = found.filter(|resource| !needed.contains(&resource.start)) else { continue };
        needed.push(resource.start);
        let mut wanted = Wanted::default();
        for record in library.store.records(resource.start, resource.end) {
            if let Record::Field(raw) = record {
                wanted.take(&raw, &mut BTreeMap::new());
            }
        }
        open.extend(wanted.references);
    }
    needed
}

/// The bytes of a resource as they are.
fn object(resource: &Resource, bytes: &[u8], name: Option<&str>) -> LibraryObject {
    let bytes: Arc<[u8]> = bytes.into();
    let is_file = bytes.first() != Some(&0x5A);
    let kind = match resource.kind {
        ResourceKind::Overlay => LibraryObjectKind::Overlay,
        ResourceKind::Segment => LibraryObjectKind::PageSegment,
        ResourceKind::Image => LibraryObjectKind::Image,
        ResourceKind::Graphics | ResourceKind::Text => LibraryObjectKind::Graphics,
        ResourceKind::BarCode => LibraryObjectKind::BarCode,
        ResourceKind::CodePage => LibraryObjectKind::CodePage,
        ResourceKind::CharacterSet => LibraryObjectKind::CharacterSet,
        ResourceKind::CodedFont => LibraryObjectKind::CodedFont,
        ResourceKind::Container | ResourceKind::FormMap => match &resource.full_name {
            Some(font) if is_file => LibraryObjectKind::Font(font.clone()),
            _ if is_file => LibraryObjectKind::Picture,
            _ => LibraryObjectKind::Container,
        },
    };
    let own = || resource.names.first().map(|name| name.text()).unwrap_or_default();
    LibraryObject { name: name.map_or_else(own, str::to_owned), kind, bytes }
}

/// The size of a page segment, which says none itself: from its origin to the far edge of what it draws.
fn extent(include: &Include, definitions: &Definitions) -> Size {
    let mut far = Rect::from_corners(Point::ORIGIN, Point::ORIGIN);
    walk(&include.content, definitions, &mut |visit| {
        let rect = match &visit.placed.item {
            Item::Rule(rule) => Some(rule.rect),
            Item::Path(path) => path.path.bounds(),
            Item::Image(image) => Some(image.rect),
            Item::Barcode(code) => Some(Rect::new(code.origin.x, code.origin.y, code.size.width, code.size.height)),
            // A page segment of MO:DCA holds no text.
            Item::Text(_) | Item::Include { .. } | Item::Group(_) | Item::Link(_) => None,
        };
        if let Some(rect) = rect {
            far = far.union(visit.transform.apply_bounds(rect));
        }
    });
    Size::new(far.right(), far.bottom())
}
