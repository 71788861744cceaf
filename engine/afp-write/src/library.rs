//! Resources of a library that come with the print file: their bytes as they are, between Begin and End Resource.

use afp_codec::Field;
use afp_codec::triplets::{
    CodedCharacterSet, FullyQualifiedName, NameUse, ObjectClassCode, ObjectClassification, ObjectType, ResourceKind,
    Triplet, Triplets,
};
use afp_codec::values::Text;
use afp_codec::{Record, Records};
use scene::{LibraryObject, LibraryObjectKind};

/// What becomes of a library's object in a resource group.
pub(crate) enum Envelope {
    /// It is put in as it is; what its Begin Resource field says besides.
    AsItIs(ResourceKind, Triplets<'static>),
    /// It is a file, put into a container of this description.
    Container(Triplets<'static>),
}

/// UTF-16BE (CCSID).
const UTF16: u16 = 1200;

/// How an object goes into a resource group.
pub(crate) fn envelope(object: &LibraryObject) -> Envelope {
    let class = |class, kind| Triplet::ObjectClassification(ObjectClassification::container(class, kind));
    match &object.kind {
        LibraryObjectKind::Overlay => Envelope::AsItIs(ResourceKind::OVERLAY, Vec::new()),
        LibraryObjectKind::PageSegment => Envelope::AsItIs(ResourceKind::PAGE_SEGMENT, Vec::new()),
        LibraryObjectKind::Image => Envelope::AsItIs(ResourceKind::IMAGE, Vec::new()),
        LibraryObjectKind::Graphics => Envelope::AsItIs(ResourceKind::GRAPHICS, Vec::new()),
        LibraryObjectKind::BarCode => Envelope::AsItIs(ResourceKind::BAR_CODE, Vec::new()),
        LibraryObjectKind::CodePage => Envelope::AsItIs(ResourceKind::CODE_PAGE, Vec::new()),
        LibraryObjectKind::CharacterSet => Envelope::AsItIs(ResourceKind::FONT_CHARACTER_SET, Vec::new()),
        LibraryObjectKind::CodedFont => Envelope::AsItIs(ResourceKind::CODED_FONT, Vec::new()),
        LibraryObjectKind::Container => Envelope::AsItIs(ResourceKind::OBJECT_CONTAINER, container_triplets(object)),
        LibraryObjectKind::Font(full_name) => Envelope::Container(vec![
            Triplet::CodedCharacterSet(CodedCharacterSet::ccsid(UTF16)),
            Triplet::FullyQualifiedName(FullyQualifiedName::characters(NameUse::REPLACE_FIRST, Text::utf16(full_name))),
            class(ObjectClassCode::DATA_OBJECT_FONT, ObjectType::TRUETYPE),
        ]),
        LibraryObjectKind::Picture => {
            let kind = match object.bytes.get(..4) {
                Some(b"II*\0" | b"MM\0*") => ObjectType::TIFF,
                Some(b"\x89PNG") => ObjectType::PNG,
                _ => ObjectType::JPEG,
            };
            Envelope::Container(vec![class(ObjectClassCode::PAGINATED, kind)])
        }
    }
}

/// What the container's own Begin field says of its content, which the Begin Resource field repeats.
fn container_triplets(object: &LibraryObject) -> Triplets<'static> {
    let Some(Record::Field(begin)) = Records::new(&object.bytes).next() else { return Vec::new() };
    let Field::BeginContainer(begin) = begin.decode() else { return Vec::new() };
    let kept = begin.triplets.into_iter().filter_map(|triplet| match triplet {
        Triplet::ObjectClassification(class) => {
            let company = class.company.to_vec().into();
            Some(Triplet::ObjectClassification(ObjectClassification { company, ..class }))
        }
        Triplet::CodedCharacterSet(set) => Some(Triplet::CodedCharacterSet(set)),
        Triplet::FullyQualifiedName(name) if name.usage == NameUse::REPLACE_FIRST => {
            let text = Text(name.name.0.to_vec().into());
            Some(Triplet::FullyQualifiedName(FullyQualifiedName { name: text, ..name }))
        }
        _ => None,
    });
    kept.collect()
}
