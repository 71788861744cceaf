//! How text looks: what panels show and change.

use model::{Align, CharacterFormat, ColourRef, ElementKind, ElementRef, ObjectId, Paragraph, ParagraphFormat, Run};
use units::{Emu, FontSize};

use crate::editor::Editor;
use crate::error::EditError;
use crate::history::{EditName, Millis};
use crate::operation::Operation;
use crate::property::Property;
use crate::runs;

/// One setting of characters; nothing takes it back to the style's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CharacterChange {
    /// The family.
    Font(Option<ObjectId>),
    /// 100 to 900.
    Weight(Option<u16>),
    /// Slanted.
    Italic(Option<bool>),
    /// Size.
    Size(Option<FontSize>),
    /// Colour.
    Colour(Option<ColourRef>),
    /// A line below.
    Underline(Option<bool>),
    /// A line through.
    Strike(Option<bool>),
    /// Added after each character.
    LetterSpacing(Option<Emu>),
}

/// One setting of paragraphs; nothing takes it back to the style's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphChange {
    /// Alignment.
    Align(Option<Align>),
    /// Distance of baselines in thousandths of the font size.
    LineHeight(Option<u16>),
    /// Space above.
    SpaceBefore(Option<Emu>),
    /// Space below.
    SpaceAfter(Option<Emu>),
    /// Left edge moved right.
    Indent(Option<Emu>),
    /// First line moved right.
    FirstLine(Option<Emu>),
    /// The whole style.
    Style(Option<ObjectId>),
}

/// What is switched on where it is not on everywhere, else off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toggle {
    /// Weight 700.
    Bold,
    /// Slanted.
    Italic,
    /// A line below.
    Underline,
    /// A line through.
    Strike,
}

/// How the selected text looks with its styles; none where it differs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TextLook {
    /// The paragraph style.
    pub style: Option<Option<ObjectId>>,
    /// The family; none in the inner for the template's first.
    pub font: Option<Option<ObjectId>>,
    /// 100 to 900.
    pub weight: Option<u16>,
    /// Slanted.
    pub italic: Option<bool>,
    /// Size.
    pub size: Option<FontSize>,
    /// Colour.
    pub colour: Option<ColourRef>,
    /// A line below.
    pub underline: Option<bool>,
    /// A line through.
    pub strike: Option<bool>,
    /// Added after each character.
    pub letter_spacing: Option<Emu>,
    /// Alignment.
    pub align: Option<Align>,
    /// Distance of baselines in thousandths of the font size.
    pub line_height: Option<u16>,
    /// Space above.
    pub space_before: Option<Emu>,
    /// Space below.
    pub space_after: Option<Emu>,
    /// Left edge moved right.
    pub indent: Option<Emu>,
    /// First line moved right.
    pub first_line: Option<Emu>,
}

impl CharacterChange {
    fn apply(self, format: &mut CharacterFormat) {
        match self {
            Self::Font(value) => format.font = value,
            Self::Weight(value) => format.weight = value,
            Self::Italic(value) => format.italic = value,
            Self::Size(value) => format.size = value,
            Self::Colour(value) => format.colour = value,
            Self::Underline(value) => format.underline = value,
            Self::Strike(value) => format.strike = value,
            Self::LetterSpacing(value) => format.letter_spacing = value,
        }
    }
}

impl ParagraphChange {
    fn apply(self, style: &mut Option<ObjectId>, format: &mut ParagraphFormat) {
        match self {
            Self::Align(value) => format.align = value,
            Self::LineHeight(value) => format.line_height = value,
            Self::SpaceBefore(value) => format.space_before = value,
            Self::SpaceAfter(value) => format.space_after = value,
            Self::Indent(value) => format.indent = value,
            Self::FirstLine(value) => format.first_line = value,
            Self::Style(value) => *style = value,
        }
    }
}

impl Editor {
    /// Changes the look of the selected text; while no text is edited, of all text in the selected elements, or of the
    /// selected styles. With a caret only, of what is typed next.
    ///
    /// # Errors
    /// None that a living selection meets.
    pub fn set_character(&mut self, change: CharacterChange, time: Millis) -> Result<(), EditError> {
        if let Some(cursor) = self.text_cursor() {
            if !cursor.has_selection() {
                let mut format = self.typing_format.clone().unwrap_or_else(|| self.format_at_caret());
                change.apply(&mut format);
                self.typing_format = Some(format);
                return Ok(());
            }
            let (_, _, parts) = self.document().selected_text(&cursor);
            return self.transact(EditName::Format, None, time, |editor| {
                parts.into_iter().filter(|part| !part.range.is_empty()).try_for_each(|part| {
                    editor.with_paragraph(part.paragraph, |paragraph, fresh| {
                        runs::format(paragraph, part.range, fresh, &|format| change.apply(format));
                    })
                })
            });
        }
        let formats: Vec<(ObjectId, CharacterFormat)> = self.selected_formats();
        self.transact(EditName::Format, None, time, |editor| {
            formats.into_iter().try_for_each(|(id, mut format)| {
                change.apply(&mut format);
                editor.apply(Operation::set(id, Property::Character(format)))
            })
        })
    }

    /// Switches a look on where it is not on everywhere in the selection, else off.
    ///
    /// # Errors
    /// None that a living selection meets.
    pub fn toggle(&mut self, toggle: Toggle, time: Millis) -> Result<(), EditError> {
        let look = self.text_look();
        let change = match toggle {
            Toggle::Bold => CharacterChange::Weight(Some(if look.weight >= Some(600) { 400 } else { 700 })),
            Toggle::Italic => CharacterChange::Italic(Some(look.italic != Some(true))),
            Toggle::Underline => CharacterChange::Underline(Some(look.underline != Some(true))),
            Toggle::Strike => CharacterChange::Strike(Some(look.strike != Some(true))),
        };
        self.set_character(change, time)
    }

    /// Changes the paragraphs of the selected text; while no text is edited, all paragraphs in the selected elements,
    /// or the selected styles.
    ///
    /// # Errors
    /// None that a living selection meets.
    pub fn set_paragraph(&mut self, change: ParagraphChange, time: Millis) -> Result<(), EditError> {
        let paragraphs: Vec<Paragraph> = self.selected_paragraphs().into_iter().cloned().collect();
        let styles: Vec<ObjectId> = self.selected_of_kind(ElementKind::Style);
        self.transact(EditName::Format, None, time, |editor| {
            for mut paragraph in paragraphs {
                change.apply(&mut paragraph.style, &mut paragraph.format);
                editor.apply(Operation::set(paragraph.id, Property::Style(paragraph.style)))?;
                editor.apply(Operation::set(paragraph.id, Property::Paragraph(paragraph.format)))?;
            }
            for id in styles {
                let Some(ElementRef::Style(style)) = editor.document().element(id) else { continue };
                let (mut based_on, mut format) = (style.based_on, style.paragraph.clone());
                change.apply(&mut based_on, &mut format);
                editor.apply(Operation::set(id, Property::BasedOn(based_on)))?;
                editor.apply(Operation::set(id, Property::Paragraph(format)))?;
            }
            Ok(())
        })
    }

    /// How the selected text looks, styles included.
    pub fn text_look(&self) -> TextLook {
        let paragraphs = self.selected_paragraphs();
        let mut looks = Vec::new();
        for paragraph in &paragraphs {
            let (base, base_characters) = self.style(paragraph.style);
            let settings = paragraph.format.over(&base);
            let runs = self.selected_runs(paragraph);
            for run in runs {
                let style = self.style(run.style).1;
                let characters = run.format.over(&style.over(&base_characters));
                looks.push(look(paragraph.style, &settings, &characters));
            }
        }
        if let (Some(format), Some(paragraph)) = (&self.typing_format, paragraphs.first()) {
            let (base, base_characters) = self.style(paragraph.style);
            looks = vec![look(paragraph.style, &paragraph.format.over(&base), &format.over(&base_characters))];
        }
        for id in self.selected_of_kind(ElementKind::Style) {
            let (settings, characters) = self.style(Some(id));
            looks.push(look(Some(id), &settings, &characters));
        }
        looks.into_iter().reduce(common).unwrap_or_default()
    }

    /// A style's settings with those it is based on.
    pub fn style(&self, id: Option<ObjectId>) -> (ParagraphFormat, CharacterFormat) {
        let styles = &self.template().styles;
        let (mut paragraph, mut character) = (ParagraphFormat::default(), CharacterFormat::default());
        let mut next = id;
        // A circle of styles ends when each has been seen once.
        for _ in 0..styles.len() {
            let Some(style) = next.and_then(|id| styles.iter().find(|style| style.id == id)) else { break };
            paragraph = paragraph.over(&style.paragraph);
            character = character.over(&style.character);
            next = style.based_on;
        }
        (paragraph, character)
    }

    fn selected_of_kind(&self, kind: ElementKind) -> Vec<ObjectId> {
        let of_kind = |id: &ObjectId| self.document().kind(*id) == Some(kind);
        self.selection().ids().iter().copied().filter(of_kind).collect()
    }

    /// The paragraphs of the text selection, or in the selected elements.
    fn selected_paragraphs(&self) -> Vec<&Paragraph> {
        if let Some(cursor) = self.text_cursor() {
            let (_, _, parts) = self.document().selected_text(&cursor);
            return parts.iter().filter_map(|part| self.paragraph(part.paragraph)).collect();
        }
        let mut paragraphs = Vec::new();
        let mut inside: Option<usize> = None;
        self.template().walk(&mut |place, element| {
            if inside.is_some_and(|depth| place.depth <= depth) {
                inside = None;
            }
            if inside.is_none() && self.selection().contains(element.id()) {
                inside = Some(place.depth);
            }
            if inside.is_some()
                && let ElementRef::Paragraph(paragraph) = element
            {
                paragraphs.push(paragraph);
            }
        });
        paragraphs
    }

    /// The runs of a paragraph that are selected; the run at the caret where nothing is.
    fn selected_runs<'a>(&self, paragraph: &'a Paragraph) -> Vec<&'a Run> {
        let Some(cursor) = self.text_cursor() else { return paragraph.runs.iter().collect() };
        let (_, _, parts) = self.document().selected_text(&cursor);
        let Some(part) = parts.iter().find(|part| part.paragraph == paragraph.id) else { return Vec::new() };
        let (mut before, mut runs) = (0, Vec::new());
        for run in &paragraph.runs {
            let end = before + run.text.0.len();
            let overlaps = before < part.range.end && part.range.start < end;
            let holds_caret = part.range.is_empty() && before <= part.range.start && part.range.start <= end;
            if overlaps || (holds_caret && runs.is_empty()) {
                runs.push(run);
            }
            before = end;
        }
        runs
    }

    fn format_at_caret(&self) -> CharacterFormat {
        let paragraph = self.text_cursor().and_then(|cursor| self.paragraph(cursor.caret.paragraph));
        let run = paragraph.and_then(|paragraph| self.selected_runs(paragraph).first().copied());
        run.map(|run| run.format.clone()).unwrap_or_default()
    }

    /// Runs and styles whose look the selection means, with their present settings.
    fn selected_formats(&self) -> Vec<(ObjectId, CharacterFormat)> {
        let paragraphs = self.selected_paragraphs();
        let runs = paragraphs.iter().flat_map(|paragraph| &paragraph.runs).map(|run| (run.id, run.format.clone()));
        let styles = self.selection().ids().iter().filter_map(|&id| match self.document().element(id)? {
            ElementRef::Style(style) => Some((id, style.character.clone())),
            ElementRef::Run(run) => Some((id, run.format.clone())),
            _ => None,
        });
        runs.chain(styles).collect()
    }
}

/// What layout takes where no style says, as the model's descriptions tell.
fn look(style: Option<ObjectId>, paragraph: &ParagraphFormat, character: &CharacterFormat) -> TextLook {
    TextLook {
        style: Some(style),
        font: Some(character.font),
        weight: Some(character.weight.unwrap_or(400)),
        italic: Some(character.italic.unwrap_or(false)),
        size: Some(character.size.unwrap_or(FontSize::from_points(10))),
        colour: Some(character.colour.unwrap_or(ColourRef::Value(units::Colour::BLACK))),
        underline: Some(character.underline.unwrap_or(false)),
        strike: Some(character.strike.unwrap_or(false)),
        letter_spacing: Some(character.letter_spacing.unwrap_or(Emu::ZERO)),
        align: Some(paragraph.align.unwrap_or(Align::Start)),
        line_height: Some(paragraph.line_height.unwrap_or(1_200)),
        space_before: Some(paragraph.space_before.unwrap_or(Emu::ZERO)),
        space_after: Some(paragraph.space_after.unwrap_or(Emu::ZERO)),
        indent: Some(paragraph.indent.unwrap_or(Emu::ZERO)),
        first_line: Some(paragraph.first_line.unwrap_or(Emu::ZERO)),
    }
}

fn common(one: TextLook, other: TextLook) -> TextLook {
    fn same<T: PartialEq>(one: Option<T>, other: &Option<T>) -> Option<T> {
        one.filter(|value| other.as_ref() == Some(value))
    }
    TextLook {
        style: same(one.style, &other.style),
        font: same(one.font, &other.font),
        weight: same(one.weight, &other.weight),
        italic: same(one.italic, &other.italic),
        size: same(one.size, &other.size),
        colour: same(one.colour, &other.colour),
        underline: same(one.underline, &other.underline),
        strike: same(one.strike, &other.strike),
        letter_spacing: same(one.letter_spacing, &other.letter_spacing),
        align: same(one.align, &other.align),
        line_height: same(one.line_height, &other.line_height),
        space_before: same(one.space_before, &other.space_before),
        space_after: same(one.space_after, &other.space_after),
        indent: same(one.indent, &other.indent),
        first_line: same(one.first_line, &other.first_line),
    }
}
