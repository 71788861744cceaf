//! Tables.

use diagnostics::{Code, Diagnostic, Location, ObjectId};
use expression::{Names, Program, Type};
use model::{ColumnWidth, RowTemplate, Table};
use units::Emu;

use super::Compiler;
use crate::plan::{CellPlan, ColumnWidthPlan, RowPlan, TablePlan, all};

impl Compiler<'_> {
    /// A table; none where its array has an error.
    pub(super) fn table(&mut self, table: &Table, names: &Names, id: ObjectId) -> Option<TablePlan> {
        let rows = self.expression(&table.rows, &Type::Any, names, id, "rows")?;
        let inside = names.with_row("row", rows.kind().row());
        let columns: Vec<_> = table
            .columns
            .iter()
            .map(|column| match &column.width {
                ColumnWidth::Fixed(fixed) => ColumnWidthPlan::Fixed(fixed.length.max(Emu::ZERO)),
                ColumnWidth::Share(share) => ColumnWidthPlan::Share(share.parts),
            })
            .collect();
        if columns.is_empty() {
            let at = Location::Object { object: id, property: Some("columns"), range: None };
            self.diagnostics.push(Diagnostic::new(Code::TemplateFieldMissing).with("field", "a column").at(at));
            return None;
        }
        let count = columns.len();
        Some(TablePlan {
            header: table.header.as_ref().map(|row| self.row(row, count, names)),
            body: self.row(&table.body, count, &inside),
            carried: table.carried.as_ref().map(|row| self.row(row, count, &inside)),
            brought: table.brought.as_ref().map(|row| self.row(row, count, &inside)),
            footer: table.footer.as_ref().map(|row| self.row(row, count, names)),
            empty: table.empty.as_ref().map(|row| self.row(row, count, names)),
            rows,
            columns,
            gap: table.gap.max(Emu::ZERO),
            padding: table.padding.max(Emu::ZERO),
            padding_vertical: table.padding_vertical.max(Emu::ZERO),
            zebra: table.zebra.map(|colour| self.colour(colour, id, "zebra")),
            orphans: usize::from(table.orphans.max(1)),
            widows: usize::from(table.widows.max(1)),
        })
    }

    fn row(&mut self, row: &RowTemplate, columns: usize, names: &Names) -> RowPlan {
        let mut next = 0;
        let mut cells = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            let end = next + usize::from(cell.span.max(1));
            if end > columns {
                let at = Location::Object { object: cell.id, property: Some("span"), range: None };
                self.diagnostics.push(
                    Diagnostic::new(Code::TemplateOutOfRange)
                        .with("field", "span")
                        .with("value", format!("up to column {end}"))
                        .with("range", format!("up to column {columns}"))
                        .at(at),
                );
            }
            let covered = (next, end.min(columns));
            next = end;
            if covered.0 >= covered.1 {
                continue;
            }
            let mut rules: Vec<(ObjectId, Program)> = Vec::with_capacity(cell.rules.len());
            let mut styles = Vec::with_capacity(cell.rules.len());
            for rule in &cell.rules {
                if let Some(condition) = self.expression(&rule.when, &Type::Boolean, names, rule.id, "when") {
                    rules.push((rule.id, condition));
                    styles.push(rule.style);
                }
            }
            cells.push(CellPlan {
                id: cell.id,
                columns: covered,
                paragraphs: self.paragraphs(&cell.paragraphs, &styles, names, cell.id),
                vertical: cell.vertical,
                fill: self.fill(cell.fill, cell.id),
                rules,
            });
        }
        let parts = cells.iter().map(|cell| {
            let text = all(cell.paragraphs.iter().map(|paragraph| paragraph.dependencies));
            text.and(all(cell.rules.iter().map(|(_, condition)| condition.dependencies())))
        });
        let dependencies = all(parts);
        RowPlan {
            id: row.id,
            height: row.height.max(Emu::ZERO),
            fill: self.fill(row.fill, row.id),
            rule_above: self.stroke(row.rule_above.as_ref(), row.id),
            rule_below: self.stroke(row.rule_below.as_ref(), row.id),
            cells,
            dependencies,
        }
    }
}
