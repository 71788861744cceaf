//! Validation: what a template that can be read may still have wrong.
//!
//! In: a template. Out: diagnostics with the ids of the elements. Expressions, fonts' files and pictures are checked by
//! the layers that know them.

mod names;
mod ranges;
mod references;

use std::collections::BTreeSet;

use diagnostics::{Code, Diagnostic, Diagnostics, Location, ObjectId};

use crate::Template;

impl Template {
    /// Everything wrong with it: ids used twice, references to nothing, styles based on themselves, values out of range,
    /// cells that cover more columns than there are.
    pub fn check(&self) -> Diagnostics {
        let mut findings = self.ids_used_twice();
        let known = references::Known::of(self);
        self.walk(&mut |_, element| {
            references::check(element, &known, &mut findings);
            ranges::check(element, &mut findings);
        });
        references::loops(self, &mut findings);
        names::check(self, &mut findings);
        findings
    }

    pub(crate) fn ids_used_twice(&self) -> Diagnostics {
        let mut findings = Diagnostics::new();
        let mut ids = BTreeSet::new();
        self.walk(&mut |_, element| {
            if !ids.insert(element.id()) {
                let finding = fault(Code::TemplateDuplicateId, element.id(), Some("id"));
                findings.push(finding.with("id", element.id().as_str()));
            }
        });
        findings
    }
}

/// A finding at an element, and the property it is about.
fn fault(code: Code, object: ObjectId, property: Option<&'static str>) -> Diagnostic {
    Diagnostic::new(code).at(Location::Object { object, property, range: None })
}
