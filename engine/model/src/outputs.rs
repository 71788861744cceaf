//! What the outputs are told.

use diagnostics::ObjectId;

use crate::json::{keyword, record};
use crate::{Finishing, MediumMap, RenderingIntent, ResourceName, TemplateText};

keyword! {
    /// What an AFP file may hold.
    pub enum AfpProfile {
        /// MO:DCA Presentation Interchange Set 3.
        "is3" => Is3,
        /// The same with glyph runs of PTOCA PT4.
        "is3+pt4" => Is3Pt4,
        /// For older printers and archives: raster fonts (FOCA), short fields, no print file envelope.
        "classic" => Classic,
        /// The same with outline fonts (FOCA, Type 1 and CID-keyed).
        "classic-outline" => ClassicOutline,
    }
}

keyword! {
    /// Pels to the inch of the raster fonts of a classic AFP file.
    pub enum AfpResolution {
        /// 240, the printers of the eighties.
        "240" => Pels240,
        /// 300.
        "300" => Pels300,
        /// 600.
        "600" => Pels600,
    }
}

keyword! {
    /// How a classic AFP file holds pictures with inks; all others are FS10 and FS11.
    pub enum AfpImages {
        /// As red, green and blue, in IOCA function set 11.
        "fs11" => Fs11,
        /// As inks, in IOCA function set 45.
        "fs45" => Fs45,
    }
}

keyword! {
    /// What spot colours become in AFP.
    pub enum AfpSpots {
        /// The colour that stands in for the ink.
        "alternate" => Alternate,
        /// Highlight colours of the printer: the first spot colour of the swatches is number 1.
        "highlight" => Highlight,
    }
}

keyword! {
    /// How text is coded in AFP.
    pub enum AfpEncoding {
        /// UTF-16BE.
        "utf16" => Utf16,
        /// UTF-8.
        "utf8" => Utf8,
    }
}

keyword! {
    /// How records become AFP documents.
    pub enum AfpDocuments {
        /// A document holds all records, a page group each.
        "one" => One,
        /// A document for each record.
        "each" => Each,
    }
}

keyword! {
    /// How index names and values are coded in AFP.
    pub enum AfpIndexEncoding {
        /// EBCDIC code page 500 where it has all characters, else UTF-16BE.
        "ebcdic_else_utf16" => EbcdicElseUtf16,
        /// EBCDIC code page 500; other characters are reported.
        "ebcdic" => Ebcdic,
        /// UTF-16BE.
        "utf16" => Utf16,
    }
}

keyword! {
    /// What the index document before each AFP document lists.
    pub enum AfpIndexDocument {
        /// There is none.
        "none" => None,
        /// Page groups.
        "groups" => Groups,
        /// Page groups and their pages.
        "pages" => Pages,
    }
}

record! {
    /// A name and value by which an archive finds a record's pages.
    pub struct IndexElement is element {
        /// Id.
        id: ObjectId,
        /// The attribute's name.
        name: String,
        /// Its value.
        value: TemplateText,
    }
}

record! {
    /// Colour management resources that the printer has, by their names of 73 characters (CMOCA).
    pub struct AfpColourManagement {
        /// Those that say how the colours of pages are meant.
        audit: Vec<String> = Vec::new(),
        /// Those that say how the printer makes them.
        instruction: Vec<String> = Vec::new(),
        /// Those that lead from one to the other.
        link: Vec<String> = Vec::new(),
    }
}

record! {
    /// AFP.
    pub struct AfpOutput {
        /// What the file may hold.
        profile: AfpProfile = AfpProfile::Is3,
        /// For `classic`: pels to the inch of its fonts.
        resolution: AfpResolution = AfpResolution::Pels300,
        /// For `classic` and `classic-outline`: how pictures with inks are held.
        images: AfpImages = AfpImages::Fs11,
        /// What spot colours become.
        spots: AfpSpots = AfpSpots::Alternate,
        /// Colour management resources that pages refer to.
        colour_management: AfpColourManagement = AfpColourManagement::default(),
        /// How text is coded.
        encoding: AfpEncoding = AfpEncoding::Utf16,
        /// How records become documents.
        documents: AfpDocuments = AfpDocuments::One,
        /// The name of a record's page group.
        group: Option<TemplateText> = None,
        /// Its index.
        index: Vec<IndexElement> = Vec::new(),
        /// The index of each page; `page` is its number.
        page_index: Vec<IndexElement> = Vec::new(),
        /// How index names and values are coded.
        index_encoding: AfpIndexEncoding = AfpIndexEncoding::EbcdicElseUtf16,
        /// What an index document before each document lists.
        index_document: AfpIndexDocument = AfpIndexDocument::None,
        /// A comment (NOP) at the beginning of a record's page group.
        comment: Option<TemplateText> = None,
        /// The name of the form definition; one is made where there are medium maps and no name.
        form_definition: String = String::new(),
        /// The medium maps of the form definition, the first for pages that name none; without any, the print file
        /// brings no form definition.
        medium_maps: Vec<MediumMap> = Vec::new(),
        /// What is done to the sheets of each document or of the print file, with the scopes `document` and `print_file`.
        finishing: Vec<Finishing> = Vec::new(),
        /// What matters when the printer cannot make a colour; the printer's own choice where nothing is given.
        intent: Option<RenderingIntent> = None,
        /// The name of the medium map of a record's pages, where their masters name none.
        medium_map: Option<TemplateText> = None,
        /// Names chosen for resources.
        resource_names: Vec<ResourceName> = Vec::new(),
    }
}

record! {
    /// PDF.
    pub struct PdfOutput {
        /// Who it is from.
        author: String = String::new(),
        /// What it is about.
        subject: String = String::new(),
    }
}

record! {
    /// What the outputs are told.
    pub struct Outputs {
        /// AFP.
        afp: AfpOutput = AfpOutput::default(),
        /// PDF.
        pdf: PdfOutput = PdfOutput::default(),
    }
}

impl Default for AfpOutput {
    fn default() -> Self {
        Self {
            profile: AfpProfile::Is3,
            resolution: AfpResolution::Pels300,
            images: AfpImages::Fs11,
            spots: AfpSpots::Alternate,
            colour_management: AfpColourManagement::default(),
            encoding: AfpEncoding::Utf16,
            documents: AfpDocuments::One,
            group: None,
            index: Vec::new(),
            page_index: Vec::new(),
            index_encoding: AfpIndexEncoding::EbcdicElseUtf16,
            index_document: AfpIndexDocument::None,
            comment: None,
            form_definition: String::new(),
            medium_maps: Vec::new(),
            finishing: Vec::new(),
            intent: None,
            medium_map: None,
            resource_names: Vec::new(),
            extra: crate::Extra::default(),
        }
    }
}

#[expect(clippy::derivable_impls, reason = "the record macro cannot derive it for types with required fields")]
impl Default for AfpColourManagement {
    fn default() -> Self {
        Self { audit: Vec::new(), instruction: Vec::new(), link: Vec::new(), extra: crate::Extra::default() }
    }
}

#[expect(clippy::derivable_impls, reason = "the record macro cannot derive it for types with required fields")]
impl Default for PdfOutput {
    fn default() -> Self {
        Self { author: String::new(), subject: String::new(), extra: crate::Extra::default() }
    }
}

#[expect(clippy::derivable_impls, reason = "the record macro cannot derive it for types with required fields")]
impl Default for Outputs {
    fn default() -> Self {
        Self { afp: AfpOutput::default(), pdf: PdfOutput::default(), extra: crate::Extra::default() }
    }
}
