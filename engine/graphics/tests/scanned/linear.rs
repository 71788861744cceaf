//! Bars and spaces side by side.

use super::scanner::{elements, read, round_trip, scan, symbol};
use graphics::barcode::readable;
use proptest::prelude::*;
use rxing::{BarcodeFormat, DecodeHints, RXingResultMetadataType, RXingResultMetadataValue};
use scene::{Bearer, DataBarForm, Supplement, SymbolKind};
use units::Emu;

#[test]
fn code_128_says_what_was_encoded() {
    for text in
        ["MB 40028817 202610 01/04", "1", "12", "123", "123456", "A", "a1234567890b", "~`{|}", "AB\tcd\u{1}EF12345"]
    {
        round_trip(BarcodeFormat::CODE_128, SymbolKind::Code128, text);
    }
}

#[test]
fn gs1_128_says_its_elements_after_fnc1() {
    let symbol = symbol(SymbolKind::Gs1128, "(01)09521234543213(10)ABC(21)9");
    let hints = DecodeHints { AssumeGs1: Some(true), ..DecodeHints::default() };
    let read = read(BarcodeFormat::CODE_128, &symbol, hints).unwrap();
    assert_eq!(read.getText(), "]C1010952123454321310ABC\u{1D}219");
    assert_eq!(readable(SymbolKind::Gs1128, b"010952123454321310ABC\x1D219"), "(01)09521234543213(10)ABC(21)9");
}

#[test]
fn intelligent_mail_containers_and_packages_are_gs1_symbols() {
    let hints = || DecodeHints { AssumeGs1: Some(true), ..DecodeHints::default() };
    let container = symbol(SymbolKind::IntelligentMailContainer, "99M123456-----ABC1234");
    let said = read(BarcodeFormat::CODE_128, &container, hints()).unwrap();
    assert_eq!(said.getText(), "]C199M123456-----ABC1234");
    assert_eq!(readable(SymbolKind::IntelligentMailContainer, b"99M123456-----ABC1234"), "99  M  123456  -----ABC1234");
    let package = symbol(SymbolKind::IntelligentMailPackage, "(420)21234(93)74890100000003985039");
    let said = read(BarcodeFormat::CODE_128, &package, hints()).unwrap();
    assert_eq!(said.getText(), "]C142021234\u{1D}9374890100000003985039");
    assert_eq!(
        readable(SymbolKind::IntelligentMailPackage, b"42021234\x1D9374890100000003985039"),
        "9374 8901 0000 0003 9850 39"
    );
}

#[test]
fn code_39_and_93_say_what_was_encoded() {
    let plain = SymbolKind::Code39 { check: false };
    round_trip(BarcodeFormat::CODE_39, plain, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%");
    assert_eq!(scan(BarcodeFormat::CODE_39, SymbolKind::Code39 { check: true }, "CODE 39").unwrap(), "CODE 39R");
    assert_eq!(readable(SymbolKind::Code39 { check: true }, b"CODE 39"), "CODE 39R");
    // The decoder checks the check character as well, where it is told that there is one.
    let hints = DecodeHints { AssumeCode39CheckDigit: Some(true), ..DecodeHints::default() };
    let checked = symbol(SymbolKind::Code39 { check: true }, "CODE 39");
    assert_eq!(read(BarcodeFormat::CODE_39, &checked, hints).unwrap().getText(), "CODE 39");
    round_trip(BarcodeFormat::CODE_93, SymbolKind::Code93, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%");
    round_trip(
        BarcodeFormat::CODE_93,
        SymbolKind::Code93,
        "abcxyz\t\u{1}\u{1A}\u{1B}\u{1F}!\"#&'()*,:;<=>?@[\\]^_`{|}~\u{7F}",
    );
}

#[test]
fn codabar_says_what_was_encoded() {
    let all = "A0123456789-$:/.+B";
    let kind = SymbolKind::Codabar { check: false };
    assert_eq!(scan(BarcodeFormat::CODABAR, kind, all).as_deref(), Ok(&all[1..all.len() - 1]));
    // 10 + 11 + 12 … is not needed: A 16, 4, 0, 1, 5, 6, B 17 sum to 49; 15 more is a multiple of 16, and + has 15.
    let checked = symbol(SymbolKind::Codabar { check: true }, "A40156B");
    let said = read(BarcodeFormat::CODABAR, &checked, DecodeHints::default()).unwrap();
    assert_eq!(said.getText(), "40156+");
    // Start and stop are added where there are none.
    assert_eq!(symbol(kind, "40156").bars, symbol(kind, "A40156A").bars);
    assert_eq!(readable(kind, b"A40156B"), "40156");
}

#[test]
fn interleaved_2_of_5_says_what_was_encoded() {
    let plain = |check, bearer| SymbolKind::Interleaved2Of5 { check, bearer };
    round_trip(BarcodeFormat::ITF, plain(false, Bearer::None), "54321068");
    // An odd number of digits gets a zero in front; the check digit counts.
    assert_eq!(scan(BarcodeFormat::ITF, plain(false, Bearer::None), "1234567").unwrap(), "01234567");
    assert_eq!(scan(BarcodeFormat::ITF, plain(true, Bearer::None), "1540014128876").unwrap(), "15400141288763");
    for bearer in [Bearer::None, Bearer::Around, Bearer::AboveAndBelow] {
        for text in ["15400141288763", "1540014128876"] {
            assert_eq!(scan(BarcodeFormat::ITF, SymbolKind::Itf14 { bearer }, text).unwrap(), "15400141288763");
        }
    }
    let around = symbol(SymbolKind::Itf14 { bearer: Bearer::Around }, "15400141288763");
    let above = symbol(SymbolKind::Itf14 { bearer: Bearer::AboveAndBelow }, "15400141288763");
    assert_eq!(above.size.height, Emu::from_millimetres(10) + Emu::new(2 * 18_288));
    assert_eq!(around.size.width - above.size.width, Emu::new(24 * 9_144));
}

/// Two of five elements are wide; which, says the digit.
fn two_of_five(elements: &[i64]) -> u8 {
    const WEIGHTS: [u8; 4] = [1, 2, 4, 7];
    let wide: Vec<usize> = (0..5).filter(|&place| elements[place] > 15).collect();
    assert_eq!(wide.len(), 2, "{elements:?}");
    let sum: u8 = wide.iter().filter_map(|&place| WEIGHTS.get(place)).sum();
    if sum == 11 { 0 } else { sum }
}

fn digits(values: impl Iterator<Item = u8>) -> String {
    values.map(|value| char::from(b'0' + value)).collect()
}

#[test]
fn industrial_and_matrix_2_of_5_are_read_by_their_weights() {
    // Data in the bars, all spaces narrow.
    let industrial = |symbol| {
        let bars: Vec<i64> = elements(&symbol).into_iter().step_by(2).collect();
        digits(bars[3..bars.len() - 3].chunks(5).map(two_of_five))
    };
    let kind = |check| SymbolKind::Industrial2Of5 { check };
    assert_eq!(industrial(symbol(kind(false), "54321068")), "54321068");
    assert_eq!(industrial(symbol(kind(true), "629104150021")), "6291041500213");
    // Three bars and two spaces, then a narrow space.
    let matrix = |symbol| {
        let all = elements(&symbol);
        assert_eq!((all[0], all[1]), (40, 10));
        digits(all[6..all.len() - 5].chunks(6).map(|digit| two_of_five(&digit[..5])))
    };
    let kind = |check| SymbolKind::Matrix2Of5 { check };
    assert_eq!(matrix(symbol(kind(false), "0123456789")), "0123456789");
    assert_eq!(matrix(symbol(kind(true), "629104150021")), "6291041500213");
}

#[test]
fn msi_is_read_bit_by_bit() {
    for (check, text, expected) in
        [(1, "0123456789", "0123456789"), (2, "80523", "805234"), (3, "80523", "8052342"), (6, "80523", "8052383")]
    {
        let all = elements(&symbol(SymbolKind::Msi { check }, text));
        assert!(all[0] > 15 && all[all.len() - 2] > 15, "start and stop");
        let bits: Vec<u8> = all[2..all.len() - 3].chunks(2).map(|pair| u8::from(pair[0] > pair[1])).collect();
        let read = digits(bits.chunks(4).map(|bits| bits.iter().fold(0, |value, bit| value * 2 + bit)));
        assert_eq!(read, expected, "{check}");
    }
}

#[test]
fn upc_and_ean_say_what_was_encoded_with_their_check_digits() {
    let none = Supplement::None;
    for (format, kind, text, expected) in [
        (BarcodeFormat::EAN_13, SymbolKind::Ean13 { supplement: none }, "629104150021", "6291041500213"),
        (BarcodeFormat::EAN_13, SymbolKind::Ean13 { supplement: none }, "6291041500213", "6291041500213"),
        (BarcodeFormat::EAN_8, SymbolKind::Ean8, "2468123", "24681230"),
        (BarcodeFormat::UPC_A, SymbolKind::UpcA { supplement: none }, "01234567890", "012345678905"),
        (BarcodeFormat::UPC_E, SymbolKind::UpcE { supplement: none }, "0783491", "07834911"),
        (BarcodeFormat::UPC_E, SymbolKind::UpcE { supplement: none }, "7830000049", "07834930"),
    ] {
        let said = scan(format, kind, text);
        if format == BarcodeFormat::UPC_E {
            let said = said.unwrap();
            assert_eq!(said.len(), 8, "{said}");
            let data = graphics::barcode::data_of_text(kind, text).unwrap();
            assert_eq!(readable(kind, &data), said);
        } else {
            assert_eq!(said.as_deref(), Ok(expected), "{kind:?}");
        }
    }
    // Every first digit has number sets of its own.
    for first in 0..10 {
        let text = format!("{first}12345678901");
        let said = scan(BarcodeFormat::EAN_13, SymbolKind::Ean13 { supplement: none }, &text).unwrap();
        assert_eq!(said.get(..12), Some(text.as_str()));
    }
}

#[test]
fn supplements_stand_beside_and_are_read_with_the_number() {
    for (format, supplement, text, extension) in [
        (BarcodeFormat::EAN_13, Supplement::Two, "041234567890+99", "99"),
        (BarcodeFormat::EAN_13, Supplement::Five, "041234567890 54321", "54321"),
        (BarcodeFormat::UPC_A, Supplement::Two, "00633895260+24", "24"),
        (BarcodeFormat::UPC_A, Supplement::Five, "09827721123+21826", "21826"),
        (BarcodeFormat::UPC_E, Supplement::Two, "0783491+42", "42"),
        (BarcodeFormat::UPC_E, Supplement::Five, "0783491+51299", "51299"),
    ] {
        let kind = match format {
            BarcodeFormat::EAN_13 => SymbolKind::Ean13 { supplement },
            BarcodeFormat::UPC_A => SymbolKind::UpcA { supplement },
            _ => SymbolKind::UpcE { supplement },
        };
        let drawn = symbol(kind, text);
        // The decoder never finds two digits: it looks for them at a fixed place.
        if extension.len() == 5 {
            let hints =
                DecodeHints { AllowedEanExtensions: Some(vec![5]), TryHarder: Some(true), ..DecodeHints::default() };
            let said = read(format, &drawn, hints).unwrap_or_else(|error| panic!("{kind:?}: {error}"));
            let found = said.getRXingResultMetadata().get(&RXingResultMetadataType::UPC_EAN_EXTENSION);
            assert!(
                matches!(found, Some(RXingResultMetadataValue::UpcEanExtension(found)) if found == extension),
                "{kind:?} {found:?}"
            );
        }
        // The same digits alone have the same bars.
        let alone = symbol(if extension.len() == 2 { SymbolKind::Ean2 } else { SymbolKind::Ean5 }, extension);
        let bars = &drawn.bars[drawn.bars.len() - alone.bars.len()..];
        let widths =
            |bars: &[units::Rect]| bars.iter().map(|bar| (bar.width.get() + 4_000) / 9_144).collect::<Vec<_>>();
        assert_eq!(widths(bars), widths(&alone.bars));
    }
}

#[test]
fn data_bar_is_read_in_one_row_and_in_two() {
    for form in [
        DataBarForm::Omnidirectional,
        DataBarForm::Truncated,
        DataBarForm::Stacked,
        DataBarForm::StackedOmnidirectional,
    ] {
        for text in ["20012345678909", "00000000000000", "09521234543213", "99999999999997"] {
            let said = scan(BarcodeFormat::RSS_14, SymbolKind::DataBar { form }, text);
            assert_eq!(said.as_deref(), Ok(text), "{form:?}");
        }
    }
}

#[test]
fn data_bar_limited_is_the_published_symbol() {
    // GS1 Barcode Syntax Engine, the reference symbol of (01)15012345678907: modules from the left, dark ones marked.
    const PUBLISHED: &str = " X   XX  XX   XX XX X X  XXX X  X X XX X  XX X  X  X XX   XX XXX  XX  XX X";
    let all = elements(&symbol(SymbolKind::DataBar { form: DataBarForm::Limited }, "15012345678907"));
    let modules: String = all
        .iter()
        .enumerate()
        .map(|(place, width)| if place % 2 == 0 { "X" } else { " " }.repeat(((width + 5) / 10) as usize))
        .collect();
    assert_eq!(modules, PUBLISHED.trim_start());
}

#[test]
fn data_bar_expanded_says_its_elements_in_every_encodation() {
    let texts = [
        "(01)98898765432106(3202)012345(15)991231",
        "(01)90614141000015(3202)000150",
        "(01)90012345678908(3103)001750",
        "(01)90012345678908(3203)012345",
        "(01)90012345678908(3105)012345(17)260131",
        "(01)90012345678908(3922)795",
        "(01)90012345678908(3932)0401234",
        "(01)00012345678905(10)ABC123",
        "(10)12A",
        "(21)abc-DEF(10)1/2*,.",
        "(10)12(21)345",
        "(91)12345678901234567890(10)abcdefgh",
    ];
    let columns = [2, 4, 6, 8, 10, 20].map(|columns| DataBarForm::ExpandedStacked { columns });
    for text in texts {
        for form in [DataBarForm::Expanded].into_iter().chain(columns) {
            let said = scan(BarcodeFormat::RSS_EXPANDED, SymbolKind::DataBar { form }, text);
            assert_eq!(said.as_deref(), Ok(text), "{form:?}");
        }
    }
}

#[test]
fn edges_are_rounded_once_from_the_symbols_start() {
    let kind = SymbolKind::Code128;
    let dimensions = graphics::barcode::Dimensions { module_mils: 13, ..super::scanner::dimensions(kind) };
    let symbol = graphics::barcode::encode(kind, b"12", dimensions).expect("digits fit");
    // Start, one pair, check and stop: 46 modules of 13 mils, 11,887.2 Emu each.
    assert_eq!(symbol.size.width, Emu::new(546_811));
    assert_eq!(symbol.bars.first().map(|bar| bar.right()), Some(Emu::new(23_774)));
    assert_eq!(symbol.bars.last().map(|bar| bar.right()), Some(symbol.size.width));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_ascii_text_survives_code_128(text in "[ -~]{1,24}|[0-9]{1,24}|([0-9]{2,8}[a-z]{1,3}){1,4}|[A-Z\t]{2,20}") {
        round_trip(BarcodeFormat::CODE_128, SymbolKind::Code128, &text);
    }

    #[test]
    fn any_ascii_text_survives_code_93(text in "[ -~]{1,20}") {
        round_trip(BarcodeFormat::CODE_93, SymbolKind::Code93, &text);
    }

    #[test]
    fn any_number_survives_ean_13_and_a_wrong_check_digit_is_refused(number in "[0-9]{12}", wrong in 1u8..10) {
        let kind = SymbolKind::Ean13 { supplement: Supplement::None };
        let said = scan(BarcodeFormat::EAN_13, kind, &number).unwrap();
        prop_assert_eq!(said.get(..12), Some(number.as_str()));
        let check = (said.as_bytes()[12] - b'0' + wrong) % 10;
        let data = graphics::barcode::data_of_text(kind, &format!("{number}{check}"));
        prop_assert!(data.is_err());
    }
}

/// Numbers that are the same in every run.
fn seeded(count: usize) -> impl Iterator<Item = u64> {
    std::iter::successors(Some(12_345_u64), |seed| {
        Some(seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407))
    })
    .map(|seed| seed >> 20)
    .skip(1)
    .take(count)
}

/// What the decoder reads of `texts` must be right, and at least nine in ten must be read: it takes the first elements
/// with a finder's proportions for a finder, and data may have such elements. Gives those read.
fn nearly_all_survive(format: BarcodeFormat, form: DataBarForm, texts: impl Iterator<Item = String>) -> Vec<String> {
    let (mut read, mut count) = (Vec::new(), 0);
    for text in texts {
        count += 1;
        if let Ok(said) = scan(format, SymbolKind::DataBar { form }, &text) {
            assert!(said.starts_with(&text), "{said} instead of {text}");
            read.push(text);
        }
    }
    assert!(read.len() * 10 >= count * 9, "{} of {count} are read", read.len());
    read
}

#[test]
fn articles_survive_data_bar_with_every_group_of_values_in_every_place() {
    let articles = seeded(600).map(|seed| format!("{:013}", seed % 10_000_000_000_000));
    let read = nearly_all_survive(BarcodeFormat::RSS_14, DataBarForm::Omnidirectional, articles);
    // ISO/IEC 24724, 5.2.2 and tables 1 and 2: two pairs, of an outer and an inner character each.
    let group = |value: u64, firsts: &[u64]| firsts.iter().rposition(|first| *first <= value);
    let mut seen = std::collections::BTreeSet::new();
    for article in read {
        let number: u64 = article.parse().unwrap();
        for (side, pair) in [number / 4_537_077, number % 4_537_077].into_iter().enumerate() {
            seen.insert((side, "outer", group(pair / 1_597, &[0, 161, 961, 2_015, 2_715])));
            seen.insert((side, "inner", group(pair % 1_597, &[0, 336, 1_036, 1_516])));
        }
    }
    // Thirteen digits reach three of the five groups of the first character.
    assert_eq!(seen.len(), 3 + 4 + 5 + 4);
}

#[test]
fn lots_and_serials_survive_data_bar_expanded() {
    const SIGNS: &[u8] = b"0123456789ABCXYZabcxyz,./*-";
    let texts = seeded(150).map(|seed| {
        let sign = |place: u64| SIGNS[(seed.rotate_left((place * 7) as u32) % SIGNS.len() as u64) as usize] as char;
        let lot: String = (0..=seed % 19).map(sign).collect();
        format!("(10){lot}(21){}", seed % 1_000_000_007)
    });
    nearly_all_survive(BarcodeFormat::RSS_EXPANDED, DataBarForm::Expanded, texts);
}
