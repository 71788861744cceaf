//! Fonts as pages name them.

use afp_codec::Name;
use units::FontSize;

use crate::error::WriteError;
use crate::names::{name, text_from_hash};
use crate::plan::Plan;

/// A part of a face's characters that one coded font holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Part {
    /// Those of code page 500.
    International,
    /// Others, 190 in each font.
    Single(u16),
    /// Others, with code points of two bytes.
    Double(u16),
}

impl Part {
    /// Whether code points have two bytes.
    pub(crate) const fn is_double(self) -> bool {
        matches!(self, Self::Double(_))
    }

    fn bytes(self) -> [u8; 3] {
        let (kind, number) = match self {
            Self::International => (0, 0),
            Self::Single(number) => (1, number),
            Self::Double(number) => (2, number),
        };
        let [high, low] = number.to_be_bytes();
        [kind, high, low]
    }
}

/// A font of a face at a size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FontKey {
    /// The face's number in the job.
    pub face: u16,
    pub size: FontSize,
    pub part: Part,
}

impl FontKey {
    /// The coded font's name, which pages use.
    pub(crate) fn coded_font(self, plan: &Plan) -> Result<Name, WriteError> {
        given("X0", plan, self.face, &[&self.size.twentieths().to_be_bytes(), &self.part.bytes()])
    }

    /// The name of a section's font character set; raster ones have a size.
    pub(crate) fn character_set(self, plan: &Plan, size: Option<FontSize>, section: u8) -> Result<Name, WriteError> {
        let size = size.map_or(0, FontSize::twentieths).to_be_bytes();
        given("C0", plan, self.face, &[&size, &self.part.bytes(), &[section]])
    }

    /// The name of a section's code page, the same at all sizes.
    pub(crate) fn code_page(self, plan: &Plan, section: u8) -> Result<Name, WriteError> {
        given("T1", plan, self.face, &[&self.part.bytes(), &[section]])
    }
}

/// A name of the two letters that such resources begin with by custom and six signs from a hash: of the job, because
/// receivers may keep fonts from one job to the next, of the face, and of what more tells the resource from others.
fn given(kind: &str, plan: &Plan, face: u16, more: &[&[u8]]) -> Result<Name, WriteError> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(kind.as_bytes()).update(&plan.options.identity);
    if let Some(planned) = plan.faces.get(usize::from(face)) {
        hasher.update(planned.face.hash()).update(&planned.face.index().to_be_bytes());
    }
    for bytes in more {
        hasher.update(bytes);
    }
    let signs = text_from_hash('_', &hasher.finalize());
    name(&format!("{kind}{}", signs.get(1..7).unwrap_or_default()))
}
