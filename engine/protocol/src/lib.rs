//! What crosses between the front end, the desktop shell and the server: requests, answers, errors, progress.
//!
//! In and out: plain data for serde. Beside it, the compact binary form of a page's geometry. It must not know the
//! engine: ids and paths cross as text, lengths as whole EMU (914,400 per inch).

mod data;
mod failure;
mod geometry;
mod inspection;
mod library;
mod publishing;
mod rendering;
mod settings;
mod template;
mod viewing;

pub use data::{DataKind, DataNode, Evaluation};
pub use failure::Failure;
pub use geometry::{Geometry, GeometryBox, GeometryError};
pub use inspection::{Inspection, InspectionNode};
pub use library::{Library, LibraryEntry, LibraryFolder, ResourceKind};
pub use publishing::{Delivery, OutboxEntry, PublishRequest, ServerVersion, SignIn, SignedIn};
pub use rendering::{Difference, Emitted, Format, PageSize, Picture, Previewed, Problem, Rendered, Severity};
pub use settings::{LanguageChoice, Settings, ThemeChoice, UnitChoice};
pub use template::{Opened, OpenedFile, RecentFile, Recovery, Saved};
pub use viewing::{
    PartKind, SearchAnswer, Viewed, ViewedDetail, ViewedFields, ViewedGroup, ViewedItem, ViewedPage, ViewedPart,
    ViewedPlace, ViewedRow, ViewedValue,
};
