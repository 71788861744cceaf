//! Bar code descriptors and data laid out by hand (BCOCA chapter 4).

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::mem::{Discriminant, discriminant};

use proptest::prelude::*;

use super::*;
use crate::groups::CountedGroup;
use crate::sample::{Codes, Sample, Source, hex};
use crate::values::OcaColour;
use crate::wire::{Counted, Input, Reserved, Wire};

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

fn counted<const SIZE: usize>(bytes: &str) -> Counted<Cow<'static, [u8]>, SIZE> {
    Counted(Cow::Owned(hex(bytes)))
}

/// The special functions of each type as the tables of BCOCA chapter 4 lay them out.
fn vectors() -> Vec<(BarCodeType, u8, &'static str, SpecialFunctions<'static>)> {
    use BarCodeType as T;
    use SpecialFunctions as S;
    let qr = QrFunctions {
        flags: IGNORE_ESCAPES,
        conversion: 1,
        version: 5,
        correction: 3,
        sequence: 1,
        total: 2,
        parity: 0xFF,
        special: 0x40,
        application: 0xC5,
    };
    vec![
        (
            T::AZTEC,
            0,
            "40 00 05 17 80 00 01 02 02 C1C2 00",
            S::Aztec(AztecFunctions {
                flags: IGNORE_ESCAPES,
                reserved: Reserved([0]),
                layers: 5,
                correction: 23,
                special: 0x80,
                application: 0,
                sequence: 1,
                total: 2,
                set_id: counted("C1C2"),
                additional: counted(""),
            }),
        ),
        (
            T::DATA_MATRIX,
            1,
            "A0 0012 0012 01 02 AABB 40",
            S::DataMatrix(DataMatrixFunctions {
                flags: CONVERT_EBCDIC | KEEP_SIZE,
                row_size: 18,
                rows: 18,
                sequence: 1,
                total: 2,
                file_id: [0xAA, 0xBB],
                special: 0x40,
            }),
        ),
        (
            T::HAN_XIN,
            0,
            "20 00 54 04 40 BE 01 07",
            S::HanXin(HanXinFunctions {
                flags: KEEP_SIZE,
                reserved: Reserved([0]),
                version: 84,
                correction: 4,
                special: 0x40,
                application: 0xBE,
                additional: counted("07"),
            }),
        ),
        (
            T::CODE_128,
            6,
            "00 40 00 04 00410042",
            S::Package(PackageFunctions {
                flags: PackageFunctions::NO_IDENTIFICATION_BARS,
                banner: counted("00410042"),
                ..Default::default()
            }),
        ),
        (
            T::MAXICODE,
            0,
            "80 04 00 00 80",
            S::MaxiCode(MaxiCodeFunctions {
                flags: CONVERT_EBCDIC,
                mode: 4,
                sequence: 0,
                total: 0,
                special: MaxiCodeFunctions::ZIPPER,
            }),
        ),
        (
            T::PDF417,
            1,
            "00 0A FF 04 0003 5C3930",
            S::Pdf417(Pdf417Functions {
                flags: 0,
                columns: 10,
                rows: 0xFF,
                security: 4,
                control_block: counted("5C3930"),
            }),
        ),
        (T::QR_CODE, 2, "40 01 05 03 01 02 FF 40 C5", S::Qr(qr.clone())),
        // The image in the middle of the symbol, a fifth as wide: 40 and 20 per cent.
        (
            T::QR_CODE,
            0x12,
            "40 01 05 03 01 02 FF 40 C5  80 0017  16 0000 0007 64 0064 0028 0028 0000 F0 64 0064 0014 0014 20",
            S::QrImage(QrImageFunctions {
                symbol: qr,
                image_flags: QrImageFunctions::IMAGES_FIRST,
                images: Counted(vec![CountedGroup(QrImage {
                    reserved: Reserved([0; 2]),
                    image: 7,
                    offset_base: ImageUnitBase::PER_CENT,
                    offset_units: 100,
                    x: 40,
                    y: 40,
                    orientation: 0,
                    reference: 0xF0,
                    extent_base: ImageUnitBase::PER_CENT,
                    extent_units: 100,
                    width: 20,
                    height: 20,
                    mapping: 0x20,
                    rest: Cow::Borrowed(&[]),
                })]),
            }),
        ),
        (T::CODE_128, 2, "", S::None),
    ]
}

#[test]
fn special_functions_read_and_write_as_laid_out_by_hand() {
    for (kind, modifier, bytes, functions) in vectors() {
        let bytes = hex(bytes);
        // The data of the symbol follows.
        let with_data = [&bytes[..], &[0xC1]].concat();
        let mut input = Input::new(&with_data);
        assert_eq!(SpecialFunctions::read(kind, modifier, &mut input).as_ref(), Ok(&functions));
        assert_eq!(input.rest(), [0xC1]);
        let symbol = Symbol { flags: 0x80, x: 1, y: 2, functions: functions.clone(), data: Cow::Owned(hex("C1")) };
        let whole = [&hex("80 0001 0002"), &with_data[..]].concat();
        assert_eq!(Symbol::read(kind, modifier, &whole).as_ref(), Ok(&symbol));
        let mut out = Vec::new();
        symbol.write(&mut out).unwrap();
        assert_eq!(out, whole);
        let mut out = Vec::new();
        functions.write(&mut out).unwrap();
        assert_eq!(out, bytes);
    }
}

#[test]
fn all_described_special_functions_have_a_vector() {
    let covered: Vec<Discriminant<_>> = vectors().iter().map(|(_, _, _, functions)| discriminant(functions)).collect();
    for functions in SpecialFunctions::samples(&mut Source::new(&[])) {
        assert!(covered.contains(&discriminant(&functions)), "{functions:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..Default::default() })]

    #[test]
    fn special_functions_read_back_what_was_written(seed in proptest::collection::vec(any::<u8>(), 0..600)) {
        let types: Vec<_> = vectors().into_iter().map(|(kind, modifier, _, vector)| (kind, modifier, vector)).collect();
        for functions in SpecialFunctions::samples(&mut Source::new(&seed)) {
            let same = |(_, _, vector): &&(_, _, _)| discriminant(vector) == discriminant(&functions);
            let (kind, modifier, _) = types.iter().find(same).unwrap();
            let mut out = Vec::new();
            functions.write(&mut out).unwrap();
            let again = SpecialFunctions::read(*kind, *modifier, &mut Input::new(&out));
            prop_assert_eq!(again.as_ref(), Ok(&functions));
        }
    }

    #[test]
    fn descriptors_and_data_read_back_what_was_written(seed in proptest::collection::vec(any::<u8>(), 0..600)) {
        let mut source = Source::new(&seed);
        let (descriptor, data) = (SymbolDescriptor::sample(&mut source), SymbolData::sample(&mut source));
        if let Ok(bytes) = descriptor.to_bytes() {
            prop_assert_eq!(SymbolDescriptor::decode(&bytes), Ok(descriptor));
        }
        let bytes = data.to_bytes().unwrap();
        prop_assert_eq!(SymbolData::decode(&bytes), Ok(data));
    }
}

#[test]
fn every_bar_code_type_has_a_name_of_its_own() {
    let names: BTreeSet<&str> = BarCodeType::ROWS.iter().map(|(_, name)| *name).collect();
    assert_eq!(names.len(), BarCodeType::ROWS.len());
    assert_eq!(BarCodeType(0x20).meaning(), Some("QR Code"));
}
