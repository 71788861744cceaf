//! Text: what it says, and how it looks.

use diagnostics::ObjectId;
use expression::{Dependencies, TextProgram};
use units::Emu;

/// A text with or without fields.
#[derive(Debug)]
pub(crate) enum TextSource {
    /// Stands as it is.
    Literal(Box<str>),
    /// Has fields.
    Program(TextProgram),
}

/// Text of one look.
#[derive(Debug)]
pub(crate) struct RunPlan {
    pub(crate) id: ObjectId,
    pub(crate) text: TextSource,
    pub(crate) link: Option<TextSource>,
}

/// How a paragraph looks, its runs included.
#[derive(Clone, Debug)]
pub(crate) struct Look {
    pub(crate) paragraph: text::ParagraphStyle,
    pub(crate) space_before: Emu,
    pub(crate) space_after: Emu,
    pub(crate) orphans: usize,
    pub(crate) widows: usize,
    pub(crate) keep_together: bool,
    pub(crate) keep_with_next: bool,
    /// For each run.
    pub(crate) runs: Vec<text::TextStyle>,
}

/// A paragraph.
#[derive(Debug)]
pub(crate) struct ParagraphPlan {
    pub(crate) id: ObjectId,
    /// Unique in the job, for caches.
    pub(crate) number: u32,
    /// At least one.
    pub(crate) runs: Vec<RunPlan>,
    /// Its usual look.
    pub(crate) look: Look,
    /// Looks by condition: for each rule of its cell.
    pub(crate) alternatives: Vec<Look>,
    pub(crate) dependencies: Dependencies,
}

impl TextSource {
    pub(crate) fn dependencies(&self) -> Dependencies {
        match self {
            Self::Literal(_) => Dependencies::default(),
            Self::Program(program) => program.dependencies(),
        }
    }

    pub(crate) fn literal(&self) -> Option<&str> {
        match self {
            Self::Literal(text) => Some(text),
            Self::Program(_) => None,
        }
    }
}

impl ParagraphPlan {
    /// The look of a rule by its number, the usual one without.
    pub(crate) fn look(&self, rule: Option<usize>) -> &Look {
        rule.and_then(|rule| self.alternatives.get(rule)).unwrap_or(&self.look)
    }

    /// Whether it says the same on every page of every record, without links.
    pub(crate) fn is_literal(&self) -> bool {
        self.runs.iter().all(|run| run.text.literal().is_some() && run.link.is_none())
    }
}

/// What any of several depends on.
pub(crate) fn all(parts: impl Iterator<Item = Dependencies>) -> Dependencies {
    parts.fold(Dependencies::default(), Dependencies::and)
}
