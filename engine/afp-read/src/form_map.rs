//! Form definitions: how pages are put on sheets (MO:DCA "Form Map", "Medium Map").

use std::collections::BTreeMap;

use afp_codec::fields::{MediumKeyword, MediumModifications, PagePlace};
use afp_codec::triplets::{MediaEjectControl, MediumOrientation, Triplet};
use afp_codec::{Field, Name, Record, Records};
use units::{Point, QuarterTurn, Size};

use crate::geometry::{Units, turn_of};

/// X'FFFFFF' and 0 are no size of a medium: that of what is loaded.
const DEVICE_SIZE: u32 = 0x00FF_FFFF;

/// A form definition.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormMap {
    pub(crate) maps: Vec<MediumMap>,
}

/// What a side of a sheet carries no variable data on (MMC X'F9').
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Constant {
    pub(crate) front: bool,
    pub(crate) back: bool,
}

/// One copy subgroup, or the two of the sides of a sheet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Copies {
    pub(crate) count: u16,
    pub(crate) front: Modifications,
    /// Those of the back, where the sheet is printed on both sides.
    pub(crate) back: Modifications,
}

/// Modifications of a side (MMC).
#[derive(Clone, Debug, Default)]
pub(crate) struct Modifications {
    pub(crate) overlays: Vec<Name>,
    pub(crate) suppressions: Vec<u8>,
    pub(crate) bin: Option<u16>,
    pub(crate) source: Option<u8>,
}

/// A medium map, with what it takes over from the document environment group.
#[derive(Clone, Debug)]
pub(crate) struct MediumMap {
    pub(crate) name: Name,
    pub(crate) eject: MediaEjectControl,
    pub(crate) size: Option<Size>,
    pub(crate) landscape: bool,
    pub(crate) places: Vec<Place>,
    pub(crate) duplex: bool,
    pub(crate) tumble: bool,
    /// Pages on a side, 1 to 4.
    pub(crate) up: u8,
    pub(crate) constant: Constant,
    /// The copies of each sheet; at least one.
    pub(crate) copies: Vec<Copies>,
}

/// Where a page comes to stand (PGP repeating group).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) offset: Point,
    pub(crate) turn: QuarterTurn,
    pub(crate) back: bool,
    /// From 0.
    pub(crate) partition: u8,
}

/// What a form environment or medium map says, as it is read.
#[derive(Clone, Default)]
struct Said {
    units: Option<Units>,
    size: Option<Size>,
    landscape: bool,
    /// Offsets in the units of the medium descriptor, which may come later.
    places: Vec<(i32, i32, QuarterTurn, u8)>,
    overlays: BTreeMap<u8, Name>,
    subgroups: Vec<(u16, u8)>,
    controls: Vec<MediumModifications>,
    eject: MediaEjectControl,
}

impl FormMap {
    /// Reads the fields of a form map.
    pub(crate) fn read(records: Records<'_>) -> Self {
        let mut common = Said::default();
        let mut open: Option<(Name, Said)> = None;
        let mut found = Self::default();
        for record in records {
            let Record::Field(raw) = record else { continue };
            match raw.decode() {
                Field::BeginMediumMap(begin) => {
                    let mut said = Said {
                        units: common.units,
                        size: common.size,
                        landscape: common.landscape,
                        overlays: common.overlays.clone(),
                        ..Said::default()
                    };
                    said.eject = begin.triplets.iter().fold(said.eject, |eject, triplet| match triplet {
                        Triplet::MediaEject(eject) => eject.control,
                        _ => eject,
                    });
                    open = Some((begin.name.unwrap_or_default().padded(), said));
                }
                Field::EndMediumMap(_) => {
                    if let Some((name, said)) = open.take() {
                        found.maps.push(said.map(name, &common));
                    }
                }
                field => open.as_mut().map_or(&mut common, |(_, said)| said).take(&field),
            }
        }
        if let Some((name, said)) = open {
            found.maps.push(said.map(name, &common));
        }
        found
    }

    /// The map that is invoked by a name; the first where nothing was invoked.
    pub(crate) fn map(&self, name: Option<Name>) -> Option<&MediumMap> {
        match name {
            Some(name) => self.maps.iter().find(|map| map.name == name.padded()),
            None => self.maps.first(),
        }
    }
}

impl Said {
    fn take(&mut self, field: &Field<'_>) {
        match field {
            Field::MediumDescriptor(medium) => {
                let units = Units::new(medium.x_base, medium.x_units, medium.y_base, medium.y_units);
                let given = |size: u32| size != 0 && size != DEVICE_SIZE;
                self.units = Some(units);
                self.size = (given(medium.x_size.0) && given(medium.y_size.0))
                    .then(|| units.size(medium.x_size.0.into(), medium.y_size.0.into()));
                for triplet in &medium.triplets {
                    if let Triplet::MediumOrientationTriplet(turned) = triplet {
                        self.landscape = matches!(
                            turned.orientation,
                            MediumOrientation::LANDSCAPE
                                | MediumOrientation::REVERSE_LANDSCAPE
                                | MediumOrientation::LANDSCAPE_90
                        );
                    }
                }
            }
            Field::PagePositions(positions) => {
                let place = |PagePlace { x, y, rotation, side, .. }: &PagePlace| (x.0, y.0, turn_of(*rotation), *side);
                self.places = positions.places.iter().map(|group| place(&group.0)).collect();
            }
            Field::PagePositionOne(position) => {
                self.places = vec![(position.x.0, position.y.0, QuarterTurn::Zero, 0)];
            }
            Field::MapMediumOverlay(map) => {
                self.overlays.extend(map.groups.iter().map(|group| (group.local_id, group.name)));
            }
            Field::MediumCopies(copies) => {
                let count = |first: u16, last: u16| last.saturating_sub(first).saturating_add(1);
                self.subgroups =
                    copies.subgroups.iter().map(|group| (count(group.first, group.last), group.control)).collect();
            }
            Field::MediumModifications(control) => self.controls.push(control.clone()),
            _ => {}
        }
    }

    fn map(self, name: Name, common: &Self) -> MediumMap {
        let units = self.units.unwrap_or_else(Units::standard);
        let places = if self.places.is_empty() { &common.places } else { &self.places };
        let place = |&(x, y, turn, side): &(i32, i32, QuarterTurn, u8)| Place {
            offset: units.point(x.into(), y.into()),
            turn,
            back: side & 0x0F == 1,
            partition: side >> 4,
        };
        let value = |keyword: MediumKeyword| {
            let mut all = self.controls.iter().flat_map(|control| &control.modifications);
            all.find(|modification| modification.keyword == keyword).map(|modification| modification.value)
        };
        let duplex = value(MediumKeyword::DUPLEX).unwrap_or(1);
        let constant = value(MediumKeyword::CONSTANT_FORMS).unwrap_or(0);
        let up = value(MediumKeyword::N_UP).unwrap_or(1).clamp(1, 4);
        let both = duplex > 1;
        let modifications = |id: u8| self.modifications(id);
        let mut copies: Vec<Copies> = if both {
            // The subgroups of front and back stand in pairs.
            self.subgroups
                .chunks(2)
                .filter_map(|pair| {
                    let (count, front) = *pair.first()?;
                    let back = pair.get(1).map_or(front, |pair| pair.1);
                    Some(Copies { count, front: modifications(front), back: modifications(back) })
                })
                .collect()
        } else {
            let one = |&(count, id): &(u16, u8)| Copies { count, front: modifications(id), ..Copies::default() };
            self.subgroups.iter().map(one).collect()
        };
        if copies.is_empty() {
            copies.push(Copies { count: 1, ..Copies::default() });
        }
        MediumMap {
            name,
            eject: self.eject,
            size: self.size.map(|size| {
                let lies = size.width > size.height;
                if self.landscape && !lies { Size::new(size.height, size.width) } else { size }
            }),
            landscape: self.landscape,
            places: places.iter().map(place).collect(),
            duplex: both,
            tumble: duplex == 3,
            up,
            constant: Constant { front: constant & 1 != 0, back: constant & 2 != 0 },
            copies,
        }
    }

    fn modifications(&self, id: u8) -> Modifications {
        let mut found = Modifications::default();
        let Some(control) = self.controls.iter().find(|control| control.id == id) else { return found };
        let mut bin_high = 0;
        for modification in &control.modifications {
            let value = modification.value;
            match modification.keyword {
                MediumKeyword::OVERLAY => found.overlays.extend(self.overlays.get(&value).copied()),
                MediumKeyword::SUPPRESSION => found.suppressions.push(value),
                MediumKeyword::OUTPUT_BIN_HIGH => bin_high = value,
                MediumKeyword::OUTPUT_BIN => found.bin = Some(u16::from_be_bytes([bin_high, value])),
                MediumKeyword::SOURCE => found.source = Some(value),
                _ => {}
            }
        }
        found
    }
}
