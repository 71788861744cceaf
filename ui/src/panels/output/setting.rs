//! A setting with its label, its hint while it has the focus, and what was found wrong with it.

use leptos::prelude::*;
use protocol::Severity;

use crate::components::{Choice, ChoiceField, TextField};
use crate::designer::{Designer, designer};
use crate::drawer::problem_words;
use crate::language::text;

/// The id of the template, to which what is said of the output as a whole belongs.
pub(super) fn own(designer: Designer) -> Signal<String> {
    Signal::derive(move || designer.editing.with_template(|template| template.id.to_string()).unwrap_or_default())
}

/// What was found about a property of an element, below its field.
#[component]
pub(super) fn Findings(#[prop(into)] owner: Signal<String>, property: &'static str) -> impl IntoView {
    let designer = designer();
    let found = move || {
        let owner = owner.get();
        designer
            .problems()
            .into_iter()
            .filter(|problem| problem.object.as_ref() == Some(&owner) && problem.property.as_deref() == Some(property))
            .map(|problem| {
                let (message, hint) = problem_words(&problem);
                let class = match problem.severity {
                    Severity::Error => "finding error",
                    Severity::Warning => "finding warning",
                    Severity::Note => "finding",
                };
                let hint = (!hint.is_empty()).then(|| format!("; {hint}"));
                view! { <div class=class role="alert" data-code=problem.code>{message} {hint}</div> }
            })
            .collect_view()
    };
    view! { <div class="findings">{found}</div> }
}

/// What stands around a field: its label, its findings, its hint.
#[component]
pub(super) fn Setting(
    /// The key of its name.
    label: &'static str,
    /// The key of what it is for; empty where the name says it.
    #[prop(optional)]
    hint: &'static str,
    #[prop(into)] owner: Signal<String>,
    property: &'static str,
    children: Children,
) -> impl IntoView {
    let words = move || if hint.is_empty() { String::new() } else { text(hint) };
    view! {
        <div class="setting" data-property=property>
            <div class="caption" title=words>{move || text(label)}</div>
            {children()}
            <Findings owner=owner property=property />
            {(!hint.is_empty()).then(|| view! { <div class="hint">{words}</div> })}
        </div>
    }
}

/// A line of text.
#[component]
pub(super) fn TextSetting(
    label: &'static str,
    #[prop(optional)] hint: &'static str,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] commit: Callback<String, bool>,
    #[prop(into)] owner: Signal<String>,
    property: &'static str,
    #[prop(optional)] id: &'static str,
    /// Shown as an expression.
    #[prop(optional)]
    code: bool,
    #[prop(optional, into)] unit: Signal<String>,
) -> impl IntoView {
    view! {
        <Setting label=label hint=hint owner=owner property=property>
            <TextField
                value=value
                commit=commit
                name=Signal::derive(move || text(label))
                unit=unit
                code=code
                id=id
            />
        </Setting>
    }
}

/// One of a few values, each with the key of its name.
#[component]
pub(super) fn ChoiceSetting<T: Copy + PartialEq + Send + Sync + 'static>(
    label: &'static str,
    #[prop(optional)] hint: &'static str,
    choices: &'static [(T, &'static str)],
    #[prop(into)] value: Signal<Option<T>>,
    #[prop(into)] commit: Callback<T>,
    #[prop(into)] owner: Signal<String>,
    property: &'static str,
    #[prop(optional)] id: &'static str,
) -> impl IntoView {
    let now = Signal::derive(move || {
        let value = value.get();
        choices.iter().find(|(choice, _)| Some(*choice) == value).map_or_else(String::new, |(_, key)| (*key).to_owned())
    });
    let named = Signal::derive(move || {
        choices.iter().map(|(_, key)| Choice { value: (*key).to_owned(), name: text(key) }).collect::<Vec<_>>()
    });
    let choose = move |key: String| {
        if let Some((choice, _)) = choices.iter().find(|(_, known)| *known == key) {
            commit.run(*choice);
        }
    };
    view! {
        <Setting label=label hint=hint owner=owner property=property>
            <ChoiceField
                value=now
                choices=named
                commit=Callback::new(choose)
                name=Signal::derive(move || text(label))
                id=id
            />
        </Setting>
    }
}

/// Yes or no.
#[component]
pub(super) fn SwitchSetting(
    label: &'static str,
    #[prop(into)] value: Signal<bool>,
    #[prop(into)] commit: Callback<bool>,
) -> impl IntoView {
    view! {
        <label class="switch">
            <input
                type="checkbox"
                prop:checked=move || value.get()
                on:change=move |event| commit.run(event_target_checked(&event))
            />
            {move || text(label)}
        </label>
    }
}
