//! What is the same on every page, laid out once.
//!
//! A static object goes to its master's overlay, below all that changes, where no object that changes and stands below
//! it in z-order touches it. The others stay on the page. Should an object that changes spill over its rectangle on some
//! page, that page is drawn without the overlay, so that what stands above what is always right.

use std::sync::Arc;

use expression::Environment;
use scene::{Definitions, Include, IncludeId, IncludeKind};
use units::{Point, Rect};

use super::Compiled;
use crate::compositor::Compositor;
use crate::draw::Canvas;
use crate::plan::{MasterObject, ObjectPlan};

/// Chooses the static objects of each master and defines an overlay of them.
pub(super) fn split(compiled: &mut Compiled, mut definitions: Definitions) {
    let mut masters = std::mem::take(&mut compiled.masters);
    let used: Vec<usize> = compiled.sections.iter().flat_map(|section| [section.first, section.next]).collect();
    for (number, master) in masters.iter_mut().enumerate() {
        if !used.contains(&number) {
            continue;
        }
        let nothing = expression::Value::Missing;
        let environment = compiled.stock.environment(&nothing, 0);
        let mut compositor = Compositor::new(&compiled.stock);
        choose(&mut master.objects, &mut compositor, &environment);
        let mut canvas = Canvas::new(true);
        for object in master.objects.iter().filter(|object| object.in_overlay) {
            canvas.object(&object.plan, Point::ORIGIN, &mut compositor, &environment);
        }
        compiled.diagnostics.append(compositor.take_diagnostics());
        let (content, geometry) = canvas.finish();
        master.overlay_geometry = geometry;
        if !content.items.is_empty() {
            master.overlay = Some(IncludeId(definitions.includes.len() as u32));
            definitions.includes.push(Include {
                name: master.id.to_string(),
                kind: IncludeKind::Overlay,
                size: master.size,
                content,
                library: None,
            });
        }
    }
    compiled.masters = masters;
    compiled.definitions = Arc::new(definitions);
}

/// Marks the objects for the overlay: static ones that touch nothing below them that is drawn anew, and do not spill
/// where there is such a thing.
fn choose(objects: &mut [MasterObject], compositor: &mut Compositor<'_>, environment: &Environment<'_>) {
    let mut anew: Vec<Rect> = Vec::new();
    for object in objects {
        let reach = object.plan.reach();
        let is_free = || !anew.iter().any(|lower| lower.touches(reach));
        object.in_overlay = object.plan.is_static()
            && object.plan.fits_overlay()
            && is_free()
            && (anew.is_empty() || !spills(&object.plan, compositor, environment));
        if !object.in_overlay {
            anew.push(reach);
        }
    }
}

/// Whether a static object draws outside its reach.
fn spills(object: &ObjectPlan, compositor: &mut Compositor<'_>, environment: &Environment<'_>) -> bool {
    let mut canvas = Canvas::new(false);
    canvas.object(object, Point::ORIGIN, compositor, environment);
    canvas.has_spilled()
}
