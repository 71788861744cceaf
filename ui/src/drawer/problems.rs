//! The list of problems; a click selects the object.

use leptos::prelude::*;
use protocol::{Problem, Severity};

use crate::designer::designer;
use crate::language::{find, t};

/// The words of a problem in the chosen language: message and hint.
pub(crate) fn words(problem: &Problem) -> (String, String) {
    let arguments: Vec<(&str, String)> =
        problem.arguments.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    let message = find(&format!("diagnostic-{}", problem.code), &arguments);
    let hint = find(&format!("hint-{}", problem.code), &arguments);
    match message {
        Some(message) => (message, hint.unwrap_or_default()),
        None => (problem.message.clone(), problem.hint.clone()),
    }
}

/// The list.
#[component]
pub(crate) fn Problems() -> impl IntoView {
    let designer = designer();
    let list = move || {
        designer
            .problems()
            .into_iter()
            .map(|problem| {
                let (message, hint) = words(&problem);
                let mark = match problem.severity {
                    Severity::Note => "mark",
                    Severity::Warning => "mark warning",
                    Severity::Error => "mark error",
                };
                let object = problem.object.clone().and_then(|object| object.parse().ok());
                view! {
                    <button
                        class="row"
                        on:click=move |_| {
                            if let Some(object) = object {
                                designer.select_and_show(object);
                            }
                        }
                    >
                        <span class=mark></span>
                        <span>{message}</span>
                        <span class="hint">{hint}</span>
                        <span class="place mono">{problem.place}</span>
                    </button>
                }
            })
            .collect_view()
    };
    view! {
        <div class="scroll problems" id="problems">
            {list}
            <Show when=move || designer.problems().is_empty()>
                <div class="empty">{t!("problems-none")}</div>
            </Show>
        </div>
    }
}
