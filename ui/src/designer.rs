//! What is on screen and how it can be changed: the one value every view is given.

use editor::Tool;
use leptos::prelude::*;
use model::ObjectId;
use protocol::{
    Failure, LanguageChoice, Library, OutboxEntry, Problem, RecentFile, Recovery, Settings, ThemeChoice, UnitChoice,
};

use crate::canvas::{EditedText, PagePlace, View, page_places};
use crate::drawer::DrawerTab;
use crate::editing::Editing;
use crate::language;
use crate::live::Live;
use crate::panels::{DraggedField, LeftTab, RightTab};
use crate::preview::Panes;
use crate::viewer::Viewing;
use crate::{native, theme};

/// Designing, or looking at what was emitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Design,
    Preview,
}

/// A message that stays until it is closed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Toast {
    /// Counted up.
    pub(crate) id: u64,
    /// What happened.
    pub(crate) failure: Failure,
}

/// The designer's state; copies share it.
#[derive(Clone, Copy)]
pub(crate) struct Designer {
    pub(crate) settings: RwSignal<Settings>,
    pub(crate) theme: RwSignal<ThemeChoice>,
    pub(crate) unit: RwSignal<UnitChoice>,
    pub(crate) recent: RwSignal<Vec<RecentFile>>,
    pub(crate) recoveries: RwSignal<Vec<Recovery>>,
    pub(crate) outbox: RwSignal<Vec<OutboxEntry>>,
    pub(crate) toasts: RwSignal<Vec<Toast>>,
    pub(crate) palette_is_open: RwSignal<bool>,
    pub(crate) publish_is_open: RwSignal<bool>,
    /// What is to be done once the question about unsaved edits is answered.
    pub(crate) after_unsaved: RwSignal<Option<AfterUnsaved>>,
    pub(crate) left_width: RwSignal<f64>,
    pub(crate) right_width: RwSignal<f64>,
    pub(crate) drawer_height: RwSignal<f64>,
    pub(crate) drawer_is_open: RwSignal<bool>,
    pub(crate) drawer_tab: RwSignal<DrawerTab>,
    pub(crate) left_tab: RwSignal<LeftTab>,
    pub(crate) right_tab: RwSignal<RightTab>,
    /// What the folders of AFP resources hold.
    pub(crate) library: RwSignal<Library>,
    pub(crate) mode: RwSignal<Mode>,
    pub(crate) panes: RwSignal<Panes>,
    pub(crate) editing: Editing,
    pub(crate) live: Live,
    pub(crate) view: View,
    pub(crate) preview_view: View,
    /// Where the laid-out pages lie on the canvas.
    pub(crate) places: Memo<Vec<PagePlace>>,
    /// The tool in hand.
    pub(crate) tool: Memo<Tool>,
    /// The next pages are those of a template just opened.
    pub(crate) fit_when_shown: StoredValue<bool>,
    /// The page a gesture began on.
    pub(crate) gesture_page: StoredValue<Option<usize>>,
    /// What lies under the pointer: page, element, instance.
    pub(crate) hovered: RwSignal<Option<(usize, ObjectId, u32)>>,
    pub(crate) cursor: RwSignal<&'static str>,
    pub(crate) edited_text: RwSignal<Option<EditedText>>,
    pub(crate) dragged_field: RwSignal<Option<DraggedField>>,
    /// What was cut or copied, for this template and the next.
    pub(crate) clipboard: RwSignal<Option<String>>,
    /// An AFP file that is looked at.
    pub(crate) viewing: Viewing,
}

/// What waits for the question about unsaved edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AfterUnsaved {
    /// Open another template: the one at the path, or one that is asked for.
    Open(Option<String>),
    /// Close the template.
    Close,
    /// Close the window.
    Quit,
}

impl Designer {
    /// The state at the start; asks the shell for settings and files.
    pub(crate) fn new() -> Self {
        let live = Live::new();
        let editing = Editing::new();
        let designer = Self {
            settings: RwSignal::new(Settings::default()),
            theme: RwSignal::new(ThemeChoice::System),
            unit: RwSignal::new(UnitChoice::Millimetre),
            recent: RwSignal::new(Vec::new()),
            recoveries: RwSignal::new(Vec::new()),
            outbox: RwSignal::new(Vec::new()),
            toasts: RwSignal::new(Vec::new()),
            palette_is_open: RwSignal::new(false),
            publish_is_open: RwSignal::new(false),
            after_unsaved: RwSignal::new(None),
            left_width: RwSignal::new(252.0),
            right_width: RwSignal::new(292.0),
            drawer_height: RwSignal::new(212.0),
            drawer_is_open: RwSignal::new(true),
            drawer_tab: RwSignal::new(DrawerTab::Inspector),
            left_tab: RwSignal::new(LeftTab::Data),
            right_tab: RwSignal::new(RightTab::Properties),
            library: RwSignal::new(Library::default()),
            mode: RwSignal::new(Mode::Design),
            panes: RwSignal::new(Panes::Both),
            editing,
            live,
            view: View::new(),
            preview_view: View::new(),
            places: Memo::new(move |_| {
                live.rendered
                    .with(|rendered| rendered.as_ref().map_or_else(Vec::new, |rendered| page_places(&rendered.pages)))
            }),
            tool: Memo::new(move |_| editing.with(editor::Editor::tool).unwrap_or_default()),
            fit_when_shown: StoredValue::new(true),
            gesture_page: StoredValue::new(None),
            hovered: RwSignal::new(None),
            cursor: RwSignal::new(""),
            edited_text: RwSignal::new(None),
            dragged_field: RwSignal::new(None),
            clipboard: RwSignal::new(None),
            viewing: Viewing::new(),
        };
        language::choose(language::of_the_system());
        theme::follow(designer.theme);
        native::listen("outbox", move |entries: Vec<OutboxEntry>| designer.outbox.set(entries));
        native::listen("quit-asked", move |(): ()| designer.quit());
        native::listen("open-asked", move |path: String| designer.open(Some(path)));
        Effect::new(move |_| live.geometry.with(|geometry| editing.set_geometry(geometry)));
        designer.start();
        designer
    }

    /// The page, from 0, in the middle of what is seen; reactive.
    pub(crate) fn page_in_view(self) -> usize {
        match self.mode.get() {
            Mode::Design => self.places.with(|places| self.view.page_in_view(places)),
            Mode::Preview => self.places.with(|places| self.preview_view.page_in_view(places)),
        }
    }

    /// Shows a page, from 0, whole width.
    pub(crate) fn show_page(self, number: usize) {
        if let Some(place) = self.places.with_untracked(|places| places.get(number).copied()) {
            let view = self.view_now();
            let zoom = view.zoom.get_untracked();
            view.show_at(place, zoom);
            view.show_top(place);
        }
    }

    /// The view of the mode in use.
    pub(crate) fn view_now(self) -> View {
        match self.mode.get_untracked() {
            Mode::Design => self.view,
            Mode::Preview => self.preview_view,
        }
    }

    /// What was found in the newest layout and outputs; reactive.
    pub(crate) fn problems(self) -> Vec<Problem> {
        let mut problems = self
            .live
            .rendered
            .with(|rendered| rendered.as_ref().map_or_else(Vec::new, |rendered| rendered.problems.clone()));
        self.live.previewed.with(|previewed| {
            for problem in previewed.iter().flat_map(|previewed| &previewed.problems) {
                if !problems.contains(problem) {
                    problems.push(problem.clone());
                }
            }
        });
        problems.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
        problems
    }

    /// Shows the findings, object by object.
    pub(crate) fn show_checks(self) {
        self.right_tab.set(RightTab::Checks);
    }

    /// Where the selected elements are, in world units; reactive.
    pub(crate) fn selected_boxes(self, places: &[PagePlace]) -> Vec<PagePlace> {
        self.editing
            .with(|editor| {
                places
                    .iter()
                    .enumerate()
                    .flat_map(|(number, page)| {
                        let outlines = editor.outlines(number);
                        outlines.into_iter().map(|placed| crate::canvas::on_page(*page, placed.bounds()))
                    })
                    .collect()
            })
            .unwrap_or_default()
    }

    /// Puts the focus on the canvas.
    pub(crate) fn focus_canvas(self) {
        use wasm_bindgen::JsCast;

        let canvas = document().get_element_by_id("viewport");
        if let Some(canvas) = canvas.and_then(|canvas| canvas.dyn_into::<web_sys::HtmlElement>().ok()) {
            // The canvas can still be clicked.
            let _ = canvas.focus();
        }
    }

    /// Changes and keeps the settings.
    pub(crate) fn change_settings(self, change: impl FnOnce(&mut Settings)) {
        self.settings.update(change);
        let settings = self.settings.get_untracked();
        native::spawn(async move {
            if let Err(failure) =
                native::call::<()>("keep_settings", &serde_json::json!({ "settings": settings })).await
            {
                self.report(failure);
            }
        });
    }

    /// Takes the settings the shell kept.
    pub(crate) fn use_settings(self, settings: Settings) {
        self.theme.set(settings.theme);
        self.unit.set(settings.unit);
        if let Some(chosen) = settings.language {
            language::choose(chosen);
        }
        self.settings.set(settings);
    }

    /// Chooses light or dark.
    pub(crate) fn choose_theme(self, choice: ThemeChoice) {
        self.theme.set(choice);
        self.change_settings(|settings| settings.theme = choice);
    }

    /// Chooses the language.
    pub(crate) fn choose_language(self, choice: LanguageChoice) {
        language::choose(choice);
        self.change_settings(|settings| settings.language = Some(choice));
    }

    /// Chooses the unit of lengths.
    pub(crate) fn choose_unit(self, choice: UnitChoice) {
        self.unit.set(choice);
        self.change_settings(|settings| settings.unit = choice);
    }

    /// Keeps where and as whom was published.
    pub(crate) fn note_publish_target(self, server: &str, user: &str) {
        self.change_settings(|settings| {
            server.clone_into(&mut settings.server);
            user.clone_into(&mut settings.user);
        });
    }

    /// Shows what went wrong.
    pub(crate) fn report(self, failure: Failure) {
        self.toasts.update(|toasts| {
            let id = toasts.last().map_or(1, |toast| toast.id + 1);
            if toasts.len() >= 4 {
                toasts.remove(0);
            }
            toasts.push(Toast { id, failure });
        });
    }
}

/// The designer's state, from any view.
pub(crate) fn designer() -> Designer {
    expect_context()
}
