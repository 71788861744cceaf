//! The one catalogue of codes. A row: variant, key, severity, message, hint (`{name}` is filled from the arguments).

use crate::Severity;

macro_rules! catalogue {
    ($($(#[$section:meta])* $variant:ident $key:literal $severity:ident $message:literal $hint:literal;)*) => {
        /// What kind of finding: the key is stable, for scripts and translations.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $message] $variant,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable key.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)* }
            }

            /// How bad it usually is.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            pub(crate) const fn message(self) -> &'static str {
                match self { $(Self::$variant => $message,)* }
            }

            pub(crate) const fn hint(self) -> &'static str {
                match self { $(Self::$variant => $hint,)* }
            }
        }
    };
}

catalogue! {
    // Files and packages
    FileUnreadable "file-unreadable" Error "{file} cannot be read: {reason}" "check the path and the permission";
    FileUnwritable "file-unwritable" Error "{file} cannot be written: {reason}" "check the path, the permission and the free space";
    FileTooLarge "file-too-large" Error "{file} is larger than the {limit} bytes allowed here" "is it the right file?";
    FormatUnknown "format-unknown" Error "{file} is of no kind known here" "AFP, PDF, a template folder or a .fwt package was expected";
    PackageDamaged "package-damaged" Error "the package cannot be read: {reason}" "get it again from where it came";
    PackagePathEscapes "package-path-escapes" Error "the package entry {entry} points outside the package" "the package was not made by this program; do not use it";
    PackageTooLarge "package-too-large" Error "the package unpacks to more than {limit} bytes or entries" "is it the right file?";
    PackageEntryMissing "package-entry-missing" Error "the package has no {entry}" "a package holds template.json, assets and samples";
    SignatureInvalid "signature-invalid" Error "the package's signature does not fit its content" "it was changed after signing; get it again from its publisher";
    SignatureMissing "signature-missing" Error "the package is not signed" "sign it on publishing";

    // JSON and the template
    JsonSyntax "json-syntax" Error "this is no JSON: {reason}" "mend the text at this place";
    JsonTooDeep "json-too-deep" Error "values are nested deeper than {limit}" "flatten the data";
    TemplateFieldMissing "template-field-missing" Error "{field} is missing" "add it, or open the file in the designer";
    TemplateFieldWrong "template-field-wrong" Error "{field} must be {expected}, not {found}" "mend the value at this place";
    TemplateNewer "template-newer" Error "the template has format {found}; this program reads up to {known}" "use a newer Formwright";
    TemplateDuplicateId "template-duplicate-id" Error "the id {id} is used more than once" "give one of the two another id";
    TemplateUnknownReference "template-unknown-reference" Error "there is no {kind} named {name}" "choose one that exists, or add it";
    TemplateLoop "template-loop" Error "{kind} {name} is based on itself" "break the circle";
    TemplateUnknownKey "template-unknown-key" Note "{field} is not known and kept as it is" "is the name spelt right?";
    TemplateOutOfRange "template-out-of-range" Error "{field} is {value}, allowed is {range}" "change the value";

    // Expressions
    ExpressionSyntax "expression-syntax" Error "{reason}" "{advice}";
    ExpressionType "expression-type" Error "{found} stands where {expected} is needed" "{advice}";
    ExpressionUnknownField "expression-unknown-field" Error "the data has no field {field}" "{advice}";
    ExpressionUnknownFunction "expression-unknown-function" Error "there is no function {function}" "{advice}";
    ExpressionArguments "expression-arguments" Error "{function} takes {expected}, not {found}" "{advice}";
    ExpressionTooComplex "expression-too-complex" Error "the expression is too long or too deeply nested" "split it into computed variables";
    ExpressionMissingValue "expression-missing-value" Warning "{field} has no value in this record" "give a default, as in default(field, 0)";
    ExpressionArithmetic "expression-arithmetic" Warning "{reason}" "guard it with if";

    // Data
    DataSyntax "data-syntax" Error "the record cannot be read: {reason}" "mend the data at this place";
    DataRecordTooLarge "data-record-too-large" Error "a record is larger than {limit} bytes" "is it the right file, with one record a line?";
    DataFieldMissing "data-field-missing" Error "{field} is missing" "deliver it, or make it optional in the schema";
    DataType "data-type" Error "{field} must be {expected}, not {found}" "deliver the right type, or change the schema";
    DataNoRecord "data-no-record" Error "there is no record {record}; the data has {count}" "choose a record that exists";

    // Fonts, text, images
    FontUnknown "font-unknown" Error "the template names the font {font}, which is not among its fonts" "add the font to the template or choose another";
    FontDamaged "font-damaged" Error "the font {font} cannot be read: {reason}" "replace the font file";
    FontNotEmbeddable "font-not-embeddable" Error "the font {font} forbids embedding" "choose a font whose licence allows it";
    GlyphMissing "glyph-missing" Warning "no font has the character {character} ({codepoint})" "add a fallback font that has it";
    ImageUnknown "image-unknown" Error "the template has no asset {asset}" "add the image again";
    ImageDamaged "image-damaged" Error "the image {asset} cannot be read: {reason}" "replace the image";
    ImageTooLarge "image-too-large" Error "the image {asset} has {width} × {height} pixels, more than allowed" "make it smaller";
    BarcodeData "barcode-data" Error "{symbology} cannot hold “{data}”: {reason}" "change the data or the symbology";
    BarcodeTooLarge "barcode-too-large" Warning "the bar code does not fit its box by {excess}" "make the box larger, or the modules narrower";
    ChartData "chart-data" Warning "the chart has a value it cannot show: {reason}" "a share must not be negative";

    // Layout
    TextOverflow "text-overflow" Warning "the text does not fit its box by {excess}" "make the box larger, or let the text shrink or flow on";
    BlockTooTall "block-too-tall" Warning "the block is taller than any page and was clipped" "make it smaller or let it split";
    OutsidePage "outside-page" Warning "the object lies outside the page" "move it onto the page";
    PageLimit "page-limit" Error "the record makes more than {limit} pages" "check the data, or split the record";
    LayoutUnsettled "layout-unsettled" Warning "page numbers did not settle" "simplify what depends on the number of pages";

    // Outputs
    LoweredToOutlines "lowered-to-outlines" Warning "the text is written as outlines: {reason}" "it cannot be searched in the AFP file; avoid it if that matters";
    LoweredToImage "lowered-to-image" Warning "the object is written as an image of {dpi} dpi: {reason}" "avoid it if sharpness matters";
    LoweredToRules "lowered-to-rules" Note "the bar code is written as rules: {reason}" "the printer draws it as it draws lines; try it with a reader";
    LoweredColour "lowered-colour" Note "the colour is written as {written}: {reason}" "choose a colour that the output can express";
    IndexValueTooLong "index-value-too-long" Error "the index value “{name}” has {length} bytes, {limit} is the limit" "shorten it";
    IndexCharacter "index-character" Error "the index value “{name}” has the character {character}, which EBCDIC code page 500 lacks" "change the value, or the encoding of the index";
    ResourceName "resource-name" Error "the name {name} cannot be used: {reason}" "use one to eight of A–Z, 0–9, #, @ and $";
    MediumMapUnknown "medium-map-unknown" Error "the form definition has no medium map named {name}" "choose one that it has, or add it";
    LibraryResourceMissing "library-resource-missing" Warning "no resource library has the {kind} {name}" "give its folder (--resources, or the designer's library), or add its file to the template's assets";
    LibraryResourceDrawn "library-resource-drawn" Note "{name} of the resource library is drawn in this place, not named: {reason}" "place it upright and whole to have it named";
    LibraryResourceRule "library-resource-rule" Warning "{name} of the resource library breaks a rule of the output: {rule} ({clause}); {reason}" "mend or replace it, or keep it out of the file with --external";
    ResourceReplaced "resource-replaced" Note "the resource file {file} had other content and was replaced" "choose another name or folder if both are needed";
    PageTooLarge "page-too-large" Error "the page is wider or higher than {limit}, the most that AFP carries" "make the page smaller";
    NameTaken "name-taken" Error "two resources have the name {name}" "rename one";

    // Reading AFP
    AfpFraming "afp-framing" Error "no structured field begins here; {skipped} bytes were passed over" "the file is damaged or of another framing";
    AfpTruncated "afp-truncated" Error "the file ends inside a structured field: {missing} bytes are missing" "get the file again";
    AfpField "afp-field" Warning "the structured field {field} cannot be understood: {reason}" "it was passed over";
    AfpUnknownField "afp-unknown-field" Note "the structured field {id} is not known" "it was passed over";
    AfpControlSequence "afp-control-sequence" Warning "the control sequence {name} cannot be understood: {reason}" "it was passed over";
    AfpOrder "afp-order" Warning "the drawing order {name} cannot be understood: {reason}" "it was passed over";
    AfpImage "afp-image" Warning "the image cannot be drawn: {reason}" "its place was left empty";
    AfpResourceMissing "afp-resource-missing" Warning "the {kind} {name} is not in the file" "give the folder of resources";
    AfpFontMissing "afp-font-missing" Warning "the font {name} is not in the file; {substitute} is shown instead" "give the folder of resources or a font mapping";
    AfpUnbalanced "afp-unbalanced" Warning "{found} does not fit the open {open}" "the file is damaged here";
    AfpLoop "afp-loop" Error "the resource {name} includes itself" "the file is damaged here";
    AfpUnsupported "afp-unsupported" Warning "{what} is not drawn" "see the table of what is supported";

    // Reading PDF
    PdfDamaged "pdf-damaged" Error "the PDF file cannot be read: {reason}" "get the file again";

    // Jobs
    Cancelled "cancelled" Error "the work was cancelled" "";
    Unsupported "unsupported" Error "{what} is not supported" "{advice}";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn keys_are_unique_and_in_kebab_case() {
        let keys: BTreeSet<_> = Code::ALL.iter().map(|code| code.key()).collect();
        assert_eq!(keys.len(), Code::ALL.len());
        assert!(keys.iter().all(|key| key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')));
    }
}
