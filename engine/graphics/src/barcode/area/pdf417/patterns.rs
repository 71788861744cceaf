//! Codewords as modules. The tables are those of the rxing crate, which go the other way.

use std::sync::OnceLock;

use rxing::pdf417::pdf_417_common::{CODEWORD_TABLE, SYMBOL_TABLE};

const MODULES: usize = 17;
const CODEWORDS: usize = 929;

type Table = [Vec<u32>; 3];

/// The patterns of each cluster in the order of the codewords.
fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = [const { Vec::new() }; 3].map(|_: Vec<u32>| vec![0; CODEWORDS]);
        for (&pattern, &codeword) in SYMBOL_TABLE.iter().zip(CODEWORD_TABLE.iter()) {
            let place = codeword.saturating_sub(1) as usize % CODEWORDS;
            if let Some(slot) = table.get_mut(cluster(pattern)).and_then(|cluster| cluster.get_mut(place)) {
                *slot = pattern;
            }
        }
        table
    })
}

/// Bars less every other bar, modulus 9, over 3 (ISO/IEC 15438, 4.3).
fn cluster(pattern: u32) -> usize {
    let modules: Vec<bool> = bits(pattern).collect();
    let runs = modules.chunk_by(|left, right| left == right).map(<[bool]>::len).step_by(2);
    let sum =
        runs.enumerate().fold(9, |sum, (number, width)| if number % 2 == 0 { sum + width } else { sum + 9 - width });
    sum % 9 / 3
}

fn bits(pattern: u32) -> impl Iterator<Item = bool> {
    (0..MODULES).rev().map(move |bit| pattern >> bit & 1 == 1)
}

/// A codeword's modules in a cluster, 0 to 2.
pub(super) fn modules(cluster: usize, codeword: u16) -> impl Iterator<Item = bool> {
    let pattern = table().get(cluster).and_then(|cluster| cluster.get(usize::from(codeword))).copied().unwrap_or(0);
    bits(pattern)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cluster_has_every_codeword_and_they_differ() {
        let mut all: Vec<u32> = table().iter().flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 3 * CODEWORDS);
        assert!(all.first().is_some_and(|&least| least >= 1 << 16));
    }
}
