//! Dropping a field of the data onto a page: what shows it is made and bound.

use model::{
    Block, BlockKind, Cell, Column, ColumnWidth, Element, ElementKind, Expression, Extra, ListName, ObjectId,
    Paragraph, RowTemplate, Shape, ShareWidth, Table, TemplateText, VerticalAlign,
};
use units::{Emu, Point, Rect};

use crate::editor::Editor;
use crate::error::EditError;
use crate::history::{EditName, Millis};
use crate::operation::Operation;
use crate::property::Property;
use crate::selection::Selection;
use crate::tools::{Tool, barcode, default_size, hairline};

/// The most columns that a dropped array gives a table.
const MOST_COLUMNS: usize = 8;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FieldKind {
    /// Text.
    Text,
    /// A decimal number.
    Number,
    /// A date.
    Date,
    /// True or false.
    Boolean,
}

/// A field of the data, as dragged from its tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DroppedField {
    /// One value.
    Value {
        /// As an expression names it.
        path: String,
        /// What it holds.
        kind: FieldKind,
    },
    /// A list of rows.
    Rows {
        /// As an expression names it.
        path: String,
        /// The fields of a row, as an expression names them after `row.`, and what they hold.
        columns: Vec<(String, FieldKind)>,
    },
}

/// What shows a dropped value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ShownAs {
    /// A text.
    #[default]
    Text,
    /// A bar code.
    Barcode,
    /// A picture, the value being its asset's name.
    Image,
}

impl Editor {
    /// Makes what shows a field at a place of a page, and selects it: an object, or a table before the block that lies
    /// there, else at the end of the flow.
    ///
    /// # Errors
    /// The template has no master or no section.
    pub fn drop_field(
        &mut self,
        field: &DroppedField,
        shown_as: ShownAs,
        page: usize,
        point: Point,
        time: Millis,
    ) -> Result<ObjectId, EditError> {
        match field {
            DroppedField::Value { path, kind } => self.drop_value(path, *kind, shown_as, page, point, time),
            DroppedField::Rows { path, columns } => self.drop_rows(path, columns, page, point, time),
        }
    }

    fn drop_value(
        &mut self,
        path: &str,
        kind: FieldKind,
        shown_as: ShownAs,
        page: usize,
        point: Point,
        time: Millis,
    ) -> Result<ObjectId, EditError> {
        let tool = match shown_as {
            ShownAs::Text => Tool::Text,
            ShownAs::Barcode => Tool::Barcode,
            ShownAs::Image => Tool::Image,
        };
        let size = default_size(tool);
        let rect = Rect::new(point.x, point.y, size.width, size.height);
        let shape = match shown_as {
            ShownAs::Text => Shape::Text(self.text_shape(&shown(path, kind))),
            ShownAs::Barcode => Shape::Barcode(barcode(&format!("{{{{ {path} }}}}"))),
            ShownAs::Image => match self.default_shape(tool, rect, false) {
                Shape::Image(mut image) => {
                    image.source = Some(Expression(path.to_owned()));
                    Shape::Image(image)
                }
                other => other,
            },
        };
        self.transact(EditName::Bind, None, time, |editor| {
            let id = editor.place_object(page, rect, shape, time)?;
            editor.apply(Operation::set(id, Property::Name(last_part(path).to_owned())))?;
            Ok(id)
        })
    }

    fn drop_rows(
        &mut self,
        path: &str,
        columns: &[(String, FieldKind)],
        page: usize,
        point: Point,
        time: Millis,
    ) -> Result<ObjectId, EditError> {
        let under = self.pages().get(page).and_then(|page| {
            let below = |placed: &&crate::geometry::Placed| placed.rect.bottom() >= point.y;
            let blocks =
                page.elements.iter().filter(|placed| self.document().kind(placed.id) == Some(ElementKind::Block));
            blocks.filter(below).min_by_key(|placed| placed.rect.y).map(|placed| placed.id)
        });
        let section = match under.and_then(|id| self.document().place(id)) {
            Some(place) => place.parent,
            None => {
                let template = self.template();
                template.sections.first().ok_or(EditError::NotFound { id: template.id })?.id
            }
        };
        let table = self.table_of(path, columns);
        let id = self.fresh_id(ElementKind::Block);
        let block = Block {
            id,
            name: last_part(path).to_owned(),
            visible_when: None,
            space_before: Emu::ZERO,
            space_after: Emu::ZERO,
            keep_with_next: false,
            content: BlockKind::Table(Box::new(table)),
            extra: Extra::default(),
        };
        self.transact(EditName::Bind, None, time, |editor| {
            editor.apply(Operation::insert(section, ListName::Blocks, under, Element::Block(Box::new(block))))?;
            editor.select(Selection::of(id));
            Ok(id)
        })
    }

    /// A table with a column for each field of a row: names in the header, values below.
    fn table_of(&mut self, path: &str, fields: &[(String, FieldKind)]) -> Table {
        let fields = fields.get(..fields.len().min(MOST_COLUMNS)).unwrap_or_default();
        let (mut columns, mut heads, mut cells) = (Vec::new(), Vec::new(), Vec::new());
        for (name, kind) in fields {
            columns.push(Column {
                id: self.fresh_id(ElementKind::Column),
                name: last_part(name).to_owned(),
                width: ColumnWidth::Share(ShareWidth { parts: 1 }),
                extra: Extra::default(),
            });
            heads.push(self.cell_of(&title(name), *kind));
            cells.push(self.cell_of(&shown(&format!("row.{name}"), *kind), *kind));
        }
        let header = RowTemplate { rule_below: Some(hairline()), ..self.row_of(heads) };
        Table {
            rows: Expression(path.to_owned()),
            columns,
            gap: Emu::ZERO,
            padding: Emu::from_millimetres(1),
            padding_vertical: Emu::new(Emu::PER_MILLIMETRE / 2),
            zebra: None,
            header: Some(header),
            body: self.row_of(cells),
            carried: None,
            brought: None,
            footer: None,
            empty: None,
            orphans: 2,
            widows: 2,
        }
    }

    fn row_of(&mut self, cells: Vec<Cell>) -> RowTemplate {
        RowTemplate {
            id: self.fresh_id(ElementKind::Row),
            height: Emu::ZERO,
            fill: None,
            rule_above: None,
            rule_below: None,
            cells,
            extra: Extra::default(),
        }
    }

    fn cell_of(&mut self, text: &str, kind: FieldKind) -> Cell {
        let mut paragraph: Paragraph = self.new_paragraph(text);
        if kind == FieldKind::Number {
            paragraph.format.align = Some(model::Align::End);
        }
        Cell {
            id: self.fresh_id(ElementKind::Cell),
            span: 1,
            paragraphs: vec![paragraph],
            vertical: VerticalAlign::Middle,
            fill: None,
            rules: Vec::new(),
            extra: Extra::default(),
        }
    }

    /// Binds an object of its kind to a field: a bar code's data, a picture's source, the whole text of a text.
    ///
    /// # Errors
    /// The object shows no data.
    pub fn bind_field(&mut self, id: ObjectId, path: &str, kind: FieldKind, time: Millis) -> Result<(), EditError> {
        let object = self.document().object(id).ok_or(EditError::NotFound { id })?;
        let property = match &object.shape {
            Shape::Text(_) => return self.set_text(id, &shown(path, kind), time),
            Shape::Barcode(_) => Property::Data(TemplateText(format!("{{{{ {path} }}}}"))),
            Shape::Image(_) => Property::Source(Some(Expression(path.to_owned()))),
            Shape::Rectangle(_)
            | Shape::Ellipse(_)
            | Shape::Line(_)
            | Shape::Path(_)
            | Shape::Chart(_)
            | Shape::Group(_)
            | Shape::Library(_) => {
                return Err(EditError::NoProperty { id, property: crate::property::PropertyName::Data });
            }
        };
        self.transact(EditName::Bind, None, time, |editor| editor.apply(Operation::set(id, property)))
    }
}

/// How a value is shown in a text: numbers and dates by the template's locale.
fn shown(path: &str, kind: FieldKind) -> String {
    match kind {
        FieldKind::Text | FieldKind::Boolean => format!("{{{{ {path} }}}}"),
        FieldKind::Number => format!("{{{{ number({path}) }}}}"),
        FieldKind::Date => format!("{{{{ date({path}) }}}}"),
    }
}

fn last_part(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

/// `due_date` as a column's heading: `Due date`.
fn title(path: &str) -> String {
    let words = last_part(path).replace(['_', '-'], " ");
    let mut signs = words.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}
