//! Pages in, plain text out.
//!
//! In: [`scene::Page`]s, or the [`TextAt`]s that a reader found. Out: the pieces of text with their places
//! ([`page_runs`], and with their faces [`page_pieces`]), the lines they make ([`lines`]), and text laid out as on the page ([`page_text`]). Text is brought
//! to one form before it is compared or written: NFC, every run of white space one space ([`fold`]).

mod layout;
mod lines;
mod pieces;
mod runs;

pub use layout::{PAGE_BREAK, layout, page_text};
pub use lines::lines;
pub use pieces::{Piece, page_pieces};
pub use runs::{fold, page_runs};
pub use scene::TextAt;
