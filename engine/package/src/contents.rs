//! The files of a package, and their hash.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use diagnostics::{Code, Diagnostic};

use crate::name;
use crate::{MOST_BYTES, MOST_ENTRIES, TEMPLATE};

/// A template with its assets, samples and tests: files by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    entries: BTreeMap<String, Arc<[u8]>>,
}

/// BLAKE3 of the names and contents of a package, whatever its form.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ContentHash(pub [u8; 32]);

impl Package {
    /// A package of a template alone.
    pub fn new(template: impl Into<Arc<[u8]>>) -> Self {
        Self { entries: BTreeMap::from([(TEMPLATE.to_owned(), template.into())]) }
    }

    /// A package of files by name.
    ///
    /// # Errors
    /// A name leaves the package or has no place in it, two differ only in the case of letters, there are too many or
    /// too large files, or `template.json` is missing.
    pub fn from_entries(entries: BTreeMap<String, Arc<[u8]>>) -> Result<Self, Diagnostic> {
        let package = Self { entries };
        package.check()?;
        Ok(package)
    }

    /// The files by name, in the order of names.
    pub fn entries(&self) -> &BTreeMap<String, Arc<[u8]>> {
        &self.entries
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// There is none of this name.
    pub fn get(&self, name: &str) -> Result<&Arc<[u8]>, Diagnostic> {
        self.entries.get(name).ok_or_else(|| missing(name))
    }

    /// The bytes of `template.json`.
    pub fn template(&self) -> &[u8] {
        self.entries.get(TEMPLATE).map_or(&[], |bytes| bytes)
    }

    /// Puts a file in, in the place of one of the same name.
    ///
    /// # Errors
    /// The name leaves the package or has no place in it, or the package would become too large; nothing is changed.
    pub fn insert(&mut self, name: &str, bytes: impl Into<Arc<[u8]>>) -> Result<(), Diagnostic> {
        let before = self.entries.insert(name.to_owned(), bytes.into());
        let checked = self.check();
        if checked.is_err() {
            match before {
                Some(bytes) => self.entries.insert(name.to_owned(), bytes),
                None => self.entries.remove(name),
            };
        }
        checked
    }

    /// Takes a file out; `template.json` stays.
    pub fn remove(&mut self, name: &str) -> Option<Arc<[u8]>> {
        if name == TEMPLATE { None } else { self.entries.remove(name) }
    }

    /// The hash of names and contents: the same for the folder, the zip and the signed zip of the same files.
    pub fn content_hash(&self) -> ContentHash {
        let mut hasher = blake3::Hasher::new();
        for (name, bytes) in &self.entries {
            for part in [name.as_bytes(), bytes] {
                hasher.update(&(part.len() as u64).to_le_bytes());
                hasher.update(part);
            }
        }
        ContentHash(*hasher.finalize().as_bytes())
    }

    fn check(&self) -> Result<(), Diagnostic> {
        if self.entries.len() > MOST_ENTRIES {
            return Err(too_large(MOST_ENTRIES as u64));
        }
        let total = self.entries.values().try_fold(0u64, |total, bytes| total.checked_add(bytes.len() as u64));
        if total.is_none_or(|total| total > MOST_BYTES) {
            return Err(too_large(MOST_BYTES));
        }
        let mut folded = BTreeMap::new();
        for entry in self.entries.keys() {
            name::check(entry)?;
            if let Some(other) = folded.insert(entry.to_lowercase(), entry) {
                let reason =
                    format!("the entries {} and {} differ only in letter case", name::shown(other), name::shown(entry));
                return Err(name::damaged(reason));
            }
        }
        if self.entries.contains_key(TEMPLATE) { Ok(()) } else { Err(missing(TEMPLATE)) }
    }
}

pub(crate) fn missing(entry: &str) -> Diagnostic {
    Diagnostic::new(Code::PackageEntryMissing).with("entry", name::shown(entry))
}

pub(crate) fn too_large(limit: u64) -> Diagnostic {
    Diagnostic::new(Code::PackageTooLarge).with("limit", i64::try_from(limit).unwrap_or(i64::MAX))
}

impl fmt::Display for ContentHash {
    /// 64 hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
