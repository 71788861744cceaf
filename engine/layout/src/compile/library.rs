//! Overlays and page segments of libraries that objects place, each taken once.

use diagnostics::{Code, Diagnostic, Diagnostics, Location};
use model::{LibraryKind, LibraryShape, Object};
use scene::{
    ContentBuilder, Dash, Definitions, FaceId, ImageId, Include, IncludeId, IncludeKind, Item, LibraryResource, Origin,
    Path, PathItem, Placed, Stroke,
};
use units::{Colour, Emu, Point, Rect, Size};

use crate::{Assets, LibraryContent};

/// The resources placed so far. They are the first of the job's includes; their faces and pictures come after all
/// others.
pub(super) struct LibraryBook<'t> {
    assets: &'t dyn Assets,
    contents: Vec<LibraryContent>,
}

impl<'t> LibraryBook<'t> {
    pub(super) fn new(assets: &'t dyn Assets) -> Self {
        Self { assets, contents: Vec::new() }
    }

    /// The resource that an object places, and its size. One that no library has is outlined in the object's size.
    pub(super) fn take(
        &mut self,
        shape: &LibraryShape,
        object: &Object,
        diagnostics: &mut Diagnostics,
    ) -> Option<(IncludeId, Size)> {
        let kind = match shape.resource_kind {
            LibraryKind::Overlay => IncludeKind::Overlay,
            LibraryKind::PageSegment => IncludeKind::PageSegment,
        };
        // A name that no library can have is told by the template's own check.
        if model::resource_name_fault(&shape.resource).is_some() {
            return None;
        }
        let is_known =
            |content: &LibraryContent| content.include.kind == kind && content.include.name == shape.resource;
        let place = match self.contents.iter().position(is_known) {
            Some(place) => place,
            None => {
                let found = self.assets.library(kind, &shape.resource);
                let mut content = found.unwrap_or_else(|| missing(kind, shape, object, diagnostics));
                content.include.name.clone_from(&shape.resource);
                diagnostics.append(content.diagnostics.clone());
                self.contents.push(content);
                self.contents.len() - 1
            }
        };
        let size = self.contents.get(place)?.include.size;
        Some((IncludeId(place as u32), size))
    }

    /// Adds all to the job's definitions, which have no includes yet.
    pub(super) fn define(self, definitions: &mut Definitions) {
        // Faces of the template's own come with other glyph numbers in mind; those of resources are shared among them.
        let first = definitions.faces.len();
        for content in self.contents {
            let images = definitions.images.len() as u32;
            let LibraryContent { mut include, definitions: own, .. } = content;
            definitions.images.extend(own.images);
            let faces = &mut definitions.faces;
            let mut face = |id: FaceId| {
                let wanted = own.faces.get(usize::from(id.0))?;
                let same = |other: &fonts::Face| other.hash() == wanted.hash() && other.index() == wanted.index();
                let place = faces.iter().skip(first).position(same).map_or(faces.len(), |place| place + first);
                if place == faces.len() {
                    faces.push(wanted.clone());
                }
                u16::try_from(place).ok().map(FaceId)
            };
            for placed in &mut include.content.items {
                renumber(placed, &mut face, images);
            }
            definitions.includes.push(include);
        }
    }
}

/// Ids of the job for those of the resource.
fn renumber(placed: &mut Placed, face: &mut dyn FnMut(FaceId) -> Option<FaceId>, images: u32) {
    match &mut placed.item {
        Item::Text(run) => run.face = face(run.face).unwrap_or(run.face),
        Item::Image(image) => image.image = ImageId(image.image.0.saturating_add(images)),
        Item::Group(group) => group.items.iter_mut().for_each(|inner| renumber(inner, face, images)),
        Item::Rule(_) | Item::Path(_) | Item::Barcode(_) | Item::Include { .. } | Item::Link(_) => {}
    }
    // Bytes of another file are no place to go to from a page.
    placed.origin = Origin::None;
}

/// An outline with a cross in the place of a resource that no library has.
fn missing(kind: IncludeKind, shape: &LibraryShape, object: &Object, diagnostics: &mut Diagnostics) -> LibraryContent {
    let word = match kind {
        IncludeKind::Overlay => "overlay",
        IncludeKind::PageSegment => "page segment",
    };
    let at = Location::Object { object: object.id, property: Some("resource"), range: None };
    let finding = Diagnostic::new(Code::LibraryResourceMissing).with("kind", word);
    diagnostics.push(finding.with("name", shape.resource.as_str()).at(at));
    let size = object.rect.size();
    let far = Point::new(size.width, size.height);
    let edge = Path::rect(Rect::from_corners(Point::ORIGIN, far));
    let falling = Path::line(Point::ORIGIN, far);
    let rising = Path::line(Point::new(Emu::ZERO, far.y), Point::new(far.x, Emu::ZERO));
    let segments = [edge, falling, rising].into_iter().flat_map(|path| path.segments).collect();
    let dash = Some(Dash { lengths: vec![Emu::from_points(4); 2] });
    let stroke = Some(Stroke { dash, ..Stroke::solid(Emu::from_points(1) / 2, Colour::Gray(128)) });
    let mut content = ContentBuilder::new();
    content.push(Item::Path(Box::new(PathItem { path: Path { segments }, fill: None, stroke })), Origin::None);
    let (name, content) = (shape.resource.clone(), content.finish());
    let library = Some(LibraryResource { name: name.clone(), objects: Vec::new() });
    let include = Include { name, kind, size, content, library };
    LibraryContent { include, definitions: Definitions::default(), diagnostics: Diagnostics::new() }
}
