//! Code pages: what the code points of a font mean (FOCA "CPD", "CPC", "CPI").

use afp_codec::fields::{Data, Named};
use afp_codec::foca::{
    CodePageControl, CodePageDescriptor, CodePageForm, CodePageIndex, CodePoint as CodePointGroup, WideCodePoint,
};
use afp_codec::{Field, Name};

use crate::classic::character_id::character_id;
use crate::classic::{CodePoint, Part};
use crate::error::WriteError;

/// Single-byte and double-byte EBCDIC for presentation (CPD bytes 42–43).
const SINGLE_BYTE: u16 = 0x6100;
const DOUBLE_BYTE: u16 = 0x6200;
/// Latin 1 in code page 500.
const LATIN_1: u16 = 697;
const INTERNATIONAL: u16 = 500;
/// The first number that is nobody's; those below are registered.
const PRIVATE: u16 = 65_280;
/// Graphic character use: the character leaves no mark (CPI byte 8, bit 1).
const NO_PRESENTATION: u8 = 0x40;
/// The code point of the space in EBCDIC (FOCA table 11).
const SPACE: u8 = 0x40;

/// A code page of characters with their code points, in the order of these.
pub(super) fn fields(
    name: Name,
    part: Part,
    section: u8,
    characters: &[(CodePoint, char)],
) -> Result<Vec<Field<'static>>, WriteError> {
    let failed = || WriteError::encode("a code page");
    let (set, page) = match part {
        Part::International => (LATIN_1, INTERNATIONAL),
        Part::Single(number) => (PRIVATE, PRIVATE + 1 + number % 255),
        Part::Double(_) => (PRIVATE, PRIVATE + u16::from(section)),
    };
    let description = match part {
        Part::International => "International".to_owned(),
        Part::Single(number) => format!("Single-byte {number}"),
        Part::Double(number) => format!("Double-byte {number}, section {section:02X}"),
    };
    let count = u32::try_from(characters.len()).unwrap_or(u32::MAX);
    let mut descriptor = CodePageDescriptor::new(&description, count, set, page).map_err(failed())?;
    descriptor.encoding = Some(if part.is_double() { DOUBLE_BYTE } else { SINGLE_BYTE });
    let variable = if part == Part::International { CodePageControl::VARIABLE_SPACE } else { 0 };
    let control = CodePageControl {
        default_character: character_id(' ')?,
        form: if part.is_double() { CodePageForm::TWO_BYTES } else { CodePageForm::ONE_BYTE },
        space_section: SPACE,
        space: SPACE,
        flags: CodePageControl::SORTED_BY_CODE_POINT | variable,
        ..CodePageControl::default()
    };
    let index = index(part, characters)?;
    let mut data = Vec::new();
    index.write(&mut data).map_err(failed())?;
    Ok(vec![
        Field::BeginCodePage(Named::new(name, Vec::new())),
        Field::CodePageDescriptor(descriptor),
        Field::CodePageControl(control),
        Field::CodePageIndex(Data { bytes: data.into() }),
        Field::EndCodePage(Named::new(name, Vec::new())),
    ])
}

fn index(part: Part, characters: &[(CodePoint, char)]) -> Result<CodePageIndex, WriteError> {
    let flags = |character: char| if character == ' ' { NO_PRESENTATION } else { 0 };
    let groups = characters.iter().map(|&(at, character)| Ok((character_id(character)?, flags(character), at)));
    Ok(if part.is_double() {
        let group = |found: Result<(Name, u8, CodePoint), WriteError>| {
            let (character, flags, at) = found?;
            let code_point = u16::from_be_bytes([at.section, at.code]);
            Ok(WideCodePoint { character, flags, code_point })
        };
        CodePageIndex::TwoBytes(groups.map(group).collect::<Result<_, WriteError>>()?)
    } else {
        let group = |found: Result<(Name, u8, CodePoint), WriteError>| {
            let (character, flags, at) = found?;
            Ok(CodePointGroup { character, flags, code_point: at.code })
        };
        CodePageIndex::OneByte(groups.map(group).collect::<Result<_, WriteError>>()?)
    })
}
