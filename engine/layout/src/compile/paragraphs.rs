//! Paragraphs with their styles resolved.

use diagnostics::ObjectId;
use expression::Names;
use model::{Align, CharacterFormat, Paragraph, ParagraphFormat, TabAlign};
use scene::Decoration;
use units::{Emu, FontSize};

use super::Compiler;
use super::fonts::Wish;
use crate::plan::{Look, ParagraphPlan, RunPlan, TextSource, all};

/// Where no style says.
const DEFAULT_SIZE: FontSize = FontSize::from_points(10);
const DEFAULT_LINE_HEIGHT: u16 = 1_200;
const DEFAULT_WEIGHT: u16 = 400;
const DEFAULT_LINES_TOGETHER: u8 = 2;

impl Compiler<'_> {
    /// Paragraphs; those whose font is not there are left out. `alternatives` are styles by condition.
    pub(super) fn paragraphs(
        &mut self,
        paragraphs: &[Paragraph],
        alternatives: &[ObjectId],
        names: &Names,
        owner: ObjectId,
    ) -> Vec<ParagraphPlan> {
        paragraphs.iter().filter_map(|paragraph| self.paragraph(paragraph, alternatives, names, owner)).collect()
    }

    fn paragraph(
        &mut self,
        source: &Paragraph,
        alternatives: &[ObjectId],
        names: &Names,
        owner: ObjectId,
    ) -> Option<ParagraphPlan> {
        let (base_paragraph, base_character) = self.style(source.style, source.id);
        let paragraph = source.format.over(&base_paragraph);
        let mut formats = Vec::with_capacity(source.runs.len().max(1));
        let mut runs = Vec::with_capacity(source.runs.len().max(1));
        for run in &source.runs {
            let own = self.style(run.style, run.id).1;
            formats.push(run.format.over(&own).over(&base_character));
            runs.push(RunPlan {
                id: run.id,
                text: self.text(&run.text, names, run.id, "text"),
                link: run.link.as_ref().map(|link| self.text(link, names, run.id, "link")),
            });
        }
        if runs.is_empty() {
            // An empty line still has its style's height.
            formats.push(base_character);
            runs.push(RunPlan { id: source.id, text: TextSource::Literal("".into()), link: None });
        }
        let look = self.look(&paragraph, &formats, owner)?;
        let mut others = Vec::with_capacity(alternatives.len());
        for id in alternatives {
            let (over_paragraph, over_character) = self.style(Some(*id), owner);
            let formats: Vec<_> = formats.iter().map(|format| over_character.over(format)).collect();
            others.push(self.look(&over_paragraph.over(&paragraph), &formats, owner)?);
        }
        let parts = runs.iter().map(|run| {
            run.link.as_ref().map(TextSource::dependencies).unwrap_or_default().and(run.text.dependencies())
        });
        let dependencies = all(parts);
        Some(ParagraphPlan {
            id: source.id,
            number: self.paragraph_number(),
            runs,
            look,
            alternatives: others,
            dependencies,
        })
    }

    /// A paragraph of one text in one style.
    pub(super) fn line(&mut self, text: TextSource, style: Option<ObjectId>, owner: ObjectId) -> Option<ParagraphPlan> {
        let look = self.style_look(style, owner)?;
        let dependencies = text.dependencies();
        let runs = vec![RunPlan { id: owner, text, link: None }];
        let number = self.paragraph_number();
        Some(ParagraphPlan { id: owner, number, runs, look, alternatives: Vec::new(), dependencies })
    }

    /// The look of one run in a style.
    pub(super) fn style_look(&mut self, style: Option<ObjectId>, owner: ObjectId) -> Option<Look> {
        let (paragraph, character) = self.style(style, owner);
        self.look(&paragraph, &[character], owner)
    }

    fn paragraph_number(&mut self) -> u32 {
        self.next_paragraph = self.next_paragraph.saturating_add(1);
        self.next_paragraph
    }

    fn style(&mut self, id: Option<ObjectId>, user: ObjectId) -> (ParagraphFormat, CharacterFormat) {
        let Some(id) = id else { return Default::default() };
        match self.styles.get(id) {
            Some(settings) => settings.clone(),
            None => {
                self.unknown("style", &id, user, "style");
                Default::default()
            }
        }
    }

    fn look(&mut self, paragraph: &ParagraphFormat, runs: &[CharacterFormat], owner: ObjectId) -> Option<Look> {
        let decimal = self.locale.decimal_sign();
        let style = text::ParagraphStyle {
            align: match paragraph.align.unwrap_or(Align::Start) {
                Align::Start => text::Align::Start,
                Align::Centre => text::Align::Centre,
                Align::End => text::Align::End,
                Align::Justify => text::Align::Justify,
            },
            line_height: text::LineHeight::Factor(paragraph.line_height.unwrap_or(DEFAULT_LINE_HEIGHT)),
            tabs: paragraph
                .tabs
                .iter()
                .flatten()
                .map(|stop| text::TabStop {
                    at: stop.position,
                    kind: match stop.align {
                        TabAlign::Left => text::TabKind::Start,
                        TabAlign::Centre => text::TabKind::Centre,
                        TabAlign::Right => text::TabKind::End,
                        TabAlign::Decimal => text::TabKind::Decimal(decimal),
                    },
                })
                .collect(),
            indent_start: paragraph.indent.unwrap_or_default(),
            first_line_indent: paragraph.first_line.unwrap_or_default(),
            ..text::ParagraphStyle::default()
        };
        let runs = runs.iter().map(|format| self.characters(format, owner)).collect::<Option<Vec<_>>>()?;
        Some(Look {
            paragraph: style,
            space_before: paragraph.space_before.unwrap_or_default().max(Emu::ZERO),
            space_after: paragraph.space_after.unwrap_or_default().max(Emu::ZERO),
            orphans: paragraph.orphans.unwrap_or(DEFAULT_LINES_TOGETHER).into(),
            widows: paragraph.widows.unwrap_or(DEFAULT_LINES_TOGETHER).into(),
            keep_together: paragraph.keep_together.unwrap_or(false),
            keep_with_next: paragraph.keep_with_next.unwrap_or(false),
            runs,
        })
    }

    fn characters(&mut self, format: &CharacterFormat, owner: ObjectId) -> Option<text::TextStyle> {
        let wish = Wish {
            family: format.font,
            weight: format.weight.unwrap_or(DEFAULT_WEIGHT),
            italic: format.italic.unwrap_or(false),
        };
        let faces = self.chain(wish, owner)?;
        let mut style = text::TextStyle::new(faces, format.size.unwrap_or(DEFAULT_SIZE));
        if let Some(colour) = format.colour {
            style.colour = self.colour(colour, owner, "colour");
        }
        style.decoration =
            Decoration { underline: format.underline.unwrap_or(false), strike: format.strike.unwrap_or(false) };
        style.letter_spacing = format.letter_spacing.unwrap_or_default();
        Some(style)
    }
}
