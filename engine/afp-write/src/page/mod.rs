//! One page, overlay or page segment: its items sorted into objects, and these written as structured fields.
//!
//! In: items within what AFP can draw. Out: the fields between Begin and End. Items that follow each other share an
//! object where they can: text and rules a text object, shapes a graphics object; an item joins an earlier object when
//! nothing that lies between covers or is covered by it, so that the order drawn stays what it was.

mod area;
mod barcode;
mod canvas;
mod coded_text;
mod colour;
mod covered;
mod environment;
mod figure;
mod glyph_run;
mod graphics;
mod include;
mod line;
mod link;
mod outline;
mod picture;
mod placed;
mod rule;
mod run;
mod stretch;
mod text;
mod waiting;

pub(crate) use area::Area;
pub(crate) use canvas::{Canvas, Medium};
pub(crate) use colour::specification;
pub(crate) use environment::LastEnvironment;
pub(crate) use include::rotation;
pub(crate) use link::PlacedLink;
pub(crate) use placed::PlacedImage;
pub(crate) use text::TextObject;
