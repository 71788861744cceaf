//! Where elements are on the laid-out pages.
//!
//! In: the boxes of each page as layout drew it. Out: for each page everything that can be pointed at, from the back to
//! the front. Objects of masters are placed from the template itself, so that they are right before layout has
//! answered, and while they draw nothing; what flows is where it was drawn.

use model::{Block, BlockKind, ElementKind, ElementRef, Master, Object, ObjectId, Shape};
use units::{Angle, Emu, Point, Rect, Size};

use crate::document::{Document, Lineage};

/// Where layout put one element: an object, a block, a row, a cell or a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageBox {
    /// The element.
    pub object: ObjectId,
    /// Which of its instances: the number of the row, else 0.
    pub instance: u32,
    /// Its rectangle in page coordinates, before it is turned.
    pub rect: Rect,
}

/// A laid-out page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageGeometry {
    /// The page's size.
    pub size: Size,
    /// Where everything on it is, from the back to the front.
    pub boxes: Vec<PageBox>,
}

/// An element on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The element.
    pub id: ObjectId,
    /// Which of its instances.
    pub instance: u32,
    /// Its rectangle in page coordinates, before it is turned.
    pub rect: Rect,
    /// How far it is turned clockwise about its centre, with all groups around it.
    pub rotation: Angle,
    /// What it is for the pointer.
    pub body: Body,
    /// Whether the pointer passes through: it is locked or hidden.
    pub untouchable: bool,
}

/// How an element answers to the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// Everywhere inside.
    Solid,
    /// On its edge; inside only where nothing else is.
    Hollow,
    /// Along the diagonal; rising from the bottom left, else falling from the top left.
    Line {
        /// From the bottom left to the top right.
        rising: bool,
    },
    /// Only through what is inside it.
    Container,
}

/// A page with everything that can be pointed at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlacedPage {
    /// The page's size.
    pub size: Size,
    /// Its master, where anything tells.
    pub master: Option<ObjectId>,
    /// From the back to the front.
    pub elements: Vec<Placed>,
}

/// Turns a point about another, clockwise.
pub fn turn(point: Point, about: Point, angle: Angle) -> Point {
    if angle == Angle::ZERO {
        return point;
    }
    let (sine, cosine) = (libm::sin(angle.to_radians()), libm::cos(angle.to_radians()));
    let (x, y) = (f64::from((point.x - about.x).get()), f64::from((point.y - about.y).get()));
    Point::new(
        about.x + Emu::round_from_f64(x * cosine - y * sine),
        about.y + Emu::round_from_f64(x * sine + y * cosine),
    )
}

/// The turn back.
pub(crate) fn inverse(angle: Angle) -> Angle {
    Angle::from_millidegrees(-angle.millidegrees())
}

/// The smallest upright rectangle around a turned one.
pub fn turned_bounds(rect: Rect, angle: Angle) -> Rect {
    if angle == Angle::ZERO {
        return rect;
    }
    let about = rect.centre();
    let corners = corners(rect).map(|corner| turn(corner, about, angle));
    corners.iter().fold(Rect::from_corners(corners[0], corners[0]), |bounds, &corner| {
        bounds.union(Rect::from_corners(corner, corner))
    })
}

/// Top left, top right, bottom right, bottom left.
pub(crate) fn corners(rect: Rect) -> [Point; 4] {
    [
        rect.origin(),
        Point::new(rect.right(), rect.y),
        Point::new(rect.right(), rect.bottom()),
        Point::new(rect.x, rect.bottom()),
    ]
}

impl Placed {
    /// The smallest upright rectangle around it.
    pub fn bounds(&self) -> Rect {
        turned_bounds(self.rect, self.rotation)
    }
}

impl PlacedPage {
    /// Places everything on a page; `number` counts pages from 0.
    pub fn new(document: &Document, geometry: &PageGeometry, number: usize) -> Self {
        let lineage = document.lineage();
        let master = master_of(document, lineage, geometry, number);
        let mut elements = Vec::new();
        if let Some(master) = master {
            let page = Rect::new(Emu::ZERO, Emu::ZERO, geometry.size.width, geometry.size.height);
            place_objects(&master.objects, page, Angle::ZERO, false, 0, &mut elements);
        }
        place_flow(document, lineage, geometry, &mut elements);
        Self { size: geometry.size, master: master.map(|master| master.id), elements }
    }

    /// An element, by its id and instance, or else any instance.
    pub fn find(&self, id: ObjectId, instance: u32) -> Option<&Placed> {
        let same = |placed: &&Placed| placed.id == id;
        self.elements
            .iter()
            .find(|placed| same(placed) && placed.instance == instance)
            .or_else(|| self.elements.iter().find(same))
    }
}

/// The master that drew on a page; for a page with nothing of a master, the one that the sections say.
fn master_of<'a>(
    document: &'a Document,
    lineage: &Lineage,
    geometry: &PageGeometry,
    number: usize,
) -> Option<&'a Master> {
    let drew = geometry.boxes.iter().find_map(|drawn| {
        lineage.path(drawn.object).into_iter().find(|(_, kind)| *kind == ElementKind::Master).map(|(id, _)| id)
    });
    let told = || {
        let rule = &document.template().sections.first()?.masters;
        Some(if number == 0 { rule.first } else { rule.next.unwrap_or(rule.first) })
    };
    document.master(drew.or_else(told)?)
}

/// Places objects in a container that is `around` on the page, turned by `rotation` about its centre.
fn place_objects(
    objects: &[Object],
    around: Rect,
    rotation: Angle,
    untouchable: bool,
    instance: u32,
    out: &mut Vec<Placed>,
) {
    for object in objects {
        let upright = object.rect.translated(around.origin());
        let centre = turn(upright.centre(), around.centre(), rotation);
        let rect = upright.translated(centre - upright.centre());
        let turned = Angle::from_millidegrees(rotation.millidegrees() + object.rotation.millidegrees());
        let untouchable = untouchable || object.locked || object.hidden;
        out.push(Placed { id: object.id, instance, rect, rotation: turned, body: body(object), untouchable });
        if let Shape::Group(group) = &object.shape {
            place_objects(&group.objects, rect, turned, untouchable, instance, out);
        }
    }
}

fn body(object: &Object) -> Body {
    match &object.shape {
        Shape::Rectangle(shape) if shape.fill.is_none() => Body::Hollow,
        Shape::Ellipse(shape) if shape.fill.is_none() => Body::Hollow,
        Shape::Line(line) => Body::Line { rising: line.rising },
        Shape::Group(_) => Body::Container,
        Shape::Text(_)
        | Shape::Rectangle(_)
        | Shape::Ellipse(_)
        | Shape::Path(_)
        | Shape::Image(_)
        | Shape::Barcode(_)
        | Shape::Chart(_)
        | Shape::Library(_) => Body::Solid,
    }
}

/// Places what flows: each element around what was drawn of it, the objects of a block by the block's place.
fn place_flow(document: &Document, lineage: &Lineage, geometry: &PageGeometry, out: &mut Vec<Placed>) {
    let mut blocks: Vec<(ObjectId, Vec<Placed>)> = Vec::new();
    for drawn in &geometry.boxes {
        let path = lineage.path(drawn.object);
        let around = |kind: ElementKind| path.iter().position(|(_, found)| *found == kind);
        let Some(block) = around(ElementKind::Block) else { continue };
        let Some(&(block_id, _)) = path.get(block) else { continue };
        let place = match blocks.iter().rposition(|(id, _)| *id == block_id) {
            Some(place) => place,
            None => {
                blocks.push((block_id, Vec::new()));
                blocks.len() - 1
            }
        };
        let Some((_, parts)) = blocks.get_mut(place) else { continue };
        let row = around(ElementKind::Row);
        for (depth, &(id, _)) in path.iter().enumerate().skip(block) {
            let own = depth + 1 == path.len();
            // Rows and what is inside them are there once for each row of the data.
            let instance = if row.is_some_and(|row| depth >= row) { drawn.instance } else { 0 };
            match parts.iter_mut().rev().find(|part| part.id == id && part.instance == instance) {
                Some(part) => part.rect = part.rect.union(drawn.rect),
                None => parts.push(Placed {
                    id,
                    instance,
                    rect: drawn.rect,
                    rotation: Angle::ZERO,
                    body: if own || id == block_id { Body::Solid } else { Body::Container },
                    untouchable: false,
                }),
            }
        }
    }
    for (id, parts) in blocks {
        match document.element(id) {
            Some(ElementRef::Block(Block { content: BlockKind::Objects(group), .. })) => {
                let own = geometry.boxes.iter().find(|drawn| drawn.object == id).map(|drawn| drawn.rect.origin());
                let Some(origin) = own.or_else(|| told_origin(&group.objects, &parts)) else { continue };
                let width = parts.iter().find(|part| part.id == id).map_or(Emu::ZERO, |part| part.rect.width);
                let rect = Rect::new(origin.x, origin.y, width, group.height);
                let body = Body::Container;
                out.push(Placed { id, instance: 0, rect, rotation: Angle::ZERO, body, untouchable: false });
                place_objects(&group.objects, rect, Angle::ZERO, false, 0, out);
            }
            _ => out.extend(parts),
        }
    }
}

/// Where a block of objects begins, told by where an upright one of them is.
fn told_origin(objects: &[Object], parts: &[Placed]) -> Option<Point> {
    objects.iter().filter(|object| object.rotation == Angle::ZERO).find_map(|object| {
        let part = parts.iter().find(|part| part.id == object.id)?;
        Some(part.rect.origin() - object.rect.origin())
    })
}
