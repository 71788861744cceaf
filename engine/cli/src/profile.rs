//! The AFP profile asked for, in place of the template's.

use formwright::{AfpProfile, AfpResolution, Source};

use crate::arguments::{AfpChoice, Pels, Profile};

/// Changes the template's AFP output to what was asked for.
pub(crate) fn choose(source: &mut Source, choice: AfpChoice) {
    let output = &mut source.template.outputs.afp;
    if let Some(profile) = choice.profile {
        output.profile = match profile {
            Profile::Is3 => AfpProfile::Is3,
            Profile::Is3Pt4 => AfpProfile::Is3Pt4,
            Profile::Classic => AfpProfile::Classic,
            Profile::ClassicOutline => AfpProfile::ClassicOutline,
        };
    }
    if let Some(resolution) = choice.resolution {
        output.resolution = match resolution {
            Pels::Pels240 => AfpResolution::Pels240,
            Pels::Pels300 => AfpResolution::Pels300,
            Pels::Pels600 => AfpResolution::Pels600,
        };
    }
}
