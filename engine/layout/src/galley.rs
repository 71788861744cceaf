//! Paragraphs set in a width, one below the other: what stands in a box or a cell, or runs through frames.

use std::borrow::Cow;
use std::sync::Arc;

use diagnostics::ObjectId;
use expression::Environment;
use text::{LineEnd, LineHeight, Lines, Paragraph, Run, lay_out_into};
use units::{Emu, FontSize, Size};

use crate::compositor::Compositor;
use crate::plan::{Look, ParagraphPlan};

/// Whose text it is, for origins and findings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Owner {
    pub(crate) object: ObjectId,
    /// The number of the row, from 0.
    pub(crate) instance: u32,
}

/// All sizes in proportion: `size` for what is `full`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shrink {
    pub(crate) size: FontSize,
    pub(crate) full: FontSize,
}

/// Lines, shared where they are the same everywhere.
#[derive(Debug)]
pub(crate) enum SetLines {
    Shared(Arc<Lines>),
    Own(Lines),
}

/// A paragraph in a width.
#[derive(Debug)]
pub(crate) struct SetParagraph<'p> {
    pub(crate) plan: &'p ParagraphPlan,
    pub(crate) look: &'p Look,
    lines: SetLines,
    /// Where runs lead, by their number.
    pub(crate) links: Vec<(u32, String)>,
    /// From the galley's top.
    pub(crate) top: Emu,
    /// Where its text begins in the owner's, paragraphs joined by line feeds.
    pub(crate) text_start: u32,
}

/// Paragraphs in a width, one below the other.
#[derive(Debug)]
pub(crate) struct Galley<'p> {
    pub(crate) paragraphs: Vec<SetParagraph<'p>>,
    pub(crate) height: Emu,
}

impl SetParagraph<'_> {
    pub(crate) fn lines(&self) -> &Lines {
        match &self.lines {
            SetLines::Shared(lines) => lines,
            SetLines::Own(lines) => lines,
        }
    }

    /// By how much a line does not fit a width, where by more than 1/1440 inch.
    pub(crate) fn too_wide(&self, width: Emu) -> Option<Emu> {
        Some(too_wide(self.lines(), width)).filter(|&excess| excess > Emu::from_l_units(1))
    }

    /// The memory of the lines, where it can be used again.
    pub(crate) fn into_lines(self) -> Option<Lines> {
        match self.lines {
            SetLines::Shared(_) => None,
            SetLines::Own(lines) => Some(lines),
        }
    }
}

impl Galley<'_> {
    /// By how much it does not fit a room: the greater of too high and too wide. The free part of the last line's
    /// height does not count, nor does what is less than 1/1440 inch.
    pub(crate) fn excess(&self, room: Size) -> Option<Emu> {
        let inked = self.paragraphs.last().and_then(|paragraph| {
            let line = paragraph.lines().lines().last()?;
            Some(paragraph.top + line.top + line.baseline + line.descent)
        });
        let high = inked.map_or(self.height, |inked| inked.min(self.height)) - room.height;
        let wide = self.paragraphs.iter().map(|paragraph| too_wide(paragraph.lines(), room.width)).max();
        let excess = high.max(wide.unwrap_or_default());
        (excess > Emu::from_l_units(1)).then_some(excess)
    }
}

/// By how much the widest line is wider than the room; a word that had to be cut counts with its size.
fn too_wide(lines: &Lines, room: Emu) -> Emu {
    let beyond = |line: &text::Line| {
        let cut = if line.end == LineEnd::Cut { line.ascent } else { Emu::ZERO };
        cut.max(line.x + line.width - room).max(-line.x)
    };
    lines.lines().iter().map(beyond).max().unwrap_or_default()
}

impl Compositor<'_> {
    /// Sets paragraphs one below the other. Space above the first and below the last counts for nothing.
    pub(crate) fn galley<'p>(
        &mut self,
        plans: &'p [ParagraphPlan],
        rule: Option<usize>,
        width: Emu,
        shrink: Option<Shrink>,
        owner: Owner,
        environment: &Environment<'_>,
    ) -> Galley<'p> {
        let width = width.max(Emu::ZERO);
        let mut paragraphs: Vec<SetParagraph<'p>> = Vec::with_capacity(plans.len());
        let (mut height, mut text_start) = (Emu::ZERO, 0u32);
        for plan in plans {
            let mut set = self.paragraph(plan, rule, width, shrink, owner, environment);
            if let Some(above) = paragraphs.last() {
                height += above.look.space_after + set.look.space_before;
            }
            set.top = height;
            set.text_start = text_start;
            height += set.lines().height();
            text_start = text_start.saturating_add(set.lines().text().len() as u32).saturating_add(1);
            paragraphs.push(set);
        }
        Galley { paragraphs, height }
    }

    /// Sets one paragraph.
    pub(crate) fn paragraph<'p>(
        &mut self,
        plan: &'p ParagraphPlan,
        rule: Option<usize>,
        width: Emu,
        shrink: Option<Shrink>,
        owner: Owner,
        environment: &Environment<'_>,
    ) -> SetParagraph<'p> {
        let look = plan.look(rule);
        let lines = match shrink {
            None if plan.is_literal() => SetLines::Shared(self.constant_lines(plan, rule, width)),
            _ => SetLines::Own(self.lines(plan, look, width, shrink, environment)),
        };
        let mut links = Vec::new();
        for (number, run) in plan.runs.iter().enumerate() {
            if let Some(link) = &run.link {
                links.push((number as u32, self.text(link, run.id, "link", environment).into_owned()));
            }
        }
        let set = SetParagraph { plan, look, lines, links, top: Emu::ZERO, text_start: 0 };
        if !set.lines().missing().is_empty() {
            self.note_missing(set.lines(), owner.object, environment);
        }
        set
    }

    fn constant_lines(&mut self, plan: &ParagraphPlan, rule: Option<usize>, width: Emu) -> Arc<Lines> {
        const MOST_KEPT: usize = 10_000;
        let key = (plan.number, rule, width.get());
        if let Some(known) = self.constant.get(&key) {
            return Arc::clone(known);
        }
        let texts: Vec<Cow<'_, str>> =
            plan.runs.iter().map(|run| Cow::Borrowed(run.text.literal().unwrap_or_default())).collect();
        let mut lines = Lines::new();
        self.set(&texts, plan.look(rule), width, None, &mut lines);
        let lines = Arc::new(lines);
        if self.constant.len() >= MOST_KEPT {
            self.constant.clear();
        }
        self.constant.insert(key, Arc::clone(&lines));
        lines
    }

    fn lines(
        &mut self,
        plan: &ParagraphPlan,
        look: &Look,
        width: Emu,
        shrink: Option<Shrink>,
        environment: &Environment<'_>,
    ) -> Lines {
        let mut lines = self.fresh_lines();
        if let [run] = plan.runs.as_slice() {
            let text = self.text(&run.text, run.id, "text", environment);
            self.set(&[text], look, width, shrink, &mut lines);
        } else {
            let texts: Vec<_> = plan.runs.iter().map(|run| self.text(&run.text, run.id, "text", environment)).collect();
            self.set(&texts, look, width, shrink, &mut lines);
        }
        lines
    }

    fn set(&mut self, texts: &[Cow<'_, str>], look: &Look, width: Emu, shrink: Option<Shrink>, lines: &mut Lines) {
        let shrunk;
        let paragraph_style = match (shrink, look.paragraph.line_height) {
            (Some(shrink), LineHeight::Exact(height)) => {
                shrunk = text::ParagraphStyle {
                    line_height: LineHeight::Exact(shrink.length(height)),
                    ..look.paragraph.clone()
                };
                &shrunk
            }
            _ => &look.paragraph,
        };
        let styled = |style: &text::TextStyle| shrink.map_or(*style, |shrink| shrink.style(style));
        if let ([text], [style]) = (texts, look.runs.as_slice()) {
            let runs = [Run { text, style: styled(style) }];
            lay_out_into(&Paragraph { runs: &runs, style: paragraph_style }, width, &mut self.shaper, lines);
        } else {
            let runs: Vec<Run<'_>> =
                texts.iter().zip(&look.runs).map(|(text, style)| Run { text, style: styled(style) }).collect();
            lay_out_into(&Paragraph { runs: &runs, style: paragraph_style }, width, &mut self.shaper, lines);
        }
    }

    /// Takes back what was drawn.
    pub(crate) fn recycle_galley(&mut self, galley: Galley<'_>) {
        for paragraph in galley.paragraphs {
            if let Some(lines) = paragraph.into_lines() {
                self.recycle(lines);
            }
        }
    }
}

impl Shrink {
    fn length(self, length: Emu) -> Emu {
        length.scale(self.size.em().wide(), self.full.em().wide())
    }

    fn style(self, style: &text::TextStyle) -> text::TextStyle {
        text::TextStyle {
            size: FontSize::round_from(self.length(style.size.em())),
            letter_spacing: self.length(style.letter_spacing),
            rise: self.length(style.rise),
            ..*style
        }
    }
}
