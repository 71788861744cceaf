//! Where fonts and pictures come from.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use diagnostics::Diagnostics;
use fonts::{Face, FontError};
use scene::{Definitions, Include, IncludeKind};

/// An overlay or page segment of a library.
#[derive(Clone, Debug)]
pub struct LibraryContent {
    /// It; its ids point into `definitions`.
    pub include: Include,
    /// Its faces and pictures.
    pub definitions: Definitions,
    /// What was found on the way.
    pub diagnostics: Diagnostics,
}

/// The files that a template names.
pub trait Assets {
    /// The content of a file; none where there is no such file.
    fn asset(&self, name: &str) -> Option<Arc<[u8]>>;

    /// The names of all files, in a fixed order: those that an expression may choose from.
    fn names(&self) -> Vec<String>;

    /// An overlay or page segment that exists as AFP; none where no library at hand has it.
    fn library(&self, kind: IncludeKind, name: &str) -> Option<LibraryContent> {
        let _ = (kind, name);
        None
    }

    /// A face of a font file; none where there is no such file. Whoever compiles often answers from [`KeptFaces`].
    ///
    /// # Errors
    /// When the file is no font or has no such face.
    fn face(&self, name: &str, index: u32) -> Option<Result<Face, FontError>> {
        self.asset(name).map(|bytes| Face::from_bytes(bytes, index))
    }
}

/// Faces read before, with what shaping found out about them: reading a large font takes longer than laying out a page.
/// Clones share what they keep.
#[derive(Clone, Debug, Default)]
pub struct KeptFaces {
    faces: Arc<Mutex<BTreeMap<(String, u32), Face>>>,
}

impl KeptFaces {
    /// A face of the font file of this name and content, read only where it is not the one kept.
    ///
    /// # Errors
    /// When the file is no font or has no such face.
    pub fn face(&self, name: &str, index: u32, bytes: Arc<[u8]>) -> Result<Face, FontError> {
        let key = (name.to_owned(), index);
        // What is kept is whole at every moment, whatever happened to who held the lock.
        let mut faces = self.faces.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = faces.get(&key).filter(|kept| Arc::ptr_eq(kept.bytes(), &bytes) || **kept.bytes() == *bytes)
        {
            return Ok(kept.clone());
        }
        let face = Face::from_bytes(bytes, index)?;
        faces.insert(key, face.clone());
        Ok(face)
    }
}

impl Assets for BTreeMap<String, Arc<[u8]>> {
    fn asset(&self, name: &str) -> Option<Arc<[u8]>> {
        self.get(name).cloned()
    }

    fn names(&self) -> Vec<String> {
        self.keys().cloned().collect()
    }
}
