//! Template packages: folder and `.fwt` zip forms, content hash, signature.
//!
//! In: the bytes of a package, or a folder of the same tree. Out: a [`Package`], the files by name; the bytes of one,
//! the same for the same files on every machine; who signed it ([`Signer`]). Reading is safe against hostile files:
//! sizes, counts and compression ratios are limited before and while unpacking, names cannot leave the package, links,
//! overlaps, duplicates and unlisted entries are refused. A signature covers every byte of the file. Only
//! [`read_folder`] and [`write_folder`] touch files. It must know nothing of what `template.json` means.

mod archive;
mod contents;
mod folder;
mod name;
mod open;
mod signature;

pub use contents::{ContentHash, Package};
pub use ed25519_dalek::SigningKey;
pub use folder::{read_folder, write_folder};
pub use open::{Opened, open};
pub use signature::{LONGEST_PUBLISHER, PublicKey, Signer, sign, verify};

/// The entry that holds the template.
pub const TEMPLATE: &str = "template.json";

/// The most files of a package.
pub const MOST_ENTRIES: usize = 10_000;

/// The most bytes of all files of a package, unpacked.
pub const MOST_BYTES: u64 = 512 << 20;

/// How many times larger than its packed form a file may be, if it is larger than [`RATIO_FREE_BYTES`].
pub const MOST_RATIO: u64 = 200;

/// Up to this size a file may be packed at any ratio.
pub const RATIO_FREE_BYTES: u64 = 1 << 20;
