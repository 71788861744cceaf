//! What an object says: its text with fields, a bar code's data, a picture's file; and when it is there at all; each
//! with its value for the chosen record.

use editor::{Property, PropertyName};
use leptos::prelude::*;
use model::{Expression, Fit, ObjectId, Symbology, TemplateText};
use protocol::Evaluation;
use serde_json::json;

use crate::components::{Choice, ChoiceField, TextField, keep_keys};
use crate::designer::{Designer, designer};
use crate::language::{t, text};
use crate::native;

/// The value of an expression, or of a text with fields, for the chosen record.
fn evaluated(designer: Designer, source: Signal<String>, is_text: bool) -> ReadSignal<Option<Evaluation>> {
    let (value, set) = signal(None);
    let newest = StoredValue::new(0_u64);
    Effect::new(move |_| {
        let expression = source.get();
        let record = designer.live.record.get();
        let number = newest.get_value() + 1;
        newest.set_value(number);
        if expression.is_empty() {
            set.set(None);
            return;
        }
        native::spawn(async move {
            let arguments = json!({ "record": record, "expression": expression, "isText": is_text });
            let answer = native::call::<Evaluation>("evaluate", &arguments).await;
            if newest.try_get_value() == Some(number) {
                set.try_set(answer.ok());
            }
        });
    });
    value
}

/// The value in words below its field.
fn value_view(value: ReadSignal<Option<Evaluation>>) -> impl IntoView {
    move || {
        value.get().map(|evaluation| match evaluation.error {
            Some(error) => view! { <div class="live bad" role="alert">{error}</div> }.into_any(),
            None => view! {
                <div class="live">
                    {evaluation.kind} " · " {text("shows")} " " <b>{evaluation.value}</b>
                </div>
            }
            .into_any(),
        })
    }
}

/// A text's content.
#[component]
pub(crate) fn TextContent(id: ObjectId) -> impl IntoView {
    let designer = designer();
    let value = Signal::derive(move || {
        designer.editing.with(|editor| editor.document().text(id)).flatten().unwrap_or_default()
    });
    let shown = evaluated(designer, value, true);
    let draft = RwSignal::new(None::<String>);
    let finish = move || {
        if let Some(typed) = draft.get_untracked() {
            draft.set(None);
            if typed != value.get_untracked() {
                designer.write_text(id, &typed);
            }
        }
    };
    let has_fields = move || value.with(|value| value.contains("{{"));
    view! {
        <section class="group">
            <div class="head"><h2>{t!("group-content")}</h2></div>
            <label class="field tall" class:code=has_fields>
                <textarea
                    id="property-text"
                    spellcheck="false"
                    rows=move || value.with(|value| value.lines().count().clamp(1, 6))
                    aria-label=t!("group-content")
                    prop:value=move || draft.get().unwrap_or_else(|| value.get())
                    on:input=move |event| draft.set(Some(event_target_value(&event)))
                    on:keydown=move |event: web_sys::KeyboardEvent| {
                        keep_keys(&event);
                        if event.key() == "Escape" {
                            draft.set(None);
                        } else if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                            finish();
                        }
                    }
                    on:blur=move |_| finish()
                ></textarea>
            </label>
            <Show when=has_fields>{value_view(shown)}</Show>
        </section>
    }
}

/// When an element is there.
#[component]
pub(crate) fn Condition(id: ObjectId) -> impl IntoView {
    let designer = designer();
    let value = Signal::derive(move || match designer.editing.property(id, PropertyName::VisibleWhen) {
        Some(Property::VisibleWhen(Some(expression))) => expression.0,
        _ => String::new(),
    });
    let shown = evaluated(designer, value, false);
    let commit = move |typed: String| {
        let expression = (!typed.trim().is_empty()).then(|| Expression(typed.trim().to_owned()));
        designer.set_property(id, Property::VisibleWhen(expression))
    };
    let words = move || {
        shown.get().map(|evaluation| match evaluation.error {
            Some(error) => view! { <div class="live bad" role="alert">{error}</div> }.into_any(),
            None if evaluation.value == "true" => {
                view! { <div class="live good">{text("condition-true")}</div> }.into_any()
            }
            None => view! { <div class="live">{text("condition-false")}</div> }.into_any(),
        })
    };
    view! {
        <section class="group">
            <div class="head"><h2>{t!("group-visible")}</h2></div>
            <TextField
                value=value
                commit=Callback::new(commit)
                code=true
                name=Signal::derive(|| text("group-visible"))
                id="property-visible-when"
            />
            {words}
        </section>
    }
}

/// A bar code's content.
#[component]
pub(crate) fn BarcodeContent(id: ObjectId) -> impl IntoView {
    let designer = designer();
    let value = Signal::derive(move || match designer.editing.property(id, PropertyName::Data) {
        Some(Property::Data(data)) => data.0,
        _ => String::new(),
    });
    let shown = evaluated(designer, value, true);
    let symbology = Signal::derive(move || match designer.editing.property(id, PropertyName::Symbology) {
        Some(Property::Symbology(symbology)) => symbology.keyword().to_owned(),
        _ => String::new(),
    });
    let symbologies = Signal::derive(|| {
        Symbology::ALL
            .iter()
            .map(|symbology| symbology.keyword())
            .map(|word| Choice { value: word.to_owned(), name: text(&format!("symbology-{word}")) })
            .collect()
    });
    let module = Signal::derive(move || match designer.editing.property(id, PropertyName::Module) {
        Some(Property::Module(module)) => module.to_string(),
        _ => String::new(),
    });
    let readable =
        Signal::derive(move || designer.editing.property(id, PropertyName::Readable) == Some(Property::Readable(true)));
    view! {
        <section class="group">
            <div class="head"><h2>{t!("group-content")}</h2></div>
            <TextField
                value=value
                commit=Callback::new(move |typed: String| designer.set_property(id, Property::Data(TemplateText(typed))))
                code=true
                name=Signal::derive(|| text("group-content"))
                id="property-data"
            />
            {value_view(shown)}
            <div class="pair" style="margin-top:6px">
                <ChoiceField
                    value=symbology
                    choices=symbologies
                    commit=Callback::new(move |word: String| {
                        if let Some(symbology) = Symbology::from_keyword(&word) {
                            designer.set_property(id, Property::Symbology(symbology));
                        }
                    })
                    name=Signal::derive(|| text("property-symbology"))
                    id="property-symbology"
                />
                <TextField
                    value=module
                    commit=Callback::new(move |typed: String| {
                        typed.trim().parse().is_ok_and(|module| designer.set_property(id, Property::Module(module)))
                    })
                    unit=Signal::derive(|| text("unit-mil"))
                    name=Signal::derive(|| text("property-module"))
                    id="property-module"
                />
            </div>
            <label class="switch">
                <input
                    type="checkbox"
                    id="property-readable"
                    prop:checked=move || readable.get()
                    on:change=move |event| {
                        designer.set_property(id, Property::Readable(event_target_checked(&event)));
                    }
                />
                {t!("property-readable")}
            </label>
        </section>
    }
}

/// A picture's content.
#[component]
pub(crate) fn ImageContent(id: ObjectId) -> impl IntoView {
    let designer = designer();
    let asset = Signal::derive(move || match designer.editing.property(id, PropertyName::Asset) {
        Some(Property::Asset(asset)) => asset,
        _ => String::new(),
    });
    let fit = Signal::derive(move || match designer.editing.property(id, PropertyName::Fit) {
        Some(Property::Fit(fit)) => fit.keyword().to_owned(),
        _ => String::new(),
    });
    let fits = Signal::derive(|| {
        let key = |fit: Fit| match fit {
            Fit::Contain => "fit-contain",
            Fit::Cover => "fit-cover",
            Fit::Stretch => "fit-stretch",
        };
        Fit::ALL.iter().map(|fit| Choice { value: fit.keyword().to_owned(), name: text(key(*fit)) }).collect()
    });
    view! {
        <section class="group">
            <div class="head">
                <h2>{t!("kind-image")}</h2>
                <span class="note mono">{move || asset.get()}</span>
            </div>
            <div class="pair">
                <button class="button" id="property-choose-image" on:click=move |_| designer.choose_image(id, false)>
                    {t!("choose-image")}
                </button>
                <ChoiceField
                    value=fit
                    choices=fits
                    commit=Callback::new(move |word: String| {
                        if let Some(fit) = Fit::from_keyword(&word) {
                            designer.set_property(id, Property::Fit(fit));
                        }
                    })
                    name=Signal::derive(|| text("property-fit"))
                    id="property-fit"
                />
            </div>
        </section>
    }
}
