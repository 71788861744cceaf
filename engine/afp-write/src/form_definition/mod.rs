//! Form definitions: how pages become sheets (MO:DCA "Form Map", "Medium Map").
//!
//! In: medium maps in a job's words. Out: the fields from Begin to End Form Map. The document environment group says
//! what the first medium map says of page position and medium, for receivers that look there only; each medium map
//! says all of its own.

mod fields;
mod finishing;

pub use finishing::{Finishing, FinishingOperation, FinishingScope, SheetEdge};

use units::{Point, QuarterTurn, Size};

/// A form definition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormDefinition {
    /// Its name, up to eight characters.
    pub name: String,
    /// Its medium maps; the first is in effect where a document invokes none.
    pub maps: Vec<MediumMap>,
    /// What is done to the sheets of each document or of the print file; the first operation is the outermost.
    pub finishing: Vec<Finishing>,
    /// What matters when colours cannot be had (PEC X'95').
    pub intent: Option<RenderingIntent>,
}

/// A medium map: how the pages that invoke it become sheets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediumMap {
    /// Its name, up to eight characters.
    pub name: String,
    /// Sides (MMC X'F4').
    pub duplex: Duplex,
    /// Copies of each sheet, 1 to 255 (MCC).
    pub copies: u8,
    /// The media source, 1 to 255, none for the printer's own choice (MMC X'E1').
    pub source: Option<u8>,
    /// The media type's name, as the printer has it (MMT, MMC X'E8' X'E9').
    pub media_type: Option<String>,
    /// The media destination, 1 to 65,535, none for the printer's own choice (MMC X'90' X'91').
    pub destination: Option<u16>,
    /// Whether its sheets are offset from those before (MMC X'D1').
    pub jog: bool,
    /// Pages on a side, 1 to 4, none for no partitions (MMC X'FC').
    pub up: Option<u8>,
    /// Sides that show overlays only (MMC X'F9').
    pub constant: ConstantForms,
    /// Medium overlays of the front, at most 8 (MMO, MMC X'F2').
    pub front_overlays: Vec<String>,
    /// Medium overlays of the back, at most 8.
    pub back_overlays: Vec<String>,
    /// Where the page's corner comes to lie on the sheet, or in its partition (PGP).
    pub offset: Point,
    /// The page turned clockwise about its corner (PGP).
    pub turn: QuarterTurn,
    /// The sheet's size, none for that of the medium loaded (MDD).
    pub size: Option<Size>,
    /// How the sheet lies (MDD, X'68').
    pub orientation: SheetOrientation,
    /// What invoking it ejects, where there are partitions (BMM X'45').
    pub eject: Eject,
    /// What is done to its sheets; the first operation is the outermost (MFC).
    pub finishing: Vec<Finishing>,
}

/// What matters when the printer cannot make a colour (ICC rendering intents).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RenderingIntent {
    /// That colours look right beside each other.
    Perceptual,
    /// That colours are vivid.
    Saturation,
    /// That colours are as measured, from the white of the paper.
    RelativeColorimetric,
    /// That colours are as measured.
    AbsoluteColorimetric,
}

/// Sides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Duplex {
    /// The front only.
    #[default]
    Simplex,
    /// Both, turned about the long edge of a portrait sheet.
    Normal,
    /// Both, turned about the short edge of a portrait sheet.
    Tumble,
}

/// Sides that show overlays only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ConstantForms {
    /// None.
    #[default]
    None,
    /// The front.
    Front,
    /// The back.
    Back,
    /// Both.
    Both,
}

/// How a sheet lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SheetOrientation {
    /// Upright.
    #[default]
    Portrait,
    /// On its side.
    Landscape,
    /// Upside down.
    ReversePortrait,
    /// On its other side.
    ReverseLandscape,
}

/// What a medium map ejects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Eject {
    /// The sheet.
    #[default]
    Sheet,
    /// The partition.
    Partition,
    /// To the next partition of a front.
    Front,
    /// To the next partition of a back.
    Back,
}

impl Default for MediumMap {
    fn default() -> Self {
        Self {
            name: String::new(),
            duplex: Duplex::default(),
            copies: 1,
            source: None,
            media_type: None,
            destination: None,
            jog: false,
            up: None,
            constant: ConstantForms::default(),
            front_overlays: Vec::new(),
            back_overlays: Vec::new(),
            offset: Point::ORIGIN,
            turn: QuarterTurn::Zero,
            size: None,
            orientation: SheetOrientation::default(),
            eject: Eject::default(),
            finishing: Vec::new(),
        }
    }
}

impl FormDefinition {
    /// Whether it has a medium map of a name.
    pub(crate) fn has(&self, map: &str) -> bool {
        self.maps.iter().any(|own| own.name == map)
    }
}
