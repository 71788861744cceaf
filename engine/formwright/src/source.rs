//! A template with its files, opened.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use afp_read::{Libraries, ListedResource, OpenedResource, ReadOptions, ResourceFolder};
use diagnostics::{Code, Diagnostic, Diagnostics, Location};
use fonts::{Face, FontError};
use layout::{Assets, KeptFaces, LibraryContent};
use model::Template;
use package::{Package, Signer, TEMPLATE};
use scene::IncludeKind;

use crate::shipped;

/// The folder of a package that holds fonts and pictures.
pub(crate) const ASSETS: &str = "assets/";

/// A template with its files.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file's name, for diagnostics.
    pub name: String,
    /// The template.
    pub template: Template,
    /// The files beside it.
    pub package: Package,
    /// What was remarked while reading.
    pub remarks: Diagnostics,
    /// Who signed the package, where it is signed.
    pub signer: Option<Signer>,
    /// Where overlays and page segments are looked for besides the package.
    libraries: Libraries,
    /// What was found there: the designer compiles after every edit.
    found: FoundResources,
    /// Fonts read so far, for the same reason.
    faces: KeptFaces,
}

/// Overlays and page segments looked for so far, by kind and name. Clones share them.
type FoundResources = Arc<Mutex<BTreeMap<(bool, String), Option<LibraryContent>>>>;

impl Source {
    /// Opens a template: a folder, its `template.json`, or a `.fwt` package.
    ///
    /// # Errors
    /// Every fault found, each with its place.
    pub fn open(path: &Path) -> Result<Self, Diagnostics> {
        let name = path.display().to_string();
        if path.is_dir() {
            return Self::from_package(&name, package::read_folder(path)?, None);
        }
        if path.file_name().is_some_and(|file| file == TEMPLATE) {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            return Self::from_package(&name, package::read_folder(folder)?, None);
        }
        let bytes = std::fs::read(path).map_err(|error| {
            Diagnostic::new(Code::FileUnreadable)
                .with("file", name.as_str())
                .with("reason", error.to_string())
                .at(Location::File(name.clone()))
        })?;
        Self::from_bytes(&name, &bytes)
    }

    /// Reads a `.fwt` package; one whose signature does not fit is refused.
    ///
    /// # Errors
    /// Every fault found, each with its place.
    pub fn from_bytes(name: &str, bytes: &[u8]) -> Result<Self, Diagnostics> {
        let opened = package::open(bytes).map_err(|fault| fault.at(Location::File(name.to_owned())))?;
        Self::from_package(name, opened.package, opened.signer)
    }

    /// Reads the template of a package.
    ///
    /// # Errors
    /// Every fault found, each with its line.
    pub fn from_package(name: &str, package: Package, signer: Option<Signer>) -> Result<Self, Diagnostics> {
        let file = if name.is_empty() { TEMPLATE.to_owned() } else { format!("{name}: {TEMPLATE}") };
        let text = std::str::from_utf8(package.template()).map_err(|error| {
            Diagnostic::new(Code::JsonSyntax)
                .with("reason", "the text is not in UTF-8")
                .at(Location::Byte { file: file.clone(), offset: error.valid_up_to() as u64 })
        })?;
        let (template, remarks) = Template::from_json(&file, text).map_err(|error| error.diagnostics)?;
        Ok(Self {
            name: name.to_owned(),
            template,
            package,
            remarks,
            signer,
            libraries: Libraries::default(),
            found: FoundResources::default(),
            faces: KeptFaces::default(),
        })
    }

    /// The same with places to look for the overlays and page segments that the template names.
    #[must_use]
    pub fn with_libraries(mut self, libraries: Libraries) -> Self {
        self.libraries = libraries;
        self.found = FoundResources::default();
        self
    }

    /// The overlays and page segments that objects can place: those of the package, then those of the libraries.
    pub fn library_resources(&self) -> Vec<ListedResource> {
        let mut listed = afp_read::list_resources(&self.all_libraries());
        listed.retain(|resource| model::resource_name_fault(&resource.name).is_none());
        listed
    }

    fn all_libraries(&self) -> Libraries {
        let mut libraries = self.libraries.clone();
        libraries.folders.insert(0, Arc::new(PackageFolder(self.package.clone())));
        libraries
    }

    /// The same files with another state of the template, as the designer has it while editing.
    ///
    /// # Errors
    /// Every fault of the text, each with its line.
    pub fn with_template(&self, json: &str) -> Result<Self, Diagnostics> {
        let (template, remarks) = Template::from_json(TEMPLATE, json).map_err(|error| error.diagnostics)?;
        Ok(Self {
            name: self.name.clone(),
            template,
            package: self.package.clone(),
            remarks,
            signer: None,
            libraries: self.libraries.clone(),
            found: Arc::clone(&self.found),
            faces: self.faces.clone(),
        })
    }

    /// The files of records that the template brings along, by name.
    pub fn samples(&self) -> impl Iterator<Item = (&str, &Arc<[u8]>)> {
        self.template.data.samples.iter().filter_map(|name| Some((name.as_str(), self.package.entries().get(name)?)))
    }

    /// The package to publish: the template in canonical form and, besides its own files, the shipped fonts that it
    /// names, so that it renders the same for ever.
    ///
    /// # Errors
    /// When a name or the size is beyond what a package may hold.
    pub fn complete_package(&self) -> Result<Package, Diagnostic> {
        let mut package = self.package.clone();
        package.insert(TEMPLATE, self.template.to_json().into_bytes())?;
        let named: BTreeSet<&str> =
            self.template.fonts.iter().flat_map(|family| &family.faces).map(|face| face.asset.as_str()).collect();
        for name in named {
            let entry = format!("{ASSETS}{name}");
            if !package.entries().contains_key(&entry)
                && let Some(bytes) = shipped::font(name)
            {
                package.insert(&entry, bytes)?;
            }
        }
        Ok(package)
    }
}

impl Assets for Source {
    fn asset(&self, name: &str) -> Option<Arc<[u8]>> {
        self.package.entries().get(&format!("{ASSETS}{name}")).cloned().or_else(|| shipped::font(name))
    }

    fn names(&self) -> Vec<String> {
        let own = self.package.entries().keys().filter_map(|name| name.strip_prefix(ASSETS)).map(str::to_owned);
        own.chain(shipped::names().map(str::to_owned)).collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn library(&self, kind: IncludeKind, name: &str) -> Option<LibraryContent> {
        let key = (kind == IncludeKind::PageSegment, name.to_owned());
        // What is kept is whole at every moment, whatever happened to who held the lock.
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = found.get(&key) {
            return known.clone();
        }
        let options = ReadOptions {
            name: self.name.clone(),
            libraries: self.all_libraries(),
            substitutes: shipped::substitutes(),
            ..ReadOptions::default()
        };
        let content = afp_read::open_resource(kind, name, &options).map(|opened| {
            let OpenedResource { include, definitions, diagnostics } = opened;
            LibraryContent { include, definitions, diagnostics }
        });
        found.insert(key, content.clone());
        content
    }

    fn face(&self, name: &str, index: u32) -> Option<Result<Face, FontError>> {
        self.asset(name).map(|bytes| self.faces.face(name, index, bytes))
    }
}

/// The assets of a package as a folder of resources.
#[derive(Debug)]
struct PackageFolder(Package);

impl ResourceFolder for PackageFolder {
    fn names(&self) -> Vec<String> {
        self.0.entries().keys().filter_map(|name| name.strip_prefix(ASSETS)).map(str::to_owned).collect()
    }

    fn read(&self, name: &str) -> Option<Arc<[u8]>> {
        self.0.entries().get(&format!("{ASSETS}{name}")).cloned()
    }
}
