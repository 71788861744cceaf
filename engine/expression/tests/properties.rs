//! What holds for every text and every expression.

use expression::{Environment, Expression, Locale, Names, Record, TextTemplate, Value};
use proptest::prelude::*;

fn record() -> Value {
    let row = |number: i64| {
        Value::from(Record::from_fields([
            ("x", Value::from(number)),
            ("t", if number > 1 { Value::Missing } else { "one".into() }),
        ]))
    };
    Record::from_fields([
        ("x", Value::from(5i64)),
        ("t", "text".into()),
        ("d", Value::Date(jiff::civil::date(2026, 10, 31))),
        ("b", true.into()),
        ("l", Value::list([row(1), row(2), row(3)])),
    ])
    .into()
}

/// Texts of sound expressions, as people would write them.
fn sound() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        "[0-9]{1,5}(\\.[0-9]{1,4})?",
        Just("x".to_owned()),
        Just("t".to_owned()),
        Just("d".to_owned()),
        Just("b".to_owned()),
        Just("l".to_owned()),
        Just("l.x".to_owned()),
        Just("nothing.`odd name`".to_owned()),
        Just("true".to_owned()),
        Just("missing".to_owned()),
        "[a-z \\\\]{0,5}".prop_map(|text| format!("{:?}", text)),
    ];
    let operator = prop::sample::select(vec!["+", "-", "*", "/", "&", "=", "!=", "<", "<=", ">", ">=", "and", "or"]);
    let unary = prop::sample::select(vec!["-", "not "]);
    let call = prop::sample::select(vec![
        "abs", "upper", "sum", "count", "round", "default", "where", "map", "sort", "min", "max", "first", "exists",
        "concat", "join", "left", "date", "number", "length", "add_days", "if", "replace",
    ]);
    leaf.prop_recursive(5, 40, 3, move |inner| {
        prop_oneof![
            (inner.clone(), operator.clone(), inner.clone()).prop_map(|(a, o, b)| format!("({a}) {o} ({b})")),
            (inner.clone(), operator.clone(), inner.clone(), operator.clone(), inner.clone())
                .prop_map(|(a, o, b, p, c)| format!("{a} {o} {b} {p} {c}")),
            (unary.clone(), inner.clone()).prop_map(|(o, a)| format!("{o}({a})")),
            (call.clone(), prop::collection::vec(inner.clone(), 1..4))
                .prop_map(|(name, list)| format!("{name}({})", list.join(", "))),
            (inner.clone(), inner.clone()).prop_map(|(a, i)| format!("({a})[{i}]")),
            (inner.clone(), inner.clone(), inner).prop_map(|(a, b, c)| format!("if {a} then {b} else {c}")),
        ]
    })
}

fn value(parsed: &Expression) -> Option<Value> {
    let program = parsed.check(&Names::unknown()).ok()?;
    let record = record();
    Some(program.evaluate(&Environment::new(&record, 1, Locale::british())).value)
}

fn inside(text: &str, finding: &expression::Finding) {
    let range = finding.span.range();
    assert!(text.get(range.clone()).is_some(), "{range:?} is no part of {text:?}: {finding:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn printing_and_parsing_again_changes_nothing(text in sound()) {
        if let Ok(parsed) = Expression::parse(&text) {
            let printed = parsed.to_string();
            let again = Expression::parse(&printed);
            prop_assert!(again.is_ok(), "{text} printed as {printed}: {again:?}");
            let again = again.unwrap();
            prop_assert_eq!(again.to_string(), printed);
            prop_assert_eq!(value(&again), value(&parsed));
        }
    }

    #[test]
    fn evaluation_keeps_the_checked_type_and_its_findings_are_in_the_text(text in sound()) {
        if let Ok(parsed) = Expression::parse(&text) {
            match parsed.check(&Names::unknown()) {
                Err(findings) => findings.iter().for_each(|finding| inside(&text, finding)),
                Ok(program) => {
                    let record = record();
                    let trace = program.trace(&Environment::new(&record, 1, Locale::british()));
                    trace.outcome.findings.iter().for_each(|finding| inside(&text, finding));
                    let value = trace.outcome.value;
                    if !value.is_missing() {
                        prop_assert!(value.kind().fits(program.kind()), "{} is no {}", value, program.kind());
                    }
                }
            }
        }
    }

    #[test]
    fn any_text_is_parsed_or_refused_with_a_place(text in "\\PC{0,60}") {
        if let Err(finding) = Expression::parse(&text) {
            inside(&text, &finding);
        }
        if let Err(findings) = TextTemplate::parse(&text) {
            findings.iter().for_each(|finding| inside(&text, finding));
        }
    }

    #[test]
    fn any_mix_of_signs_is_parsed_or_refused_with_a_place(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "x", "l", ".", "[", "]", "(", ")", ",", "+", "-", "&", "=", "<", "\"", "`", "{{", "}}", " ", "if", "not",
                "then", "else", "and", "1", "é", "where(", "\\", "sum(", "date(", "money(", "\"GBP\"", "0.5",
            ]),
            0..40,
        )
    ) {
        let text = parts.concat();
        if let Err(finding) = Expression::parse(&text) {
            inside(&text, &finding);
        }
        match TextTemplate::parse(&text) {
            Err(findings) => findings.iter().for_each(|finding| inside(&text, finding)),
            Ok(parsed) => match parsed.check(&Names::unknown()) {
                Err(findings) => findings.iter().for_each(|finding| inside(&text, finding)),
                Ok(program) => {
                    let record = record();
                    let outcome = program.evaluate(&Environment::new(&record, 1, Locale::british()));
                    outcome.findings.iter().for_each(|finding| inside(&text, finding));
                }
            },
        }
    }
}
