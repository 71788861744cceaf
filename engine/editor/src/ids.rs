//! New ids.

use model::{ElementKind, ObjectId, Template};

/// Where new ids come from: a random seed handed in, so that nothing here is random by itself.
#[derive(Clone, Debug)]
pub struct IdSource {
    state: u64,
}

impl IdSource {
    /// A source; two with one seed give the same ids.
    pub const fn from_seed(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next number (splitmix64).
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// An id that a template does not have.
    pub fn fresh(&mut self, kind: ElementKind, template: &Template) -> ObjectId {
        loop {
            let id = ObjectId::from_random(kind.letter(), self.next());
            if template.find(id).is_none() {
                return id;
            }
        }
    }
}
