//! Packages as folders. These functions alone touch files.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;

use diagnostics::{Code, Diagnostic};

use crate::contents::{missing, too_large};
use crate::name::{FOLDERS, damaged, shown};
use crate::{MOST_BYTES, MOST_ENTRIES, Package, TEMPLATE};

const DEEPEST: usize = 8;

/// What is left before the package is too large.
struct Room {
    bytes: u64,
    entries: usize,
}

/// Reads a folder: `template.json` and what is in `assets`, `samples` and `tests`. Other files of the folder, and
/// those whose names begin with a dot, are no part of the package.
///
/// # Errors
/// A file cannot be read, is a link or has a name that packages do not allow, or there is too much.
pub fn read_folder(folder: &Path) -> Result<Package, Diagnostic> {
    let mut entries = BTreeMap::new();
    let mut room = Room { bytes: MOST_BYTES, entries: MOST_ENTRIES };
    let template = folder.join(TEMPLATE);
    match fs::symlink_metadata(&template) {
        Ok(_) => entries.insert(TEMPLATE.to_owned(), read_file(&template, TEMPLATE, &mut room)?),
        Err(error) if error.kind() == io::ErrorKind::NotFound && folder.is_dir() => return Err(missing(TEMPLATE)),
        Err(error) => return Err(unreadable(&template, &error)),
    };
    for name in FOLDERS {
        let inside = folder.join(name);
        if fs::symlink_metadata(&inside).is_ok() {
            read_inside(&inside, name, 1, &mut room, &mut entries)?;
        }
    }
    Package::from_entries(entries)
}

fn read_inside(
    folder: &Path,
    name: &str,
    depth: usize,
    room: &mut Room,
    entries: &mut BTreeMap<String, Arc<[u8]>>,
) -> Result<(), Diagnostic> {
    if depth > DEEPEST {
        return Err(damaged(format!("the folder {} is too deep", shown(name))));
    }
    refuse_link(folder, name)?;
    let list = fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    for entry in list {
        let entry = entry.map_err(|error| unreadable(folder, &error))?;
        let Ok(own) = entry.file_name().into_string() else {
            return Err(damaged(format!("a name in {} is not in Unicode", shown(name))));
        };
        if own.starts_with('.') {
            continue;
        }
        let (path, name) = (entry.path(), format!("{name}/{own}"));
        let kind = entry.file_type().map_err(|error| unreadable(&path, &error))?;
        if kind.is_dir() {
            read_inside(&path, &name, depth + 1, room, entries)?;
        } else {
            let bytes = read_file(&path, &name, room)?;
            entries.insert(name, bytes);
        }
    }
    Ok(())
}

fn refuse_link(path: &Path, name: &str) -> Result<fs::Metadata, Diagnostic> {
    let metadata = fs::symlink_metadata(path).map_err(|error| unreadable(path, &error))?;
    if metadata.is_symlink() { Err(damaged(format!("the entry {} is a link", shown(name)))) } else { Ok(metadata) }
}

fn read_file(path: &Path, name: &str, room: &mut Room) -> Result<Arc<[u8]>, Diagnostic> {
    let metadata = refuse_link(path, name)?;
    if !metadata.is_file() {
        return Err(damaged(format!("the entry {} is no file", shown(name))));
    }
    room.entries = room.entries.checked_sub(1).ok_or_else(|| too_large(MOST_ENTRIES as u64))?;
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(|error| unreadable(path, &error))?;
    file.take(room.bytes + 1).read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
    room.bytes = room.bytes.checked_sub(bytes.len() as u64).ok_or_else(|| too_large(MOST_BYTES))?;
    Ok(bytes.into())
}

/// Writes the files into a folder, which is made when it is not there. Each file is there whole or not at all; those
/// that are the same already are left alone; nothing is deleted.
///
/// # Errors
/// A file cannot be written, or a link stands where a file or folder should.
pub fn write_folder(package: &Package, folder: &Path) -> Result<(), Diagnostic> {
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    for (name, bytes) in package.entries() {
        let mut path = folder.to_owned();
        let mut parts = name.split('/').peekable();
        while let Some(part) = parts.next() {
            path.push(part);
            if fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_symlink()) {
                return Err(damaged(format!("a link stands in the place of {}", shown(name))));
            }
            if parts.peek().is_some() && !path.is_dir() {
                fs::create_dir(&path).map_err(|error| unwritable(&path, &error))?;
            }
        }
        if !is_same(&path, bytes) {
            write_file(&path, bytes).map_err(|error| unwritable(&path, &error))?;
        }
    }
    Ok(())
}

fn is_same(path: &Path, bytes: &[u8]) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.len() == bytes.len() as u64)
        && fs::read(path).is_ok_and(|found| found == bytes)
}

fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}.part"));
    let mut file = fs::File::create(&beside)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    drop(file);
    let renamed = written.and_then(|()| fs::rename(&beside, path));
    if renamed.is_err() {
        // What went wrong is told; that the rest is left behind changes nothing.
        let _ = fs::remove_file(&beside);
    }
    renamed
}

fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::FileUnreadable).with("file", path.display().to_string());
    diagnostic.with("reason", error.to_string())
}

fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::FileUnwritable).with("file", path.display().to_string());
    diagnostic.with("reason", error.to_string())
}
