//! The code points of a font: from the code page that the file carries, or from one that is known.

use afp_codec::Name;
use afp_codec::foca::{CodePageControl, CodePageEntry};
use fonts::{CodePage, WideCodePage};

use super::glyph_names::of_graphic;
use super::resources::CodePageResource;
use super::{FontMapping, FontRequest, FontResources};

/// Which code page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PointsKey {
    /// One that the file carries.
    Carried(Name),
    /// One of two-byte code points, by its number.
    Wide(u16),
    /// One of one-byte code points, by its number.
    Known(u16),
}

/// The code points of a code page, from wherever it comes.
pub(super) struct Points {
    /// By section and code point.
    pub(super) entries: Vec<(u8, u8, Point)>,
    pub(super) is_wide: bool,
    pub(super) space: Option<(u8, u8)>,
    pub(super) default: Option<Name>,
}

/// A code point: the graphic character's name, what it means, and the flags of its entry.
#[derive(Clone, Copy)]
pub(super) struct Point {
    pub(super) name: Option<Name>,
    pub(super) character: Option<char>,
    pub(super) flags: u8,
}

impl PointsKey {
    /// The code page of a font: that of the file, of its number or its name, of the document, else 500.
    pub(super) fn of(
        request: &FontRequest,
        resources: &FontResources<'_>,
        mapping: &FontMapping,
        default_page: u16,
    ) -> Self {
        if let Some(name) = request.code_page.filter(|name| resources.code_pages.contains_key(name)) {
            return Self::Carried(name);
        }
        let name = request.code_page.map(Name::text).unwrap_or_default();
        let number = request.code_page_number.or_else(|| mapping.code_page(&name));
        let wide = number.map_or_else(|| WideCodePage::of_resource(&name), WideCodePage::of);
        if let Some(page) = wide {
            return Self::Wide(page.number());
        }
        let page = number
            .and_then(CodePage::of)
            .or_else(|| CodePage::of_resource(&name))
            .or_else(|| mapping.default_code_page().filter(|_| !name.is_empty()).and_then(CodePage::of))
            .or_else(|| CodePage::of(default_page));
        Self::Known(page.map_or(500, CodePage::number))
    }

    /// The code points of the code page.
    pub(super) fn points(self, resources: &FontResources<'_>, mapping: &FontMapping) -> Points {
        match self {
            Self::Carried(name) => match resources.code_pages.get(&name) {
                Some(resource) => carried_points(resource, name, mapping),
                None => known_points(500),
            },
            Self::Wide(number) => WideCodePage::of(number).map_or_else(|| known_points(500), wide_points),
            Self::Known(number) => known_points(number),
        }
    }
}

fn carried_points(resource: &CodePageResource, name: Name, mapping: &FontMapping) -> Points {
    let number = Some(resource.number).filter(|&number| number != 0);
    let name = name.text();
    let table = number.map_or_else(|| CodePage::of_resource(&name), CodePage::of);
    let wide = number.map_or_else(|| WideCodePage::of_resource(&name), WideCodePage::of);
    let is_wide = resource.control.form.is_wide();
    let known = |entry: &CodePageEntry<'_>| {
        let [section, code_point] = entry.code_point.to_be_bytes();
        let of_table = if is_wide {
            wide.and_then(|page| page.character(u16::from_be_bytes([section, code_point])))
        } else {
            table.and_then(|page| page.character(code_point)).filter(|it| !it.is_control())
        };
        let text = entry.character.text();
        let own = mapping.character(&text).or_else(|| entry.unicode.first().copied().and_then(char::from_u32));
        own.or_else(|| match of_graphic(&text) {
            // Some names stand for several characters; the code page tells which.
            Some(_) if of_table.and_then(fonts::graphic_of_character) == Some(text.as_str()) => of_table,
            Some(registered) => Some(registered),
            None if number.is_some() => of_table,
            None => None,
        })
    };
    let entries = resource
        .indexes
        .iter()
        .flat_map(|index| index.entries())
        .map(|entry| {
            let [section, code_point] = entry.code_point.to_be_bytes();
            let character = known(&entry);
            (section, code_point, Point { name: Some(entry.character), character, flags: entry.flags })
        })
        .collect();
    let space = resource.control.variable_space().map(|(section, point)| (if is_wide { section } else { 0 }, point));
    let shows = resource.control.default_flags & CodePageEntry::NO_PRESENTATION == 0;
    let default = Some(resource.control.default_character).filter(|_| shows);
    Points { entries, is_wide, space: space.or(default_space(&resource.control)), default }
}

/// X'40' where a code page does not say which its space is.
fn default_space(control: &CodePageControl) -> Option<(u8, u8)> {
    (!control.form.is_wide()).then_some((0, 0x40))
}

fn known_points(number: u16) -> Points {
    let page = CodePage::of(number);
    let point = |code_point: u8| {
        let character = page.and_then(|page| page.character(code_point)).filter(|it| !it.is_control());
        let name = character.and_then(fonts::graphic_of_character).and_then(|name| Name::new(name).ok());
        (0, code_point, Point { name, character, flags: 0 })
    };
    let space = page.and_then(|page| page.code_point(' ')).map(|code_point| (0, code_point));
    Points { entries: (0..=255).map(point).collect(), is_wide: false, space, default: None }
}

fn wide_points(page: &WideCodePage) -> Points {
    let entries = (0x41..=0xFEu8)
        .flat_map(|section| (0x41..=0xFEu8).map(move |point| (section, point)))
        .filter_map(|(section, point)| {
            let character = page.character(u16::from_be_bytes([section, point]))?;
            let name = fonts::graphic_of_character(character).and_then(|name| Name::new(name).ok());
            Some((section, point, Point { name, character: Some(character), flags: 0 }))
        })
        .chain([(0x40, 0x40, Point { name: None, character: Some('\u{3000}'), flags: 0 })])
        .collect();
    Points { entries, is_wide: true, space: Some((0x40, 0x40)), default: None }
}
