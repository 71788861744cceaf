//! The panels beside the canvas.

mod data;
mod layers;
mod left;
mod pages;
mod properties;

pub(crate) use data::{DraggedChip, DraggedField};
pub(crate) use layers::kind_key;
pub(crate) use left::{LeftPanel, LeftTab};
pub(crate) use properties::RightPanel;
