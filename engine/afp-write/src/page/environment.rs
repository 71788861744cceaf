//! What stands before the objects of a page: its Begin field and the active environment group (MO:DCA AEG).

use std::collections::BTreeSet;

use afp_codec::fields::{Named, PageDescriptor, SegmentName, TextDescriptor, TripletGroups};
use afp_codec::framing::FieldWriter;
use afp_codec::groups::UniformGroups;
use afp_codec::triplets::{
    CharacterRotation, CodedCharacterSet, ColourManagement, ColourManagementMode, ColourManagementScope,
    DataObjectFont, EncodingScheme, EncodingSchemeId, FontDescriptor, FullyQualifiedName, LocalId, LocalIdKind,
    NameUse, ObjectClassCode, ObjectClassification, ObjectType, SectionNumber, Triplet, Triplets,
};
use afp_codec::values::{Rotation, Text};
use afp_codec::wire::{Reserved, U24};
use afp_codec::{EncodeError, Field, Name};
use scene::IncludeKind;
use units::Size;

use crate::classic::FontKey;
use crate::error::WriteError;
use crate::options::{ClassicFonts, ColourMode, ColourResource, Profile, ResourcePlace, TextEncoding};
use crate::page::canvas::{Canvas, MappedFont, Medium, Object};
use crate::page::placed::PlacedImage;
use crate::plan::COLOUR_RESOURCE_NAME;
use crate::units::{PER_TEN_INCHES, extent};

/// UTF-16BE (CCSID).
const UTF16: u16 = 1200;

/// How an object that is referred to is wrapped, whoever has it may know (MO:DCA X'10' "StrucFlgs").
const UNKNOWN_STRUCTURE: u16 = 0xA800;

/// No repeating group of triplets of ours has more bytes.
const LONGEST_GROUP: usize = 320;

/// Page segments of one field, of twelve bytes each.
const MOST_SEGMENTS: usize = 600;

/// The environment written last, and what it depends on: pages that follow each other mostly share it.
#[derive(Debug, Default)]
pub(crate) struct LastEnvironment {
    medium: Option<Medium>,
    size: Size,
    text: bool,
    fonts: Vec<MappedFont>,
    coded_fonts: Vec<FontKey>,
    includes: BTreeSet<u32>,
    pictures: crate::named::Named<PlacedImage>,
    bytes: Vec<u8>,
}

impl Canvas<'_> {
    /// The Begin field and the environment.
    pub(crate) fn begin(&self, name: Name, out: &mut Vec<u8>, last: &mut LastEnvironment) -> Result<(), WriteError> {
        let begin = Named::new(name, Vec::new());
        let begin = match self.medium {
            Medium::Page => Field::BeginPage(begin),
            Medium::Overlay => Field::BeginOverlay(begin),
            Medium::Segment => Field::BeginPageSegment(begin),
        };
        FieldWriter::new(out).write(&begin).map_err(WriteError::encode("the beginning of a page"))?;
        if self.medium == Medium::Segment {
            return Ok(());
        }
        let text = self.objects.iter().any(|object| matches!(object, Object::Text(_)));
        let same = last.medium == Some(self.medium)
            && (last.size, last.text) == (self.size, text)
            && last.fonts == self.fonts
            && last.coded_fonts == self.coded_fonts
            && last.includes == self.used.includes
            && last.pictures == self.used.pictures;
        if !same {
            last.bytes.clear();
            last.medium = None;
            let limit = self.plan.options.profile.field_limit();
            self.environment(text, &mut FieldWriter::with_limit(&mut last.bytes, limit))?;
            (last.size, last.text, last.medium) = (self.size, text, Some(self.medium));
            last.fonts.clone_from(&self.fonts);
            last.coded_fonts.clone_from(&self.coded_fonts);
            last.includes.clone_from(&self.used.includes);
            last.pictures.clone_from(&self.used.pictures);
        }
        out.extend_from_slice(&last.bytes);
        Ok(())
    }

    /// The active environment group.
    fn environment(&self, text: bool, writer: &mut FieldWriter<'_>) -> Result<(), WriteError> {
        let failed = || WriteError::encode("the environment of a page");
        writer.write(&Field::BeginActiveEnvironment(Named::default())).map_err(failed())?;
        self.map_colour_resources(writer).map_err(failed())?;
        match self.plan.options.profile {
            Profile::Classic { fonts, .. } => self.map_coded_fonts(fonts, writer)?,
            Profile::Is3 | Profile::Is3Pt4 => self.map_fonts(writer).map_err(failed())?,
        }
        self.map_includes(writer).map_err(failed())?;
        let (width, height) = (extent(self.size.width), extent(self.size.height));
        let page = PageDescriptor {
            x_units: PER_TEN_INCHES,
            y_units: PER_TEN_INCHES,
            x_size: U24(width),
            y_size: U24(height),
            reserved: Some(Reserved::default()),
            ..PageDescriptor::default()
        };
        writer.write(&Field::PageDescriptor(page)).map_err(failed())?;
        if text {
            let text = TextDescriptor {
                x_units: PER_TEN_INCHES,
                y_units: PER_TEN_INCHES,
                x_size: U24(width),
                y_size: U24(height),
                flags: Some(Reserved::default()),
                ..TextDescriptor::default()
            };
            writer.write(&Field::TextDescriptor(text)).map_err(failed())?;
        }
        writer.write(&Field::EndActiveEnvironment(Named::default())).map_err(failed())?;
        Ok(())
    }

    /// Local ids of fonts made for a classic file (MO:DCA MCF, format 2). Outlines need their size, which the coded font
    /// says as well, but not every receiver asks it.
    fn map_coded_fonts(&self, fonts: ClassicFonts, writer: &mut FieldWriter<'_>) -> Result<(), WriteError> {
        let mut groups = Vec::with_capacity(self.coded_fonts.len());
        for (key, id) in self.coded_fonts.iter().zip(1u8..) {
            let name = key.coded_font(self.plan)?;
            let mut group: Triplets<'_> = vec![
                Triplet::FullyQualifiedName(FullyQualifiedName::short(NameUse::CODED_FONT, name)),
                Triplet::LocalId(LocalId { kind: LocalIdKind::CODED_FONT, id }),
                Triplet::SectionNumber(SectionNumber { section: 0 }),
                Triplet::CharacterRotation(CharacterRotation { rotation: Rotation::DEGREES_0 }),
            ];
            if fonts == ClassicFonts::Outline {
                group.push(Triplet::FontDescriptor(FontDescriptor {
                    height: key.size.twentieths(),
                    usage: FontDescriptor::OUTLINE,
                    ..FontDescriptor::default()
                }));
            }
            groups.push(group);
        }
        write_groups(groups, Field::MapCodedFont, writer).map_err(WriteError::encode("the fonts of a page"))
    }

    /// Colour management resources by name, for this page or overlay (MO:DCA MDR, X'91').
    fn map_colour_resources(&self, writer: &mut FieldWriter<'_>) -> Result<(), EncodeError> {
        let class = ObjectClassification::container(ObjectClassCode::SECONDARY, ObjectType::COLOUR_MANAGEMENT);
        let class = ObjectClassification { structure: UNKNOWN_STRUCTURE, ..class };
        let known = |resource: &&ColourResource| resource.name.encode_utf16().count() == COLOUR_RESOURCE_NAME;
        for resource in self.plan.options.colour_resources.iter().filter(known) {
            let name = FullyQualifiedName::characters(NameUse::DATA_OBJECT_EXTERNAL, Text::utf16(&resource.name));
            let mode = match resource.mode {
                ColourMode::Audit => ColourManagementMode::AUDIT,
                ColourMode::Instruction => ColourManagementMode::INSTRUCTION,
                ColourMode::Link => ColourManagementMode::LINK,
            };
            let group = vec![
                Triplet::ObjectClassification(class.clone()),
                Triplet::CodedCharacterSet(CodedCharacterSet::ccsid(UTF16)),
                Triplet::FullyQualifiedName(name),
                Triplet::ColourManagement(ColourManagement {
                    mode,
                    scope: ColourManagementScope::PAGE,
                    ..ColourManagement::default()
                }),
            ];
            writer.write(&Field::MapDataResource(TripletGroups::new(vec![group])))?;
        }
        Ok(())
    }

    /// Local ids of fonts (MO:DCA MDR). The name is matched against the resource's full name, so both say that they are
    /// UTF-16BE.
    fn map_fonts(&self, writer: &mut FieldWriter<'_>) -> Result<(), EncodeError> {
        let groups = self.fonts.iter().zip(1u8..).filter_map(|(font, id)| {
            let planned = self.plan.faces.get(usize::from(font.face.0))?;
            let name = if font.whole { &planned.whole()?.name } else { &planned.name };
            let class = ObjectClassification::container(ObjectClassCode::DATA_OBJECT_FONT, ObjectType::TRUETYPE);
            let class = ObjectClassification { structure: UNKNOWN_STRUCTURE, ..class };
            let name = FullyQualifiedName::characters(NameUse::DATA_OBJECT_EXTERNAL, Text::utf16(name));
            let mut descriptor = DataObjectFont::inline(font.size.twentieths());
            if self.plan.options.resources == ResourcePlace::External {
                descriptor.flags = 0;
            }
            let mut group: Triplets<'_> =
                vec![Triplet::ObjectClassification(class), Triplet::DataObjectFont(descriptor)];
            if self.plan.options.text == TextEncoding::Utf8 && !font.whole {
                group.push(Triplet::EncodingSchemeId(EncodingSchemeId {
                    code_page_scheme: EncodingScheme::NONE,
                    user_scheme: Some(EncodingScheme::UTF8),
                }));
            }
            group.push(Triplet::CodedCharacterSet(CodedCharacterSet::ccsid(UTF16)));
            group.push(Triplet::FullyQualifiedName(name));
            group.push(Triplet::FullyQualifiedName(FullyQualifiedName::local_id(id)));
            Some(group)
        });
        write_groups(groups.collect(), Field::MapDataResource, writer)
    }

    /// Local ids of overlays (MO:DCA MPO; only on pages) and names of page segments (MO:DCA MPS).
    fn map_includes(&self, writer: &mut FieldWriter<'_>) -> Result<(), EncodeError> {
        let included = self.used.includes.iter().filter_map(|&id| self.plan.includes.get(id as usize));
        let (overlays, segments): (Vec<_>, Vec<_>) = included.partition(|include| include.kind == IncludeKind::Overlay);
        let groups = overlays.iter().zip(1u8..).map(|(include, id)| {
            vec![
                Triplet::FullyQualifiedName(FullyQualifiedName::short(NameUse::RESOURCE_OBJECT, include.name)),
                Triplet::LocalId(LocalId { kind: LocalIdKind::OVERLAY, id }),
            ]
        });
        write_groups(groups.collect(), Field::MapPageOverlay, writer)?;
        let pictures = self.used.pictures.iter().map(|(name, _)| name);
        let names: Vec<Name> = segments.iter().map(|include| include.name).chain(pictures).collect();
        for names in names.chunks(MOST_SEGMENTS) {
            let groups = names.iter().map(|&name| SegmentName { name, ..SegmentName::default() });
            let field = UniformGroups { length: 12, reserved: [0; 3], groups: groups.collect() };
            writer.write(&Field::MapPageSegment(field))?;
        }
        Ok(())
    }
}

/// Writes repeating groups as one field, or several where one is too short.
fn write_groups(
    groups: Vec<Triplets<'static>>,
    field: impl Fn(TripletGroups<'static>) -> Field<'static>,
    writer: &mut FieldWriter<'_>,
) -> Result<(), EncodeError> {
    let per_field = writer.data_limit() / LONGEST_GROUP;
    let mut groups = groups.into_iter().peekable();
    while groups.peek().is_some() {
        let now = groups.by_ref().take(per_field).collect();
        writer.write(&field(TripletGroups::new(now)))?;
    }
    Ok(())
}

/// The End field.
pub(crate) fn end(medium: Medium, name: Name, writer: &mut FieldWriter<'_>) -> Result<(), WriteError> {
    let end = Named::new(name, Vec::new());
    let field = match medium {
        Medium::Page => Field::EndPage(end),
        Medium::Overlay => Field::EndOverlay(end),
        Medium::Segment => Field::EndPageSegment(end),
    };
    writer.write(&field).map(drop).map_err(WriteError::encode("the end of a page"))
}
