//! Names chosen for resources, instead of those made from their content.

use leptos::prelude::*;
use model::{ElementKind, Extra, ObjectId, ResourceName, Shape, Template};

use super::setting::Findings;
use super::{afp, change, head_with_add, remove_button};
use crate::components::{Choice, ChoiceField, TextField};
use crate::designer::{Designer, designer};
use crate::language::{t, text};

/// What can have a name: masters, and pictures that objects name.
fn subjects(template: &Template) -> Vec<Choice> {
    let mut subjects: Vec<Choice> = template
        .masters
        .iter()
        .map(|master| Choice { value: master.id.to_string(), name: master.name.clone() })
        .collect();
    template.walk(&mut |_, element| {
        if let model::ElementRef::Object(object) = element
            && let Shape::Image(image) = &object.shape
            && !image.asset.is_empty()
            && !subjects.iter().any(|subject| subject.value == image.asset)
        {
            subjects.push(Choice { value: image.asset.clone(), name: image.asset.clone() });
        }
    });
    subjects
}

/// The list of names.
#[component]
pub(super) fn NameGroup() -> impl IntoView {
    let designer = designer();
    let ids = Memo::new(move |_| {
        afp(designer, |afp| afp.resource_names.iter().map(|chosen| chosen.id).collect::<Vec<ObjectId>>())
    });
    let append = move || {
        let Some(id) = designer.fresh_id(ElementKind::ResourceName) else { return };
        let free = designer.editing.peek(|editor| {
            let template = editor.template();
            let taken = &template.outputs.afp.resource_names;
            subjects(template).into_iter().find(|subject| !taken.iter().any(|chosen| chosen.of == subject.value))
        });
        let of = free.flatten().map(|subject| subject.value).unwrap_or_default();
        let number = ids.with_untracked(Vec::len) + 1;
        let name = format!("O1{number:06}");
        let chosen = ResourceName { id, of, size: None, part: 0, name, extra: Extra::default() };
        change(designer, |afp| afp.resource_names.push(chosen));
    };
    view! {
        <section class="group">
            {head_with_add("group-names", "output-name-add", append)}
            <div class="entries" id="output-names">
                <For each=move || ids.get() key=|id| *id let:id>{entry(designer, id)}</For>
            </div>
            <Show when=move || ids.with(Vec::is_empty)><div class="live">{t!("output-names-empty")}</div></Show>
        </section>
    }
}

fn entry(designer: Designer, id: ObjectId) -> impl IntoView {
    let look = move |of: fn(&ResourceName) -> String| {
        Signal::derive(move || {
            afp(designer, |afp| afp.resource_names.iter().find(|chosen| chosen.id == id).map(of).unwrap_or_default())
        })
    };
    let set = move |with: &dyn Fn(&mut ResourceName)| {
        change(designer, |afp| afp.resource_names.iter_mut().filter(|chosen| chosen.id == id).for_each(with))
    };
    let of = look(|chosen| chosen.of.clone());
    let choices = Signal::derive(move || {
        let mut choices = designer.editing.with_template(subjects).unwrap_or_default();
        let now = of.get();
        if !choices.iter().any(|choice| choice.value == now) {
            choices.push(Choice { value: now.clone(), name: now });
        }
        choices
    });
    let owner = Signal::stored(id.to_string());
    view! {
        <div class="entry" data-id=id.to_string()>
            <div class="line">
                <div class="value">
                    <ChoiceField
                        value=of
                        choices=choices
                        commit=Callback::new(move |chosen: String| { set(&|name| name.of.clone_from(&chosen)); })
                        name=Signal::derive(|| text("output-name-of"))
                    />
                </div>
                <div class="name">
                    <TextField
                        value=look(|chosen| chosen.name.clone())
                        commit=Callback::new(move |typed: String| set(&|name| typed.trim().clone_into(&mut name.name)))
                        name=Signal::derive(|| text("output-name"))
                        code=true
                    />
                </div>
                {remove_button(move || { change(designer, |afp| afp.resource_names.retain(|name| name.id != id)); })}
            </div>
            <Findings owner=owner property="of" />
            <Findings owner=owner property="name" />
        </div>
    }
}
