//! Templates with any numbers and records of any form: layout ends and never panics.

mod support;

use layout::{Options, Worker, compile_leniently};
use model::Template;
use proptest::prelude::*;
use support::{files, points, value};

const TEMPLATE: &str = include_str!("golden/statement.json");
const RECORD: &str = include_str!("golden/record.json");

/// The places of whole numbers outside quotes.
fn numbers(text: &str) -> Vec<std::ops::Range<usize>> {
    let (mut found, mut start, mut quoted) = (Vec::new(), None, false);
    for (at, byte) in text.bytes().enumerate() {
        quoted ^= byte == b'"';
        match (start, !quoted && (byte.is_ascii_digit() || byte == b'-')) {
            (None, true) => start = Some(at),
            (Some(begun), false) => {
                found.push(begun..at);
                start = None;
            }
            _ => {}
        }
    }
    found
}

fn extreme() -> impl Strategy<Value = i64> {
    prop_oneof![
        Just(0i64),
        Just(1),
        Just(-1),
        Just(255),
        Just(65_535),
        Just(1_000_000_000),
        Just(-1_000_000_000),
        -20_000_000i64..20_000_000,
        0i64..1_000,
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_numbers_in_a_template_are_laid_out_or_refused(changes in proptest::collection::vec((any::<prop::sample::Index>(), extreme()), 1..6)) {
        let mut text = points(TEMPLATE);
        for (place, number) in changes {
            let places = numbers(&text);
            text.replace_range(place.get(&places).clone(), &number.to_string());
        }
        let Ok((template, _)) = Template::from_json("template.json", &text) else { return Ok(()) };
        let options = Options { page_limit: 20, ..Options::default() };
        if let Ok(compiled) = compile_leniently(&template, files(), options) {
            let laid_out = Worker::new(&compiled).with_geometry(true).lay_out(&value(RECORD), 1);
            prop_assert!(laid_out.pages.len() <= 20);
        }
    }

    #[test]
    fn any_record_is_laid_out(record in records()) {
        let (template, _) = Template::from_json("template.json", &points(TEMPLATE)).unwrap();
        let compiled = compile_leniently(&template, files(), Options { page_limit: 20, ..Options::default() }).unwrap();
        let laid_out = Worker::new(&compiled).lay_out(&value(&record), u64::MAX);
        prop_assert!(!laid_out.pages.is_empty());
    }
}

/// JSON of the golden record's names with values of any kind.
fn records() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("-9223372036854775807".to_owned()),
        Just("1.5".to_owned()),
        Just("\"\"".to_owned()),
        Just("\"\\u202e\\u0000\\t漢\\n\\u0301\\ufeff\"".to_owned()),
        Just(format!("\"{}\"", "unbreakable".repeat(200))),
    ];
    leaf.prop_recursive(4, 60, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(|values| format!("[{}]", values.join(","))),
            (inner.clone(), inner.clone(), inner).prop_map(|(one, two, three)| format!(
                r#"{{"customer": {one}, "transactions": {two}, "name": {three}, "address": {one}, "amount": {two},
                "balance": {three}, "details": {one}}}"#
            )),
        ]
    })
}
