//! Dragging a handle.

use model::{Object, ObjectId, Shape};
use units::{Angle, Emu, Point, Rect};

use super::handles::{Handle, HandlePlace, line_ends};
use super::moving::bounds;
use super::{Carried, State};
use crate::editor::Editor;
use crate::error::EditError;
use crate::feedback::{Feedback, Ghost, Label};
use crate::geometry::{inverse, turn};
use crate::history::EditName;
use crate::operation::Operation;
use crate::pointer::{Pointer, Reaction};
use crate::property::Property;
use crate::snap::{Edges, Snapped, Snapping};

/// No side becomes smaller by a handle.
const LEAST: Emu = Emu::new(Emu::PER_MILLIMETRE / 10);

/// A handle in hand.
#[derive(Clone, Debug)]
pub(crate) struct Resizing {
    start: Pointer,
    handle: Handle,
    carried: Vec<Carried>,
    snapping: Snapping,
    /// The new rectangles on the page, and for lines whether they rise.
    now: Vec<(Rect, bool)>,
}

impl Editor {
    pub(super) fn begin_resizing(&self, handle: Handle, start: Pointer) -> Option<Resizing> {
        let carried = self.carried(handle.page);
        let ids: Vec<_> = carried.iter().map(|item| item.placed.id).collect();
        let snapping = self.snapping(handle.page, &ids);
        (!carried.is_empty()).then_some(Resizing { start, handle, carried, snapping, now: Vec::new() })
    }

    pub(super) fn drag_resizing(&mut self, mut resizing: Box<Resizing>, pointer: Pointer) -> Reaction {
        if resizing.now.is_empty() && !super::is_drag(&resizing.start, &pointer) {
            self.state = State::Resizing(resizing);
            return Reaction::USED;
        }
        let snapped = match resizing.carried.as_slice() {
            [only] if matches!(resizing.handle.place, HandlePlace::LineStart | HandlePlace::LineEnd) => {
                let rising = self.is_rising(only.placed.id);
                let only = *only;
                resizing.drag_end(&only, rising, &pointer)
            }
            [only] if only.placed.rotation != Angle::ZERO => {
                let only = *only;
                resizing.drag_turned(&only, &pointer)
            }
            _ => resizing.drag_upright(&pointer),
        };
        let ghosts: Vec<Ghost> = resizing
            .carried
            .iter()
            .zip(&resizing.now)
            .map(|(item, &(rect, rising))| Ghost {
                id: Some(item.placed.id),
                from: item.placed.rect,
                rect,
                rotation: item.placed.rotation,
                rising: rising || (resizing.carried.len() > 1 && self.is_rising(item.placed.id)),
            })
            .collect();
        let all = ghosts.iter().map(|ghost| ghost.rect).reduce(Rect::union).unwrap_or_default();
        self.feedback = Feedback {
            page: resizing.handle.page,
            ghosts,
            guides: snapped.guides,
            label: Some((Point::new(all.x, all.bottom()), Label::Size(all.size()))),
            ..Feedback::default()
        };
        self.state = State::Resizing(resizing);
        Reaction::USED
    }

    pub(super) fn finish_resizing(&mut self, resizing: &Resizing, pointer: Pointer) -> Reaction {
        let before = self.revision();
        let line = matches!(resizing.handle.place, HandlePlace::LineStart | HandlePlace::LineEnd);
        let done = self.transact(EditName::Resize, None, pointer.time, |editor| {
            resizing.carried.iter().zip(&resizing.now).try_for_each(|(item, &(rect, rising))| {
                editor.set_rect(item.placed.id, item.local_for(rect))?;
                if line {
                    editor.apply(Operation::set(item.placed.id, Property::Rising(rising)))?;
                }
                Ok(())
            })?;
            let ids: Vec<_> = resizing.carried.iter().map(|item| item.placed.id).collect();
            editor.refit_groups(&ids)
        });
        Reaction { used: true, document: done.is_ok() && self.revision() != before, placed: None }
    }

    /// Gives an object a new rectangle; what is inside a group grows with it.
    pub(crate) fn set_rect(&mut self, id: ObjectId, rect: Rect) -> Result<(), EditError> {
        let object = self.document().object(id).ok_or(EditError::NotFound { id })?;
        let mut inner = Vec::new();
        scale_inside(object, rect, &mut inner);
        self.apply(Operation::set(id, Property::Rect(rect)))?;
        inner.into_iter().try_for_each(|(id, rect)| self.apply(Operation::set(id, Property::Rect(rect))))
    }
}

fn scale_inside(object: &Object, rect: Rect, out: &mut Vec<(ObjectId, Rect)>) {
    let Shape::Group(group) = &object.shape else { return };
    if object.rect.size() == rect.size() {
        return;
    }
    let around = Rect::new(Emu::ZERO, Emu::ZERO, object.rect.width, object.rect.height);
    let into = Rect::new(Emu::ZERO, Emu::ZERO, rect.width, rect.height);
    for child in &group.objects {
        let scaled = map_rect(child.rect, around, into);
        scale_inside(child, scaled, out);
        out.push((child.id, scaled));
    }
}

/// A rectangle, as it lies in one, moved and scaled into another.
fn map_rect(rect: Rect, from: Rect, to: Rect) -> Rect {
    let along = |at: Emu, low: Emu, length: Emu, new_low: Emu, new_length: Emu| {
        if length == Emu::ZERO {
            at - low + new_low
        } else {
            new_low + (at - low).scale(new_length.wide(), length.wide())
        }
    };
    let x = |at| along(at, from.x, from.width, to.x, to.width);
    let y = |at| along(at, from.y, from.height, to.y, to.height);
    Rect::from_corners(Point::new(x(rect.x), y(rect.y)), Point::new(x(rect.right()), y(rect.bottom())))
}

impl Resizing {
    fn drag_upright(&mut self, pointer: &Pointer) -> Snapped {
        let old = bounds(&self.carried);
        let by = pointer.point - self.start.point;
        let (across, down) = self.handle.place.direction();
        let free = resized(old, self.handle.place, by, pointer.modifiers.shift, pointer.modifiers.alt);
        let edge = |direction: i32| match direction {
            -1 => Edges::Low,
            0 => Edges::Neither,
            _ => Edges::High,
        };
        let snapped = if pointer.modifiers.control || pointer.modifiers.shift {
            Snapped::default()
        } else {
            self.snapping.snap(free, edge(across), edge(down), pointer.pixel)
        };
        let new = resized(old, self.handle.place, by + snapped.by, pointer.modifiers.shift, pointer.modifiers.alt);
        self.now = self
            .carried
            .iter()
            .map(|item| {
                let turned = item.placed.rotation != Angle::ZERO;
                (if turned { map_turned(&item.placed, old, new) } else { map_rect(item.placed.rect, old, new) }, false)
            })
            .collect();
        snapped
    }

    /// A turned object is resized along its own sides; the opposite side or corner stays where it is on the page.
    fn drag_turned(&mut self, item: &Carried, pointer: &Pointer) -> Snapped {
        let (rect, rotation) = (item.placed.rect, item.placed.rotation);
        let by = turn(pointer.point - self.start.point, Point::ORIGIN, inverse(rotation));
        let new = resized(rect, self.handle.place, by, pointer.modifiers.shift, pointer.modifiers.alt);
        let centre = turn(new.centre(), rect.centre(), rotation);
        let placed = Rect::new(centre.x - new.width / 2, centre.y - new.height / 2, new.width, new.height);
        self.now = vec![(placed, false)];
        Snapped::default()
    }

    fn drag_end(&mut self, item: &Carried, rising: bool, pointer: &Pointer) -> Snapped {
        let (rect, rotation) = (item.placed.rect, item.placed.rotation);
        let (start, end) = line_ends(rect, rising);
        let by = turn(pointer.point - self.start.point, Point::ORIGIN, inverse(rotation));
        let (fixed, grabbed) = if self.handle.place == HandlePlace::LineStart { (end, start) } else { (start, end) };
        let mut free = grabbed + by;
        let mut snapped = Snapped::default();
        if pointer.modifiers.shift {
            free = constrained(fixed, free);
        } else if !pointer.modifiers.control && rotation == Angle::ZERO {
            let at = Rect::new(free.x, free.y, Emu::ZERO, Emu::ZERO);
            snapped = self.snapping.snap(at, Edges::Low, Edges::Low, pointer.pixel);
            free = free + snapped.by;
        }
        let other = if pointer.modifiers.alt { fixed + grabbed - free } else { fixed };
        let new = Rect::from_corners(other, free);
        let (left, right) = if other.x <= free.x { (other, free) } else { (free, other) };
        let centre = turn(new.centre(), rect.centre(), rotation);
        let placed = if rotation == Angle::ZERO {
            new
        } else {
            Rect::new(centre.x - new.width / 2, centre.y - new.height / 2, new.width, new.height)
        };
        self.now = vec![(placed, left.y > right.y)];
        snapped
    }
}

/// A turned object in a selection that is resized: its middle follows, its sides grow evenly.
fn map_turned(placed: &crate::geometry::Placed, old: Rect, new: Rect) -> Rect {
    let about = placed.rect.centre();
    let middle = map_rect(Rect::new(about.x, about.y, Emu::ZERO, Emu::ZERO), old, new);
    let half = (old.width + old.height).wide().max(1);
    let grown = (new.width + new.height).wide();
    let (width, height) = (placed.rect.width.scale(grown, half), placed.rect.height.scale(grown, half));
    Rect::new(middle.x - width / 2, middle.y - height / 2, width, height)
}

/// The end of a line brought to the nearest multiple of 45° about the other.
pub(super) fn constrained(fixed: Point, free: Point) -> Point {
    let by = free - fixed;
    let (across, down) = (by.x.abs(), by.y.abs());
    if across > down * 2 {
        Point::new(free.x, fixed.y)
    } else if down > across * 2 {
        Point::new(fixed.x, free.y)
    } else {
        let side = across.max(down);
        let signed = |value: Emu| if value < Emu::ZERO { -side } else { side };
        Point::new(fixed.x + signed(by.x), fixed.y + signed(by.y))
    }
}

/// A rectangle with one of its handles moved; `even` keeps its proportions, `centred` its middle.
pub(super) fn resized(old: Rect, place: HandlePlace, by: Point, even: bool, centred: bool) -> Rect {
    let (across, down) = place.direction();
    let times = if centred { 2 } else { 1 };
    let grown = |length: Emu, by: Emu, direction: i32| match direction {
        0 => length,
        _ => (length + by * (direction * times)).max(LEAST.min(length)),
    };
    let mut width = grown(old.width, by.x, across);
    let mut height = grown(old.height, by.y, down);
    if even && old.width > Emu::ZERO && old.height > Emu::ZERO {
        let wider = width.wide() * old.height.wide() >= height.wide() * old.width.wide();
        if down == 0 || (across != 0 && wider) {
            height = width.scale(old.height.wide(), old.width.wide());
        } else {
            width = height.scale(old.width.wide(), old.height.wide());
        }
    }
    let place = |low: Emu, old_length: Emu, length: Emu, direction: i32| match direction {
        _ if centred || direction == 0 => low + (old_length - length) / 2,
        -1 => low + old_length - length,
        _ => low,
    };
    Rect::new(place(old.x, old.width, width, across), place(old.y, old.height, height, down), width, height)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(x: i32, y: i32, width: i32, height: i32) -> Rect {
        Rect::new(Emu::new(x), Emu::new(y), Emu::new(width), Emu::new(height))
    }

    fn by(x: i32, y: i32) -> Point {
        Point::new(Emu::new(x), Emu::new(y))
    }

    #[test]
    fn the_opposite_corner_stays() {
        let old = rect(100_000, 100_000, 40_000, 20_000);
        let new = resized(old, HandlePlace::TopLeft, by(-10_000, 5_000), false, false);
        assert_eq!(new, rect(90_000, 105_000, 50_000, 15_000));
        assert_eq!((new.right(), new.bottom()), (old.right(), old.bottom()));
    }

    #[test]
    fn shift_keeps_proportions_and_alt_the_middle() {
        let old = rect(0, 0, 40_000, 20_000);
        assert_eq!(resized(old, HandlePlace::BottomRight, by(20_000, 0), true, false), rect(0, 0, 60_000, 30_000));
        assert_eq!(resized(old, HandlePlace::Right, by(5_000, 0), false, true), rect(-5_000, 0, 50_000, 20_000));
        assert_eq!(resized(old, HandlePlace::Right, by(20_000, 0), true, false), rect(0, -5_000, 60_000, 30_000));
    }

    #[test]
    fn no_handle_turns_a_rectangle_inside_out() {
        let new = resized(rect(0, 0, 40_000, 20_000), HandlePlace::Right, by(-90_000, 0), false, false);
        assert_eq!(new, rect(0, 0, LEAST.get(), 20_000));
    }
}
