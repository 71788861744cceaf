//! Resources that pages name by a hash before anyone knows which of them the job will use.

use std::collections::BTreeMap;

use afp_codec::Name;

use crate::error::WriteError;

/// What pages use, by name. Two different things of one name are an error: a name is 36 bits of a hash, so that this is
/// as likely as a damaged file, but it must not pass in silence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named<T> {
    entries: BTreeMap<Name, T>,
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self { entries: BTreeMap::new() }
    }
}

impl<T: Clone + PartialEq> Named<T> {
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Name, &T)> {
        self.entries.iter().map(|(name, entry)| (*name, entry))
    }

    /// Notes that something is used.
    pub(crate) fn add(&mut self, name: Name, entry: T) -> Result<(), WriteError> {
        match self.entries.entry(name) {
            std::collections::btree_map::Entry::Vacant(place) => {
                place.insert(entry);
                Ok(())
            }
            std::collections::btree_map::Entry::Occupied(known) if *known.get() == entry => Ok(()),
            std::collections::btree_map::Entry::Occupied(_) => Err(WriteError::NameTaken(name.text())),
        }
    }

    /// Notes all that another set has.
    pub(crate) fn join(&mut self, other: &Self) -> Result<(), WriteError> {
        other.iter().try_for_each(|(name, entry)| self.add(name, entry.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_thing_twice_is_one_and_two_things_of_one_name_are_an_error() {
        let name = Name::new("Q0000001").unwrap();
        let mut one = Named::default();
        one.add(name, 1).unwrap();
        let mut two = Named::default();
        two.add(name, 1).unwrap();
        one.join(&two).unwrap();
        assert_eq!(one.iter().count(), 1);
        assert!(matches!(one.add(name, 2), Err(WriteError::NameTaken(_))));
    }
}
