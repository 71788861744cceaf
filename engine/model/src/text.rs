//! Paragraphs and their settings.

use diagnostics::ObjectId;
use units::{Emu, FontSize};

use crate::json::{keyword, record};
use crate::{ColourRef, TemplateText};

keyword! {
    /// Where lines stand between the margins.
    pub enum Align {
        /// At the beginning of the line.
        "start" => Start,
        /// In the middle.
        "centre" => Centre,
        /// At the end of the line.
        "end" => End,
        /// Stretched to both margins, but the last line.
        "justify" => Justify,
    }
}

keyword! {
    /// What stands at a tab stop.
    pub enum TabAlign {
        /// The beginning of what follows.
        "left" => Left,
        /// The middle of what follows.
        "centre" => Centre,
        /// The end of what follows.
        "right" => Right,
        /// The decimal point of what follows.
        "decimal" => Decimal,
    }
}

record! {
    /// A place that a tab goes to.
    pub struct TabStop is element {
        /// Id.
        id: ObjectId,
        /// From the paragraph's left edge.
        position: Emu,
        /// What stands there.
        align: TabAlign = TabAlign::Left,
    }
}

record! {
    /// Settings of characters; what is not set comes from the style.
    pub struct CharacterFormat {
        /// Id of the family.
        font: Option<ObjectId> = None,
        /// 100 to 900.
        weight: Option<u16> = None,
        /// Slanted.
        italic: Option<bool> = None,
        /// Size in twentieths of a point.
        size: Option<FontSize> = None,
        /// Colour.
        colour: Option<ColourRef> = None,
        /// A line below.
        underline: Option<bool> = None,
        /// A line through.
        strike: Option<bool> = None,
        /// Added after each character.
        letter_spacing: Option<Emu> = None,
    }
}

record! {
    /// Settings of paragraphs; what is not set comes from the style.
    pub struct ParagraphFormat {
        /// Alignment.
        align: Option<Align> = None,
        /// Distance of baselines in thousandths of the font size, 1,200 where no style says.
        line_height: Option<u16> = None,
        /// Space above.
        space_before: Option<Emu> = None,
        /// Space below.
        space_after: Option<Emu> = None,
        /// Left edge moved right.
        indent: Option<Emu> = None,
        /// First line moved right, beyond the indent.
        first_line: Option<Emu> = None,
        /// Lines that must stand together at the bottom of a page before a break.
        orphans: Option<u8> = None,
        /// Lines that must stand together at the top of a page after a break.
        widows: Option<u8> = None,
        /// Never broken.
        keep_together: Option<bool> = None,
        /// On the same page as what follows.
        keep_with_next: Option<bool> = None,
        /// Tab stops, from left to right.
        tabs: Option<Vec<TabStop>> = None,
    }
}

record! {
    /// Text of one look.
    pub struct Run is element {
        /// Id.
        id: ObjectId,
        /// The text; a line feed breaks the line.
        text: TemplateText,
        /// Its style, over the paragraph's.
        style: Option<ObjectId> = None,
        /// Settings over the style's.
        format: CharacterFormat = CharacterFormat::default(),
        /// A web address to lead to.
        link: Option<TemplateText> = None,
    }
}

record! {
    /// A paragraph.
    pub struct Paragraph is element {
        /// Id.
        id: ObjectId,
        /// Its style.
        style: Option<ObjectId> = None,
        /// Settings over the style's.
        format: ParagraphFormat = ParagraphFormat::default(),
        /// Its text.
        runs: Vec<Run> = Vec::new(),
    }
}

#[expect(clippy::derivable_impls, reason = "the record macro cannot derive it for types with required fields")]
impl Default for CharacterFormat {
    fn default() -> Self {
        Self {
            font: None,
            weight: None,
            italic: None,
            size: None,
            colour: None,
            underline: None,
            strike: None,
            letter_spacing: None,
            extra: crate::Extra::default(),
        }
    }
}

#[expect(clippy::derivable_impls, reason = "the record macro cannot derive it for types with required fields")]
impl Default for ParagraphFormat {
    fn default() -> Self {
        Self {
            align: None,
            line_height: None,
            space_before: None,
            space_after: None,
            indent: None,
            first_line: None,
            orphans: None,
            widows: None,
            keep_together: None,
            keep_with_next: None,
            tabs: None,
            extra: crate::Extra::default(),
        }
    }
}

impl CharacterFormat {
    /// These settings, and a base's where these say nothing.
    #[must_use]
    pub fn over(&self, base: &Self) -> Self {
        Self {
            font: self.font.or(base.font),
            weight: self.weight.or(base.weight),
            italic: self.italic.or(base.italic),
            size: self.size.or(base.size),
            colour: self.colour.or(base.colour),
            underline: self.underline.or(base.underline),
            strike: self.strike.or(base.strike),
            letter_spacing: self.letter_spacing.or(base.letter_spacing),
            extra: crate::Extra::default(),
        }
    }
}

impl ParagraphFormat {
    /// These settings, and a base's where these say nothing.
    #[must_use]
    pub fn over(&self, base: &Self) -> Self {
        Self {
            align: self.align.or(base.align),
            line_height: self.line_height.or(base.line_height),
            space_before: self.space_before.or(base.space_before),
            space_after: self.space_after.or(base.space_after),
            indent: self.indent.or(base.indent),
            first_line: self.first_line.or(base.first_line),
            orphans: self.orphans.or(base.orphans),
            widows: self.widows.or(base.widows),
            keep_together: self.keep_together.or(base.keep_together),
            keep_with_next: self.keep_with_next.or(base.keep_with_next),
            tabs: self.tabs.clone().or_else(|| base.tabs.clone()),
            extra: crate::Extra::default(),
        }
    }
}
