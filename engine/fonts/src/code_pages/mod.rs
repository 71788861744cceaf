//! Code pages: from code points to characters, and the names that AFP fonts give to characters.
//!
//! In: the number of a code page (CPGID) or the name of a graphic character (GCGID, FOCA "Graphic Character Global
//! Identifier"). Out: Unicode. The tables are the files of `assets/codepages`; private names are not in them.

mod graphic;
mod single_byte;
mod two_byte;

pub use graphic::{character_of_graphic, graphic_of_character};
pub use single_byte::CodePage;
pub use two_byte::WideCodePage;
