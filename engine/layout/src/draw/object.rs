//! One object: whether it is there, what it is, how it is turned.

use expression::Environment;
use scene::{Item, Origin, Part};
use units::{Angle, Point, QuarterTurn, Rect, Transform};

use super::{Canvas, Mark};
use crate::BoxKind;
use crate::compositor::Compositor;
use crate::galley::Owner;
use crate::plan::{ObjectPlan, ShapePlan};

impl Canvas {
    /// Draws an object, where it is there, in a container whose top left corner is `at`.
    pub(crate) fn object(
        &mut self,
        plan: &ObjectPlan,
        at: Point,
        compositor: &mut Compositor<'_>,
        environment: &Environment<'_>,
    ) {
        if !compositor.holds(plan.visible_when.as_ref(), plan.id, "visible_when", environment) {
            return;
        }
        let rect = plan.rect.translated(at);
        let mark = self.mark();
        self.place(plan.id, 0, BoxKind::Object, rect);
        let owner = Owner::object(plan.id);
        let body = owner.origin(Part::Body);
        match &plan.shape {
            ShapePlan::Text(text) => self.text_box(text, owner, rect, compositor, environment),
            ShapePlan::Rectangle { fill, stroke, radius } => {
                self.rectangle(rect, *fill, stroke.as_ref(), *radius, body, body);
            }
            ShapePlan::Ellipse { fill, stroke } => self.ellipse(rect, *fill, stroke.as_ref(), body),
            ShapePlan::Line { stroke, rising } => self.line(rect, stroke, *rising, body),
            ShapePlan::Path(path) => self.path(path, at, body),
            ShapePlan::Picture(picture) => self.picture(picture, rect, owner, compositor, environment),
            ShapePlan::Barcode(barcode) => self.barcode(barcode, rect, owner, compositor, environment),
            ShapePlan::Chart(chart) => self.chart(chart, rect, owner, compositor, environment),
            ShapePlan::Library(include) => {
                let item = Item::Include { include: *include, at: rect.origin(), turn: QuarterTurn::Zero };
                self.push(item, body);
            }
            ShapePlan::Group(objects) => {
                for object in objects {
                    self.object(object, rect.origin(), compositor, environment);
                }
            }
        }
        self.finish_object(mark, plan, rect, body);
    }

    fn finish_object(&mut self, mark: Mark, plan: &ObjectPlan, rect: Rect, origin: Origin) {
        let mut transform = Transform::IDENTITY;
        if plan.rotation != Angle::ZERO {
            transform = Transform::rotate_about(plan.rotation, rect.centre());
            if let Some(geometry) = &mut self.geometry {
                geometry.transform_since(mark.geometry, transform);
            }
            if let Some(turn) = plan.rotation.quarter_turn() {
                self.turn(mark, transform, turn);
                transform = Transform::IDENTITY;
            }
        }
        if transform != Transform::IDENTITY || plan.opacity < 255 {
            self.group(mark, transform, None, plan.opacity, origin);
        }
    }
}
