//! Bar codes (BCOCA): the descriptor of a symbol and its data.
//!
//! In and out: the data of a BDD field and of the BDA fields of one bar code object.

mod code_page;
mod special;
mod symbol;
#[cfg(test)]
mod vectors;

pub use code_page::{FNC1, code_128_from_ascii, code_128_to_ascii};
pub use special::*;
pub use symbol::*;
