//! The viewer: any AFP file, read-only. Pages, structure, resources, fonts and index, linked both ways: a field shows
//! what it drew, a place of the page shows the bytes that drew it.

mod detail;
mod fields;
mod lists;
mod page;
mod windowed;

use leptos::prelude::*;
use protocol::{
    PartKind, SearchAnswer, Viewed, ViewedDetail, ViewedFields, ViewedItem, ViewedPage, ViewedPlace, ViewedRow,
};
use serde_json::json;

use crate::canvas::View;
use crate::components::{Grip, TabChoice, Tabs, keep_keys};
use crate::designer::{Designer, designer};
use crate::icons::Icon;
use crate::language::{t, text, text_with};
use crate::native;
use crate::status::{bytes, grouped};

/// What the left panel of the viewer shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ViewerTab {
    Pages,
    Structure,
    Resources,
    Index,
}

/// The file being looked at; copies share it.
#[derive(Clone, Copy)]
pub(crate) struct Viewing {
    pub(crate) file: RwSignal<Option<Viewed>>,
    /// The page shown, from 1; 0 where the file has none.
    pub(crate) page: RwSignal<u32>,
    /// What is on it.
    pub(crate) shown: RwSignal<Option<ViewedPage>>,
    /// The part whose fields are listed.
    pub(crate) fields: RwSignal<Option<ViewedFields>>,
    /// The row chosen: offset and length.
    pub(crate) chosen: RwSignal<Option<(u64, u64)>>,
    /// What it says.
    pub(crate) detail: RwSignal<Option<ViewedDetail>>,
    pub(crate) tab: RwSignal<ViewerTab>,
    pub(crate) view: View,
    /// What a search came to: words for the user.
    found: RwSignal<String>,
    /// Counts the searches: a new one ends the last.
    search: StoredValue<u64>,
    drawer_height: RwSignal<f64>,
    left_width: RwSignal<f64>,
}

impl Viewing {
    /// No file.
    pub(crate) fn new() -> Self {
        Self {
            file: RwSignal::new(None),
            page: RwSignal::new(0),
            shown: RwSignal::new(None),
            fields: RwSignal::new(None),
            chosen: RwSignal::new(None),
            detail: RwSignal::new(None),
            tab: RwSignal::new(ViewerTab::Pages),
            view: View::new(),
            found: RwSignal::new(String::new()),
            search: StoredValue::new(0),
            drawer_height: RwSignal::new(280.0),
            left_width: RwSignal::new(252.0),
        }
    }

    /// Whether a file is open; reactive.
    pub(crate) fn is_open(self) -> bool {
        self.file.with(Option::is_some)
    }

    /// The file's name without its folders; reactive.
    pub(crate) fn name(self) -> String {
        self.file.with(|file| {
            let path = file.as_ref().map_or("", |file| file.path.as_str());
            path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
        })
    }

    /// The row chosen, with what it reaches over; reactive.
    pub(crate) fn reach(self) -> Option<(u64, u64)> {
        let (offset, length) = self.chosen.get()?;
        let row = self.fields.with(|fields| {
            let rows = &fields.as_ref()?.rows;
            rows.iter().find(|row| row.offset == offset && row.length == length).map(|row| row.reach)
        });
        Some((offset, row.unwrap_or(offset + length)))
    }

    /// The number of the part whose fields are listed.
    fn part(self) -> Option<u32> {
        self.fields.with_untracked(|fields| fields.as_ref().map(|fields| fields.part.number))
    }
}

/// Whether an item was drawn by bytes from one offset to another.
pub(crate) fn is_drawn_by(item: &ViewedItem, (start, end): (u64, u64)) -> bool {
    let meets = |(from, to): (u64, u64)| from < end && start < to.max(from + 1);
    meets(item.bytes) || item.include.is_some_and(meets)
}

/// The innermost row that holds a byte.
fn row_at(rows: &[ViewedRow], offset: u64) -> Option<&ViewedRow> {
    rows.iter().filter(|row| row.offset <= offset && offset < row.offset + row.length).max_by_key(|row| row.depth)
}

impl Designer {
    /// Shows a file just opened, from its first page.
    pub(crate) fn view_file(self, file: Viewed) {
        let viewing = self.viewing;
        let has_pages = file.pages > 0;
        viewing.shown.set(None);
        viewing.fields.set(None);
        viewing.chosen.set(None);
        viewing.detail.set(None);
        viewing.found.set(String::new());
        viewing.page.set(0);
        viewing.tab.set(if has_pages { ViewerTab::Pages } else { ViewerTab::Structure });
        viewing.file.set(Some(file));
        if has_pages {
            self.view_page(1, true);
        } else {
            self.view_part(0, None);
        }
    }

    /// Closes the file.
    pub(crate) fn close_viewer(self) {
        self.viewing.file.set(None);
        native::spawn(async move {
            if let Err(failure) = native::call::<()>("close_afp", &json!({})).await {
                self.report(failure);
            }
        });
    }

    /// Shows a page, from 1; where asked for, with its fields.
    pub(crate) fn view_page(self, page: u32, with_fields: bool) {
        let viewing = self.viewing;
        let pages = viewing.file.with_untracked(|file| file.as_ref().map_or(0, |file| file.pages));
        if pages == 0 {
            return;
        }
        let page = page.clamp(1, pages);
        viewing.page.set(page);
        native::spawn(async move {
            match native::call::<ViewedPage>("viewed_page", &json!({ "page": page })).await {
                // Another page may have been asked for meanwhile.
                Ok(shown) if viewing.page.get_untracked() == page => {
                    let part = shown.part;
                    viewing.shown.set(Some(shown));
                    if with_fields && viewing.part() != Some(part) {
                        self.view_part(part, None);
                    }
                }
                Ok(_) => {}
                Err(failure) => self.report(failure),
            }
        });
    }

    /// Lists the fields of a part and chooses the innermost row at a byte, where one is given.
    pub(crate) fn view_part(self, part: u32, at: Option<u64>) {
        let viewing = self.viewing;
        native::spawn(async move {
            match native::call::<ViewedFields>("viewed_fields", &json!({ "part": part })).await {
                Ok(fields) => {
                    let row = at.and_then(|at| row_at(&fields.rows, at)).map(|row| (row.offset, row.length));
                    let page = fields.part.page;
                    viewing.fields.set(Some(fields));
                    self.choose_row(row);
                    if let Some(page) = page.filter(|page| *page != viewing.page.get_untracked()) {
                        self.view_page(page, false);
                    }
                }
                Err(failure) => self.report(failure),
            }
        });
    }

    /// Chooses a row of the listed part.
    pub(crate) fn choose_row(self, row: Option<(u64, u64)>) {
        let viewing = self.viewing;
        viewing.chosen.set(row);
        viewing.detail.set(None);
        let (Some((offset, length)), Some(part)) = (row, viewing.part()) else { return };
        native::spawn(async move {
            let arguments = json!({ "part": part, "offset": offset, "length": length });
            match native::call::<ViewedDetail>("viewed_detail", &arguments).await {
                Ok(detail) if viewing.chosen.get_untracked() == row => viewing.detail.set(Some(detail)),
                Ok(_) => {}
                Err(failure) => self.report(failure),
            }
        });
    }

    /// Chooses the bytes that drew what lies at a byte, whatever part they are in.
    pub(crate) fn choose_byte(self, offset: u64) {
        let viewing = self.viewing;
        let here = viewing.fields.with_untracked(|fields| {
            let fields = fields.as_ref()?;
            let is_here = fields.part.start <= offset && offset < fields.part.start + fields.part.length;
            is_here.then(|| row_at(&fields.rows, offset).map(|row| (row.offset, row.length)))
        });
        match here {
            Some(row) => self.choose_row(row),
            None => self.find_in_file(format!("0x{offset:X}"), false),
        }
    }

    /// Looks for a text or an offset, from after the row chosen on, and around the end of the file.
    pub(crate) fn find_in_file(self, wanted: String, is_next: bool) {
        let viewing = self.viewing;
        let number = viewing.search.get_value() + 1;
        viewing.search.set_value(number);
        let first = if is_next {
            let chosen = viewing.chosen.get_untracked().map(|(offset, _)| offset + 1);
            let listed = || viewing.fields.with_untracked(|fields| fields.as_ref().map(|fields| fields.part.start));
            chosen.or_else(listed).unwrap_or(0)
        } else {
            0
        };
        viewing.found.set(text("viewer-searching"));
        native::spawn(async move {
            let mut from = first;
            let mut is_around = first == 0;
            loop {
                let arguments = json!({ "text": wanted, "from": from });
                let answer = native::call::<SearchAnswer>("viewed_search", &arguments).await;
                if viewing.search.get_value() != number {
                    return;
                }
                match answer {
                    Ok(SearchAnswer::Found(place)) => {
                        viewing.found.set(text_with("viewer-found", &[("offset", format!("0x{:X}", place.offset))]));
                        self.go_to(place);
                        return;
                    }
                    Ok(SearchAnswer::GoOn(offset)) if !is_around || offset < first || first == 0 => from = offset,
                    Ok(SearchAnswer::Nowhere) if !is_around => {
                        from = 0;
                        is_around = true;
                    }
                    Ok(SearchAnswer::GoOn(_) | SearchAnswer::Nowhere) => {
                        viewing.found.set(text("viewer-nowhere"));
                        return;
                    }
                    Err(failure) => {
                        viewing.found.set(String::new());
                        self.report(failure);
                        return;
                    }
                }
            }
        });
    }

    fn go_to(self, place: ViewedPlace) {
        if self.viewing.part() == Some(place.part) {
            self.choose_row(Some((place.offset, place.length)));
        } else {
            self.view_part(place.part, Some(place.offset));
        }
    }
}

/// The viewer in place of the workbench.
#[component]
pub(crate) fn Viewer() -> impl IntoView {
    let designer = designer();
    let viewing = designer.viewing;
    let choices = vec![
        TabChoice::new(ViewerTab::Pages, "tab-pages"),
        TabChoice::new(ViewerTab::Structure, "tab-structure"),
        TabChoice::new(ViewerTab::Resources, "tab-resources"),
        TabChoice::new(ViewerTab::Index, "tab-index"),
    ];
    let (left_width, drawer_height) = (viewing.left_width, viewing.drawer_height);
    view! {
        <div class="body viewer" id="viewer">
            <aside class="side left" style:width=move || format!("{}px", left_width.get()) aria-label=t!("panel-left")>
                <Tabs choices=choices chosen=viewing.tab />
                {move || match viewing.tab.get() {
                    ViewerTab::Pages => view! { <lists::Pages /> }.into_any(),
                    ViewerTab::Structure => view! { <lists::Structure /> }.into_any(),
                    ViewerTab::Resources => view! { <lists::Resources /> }.into_any(),
                    ViewerTab::Index => view! { <lists::Index /> }.into_any(),
                }}
                <Grip size=left_width least=180.0 most=520.0 sign=1.0 />
            </aside>
            <div class="centre">
                <page::PageStage />
                <section
                    class="drawer"
                    style:height=move || format!("{}px", drawer_height.get())
                    aria-label=t!("viewer-fields")
                >
                    <Grip size=drawer_height least=120.0 most=620.0 sign=-1.0 vertical=true />
                    <FieldsHead />
                    <div class="split">
                        <fields::Fields />
                        <detail::Detail />
                    </div>
                </section>
            </div>
        </div>
    }
}

/// Which part is listed, and the search.
#[component]
fn FieldsHead() -> impl IntoView {
    let designer = designer();
    let viewing = designer.viewing;
    let wanted = RwSignal::new(String::new());
    let title = move || {
        viewing.fields.with(|fields| {
            fields.as_ref().map(|fields| {
                let part = &fields.part;
                let kind = match part.kind {
                    PartKind::Page => text_with("viewer-page", &[("page", part.page.unwrap_or_default().to_string())]),
                    PartKind::Resource => text("viewer-resource"),
                    PartKind::Structure => text("viewer-structure"),
                };
                view! { <b>{kind}</b> <span class="mono">{part.name.clone()}</span> }
            })
        })
    };
    let note = move || {
        viewing.fields.with(|fields| {
            fields.as_ref().map(|fields| {
                let count = fields.rows.iter().filter(|row| row.is_field).count();
                let key = if fields.is_cut { "viewer-note-cut" } else { "viewer-note" };
                text_with(key, &[("fields", grouped(count as u64)), ("bytes", bytes(fields.part.length))])
            })
        })
    };
    view! {
        <header class="fields-head">
            <span class="title" id="viewer-part">{title}</span>
            <span class="note">{note}</span>
            <span class="spring"></span>
            <span class="note" id="viewer-found" role="status" aria-live="polite">{move || viewing.found.get()}</span>
            <label class="field search">
                {Icon::Search.small()}
                <input
                    id="viewer-search"
                    placeholder=t!("viewer-search")
                    aria-label=t!("viewer-search")
                    on:input=move |event| wanted.set(event_target_value(&event))
                    on:keydown=move |event: web_sys::KeyboardEvent| {
                        keep_keys(&event);
                        if event.key() == "Enter" && !wanted.with_untracked(|wanted| wanted.trim().is_empty()) {
                            designer.find_in_file(wanted.get_untracked(), true);
                        }
                    }
                />
            </label>
        </header>
    }
}

/// The page number and its neighbours, in the top bar.
#[component]
pub(crate) fn ViewerBar() -> impl IntoView {
    let designer = designer();
    let viewing = designer.viewing;
    let draft = RwSignal::new(None::<String>);
    let pages = move || viewing.file.with(|file| file.as_ref().map_or(0, |file| file.pages));
    let size = move || viewing.file.with(|file| file.as_ref().map_or(0, |file| file.bytes));
    let finish = move || {
        if let Some(typed) = draft.get_untracked() {
            draft.set(None);
            if let Ok(page) = typed.trim().parse() {
                designer.view_page(page, true);
            }
        }
    };
    let step = move |by: i64| {
        let page = i64::from(viewing.page.get_untracked()) + by;
        designer.view_page(u32::try_from(page.max(1)).unwrap_or(u32::MAX), true);
    };
    view! {
        <div class="document" id="document-name">
            <span class="name" title=move || viewing.file.with(|file| file.as_ref().map(|file| file.path.clone()))>
                {move || viewing.name()}
            </span>
            <span class="path">"· " {move || bytes(size())} " · " {t!("viewer-read-only")}</span>
        </div>
        <div class="records" role="group" aria-label=t!("viewer-pages")>
            <button
                class="icon-button"
                id="viewer-previous"
                aria-label=t!("viewer-previous-page")
                title=t!("viewer-previous-page")
                on:click=move |_| step(-1)
            >
                {Icon::Left.small()}
            </button>
            <span class="number">
                {t!("viewer-pages")}
                <input
                    id="viewer-page"
                    aria-label=t!("viewer-pages")
                    prop:value=move || draft.get().unwrap_or_else(|| viewing.page.get().to_string())
                    on:input=move |event| draft.set(Some(event_target_value(&event)))
                    on:change=move |_| finish()
                    on:keydown=move |event: web_sys::KeyboardEvent| {
                        keep_keys(&event);
                        if event.key() == "Enter" {
                            finish();
                        }
                    }
                />
                {t!("record-of", "count" => grouped(u64::from(pages())))}
            </span>
            <button
                class="icon-button"
                id="viewer-next"
                aria-label=t!("viewer-next-page")
                title=t!("viewer-next-page")
                on:click=move |_| step(1)
            >
                {Icon::Right.small()}
            </button>
        </div>
        <button class="button" id="viewer-close" on:click=move |_| designer.close_viewer()>{t!("viewer-close")}</button>
    }
}
