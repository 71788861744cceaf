//! Shared content placed on a page.

use afp_codec::Field;
use afp_codec::fields::{IncludeOverlay, IncludeSegment};
use afp_codec::values::Rotation;
use afp_codec::wire::I24;
use scene::{IncludeId, IncludeKind, Origin};
use units::{Emu, Point, QuarterTurn, Rect, Transform};

use crate::error::WriteError;
use crate::page::canvas::{Canvas, Medium};

/// The most overlays of one page (MO:DCA MPO in IS/3: local ids X'01' to X'7F').
const MOST_OVERLAYS: usize = 0x7F;

/// A direction as AFP writes it.
pub(crate) fn rotation(turn: QuarterTurn) -> Rotation {
    match turn {
        QuarterTurn::Zero => Rotation::DEGREES_0,
        QuarterTurn::One => Rotation::DEGREES_90,
        QuarterTurn::Two => Rotation::DEGREES_180,
        QuarterTurn::Three => Rotation::DEGREES_270,
    }
}

impl Canvas<'_> {
    /// An Include Page Overlay or Include Page Segment field.
    pub(crate) fn include(
        &mut self,
        id: IncludeId,
        at: Point,
        turn: QuarterTurn,
        origin: Origin,
    ) -> Result<(), WriteError> {
        let Some(include) = self.plan.includes.get(id.0 as usize) else {
            self.refuse("shared content that is not defined", origin);
            return Ok(());
        };
        let (x, y) = (at.x.round_to_l_units(), at.y.round_to_l_units());
        let field = match include.kind {
            _ if self.medium != Medium::Page && include.kind == IncludeKind::Overlay => {
                self.refuse("an overlay inside shared content", origin);
                return Ok(());
            }
            IncludeKind::Overlay => Field::IncludeOverlay(IncludeOverlay {
                rotation: Some(rotation(turn)),
                ..IncludeOverlay::at(include.name, x, y)
            }),
            IncludeKind::PageSegment if turn == QuarterTurn::Zero => {
                Field::IncludeSegment(IncludeSegment { name: include.name, x: I24(x), y: I24(y), triplets: Vec::new() })
            }
            IncludeKind::PageSegment => {
                self.refuse("a turned page segment", origin);
                return Ok(());
            }
        };
        self.used.includes.insert(id.0);
        let placed = Transform::rotate(turn.into()).then(Transform::translate(at));
        self.links.extend(include.links.iter().map(|link| link.moved(placed)));
        if self.used.includes.len() > MOST_OVERLAYS {
            return Err(WriteError::TooMany { what: "overlays on one page", limit: MOST_OVERLAYS });
        }
        // How large it is matters only for what may move past it: all of the page.
        let everywhere = Rect::new(Emu::new(i32::MIN / 2), Emu::new(i32::MIN / 2), Emu::MAX, Emu::MAX);
        self.push_fields(everywhere, vec![field], origin);
        Ok(())
    }
}
