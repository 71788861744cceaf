//! What stands in what, in which order and how often (MO:DCA 4 figures 23 to 55, MO:DCA 7 IS/1 figures 79 to 87 and
//! IS/3 tables 27 and 32, appendix C, FOCA 6 "Objects").
//!
//! An object is a row of groups, one after another; the fields of a group may come in any order. A field counts as
//! often as its object begins. Behind each field: how often it stands there in the architecture, in IS/3 and in IS/1.
//! Functions of the migration chapters, which receivers still accept, are `-` in both sets.

use afp_codec::FieldId;

use crate::count::{Count, count};

/// What is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum State {
    File,
    PrintFile,
    ResourceGroup,
    Resource,
    Document,
    PageGroup,
    Page,
    PageEnvironment,
    Overlay,
    OverlayEnvironment,
    PageSegment,
    ResourceEnvironment,
    Text,
    Image,
    Graphics,
    BarCode,
    Container,
    TextEnvironment,
    ImageEnvironment,
    GraphicsEnvironment,
    BarCodeEnvironment,
    ContainerEnvironment,
    Index,
    FormMap,
    DocumentEnvironment,
    MediumMap,
    ImImage,
    CodedFont,
    CodePage,
    Font,
    /// Objects of other architectures (line data, MO:DCA-L): only Begin and End are followed.
    Foreign,
}

/// A field in its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    pub(crate) id: FieldId,
    pub(crate) architecture: Count,
    pub(crate) is3: Count,
    pub(crate) is1: Count,
}

/// Groups in their order.
pub(crate) type Content = &'static [&'static [Item]];

macro_rules! content {
    ($([$($id:ident $architecture:tt $is3:tt $is1:tt),*])*) => {
        const {
            &[$(&[$(Item {
                id: FieldId::$id,
                architecture: count!($architecture),
                is3: count!($is3),
                is1: count!($is1),
            }),*] as &[Item]),*] as &[&[Item]]
        }
    };
}

impl State {
    /// What a Begin field opens.
    pub(crate) fn opened_by(begin: FieldId, parent: Self) -> Self {
        match begin {
            FieldId::BPF => Self::PrintFile,
            FieldId::BRG => Self::ResourceGroup,
            FieldId::BRS => Self::Resource,
            FieldId::BDT => Self::Document,
            FieldId::BNG => Self::PageGroup,
            FieldId::BPG => Self::Page,
            FieldId::BAG if parent == Self::Overlay => Self::OverlayEnvironment,
            FieldId::BAG => Self::PageEnvironment,
            FieldId::BMO => Self::Overlay,
            FieldId::BPS => Self::PageSegment,
            FieldId::BSG => Self::ResourceEnvironment,
            FieldId::BPT => Self::Text,
            FieldId::BIM => Self::Image,
            FieldId::BGR => Self::Graphics,
            FieldId::BBC => Self::BarCode,
            FieldId::BOC => Self::Container,
            FieldId::BOG => match parent {
                Self::Text => Self::TextEnvironment,
                Self::Image => Self::ImageEnvironment,
                Self::Graphics => Self::GraphicsEnvironment,
                Self::BarCode => Self::BarCodeEnvironment,
                Self::Container => Self::ContainerEnvironment,
                _ => Self::Foreign,
            },
            FieldId::BDI => Self::Index,
            FieldId::BFM => Self::FormMap,
            FieldId::BDG => Self::DocumentEnvironment,
            FieldId::BMM => Self::MediumMap,
            FieldId::BII => Self::ImImage,
            FieldId::BCF => Self::CodedFont,
            FieldId::BCP => Self::CodePage,
            FieldId::BFN => Self::Font,
            _ => Self::Foreign,
        }
    }

    /// What stands in it; none where that is not followed.
    pub(crate) fn content(self) -> Option<Content> {
        Some(match self {
            Self::Foreign => return None,
            // A file may also be a member of a resource library: an object by itself.
            Self::File => content! {
                [BPF * * *, BRG ? * ?, BRS * * -, BMO * * -, BPS * * -, BFM * * *, BOC * * -, BIM * * -, BGR * * -,
                 BBC * * -, BPT * - -, BFN * - *, BCP * * *, BCF * - *, BPM * - -]
                [BDI * * -, BDT * * *]
            },
            Self::PrintFile => content! {
                [BRG ? ? ?]
                [BDI * * -, BDT + + +]
            },
            Self::ResourceGroup => content! {
                [BRS * * *, BMO * - *, BPS * - -, BFM * - *, BBC * - -, BGR * - *, BIM * - *, BOC * - -, BPT * - -,
                 BFN * - *, BCP * - *, BCF * - *, BPM * - *]
                [BDT * - -]
            },
            Self::Resource => content! {
                [BMO * * *, BPS * * -, BFM * * *, BBC * * -, BGR * * -, BIM * * -, BOC * * -, BPT * - -, BFN * - *,
                 BCP * * *, BCF * - *, BPM * - *, BDT * - -]
            },
            Self::Document => content! {
                [BDI ? - -, BOC * - -]
                [IMM * * *, IPG * - -, LLE * * -, BMM * * -, BSG * * -, BPG * * *, BNG * * -]
            },
            Self::PageGroup => content! {
                [TLE * * -]
                [BOC * - -]
                [IMM * * *, IPG * - -, LLE * * -, BMM * * -, BSG * * -, BPG * * *, BNG * * -]
            },
            Self::Page => content! {
                [BRG ? - -]
                [BAG 1 1 1]
                [IOB * * -, IPG ? - -, IPO * * *, IPS * * -, LLE * * -, TLE * * -, BBC * * -, BGR * * *, BIM * * *,
                 BOC * * -, BPT * * *, BII * - -]
            },
            Self::PageEnvironment => content! {
                [PEC ? ? -]
                [MCF1 * - -]
                [MCF * - *]
                [MDR * * -]
                [MPG ? - -]
                [MPO * * *]
                [MPS * * -]
                [PGD 1 1 1]
                [OBD ? ? ?]
                [OBP ? ? ?]
                [PTD ? ? ?, PTD1 ? - -]
            },
            Self::Overlay => content! {
                [BAG 1 1 1]
                [IOB * * -, IPS * * -, LLE * * -, TLE * * -, BBC * * -, BGR * * *, BIM * * *, BOC * * -, BPT * * *,
                 BII * - -]
            },
            Self::OverlayEnvironment => content! {
                [PEC ? ? -]
                [MCF1 * - -]
                [MCF * - *]
                [MDR * * -]
                [MPS * * -]
                [PGD 1 1 1]
                [OBD ? ? ?]
                [OBP ? ? ?]
                [PTD ? ? ?, PTD1 ? - -]
            },
            Self::PageSegment => content! {
                [BBC * * *, BGR * * *, BIM * * *, BII * - -, BPT ? - -]
            },
            Self::ResourceEnvironment => content! {
                [MDR * * *]
                [MPO * * *]
                [PPO * * *]
            },
            Self::Text => content! {
                [BOG ? - -]
                [BOC * - -]
                [PTX * * *]
            },
            Self::Image => content! {
                [BOG 1 1 1]
                [BOC * - -]
                [IPD * * *]
            },
            Self::Graphics => content! {
                [BOG 1 1 1]
                [BOC * - -]
                [GAD * * *]
            },
            Self::BarCode => content! {
                [BOG 1 1 1]
                [BOC * - -]
                [BDA * * *]
            },
            Self::Container => content! {
                [BOG ? ? ?]
                [BOC * - -]
                [OCD * * *]
            },
            Self::TextEnvironment => content! {
                [PEC ? ? ?]
                [OBD 1 1 1]
                [OBP 1 1 1]
                [MPT ? ? ?]
                [MCF * * *]
                [MDR * * *]
                [PTD 1 1 1]
            },
            Self::ImageEnvironment => content! {
                [PEC ? ? -]
                [OBD 1 1 1]
                [OBP 1 1 1]
                [MIO ? ? ?]
                [MDR * * -]
                [IDD 1 1 1]
            },
            Self::GraphicsEnvironment => content! {
                [PEC ? ? -]
                [OBD 1 1 1]
                [OBP 1 1 1]
                [MGO ? ? ?]
                [MCF * - ?]
                [MDR * * -]
                [GDD 1 1 1]
            },
            Self::BarCodeEnvironment => content! {
                [OBD 1 1 1]
                [OBP 1 1 1]
                [MBC ? ? ?]
                [MCF * - *]
                [MDR * * *]
                [BDD 1 1 1]
            },
            Self::ContainerEnvironment => content! {
                [PEC ? ? ?]
                [OBD ? ? ?]
                [OBP ? ? ?]
                [MCD ? ? ?]
                [MDR * * *]
                [CDD ? ? ?]
            },
            Self::Index => content! {
                [IEL + + +, LLE * * *, TLE * * *]
            },
            Self::FormMap => content! {
                [BDG ? ? ?]
                [BOC * - -]
                [BMM + + +]
            },
            Self::DocumentEnvironment => content! {
                [PFC * * *]
                [PEC * * *]
                [MMO ? ? ?]
                [MSU ? ? ?]
                [PGP ? ? ?, PGP1 ? - -]
                [MDD ? ? ?]
                [MFC * * *]
                [MDR * * *]
            },
            Self::MediumMap => content! {
                [BOC * - -]
                [MMO ? ? ?]
                [MPO * * *]
                [MMT * * *]
                [MMD * - *]
                [MDR * * *]
                [PGP ? ? ?, PGP1 ? - -]
                [MDD ? ? ?]
                [MCC 1 1 1]
                [MMC * * *]
                [PMC * * *]
                [MFC * * *]
                [PEC ? ? ?]
            },
            Self::ImImage => content! {
                [IOC 1 1 1]
                [IID 1 1 1]
                [ICP * * *, IRD * * *]
            },
            Self::CodedFont => content! {
                [CFC 1 1 1]
                [CFI + + +]
            },
            Self::CodePage => content! {
                [CPD 1 1 1]
                [CPC 1 1 1]
                [CPI * * *]
            },
            Self::Font => content! {
                [FND 1 1 1]
                [FNC 1 1 1]
                [FNM * * *]
                [FNO + + +]
                [FNP + + +]
                [FNI + + +]
                [FNN * * *]
                [FNG * * *]
            },
        })
    }

    /// Obsolete fields that receivers pass over wherever they stand in it, Begin and End among them (MO:DCA appendix C
    /// "Obsolete Structured Fields").
    pub(crate) fn tolerates(self, id: FieldId) -> bool {
        match self {
            Self::PageEnvironment | Self::OverlayEnvironment => id == FieldId::CTC,
            Self::MediumMap => matches!(id, FieldId::BFG | FieldId::EFG | FieldId::FGD),
            _ => false,
        }
    }
}
