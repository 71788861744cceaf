//! The table name: the subset's own name, the original's copyright and licence.

use std::collections::BTreeMap;

use super::tables::{SourceTables, u16_at};

/// Name ids (OpenType, name).
mod id {
    pub(super) const COPYRIGHT: u16 = 0;
    pub(super) const FAMILY: u16 = 1;
    pub(super) const SUBFAMILY: u16 = 2;
    pub(super) const UNIQUE: u16 = 3;
    pub(super) const FULL: u16 = 4;
    pub(super) const VERSION: u16 = 5;
    pub(super) const POSTSCRIPT: u16 = 6;
    pub(super) const LICENCE: u16 = 13;
    pub(super) const LICENCE_URL: u16 = 14;
}

/// Windows, Unicode BMP, English of the United States: the record every reader looks for first.
const PLATFORM: [u16; 3] = [3, 1, 0x409];

/// Copyright and licence only.
pub(super) fn licence_names(source: &SourceTables<'_>) -> Vec<u8> {
    table(&kept(source))
}

/// A name for family, full and PostScript name, and nothing else.
pub(crate) fn plain_names(full_name: &str) -> Vec<u8> {
    table(&with_name(BTreeMap::new(), full_name))
}

/// A new name for family, full and PostScript name, beside copyright and licence.
pub(super) fn renamed(source: &SourceTables<'_>, full_name: &str) -> Vec<u8> {
    table(&with_name(kept(source), full_name))
}

fn with_name(mut names: BTreeMap<u16, Vec<u8>>, full_name: &str) -> BTreeMap<u16, Vec<u8>> {
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    for id in [id::FAMILY, id::UNIQUE, id::FULL] {
        names.insert(id, utf16(full_name));
    }
    names.insert(id::SUBFAMILY, utf16("Regular"));
    names.entry(id::VERSION).or_insert_with(|| utf16("Version 1.0"));
    // A PostScript name has no spaces and none of the signs of that language.
    let postscript: String =
        full_name.chars().map(|sign| if sign.is_ascii_alphanumeric() || sign == '.' { sign } else { '-' }).collect();
    names.insert(id::POSTSCRIPT, utf16(&postscript));
    names
}

/// What a subset keeps of the original's names: copyright, version, licence; UTF-16.
fn kept(source: &SourceTables<'_>) -> BTreeMap<u16, Vec<u8>> {
    let mut names = BTreeMap::new();
    let Some(table) = source.name else { return names };
    let count = usize::from(u16_at(table, 2).unwrap_or(0));
    let strings = usize::from(u16_at(table, 4).unwrap_or(0));
    for number in 0..count {
        let field = |place: usize| u16_at(table, 6 + number * 12 + place * 2);
        let Some([platform, encoding, language, id, length, offset]) =
            [field(0), field(1), field(2), field(3), field(4), field(5)]
                .into_iter()
                .collect::<Option<Vec<_>>>()
                .and_then(|fields| <[u16; 6]>::try_from(fields).ok())
        else {
            break;
        };
        let wanted = matches!(id, id::COPYRIGHT | id::VERSION | id::LICENCE | id::LICENCE_URL);
        let start = strings + usize::from(offset);
        if wanted
            && [platform, encoding, language] == PLATFORM
            && let Some(text) = table.get(start..start + usize::from(length))
        {
            names.insert(id, text.to_vec());
        }
    }
    names
}

fn table(names: &BTreeMap<u16, Vec<u8>>) -> Vec<u8> {
    let mut strings: Vec<u8> = Vec::new();
    let mut records = Vec::new();
    for (&id, text) in names {
        // Offsets and lengths have 16 bits: what does not fit is left out.
        let (Ok(length), Ok(offset)) = (u16::try_from(text.len()), u16::try_from(strings.len())) else { continue };
        records.push([PLATFORM[0], PLATFORM[1], PLATFORM[2], id, length, offset]);
        strings.extend(text);
    }
    let mut table = Vec::new();
    for number in [0, records.len() as u16, (6 + records.len() * 12) as u16] {
        table.extend(number.to_be_bytes());
    }
    table.extend(records.iter().flatten().flat_map(|number| number.to_be_bytes()));
    table.extend(strings);
    table
}
