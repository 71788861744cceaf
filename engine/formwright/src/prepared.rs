//! A template made ready: the tables shared by all workers, and what each output needs of it.

use std::collections::BTreeMap;

use afp_write::FontName;
use diagnostics::{Code, Diagnostic, Diagnostics, Location};
use expression::Value;
use layout::{Compiled, LaidOut, Options, Worker};
use lower::{Lowering, Rasterise};
use model::{AfpDocuments, Template};
use raster::{PixelRect, Renderer, page_pixels};
use scene::{Definitions, DocumentInfo, Page, Pixmap};
use units::{Rect, Size};

use crate::afp_options::Chosen;
use crate::{Source, afp_options, profile};

/// A template made ready for a job.
#[derive(Debug)]
pub struct Prepared {
    template: Template,
    compiled: Compiled,
    diagnostics: Diagnostics,
    /// By which fonts of this template are told from those of another.
    pub(crate) identity: [u8; 32],
    pub(crate) time: Option<String>,
    /// Names chosen for resources, by master id or the name of the picture in the definitions.
    pub(crate) resource_names: BTreeMap<String, String>,
    /// Names chosen for fonts.
    pub(crate) font_names: Vec<FontName>,
}

/// What a job is told besides template and data.
#[derive(Clone, Debug, Default)]
pub struct JobTime(pub Option<String>);

impl JobTime {
    /// The date of the job, where a time was given.
    fn date(&self) -> Result<Option<jiff::civil::Date>, Diagnostic> {
        let Some(text) = &self.0 else { return Ok(None) };
        let wrong = || {
            Diagnostic::new(Code::TemplateFieldWrong)
                .with("field", "the job's time")
                .with("expected", "a time as RFC 3339 writes it, such as 2026-11-20T08:00:00Z")
                .with("found", format!("“{text}”"))
        };
        text.parse::<jiff::Timestamp>().map_err(|_| wrong())?;
        text.get(..10).and_then(|date| date.parse().ok()).map(Some).ok_or_else(wrong)
    }
}

impl Prepared {
    /// Makes a template ready; an error in it stands in the way.
    ///
    /// # Errors
    /// All that was found, when an error is among it.
    pub fn new(source: &Source, time: JobTime) -> Result<Self, Diagnostics> {
        let options = Options { today: time.date()?, ..Options::default() };
        let compiled = layout::compile(&source.template, source, options)?;
        let prepared = Self::with(source, compiled, time);
        if prepared.diagnostics.has_errors() { Err(prepared.diagnostics) } else { Ok(prepared) }
    }

    /// Makes a template ready as far as it can be, for the designer.
    ///
    /// # Errors
    /// When nothing at all can be laid out.
    pub fn leniently(source: &Source, time: JobTime) -> Result<Self, Diagnostics> {
        let options = Options { today: time.date()?, ..Options::default() };
        let compiled = layout::compile_leniently(&source.template, source, options)?;
        Ok(Self::with(source, compiled, time))
    }

    fn with(source: &Source, compiled: Compiled, time: JobTime) -> Self {
        // What layout found stands first; the template's own check adds what layout does not look at.
        let mut diagnostics = compiled.diagnostics().clone();
        for finding in &source.template.check() {
            let same =
                |known: &Diagnostic| known.code == finding.code && known.locations.first() == finding.locations.first();
            if !diagnostics.iter().any(same) {
                diagnostics.push(finding.clone());
            }
        }
        let template = source.template.clone();
        let identity = *blake3::hash(template.to_json().as_bytes()).as_bytes();
        let faces = &compiled.definitions().faces;
        let Chosen { resources, fonts } = afp_options::chosen_names(source, faces, &mut diagnostics);
        let (resource_names, font_names) = (resources, fonts);
        Self { template, compiled, diagnostics, identity, time: time.0, resource_names, font_names }
    }

    /// The template.
    pub fn template(&self) -> &Template {
        &self.template
    }

    /// Faces, pictures, overlays and spot colours of the job.
    pub fn definitions(&self) -> &Definitions {
        self.compiled.definitions()
    }

    /// What was found that does not stand in the way.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// A worker that lays out records of this template.
    pub fn worker(&self) -> Worker<'_> {
        Worker::new(&self.compiled)
    }

    /// Lays out one record, with the places of everything.
    pub fn lay_out(&self, record: &Value, number: u64) -> LaidOut {
        self.worker().with_geometry(true).lay_out(record, number)
    }

    /// What a document of the job says of itself.
    pub(crate) fn document_info(&self, title: &str) -> DocumentInfo {
        let mut info = self.compiled.document_info().clone();
        if !title.is_empty() {
            title.clone_into(&mut info.title);
        }
        if info.title.is_empty() {
            self.template.name.clone_into(&mut info.title);
        }
        info.time.clone_from(&self.time);
        info
    }

    /// Whether each record is an AFP document of its own.
    pub(crate) fn document_for_each(&self) -> bool {
        self.template.outputs.afp.documents == AfpDocuments::Each
    }

    pub(crate) fn lowering<'a>(&'a self, rasterise: &'a Rasterise<'a>) -> Lowering<'a> {
        Lowering::new(profile::capabilities(&self.template.outputs.afp), self.definitions(), rasterise)
    }

    /// What the template's outputs cannot do whatever the record: of the pages, each record tells. Draws nothing.
    pub fn preflight(&self) -> Diagnostics {
        let mut found = self.afp_findings();
        found.append(self.lowering(&unpainted).diagnostics().clone());
        found
    }

    /// What stands in the way of AFP, whatever the record: fonts that must not go into a file, masters that are larger
    /// than the pages it can hold.
    pub(crate) fn afp_findings(&self) -> Diagnostics {
        let mut found = self.font_findings();
        for master in &self.template.masters {
            if master.size.width.max(master.size.height) > afp_write::LARGEST_PAGE {
                let at = Location::Object { object: master.id, property: Some("size"), range: None };
                found.push(Diagnostic::new(Code::PageTooLarge).with("limit", "578 mm").at(at));
            }
        }
        found
    }

    /// The fonts of the job that their makers do not allow into its outputs.
    pub(crate) fn font_findings(&self) -> Diagnostics {
        let raster = profile::has_raster_fonts(&self.template.outputs.afp);
        let mut found = Diagnostics::new();
        for face in &self.definitions().faces {
            if let Some(finding) = profile::forbidden(face, raster) {
                found.push_once(finding);
            }
        }
        found
    }
}

/// What the writer found on a page or overlay, but for what [`Prepared::afp_findings`] tells of its master.
pub(crate) fn of_page(found: &Diagnostics) -> Diagnostics {
    let mut list = Diagnostics::new();
    for finding in found.iter().filter(|finding| finding.code != Code::PageTooLarge) {
        list.push(finding.clone());
    }
    list
}

/// Stands in for drawing where only the findings count.
pub(crate) fn unpainted(_: &Page, _: &Definitions, _: Rect, _: u32) -> Result<Pixmap, String> {
    Ok(Pixmap { width: 1, height: 1, rgba: vec![255; 4] })
}

/// Draws a part of a page for the lowering stage.
pub(crate) fn rasterise(page: &Page, definitions: &Definitions, area: Rect, dpi: u32) -> Result<Pixmap, String> {
    let dpi = f64::from(dpi);
    let (x, y) = page_pixels(Size::new(area.x, area.y), dpi);
    let (width, height) = page_pixels(area.size(), dpi);
    // `page_pixels` gives at least one; the first column and row are at nothing.
    let first = |pixels: u32, length: units::Emu| if length.get() <= 0 { 0 } else { pixels };
    let region = PixelRect { x: first(x, area.x) as _, y: first(y, area.y) as _, width, height };
    Renderer::new(definitions).render_region(page, dpi, region).map_err(|error| error.to_string())
}
