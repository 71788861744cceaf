//! Folders and files of AFP resources, opened for reading.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use afp_read::{Libraries, ResourceFolder};
use diagnostics::{Code, Diagnostic, Location};

/// The largest file of a folder that is read, in bytes.
const LARGEST: u64 = 256 << 20;
/// The most files of a folder that are looked at.
const MOST_FILES: usize = 100_000;

/// Opens resource libraries: a folder has a file for each resource, a file has many, as a resource group.
///
/// # Errors
/// When one is not there or cannot be read.
pub fn open_libraries(paths: &[PathBuf]) -> Result<Libraries, Diagnostic> {
    let mut libraries = Libraries::default();
    for path in paths {
        let failed = |error: std::io::Error| {
            let name = path.display().to_string();
            let unreadable = Diagnostic::new(Code::FileUnreadable).with("file", name.as_str());
            unreadable.with("reason", error.to_string()).at(Location::File(name))
        };
        if path.is_dir() {
            libraries.folders.push(Arc::new(LibraryFolder::open(path).map_err(failed)?));
        } else {
            libraries.groups.push((path.display().to_string(), std::fs::read(path).map_err(failed)?.into()));
        }
    }
    Ok(libraries)
}

/// A folder of resource files.
#[derive(Debug)]
struct LibraryFolder {
    path: PathBuf,
    names: Vec<String>,
}

impl LibraryFolder {
    fn open(path: &Path) -> std::io::Result<Self> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(path)?.take(MOST_FILES) {
            let entry = entry?;
            if !entry.file_type()?.is_dir() {
                names.extend(entry.file_name().into_string());
            }
        }
        // The order of a folder is that of the file system: what is found must not depend on it.
        names.sort();
        Ok(Self { path: path.to_owned(), names })
    }
}

impl ResourceFolder for LibraryFolder {
    fn names(&self) -> Vec<String> {
        self.names.clone()
    }

    fn read(&self, name: &str) -> Option<Arc<[u8]>> {
        let path = self.path.join(name);
        let length = std::fs::metadata(&path).ok()?.len();
        (length <= LARGEST).then(|| std::fs::read(path).ok()).flatten().map(Arc::from)
    }
}
