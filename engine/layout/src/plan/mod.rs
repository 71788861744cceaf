//! A template made ready to be laid out: every name looked up, every expression checked, every style resolved.
//!
//! These are plain data, made once by `compile` and read by all workers; nothing here draws or evaluates.

mod object;
mod section;
mod table;
mod text;

pub(crate) use object::{
    BarcodePlan, ChartPlan, LegendPlan, ObjectPlan, Picture, PicturePlan, ReadablePlan, ShapePlan, TextBoxPlan, moved,
};
pub(crate) use section::{BlockKindPlan, BlockPlan, FramePlan, GroupPlan, MasterObject, MasterPlan, SectionPlan};
pub(crate) use table::{CellPlan, ColumnWidthPlan, RowPlan, TablePlan};
pub(crate) use text::{Look, ParagraphPlan, RunPlan, TextSource, all};
