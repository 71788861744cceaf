//! The bodies of the triplets: all bytes after length and id (MO:DCA chapter "MO:DCA Triplets").

use super::codes::*;
use super::object_ids::ObjectType;
use crate::structure::structure;
use crate::values::{ColourSpecification, Name, Rotation, Text, UnitBase};
use crate::wire::{Bytes, Fixed, I24, Reserved, U24};

structure! {
    /// X'01': the character set and code page of character data, or one CCSID for both when the first is zero.
    pub struct CodedCharacterSet {
        character_set: u16 = "graphic character set id",
        code_page: u16 = "code page id or CCSID",
    }
}

impl CodedCharacterSet {
    /// A coded character set by one number: 500 EBCDIC international, 1200 UTF-16BE, 1208 UTF-8.
    #[must_use]
    pub fn ccsid(code: u16) -> Self {
        Self { character_set: 0, code_page: code }
    }
}

structure! {
    /// X'02': a name of up to 250 bytes.
    pub struct FullyQualifiedName<'a> {
        usage: NameUse = "use",
        format: NameFormat = "format",
        name: Text<'a> = "name",
    }
}

impl<'a> FullyQualifiedName<'a> {
    /// A name in characters.
    #[must_use]
    pub fn characters(usage: NameUse, name: Text<'a>) -> Self {
        Self { usage, format: NameFormat::CHARACTERS, name }
    }

    /// An 8-byte name.
    #[must_use]
    pub fn short(usage: NameUse, name: Name) -> Self {
        Self::characters(usage, Text(Bytes::Owned(name.0.to_vec())))
    }

    /// A resource by its local id, one byte (use X'BE').
    #[must_use]
    pub fn local_id(id: u8) -> Self {
        Self::characters(NameUse::DATA_OBJECT_INTERNAL, Text(Bytes::Owned(vec![id])))
    }
}

structure! {
    /// X'04': how the object fits its area.
    pub struct MappingOption {
        mapping: Mapping = "mapping",
    }
}

structure! {
    /// X'10': what an object container holds.
    pub struct ObjectClassification<'a> {
        reserved: Reserved<1> = "reserved",
        class: ObjectClassCode = "object class",
        reserved_2: Reserved<2> = "reserved",
        structure: u16 = "structure flags",
        object_id: [u8; 16] = "object type identifier",
        type_name: Option<[u8; 32]> = "object type name",
        level: Option<[u8; 8]> = "object level",
        company: Bytes<'a> = "company",
    }
}

structure! {
    /// X'10' of one byte, on a medium descriptor: pages side by side on printers of one vendor (MO:DCA C, retired).
    pub struct TwoUp {
        method: TwoUpMethod = "method",
    }
}

impl ObjectClassification<'_> {
    /// An object of a registered type inside BOC/EOC, OCDs and, for presentation objects, an object environment group.
    #[must_use]
    pub fn container(class: ObjectClassCode, kind: ObjectType) -> ObjectClassification<'static> {
        // Bits 0–1 BOC, 2–3 OEG, 4–5 OCD; 01 no, 11 yes (MO:DCA X'10' "StrucFlgs").
        let structure = if class == ObjectClassCode::DATA_OBJECT_FONT { 0xDC00 } else { 0xFC00 };
        ObjectClassification { class, structure, object_id: kind.object_id(), ..Default::default() }
    }

    /// The registered type, where the identifier is a registered one.
    #[must_use]
    pub fn object_type(&self) -> Option<ObjectType> {
        ObjectType::from_object_id(&self.object_id)
    }
}

structure! {
    /// X'18': the interchange set that the document keeps to.
    pub struct InterchangeSet {
        kind: InterchangeKind = "type",
        identifier: InterchangeId = "interchange set",
    }
}

structure! {
    /// X'1F': weight, width and size wanted of a font.
    pub struct FontDescriptor {
        weight: u8 = "weight class",
        width: u8 = "width class",
        height: u16 = "height in 1/1440 inch",
        character_width: u16 = "width in 1/1440 inch",
        flags: u8 = "descriptor flags",
        reserved: Reserved<10> = "reserved",
        usage: u8 = "usage flags",
    }
}

impl FontDescriptor {
    /// Usage flag bit 1: the font has outlines.
    pub const OUTLINE: u8 = 0x40;
}

structure! {
    /// X'20': character set and code page that a font was made for.
    pub struct FontCharacterSetId {
        character_set: u16 = "graphic character set id",
        code_page: u16 = "code page id",
    }
}

structure! {
    /// X'21': the kind of object in a resource.
    pub struct ResourceObjectType<'a> {
        kind: ResourceKind = "object type",
        constant: Bytes<'a> = "reserved",
    }
}

structure! {
    /// X'21' on Begin Document: the functions that a kind of object uses (MO:DCA C, retired). The constant bytes tell it
    /// from X'21' on Begin Resource, which has zeros there.
    pub struct ObjectFunctionSet {
        object: FunctionSetObject = "object type",
        level: Fixed<0x00> = "architecture level",
        function_set: Fixed<0x80> = "MO:DCA function set, high byte",
        function_set_low: Fixed<0x00> = "MO:DCA function set, low byte",
        content: u16 = "function set of the object",
    }
}

impl ResourceObjectType<'_> {
    /// A resource of a kind, with the seven zero bytes that the architecture wants.
    #[must_use]
    pub fn of(kind: ResourceKind) -> ResourceObjectType<'static> {
        ResourceObjectType { kind, constant: Bytes::Borrowed(&[0; 7]) }
    }
}

structure! {
    /// X'22': a local id of four bytes.
    pub struct ExtendedLocalId {
        kind: u8 = "resource type",
        id: u32 = "local id",
    }
}

structure! {
    /// X'24': a local id of one byte.
    pub struct LocalId {
        kind: LocalIdKind = "resource type",
        id: u8 = "local id",
    }
}

structure! {
    /// X'25': the section of a double-byte font.
    pub struct SectionNumber {
        section: u8 = "section",
    }
}

structure! {
    /// X'26': the rotation of characters against the baseline.
    pub struct CharacterRotation {
        rotation: Rotation = "character rotation",
    }
}

structure! {
    /// X'2D': offset of an object from the start of the document, in bytes.
    pub struct ByteOffset {
        offset: u32 = "byte offset",
        high: Option<u32> = "byte offset, greater half",
    }
}

structure! {
    /// X'36': the value of an index attribute.
    pub struct AttributeValue<'a> {
        reserved: Reserved<2> = "reserved",
        value: Text<'a> = "value",
    }
}

structure! {
    /// X'43': the object area position that belongs to this object area descriptor.
    pub struct DescriptorPosition {
        id: u8 = "position id",
    }
}

structure! {
    /// X'45': what a medium map does to the sheet.
    pub struct MediaEject {
        reserved: Reserved<1> = "reserved",
        control: MediaEjectControl = "eject control",
    }
}

structure! {
    /// X'46': conditions of a page overlay.
    pub struct PageOverlayConditional {
        kind: ConditionalOverlay = "overlay type",
        level: Option<u8> = "annotation level",
    }
}

structure! {
    /// X'47': how often a resource is used.
    pub struct ResourceUsage {
        frequency: u8 = "frequency",
    }
}

structure! {
    /// X'4B': units of measure.
    pub struct MeasurementUnits {
        x_base: UnitBase = "X unit base",
        y_base: UnitBase = "Y unit base",
        x_units: u16 = "X units per unit base",
        y_units: u16 = "Y units per unit base",
    }
}

impl MeasurementUnits {
    /// The same units in both directions, counted over ten inches.
    #[must_use]
    pub fn per_ten_inches(units: u16) -> Self {
        Self { x_units: units, y_units: units, ..Default::default() }
    }
}

structure! {
    /// X'4C': extent of an object area.
    pub struct ObjectAreaSize {
        kind: Fixed<2> = "size type",
        x_size: U24 = "X extent",
        y_size: U24 = "Y extent",
    }
}

structure! {
    /// X'4D': a rectangle on the page.
    pub struct AreaDefinition {
        reserved: Reserved<1> = "reserved",
        x_origin: U24 = "X origin",
        y_origin: U24 = "Y origin",
        x_size: U24 = "X extent",
        y_size: U24 = "Y extent",
    }
}

structure! {
    /// X'4E': a colour.
    pub struct ColourSpecificationTriplet<'a> {
        colour: ColourSpecification<'a> = "colour",
    }
}

structure! {
    /// X'50': how characters are encoded.
    pub struct EncodingSchemeId {
        code_page_scheme: EncodingScheme = "encoding scheme of the code page",
        user_scheme: Option<EncodingScheme> = "encoding scheme of the data",
    }
}

structure! {
    /// X'56': a page in a medium map.
    pub struct PageNumber {
        number: u32 = "page number",
    }
}

structure! {
    /// X'57': length of an object in bytes.
    pub struct ByteExtent {
        extent: u32 = "byte extent",
        high: Option<u32> = "byte extent, greater half",
    }
}

structure! {
    /// X'58': offset of an object in structured fields.
    pub struct FieldOffset {
        offset: u32 = "structured field offset",
        high: Option<u32> = "structured field offset, greater half",
    }
}

structure! {
    /// X'59': length of an object in structured fields.
    pub struct FieldExtent {
        extent: u32 = "structured field extent",
        high: Option<u32> = "structured field extent, greater half",
    }
}

structure! {
    /// X'5A': how many objects of a kind come before.
    pub struct ObjectOffset {
        kind: ObjectCountKind = "object type",
        reserved: Reserved<1> = "reserved",
        offset: u32 = "objects before",
        high: Option<u32> = "objects before, greater half",
    }
}

structure! {
    /// X'5D': horizontal scale of a font.
    pub struct HorizontalScale {
        width: u16 = "width in 1/1440 inch",
    }
}

structure! {
    /// X'5E': how many objects of a kind are inside.
    pub struct ObjectCount {
        kind: ObjectCountKind = "object type",
        reserved: Reserved<1> = "reserved",
        count: u32 = "objects",
        high: Option<u32> = "objects, greater half",
    }
}

structure! {
    /// X'62': local date and time, in EBCDIC digits.
    pub struct LocalTimeStamp {
        kind: u8 = "kind of stamp",
        digits: [u8; 14] = "year, day of year, hour, minute, second, hundredth",
    }
}

structure! {
    /// X'63': a check sum of the object (MO:DCA "Object checksum", retired).
    pub struct Checksum {
        format: u8 = "format",
        value: u16 = "check sum",
        flags: u8 = "flags",
    }
}

structure! {
    /// X'1D': text orientation (obsolete, in old coded font maps).
    pub struct TextOrientation {
        inline: Rotation = "I axis",
        baseline: Rotation = "B axis",
    }
}

structure! {
    /// X'65': text for people.
    pub struct Comment<'a> {
        text: Text<'a> = "comment",
    }
}

structure! {
    /// X'68': how the medium lies.
    pub struct MediumOrientationTriplet {
        orientation: MediumOrientation = "medium orientation",
    }
}

structure! {
    /// X'6C': an overlay or a page put onto every sheet side.
    pub struct ResourceInclude {
        kind: IncludedResource = "object type",
        name: Name = "object",
        x: I24 = "X offset",
        y: I24 = "Y offset",
        rotation: Option<Rotation> = "rotation",
    }
}

structure! {
    /// X'73': the medium map was put in by a program that takes documents apart (MO:DCA appendix C).
    pub struct MapInsertion {
        reserved: Reserved<2> = "reserved",
    }
}

structure! {
    /// X'27': the corner of the page that an object out of line data is placed from (MO:DCA appendix C).
    pub struct LineDataPosition {
        origin: PageCorner = "origin",
    }
}

structure! {
    /// X'64': the system that an object comes from (MO:DCA appendix C).
    pub struct ObjectOrigin<'a> {
        system: OriginSystem = "system",
        processor: Name = "processor",
        medium: [u8; 6] = "storage medium",
        data_set: Text<'a> = "data set",
    }
}

structure! {
    /// X'6D': the character set that an extension font adds to (FOCA "Extension Font Triplet").
    pub struct ExtensionFont {
        character_set: u16 = "graphic character set of the base font (GCSGID)",
    }
}

structure! {
    /// X'79': what is added to the metrics of a coded font (FOCA "Metric Adjustment Triplet").
    pub struct MetricAdjustment {
        base: UnitBase = "unit base",
        x_units: u16 = "X units per unit base",
        y_units: u16 = "Y units per unit base",
        horizontal_increment: i16 = "horizontal uniform increment",
        vertical_increment: i16 = "vertical uniform increment",
        horizontal_baseline: i16 = "horizontal baseline adjustment",
        vertical_baseline: i16 = "vertical baseline adjustment",
    }
}

structure! {
    /// X'70': whether the presentation space is cleared first.
    pub struct SpaceReset {
        flags: u8 = "mixing flags",
    }
}

structure! {
    /// What is laid on what, and how it mixes.
    pub struct SpaceMixingRule {
        keyword: MixingKeyword = "keyword",
        rule: MixingRule = "rule",
    }
}

structure! {
    /// X'71': how presentation spaces mix.
    pub struct SpaceMixing {
        rules: Vec<SpaceMixingRule> = "mixing rule",
    }
}

structure! {
    /// X'72': universal date and time.
    pub struct UniversalTimeStamp {
        reserved: Reserved<1> = "reserved",
        year: u16 = "year",
        month: u8 = "month",
        day: u8 = "day",
        hour: u8 = "hour",
        minute: u8 = "minute",
        second: u8 = "second",
        zone: u8 = "relation to universal time",
        zone_hours: u8 = "hours from universal time",
        zone_minutes: u8 = "minutes from universal time",
    }
}

structure! {
    /// X'74': toner saving.
    pub struct TonerSaver {
        reserved: Reserved<1> = "reserved",
        control: TonerSaving = "control",
        reserved_2: Reserved<2> = "reserved",
    }
}

structure! {
    /// X'75': what to do when a colour cannot be had as asked.
    pub struct ColourFidelity {
        rule: Continuation = "rule",
        reserved: Reserved<1> = "reserved",
        report: u8 = "report",
        reserved_2: Reserved<1> = "reserved",
        substitution: u8 = "substitution",
        reserved_3: Reserved<1> = "reserved",
    }
}

structure! {
    /// X'86', X'88', X'96': what to do when text, finishing or colour tags cannot be had as asked.
    pub struct Fidelity {
        rule: Continuation = "rule",
        reserved: Reserved<1> = "reserved",
        report: u8 = "report",
        reserved_2: Reserved<2> = "reserved",
    }
}

structure! {
    /// X'78', X'87': what to do when a font or medium cannot be had.
    pub struct FontFidelity {
        rule: Continuation = "rule",
        reserved: Reserved<4> = "reserved",
    }
}

structure! {
    /// X'80': place of an index attribute among others.
    pub struct AttributeQualifier {
        sequence: u32 = "sequence number",
        level: u32 = "level number",
    }
}

structure! {
    /// X'81': the Page Position group that places the page.
    pub struct PagePosition {
        group: u8 = "repeating group, from 1",
    }
}

structure! {
    /// X'82': a value for a link.
    pub struct ParameterValue<'a> {
        reserved: Reserved<1> = "reserved",
        syntax: ParameterSyntax = "syntax",
        value: Bytes<'a> = "value",
    }
}

structure! {
    /// X'83': whether a viewer shows the page or group.
    pub struct PresentationControl {
        flags: u8 = "flags",
    }
}

structure! {
    /// X'84': resolution and metric technology of a raster font.
    pub struct FontResolution {
        metric: MetricTechnology = "metric technology",
        base: UnitBase = "unit base",
        units: u16 = "units per unit base",
    }
}

structure! {
    /// X'85': folding, stapling, punching.
    pub struct FinishingOperation {
        operation: FinishingKind = "operation",
        option: u8 = "option",
        reserved: Reserved<1> = "reserved",
        reference: FinishingEdge = "reference corner or edge",
        count: u8 = "count",
        axis_offset: u16 = "axis offset in millimetres",
        positions: Vec<u16> = "position in millimetres",
    }
}

structure! {
    /// X'8B': size and rotation of a TrueType or OpenType font.
    pub struct DataObjectFont {
        flags: u8 = "flags",
        technology: u8 = "technology",
        vertical_size: u16 = "vertical size in 1/1440 inch",
        horizontal_scale: u16 = "horizontal scale in 1/1440 inch",
        rotation: Rotation = "character rotation",
        environment: u16 = "encoding environment",
        encoding: u16 = "encoding identifier",
        reserved: Reserved<2> = "reserved",
    }
}

impl DataObjectFont {
    /// Flag bit 0: the font is for magnetic ink.
    pub const MAGNETIC_INK: u8 = 0x80;
    /// Flag bit 1: only a font that comes with the job may be used.
    pub const INLINE_ONLY: u8 = 0x40;

    /// A Unicode TrueType font of a size in 1/1440 inch (points times 20), taken only from the job itself.
    #[must_use]
    pub fn inline(vertical_size: u16) -> Self {
        Self {
            flags: Self::INLINE_ONLY,
            technology: 0x20,
            vertical_size,
            environment: 3,
            encoding: 1,
            ..Default::default()
        }
    }
}

structure! {
    /// X'8C': a language for text; the codes are UTF-16BE.
    pub struct LocaleSelector<'a> {
        reserved: Reserved<1> = "reserved",
        flags: u8 = "flags",
        language: [u8; 8] = "language",
        script: [u8; 8] = "script",
        region: [u8; 8] = "region",
        reserved_2: Reserved<8> = "reserved",
        variant: Text<'a> = "variant",
    }
}

structure! {
    /// X'8E': a finishing operation in the terms of UP³I.
    pub struct Up3iFinishing<'a> {
        sequence: u8 = "sequence number",
        reserved: Reserved<1> = "reserved",
        data: Bytes<'a> = "operation",
    }
}

structure! {
    /// X'8F': a set of functions that the document uses; X'0001' is MO:DCA GA.
    pub struct FunctionSet {
        reserved: Reserved<2> = "reserved",
        identifier: u16 = "function set",
    }
}

structure! {
    /// X'91': how a colour management resource is used.
    pub struct ColourManagement {
        reserved: Reserved<1> = "reserved",
        mode: ColourManagementMode = "processing mode",
        scope: ColourManagementScope = "scope",
    }
}

structure! {
    /// X'95': rendering intents of the kinds of objects.
    pub struct RenderingIntent {
        reserved: Reserved<2> = "reserved",
        image: Intent = "intent of IOCA",
        container: Intent = "intent of containers",
        text: Intent = "intent of PTOCA",
        graphics: Intent = "intent of GOCA",
        reserved_2: Reserved<2> = "reserved",
    }
}

structure! {
    /// X'97': the device look to simulate.
    pub struct DeviceAppearance {
        reserved: Reserved<1> = "reserved",
        appearance: Appearance = "appearance",
        reserved_2: Reserved<2> = "reserved",
    }
}

structure! {
    /// X'9A': resolution of a raster image in a container.
    pub struct ImageResolution {
        reserved: Reserved<2> = "reserved",
        x_base: UnitBase = "X unit base",
        y_base: UnitBase = "Y unit base",
        x_units: u16 = "X units per unit base",
        y_units: u16 = "Y units per unit base",
    }
}

structure! {
    /// Extent of a presentation space, with its units.
    pub struct SpaceExtent {
        x_base: UnitBase = "X unit base",
        y_base: UnitBase = "Y unit base",
        x_units: u16 = "X units per unit base",
        y_units: u16 = "Y units per unit base",
        x_size: U24 = "width",
        y_size: U24 = "height",
    }
}

structure! {
    /// X'9C': which box of a PDF page counts, or a size for other kinds.
    pub struct PresentationSize {
        reserved: Reserved<2> = "reserved",
        pdf_box: PdfBox = "box of a PDF page",
        extent: Option<SpaceExtent> = "extent",
    }
}

structure! {
    /// X'9D': pages that belong together.
    pub struct KeepTogether {
        reserved: Reserved<2> = "reserved",
        purpose: u8 = "purpose",
    }
}

structure! {
    /// X'9E': the name of a printer set-up, in UTF-16BE.
    pub struct SetupName<'a> {
        reserved: Reserved<2> = "reserved",
        name: Text<'a> = "set-up name",
    }
}

structure! {
    /// X'FF': more data of the triplet before.
    pub struct Extender<'a> {
        reserved: Reserved<2> = "reserved",
        data: Bytes<'a> = "data",
    }
}
