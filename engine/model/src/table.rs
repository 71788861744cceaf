//! Tables bound to an array.

use diagnostics::ObjectId;
use units::Emu;

use crate::json::{part, record, variants};
use crate::{ColourRef, Expression, Paragraph, StrokeStyle, VerticalAlign};

variants! {
    /// How wide a column is.
    pub enum ColumnWidth by "width" {
        /// So wide.
        "fixed" => Fixed(FixedWidth),
        /// A share of what the fixed columns leave.
        "share" => Share(ShareWidth),
    }
}

part! {
    /// A fixed width.
    pub struct FixedWidth {
        /// The width.
        length: Emu,
    }
}

part! {
    /// A share of the rest.
    pub struct ShareWidth {
        /// Parts, above 0; a column's part of all parts.
        parts: u16 = 1,
    }
}

record! {
    /// A column.
    pub struct Column is element {
        /// Id.
        id: ObjectId,
        /// As designers call it.
        name: String = String::new(),
        /// How wide.
        ..width: ColumnWidth,
    }
}

record! {
    /// A style that a cell takes where a condition holds.
    pub struct StyleRule is element {
        /// Id.
        id: ObjectId,
        /// The condition.
        when: Expression,
        /// The style, over the runs' own.
        style: ObjectId,
    }
}

record! {
    /// A cell of a row.
    pub struct Cell is element {
        /// Id.
        id: ObjectId,
        /// Columns it covers, from where the cells before it end.
        span: u16 = 1,
        /// Its text.
        paragraphs: Vec<Paragraph> = Vec::new(),
        /// Where the text stands in a taller row.
        vertical: VerticalAlign = VerticalAlign::Middle,
        /// Ground, over the row's.
        fill: Option<ColourRef> = None,
        /// Styles by condition, the first that holds.
        rules: Vec<StyleRule> = Vec::new(),
    }
}

record! {
    /// How a row looks.
    pub struct RowTemplate is element {
        /// Id.
        id: ObjectId,
        /// As high at least.
        height: Emu = Emu::ZERO,
        /// Ground.
        fill: Option<ColourRef> = None,
        /// A rule along the top edge.
        rule_above: Option<StrokeStyle> = None,
        /// A rule along the bottom edge.
        rule_below: Option<StrokeStyle> = None,
        /// The cells, from left to right.
        cells: Vec<Cell>,
    }
}

part! {
    /// A table of the rows of an array. In the row templates `row` is the row at hand, `row_number` its number from 1;
    /// in `carried` and `brought` it is the last row before the break.
    pub struct Table {
        /// The array.
        rows: Expression,
        /// Columns, from left to right.
        columns: Vec<Column>,
        /// Space between columns, uncovered by grounds.
        gap: Emu = Emu::ZERO,
        /// Free space left and right of a cell's text.
        padding: Emu = Emu::ZERO,
        /// Free space above and below a cell's text.
        padding_vertical: Emu = Emu::ZERO,
        /// Ground of every second row of the array.
        zebra: Option<ColourRef> = None,
        /// Repeated at the top of the table on each page.
        header: Option<RowTemplate> = None,
        /// For each row of the array.
        body: RowTemplate,
        /// At the bottom of each page but the last.
        carried: Option<RowTemplate> = None,
        /// At the top of each page but the first, below the header.
        brought: Option<RowTemplate> = None,
        /// After the last row.
        footer: Option<RowTemplate> = None,
        /// Instead of the rows, where there are none.
        empty: Option<RowTemplate> = None,
        /// Rows of the array that must stand together before a break.
        orphans: u16 = 2,
        /// Rows of the array that must stand together after a break.
        widows: u16 = 2,
    }
}
