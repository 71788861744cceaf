//! A structured field with its values, and the file offset of each of its triplets.

use afp_codec::triplets::{FullyQualifiedName, NameUse, Triplet};
use afp_codec::wire::Wire;
use afp_codec::{DecodeError, Field, FieldId, Name, RawField};

use crate::finding::Step;
use crate::triplet_table::{self, Layout};

/// A triplet with its place.
#[derive(Debug)]
pub(crate) struct TripletAt<'a> {
    pub(crate) offset: u64,
    /// The id byte; zero where there is none.
    pub(crate) id: u8,
    pub(crate) triplet: Triplet<'a>,
}

impl<'a> TripletAt<'a> {
    /// The name, if this is a fully qualified name of the wanted use.
    pub(crate) fn name(&self, usage: NameUse) -> Option<&FullyQualifiedName<'a>> {
        match &self.triplet {
            Triplet::FullyQualifiedName(name) if name.usage == usage => Some(name),
            _ => None,
        }
    }
}

/// The triplets of a field, or of one of its repeating groups.
#[derive(Debug)]
pub(crate) struct TripletList<'a> {
    /// File offset of the field's data, or of the group.
    pub(crate) offset: u64,
    pub(crate) triplets: Vec<TripletAt<'a>>,
}

impl<'a> TripletList<'a> {
    /// The first triplet with an id.
    pub(crate) fn find(&self, id: u8) -> Option<&TripletAt<'a>> {
        self.triplets.iter().find(|at| at.id == id)
    }

    /// The first name of a use, with its place.
    pub(crate) fn name(&self, usage: NameUse) -> Option<(u64, &FullyQualifiedName<'a>)> {
        self.triplets.iter().find_map(|at| Some((at.offset, at.name(usage)?)))
    }
}

/// A structured field being checked.
#[derive(Debug)]
pub(crate) struct Seen<'a> {
    pub(crate) raw: RawField<'a>,
    /// Its values; `Field::Raw` where they do not fit or are not described.
    pub(crate) field: Field<'a>,
    /// Why the data does not fit the field.
    pub(crate) damage: Option<DecodeError>,
    pub(crate) lists: Vec<TripletList<'a>>,
}

impl<'a> Seen<'a> {
    pub(crate) fn new(raw: RawField<'a>) -> Self {
        let (field, damage) = match Field::decode(raw.id, raw.data) {
            Ok(field) => (field, None),
            Err(error) => (Field::decode_or_raw(raw.id, raw.data), Some(error)),
        };
        let lists = if damage.is_none() { lists(&raw) } else { Vec::new() };
        Self { raw, field, damage, lists }
    }

    pub(crate) fn id(&self) -> FieldId {
        self.raw.id
    }

    pub(crate) fn offset(&self) -> u64 {
        self.raw.offset
    }

    pub(crate) fn step(&self) -> Step {
        Step { field: self.raw.id, offset: self.raw.offset }
    }

    /// The triplets, for a field that has no repeating groups.
    pub(crate) fn triplets(&self) -> impl Iterator<Item = &TripletAt<'a>> {
        self.lists.iter().flat_map(|list| &list.triplets)
    }

    /// The first eight bytes, where the field begins or ends an object and gives it a name.
    pub(crate) fn own_name(&self) -> Option<Name> {
        self.raw.data.first_chunk::<8>().copied().map(Name).filter(|_| self.id().is_begin() || self.id().is_end())
    }

    /// The name that the field gives its object, as bytes: the qualified name where there is one.
    pub(crate) fn full_name(&self) -> Option<Vec<u8>> {
        let long = self.triplets().find_map(|at| at.name(NameUse::REPLACE_FIRST)).map(|name| name.name.0.to_vec());
        long.or_else(|| self.own_name().map(|name| name.padded().0.to_vec()))
    }
}

/// Finds the triplets by the layout of the field.
fn lists<'a>(raw: &RawField<'a>) -> Vec<TripletList<'a>> {
    let data = raw.data;
    let start = raw.data_offset();
    let list = |offset: u64, from: usize, bytes: &'a [u8]| TripletList {
        offset,
        triplets: located(bytes.get(from..).unwrap_or_default(), offset + from as u64),
    };
    match triplet_table::layout(raw.id) {
        Layout::None => Vec::new(),
        Layout::From(from) => vec![list(start, from, data)],
        Layout::Groups { from, inside } => {
            let mut groups = Vec::new();
            let mut at = from;
            while let Some(left) = data.get(at..).filter(|left| !left.is_empty()) {
                let length = left.first_chunk::<2>().map_or(0, |bytes| usize::from(u16::from_be_bytes(*bytes)));
                let Some(group) = left.get(..length).filter(|group| group.len() >= 2) else { break };
                groups.push(list(start + at as u64, inside, group));
                at += length;
            }
            groups
        }
    }
}

fn located(bytes: &[u8], start: u64) -> Vec<TripletAt<'_>> {
    let mut list = Vec::new();
    let mut at = 0;
    while let Some(left) = bytes.get(at..).filter(|left| !left.is_empty()) {
        let length = left.first().map_or(0, |&length| usize::from(length));
        let whole = left.get(..length).filter(|whole| whole.len() >= 2).unwrap_or(left);
        let triplet = Triplet::decode(whole).unwrap_or(Triplet::Damaged(whole.into()));
        let id = if matches!(triplet, Triplet::Damaged(_)) { 0 } else { whole.get(1).copied().unwrap_or_default() };
        list.push(TripletAt { offset: start + at as u64, id, triplet });
        at += whole.len();
    }
    list
}
