//! The small set of components everything is made of.

mod dialog;
mod field;
mod grip;
mod menu;
mod tabs;

pub(crate) use dialog::Dialog;
pub(crate) use field::{Choice, ChoiceField, TextField, keep_keys};
pub(crate) use grip::Grip;
pub(crate) use menu::MenuPlace;
pub(crate) use tabs::{Segments, TabChoice, Tabs};
