//! The folders in which overlays and page segments are looked for: a choice of this machine, not of the template.

use leptos::prelude::*;

use super::remove_button;
use crate::components::TextField;
use crate::designer::designer;
use crate::language::{t, text};

/// The list of folders, with a field and a button for another.
#[component]
pub(crate) fn LibraryFolders() -> impl IntoView {
    let designer = designer();
    let folders = move || {
        designer
            .library
            .with(|library| library.folders.clone())
            .into_iter()
            .map(|folder| {
                let path = StoredValue::new(folder.path.clone());
                let problem = folder.failure.map(|failure| {
                    view! { <div class="finding error" role="alert">{failure.message} " " {failure.hint}</div> }
                });
                view! {
                    <div class="entry folder">
                        <div class="line">
                            <span class="path mono" title=folder.path><bdi>{folder.path.clone()}</bdi></span>
                            {remove_button(move || designer.remove_library(&path.get_value()))}
                        </div>
                        {problem}
                    </div>
                }
            })
            .collect_view()
    };
    view! {
        <section class="group">
            <div class="head"><h2>{t!("group-libraries")}</h2></div>
            <div class="entries" id="library-folders">{folders}</div>
            <div class="line">
                <div class="value">
                    <TextField
                        value=Signal::stored(String::new())
                        commit=Callback::new(move |typed: String| {
                            designer.add_library(typed.trim().to_owned());
                            true
                        })
                        unit=Signal::derive(|| text("library-path"))
                        name=Signal::derive(|| text("library-path"))
                        id="library-path"
                    />
                </div>
                <button class="button" id="library-choose" on:click=move |_| designer.choose_library()>
                    {t!("library-choose")}
                </button>
            </div>
            <div class="live">{t!("library-folders-hint")}</div>
        </section>
    }
}
