//! Elements: whatever has an id and stands in the tree of the template.
//!
//! An [`Element`] is held outside the tree (clipboard, history); an [`ElementRef`] or [`ElementMut`] is one inside.

use diagnostics::ObjectId;

use crate::json::{Json, Part, ReadError, Reader, Writer, from_text, keyword, to_line, to_text};
use crate::{
    Block, Cell, Column, FontFace, FontFamily, Frame, IndexElement, Master, MediumMap, Object, Paragraph, ResourceName,
    RowTemplate, Run, SchemaField, Section, StyleRule, Swatch, TabStop, Template, TextStyle, Variable,
};

/// A record that is an element.
pub trait ElementRecord: Part + 'static {
    /// Its id.
    fn id(&self) -> ObjectId;
    /// It, as one of all kinds.
    fn into_element(self) -> Element;
    /// It, from one of all kinds; the element given back where it is of another kind.
    ///
    /// # Errors
    /// The element, where it is of another kind.
    fn from_element(element: Element) -> Result<Self, Element>;
    /// It, to look at.
    fn as_ref(&self) -> ElementRef<'_>;
    /// It, to change.
    fn as_mut(&mut self) -> ElementMut<'_>;
}

macro_rules! elements {
    ($($(#[$doc:meta])* $key:literal => $kind:ident($type:ident) $letter:literal,)*) => {
        keyword! {
            /// The kind of an element.
            pub enum ElementKind {
                $($(#[$doc])* $key => $kind,)*
            }
        }

        impl ElementKind {
            /// The letter that ids of this kind begin with.
            pub const fn letter(self) -> char {
                match self { $(Self::$kind => $letter,)* }
            }
        }

        /// An element by itself.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Element {
            $($(#[$doc])* $kind(Box<$type>),)*
        }

        /// An element of a template, to look at.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum ElementRef<'a> {
            $($(#[$doc])* $kind(&'a $type),)*
        }

        /// An element of a template, to change.
        #[derive(Debug, PartialEq, Eq)]
        pub enum ElementMut<'a> {
            $($(#[$doc])* $kind(&'a mut $type),)*
        }

        impl Element {
            /// Its kind.
            pub const fn kind(&self) -> ElementKind {
                match self { $(Self::$kind(_) => ElementKind::$kind,)* }
            }

            /// It, to look at.
            pub fn as_ref(&self) -> ElementRef<'_> {
                match self { $(Self::$kind(element) => ElementRef::$kind(element),)* }
            }

            /// It, to change.
            pub fn as_mut(&mut self) -> ElementMut<'_> {
                match self { $(Self::$kind(element) => ElementMut::$kind(element),)* }
            }

            /// Its record, to walk and to write.
            fn write_record(&self, out: &mut Writer) {
                match self { $(Self::$kind(element) => element.write(out),)* }
            }

            fn read_record(kind: ElementKind, json: &Json, reader: &mut Reader<'_>) -> Option<Self> {
                Some(match kind { $(ElementKind::$kind => Self::$kind(Part::read(json, reader)?),)* })
            }

            /// Visits it and every element inside it, each before those inside it. Places are as if it were the root.
            pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(crate::Place, ElementRef<'a>)) {
                let at = crate::Place::root(self.id());
                match self { $(Self::$kind(element) => element.walk(at, visit),)* }
            }

            /// Gives it and every element inside it a new id.
            pub fn renew(&mut self, fresh: &mut dyn FnMut(ElementKind) -> ObjectId) {
                match self { $(Self::$kind(element) => element.renew(fresh),)* }
            }
        }

        impl<'a> ElementRef<'a> {
            /// Its kind.
            pub const fn kind(self) -> ElementKind {
                match self { $(Self::$kind(_) => ElementKind::$kind,)* }
            }

            /// Its id.
            pub const fn id(self) -> ObjectId {
                match self { $(Self::$kind(element) => element.id,)* }
            }

            /// A copy to hold outside the tree.
            pub fn to_element(self) -> Element {
                match self { $(Self::$kind(element) => Element::$kind(Box::new(element.clone())),)* }
            }
        }

        impl<'a> ElementMut<'a> {
            /// Puts an element of the same kind in its place and gives back what was there.
            ///
            /// # Errors
            /// The element, where it is of another kind.
            pub fn replace(self, element: Element) -> Result<Element, Element> {
                match (self, element) {
                    $((Self::$kind(old), Element::$kind(new)) => {
                        Ok(Element::$kind(Box::new(std::mem::replace(old, *new))))
                    })*
                    (_, element) => Err(element),
                }
            }

            /// A list of its own.
            pub fn into_list(self, name: crate::ListName) -> Option<&'a mut dyn crate::ElementList> {
                match self { $(Self::$kind(element) => crate::json::Fields::list_in_fields(element, name),)* }
            }

            /// It, to look at.
            pub fn into_ref(self) -> ElementRef<'a> {
                match self { $(Self::$kind(element) => ElementRef::$kind(element),)* }
            }
        }

        $(
            impl ElementRecord for $type {
                fn id(&self) -> ObjectId {
                    self.id
                }

                fn into_element(self) -> Element {
                    Element::$kind(Box::new(self))
                }

                fn from_element(element: Element) -> Result<Self, Element> {
                    match element {
                        Element::$kind(record) => Ok(*record),
                        other => Err(other),
                    }
                }

                fn as_ref(&self) -> ElementRef<'_> {
                    ElementRef::$kind(self)
                }

                fn as_mut(&mut self) -> ElementMut<'_> {
                    ElementMut::$kind(self)
                }
            }
        )*
    };
}

elements! {
    /// The template itself.
    "template" => Template(Template) 't',
    /// A family of type.
    "font" => Font(FontFamily) 'f',
    /// A face of a family.
    "face" => Face(FontFace) 'a',
    /// A named colour.
    "swatch" => Swatch(Swatch) 's',
    /// A text style.
    "style" => Style(TextStyle) 'y',
    /// A field of the data.
    "field" => Field(SchemaField) 'd',
    /// A computed value.
    "variable" => Variable(Variable) 'v',
    /// A master page.
    "master" => Master(Master) 'm',
    /// A frame of a master.
    "frame" => Frame(Frame) 'w',
    /// An object.
    "object" => Object(Object) 'o',
    /// A section.
    "section" => Section(Section) 'n',
    /// A block of a flow.
    "block" => Block(Block) 'b',
    /// A paragraph.
    "paragraph" => Paragraph(Paragraph) 'p',
    /// A run of text.
    "run" => Run(Run) 'r',
    /// A tab stop.
    "tab" => Tab(TabStop) 'i',
    /// A column of a table.
    "column" => Column(Column) 'k',
    /// A row template of a table.
    "row" => Row(RowTemplate) 'z',
    /// A cell of a row.
    "cell" => Cell(Cell) 'c',
    /// A style by condition.
    "rule" => Rule(StyleRule) 'u',
    /// An index element.
    "index" => Index(IndexElement) 'x',
    /// A medium map of the form definition.
    "medium_map" => MediumMap(MediumMap) 'j',
    /// A name chosen for a resource.
    "resource_name" => ResourceName(ResourceName) 'e',
}

impl Element {
    /// Its id.
    pub fn id(&self) -> ObjectId {
        self.as_ref().id()
    }

    /// The ids of it and of every element inside it.
    pub fn ids(&self) -> Vec<ObjectId> {
        let mut ids = Vec::new();
        self.walk(&mut |_, element| ids.push(element.id()));
        ids
    }

    /// Canonical JSON: the kind and the element, as `{"object": {…}}`.
    pub fn to_json(&self) -> String {
        to_text(self)
    }

    /// The same on one line.
    pub fn to_json_line(&self) -> String {
        to_line(self)
    }

    /// Reads what [`Element::to_json`] wrote.
    ///
    /// # Errors
    /// Every fault found, each with its line.
    pub fn from_json(text: &str) -> Result<Self, ReadError> {
        from_text("element", text).map(|(element, _)| element)
    }
}

impl Part for Element {
    fn read(json: &Json, reader: &mut Reader<'_>) -> Option<Self> {
        let mut object = reader.object(json, &Self::expected())?;
        for kind in ElementKind::ALL {
            if let Some(value) = object.take(kind.keyword()) {
                return Self::read_record(*kind, value, reader);
            }
        }
        reader.wrong(json, Self::expected());
        None
    }

    fn write(&self, out: &mut Writer) {
        out.object(|object| object.field_with(self.kind().keyword(), |out| self.write_record(out)));
    }

    fn expected() -> String {
        "an element under the name of its kind".into()
    }
}
