//! Names that AFP has for resources and medium maps: short enough, and none twice.

use std::collections::BTreeSet;

use diagnostics::{Code, Diagnostics, ObjectId};

use super::fault;
use crate::{ElementRef, Shape, Template, resource_name_fault};

pub(super) fn check(template: &Template, findings: &mut Diagnostics) {
    let afp = &template.outputs.afp;
    let mut resources = Names { findings: &mut *findings, taken: BTreeSet::new() };
    if !afp.form_definition.is_empty() {
        resources.add(&afp.form_definition, template.id, "form_definition");
    }
    for chosen in afp.resource_names.iter().filter(|chosen| chosen.size.is_none()) {
        resources.add(&chosen.name, chosen.id, "name");
    }
    // What has a size has a coded font and a raster character set, what has none a code page: they may share a name.
    let mut sized = Names { findings: &mut *findings, taken: BTreeSet::new() };
    for chosen in afp.resource_names.iter().filter(|chosen| chosen.size.is_some()) {
        sized.add(&chosen.name, chosen.id, "name");
    }
    let mut named = BTreeSet::new();
    for chosen in &afp.resource_names {
        if !named.insert((&chosen.of, chosen.size, chosen.part)) {
            findings.push(fault(Code::NameTaken, chosen.id, Some("of")).with("name", chosen.of.as_str()));
        }
    }
    let mut placed = Names { findings: &mut *findings, taken: BTreeSet::new() };
    template.walk(&mut |_, element| {
        if let ElementRef::Object(object) = element
            && let Shape::Library(shape) = &object.shape
        {
            placed.check(&shape.resource, object.id, "resource");
        }
    });
    let mut maps = Names { findings: &mut *findings, taken: BTreeSet::new() };
    for map in &afp.medium_maps {
        maps.add(&map.name, map.id, "name");
        for (property, overlays) in [("front_overlays", &map.front_overlays), ("back_overlays", &map.back_overlays)] {
            for overlay in overlays {
                maps.check(overlay, map.id, property);
            }
        }
    }
}

/// Names of one kind.
struct Names<'a, 't> {
    findings: &'a mut Diagnostics,
    taken: BTreeSet<&'t str>,
}

impl<'t> Names<'_, 't> {
    fn add(&mut self, name: &'t str, owner: ObjectId, property: &'static str) {
        self.check(name, owner, property);
        self.once(name, owner, property);
    }

    fn check(&mut self, name: &str, owner: ObjectId, property: &'static str) {
        if let Some(reason) = resource_name_fault(name) {
            let finding = fault(Code::ResourceName, owner, Some(property));
            self.findings.push(finding.with("name", name).with("reason", reason));
        }
    }

    fn once(&mut self, name: &'t str, owner: ObjectId, property: &'static str) {
        if !self.taken.insert(name) {
            self.findings.push(fault(Code::NameTaken, owner, Some(property)).with("name", name));
        }
    }
}
