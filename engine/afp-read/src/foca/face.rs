//! A face out of a font character set, for one character rotation.
//!
//! Units of the face are whole parts of the font's own units, so that advances are exact. Characters that are rotated
//! against the baseline are rotated here; the face then sets them along the baseline like any others.

use std::collections::BTreeMap;

use afp_codec::Name;
use afp_codec::foca::{
    CharacterMetrics, FontControl, FontGroups, FontNames, FontOrientation, OutlineNames, OutlineObjects,
    PatternTechnology,
};
use afp_codec::values::UnitBase;
use afp_codec::{FieldId, foca};
use fonts::{Bitmap, CidProgram, CodeMap, Face, FaceMaker, MadeMetrics, Outline, Pattern, Type1Program};

use super::FontMapping;
use super::character_set::CharacterSet;
use super::glyph_names::Meanings;

/// Faces are made with about so many units to the em.
const UNITS: u32 = 4_000;
/// Faces of compact outlines have at least so many.
const COMPACT_UNITS: u32 = 500;
/// The most that a face may have.
const MOST_UNITS: u32 = 16_384;

/// A face and where its characters are.
#[derive(Clone, Debug)]
pub(super) struct MadeFace {
    pub(super) face: Face,
    pub(super) glyphs: BTreeMap<Name, u16>,
    /// A blank as wide as the font's space.
    pub(super) space: u16,
    pub(super) meanings: Meanings,
    /// Characters whose shape is damaged or missing.
    pub(super) without_shape: usize,
}

/// How long lengths are in units of the face.
#[derive(Clone, Copy, Debug)]
struct Scale {
    units_per_em: u16,
    /// Units of a metric of the font, along and across the baseline.
    x: f64,
    y: f64,
    /// Units of a dot, along the rows and across them.
    dot: (f64, f64),
}

/// Dots per ten inches by base and number.
fn per_ten_inches(base: UnitBase, units: u16) -> f64 {
    f64::from(units.max(1)) * if base == UnitBase::TEN_CENTIMETRES { 2.54 } else { 1.0 }
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

impl Scale {
    /// `size` in 1/1440 inch; whether outlines are stretched.
    fn of(control: &FontControl<'_>, size: u16, stretched: bool) -> Self {
        let size = u32::from(size.max(1));
        if control.x_base == UnitBase::LOGICAL {
            let units = u32::from(control.x_units.max(1));
            // Points of outlines are whole numbers of the font's own units, as long as they are not stretched.
            let own = control.technology != PatternTechnology::RASTER && !stretched;
            let times = if own { COMPACT_UNITS.div_ceil(units) } else { (UNITS / units).max(1) };
            let units_per_em = (units * times).clamp(16, MOST_UNITS) as u16;
            let x = f64::from(units_per_em) / f64::from(units);
            let y = f64::from(units_per_em) / f64::from(control.y_units.max(1));
            let shapes = control.shapes.clone().unwrap_or_default();
            let dot =
                |base, units| f64::from(units_per_em) * 14_400.0 / (f64::from(size) * per_ten_inches(base, units));
            return Self {
                units_per_em,
                x,
                y,
                dot: (dot(shapes.x_base, shapes.x_units), dot(shapes.y_base, shapes.y_units)),
            };
        }
        // An em is size × resolution / 14,400 dots: as many units as make both whole.
        let resolution = per_ten_inches(control.x_base, control.x_units);
        let dots = size * u32::from(control.x_units.max(1));
        let base = dots / gcd(dots, 14_400);
        let exact = control.x_base == UnitBase::TEN_INCHES && (1..=MOST_UNITS).contains(&base);
        let units_per_em = if exact { base * (UNITS / base).max(1) } else { UNITS };
        let units_per_em = units_per_em.clamp(16, MOST_UNITS) as u16;
        let x = f64::from(units_per_em) * 14_400.0 / (f64::from(size) * resolution);
        let y =
            f64::from(units_per_em) * 14_400.0 / (f64::from(size) * per_ten_inches(control.y_base, control.y_units));
        Self { units_per_em, x, y, dot: (x, y) }
    }

    fn along(self, value: f64) -> f64 {
        value * self.x
    }

    fn across(self, value: f64) -> f64 {
        value * self.y
    }

    fn advance(self, increment: u16) -> u16 {
        (f64::from(increment) * self.x).round().clamp(0.0, 65_535.0) as u16
    }

    fn design(self, value: i16) -> i16 {
        (f64::from(value) * self.y).round().clamp(-32_767.0, 32_767.0) as i16
    }
}

/// Where shapes come from.
enum Shapes<'s> {
    Raster(&'s [u8]),
    Type1(Type1Program, BTreeMap<Name, Vec<u8>>),
    Cid(CidProgram, CodeMap, BTreeMap<Name, Vec<u8>>),
    None,
}

/// The size at which a character set is shown, in 1/1440 inch; `height` is what the page asks for, 0 for nothing. Dots
/// have one size, outlines any.
pub(super) fn size(set: &CharacterSet<'_>, height: u16) -> u16 {
    let nominal = set.descriptor.nominal_size.saturating_mul(2);
    let is_raster = set.control.technology == PatternTechnology::RASTER;
    let sizes = if is_raster { [nominal, height] } else { [height, nominal] };
    sizes.into_iter().find(|&size| size > 0).unwrap_or(200)
}

/// Whether the units of a face depend on its size: those of outlines with relative metrics do not.
pub(super) fn depends_on_size(set: &CharacterSet<'_>) -> bool {
    set.control.technology == PatternTechnology::RASTER || set.control.x_base != UnitBase::LOGICAL
}

/// By how many thousandths outlines are stretched along the baseline of upright characters, for an em `width` wide and
/// `size` high; 0 is no width of its own. Dots are never stretched.
pub(super) fn stretch(set: &CharacterSet<'_>, width: u16, size: u16) -> u16 {
    if width == 0 || set.control.technology == PatternTechnology::RASTER {
        return UNSTRETCHED;
    }
    (u32::from(width) * 1000 / u32::from(size.max(1))).clamp(100, 10_000) as u16
}

const UNSTRETCHED: u16 = 1000;

/// What a character costs besides its dots.
const CHARACTER: u64 = 256;

/// Makes the face of a character set for a number of quarter turns, at a size in 1/1440 inch, stretched by so many thousandths. `budget` is what it may
/// still cost: a dot that is gone over costs one.
pub(super) fn make(
    set: &CharacterSet<'_>,
    turns: u8,
    size: u16,
    stretch: u16,
    mapping: &FontMapping,
    budget: &mut u64,
) -> Result<MadeFace, String> {
    let (orientation, characters, position) =
        set.orientation(turns).ok_or_else(|| String::from("it has no characters for this rotation"))?;
    let cost = characters.len() as u64 * CHARACTER;
    *budget = budget.checked_sub(cost).ok_or_else(|| String::from("the fonts of the file have too many characters"))?;
    let mut scale = Scale::of(&set.control, size, stretch != UNSTRETCHED);
    let stretch = f64::from(stretch) / f64::from(UNSTRETCHED);
    // What is along the baseline of upright characters is across that of characters lying on their side.
    if turns.is_multiple_of(2) {
        scale.x *= stretch;
    } else {
        scale.y *= stretch;
    }
    let pairs = outline_names(set);
    let meanings = Meanings::of_outlines(pairs.iter().map(|(name, outline)| (*name, outline.as_slice())));
    let shapes = shapes(set, pairs)?;

    let flags = set.descriptor.flags;
    let typeface = set.descriptor.typeface.text();
    let typeface = if typeface.is_empty() { String::from("AFP font") } else { typeface };
    let name = if turns == 0 { typeface } else { format!("{typeface} {}", u16::from(turns) * 90) };
    let ascender = Some(position.ascender).filter(|&it| it != 0).unwrap_or(orientation.baseline_offset);
    let thickness = scale.design(i16::try_from(position.underscore_width).unwrap_or(i16::MAX));
    let compact = matches!(shapes, Shapes::Type1(..) | Shapes::Cid(..));
    let make = if compact { FaceMaker::compact } else { FaceMaker::new };
    let mut maker = make(
        &name,
        MadeMetrics {
            units_per_em: scale.units_per_em,
            ascender: scale.design(ascender),
            descender: -scale.design(position.descender).max(0),
            cap_height: scale.design(Some(position.cap_m_height).filter(|&it| it > 0).unwrap_or(ascender)),
            x_height: scale.design(Some(position.lowercase_height).filter(|&it| it > 0).unwrap_or(ascender / 2)),
            underline: (-scale.design(position.underscore_position), thickness.max(1)),
            weight: u16::from(set.descriptor.weight.clamp(1, 9)) * 100
                - if set.descriptor.weight == 5 { 100 } else { 0 },
            italic: flags & foca::FontDescriptor::ITALIC != 0,
        },
    );
    let drawing = Drawing { set, scale, stretch, turns, orientation, upright: set.upright_patterns() };
    let mut made = BTreeMap::new();
    let mut without_shape = 0;
    // Characters without a meaning of their own get one of the private ones, by which a text can name them.
    let mut private = '\u{E000}'..='\u{F8FF}';
    for metrics in characters {
        let drawn = drawing.character(metrics, &shapes, budget);
        without_shape += usize::from(drawn.is_none());
        let (outline, pattern) = drawn.unwrap_or_default();
        let uniform = orientation.flags & FontOrientation::UNIFORM_INCREMENT != 0;
        let increment = if uniform { orientation.character_increment } else { metrics.increment };
        let Some(glyph) = maker.add(&outline, scale.advance(increment)) else { break };
        if let Some(pattern) = pattern {
            maker.keep_pattern(glyph, pattern);
        }
        if made.insert(metrics.character, glyph).is_none()
            && let Some(character) = meanings.of(metrics.character, mapping).or_else(|| private.next())
        {
            maker.map(character, glyph);
        }
    }
    let space = maker.add(&Outline::default(), scale.advance(orientation.space_increment)).unwrap_or(0);
    // Where the font has no character of its own for it.
    maker.map(' ', space);
    let face = maker.finish().map_err(|error| error.to_string())?;
    Ok(MadeFace { face, glyphs: made, space, meanings, without_shape })
}

/// What the outlines of a set are called.
fn outline_names(set: &CharacterSet<'_>) -> BTreeMap<Name, Vec<u8>> {
    match set.layout.read(FieldId::FNN, set.names.bytes()) {
        FontGroups::Names(names) => pairs(&names),
        _ => BTreeMap::new(),
    }
}

fn pairs(names: &FontNames<'_>) -> BTreeMap<Name, Vec<u8>> {
    let outline = |name: &[u8]| match names.kind {
        // Some programs leave the end of their strings, and what lies behind it, in the name.
        OutlineNames::ADOBE => Some(name.split(|&byte| byte == 0).next().unwrap_or_default().to_vec()),
        OutlineNames::CID => Some(name.to_vec()),
        _ => None,
    };
    names.pairs().filter_map(|(name, of_outline)| Some((name, outline(of_outline)?))).collect()
}

fn shapes<'s>(set: &'s CharacterSet<'_>, names: BTreeMap<Name, Vec<u8>>) -> Result<Shapes<'s>, String> {
    match set.layout.read(FieldId::FNG, set.shapes.bytes()) {
        FontGroups::Raster(bytes) => Ok(Shapes::Raster(bytes)),
        FontGroups::Outlines(objects) => outlines(set.control.technology, &objects, names),
        // Some fonts carry metrics only.
        _ if set.shapes.is_empty() => Ok(Shapes::None),
        _ => Err(String::from("its shapes do not fit their lengths")),
    }
}

fn outlines(
    technology: PatternTechnology,
    objects: &OutlineObjects<'_>,
    names: BTreeMap<Name, Vec<u8>>,
) -> Result<Shapes<'static>, String> {
    if technology == PatternTechnology::CID {
        let mut map = CodeMap::default();
        let mut program = None;
        for object in &objects.0 {
            match CidProgram::read(&object.data) {
                Ok(found) => program = program.or(Some(found)),
                Err(_) => map.add(&object.data),
            }
        }
        let program = program.ok_or_else(|| String::from("it has no CID-keyed font program"))?;
        return Ok(Shapes::Cid(program, map, names));
    }
    let object = objects.0.first().ok_or_else(|| String::from("it has no font program"))?;
    let program = Type1Program::read(&object.data).map_err(|error| error.to_string())?;
    Ok(Shapes::Type1(program, names))
}

/// What drawing the characters of a face needs.
struct Drawing<'s> {
    set: &'s CharacterSet<'s>,
    scale: Scale,
    stretch: f64,
    turns: u8,
    orientation: &'s FontOrientation,
    upright: BTreeMap<Name, u16>,
}

impl Drawing<'_> {
    /// The outline of a character, and the pattern where it is one; none where its shape is damaged or missing.
    fn character(
        &self,
        metrics: &CharacterMetrics,
        shapes: &Shapes<'_>,
        budget: &mut u64,
    ) -> Option<(Outline, Option<Pattern>)> {
        let outline = match shapes {
            Shapes::Raster(bytes) => return self.raster(metrics, bytes, budget),
            Shapes::Type1(program, names) => {
                let name = names.get(&metrics.character)?;
                self.outline(metrics, program.matrix(), |outline| program.draw(name, outline, budget).is_some())
            }
            Shapes::Cid(program, map, names) => {
                let code = names.get(&metrics.character)?;
                let id = map.character_id(code)?;
                self.outline(metrics, program.matrix(id)?, |outline| program.draw(id, outline, budget).is_some())
            }
            Shapes::None => None,
        };
        outline.map(|outline| (outline, None))
    }

    /// The left edge and the top edge of a character, in units of the face.
    fn corner(&self, metrics: &CharacterMetrics) -> (f64, f64) {
        let flags = self.orientation.flags;
        let uniform = |flag, all: i16, own: i16| f64::from(if flags & flag != 0 { all } else { own });
        let left = uniform(FontOrientation::UNIFORM_A_SPACE, self.orientation.a_space, metrics.a_space);
        let top = uniform(
            FontOrientation::UNIFORM_BASELINE_OFFSET,
            self.orientation.baseline_offset,
            metrics.baseline_offset,
        );
        (self.scale.along(left), self.scale.across(top))
    }

    fn raster(&self, metrics: &CharacterMetrics, bytes: &[u8], budget: &mut u64) -> Option<(Outline, Option<Pattern>)> {
        let place = self.set.patterns.get(usize::from(metrics.pattern))?;
        let control = &self.set.control;
        let (mut width, mut height) = (place.width, place.height);
        if control.flags & FontControl::UNIFORM_BOX != 0 {
            (width, height) = (control.box_width, control.box_height);
        }
        let (width, height) = (u32::from(width) + 1, u32::from(height) + 1);
        let start = u64::from(place.offset) * u64::from(control.alignment.bytes());
        let data = bytes.get(usize::try_from(start).ok()?..)?;
        let length = usize::try_from(u64::from(width.div_ceil(8)) * u64::from(height)).ok()?;
        // A pattern at the end may lack its last, empty rows.
        let data = data.get(..length.min(data.len()))?;
        *budget = budget.checked_sub(u64::from(width) * u64::from(height))?;
        let (left, top) = self.corner(metrics);
        let (dot_x, dot_y) = self.scale.dot;
        let (w, h) = (f64::from(width), f64::from(height));
        let transform = match if self.is_stored_upright(metrics, width, height) { self.turns } else { 0 } {
            1 => [0.0, -dot_x, -dot_y, 0.0, left + dot_y * h, top],
            2 => [-dot_x, 0.0, 0.0, dot_y, left + dot_x * w, top - dot_y * h],
            3 => [0.0, dot_x, dot_y, 0.0, left, top - dot_x * w],
            _ => [dot_x, 0.0, 0.0, -dot_y, left, top],
        };
        let mut outline = Outline::transformed(transform);
        Bitmap { width, height, bytes: data }.trace(&mut outline);
        // A pattern with nothing on it draws nothing either way.
        let pattern = (!outline.is_empty()).then(|| {
            let mut rows = data.to_vec();
            rows.resize(length, 0);
            Pattern { width, height, bytes: rows.into(), transform }
        });
        Some((outline, pattern))
    }

    /// Whether a pattern has to be turned: whether its box is that of the upright character. Where the box does not
    /// tell, patterns that the upright character uses too are upright.
    fn is_stored_upright(&self, metrics: &CharacterMetrics, width: u32, height: u32) -> bool {
        if self.turns == 0 {
            return false;
        }
        let along = self.scale.along(f64::from(metrics.b_space));
        let (dot_x, dot_y) = self.scale.dot;
        let (as_stored, turned) = ((along - f64::from(width) * dot_x).abs(), (along - f64::from(height) * dot_y).abs());
        let difference = as_stored - turned;
        if self.turns % 2 == 1 && metrics.b_space > 0 && difference.abs() > dot_x.max(dot_y) * 1.5 {
            return difference > 0.0;
        }
        self.upright.is_empty() || self.upright.get(&metrics.character) == Some(&metrics.pattern)
    }

    fn outline(
        &self,
        metrics: &CharacterMetrics,
        matrix: [f64; 6],
        mut draw: impl FnMut(&mut Outline) -> bool,
    ) -> Option<Outline> {
        let em = f64::from(self.scale.units_per_em);
        let [a, b, c, d, e, f] = matrix.map(|value| value * em);
        let [a, c, e] = [a, c, e].map(|value| value * self.stretch);
        // Turned clockwise, with y upward.
        let turned = match self.turns {
            1 => [b, -a, d, -c, f, -e],
            2 => [-a, -b, -c, -d, -e, -f],
            3 => [-b, a, -d, c, -f, e],
            _ => [a, b, c, d, e, f],
        };
        let mut outline = Outline::transformed(turned);
        if !draw(&mut outline) {
            return None;
        }
        let Some((left, top)) = outline.top_left().filter(|_| self.turns != 0) else { return Some(outline) };
        let (wanted_left, wanted_top) = self.corner(metrics);
        let [a, b, c, d, e, f] = turned;
        let moved = [a, b, c, d, e + wanted_left - f64::from(left), f + wanted_top - f64::from(top)];
        let mut outline = Outline::transformed(moved);
        draw(&mut outline).then_some(outline)
    }
}
