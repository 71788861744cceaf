//! Input and output files, `-` for the standard streams, numbered names for a file per page.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use diagnostics::{Code, Diagnostic, Location};
use formwright::FontMapping;

/// The name that stands for a standard stream.
pub(crate) fn is_stream(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// A diagnostic for an input that could not be read.
pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    let file = path.display().to_string();
    Diagnostic::new(Code::FileUnreadable)
        .with("file", file.as_str())
        .with("reason", error.to_string())
        .at(Location::File(file))
}

/// A diagnostic for an output that could not be written.
pub(crate) fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    let file = path.display().to_string();
    Diagnostic::new(Code::FileUnwritable)
        .with("file", file.as_str())
        .with("reason", error.to_string())
        .at(Location::File(file))
}

/// The name to show for an input.
pub(crate) fn shown(path: &Path) -> String {
    if is_stream(path) { "standard input".to_owned() } else { path.display().to_string() }
}

/// The font mapping files of a folder, in the order of their names; other files are passed over.
pub(crate) fn font_mapping(folder: &Path) -> Result<FontMapping, Diagnostic> {
    let entries = std::fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.sort();
    let mut mapping = FontMapping::default();
    for path in paths {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if FontMapping::takes(name) {
            let bytes = std::fs::read(&path).map_err(|error| unreadable(&path, &error))?;
            mapping.add_file(name, &bytes);
        }
    }
    Ok(mapping)
}

/// An input as a stream, and its length where it is known.
pub(crate) fn open(path: &Path) -> Result<(Box<dyn Read + Send>, Option<u64>), Diagnostic> {
    if is_stream(path) {
        return Ok((Box::new(io::stdin()), None));
    }
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    let length = file.metadata().ok().filter(std::fs::Metadata::is_file).map(|metadata| metadata.len());
    Ok((Box::new(BufReader::with_capacity(1 << 18, file)), length))
}

/// An input as a whole.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let (mut stream, length) = open(path)?;
    let mut bytes = Vec::with_capacity(usize::try_from(length.unwrap_or(0)).unwrap_or(0));
    stream.read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
    Ok(bytes)
}

/// Writes an output: through a temporary file beside it, so that it is there whole or not at all. A device or a pipe is
/// written to as it is, a link to a file keeps leading to it.
pub(crate) fn write(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Diagnostic> {
    let wrong = |error: io::Error| unwritable(path, &error);
    if is_stream(path) {
        let mut out = io::stdout().lock();
        fill(&mut out).and_then(|()| out.flush()).map_err(wrong)?;
        return Ok(());
    }
    // What does not exist yet has no other name.
    let path = &std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if std::fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        let mut out = File::options().write(true).open(path).map_err(wrong)?;
        fill(&mut out).and_then(|()| out.flush()).map_err(wrong)?;
        return Ok(());
    }
    let part = path.with_added_extension("part");
    let written = File::create(&part).and_then(|file| {
        let mut file = io::BufWriter::with_capacity(1 << 18, file);
        fill(&mut file)?;
        file.into_inner()?.sync_all()?;
        std::fs::rename(&part, path)
    });
    if written.is_err() {
        // The reason is reported; that the remainder cannot be removed either is not worth another.
        let _ = std::fs::remove_file(&part);
    }
    written.map_err(wrong)
}

/// The name of the file of page `number`: `-7` comes before the ending.
pub(crate) fn numbered(path: &Path, number: u64) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = match path.extension() {
        Some(ending) => format!("{stem}-{number}.{}", ending.to_string_lossy()),
        None => format!("{stem}-{number}"),
    };
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_come_before_the_ending() {
        assert_eq!(numbered(Path::new("out/page.png"), 12), Path::new("out/page-12.png"));
        assert_eq!(numbered(Path::new("page"), 1), Path::new("page-1"));
        assert_eq!(numbered(Path::new("a.b.svg"), 3), Path::new("a.b-3.svg"));
    }

    #[test]
    fn a_failed_write_leaves_nothing_behind_and_the_old_file_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.afp");
        std::fs::write(&path, "old").unwrap();
        let failed = write(&path, |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("no more"))
        });
        assert!(failed.is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        write(&path, |out| out.write_all(b"new")).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
    }

    #[cfg(unix)]
    #[test]
    fn links_and_devices_stay_what_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("out.afp"), folder.path().join("link.afp"));
        std::fs::write(&file, "old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write(&link, |out| out.write_all(b"new")).unwrap();
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(std::fs::read(&file).unwrap(), b"new");
        // A link to a device: were it taken for a file, the link would become one.
        let device = folder.path().join("device");
        std::os::unix::fs::symlink("/dev/null", &device).unwrap();
        write(&device, |out| out.write_all(b"new")).unwrap();
        assert!(std::fs::symlink_metadata(&device).unwrap().is_symlink());
        assert!(!std::fs::metadata("/dev/null").unwrap().is_file());
    }
}
