//! Whether the server's folder still holds what was put into it.

use crate::packages::{self, Packages};
use crate::store::{ChainEnd, Store, StoreError};

/// What was found.
#[derive(Debug)]
pub(crate) struct Verified {
    /// The audit trail, which is whole.
    pub(crate) trail: ChainEnd,
    /// How many packages were read.
    pub(crate) packages: u64,
    /// Those that are missing, changed or not to be trusted: what is wrong with each.
    pub(crate) faults: Vec<String>,
}

/// Follows the audit trail and reads every package.
///
/// # Errors
/// The trail was changed, or the database failed.
pub(crate) fn verify(store: &Store, packages: &Packages) -> Result<Verified, StoreError> {
    let mut verified = Verified { trail: store.verify_audit()?, packages: 0, faults: Vec::new() };
    for hash in store.hashes()? {
        verified.packages += 1;
        match packages.fetch(&hash) {
            Err(error) => verified.faults.push(error.to_string()),
            Ok(bytes) => {
                if let Err(found) = packages::check(&bytes) {
                    let first = found.iter().next().map(|fault| fault.message()).unwrap_or_default();
                    verified.faults.push(format!("the package {hash} is not to be used: {first}"));
                }
            }
        }
    }
    Ok(verified)
}
