//! Reading the bytes of a package.

use diagnostics::{Code, Diagnostic};

use crate::{Package, Signer, archive, signature};

/// A package that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Its files.
    pub package: Package,
    /// Who signed it, where somebody did.
    pub signer: Option<Signer>,
}

/// Reads the bytes of a package. The signature, if there is one, is checked before anything is unpacked.
///
/// # Errors
/// The bytes are no package, unpack to too much, hold what has no place in a package, or are not what was signed.
pub fn open(bytes: &[u8]) -> Result<Opened, Diagnostic> {
    let split = archive::split(bytes)?;
    let signer = signature::signer(&split)?;
    let package = archive::read(bytes, &split)?;
    Ok(Opened { package, signer })
}

impl Opened {
    /// Who signed it.
    ///
    /// # Errors
    /// Nobody did.
    pub fn require_signer(&self) -> Result<&Signer, Diagnostic> {
        self.signer.as_ref().ok_or_else(|| Diagnostic::new(Code::SignatureMissing))
    }
}

impl Package {
    /// The bytes of the package, not signed: the same for the same files.
    ///
    /// # Errors
    /// The zip file cannot be made, as with more bytes than its fields can tell.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Diagnostic> {
        archive::write(self)
    }
}
