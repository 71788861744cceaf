//! What the outputs are told, and what is taken from libraries of resources.

use model::{LibraryKind, LibraryShape, ObjectId, Outputs, Shape};
use units::{Emu, Rect, Size};

use crate::editor::Editor;
use crate::error::EditError;
use crate::history::{EditName, Millis};
use crate::operation::Operation;
use crate::property::Property;

impl Editor {
    /// Changes what the outputs are told, as one step; nothing where it stays the same.
    ///
    /// # Errors
    /// The change cannot be saved.
    pub fn change_outputs(&mut self, change: impl FnOnce(&mut Outputs), time: Millis) -> Result<(), EditError> {
        let template = self.template();
        let id = template.id;
        let mut outputs = template.outputs.clone();
        change(&mut outputs);
        if outputs == template.outputs {
            return Ok(());
        }
        self.transact(EditName::Output, None, time, |editor| {
            editor.apply(Operation::set(id, Property::Outputs(outputs)))
        })
    }

    /// Puts an overlay or page segment of a library on the master of a page and selects it: one as large as the page
    /// over all of it, another in its middle.
    ///
    /// # Errors
    /// The page has no master.
    pub fn place_library(
        &mut self,
        kind: LibraryKind,
        resource: &str,
        size: Size,
        page: usize,
        time: Millis,
    ) -> Result<ObjectId, EditError> {
        let around = self.pages().get(page).map_or(size, |page| page.size);
        let left = ((around.width - size.width) / 2).max(Emu::ZERO);
        let top = ((around.height - size.height) / 2).max(Emu::ZERO);
        let rect = Rect::new(left, top, size.width, size.height);
        let shape = Shape::Library(LibraryShape { resource_kind: kind, resource: resource.to_owned() });
        self.transact(EditName::Place, None, time, |editor| {
            let id = editor.place_object(page, rect, shape, time)?;
            editor.apply(Operation::set(id, Property::Name(resource.to_owned())))?;
            Ok(id)
        })
    }
}
