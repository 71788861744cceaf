//! How structured fields stand in a file: MO:DCA prescribes only the fields; what is around them is the habit of hosts,
//! file systems and transfer programs.

use std::fmt;

/// How structured fields stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Framing {
    /// An X'5A' before each field.
    #[default]
    CarriageControl,
    /// Fields one after another, without X'5A'.
    Bare,
    /// Each field, and each line of line data, in a record behind its length.
    Records(RecordFraming),
}

/// Records behind their lengths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RecordFraming {
    /// The form of the length.
    pub prefix: Prefix,
    /// Whether the length counts its own bytes.
    pub counts_itself: bool,
    /// Whether blocks of records stand behind block descriptor words (z/OS RECFM=VB, unloaded with descriptors).
    pub blocks: bool,
}

/// The form of a record's length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Prefix {
    /// Two bytes.
    Two,
    /// Two bytes, the lower first.
    TwoLittle,
    /// A record descriptor word: two bytes of length, two of zero (z/OS RECFM=V).
    Descriptor,
    /// Four bytes.
    Four,
    /// Four bytes, the lowest first.
    FourLittle,
}

/// The longest record; a structured field has at most 32,767 bytes and a line of a host file 32,760.
pub(super) const LONGEST_RECORD: usize = 0xFFFF;

impl Prefix {
    /// Its bytes.
    #[must_use]
    pub fn width(self) -> usize {
        match self {
            Self::Two | Self::TwoLittle => 2,
            Self::Descriptor | Self::Four | Self::FourLittle => 4,
        }
    }

    /// The number that it holds at the beginning of `bytes`.
    pub(super) fn number(self, bytes: &[u8]) -> Option<usize> {
        let long = |number: u32| usize::try_from(number).ok();
        match self {
            Self::Two => bytes.first_chunk().map(|&bytes| usize::from(u16::from_be_bytes(bytes))),
            Self::TwoLittle => bytes.first_chunk().map(|&bytes| usize::from(u16::from_le_bytes(bytes))),
            Self::Descriptor => match bytes {
                &[high, low, 0, 0, ..] => Some(usize::from(u16::from_be_bytes([high, low]))),
                _ => None,
            },
            Self::Four => bytes.first_chunk().and_then(|&bytes| long(u32::from_be_bytes(bytes))),
            Self::FourLittle => bytes.first_chunk().and_then(|&bytes| long(u32::from_le_bytes(bytes))),
        }
    }

    /// The bytes for a number; none where it does not fit.
    pub(super) fn bytes(self, number: usize) -> Option<Vec<u8>> {
        let short = u16::try_from(number).ok();
        let long = u32::try_from(number).ok();
        match self {
            Self::Two => short.map(|number| number.to_be_bytes().to_vec()),
            Self::TwoLittle => short.map(|number| number.to_le_bytes().to_vec()),
            Self::Descriptor => short.map(|number| [&number.to_be_bytes()[..], &[0, 0]].concat()),
            Self::Four => long.map(|number| number.to_be_bytes().to_vec()),
            Self::FourLittle => long.map(|number| number.to_le_bytes().to_vec()),
        }
    }
}

impl RecordFraming {
    /// The length of the record that begins with `bytes`, without its prefix.
    pub(super) fn content(self, bytes: &[u8]) -> Option<usize> {
        let number = self.prefix.number(bytes)?;
        let content = if self.counts_itself { number.checked_sub(self.prefix.width())? } else { number };
        (content <= LONGEST_RECORD).then_some(content)
    }

    /// The prefix of a record of `content` bytes; none where it does not fit.
    pub(super) fn prefix_for(self, content: usize) -> Option<Vec<u8>> {
        self.prefix.bytes(content + if self.counts_itself { self.prefix.width() } else { 0 })
    }
}

/// The length of the block that begins with `bytes`, its descriptor counted: two bytes and two of zero, or, with the
/// first bit set, 31 bits (z/OS block descriptor word).
pub(super) fn block_length(bytes: &[u8]) -> Option<usize> {
    let word = u32::from_be_bytes(*bytes.first_chunk()?);
    let length = if word >> 31 == 1 { word & 0x7FFF_FFFF } else { Some(word >> 16).filter(|_| word & 0xFFFF == 0)? };
    usize::try_from(length).ok().filter(|&length| length >= 8)
}

impl Framing {
    /// Every framing that [`Framing::detect`] tries, the usual ones first.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let records = [Prefix::Descriptor, Prefix::Two, Prefix::Four, Prefix::TwoLittle, Prefix::FourLittle]
            .into_iter()
            .flat_map(|prefix| [(prefix, true), (prefix, false)])
            .flat_map(|(prefix, counts_itself)| {
                let framing = move |blocks| RecordFraming { prefix, counts_itself, blocks };
                let blocked = (prefix == Prefix::Descriptor).then(|| framing(true));
                [framing(false)].into_iter().chain(blocked)
            });
        [Self::CarriageControl, Self::Bare].into_iter().chain(records.map(Self::Records))
    }
}

impl fmt::Display for Framing {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CarriageControl => to.write_str("an X'5A' before each structured field"),
            Self::Bare => to.write_str("structured fields without X'5A'"),
            Self::Records(RecordFraming { prefix, counts_itself, blocks }) => {
                let prefix = match prefix {
                    Prefix::Two => "2-byte lengths",
                    Prefix::TwoLittle => "2-byte lengths, the lower byte first,",
                    Prefix::Descriptor => "record descriptor words",
                    Prefix::Four => "4-byte lengths",
                    Prefix::FourLittle => "4-byte lengths, the lowest byte first,",
                };
                let counts = if *counts_itself { "count themselves" } else { "do not count themselves" };
                let blocks = if *blocks { ", in blocks" } else { "" };
                write!(to, "records behind {prefix} that {counts}{blocks}")
            }
        }
    }
}
