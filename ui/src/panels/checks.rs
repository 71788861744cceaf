//! The checks: what was found, object by object; first of all what the output's profile cannot express and what is done
//! instead.

use leptos::prelude::*;
use model::ObjectId;
use protocol::{Problem, Severity};

use super::layers::element_name;
use crate::designer::{Designer, designer};
use crate::drawer::problem_words;
use crate::language::{t, text};

/// Findings that come from what an output can hold.
const OF_OUTPUTS: [&str; 14] = [
    "lowered-to-outlines",
    "lowered-to-image",
    "lowered-to-rules",
    "lowered-colour",
    "font-not-embeddable",
    "page-too-large",
    "index-value-too-long",
    "index-character",
    "resource-name",
    "medium-map-unknown",
    "library-resource-missing",
    "library-resource-rule",
    "library-resource-drawn",
    "name-taken",
];

impl Designer {
    /// What the outputs cannot hold as it is; reactive.
    pub(crate) fn profile_findings(self) -> Vec<Problem> {
        let mut problems = self.problems();
        problems.retain(|problem| OF_OUTPUTS.contains(&problem.code.as_str()));
        problems
    }
}

/// The findings about one object, or about none.
struct About {
    object: Option<ObjectId>,
    problems: Vec<Problem>,
}

/// In the order of the objects' first findings.
fn by_object(problems: Vec<Problem>) -> Vec<About> {
    let mut list: Vec<About> = Vec::new();
    for problem in problems {
        let object = problem.object.as_deref().and_then(|object| object.parse().ok());
        match list.iter_mut().find(|about| about.object == object) {
            Some(about) => about.problems.push(problem),
            None => list.push(About { object, problems: vec![problem] }),
        }
    }
    list
}

fn group(designer: Designer, title: &'static str, id: &'static str, problems: Vec<Problem>) -> impl IntoView {
    let objects = by_object(problems)
        .into_iter()
        .map(|about| {
            let name = match about.object {
                Some(object) => element_name(designer, object),
                None => text("checks-document"),
            };
            let object = about.object;
            // The same said of several records or pages is said once.
            let mut told: Vec<String> = Vec::new();
            let findings = about
                .problems
                .iter()
                .filter_map(|problem| {
                    let (message, hint) = problem_words(problem);
                    if told.contains(&message) {
                        return None;
                    }
                    told.push(message.clone());
                    let mark = match problem.severity {
                        Severity::Note => "mark",
                        Severity::Warning => "mark warning",
                        Severity::Error => "mark error",
                    };
                    Some(view! {
                        <span class="check" data-code=problem.code.clone()>
                            <span class=mark></span>
                            <span>{message} {(!hint.is_empty()).then(|| view! { <span class="hint">{hint}</span> })}</span>
                        </span>
                    })
                })
                .collect_view();
            view! {
                <button
                    class="about"
                    data-object=object.map(|object| object.to_string())
                    on:click=move |_| {
                        if let Some(object) = object {
                            designer.select_and_show(object);
                        }
                    }
                >
                    <b>{name}</b>
                    {findings}
                </button>
            }
        })
        .collect_view();
    view! {
        <section class="group checks" id=id>
            <div class="head"><h2>{text(title)}</h2></div>
            {objects}
        </section>
    }
}

/// The panel.
#[component]
pub(crate) fn ChecksPanel() -> impl IntoView {
    let designer = designer();
    let groups = move || {
        let of_outputs = designer.profile_findings();
        let mut others = designer.problems();
        others.retain(|problem| !OF_OUTPUTS.contains(&problem.code.as_str()));
        if of_outputs.is_empty() && others.is_empty() {
            return view! { <div class="empty">{t!("problems-none")}</div> }.into_any();
        }
        view! {
            {(!of_outputs.is_empty()).then(|| group(designer, "checks-output", "checks-output", of_outputs))}
            {(!others.is_empty()).then(|| group(designer, "checks-others", "checks-others", others))}
        }
        .into_any()
    };
    view! { <div>{groups}</div> }
}
