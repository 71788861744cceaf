//! The document as a whole.

use diagnostics::{Diagnostics, ObjectId};

use crate::json::{ReadError, SchemaBook, record, to_text};
use crate::migrate::{not_utf8, read_document};
use crate::{Block, Data, Expression, FontFamily, Master, Outputs, Swatch, TemplateText, TextStyle};

/// The format version that this program writes.
pub const FORMAT: u32 = 1;

record! {
    /// Which master a section's pages take.
    pub struct MasterRule {
        /// The first page.
        first: ObjectId,
        /// The following pages; the first's where none is given.
        next: Option<ObjectId> = None,
    }
}

record! {
    /// A part of what is produced for a record.
    pub struct Section is element {
        /// Id.
        id: ObjectId,
        /// As designers call it.
        name: String = String::new(),
        /// Produced only where this is true.
        when: Option<Expression> = None,
        /// Its masters.
        masters: MasterRule,
        /// Its flow.
        blocks: Vec<Block> = Vec::new(),
    }
}

record! {
    /// A template.
    pub struct Template is element {
        /// The format version of the file.
        format: u32,
        /// Id.
        id: ObjectId,
        /// As people call it.
        name: String,
        /// What it is for.
        description: String = String::new(),
        /// Language and number formats, as in `en-GB`.
        locale: String = "en-GB".to_owned(),
        /// The title of a record's document.
        title: TemplateText = TemplateText::default(),
        /// Families of type; the first is the default.
        fonts: Vec<FontFamily> = Vec::new(),
        /// Named colours.
        swatches: Vec<Swatch> = Vec::new(),
        /// Text styles.
        styles: Vec<TextStyle> = Vec::new(),
        /// The data it is made for.
        data: Data = Data::default(),
        /// Master pages.
        masters: Vec<Master>,
        /// What is produced, in this order.
        sections: Vec<Section>,
        /// What the outputs are told.
        outputs: Outputs = Outputs::default(),
    }
}

impl Template {
    /// Reads canonical or any other JSON, of this or an older format. `file` is the name to use in diagnostics.
    ///
    /// # Errors
    /// Every fault found, each with its line; a format newer than [`FORMAT`] is refused as a whole.
    pub fn from_json(file: &str, text: &str) -> Result<(Self, Diagnostics), ReadError> {
        read_document(file, text)
    }

    /// The same from the bytes of a file.
    ///
    /// # Errors
    /// As [`Template::from_json`]; and bytes that are no UTF-8.
    pub fn from_bytes(file: &str, bytes: &[u8]) -> Result<(Self, Diagnostics), ReadError> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::from_json(file, text),
            Err(error) => Err(not_utf8(file, error.valid_up_to())),
        }
    }

    /// Canonical JSON.
    pub fn to_json(&self) -> String {
        to_text(self)
    }

    /// The JSON Schema of the format.
    pub fn json_schema() -> String {
        SchemaBook::document::<Self>("A Formwright template, template.json")
    }
}
