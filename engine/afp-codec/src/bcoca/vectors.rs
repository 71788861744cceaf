//! Bar code descriptors and data laid out by hand (BCOCA chapter 4).

use std::borrow::Cow;

use super::*;
use crate::sample::hex;
use crate::values::OcaColour;
use crate::wire::{Input, Wire};

#[test]
fn a_symbol_descriptor_reads_as_a_real_file_holds_it() {
    // afplib/start.afp, BDD: Data Matrix, modules of 16/1000 inch.
    let bytes = hex("00 00 0BB8 0BB8 FFFF FFFF 0000 1C 00 FF 0010 FF FFFF 01 FFFF");
    let symbol = SymbolDescriptor {
        symbol_width: 0,
        colour: OcaColour::BROWN,
        ..SymbolDescriptor::of(BarCodeType::DATA_MATRIX, 0, 3000)
    };
    assert_eq!(SymbolDescriptor::decode(&bytes), Ok(symbol.clone()));
    assert_eq!(symbol.to_bytes(), Ok(bytes));
}

#[test]
fn ratios_have_their_point_after_the_first_digit() {
    let of = |wide_to_narrow| SymbolDescriptor { wide_to_narrow, ..Default::default() }.ratio_percent();
    assert_eq!([of(0x00FA), of(0x0015), of(0x0002), of(0xFFFF)], [Some(250), Some(210), Some(200), None]);
}

#[test]
fn symbol_data_begins_with_flags_and_place() {
    let bytes = hex("80 0064 0032 C1C2");
    let data = SymbolData { flags: SymbolData::NO_READABLE_LINE, x: 100, y: 50, data: Cow::Owned(hex("C1C2")) };
    assert_eq!(SymbolData::decode(&bytes), Ok(data.clone()));
    assert_eq!(data.to_bytes(), Ok(bytes));
}

#[test]
fn special_functions_stand_before_the_data() {
    let bytes = hex("80 0012 0012 01 02 AABB 40 C1");
    let mut input = Input::new(&bytes);
    let functions = DataMatrixFunctions::read(&mut input).unwrap();
    assert_eq!(
        functions,
        DataMatrixFunctions {
            flags: 0x80,
            row_size: 18,
            rows: 18,
            sequence: 1,
            total: 2,
            file_id: [0xAA, 0xBB],
            special: 0x40,
        }
    );
    assert_eq!(input.rest(), [0xC1]);

    let bytes = hex("00 01 05 03 01 02 FF 40 C5 C1");
    let mut input = Input::new(&bytes);
    let functions = QrFunctions::read(&mut input).unwrap();
    assert_eq!((functions.conversion, functions.version, functions.correction), (1, 5, 3));
    assert_eq!((functions.sequence, functions.total, functions.parity, functions.special), (1, 2, 0xFF, 0x40));
    assert_eq!(functions.application, 0xC5);
    assert_eq!(input.rest(), [0xC1]);

    let bytes = hex("00 0A FF 04 0000 C1");
    let functions = Pdf417Functions::decode(&bytes).unwrap();
    assert_eq!((functions.columns, functions.rows, functions.security, functions.macro_length), (10, 255, 4, 0));
    assert_eq!(*functions.rest, [0xC1]);
}
