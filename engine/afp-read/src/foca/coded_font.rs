//! A mapped font: for each code point the face, the glyph and the character.
//!
//! A font is mapped by a coded font, or by a code page and a character set. What the file carries is taken first; then
//! mapping files; what is missing is replaced, fitted to the widths of the missing font where they are known.

use std::collections::BTreeMap;
use std::sync::Arc;

use afp_codec::Name;
use afp_codec::foca::CodePageEntry;
use diagnostics::Code;
use fonts::Face;
use scene::FaceId;
use units::FontSize;

use super::code_points::{Point, Points, PointsKey};
use super::face::{self, MadeFace};
use super::glyph_names::of_graphic;
use super::standard::{self, Described};
use super::{FontMapping, FontRequest, FontResources, fitted};
use crate::findings::Findings;

/// Cost of looking a code point up.
const LOOK: u64 = 8;

/// What a code point shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) face: Option<FaceId>,
    pub(crate) glyph: u16,
    /// Its character; none where nobody knows it.
    pub(crate) character: Option<char>,
    /// Whether it is the space whose width text may set.
    pub(crate) is_space: bool,
    /// Whether the position stays.
    pub(crate) stays: bool,
}

/// The 256 code points of a section.
type Sections = BTreeMap<u8, Arc<[Shown]>>;

/// A mapped font.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CodedFont {
    pub(crate) size: FontSize,
    /// Whether code points take two bytes, the section first.
    pub(crate) is_wide: bool,
    sections: Sections,
    /// Whether another face stands in.
    pub(crate) missing: bool,
}

impl CodedFont {
    /// What a code point of a section shows; the section is 0 in fonts of one-byte code points.
    pub(crate) fn shown(&self, section: u8, code_point: u8) -> Shown {
        let place = usize::from(code_point);
        self.sections.get(&section).and_then(|section| section.get(place)).copied().unwrap_or_default()
    }

    /// The font as one section of another.
    pub(crate) fn in_section(&self, number: u8) -> Self {
        if number == 0 || self.is_wide {
            return self.clone();
        }
        let sections = self.sections.get(&0).map(|section| (number, section.clone())).into_iter().collect();
        Self { is_wide: true, sections, ..self.clone() }
    }

    /// Takes the sections of another, where this one has none.
    pub(crate) fn join(&mut self, other: &Self) {
        self.is_wide |= other.is_wide;
        for (number, section) in &other.sections {
            self.sections.entry(*number).or_insert_with(|| section.clone());
        }
    }
}

/// Makes mapped fonts when a file is opened.
pub(crate) struct Maker<'m, 'd> {
    resources: &'m mut FontResources<'d>,
    mapping: &'m FontMapping,
    /// The code page of fonts that name none.
    default_page: u16,
    substitutes: &'m [Face],
    /// Takes a face into the definitions.
    add: &'m mut dyn FnMut(Face) -> Option<FaceId>,
    budget: &'m mut u64,
    faces: BTreeMap<(usize, u8, u16, u16), Option<Arc<PlacedFace>>>,
    points: BTreeMap<PointsKey, Arc<Points>>,
    /// By code page, section and face.
    sections: BTreeMap<(PointsKey, u8, Option<FaceId>), Sections>,
    substitutes_made: BTreeMap<Described, Option<Arc<Substitute>>>,
    /// Outlines instead of raster fonts.
    outlines_made: BTreeMap<(FaceId, PointsKey), Option<Arc<Substitute>>>,
}

/// A face that stands in.
struct Substitute {
    id: FaceId,
    face: Face,
    /// What to call it in findings.
    shown: String,
}

impl Substitute {
    /// The same character in this face; none where it has none.
    fn instead(&self, shown: Shown) -> Option<Shown> {
        let glyph = self.face.glyph(shown.character?)?;
        Some(Shown { face: Some(self.id), glyph, ..shown })
    }
}

/// A face of the file and its place in the definitions.
#[derive(Debug)]
struct PlacedFace {
    id: FaceId,
    /// Whether its characters stand upright on the baseline.
    upright: bool,
    made: MadeFace,
}

impl<'m, 'd> Maker<'m, 'd> {
    pub(crate) fn new(
        resources: &'m mut FontResources<'d>,
        mapping: &'m FontMapping,
        default_page: u16,
        substitutes: &'m [Face],
        budget: &'m mut u64,
        add: &'m mut dyn FnMut(Face) -> Option<FaceId>,
    ) -> Self {
        Self {
            resources,
            mapping,
            default_page,
            substitutes,
            add,
            budget,
            faces: BTreeMap::new(),
            points: BTreeMap::new(),
            sections: BTreeMap::new(),
            substitutes_made: BTreeMap::new(),
            outlines_made: BTreeMap::new(),
        }
    }

    /// The fonts that are asked for, by the offset of the first field that does.
    pub(crate) fn all(
        mut self,
        requests: BTreeMap<FontRequest, u64>,
        findings: &mut Findings,
    ) -> BTreeMap<FontRequest, Arc<CodedFont>> {
        requests
            .into_iter()
            .map(|(request, offset)| {
                let font = self.font(&request, offset, findings);
                (request, Arc::new(font))
            })
            .collect()
    }

    fn font(&mut self, request: &FontRequest, offset: u64, findings: &mut Findings) -> CodedFont {
        let mut whole: Option<CodedFont> = None;
        for (request, section) in self.parts(request) {
            let part = self.part(&request, section, offset, findings);
            match &mut whole {
                Some(whole) => whole.join(&part),
                None => whole = Some(part),
            }
        }
        whole.unwrap_or_else(|| self.part(request, 0, offset, findings))
    }

    /// A request by code page and character set, one for each section of a coded font.
    fn parts(&self, request: &FontRequest) -> Vec<(FontRequest, u8)> {
        let Some(name) = request.coded_font.filter(|_| request.character_set.is_none()) else {
            return vec![(request.clone(), 0)];
        };
        if let Some(sections) = self.resources.coded_fonts.get(&name) {
            return sections
                .iter()
                .map(|section| {
                    let part = FontRequest {
                        coded_font: None,
                        code_page: Some(section.code_page.padded()),
                        character_set: Some(section.character_set.padded()),
                        height: if request.height > 0 { request.height } else { section.vertical_size },
                        width: if request.width > 0 { request.width } else { section.horizontal_scale },
                        ..request.clone()
                    };
                    (part, section.section)
                })
                .collect();
        }
        match self.mapping.coded_font(&name.text()) {
            Some((character_set, code_page)) => {
                let name = |text: &str| Name::new(text).ok();
                let part =
                    FontRequest { character_set: name(&character_set), code_page: name(&code_page), ..request.clone() };
                vec![(part, 0)]
            }
            None => vec![(request.clone(), 0)],
        }
    }

    fn part(&mut self, request: &FontRequest, section: u8, offset: u64, findings: &mut Findings) -> CodedFont {
        let key = PointsKey::of(request, self.resources, self.mapping, self.default_page);
        let points =
            self.points.entry(key).or_insert_with(|| Arc::new(key.points(self.resources, self.mapping))).clone();
        if let Some(name) = request.character_set
            && let Some((face, size)) = self.face(name, request, findings)
        {
            let replaces = self.mapping.replaces_raster_fonts();
            let outlines = replaces.then(|| self.outlines(&face, request, name, (key, &points))).flatten();
            let sections = self.sections(key, section, Some(face.id), &points, |point, mapping| {
                let shown = placed(point, &points, &face, mapping)?;
                Some(outlines.as_ref().and_then(|outlines| outlines.instead(shown)).unwrap_or(shown))
            });
            return coded(&points, section, size, sections);
        }
        let name = request.shown_name();
        let described = self.described(request, &name);
        let size = Some(request.height).filter(|&height| height > 0).or(described.size).unwrap_or(200);
        let substitute = self.substitute(&described);
        let shown = substitute.as_ref().map_or("nothing", |substitute| &substitute.shown);
        let id = substitute.as_ref().map(|substitute| substitute.id);
        let sections = self.sections(key, section, id, &points, |point, mapping| match &substitute {
            Some(substitute) => Some(replaced(point, substitute.id, &substitute.face, mapping)),
            None => Some(Shown { character: point.character, ..Shown::default() }),
        });
        let mut font = coded(&points, section, size, sections);
        if self.resources.first_time(&name) {
            findings.add(Code::AfpFontMissing, offset, &[("name", &name), ("substitute", shown)]);
        }
        font.missing = true;
        font
    }

    /// The sections of a font by what its code points show; made once for a code page and face.
    fn sections(
        &mut self,
        key: PointsKey,
        section: u8,
        face: Option<FaceId>,
        points: &Points,
        show: impl Fn(&Point, &FontMapping) -> Option<Shown>,
    ) -> Sections {
        if let Some(known) = self.sections.get(&(key, section, face)) {
            return known.clone();
        }
        let cost = points.entries.len() as u64 * LOOK;
        let Some(left) = self.budget.checked_sub(cost) else { return Sections::new() };
        *self.budget = left;
        let made = sections(points, section, |point| show(point, self.mapping));
        self.sections.insert((key, section, face), made.clone());
        made
    }

    /// The face of a character set and its size.
    fn face(&mut self, name: Name, request: &FontRequest, findings: &mut Findings) -> Option<(Arc<PlacedFace>, u16)> {
        let (place, set) = self.resources.set(name)?;
        let size = face::size(set, request.height);
        // A font without characters for a rotation shows those that it has.
        let turns = set.orientation(request.turns).map_or_else(|| set.first_turns(), |_| request.turns);
        // Outlines are the same at all sizes.
        let stretch = face::stretch(set, request.width, size);
        let key = (place, turns, if face::depends_on_size(set) { size } else { 0 }, stretch);
        if let Some(known) = self.faces.get(&key) {
            return known.clone().map(|face| (face, size));
        }
        let made = face::make(set, turns, size, stretch, self.mapping, self.budget);
        let placed = match made {
            Ok(made) => {
                if made.without_shape > 0 && made.without_shape == made.glyphs.len() {
                    let arguments = [("font", &*name.text()), ("reason", "none of its characters has a shape")];
                    findings.add(Code::FontDamaged, set.offset, &arguments);
                }
                (self.add)(made.face.clone()).map(|id| Arc::new(PlacedFace { id, upright: turns == 0, made }))
            }
            Err(reason) => {
                findings.add(Code::FontDamaged, set.offset, &[("font", &name.text()), ("reason", &reason)]);
                None
            }
        };
        self.faces.insert(key, placed.clone());
        placed.map(|face| (face, size))
    }

    /// The outlines that stand in for an upright raster font, each character as wide as in it.
    fn outlines(
        &mut self,
        face: &PlacedFace,
        request: &FontRequest,
        name: Name,
        (key, points): (PointsKey, &Points),
    ) -> Option<Arc<Substitute>> {
        let dots = &face.made.face;
        if !face.upright || !dots.has_patterns() {
            return None;
        }
        if let Some(known) = self.outlines_made.get(&(face.id, key)) {
            return known.clone();
        }
        // What the font calls itself, and where that says nothing, what it is called.
        let mut described = standard::describe(dots.full_name());
        if described.is_unknown() {
            described = self.described(request, &name.text());
        }
        described.of_style(dots.weight() >= 600, dots.is_italic());
        let em = u32::from(dots.units_per_em()).max(1);
        let width = |glyph| u16::try_from(u32::from(dots.advance(glyph)) * u32::from(fitted::UNITS) / em);
        let mapping = self.mapping;
        let wanted = points.entries.iter().filter_map(|(_, _, point)| {
            let shown = placed(point, points, face, mapping)?;
            Some((shown.character?, width(shown.glyph).ok()?))
        });
        let made = standard::nearest(&described, self.substitutes).and_then(|nearest| {
            let shown = format!("{} with the widths of {}", nearest.full_name(), dots.full_name());
            let face = fitted::stretched(nearest, &shown, wanted)?;
            Some(Arc::new(Substitute { id: (self.add)(face.clone())?, face, shown }))
        });
        self.outlines_made.insert((face.id, key), made.clone());
        made
    }

    /// What is known of a font that is not there.
    fn described(&self, request: &FontRequest, name: &str) -> Described {
        let named = self.mapping.described(name).or_else(|| {
            let coded = request.coded_font.map(Name::text)?;
            self.mapping.described(&coded)
        });
        named.unwrap_or_else(|| standard::describe(name))
    }

    fn substitute(&mut self, described: &Described) -> Option<Arc<Substitute>> {
        let key = Described { size: None, ..described.clone() };
        if let Some(known) = self.substitutes_made.get(&key) {
            return known.clone();
        }
        let made = standard::nearest(&key, self.substitutes).and_then(|nearest| {
            let fitted = fitted::fit(nearest, &key);
            let shown = match &fitted {
                Some(_) => format!("{} with the widths of {}", nearest.full_name(), key.name()),
                None => nearest.full_name().to_owned(),
            };
            let face = fitted.unwrap_or_else(|| nearest.clone());
            Some(Arc::new(Substitute { id: (self.add)(face.clone())?, face, shown }))
        });
        self.substitutes_made.insert(key, made.clone());
        made
    }
}

fn coded(points: &Points, section: u8, size: u16, sections: Sections) -> CodedFont {
    let size = FontSize::from_twentieths(size);
    CodedFont { size, is_wide: points.is_wide || section != 0, sections, missing: false }
}

/// What code points show, by section. Sections of which nothing is there are left out.
fn sections(points: &Points, section: u8, show: impl Fn(&Point) -> Option<Shown>) -> Sections {
    let mut made: BTreeMap<u8, Vec<Shown>> = BTreeMap::new();
    let absent = points.default.and_then(|name| show(&Point { name: Some(name), character: None, flags: 0 }));
    for (own, code_point, point) in &points.entries {
        // A section of a coded font names the code points of a one-byte code page.
        let number = if *own == 0 { section } else { *own };
        let Some(mut shown) = show(point).filter(|_| section == 0 || number == section) else { continue };
        shown.is_space = points.space == Some((*own, *code_point));
        shown.stays |= point.flags & CodePageEntry::NO_INCREMENT != 0;
        let entry = made.entry(number).or_insert_with(|| vec![absent.unwrap_or_default(); 256]);
        if let Some(slot) = entry.get_mut(usize::from(*code_point)) {
            *slot = shown;
        }
    }
    made.into_iter().map(|(number, shown)| (number, Arc::from(shown))).collect()
}

/// A code point in a face of the file; none in a font of two-byte code points that does not have it.
fn placed(point: &Point, points: &Points, face: &PlacedFace, mapping: &FontMapping) -> Option<Shown> {
    let made = &face.made;
    let found = point.name.and_then(|name| made.glyphs.get(&name)).copied();
    let character = point.character.or_else(|| made.meanings.of(point.name?, mapping));
    let hidden = point.flags & (CodePageEntry::NO_PRESENTATION | CodePageEntry::INVALID) != 0;
    // The font's own blank is the space of texts; the one that was made for it would say nothing.
    let is_blank =
        |glyph| made.face.bounds(glyph).is_none() && made.face.advance(glyph) == made.face.advance(made.space);
    let glyph = match found {
        Some(glyph) if !hidden || is_blank(glyph) => glyph,
        Some(_) => made.space,
        None if character.is_some_and(char::is_whitespace) => made.space,
        None if points.is_wide => return None,
        None => points.default.and_then(|name| made.glyphs.get(&name)).copied().unwrap_or(0),
    };
    Some(Shown { face: Some(face.id), glyph, character, is_space: false, stays: false })
}

/// A code point in a face that stands in.
fn replaced(point: &Point, id: FaceId, face: &Face, mapping: &FontMapping) -> Shown {
    let character = point.character.or_else(|| {
        let text = point.name?.text();
        mapping.character(&text).or_else(|| of_graphic(&text))
    });
    let glyph = character.and_then(|character| face.glyph(character)).unwrap_or(0);
    Shown { face: Some(id), glyph, character, is_space: false, stays: false }
}
