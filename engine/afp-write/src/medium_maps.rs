//! Which medium map is in effect, and when it is invoked.
//!
//! Invoking a medium map ejects the sheet (MO:DCA "Invocation of Medium Maps"), so it is done only where the map
//! changes, and at the beginning of a group, so that the group stands for itself.

use afp_codec::fields::Invoke;
use afp_codec::{Field, Name};
use diagnostics::{Code, Diagnostic, Diagnostics};

use crate::document_index::Medium;
use crate::form_definition::FormDefinition;

/// The medium maps of a document as it goes on.
#[derive(Debug, Default)]
pub(crate) struct MediumMaps {
    /// What was invoked last.
    current: Option<Name>,
    /// What the pages of the open group have where they name none.
    group: Option<String>,
    /// Whether no page came since the group began.
    group_begins: bool,
    /// Pages since the last invocation.
    pages: u32,
}

impl MediumMaps {
    /// A document begins: the first medium map of the form definition holds.
    pub(crate) fn begin_document(&mut self) {
        *self = Self::default();
    }

    pub(crate) fn begin_group(&mut self, map: Option<&String>) {
        (self.group, self.group_begins) = (map.cloned(), true);
    }

    /// The field before a page, if one is needed.
    pub(crate) fn before_page(
        &mut self,
        own: Option<&String>,
        form: Option<&FormDefinition>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Field<'static>> {
        let wanted = own.or(self.group.as_ref()).cloned();
        let begins = std::mem::take(&mut self.group_begins);
        let name = checked(&wanted?, form, diagnostics)?;
        (begins || self.current != Some(name)).then(|| self.invoke(name))
    }

    /// Invokes a map whatever is in effect.
    pub(crate) fn invoke_named(
        &mut self,
        map: &str,
        form: Option<&FormDefinition>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Field<'static>> {
        Some(self.invoke(checked(map, form, diagnostics)?))
    }

    fn invoke(&mut self, name: Name) -> Field<'static> {
        (self.current, self.pages) = (Some(name), 0);
        Field::InvokeMediumMap(Invoke { name, triplets: Vec::new() })
    }

    /// A page was added.
    pub(crate) fn after_page(&mut self) {
        self.pages = self.pages.saturating_add(1);
    }

    /// What the next page is printed by.
    pub(crate) fn medium(&self) -> Medium {
        Medium { map: self.current, page: self.pages.saturating_add(1) }
    }
}

/// A map's name as AFP writes it; a finding where it cannot be written, or the form definition has no such map.
fn checked(map: &str, form: Option<&FormDefinition>, diagnostics: &mut Diagnostics) -> Option<Name> {
    let unknown = form.is_some_and(|form| !form.has(map));
    match Name::new(map) {
        Ok(name) if !unknown => Some(name),
        Ok(_) => {
            diagnostics.push_once(Diagnostic::new(Code::MediumMapUnknown).with("name", map));
            None
        }
        Err(error) => {
            let finding = Diagnostic::new(Code::ResourceName).with("name", map);
            diagnostics.push_once(finding.with("reason", error.to_string()));
            None
        }
    }
}
