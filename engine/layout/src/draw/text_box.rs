//! Text in a box.

use diagnostics::{Code, Diagnostic};
use expression::Environment;
use model::{Overflow, VerticalAlign};
use scene::Part;
use units::{Emu, FontSize, Measure, Point, Rect, Unit};

use super::Canvas;
use crate::compositor::Compositor;
use crate::galley::{Galley, Owner, Shrink};
use crate::plan::TextBoxPlan;

impl Canvas {
    pub(super) fn text_box(
        &mut self,
        plan: &TextBoxPlan,
        owner: Owner,
        rect: Rect,
        compositor: &mut Compositor<'_>,
        environment: &Environment<'_>,
    ) {
        let (ground, border) = (owner.origin(Part::Background), owner.origin(Part::Border));
        self.rectangle(rect, plan.fill, plan.stroke.as_ref(), Emu::ZERO, ground, border);
        let room = rect.outset(-plan.padding);
        let mut galley = compositor.galley(&plan.paragraphs, None, room.width, None, owner, environment);
        if plan.overflow == Overflow::Shrink && galley.excess(room.size()).is_some() {
            let smaller = shrunk(plan, room, owner, compositor, environment);
            compositor.recycle_galley(std::mem::replace(&mut galley, smaller));
        }
        let excess = galley.excess(room.size());
        if let Some(excess) = excess {
            let finding = Diagnostic::new(Code::TextOverflow).with("excess", millimetres(excess));
            compositor.note(finding, owner.object, Some("text"), environment);
        }
        let mark = self.mark();
        let at = Point::new(room.x, room.y + lowered(plan.vertical, galley.height, room.height));
        self.galley(&galley, at, owner);
        match (excess, plan.overflow) {
            (Some(_), Overflow::Show) => self.spill(),
            (Some(_), Overflow::Clip | Overflow::Shrink) => self.clip(mark, rect, owner.origin(Part::Text)),
            (None, _) => {}
        }
        compositor.recycle_galley(galley);
    }
}

/// How far down content begins in a room; what is higher than the room begins at its top.
pub(crate) fn lowered(vertical: VerticalAlign, height: Emu, room: Emu) -> Emu {
    let free = (room - height).max(Emu::ZERO);
    match vertical {
        VerticalAlign::Top => Emu::ZERO,
        VerticalAlign::Middle => free / 2,
        VerticalAlign::Bottom => free,
    }
}

/// A length for people.
pub(crate) fn millimetres(length: Emu) -> String {
    format!("{} mm", Measure { length, unit: Unit::Millimetre })
}

/// The text in the largest sizes that fit, in steps of a twentieth of a point, or in the smallest allowed.
fn shrunk<'p>(
    plan: &'p TextBoxPlan,
    room: Rect,
    owner: Owner,
    compositor: &mut Compositor<'_>,
    environment: &Environment<'_>,
) -> Galley<'p> {
    let sizes = plan.paragraphs.iter().flat_map(|paragraph| &paragraph.look.runs).map(|run| run.size);
    let full = sizes.max().unwrap_or(FontSize::MIN);
    let was_quiet = std::mem::replace(&mut compositor.quiet, true);
    let at_size = |twentieths: u16, compositor: &mut Compositor<'_>| {
        let shrink = Shrink { size: FontSize::from_twentieths(twentieths), full };
        compositor.galley(&plan.paragraphs, None, room.width, Some(shrink), owner, environment)
    };
    // `low` fits or is the smallest allowed; `high` does not fit.
    let (mut low, mut high) = (plan.smallest.min(full).twentieths(), full.twentieths());
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        let galley = at_size(middle, compositor);
        if galley.excess(room.size()).is_none() {
            low = middle;
        } else {
            high = middle;
        }
        compositor.recycle_galley(galley);
    }
    let galley = at_size(low, compositor);
    compositor.quiet = was_quiet;
    galley
}
