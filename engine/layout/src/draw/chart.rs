//! Charts with their legends.

use expression::{Environment, RowValue, Value};
use graphics::donut::{LegendGrid, Ring, sectors};
use rust_decimal::Decimal;
use scene::{FillRule, Part};
use units::{Colour, Point, Rect};

use super::Canvas;
use super::text_box::lowered;
use crate::compositor::Compositor;
use crate::galley::Owner;
use crate::plan::{ChartPlan, LegendPlan};

impl Canvas {
    /// The ring at the left edge of the rectangle, in the middle of its height; the legend where its grid says.
    pub(super) fn chart(
        &mut self,
        plan: &ChartPlan,
        rect: Rect,
        owner: Owner,
        compositor: &mut Compositor<'_>,
        environment: &Environment<'_>,
    ) {
        let rows = compositor.value(&plan.rows, owner.object, "rows", environment);
        let mut shares: Vec<Option<Decimal>> = Vec::with_capacity(rows.rows().len());
        for (number, row) in rows.rows().iter().enumerate() {
            let row = [row_value(row, number)];
            let inside = Environment { rows: &row, ..*environment };
            shares.push(match compositor.value(&plan.value, owner.object, "value", &inside) {
                Value::Decimal(share) => Some(share),
                _ => None,
            });
        }
        let top = rect.y + (rect.height - plan.diameter) / 2;
        let square = Rect::new(rect.x, top, plan.diameter, plan.diameter);
        let (drawn, findings) = sectors(Ring { square, hole: plan.hole, gap: plan.gap }, &shares);
        for finding in findings {
            compositor.note(finding, owner.object, Some("value"), environment);
        }
        if square.bottom() > rect.bottom() || square.right() > rect.right() {
            self.spill();
        }
        for sector in drawn {
            let fill = Some((plan.colour(sector.share), FillRule::NonZero));
            self.outline(sector.path, fill, None, owner.origin(Part::Body));
        }
        if let Some(legend) = &plan.legend {
            self.legend(legend, plan, rect, &rows, compositor, environment);
        }
    }

    fn legend(
        &mut self,
        legend: &LegendPlan,
        plan: &ChartPlan,
        rect: Rect,
        rows: &Value,
        compositor: &mut Compositor<'_>,
        environment: &Environment<'_>,
    ) {
        const MOST_LINES: usize = 360;
        let origin = legend.grid.origin;
        let grid = LegendGrid { origin: Point::new(rect.x + origin.x, rect.y + origin.y), ..legend.grid };
        for (number, row) in rows.rows().iter().enumerate().take(MOST_LINES) {
            let line = number as u16;
            let owner = Owner { object: legend.id, instance: number as u32 };
            self.rule(grid.swatch(line), plan.colour(number), owner.origin(Part::Body));
            let row = [row_value(row, number)];
            let inside = Environment { rows: &row, ..*environment };
            let place = grid.text(line, rect.right());
            let plans = std::slice::from_ref(&legend.text);
            let galley = compositor.galley(plans, None, place.width, None, owner, &inside);
            let down = lowered(model::VerticalAlign::Middle, galley.height, place.height);
            self.galley(&galley, Point::new(place.x, place.y + down), owner);
            if galley.excess(place.size()).is_some() || place.bottom() > rect.bottom() {
                self.spill();
            }
            compositor.recycle_galley(galley);
        }
    }
}

impl ChartPlan {
    fn colour(&self, share: usize) -> Colour {
        let place = share.checked_rem(self.colours.len()).unwrap_or(0);
        self.colours.get(place).copied().unwrap_or(Colour::BLACK)
    }
}

fn row_value(row: &Value, number: usize) -> RowValue {
    RowValue { value: row.clone(), number: u32::try_from(number).unwrap_or(u32::MAX).saturating_add(1) }
}
