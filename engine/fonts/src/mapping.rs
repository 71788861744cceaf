//! The character map as tables: from characters to glyphs, and back.

use std::sync::OnceLock;

use skrifa::charmap::Charmap;

/// Pages of 256 characters, all of Unicode.
const PAGES: usize = 0x11_0000 / 256;
/// A font cannot make this loop longer, whatever its tables say.
const MOST_MAPPINGS: usize = 0x20_0000;

/// Characters to glyphs in two steps, a page of 256 at a time; glyphs to characters by one list.
pub(crate) struct CharacterMap {
    /// For each page the number of its table, 0 for the empty one.
    pages: Vec<u16>,
    tables: Vec<[u16; 256]>,
    glyph_count: u16,
    characters: OnceLock<Vec<Option<char>>>,
}

impl CharacterMap {
    /// A map without characters.
    pub(crate) fn empty() -> Self {
        Self { pages: Vec::new(), tables: Vec::new(), glyph_count: 0, characters: OnceLock::new() }
    }

    /// Reads a face's character map; glyphs beyond `glyph_count` are left out.
    pub(crate) fn read(charmap: &Charmap<'_>, glyph_count: u16) -> Self {
        let mut map = Self { pages: vec![0; PAGES], tables: vec![[0; 256]], glyph_count, characters: OnceLock::new() };
        for (character, glyph) in charmap.mappings().take(MOST_MAPPINGS) {
            map.insert(character, glyph.to_u32());
        }
        if charmap.is_symbol() {
            // Symbol fonts keep their signs at U+F000; they are typed as U+0000 to U+00FF.
            for character in 0u32..256 {
                if let Some(glyph) = charmap.map(character) {
                    map.insert(character, glyph.to_u32());
                }
            }
        }
        map
    }

    fn insert(&mut self, character: u32, glyph: u32) {
        let Some(page) = self.pages.get_mut(character as usize / 256) else { return };
        let Some(glyph) = u16::try_from(glyph).ok().filter(|&glyph| glyph != 0 && glyph < self.glyph_count) else {
            return;
        };
        if *page == 0 {
            *page = self.tables.len() as u16;
            self.tables.push([0; 256]);
        }
        if let Some(slot) = self.tables.get_mut(usize::from(*page)).and_then(|it| it.get_mut(character as usize % 256))
            && *slot == 0
        {
            *slot = glyph;
        }
    }

    /// The glyph of a character.
    pub(crate) fn glyph(&self, character: char) -> Option<u16> {
        let character = character as usize;
        let page = self.pages.get(character / 256)?;
        self.tables.get(usize::from(*page))?.get(character % 256).copied().filter(|&glyph| glyph != 0)
    }

    /// The character of a glyph: of several the plainest, of equally plain ones the first.
    pub(crate) fn character(&self, glyph: u16) -> Option<char> {
        self.characters.get_or_init(|| self.reversed()).get(usize::from(glyph)).copied().flatten()
    }

    fn reversed(&self) -> Vec<Option<char>> {
        let mut characters: Vec<Option<char>> = vec![None; usize::from(self.glyph_count)];
        for (page, table) in self.pages.iter().enumerate().filter(|(_, table)| **table != 0) {
            let glyphs = self.tables.get(usize::from(*table)).map(|table| table.as_slice()).unwrap_or_default();
            for (place, &glyph) in glyphs.iter().enumerate().filter(|(_, glyph)| **glyph != 0) {
                let Some(character) = char::from_u32((page * 256 + place) as u32) else { continue };
                if let Some(slot) = characters.get_mut(usize::from(glyph))
                    && slot.is_none_or(|known| oddness(character) < oddness(known))
                {
                    *slot = Some(character);
                }
            }
        }
        characters
    }
}

/// How far a character is from being what a reader would have typed.
fn oddness(character: char) -> u8 {
    match character {
        _ if character.is_control() => 3,
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}' => 2,
        // No-break space, soft hyphen, radicals, compatibility forms.
        '\u{A0}' | '\u{AD}' | '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' => 1,
        _ => 0,
    }
}
