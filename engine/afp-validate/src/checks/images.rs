//! Images: self-defining fields of the image segment, and the function sets FS10, FS11 and FS45.

use afp_codec::ioca::{ImageDescriptorItem, ImageField, ImageItems};
use afp_codec::{Field, FieldId};

use crate::finding::Findings;
use crate::grammar::State;
use crate::located::Seen;
use crate::nest::Nest;
use crate::rule::rule_list;
use crate::walk::ObjectData;

use super::Subject;
use super::function_sets::{Contents, FunctionSet};

rule_list! {
    DAMAGED "image-field-length" [ARCHITECTURE]
        "a self-defining field of an image reaches no further than the image data", "IOCA 5, EC-0003";
    UNKNOWN "image-field-unknown" [ARCHITECTURE]
        "every self-defining field is one that IOCA defines", "IOCA 5, EC-0001";
    LAYOUT "image-field-layout" [ARCHITECTURE]
        "the content of a self-defining field has the layout of that field", "IOCA 5, EC-0003";
    SEQUENCE "image-sequence" [ARCHITECTURE]
        "an image segment, its contents, tiles and masks are begun and ended in turn, with nothing outside them",
        "IOCA 5 Image Segment, EC-700F, EC-710F, EC-910F, EC-930F, EC-8C0F to EC-8F0F";
    SIZE "image-size" [ARCHITECTURE]
        "image content without tiles gives its size once, tiled content only in masks; a tile gives position and, unless it includes another, size",
        "IOCA 5 Image Data Parameters, EC-940F, EC-B50F, EC-B60F";
    REPEATED "image-parameter-repeated" [ARCHITECTURE]
        "a parameter occurs once in image content, tile or mask, and before the image data", "IOCA 5 Image Content, EC-xx0F";
    BANDS "image-bands" [ARCHITECTURE]
        "bands come in order, as many as the Band Image parameter counts, which gives the bits of each; data is in bands or is not",
        "IOCA 5 EC-9201, EC-9814, EC-9C01, EC-9C17";
    POINT "image-point-size" [ARCHITECTURE]
        "the bits of bands and of components make up the bits of an image point", "IOCA 5 EC-9815, EC-9B18";
    CLAIM "image-function-set" [ARCHITECTURE]
        "an image that claims function set 10, 11 or 45 keeps to it", "IOCA 7";
    DESCRIPTOR "image-descriptor" [ARCHITECTURE]
        "an image data descriptor consists of complete items and claims at most one function set", "IOCA D IDD";
    FS_IS3 "is3-image-function-set" [IS3]
        "images keep to function set 10 or 45", "MO:DCA 7 IS/3 table 27";
    FS_IS1 "is1-image-function-set" [IS1]
        "images keep to function set 10", "MO:DCA 7 IS/1 figure 84";
    FS_CLASSIC "classic-image-function-set" [CLASSIC]
        "images keep to function set 10, 11 or 45", "IOCA 7";
}

/// What the descriptor of the open image says.
#[derive(Debug, Default)]
pub(super) struct Images {
    claimed: Option<(FunctionSet, u64)>,
}

impl Subject for Images {
    fn field(&mut self, _nest: &Nest, seen: &Seen<'_>, out: &mut Findings<'_>) {
        match &seen.field {
            Field::BeginImage(_) => self.claimed = None,
            Field::ImageDescriptor(descriptor) => {
                let mut claims = 0;
                for item in &descriptor.items {
                    match item {
                        ImageDescriptorItem::FunctionSet(set) => {
                            claims += 1;
                            let claimed = (set.category == 1).then(|| FunctionSet::from_code(set.identifier)).flatten();
                            self.claimed = claimed.map(|set| (set, seen.offset()));
                        }
                        ImageDescriptorItem::Damaged(bytes) => out.report(DESCRIPTOR, seen.offset(), || {
                            format!("no item fits the last {} bytes", bytes.len())
                        }),
                        ImageDescriptorItem::Unknown { code, .. } => out.report(DESCRIPTOR, seen.offset(), || {
                            format!("the item X'{code:02X}' is not known or has another layout")
                        }),
                        ImageDescriptorItem::ExtendedColour(_) | ImageDescriptorItem::Colour(_) => {}
                    }
                }
                if claims > 1 {
                    out.report(DESCRIPTOR, seen.offset(), || format!("{claims} function sets are claimed"));
                }
            }
            _ => {}
        }
    }

    fn data(&mut self, nest: &Nest, data: &ObjectData, out: &mut Findings<'_>) {
        if data.id != FieldId::IPD || nest.state() != State::Image || data.bytes.is_empty() {
            return;
        }
        let places = data.places();
        let mut segment = Segment::default();
        let mut contents = Contents::default();
        for item in ImageItems::new(&data.bytes) {
            let offset = places.file_offset(item.at);
            if let ImageField::Damaged(bytes) = &item.field {
                if data.whole {
                    out.report(DAMAGED, offset, || {
                        format!("no self-defining field fits the next {} bytes", bytes.len())
                    });
                }
                // What it was, and whether it is what seems to be missing, is not known.
                return;
            }
            segment.field(&item.field, offset, out);
            contents.field(&item.field, offset);
        }
        if data.whole {
            segment.end(places.file_offset(data.bytes.len().saturating_sub(1)), out);
            self.function_sets(&contents, out);
        }
    }
}

impl Images {
    fn function_sets(&self, contents: &Contents, out: &mut Findings<'_>) {
        let fault = |set: FunctionSet| contents.fault(set);
        if let Some((set, _)) = self.claimed
            && let Some((offset, what)) = fault(set)
        {
            out.report(CLAIM, offset, || format!("{} is claimed: {what}", set.name()));
        }
        let any = |sets: &[FunctionSet]| {
            let faults: Vec<_> = sets.iter().filter_map(|set| fault(*set)).collect();
            // The set that holds furthest tells best what is wrong.
            if faults.len() == sets.len() { faults.into_iter().max_by_key(|(offset, _)| *offset) } else { None }
        };
        for (rule, sets) in [
            (FS_IS3, &[FunctionSet::Fs10, FunctionSet::Fs45][..]),
            (FS_IS1, &[FunctionSet::Fs10][..]),
            (FS_CLASSIC, &[FunctionSet::Fs10, FunctionSet::Fs11, FunctionSet::Fs45][..]),
        ] {
            if out.holds(rule.sets)
                && let Some((offset, what)) = any(sets)
            {
                out.report(rule, offset, || what.clone());
            }
        }
    }
}

/// What is open in an image segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Segment,
    Content,
    Tile,
    Mask,
}

/// Parameters of the open content, tile or mask.
#[derive(Debug, Default)]
struct Parameters {
    codes: Vec<u16>,
    /// Where it began.
    begun: u64,
    tiled: bool,
    /// Bits of an image point.
    bits: Option<u8>,
    bands: Option<usize>,
    /// Bands of data so far.
    band: u8,
    data: bool,
}

#[derive(Debug, Default)]
struct Segment {
    open: Vec<(Part, Parameters)>,
    ended: bool,
    /// Told already that the sequence is broken; more would follow from it.
    broken: bool,
}

impl Segment {
    fn part(&self) -> Option<Part> {
        self.open.last().map(|(part, _)| *part)
    }

    fn broken(&mut self, offset: u64, what: &str, out: &mut Findings<'_>) {
        if !std::mem::replace(&mut self.broken, true) {
            out.report(SEQUENCE, offset, || what.to_owned());
        }
    }

    fn begin(&mut self, part: Part, within: &[Option<Part>], offset: u64, out: &mut Findings<'_>) {
        if self.ended || !within.contains(&self.part()) {
            self.broken(offset, &format!("{part:?} begins where it cannot"), out);
        }
        self.open.push((part, Parameters { begun: offset, ..Parameters::default() }));
    }

    fn end_of(&mut self, part: Part, offset: u64, out: &mut Findings<'_>) {
        if self.part() != Some(part) {
            self.broken(offset, &format!("{part:?} ends and is not open"), out);
            return;
        }
        let Some((_, parameters)) = self.open.pop() else { return };
        let has = |code: u16| parameters.codes.contains(&code);
        let size = match part {
            Part::Segment => true,
            Part::Content => has(0x94) != parameters.tiled,
            Part::Tile => has(0xB5) && (has(0xB6) || has(0xFEB8)),
            Part::Mask => has(0x94),
        };
        if !size && !self.broken {
            out.report(SIZE, parameters.begun, || {
                format!("{part:?} has no size or position, or one that it may not have")
            });
        }
        if let Some(bands) =
            parameters.bands.filter(|bands| parameters.band > 0 && usize::from(parameters.band) != *bands)
        {
            out.report(BANDS, offset, || format!("{} of {bands} bands have data", parameters.band));
        }
    }

    fn field(&mut self, field: &ImageField<'_>, offset: u64, out: &mut Findings<'_>) {
        match field {
            ImageField::BeginSegment(_) => self.begin(Part::Segment, &[None], offset, out),
            ImageField::BeginContent(_) => self.begin(Part::Content, &[Some(Part::Segment)], offset, out),
            ImageField::BeginTile(_) => self.begin(Part::Tile, &[Some(Part::Content)], offset, out),
            ImageField::BeginMask(_) => self.begin(Part::Mask, &[Some(Part::Content), Some(Part::Tile)], offset, out),
            ImageField::EndContent(_) => self.end_of(Part::Content, offset, out),
            ImageField::EndTile(_) => self.end_of(Part::Tile, offset, out),
            ImageField::EndMask(_) => self.end_of(Part::Mask, offset, out),
            ImageField::EndSegment(_) => {
                self.end_of(Part::Segment, offset, out);
                self.ended = true;
            }
            ImageField::Unknown { code, .. } if is_defined(*code) => {
                out.report(LAYOUT, offset, || format!("the content of X'{code:02X}' has another layout"));
            }
            ImageField::Unknown { code, .. } => {
                out.report(UNKNOWN, offset, || format!("X'{code:02X}' is no self-defining field"));
            }
            other => self.inside(other, offset, out),
        }
    }

    /// A parameter, or data.
    fn inside(&mut self, field: &ImageField<'_>, offset: u64, out: &mut Findings<'_>) {
        if matches!(self.part(), None | Some(Part::Segment)) {
            self.broken(offset, &format!("{} outside image content", field.names().1), out);
        }
        let Some((_, parameters)) = self.open.last_mut() else { return };
        let code = field.code();
        if !matches!(field, ImageField::ImageData(_) | ImageField::BandData(_)) {
            if parameters.codes.contains(&code) {
                out.report(REPEATED, offset, || format!("{} comes again", field.names().1));
            } else if parameters.data {
                out.report(REPEATED, offset, || format!("{} comes after image data", field.names().1));
            }
            parameters.codes.push(code);
        }
        match field {
            ImageField::TileTable(_) => parameters.tiled = true,
            ImageField::ElementSize(size) => parameters.bits = Some(size.bits),
            ImageField::Bands(bands) => {
                parameters.bands = Some(bands.bits.len());
                if bands.bits.len() != usize::from(bands.count) {
                    out.report(BANDS, offset, || format!("{} bands, bits of {}", bands.count, bands.bits.len()));
                } else {
                    point_size(parameters, bands.bits.iter().copied(), offset, out);
                }
            }
            ImageField::ElementStructure(structure) => {
                point_size(parameters, structure.sizes.iter().copied(), offset, out);
            }
            ImageField::ImageData(_) => {
                parameters.data = true;
                if parameters.bands.is_some_and(|bands| bands > 1) {
                    out.report(BANDS, offset, || "data without bands in an image of several".to_owned());
                }
            }
            ImageField::BandData(data) => {
                parameters.data = true;
                // One band may be cut into several fields.
                let next = parameters.band.saturating_add(1);
                if data.band != parameters.band && data.band != next || data.band == 0 {
                    out.report(BANDS, offset, || format!("band {} follows band {}", data.band, parameters.band));
                }
                parameters.band = data.band;
            }
            _ => {}
        }
    }

    fn end(&mut self, last: u64, out: &mut Findings<'_>) {
        if self.open.is_empty() && self.ended {
            return;
        }
        let what =
            self.part().map_or_else(|| "Segment does not begin".to_owned(), |part| format!("{part:?} does not end"));
        self.broken(last, &what, out);
    }
}

/// Compares the sum of the parts of an image point with the size that was given before.
fn point_size(parameters: &Parameters, parts: impl Iterator<Item = u8>, offset: u64, out: &mut Findings<'_>) {
    let sum: u32 = parts.map(u32::from).sum();
    if let Some(bits) = parameters.bits.filter(|bits| u32::from(*bits) != sum) {
        out.report(POINT, offset, || format!("the parts have {sum} bits, an image point {bits}"));
    }
}

/// Whether IOCA defines a self-defining field of this code.
fn is_defined(code: u16) -> bool {
    matches!(code, 0x70 | 0x71 | 0x8C..=0x8F | 0x91 | 0x93..=0x98 | 0x9B | 0x9F | 0xB5..=0xB7 | 0xF4 | 0xF6)
        || matches!(code, 0xFE92 | 0xFE9C | 0xFEB3 | 0xFEB8 | 0xFEBB | 0xFECE)
}
