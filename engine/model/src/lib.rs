//! The template document.
//!
//! In: `template.json` as text, of any format version. Out: a [`Template`], a tree of plain data that layout and the
//! editor share; or a list of diagnostics, each with its line. Writing gives canonical JSON: keys in the order of the
//! types here, one a line, defaults left out, unknown keys kept after the known ones. Nothing here evaluates
//! expressions or knows fonts and pictures; those are checked by the layers below.

mod block;
mod check;
mod data;
mod element;
mod form;
mod format;
pub mod json;
mod master;
mod migrate;
mod object;
mod outputs;
mod shape;
mod style;
mod table;
mod template;
mod text;
mod tree;

pub use block::{Block, BlockKind, ObjectGroup, PageBreak, Paragraphs, Spacer};
pub use data::{Data, FieldType, SchemaField, SourceKind, Variable};
pub use diagnostics::ObjectId;
pub use element::{Element, ElementKind, ElementMut, ElementRecord, ElementRef};
pub use form::{
    ConstantForms, Duplex, Finishing, FinishingOperation, FinishingScope, MediumEject, MediumMap, RenderingIntent,
    ResourceName, SheetEdge, SheetOrientation, resource_name_fault,
};
pub use format::{ColourRef, Expression, TemplateText};
pub use json::{Extra, Json, ReadError, Reader, Writer};
pub use master::{Frame, Margins, Master};
pub use object::Object;
pub use outputs::{
    AfpColourManagement, AfpDocuments, AfpEncoding, AfpImages, AfpIndexDocument, AfpIndexEncoding, AfpOutput,
    AfpProfile, AfpResolution, AfpSpots, IndexElement, Outputs, PdfOutput,
};
pub use shape::{
    BarcodeShape, BearerBars, Chart, ChartKind, Ellipse, Fit, GroupShape, ImageShape, Legend, LibraryKind,
    LibraryShape, LineShape, Overflow, PathShape, Rectangle, Shape, SupplementDigits, Symbology, TextShape,
    VerticalAlign,
};
pub use style::{FontFace, FontFamily, LineCapStyle, LineJoinStyle, StrokeStyle, Swatch, TextStyle};
pub use table::{Cell, Column, ColumnWidth, FixedWidth, RowTemplate, ShareWidth, StyleRule, Table};
pub use template::{FORMAT, MasterRule, Section, Template};
pub use text::{Align, CharacterFormat, Paragraph, ParagraphFormat, Run, TabAlign, TabStop};
pub use tree::{ElementList, ListName, Place};
