//! Code pages: what each code point means (FOCA "CPD", "CPC", "CPI").

use crate::describe::{Describer, NodeKind};
use crate::error::{DecodeError, DecodeFault, EncodeError};
use crate::structure::{codes, structure};
use crate::values::{Name, PaddedText};
use crate::wire::{Input, Wire};

structure! {
    /// Code Page Descriptor (CPD).
    pub struct CodePageDescriptor {
        description: PaddedText<32> = "description",
        identifier_length: u16 = "length of a character identifier",
        code_points: u32 = "assigned code points",
        character_set: u16 = "graphic character set (GCSGID)",
        code_page: u16 = "code page (CPGID)",
        encoding: Option<u16> = "encoding scheme",
    }
}

impl CodePageDescriptor {
    /// A code page by number, with a description of at most 32 characters of code page 500.
    ///
    /// # Errors
    /// A longer description, or a character that the code page lacks.
    pub fn new(description: &str, code_points: u32, character_set: u16, code_page: u16) -> Result<Self, EncodeError> {
        Ok(Self {
            description: PaddedText::new(description)?,
            identifier_length: 8,
            code_points,
            character_set,
            code_page,
            encoding: None,
        })
    }
}

codes! {
    /// How the groups of a code page index are laid out (CPC byte 9).
    pub CodePageForm(u8) {
        ONE_BYTE = 0x0A "one-byte code points";
        TWO_BYTES = 0x0B "two-byte code points";
        ONE_BYTE_UNICODE = 0xFE "one-byte code points with Unicode";
        TWO_BYTES_UNICODE = 0xFF "two-byte code points with Unicode";
    }
}

impl CodePageForm {
    /// Whether code points take two bytes.
    #[must_use]
    pub fn is_wide(self) -> bool {
        matches!(self, Self::TWO_BYTES | Self::TWO_BYTES_UNICODE)
    }
}

structure! {
    /// Code Page Control (CPC).
    pub struct CodePageControl {
        default_character: Name = "default character",
        default_flags: u8 = "use of the default character",
        form: CodePageForm = "index groups",
        space_section: u8 = "section of the variable space",
        space: u8 = "code point of the variable space",
        flags: u8 = "flags",
        default_unicode: Option<u32> = "Unicode of the default character",
    }
}

impl CodePageControl {
    /// Flag bit 0: the groups of the index are in ascending order of their code points, not of their characters.
    pub const SORTED_BY_CODE_POINT: u8 = 0x80;
    /// Flag bit 4: the code point of the variable space counts.
    pub const VARIABLE_SPACE: u8 = 0x08;

    /// The section and code point of the variable space, if the code page has one.
    #[must_use]
    pub fn variable_space(&self) -> Option<(u8, u8)> {
        (self.flags & Self::VARIABLE_SPACE != 0).then_some((self.space_section, self.space))
    }
}

/// Unicode scalar values behind their count.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scalars(pub Vec<u32>);

impl<'a> Wire<'a> for Scalars {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        let count = u8::read(input)?;
        (0..count).map(|_| u32::read(input)).collect::<Result<_, _>>().map(Self)
    }
    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        let length = self.0.len();
        let count =
            u8::try_from(length).map_err(|_| EncodeError::TooLong { what: "characters", length, limit: 255 })?;
        out.push(count);
        self.0.iter().try_for_each(|scalar| scalar.write(out))
    }
    fn describe(&self, label: &'static str, to: &mut Describer<'_>) {
        let words: Vec<String> = self.0.iter().map(|scalar| format!("U+{scalar:04X}")).collect();
        to.value(label, 1 + self.0.len() * 4, words.join(" "));
    }
}

#[cfg(test)]
impl crate::sample::Sample for Scalars {
    fn sample(source: &mut crate::sample::Source<'_>) -> Self {
        Self(crate::sample::Sample::sample(source))
    }
}

macro_rules! code_points {
    ($($(#[$attribute:meta])* $variant:ident($group:ident, $form:ident) { $($field:ident: $type:ty = $label:literal,)* })*) => {
        $(structure! {
            $(#[$attribute])*
            pub struct $group {
                character: Name = "character",
                flags: u8 = "use",
                $($field: $type = $label,)*
            }
        })*

        /// The groups of a Code Page Index field (CPI), in the form that the Code Page Control field gives.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum CodePageIndex {
            $($(#[$attribute])* $variant(Vec<$group>),)*
        }

        impl CodePageIndex {
            /// Reads the groups.
            ///
            /// # Errors
            /// A form that is not defined, or data that does not consist of such groups.
            pub fn decode(form: CodePageForm, data: &[u8]) -> Result<Self, DecodeError> {
                match form {
                    $(CodePageForm::$form => Wire::decode(data).map(Self::$variant),)*
                    CodePageForm(found) => {
                        let fault = DecodeFault::Constant { expected: CodePageForm::ONE_BYTE.0, found };
                        Err(DecodeError { offset: 0, fault })
                    }
                }
            }

            /// The form of the groups.
            #[must_use]
            pub fn form(&self) -> CodePageForm {
                match self {
                    $(Self::$variant(_) => CodePageForm::$form,)*
                }
            }

            /// Appends the groups.
            ///
            /// # Errors
            /// More than 255 Unicode values for a code point.
            pub fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
                match self {
                    $(Self::$variant(groups) => groups.write(out),)*
                }
            }

            pub(crate) fn describe(&self, to: &mut Describer<'_>) {
                match self {
                    $(Self::$variant(groups) => {
                        for group in groups {
                            to.begin(NodeKind::Group, "", "Code point");
                            group.describe("", to);
                            let digits = if size_of_val(&group.code_point) == 1 { 2 } else { 4 };
                            to.end(format!("X'{:0digits$X}' is {}", group.code_point, group.character));
                        }
                    })*
                }
            }
        }

        #[cfg(test)]
        impl CodePageIndex {
            pub(crate) fn samples(source: &mut crate::sample::Source<'_>) -> Vec<Self> {
                vec![$(Self::$variant(crate::sample::Sample::sample(source)),)*]
            }
        }
    };
}

code_points! {
    /// One-byte code points.
    OneByte(CodePoint, ONE_BYTE) { code_point: u8 = "code point", }
    /// Two-byte code points: section and code point.
    TwoBytes(WideCodePoint, TWO_BYTES) { code_point: u16 = "code point", }
    /// One-byte code points with what they mean.
    OneByteUnicode(CodePointMeaning, ONE_BYTE_UNICODE) { code_point: u8 = "code point", unicode: Scalars = "Unicode", }
    /// Two-byte code points with what they mean.
    TwoBytesUnicode(WideCodePointMeaning, TWO_BYTES_UNICODE) {
        code_point: u16 = "code point",
        unicode: Scalars = "Unicode",
    }
}

/// A group of a code page index in any form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodePageEntry<'i> {
    /// The character (GCGID).
    pub character: Name,
    /// How it is used; see the constants.
    pub flags: u8,
    /// Section and code point; the section is zero for one-byte code points.
    pub code_point: u16,
    /// Unicode scalar values; empty where the index gives none.
    pub unicode: &'i [u32],
}

impl CodePageEntry<'_> {
    /// Flag bit 0: the code point is not valid data.
    pub const INVALID: u8 = 0x80;
    /// Flag bit 1: nothing is printed.
    pub const NO_PRESENTATION: u8 = 0x40;
    /// Flag bit 2: the position does not move.
    pub const NO_INCREMENT: u8 = 0x20;
}

impl CodePageIndex {
    /// The groups in wire order.
    pub fn entries(&self) -> Box<dyn Iterator<Item = CodePageEntry<'_>> + '_> {
        match self {
            Self::OneByte(groups) => {
                Box::new(groups.iter().map(|g| entry(g.character, g.flags, u16::from(g.code_point), &[])))
            }
            Self::TwoBytes(groups) => Box::new(groups.iter().map(|g| entry(g.character, g.flags, g.code_point, &[]))),
            Self::OneByteUnicode(groups) => {
                Box::new(groups.iter().map(|g| entry(g.character, g.flags, u16::from(g.code_point), &g.unicode.0)))
            }
            Self::TwoBytesUnicode(groups) => {
                Box::new(groups.iter().map(|g| entry(g.character, g.flags, g.code_point, &g.unicode.0)))
            }
        }
    }
}

fn entry(character: Name, flags: u8, code_point: u16, unicode: &[u32]) -> CodePageEntry<'_> {
    CodePageEntry { character, flags, code_point, unicode }
}
