//! Graphics (GOCA for AFP): drawing orders and the graphics data descriptor.
//!
//! In: the joined data of the GAD fields of one graphics object. Out: typed orders with their places, or bytes.

mod attributes;
mod defaults;
mod descriptor;
mod orders;
mod patterns;
mod read;
#[cfg(test)]
mod vectors;

pub use attributes::*;
pub use defaults::*;
pub use descriptor::*;
pub use orders::*;
pub use patterns::*;
pub use read::{OrderItem, Orders, write_order};
