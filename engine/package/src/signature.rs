//! Signatures: ed25519 over every byte of the file, kept in the comment of the zip file.
//!
//! The comment is `FWT-SIG`, the version 1, the public key (32 bytes), the length of the publisher's name (1 byte), the
//! name in UTF-8, and the signature (64 bytes). Signed is BLAKE3, behind a fixed text, of all that stands before the
//! signature: the entries, the end record with the length of the comment, the key and the name. Any other comment is
//! refused, so that no single changed byte makes a signed package an unsigned one.

use std::fmt;

use diagnostics::{Code, Diagnostic};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use crate::archive::{self, Split};
use crate::name::damaged;
use crate::{Package, open};

const MAGIC: &[u8] = b"FWT-SIG\x01";
const PURPOSE: &[u8] = b"Formwright package signature 1\0";

/// The longest name of a publisher, in bytes.
pub const LONGEST_PUBLISHER: usize = 200;

/// An ed25519 public key.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PublicKey(pub [u8; 32]);

/// Who signed a package. The name is what the signer says; whether the key is trusted, the reader must know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// The key that made the signature.
    pub key: PublicKey,
    /// The name the publisher gave.
    pub publisher: String,
}

/// The bytes of a signed package; the same for the same files, key and name.
///
/// # Errors
/// The name is longer than [`LONGEST_PUBLISHER`] or has control characters.
pub fn sign(package: &Package, key: &SigningKey, publisher: &str) -> Result<Vec<u8>, Diagnostic> {
    if publisher.len() > LONGEST_PUBLISHER || publisher.chars().any(char::is_control) {
        return Err(damaged(format!("a publisher's name has at most {LONGEST_PUBLISHER} bytes and one line")));
    }
    let mut bytes = archive::write(package)?;
    let comment = MAGIC.len() + 32 + 1 + publisher.len() + Signature::BYTE_SIZE;
    let length = u16::try_from(comment).map_err(|_| damaged("the signature is too long"))?;
    // The end record of a zip file without a comment ends with the length of the comment.
    bytes.truncate(bytes.len().saturating_sub(2));
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(key.verifying_key().as_bytes());
    bytes.push(publisher.len() as u8);
    bytes.extend_from_slice(publisher.as_bytes());
    let signature = key.sign(&message(&[&bytes]));
    bytes.extend_from_slice(&signature.to_bytes());
    Ok(bytes)
}

/// Who signed these bytes. The content is checked too.
///
/// # Errors
/// The bytes are no package, it is not signed, or the signature does not fit.
pub fn verify(bytes: &[u8]) -> Result<Signer, Diagnostic> {
    open(bytes)?.require_signer().cloned()
}

/// Who signed a zip file; nobody where it has no comment.
pub(crate) fn signer(split: &Split<'_>) -> Result<Option<Signer>, Diagnostic> {
    if split.comment.is_empty() {
        return Ok(None);
    }
    let invalid = || Diagnostic::new(Code::SignatureInvalid);
    let checked = || {
        let (key, rest) = split.comment.strip_prefix(MAGIC)?.split_first_chunk::<32>()?;
        let (length, rest) = rest.split_first()?;
        let (name, signature) = rest.split_at_checked(usize::from(*length))?;
        let signed = split.comment.len().checked_sub(signature.len())?;
        let digest = message(&[split.head, split.comment.get(..signed)?]);
        let verifying = VerifyingKey::from_bytes(key).ok()?;
        verifying.verify_strict(&digest, &Signature::from_slice(signature).ok()?).ok()?;
        let publisher = std::str::from_utf8(name).ok().filter(|name| !name.chars().any(char::is_control))?;
        Some(Signer { key: PublicKey(*key), publisher: publisher.to_owned() })
    };
    checked().map(Some).ok_or_else(invalid)
}

/// What is signed.
fn message(parts: &[&[u8]]) -> Vec<u8> {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part);
    }
    [PURPOSE, hasher.finalize().as_bytes()].concat()
}

impl fmt::Display for PublicKey {
    /// 64 hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
