//! Images (IOCA): self-defining fields of the image segment and the image data descriptor.
//!
//! In: the joined data of the IPD fields of one image object. Out: typed fields with their places, or bytes. Pixels are
//! not decompressed here.

mod algorithm;
mod descriptor;
mod fields;
mod read;
#[cfg(test)]
mod vectors;

pub use algorithm::*;
pub use descriptor::*;
pub use fields::*;
pub use read::{ImageItem, ImageItems, write_image_field};
