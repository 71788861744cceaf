//! Where objects stand: offsets, rotations, coordinate systems, mapping.

use afp_codec::fields::{MapObject, ObjectAreaPosition};
use afp_codec::triplets::{Mapping, Triplet};
use afp_codec::values::Rotation;
use afp_codec::wire::I24;
use afp_codec::{Field, FieldId};

use crate::finding::Findings;
use crate::grammar::State;
use crate::located::Seen;
use crate::nest::Nest;
use crate::rule::rule_list;

use super::Subject;

rule_list! {
    OFFSET "offset-range" [ARCHITECTURE]
        "the offset of an area, a page or an included object is -32,768 to 32,767 units", "MO:DCA 5 IOB, IPO, IPS, OBP, PGP";
    RETIRED_OFFSET "offset-retired" [ARCHITECTURE]
        "the offset of an overlay or page segment is not X'FFFFFF', the retired \"current position\"", "MO:DCA 5 IPO, IPS";
    ROTATION "rotation" [ARCHITECTURE]
        "a rotation is 0 to 359 degrees and 0 to 59 minutes; of overlays and pages 0, 90, 180 or 270 degrees",
        "MO:DCA 5 IPO, OBP, PGP";
    AREA_ROTATION "area-rotation" [ARCHITECTURE]
        "the Y axis of an object area is turned by 90 degrees more than its X axis", "MO:DCA 5 IOB, OBP, X'01'";
    CONTENT_ROTATION "content-rotation" [ARCHITECTURE]
        "the content of an object area is not turned: X'0000' and X'2D00'", "MO:DCA 5 OBP";
    REFERENCE "reference-system" [ARCHITECTURE]
        "the reference coordinate system is X'00' or X'01', on an IOB X'01'", "MO:DCA 5 IOB, OBP RefCSys";
    REFERENCE_SEGMENT "reference-page-segment" [ARCHITECTURE; except IS1]
        "an object is placed relative to an included page segment (X'00') only inside a page segment", "MO:DCA 5 OBP RefCSys";
    AREA_ID "area-id" [ARCHITECTURE]
        "object area position and descriptor have an identifier of X'01' to X'7F', the same in one environment group",
        "MO:DCA 5 OBP, 6 X'43'";
    MAPPING "mapping-option" [ARCHITECTURE]
        "the mapping option is one that is defined for the kind of object", "MO:DCA 5 MBC, MCD, MGO, MIO, MPT";
    MAPPING_IS3 "is3-mapping" [IS3]
        "images are mapped by X'10', X'20', X'30' or X'60', graphics by X'10', X'20' or X'30', containers also by X'00'",
        "MO:DCA 7 IS/3 table 36";
    MAPPING_IS1 "is1-mapping" [IS1]
        "images and graphics are mapped by X'10', X'20' or X'30'", "MO:DCA 7 IS/1 MGO, MIO";
    ROTATION_IS3 "is3-rotation" [IS3 IS1]
        "object areas are turned by 0, 90, 180 or 270 degrees", "MO:DCA 7 IS/1 OBP, IS/3 tables 35 and 36";
    SEGMENT_OFFSET "is3-page-segment-offset" [IS3]
        "objects in a page segment have an area offset of zero", "MO:DCA 4 Page Segment Objects, MO:DCA 7 IS/3 table 27";
    TEXT_POSITION "text-area-position" [IS1 IS3]
        "an object area position in an active environment group is at zero and not turned",
        "MO:DCA 7 IS/1 OBP note 1, IS/3 table 27 note 2";
    POSITION_IS1 "is1-position" [IS1]
        "offsets are not negative and at most 22.75 inches", "MO:DCA 7 IS/1 IPO, OBP";
}

/// What the open environment groups say.
#[derive(Debug, Default)]
pub(super) struct Placement {
    /// The identifier of the last object area descriptor of this group.
    descriptor: Option<u8>,
    /// Units over the unit base of the last page.
    units: u16,
}

impl Subject for Placement {
    fn field(&mut self, nest: &Nest, seen: &Seen<'_>, out: &mut Findings<'_>) {
        let offset = seen.offset();
        let id = seen.id();
        match &seen.field {
            Field::BeginActiveEnvironment(_) | Field::BeginObjectEnvironment(_) => self.descriptor = None,
            Field::PageDescriptor(page) => self.units = page.x_units,
            Field::ObjectAreaDescriptor(_) => self.descriptor(seen, out),
            Field::ObjectAreaPosition(position) => self.position(nest, offset, position, out),
            Field::IncludeOverlay(include) => {
                included(id, offset, [include.x, include.y], out);
                self.unsigned(id, offset, [include.x, include.y], out);
                right_angle(id, offset, include.rotation.unwrap_or_default(), out);
            }
            Field::IncludeSegment(include) => included(id, offset, [include.x, include.y], out),
            Field::IncludeObject(include) => {
                let offsets = [include.x_offset, include.y_offset, include.x_content, include.y_content];
                ranges(id, offset, &offsets, out);
                let [x, y] = [include.x_rotation, include.y_rotation];
                if x != Rotation::NOT_GIVEN || y != Rotation::NOT_GIVEN {
                    turned(id, offset, x, y, out);
                }
                if include.reference != 0x01 {
                    out.report(REFERENCE, offset, || format!("the reference system is X'{:02X}'", include.reference));
                }
            }
            Field::PagePositions(positions) => {
                for place in &positions.places {
                    ranges(id, offset, &[place.0.x, place.0.y], out);
                    right_angle(id, offset, place.0.rotation, out);
                }
            }
            Field::MapImage(map) => mapping(id, offset, map, &[0x10, 0x20, 0x30, 0x41, 0x42, 0x50, 0x60], out),
            Field::MapGraphics(map) => mapping(id, offset, map, &[0x10, 0x20, 0x30, 0x60], out),
            Field::MapBarCode(map) | Field::MapText(map) => mapping(id, offset, map, &[0x00], out),
            Field::MapContainer(map) => mapping(id, offset, map, &[0x00, 0x10, 0x20, 0x30, 0x60, 0x70], out),
            _ => {}
        }
    }
}

impl Placement {
    fn descriptor(&mut self, seen: &Seen<'_>, out: &mut Findings<'_>) {
        for at in seen.triplets() {
            if let Triplet::DescriptorPosition(position) = &at.triplet {
                self.descriptor = Some(position.id);
                if !(0x01..=0x7F).contains(&position.id) {
                    out.report(AREA_ID, at.offset, || {
                        format!("the object area has the identifier X'{:02X}'", position.id)
                    });
                }
            }
        }
    }

    fn position(&self, nest: &Nest, offset: u64, position: &ObjectAreaPosition, out: &mut Findings<'_>) {
        let id = FieldId::OBP;
        if !(0x01..=0x7F).contains(&position.id) {
            out.report(AREA_ID, offset, || format!("the identifier of OBP is X'{:02X}'", position.id));
        } else if let Some(descriptor) = self.descriptor.filter(|descriptor| *descriptor != position.id) {
            out.report(AREA_ID, offset, || format!("OBP is X'{:02X}', OBD X'{descriptor:02X}'", position.id));
        }
        let area = [position.x_offset, position.y_offset];
        let content = [position.x_content, position.y_content];
        ranges(id, offset, &[area, content].concat(), out);
        turned(id, offset, position.x_rotation, position.y_rotation, out);
        let [x, y] = [position.x_content_rotation, position.y_content_rotation];
        if [x, y] != [Rotation::DEGREES_0, Rotation::DEGREES_90] {
            out.report(CONTENT_ROTATION, offset, || {
                format!("the content is turned by X'{:04X}' and X'{:04X}'", x.0, y.0)
            });
        }
        let in_segment = nest.is_inside(State::PageSegment);
        match position.reference {
            0x00 if !in_segment => {
                out.report(REFERENCE_SEGMENT, offset, || "X'00' outside a page segment".to_owned());
            }
            // X'05' is retired, so that files which have it still exist.
            0x00 | 0x01 | 0x05 => {}
            other => out.report(REFERENCE, offset, || format!("the reference system is X'{other:02X}'")),
        }
        if in_segment && area != [I24(0); 2] {
            out.report(SEGMENT_OFFSET, offset, || format!("the area stands at {}, {}", area[0].0, area[1].0));
        }
        if matches!(nest.state(), State::PageEnvironment | State::OverlayEnvironment) {
            if area != [I24(0); 2] || content != [I24(0); 2] || position.x_rotation != Rotation::DEGREES_0 {
                out.report(TEXT_POSITION, offset, || "the text area is moved or turned".to_owned());
            }
        } else {
            self.unsigned(id, offset, area, out);
        }
    }

    /// Offsets as IS/1 allows them.
    fn unsigned(&self, id: FieldId, offset: u64, at: [I24; 2], out: &mut Findings<'_>) {
        let limit = if self.units == 2_400 { 5_461 } else { 32_767 };
        if at.iter().any(|value| !(0..=limit).contains(&value.0)) {
            out.report(POSITION_IS1, offset, || format!("the offsets of {id} are {} and {}", at[0].0, at[1].0));
        }
    }
}

fn ranges(id: FieldId, offset: u64, offsets: &[I24], out: &mut Findings<'_>) {
    for value in offsets.iter().filter(|value| !(-0x8000..0x8000).contains(&value.0)) {
        out.report(OFFSET, offset, || format!("an offset of {id} is {}", value.0));
    }
}

fn included(id: FieldId, offset: u64, at: [I24; 2], out: &mut Findings<'_>) {
    ranges(id, offset, &at, out);
    if at.contains(&I24::NOT_GIVEN) {
        out.report(RETIRED_OFFSET, offset, || format!("an offset of {id} is X'FFFFFF'"));
    }
}

fn right_angle(id: FieldId, offset: u64, rotation: Rotation, out: &mut Findings<'_>) {
    if rotation.quarter_turns().is_none() {
        out.report(ROTATION, offset, || format!("the rotation of {id} is X'{:04X}'", rotation.0));
    }
}

/// The axes of an object area.
fn turned(id: FieldId, offset: u64, x: Rotation, y: Rotation, out: &mut Findings<'_>) {
    // Degrees in bits 0 to 8, minutes in bits 9 to 14.
    let parts = |rotation: Rotation| (rotation.0 >> 7, (rotation.0 >> 1) & 0x3F, rotation.0 & 1);
    let is_angle = |rotation| matches!(parts(rotation), (0..=359, 0..=59, 0));
    if !is_angle(x) || !is_angle(y) {
        out.report(ROTATION, offset, || format!("the rotations of {id} are X'{:04X}' and X'{:04X}'", x.0, y.0));
        return;
    }
    let minutes = |rotation| u32::from(parts(rotation).0) * 60 + u32::from(parts(rotation).1);
    if (minutes(x) + 90 * 60) % (360 * 60) != minutes(y) {
        out.report(AREA_ROTATION, offset, || {
            format!("the axes of {id} are turned by X'{:04X}' and X'{:04X}'", x.0, y.0)
        });
    } else if x.quarter_turns().is_none() {
        out.report(ROTATION_IS3, offset, || format!("the rotation of {id} is X'{:04X}'", x.0));
    }
}

fn mapping(id: FieldId, offset: u64, map: &MapObject, defined: &[u8], out: &mut Findings<'_>) {
    let Mapping(option) = map.mapping;
    let message = || format!("the mapping option of {id} is X'{option:02X}'");
    if !defined.contains(&option) {
        out.report(MAPPING, offset, message);
        return;
    }
    let in_is3 = match id {
        FieldId::MGO => matches!(option, 0x10 | 0x20 | 0x30),
        FieldId::MIO => matches!(option, 0x10 | 0x20 | 0x30 | 0x60),
        _ => option != 0x70,
    };
    if !in_is3 {
        out.report(MAPPING_IS3, offset, message);
    }
    if !matches!(option, 0x10 | 0x20 | 0x30) && matches!(id, FieldId::MGO | FieldId::MIO) {
        out.report(MAPPING_IS1, offset, message);
    }
}
