//! Font mapping files of the field: what fonts that a file only names are (OnDemand, Workbench and afp2pdf formats).
//!
//! In: the names and bytes of files. Out: answers by name. Lines begin with names and `=`; `;` and `#` begin comments; a
//! `?` in a name stands for any sign, because the second sign of a name is the rotation. The first line that fits
//! counts, those of `CODED.FNT` before those of `ICODED.FNT`.

use std::collections::BTreeMap;

use super::standard::{self, Described};

/// Lines of all files together.
const MOST_LINES: usize = 1 << 16;

/// What mapping files say.
#[derive(Clone, Debug, Default)]
pub struct FontMapping {
    lines: usize,
    /// Whether outlines stand in for raster fonts.
    replaces_raster: bool,
    /// Coded font, character set, code page; those of the user first.
    coded_fonts: Vec<(String, String, String)>,
    shipped_coded_fonts: Vec<(String, String, String)>,
    /// Character set, typeface number, height in 1/10 pt.
    character_sets: Vec<(String, u32, u16)>,
    /// Typefaces by number: what the rest of the line says in words.
    typefaces: BTreeMap<u32, String>,
    /// Code page, number.
    code_pages: Vec<(String, u16)>,
    default_code_page: Option<u16>,
    /// Typeface names and what stands for them.
    aliases: Vec<(String, String)>,
    /// Graphic characters and what stands for them.
    character_aliases: BTreeMap<String, Vec<String>>,
    /// Private graphic characters.
    characters: BTreeMap<String, char>,
}

impl FontMapping {
    /// Whether raster fonts that a file carries are shown by outlines of a like face with the same widths.
    pub fn replace_raster_fonts(&mut self, replace: bool) {
        self.replaces_raster = replace;
    }

    pub(crate) fn replaces_raster_fonts(&self) -> bool {
        self.replaces_raster
    }

    /// Whether a file of this name is a mapping file.
    pub fn takes(name: &str) -> bool {
        let files = ["CODED.FNT", "ICODED.FNT", "CSDEF.FNT", "CPDEF.FNT", "ALIAS.FNT", "GCGID.MAP"];
        files.iter().any(|file| file.eq_ignore_ascii_case(name))
    }

    /// Takes a file, by its name in a folder: `CODED.FNT`, `ICODED.FNT`, `CSDEF.FNT`, `CPDEF.FNT`, `ALIAS.FNT`, or
    /// `GCGID.MAP` with lines of a graphic character's name and its code point in hexadecimal (`EMC00034 0041`). Other
    /// files are passed over; whether it was taken.
    pub fn add_file(&mut self, name: &str, bytes: &[u8]) -> bool {
        let text = String::from_utf8_lossy(bytes);
        let take: fn(&mut Self, &str, &str) = match name.to_ascii_uppercase().as_str() {
            "CODED.FNT" => |to, _, line| Self::coded_font_line(&mut to.coded_fonts, line),
            "ICODED.FNT" => |to, _, line| Self::coded_font_line(&mut to.shipped_coded_fonts, line),
            "CSDEF.FNT" => Self::character_set_line,
            "CPDEF.FNT" => |to, _, line| to.code_page_line(line),
            "ALIAS.FNT" => Self::alias_line,
            "GCGID.MAP" => |to, _, line| to.character_line(line),
            _ => return false,
        };
        let mut section = String::new();
        for line in text.lines().map(str::trim) {
            if line.is_empty() || line.starts_with([';', '#']) {
                continue;
            }
            if let Some(heading) = line.strip_prefix('[') {
                section = heading.trim_end_matches(']').trim().to_ascii_uppercase();
                continue;
            }
            if self.lines >= MOST_LINES {
                break;
            }
            self.lines += 1;
            take(self, &section, line);
        }
        true
    }

    fn coded_font_line(to: &mut Vec<(String, String, String)>, line: &str) {
        if let Some((name, rest)) = split(line)
            && let Some((character_set, code_page)) = rest.split_once(',')
        {
            to.push((name, upper(character_set), upper(code_page)));
        }
    }

    fn character_set_line(&mut self, section: &str, line: &str) {
        let Some((name, rest)) = split(line) else { return };
        let (number, rest) = rest.split_once(',').unwrap_or((rest, ""));
        match section {
            "CHARSET" => {
                let Ok(typeface) = number.trim().parse() else { return };
                let height = rest.split(',').next().and_then(|height| height.trim().parse().ok()).unwrap_or(0);
                self.character_sets.push((name, typeface, height));
            }
            "FGID" => {
                if let Ok(typeface) = name.parse() {
                    self.typefaces.entry(typeface).or_insert_with(|| format!("{number} {rest}"));
                }
            }
            _ => {}
        }
    }

    fn code_page_line(&mut self, line: &str) {
        let Some((name, rest)) = split(line) else { return };
        let Some(number) = rest.split(',').next().and_then(|number| number.trim().parse().ok()) else { return };
        if name == "DEFAULT" {
            self.default_code_page = Some(number);
        } else {
            self.code_pages.push((name, number));
        }
    }

    fn alias_line(&mut self, section: &str, line: &str) {
        let Some((name, rest)) = line.split_once('=') else { return };
        let mut others = rest.split(',').map(str::trim).filter(|other| !other.is_empty());
        match section {
            "CHARID" => {
                let others = others.take(4).map(upper).collect();
                self.character_aliases.entry(upper(name)).or_insert(others);
            }
            _ => {
                if let Some(other) = others.next() {
                    self.aliases.push((name.trim().to_lowercase(), other.to_owned()));
                }
            }
        }
    }

    fn character_line(&mut self, line: &str) {
        let mut words = line.split([' ', '\t', '=', ',']).filter(|word| !word.is_empty());
        let (Some(name), Some(code)) = (words.next(), words.next()) else { return };
        let code = code.trim_start_matches("U+").trim_start_matches("0x");
        let character = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
        if let Some(character) = character.filter(|character| !character.is_control()) {
            self.characters.entry(upper(name)).or_insert(character);
        }
    }

    /// Character set and code page of a coded font.
    pub(super) fn coded_font(&self, name: &str) -> Option<(String, String)> {
        let all = self.coded_fonts.iter().chain(&self.shipped_coded_fonts);
        all.filter_map(|(pattern, character_set, code_page)| {
            // What the ? stood for stands in the character set too.
            let sign = matches(pattern, name)?;
            Some((filled(character_set, sign), filled(code_page, sign)))
        })
        .next()
    }

    /// The number of a code page.
    pub(super) fn code_page(&self, name: &str) -> Option<u16> {
        self.code_pages.iter().find(|(pattern, _)| matches(pattern, name).is_some()).map(|(_, number)| *number)
    }

    /// The number of code pages that nothing is known of.
    pub(super) fn default_code_page(&self) -> Option<u16> {
        self.default_code_page
    }

    /// What a character set is, by its typeface.
    pub(super) fn described(&self, name: &str) -> Option<Described> {
        let (_, typeface, height) =
            self.character_sets.iter().find(|(pattern, ..)| matches(pattern, name).is_some())?;
        let words = self.typefaces.get(typeface)?;
        let lower = words.to_lowercase();
        let alias = self.aliases.iter().find(|(known, _)| lower.contains(known)).map(|(_, other)| other.as_str());
        let described = standard::of_words(&format!("{} {words}", alias.unwrap_or_default()));
        Some(Described { size: Some(height * 2).filter(|&size| size > 0), ..described })
    }

    /// The character of a graphic character that the user names; aliases are not followed further.
    pub(super) fn character(&self, name: &str) -> Option<char> {
        self.characters.get(name).copied().or_else(|| {
            let aliases = self.character_aliases.get(name)?;
            aliases
                .iter()
                .find_map(|alias| self.characters.get(alias).copied().or_else(|| fonts::character_of_graphic(alias)))
        })
    }
}

/// A name and what follows it: `=` in most files, `-` in some.
fn split(line: &str) -> Option<(String, &str)> {
    let (name, rest) = line.split_once('=').or_else(|| line.split_once(" - "))?;
    // A comment may end the line.
    let rest = rest.split(';').next().unwrap_or_default();
    Some((upper(name), rest.trim()))
}

fn upper(text: &str) -> String {
    text.trim().to_ascii_uppercase()
}

/// Whether a name fits a pattern, and what its first `?` stood for (a blank where it has none).
fn matches(pattern: &str, name: &str) -> Option<char> {
    let mut sign = ' ';
    let mut signs = name.trim().chars();
    for wanted in pattern.chars() {
        let found = signs.next()?.to_ascii_uppercase();
        if wanted == '?' {
            sign = if sign == ' ' { found } else { sign };
        } else if wanted != found {
            return None;
        }
    }
    signs.next().is_none().then_some(sign)
}

fn filled(pattern: &str, sign: char) -> String {
    pattern.chars().map(|c| if c == '?' { sign } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::standard::Family;
    use super::*;

    #[test]
    fn coded_fonts_are_looked_up_with_their_rotation_and_the_users_first() {
        let mut mapping = FontMapping::default();
        assert!(
            mapping
                .add_file("icoded.fnt", b"; shipped\nX?A155N2 = C?A155N1, T1DCDCFS\nX?A0770C - C?A07700, T1GI0361\n")
        );
        assert_eq!(mapping.coded_font("X0A155N2"), Some(("C0A155N1".into(), "T1DCDCFS".into())));
        assert_eq!(mapping.coded_font("X3A155N2"), Some(("C3A155N1".into(), "T1DCDCFS".into())));
        assert_eq!(mapping.coded_font("X0A0770C"), Some(("C0A07700".into(), "T1GI0361".into())));
        assert_eq!(mapping.coded_font("X0A155N"), None);
        assert!(mapping.add_file("CODED.FNT", b"X0A155N2 = C0MINE00, T1V10273\r\n"));
        assert_eq!(mapping.coded_font("X0A155N2"), Some(("C0MINE00".into(), "T1V10273".into())));
        assert!(!mapping.add_file("README", b"X=1"));
    }

    #[test]
    fn character_sets_lead_to_typefaces() {
        let mut mapping = FontMapping::default();
        mapping.add_file(
            "CSDEF.FNT",
            b"[CHARSET]\nC?H200A0=2304,110,73,0,0\nDEFAULT=2308,80\n[FGID]\n2304=Helvetica,SWISS,LATIN1,5,5,0\n",
        );
        let described = mapping.described("C1H200A0").unwrap();
        assert_eq!((described.family, described.size), (Family::Helvetica, Some(220)));
        assert_eq!(mapping.described("C1H200B0"), None);
    }

    #[test]
    fn code_pages_aliases_and_private_characters_are_read() {
        let mut mapping = FontMapping::default();
        mapping.add_file("CPDEF.FNT", b"[CODEPG]\nT1V10273=273,ANSI\nT1MYPAGE=1141,ANSI\nDEFAULT=361,ANSI\n");
        assert_eq!((mapping.code_page("T1MYPAGE"), mapping.code_page("T1OTHER")), (Some(1141), None));
        assert_eq!(mapping.default_code_page(), Some(361));
        mapping.add_file(
            "ALIAS.FNT",
            b"[FONT]\nSonoranSerif=TimesNewRoman,Times New Roman\n[CHARID]\nSA990000=SP320000,SP100000\n",
        );
        assert_eq!(mapping.character("SA990000"), Some('\u{AD}'));
        mapping.add_file("gcgid.map", b"EMC00034 0041\nEX030000=U+00E4\n; EMC00035 0042\nEMC00036 D800\nEMC00037\n");
        assert_eq!((mapping.character("EMC00034"), mapping.character("EX030000")), (Some('A'), Some('\u{E4}')));
        assert_eq!(
            [mapping.character("EMC00035"), mapping.character("EMC00036"), mapping.character("EMC00037")],
            [None; 3]
        );
    }

    #[test]
    fn any_bytes_are_read() {
        for name in ["CODED.FNT", "CSDEF.FNT", "CPDEF.FNT", "ALIAS.FNT", "GCGID.MAP"] {
            let mut mapping = FontMapping::default();
            mapping.add_file(name, b"=\n[\n]\n==,,\n?=?,?\n\xFF\xFE=\xFF\n[FGID]\n1\n[CHARSET]\n=9999999999999,1\n");
            mapping.coded_font("X");
            mapping.described("");
        }
    }
}
