//! Page groups and the index by which an archive finds them.

use leptos::prelude::*;
use model::{AfpIndexDocument, AfpIndexEncoding, AfpOutput, ElementKind, Extra, IndexElement, ObjectId, TemplateText};

use super::setting::{ChoiceSetting, Findings, TextSetting, own};
use super::{afp, change, head_with_add, remove_button};
use crate::components::TextField;
use crate::designer::{Designer, designer};
use crate::language::{t, text};

const ENCODINGS: &[(AfpIndexEncoding, &str)] = &[
    (AfpIndexEncoding::EbcdicElseUtf16, "index-ebcdic-else-utf16"),
    (AfpIndexEncoding::Ebcdic, "index-ebcdic"),
    (AfpIndexEncoding::Utf16, "index-utf16"),
];
const DOCUMENTS: &[(AfpIndexDocument, &str)] = &[
    (AfpIndexDocument::None, "index-document-none"),
    (AfpIndexDocument::Groups, "index-document-groups"),
    (AfpIndexDocument::Pages, "index-document-pages"),
];

/// A text that may be absent.
pub(super) fn optional(typed: &str) -> Option<TemplateText> {
    (!typed.trim().is_empty()).then(|| TemplateText(typed.to_owned()))
}

/// What such a text says.
pub(super) fn said(text: Option<&TemplateText>) -> String {
    text.map(|text| text.0.clone()).unwrap_or_default()
}

/// The group of a record, its index and that of its pages.
#[component]
pub(super) fn IndexGroups() -> impl IntoView {
    let designer = designer();
    view! {
        <section class="group">
            <div class="head"><h2>{t!("group-index")}</h2></div>
            <TextSetting
                label="output-group"
                hint="output-group-hint"
                value=Signal::derive(move || afp(designer, |afp| said(afp.group.as_ref())))
                commit=Callback::new(move |typed: String| change(designer, |afp| afp.group = optional(&typed)))
                owner=own(designer)
                property="group"
                id="output-group"
                code=true
            />
            <TextSetting
                label="output-comment"
                hint="output-comment-hint"
                value=Signal::derive(move || afp(designer, |afp| said(afp.comment.as_ref())))
                commit=Callback::new(move |typed: String| change(designer, |afp| afp.comment = optional(&typed)))
                owner=own(designer)
                property="comment"
                id="output-comment"
                code=true
            />
            <ChoiceSetting
                label="output-index-encoding"
                hint="output-index-encoding-hint"
                choices=ENCODINGS
                value=Signal::derive(move || afp(designer, |afp| Some(afp.index_encoding)))
                commit=Callback::new(move |chosen| { change(designer, |afp| afp.index_encoding = chosen); })
                owner=own(designer)
                property="index_encoding"
                id="output-index-encoding"
            />
            <ChoiceSetting
                label="output-index-document"
                hint="output-index-document-hint"
                choices=DOCUMENTS
                value=Signal::derive(move || afp(designer, |afp| Some(afp.index_document)))
                commit=Callback::new(move |chosen| { change(designer, |afp| afp.index_document = chosen); })
                owner=own(designer)
                property="index_document"
                id="output-index-document"
            />
        </section>
        <Entries level=Level::Group />
        <Entries level=Level::Page />
    }
}

/// What an index is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Group,
    Page,
}

impl Level {
    fn entries(self, afp: &AfpOutput) -> &[IndexElement] {
        match self {
            Self::Group => &afp.index,
            Self::Page => &afp.page_index,
        }
    }

    fn place(self, afp: &mut AfpOutput) -> &mut Vec<IndexElement> {
        match self {
            Self::Group => &mut afp.index,
            Self::Page => &mut afp.page_index,
        }
    }

    const fn keys(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Group => ("group-group-index", "output-index-add", "output-index-empty"),
            Self::Page => ("group-page-index", "output-page-index-add", "output-page-index-empty"),
        }
    }

    const fn example(self) -> (&'static str, &'static str) {
        match self {
            Self::Group => ("Name", "{{ record }}"),
            Self::Page => ("Page", "{{ page }}"),
        }
    }
}

/// The entries of an index: name and value.
#[component]
fn Entries(level: Level) -> impl IntoView {
    let designer = designer();
    let (title, add, empty) = level.keys();
    let ids = Memo::new(move |_| {
        afp(designer, |afp| level.entries(afp).iter().map(|entry| entry.id).collect::<Vec<ObjectId>>())
    });
    let append = move || {
        let Some(id) = designer.fresh_id(ElementKind::Index) else { return };
        let (name, value) = level.example();
        let value = TemplateText(value.to_owned());
        let entry = IndexElement { id, name: name.to_owned(), value, extra: Extra::default() };
        change(designer, |afp| level.place(afp).push(entry));
    };
    view! {
        <section class="group">
            {head_with_add(title, add, append)}
            <div class="entries" id=format!("{title}-entries")>
                <For each=move || ids.get() key=|id| *id let:id>{entry(designer, level, id)}</For>
            </div>
            <Show when=move || ids.with(Vec::is_empty)><div class="live">{move || text(empty)}</div></Show>
        </section>
    }
}

fn entry(designer: Designer, level: Level, id: ObjectId) -> impl IntoView {
    let look = move |of: fn(&IndexElement) -> String| {
        Signal::derive(move || {
            afp(designer, |afp| level.entries(afp).iter().find(|entry| entry.id == id).map(of).unwrap_or_default())
        })
    };
    let set = move |with: &dyn Fn(&mut IndexElement)| {
        change(designer, |afp| level.place(afp).iter_mut().filter(|entry| entry.id == id).for_each(with))
    };
    let owner = Signal::stored(id.to_string());
    view! {
        <div class="entry" data-id=id.to_string()>
            <div class="line">
                <div class="name">
                    <TextField
                        value=look(|entry| entry.name.clone())
                        commit=Callback::new(move |typed: String| {
                            !typed.trim().is_empty() && set(&|entry| typed.trim().clone_into(&mut entry.name))
                        })
                        name=Signal::derive(|| text("output-index-name"))
                    />
                </div>
                <div class="value">
                    <TextField
                        value=look(|entry| entry.value.0.clone())
                        commit=Callback::new(move |typed: String| set(&|entry| entry.value.0.clone_from(&typed)))
                        name=Signal::derive(|| text("output-index-value"))
                        code=true
                    />
                </div>
                {remove_button(move || { change(designer, |afp| level.place(afp).retain(|entry| entry.id != id)); })}
            </div>
            <Findings owner=owner property="name" />
            <Findings owner=owner property="value" />
        </div>
    }
}
