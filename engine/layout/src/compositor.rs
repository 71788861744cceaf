//! The one who sets the type: evaluates texts, shapes them, remembers, and notes what goes wrong.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use diagnostics::{Code, DataPath, Diagnostic, Diagnostics, Location, ObjectId};
use expression::{Environment, Finding, Locale, Program, Value};
use graphics::image::Header;
use jiff::civil::Date;
use scene::ImageId;
use text::{FaceSet, Lines, Shaper};

use crate::plan::TextSource;

/// What all workers of a job read.
#[derive(Debug)]
pub(crate) struct Stock {
    pub(crate) faces: FaceSet,
    pictures: Vec<Header>,
    picture_names: BTreeMap<String, ImageId>,
    locale: &'static Locale,
    today: Option<Date>,
}

impl Stock {
    pub(crate) fn new(
        faces: FaceSet,
        pictures: &[Header],
        picture_names: BTreeMap<String, ImageId>,
        locale: &'static Locale,
        today: Option<Date>,
    ) -> Self {
        Self { faces, pictures: pictures.to_vec(), picture_names, locale, today }
    }

    /// The names of a record, outside rows and pages.
    pub(crate) fn environment<'a>(&self, record: &'a Value, number: u64) -> Environment<'a> {
        Environment { today: self.today, ..Environment::new(record, number, self.locale) }
    }

    pub(crate) fn picture(&self, id: ImageId) -> Option<&Header> {
        self.pictures.get(id.0 as usize)
    }

    pub(crate) fn picture_named(&self, name: &str) -> Option<ImageId> {
        self.picture_names.get(name).copied()
    }
}

/// A paragraph that says the same everywhere: its number, its look by rule, the width.
pub(crate) type ConstantKey = (u32, Option<usize>, i32);

/// Evaluates, shapes, remembers and notes; one for each worker.
pub(crate) struct Compositor<'c> {
    pub(crate) stock: &'c Stock,
    pub(crate) shaper: Shaper<'c>,
    /// Only looked up, never walked, so that its order tells nothing.
    pub(crate) constant: HashMap<ConstantKey, Arc<Lines>>,
    /// Memory of lines no longer needed.
    spare: Vec<Lines>,
    diagnostics: Diagnostics,
    /// While the same is evaluated again, what it finds is not news.
    pub(crate) quiet: bool,
}

impl<'c> Compositor<'c> {
    pub(crate) fn new(stock: &'c Stock) -> Self {
        Self {
            stock,
            shaper: Shaper::new(&stock.faces),
            constant: HashMap::new(),
            spare: Vec::new(),
            diagnostics: Diagnostics::new(),
            quiet: false,
        }
    }

    pub(crate) fn take_diagnostics(&mut self) -> Diagnostics {
        std::mem::take(&mut self.diagnostics)
    }

    /// Notes something about an object, with the page and record at hand.
    pub(crate) fn note(
        &mut self,
        diagnostic: Diagnostic,
        object: ObjectId,
        property: Option<&'static str>,
        environment: &Environment<'_>,
    ) {
        if self.quiet {
            return;
        }
        let diagnostic = diagnostic.at(Location::Object { object, property, range: None });
        self.diagnostics.push_once(placed(diagnostic, environment));
    }

    /// Notes what an evaluation found.
    pub(crate) fn note_findings(
        &mut self,
        findings: Vec<Finding>,
        object: ObjectId,
        property: &'static str,
        environment: &Environment<'_>,
    ) {
        if self.quiet {
            return;
        }
        for finding in findings {
            self.diagnostics.push_once(placed(finding.at(object, property), environment));
        }
    }

    /// Whether something with this condition is there.
    pub(crate) fn holds(
        &mut self,
        condition: Option<&Program>,
        object: ObjectId,
        property: &'static str,
        environment: &Environment<'_>,
    ) -> bool {
        condition.is_none_or(|condition| self.value(condition, object, property, environment).is_true())
    }

    /// A value.
    pub(crate) fn value(
        &mut self,
        program: &Program,
        object: ObjectId,
        property: &'static str,
        environment: &Environment<'_>,
    ) -> Value {
        let outcome = program.evaluate(environment);
        self.note_findings(outcome.findings, object, property, environment);
        outcome.value
    }

    /// A text.
    pub(crate) fn text<'p>(
        &mut self,
        source: &'p TextSource,
        object: ObjectId,
        property: &'static str,
        environment: &Environment<'_>,
    ) -> Cow<'p, str> {
        match source {
            TextSource::Literal(text) => Cow::Borrowed(text),
            TextSource::Program(program) => {
                let outcome = program.evaluate(environment);
                self.note_findings(outcome.findings, object, property, environment);
                Cow::Owned(outcome.text)
            }
        }
    }

    /// Lines to be filled, in memory used before where there is some.
    pub(crate) fn fresh_lines(&mut self) -> Lines {
        self.spare.pop().unwrap_or_default()
    }

    /// Takes back lines that were drawn.
    pub(crate) fn recycle(&mut self, lines: Lines) {
        const MOST_SPARE: usize = 2_048;
        if self.spare.len() < MOST_SPARE {
            self.spare.push(lines);
        }
    }

    /// Notes the characters that no font has.
    pub(crate) fn note_missing(&mut self, lines: &Lines, object: ObjectId, environment: &Environment<'_>) {
        for missing in lines.missing() {
            let codepoint = format!("U+{:04X}", u32::from(missing.character));
            let character = missing.character.to_string();
            let diagnostic =
                Diagnostic::new(Code::GlyphMissing).with("character", character).with("codepoint", codepoint);
            self.note(diagnostic, object, Some("text"), environment);
        }
    }
}

/// With the page, or the record where no page is known; what belongs to no record has neither.
fn placed(diagnostic: Diagnostic, environment: &Environment<'_>) -> Diagnostic {
    match (environment.record_number, environment.page) {
        (0, _) => diagnostic,
        (record, Some(page)) => diagnostic.at(Location::Page { record: Some(record), page }),
        (record, None) => diagnostic.at(Location::Data { record, path: DataPath::default() }),
    }
}
