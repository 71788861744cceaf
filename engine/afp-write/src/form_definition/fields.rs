//! The fields of a form definition.

use afp_codec::Field;
use afp_codec::ebcdic;
use afp_codec::fields::{
    CopySubgroup, MediumCopies, MediumDescriptor, MediumKeyword, MediumModification, MediumModifications,
    MediumOverlay, Named, PagePlace, PagePositions, PresentationEnvironment, TripletGroups,
};
use afp_codec::groups::{ShortGroup, UniformGroups};
use afp_codec::triplets::{
    ExtendedLocalId, FullyQualifiedName, Intent, MediaEject, MediaEjectControl, MediumOrientation as Orientation,
    MediumOrientationTriplet, NameUse, RenderingIntent as IntentTriplet, Triplet,
};
use afp_codec::values::Text;
use afp_codec::wire::{I24, U24};
use units::Size;

use super::{ConstantForms, Duplex, Eject, FormDefinition, MediumMap, RenderingIntent, SheetOrientation, finishing};
use crate::error::WriteError;
use crate::names::name;
use crate::page::rotation;
use crate::units::{PER_TEN_INCHES, extent};

/// A side of the sheet, as PGP counts them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Front,
    Back,
}

/// Resource type of a media type's local id (MO:DCA X'22').
const MEDIA_TYPE: u8 = 0x40;
/// The local id that a medium map gives its media type.
const MEDIA_TYPE_ID: u8 = 1;
/// Media sources that the first format of X'E1' can say; later ones need the second, told by X'E0'.
const FIRST_FORMAT: std::ops::RangeInclusive<u8> = 1..=4;
/// The most medium overlays of a side (MO:DCA MMC X'F2').
const MOST_OVERLAYS: usize = 8;
/// MDD flag bit 0: the orientation also holds for cut-sheet printers.
const PASS_ORIENTATION: u8 = 0x80;

impl FormDefinition {
    /// The fields from Begin to End Form Map; the stamp says when it was made.
    pub(crate) fn fields(&self, stamp: Option<Triplet<'static>>) -> Result<Vec<Field<'static>>, WriteError> {
        let form = name(&self.name)?;
        let mut fields = vec![Field::BeginFormMap(Named::new(form, stamp.into_iter().collect()))];
        if let Some(first) = self.maps.first() {
            fields.push(Field::BeginDocumentEnvironment(Named::default()));
            fields.extend(self.intent.map(rendering_intent));
            fields.push(first.page_positions());
            fields.push(first.medium());
            fields.extend(finishing::fields(&self.finishing));
            fields.push(Field::EndDocumentEnvironment(Named::default()));
        }
        for map in &self.maps {
            map.write(&mut fields)?;
        }
        fields.push(Field::EndFormMap(Named::new(form, Vec::new())));
        Ok(fields)
    }
}

impl MediumMap {
    /// Begin to End Medium Map, in the order of MO:DCA "Medium Map".
    fn write(&self, fields: &mut Vec<Field<'static>>) -> Result<(), WriteError> {
        let own = name(&self.name)?;
        let eject = self.up.filter(|_| self.eject != Eject::Sheet).map(|_| {
            let control = match self.eject {
                Eject::Sheet => MediaEjectControl::SHEET,
                Eject::Partition => MediaEjectControl::PARTITION,
                Eject::Front => MediaEjectControl::FRONT,
                Eject::Back => MediaEjectControl::BACK,
            };
            Triplet::MediaEject(MediaEject { control, ..MediaEject::default() })
        });
        fields.push(Field::BeginMediumMap(Named::new(own, eject.into_iter().collect())));
        let overlays = self.overlays()?;
        if !overlays.is_empty() {
            let groups = overlays.iter().zip(1u8..);
            let group = |(name, local_id): (&&String, u8)| {
                Ok(MediumOverlay { local_id, name: crate::names::name(name)?, ..MediumOverlay::default() })
            };
            let groups = groups.map(group).collect::<Result<_, WriteError>>()?;
            fields.push(Field::MapMediumOverlay(UniformGroups { length: 12, reserved: [0; 3], groups }));
        }
        if let Some(media) = &self.media_type {
            fields.push(media_type(media)?);
        }
        fields.push(self.page_positions());
        fields.push(self.medium());
        fields.push(self.copy_counts());
        for (side, id) in self.sides().iter().zip(1u8..) {
            fields.push(self.modifications(*side, id, &overlays));
        }
        fields.extend(finishing::fields(&self.finishing));
        fields.push(Field::EndMediumMap(Named::new(own, Vec::new())));
        Ok(())
    }

    fn sides(&self) -> &'static [Side] {
        match self.duplex {
            Duplex::Simplex => &[Side::Front],
            Duplex::Normal | Duplex::Tumble => &[Side::Front, Side::Back],
        }
    }

    /// Page Position: a group for each side; with partitions the default placement, page after page.
    fn page_positions(&self) -> Field<'static> {
        let place = |side: &Side| {
            ShortGroup(PagePlace {
                x: I24(self.offset.x.round_to_l_units()),
                y: I24(self.offset.y.round_to_l_units()),
                rotation: rotation(self.turn),
                side: u8::from(*side == Side::Back),
                flags: None,
                control: None,
            })
        };
        Field::PagePositions(PagePositions {
            places: self.sides().iter().map(place).collect(),
            ..PagePositions::default()
        })
    }

    /// Medium Descriptor: a size of nothing is that of the medium loaded.
    fn medium(&self) -> Field<'static> {
        let orientation = match self.orientation {
            SheetOrientation::Portrait => Orientation::PORTRAIT,
            SheetOrientation::Landscape => Orientation::LANDSCAPE,
            SheetOrientation::ReversePortrait => Orientation::REVERSE_PORTRAIT,
            SheetOrientation::ReverseLandscape => Orientation::REVERSE_LANDSCAPE,
        };
        let turned = orientation != Orientation::PORTRAIT;
        let triplet = Triplet::MediumOrientationTriplet(MediumOrientationTriplet { orientation });
        let side = |length: fn(Size) -> units::Emu| U24(self.size.map_or(0, |size| extent(length(size))));
        Field::MediumDescriptor(MediumDescriptor {
            x_units: PER_TEN_INCHES,
            y_units: PER_TEN_INCHES,
            x_size: side(|size| size.width),
            y_size: side(|size| size.height),
            flags: if turned { PASS_ORIENTATION } else { 0 },
            triplets: if turned { vec![triplet] } else { Vec::new() },
            ..MediumDescriptor::default()
        })
    }

    /// Medium Copy Count: a copy subgroup for each side; their numbers go on from each other.
    fn copy_counts(&self) -> Field<'static> {
        let copies = u16::from(self.copies.max(1));
        let subgroup = |(_, id): (&Side, u8)| {
            let before = copies * u16::from(id - 1);
            CopySubgroup { first: before + 1, last: before + copies, control: id, ..CopySubgroup::default() }
        };
        let subgroups = self.sides().iter().zip(1u8..).map(subgroup).collect();
        Field::MediumCopies(MediumCopies { subgroups })
    }

    /// Medium Modification Control: keywords in ascending order. What holds for the sheet is the same on both sides.
    fn modifications(&self, side: Side, id: u8, overlays: &[&String]) -> Field<'static> {
        let mut modifications = Vec::new();
        let mut add = |keyword, value| modifications.push(MediumModification { keyword, value });
        let [high, low] = self.destination.unwrap_or(0).to_be_bytes();
        for (keyword, value) in [(MediumKeyword::OUTPUT_BIN_HIGH, high), (MediumKeyword::OUTPUT_BIN, low)] {
            if value != 0 {
                add(keyword, value);
            }
        }
        // Told once for a medium map.
        if self.jog && side == Side::Front {
            add(MediumKeyword::JOG, 1);
        }
        if let Some(source) = self.source {
            if !FIRST_FORMAT.contains(&source) {
                add(MediumKeyword::SOURCE_FORMAT, 2);
            }
            add(MediumKeyword::SOURCE, source);
        }
        if self.media_type.is_some() {
            add(MediumKeyword::MEDIA_TYPE_HIGH, 0);
            add(MediumKeyword::MEDIA_TYPE, MEDIA_TYPE_ID);
        }
        let own = if side == Side::Front { &self.front_overlays } else { &self.back_overlays };
        for (overlay, local_id) in overlays.iter().zip(1u8..) {
            if own.contains(overlay) {
                add(MediumKeyword::OVERLAY, local_id);
            }
        }
        let duplex = match self.duplex {
            Duplex::Simplex => 1,
            Duplex::Normal => 2,
            Duplex::Tumble => 3,
        };
        add(MediumKeyword::DUPLEX, duplex);
        let constant = match self.constant {
            ConstantForms::None => false,
            ConstantForms::Front => side == Side::Front,
            ConstantForms::Back => side == Side::Back,
            ConstantForms::Both => true,
        };
        if constant {
            add(MediumKeyword::CONSTANT_FORMS, 1);
        }
        if let Some(up) = self.up {
            add(MediumKeyword::N_UP, up);
        }
        Field::MediumModifications(MediumModifications { id, constant: 0xFF, modifications })
    }

    /// The overlays of both sides, each once, in the order of their local ids from 1.
    fn overlays(&self) -> Result<Vec<&String>, WriteError> {
        let mut overlays: Vec<&String> = Vec::new();
        for side in [&self.front_overlays, &self.back_overlays] {
            if side.len() > MOST_OVERLAYS {
                return Err(WriteError::TooMany { what: "medium overlays on a side", limit: MOST_OVERLAYS });
            }
            for overlay in side {
                if !overlays.contains(&overlay) {
                    overlays.push(overlay);
                }
            }
        }
        Ok(overlays)
    }
}

/// Presentation Environment Control: one intent for all kinds of objects.
fn rendering_intent(intent: RenderingIntent) -> Field<'static> {
    let intent = match intent {
        RenderingIntent::Perceptual => Intent::PERCEPTUAL,
        RenderingIntent::Saturation => Intent::SATURATION,
        RenderingIntent::RelativeColorimetric => Intent::RELATIVE_COLORIMETRIC,
        RenderingIntent::AbsoluteColorimetric => Intent::ABSOLUTE_COLORIMETRIC,
    };
    let all =
        IntentTriplet { image: intent, container: intent, text: intent, graphics: intent, ..IntentTriplet::default() };
    let triplets = vec![Triplet::RenderingIntent(all)];
    Field::PresentationEnvironment(PresentationEnvironment { triplets, ..PresentationEnvironment::default() })
}

/// Map Media Type: by its name, which printers have in code page 500.
fn media_type(media: &str) -> Result<Field<'static>, WriteError> {
    let bytes = ebcdic::from_text(media).filter(|bytes| !bytes.is_empty() && bytes.len() <= 250);
    let bytes = bytes.ok_or_else(|| WriteError::MediaType(media.to_owned()))?;
    let name = FullyQualifiedName::characters(NameUse::MEDIA_TYPE, Text(bytes.into()));
    let id = ExtendedLocalId { kind: MEDIA_TYPE, id: u32::from(MEDIA_TYPE_ID) };
    let group = vec![Triplet::FullyQualifiedName(name), Triplet::ExtendedLocalId(id)];
    Ok(Field::MapMediaType(TripletGroups::new(vec![group])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form_definition::{Finishing, FinishingOperation, FinishingScope, SheetEdge};
    use units::{Emu, Point, QuarterTurn};

    fn data(form: &FormDefinition) -> Vec<(String, Vec<u8>)> {
        let hex = |field: &Field<'_>| {
            let mut bytes = Vec::new();
            field.write_data(&mut bytes).unwrap();
            (field.id().to_string(), bytes)
        };
        form.fields(None).unwrap().iter().map(hex).collect()
    }

    fn of(map: MediumMap) -> Vec<(String, Vec<u8>)> {
        data(&FormDefinition { name: "F1TEST".into(), maps: vec![map], ..FormDefinition::default() })
    }

    fn field<'f>(fields: &'f [(String, Vec<u8>)], id: &str) -> &'f [u8] {
        &fields.iter().rfind(|(found, _)| found == id).unwrap_or_else(|| panic!("no {id}")).1
    }

    #[test]
    fn the_fields_stand_in_the_order_of_the_architecture() {
        let map = MediumMap {
            name: "BOTH".into(),
            duplex: Duplex::Normal,
            media_type: Some("LETTERHEAD".into()),
            front_overlays: vec!["O1FRONT".into()],
            ..MediumMap::default()
        };
        let ids: Vec<String> = of(map).into_iter().map(|(id, _)| id).collect();
        let wanted = "BFM BDG PGP MDD EDG BMM MMO MMT PGP MDD MCC MMC MMC EMM EFM";
        assert_eq!(ids.join(" "), wanted);
    }

    #[test]
    fn a_plain_medium_map_has_every_byte_of_the_architecture() {
        let fields = of(MediumMap { name: "PLAIN".into(), ..MediumMap::default() });
        assert_eq!(field(&fields, "BMM"), [0xD7, 0xD3, 0xC1, 0xC9, 0xD5, 0x40, 0x40, 0x40]);
        assert_eq!(field(&fields, "PGP"), [1, 0x0A, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(field(&fields, "MDD"), [0, 0, 0x38, 0x40, 0x38, 0x40, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(field(&fields, "MCC"), [0, 1, 0, 1, 0, 1]);
        assert_eq!(field(&fields, "MMC"), [1, 0xFF, 0xF4, 1]);
    }

    #[test]
    fn keywords_ascend_and_hold_for_the_whole_sheet() {
        let map = MediumMap {
            name: "ALL".into(),
            duplex: Duplex::Tumble,
            copies: 3,
            source: Some(7),
            media_type: Some("A4".into()),
            destination: Some(0x0102),
            jog: true,
            up: Some(2),
            constant: ConstantForms::Back,
            front_overlays: vec!["O1A".into(), "O1B".into()],
            back_overlays: vec!["O1B".into()],
            eject: Eject::Front,
            ..MediumMap::default()
        };
        let fields = of(map);
        assert_eq!(field(&fields, "BMM").get(8..), Some([4, 0x45, 0, 3].as_slice()));
        assert_eq!(field(&fields, "MCC"), [0, 1, 0, 3, 0, 1, 0, 4, 0, 6, 0, 2]);
        assert_eq!(field(&fields, "PGP"), [1, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
        let mmc: Vec<&[u8]> = fields.iter().filter(|(id, _)| id == "MMC").map(|(_, data)| &data[..]).collect();
        let front = [
            1, 0xFF, 0x90, 1, 0x91, 2, 0xD1, 1, 0xE0, 2, 0xE1, 7, 0xE8, 0, 0xE9, 1, 0xF2, 1, 0xF2, 2, 0xF4, 3, 0xFC, 2,
        ];
        let back = [2, 0xFF, 0x90, 1, 0x91, 2, 0xE0, 2, 0xE1, 7, 0xE8, 0, 0xE9, 1, 0xF2, 2, 0xF4, 3, 0xF9, 1, 0xFC, 2];
        assert_eq!(mmc, [&front[..], &back[..]]);
        // A group of 13 bytes: X'02' type 11 of six, X'22' of seven with type 40 and four bytes of local id.
        assert_eq!(field(&fields, "MMT"), [0, 15, 6, 2, 0x11, 0, 0xC1, 0xF4, 7, 0x22, 0x40, 0, 0, 0, 1]);
        let mmo = field(&fields, "MMO");
        assert_eq!(mmo.get(..8), Some([12, 0, 0, 0, 1, 0, 0, 0].as_slice()));
        assert_eq!(mmo.len(), 4 + 2 * 12);
    }

    #[test]
    fn a_landscape_sheet_of_a_size_and_a_page_moved_and_turned() {
        let fields = of(MediumMap {
            name: "WIDE".into(),
            size: Some(Size::new(Emu::from_l_units(24_480), Emu::from_l_units(15_840))),
            orientation: SheetOrientation::Landscape,
            offset: Point::new(Emu::from_l_units(1_440), -Emu::from_l_units(1_440)),
            turn: QuarterTurn::One,
            ..MediumMap::default()
        });
        assert_eq!(
            field(&fields, "MDD"),
            [0, 0, 0x38, 0x40, 0x38, 0x40, 0, 0x5F, 0xA0, 0, 0x3D, 0xE0, 0x80, 3, 0x68, 1]
        );
        assert_eq!(field(&fields, "PGP"), [1, 10, 0, 5, 0xA0, 0xFF, 0xFA, 0x60, 0x2D, 0, 0]);
    }

    #[test]
    fn finishing_and_the_intent_of_colours_have_every_byte_of_the_architecture() {
        let of = |operation, scope, edge, count| Finishing { operation, scope, edge, count, offset: None };
        let map = |name: &str, finishing| MediumMap { name: name.into(), finishing, ..MediumMap::default() };
        let staple = |scope| of(FinishingOperation::CornerStaple, scope, Some(SheetEdge::Top), 0);
        let form = FormDefinition {
            name: "F1TEST".into(),
            maps: vec![
                map(
                    "FIRST",
                    vec![
                        staple(FinishingScope::Collection),
                        of(FinishingOperation::Punch, FinishingScope::Sheet, Some(SheetEdge::Left), 4),
                        of(FinishingOperation::ZFold, FinishingScope::Sheet, None, 0),
                    ],
                ),
                map("REST", vec![staple(FinishingScope::Continued)]),
            ],
            finishing: vec![Finishing {
                offset: Some(12),
                ..of(FinishingOperation::Trim, FinishingScope::PrintFile, Some(SheetEdge::Left), 0)
            }],
            intent: Some(RenderingIntent::Saturation),
        };
        let fields = data(&form);
        let ids: Vec<&str> = fields.iter().map(|(id, _)| id.as_str()).collect();
        let wanted = "BFM BDG PEC PGP MDD MFC EDG BMM PGP MDD MCC MMC MFC MFC EMM BMM PGP MDD MCC MMC MFC EMM EFM";
        assert_eq!(ids.join(" "), wanted);
        assert_eq!(field(&fields, "PEC"), [0, 0, 10, 0x95, 0, 0, 2, 2, 2, 2, 0, 0]);
        let controls: Vec<&[u8]> = fields.iter().filter(|(id, _)| id == "MFC").map(|(_, data)| &data[..]).collect();
        let wanted: [&[u8]; 4] = [
            &[0x80, 0, 0, 1, 9, 0x85, 0x19, 0, 0, 3, 0, 0, 12],
            &[0x80, 0, 1, 5, 9, 0x85, 0x01, 0, 0, 2, 0, 0xFF, 0xFF],
            &[0x80, 0, 0, 4, 9, 0x85, 0x0A, 0, 0, 3, 4, 0xFF, 0xFF, 9, 0x85, 0x07, 0, 0, 0xFF, 0, 0xFF, 0xFF],
            &[0x80, 0, 2, 5, 9, 0x85, 0x01, 0, 0, 2, 0, 0xFF, 0xFF],
        ];
        assert_eq!(controls, wanted);
    }

    #[test]
    fn what_no_printer_can_be_told_is_refused() {
        let fails = |map: MediumMap| {
            FormDefinition { name: "F1".into(), maps: vec![map], ..FormDefinition::default() }.fields(None).is_err()
        };
        assert!(fails(MediumMap { name: "NINELONGG".into(), ..MediumMap::default() }));
        assert!(fails(MediumMap { media_type: Some("信紙".into()), ..MediumMap::default() }));
        assert!(fails(MediumMap { front_overlays: vec!["O".into(); 9], ..MediumMap::default() }));
    }
}
