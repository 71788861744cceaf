//! What a template's AFP profile means to the stages that keep to it.

use afp_write::{ClassicFonts, ColourMode, ColourResource, InkImages, Profile, Resolution};
use diagnostics::{Code, Diagnostic};
use fonts::Face;
use lower::{Capabilities, Feature};
use model::{AfpImages, AfpOutput, AfpProfile, AfpResolution, AfpSpots};
use units::FontSize;

/// The side of the em square of the largest raster font, in pels: 192 pt at 300 pels to the inch. A font of such
/// letters still fits its field of 16 MB.
const LARGEST_RASTER: u32 = 800;

/// The writer's profile.
pub(crate) fn profile(output: &AfpOutput) -> Profile {
    let images = match output.images {
        AfpImages::Fs11 => InkImages::Fs11,
        AfpImages::Fs45 => InkImages::Fs45,
    };
    match output.profile {
        AfpProfile::Is3 => Profile::Is3,
        AfpProfile::Is3Pt4 => Profile::Is3Pt4,
        AfpProfile::Classic => Profile::Classic { fonts: ClassicFonts::Raster(resolution(output)), images },
        AfpProfile::ClassicOutline => Profile::Classic { fonts: ClassicFonts::Outline, images },
    }
}

fn resolution(output: &AfpOutput) -> Resolution {
    match output.resolution {
        AfpResolution::Pels240 => Resolution::Pels240,
        AfpResolution::Pels300 => Resolution::Pels300,
        AfpResolution::Pels600 => Resolution::Pels600,
    }
}

/// What a file of the profile can draw.
pub(crate) fn capabilities(output: &AfpOutput) -> Capabilities {
    let classic = match output.images {
        AfpImages::Fs11 => Capabilities::AFP_CLASSIC,
        AfpImages::Fs45 => Capabilities::AFP_CLASSIC.with_native(Feature::InkPicture),
    };
    let capabilities = match output.profile {
        AfpProfile::Is3 => Capabilities::AFP_IS3,
        AfpProfile::Is3Pt4 => Capabilities::AFP_IS3.with_native(Feature::UnreachableGlyph),
        AfpProfile::ClassicOutline => classic,
        AfpProfile::Classic => {
            let per_inch = u32::from(resolution(output).per_inch());
            // A size in twentieths of a point is the em in 1/1440 inch.
            let largest = u16::try_from(LARGEST_RASTER * 1_440 / per_inch).unwrap_or(u16::MAX);
            // Pictures take a byte for each colour of a dot: more dots than the eye sees on paper are not worth it.
            classic.with_largest_text(FontSize::from_twentieths(largest)).with_picture_dpi(per_inch.min(300))
        }
    };
    match output.spots {
        AfpSpots::Alternate => capabilities,
        AfpSpots::Highlight => capabilities.with_native(Feature::SpotColour),
    }
}

/// The colour management resources that pages refer to.
pub(crate) fn colour_resources(output: &AfpOutput) -> Vec<ColourResource> {
    let modes = &output.colour_management;
    let of = |names: &[String], mode: ColourMode| {
        names.iter().map(|name| ColourResource { name: name.clone(), mode }).collect::<Vec<_>>()
    };
    [
        of(&modes.audit, ColourMode::Audit),
        of(&modes.instruction, ColourMode::Instruction),
        of(&modes.link, ColourMode::Link),
    ]
    .concat()
}

/// Whether the file's fonts are pictures of letters, which some makers allow where they forbid outlines.
pub(crate) fn has_raster_fonts(output: &AfpOutput) -> bool {
    output.profile == AfpProfile::Classic
}

/// The finding about a font that must not go into a file.
pub(crate) fn forbidden(face: &Face, raster: bool) -> Option<Diagnostic> {
    let embeds = if raster { face.embedding().is_allowed() } else { face.may_embed() };
    let allowed = embeds && face.may_subset();
    (!allowed).then(|| Diagnostic::new(Code::FontNotEmbeddable).with("font", face.full_name()))
}
