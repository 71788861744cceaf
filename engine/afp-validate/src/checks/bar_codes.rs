//! Bar codes: types, modifiers and values of the symbol descriptor, the subset BCD2.

use afp_codec::bcoca::SymbolDescriptor;
use afp_codec::{Field, FieldId};

use crate::finding::Findings;
use crate::located::Seen;
use crate::nest::Nest;
use crate::rule::rule_list;

use super::Subject;

rule_list! {
    TYPE "bar-code-type" [ARCHITECTURE]
        "the bar code type is one that BCOCA defines", "BCOCA 4 table 9, EC-0300";
    MODIFIER "bar-code-modifier" [ARCHITECTURE]
        "the modifier is one that is defined for the type", "BCOCA 4 table 10, EC-0B00";
    VALUE "bar-code-value" [ARCHITECTURE]
        "extents, element height and symbol width are 1 to 32,767 or the default, the height multiplier and the module width are not zero",
        "BCOCA 4 table 8";
    COLOUR "bar-code-colour" [ARCHITECTURE]
        "the colour is one of the OCA table or X'FFFF'", "BCOCA 4 table 8";
    UNITS "bar-code-units" [ARCHITECTURE]
        "units are the same for X and Y", "BCOCA 4 table 8, EC-0605";
    DATA "bar-code-data" [ARCHITECTURE]
        "bar code data has at least flags and the two offsets of the symbol", "BCOCA 4 Bar Code Symbol Data";
    BCD2 "is3-bar-code-bcd2" [IS3]
        "bar codes keep to the subset BCD2: its types and modifiers, and no symbol width", "BCOCA 4 figure 10, tables 8 to 10; MO:DCA 7 IS/3 table 27";
}

/// Nothing is remembered from one bar code to the next.
#[derive(Debug, Default)]
pub(super) struct BarCodes;

impl Subject for BarCodes {
    fn field(&mut self, _nest: &Nest, seen: &Seen<'_>, out: &mut Findings<'_>) {
        match &seen.field {
            Field::BarCodeDescriptor(symbol) => descriptor(symbol, seen.offset(), out),
            _ if seen.id() == FieldId::BDA && seen.raw.data.len() < 5 => {
                out.report(DATA, seen.offset(), || format!("{} bytes of data", seen.raw.data.len()));
            }
            _ => {}
        }
    }
}

fn descriptor(symbol: &SymbolDescriptor<'_>, offset: u64, out: &mut Findings<'_>) {
    let (kind, modifier) = (symbol.kind.0, symbol.modifier);
    match modifiers(kind) {
        None => out.report(TYPE, offset, || format!("X'{kind:02X}' is no bar code type")),
        Some(defined) if !defined.contains(&modifier) => {
            out.report(MODIFIER, offset, || format!("X'{modifier:02X}' is no modifier of the type X'{kind:02X}'"));
        }
        Some(_) if !in_bcd2(kind, modifier) => {
            out.report(BCD2, offset, || format!("type X'{kind:02X}', modifier X'{modifier:02X}'"));
        }
        Some(_) if symbol.symbol_width != 0 => {
            out.report(BCD2, offset, || format!("the symbol width is {}", symbol.symbol_width));
        }
        Some(_) => {}
    }
    let length = |value: u16| matches!(value, 0x0001..=0x7FFF | 0xFFFF);
    let lengths = [symbol.width, symbol.height, symbol.element_height].into_iter().all(length);
    if !lengths || symbol.symbol_width > 0x7FFF || symbol.height_multiplier == 0 || symbol.module_width == 0 {
        out.report(VALUE, offset, || {
            format!(
                "extents {} and {}, element height {}, multiplier {}, module width {}, symbol width {}",
                symbol.width,
                symbol.height,
                symbol.element_height,
                symbol.height_multiplier,
                symbol.module_width,
                symbol.symbol_width
            )
        });
    }
    if symbol.colour.meaning().is_none() {
        out.report(COLOUR, offset, || format!("the colour is X'{:04X}'", symbol.colour.0));
    }
    if symbol.x_units != symbol.y_units {
        out.report(UNITS, offset, || format!("the units are {} and {}", symbol.x_units, symbol.y_units));
    }
}

/// The modifiers of a type (BCOCA 4 table 10); none for a type that is not defined.
fn modifiers(kind: u8) -> Option<&'static [u8]> {
    Some(match kind {
        0x01 | 0x0A | 0x0B | 0x0D => &[1, 2],
        0x02 => &[1, 2, 3, 4, 5, 6, 7, 8, 9],
        0x03 | 0x05 | 0x08 | 0x09 | 0x1D | 0x21 | 0x23 | 0x27 => &[0],
        0x06 | 0x07 => &[0, 1, 2],
        0x0C => &[1, 2, 3, 4],
        0x11 => &[2, 3, 4, 5, 6],
        0x16 | 0x17 | 0x1A | 0x1B | 0x1C | 0x1E | 0x25 => &[0, 1],
        0x18 => &[0, 1, 2, 3, 4],
        0x1F => &[1, 2, 3, 4, 5, 6, 7, 8],
        0x20 => &[2, 0x12],
        0x22 | 0x26 => &[0, 1, 2, 3],
        0x24 => &[0, 1, 2, 3, 4, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1A, 0x1B],
        _ => return None,
    })
}

fn in_bcd2(kind: u8, modifier: u8) -> bool {
    match kind {
        0x0A | 0x0B | 0x18 | 0x23..=0x27 => false,
        0x06 | 0x07 | 0x16 | 0x17 | 0x1C => modifier == 0,
        0x0C => matches!(modifier, 1 | 2),
        0x11 => matches!(modifier, 2 | 3),
        0x20 => modifier == 2,
        _ => true,
    }
}
