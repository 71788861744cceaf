//! Pages and resources of AFP files as templates.

use std::collections::BTreeMap;

use afp_read::AfpDocument;
use diagnostics::{Code, Diagnostic, Diagnostics, ObjectId};
use import::Told;
use model::{ElementKind, Extra, FORMAT, Master, MasterRule, Section, Template, TemplateText};
use package::Package;
use scene::{Include, IncludeKind, Page};

use crate::prepared::rasterise;
use crate::shipped;
use crate::source::ASSETS;

/// The records that the template brings along: one without fields, so that it can be rendered as it is.
const SAMPLE: &str = "samples/data.ndjson";

/// What of an AFP file is imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportPart {
    /// A page, by its number from 0.
    Page(usize),
    /// An overlay, by its name.
    Overlay(String),
    /// A page segment, by its name.
    PageSegment(String),
}

/// A template made of a part of an AFP file.
#[derive(Clone, Debug)]
pub struct ImportedTemplate {
    /// The template with its fonts and pictures.
    pub package: Package,
    /// The template.
    pub template: Template,
    /// What became of the parts of the page, in the order of the objects.
    pub told: Vec<Told>,
    /// What was found while reading, and what was changed.
    pub diagnostics: Diagnostics,
}

/// Makes a template of a page, an overlay or a page segment: one master with an object for each thing on it. `name`
/// becomes the template's.
///
/// # Errors
/// When the file has no such part, or its fonts and pictures are more than a package may hold.
pub fn import_afp(document: &AfpDocument, part: &ImportPart, name: &str) -> Result<ImportedTemplate, Diagnostic> {
    let mut diagnostics = document.diagnostics().clone();
    // A page may have pictures that the document does not share.
    let mut own = None;
    let page = match part {
        ImportPart::Page(number) => {
            let read = document.page(*number).ok_or_else(|| missing(&format!("page {}", number + 1)))?;
            diagnostics.append(read.diagnostics);
            own = Some(read.definitions);
            read.page
        }
        ImportPart::Overlay(name) => resource(document, IncludeKind::Overlay, name)?,
        ImportPart::PageSegment(name) => resource(document, IncludeKind::PageSegment, name)?,
    };
    let shipped: Vec<(&str, fonts::Face)> =
        shipped::names().filter_map(|name| Some((name, shipped::face(name)?))).collect();
    let mut ids = Ids::default();
    let definitions = own.as_deref().unwrap_or_else(|| document.definitions());
    let imported = import::import_page(&page, definitions, &shipped, &rasterise, &mut |kind| ids.fresh(kind));
    diagnostics.append(imported.diagnostics);
    let master = Master {
        id: ids.fresh(ElementKind::Master),
        name: "Page".to_owned(),
        size: imported.size,
        margins: None,
        objects: imported.objects,
        frames: Vec::new(),
        medium_map: None,
        extra: Extra::default(),
    };
    let section = Section {
        id: ids.fresh(ElementKind::Section),
        name: String::new(),
        when: None,
        masters: MasterRule { first: master.id, next: None, extra: Extra::default() },
        blocks: Vec::new(),
        extra: Extra::default(),
    };
    let template = Template {
        format: FORMAT,
        id: ids.fresh(ElementKind::Template),
        name: name.to_owned(),
        description: String::new(),
        locale: "en-GB".to_owned(),
        title: TemplateText::default(),
        fonts: imported.fonts,
        swatches: Vec::new(),
        styles: Vec::new(),
        data: model::Data { samples: vec![SAMPLE.to_owned()], ..model::Data::default() },
        masters: vec![master],
        sections: vec![section],
        outputs: model::Outputs::default(),
        extra: Extra::default(),
    };
    let mut package = Package::new(template.to_json().into_bytes());
    package.insert(SAMPLE, b"{}\n".as_slice())?;
    for (name, bytes) in imported.assets {
        package.insert(&format!("{ASSETS}{name}"), bytes)?;
    }
    Ok(ImportedTemplate { package, template, told: imported.told, diagnostics })
}

/// A shared resource as a page of its size.
fn resource(document: &AfpDocument, kind: IncludeKind, name: &str) -> Result<Page, Diagnostic> {
    let is_it = |include: &&Include| include.kind == kind && include.name.trim() == name;
    let found = document.definitions().includes.iter().find(is_it);
    let word = match kind {
        IncludeKind::Overlay => "overlay",
        IncludeKind::PageSegment => "page segment",
    };
    let include = found.ok_or_else(|| missing(&format!("the {word} {name}")))?;
    Ok(Page { size: include.size, content: include.content.clone(), number: 1, ..Page::default() })
}

fn missing(what: &str) -> Diagnostic {
    Diagnostic::new(Code::Unsupported).with("what", what).with("advice", "name something that the file has")
}

/// Ids in the order asked for: a letter for the kind, and a number.
#[derive(Default)]
struct Ids {
    next: BTreeMap<char, u32>,
}

impl Ids {
    fn fresh(&mut self, kind: ElementKind) -> ObjectId {
        let letter = kind.letter();
        let number = self.next.entry(letter).or_default();
        *number += 1;
        format!("{letter}_{number}").parse().unwrap_or_else(|_| ObjectId::from_random(letter, u64::from(*number)))
    }
}
