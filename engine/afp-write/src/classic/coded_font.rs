//! Coded fonts: which character set goes with which code page (FOCA "CFC", "CFI").

use afp_codec::fields::Named;
use afp_codec::foca::{CodedFontControl, CodedFontIndex, CodedFontSection};
use afp_codec::{Field, Name};

/// A section: its number, its font character set and its code page.
pub(super) type Section = (u8, Name, Name);

/// A coded font; the size is that of outlines in 1/1440 inch, raster fonts have their own.
pub(super) fn fields(name: Name, size: Option<u16>, sections: &[Section]) -> Vec<Field<'static>> {
    let sections = sections.iter().map(|&(section, character_set, code_page)| CodedFontSection {
        character_set,
        code_page,
        vertical_size: size.unwrap_or(0),
        section,
        ..CodedFontSection::default()
    });
    vec![
        Field::BeginCodedFont(Named::new(name, Vec::new())),
        Field::CodedFontControl(CodedFontControl::default()),
        Field::CodedFontIndex(CodedFontIndex { sections: sections.collect() }),
        Field::EndCodedFont(Named::new(name, Vec::new())),
    ]
}
