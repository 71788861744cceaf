//! The parts that records are made of: what may be absent, lists, boxes, texts, numbers.

use super::read::{Fields, ObjectReader, Part, Reader};
use super::schema::{ObjectSchema, SchemaBook};
use super::value::{Json, JsonValue};
use crate::{ElementKind, ElementList, ElementMut, ElementRef, ListName, ObjectId, Place};

impl<T: Part> Part for Option<T> {
    fn read(json: &Json, reader: &mut Reader<'_>) -> Option<Self> {
        match json.value {
            JsonValue::Null => Some(None),
            _ => T::read(json, reader).map(Some),
        }
    }

    fn write(&self, out: &mut super::Writer) {
        match self {
            Some(value) => value.write(out),
            None => out.raw("null"),
        }
    }

    fn expected() -> String {
        T::expected()
    }

    fn schema(book: &mut SchemaBook) -> Json {
        let nothing = Json::object([("type", Json::text("null"))]);
        Json::object([("anyOf", Json::array([T::schema(book), nothing]))])
    }

    fn walk<'a>(&'a self, at: Place, visit: &mut dyn FnMut(Place, ElementRef<'a>)) {
        if let Some(value) = self {
            value.walk(at, visit);
        }
    }

    fn find_mut(&mut self, id: ObjectId) -> Option<ElementMut<'_>> {
        self.as_mut()?.find_mut(id)
    }

    fn as_list_mut(&mut self) -> Option<&mut dyn ElementList> {
        T::slot_of(self)
    }

    fn own_list_mut(&mut self, name: ListName) -> Option<&mut dyn ElementList> {
        self.as_mut()?.own_list_mut(name)
    }

    fn renew(&mut self, fresh: &mut dyn FnMut(ElementKind) -> ObjectId) {
        if let Some(value) = self {
            value.renew(fresh);
        }
    }
}

impl<T: Part> Part for Vec<T> {
    fn read(json: &Json, reader: &mut Reader<'_>) -> Option<Self> {
        let JsonValue::Array(elements) = &json.value else {
            reader.wrong(json, Self::expected());
            return None;
        };
        let read: Vec<Option<T>> = elements
            .iter()
            .enumerate()
            .map(|(number, element)| reader.inside(format!("[{number}]"), |reader| T::read(element, reader)))
            .collect();
        read.into_iter().collect()
    }

    fn write(&self, out: &mut super::Writer) {
        out.array(self, T::write);
    }

    fn expected() -> String {
        "a list".into()
    }

    fn schema(book: &mut SchemaBook) -> Json {
        Json::object([("type", Json::text("array")), ("items", T::schema(book))])
    }

    fn walk<'a>(&'a self, at: Place, visit: &mut dyn FnMut(Place, ElementRef<'a>)) {
        for (position, element) in self.iter().enumerate() {
            element.walk(Place { position, ..at }, visit);
        }
    }

    fn find_mut(&mut self, id: ObjectId) -> Option<ElementMut<'_>> {
        self.iter_mut().find_map(|element| element.find_mut(id))
    }

    fn as_list_mut(&mut self) -> Option<&mut dyn ElementList> {
        T::list_of(self)
    }

    fn renew(&mut self, fresh: &mut dyn FnMut(ElementKind) -> ObjectId) {
        for element in self {
            element.renew(fresh);
        }
    }
}

impl<T: Part> Part for Box<T> {
    fn read(json: &Json, reader: &mut Reader<'_>) -> Option<Self> {
        T::read(json, reader).map(Box::new)
    }

    fn write(&self, out: &mut super::Writer) {
        T::write(self, out);
    }

    fn expected() -> String {
        T::expected()
    }

    fn schema(book: &mut SchemaBook) -> Json {
        T::schema(book)
    }

    fn walk<'a>(&'a self, at: Place, visit: &mut dyn FnMut(Place, ElementRef<'a>)) {
        T::walk(self, at, visit);
    }

    fn find_mut(&mut self, id: ObjectId) -> Option<ElementMut<'_>> {
        T::find_mut(self, id)
    }

    fn own_list_mut(&mut self, name: ListName) -> Option<&mut dyn ElementList> {
        T::own_list_mut(self, name)
    }

    fn renew(&mut self, fresh: &mut dyn FnMut(ElementKind) -> ObjectId) {
        T::renew(self, fresh);
    }
}

impl<T: Fields> Fields for Box<T> {
    fn read_fields(from: &mut ObjectReader<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        T::read_fields(from, reader).map(Box::new)
    }

    fn write_fields(&self, to: &mut super::ObjectWriter<'_>) {
        T::write_fields(self, to);
    }

    fn schema_fields(object: &mut ObjectSchema<'_>) {
        T::schema_fields(object);
    }

    fn walk_fields<'a>(&'a self, at: Place, visit: &mut dyn FnMut(Place, ElementRef<'a>)) {
        T::walk_fields(self, at, visit);
    }

    fn find_in_fields(&mut self, id: ObjectId) -> Option<ElementMut<'_>> {
        T::find_in_fields(self, id)
    }

    fn list_in_fields(&mut self, name: ListName) -> Option<&mut dyn ElementList> {
        T::list_in_fields(self, name)
    }

    fn renew_fields(&mut self, fresh: &mut dyn FnMut(ElementKind) -> ObjectId) {
        T::renew_fields(self, fresh);
    }
}

impl Part for bool {
    fn read(json: &Json, reader: &mut Reader<'_>) -> Option<Self> {
        match json.value {
            JsonValue::Boolean(value) => Some(value),
            _ => {
                reader.wrong(json, Self::expected());
                None
            }
        }
    }

    fn write(&self, out: &mut super::Writer) {
        out.raw(if *self { "true" } else { "false" });
    }

    fn expected() -> String {
        "true or false".into()
    }

    fn schema(_book: &mut SchemaBook) -> Json {
        Json::object([("type", Json::text("boolean"))])
    }
}

impl Part for String {
    fn read(json: &Json, reader: &mut Reader<'_>) -> Option<Self> {
        match &json.value {
            JsonValue::Text(text) => Some(text.clone()),
            _ => {
                reader.wrong(json, Self::expected());
                None
            }
        }
    }

    fn write(&self, out: &mut super::Writer) {
        out.text(self);
    }

    fn expected() -> String {
        "a text".into()
    }

    fn schema(_book: &mut SchemaBook) -> Json {
        Json::object([("type", Json::text("string"))])
    }
}

/// The schema of a whole number within bounds.
pub(crate) fn whole_number(least: i64, most: i64) -> Json {
    Json::object([("type", Json::text("integer")), ("minimum", Json::number(least)), ("maximum", Json::number(most))])
}

macro_rules! integer {
    ($($type:ty)*) => {$(
        impl Part for $type {
            fn read(json: &Json, reader: &mut Reader<'_>) -> Option<Self> {
                let number = match &json.value {
                    JsonValue::Number(number) => number.parse().ok(),
                    _ => None,
                };
                if number.is_none() {
                    reader.wrong(json, Self::expected());
                }
                number
            }

            fn write(&self, out: &mut super::Writer) {
                out.raw(&self.to_string());
            }

            fn expected() -> String {
                format!("a whole number from {} to {}", <$type>::MIN, <$type>::MAX)
            }

            fn schema(_book: &mut SchemaBook) -> Json {
                whole_number(i64::from(<$type>::MIN), i64::from(<$type>::MAX))
            }
        }
    )*};
}

integer! { u8 u16 u32 i32 }
