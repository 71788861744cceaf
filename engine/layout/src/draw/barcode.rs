//! Bar codes with the line that people read.

use diagnostics::{Code, Diagnostic};
use expression::Environment;
use graphics::barcode::{data_of_text, encode};
use scene::{Item, Part};
use text::{Paragraph, Run, RunKind};
use units::{Emu, Point, QuarterTurn, Rect};

use super::Canvas;
use super::text_box::millimetres;
use crate::compositor::Compositor;
use crate::galley::Owner;
use crate::plan::{BarcodePlan, ReadablePlan};

impl Canvas {
    /// The symbol in the rectangle's top left corner; bars take the height that the letters below leave.
    pub(super) fn barcode(
        &mut self,
        plan: &BarcodePlan,
        rect: Rect,
        owner: Owner,
        compositor: &mut Compositor<'_>,
        environment: &Environment<'_>,
    ) {
        let text = compositor.text(&plan.data, owner.object, "data", environment);
        let readable = plan.readable.as_ref().map(|readable| {
            let own = readable.text.as_ref();
            let shown = own.map(|own| compositor.text(own, owner.object, "readable_text", environment));
            (readable, shown.unwrap_or(text.clone()))
        });
        let mut lines = compositor.fresh_lines();
        if let Some((readable, shown)) = &readable {
            let ReadablePlan { paragraph, style, .. } = readable;
            let runs = [Run { text: shown, style: *style }];
            let paragraph = Paragraph { runs: &runs, style: paragraph };
            text::lay_out_into(&paragraph, rect.width, &mut compositor.shaper, &mut lines);
            compositor.note_missing(&lines, owner.object, environment);
        }
        let below = if readable.is_some() { lines.height() } else { Emu::ZERO };
        let symbol = data_of_text(plan.kind, &text).and_then(|data| {
            encode(plan.kind, &data, plan.module_mils, rect.height - below).map(|symbol| (data, symbol))
        });
        let (data, symbol) = match symbol {
            Ok(drawn) => drawn,
            Err(diagnostic) => {
                compositor.note(diagnostic, owner.object, Some("data"), environment);
                compositor.recycle(lines);
                return;
            }
        };
        let size = symbol.size;
        let excess = (size.width - rect.width).max(size.height + below - rect.height);
        if excess > Emu::from_l_units(1) {
            let wide = Diagnostic::new(Code::BarcodeTooLarge).with("excess", millimetres(excess));
            compositor.note(wide, owner.object, Some("data"), environment);
            self.spill();
        }
        let barcode =
            symbol.into_barcode(plan.kind, data, plan.module_mils, plan.colour, rect.origin(), QuarterTurn::Zero);
        self.push(Item::Barcode(Box::new(barcode)), owner.origin(Part::Body));
        if readable.is_some() {
            let top = rect.y + size.height;
            for line in lines.lines() {
                let baseline = Point::new(rect.x, top + line.top + line.baseline);
                for run in lines.runs(line).iter().filter(|run| run.kind == RunKind::Text) {
                    let drawn = lines.text_run(run, baseline, &mut self.content);
                    self.push(Item::Text(drawn), owner.origin(Part::Readable));
                }
            }
        }
        compositor.recycle(lines);
    }
}
