//! Bar codes with the line that people read.

use std::borrow::Cow;

use diagnostics::{Code, Diagnostic};
use expression::Environment;
use graphics::barcode::{
    Dimensions, Quiet, data_of_text, default_height, encode, quiet_zone, readable as readable_line,
};
use scene::{Bearer, DataBarForm, Item, Part, SymbolKind};
use text::{Paragraph, Run, RunKind};
use units::{Emu, Point, QuarterTurn, Rect};

use super::Canvas;
use super::text_box::millimetres;
use crate::compositor::Compositor;
use crate::galley::Owner;
use crate::plan::BarcodePlan;

impl Canvas {
    /// The symbol in the rectangle's top left corner; bars take the height that the letters leave.
    pub(super) fn barcode(
        &mut self,
        plan: &BarcodePlan,
        rect: Rect,
        owner: Owner,
        compositor: &mut Compositor<'_>,
        environment: &Environment<'_>,
    ) {
        let text = compositor.text(&plan.data, owner.object, "data", environment);
        let data = match data_of_text(plan.kind, &text) {
            Ok(data) => data,
            Err(diagnostic) => {
                compositor.note(diagnostic, owner.object, Some("data"), environment);
                return;
            }
        };
        let shown = plan.readable.as_ref().map(|readable| match &readable.text {
            Some(own) => compositor.text(own, owner.object, "readable_text", environment),
            // What has no line of its own shows the text that it was made from.
            None => Some(readable_line(plan.kind, &data))
                .filter(|line| !line.is_empty())
                .map_or_else(|| text.clone(), Cow::Owned),
        });
        let quiet = if plan.quiet_zone { quiet_zone(plan.kind, plan.module_mils) } else { Quiet::default() };
        let (left, beside) = (quiet.left, quiet.left + quiet.right);
        let mut lines = compositor.fresh_lines();
        if let (Some(readable), Some(shown)) = (&plan.readable, &shown) {
            let runs = [Run { text: shown, style: readable.style }];
            let paragraph = Paragraph { runs: &runs, style: &readable.paragraph };
            text::lay_out_into(&paragraph, rect.width - beside, &mut compositor.shaper, &mut lines);
            compositor.note_missing(&lines, owner.object, environment);
        }
        let letters = if shown.is_some() { lines.height() } else { Emu::ZERO };
        let free = rect.height - letters - quiet.vertical * 2;
        let encoded = encode(plan.kind, &data, plan.dimensions(free));
        let symbol = match encoded {
            Ok(drawn) => drawn,
            Err(diagnostic) => {
                compositor.note(diagnostic, owner.object, Some("data"), environment);
                compositor.recycle(lines);
                return;
            }
        };
        let size = symbol.size;
        let excess = (size.width + beside - rect.width).max(size.height - free);
        if excess > Emu::from_l_units(1) {
            let wide = Diagnostic::new(Code::BarcodeTooLarge).with("excess", millimetres(excess));
            compositor.note(wide, owner.object, Some("data"), environment);
            self.spill();
        }
        let above = plan.readable.as_ref().is_some_and(|readable| readable.above);
        let down = quiet.vertical + if above { letters } else { Emu::ZERO };
        let corner = Point::new(rect.x + left, rect.y + down);
        let barcode = symbol.into_barcode(data, plan.colour, corner, QuarterTurn::Zero);
        let barcode = scene::Barcode { drawn: plan.drawn, ..barcode };
        self.push(Item::Barcode(Box::new(barcode)), owner.origin(Part::Body));
        if shown.is_some() {
            let top = if above { rect.y } else { corner.y + size.height + quiet.vertical };
            for line in lines.lines() {
                let baseline = Point::new(corner.x, top + line.top + line.baseline);
                for run in lines.runs(line).iter().filter(|run| run.kind == RunKind::Text) {
                    let drawn = lines.text_run(run, baseline, &mut self.content);
                    self.push(Item::Text(drawn), owner.origin(Part::Readable));
                }
            }
        }
        compositor.recycle(lines);
    }
}

impl BarcodePlan {
    /// The sizes of the symbol's parts, where bars of a free height have so much room.
    fn dimensions(&self, free: Emu) -> Dimensions {
        let height = match self.kind {
            SymbolKind::Pdf417 { .. } => {
                Emu::saturating_from((i64::from(self.module_mils) * i64::from(self.row_modules) * 9_144 + 5) / 10)
            }
            // Two rows and what parts them.
            SymbolKind::DataBar { form: DataBarForm::StackedOmnidirectional } => {
                default_height(self.kind, self.module_mils, Emu::ZERO)
            }
            // Bearer bars lie above and below the bars.
            SymbolKind::Interleaved2Of5 { bearer, .. } | SymbolKind::Itf14 { bearer } if bearer != Bearer::None => {
                free - Emu::saturating_from(i64::from(self.module_mils) * 4 * 9_144 / 10)
            }
            _ => free,
        };
        Dimensions { module_mils: self.module_mils, height, ratio_percent: self.ratio_percent }
    }
}
