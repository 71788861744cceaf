//! The output panel: what the AFP and PDF files are told.

mod index;
mod libraries;
mod names;
mod profile;
mod setting;
mod sheets;

use leptos::prelude::*;
use model::{AfpOutput, Outputs};

use crate::designer::{Designer, designer};
use crate::language::t;
pub(crate) use libraries::LibraryFolders;
use setting::{TextSetting, own};

/// Every group, from what a file may hold to where its resources come from.
#[component]
pub(crate) fn OutputPanel() -> impl IntoView {
    view! {
        <profile::ProfileGroup />
        <index::IndexGroups />
        <sheets::SheetGroup />
        <names::NameGroup />
        <profile::ColourGroup />
        <LibraryFolders />
        <PdfGroup />
    }
}

/// What the PDF file says of itself.
#[component]
fn PdfGroup() -> impl IntoView {
    let designer = designer();
    let author = Signal::derive(move || outputs(designer, |outputs| outputs.pdf.author.clone()));
    let subject = Signal::derive(move || outputs(designer, |outputs| outputs.pdf.subject.clone()));
    view! {
        <section class="group">
            <div class="head"><h2>"PDF"</h2></div>
            <TextSetting
                label="output-author"
                hint="output-author-hint"
                value=author
                commit=Callback::new(move |typed: String| designer.change_outputs(|outputs| outputs.pdf.author = typed))
                owner=own(designer)
                property="author"
                id="output-author"
            />
            <TextSetting
                label="output-subject"
                hint="output-subject-hint"
                value=subject
                commit=Callback::new(move |typed: String| designer.change_outputs(|outputs| outputs.pdf.subject = typed))
                owner=own(designer)
                property="subject"
                id="output-subject"
            />
        </section>
    }
}

/// Something the outputs are told; reactive.
fn outputs<R: Default>(designer: Designer, look: impl FnOnce(&Outputs) -> R) -> R {
    designer.editing.with_template(|template| look(&template.outputs)).unwrap_or_default()
}

/// Something the AFP output is told; reactive.
fn afp<R: Default>(designer: Designer, look: impl FnOnce(&AfpOutput) -> R) -> R {
    outputs(designer, |outputs| look(&outputs.afp))
}

/// Changes what the AFP output is told. Tells whether it was taken.
fn change(designer: Designer, change: impl FnOnce(&mut AfpOutput)) -> bool {
    designer.change_outputs(|outputs| change(&mut outputs.afp))
}

/// The head of a group with a button that adds to its list.
fn head_with_add(title: &'static str, add: &'static str, run: impl Fn() + 'static) -> impl IntoView {
    view! {
        <div class="head">
            <h2>{move || crate::language::text(title)}</h2>
            <button
                class="icon-button add"
                id=add
                aria-label=move || crate::language::text(add)
                title=move || crate::language::text(add)
                on:click=move |_| run()
            >
                {crate::icons::Icon::Plus.small()}
            </button>
        </div>
    }
}

/// The button that takes an entry out of its list.
fn remove_button(run: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button class="icon-button remove" aria-label=t!("output-remove") title=t!("output-remove") on:click=move |event| {
            // Inside a summary it must not open or close the details.
            event.prevent_default();
            event.stop_propagation();
            run();
        }>
            {crate::icons::Icon::Close.small()}
        </button>
    }
}
