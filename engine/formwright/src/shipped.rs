//! The fonts that come with the engine.

use std::sync::{Arc, OnceLock};

/// The file of a shipped font, by its name in templates; read once in a process.
pub fn font(name: &str) -> Option<Arc<[u8]>> {
    static LOADED: [OnceLock<Arc<[u8]>>; COUNT] = [const { OnceLock::new() }; COUNT];
    let place = FONTS.iter().position(|(known, _)| *known == name)?;
    let (slot, (_, bytes)) = (LOADED.get(place)?, FONTS.get(place)?);
    Some(slot.get_or_init(|| Arc::from(*bytes)).clone())
}

/// A shipped font as a face.
pub fn face(name: &str) -> Option<fonts::Face> {
    fonts::Face::from_bytes(font(name)?, 0).ok()
}

/// Faces to show in the place of fonts that an AFP file names and nobody has.
pub(crate) fn substitutes() -> Vec<fonts::Face> {
    const NAMES: [&str; 21] = [
        "IBMPlexSans-Regular.ttf",
        "IBMPlexSans-Bold.ttf",
        "IBMPlexSerif-Regular.ttf",
        "IBMPlexMono-Regular.ttf",
        "IBMPlexSans-Italic.ttf",
        "IBMPlexSans-BoldItalic.ttf",
        "IBMPlexSerif-Italic.ttf",
        "IBMPlexSerif-SemiBold.ttf",
        "IBMPlexMono-SemiBold.ttf",
        "LiberationSans-Regular.ttf",
        "LiberationSans-Bold.ttf",
        "LiberationSans-Italic.ttf",
        "LiberationSans-BoldItalic.ttf",
        "LiberationSerif-Regular.ttf",
        "LiberationSerif-Bold.ttf",
        "LiberationSerif-Italic.ttf",
        "LiberationSerif-BoldItalic.ttf",
        "LiberationMono-Regular.ttf",
        "LiberationMono-Bold.ttf",
        "LiberationMono-Italic.ttf",
        "LiberationMono-BoldItalic.ttf",
    ];
    NAMES.into_iter().filter_map(face).collect()
}

/// The names of the shipped fonts.
pub fn names() -> impl Iterator<Item = &'static str> {
    FONTS.iter().map(|(name, _)| *name)
}

macro_rules! shipped {
    ($($name:literal)*) => {
        [$(($name, include_bytes!(concat!("../../../assets/fonts/", $name)) as &[u8]),)*]
    };
}

const COUNT: usize = 25;

static FONTS: [(&str, &[u8]); COUNT] = shipped! {
    "IBMPlexMono-Regular.ttf"
    "IBMPlexMono-SemiBold.ttf"
    "IBMPlexSans-Bold.ttf"
    "IBMPlexSans-BoldItalic.ttf"
    "IBMPlexSans-Italic.ttf"
    "IBMPlexSans-Medium.ttf"
    "IBMPlexSans-Regular.ttf"
    "IBMPlexSans-SemiBold.ttf"
    "IBMPlexSansTC-Regular.ttf"
    "IBMPlexSansTC-SemiBold.ttf"
    "IBMPlexSerif-Italic.ttf"
    "IBMPlexSerif-Regular.ttf"
    "IBMPlexSerif-SemiBold.ttf"
    "LiberationMono-Bold.ttf"
    "LiberationMono-BoldItalic.ttf"
    "LiberationMono-Italic.ttf"
    "LiberationMono-Regular.ttf"
    "LiberationSans-Bold.ttf"
    "LiberationSans-BoldItalic.ttf"
    "LiberationSans-Italic.ttf"
    "LiberationSans-Regular.ttf"
    "LiberationSerif-Bold.ttf"
    "LiberationSerif-BoldItalic.ttf"
    "LiberationSerif-Italic.ttf"
    "LiberationSerif-Regular.ttf"
};
