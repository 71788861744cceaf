//! A font character set as its fields give it (FOCA chapter 6), ready to be made into faces.

use std::collections::BTreeMap;

use afp_codec::foca::{
    CharacterMetrics, FontControl, FontDescriptor, FontGroups, FontIndex, FontLayout, FontOrientation, FontPosition,
    PatternPlace,
};
use afp_codec::framing::Joined;
use afp_codec::values::Rotation;
use afp_codec::{Field, FieldId, Name, RawField};

/// The fields of a font character set.
#[derive(Clone, Debug)]
pub(super) struct CharacterSet<'d> {
    pub(super) offset: u64,
    pub(super) descriptor: FontDescriptor<'d>,
    pub(super) control: FontControl<'d>,
    pub(super) orientations: Vec<FontOrientation>,
    pub(super) positions: Vec<FontPosition>,
    /// Characters by the number that orientations give; a long index may stand in several fields.
    pub(super) indexes: Vec<Vec<CharacterMetrics>>,
    pub(super) patterns: Vec<PatternPlace>,
    /// Joined data of the names and of the shapes.
    pub(super) names: Joined<'d>,
    pub(super) shapes: Joined<'d>,
    pub(super) layout: FontLayout,
}

impl<'d> CharacterSet<'d> {
    pub(super) fn new(offset: u64) -> Self {
        Self {
            offset,
            descriptor: FontDescriptor::default(),
            control: FontControl::default(),
            orientations: Vec::new(),
            positions: Vec::new(),
            indexes: Vec::new(),
            patterns: Vec::new(),
            names: Joined::default(),
            shapes: Joined::default(),
            layout: FontLayout::default(),
        }
    }

    /// Takes a field.
    pub(super) fn take(&mut self, raw: &RawField<'d>) {
        match raw.id {
            FieldId::FNN => self.names.push(raw.data, raw.data_offset()),
            FieldId::FNG => self.shapes.push(raw.data, raw.data_offset()),
            FieldId::FNI => {
                if let FontGroups::Index(index) = self.layout.read(raw.id, raw.data) {
                    self.index(index);
                }
            }
            _ => {
                let field = raw.decode();
                self.layout.follow(&field);
                match field {
                    Field::FontDescriptor(descriptor) => self.descriptor = descriptor,
                    Field::FontControl(control) => self.control = control,
                    Field::FontOrientations(orientations) => self.orientations.extend(orientations.groups),
                    Field::FontPositions(positions) => self.positions.extend(positions.groups),
                    Field::FontPatternsMap(map) => self.patterns.extend(map.patterns),
                    _ => {}
                }
            }
        }
    }

    fn index(&mut self, index: FontIndex) {
        let characters = match index {
            FontIndex::Metrics(characters) => characters,
            FontIndex::Increments(characters) => characters
                .into_iter()
                .map(|given| CharacterMetrics {
                    character: given.character,
                    increment: given.increment,
                    ..CharacterMetrics::default()
                })
                .collect(),
        };
        // An index is sorted by character: one that goes on where the last one ended, when there are more fields than
        // the orientations ask for, is its continuation.
        let wanted = self.orientations.iter().map(FontOrientation::index_number).max().map_or(1, |last| last + 1);
        let goes_on = |last: &Vec<CharacterMetrics>| match (last.last(), characters.first()) {
            (Some(last), Some(first)) => last.character < first.character,
            _ => false,
        };
        let all_begun = self.indexes.len() >= wanted;
        match self.indexes.last_mut() {
            Some(last) if all_begun && goes_on(last) => last.extend(characters),
            _ => self.indexes.push(characters),
        }
    }

    /// The orientation for a number of quarter turns, with its characters and positions.
    pub(super) fn orientation(&self, turns: u8) -> Option<(&FontOrientation, &[CharacterMetrics], FontPosition)> {
        let rotation = Rotation::from_quarter_turns(turns);
        let place = self.orientations.iter().position(|orientation| orientation.rotation == rotation)?;
        let orientation = self.orientations.get(place)?;
        let characters = self.indexes.get(orientation.index_number())?;
        let position = self.positions.get(place).or_else(|| self.positions.first()).cloned().unwrap_or_default();
        Some((orientation, characters, position))
    }

    /// The quarter turns of the first orientation.
    pub(super) fn first_turns(&self) -> u8 {
        self.orientations.first().and_then(|orientation| orientation.rotation.quarter_turns()).unwrap_or(0)
    }

    /// The patterns of the upright characters.
    pub(super) fn upright_patterns(&self) -> BTreeMap<Name, u16> {
        let upright = self.orientation(0).map(|(_, characters, _)| characters).unwrap_or_default();
        upright.iter().map(|metrics| (metrics.character, metrics.pattern)).collect()
    }
}
