//! Fonts as pages name them.

use afp_codec::Name;
use units::FontSize;

use crate::error::WriteError;
use crate::names::{name, text_from_hash};
use crate::options::{ClassicFonts, Profile, Resolution, ResourcePlace};
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

    /// Its number among the parts of a face.
    const fn number(self) -> u16 {
        match self {
            Self::International => 0,
            Self::Single(number) | Self::Double(number) => number.saturating_add(1),
        }
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
        if let Some(chosen) = self.chosen(plan, Some(self.size), 0) {
            return name(&format!("X0{chosen}"));
        }
        given("X0", plan, self.face, &[shared_as(plan), &self.size.twentieths().to_be_bytes(), &self.part.bytes()])
    }

    /// The name of a section's font character set; raster ones have a size.
    pub(crate) fn character_set(self, plan: &Plan, size: Option<FontSize>, section: u8) -> Result<Name, WriteError> {
        if let Some(chosen) = self.chosen(plan, size, section) {
            return name(&format!("C0{chosen}"));
        }
        let size = size.map_or(0, FontSize::twentieths).to_be_bytes();
        given("C0", plan, self.face, &[shared_as(plan), &size, &self.part.bytes(), &[section]])
    }

    /// The name of a section's code page, the same at all sizes.
    pub(crate) fn code_page(self, plan: &Plan, section: u8) -> Result<Name, WriteError> {
        if let Some(chosen) = self.chosen(plan, None, section) {
            return name(&format!("T1{chosen}"));
        }
        given("T1", plan, self.face, &[&self.part.bytes(), &[section]])
    }

    /// The name that somebody chose, and behind it the section of a double-byte font.
    fn chosen(self, plan: &Plan, size: Option<FontSize>, section: u8) -> Option<String> {
        let chosen = plan.font_names.get(&(self.face, size, self.part.number()))?;
        Some(if section == 0 { chosen.clone() } else { format!("{chosen}{section:02X}") })
    }
}

/// What tells the fonts of a library apart that are of one face and size: how they are drawn. The jobs that share a
/// library may have different profiles; a file has one.
fn shared_as(plan: &Plan) -> &'static [u8] {
    match (plan.options.resources, plan.options.profile) {
        (ResourcePlace::External, Profile::Classic { fonts: ClassicFonts::Raster(Resolution::Pels240), .. }) => b"240",
        (ResourcePlace::External, Profile::Classic { fonts: ClassicFonts::Raster(Resolution::Pels300), .. }) => b"300",
        (ResourcePlace::External, Profile::Classic { fonts: ClassicFonts::Raster(Resolution::Pels600), .. }) => b"600",
        (ResourcePlace::External, Profile::Classic { fonts: ClassicFonts::Outline, .. }) => b"outline",
        (ResourcePlace::External | ResourcePlace::Inline, _) => b"",
    }
}

/// A name of the two letters that such resources begin with by custom and six signs from a hash: of the job, because
/// receivers may keep fonts from one job to the next, of the face, and of what more tells the resource from others.
/// Fonts of a library hold all characters of their part, so they are the same for every job.
fn given(kind: &str, plan: &Plan, face: u16, more: &[&[u8]]) -> Result<Name, WriteError> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(kind.as_bytes());
    if plan.options.resources == ResourcePlace::Inline {
        hasher.update(&plan.options.identity);
    }
    if let Some(planned) = plan.faces.get(usize::from(face)) {
        hasher.update(planned.face.hash()).update(&planned.face.index().to_be_bytes());
    }
    for bytes in more {
        hasher.update(bytes);
    }
    let signs = text_from_hash('_', &hasher.finalize());
    name(&format!("{kind}{}", signs.get(1..7).unwrap_or_default()))
}
