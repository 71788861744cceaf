//! Preview: AFP and PDF side by side, each drawn from the bytes just written, scrolled and zoomed together.

use leptos::html::Div;
use leptos::prelude::*;
use protocol::{Emitted, Format, PageSize, Picture, Previewed};

use crate::canvas::{PagePicture, Panning, local, measure, on_wheel, page_places, screen_density};
use crate::designer::designer;
use crate::language::{t, text, text_with};
use crate::status::grouped;

/// Which panes are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Panes {
    Both,
    Afp,
    Pdf,
    Difference,
}

/// The panes.
#[component]
pub(crate) fn Preview() -> impl IntoView {
    let designer = designer();
    let panes = designer.panes;
    let afp = |previewed: &Previewed| previewed.afp.clone();
    let pdf = |previewed: &Previewed| previewed.pdf.clone();
    let shown = move || match panes.get() {
        Panes::Both => view! {
            <Pane kind=Picture::Afp name="AFP" emitted=afp />
            <Pane kind=Picture::Pdf name="PDF" emitted=pdf />
        }
        .into_any(),
        Panes::Afp => view! { <Pane kind=Picture::Afp name="AFP" emitted=afp /> }.into_any(),
        Panes::Pdf => view! { <Pane kind=Picture::Pdf name="PDF" emitted=pdf /> }.into_any(),
        Panes::Difference => view! { <Pane kind=Picture::Difference name="AFP / PDF" emitted=afp /> }.into_any(),
    };
    view! {
        <main class="stage" id="preview" aria-label=t!("mode-preview")>
            <div class="panes">{shown}</div>
        </main>
    }
}

#[component]
fn Pane(kind: Picture, name: &'static str, emitted: fn(&Previewed) -> Option<Emitted>) -> impl IntoView {
    let designer = designer();
    let live = designer.live;
    let view = designer.preview_view;
    let element = NodeRef::<Div>::new();
    let panning = Panning::new();
    let shown = Memo::new(move |_| live.previewed.with(|previewed| previewed.as_ref().and_then(emitted)));
    let revision = Signal::derive(move || {
        live.previewed.with(|previewed| {
            previewed.as_ref().filter(|previewed| emitted(previewed).is_some()).map(|previewed| previewed.revision)
        })
    });
    let pages = Memo::new(move |_| shown.get().map_or_else(Vec::<PageSize>::new, |emitted| emitted.pages));
    measure(element, view, move || {});
    Effect::new(move |fitted: Option<bool>| {
        // Once, when both the window and the pages are there.
        let places = page_places(&pages.get());
        let (width, _) = view.size.get();
        match (fitted, places.first()) {
            (Some(true), _) => true,
            (_, Some(first)) if width > 1.0 => {
                view.fit_width(*first);
                true
            }
            _ => false,
        }
    });
    let note = move || {
        shown.get().map(|emitted| {
            let key = if kind == Picture::Difference { "pane-difference-note" } else { "pane-note" };
            text_with(key, &[("bytes", grouped(emitted.bytes)), ("format", format_name(emitted.format))])
        })
    };
    let is_stale = move || {
        let shown = revision.get();
        shown.is_some() && shown != live.shown()
    };
    let list = move || {
        page_places(&pages.get())
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
                            revision=revision
                            kind=kind
                            page=number
                            scale=Signal::derive(move || view.settled.get() * screen_density())
                            is_near=Signal::derive(move || view.is_near(place))
                        />
                    </div>
                }
            })
            .collect_view()
    };
    view! {
        <section class="pane" id=format!("pane-{}", kind.word()) data-revision=move || revision.get()>
            <header>
                <b>{name}</b>
                <span>{note}</span>
                <Show when=is_stale><span class="stale">{t!("pane-stale")}</span></Show>
            </header>
            <div
                class="viewport"
                class:panning=move || panning.is_on()
                node_ref=element
                on:wheel=move |event| on_wheel(view, element, &event)
                on:pointerdown=move |event| {
                    let on_page = local(element, &event);
                    if !panning.press(&event) {
                        designer.select_at_preview(view.to_world(on_page), &page_places(&pages.get_untracked()));
                    }
                }
                on:pointermove=move |event| {
                    panning.drag(view, &event);
                }
                on:pointerup=move |_| {
                    panning.release();
                }
            >
                <div class="world" style=move || view.transform()>{list}</div>
                <svg class="overlay">
                    {move || {
                        let (zoom, (x, y)) = (view.zoom.get(), view.pan.get());
                        designer
                            .selected_boxes(&page_places(&pages.get()))
                            .into_iter()
                            .map(|place| {
                                view! {
                                    <rect
                                        class="selection"
                                        x=place.left * zoom + x
                                        y=place.top * zoom + y
                                        width=place.width * zoom
                                        height=place.height * zoom
                                    />
                                }
                            })
                            .collect_view()
                    }}
                </svg>
            </div>
            <Show when=move || shown.get().is_none()>
                <div class="empty">{t!("pane-empty")}</div>
            </Show>
        </section>
    }
}

/// What an output holds, by its standard; reactive.
fn format_name(format: Format) -> String {
    match format {
        Format::Is3 => text("format-is3"),
        Format::Is3Pt4 => text("format-is3-pt4"),
        Format::Classic(pels) => text_with("format-classic", &[("pels", pels.to_string())]),
        Format::ClassicOutline => text("format-classic-outline"),
        Format::Pdf => text("format-pdf"),
    }
}
