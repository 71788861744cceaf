//! Template in, compiled template out.

mod checking;
mod colours;
mod fonts;
mod library;
mod objects;
mod overlays;
mod paragraphs;
mod pictures;
mod sections;
mod styles;
mod symbol;
mod tables;

use std::sync::Arc;

use diagnostics::{Code, Diagnostic, Diagnostics, Location, ObjectId};
use expression::{Expression, Locale, Names, Program, Schema, Type, Variables};
use jiff::civil::Date;
use model::Template;
use scene::{Definitions, DocumentInfo};

use crate::Assets;
use crate::compositor::Stock;
use crate::plan::{MasterPlan, SectionPlan, TextSource};
use colours::Colours;
use fonts::FontBook;
use library::LibraryBook;
use pictures::PictureBook;
pub use pictures::picture_name;
use styles::Styles;
pub use symbol::symbol_kind;

/// What a job is told besides template and data.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The date that `today` gives.
    pub today: Option<Date>,
    /// The most pages of a record; what goes beyond is left out with an error.
    pub page_limit: u32,
}

impl Default for Options {
    /// No date; 5,000 pages.
    fn default() -> Self {
        Self { today: None, page_limit: 5_000 }
    }
}

/// An index element: who it is, its name and its value.
#[derive(Debug)]
pub(crate) struct IndexSource {
    pub(crate) id: ObjectId,
    pub(crate) name: String,
    pub(crate) value: TextSource,
}

/// A template made ready for a job. It is shared by all workers.
#[derive(Debug)]
pub struct Compiled {
    pub(crate) stock: Stock,
    pub(crate) definitions: Arc<Definitions>,
    pub(crate) masters: Vec<MasterPlan>,
    pub(crate) sections: Vec<SectionPlan>,
    pub(crate) variables: Variables,
    pub(crate) variable_ids: Vec<ObjectId>,
    pub(crate) id: ObjectId,
    pub(crate) title: TextSource,
    pub(crate) group: Option<TextSource>,
    pub(crate) index: Vec<IndexSource>,
    /// The index of each page.
    pub(crate) page_index: Vec<IndexSource>,
    /// A note at the beginning of each record.
    pub(crate) comment: Option<TextSource>,
    /// The medium map of a record's pages, where their masters name none.
    pub(crate) medium_map: Option<TextSource>,
    /// The form definition and its medium maps, where the template has one.
    pub(crate) medium_maps: Vec<String>,
    /// What a record is called in lists.
    pub(crate) label: Option<Program>,
    /// Whether what flows depends on the number of pages, so that one pass may not do.
    pub(crate) flow_counts_pages: bool,
    pub(crate) page_limit: u32,
    info: DocumentInfo,
    diagnostics: Diagnostics,
}

impl Compiled {
    /// Faces, pictures, overlays and spot colours of the job.
    pub fn definitions(&self) -> &Arc<Definitions> {
        &self.definitions
    }

    /// What documents of the job say of themselves; the title is each record's.
    pub fn document_info(&self) -> &DocumentInfo {
        &self.info
    }

    /// What was found that does not stand in the way.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }
}

/// Makes a template ready.
///
/// # Errors
/// All that was found, when an error is among it.
pub fn compile(template: &Template, assets: &dyn Assets, options: Options) -> Result<Compiled, Diagnostics> {
    let compiled = compile_leniently(template, assets, options)?;
    if compiled.diagnostics.has_errors() { Err(compiled.diagnostics) } else { Ok(compiled) }
}

/// Makes a template ready as far as it can be, for the designer: what has an error is left out, a text that cannot be
/// evaluated shows as it is written. [`Compiled::diagnostics`] holds the errors.
///
/// # Errors
/// When nothing at all can be laid out: no section with a master.
pub fn compile_leniently(template: &Template, assets: &dyn Assets, options: Options) -> Result<Compiled, Diagnostics> {
    let mut compiler = Compiler::new(template, assets);
    let variables = compiler.variables();
    let masters = compiler.masters();
    let sections = compiler.sections();
    if sections.is_empty() {
        compiler.diagnostics.push(
            Diagnostic::new(Code::TemplateFieldMissing)
                .with("field", "a section with a master")
                .at(template_at(template)),
        );
        return Err(compiler.diagnostics);
    }
    let names = compiler.names.clone();
    let title = compiler.text(&template.title, &names, template.id, "title");
    let afp = &template.outputs.afp;
    let group = afp.group.as_ref().map(|group| compiler.text(group, &names, template.id, "group"));
    let index = compiler.index(&afp.index, &names);
    let page_index = compiler.index(&afp.page_index, &names);
    let comment = afp.comment.as_ref().map(|text| compiler.text(text, &names, template.id, "comment"));
    let medium_map = afp.medium_map.as_ref().map(|text| compiler.text(text, &names, template.id, "medium_map"));
    let label = template.data.label.as_ref();
    let label = label.and_then(|label| compiler.expression(label, &Type::Any, &names, template.id, "label"));
    let flow_counts_pages = sections.iter().flat_map(|section| &section.blocks).any(|block| block.dependencies.pages);
    let Compiler { diagnostics, fonts, pictures, libraries, colours, locale, .. } = compiler;
    let stock = Stock::new(fonts.into_faces(), pictures.headers(), pictures.names().clone(), locale, options.today);
    let mut definitions = Definitions {
        faces: stock.faces.faces().cloned().collect(),
        images: pictures.into_images(),
        includes: Vec::new(),
        spots: colours.into_spots(),
    };
    libraries.define(&mut definitions);
    let info = DocumentInfo {
        title: String::new(),
        author: template.outputs.pdf.author.clone(),
        subject: template.outputs.pdf.subject.clone(),
        language: template.locale.clone(),
        time: None,
    };
    let mut compiled = Compiled {
        stock,
        definitions: Arc::new(Definitions::default()),
        masters,
        sections,
        variables,
        variable_ids: template.data.variables.iter().map(|variable| variable.id).collect(),
        id: template.id,
        title,
        group,
        index,
        page_index,
        comment,
        medium_map,
        medium_maps: afp.medium_maps.iter().map(|map| map.name.clone()).collect(),
        label,
        flow_counts_pages,
        page_limit: options.page_limit.max(1),
        info,
        diagnostics,
    };
    overlays::split(&mut compiled, definitions);
    Ok(compiled)
}

fn template_at(template: &Template) -> Location {
    Location::Object { object: template.id, property: Some("sections"), range: None }
}

/// The work in hand.
struct Compiler<'t> {
    template: &'t Template,
    diagnostics: Diagnostics,
    /// What expressions may name outside rows.
    names: Names,
    fonts: FontBook<'t>,
    styles: Styles,
    colours: Colours,
    pictures: PictureBook<'t>,
    libraries: LibraryBook<'t>,
    locale: &'static Locale,
    next_paragraph: u32,
}

impl<'t> Compiler<'t> {
    fn new(template: &'t Template, assets: &'t dyn Assets) -> Self {
        let mut diagnostics = Diagnostics::new();
        let locale = Locale::find(&template.locale).unwrap_or_else(|| {
            let mut unknown = Diagnostic::new(Code::TemplateUnknownReference)
                .with("kind", "locale")
                .with("name", template.locale.as_str())
                .at(Location::Object { object: template.id, property: Some("locale"), range: None });
            unknown.severity = diagnostics::Severity::Warning;
            diagnostics.push(unknown);
            Locale::british()
        });
        Self {
            template,
            names: Names::new(Arc::new(Schema::of_template(&template.data.fields))),
            fonts: FontBook::new(&template.fonts, assets),
            styles: Styles::resolve(&template.styles, &mut diagnostics),
            colours: Colours::resolve(&template.swatches, &mut diagnostics),
            pictures: PictureBook::new(assets),
            libraries: LibraryBook::new(assets),
            diagnostics,
            locale,
            next_paragraph: 0,
        }
    }

    fn index(&mut self, elements: &[model::IndexElement], names: &Names) -> Vec<IndexSource> {
        let source = |element: &model::IndexElement| IndexSource {
            id: element.id,
            name: element.name.clone(),
            value: self.text(&element.value, names, element.id, "value"),
        };
        elements.iter().map(source).collect()
    }

    /// Checks the computed variables; their names are known from then on. With an error in one, none has a value.
    fn variables(&mut self) -> Variables {
        let mut parsed = Vec::new();
        for variable in &self.template.data.variables {
            match Expression::parse(&variable.value.0) {
                Ok(expression) => parsed.push((variable.name.as_str().into(), expression)),
                Err(finding) => {
                    self.diagnostics.push(finding.at(variable.id, "value"));
                    self.names.add_variable(variable.name.as_str(), Type::Any);
                }
            }
        }
        if parsed.len() < self.template.data.variables.len() {
            for (name, _) in parsed {
                self.names.add_variable(name, Type::Any);
            }
            return Variables::default();
        }
        Variables::check(&parsed, &mut self.names).unwrap_or_else(|findings| {
            for (number, finding) in findings {
                if let Some(variable) = self.template.data.variables.get(number) {
                    self.diagnostics.push(finding.at(variable.id, "value"));
                }
            }
            Variables::default()
        })
    }
}
