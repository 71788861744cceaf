//! The sheets that pages are printed on, as the form definition says: sides, N-up, page position, medium overlays,
//! constant forms, suppressed text. Copies, bins and paper sources are told and change nothing.

use std::sync::Arc;

use afp_codec::Name;
use afp_codec::triplets::MediaEjectControl;
use scene::{Content, ContentBuilder, Definitions, Group, Item, Origin, Page, Placed};
use units::{Angle, Emu, Point, QuarterTurn, Size, Transform};

use crate::document::{AfpDocument, ReadPage};
use crate::form_map::{Copies, FormMap, MediumMap, Modifications, Place};
use crate::index::{ResourceKind, Step};

/// A side of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetSide {
    /// The front.
    Front,
    /// The back.
    Back,
}

/// A page on a side of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placement {
    /// The page, by its number from 0.
    pub page: usize,
    /// Where its corner comes to stand.
    pub at: Point,
    /// How it is turned about its corner.
    pub turn: QuarterTurn,
}

/// One side of a sheet as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The number of the sheet, from 1.
    pub number: u32,
    /// The side.
    pub side: SheetSide,
    /// The name of the medium map; none without a form definition.
    pub medium_map: Option<String>,
    /// Its size; none where it is that of the page.
    pub size: Option<Size>,
    /// The pages on it.
    pub placements: Vec<Placement>,
    /// Medium overlays, under the pages.
    pub overlays: Vec<String>,
    /// Whether it is a constant form: it has overlays and no pages.
    pub constant: bool,
    /// Local ids of text that is suppressed.
    pub suppressions: Vec<u8>,
    /// The copies of each copy subgroup.
    pub copies: Vec<u16>,
    /// The output bin, where one is asked for.
    pub bin: Option<u16>,
    /// The paper source, where one is asked for.
    pub source: Option<u8>,
    /// The back is turned: both sides have their top at opposite edges.
    pub tumble: bool,
    group: u32,
}

impl AfpDocument {
    /// The sides of sheets that the pages are printed on, in order; without a form definition a side for each page.
    pub fn sheets(&self) -> Vec<Sheet> {
        let form = |group: u32| {
            let resource = self.library().form_map(group)?;
            Some((resource.start, FormMap::read(self.library().store.records(resource.start, resource.end))))
        };
        let mut known: Option<(u32, Option<(u64, FormMap)>)> = None;
        let mut sorter = Sorter::default();
        for step in self.steps() {
            match step {
                Step::MediumMap(name) => sorter.invoke(name),
                Step::DocumentBegin(_) | Step::DocumentEnd => sorter.invoked = None,
                Step::Page(number) => {
                    let group = self.page_group(*number).unwrap_or_default();
                    if known.as_ref().is_none_or(|(of, _)| *of != group) {
                        known = Some((group, form(group)));
                    }
                    let form = known.as_ref().and_then(|(_, form)| form.as_ref()).map(|(_, form)| form);
                    sorter.page(*number, form, group);
                }
                Step::GroupBegin(_) | Step::GroupEnd => {}
            }
        }
        sorter.finish();
        sorter.sheets
    }

    /// Draws a side of a sheet.
    pub fn sheet(&self, sheet: &Sheet) -> ReadPage {
        let mut definitions = self.library().definitions.clone();
        let shared = definitions.images.len();
        let mut content = ContentBuilder::new();
        let mut drawn = ReadPage::default();
        let mut size = sheet.size;
        let mut pages = Vec::new();
        for placement in &sheet.placements {
            let Some(read) = self.page_with(placement.page, &sheet.suppressions) else { continue };
            size = size.or(Some(read.page.size));
            pages.push((*placement, read));
        }
        for name in &sheet.overlays {
            let name = Name::new(name).unwrap_or_default();
            let resource = self.library().resource(ResourceKind::Overlay, name, sheet.group);
            let include = resource.and_then(|resource| self.library().includes.get(&resource.start));
            if let (Some(&include), Some(resource)) = (include, resource) {
                let origin = Origin::Bytes { start: resource.start, end: resource.end };
                content.push(Item::Include { include, at: Point::ORIGIN, turn: QuarterTurn::Zero }, origin);
            } else {
                drawn.diagnostics.append(self.missing_overlay(name));
            }
        }
        for (placement, read) in pages {
            // The pictures of each page come behind those of the pages before.
            let shift = definitions.images.len() - shared;
            let own = read.definitions.images.get(shared..).unwrap_or_default();
            if !own.is_empty() {
                Arc::<Definitions>::make_mut(&mut definitions).images.extend_from_slice(own);
            }
            let shift = Shift { from: shared as u32, by: shift as u32 };
            let items = adopt(&read.page.content.items, &read.page.content, &mut content, shift);
            if placement.at == Point::ORIGIN && placement.turn == QuarterTurn::Zero {
                content.items().extend(items);
            } else {
                let turn = Transform::rotate(angle(placement.turn));
                let transform = turn.then(Transform::translate(placement.at));
                let origin = self.page_summary(placement.page).map(|page| page.bytes).unwrap_or_default();
                let group = Group { transform, clip: None, opacity: u8::MAX, items };
                content.push(Item::Group(Box::new(group)), Origin::Bytes { start: origin.0, end: origin.1 });
            }
            drawn.page.index.extend(read.page.index);
            drawn.diagnostics.append(read.diagnostics);
        }
        let size = size.unwrap_or(Size::A4);
        drawn.page = Page { size, content: content.finish(), number: sheet.number, ..drawn.page };
        drawn.definitions = definitions;
        drawn
    }
}

fn angle(turn: QuarterTurn) -> Angle {
    Angle::from_degrees(match turn {
        QuarterTurn::Zero => 0,
        QuarterTurn::One => 90,
        QuarterTurn::Two => 180,
        QuarterTurn::Three => 270,
    })
}

/// How far the numbers of pictures move, from one on.
#[derive(Clone, Copy)]
struct Shift {
    from: u32,
    by: u32,
}

/// Items of other content with their glyphs and texts.
fn adopt(items: &[Placed], from: &Content, to: &mut ContentBuilder, shift: Shift) -> Vec<Placed> {
    let mut adopted = Vec::with_capacity(items.len());
    for placed in items {
        let item = match &placed.item {
            Item::Text(run) => Item::Text(to.adopt(run, from)),
            Item::Image(image) => {
                let mut image = image.clone();
                if image.image.0 >= shift.from {
                    image.image.0 += shift.by;
                }
                Item::Image(image)
            }
            Item::Group(group) => {
                let items = adopt(&group.items, from, to, shift);
                Item::Group(Box::new(Group { items, ..Group::clone(group) }))
            }
            other => other.clone(),
        };
        adopted.push(Placed { item, origin: placed.origin });
    }
    adopted
}

/// Puts pages on sheets one after another.
#[derive(Default)]
struct Sorter {
    sheets: Vec<Sheet>,
    /// The medium map invoked last.
    invoked: Option<Name>,
    number: u32,
    /// The sheet being filled: its map, and how many pages stand on it.
    open: Option<(MediumMap, u32, usize)>,
    /// Sides of the sheet being filled.
    sides: Vec<Sheet>,
}

impl Sorter {
    fn invoke(&mut self, name: &str) {
        self.invoked = Name::new(name).ok();
        let stays = |map: &MediumMap| map.up > 1 && map.eject == MediaEjectControl::PARTITION;
        if !self.open.as_ref().is_some_and(|(map, ..)| stays(map)) {
            self.finish();
        }
    }

    /// The sheet being filled is complete.
    fn finish(&mut self) {
        if self.open.take().is_some() {
            self.sheets.append(&mut self.sides);
        }
    }

    fn page(&mut self, page: usize, form: Option<&FormMap>, group: u32) {
        let map = form.and_then(|form| form.map(self.invoked).or_else(|| form.map(None)));
        let Some(map) = map else {
            self.finish();
            self.number += 1;
            let placements = vec![Placement { page, at: Point::ORIGIN, turn: QuarterTurn::Zero }];
            self.sheets.push(Sheet { placements, ..side(self.number, SheetSide::Front, None, group) });
            return;
        };
        if self
            .open
            .as_ref()
            .is_some_and(|(open, known, count)| *known != group || open.name != map.name || *count >= slots(open).len())
        {
            self.finish();
        }
        if self.open.is_none() {
            self.number += 1;
            self.sides = sides(map, self.number, group);
            self.open = Some((map.clone(), group, 0));
        }
        let Some((map, _, count)) = &mut self.open else { return };
        let place = slots(map).get(*count).copied().unwrap_or_default();
        *count += 1;
        let back = place.back && map.duplex;
        let Some(side) = self.sides.get_mut(usize::from(back)) else { return };
        let corner = partition(map, side.size, place.partition);
        let at = Point::new(corner.x + place.offset.x, corner.y + place.offset.y);
        side.placements.push(Placement { page, at, turn: place.turn });
    }
}

/// The places of a sheet in the order in which pages take them. With more groups than one for a side the form
/// definition gives the order; else a side is filled partition by partition.
fn slots(map: &MediumMap) -> Vec<Place> {
    let variable = |back: bool| if back { map.duplex && !map.constant.back } else { !map.constant.front };
    let explicit = map.up > 1 && map.places.len() > if map.duplex { 2 } else { 1 };
    let mut slots = Vec::new();
    if explicit {
        slots.extend(map.places.iter().filter(|place| variable(place.back)));
    } else {
        for back in [false, true].into_iter().filter(|back| variable(*back)) {
            let own = map.places.iter().find(|place| place.back == back).or(map.places.first());
            let place = Place { back, ..own.copied().unwrap_or_default() };
            slots.extend((0..map.up).map(|partition| Place { partition, ..place }));
        }
    }
    if slots.is_empty() {
        // Constant forms on all sides leave no room; the page is shown all the same.
        slots.push(Place::default());
    }
    slots
}

fn side(number: u32, side: SheetSide, medium_map: Option<String>, group: u32) -> Sheet {
    Sheet {
        number,
        side,
        medium_map,
        size: None,
        placements: Vec::new(),
        overlays: Vec::new(),
        constant: false,
        suppressions: Vec::new(),
        copies: vec![1],
        bin: None,
        source: None,
        tumble: false,
        group,
    }
}

fn sides(map: &MediumMap, number: u32, group: u32) -> Vec<Sheet> {
    let first = map.copies.first().cloned().unwrap_or_default();
    let copies: Vec<u16> = map.copies.iter().map(|copies| copies.count).collect();
    let size = map.size.or_else(|| (map.up > 1).then(|| loaded(map.landscape)));
    let Copies { front, back, .. } = first;
    let one = |which: SheetSide, Modifications { overlays, suppressions, bin, source }: Modifications| Sheet {
        size,
        overlays: overlays.into_iter().map(Name::text).collect(),
        constant: if which == SheetSide::Front { map.constant.front } else { map.constant.back },
        suppressions,
        copies: copies.clone(),
        bin,
        source,
        tumble: map.tumble,
        ..side(number, which, Some(map.name.text()), group)
    };
    let mut sides = vec![one(SheetSide::Front, front)];
    if map.duplex {
        sides.push(one(SheetSide::Back, back));
    }
    sides
}

/// The paper that is loaded where nothing says another: A4.
fn loaded(landscape: bool) -> Size {
    if landscape { Size::new(Size::A4.height, Size::A4.width) } else { Size::A4 }
}

/// The corner of a partition: two and three lie along the longer side, four in two rows, as one reads.
fn partition(map: &MediumMap, size: Option<Size>, number: u8) -> Point {
    let Some(size) = size.filter(|_| map.up > 1) else { return Point::ORIGIN };
    let number = i64::from(number % map.up);
    let part = |length: Emu, parts: i64, at: i64| length.scale(at, parts);
    match (map.up, size.width > size.height) {
        (4, _) => Point::new(part(size.width, 2, number % 2), part(size.height, 2, number / 2)),
        (up, true) => Point::new(part(size.width, up.into(), number), Emu::ZERO),
        (up, false) => Point::new(Emu::ZERO, part(size.height, up.into(), number)),
    }
}
