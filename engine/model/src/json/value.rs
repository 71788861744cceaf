//! A JSON value that remembers where it stood.

/// A JSON value; numbers as written, members in their order.
#[derive(Clone, Debug)]
pub struct Json {
    pub(crate) value: JsonValue,
    /// Byte offset in the text it was read from.
    pub(crate) offset: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum JsonValue {
    Null,
    Boolean(bool),
    Number(Box<str>),
    Text(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl PartialEq for Json {
    /// Equal values, wherever they stood.
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Eq for Json {}

impl Json {
    /// A value that stood nowhere.
    pub(crate) const fn new(value: JsonValue) -> Self {
        Self { value, offset: 0 }
    }

    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::new(JsonValue::Text(text.into()))
    }

    /// A whole number.
    pub fn number(number: i64) -> Self {
        Self::new(JsonValue::Number(number.to_string().into()))
    }

    /// A list.
    pub fn array(elements: impl IntoIterator<Item = Self>) -> Self {
        Self::new(JsonValue::Array(elements.into_iter().collect()))
    }

    /// An object.
    pub fn object<'a>(members: impl IntoIterator<Item = (&'a str, Self)>) -> Self {
        let members = members.into_iter().map(|(name, value)| (name.to_owned(), value));
        Self::new(JsonValue::Object(members.collect()))
    }

    /// A member of an object.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match &self.value {
            JsonValue::Object(members) => members.iter().find(|(known, _)| known == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// A member of an object, to change.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Self> {
        match &mut self.value {
            JsonValue::Object(members) => members.iter_mut().find(|(known, _)| known == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text it is.
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            JsonValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number it is.
    pub fn as_number(&self) -> Option<i64> {
        match &self.value {
            JsonValue::Number(number) => number.parse().ok(),
            _ => None,
        }
    }

    /// What it is, for a message.
    pub(crate) fn found(&self) -> String {
        match &self.value {
            JsonValue::Null => "null".into(),
            JsonValue::Boolean(value) => value.to_string(),
            JsonValue::Number(number) => format!("the number {number}"),
            JsonValue::Text(text) if text.chars().count() > 40 => "a long text".into(),
            JsonValue::Text(text) => format!("the text “{text}”"),
            JsonValue::Array(_) => "a list".into(),
            JsonValue::Object(_) => "an object".into(),
        }
    }
}

/// Members that this version does not know, kept as they were.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extra(pub(crate) Vec<(String, Json)>);

impl Extra {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Their names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }
}
