//! The panels beside the canvas.

mod checks;
mod data;
mod layers;
mod left;
mod library;
mod output;
mod pages;
mod properties;

pub(crate) use data::{DraggedChip, DraggedField};
pub(crate) use layers::kind_key;
pub(crate) use left::{LeftPanel, LeftTab};
pub(crate) use properties::{RightPanel, RightTab};
