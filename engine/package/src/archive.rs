//! Packages as zip files (PKWARE APPNOTE 6.3.10): written in one way only, read with suspicion.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};
use std::sync::Arc;

use diagnostics::{Code, Diagnostic};
use zip::read::{ArchiveOffset, Config};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use crate::contents::too_large;
use crate::name::{self, damaged, shown};
use crate::{MOST_BYTES, MOST_ENTRIES, MOST_RATIO, Package, RATIO_FREE_BYTES};

/// Size of the end of central directory record without its comment (APPNOTE 4.3.16).
const END_SIZE: usize = 22;
const END_MARK: &[u8] = b"PK\x05\x06";

/// A zip file and its comment, apart.
pub(crate) struct Split<'b> {
    /// All before the comment.
    pub(crate) head: &'b [u8],
    pub(crate) comment: &'b [u8],
    /// How many entries the file says it has.
    entries: usize,
}

/// Finds the end record whose comment reaches exactly to the end of the file.
pub(crate) fn split(bytes: &[u8]) -> Result<Split<'_>, Diagnostic> {
    let last = bytes.len().checked_sub(END_SIZE).ok_or_else(|| damaged("it is too short for a package"))?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    for start in (first..=last).rev() {
        let Some(record) = bytes.get(start..start + END_SIZE) else { continue };
        let number = |at: usize| match record.get(at..at + 2) {
            Some([low, high]) => usize::from(u16::from_le_bytes([*low, *high])),
            _ => 0,
        };
        if record.starts_with(END_MARK) && start + END_SIZE + number(20) == bytes.len() {
            let (head, comment) = bytes.split_at(start + END_SIZE);
            return Ok(Split { head, comment, entries: number(10) });
        }
    }
    Err(damaged("it is no zip file, or not whole"))
}

/// The same files as a zip file without a comment: entries in the order of names, no times, one compression.
pub(crate) fn write(package: &Package) -> Result<Vec<u8>, Diagnostic> {
    let bytes = write_with(package, &BTreeSet::new())?;
    // What would look like a bomb is not compressed, so that whatever is written can be read.
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).map_err(|error| unwritable(&error))?;
    let mut stored = BTreeSet::new();
    for (place, name) in package.entries().keys().enumerate() {
        let entry = archive.by_index_raw(place).map_err(|error| unwritable(&error))?;
        if !is_believable(entry.size(), entry.compressed_size()) {
            stored.insert(name.as_str());
        }
    }
    if stored.is_empty() { Ok(bytes) } else { write_with(package, &stored) }
}

fn write_with(package: &Package, stored: &BTreeSet<&str>) -> Result<Vec<u8>, Diagnostic> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in package.entries() {
        let (method, level) = if stored.contains(name.as_str()) {
            (CompressionMethod::Stored, None)
        } else {
            (CompressionMethod::Deflated, Some(6))
        };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .compression_level(level)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644)
            .system(System::Unix);
        writer.start_file(name.as_str(), options).map_err(|error| unwritable(&error))?;
        writer.write_all(bytes).map_err(|error| unwritable(&error.into()))?;
    }
    writer.finish().map(Cursor::into_inner).map_err(|error| unwritable(&error))
}

fn unwritable(error: &ZipError) -> Diagnostic {
    Diagnostic::new(Code::FileUnwritable).with("file", "the package").with("reason", error.to_string())
}

fn is_believable(size: u64, packed: u64) -> bool {
    size <= RATIO_FREE_BYTES || size <= packed.saturating_mul(MOST_RATIO)
}

/// The files of a zip file.
pub(crate) fn read(bytes: &[u8], split: &Split<'_>) -> Result<Package, Diagnostic> {
    if split.entries > MOST_ENTRIES {
        return Err(too_large(MOST_ENTRIES as u64));
    }
    let config = Config { archive_offset: ArchiveOffset::Known(0) };
    let mut archive = ZipArchive::with_config(config, Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    if archive.comment() != split.comment || archive.offset() != 0 {
        return Err(damaged("it can be read in two ways"));
    }
    if archive.has_duplicate_names() || archive.len() != split.entries {
        return Err(damaged("an entry stands twice in it"));
    }
    // What the file says of itself costs nothing to look at; the sizes are held against what comes out later.
    let mut promised = 0u64;
    for place in 0..archive.len() {
        let entry = archive.by_index_raw(place).map_err(|error| unreadable(&error))?;
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        if entry.is_symlink()
            || entry.unix_mode().is_some_and(|mode| !matches!(mode & 0o170_000, 0 | 0o100_000 | 0o040_000))
        {
            return Err(damaged(format!("the entry {} is a link", shown(&name))));
        }
        if entry.encrypted() || !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated)
        {
            return Err(damaged(format!("the entry {} is packed in a way that packages do not use", shown(&name))));
        }
        promised = promised.saturating_add(entry.size());
        if promised > MOST_BYTES {
            return Err(too_large(MOST_BYTES));
        }
        if !is_believable(entry.size(), entry.compressed_size()) {
            return Err(too_large(entry.compressed_size().saturating_mul(MOST_RATIO)));
        }
    }
    archive.validate_header_consistency().map_err(|error| unreadable(&error))?;

    let mut entries = BTreeMap::new();
    for place in 0..archive.len() {
        let entry = archive.by_index(place).map_err(|error| unreadable(&error))?;
        let name = std::str::from_utf8(entry.name_raw()).map_err(|_| damaged("a name is not in UTF-8"))?.to_owned();
        if let Some(folder) = name.strip_suffix('/') {
            let inside = name::check(&format!("{folder}/x"));
            inside.map_err(|error| if error.code == Code::PackagePathEscapes { escapes(&name) } else { error })?;
            continue;
        }
        name::check(&name)?;
        let size = entry.size();
        let mut content = Vec::new();
        entry.take(size.saturating_add(1)).read_to_end(&mut content).map_err(|error| unreadable(&error.into()))?;
        if content.len() as u64 != size {
            return Err(damaged(format!("the entry {} is not as long as it says", shown(&name))));
        }
        entries.insert(name, Arc::from(content));
    }
    Package::from_entries(entries)
}

fn escapes(name: &str) -> Diagnostic {
    Diagnostic::new(Code::PackagePathEscapes).with("entry", shown(name))
}

fn unreadable(error: &ZipError) -> Diagnostic {
    damaged(error.to_string())
}
