//! Which triplets stand on which structured field, and how often (MO:DCA 5 "Triplets" of each field, MO:DCA 7 IS/1
//! "Permitted Structured Fields" and IS/3 tables 33 to 36, appendix C "Retired Triplets").
//!
//! A row: id of the triplet, for a fully qualified name its use, then how often it may stand there in the architecture,
//! in IS/3 and in IS/1.

use afp_codec::FieldId;

use crate::count::{Count, count};

/// Where the triplets of a field are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    None,
    /// From this byte of the data to its end.
    From(usize),
    /// In repeating groups of two length bytes; from byte `inside` of each.
    Groups {
        from: usize,
        inside: usize,
    },
}

/// How often a triplet may stand on a field.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) id: u8,
    pub(crate) usage: Option<u8>,
    pub(crate) architecture: Count,
    pub(crate) is3: Count,
    pub(crate) is1: Count,
}

macro_rules! table {
    ($($($field:ident)+, $layout:expr => {
        $([$id:literal $($use:literal)?] $architecture:tt $is3:tt $is1:tt;)*
    })*) => {
        /// Where the triplets of a field are.
        pub(crate) fn layout(id: FieldId) -> Layout {
            match id {
                $($(FieldId::$field)|+ => $layout,)*
                _ => Layout::None,
            }
        }

        /// The triplets that a field may have; none for a field without triplets.
        pub(crate) fn rows(id: FieldId) -> &'static [Row] {
            match id {
                $($(FieldId::$field)|+ => const {
                    &[$(Row {
                        id: $id,
                        usage: first(&[$($use)?]),
                        architecture: count!($architecture),
                        is3: count!($is3),
                        is1: count!($is1),
                    }),*]
                },)*
                _ => &[],
            }
        }
    };
}

const fn first(bytes: &[u8]) -> Option<u8> {
    match bytes {
        [first, ..] => Some(*first),
        [] => None,
    }
}

const GROUPS: Layout = Layout::Groups { from: 0, inside: 2 };

table! {
    BPF, Layout::From(8) => {
        [0x01] * - *; [0x02 0x01] ? ? ?; [0x18] ? ? ?; [0x5E] ? - ?; [0x65] * * *; [0x72] ? ? ?; [0x8F] * - *;
    }
    BDT, Layout::From(10) => {
        [0x01] + * 1; [0x02 0x01] ? ? ?; [0x02 0x0A] ? - -; [0x02 0x98] ? - -; [0x18] ? ? ?; [0x21] * - *; [0x65] * * *;
        [0x72] ? ? ?; [0x8F] * - *;
    }
    BRG, Layout::From(8) => {
        [0x01] * - *; [0x02 0x01] ? ? ?; [0x02 0x83] * - *; [0x62] ? - ?; [0x65] * * *; [0x72] ? ? ?;
    }
    BRS, Layout::From(10) => {
        [0x01] * * *; [0x02 0x01] * * *; [0x02 0x41] * * *; [0x02 0x6E] * * *; [0x02 0x7E] * * *; [0x10] ? ? ?; [0x21] 1 1 1;
        [0x65] * * *;
    }
    BOC, Layout::From(8) => {
        [0x01] * * *; [0x02 0x01] * * *; [0x02 0x41] * * *; [0x02 0x6E] * * *; [0x02 0x7E] * * *; [0x10] 1 1 1; [0x57] ? ? ?;
        [0x62] ? - ?; [0x65] * * *; [0x72] ? ? ?;
    }
    BDI, Layout::From(8) => {
        [0x01] * - *; [0x02 0x01] ? ? ?; [0x02 0x83] ? ? ?; [0x62] ? - ?; [0x65] * * *; [0x72] ? ? ?;
    }
    BNG, Layout::From(8) => {
        [0x01] * - *; [0x02 0x01] ? ? ?; [0x02 0x8D] ? ? ?; [0x56] ? ? ?; [0x5E] * ? *; [0x65] * * *; [0x83] ? ? ?; [0x9D] ? - ?;
    }
    BPG, Layout::From(8) => {
        [0x01] * - *; [0x02 0x01] ? ? ?; [0x02 0x8D] ? ? ?; [0x56] ? ? ?; [0x65] * * *; [0x81] ? ? ?; [0x83] ? ? ?;
    }
    BAG BOG BSG BDG, Layout::From(8) => { [0x01] * - *; [0x65] * * *; }
    BPT BIM BGR BBC, Layout::From(8) => {
        [0x01] * - *; [0x02 0x01] ? ? ?; [0x27] ? - ?; [0x62] ? - ?; [0x65] * * *; [0x72] ? ? ?;
    }
    BII, Layout::From(8) => { [0x27] ? - -; }
    BMO, Layout::From(8) => {
        [0x01] * - *; [0x02 0x01] ? ? ?; [0x62] ? - ?; [0x63] ? - ?; [0x64] ? - ?; [0x65] * * *; [0x72] ? ? ?;
    }
    BPS, Layout::From(8) => { [0x01] * - *; [0x62] ? - ?; [0x63] ? - ?; [0x64] ? - ?; [0x65] * * *; [0x72] ? ? ?; }
    BFM, Layout::From(8) => { [0x01] * - *; [0x62] ? - ?; [0x65] * * *; [0x72] ? ? ?; }
    BMM, Layout::From(8) => { [0x01] * - *; [0x45] ? ? ?; [0x65] * * *; }
    EPF EDT ERG EDI ENG EPG EPT EIM EGR EBC EOC EMO EFM EMM, Layout::From(8) => { [0x02 0x01] ? - -; }
    EAG EOG EDG ESG ERS EPS, Layout::From(8) => {}
    PGD, Layout::From(15) => { [0x4E] ? ? -; [0x70] ? ? -; [0x71] ? - -; }
    OBD, Layout::From(0) => { [0x43] 1 1 1; [0x4B] 1 1 1; [0x4C] 1 1 1; [0x4E] ? ? -; [0x70] ? ? -; [0x71] ? - -; }
    BDD, Layout::From(23) => { [0x4E] ? ? -; }
    CDD, Layout::From(12) => { [0x4E] ? - -; [0x5A] ? ? -; [0x9A] ? ? -; [0x9C] ? - -; }
    MDD, Layout::From(13) => { [0x10] ? - -; [0x68] ? ? -; }
    MCF, GROUPS => {
        [0x01] * * -; [0x02 0x07] ? ? -; [0x02 0x08] ? ? ?; [0x02 0x84] ? ? ?; [0x02 0x85] ? ? ?; [0x02 0x86] ? ? ?;
        [0x02 0x8E] ? ? -; [0x1D] ? ? -; [0x1F] ? ? ?; [0x20] ? ? ?; [0x24] ? ? 1; [0x25] ? ? ?; [0x26] ? ? ?; [0x50] ? ? -;
        [0x5D] ? ? -; [0x84] ? ? -;
    }
    MDR, GROUPS => {
        [0x01] * * -; [0x02 0x84] ? ? -; [0x02 0x85] ? ? -; [0x02 0xBE] ? ? -; [0x02 0xCE] ? ? -; [0x02 0xDE] ? ? -;
        [0x02 0xEE] ? - -; [0x10] ? ? -; [0x20] ? - -; [0x50] ? ? -; [0x5A] ? ? -; [0x8B] ? ? -; [0x8C] ? - -; [0x91] ? ? -;
        [0xFF] * - -;
    }
    MPO, GROUPS => { [0x01] * - -; [0x02 0x84] 1 1 1; [0x24] 1 1 1; [0x46] * - -; [0x47] ? - -; }
    MPG, GROUPS => { [0x01] * - -; [0x02 0x83] 1 - -; [0x02 0x87] 1 - -; [0x5A] ? - -; }
    MMT, GROUPS => { [0x01] * - -; [0x02 0x11] + + -; [0x22] 1 1 -; }
    MMD, GROUPS => { [0x01] * - -; [0x02 0x12] + - -; [0x22] 1 - -; }
    PPO, Layout::Groups { from: 0, inside: 12 } => {
        [0x01] * * -; [0x02 0x84] ? ? -; [0x02 0xCE] ? ? -; [0x02 0xBE] * * -; [0x02 0xDE] * * -; [0x04] ? ? -; [0x10] ? ? -;
        [0x4B] ? ? -; [0x4C] ? ? -; [0x4E] ? - -; [0x5A] ? ? -; [0x91] * * -; [0x95] ? ? -; [0x9A] ? ? -; [0x9C] ? - -; [0xFF] * - -;
    }
    LLE, Layout::Groups { from: 2, inside: 3 } => {
        [0x01] * - -; [0x02 0x09] ? ? -; [0x02 0x0A] ? ? -; [0x02 0x0C] ? ? -; [0x02 0x0D] ? ? -; [0x02 0x83] ? ? -;
        [0x02 0x87] ? ? -; [0x02 0xB0] ? ? -; [0x02 0xCE] ? ? -; [0x10] ? ? -; [0x4B] ? ? -; [0x4D] * * -; [0x82] * * -;
    }
    IPO, Layout::From(16) => { [0x01] * - -; [0x02 0x01] ? ? -; [0x46] * - -; [0x47] ? - -; }
    IPS, Layout::From(14) => { [0x01] * - -; [0x27] ? - -; }
    IOB, Layout::From(27) => {
        [0x01] * * -; [0x02 0x01] ? ? -; [0x02 0x84] * - -; [0x02 0xBE] * * -; [0x02 0xCE] * - -; [0x02 0xDE] * * -;
        [0x02 0xEE] * - -; [0x04] ? ? -; [0x10] ? ? -; [0x4B] ? ? -; [0x4C] ? ? -; [0x4E] ? ? -; [0x5A] ? ? -; [0x70] ? ? -;
        [0x91] * * -; [0x95] ? ? -; [0x9A] ? ? -; [0x9C] ? - -; [0xFF] * - -;
    }
    IPG, Layout::From(17) => { [0x01] * - -; [0x02 0x01] ? - -; [0x02 0x83] ? - -; [0x5A] ? - -; }
    IMM, Layout::From(8) => { [0x01] * - -; [0x73] ? - -; }
    TLE, Layout::From(0) => {
        [0x01] * * -; [0x02 0x0B] 1 1 -; [0x02 0x0C] ? ? -; [0x02 0x0D] ? ? -; [0x02 0x87] ? ? -; [0x36] 1 1 -; [0x80] ? ? -;
    }
    IEL, Layout::From(0) => {
        [0x01] * - -; [0x02 0x0D] ? ? -; [0x02 0x87] ? ? -; [0x02 0x8D] ? ? -; [0x02 0xCA] 1 1 -; [0x2D] 1 1 -; [0x56] ? ? -;
        [0x57] ? ? -; [0x58] ? ? -; [0x59] ? ? -; [0x5A] * * -; [0x5E] * ? -; [0x81] ? ? -; [0x83] ? ? -;
    }
    PMC, Layout::From(2) => { [0x01] * - -; [0x4B] ? ? -; [0x6C] * * -; }
    MFC, Layout::From(4) => { [0x5A] ? ? -; [0x85] * * -; [0x8E] * - -; }
    PFC, Layout::From(4) => { [0x74] ? - -; [0x75] ? ? -; [0x78] ? - -; [0x86] ? ? -; [0x87] ? ? -; [0x88] ? ? -; [0x96] ? ? -; }
    PEC, Layout::From(2) => { [0x5A] ? ? -; [0x95] ? ? -; [0x97] ? ? -; [0x9E] ? - -; }
}
