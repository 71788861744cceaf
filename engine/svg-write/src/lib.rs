//! Pages in, SVG out.
//!
//! In: [`scene::Page`] and the job's [`scene::Definitions`]. Out: one SVG 1.1 file a page that needs nothing besides
//! itself, and the same for the same page everywhere.
//!
//! - Lengths are points; the file says the page's size in millimetres.
//! - Glyphs are outlines, each defined once and used where it stands, so that the page looks the same without the
//!   fonts. Over each run lies its text, invisible, stretched to the run's length: it can be selected, searched and read
//!   aloud.
//! - Pictures are embedded: JPEG and PNG files as they are, raw pixels as PNG. Includes are defined once.
//! - Links lead to `http`, `https`, `mailto` and `tel` addresses and to objects of the page, nowhere else, so that no
//!   page can bring a script.

mod glyphs;
mod number;
mod page;
mod paths;
mod pictures;

pub use page::{page_svg, write_page};
