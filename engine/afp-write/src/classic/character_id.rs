//! Graphic character identifiers (GCGID): the registered ones of code page 500, others made from Unicode.

use afp_codec::Name;

use crate::error::WriteError;
use crate::names::name;

/// Signs and digits, by their registered identifiers without the zeros at the end (FOCA appendix, IBM GCGID registry).
const SIGNS: [(char, &str); 94] = [
    (' ', "SP01"),
    ('!', "SP02"),
    ('"', "SP04"),
    ('#', "SM01"),
    ('$', "SC03"),
    ('%', "SM02"),
    ('&', "SM03"),
    ('\'', "SP05"),
    ('(', "SP06"),
    (')', "SP07"),
    ('*', "SM04"),
    ('+', "SA01"),
    (',', "SP08"),
    ('-', "SP10"),
    ('.', "SP11"),
    ('/', "SP12"),
    (':', "SP13"),
    (';', "SP14"),
    ('<', "SA03"),
    ('=', "SA04"),
    ('>', "SA05"),
    ('?', "SP15"),
    ('@', "SM05"),
    ('[', "SM06"),
    ('\\', "SM07"),
    (']', "SM08"),
    ('^', "SD15"),
    ('_', "SP09"),
    ('`', "SD13"),
    ('{', "SM11"),
    ('|', "SM13"),
    ('}', "SM14"),
    ('~', "SD19"),
    ('\u{A0}', "SP30"),
    ('¡', "SP03"),
    ('¢', "SC04"),
    ('£', "SC02"),
    ('¤', "SC01"),
    ('¥', "SC05"),
    ('¦', "SM65"),
    ('§', "SM24"),
    ('¨', "SD17"),
    ('©', "SM52"),
    ('ª', "SM21"),
    ('«', "SP17"),
    ('¬', "SM66"),
    ('\u{AD}', "SP32"),
    ('®', "SM53"),
    ('¯', "SM15"),
    ('°', "SM19"),
    ('±', "SA02"),
    ('²', "ND021"),
    ('³', "ND031"),
    ('´', "SD11"),
    ('µ', "SM17"),
    ('¶', "SM25"),
    ('·', "SD63"),
    ('¸', "SD41"),
    ('¹', "ND011"),
    ('º', "SM20"),
    ('»', "SP18"),
    ('¼', "NF04"),
    ('½', "NF01"),
    ('¾', "NF05"),
    ('¿', "SP16"),
    ('×', "SA07"),
    ('÷', "SA06"),
    ('0', "ND10"),
    ('1', "ND01"),
    ('2', "ND02"),
    ('3', "ND03"),
    ('4', "ND04"),
    ('5', "ND05"),
    ('6', "ND06"),
    ('7', "ND07"),
    ('8', "ND08"),
    ('9', "ND09"),
    ('Æ', "LA52"),
    ('æ', "LA51"),
    ('Ð', "LD62"),
    ('ð', "LD63"),
    ('Þ', "LT64"),
    ('þ', "LT63"),
    ('Ø', "LO62"),
    ('ø', "LO61"),
    ('ß', "LS61"),
    ('Å', "LA28"),
    ('å', "LA27"),
    ('Ç', "LC42"),
    ('ç', "LC41"),
    ('Ñ', "LN20"),
    ('ñ', "LN19"),
    ('ÿ', "LY17"),
    ('Ý', "LY12"),
];

/// Letters with an accent, in the order in which the registry numbers the accents: the small letter's number first.
const ACCENTED: [(u8, &str, &str); 5] = [
    (11, "aeiouy", "áéíóúý"),
    (13, "aeiou", "àèìòù"),
    (15, "aeiou", "âêîôû"),
    (17, "aeiou", "äëïöü"),
    (19, "ao", "ãõ"),
];

/// A character's identifier: the registered one where code page 500 has the character, else `U` and seven hexadecimal
/// digits of its Unicode scalar value.
pub(crate) fn character_id(character: char) -> Result<Name, WriteError> {
    match registered(character) {
        Some(known) => name(&format!("{known:0<8}")),
        None => name(&format!("U{:07X}", u32::from(character))),
    }
}

fn registered(character: char) -> Option<String> {
    if let Some((_, known)) = SIGNS.iter().find(|(sign, _)| *sign == character) {
        return Some((*known).to_owned());
    }
    let letter = |letter: char, small: u8, capital: bool| {
        let number = if capital { small + 1 } else { small };
        format!("L{}{number:02}", letter.to_ascii_uppercase())
    };
    if character.is_ascii_alphabetic() {
        return Some(letter(character, 1, character.is_ascii_uppercase()));
    }
    let mut lower = character.to_lowercase();
    let small = lower.next().filter(|_| lower.next().is_none())?;
    ACCENTED.iter().find_map(|&(number, letters, accented)| {
        let place = accented.chars().position(|known| known == small)?;
        letters.chars().nth(place).map(|base| letter(base, number, small != character))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn characters_have_their_registered_identifiers() {
        let id = |character| character_id(character).unwrap().text();
        assert_eq!(
            ["a", "A", "é", "Ü", "ý", "Õ", "ß", "0", "9", "³", " "].map(|text| id(text.chars().next().unwrap())),
            [
                "LA010000", "LA020000", "LE110000", "LU180000", "LY110000", "LO200000", "LS610000", "ND100000",
                "ND090000", "ND031000", "SP010000"
            ]
        );
        assert_eq!((id('€'), id('一'), id('\u{20000}')), ("U00020AC".into(), "U0004E00".into(), "U0020000".into()));
    }

    #[test]
    fn code_page_500_is_covered_and_no_two_characters_share_one() {
        let characters = (' '..='~').chain('\u{A0}'..='\u{FF}');
        let ids: Vec<String> = characters.filter_map(registered).collect();
        assert_eq!(ids.len(), 191);
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 191);
    }
}
