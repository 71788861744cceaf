//! Structured fields: which exist, and what the data of each holds (MO:DCA chapter "MO:DCA Structured Fields").
//!
//! In: an identifier and the data of a field. Out: typed values that write exactly the bytes they were read from, or
//! the bytes where they do not fit. Object data (PTX, IPD, GAD, FNN, FNG, OCD) is bytes here, because it may be cut
//! between fields anywhere; its own modules read it joined. So are BDA, CPI and FNI, which other fields lay out.

mod begin;
mod colour_table;
mod descriptors;
mod form;
mod ids;
mod im_image;
mod includes;
mod index;
mod line_data;
mod maps;
#[cfg(test)]
mod vectors;

use crate::bcoca::SymbolDescriptor;
use crate::describe::Describer;
use crate::error::{DecodeError, EncodeError};
use crate::foca::{
    CodePageControl, CodePageDescriptor, CodedFontControl, CodedFontIndex, FontControl, FontDescriptor,
    FontOrientations, FontPatternsMap, FontPositions,
};
use crate::goca::GraphicsDescriptor;
use crate::groups::UniformGroups;
use crate::ioca::ImageDescriptor;
use crate::wire::{Bytes, Wire};

pub use begin::*;
pub use colour_table::*;
pub use descriptors::*;
pub use form::*;
pub use ids::FieldId;
pub use im_image::*;
pub use includes::*;
pub use index::*;
pub use line_data::*;
pub use maps::*;

macro_rules! fields {
    ($life:lifetime; $($id:ident $name:ident($body:ty) $title:literal;)*) => {
        /// The data of a structured field.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Field<$life> {
            $(#[doc = $title] $name($body),)*
            /// A field that is not described here, or data that does not fit the description.
            Raw {
                /// Which field.
                id: FieldId,
                /// Its data.
                data: Bytes<$life>,
            },
        }

        impl<$life> Field<$life> {
            /// Which field this is.
            #[must_use]
            pub fn id(&self) -> FieldId {
                match self {
                    $(Self::$name(_) => FieldId::$id,)*
                    Self::Raw { id, .. } => *id,
                }
            }

            /// Reads the data of a field. A field that is not described is [`Field::Raw`].
            ///
            /// # Errors
            /// The data does not have the shape of the field.
            pub fn decode(id: FieldId, data: &$life [u8]) -> Result<Self, DecodeError> {
                match id {
                    $(FieldId::$id => <$body as Wire>::decode(data).map(Self::$name),)*
                    id => Ok(Self::Raw { id, data: Bytes::Borrowed(data) }),
                }
            }

            /// Appends the data of the field, without introducer.
            ///
            /// # Errors
            /// A value that the wire format cannot hold.
            pub fn write_data(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
                match self {
                    $(Self::$name(body) => body.write(out),)*
                    Self::Raw { data, .. } => data.write(out),
                }
            }

            /// Bytes that are carried without being understood.
            #[must_use]
            pub fn unread_bytes(&self) -> usize {
                match self {
                    $(Self::$name(body) => body.raw_bytes(),)*
                    Self::Raw { data, .. } => data.len(),
                }
            }

            /// Hands the values of the field to an inspector.
            pub(crate) fn describe_data(&self, to: &mut Describer<'_>) {
                match self {
                    $(Self::$name(body) => body.describe($title, to),)*
                    Self::Raw { data, .. } => data.describe("data", to),
                }
            }
        }

        #[cfg(test)]
        impl<$life> Field<$life> {
            fn samples(source: &mut crate::sample::Source<'_>) -> Vec<Self> {
                vec![$(Self::$name(crate::sample::Sample::sample(source)),)*]
            }

            pub(crate) fn defaults() -> Vec<Self> {
                vec![$(Self::$name(Default::default()),)*]
            }
        }
    };
}

impl<'a> Field<'a> {
    /// Reads the data of a field; what does not fit is kept as bytes.
    #[must_use]
    pub fn decode_or_raw(id: FieldId, data: &'a [u8]) -> Self {
        Self::decode(id, data).unwrap_or(Self::Raw { id, data: Bytes::Borrowed(data) })
    }
}

fields! { 'a;
    BPF BeginPrintFile(Named<'a>) "Begin Print File";
    EPF EndPrintFile(Named<'a>) "End Print File";
    BRG BeginResourceGroup(Named<'a>) "Begin Resource Group";
    ERG EndResourceGroup(Named<'a>) "End Resource Group";
    BRS BeginResource(NamedReserved<'a>) "Begin Resource";
    ERS EndResource(Named<'a>) "End Resource";
    BDT BeginDocument(NamedReserved<'a>) "Begin Document";
    EDT EndDocument(Named<'a>) "End Document";
    BDI BeginDocumentIndex(Named<'a>) "Begin Document Index";
    EDI EndDocumentIndex(Named<'a>) "End Document Index";
    BNG BeginPageGroup(Named<'a>) "Begin Named Page Group";
    ENG EndPageGroup(Named<'a>) "End Named Page Group";
    BPG BeginPage(Named<'a>) "Begin Page";
    EPG EndPage(Named<'a>) "End Page";
    BAG BeginActiveEnvironment(Named<'a>) "Begin Active Environment Group";
    EAG EndActiveEnvironment(Named<'a>) "End Active Environment Group";
    BSG BeginResourceEnvironment(Named<'a>) "Begin Resource Environment Group";
    ESG EndResourceEnvironment(Named<'a>) "End Resource Environment Group";
    BOG BeginObjectEnvironment(Named<'a>) "Begin Object Environment Group";
    EOG EndObjectEnvironment(Named<'a>) "End Object Environment Group";
    BDG BeginDocumentEnvironment(Named<'a>) "Begin Document Environment Group";
    EDG EndDocumentEnvironment(Named<'a>) "End Document Environment Group";
    BFG BeginFormEnvironment(Named<'a>) "Begin Form Environment Group";
    EFG EndFormEnvironment(Named<'a>) "End Form Environment Group";
    BPT BeginText(Named<'a>) "Begin Presentation Text Object";
    EPT EndText(Named<'a>) "End Presentation Text Object";
    BIM BeginImage(Named<'a>) "Begin Image Object";
    EIM EndImage(Named<'a>) "End Image Object";
    BGR BeginGraphics(Named<'a>) "Begin Graphics Object";
    EGR EndGraphics(Named<'a>) "End Graphics Object";
    BBC BeginBarCode(Named<'a>) "Begin Bar Code Object";
    EBC EndBarCode(Named<'a>) "End Bar Code Object";
    BOC BeginContainer(Named<'a>) "Begin Object Container";
    EOC EndContainer(Named<'a>) "End Object Container";
    BMO BeginOverlay(Named<'a>) "Begin Overlay";
    EMO EndOverlay(Named<'a>) "End Overlay";
    BPS BeginPageSegment(Named<'a>) "Begin Page Segment";
    EPS EndPageSegment(Named<'a>) "End Page Segment";
    BFM BeginFormMap(Named<'a>) "Begin Form Map";
    EFM EndFormMap(Named<'a>) "End Form Map";
    BMM BeginMediumMap(Named<'a>) "Begin Medium Map";
    EMM EndMediumMap(Named<'a>) "End Medium Map";
    BII BeginImImage(Named<'a>) "Begin IM Image Object";
    EII EndImImage(Named<'a>) "End IM Image Object";
    BCA BeginColourTable(Named<'a>) "Begin Color Attribute Table";
    ECA EndColourTable(Named<'a>) "End Color Attribute Table";
    CAT ColourTable(ColourTable) "Color Attribute Table";
    BPM BeginPageMap(Named<'a>) "Begin Page Map";
    EPM EndPageMap(Named<'a>) "End Page Map";
    BDM BeginDataMap(BeginDataMap<'a>) "Begin Data Map";
    EDM EndDataMap(Named<'a>) "End Data Map";
    BDX BeginTransmissionSubcase(Named<'a>) "Begin Data Map Transmission Subcase";
    EDX EndTransmissionSubcase(Named<'a>) "End Data Map Transmission Subcase";
    BCP BeginCodePage(Named<'a>) "Begin Code Page";
    ECP EndCodePage(Named<'a>) "End Code Page";
    BFN BeginFont(Named<'a>) "Begin Font";
    EFN EndFont(Named<'a>) "End Font";
    BCF BeginCodedFont(Named<'a>) "Begin Coded Font";
    ECF EndCodedFont(Named<'a>) "End Coded Font";
    PGD PageDescriptor(PageDescriptor<'a>) "Page Descriptor";
    PTD TextDescriptor(TextDescriptor<'a>) "Presentation Text Data Descriptor";
    PTD1 TextDescriptorOne(TextDescriptorOne) "Presentation Text Data Descriptor, format 1";
    OBD ObjectAreaDescriptor(TripletList<'a>) "Object Area Descriptor";
    OBP ObjectAreaPosition(ObjectAreaPosition) "Object Area Position";
    IDD ImageDescriptor(ImageDescriptor<'a>) "Image Data Descriptor";
    GDD GraphicsDescriptor(GraphicsDescriptor<'a>) "Graphics Data Descriptor";
    BDD BarCodeDescriptor(SymbolDescriptor<'a>) "Bar Code Data Descriptor";
    CDD ContainerDescriptor(ContainerDescriptor<'a>) "Container Data Descriptor";
    MDD MediumDescriptor(MediumDescriptor<'a>) "Medium Descriptor";
    FGD FormGroupDescriptor(Obsolete<'a>) "Form Environment Group Descriptor";
    MCF MapCodedFont(TripletGroups<'a>) "Map Coded Font";
    MCF1 MapCodedFontOne(UniformGroups<CodedFontOne>) "Map Coded Font, format 1";
    MDR MapDataResource(TripletGroups<'a>) "Map Data Resource";
    MCA MapColourTable(TripletGroups<'a>) "Map Color Attribute Table";
    MPO MapPageOverlay(TripletGroups<'a>) "Map Page Overlay";
    MPS MapPageSegment(UniformGroups<SegmentName>) "Map Page Segment";
    MIO MapImage(MapObject) "Map Image Object";
    MGO MapGraphics(MapObject) "Map Graphics Object";
    MBC MapBarCode(MapObject) "Map Bar Code Object";
    MCD MapContainer(MapObject) "Map Container Data";
    MPT MapText(MapObject) "Map Presentation Text";
    MSU MapSuppression(MapSuppression) "Map Suppression";
    MMO MapMediumOverlay(UniformGroups<MediumOverlay>) "Map Medium Overlay";
    MMT MapMediaType(TripletGroups<'a>) "Map Media Type";
    MMD MapMediaDestination(TripletGroups<'a>) "Map Media Destination";
    MPG MapPage(TripletGroups<'a>) "Map Page";
    IMM InvokeMediumMap(Invoke<'a>) "Invoke Medium Map";
    IDM InvokeDataMap(Invoke<'a>) "Invoke Data Map";
    IPO IncludeOverlay(IncludeOverlay<'a>) "Include Page Overlay";
    IPS IncludeSegment(IncludeSegment<'a>) "Include Page Segment";
    IOB IncludeObject(IncludeObject<'a>) "Include Object";
    IPG IncludePage(IncludePage<'a>) "Include Page";
    TLE TagLogicalElement(TripletList<'a>) "Tag Logical Element";
    IEL IndexElement(TripletList<'a>) "Index Element";
    LLE Link(Link<'a>) "Link Logical Element";
    NOP NoOperation(Data<'a>) "No Operation";
    PTX TextData(Data<'a>) "Presentation Text Data";
    IPD ImageData(Data<'a>) "Image Picture Data";
    GAD GraphicsData(Data<'a>) "Graphics Data";
    BDA BarCodeData(Data<'a>) "Bar Code Data";
    OCD ContainerData(Data<'a>) "Object Container Data";
    PGP PagePositions(PagePositions) "Page Position";
    PGP1 PagePositionOne(PagePositionOne) "Page Position, format 1";
    MCC MediumCopies(MediumCopies) "Medium Copy Count";
    MMC MediumModifications(MediumModifications) "Medium Modification Control";
    PMC PageModification(PageModification<'a>) "Page Modification Control";
    MFC MediumFinishing(MediumFinishing<'a>) "Medium Finishing Control";
    PFC PresentationFidelity(PresentationFidelity<'a>) "Presentation Fidelity Control";
    PEC PresentationEnvironment(PresentationEnvironment<'a>) "Presentation Environment Control";
    PPO PreprocessObjects(PreprocessObjects<'a>) "Preprocess Presentation Object";
    CTC ComposedTextControl(Obsolete<'a>) "Composed Text Control";
    IID ImImageDescriptor(ImImageDescriptor) "IM Image Input Descriptor";
    IOC ImImageOutput(ImImageOutput) "IM Image Output Control";
    ICP ImImageCell(ImImageCell) "IM Image Cell Position";
    IRD ImImageData(Data<'a>) "IM Image Raster Data";
    CPD CodePageDescriptor(CodePageDescriptor) "Code Page Descriptor";
    CPC CodePageControl(CodePageControl) "Code Page Control";
    CPI CodePageIndex(Data<'a>) "Code Page Index";
    FND FontDescriptor(FontDescriptor<'a>) "Font Descriptor";
    FNC FontControl(FontControl<'a>) "Font Control";
    FNM FontPatternsMap(FontPatternsMap) "Font Patterns Map";
    FNO FontOrientations(FontOrientations) "Font Orientation";
    FNP FontPositions(FontPositions) "Font Position";
    FNI FontIndex(Data<'a>) "Font Index";
    FNN FontNames(Data<'a>) "Font Names";
    FNG FontPatterns(Data<'a>) "Font Patterns";
    CFC CodedFontControl(CodedFontControl<'a>) "Coded Font Control";
    CFI CodedFontIndex(CodedFontIndex) "Coded Font Index";
    DXD TransmissionSubcaseDescriptor(TransmissionSubcaseDescriptor) "Data Map Transmission Subcase Descriptor";
    LNC LineDescriptorCount(LineDescriptorCount) "Line Descriptor Count";
    LND LineDescriptor(LineDescriptor<'a>) "Line Descriptor";
    RCD RecordDescriptor(RecordDescriptor<'a>) "Record Descriptor";
    XMD XmlDescriptor(XmlDescriptor<'a>) "XML Descriptor";
    FDS FixedDataSize(FixedDataSize) "Fixed Data Size";
    FDX FixedData(Data<'a>) "Fixed Data Text";
    CCP ConditionalProcessing(ConditionalProcessing<'a>) "Conditional Processing Control";
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..Default::default() })]

        #[test]
        fn every_field_reads_back_what_it_wrote(seed in proptest::collection::vec(any::<u8>(), 0..2000)) {
            for field in Field::samples(&mut crate::sample::Source::new(&seed)) {
                let mut data = Vec::new();
                match field.write_data(&mut data) {
                    Ok(()) => {}
                    // A sample may leave a gap between optional values or outgrow a length: no such bytes exist.
                    Err(EncodeError::Gap { .. } | EncodeError::TooLong { .. }) => continue,
                    Err(error) => return Err(TestCaseError::fail(format!("{error} for {field:?}"))),
                }
                let again = Field::decode(field.id(), &data);
                prop_assert_eq!(again.as_ref(), Ok(&field));
            }
        }

        #[test]
        fn any_data_comes_back_unchanged(
            field in 0usize..500,
            data in proptest::collection::vec(prop_oneof![0u8..20, any::<u8>()], 0..120),
        ) {
            let all = Field::defaults();
            let id = all[field % all.len()].id();
            let mut again = Vec::new();
            Field::decode_or_raw(id, &data).write_data(&mut again).unwrap();
            prop_assert_eq!(again, data);
        }
    }

    #[test]
    fn every_described_field_has_a_name() {
        for field in Field::defaults() {
            assert_ne!(field.id().acronym(), None, "{field:?}");
        }
    }
}
