//! Pictures.

use diagnostics::{Code, Diagnostic};
use expression::{Environment, Value};
use graphics::image;
use scene::{Image, Item, Part};
use units::{QuarterTurn, Rect};

use super::Canvas;
use crate::compositor::Compositor;
use crate::galley::Owner;
use crate::plan::{Picture, PicturePlan};

impl Canvas {
    pub(super) fn picture(
        &mut self,
        plan: &PicturePlan,
        rect: Rect,
        owner: Owner,
        compositor: &mut Compositor<'_>,
        environment: &Environment<'_>,
    ) {
        let id = match &plan.picture {
            Picture::Fixed(id) => Some(*id),
            Picture::Named(name) => match compositor.value(name, owner.object, "source", environment) {
                // No name, no picture.
                Value::Missing => return,
                name => {
                    let name = name.to_string();
                    let known = compositor.stock.picture_named(&name);
                    if known.is_none() {
                        let unknown = Diagnostic::new(Code::ImageUnknown).with("asset", name);
                        compositor.note(unknown, owner.object, Some("source"), environment);
                    }
                    known
                }
            },
        };
        let Some((id, header)) = id.and_then(|id| Some((id, compositor.stock.picture(id)?))) else { return };
        let placement = image::place(header, rect, plan.fit);
        let mark = self.mark();
        let origin = owner.origin(Part::Body);
        self.push(Item::Image(Image { image: id, rect: placement.rect, turn: QuarterTurn::Zero, mask: None }), origin);
        if placement.clipped {
            self.clip(mark, rect, origin);
        }
    }
}
