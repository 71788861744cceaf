//! How fields of a font are laid out by those before them.

use super::{CodePageForm, CodePageIndex, FontIndex, FontNames, OutlineObjects, PatternTechnology};
use crate::describe::Describer;
use crate::error::EncodeError;
use crate::fields::{Field, FieldId};

/// What the control fields of a font resource say about the shape of the fields that follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FontLayout {
    form: CodePageForm,
    technology: PatternTechnology,
    index_group_length: u8,
    names: u16,
}

impl FontLayout {
    /// Takes note of a field.
    pub fn follow(&mut self, field: &Field<'_>) {
        match field {
            Field::BeginCodePage(_) | Field::BeginFont(_) => *self = Self::default(),
            Field::CodePageControl(control) => self.form = control.form,
            Field::FontControl(control) => {
                self.technology = control.technology;
                self.index_group_length = control.index_group_length;
                self.names = control.outlines.as_ref().map_or(0, |outlines| outlines.names);
            }
            _ => {}
        }
    }

    /// Reads the data of a CPI or FNI field, or the joined data of FNN or FNG fields.
    #[must_use]
    pub fn read<'a>(&self, id: FieldId, data: &'a [u8]) -> FontGroups<'a> {
        let read = match id {
            FieldId::CPI => CodePageIndex::decode(self.form, data).map(FontGroups::CodePage).ok(),
            FieldId::FNI => FontIndex::decode(self.index_group_length, data).map(FontGroups::Index).ok(),
            FieldId::FNN => FontNames::decode(self.names, data).map(FontGroups::Names).ok(),
            FieldId::FNG if self.technology == PatternTechnology::RASTER => Some(FontGroups::Raster(data)),
            FieldId::FNG => OutlineObjects::decode(self.technology, data).map(FontGroups::Outlines).ok(),
            _ => None,
        };
        read.unwrap_or(FontGroups::Raw(data))
    }
}

/// The content of a field that another field lays out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FontGroups<'a> {
    /// A code page index.
    CodePage(CodePageIndex),
    /// A font index.
    Index(FontIndex),
    /// A font name map.
    Names(FontNames<'a>),
    /// Outlines.
    Outlines(OutlineObjects<'a>),
    /// Raster patterns.
    Raster(&'a [u8]),
    /// Bytes that do not fit the layout, or whose layout is not known.
    Raw(&'a [u8]),
}

impl FontGroups<'_> {
    /// Appends the bytes that were read.
    ///
    /// # Errors
    /// None for what [`FontLayout::read`] gave.
    pub fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        match self {
            Self::CodePage(index) => index.write(out),
            Self::Index(index) => index.write(out),
            Self::Names(names) => names.write(out),
            Self::Outlines(outlines) => outlines.write(out),
            Self::Raster(bytes) | Self::Raw(bytes) => {
                out.extend_from_slice(bytes);
                Ok(())
            }
        }
    }

    /// Bytes of shapes, which the wire only carries.
    pub(crate) fn content_bytes(&self) -> usize {
        match self {
            Self::Outlines(outlines) => outlines.0.iter().map(|object| object.data.len()).sum(),
            Self::Raster(bytes) => bytes.len(),
            Self::CodePage(_) | Self::Index(_) | Self::Names(_) | Self::Raw(_) => 0,
        }
    }

    /// Bytes that are carried without being understood.
    pub(crate) fn unread_bytes(&self) -> usize {
        match self {
            Self::Raw(bytes) => bytes.len(),
            _ => 0,
        }
    }

    pub(crate) fn describe(&self, to: &mut Describer<'_>) {
        match self {
            Self::CodePage(index) => index.describe(to),
            Self::Index(index) => index.describe(to),
            Self::Names(names) => names.describe(to),
            Self::Outlines(outlines) => outlines.describe(to),
            Self::Raster(bytes) | Self::Raw(bytes) => to.skip(bytes.len()),
        }
    }
}
