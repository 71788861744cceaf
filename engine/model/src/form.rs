//! Form definitions: how the printer makes sheets of pages (MO:DCA "Form Map", "Medium Map").

use diagnostics::ObjectId;
use units::{Angle, Emu, FontSize, Size};

use crate::json::{keyword, record};

keyword! {
    /// Sides that are printed.
    pub enum Duplex {
        /// The front.
        "simplex" => Simplex,
        /// Both, the sheet turned about its left edge.
        "normal" => Normal,
        /// Both, the sheet turned about its top edge.
        "tumble" => Tumble,
    }
}

keyword! {
    /// Sides that show medium overlays and no pages.
    pub enum ConstantForms {
        /// None.
        "none" => None,
        /// The front.
        "front" => Front,
        /// The back.
        "back" => Back,
        /// Both.
        "both" => Both,
    }
}

keyword! {
    /// How the sheet lies.
    pub enum SheetOrientation {
        /// Upright.
        "portrait" => Portrait,
        /// On its side.
        "landscape" => Landscape,
        /// Upside down.
        "reverse_portrait" => ReversePortrait,
        /// On its other side.
        "reverse_landscape" => ReverseLandscape,
    }
}

keyword! {
    /// What begins when a medium map with several pages on a side is invoked.
    pub enum MediumEject {
        /// A sheet.
        "sheet" => Sheet,
        /// The next partition.
        "partition" => Partition,
        /// The next partition of a front.
        "front" => Front,
        /// The next partition of a back.
        "back" => Back,
    }
}

keyword! {
    /// What is done to sheets (MO:DCA X'85').
    pub enum FinishingOperation {
        /// A staple in a corner.
        "corner_staple" => CornerStaple,
        /// Staples along an edge.
        "edge_stitch" => EdgeStitch,
        /// Staples in the fold.
        "saddle_stitch" => SaddleStitch,
        /// Holes along an edge.
        "punch" => Punch,
        /// Folded along the middle.
        "fold" => Fold,
        /// Folded at the centre.
        "centre_fold" => CentreFold,
        /// Folded to a Z; each sheet.
        "z_fold" => ZFold,
        /// Folded to a C.
        "c_fold" => CFold,
        /// Folded like an accordion.
        "accordion_fold" => AccordionFold,
        /// Perforated.
        "perforation_cut" => PerforationCut,
        /// Cut apart.
        "separation_cut" => SeparationCut,
        /// Trimmed.
        "trim" => Trim,
        /// Glued at the back.
        "perfect_bind" => PerfectBind,
        /// Held by rings.
        "ring_bind" => RingBind,
    }
}

keyword! {
    /// Which sheets are finished together (MO:DCA MFC).
    pub enum FinishingScope {
        /// Each sheet of the medium map.
        "sheet" => Sheet,
        /// The sheets from where the medium map is invoked.
        "collection" => Collection,
        /// The sheets of the collection that a medium map before began.
        "continued" => Continued,
        /// Each document.
        "document" => Document,
        /// The print file.
        "print_file" => PrintFile,
    }
}

keyword! {
    /// An edge of the sheet, or the corner at its end.
    pub enum SheetEdge {
        /// The printer's own choice.
        "default" => Default,
        /// The bottom edge, the bottom right corner.
        "bottom" => Bottom,
        /// The right edge, the top right corner.
        "right" => Right,
        /// The top edge, the top left corner.
        "top" => Top,
        /// The left edge, the bottom left corner.
        "left" => Left,
    }
}

keyword! {
    /// What matters when the printer cannot make a colour (ICC).
    pub enum RenderingIntent {
        /// That colours look right beside each other.
        "perceptual" => Perceptual,
        /// That colours are vivid.
        "saturation" => Saturation,
        /// That colours are as measured, from the white of the paper.
        "relative_colorimetric" => RelativeColorimetric,
        /// That colours are as measured.
        "absolute_colorimetric" => AbsoluteColorimetric,
    }
}

record! {
    /// A finishing operation.
    pub struct Finishing {
        /// What is done.
        operation: FinishingOperation,
        /// To which sheets.
        scope: FinishingScope = FinishingScope::Collection,
        /// At which edge or corner.
        edge: SheetEdge = SheetEdge::Default,
        /// How many staples, stitches or holes, up to 122; 0 for the printer's own number.
        count: u8 = 0,
        /// How far from the edge; where the printer does it, where nothing is given.
        offset: Option<Emu> = None,
    }
}

impl FinishingOperation {
    /// Whether it can be done to these sheets: staples and bindings need several, some folds take one (MO:DCA MFC,
    /// triplet X'85').
    pub const fn suits(self, scope: FinishingScope) -> bool {
        match self {
            Self::CornerStaple | Self::EdgeStitch | Self::SaddleStitch | Self::PerfectBind | Self::RingBind => {
                !matches!(scope, FinishingScope::Sheet)
            }
            Self::ZFold => matches!(scope, FinishingScope::Sheet),
            Self::Punch
            | Self::Fold
            | Self::CentreFold
            | Self::CFold
            | Self::AccordionFold
            | Self::PerforationCut
            | Self::SeparationCut
            | Self::Trim => true,
        }
    }
}

record! {
    /// How the printer makes sheets of the pages that invoke it.
    pub struct MediumMap is element {
        /// Id.
        id: ObjectId,
        /// Its name, up to eight letters, digits or #, @, $.
        name: String,
        /// Sides that are printed.
        duplex: Duplex = Duplex::Simplex,
        /// Copies of each sheet, 1 to 255.
        copies: u8 = 1,
        /// Number of the media source (bin, tray), 1 to 255; 0 for the printer's own choice.
        source: u8 = 0,
        /// Name of the media type as the printer knows it; it wins over the source.
        media_type: String = String::new(),
        /// Number of the media destination (output bin); 0 for the printer's own choice.
        destination: u16 = 0,
        /// Its sheets are offset from those before.
        jog: bool = false,
        /// Pages on a side, 1 to 4 partitions; 0 for no partitions.
        up: u8 = 0,
        /// What begins when it is invoked, where there are partitions.
        eject: MediumEject = MediumEject::Sheet,
        /// Sides that show medium overlays and no pages.
        constant_forms: ConstantForms = ConstantForms::None,
        /// Names of medium overlays of the front, up to 8.
        front_overlays: Vec<String> = Vec::new(),
        /// Names of medium overlays of the back, up to 8.
        back_overlays: Vec<String> = Vec::new(),
        /// From the left edge of the sheet or partition to the page's corner.
        x: Emu = Emu::ZERO,
        /// From the top edge of the sheet or partition to the page's corner.
        y: Emu = Emu::ZERO,
        /// The page turned clockwise about its corner, by quarters.
        rotation: Angle = Angle::ZERO,
        /// The sheet's size; that of the medium loaded where none is given.
        size: Option<Size> = None,
        /// How the sheet lies.
        orientation: SheetOrientation = SheetOrientation::Portrait,
        /// What is done to its sheets, with the scopes `sheet`, `collection` and `continued`; the first operation is the
        /// outermost.
        finishing: Vec<Finishing> = Vec::new(),
    }
}

record! {
    /// A name chosen for a resource; others get one made from their content.
    pub struct ResourceName is element {
        /// Id.
        id: ObjectId,
        /// What has it: the id of a master for its overlay, the name of a picture among the assets, or the full name of a
        /// font.
        of: String,
        /// For the fonts of classic files: the size whose coded font and raster character set have it. Without a size the
        /// code page and the outlines have it, which serve all sizes, and the font of an `is3` file.
        size: Option<FontSize> = None,
        /// For the fonts of classic files: which of the face's coded fonts, 0 for the one of code page 500.
        part: u16 = 0,
        /// The name, up to eight letters, digits or #, @, $. Of a classic font it is what stands behind `X0`, `C0` and
        /// `T1`: up to six, and up to four before the section of a double-byte font.
        name: String,
    }
}

/// Why a name cannot be that of a resource or medium map in every library (MO:DCA "External Resource Naming
/// Conventions"): one to eight characters of `A`–`Z`, `0`–`9`, `#`, `@`, `$`.
pub fn resource_name_fault(name: &str) -> Option<&'static str> {
    let allowed = |sign: char| sign.is_ascii_uppercase() || sign.is_ascii_digit() || matches!(sign, '#' | '@' | '$');
    match name.chars().count() {
        0 => Some("it is empty"),
        1..=8 if name.chars().all(allowed) => None,
        1..=8 => Some("only A–Z, 0–9, #, @ and $ are allowed"),
        _ => Some("it has more than eight characters"),
    }
}
