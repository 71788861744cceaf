//! The packages, kept as files named by their content, and the check that each passes before it is kept.

use std::fs::File;
use std::io::Write as _;
use std::path::PathBuf;

use diagnostics::{Code, Diagnostic, Diagnostics, Severity};
use formwright::Source;

use crate::store::{NewVersion, StoreError};

/// The most bytes of a package.
pub(crate) const LARGEST: usize = 64 << 20;

/// What diagnostics call a package that came by HTTP.
const NAME: &str = "package";

/// The folder of the packages.
#[derive(Debug)]
pub(crate) struct Packages {
    folder: PathBuf,
}

/// A kept package cannot be had.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PackageError {
    /// The file system's own words.
    #[error("the package {0} cannot be read: {1}")]
    Unreadable(String, std::io::Error),
    /// The bytes are not those that were kept.
    #[error("the package {0} was changed on disk")]
    Changed(String),
}

/// Reads a package and refuses what is damaged, not signed, changed after signing, or wrong in itself.
///
/// # Errors
/// Every fault found, each with its place.
pub(crate) fn check(bytes: &[u8]) -> Result<NewVersion, Diagnostics> {
    let source = open(bytes)?;
    let findings = source.template.check();
    if findings.has_errors() {
        return Err(findings);
    }
    let signer = source.signer.as_ref().ok_or_else(|| Diagnostic::new(Code::SignatureMissing))?;
    Ok(NewVersion {
        template: source.template.id.as_str().to_owned(),
        hash: blake3::hash(bytes).to_hex().to_string(),
        name: source.template.name.clone(),
        bytes: bytes.len() as u64,
        signer: signer.key.0,
    })
}

/// Opens a signed package.
///
/// # Errors
/// Every fault found; a package that nobody signed is one.
pub(crate) fn open(bytes: &[u8]) -> Result<Source, Diagnostics> {
    let source = Source::from_bytes(NAME, bytes)?;
    if source.signer.is_none() {
        return Err(Diagnostic::new(Code::SignatureMissing).into());
    }
    debug_assert!(source.remarks.iter().all(|remark| remark.severity < Severity::Error), "reading lets no error by");
    Ok(source)
}

impl Packages {
    /// Takes a folder that exists.
    pub(crate) fn open(folder: PathBuf) -> Result<Self, StoreError> {
        if let Err(error) = std::fs::read_dir(&folder) {
            return Err(StoreError::File(folder.display().to_string(), error));
        }
        Ok(Self { folder })
    }

    fn path(&self, hash: &str) -> PathBuf {
        self.folder.join(format!("{hash}.fwt"))
    }

    /// Keeps a package: it is there whole and survives a loss of power, or not at all. A file that is damaged is
    /// replaced.
    pub(crate) fn keep(&self, hash: &str, bytes: &[u8]) -> std::io::Result<()> {
        if self.fetch(hash).is_ok() {
            return Ok(());
        }
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(self.path(hash))?;
        // The name is in the folder: on Unix that too has to be written.
        if cfg!(unix) { File::open(&self.folder)?.sync_all() } else { Ok(()) }
    }

    /// The bytes of a package, which must still be those that were kept.
    ///
    /// # Errors
    /// The file is not there, or was changed.
    pub(crate) fn fetch(&self, hash: &str) -> Result<Vec<u8>, PackageError> {
        let bytes = std::fs::read(self.path(hash)).map_err(|error| PackageError::Unreadable(hash.to_owned(), error))?;
        if blake3::hash(&bytes).to_hex().as_str() == hash {
            Ok(bytes)
        } else {
            Err(PackageError::Changed(hash.to_owned()))
        }
    }

    /// Whether the folder is there.
    pub(crate) fn is_ready(&self) -> bool {
        self.folder.is_dir()
    }
}

#[cfg(test)]
mod tests {
    use formwright::package::{Package, SigningKey, sign};

    use super::*;

    fn keys(findings: &Diagnostics) -> Vec<&'static str> {
        findings.iter().map(|finding| finding.code.key()).collect()
    }

    fn signed(template: &str) -> Vec<u8> {
        sign(&Package::new(template.as_bytes()), &SigningKey::from_bytes(&[5; 32]), "Ada").unwrap()
    }

    const TEMPLATE: &str = r#"{"format": 1, "id": "t_small", "name": "Small", "masters": [], "sections": []}"#;

    #[test]
    fn a_signed_package_passes_and_one_without_a_signature_does_not() {
        let bytes = signed(TEMPLATE);
        let checked = check(&bytes).unwrap();
        assert_eq!((checked.template.as_str(), checked.name.as_str()), ("t_small", "Small"));
        assert_eq!(checked.hash, blake3::hash(&bytes).to_hex().as_str());
        let unsigned = Package::new(TEMPLATE.as_bytes()).to_bytes().unwrap();
        assert_eq!(keys(&check(&unsigned).unwrap_err()), ["signature-missing"]);
    }

    #[test]
    fn no_byte_of_a_package_can_be_changed_or_cut_off() {
        let bytes = signed(TEMPLATE);
        for place in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[place] ^= 0x20;
            assert!(check(&changed).is_err(), "byte {place}");
            assert!(check(&bytes[..place]).is_err(), "the first {place} bytes");
        }
    }

    #[test]
    fn a_template_of_a_newer_format_and_one_that_is_wrong_are_refused() {
        let newer = signed(&TEMPLATE.replace("\"format\": 1", "\"format\": 999"));
        assert_eq!(keys(&check(&newer).unwrap_err()), ["template-newer"]);
        assert_eq!(keys(&check(&signed("{")).unwrap_err()), ["json-syntax"]);
        let wrong = signed(&TEMPLATE.replace("\"masters\": []", "\"masters\": 3"));
        assert_eq!(keys(&check(&wrong).unwrap_err()), ["template-field-wrong"]);
    }

    #[test]
    fn what_was_kept_comes_back_and_a_changed_file_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let packages = Packages::open(folder.path().to_owned()).unwrap();
        let hash = blake3::hash(b"content").to_hex().to_string();
        packages.keep(&hash, b"content").unwrap();
        assert_eq!(packages.fetch(&hash).unwrap(), b"content");
        std::fs::write(packages.path(&hash), b"contenT").unwrap();
        assert!(matches!(packages.fetch(&hash), Err(PackageError::Changed(_))));
        packages.keep(&hash, b"content").unwrap();
        assert_eq!(packages.fetch(&hash).unwrap(), b"content");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
