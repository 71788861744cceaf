//! What an AFP file may hold, how it codes text and makes documents, and its colours.

use leptos::prelude::*;
use model::{AfpColourManagement, AfpDocuments, AfpEncoding, AfpImages, AfpProfile, AfpResolution, AfpSpots};

use super::setting::{ChoiceSetting, TextSetting, own};
use super::{afp, change};
use crate::designer::{Designer, designer};
use crate::language::t;

const PROFILES: &[(AfpProfile, &str)] = &[
    (AfpProfile::Is3, "profile-is3"),
    (AfpProfile::Is3Pt4, "profile-is3-pt4"),
    (AfpProfile::Classic, "profile-classic"),
    (AfpProfile::ClassicOutline, "profile-classic-outline"),
];
const RESOLUTIONS: &[(AfpResolution, &str)] = &[
    (AfpResolution::Pels240, "resolution-240"),
    (AfpResolution::Pels300, "resolution-300"),
    (AfpResolution::Pels600, "resolution-600"),
];
const IMAGES: &[(AfpImages, &str)] = &[(AfpImages::Fs11, "images-fs11"), (AfpImages::Fs45, "images-fs45")];
const ENCODINGS: &[(AfpEncoding, &str)] =
    &[(AfpEncoding::Utf16, "encoding-utf16"), (AfpEncoding::Utf8, "encoding-utf8")];
const DOCUMENTS: &[(AfpDocuments, &str)] =
    &[(AfpDocuments::One, "documents-one"), (AfpDocuments::Each, "documents-each")];
const SPOTS: &[(AfpSpots, &str)] =
    &[(AfpSpots::Alternate, "spots-alternate"), (AfpSpots::Highlight, "spots-highlight")];

/// A setting of a few values.
macro_rules! choice {
    ($designer:ident, $field:ident, $choices:expr, $label:literal, $hint:literal) => {
        view! {
            <ChoiceSetting
                label=$label
                hint=$hint
                choices=$choices
                value=Signal::derive(move || afp($designer, |afp| Some(afp.$field)))
                commit=Callback::new(move |chosen| {
                    change($designer, |afp| afp.$field = chosen);
                })
                owner=own($designer)
                property=stringify!($field)
                id=$label
            />
        }
    };
}

/// Profile, fonts, pictures, text, documents.
#[component]
pub(super) fn ProfileGroup() -> impl IntoView {
    let designer = designer();
    let profile = Memo::new(move |_| afp(designer, |afp| Some(afp.profile)));
    let is_classic = move || matches!(profile.get(), Some(AfpProfile::Classic | AfpProfile::ClassicOutline));
    let count = move || {
        let count = designer.profile_findings().len();
        (count > 0).then(|| {
            view! {
                <button class="live link" id="output-findings" on:click=move |_| designer.show_checks()>
                    {t!("output-findings", "count" => designer.profile_findings().len())}
                </button>
            }
        })
    };
    view! {
        <section class="group first">
            <div class="head"><h2>"AFP"</h2></div>
            {choice!(designer, profile, PROFILES, "output-profile", "output-profile-hint")}
            {count}
            <Show when=move || profile.get() == Some(AfpProfile::Classic)>
                {choice!(designer, resolution, RESOLUTIONS, "output-resolution", "output-resolution-hint")}
            </Show>
            <Show when=is_classic>
                {choice!(designer, images, IMAGES, "output-images", "output-images-hint")}
            </Show>
            <Show when=move || !is_classic()>
                {choice!(designer, encoding, ENCODINGS, "output-encoding", "output-encoding-hint")}
            </Show>
            {choice!(designer, documents, DOCUMENTS, "output-documents", "output-documents-hint")}
        </section>
    }
}

/// Spot colours and colour management resources.
#[component]
pub(super) fn ColourGroup() -> impl IntoView {
    let designer = designer();
    view! {
        <section class="group">
            <div class="head"><h2>{t!("group-colour")}</h2></div>
            {choice!(designer, spots, SPOTS, "output-spots", "output-spots-hint")}
            {resources(designer, "output-audit", "audit", |modes| &modes.audit, |modes| &mut modes.audit)}
            {resources(designer, "output-instruction", "instruction", |modes| &modes.instruction, |modes| &mut modes.instruction)}
            {resources(designer, "output-link", "link", |modes| &modes.link, |modes| &mut modes.link)}
        </section>
    }
}

/// The names of colour management resources of a mode, with commas between them.
fn resources(
    designer: Designer,
    label: &'static str,
    property: &'static str,
    get: fn(&AfpColourManagement) -> &Vec<String>,
    place: fn(&mut AfpColourManagement) -> &mut Vec<String>,
) -> impl IntoView {
    view! {
        <TextSetting
            label=label
            hint="output-colour-resource-hint"
            value=Signal::derive(move || afp(designer, |afp| get(&afp.colour_management).join(", ")))
            commit=Callback::new(move |typed: String| {
                change(designer, |afp| *place(&mut afp.colour_management) = listed(&typed))
            })
            owner=own(designer)
            property=property
            id=label
        />
    }
}

/// The names in a text with commas.
pub(super) fn listed(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
