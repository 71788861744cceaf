//! A file through its decoded values and back, and how much of it was understood.

use crate::bcoca::{BarCodeType, Symbol};
use crate::error::EncodeError;
use crate::fields::{Field, FieldId};
use crate::foca::FontLayout;
use crate::framing::{FieldWriter, Record, Records, ends_object_data, is_object_data, object_data};
use crate::goca::{Orders, write_order};
use crate::ioca::{ImageField, ImageItems, write_image_field};
use crate::ptoca::{TextItems, write_text};

/// How the bytes of a file were understood; the three parts make up the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Bytes read as typed values.
    pub decoded: u64,
    /// Content that the wire format only carries: fonts and pictures in containers, compressed image data, comments.
    pub content: u64,
    /// Bytes carried without being understood.
    pub raw: u64,
}

impl Coverage {
    /// All bytes.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.decoded + self.content + self.raw
    }

    /// Share of the bytes that were understood, content included: 1.0 is all.
    #[must_use]
    pub fn understood(&self) -> f64 {
        let total = self.total();
        #[expect(clippy::cast_precision_loss, reason = "a share for people")]
        if total == 0 { 1.0 } else { (self.decoded + self.content) as f64 / total as f64 }
    }

    fn add(&mut self, length: usize, content: usize, raw: usize) {
        self.raw += raw as u64;
        self.content += content as u64;
        self.decoded += length.saturating_sub(content + raw) as u64;
    }
}

/// Decodes every field, control sequence, order and image field of a file and encodes them again. The result equals
/// the input, whatever it holds.
///
/// # Errors
/// A decoded value that cannot be encoded, which would be a fault of this crate.
pub fn rewrite(bytes: &[u8]) -> Result<(Vec<u8>, Coverage), EncodeError> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut coverage = Coverage::default();
    // Data of the object being read, encoded again, and how much of it the fields so far have taken.
    let mut object: Option<(FieldId, Vec<u8>, usize)> = None;
    let mut fonts = FontLayout::default();
    let mut symbol = (BarCodeType::default(), 0);
    let mut scratch = Vec::new();
    let mut records = Records::new(bytes);
    while let Some(record) = records.next() {
        let field = match record {
            Record::Field(field) => field,
            Record::Line(line) => {
                coverage.add(line.bytes.len(), line.data.len(), 0);
                out.extend_from_slice(line.bytes);
                continue;
            }
            Record::Junk { bytes, reason, .. } => {
                coverage.add(bytes.len(), 0, if reason.is_damage() { bytes.len() } else { 0 });
                out.extend_from_slice(bytes);
                continue;
            }
        };
        let framing = field.bytes.len() - field.data.len();
        coverage.add(framing, 0, 0);
        if is_object_data(field.id) {
            let (_, data, taken) = match object.take().filter(|(id, ..)| *id == field.id) {
                Some(open) => object.insert(open),
                None => {
                    let joined = object_data(&field, records.clone());
                    object.insert((field.id, rewrite_data(field.id, joined.bytes(), &fonts, &mut coverage)?, 0))
                }
            };
            let end = *taken + field.data.len();
            FieldWriter::new(&mut out).write_like(&field, data.get(*taken..end).unwrap_or(field.data))?;
            *taken = end;
            continue;
        }
        if ends_object_data(field.id) {
            object = None;
        }
        let decoded = field.decode();
        fonts.follow(&decoded);
        scratch.clear();
        let laid_out_elsewhere = match (&decoded, field.id) {
            (Field::BarCodeDescriptor(descriptor), _) => {
                symbol = (descriptor.kind, descriptor.modifier);
                false
            }
            (_, FieldId::CPI | FieldId::FNI) => {
                let groups = fonts.read(field.id, field.data);
                coverage.add(field.data.len(), groups.content_bytes(), groups.unread_bytes());
                groups.write(&mut scratch)?;
                true
            }
            (_, FieldId::BDA) => {
                let raw = rewrite_symbol(symbol, field.data, &mut scratch)?;
                coverage.add(field.data.len(), 0, raw);
                true
            }
            _ => false,
        };
        if laid_out_elsewhere {
            FieldWriter::new(&mut out).write_like(&field, &scratch)?;
            continue;
        }
        decoded.write_data(&mut scratch)?;
        let content = match decoded {
            Field::NoOperation(_) | Field::ContainerData(_) | Field::ImImageData(_) | Field::FixedData(_) => {
                field.data.len()
            }
            _ => 0,
        };
        coverage.add(field.data.len(), content, decoded.unread_bytes());
        FieldWriter::new(&mut out).write_like(&field, &scratch)?;
    }
    Ok((out, coverage))
}

/// How the bytes of a file were understood.
#[must_use]
pub fn coverage(bytes: &[u8]) -> Coverage {
    rewrite(bytes).map_or(Coverage { raw: bytes.len() as u64, ..Coverage::default() }, |(_, coverage)| coverage)
}

fn rewrite_data(id: FieldId, data: &[u8], fonts: &FontLayout, coverage: &mut Coverage) -> Result<Vec<u8>, EncodeError> {
    let mut out = Vec::with_capacity(data.len());
    match id {
        FieldId::PTX => {
            for item in TextItems::new(data) {
                coverage.add(item.length, 0, item.unread_bytes());
                write_text([&item.part], &mut out)?;
            }
        }
        FieldId::GAD => {
            for item in Orders::new(data) {
                coverage.add(item.length, 0, item.order.unread_bytes());
                write_order(&item.order, &mut out)?;
            }
        }
        FieldId::IPD => {
            for item in ImageItems::new(data) {
                let content = match &item.field {
                    ImageField::ImageData(image) => image.data.len(),
                    ImageField::BandData(band) => band.data.len(),
                    _ => 0,
                };
                coverage.add(item.length, content, item.field.unread_bytes());
                write_image_field(&item.field, &mut out)?;
            }
        }
        _ => {
            let groups = fonts.read(id, data);
            coverage.add(data.len(), groups.content_bytes(), groups.unread_bytes());
            groups.write(&mut out)?;
        }
    }
    Ok(out)
}

/// Encodes a symbol again and tells how many bytes were not understood.
fn rewrite_symbol((kind, modifier): (BarCodeType, u8), data: &[u8], out: &mut Vec<u8>) -> Result<usize, EncodeError> {
    match Symbol::read(kind, modifier, data) {
        Ok(symbol) => symbol.write(out).map(|()| 0),
        Err(_) => {
            out.extend_from_slice(data);
            Ok(data.len())
        }
    }
}
