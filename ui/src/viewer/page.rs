//! The page shown, with what the chosen row drew marked on it; a click on the page chooses the row that drew it.

use leptos::html::Div;
use leptos::prelude::*;
use protocol::{PageSize, ViewedItem};
use wasm_bindgen_futures::JsFuture;

use super::is_drawn_by;
use super::lists::page_address;
use crate::canvas::{EMU_PER_PIXEL, PagePlace, Panning, local, measure, on_wheel, page_places, screen_density};
use crate::designer::designer;
use crate::language::{t, text_with};
use crate::native;

fn place_of(item: &ViewedItem, page: PagePlace) -> PagePlace {
    let pixels = |length: i32| f64::from(length) / EMU_PER_PIXEL;
    PagePlace {
        left: page.left + pixels(item.left),
        top: page.top + pixels(item.top),
        width: pixels(item.width),
        height: pixels(item.height),
    }
}

/// How far from a thin line a click still meets it, in pixels of the window.
const NEAR: f64 = 3.0;

/// The page.
#[component]
pub(super) fn PageStage() -> impl IntoView {
    let designer = designer();
    let viewing = designer.viewing;
    let view = viewing.view;
    let element = NodeRef::<Div>::new();
    let panning = Panning::new();
    measure(element, view, move || {});
    let place = Memo::new(move |_| {
        viewing.shown.with(|shown| {
            let shown = shown.as_ref()?;
            page_places(&[PageSize { width: shown.width, height: shown.height }]).first().copied()
        })
    });
    // A page of another size is fitted; one of the same size stays where it is.
    Effect::new(move |last: Option<Option<PagePlace>>| {
        let (width, _) = view.size.get();
        let now = place.get();
        match now {
            Some(now) if width > 1.0 => {
                if last.flatten() != Some(now) {
                    view.fit_width(now);
                }
                Some(now)
            }
            _ => last.flatten(),
        }
    });
    // The newest picture that is ready stays until the next one is.
    let picture = RwSignal::new(String::new());
    let newest = StoredValue::new(String::new());
    Effect::new(move |_| {
        let generation = viewing.file.with(|file| file.as_ref().map_or(0, |file| file.generation));
        let Some(page) = viewing.shown.with(|shown| shown.as_ref().map(|shown| shown.page)) else { return };
        let wanted = page_address(generation, page, view.settled.get() * screen_density());
        newest.set_value(wanted.clone());
        native::spawn(async move {
            let Ok(image) = web_sys::HtmlImageElement::new() else { return };
            image.set_src(&wanted);
            let loaded = JsFuture::from(image.decode()).await.is_ok();
            if loaded && newest.try_get_value().is_some_and(|newest| newest == wanted) {
                picture.try_set(wanted);
            }
        });
    });
    let marks = move || {
        let (Some(reach), Some(page)) = (viewing.reach(), place.get()) else { return Vec::new() };
        viewing.shown.with(|shown| {
            let items = shown.as_ref().map_or(&[][..], |shown| &shown.items);
            items.iter().filter(|item| is_drawn_by(item, reach)).map(|item| place_of(item, page)).collect()
        })
    };
    let pick = move |at: (f64, f64)| {
        let Some(page) = place.get_untracked() else { return };
        let (x, y) = view.to_world(at);
        let near = NEAR / view.zoom.get_untracked();
        let found = viewing.shown.with_untracked(|shown| {
            let items = shown.as_ref().map_or(&[][..], |shown| &shown.items);
            let meets = |item: &&ViewedItem| {
                let place = place_of(item, page);
                (place.left - near..=place.left + place.width + near).contains(&x)
                    && (place.top - near..=place.top + place.height + near).contains(&y)
            };
            // Of all that lies there the smallest, in front where two are alike.
            let area = |item: &ViewedItem| i64::from(item.width) * i64::from(item.height);
            items.iter().rev().filter(meets).min_by_key(|item| area(item)).map(|item| item.bytes.0)
        });
        match found {
            Some(offset) => designer.choose_byte(offset),
            None => designer.choose_row(None),
        }
    };
    let problems = move || {
        let count = viewing.shown.with(|shown| shown.as_ref().map_or(0, |shown| shown.problems.len()))
            + viewing.file.with(|file| file.as_ref().map_or(0, |file| file.problems.len()));
        (count > 0).then(|| {
            let lines = viewing.file.with(|file| file.as_ref().map_or_else(Vec::new, |file| file.problems.clone()));
            let more = viewing.shown.with(|shown| shown.as_ref().map_or_else(Vec::new, |shown| shown.problems.clone()));
            let list = lines
                .into_iter()
                .chain(more)
                .map(|problem| {
                    let (message, hint) = crate::drawer::problem_words(&problem);
                    view! { <li><span class="mono">{problem.place}</span> " " {message} " " <span class="hint">{hint}</span></li> }
                })
                .collect_view();
            view! {
                <details class="viewer-problems" id="viewer-problems">
                    <summary>{text_with("viewer-problems", &[("count", count.to_string())])}</summary>
                    <ul>{list}</ul>
                </details>
            }
        })
    };
    let keys = move |event: web_sys::KeyboardEvent| {
        let by = match event.key().as_str() {
            "PageDown" => 1,
            "PageUp" => -1,
            _ => return,
        };
        event.prevent_default();
        let page = i64::from(viewing.page.get_untracked()) + by;
        designer.view_page(u32::try_from(page.max(1)).unwrap_or(1), true);
    };
    view! {
        <main class="stage" id="viewer-stage" aria-label=t!("viewer-pages")>
            <div
                class="viewport"
                class:panning=move || panning.is_on()
                tabindex="0"
                role="group"
                aria-label=t!("viewer-pages")
                node_ref=element
                on:keydown=keys
                on:wheel=move |event| on_wheel(view, element, &event)
                on:pointerdown=move |event| {
                    let at = local(element, &event);
                    if !panning.press(&event) && event.button() == 0 {
                        pick(at);
                    }
                }
                on:pointermove=move |event| {
                    panning.drag(view, &event);
                }
                on:pointerup=move |_| {
                    panning.release();
                }
            >
                <div class="world" style=move || view.transform()>
                    {move || place.get().map(|place| view! {
                        <div
                            class="page"
                            data-page=move || viewing.shown.with(|shown| shown.as_ref().map(|shown| shown.page))
                            style=format!(
                                "left:{}px;top:{}px;width:{}px;height:{}px",
                                place.left, place.top, place.width, place.height
                            )
                        >
                            <Show when=move || !picture.get().is_empty()>
                                <img src=move || picture.get() alt="" draggable="false" />
                            </Show>
                        </div>
                    })}
                </div>
                <svg class="overlay" id="viewer-marks">
                    {move || {
                        let (zoom, (x, y)) = (view.zoom.get(), view.pan.get());
                        marks()
                            .into_iter()
                            .map(|place: PagePlace| {
                                view! {
                                    <rect
                                        class="mark"
                                        x=place.left * zoom + x - 1.5
                                        y=place.top * zoom + y - 1.5
                                        width=place.width * zoom + 3.0
                                        height=place.height * zoom + 3.0
                                        rx="2"
                                    />
                                }
                            })
                            .collect_view()
                    }}
                </svg>
            </div>
            {problems}
            <Show when=move || viewing.file.with(|file| file.as_ref().is_some_and(|file| file.pages == 0))>
                <div class="empty">{t!("viewer-no-pages")}</div>
            </Show>
        </main>
    }
}
