//! Where the samples' characters come to stand, by a receiver that knows nothing but the file: it takes advances from the
//! fonts that the file carries, and adds them from the last move.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its files has failed")]

use std::collections::HashMap;
use std::num::NonZeroUsize;

use fonts::Face;
use formwright::RecordRange;
use formwright::afp_codec::ptoca::{ControlSequence, TextItems, TextPart};
use formwright::afp_codec::triplets::{NameUse, Triplet, Triplets};
use formwright::afp_codec::{Field, Record, Records};
use formwright::scene::{Definitions, Item, Page};
use golden::{Sample, benchmark_record, first_record};
use units::{Emu, Point};

/// How a receiver rounds advances: not, or each to whole dots of so many to the inch.
const ROUNDINGS: [Option<f64>; 4] = [None, Some(240.0), Some(300.0), Some(600.0)];

/// A character on the page, in units of 1/1440 inch.
#[derive(Clone, Copy, Debug)]
struct Placed {
    character: char,
    x: f64,
    y: f64,
    /// Characters set before it since the last move along the line.
    since: u32,
}

/// The characters of the text of one page or overlay.
type Shown = Vec<Placed>;

fn name_of(triplets: &Triplets<'_>, usage: NameUse) -> Option<Vec<u8>> {
    triplets.iter().find_map(|triplet| match triplet {
        Triplet::FullyQualifiedName(name) if name.usage == usage => Some(name.name.0.to_vec()),
        _ => None,
    })
}

/// The pages of a file.
#[derive(Default)]
struct Receiver {
    fonts: HashMap<Vec<u8>, Face>,
    /// Face and size by local id.
    mapped: HashMap<u8, (Vec<u8>, f64)>,
    resource: Option<Vec<u8>>,
    container: Vec<u8>,
    text: Vec<u8>,
    on_page: bool,
    pages: Vec<Shown>,
}

impl Receiver {
    fn read(afp: &[u8], rounding: Option<f64>) -> Vec<Shown> {
        let mut receiver = Self::default();
        for record in Records::new(afp) {
            if let Record::Field(raw) = record {
                receiver.field(&raw.decode(), rounding);
            }
        }
        receiver.pages
    }

    fn field(&mut self, field: &Field<'_>, rounding: Option<f64>) {
        match field {
            Field::BeginResource(begin) => self.resource = name_of(&begin.triplets, NameUse::REPLACE_FIRST),
            Field::ContainerData(data) => self.container.extend_from_slice(&data.bytes),
            Field::EndContainer(_) => {
                let bytes = std::mem::take(&mut self.container);
                if let (Some(name), Ok(face)) = (self.resource.take(), Face::from_bytes(bytes.into(), 0)) {
                    self.fonts.insert(name, face);
                }
            }
            Field::BeginPage(_) => {
                self.on_page = true;
                self.mapped.clear();
                self.pages.push(Vec::new());
            }
            Field::EndPage(_) => self.on_page = false,
            Field::MapDataResource(map) if self.on_page => {
                for group in &map.groups {
                    let size = group.0.iter().find_map(|triplet| match triplet {
                        Triplet::DataObjectFont(font) => Some(f64::from(font.vertical_size)),
                        _ => None,
                    });
                    let id = name_of(&group.0, NameUse::DATA_OBJECT_INTERNAL);
                    let name = name_of(&group.0, NameUse::DATA_OBJECT_EXTERNAL);
                    if let (Some(size), Some(id), Some(name)) = (size, id, name) {
                        self.mapped.insert(id[0], (name, size));
                    }
                }
            }
            Field::TextData(data) if self.on_page => self.text.extend_from_slice(&data.bytes),
            Field::EndText(_) if self.on_page => {
                let text = std::mem::take(&mut self.text);
                let mut shown = Vec::new();
                self.draw(&text, rounding, &mut shown);
                self.pages.last_mut().unwrap().append(&mut shown);
            }
            _ => {}
        }
    }

    /// Upright text; what is turned is left out.
    fn draw(&self, text: &[u8], rounding: Option<f64>, shown: &mut Shown) {
        let (mut x, mut y, mut font, mut turned) = (f64::NAN, f64::NAN, None, false);
        let (mut adjustment, mut follows, mut since) = (0.0, false, 0);
        for item in TextItems::new(text) {
            let TextPart::Sequence { sequence, .. } = item.part else { continue };
            follows &= matches!(sequence, ControlSequence::Transparent(_));
            match sequence {
                ControlSequence::MoveInlineTo(to) => (x, since) = (f64::from(to.value), 0),
                ControlSequence::MoveBaselineTo(to) => y = f64::from(to.value),
                ControlSequence::MoveInlineBy(by) => x += f64::from(by.value),
                ControlSequence::MoveBaselineBy(by) => y += f64::from(by.value),
                ControlSequence::SetFont(id) => font = self.mapped.get(&id.id),
                ControlSequence::SetOrientation(to) => turned = to.inline.quarter_turns() != Some(0),
                ControlSequence::SetIntercharacterAdjustment(set) => {
                    adjustment = f64::from(set.value) * if set.direction == Some(1) { -1.0 } else { 1.0 };
                }
                ControlSequence::Transparent(text) if !turned => {
                    let (name, size) = font.unwrap();
                    let face = &self.fonts[name];
                    let units: Vec<u16> =
                        text.data.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
                    for character in String::from_utf16(&units).unwrap().chars() {
                        x += if follows { adjustment } else { 0.0 };
                        follows = true;
                        shown.push(Placed { character, x, y, since });
                        since += 1;
                        let advance = f64::from(face.advance(face.glyph(character).unwrap())) * size
                            / f64::from(face.units_per_em());
                        x += rounding.map_or(advance, |dpi| (advance * dpi / 1440.0).round() * 1440.0 / dpi);
                    }
                }
                _ => {}
            }
        }
    }
}

/// The characters of a page as laid out, upright ones on the page itself.
fn wanted(page: &Page, definitions: &Definitions) -> Shown {
    let unit = |emu: Emu| emu.wide() as f64 / 635.0;
    let mut shown = Vec::new();
    for placed in &page.content.items {
        let Item::Text(run) = &placed.item else { continue };
        let (glyphs, text) = (page.content.glyphs(run), page.content.text(run));
        let face = definitions.face(run.face).unwrap();
        for glyph in glyphs.iter().filter(|_| run.turn == units::QuarterTurn::Zero) {
            let at = run.transform().apply(Point::new(glyph.along, glyph.across));
            let character = text[glyph.cluster as usize..].chars().next().unwrap();
            assert_eq!(face.glyph(character), Some(glyph.id), "every glyph of the samples is its character's own");
            shown.push(Placed { character, x: unit(at.x), y: unit(at.y), since: 0 });
        }
    }
    shown
}

/// How far the farthest character is off along its line. None is farther than a unit, and half a dot for each character set
/// since the last move. The text of a page is one object, in the order laid out.
fn farthest(found: &[Shown], wanted: &[Shown], rounding: Option<f64>) -> f64 {
    let half_dot = rounding.map_or(0.0, |dpi| 1440.0 / dpi / 2.0);
    assert_eq!(found.len(), wanted.len());
    let mut most = 0.0f64;
    for (found, wanted) in found.iter().zip(wanted) {
        assert_eq!(found.len(), wanted.len());
        for (found, wanted) in found.iter().zip(wanted) {
            assert_eq!(found.character, wanted.character);
            assert!((found.y - wanted.y).abs() <= 0.5 + 1e-6, "{found:?} for {wanted:?}");
            let off = (found.x - wanted.x).abs();
            assert!(off <= 1.0 + half_dot * f64::from(found.since) + 1e-6, "{found:?} for {wanted:?}, {rounding:?}");
            most = most.max(off);
        }
    }
    most
}

/// The greatest errors that docs/afp-support.md states, in units of 1/1440 inch: of a receiver that rounds nothing, and of
/// those that round each advance to dots of 240, 300 and 600 to the inch.
#[test]
fn characters_of_the_samples_stand_as_near_as_is_said() {
    let file = |sample: &Sample, records: &str| {
        let laid_out = first_record(sample, records);
        (sample.prepared.to_afp(&laid_out).unwrap().bytes, laid_out.pages)
    };
    let statement = Sample::open("statement").unwrap();
    let some = RecordRange { first: 1, last: Some(60) };
    let statements = (statement.afp(some, NonZeroUsize::MIN).unwrap(), statement.pages(some).unwrap());
    let benchmark = Sample::open("benchmark").unwrap();
    let benchmarks = file(&benchmark, &benchmark_record());
    let mut measured = Vec::new();
    for (name, sample, (afp, pages), stated) in [
        ("statement", &statement, statements, [1.0, 42.0, 31.9, 27.5]),
        ("benchmark", &benchmark, benchmarks, [1.0, 9.4, 17.2, 4.7]),
    ] {
        let wanted: Vec<Shown> = pages.iter().map(|page| wanted(page, sample.prepared.definitions())).collect();
        assert!(wanted.iter().map(Vec::len).sum::<usize>() > 1_000);
        let found = ROUNDINGS.map(|rounding| farthest(&Receiver::read(&afp, rounding), &wanted, rounding));
        measured.push((name, found.map(|off| (off * 10.0).round() / 10.0), stated));
    }
    assert!(measured.iter().all(|(_, found, stated)| found == stated), "measured, stated: {measured:?}");
}
