//! Finishing: what is done to sheets when they are printed, folded, stapled, punched (MO:DCA MFC, X'85').

use afp_codec::Field;
use afp_codec::fields::MediumFinishing;
use afp_codec::triplets::{FinishingEdge, FinishingKind, FinishingOperation as Operation, Triplet};

/// MFC flag bit 0: the field is in effect.
const ACTIVE: u8 = 0x80;
/// The axis lies where the printer has it.
const DEFAULT_OFFSET: u16 = 0xFFFF;

/// One finishing operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finishing {
    /// What is done.
    pub operation: FinishingOperation,
    /// To which sheets.
    pub scope: FinishingScope,
    /// At which edge or corner, none for the printer's own choice.
    pub edge: Option<SheetEdge>,
    /// How many staples, stitches or holes, 0 for the printer's own number.
    pub count: u8,
    /// How far from the edge, in millimetres; none for the printer's own place.
    pub offset: Option<u16>,
}

/// What is done to sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FinishingOperation {
    /// A staple in a corner.
    CornerStaple,
    /// Staples along an edge.
    EdgeStitch,
    /// Staples in the fold.
    SaddleStitch,
    /// Holes along an edge.
    Punch,
    /// Folded along its middle.
    Fold,
    /// Folded at the centre of the collection.
    CentreFold,
    /// Folded to a Z.
    ZFold,
    /// Folded to a C.
    CFold,
    /// Folded like an accordion.
    AccordionFold,
    /// Perforated.
    PerforationCut,
    /// Cut apart.
    SeparationCut,
    /// Trimmed.
    Trim,
    /// Glued at the back.
    PerfectBind,
    /// Held by rings.
    RingBind,
}

/// Which sheets are finished together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FinishingScope {
    /// Each sheet of the medium map.
    Sheet,
    /// The sheets from where the medium map is invoked.
    Collection,
    /// The sheets of the collection that a medium map before began.
    Continued,
    /// Each document.
    Document,
    /// The print file.
    PrintFile,
}

/// An edge, or the corner at its end clockwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SheetEdge {
    /// The bottom edge, the bottom right corner.
    Bottom,
    /// The right edge, the top right corner.
    Right,
    /// The top edge, the top left corner.
    Top,
    /// The left edge, the bottom left corner.
    Left,
}

impl FinishingScope {
    /// Bytes 2 and 3 of the field: where a collection of a medium map begins, and the scope.
    const fn bytes(self) -> (u8, u8) {
        match self {
            Self::PrintFile => (0, 1),
            Self::Document => (0, 2),
            Self::Sheet => (0, 4),
            Self::Collection => (1, 5),
            Self::Continued => (2, 5),
        }
    }
}

/// A field for each run of operations of one scope: the first operation is the outermost.
pub(super) fn fields(finishing: &[Finishing]) -> impl Iterator<Item = Field<'static>> + '_ {
    finishing.chunk_by(|one, next| one.scope == next.scope).filter_map(|together| {
        let (collection, scope) = together.first()?.scope.bytes();
        let triplets = together.iter().map(operation).collect();
        Some(Field::MediumFinishing(MediumFinishing {
            flags: ACTIVE,
            collection,
            scope,
            triplets,
            ..Default::default()
        }))
    })
}

fn operation(finishing: &Finishing) -> Triplet<'static> {
    let kind = match finishing.operation {
        FinishingOperation::CornerStaple => FinishingKind::CORNER_STAPLE,
        FinishingOperation::EdgeStitch => FinishingKind::EDGE_STITCH,
        FinishingOperation::SaddleStitch => FinishingKind::SADDLE_STITCH_OUT,
        FinishingOperation::Punch => FinishingKind::PUNCH,
        FinishingOperation::Fold => FinishingKind::FOLD_IN,
        FinishingOperation::CentreFold => FinishingKind::CENTRE_FOLD_IN,
        FinishingOperation::ZFold => FinishingKind::Z_FOLD,
        FinishingOperation::CFold => FinishingKind::C_FOLD_IN,
        FinishingOperation::AccordionFold => FinishingKind::ACCORDION_FOLD_IN,
        FinishingOperation::PerforationCut => FinishingKind::PERFORATION_CUT,
        FinishingOperation::SeparationCut => FinishingKind::SEPARATION_CUT,
        FinishingOperation::Trim => FinishingKind::TRIM,
        FinishingOperation::PerfectBind => FinishingKind::PERFECT_BIND,
        FinishingOperation::RingBind => FinishingKind::RING_BIND,
    };
    let reference = match finishing.edge {
        None => FinishingEdge::DEVICE_DEFAULT,
        Some(SheetEdge::Bottom) => FinishingEdge::BOTTOM,
        Some(SheetEdge::Right) => FinishingEdge::RIGHT,
        Some(SheetEdge::Top) => FinishingEdge::TOP,
        Some(SheetEdge::Left) => FinishingEdge::LEFT,
    };
    Triplet::FinishingOperation(Operation {
        operation: kind,
        reference,
        count: finishing.count,
        axis_offset: finishing.offset.unwrap_or(DEFAULT_OFFSET),
        ..Operation::default()
    })
}
