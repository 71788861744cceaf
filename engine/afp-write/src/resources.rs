//! The resource group: fonts, pictures, overlays and page segments that the documents use, each between Begin and End
//! Resource (MO:DCA BRG, BRS).

use std::io::Write;

use afp_codec::fields::{Data, Named, NamedReserved};
use afp_codec::framing::FieldWriter;
use afp_codec::triplets::{
    CodedCharacterSet, FullyQualifiedName, NameUse, ObjectClassCode, ObjectClassification, ObjectType, ResourceKind,
    ResourceObjectType, Triplet, Triplets,
};
use afp_codec::values::Text;
use afp_codec::{Field, Name};
use scene::IncludeKind;

use crate::classic::write_fonts;
use crate::encoder::Used;
use crate::error::WriteError;
use crate::names::name;
use crate::options::Profile;
use crate::plan::{Plan, PlannedFace};
use crate::source::SharedRange;

/// UTF-16BE (CCSID).
const UTF16: u16 = 1200;
/// What was written.
#[derive(Debug, Default)]
pub(crate) struct Written {
    /// Bytes of the group.
    pub bytes: u64,
    /// Where shared content's items are drawn, from the group's first byte.
    pub ranges: Vec<SharedRange>,
}

/// Writes the group; nothing when nothing is used.
pub(crate) fn write_group(plan: &Plan, used: &Used, out: &mut dyn Write) -> Result<Written, WriteError> {
    let profile = plan.options.profile;
    let mut group = Group { out, profile, length: 0, ranges: Vec::new() };
    let fonts = plan.faces.iter().zip(&used.characters).filter(|(_, characters)| !characters.is_empty());
    let mut fonts = fonts.peekable();
    if fonts.peek().is_none()
        && used.fonts.is_empty()
        && used.images.is_empty()
        && used.pictures.is_empty()
        && used.includes.is_empty()
    {
        return Ok(Written::default());
    }
    group.fields(&[Field::BeginResourceGroup(Named::default())])?;
    for (planned, characters) in fonts {
        let font = |error: fonts::FontError| WriteError::Font {
            font: planned.face.full_name().to_owned(),
            reason: error.to_string(),
        };
        let file = fonts::subset_for_afp(&planned.face, characters.iter(), &planned.name).map_err(font)?;
        group.font(planned, &file)?;
    }
    if let Profile::Classic { fonts, .. } = profile {
        write_fonts(plan, fonts, &used.fonts, &mut |name, kind, fields| {
            group.begin(name, kind, Vec::new())?;
            group.fields(fields)?;
            group.end(name)
        })?;
    }
    for image in used.images.iter().filter_map(|&id| plan.images.get(id as usize)) {
        let (kind, class) = match image.classification() {
            Some(class) => (ResourceKind::OBJECT_CONTAINER, vec![Triplet::ObjectClassification(class)]),
            None => (ResourceKind::IMAGE, Vec::new()),
        };
        group.begin(image.name, kind, class)?;
        group.fields(&image.resource()?)?;
        group.end(image.name)?;
    }
    for (name, picture) in used.pictures.iter() {
        group.begin(name, ResourceKind::PAGE_SEGMENT, Vec::new())?;
        let mut bytes = Vec::new();
        picture.write(plan, name, &mut FieldWriter::with_limit(&mut bytes, profile.field_limit()))?;
        group.bytes(&bytes)?;
        group.end(name)?;
    }
    for include in used.includes.iter().filter_map(|&id| plan.includes.get(id as usize)) {
        let kind = match include.kind {
            IncludeKind::Overlay => ResourceKind::OVERLAY,
            IncludeKind::PageSegment => ResourceKind::PAGE_SEGMENT,
        };
        group.begin(include.name, kind, Vec::new())?;
        let start = group.length;
        group.bytes(&include.bytes)?;
        group.ranges.extend(include.ranges.iter().map(|range| SharedRange {
            origin: range.origin,
            start: start + u64::from(range.start),
            end: start + u64::from(range.end),
        }));
        group.end(include.name)?;
    }
    group.fields(&[Field::EndResourceGroup(Named::default())])?;
    Ok(Written { bytes: group.length, ranges: group.ranges })
}

struct Group<'o> {
    out: &'o mut dyn Write,
    profile: Profile,
    length: u64,
    ranges: Vec<SharedRange>,
}

impl Group<'_> {
    fn bytes(&mut self, bytes: &[u8]) -> Result<(), WriteError> {
        self.length += bytes.len() as u64;
        Ok(self.out.write_all(bytes)?)
    }

    fn fields(&mut self, fields: &[Field<'_>]) -> Result<(), WriteError> {
        let mut bytes = Vec::new();
        let mut writer = FieldWriter::with_limit(&mut bytes, self.profile.field_limit());
        for field in fields {
            writer.write(field).map_err(WriteError::encode("the resource group"))?;
        }
        self.bytes(&bytes)
    }

    fn begin(&mut self, name: Name, kind: ResourceKind, more: Triplets<'static>) -> Result<(), WriteError> {
        let mut triplets = vec![Triplet::ResourceObjectType(ResourceObjectType::of(kind))];
        triplets.extend(more);
        self.fields(&[Field::BeginResource(NamedReserved::new(name, triplets))])
    }

    fn end(&mut self, name: Name) -> Result<(), WriteError> {
        self.fields(&[Field::EndResource(Named::new(name, Vec::new()))])
    }

    /// A TrueType font in a container. Pages name it by its full name in UTF-16BE, so resource and container say that
    /// name (MO:DCA BRS, FQN type X'01').
    fn font(&mut self, planned: &PlannedFace, file: &[u8]) -> Result<(), WriteError> {
        let token = name(&planned.name)?;
        let class = ObjectClassification::container(ObjectClassCode::DATA_OBJECT_FONT, ObjectType::TRUETYPE);
        let full_name = FullyQualifiedName::characters(NameUse::REPLACE_FIRST, Text::utf16(&planned.name));
        let named: Triplets<'static> = vec![
            Triplet::CodedCharacterSet(CodedCharacterSet::ccsid(UTF16)),
            Triplet::FullyQualifiedName(full_name),
            Triplet::ObjectClassification(class),
        ];
        self.begin(token, ResourceKind::OBJECT_CONTAINER, named.clone())?;
        self.fields(&[Field::BeginContainer(Named::new(token, named))])?;
        for part in file.chunks(self.profile.field_data()) {
            self.fields(&[Field::ContainerData(Data { bytes: part.into() })])?;
        }
        self.fields(&[Field::EndContainer(Named::new(token, Vec::new()))])?;
        self.end(token)
    }
}
