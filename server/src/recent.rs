//! What was used last, within a bound.

use std::collections::VecDeque;

/// Values by key, most recently used first; the longest unused go when it is more than allowed.
#[derive(Debug)]
pub(crate) struct Recent<K, V> {
    kept: VecDeque<Kept<K, V>>,
    most: usize,
    most_weight: u64,
}

#[derive(Debug)]
struct Kept<K, V> {
    key: K,
    value: V,
    weight: u64,
}

impl<K: PartialEq, V: Clone> Recent<K, V> {
    /// Room for so many values and so much weight.
    pub(crate) fn new(most: usize, most_weight: u64) -> Self {
        Self { kept: VecDeque::new(), most, most_weight }
    }

    /// The value of a key, which is then the most recently used.
    pub(crate) fn get(&mut self, key: &K) -> Option<V> {
        let place = self.kept.iter().position(|kept| kept.key == *key)?;
        let kept = self.kept.remove(place)?;
        let value = kept.value.clone();
        self.kept.push_front(kept);
        Some(value)
    }

    /// Keeps a value; one that alone weighs too much is not kept.
    pub(crate) fn put(&mut self, key: K, value: V, weight: u64) {
        self.kept.retain(|kept| kept.key != key);
        self.kept.push_front(Kept { key, value, weight });
        while self.kept.len() > self.most || self.kept.iter().map(|kept| kept.weight).sum::<u64>() > self.most_weight {
            self.kept.pop_back();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(recent: &mut Recent<u8, u8>) -> Vec<u8> {
        recent.kept.iter().map(|kept| kept.key).collect()
    }

    #[test]
    fn the_longest_unused_goes_first() {
        let mut recent = Recent::new(2, 100);
        recent.put(1, 10, 1);
        recent.put(2, 20, 1);
        assert_eq!(recent.get(&1), Some(10));
        recent.put(3, 30, 1);
        assert_eq!(known(&mut recent), [3, 1]);
        assert_eq!(recent.get(&2), None);
    }

    #[test]
    fn weight_bounds_it_too() {
        let mut recent = Recent::new(10, 100);
        recent.put(1, 10, 60);
        recent.put(2, 20, 60);
        assert_eq!(known(&mut recent), [2]);
        recent.put(2, 21, 40);
        recent.put(3, 30, 60);
        assert_eq!(known(&mut recent), [3, 2]);
        recent.put(4, 40, 101);
        assert_eq!(recent.get(&4), None);
    }
}
