//! What the user chose for the program itself.

use serde::{Deserialize, Serialize};

/// Light, dark, or as the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ThemeChoice {
    /// Follows the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LanguageChoice {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// 正體中文.
    #[serde(rename = "zh-Hant")]
    TraditionalChinese,
}

/// The unit lengths are shown in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitChoice {
    /// Millimetres.
    #[default]
    Millimetre,
    /// Inches.
    Inch,
    /// Points, 1/72 inch.
    Point,
    /// AFP L-units, 1/1440 inch.
    LUnit,
}

/// What is kept between two starts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light or dark.
    pub theme: ThemeChoice,
    /// The language; nothing until one was chosen: then the system's.
    pub language: Option<LanguageChoice>,
    /// The unit lengths are shown in.
    pub unit: UnitChoice,
    /// The server templates are published to.
    pub server: String,
    /// The name last signed in with.
    pub user: String,
    /// Folders of AFP resources, in the order in which they are looked through.
    pub libraries: Vec<String>,
}
