//! An overlay or page segment of a library by itself: what it draws, how large it is, and its bytes.

use std::sync::Arc;

use afp_codec::Name;
use diagnostics::Diagnostics;
use scene::{Definitions, Include, IncludeKind, Item, LibraryObject, LibraryObjectKind, LibraryResource, walk};
use units::{Point, Rect, Size};

use crate::document::{AfpDocument, ReadOptions, read_includes};
use crate::external::gather_resource;
use crate::findings::Findings;
use crate::geometry::Units;
use crate::index::{Resource, ResourceKind};
use crate::library::Library;

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
    let gathered = gather_resource(resource_kind, wanted, &options.libraries, &mut findings)?;
    let (bytes, resources) = (gathered.bytes.clone(), gathered.resources.clone());
    let mut library = Library::collect(gathered, CODE_PAGE, options, &mut findings);
    // A page that places it counts in these units.
    library.segment_units = Some(Units::standard());
    let is_wanted = |resource: &Resource| resource.kind == resource_kind && resource.names.contains(&wanted);
    let place = resources.iter().filter(|resource| is_include(resource)).position(is_wanted)?;
    let (_, _, mut include) = read_includes(&bytes, &library, &mut findings).into_iter().nth(place)?;
    if include.size == Size::default() {
        include.size = extent(&include, &library.definitions);
    }
    let objects = resources.iter().map(|resource| object(resource, &bytes, is_wanted(resource).then_some(name)));
    include.library = Some(LibraryResource { name: name.to_owned(), objects: objects.collect() });
    Some(OpenedResource { include, definitions: library.definitions, diagnostics: findings.list })
}

impl AfpDocument {
    /// The resources that the file does not carry and that were found in its libraries, each as it is.
    pub fn found_resources(&self) -> Vec<LibraryObject> {
        let (resources, bytes, own) = self.resources();
        let is_found = |resource: &&Resource| resource.start >= own;
        resources.iter().filter(is_found).map(|resource| object(resource, bytes, None)).collect()
    }
}

fn is_include(resource: &Resource) -> bool {
    matches!(resource.kind, ResourceKind::Overlay | ResourceKind::Segment)
}

/// The bytes of a resource as they are.
fn object(resource: &Resource, bytes: &[u8], name: Option<&str>) -> LibraryObject {
    let [start, end] = [resource.start, resource.end].map(|at| usize::try_from(at).unwrap_or(usize::MAX));
    let bytes: Arc<[u8]> = bytes.get(start..end).unwrap_or_default().into();
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
        ResourceKind::Container => match &resource.full_name {
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
