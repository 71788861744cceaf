//! Units of measure and extents.

use afp_codec::triplets::Triplet;
use afp_codec::values::UnitBase;
use afp_codec::{Field, FieldId};

use crate::finding::Findings;
use crate::located::Seen;
use crate::nest::Nest;
use crate::rule::rule_list;

use super::Subject;

rule_list! {
    BASE "unit-base" [ARCHITECTURE]
        "a unit base is X'00' (10 inches) or X'01' (10 centimetres), the same for X and Y",
        "MO:DCA 5 MDD, PGD, 6 X'4B', X'9A'; PTOCA A PTD";
    RANGE "units-range" [ARCHITECTURE]
        "units per unit base are 1 to 32,767", "MO:DCA 5 MDD, PGD, 6 X'4B', X'9A'; PTOCA A PTD; BCOCA 4 table 8";
    EXTENT "extent-range" [ARCHITECTURE]
        "the extents of a page or an object area are 1 to 32,767 units", "MO:DCA 5 PGD, 6 X'4C'";
    MEDIUM_EXTENT "medium-extent-range" [ARCHITECTURE]
        "the extents of a medium are 1 to 32,767 units, X'000000' (not given) or X'FFFFFF' (default)", "MO:DCA 5 MDD";
    UNITS_IS3 "is3-units" [IS3]
        "units are counted over 10 inches, and X and Y have the same (only image resolutions may differ)",
        "MO:DCA 7 IS/3 tables 35 and 36";
    UNITS_IS1 "is1-units" [IS1]
        "units of pages and object areas are 2,400 or 14,400 over 10 inches, the same for X and Y",
        "MO:DCA 7 IS/1 PGD, OBD";
    EXTENT_IS1 "is1-extent" [IS1]
        "the extents of pages and object areas are at most 22.75 inches: 5,461 units of 1/240 inch, 32,767 of 1/1440",
        "MO:DCA 7 IS/1 PGD, OBD";
    TEXT_AREA "text-area" [IS1 IS3]
        "an object area descriptor in an active environment group has the units and extents of the page",
        "MO:DCA 7 IS/1 OBD note, IS/3 table 27 note 1";
}

/// Units and extents of the page or overlay whose active environment group is open.
#[derive(Debug, Default)]
pub(super) struct Units {
    page: Option<(Measure, [u32; 2])>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Measure {
    bases: [UnitBase; 2],
    units: [u16; 2],
}

impl Measure {
    fn new(x_base: UnitBase, y_base: UnitBase, x_units: u16, y_units: u16) -> Self {
        Self { bases: [x_base, y_base], units: [x_units, y_units] }
    }
}

impl Subject for Units {
    fn field(&mut self, _nest: &Nest, seen: &Seen<'_>, out: &mut Findings<'_>) {
        let offset = seen.offset();
        match &seen.field {
            Field::BeginActiveEnvironment(_) | Field::EndActiveEnvironment(_) => self.page = None,
            Field::PageDescriptor(page) => {
                let measure = Measure::new(page.x_base, page.y_base, page.x_units, page.y_units);
                let extents = [page.x_size.0, page.y_size.0];
                measured(measure, offset, seen.id(), out);
                square(measure, offset, seen.id(), out);
                sized(measure, extents, offset, seen.id(), out);
                self.page = Some((measure, extents));
            }
            Field::TextDescriptor(text) => {
                let measure = Measure::new(text.x_base, text.y_base, text.x_units, text.y_units);
                measured(measure, offset, seen.id(), out);
                square(measure, offset, seen.id(), out);
            }
            Field::MediumDescriptor(medium) => {
                let measure = Measure::new(medium.x_base, medium.y_base, medium.x_units, medium.y_units);
                measured(measure, offset, seen.id(), out);
                square(measure, offset, seen.id(), out);
                if [medium.x_size.0, medium.y_size.0].iter().any(|size| (0x8000..0xFF_FFFF).contains(size)) {
                    out.report(MEDIUM_EXTENT, offset, || {
                        format!("the medium measures {} by {}", medium.x_size.0, medium.y_size.0)
                    });
                }
            }
            Field::BarCodeDescriptor(symbol) => {
                let measure = Measure::new(symbol.base, symbol.base, symbol.x_units, symbol.y_units);
                measured(measure, offset, seen.id(), out);
                square(measure, offset, seen.id(), out);
            }
            Field::ImageDescriptor(image) => {
                let measure = Measure::new(image.base, image.base, image.x_resolution, image.y_resolution);
                if image.base != UnitBase::TEN_INCHES {
                    out.report(UNITS_IS3, offset, || format!("the unit base of IDD is X'{:02X}'", image.base.0));
                }
                measured(measure, offset, seen.id(), out);
            }
            _ => {}
        }
        self.triplets(seen, out);
    }
}

impl Units {
    fn triplets(&self, seen: &Seen<'_>, out: &mut Findings<'_>) {
        let id = seen.id();
        let mut area: Option<Measure> = None;
        let mut extents = None;
        for at in seen.triplets() {
            match &at.triplet {
                Triplet::MeasurementUnits(units) => {
                    let measure = Measure::new(units.x_base, units.y_base, units.x_units, units.y_units);
                    measured(measure, at.offset, id, out);
                    square(measure, at.offset, id, out);
                    area = Some(measure);
                }
                Triplet::ImageResolution(resolution) => {
                    let measure =
                        Measure::new(resolution.x_base, resolution.y_base, resolution.x_units, resolution.y_units);
                    measured(measure, at.offset, id, out);
                    if measure.bases.contains(&UnitBase::TEN_CENTIMETRES) {
                        out.report(UNITS_IS3, at.offset, || format!("the resolution on {id} is not over 10 inches"));
                    }
                }
                Triplet::ObjectAreaSize(size) => {
                    extents = Some([size.x_size.0, size.y_size.0]);
                    if [size.x_size.0, size.y_size.0].iter().any(|size| !(1..=0x7FFF).contains(size)) {
                        out.report(EXTENT, at.offset, || {
                            format!("the object area measures {} by {}", size.x_size.0, size.y_size.0)
                        });
                    }
                }
                _ => {}
            }
        }
        let (FieldId::OBD, Some(measure), Some(extents)) = (id, area, extents) else { return };
        restricted(measure, extents, seen.offset(), id, out);
        if let Some(page) = self.page
            && page != (measure, extents)
        {
            out.report(TEXT_AREA, seen.offset(), || "OBD has other units or extents than the page".to_owned());
        }
    }
}

fn measured(measure: Measure, offset: u64, id: FieldId, out: &mut Findings<'_>) {
    let [x, y] = measure.bases;
    let known = [UnitBase::TEN_INCHES, UnitBase::TEN_CENTIMETRES];
    if x != y || !known.contains(&x) {
        out.report(BASE, offset, || format!("the unit bases on {id} are X'{:02X}' and X'{:02X}'", x.0, y.0));
    }
    let [x, y] = measure.units;
    if [x, y].iter().any(|units| !(1..=0x7FFF).contains(units)) {
        out.report(RANGE, offset, || format!("the units per unit base on {id} are {x} and {y}"));
    }
}

/// Units as IS/3 has them everywhere but in images.
fn square(measure: Measure, offset: u64, id: FieldId, out: &mut Findings<'_>) {
    let [x, y] = measure.units;
    if x != y || measure.bases.contains(&UnitBase::TEN_CENTIMETRES) {
        out.report(UNITS_IS3, offset, || {
            format!("the units on {id} are {x} and {y} over X'{:02X}'", measure.bases[0].0)
        });
    }
}

fn sized(measure: Measure, extents: [u32; 2], offset: u64, id: FieldId, out: &mut Findings<'_>) {
    if extents.iter().any(|size| !(1..=0x7FFF).contains(size)) {
        let [x, y] = extents;
        out.report(EXTENT, offset, || format!("the page measures {x} by {y} units"));
    }
    restricted(measure, extents, offset, id, out);
}

/// Units and extents of IS/1.
fn restricted(measure: Measure, extents: [u32; 2], offset: u64, id: FieldId, out: &mut Findings<'_>) {
    let [x, y] = measure.units;
    let limit = match x {
        2_400 => 5_461,
        14_400 => 32_767,
        _ => 0,
    };
    if limit == 0 || x != y || measure.bases != [UnitBase::TEN_INCHES; 2] {
        out.report(UNITS_IS1, offset, || format!("the units on {id} are {x} and {y}"));
    } else if extents.iter().any(|size| *size > limit) {
        out.report(EXTENT_IS1, offset, || format!("the extents on {id} are {} and {}", extents[0], extents[1]));
    }
}
