//! The resources that the documents use: form definition, fonts, pictures, overlays and page segments; in the resource
//! group of the print file, each between Begin and End Resource (MO:DCA BRG, BRS), or each in a file of a library.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use afp_codec::fields::{Data, Named, NamedReserved};
use afp_codec::framing::FieldWriter;
use afp_codec::triplets::{
    CodedCharacterSet, FullyQualifiedName, NameFormat, NameUse, ObjectClassCode, ObjectClassification, ObjectType,
    ResourceKind, ResourceObjectType, Triplet, Triplets,
};
use afp_codec::values::Text;
use afp_codec::{Field, Name};
use scene::{IncludeKind, LibraryObject, LibraryObjectKind};

use crate::characters::CharacterSet;
use crate::classic::{FontKey, held, write_fonts};
use crate::encoder::Used;
use crate::error::WriteError;
use crate::library::{Envelope, envelope};
use crate::names::{name, text_from_hash};
use crate::options::{ClassicFonts, Profile, Resolution, ResourcePlace};
use crate::plan::{Plan, PlannedFace};
use crate::source::SharedRange;

/// UTF-16BE (CCSID).
const UTF16: u16 = 1200;

/// A file of a resource library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResourceFile<'r> {
    /// Its name: the resource's with an ending for its kind.
    pub name: &'r str,
    /// Its content: the object from its Begin to its End field, or a font file as it is.
    pub bytes: &'r [u8],
}

/// Writes a file of a resource library.
pub(crate) type WriteResource<'w> = dyn FnMut(ResourceFile<'_>) -> io::Result<()> + 'w;

/// What was written.
#[derive(Debug, Default)]
pub(crate) struct Written {
    /// Bytes of the group.
    pub bytes: u64,
    /// Where shared content's items are drawn, from the group's first byte.
    pub ranges: Vec<SharedRange>,
}

/// An object of the group.
struct Object<'p> {
    name: Name,
    kind: ResourceKind,
    /// What its Begin Resource field says besides its kind.
    triplets: Triplets<'static>,
    bytes: Vec<u8>,
    /// Places in its bytes.
    ranges: &'p [crate::source::PageRange],
}

/// Writes the group; nothing when nothing is used.
pub(crate) fn write_group(plan: &Plan, used: &Used, out: &mut dyn Write) -> Result<Written, WriteError> {
    let profile = plan.options.profile;
    let mut group = Group { out, profile, length: 0, ranges: Vec::new() };
    if let Some(form) = form_definition(plan)? {
        group.object(form)?;
    }
    for (planned, characters) in fonts(plan, used) {
        let font = |error: fonts::FontError| WriteError::Font {
            font: planned.face.full_name().to_owned(),
            reason: error.to_string(),
        };
        let file = fonts::subset_for_afp(&planned.face, characters.iter(), &planned.name).map_err(font)?;
        group.object(inline_font(&planned.name, None, &file, profile)?)?;
    }
    for font in used.whole_faces.iter().filter_map(|&face| plan.faces.get(usize::from(face))?.whole()) {
        group.object(inline_font(&font.name, Some(&font.object_id), &font.file, profile)?)?;
    }
    classic_fonts(plan, &used.fonts, &mut |object| group.object(object))?;
    each_object(plan, used, &mut |object| group.object(object))?;
    group.end()
}

/// Writes each resource into a file of its own.
pub(crate) fn write_files(plan: &Plan, used: &Used, write: &mut WriteResource<'_>) -> Result<Written, WriteError> {
    let mut file = |object: Object<'_>| {
        let ending = match object.kind {
            ResourceKind::FORM_MAP => "fde",
            ResourceKind::OVERLAY => "ovl",
            ResourceKind::PAGE_SEGMENT => "psg",
            ResourceKind::IMAGE => "ioc",
            ResourceKind::CODE_PAGE => "cdp",
            ResourceKind::FONT_CHARACTER_SET => character_set_ending(plan.options.profile),
            ResourceKind::CODED_FONT => "cdf",
            _ => "obj",
        };
        let file = format!("{}.{ending}", object.name.text());
        Ok(write(ResourceFile { name: &file, bytes: &object.bytes })?)
    };
    if let Some(form) = form_definition(plan)? {
        file(form)?;
    }
    each_object(plan, used, &mut file)?;
    classic_fonts(plan, &held(plan, &used.fonts), &mut file)?;
    // Fonts of a library stand there as they are: a print server finds them by their full name (MO:DCA MDR, IS/3).
    let named = used.whole_faces.iter().filter_map(|&face| plan.faces.get(usize::from(face)));
    let mut names = BTreeSet::new();
    for planned in fonts(plan, used).into_iter().map(|(planned, _)| planned).chain(named) {
        if !names.insert(planned.name.as_str()) {
            continue;
        }
        let ending = match planned.face.bytes().get(..4) {
            Some(b"ttcf") => "ttc",
            Some(b"OTTO") => "otf",
            _ => "ttf",
        };
        let plain = |sign: char| if sign.is_ascii_alphanumeric() { sign } else { '-' };
        let name: String = planned.name.chars().map(plain).collect();
        write(ResourceFile { name: &format!("{name}.{ending}"), bytes: planned.face.bytes() })?;
    }
    Ok(Written::default())
}

/// The ending of a font character set's file, which libraries hold at several resolutions under one name.
fn character_set_ending(profile: Profile) -> &'static str {
    match profile {
        Profile::Classic { fonts: ClassicFonts::Raster(Resolution::Pels240), .. } => "240",
        Profile::Classic { fonts: ClassicFonts::Raster(Resolution::Pels300), .. } => "300",
        Profile::Classic { fonts: ClassicFonts::Raster(Resolution::Pels600), .. } => "600",
        Profile::Classic { fonts: ClassicFonts::Outline, .. } | Profile::Is3 | Profile::Is3Pt4 => "oln",
    }
}

/// The fonts in use with all characters used of them, each name once.
fn fonts<'p>(plan: &'p Plan, used: &Used) -> Vec<(&'p PlannedFace, CharacterSet)> {
    let mut fonts: Vec<(&PlannedFace, CharacterSet)> = Vec::new();
    let mut places = BTreeMap::new();
    let used = plan.faces.iter().zip(&used.characters);
    for (planned, characters) in used.filter(|(_, set)| !set.is_empty()) {
        match places.get(planned.name.as_str()).and_then(|&at: &usize| fonts.get_mut(at)) {
            Some((_, all)) => all.union(characters),
            None => {
                places.insert(planned.name.as_str(), fonts.len());
                fonts.push((planned, characters.clone()));
            }
        }
    }
    fonts
}

/// The fonts of a classic file.
fn classic_fonts(
    plan: &Plan,
    fonts: &BTreeMap<FontKey, CharacterSet>,
    take: &mut dyn FnMut(Object<'static>) -> Result<(), WriteError>,
) -> Result<(), WriteError> {
    let profile = plan.options.profile;
    let Profile::Classic { fonts: technology, .. } = profile else { return Ok(()) };
    write_fonts(plan, technology, fonts, &mut |name, kind, fields| {
        let bytes = encoded(fields, profile)?;
        take(Object { name, kind, triplets: Vec::new(), bytes, ranges: &[] })
    })
}

/// A resource of a library as it stands in a resource group: from its Begin to its End Resource field.
///
/// # Errors
/// When its name is none that a resource can have.
pub fn inline_resource(object: &LibraryObject) -> Result<Vec<u8>, WriteError> {
    let profile = Profile::Is3;
    let mut bytes = Vec::new();
    let mut group = Group { out: &mut bytes, profile, length: 0, ranges: Vec::new() };
    library_object(object, profile, &mut BTreeSet::new(), &mut |object| group.resource(object))?;
    Ok(bytes)
}

/// The form definition, which is used whatever the documents hold.
fn form_definition(plan: &Plan) -> Result<Option<Object<'static>>, WriteError> {
    let Some(form) = &plan.options.form else { return Ok(None) };
    let bytes = encoded(&form.fields(plan.stamp.clone())?, plan.options.profile)?;
    let name = name(&form.name)?;
    Ok(Some(Object { name, kind: ResourceKind::FORM_MAP, triplets: Vec::new(), bytes, ranges: &[] }))
}

/// Pictures and shared content in use; what has the same name is the same, and stands there once.
fn each_object<'p>(
    plan: &'p Plan,
    used: &Used,
    take: &mut dyn FnMut(Object<'p>) -> Result<(), WriteError>,
) -> Result<(), WriteError> {
    let mut names = BTreeSet::new();
    for image in used.images.iter().filter_map(|&id| plan.images.get(id as usize)) {
        if names.insert(image.name) {
            let (kind, triplets) = match image.classification() {
                Some(class) => (ResourceKind::OBJECT_CONTAINER, vec![Triplet::ObjectClassification(class)]),
                None => (ResourceKind::IMAGE, Vec::new()),
            };
            let bytes = encoded(&image.resource()?, plan.options.profile)?;
            take(Object { name: image.name, kind, triplets, bytes, ranges: &[] })?;
        }
    }
    for (name, picture) in used.pictures.iter() {
        if names.insert(name) {
            let mut bytes = Vec::new();
            let mut writer = FieldWriter::with_limit(&mut bytes, plan.options.profile.field_limit());
            picture.write(plan, name, &mut writer)?;
            take(Object { name, kind: ResourceKind::PAGE_SEGMENT, triplets: Vec::new(), bytes, ranges: &[] })?;
        }
    }
    for include in used.includes.iter().filter_map(|&id| plan.includes.get(id as usize)) {
        for object in include.library.iter().filter(|_| plan.options.resources == ResourcePlace::Inline) {
            library_object(object, plan.options.profile, &mut names, take)?;
        }
        // A library's resource that is not at hand is only named.
        if !include.bytes.is_empty() && names.insert(include.name) {
            let kind = match include.kind {
                IncludeKind::Overlay => ResourceKind::OVERLAY,
                IncludeKind::PageSegment => ResourceKind::PAGE_SEGMENT,
            };
            let (name, bytes, ranges) = (include.name, include.bytes.clone(), &include.ranges);
            take(Object { name, kind, triplets: Vec::new(), bytes, ranges })?;
        }
    }
    Ok(())
}

/// A library's object; a font is called by a hash, because its own name is too long.
fn library_object<'p>(
    object: &'p LibraryObject,
    profile: Profile,
    names: &mut BTreeSet<Name>,
    take: &mut dyn FnMut(Object<'p>) -> Result<(), WriteError>,
) -> Result<(), WriteError> {
    let name = match &object.kind {
        LibraryObjectKind::Font(_) => name(&text_from_hash('F', &blake3::hash(&object.bytes)))?,
        _ => name(&object.name)?,
    };
    if !names.insert(name) {
        return Ok(());
    }
    let (kind, triplets, bytes) = match envelope(object) {
        Envelope::AsItIs(kind, triplets) => (kind, triplets, object.bytes.to_vec()),
        Envelope::Container(triplets) => {
            let bytes = contained(name, &triplets, &object.bytes, profile)?;
            (ResourceKind::OBJECT_CONTAINER, triplets, bytes)
        }
    };
    take(Object { name, kind, triplets, bytes, ranges: &[] })
}

/// A file in a container.
fn contained(name: Name, triplets: &Triplets<'static>, file: &[u8], profile: Profile) -> Result<Vec<u8>, WriteError> {
    let mut fields = vec![Field::BeginContainer(Named::new(name, triplets.clone()))];
    let data = |part: &[u8]| Field::ContainerData(Data { bytes: part.to_vec().into() });
    fields.extend(file.chunks(profile.field_data()).map(data));
    fields.push(Field::EndContainer(Named::new(name, Vec::new())));
    encoded(&fields, profile)
}

/// A TrueType font in a container. Pages name it by its full name in UTF-16BE, so resource and container say that
/// name (MO:DCA BRS, FQN type X'01'); a font whose glyphs are named has its object identifier on the container.
fn inline_font(
    full_name: &str,
    object_id: Option<&[u8]>,
    file: &[u8],
    profile: Profile,
) -> Result<Object<'static>, WriteError> {
    let name = name(full_name)?;
    let class = ObjectClassification::container(ObjectClassCode::DATA_OBJECT_FONT, ObjectType::TRUETYPE);
    let full_name = FullyQualifiedName::characters(NameUse::REPLACE_FIRST, Text::utf16(full_name));
    let triplets: Triplets<'static> = vec![
        Triplet::CodedCharacterSet(CodedCharacterSet::ccsid(UTF16)),
        Triplet::FullyQualifiedName(full_name),
        Triplet::ObjectClassification(class),
    ];
    let container = match (object_id, triplets.last()) {
        (Some(id), Some(class)) => {
            let (usage, format) = (NameUse::REPLACE_FIRST, NameFormat::OBJECT_ID);
            let id = FullyQualifiedName { usage, format, name: Text(id.to_vec().into()) };
            vec![Triplet::FullyQualifiedName(id), class.clone()]
        }
        _ => triplets.clone(),
    };
    let bytes = contained(name, &container, file, profile)?;
    Ok(Object { name, kind: ResourceKind::OBJECT_CONTAINER, triplets, bytes, ranges: &[] })
}

fn encoded(fields: &[Field<'_>], profile: Profile) -> Result<Vec<u8>, WriteError> {
    let mut bytes = Vec::new();
    let mut writer = FieldWriter::with_limit(&mut bytes, profile.field_limit());
    for field in fields {
        writer.write(field).map_err(WriteError::encode("a resource"))?;
    }
    Ok(bytes)
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
        self.bytes(&encoded(fields, self.profile)?)
    }

    /// Ends the group, if anything began it.
    fn end(mut self) -> Result<Written, WriteError> {
        if self.length > 0 {
            self.fields(&[Field::EndResourceGroup(Named::default())])?;
        }
        Ok(Written { bytes: self.length, ranges: self.ranges })
    }

    /// An object between Begin and End Resource; the first one begins the group.
    fn object(&mut self, object: Object<'_>) -> Result<(), WriteError> {
        if self.length == 0 {
            self.fields(&[Field::BeginResourceGroup(Named::default())])?;
        }
        self.resource(object)
    }

    /// An object between Begin and End Resource.
    fn resource(&mut self, object: Object<'_>) -> Result<(), WriteError> {
        let mut triplets = vec![Triplet::ResourceObjectType(ResourceObjectType::of(object.kind))];
        triplets.extend(object.triplets);
        self.fields(&[Field::BeginResource(NamedReserved::new(object.name, triplets))])?;
        let start = self.length;
        self.bytes(&object.bytes)?;
        self.ranges.extend(object.ranges.iter().map(|range| SharedRange {
            origin: range.origin,
            start: start + u64::from(range.start),
            end: start + u64::from(range.end),
        }));
        self.fields(&[Field::EndResource(Named::new(object.name, Vec::new()))])
    }
}
