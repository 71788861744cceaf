//! Folders of AFP resources, and the overlays and page segments that they hold.

use std::path::{Path, PathBuf};

use formwright::afp_read::Libraries;
use formwright::layout::Assets as _;
use formwright::raster::{Renderer, encode_png};
use formwright::scene::{IncludeKind, Page};
use formwright::{Source, open_libraries};
use protocol::{Failure, LibraryEntry, LibraryFolder, PageSize, ResourceKind};
use units::Emu;

use super::findings::failure;

/// The longest side of a picture, in pixels.
const MOST_PIXELS: f64 = 1_024.0;

/// The folders as they were opened last.
#[derive(Default)]
pub(crate) struct OpenLibraries {
    pub(crate) libraries: Libraries,
    pub(crate) folders: Vec<LibraryFolder>,
    /// Counts the openings.
    pub(crate) generation: u64,
}

impl OpenLibraries {
    /// Opens the folders anew; one that cannot be read says why and the others are there.
    pub(crate) fn open(&mut self, paths: &[String]) {
        self.generation += 1;
        self.libraries = Libraries::default();
        self.folders.clear();
        for path in paths {
            let opened = open_libraries(&[PathBuf::from(path)]);
            let problem = match opened {
                Ok(opened) => {
                    self.libraries.groups.extend(opened.groups);
                    self.libraries.folders.extend(opened.folders);
                    None
                }
                Err(diagnostic) => Some(failure(&diagnostic)),
            };
            self.folders.push(LibraryFolder { path: path.clone(), failure: problem });
        }
    }
}

/// What can be placed in a template.
pub(crate) fn entries(source: &Source) -> Vec<LibraryEntry> {
    let entry = |resource: formwright::afp_read::ListedResource| LibraryEntry {
        kind: match resource.kind {
            IncludeKind::Overlay => ResourceKind::Overlay,
            IncludeKind::PageSegment => ResourceKind::PageSegment,
        },
        name: resource.name,
        file: Path::new(&resource.file)
            .file_name()
            .map_or_else(|| resource.file.clone(), |name| name.to_string_lossy().into_owned()),
    };
    source.library_resources().into_iter().map(entry).collect()
}

fn include_kind(kind: ResourceKind) -> IncludeKind {
    match kind {
        ResourceKind::Overlay => IncludeKind::Overlay,
        ResourceKind::PageSegment => IncludeKind::PageSegment,
    }
}

fn unknown(name: &str) -> Failure {
    Failure::new("library", format!("no resource library has {name}")).hint("look through the folders again")
}

/// The size of a resource.
pub(crate) fn size(source: &Source, kind: ResourceKind, name: &str) -> Result<PageSize, Failure> {
    let content = source.library(include_kind(kind), name).ok_or_else(|| unknown(name))?;
    let size = content.include.size;
    Ok(PageSize { width: size.width.get(), height: size.height.get() })
}

/// A resource drawn by itself on white, its longer side so many pixels, as PNG.
pub(crate) fn picture(source: &Source, kind: ResourceKind, name: &str, pixels: f64) -> Result<Vec<u8>, Failure> {
    let content = source.library(include_kind(kind), name).ok_or_else(|| unknown(name))?;
    let size = content.include.size;
    let longest = size.width.max(size.height).max(Emu::from_points(1));
    let dpi = pixels.clamp(8.0, MOST_PIXELS) * f64::from(Emu::PER_INCH) / f64::from(longest.get());
    let page = Page { size, content: content.include.content, ..Page::default() };
    let failed = |error: formwright::raster::RasterError| Failure::new("picture", error.to_string());
    let drawn = Renderer::new(&content.definitions).render(&page, dpi).map_err(failed)?;
    encode_png(&drawn, dpi).map_err(failed)
}
