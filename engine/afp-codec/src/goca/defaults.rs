//! Set Current Defaults, the instruction of a graphics data descriptor that gives attributes their defaults (GOCA
//! chapter 6 "Set Current Defaults (SCD) Instruction", appendix A).
//!
//! A mask says which attributes of a set are meant; their values follow one after another, or, where the flags say so,
//! no values follow and the standard defaults count again.

use super::attributes::{
    CharacterDirection, CharacterPrecision, LineEnd, LineJoin, LineType, MarkerSymbol, MixMode, PatternSymbol,
};
use super::orders::Point;
use crate::describe::Describer;
use crate::error::{DecodeError, EncodeError};
use crate::structure::codes;
use crate::values::{ColourSpecification, OcaColour};
use crate::wire::{Bytes, Input, Wire, hex};

codes! {
    /// The attributes that a default is set for.
    pub AttributeSet(u8) {
        DRAWING = 0x00 "drawing";
        LINE = 0x01 "line";
        CHARACTER = 0x02 "character";
        MARKER = 0x03 "marker";
        PATTERN = 0x04 "pattern";
        ARC = 0x0B "arc";
        PROCESS_COLOUR = 0x10 "process colour";
        NORMAL_LINE_WIDTH = 0x11 "normal line width";
    }
}

/// Describes the attributes of each set: the bit of the mask that selects one, its type and what it means.
macro_rules! attribute_sets {
    ($life:lifetime; $($(#[$attribute:meta])* $set:ident $variant:ident($name:ident $(<$own:lifetime>)?) {
        $($bit:literal $field:ident: $type:ty = $label:literal,)*
    })*) => {
        $(
            $(#[$attribute])*
            #[derive(Debug, Clone, PartialEq, Eq, Default)]
            pub struct $name $(<$own>)? {
                $(#[doc = $label] pub $field: Option<$type>,)*
            }

            impl $(<$own>)? $name $(<$own>)? {
                fn mask(&self) -> u16 {
                    0 $(| if self.$field.is_some() { 0x8000 >> $bit } else { 0 })*
                }

                fn read<'wire>(mask: u16, input: &mut Input<'wire>) -> Result<Self, DecodeError>
                where
                    $($type: Wire<'wire>,)*
                {
                    let has = |bit: u16| mask & (0x8000 >> bit) != 0;
                    Ok(Self { $($field: if has($bit) { Some(<$type as Wire<'wire>>::read(input)?) } else { None },)* })
                }

                fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
                    $(self.$field.write(out)?;)*
                    Ok(())
                }

                fn describe(&self, to: &mut Describer<'_>) {
                    $(self.$field.describe($label, to);)*
                }
            }

            #[cfg(test)]
            impl $(<$own>)? crate::sample::Sample for $name $(<$own>)? {
                fn sample(source: &mut crate::sample::Source<'_>) -> Self {
                    Self { $($field: crate::sample::Sample::sample(source),)* }
                }
            }
        )*

        /// The defaults of one set of attributes.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum DefaultValues<$life> {
            $($(#[$attribute])* $variant($name $(<$own>)?),)*
            /// The standard defaults count again for the attributes that the mask selects.
            Standard {
                /// Which attributes.
                set: AttributeSet,
                /// Those of the set that are meant, the first at the greatest bit.
                mask: u16,
            },
            /// A set that is not described, or values that do not fit its description.
            Unknown {
                /// Which attributes.
                set: AttributeSet,
                /// Those of the set that are meant.
                mask: u16,
                /// Their values.
                values: Bytes<$life>,
            },
        }

        impl<$life> DefaultValues<$life> {
            /// Which attributes.
            #[must_use]
            pub fn set(&self) -> AttributeSet {
                match self {
                    $(Self::$variant(_) => AttributeSet::$set,)*
                    Self::Standard { set, .. } | Self::Unknown { set, .. } => *set,
                }
            }

            fn mask(&self) -> u16 {
                match self {
                    $(Self::$variant(values) => values.mask(),)*
                    Self::Standard { mask, .. } | Self::Unknown { mask, .. } => *mask,
                }
            }

            fn decode(set: AttributeSet, mask: u16, bytes: &$life [u8]) -> Self {
                let mut input = Input::new(bytes);
                let values = match set {
                    $(AttributeSet::$set => $name::read(mask, &mut input).ok().map(Self::$variant),)*
                    _ => None,
                };
                match values {
                    Some(values) if input.is_empty() && values.mask() == mask => values,
                    _ => Self::Unknown { set, mask, values: Bytes::Borrowed(bytes) },
                }
            }

            fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
                match self {
                    $(Self::$variant(values) => values.write(out),)*
                    Self::Standard { .. } => Ok(()),
                    Self::Unknown { values, .. } => values.write(out),
                }
            }

            fn describe(&self, to: &mut Describer<'_>) {
                match self {
                    $(Self::$variant(values) => values.describe(to),)*
                    Self::Standard { .. } => {}
                    Self::Unknown { values, .. } => values.describe("values", to),
                }
            }
        }

        #[cfg(test)]
        impl crate::sample::Sample for DefaultValues<'_> {
            fn sample(source: &mut crate::sample::Source<'_>) -> Self {
                match source.choose(Self::SETS).unwrap_or_default() {
                    $(AttributeSet::$set => Self::$variant(crate::sample::Sample::sample(source)),)*
                    set => Self::Unknown { set, mask: 0, values: crate::sample::Sample::sample(source) },
                }
            }
        }

        #[cfg(test)]
        impl DefaultValues<'_> {
            /// The sets that are described.
            pub(crate) const SETS: &'static [AttributeSet] = &[$(AttributeSet::$set),*];
        }
    };
}

attribute_sets! { 'a;
    /// Drawing attributes.
    DRAWING Drawing(DrawingDefaults) {
        0 colour: OcaColour = "colour",
        2 mix: MixMode = "foreground mix",
        3 background_mix: MixMode = "background mix",
    }
    /// Line attributes.
    LINE Line(LineDefaults) {
        0 kind: LineType = "line type",
        1 width: u8 = "line width",
        2 end: LineEnd = "line end",
        3 join: LineJoin = "line join",
    }
    /// Character attributes.
    CHARACTER Character(CharacterDefaults) {
        0 angle: Point = "character angle",
        1 cell: Point = "character cell",
        2 direction: CharacterDirection = "direction",
        3 precision: CharacterPrecision = "precision",
        4 set: u8 = "character set",
        5 shear: Point = "character shear",
    }
    /// Marker attributes.
    MARKER Marker(MarkerDefaults) {
        1 cell: Point = "marker cell",
        3 precision: u8 = "precision",
        4 set: u8 = "marker set",
        7 symbol: MarkerSymbol = "marker",
    }
    /// Pattern attributes.
    PATTERN Pattern(PatternDefaults) {
        4 set: u8 = "pattern set",
        7 symbol: PatternSymbol = "pattern",
        11 reference: Point = "reference point",
    }
    /// Arc parameters.
    ARC Arc(ArcDefaults) {
        0 p: i16 = "P",
        1 q: i16 = "Q",
        2 r: i16 = "R",
        3 s: i16 = "S",
    }
    /// Process colour attributes.
    PROCESS_COLOUR ProcessColour(ProcessColourDefaults<'a>) {
        0 mix: MixMode = "foreground mix",
        1 background_mix: MixMode = "background mix",
        2 colour: ColourSpecification<'a> = "colour",
    }
    /// The width that line widths are multiples of.
    NORMAL_LINE_WIDTH NormalLineWidth(NormalLineWidthDefault) {
        0 width: u16 = "normal line width in 1/1440 inch",
    }
}

/// Set Current Defaults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetDefaults<'a> {
    /// Bit 0: values follow; the others are all set but bits 1 to 3.
    pub flags: u8,
    /// The attributes and their values.
    pub values: DefaultValues<'a>,
}

impl<'a> SetDefaults<'a> {
    /// The flags of an instruction with values.
    pub const VALUES_FOLLOW: u8 = 0x8F;
    /// Flag bit 0.
    const HAS_VALUES: u8 = 0x80;

    /// With values.
    #[must_use]
    pub fn of(values: DefaultValues<'a>) -> Self {
        Self { flags: Self::VALUES_FOLLOW, values }
    }
}

impl Default for SetDefaults<'_> {
    fn default() -> Self {
        Self::of(DefaultValues::Drawing(DrawingDefaults::default()))
    }
}

impl<'a> Wire<'a> for SetDefaults<'a> {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        let (set, mask, flags) = (AttributeSet::read(input)?, u16::read(input)?, u8::read(input)?);
        let values = if flags & Self::HAS_VALUES == 0 && input.is_empty() {
            DefaultValues::Standard { set, mask }
        } else {
            DefaultValues::decode(set, mask, input.rest())
        };
        Ok(Self { flags, values })
    }

    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        self.values.set().write(out)?;
        self.values.mask().write(out)?;
        self.flags.write(out)?;
        self.values.write(out)
    }

    fn describe(&self, _: &'static str, to: &mut Describer<'_>) {
        self.values.set().describe("attribute set", to);
        to.value("mask", 2, hex(&self.values.mask().to_be_bytes()));
        self.flags.describe("flags", to);
        self.values.describe(to);
    }

    fn raw_bytes(&self) -> usize {
        match &self.values {
            DefaultValues::Unknown { values, .. } => values.len(),
            _ => 0,
        }
    }
}

#[cfg(test)]
impl crate::sample::Sample for SetDefaults<'_> {
    fn sample(source: &mut crate::sample::Source<'_>) -> Self {
        Self::of(crate::sample::Sample::sample(source))
    }
}
