//! Paragraphs: itemise by face, order by direction, shape, break into lines, align.
//!
//! In: a [`Paragraph`] of styled runs and a width. Out: [`Lines`] of positioned glyphs, ready for a page of [`scene`],
//! with what an editor needs to place a caret. Nothing here knows of templates, pages or outputs.
//!
//! Text is shaped with kerning and without ligatures or contextual alternates, so that every glyph can be reached
//! through its face's character map, which is all that AFP can say. Positions are rounded once from the start of a run.

mod atoms;
mod breaks;
mod carets;
mod characters;
mod emit;
mod faces;
mod fill;
mod layout;
mod lines;
mod paragraph;
mod pen;
mod place;
mod shaper;

pub use carets::{CaretStop, caret_stops};
pub use faces::{ChainId, FaceSet, TooManyFaces};
pub use layout::{lay_out, lay_out_into};
pub use lines::{Line, LineEnd, LineRun, Lines, MissingGlyph, RunKind};
pub use paragraph::{
    Align, BreakRules, Direction, LineHeight, Paragraph, ParagraphStyle, Run, TabKind, TabStop, TextStyle,
};
pub use shaper::Shaper;
