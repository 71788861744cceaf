//! Pointer events on the canvas, as the editor understands them.

use editor::{HandlePlace, Key, Modifiers, Pointer, Reaction, Tool};
use leptos::prelude::*;
use model::Shape;
use units::{Emu, Point};

use super::view::EMU_PER_PIXEL;
use crate::designer::Designer;
use crate::editing::now;

/// Milliseconds between two clicks that belong together.
const DOUBLE_CLICK: f64 = 420.0;

/// Pixels between two clicks that belong together.
const SAME_PLACE: f64 = 5.0;

/// Counts clicks in quick succession; pointer events do not.
#[derive(Clone, Copy)]
pub(crate) struct Clicks {
    last: StoredValue<(f64, f64, f64, u8)>,
}

impl Clicks {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self { last: StoredValue::new((f64::MIN, 0.0, 0.0, 0)) }
    }

    /// Counts a press.
    pub(crate) fn count(self, event: &web_sys::PointerEvent) -> u8 {
        let (time, x, y) = (event.time_stamp(), f64::from(event.client_x()), f64::from(event.client_y()));
        let (before, last_x, last_y, count) = self.last.get_value();
        let joins = time - before < DOUBLE_CLICK && (x - last_x).hypot(y - last_y) < SAME_PLACE;
        let count = if joins { count.saturating_add(1) } else { 1 };
        self.last.set_value((time, x, y, count));
        count
    }

    /// The count of the last press.
    pub(crate) fn last(self) -> u8 {
        self.last.get_value().3
    }
}

impl Designer {
    /// A point of the viewport as a place on a page: the one under it or nearest below.
    pub(crate) fn to_page(self, at: (f64, f64), page: Option<usize>) -> Option<(usize, Point)> {
        let (x, y) = self.view.to_world(at);
        let places = self.places.get_untracked();
        let number = page.unwrap_or_else(|| {
            places.iter().position(|place| y < place.top + place.height).unwrap_or(places.len().saturating_sub(1))
        });
        let place = places.get(number)?;
        let emu = |length: f64| Emu::round_from_f64(length * EMU_PER_PIXEL);
        Some((number, Point::new(emu(x - place.left), emu(y - place.top))))
    }

    fn pointer(self, at: (f64, f64), clicks: u8, event: &web_sys::MouseEvent) -> Option<Pointer> {
        let (page, point) = self.to_page(at, self.gesture_page.get_value())?;
        let pixel = Emu::round_from_f64(EMU_PER_PIXEL / self.view.zoom.get_untracked());
        let modifiers =
            Modifiers { shift: event.shift_key(), alt: event.alt_key(), control: event.ctrl_key() || event.meta_key() };
        Some(Pointer { page, point, pixel, modifiers, clicks, time: now() })
    }

    /// The left button went down on the canvas.
    pub(crate) fn pointer_down(self, at: (f64, f64), clicks: u8, event: &web_sys::PointerEvent) {
        self.finish_text();
        self.gesture_page.set_value(None);
        let Some(pointer) = self.pointer(at, clicks, event) else { return };
        self.gesture_page.set_value(Some(pointer.page));
        self.react(|editor| editor.pointer_down(pointer));
    }

    /// The pointer moved over the canvas.
    pub(crate) fn pointer_move(self, at: (f64, f64), event: &web_sys::PointerEvent) {
        let Some(pointer) = self.pointer(at, 1, event) else { return };
        if self.gesture_page.get_value().is_some() {
            self.react(|editor| editor.pointer_move(pointer));
        } else {
            self.hover(pointer);
        }
    }

    /// The left button went up.
    pub(crate) fn pointer_up(self, at: (f64, f64), clicks: u8, event: &web_sys::PointerEvent) {
        let Some(pointer) = self.pointer(at, clicks, event) else { return };
        if self.gesture_page.get_value().is_none() {
            return;
        }
        let reaction = self.react(|editor| editor.pointer_up(pointer));
        self.gesture_page.set_value(None);
        if let Some(placed) = reaction.placed {
            self.answer_for_placed(placed);
        } else if clicks >= 2 {
            self.begin_text();
        }
    }

    /// The gesture under way is given up.
    pub(crate) fn cancel_gesture(self) {
        self.gesture_page.set_value(None);
        self.react(|editor| {
            editor.cancel();
            Reaction::USED
        });
    }

    /// What lies under the pointer: an outline, and the pointer's shape.
    fn hover(self, pointer: Pointer) {
        let reach = pointer.pixel * 6;
        let found = self.editing.peek(|editor| {
            let handle = editor.handles().into_iter().find(|handle| {
                let by = pointer.point - handle.at;
                handle.page == pointer.page && by.x.abs() <= reach && by.y.abs() <= reach
            });
            let page = editor.pages().get(pointer.page);
            let hit = page.and_then(|page| page.hits(pointer.point, pointer.pixel * 4).first().copied());
            (editor.tool(), handle.map(|handle| handle.place), hit.map(|hit| (hit.id, hit.instance)))
        });
        let Some((tool, handle, hit)) = found else { return };
        let cursor = match (tool, handle) {
            (Tool::Select, Some(handle)) => handle_cursor(handle),
            (Tool::Select, None) if hit.is_some() => "default",
            (Tool::Select, None) => "",
            _ => "crosshair",
        };
        if self.cursor.get_untracked() != cursor {
            self.cursor.set(cursor);
        }
        let hovered =
            hit.filter(|_| handle.is_none() && tool == Tool::Select).map(|(id, instance)| (pointer.page, id, instance));
        if self.hovered.get_untracked() != hovered {
            self.hovered.set(hovered);
        }
    }

    /// A key on the canvas that is no command.
    pub(crate) fn canvas_key(self, event: &web_sys::KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let key = match event.key().as_str() {
            "Escape" => Key::Escape,
            "Enter" => Key::Enter,
            "Tab" => Key::Tab,
            "Delete" => Key::Delete,
            "Backspace" => Key::Backspace,
            "ArrowLeft" => Key::Left,
            "ArrowRight" => Key::Right,
            "ArrowUp" => Key::Up,
            "ArrowDown" => Key::Down,
            _ => return,
        };
        if key == Key::Escape {
            self.gesture_page.set_value(None);
        }
        let modifiers = Modifiers { shift: event.shift_key(), alt: false, control: false };
        let reaction = self.react(|editor| editor.key(key, modifiers, now()));
        if reaction.used {
            event.prevent_default();
            event.stop_propagation();
        } else if key == Key::Enter {
            event.prevent_default();
            self.begin_text();
        }
    }

    /// Whether the one selected object is a text.
    pub(crate) fn single_text(self) -> Option<model::ObjectId> {
        self.editing.peek(|editor| {
            let id = editor.selection().single()?;
            matches!(editor.document().object(id)?.shape, Shape::Text(_)).then_some(id)
        })?
    }
}

const fn handle_cursor(handle: HandlePlace) -> &'static str {
    match handle {
        HandlePlace::TopLeft | HandlePlace::BottomRight => "nwse-resize",
        HandlePlace::TopRight | HandlePlace::BottomLeft => "nesw-resize",
        HandlePlace::Top | HandlePlace::Bottom => "ns-resize",
        HandlePlace::Left | HandlePlace::Right => "ew-resize",
        HandlePlace::LineStart | HandlePlace::LineEnd => "move",
    }
}
