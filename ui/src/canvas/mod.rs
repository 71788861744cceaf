//! The canvas: the real pages of the chosen record, with what is selected drawn over them.
//!
//! Three layers: the pages' pictures in one wrapper that is panned and zoomed by transform; the picture of what is
//! being dragged; an SVG overlay of selection, handles and guides. Gestures run in the headless editor and never wait
//! for the shell.

mod in_place;
mod overlay;
mod picture;
mod pointer;
mod rulers;
mod view;
mod viewport;

use leptos::html::Div;
use leptos::prelude::*;
use protocol::Picture;

pub(crate) use in_place::EditedText;
pub(crate) use picture::{PagePicture, screen_density};
pub(crate) use view::{EMU_PER_PIXEL, PagePlace, View, on_page, page_places};
pub(crate) use viewport::{Panning, capture, local, measure, on_wheel};

use crate::designer::designer;
use crate::language::t;
use crate::lengths;
use in_place::InPlace;
use overlay::{Lifted, Overlay};
use pointer::Clicks;
use rulers::Rulers;

/// The canvas with its rulers.
#[component]
pub(crate) fn Canvas() -> impl IntoView {
    let designer = designer();
    let live = designer.live;
    let view = designer.view;
    let element = NodeRef::<Div>::new();
    let panning = Panning::new();
    let clicks = Clicks::new();
    measure(element, view, move || {});
    let places = designer.places;
    Effect::new(move |fitted: Option<bool>| {
        // A template is fitted once, when both the window and its pages are there.
        let (width, _) = view.size.get();
        let first = places.with(|places| places.first().copied());
        match (fitted, first) {
            (_, None) => false,
            (Some(true), _) => true,
            (_, Some(first)) if width > 1.0 => {
                if designer.fit_when_shown.get_value() {
                    view.fit(first);
                    designer.fit_when_shown.set_value(false);
                }
                true
            }
            _ => false,
        }
    });
    let pages = move || {
        places
            .get()
            .into_iter()
            .enumerate()
            .map(|(number, place)| {
                view! {
                    <div
                        class="page"
                        style=format!(
                            "left:{}px;top:{}px;width:{}px;height:{}px",
                            place.left, place.top, place.width, place.height
                        )
                    >
                        <PagePicture
                            revision=Signal::derive(move || live.shown())
                            kind=Picture::Scene
                            page=number
                            scale=Signal::derive(move || view.settled.get() * screen_density())
                            is_near=Signal::derive(move || view.is_near(place))
                        />
                    </div>
                }
            })
            .collect_view()
    };
    let unit = Signal::derive(move || lengths::unit(designer.unit.get()));
    let page_in_view = Signal::derive(move || places.with(|places| places.get(designer.page_in_view()).copied()));
    let extent = Signal::derive(move || {
        let places = places.get();
        designer.selected_boxes(&places).into_iter().reduce(view::union)
    });
    let is_placing = move || designer.tool.get() != editor::Tool::Select;
    let on_space = move |event: &web_sys::KeyboardEvent, held: bool| {
        if event.key() == " " {
            event.prevent_default();
            panning.space.set(held);
        }
    };
    view! {
        <main class="stage with-rulers" id="canvas" aria-label=t!("mode-design")>
            <div
                class="viewport"
                class:panning=move || panning.is_on()
                class:placing=is_placing
                style:cursor=move || designer.cursor.get()
                id="viewport"
                role="group"
                tabindex="0"
                aria-label=t!("canvas")
                node_ref=element
                on:wheel=move |event| on_wheel(view, element, &event)
                on:contextmenu=move |event| event.prevent_default()
                on:pointerdown=move |event| {
                    if let Some(element) = element.get_untracked() {
                        // The canvas still works by mouse.
                        let _ = element.focus();
                    }
                    if !panning.press(&event) && event.button() == 0 {
                        capture(&event);
                        designer.pointer_down(local(element, &event), clicks.count(&event), &event);
                    }
                }
                on:pointermove=move |event| {
                    if !panning.drag(view, &event) {
                        designer.pointer_move(local(element, &event), &event);
                    }
                }
                on:pointerup=move |event| {
                    if !panning.release() {
                        designer.pointer_up(local(element, &event), clicks.last(), &event);
                    }
                }
                on:pointercancel=move |_| {
                    panning.release();
                    designer.cancel_gesture();
                }
                on:keydown=move |event| {
                    on_space(&event, true);
                    designer.canvas_key(&event);
                }
                on:keyup=move |event| on_space(&event, false)
            >
                <div class="world" style=move || view.transform()>
                    {pages}
                    <Lifted />
                </div>
                <Overlay />
                <InPlace />
            </div>
            <Rulers view=view page=page_in_view unit=unit extent=extent />
            <div class="visually-hidden" role="status" aria-live="polite">{move || designer.announcement()}</div>
        </main>
    }
}
