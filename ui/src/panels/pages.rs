//! The pages of the chosen record, small; a click shows one on the canvas.

use leptos::prelude::*;
use protocol::Picture;

use crate::canvas::{PagePicture, page_places, screen_density};
use crate::designer::designer;
use crate::language::text_with;

/// Pixels of a small page's width.
const WIDTH: f64 = 132.0;

/// The panel.
#[component]
pub(crate) fn PagesPanel() -> impl IntoView {
    let designer = designer();
    let live = designer.live;
    let pages = Memo::new(move |_| {
        live.rendered.with(|rendered| rendered.as_ref().map_or_else(Vec::new, |rendered| rendered.pages.clone()))
    });
    let list = move || {
        page_places(&pages.get())
            .into_iter()
            .enumerate()
            .map(|(number, place)| {
                let scale = WIDTH / place.width;
                let is_shown = move || designer.page_in_view() == number;
                view! {
                    <button
                        class="small-page"
                        aria-current=move || is_shown().to_string()
                        aria-label=move || text_with("page-number", &[("page", (number + 1).to_string())])
                        on:click=move |_| designer.show_page(number)
                    >
                        <span class="page" style=format!("width:{WIDTH}px;height:{}px", place.height * scale)>
                            <PagePicture
                                revision=Signal::derive(move || live.shown())
                                kind=Picture::Scene
                                page=number
                                scale=Signal::derive(move || scale * screen_density())
                                is_near=Signal::derive(|| true)
                            />
                        </span>
                        <span class="number">{number + 1}</span>
                    </button>
                }
            })
            .collect_view()
    };
    view! { <div class="scroll small-pages">{list}</div> }
}
