//! Rows of tables: set in their columns, and drawn.

use std::rc::Rc;

use diagnostics::{Code, Diagnostic, ObjectId};
use expression::{Environment, RowValue, Value};
use scene::Part;
use units::{Colour, Emu, Point, Rect, Size};

use crate::BoxKind;
use crate::compositor::Compositor;
use crate::draw::{Canvas, lowered, millimetres};
use crate::galley::{Galley, Owner};
use crate::plan::{CellPlan, RowPlan, TablePlan};

/// A table with a record's rows in a width.
#[derive(Debug)]
pub(super) struct TableRun<'c> {
    plan: &'c TablePlan,
    block: ObjectId,
    rows: Value,
    width: Emu,
    /// Left edge and width of each column.
    columns: Vec<(Emu, Emu)>,
}

/// A table that a break goes through.
#[derive(Debug)]
pub(super) struct OpenTable<'c> {
    pub(super) table: Rc<TableRun<'c>>,
    /// The last row before the break.
    pub(super) last: usize,
}

/// Which row; numbers of the array's rows from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowRole {
    Header,
    Body(usize),
    /// At the bottom, with the last row above.
    Carried(usize),
    /// At the top, with the last row before.
    Brought(usize),
    Footer,
    Empty,
}

/// A row in its columns.
#[derive(Debug)]
pub(super) struct SetRow<'c> {
    pub(super) table: Rc<TableRun<'c>>,
    pub(super) role: RowRole,
    pub(super) height: Emu,
    plan: &'c RowPlan,
    cells: Vec<SetCell<'c>>,
}

#[derive(Debug)]
struct SetCell<'c> {
    plan: &'c CellPlan,
    left: Emu,
    width: Emu,
    galley: Galley<'c>,
}

impl RowRole {
    /// The row of the array it shows.
    fn row(self) -> Option<usize> {
        match self {
            Self::Body(row) | Self::Carried(row) | Self::Brought(row) => Some(row),
            Self::Header | Self::Footer | Self::Empty => None,
        }
    }
}

impl<'c> TableRun<'c> {
    pub(super) fn new(plan: &'c TablePlan, block: ObjectId, rows: Value, width: Emu) -> Rc<Self> {
        Rc::new(Self { plan, block, rows, width, columns: plan.column_places(width) })
    }

    /// The same table in a width.
    pub(super) fn in_width(self: &Rc<Self>, width: Emu) -> Rc<Self> {
        if self.width == width { Rc::clone(self) } else { Self::new(self.plan, self.block, self.rows.clone(), width) }
    }

    /// How many rows the array has.
    pub(super) fn count(&self) -> usize {
        self.rows.rows().len()
    }

    pub(super) fn block(&self) -> ObjectId {
        self.block
    }

    /// The row that is open when the flow breaks before a row: the last one above the break.
    pub(super) fn last_before(&self, role: RowRole) -> Option<usize> {
        match role {
            RowRole::Body(row) => row.checked_sub(1),
            RowRole::Footer => self.count().checked_sub(1),
            RowRole::Header | RowRole::Carried(_) | RowRole::Brought(_) | RowRole::Empty => None,
        }
    }

    /// Sets a row; none where the table has no such row.
    pub(super) fn set(
        self: &Rc<Self>,
        role: RowRole,
        compositor: &mut Compositor<'_>,
        environment: &Environment<'_>,
    ) -> Option<SetRow<'c>> {
        let table = self.plan;
        let plan: &'c RowPlan = match role {
            RowRole::Header => table.header.as_ref()?,
            RowRole::Body(_) => &table.body,
            RowRole::Carried(_) => table.carried.as_ref()?,
            RowRole::Brought(_) => table.brought.as_ref()?,
            RowRole::Footer => table.footer.as_ref()?,
            RowRole::Empty => table.empty.as_ref()?,
        };
        let row = match role.row() {
            Some(row) => Some([RowValue {
                value: self.rows.rows().get(row)?.clone(),
                number: u32::try_from(row).unwrap_or(u32::MAX).saturating_add(1),
            }]),
            None => None,
        };
        let rows: &[RowValue] = row.as_ref().map_or(environment.rows, |row| row);
        let environment = Environment { rows, ..*environment };
        let instance = role.row().unwrap_or(0) as u32;
        let mut height = plan.height;
        let mut cells = Vec::with_capacity(plan.cells.len());
        for cell in &plan.cells {
            let cell = self.cell(cell, instance, compositor, &environment);
            height = height.max(cell.galley.height + table.padding_vertical * 2);
            cells.push(cell);
        }
        Some(SetRow { table: Rc::clone(self), role, height, plan, cells })
    }

    fn cell(
        &self,
        plan: &'c CellPlan,
        instance: u32,
        compositor: &mut Compositor<'_>,
        environment: &Environment<'_>,
    ) -> SetCell<'c> {
        let (first, end) = plan.columns;
        let left = self.columns.get(first).map_or(Emu::ZERO, |column| column.0);
        let right = end.checked_sub(1).and_then(|last| self.columns.get(last)).map_or(left, |last| last.0 + last.1);
        let width = right - left;
        let rule = plan
            .rules
            .iter()
            .position(|(id, condition)| compositor.value(condition, *id, "when", environment).is_true());
        let owner = Owner { object: plan.id, instance };
        let inside = (width - self.plan.padding * 2).max(Emu::ZERO);
        let galley = compositor.galley(&plan.paragraphs, rule, inside, None, owner, environment);
        if let Some(excess) = galley.excess(Size::new(inside, Emu::MAX)) {
            let finding = Diagnostic::new(Code::TextOverflow).with("excess", millimetres(excess));
            compositor.note(finding, plan.id, Some("text"), environment);
        }
        SetCell { plan, left, width, galley }
    }

    /// The ground of a row outside cells with their own.
    fn ground(&self, row: &RowPlan, role: RowRole) -> Option<Colour> {
        let zebra = match role {
            RowRole::Body(number) if number % 2 == 1 => self.plan.zebra,
            _ => None,
        };
        zebra.or(row.fill)
    }
}

impl SetRow<'_> {
    /// What the row is drawn by.
    pub(super) fn id(&self) -> ObjectId {
        self.plan.id
    }

    /// Draws the row with its top left corner at `at`: grounds, then rules, then text.
    pub(super) fn draw(&self, at: Point, canvas: &mut Canvas) {
        let instance = self.role.row().unwrap_or(0) as u32;
        let owner = Owner { object: self.plan.id, instance };
        let rect = Rect::new(at.x, at.y, self.table.width, self.height);
        canvas.place(owner.object, instance, BoxKind::Row, rect);
        self.draw_grounds(at, owner, canvas);
        let border = owner.origin(Part::Border);
        if let Some(stroke) = &self.plan.rule_above {
            canvas.edge(rect, stroke, false, border);
        }
        if let Some(stroke) = &self.plan.rule_below {
            canvas.edge(rect, stroke, true, border);
        }
        let (padding, vertical) = (self.table.plan.padding, self.table.plan.padding_vertical);
        for cell in &self.cells {
            let left = at.x + cell.left;
            canvas.place(cell.plan.id, instance, BoxKind::Cell, Rect::new(left, at.y, cell.width, self.height));
            let room = self.height - vertical * 2;
            let top = at.y + vertical + lowered(cell.plan.vertical, cell.galley.height, room);
            canvas.galley(&cell.galley, Point::new(left + padding, top), Owner { object: cell.plan.id, instance });
        }
    }

    /// Grounds column by column; neighbours of one colour without a gap become one rule.
    fn draw_grounds(&self, at: Point, owner: Owner, canvas: &mut Canvas) {
        let ground = self.table.ground(self.plan, self.role);
        let covered = self.cells.last().map_or(0, |cell| cell.plan.columns.1);
        let bare = self.table.columns.iter().skip(covered).map(|&(left, width)| (left, width, ground, owner));
        let cells = self.cells.iter().map(|cell| {
            let own = cell.plan.fill.map(|fill| (fill, Owner { object: cell.plan.id, ..owner }));
            let (fill, owner) = own.map_or((ground, owner), |(fill, owner)| (Some(fill), owner));
            (cell.left, cell.width, fill, owner)
        });
        let mut waiting: Option<(Rect, Colour, Owner)> = None;
        for (left, width, colour, owner) in cells.chain(bare) {
            let Some(colour) = colour else { continue };
            let rect = Rect::new(at.x + left, at.y, width, self.height);
            match &mut waiting {
                Some((last, same, of)) if *same == colour && of.object == owner.object && last.right() == rect.x => {
                    last.width = rect.right() - last.x;
                }
                _ => {
                    if let Some((rect, colour, owner)) = waiting.replace((rect, colour, owner)) {
                        canvas.rule(rect, colour, owner.origin(Part::Background));
                    }
                }
            }
        }
        if let Some((rect, colour, owner)) = waiting {
            canvas.rule(rect, colour, owner.origin(Part::Background));
        }
    }

    /// Takes back the memory of the lines.
    pub(super) fn recycle(self, compositor: &mut Compositor<'_>) {
        for cell in self.cells {
            compositor.recycle_galley(cell.galley);
        }
    }
}
