//! Pictures as AFP objects: two-level ones and those of inks as IOCA, the others as TIFF or JPEG files in object
//! containers; in classic files all as IOCA.
//!
//! In: pictures of the job or of one page. Out: the fields of the object, and what a page says to include it. IS/3 has
//! no container for PNG, and IOCA of its function sets has no grey or RGB. A JPEG picture of inks cannot be passed on:
//! the container for JPEG has none, and IOCA's function set 45 takes inks apart, each compressed for itself.

mod bilevel;
mod classic;
mod inks;
mod jpeg;
mod segment;
mod tiff;

use std::sync::Arc;

use afp_codec::Field;
use afp_codec::Name;
use afp_codec::fields::{ContainerDescriptor, Data, Named};
use afp_codec::ioca::FunctionSet;
use afp_codec::triplets::{Mapping, ObjectClassCode, ObjectClassification, ObjectType, Triplet};
use scene::{ImageFormat, ImageSource, PixelColour};
use units::Colour;

use crate::error::WriteError;
use crate::names::name;
use crate::options::Profile;
use crate::page::{Area, Medium};

/// A container of fields without an object environment group, and one with it (MO:DCA X'10' "StrucFlgs").
const WITHOUT_ENVIRONMENT: u16 = 0xDC00;
const WITH_ENVIRONMENT: u16 = 0xFC00;

/// What a picture is written as.
#[derive(Clone, Debug)]
enum Form {
    /// A file of a registered type in a container.
    Container(ObjectType, Arc<[u8]>),
    /// An IOCA image segment.
    Image(Vec<u8>, FunctionSet),
}

/// A picture in the form that it is written in.
#[derive(Clone, Debug)]
pub(crate) struct ImageResource {
    pub name: Name,
    width: u32,
    height: u32,
    form: Form,
    /// Bytes of data in a full field.
    field_data: usize,
}

impl ImageResource {
    /// Chooses the form of a picture and encodes it.
    pub(crate) fn new(
        image: &ImageSource,
        profile: Profile,
        give: impl FnOnce(blake3::Hash) -> String,
    ) -> Result<Self, WriteError> {
        let failed = |reason: String| WriteError::Image { image: image.name.clone(), reason };
        let form = match (image.format, image.colour) {
            _ if let Profile::Classic { images, .. } = profile => {
                let (segment, set) = classic::encode(image, images).map_err(failed)?;
                Form::Image(segment, set)
            }
            (ImageFormat::Jpeg, PixelColour::Gray | PixelColour::Rgb) => {
                Form::Container(ObjectType::JPEG, image.bytes.clone())
            }
            _ => {
                let pixels = lower::decode(image).map_err(|error| failed(error.to_string()))?.on_white();
                if let Some(bytes) = bilevel::encode(&pixels)? {
                    Form::Image(bytes, segment::FS10)
                } else if let Some(bytes) = inks::encode(&pixels)? {
                    Form::Image(bytes, segment::FS45)
                } else {
                    Form::Container(ObjectType::TIFF, tiff::encode(&pixels).map_err(failed)?.into())
                }
            }
        };
        let mut hasher = blake3::Hasher::new();
        match &form {
            Form::Container(kind, bytes) => hasher.update(&[kind.0]).update(bytes),
            Form::Image(bytes, _) => hasher.update(&[0]).update(bytes),
        };
        let name = name(&give(hasher.finalize()))?;
        Ok(Self { name, width: image.width, height: image.height, form, field_data: profile.field_data() })
    }

    /// Whether it is carried in an object container.
    pub(crate) fn is_container(&self) -> bool {
        matches!(self.form, Form::Container(..))
    }

    /// What the container holds; none for IOCA.
    pub(crate) fn classification(&self) -> Option<ObjectClassification<'static>> {
        match self.form {
            Form::Container(kind, _) => {
                let class = ObjectClassification::container(ObjectClassCode::PAGINATED, kind);
                Some(ObjectClassification { structure: WITHOUT_ENVIRONMENT, ..class })
            }
            Form::Image(..) => None,
        }
    }

    /// The object for the resource group. Where and how large it is, each page says.
    pub(crate) fn resource(&self) -> Result<Vec<Field<'static>>, WriteError> {
        // At 300 dots per inch, for programs that ask the object itself.
        let side = |pixels: u32| (u64::from(pixels) * 1440 / 300).clamp(1, 0x7FFF) as u32;
        let turn = units::QuarterTurn::Zero;
        self.fields(
            Area { x: 0, y: 0, width: side(self.width), height: side(self.height), turn },
            None,
            Medium::Page,
            false,
        )
    }

    /// The object, with an environment where it stands in a page itself.
    pub(crate) fn fields(
        &self,
        area: Area,
        colour: Option<Colour>,
        medium: Medium,
        in_page: bool,
    ) -> Result<Vec<Field<'static>>, WriteError> {
        let mut fields = Vec::new();
        let parts = |data: &[u8]| data.chunks(self.field_data).map(<[u8]>::to_vec).collect::<Vec<_>>();
        match &self.form {
            Form::Container(_, bytes) => {
                let mut class = self.classification();
                if in_page && let Some(class) = &mut class {
                    class.structure = WITH_ENVIRONMENT;
                }
                let triplets = class.into_iter().map(Triplet::ObjectClassification).collect();
                fields.push(Field::BeginContainer(Named::new(self.name, triplets)));
                if in_page {
                    let descriptor = Field::ContainerDescriptor(ContainerDescriptor::default());
                    fields.extend(area.environment(
                        Medium::Page,
                        Field::MapContainer,
                        Mapping::SCALE_TO_FILL,
                        descriptor,
                    ));
                }
                for part in parts(bytes) {
                    fields.push(Field::ContainerData(Data { bytes: part.into() }));
                }
                fields.push(Field::EndContainer(Named::new(self.name, Vec::new())));
            }
            Form::Image(bytes, set) => {
                fields.push(Field::BeginImage(Named::new(self.name, Vec::new())));
                let colour = colour.filter(|_| *set == segment::FS10);
                let descriptor = segment::descriptor(self.width, self.height, set.clone(), colour);
                let descriptor = Field::ImageDescriptor(descriptor);
                fields.extend(area.environment(medium, Field::MapImage, Mapping::SCALE_TO_FILL, descriptor));
                for part in parts(bytes) {
                    fields.push(Field::ImageData(Data { bytes: part.into() }));
                }
                fields.push(Field::EndImage(Named::new(self.name, Vec::new())));
            }
        }
        Ok(fields)
    }
}
