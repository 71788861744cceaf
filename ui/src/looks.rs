//! How a text looks after its styles: what the in-place field and the properties show.

use model::{Align, CharacterFormat, ColourRef, Object, ObjectId, Paragraph, ParagraphFormat, Shape, Template};
use units::{Colour, FontSize};

/// The deepest chain of styles that is followed.
const DEPTH: usize = 16;

/// The look of a text's first run.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Look {
    /// The family's name.
    pub(crate) family: String,
    /// 100 to 900.
    pub(crate) weight: u16,
    /// The size.
    pub(crate) size: FontSize,
    /// Distance of baselines in thousandths of the size.
    pub(crate) line_height: u16,
    /// As CSS says it.
    pub(crate) align: &'static str,
    /// The colour.
    pub(crate) colour: ColourRef,
}

/// The settings of a style with those it is based on.
pub(crate) fn style(template: &Template, id: Option<ObjectId>) -> (ParagraphFormat, CharacterFormat) {
    let mut paragraph = ParagraphFormat::default();
    let mut character = CharacterFormat::default();
    let mut next = id;
    for _ in 0..DEPTH {
        let Some(style) = next.and_then(|id| template.styles.iter().find(|style| style.id == id)) else { break };
        paragraph = paragraph.over(&style.paragraph);
        character = character.over(&style.character);
        next = style.based_on;
    }
    (paragraph, character)
}

/// The look of an object's first run.
pub(crate) fn of_text(template: &Template, object: &Object) -> Look {
    match &object.shape {
        Shape::Text(text) => of_paragraphs(template, &text.paragraphs),
        _ => of_paragraphs(template, &[]),
    }
}

/// The look of the first run of paragraphs.
pub(crate) fn of_paragraphs(template: &Template, paragraphs: &[Paragraph]) -> Look {
    let mut paragraph = ParagraphFormat::default();
    let mut character = CharacterFormat::default();
    if let Some(first) = paragraphs.first() {
        let (of_paragraph, of_characters) = style(template, first.style);
        paragraph = first.format.over(&of_paragraph);
        if let Some(run) = first.runs.first() {
            let (_, of_run) = style(template, run.style);
            character = run.format.over(&of_run);
        }
        character = character.over(&of_characters);
    }
    let family = character
        .font
        .and_then(|id| template.fonts.iter().find(|family| family.id == id))
        .or_else(|| template.fonts.first())
        .map_or_else(String::new, |family| family.family.clone());
    Look {
        family,
        weight: character.weight.unwrap_or(400),
        size: character.size.unwrap_or(FontSize::from_points(10)),
        line_height: paragraph.line_height.unwrap_or(1200),
        align: match paragraph.align.unwrap_or(Align::Start) {
            Align::Start => "left",
            Align::Centre => "center",
            Align::End => "right",
            Align::Justify => "justify",
        },
        colour: character.colour.unwrap_or(ColourRef::Value(Colour::BLACK)),
    }
}

/// A colour as CSS says it, swatches resolved.
pub(crate) fn css(template: &Template, colour: ColourRef) -> String {
    let mut colour = colour;
    for _ in 0..DEPTH {
        match colour {
            ColourRef::Value(value) => {
                let [red, green, blue] = value.to_rgb();
                return format!("rgb({red},{green},{blue})");
            }
            ColourRef::Swatch(id) => match template.swatches.iter().find(|swatch| swatch.id == id) {
                Some(swatch) => colour = swatch.colour,
                None => break,
            },
        }
    }
    "transparent".to_owned()
}

/// A colour as people call it: a swatch's name, or the value.
pub(crate) fn colour_name(template: &Template, colour: ColourRef) -> String {
    match colour {
        ColourRef::Swatch(id) => template
            .swatches
            .iter()
            .find(|swatch| swatch.id == id)
            .map_or_else(|| id.to_string(), |swatch| swatch.name.clone()),
        value @ ColourRef::Value(_) => value.to_string(),
    }
}
