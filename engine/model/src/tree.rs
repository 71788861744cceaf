//! The tree of elements: finding one by its id, and the lists that hold them.

use diagnostics::ObjectId;

use crate::Template;
use crate::element::{Element, ElementMut, ElementRecord, ElementRef};
use crate::json::{Part, keyword};

keyword! {
    /// A list of elements, by its name in the file; a place for one row is a list of at most one.
    pub enum ListName {
        /// Families of type of the template.
        "fonts" => Fonts,
        /// Faces of a family.
        "faces" => Faces,
        /// Swatches of the template.
        "swatches" => Swatches,
        /// Styles of the template.
        "styles" => Styles,
        /// Fields of the data, or of a field.
        "fields" => Fields,
        /// Computed values of the template.
        "variables" => Variables,
        /// Masters of the template.
        "masters" => Masters,
        /// Objects of a master, a group or a block.
        "objects" => Objects,
        /// Frames of a master.
        "frames" => Frames,
        /// Sections of the template.
        "sections" => Sections,
        /// Blocks of a section.
        "blocks" => Blocks,
        /// Paragraphs of an object, a block or a cell.
        "paragraphs" => Paragraphs,
        /// Runs of a paragraph.
        "runs" => Runs,
        /// Columns of a table.
        "columns" => Columns,
        /// The header row of a table.
        "header" => Header,
        /// The row of a table at the bottom of each page but the last.
        "carried" => Carried,
        /// The row of a table at the top of each page but the first.
        "brought" => Brought,
        /// The last row of a table.
        "footer" => Footer,
        /// The row of a table without rows.
        "empty" => Empty,
        /// Cells of a row.
        "cells" => Cells,
        /// Styles by condition of a cell.
        "rules" => Rules,
        /// Index elements of the AFP output.
        "index" => Index,
        /// Index elements of its pages.
        "page_index" => PageIndex,
        /// Medium maps of its form definition.
        "medium_maps" => MediumMaps,
        /// Names chosen for its resources.
        "resource_names" => ResourceNames,
    }
}

/// Where an element stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The element around it; for the root itself.
    pub parent: ObjectId,
    /// The parent's list that holds it; none where it cannot be taken out.
    pub list: Option<ListName>,
    /// Its position in the list, from 0.
    pub position: usize,
    /// How many elements are around it.
    pub depth: usize,
}

impl Place {
    pub(crate) const fn root(id: ObjectId) -> Self {
        Self { parent: id, list: None, position: 0, depth: 0 }
    }

    /// Inside the element that stands here.
    #[doc(hidden)]
    #[must_use]
    pub const fn inside(self, id: ObjectId) -> Self {
        Self { parent: id, list: None, position: 0, depth: self.depth + 1 }
    }

    /// In a field of the element.
    #[doc(hidden)]
    #[must_use]
    pub fn list(self, field: &str) -> Self {
        Self { list: ListName::from_keyword(field), position: 0, ..self }
    }
}

/// An ordered list of elements of one kind.
pub trait ElementList {
    /// Their ids, in order.
    fn ids(&self) -> Vec<ObjectId>;

    /// Puts an element in at a position.
    ///
    /// # Errors
    /// The element, where it is of another kind, the position lies beyond the end, or the list is full.
    fn insert(&mut self, position: usize, element: Element) -> Result<(), Element>;

    /// Takes the element at a position out.
    fn remove(&mut self, position: usize) -> Option<Element>;
}

impl<T: ElementRecord> ElementList for Vec<T> {
    fn ids(&self) -> Vec<ObjectId> {
        self.iter().map(ElementRecord::id).collect()
    }

    fn insert(&mut self, position: usize, element: Element) -> Result<(), Element> {
        if position > self.len() {
            return Err(element);
        }
        T::from_element(element).map(|record| Vec::insert(self, position, record))
    }

    fn remove(&mut self, position: usize) -> Option<Element> {
        (position < self.len()).then(|| Vec::remove(self, position).into_element())
    }
}

impl<T: ElementRecord> ElementList for Option<T> {
    fn ids(&self) -> Vec<ObjectId> {
        self.iter().map(ElementRecord::id).collect()
    }

    fn insert(&mut self, position: usize, element: Element) -> Result<(), Element> {
        if position > 0 || self.is_some() {
            return Err(element);
        }
        T::from_element(element).map(|record| *self = Some(record))
    }

    fn remove(&mut self, position: usize) -> Option<Element> {
        if position > 0 { None } else { self.take().map(ElementRecord::into_element) }
    }
}

impl Template {
    /// Visits the template and every element in it, each before those inside it.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(Place, ElementRef<'a>)) {
        Part::walk(self, Place::root(self.id), visit);
    }

    /// The element with an id, and where it stands.
    pub fn find(&self, id: ObjectId) -> Option<(Place, ElementRef<'_>)> {
        let mut found = None;
        self.walk(&mut |place, element| {
            if element.id() == id && found.is_none() {
                found = Some((place, element));
            }
        });
        found
    }

    /// The element with an id, to change. Whoever changes an id keeps all of them different.
    pub fn element_mut(&mut self, id: ObjectId) -> Option<ElementMut<'_>> {
        Part::find_mut(self, id)
    }

    /// A list of an element's own.
    pub fn list_mut(&mut self, parent: ObjectId, list: ListName) -> Option<&mut dyn ElementList> {
        self.element_mut(parent)?.into_list(list)
    }
}
