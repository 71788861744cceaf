//! Font character sets: what holds for the whole font and for each rotation (FOCA "FND", "FNC", "FNO", "FNP").

use crate::structure::{codes, structure};
use crate::triplets::Triplets;
use crate::values::{PaddedText, Rotation, UnitBase};
use crate::wire::{Reserved, U24, Usual};

structure! {
    /// Font Descriptor (FND). Vertical sizes are in 1/10 pt, horizontal sizes in 1/1440 in.
    pub struct FontDescriptor<'a> {
        typeface: PaddedText<32> = "typeface",
        weight: u8 = "weight class",
        width: u8 = "width class",
        largest_size: u16 = "largest size in 1/10 pt",
        nominal_size: u16 = "nominal size in 1/10 pt",
        smallest_size: u16 = "smallest size in 1/10 pt",
        largest_width: u16 = "largest horizontal size in 1/1440 in",
        nominal_width: u16 = "nominal horizontal size in 1/1440 in",
        smallest_width: u16 = "smallest horizontal size in 1/1440 in",
        general_class: u8 = "design general class",
        subclass: u8 = "design subclass",
        specific_group: u8 = "design specific group",
        reserved: Reserved<15> = "reserved",
        flags: u16 = "design flags",
        reserved_2: Reserved<10> = "reserved",
        character_set: u16 = "graphic character set (GCSGID)",
        typeface_id: u16 = "typeface (FGID)",
        triplets: Triplets<'a> = "triplets",
    }
}

impl FontDescriptor<'_> {
    /// Design flag bit 0: italic.
    pub const ITALIC: u16 = 0x8000;
    /// Design flag bit 1: underscored.
    pub const UNDERSCORED: u16 = 0x4000;
    /// Design flag bit 3: hollow.
    pub const HOLLOW: u16 = 0x1000;
    /// Design flag bit 4: overstruck.
    pub const OVERSTRUCK: u16 = 0x0800;
}

codes! {
    /// How the shapes of a font are given (FNC byte 1).
    pub PatternTechnology(u8) {
        RASTER = 0x05 "raster";
        CID = 0x1E "CID-keyed outlines";
        TYPE_1 = 0x1F "Type 1 outlines";
    }
}

codes! {
    /// What pattern offsets count in (FNC byte 16).
    pub PatternAlignment(u8) {
        ONE = 0x00 "1 byte";
        TWO = 0x01 "2 bytes";
        FOUR = 0x02 "4 bytes";
        EIGHT = 0x03 "8 bytes";
    }
}

impl PatternAlignment {
    /// Bytes that an offset of one stands for.
    #[must_use]
    pub fn bytes(self) -> u32 {
        1 << (self.0 & 3)
    }
}

structure! {
    /// The resolution of raster patterns where metrics are relative (FNC bytes 22–27).
    pub struct ShapeResolution {
        x_base: UnitBase = "X unit base of the shapes",
        y_base: UnitBase = "Y unit base of the shapes",
        x_units: u16 = "X pels per unit base",
        y_units: u16 = "Y pels per unit base",
    }
}

structure! {
    /// How much outline data and how many names there are (FNC bytes 28–41).
    pub struct OutlineCounts {
        pattern_bytes: u32 = "bytes of outline data",
        reserved: Reserved<3> = "reserved",
        name_group_length: u8 = "length of a name group",
        name_bytes: u32 = "bytes of names",
        names: u16 = "names",
    }
}

structure! {
    /// Font Control (FNC).
    pub struct FontControl<'a> {
        retired: Usual<0x01> = "retired",
        technology: PatternTechnology = "pattern technology",
        reserved: Reserved<1> = "reserved",
        flags: u8 = "flags",
        x_base: UnitBase = "X unit base",
        y_base: UnitBase = "Y unit base",
        x_units: u16 = "X units per unit base",
        y_units: u16 = "Y units per unit base",
        box_width: u16 = "greatest box width less one",
        box_height: u16 = "greatest box height less one",
        orientation_group_length: u8 = "length of an orientation group",
        index_group_length: u8 = "length of an index group",
        alignment: PatternAlignment = "alignment of patterns",
        raster_bytes: U24 = "bytes of raster data",
        position_group_length: u8 = "length of a position group",
        map_group_length: u8 = "length of a pattern map group",
        shapes: Option<ShapeResolution> = "shape resolution",
        outlines: Option<OutlineCounts> = "outlines",
        triplets: Triplets<'a> = "triplets",
    }
}

impl FontControl<'_> {
    /// Flag bit 0: for magnetic ink.
    pub const MICR: u8 = 0x80;
    /// Flag bit 1: user-defined characters that extend a base font.
    pub const EXTENSION: u8 = 0x40;
    /// Flag bit 6: all character boxes are of the greatest size, whatever the pattern map says.
    pub const UNIFORM_BOX: u8 = 0x02;

    /// A raster font with metrics in pels of the shapes: `units` to ten inches.
    #[must_use]
    pub fn raster_fixed(units: u16, box_width: u16, box_height: u16, raster_bytes: u32) -> FontControl<'static> {
        FontControl {
            technology: PatternTechnology::RASTER,
            x_units: units,
            y_units: units,
            box_width,
            box_height,
            orientation_group_length: 26,
            index_group_length: 28,
            raster_bytes: U24(raster_bytes),
            position_group_length: 22,
            map_group_length: 8,
            ..FontControl::default()
        }
    }

    /// A raster font with metrics in thousandths of the em, and shapes of `resolution` pels to ten inches.
    #[must_use]
    pub fn raster_relative(
        resolution: u16,
        box_width: u16,
        box_height: u16,
        raster_bytes: u32,
    ) -> FontControl<'static> {
        FontControl {
            x_base: UnitBase::LOGICAL,
            y_base: UnitBase::LOGICAL,
            shapes: Some(ShapeResolution { x_units: resolution, y_units: resolution, ..Default::default() }),
            ..Self::raster_fixed(1000, box_width, box_height, raster_bytes)
        }
    }

    /// An outline font with metrics in thousandths of the em.
    #[must_use]
    pub fn outline(
        technology: PatternTechnology,
        pattern_bytes: u32,
        name_bytes: u32,
        names: u16,
    ) -> FontControl<'static> {
        FontControl {
            technology,
            x_base: UnitBase::LOGICAL,
            y_base: UnitBase::LOGICAL,
            map_group_length: 0,
            shapes: Some(ShapeResolution::default()),
            outlines: Some(OutlineCounts {
                pattern_bytes,
                name_group_length: 12,
                name_bytes,
                names,
                ..OutlineCounts::default()
            }),
            ..Self::raster_fixed(1000, 0, 0, 0)
        }
    }
}

structure! {
    /// The metrics of one character rotation.
    pub struct FontOrientation {
        reserved: Reserved<2> = "reserved",
        rotation: Rotation = "character rotation",
        baseline_offset: i16 = "greatest baseline offset",
        character_increment: u16 = "greatest character increment",
        space_increment: u16 = "space increment",
        baseline_extent: u16 = "greatest baseline extent",
        flags: u8 = "flags",
        reserved_2: Reserved<1> = "reserved",
        em_space_increment: u16 = "em space increment",
        reserved_3: Reserved<2> = "reserved",
        figure_space_increment: u16 = "figure space increment",
        nominal_increment: u16 = "nominal character increment",
        baseline_increment: u16 = "default baseline increment",
        a_space: i16 = "smallest A-space",
    }
}

impl FontOrientation {
    /// Flag bit 4: kerning pair data exists.
    pub const KERNING: u8 = 0x08;
    /// Flag bit 5: all A-spaces are the smallest.
    pub const UNIFORM_A_SPACE: u8 = 0x04;
    /// Flag bit 6: all baseline offsets are the greatest.
    pub const UNIFORM_BASELINE_OFFSET: u8 = 0x02;
    /// Flag bit 7: all increments are the greatest.
    pub const UNIFORM_INCREMENT: u8 = 0x01;

    /// Which of the font indexes holds the characters of this rotation (flag bits 0–2).
    #[must_use]
    pub fn index_number(&self) -> usize {
        usize::from(self.flags >> 5)
    }

    /// The flag bits for a font index by number, at most 7.
    #[must_use]
    pub fn flags_of_index(number: u8) -> u8 {
        number.min(7) << 5
    }
}

structure! {
    /// Font Orientation (FNO): one group for each character rotation.
    pub struct FontOrientations {
        groups: Vec<FontOrientation> = "rotation",
    }
}

structure! {
    /// The positions of one character rotation that hold for all characters.
    pub struct FontPosition {
        reserved: Reserved<2> = "reserved",
        lowercase_height: i16 = "lowercase height",
        cap_m_height: i16 = "cap-M height",
        ascender: i16 = "greatest ascender height",
        descender: i16 = "greatest descender depth",
        reserved_2: Reserved<5> = "reserved",
        retired: Usual<0x01> = "retired",
        reserved_3: Reserved<1> = "reserved",
        underscore_width: u16 = "underscore width",
        underscore_fraction: u8 = "underscore width fraction",
        underscore_position: i16 = "underscore position",
    }
}

structure! {
    /// Font Position (FNP): one group for each character rotation.
    pub struct FontPositions {
        groups: Vec<FontPosition> = "rotation",
    }
}
