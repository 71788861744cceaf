//! Triplets: self-identifying parameters at the end of structured fields (MO:DCA chapter "MO:DCA Triplets").
//!
//! In: bytes of a triplet list. Out: typed triplets; an id that is not described, or a body that does not fit its
//! description, stays as bytes. Nothing here knows which field a triplet stands in.

mod bodies;
mod codes;
mod line_data;
mod object_ids;
#[cfg(test)]
mod vectors;

use crate::describe::{Describer, NodeKind};
use crate::error::{DecodeError, EncodeError};
use crate::structure::tagged;
use crate::wire::{Bytes, Input, Wire};

pub use bodies::*;
pub use codes::*;
pub use line_data::*;
pub use object_ids::ObjectType;

/// The triplets of a field or group.
pub type Triplets<'a> = Vec<Triplet<'a>>;

tagged! {
    /// A triplet, by the id that its second byte carries.
    pub enum Triplet<'a>(u8), "triplet" {
        0x01 CodedCharacterSet(CodedCharacterSet) "CGCSGID" "Coded Graphic Character Set Global Identifier";
        0x02 FullyQualifiedName(FullyQualifiedName<'a>) "FQN" "Fully Qualified Name";
        0x04 MappingOption(MappingOption) "MapOpt" "Mapping Option";
        0x10 ObjectClassification(ObjectClassification<'a>) "ObjClass" "Object Classification"
            or TwoUp(TwoUp) "TwoUp" "MDD Two-up";
        0x18 InterchangeSet(InterchangeSet) "MODCA IS" "MO:DCA Interchange Set";
        0x1D TextOrientation(TextOrientation) "TxtOrient" "Text Orientation";
        0x1F FontDescriptor(FontDescriptor) "FntDesc" "Font Descriptor Specification";
        0x20 FontCharacterSetId(FontCharacterSetId) "FntCGCSGID" "Font Coded Graphic Character Set Global Identifier";
        0x21 ObjectFunctionSet(ObjectFunctionSet) "ObjFSet" "Object Function Set Specification"
            or ResourceObjectType(ResourceObjectType<'a>) "ResObjType" "Resource Object Type";
        0x22 ExtendedLocalId(ExtendedLocalId) "ExtResLID" "Extended Resource Local Identifier";
        0x24 LocalId(LocalId) "ResLID" "Resource Local Identifier";
        0x25 SectionNumber(SectionNumber) "ResSecNum" "Resource Section Number";
        0x26 CharacterRotation(CharacterRotation) "CharRot" "Character Rotation";
        0x27 LineDataPosition(LineDataPosition) "LDPosMig" "Line Data Object Position Migration";
        0x2D ByteOffset(ByteOffset) "ObjByteOff" "Object Byte Offset";
        0x36 AttributeValue(AttributeValue<'a>) "AttVal" "Attribute Value";
        0x43 DescriptorPosition(DescriptorPosition) "DescPos" "Descriptor Position";
        0x45 MediaEject(MediaEject) "MedEjCtl" "Media Eject Control";
        0x46 PageOverlayConditional(PageOverlayConditional) "PgOvCond" "Page Overlay Conditional Processing";
        0x47 ResourceUsage(ResourceUsage) "ResUseAtt" "Resource Usage Attribute";
        0x4B MeasurementUnits(MeasurementUnits) "MeasUnits" "Measurement Units";
        0x4C ObjectAreaSize(ObjectAreaSize) "ObArSize" "Object Area Size";
        0x4D AreaDefinition(AreaDefinition) "AreaDef" "Area Definition";
        0x4E ColourSpecificationTriplet(ColourSpecificationTriplet<'a>) "ColSpec" "Color Specification";
        0x50 EncodingSchemeId(EncodingSchemeId) "EncSchemeID" "Encoding Scheme ID";
        0x56 PageNumber(PageNumber) "MedMapPgNum" "Medium Map Page Number";
        0x57 ByteExtent(ByteExtent) "ObjByteExt" "Object Byte Extent";
        0x58 FieldOffset(FieldOffset) "ObjSFOff" "Object Structured Field Offset";
        0x59 FieldExtent(FieldExtent) "ObjSFExt" "Object Structured Field Extent";
        0x5A ObjectOffset(ObjectOffset) "ObjOset" "Object Offset";
        0x5D HorizontalScale(HorizontalScale) "FntHorSclFct" "Font Horizontal Scale Factor";
        0x5E ObjectCount(ObjectCount) "ObjCount" "Object Count";
        0x62 LocalTimeStamp(LocalTimeStamp) "LDTStamp" "Local Date and Time Stamp";
        0x63 Checksum(Checksum) "ObjChkSum" "Object Checksum";
        0x64 ObjectOrigin(ObjectOrigin<'a>) "ObjOrig" "Object Origin Identifier";
        0x65 Comment(Comment<'a>) "Comment" "Comment";
        0x68 MediumOrientationTriplet(MediumOrientationTriplet) "MedOrient" "Medium Orientation";
        0x69 LineBarCode(LineBarCode) "BCSymDesc" "Bar Code Symbol Descriptor";
        0x6C ResourceInclude(ResourceInclude) "ResObjInc" "Resource Object Include";
        0x6D ExtensionFont(ExtensionFont) "ExtFont" "Extension Font";
        0x70 SpaceReset(SpaceReset) "PSReset" "Presentation Space Reset Mixing";
        0x71 SpaceMixing(SpaceMixing) "PSMix" "Presentation Space Mixing Rules";
        0x72 UniversalTimeStamp(UniversalTimeStamp) "UDTStamp" "Universal Date and Time Stamp";
        0x73 MapInsertion(MapInsertion) "IMMIns" "IMM Insertion";
        0x74 TonerSaver(TonerSaver) "TonerSav" "Toner Saver";
        0x75 ColourFidelity(ColourFidelity) "ColFidel" "Color Fidelity";
        0x78 FontFidelity(FontFidelity) "FntFidel" "Font Fidelity";
        0x79 MetricAdjustment(MetricAdjustment) "MetricAdj" "Metric Adjustment";
        0x7B BarCodeParameters(BarCodeParameters<'a>) "AddBCParm" "Additional Bar Code Parameters";
        0x7C PageCount(PageCount) "PgCntCtl" "Page Count Control";
        0x7E LineDrawing(LineDrawing) "GraphDesc" "Graphics Descriptor";
        0x7F Margins(Margins) "MarDef" "Margin Definition";
        0x80 AttributeQualifier(AttributeQualifier) "AttQual" "Attribute Qualifier";
        0x81 PagePosition(PagePosition) "PgPosInfo" "Page Position Information";
        0x82 ParameterValue(ParameterValue<'a>) "ParmVal" "Parameter Value";
        0x83 PresentationControl(PresentationControl) "PresCtl" "Presentation Control";
        0x84 FontResolution(FontResolution) "FntResMet" "Font Resolution and Metric Technology";
        0x85 FinishingOperation(FinishingOperation) "FinOp" "Finishing Operation";
        0x86 TextFidelity(Fidelity) "TxtFidel" "Text Fidelity";
        0x87 MediaFidelity(FontFidelity) "MedFidel" "Media Fidelity";
        0x88 FinishingFidelity(Fidelity) "FinFidel" "Finishing Fidelity";
        0x89 ObjectReferenceQualifier(ObjectReferenceQualifier) "ObjRefQual" "Object Reference Qualifier";
        0x8A XmlName(XmlName<'a>) "XMLName" "XML Name";
        0x8B DataObjectFont(DataObjectFont) "DOFntDesc" "Data-Object Font Descriptor";
        0x8C LocaleSelector(LocaleSelector<'a>) "LocSel" "Locale Selector";
        0x8E Up3iFinishing(Up3iFinishing<'a>) "UP3iFin" "UP³I Finishing Operation";
        0x8F FunctionSet(FunctionSet) "FuncSet" "MO:DCA Function Set";
        0x91 ColourManagement(ColourManagement) "CMRDesc" "Color Management Resource Descriptor";
        0x93 BarCodePart(BarCodePart) "ConcBCData" "Concatenate Bar Code Data";
        0x95 RenderingIntent(RenderingIntent) "RendInt" "Rendering Intent";
        0x96 ColourManagementFidelity(Fidelity) "CMRFidel" "CMR Tag Fidelity";
        0x97 DeviceAppearance(DeviceAppearance) "DevApp" "Device Appearance";
        0x9A ImageResolution(ImageResolution) "ImgRes" "Image Resolution";
        0x9C PresentationSize(PresentationSize) "ObCtnPSSize" "Object Container Presentation Space Size";
        0x9D KeepTogether(KeepTogether) "KeepGrp" "Keep Group Together";
        0x9E SetupName(SetupName<'a>) "SetupNm" "Setup Name";
        0xFF Extender(Extender<'a>) "TripExt" "Triplet Extender";
    }
}

impl<'a> Wire<'a> for Triplet<'a> {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        let Some((&length, left)) = input.remaining().split_first() else {
            return u8::read(input).map(|code| Self::Unknown { code, data: Bytes::default() });
        };
        match left.get(..usize::from(length).wrapping_sub(1)).and_then(<[u8]>::split_first) {
            Some((&id, body)) => {
                input.take(usize::from(length))?;
                Ok(Self::decode_body(id, body))
            }
            // A length that fits nowhere: keep the bytes, so that the field around them can still be read.
            None => Ok(Self::Damaged(Bytes::Borrowed(input.rest()))),
        }
    }

    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        if let Self::Damaged(bytes) = self {
            return bytes.write(out);
        }
        let start = out.len();
        out.extend_from_slice(&[0, self.code()]);
        self.write_body(out)?;
        let length = out.len() - start;
        match (u8::try_from(length), out.get_mut(start)) {
            (Ok(length), Some(place)) => {
                *place = length;
                Ok(())
            }
            _ => Err(EncodeError::TooLong { what: "triplet", length, limit: 255 }),
        }
    }

    fn describe(&self, _: &'static str, to: &mut Describer<'_>) {
        to.begin(NodeKind::Triplet, self.short_name(), self.names().1);
        if !matches!(self, Self::Damaged(_)) {
            to.skip(2);
        }
        self.describe_body(to);
        to.end(match self {
            Self::ColourSpecificationTriplet(given) => given.colour.words(),
            _ => String::new(),
        });
    }

    fn raw_bytes(&self) -> usize {
        self.unread_bytes()
    }
}
