//! Graphic character identifiers (GCGID): the registered ones, others made from Unicode.

use afp_codec::Name;

use crate::error::WriteError;
use crate::names::name;

/// A character's identifier: the registered one where it means this character alone, else `U` and seven hexadecimal
/// digits of its Unicode scalar value.
pub(crate) fn character_id(character: char) -> Result<Name, WriteError> {
    let registered = fonts::graphic_of_character(character);
    match registered.filter(|known| fonts::character_of_graphic(known) == Some(character)) {
        Some(known) => name(known),
        None => name(&format!("U{:07X}", u32::from(character))),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn characters_have_their_registered_identifiers() {
        let id = |character| character_id(character).unwrap().text();
        assert_eq!(
            ["a", "A", "é", "Ü", "ý", "Õ", "ß", "0", "9", " "].map(|text| id(text.chars().next().unwrap())),
            [
                "LA010000", "LA020000", "LE110000", "LU180000", "LY110000", "LO200000", "LS610000", "ND100000",
                "ND090000", "SP010000"
            ]
        );
        assert_eq!((id('一'), id('\u{20000}')), ("U0004E00".into(), "U0020000".into()));
    }

    #[test]
    fn no_two_characters_share_an_identifier_and_each_leads_back() {
        let characters =
            || ('\u{20}'..='\u{24FF}').chain('一'..='\u{4FFF}').filter(|character| !character.is_control());
        let ids: BTreeSet<Name> = characters().map(|character| character_id(character).unwrap()).collect();
        assert_eq!(ids.len(), characters().count());
        for character in characters() {
            let id = character_id(character).unwrap().text();
            assert_eq!(fonts::character_of_graphic(&id), Some(character), "{id}");
        }
    }
}
