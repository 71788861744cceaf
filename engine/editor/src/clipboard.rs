//! Copy, cut and paste: elements as JSON text, with the styles and swatches they use.

use std::collections::BTreeSet;

use model::json::{from_text, record, to_text};
use model::{Element, ElementKind, ElementRef, Extra, ListName, ObjectId, Shape};
use units::{Emu, Point, Rect};

use crate::editor::Editor;
use crate::error::EditError;
use crate::history::{EditName, Millis};
use crate::operation::Operation;
use crate::selection::Selection;

/// How far a paste is put from where it was copied, unless in place.
const PASTE_OFFSET: Emu = Emu::new(Emu::PER_MILLIMETRE * 5);

record! {
    /// What the clipboard holds.
    pub struct Clipping {
        /// The version of this form.
        formwright_clipboard: u32,
        /// Objects or blocks, the later in front.
        elements: Vec<Element>,
        /// Swatches and styles they use, those first that others need.
        used: Vec<Element> = Vec::new(),
    }
}

impl Editor {
    /// The selected elements as text for the clipboard; none where nothing is selected that can be copied.
    pub fn copy(&self) -> Option<String> {
        let selected = self.selection().outermost(self.document());
        let mut elements = Vec::new();
        for id in self.in_document_order(&selected) {
            match self.document().element(id)? {
                ElementRef::Object(object) => {
                    let mut copy = object.clone();
                    // Pasted elsewhere, it stands where it is on the page, not where it is in its group.
                    let placed = self.pages().get(self.focus_page()).and_then(|page| page.find(id, self.focus.1));
                    if let Some(placed) = placed {
                        (copy.rect, copy.rotation) = (placed.rect, placed.rotation);
                    }
                    elements.push(Element::Object(Box::new(copy)));
                }
                ElementRef::Block(block) => elements.push(Element::Block(Box::new(block.clone()))),
                _ => {}
            }
        }
        if elements.is_empty() {
            return None;
        }
        let used = self.used_by(&elements);
        Some(to_text(&Clipping { formwright_clipboard: 1, elements, used, extra: Extra::default() }))
    }

    /// Copies the selected elements and deletes them.
    ///
    /// # Errors
    /// One of them cannot be taken out of what it is a part of.
    pub fn cut(&mut self, time: Millis) -> Result<Option<String>, EditError> {
        let Some(text) = self.copy() else { return Ok(None) };
        self.transact(EditName::Cut, None, time, |editor| editor.delete(time))?;
        Ok(Some(text))
    }

    /// Puts what [`Editor::copy`] gave onto the page last pointed at, or into the group that was entered, and selects
    /// it; blocks go behind the selected block or to the end of the first section.
    ///
    /// # Errors
    /// The text is no such thing, or does not fit here.
    pub fn paste(&mut self, text: &str, in_place: bool, time: Millis) -> Result<(), EditError> {
        let (clipping, _) = from_text::<Clipping>("clipboard", text).map_err(|_| EditError::Clipboard)?;
        if clipping.formwright_clipboard != 1 || clipping.elements.is_empty() {
            return Err(EditError::Clipboard);
        }
        self.transact(EditName::Paste, None, time, |editor| {
            for element in clipping.used {
                editor.add_used(element)?;
            }
            let mut pasted = Vec::new();
            for element in clipping.elements {
                pasted.push(match element {
                    Element::Object(_) => editor.paste_object(element, in_place)?,
                    Element::Block(_) => editor.paste_block(element, pasted.last().copied())?,
                    _ => return Err(EditError::Clipboard),
                });
            }
            let entered = editor.selection().entered();
            editor.select(Selection::of_all(pasted).inside(entered));
            Ok(())
        })
    }

    /// Puts plain text onto the page last pointed at as a new text object, and selects it.
    ///
    /// # Errors
    /// There is no page.
    pub fn paste_text(&mut self, text: &str, time: Millis) -> Result<ObjectId, EditError> {
        let page = self.focus_page();
        let size = self.pages().get(page).map(|page| page.size).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        let (width, height) = (Emu::from_millimetres(80), Emu::from_millimetres(6) * lines.len().clamp(1, 40) as i32);
        let rect = Rect::new((size.width - width) / 2, (size.height - height) / 2, width, height);
        let mut shape = self.text_shape("");
        shape.paragraphs = lines.iter().map(|line| self.new_paragraph(line)).collect();
        self.transact(EditName::Paste, None, time, |editor| editor.place_object(page, rect, Shape::Text(shape), time))
    }

    fn paste_object(&mut self, mut element: Element, in_place: bool) -> Result<ObjectId, EditError> {
        self.renew(&mut element);
        let page = self.focus_page();
        let group = self.selection().entered().filter(|&id| self.document().object(id).is_some());
        let master = self.pages().get(page).and_then(|page| page.master);
        let first = self.template().masters.first().map(|master| master.id);
        let parent = group.or(master).or(first).ok_or(EditError::Clipboard)?;
        if let Element::Object(object) = &mut element {
            if let Some(around) = group.and_then(|id| self.pages().get(page)?.find(id, self.focus.1)) {
                object.rect = object.rect.translated(Point::ORIGIN - around.rect.origin());
            }
            if !in_place {
                object.rect = object.rect.translated(Point::new(PASTE_OFFSET, PASTE_OFFSET));
            }
        }
        let id = element.id();
        self.apply(Operation::insert(parent, ListName::Objects, None, element))?;
        Ok(id)
    }

    fn paste_block(&mut self, mut element: Element, after: Option<ObjectId>) -> Result<ObjectId, EditError> {
        self.renew(&mut element);
        let last = after.filter(|&id| self.document().kind(id) == Some(ElementKind::Block));
        let selected = self.selection().primary().and_then(|id| self.document().nearest(id, ElementKind::Block));
        let (parent, before) = match last.or(selected) {
            Some(block) => {
                let place = self.document().place(block).ok_or(EditError::NotFound { id: block })?;
                (place.parent, self.document().next_sibling(block))
            }
            None => (self.template().sections.first().ok_or(EditError::Clipboard)?.id, None),
        };
        let id = element.id();
        self.apply(Operation::insert(parent, ListName::Blocks, before, element))?;
        Ok(id)
    }

    /// The swatches and styles that elements name.
    fn used_by(&self, elements: &[Element]) -> Vec<Element> {
        let mut named: BTreeSet<ObjectId> = elements.iter().flat_map(names_in).collect();
        // A style names the style it is based on and swatches.
        loop {
            let found: Vec<ObjectId> = self.used(&named).iter().flat_map(names_in).collect();
            let before = named.len();
            named.extend(found);
            if named.len() == before {
                return self.used(&named);
            }
        }
    }

    fn used(&self, named: &BTreeSet<ObjectId>) -> Vec<Element> {
        let template = self.template();
        let swatches = template.swatches.iter().filter(|swatch| named.contains(&swatch.id));
        let styles = template.styles.iter().filter(|style| named.contains(&style.id));
        swatches
            .map(|swatch| Element::Swatch(Box::new(swatch.clone())))
            .chain(styles.map(|style| Element::Style(Box::new(style.clone()))))
            .collect()
    }

    /// Adds a swatch or style that pasted elements use, unless its id is known here.
    fn add_used(&mut self, element: Element) -> Result<(), EditError> {
        let list = match element.kind() {
            ElementKind::Swatch => ListName::Swatches,
            ElementKind::Style => ListName::Styles,
            _ => return Err(EditError::Clipboard),
        };
        if self.document().contains(element.id()) {
            return Ok(());
        }
        let template = self.template().id;
        self.apply(Operation::insert(template, list, None, element))
    }
}

/// All that looks like an id in an element: more than are references, but none is missed, whatever refers to it.
fn names_in(element: &Element) -> Vec<ObjectId> {
    let text = element.to_json_line();
    text.split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_' && sign != '-')
        .filter_map(|word| word.parse().ok())
        .collect()
}

/// Whether a text on the clipboard is one of ours.
pub fn is_clipping(text: &str) -> bool {
    text.trim_start().starts_with('{') && text.contains("\"formwright_clipboard\"")
}
