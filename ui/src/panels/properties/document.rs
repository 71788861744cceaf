//! The document's own properties, shown where nothing is selected.

use editor::{Property, PropertyName};
use leptos::prelude::*;

use crate::components::TextField;
use crate::designer::designer;
use crate::language::{t, text};
use crate::lengths;

/// Name, language, pages.
#[component]
pub(crate) fn DocumentGroups() -> impl IntoView {
    let designer = designer();
    let id = move || designer.editing.peek(|editor| editor.template().id);
    let name =
        Signal::derive(move || designer.editing.with_template(|template| template.name.clone()).unwrap_or_default());
    let locale =
        Signal::derive(move || designer.editing.with_template(|template| template.locale.clone()).unwrap_or_default());
    let set_name = move |typed: String| {
        id().is_some_and(|id| !typed.trim().is_empty() && designer.set_property(id, Property::Name(typed)))
    };
    let set_locale = move |typed: String| id().is_some_and(|id| designer.set_property(id, Property::Locale(typed)));
    let masters = move || {
        let unit = lengths::unit(designer.unit.get());
        designer.editing.with_template(|template| {
            template
                .masters
                .iter()
                .map(|master| {
                    let size = format!(
                        "{} × {}",
                        lengths::number(master.size.width, unit),
                        lengths::words(master.size.height, unit)
                    );
                    view! {
                        <div class="live" style="display:flex">
                            <b>{master.name.clone()}</b>
                            <span style="flex:1"></span>
                            <span>{size}</span>
                        </div>
                    }
                })
                .collect_view()
        })
    };
    let has_name = designer.editing.peek(|editor| editor.property(editor.template().id, PropertyName::Name).is_some());
    view! {
        <section class="group first">
            <div class="head">
                <h2>{t!("group-document")}</h2>
                <span class="note">{move || id().map(|id| id.to_string())}</span>
            </div>
            {has_name
                .unwrap_or(false)
                .then(|| {
                    view! {
                        <TextField
                            value=name
                            commit=Callback::new(set_name)
                            unit=Signal::derive(|| text("property-name"))
                            name=Signal::derive(|| text("property-name"))
                            id="property-document-name"
                        />
                        <TextField
                            value=locale
                            commit=Callback::new(set_locale)
                            unit=Signal::derive(|| text("property-locale"))
                            name=Signal::derive(|| text("property-locale"))
                            id="property-locale"
                        />
                    }
                })}
        </section>
        <section class="group">
            <div class="head"><h2>{t!("group-masters")}</h2></div>
            {masters}
        </section>
        <div class="empty">{t!("nothing-selected")}</div>
    }
}
