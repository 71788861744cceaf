//! The function sets of IOCA: what an image may consist of, and the values it may have (IOCA 7 tables 7, 8 and 15 to
//! 20).

use afp_codec::ioca::{Compression, ImageField, PointFormat, Recording};

/// A function set that is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FunctionSet {
    /// Bilevel.
    Fs10,
    /// Bilevel, grey and RGB or YCbCr.
    Fs11,
    /// Tiles, bilevel or CMYK; FS40 and FS42 are parts of it.
    Fs45,
}

impl FunctionSet {
    pub(super) fn from_code(code: u8) -> Option<Self> {
        match code {
            0x0A => Some(Self::Fs10),
            0x0B => Some(Self::Fs11),
            0x2D => Some(Self::Fs45),
            _ => None,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Fs10 => "FS10",
            Self::Fs11 => "FS11",
            Self::Fs45 => "FS45",
        }
    }

    /// What a field has that the set does not.
    fn fault(self, field: &ImageField<'_>) -> Option<String> {
        let codes: &[u16] = match self {
            Self::Fs10 => &[0x70, 0x71, 0x91, 0x93, 0x94, 0x95, 0x96, 0x97, 0xFE92],
            Self::Fs11 => &[0x70, 0x71, 0x91, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x9B, 0x9F, 0xFE92, 0xFE9C, 0xFECE],
            Self::Fs45 => &[
                0x70, 0x71, 0x8C, 0x8D, 0x8E, 0x8F, 0x91, 0x93, 0x94, 0x95, 0x96, 0x98, 0x9B, 0x9F, 0xB5, 0xB6, 0xB7,
                0xFE92, 0xFE9C, 0xFEB8, 0xFEBB,
            ],
        };
        if !codes.contains(&field.code()) {
            return Some(format!("{} is no part of {}", field.names().1, self.name()));
        }
        let value = match field {
            ImageField::ImageEncoding(encoding) => {
                let compressions: &[u8] = match self {
                    Self::Fs10 => &[0x01, 0x03, 0x82],
                    Self::Fs11 => &[0x01, 0x03, 0x08, 0x0A, 0x82, 0x83],
                    Self::Fs45 => &[0x01, 0x03, 0x08, 0x0D, 0x20, 0x82, 0x83],
                };
                let Compression(compression) = encoding.compression;
                let Recording(recording) = encoding.recording;
                let order = encoding.bit_order.is_none_or(|order| self != Self::Fs10 && order <= 1);
                let recorded = recording == 0x01 || recording == 0x04 && self == Self::Fs45;
                (!compressions.contains(&compression) || !recorded || !order)
                    .then(|| format!("compression X'{compression:02X}', recording X'{recording:02X}'"))
            }
            ImageField::ElementSize(size) => {
                let sizes: &[u8] = match self {
                    Self::Fs10 => &[1],
                    Self::Fs11 => &[1, 4, 8, 24],
                    Self::Fs45 => &[1, 4, 32],
                };
                (!sizes.contains(&size.bits)).then(|| format!("{} bits an image point", size.bits))
            }
            ImageField::ElementStructure(structure) => {
                let formats: &[PointFormat] = match self {
                    Self::Fs10 => &[],
                    Self::Fs11 => &[PointFormat::RGB, PointFormat::YCRCB, PointFormat::YCBCR],
                    Self::Fs45 => &[PointFormat::YCRCB, PointFormat::YCBCR, PointFormat::CMYK],
                };
                let subtractive = structure.flags & 0x80 != 0;
                let grey_coded = structure.flags & 0x40 != 0 && self != Self::Fs11;
                (!formats.contains(&structure.format) || subtractive || grey_coded)
                    .then(|| format!("flags X'{:02X}', format X'{:02X}'", structure.flags, structure.format.0))
            }
            ImageField::Bands(bands) => {
                let counts: &[u8] = if self == Self::Fs45 { &[1, 4] } else { &[1, 3] };
                (!counts.contains(&bands.count)).then(|| format!("{} bands", bands.count))
            }
            _ => None,
        };
        value.map(|value| format!("{value} is no part of {}", self.name()))
    }
}

/// The fields of an image, held against each set as they come.
#[derive(Debug, Default)]
pub(super) struct Contents {
    faults: [Option<(u64, String)>; 3],
    contents: usize,
    tiled: bool,
    begun: Option<u64>,
}

const SETS: [FunctionSet; 3] = [FunctionSet::Fs10, FunctionSet::Fs11, FunctionSet::Fs45];

impl Contents {
    pub(super) fn field(&mut self, field: &ImageField<'_>, offset: u64) {
        self.begun.get_or_insert(offset);
        self.tiled |= matches!(field, ImageField::TileTable(_));
        self.contents += usize::from(matches!(field, ImageField::BeginContent(_)));
        for (set, fault) in SETS.iter().zip(&mut self.faults) {
            let several = self.contents > 1 && *set != FunctionSet::Fs45;
            let found = if several { Some("several image contents".to_owned()) } else { set.fault(field) };
            if fault.is_none() {
                *fault = found.map(|found| (offset, found));
            }
        }
    }

    /// Where the image first leaves a set, and how.
    pub(super) fn fault(&self, set: FunctionSet) -> Option<(u64, String)> {
        let found =
            SETS.iter().zip(&self.faults).find(|(other, _)| **other == set).and_then(|(_, fault)| fault.clone());
        match (set, self.tiled, self.begun) {
            (FunctionSet::Fs45, false, Some(begun)) => {
                Some((begun, "an image without tiles is no part of FS45".to_owned()))
            }
            _ => found,
        }
    }
}
