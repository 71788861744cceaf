//! Everything a user can tell the designer: one table for menus, keys and the command palette.
//!
//! A command is here when it works. Its words are the Fluent message `command-…`.

use editor::{Order, Tool};
use leptos::prelude::*;
use protocol::{LanguageChoice, ThemeChoice, UnitChoice};

use crate::designer::{Designer, Mode};
use crate::panels::LeftTab;

/// Something the user can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Open,
    Save,
    SaveAs,
    Publish,
    CloseTemplate,
    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    PasteInPlace,
    Duplicate,
    Delete,
    SelectAll,
    Take(Tool),
    Library,
    Order(Order),
    Group,
    Ungroup,
    NextRecord,
    PreviousRecord,
    FirstRecord,
    LastRecord,
    Mode(Mode),
    ZoomIn,
    ZoomOut,
    ZoomFit,
    ZoomActual,
    Drawer,
    NextProblem,
    Theme(ThemeChoice),
    Language(LanguageChoice),
    Unit(UnitChoice),
    Palette,
}

/// A key with what is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shortcut {
    ctrl: bool,
    shift: bool,
    /// As `KeyboardEvent.key` names it, letters in lower case.
    key: &'static str,
}

const fn ctrl(key: &'static str) -> Option<Shortcut> {
    Some(Shortcut { ctrl: true, shift: false, key })
}

const fn plain(key: &'static str) -> Option<Shortcut> {
    Some(Shortcut { ctrl: false, shift: false, key })
}

const fn ctrl_shift(key: &'static str) -> Option<Shortcut> {
    Some(Shortcut { ctrl: true, shift: true, key })
}

impl Shortcut {
    /// Whether the event is this shortcut.
    fn fits(self, event: &web_sys::KeyboardEvent) -> bool {
        let key = event.key();
        let key = if key.chars().count() == 1 { key.to_lowercase() } else { key };
        // On most keyboards + is above another sign: whether Shift is needed for it is the keyboard's business.
        let shift_fits = event.shift_key() == self.shift || self.key == "+";
        key == self.key && (event.ctrl_key() || event.meta_key()) == self.ctrl && shift_fits && !event.alt_key()
    }

    /// As menus show it.
    pub(crate) fn words(self) -> String {
        let mut words = String::new();
        if self.ctrl {
            words.push_str("Ctrl+");
        }
        if self.shift {
            words.push_str("Shift+");
        }
        match self.key {
            "}" => words.push(']'),
            "{" => words.push('['),
            key if key.chars().count() == 1 => words.push_str(&key.to_uppercase()),
            key => words.push_str(key),
        }
        words
    }
}

/// A menu of the top bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Menu {
    File,
    Edit,
    Insert,
    Object,
    Data,
    View,
}

impl Menu {
    /// From left to right.
    pub(crate) const ALL: [Self; 6] = [Self::File, Self::Edit, Self::Insert, Self::Object, Self::Data, Self::View];

    /// The Fluent key of its name.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::File => "menu-file",
            Self::Edit => "menu-edit",
            Self::Insert => "menu-insert",
            Self::Object => "menu-object",
            Self::Data => "menu-data",
            Self::View => "menu-view",
        }
    }

    /// Its commands, in groups.
    pub(crate) const fn groups(self) -> &'static [&'static [Command]] {
        use Command as C;
        match self {
            Self::File => &[&[C::Open], &[C::Save, C::SaveAs], &[C::Publish], &[C::CloseTemplate]],
            Self::Edit => &[
                &[C::Undo, C::Redo],
                &[C::Cut, C::Copy, C::Paste, C::PasteInPlace],
                &[C::Duplicate, C::Delete],
                &[C::SelectAll],
            ],
            Self::Insert => &[
                &[C::Take(Tool::Select)],
                &[
                    C::Take(Tool::Text),
                    C::Take(Tool::Rectangle),
                    C::Take(Tool::Ellipse),
                    C::Take(Tool::Line),
                    C::Take(Tool::Image),
                    C::Take(Tool::Barcode),
                ],
                &[C::Library],
            ],
            Self::Object => &[
                &[C::Order(Order::Front), C::Order(Order::Forward), C::Order(Order::Backward), C::Order(Order::Back)],
                &[C::Group, C::Ungroup],
            ],
            Self::Data => &[&[C::NextRecord, C::PreviousRecord], &[C::FirstRecord, C::LastRecord]],
            Self::View => &[
                &[C::Palette],
                &[C::Mode(Mode::Design), C::Mode(Mode::Preview)],
                &[C::ZoomIn, C::ZoomOut, C::ZoomFit, C::ZoomActual],
                &[C::Drawer, C::NextProblem],
                &[C::Theme(ThemeChoice::System), C::Theme(ThemeChoice::Light), C::Theme(ThemeChoice::Dark)],
                &[C::Language(LanguageChoice::English), C::Language(LanguageChoice::TraditionalChinese)],
                &[
                    C::Unit(UnitChoice::Millimetre),
                    C::Unit(UnitChoice::Inch),
                    C::Unit(UnitChoice::Point),
                    C::Unit(UnitChoice::LUnit),
                ],
            ],
        }
    }
}

impl Command {
    /// Every command with its menu.
    pub(crate) fn all() -> impl Iterator<Item = (Menu, Self)> {
        Menu::ALL.into_iter().flat_map(|menu| {
            menu.groups().iter().flat_map(move |group| group.iter().map(move |command| (menu, *command)))
        })
    }

    /// The Fluent key of its name.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Open => "command-open",
            Self::Save => "command-save",
            Self::SaveAs => "command-save-as",
            Self::Publish => "command-publish",
            Self::CloseTemplate => "command-close",
            Self::Undo => "command-undo",
            Self::Redo => "command-redo",
            Self::Cut => "command-cut",
            Self::Copy => "command-copy",
            Self::Paste => "command-paste",
            Self::PasteInPlace => "command-paste-in-place",
            Self::Group => "command-group",
            Self::Ungroup => "command-ungroup",
            Self::Duplicate => "command-duplicate",
            Self::Delete => "command-delete",
            Self::SelectAll => "command-select-all",
            Self::Take(Tool::Select) => "tool-select",
            Self::Take(Tool::Text) => "tool-text",
            Self::Take(Tool::Rectangle) => "tool-rectangle",
            Self::Take(Tool::Ellipse) => "tool-ellipse",
            Self::Take(Tool::Line) => "tool-line",
            Self::Take(Tool::Image) => "tool-image",
            Self::Take(Tool::Barcode) => "tool-barcode",
            Self::Take(Tool::Chart) => "tool-chart",
            Self::Library => "command-library",
            Self::Order(Order::Front) => "command-front",
            Self::Order(Order::Forward) => "command-forward",
            Self::Order(Order::Backward) => "command-backward",
            Self::Order(Order::Back) => "command-back",
            Self::NextRecord => "command-next-record",
            Self::PreviousRecord => "command-previous-record",
            Self::FirstRecord => "command-first-record",
            Self::LastRecord => "command-last-record",
            Self::Mode(Mode::Design) => "command-design",
            Self::Mode(Mode::Preview) => "command-preview",
            Self::ZoomIn => "command-zoom-in",
            Self::ZoomOut => "command-zoom-out",
            Self::ZoomFit => "command-zoom-fit",
            Self::ZoomActual => "command-zoom-actual",
            Self::Drawer => "command-drawer",
            Self::NextProblem => "command-next-problem",
            Self::Theme(ThemeChoice::System) => "command-theme-system",
            Self::Theme(ThemeChoice::Light) => "command-theme-light",
            Self::Theme(ThemeChoice::Dark) => "command-theme-dark",
            Self::Language(LanguageChoice::English) => "command-language-english",
            Self::Language(LanguageChoice::TraditionalChinese) => "command-language-chinese",
            Self::Unit(UnitChoice::Millimetre) => "command-unit-millimetre",
            Self::Unit(UnitChoice::Inch) => "command-unit-inch",
            Self::Unit(UnitChoice::Point) => "command-unit-point",
            Self::Unit(UnitChoice::LUnit) => "command-unit-l-unit",
            Self::Palette => "command-palette",
        }
    }

    /// Its keys.
    pub(crate) const fn shortcut(self) -> Option<Shortcut> {
        match self {
            Self::Open => ctrl("o"),
            Self::Save => ctrl("s"),
            Self::SaveAs => ctrl_shift("s"),
            Self::Undo => ctrl("z"),
            Self::Redo => ctrl_shift("z"),
            Self::Cut => ctrl("x"),
            Self::Copy => ctrl("c"),
            Self::Paste => ctrl("v"),
            Self::PasteInPlace => ctrl_shift("v"),
            Self::Group => ctrl("g"),
            Self::Ungroup => ctrl_shift("g"),
            Self::Duplicate => ctrl("d"),
            Self::Delete => plain("Delete"),
            Self::SelectAll => ctrl("a"),
            Self::Take(Tool::Select) => plain("v"),
            Self::Take(Tool::Text) => plain("t"),
            Self::Take(Tool::Rectangle) => plain("r"),
            Self::Take(Tool::Ellipse) => plain("e"),
            Self::Take(Tool::Line) => plain("l"),
            Self::Take(Tool::Image) => plain("i"),
            Self::Take(Tool::Barcode) => plain("b"),
            Self::Order(Order::Front) => ctrl_shift("}"),
            Self::Order(Order::Forward) => ctrl("]"),
            Self::Order(Order::Backward) => ctrl("["),
            Self::Order(Order::Back) => ctrl_shift("{"),
            Self::NextRecord => ctrl("PageDown"),
            Self::PreviousRecord => ctrl("PageUp"),
            Self::Mode(Mode::Preview) => plain("F5"),
            Self::ZoomIn => plain("+"),
            Self::ZoomOut => plain("-"),
            Self::ZoomFit => ctrl("0"),
            Self::ZoomActual => ctrl("1"),
            Self::NextProblem => plain("F8"),
            Self::Palette => ctrl("k"),
            Self::Publish
            | Self::CloseTemplate
            | Self::Library
            | Self::Take(Tool::Chart)
            | Self::FirstRecord
            | Self::LastRecord
            | Self::Mode(Mode::Design)
            | Self::Drawer
            | Self::Theme(_)
            | Self::Language(_)
            | Self::Unit(_) => None,
        }
    }

    /// The command of a key event.
    pub(crate) fn of(event: &web_sys::KeyboardEvent) -> Option<Self> {
        if event.key().eq_ignore_ascii_case("y") && (event.ctrl_key() || event.meta_key()) {
            return Some(Self::Redo);
        }
        Self::all().map(|(_, command)| command).find(|command| command.shortcut().is_some_and(|keys| keys.fits(event)))
    }

    /// Whether it means something now; reactive.
    pub(crate) fn is_available(self, designer: Designer) -> bool {
        // A file that is looked at stands before the template.
        let is_viewing = designer.viewing.is_open();
        let is_open = designer.editing.is_open() && !is_viewing;
        match self {
            Self::Open | Self::Palette | Self::Theme(_) | Self::Language(_) | Self::Unit(_) => true,
            Self::Undo
            | Self::Redo
            | Self::Cut
            | Self::Copy
            | Self::Duplicate
            | Self::Delete
            | Self::Order(_)
            | Self::Group
            | Self::Ungroup
            | Self::NextRecord
            | Self::LastRecord
            | Self::PreviousRecord
            | Self::FirstRecord
                if is_viewing =>
            {
                false
            }
            Self::CloseTemplate => is_open || is_viewing,
            Self::Undo => designer.editing.with(|editor| editor.history().undo_name().is_some()).unwrap_or(false),
            Self::Redo => designer.editing.with(|editor| editor.history().redo_name().is_some()).unwrap_or(false),
            Self::Cut | Self::Copy | Self::Duplicate | Self::Delete | Self::Order(_) | Self::Group => {
                designer.has_selection()
            }
            Self::Ungroup => designer.has_group(),
            Self::Paste | Self::PasteInPlace => is_open && designer.clipboard.with(Option::is_some),
            Self::NextRecord | Self::LastRecord => designer.live.record.get() < designer.live.records.get(),
            Self::PreviousRecord | Self::FirstRecord => designer.live.record.get() > 1,
            Self::NextProblem => is_open && !designer.problems().is_empty(),
            Self::Save
            | Self::SaveAs
            | Self::Publish
            | Self::SelectAll
            | Self::Take(_)
            | Self::Library
            | Self::Mode(_)
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomFit
            | Self::ZoomActual
            | Self::Drawer => is_open,
        }
    }

    /// Whether it is a choice that is chosen now; reactive.
    pub(crate) fn is_on(self, designer: Designer) -> bool {
        match self {
            Self::Theme(choice) => designer.theme.get() == choice,
            Self::Language(choice) => crate::language::chosen() == choice,
            Self::Unit(choice) => designer.unit.get() == choice,
            Self::Mode(mode) => designer.mode.get() == mode,
            Self::Take(tool) => designer.tool.get() == tool,
            Self::Drawer => designer.drawer_is_open.get(),
            _ => false,
        }
    }

    /// Does it, where it means something.
    pub(crate) fn run(self, designer: Designer) {
        if !untrack(|| self.is_available(designer)) {
            return;
        }
        let record = designer.live.record.get_untracked();
        match self {
            Self::Open => designer.open(None),
            Self::Save => designer.save(false, None),
            Self::SaveAs => designer.save(true, None),
            Self::Publish => designer.publish_is_open.set(true),
            Self::CloseTemplate if untrack(|| designer.viewing.is_open()) => designer.close_viewer(),
            Self::CloseTemplate => designer.close_template(),
            Self::Undo => designer.undo(),
            Self::Redo => designer.redo(),
            Self::Cut => designer.cut(),
            Self::Copy => designer.copy(),
            Self::Paste => designer.paste(false),
            Self::PasteInPlace => designer.paste(true),
            Self::Group => designer.group(),
            Self::Ungroup => designer.ungroup(),
            Self::Duplicate => designer.duplicate(),
            Self::Delete => designer.delete(),
            Self::SelectAll => designer.select_all(),
            Self::Take(tool) => designer.take(tool),
            Self::Library => designer.left_tab.set(LeftTab::Library),
            Self::Order(order) => designer.reorder(order),
            Self::NextRecord => designer.live.choose_record(designer, record + 1),
            Self::PreviousRecord => designer.live.choose_record(designer, record.saturating_sub(1)),
            Self::FirstRecord => designer.live.choose_record(designer, 1),
            Self::LastRecord => designer.live.choose_record(designer, u64::MAX),
            // The key that shows the preview leads back as well.
            Self::Mode(Mode::Preview) if designer.mode.get_untracked() == Mode::Preview => {
                designer.mode.set(Mode::Design);
            }
            Self::Mode(mode) => {
                designer.finish_text();
                designer.mode.set(mode);
            }
            Self::ZoomIn => designer.view_now().zoom_by(1.25),
            Self::ZoomOut => designer.view_now().zoom_by(0.8),
            Self::ZoomFit | Self::ZoomActual => {
                let page = untrack(|| designer.page_in_view());
                if let Some(place) = designer.places.with_untracked(|places| places.get(page).copied()) {
                    match self {
                        Self::ZoomFit => designer.view_now().fit(place),
                        _ => designer.view_now().show_at(place, 1.0),
                    }
                }
            }
            Self::Drawer => designer.drawer_is_open.update(|open| *open = !*open),
            Self::NextProblem => designer.next_problem(),
            Self::Theme(choice) => designer.choose_theme(choice),
            Self::Language(choice) => designer.choose_language(choice),
            Self::Unit(choice) => designer.choose_unit(choice),
            Self::Palette => designer.palette_is_open.set(true),
        }
    }
}
