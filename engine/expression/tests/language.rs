//! What expressions give.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use std::sync::Arc;

use expression::{
    Environment, Expression, Field, Locale, Names, Outcome, Record, RowValue, Schema, TextTemplate, Type, Value,
    Variables,
};

fn decimal(text: &str) -> Value {
    Value::Decimal(text.parse().unwrap())
}

fn schema() -> Arc<Schema> {
    let transaction = Schema::new([
        Field::required("date", Type::Date),
        Field::required("details", Type::Text),
        Field::required("amount", Type::Decimal),
        Field::optional("fee", Type::Decimal),
    ]);
    let account = Schema::new([
        Field::required("closing", Type::Decimal),
        Field::required("status", Type::Text),
        Field::optional("limit", Type::Decimal),
    ]);
    let customer = Schema::new([
        Field::required("name", Type::Text),
        Field::optional("title", Type::Text),
        Field::required("address", Type::list(Type::Text)),
    ]);
    Arc::new(Schema::new([
        Field::required("account", Type::record(account)),
        Field::required("customer", Type::record(customer)),
        Field::required("transactions", Type::list(Type::record(transaction))),
        Field::required("due", Type::Date),
        Field::required("odd name", Type::Text),
        Field::required("金額", Type::Decimal),
        Field::required("anything", Type::Any),
    ]))
}

fn record() -> Value {
    let transaction = |day: i8, details: &str, amount: &str| {
        Value::from(Record::from_fields([
            ("date", Value::Date(jiff::civil::date(2026, 10, day))),
            ("details", details.into()),
            ("amount", decimal(amount)),
        ]))
    };
    let account = Record::from_fields([("closing", decimal("2874.26")), ("status", "open".into())]);
    let address = Value::list(["Flat 6".into(), "14 Mill Lane".into()]);
    let customer = Record::from_fields([("name", "Adaeze".into()), ("address", address)]);
    let transactions =
        [transaction(3, "Grocers", "-42.18"), transaction(7, "Ibeji", "1260"), transaction(8, "Rail", "-68.90")];
    Record::from_fields([
        ("account", account.into()),
        ("customer", customer.into()),
        ("transactions", Value::list(transactions)),
        ("due", Value::Date(jiff::civil::date(2026, 10, 31))),
        ("odd name", "odd".into()),
        ("金額", decimal("5")),
        ("anything", Value::list([decimal("1"), decimal("2")])),
    ])
    .into()
}

fn evaluate_in(text: &str, names: &Names) -> Outcome {
    let program = Expression::parse(text)
        .map_err(|finding| finding.diagnostic.to_string())
        .and_then(|parsed| parsed.check(names).map_err(|findings| format!("{findings:?}")))
        .unwrap_or_else(|why| panic!("{text}: {why}"));
    let record = record();
    let outcome = program.evaluate(&Environment::new(&record, 17, Locale::british()));
    if !outcome.value.is_missing() {
        assert!(outcome.value.kind().fits(program.kind()), "{text} gives {:?}, not {}", outcome.value, program.kind());
    }
    outcome
}

fn evaluate(text: &str) -> Value {
    let outcome = evaluate_in(text, &Names::new(schema()));
    assert_eq!(outcome.findings, [], "{text}");
    let untyped = evaluate_in(text, &Names::unknown());
    assert_eq!(
        (&untyped.value, untyped.findings.as_slice()),
        (&outcome.value, [].as_slice()),
        "{text}, without a schema"
    );
    outcome.value
}

/// What checking or parsing finds: the part of the text and the message with its advice.
fn wrong(text: &str) -> Vec<(String, String)> {
    let found = match Expression::parse(text) {
        Err(finding) => vec![finding],
        Ok(parsed) => parsed.check(&Names::new(schema())).map(|program| panic!("{program:?}")).unwrap_err(),
    };
    let place = |finding: &expression::Finding| finding.span.of(text).to_owned();
    let words =
        |finding: &expression::Finding| format!("{}; {}", finding.diagnostic.message(), finding.diagnostic.hint());
    found.iter().map(|finding| (place(finding), words(finding))).collect()
}

#[test]
fn expressions_give_their_values() {
    for (text, value) in [
        ("1 + 2 * 3 - 4 / 8", decimal("6.5")),
        ("-(1 + 2) * -2", decimal("6")),
        ("0.1 + 0.2", decimal("0.3")),
        ("account.closing", decimal("2874.26")),
        ("record.account.closing", decimal("2874.26")),
        ("`odd name` & 1.50 & true", "odd1.50true".into()),
        ("金額 + 1", decimal("6")),
        ("transactions[0].amount", decimal("-42.18")),
        ("transactions.amount[1]", decimal("1260")),
        ("transactions[9].amount", Value::Missing),
        ("sum(transactions.amount)", decimal("1148.92")),
        ("count(transactions)", decimal("3")),
        ("count(transactions.fee)", decimal("0")),
        ("sum(transactions.fee)", decimal("0")),
        ("average(transactions.fee)", Value::Missing),
        ("max(transactions.amount)", decimal("1260")),
        ("min(3, 1, 2)", decimal("1")),
        ("max(transactions.date) = date(\"2026-10-08\")", true.into()),
        ("first(transactions).details", "Grocers".into()),
        ("last(transactions.details)", "Rail".into()),
        ("sum(where(transactions, amount < 0).amount)", decimal("-111.08")),
        ("sum(map(transactions, abs(amount)))", decimal("1371.08")),
        ("join(sort(transactions, amount).details, \"/\")", "Rail/Grocers/Ibeji".into()),
        ("join(where(customer.address, length(it) > 6), \"+\")", "14 Mill Lane".into()),
        ("count(where(transactions, amount = max(map(transactions, amount))))", decimal("1")),
        ("account.status = \"open\" and not (金額 > 6 or false)", true.into()),
        ("if(account.closing < 0, \"out\", \"in\")", "in".into()),
        ("if account.closing < 0 then \"out\" else \"in\" & \"!\"", "in!".into()),
        ("if (account.closing) > 0 then 1 else 2", decimal("1")),
        ("case(金額 = 1, \"one\", 金額 = 5, \"five\", \"many\")", "five".into()),
        ("customer.title = missing", true.into()),
        ("customer.title & customer.name", "Adaeze".into()),
        ("default(customer.title, \"\")", "".into()),
        ("default(account.limit * 2, 7)", decimal("7")),
        ("exists(customer.title) or empty(customer.title)", true.into()),
        ("empty(transactions)", false.into()),
        ("money(account.closing, \"GBP\")", "£2,874.26".into()),
        ("money(-account.closing, \"GBP\")", "−£2,874.26".into()),
        ("money(account.closing, \"EUR\", \"de-DE\")", "2.874,26\u{a0}€".into()),
        ("number(account.closing)", "2,874.26".into()),
        ("number(account.closing, 1)", "2,874.3".into()),
        ("number(transactions[1].amount, \"+#,##0.00\")", "+1,260.00".into()),
        ("number(record_number, \"0000\")", "0017".into()),
        ("date(due, \"d MMMM yyyy\")", "31 October 2026".into()),
        ("date(\"2026-02-03\", \"dd MMM\")", "03 Feb".into()),
        ("date(due, \"long\", \"zh-Hant-TW\")", "2026年10月31日".into()),
        ("\"until \" & due", "until 2026-10-31".into()),
        ("add_days(due, 1) & \"|\" & add_months(due, 1)", "2026-11-01|2026-11-30".into()),
        ("days_between(date(\"2026-10-01\"), due)", decimal("30")),
        ("year(due) * 10000 + month(due) * 100 + day(due)", decimal("20261031")),
        ("round(2.345, 2) & \" \" & round(-2.5)", "2.35 -3".into()),
        ("upper(\"straße\") & lower(\"ÄB\") & trim(\" x \")", "STRASSEäbx".into()),
        ("left(\"金額x\", 2) & right(\"abc\", 1) & middle(\"abcdef\", 2, 3)", "金額cbcd".into()),
        ("replace(\"a b c\", \" \", \"\") & length(\"é金\")", "abc2".into()),
        ("contains(\"abc\", \"b\") and starts_with(\"abc\", \"a\") and ends_with(\"abc\", \"c\")", true.into()),
        ("decimal(\"1,234.50\") + 1", decimal("1235.50")),
        ("concat(\"a\", customer.title, 1)", "a1".into()),
        ("\"quote \\\" backslash \\\\ line\\n\"", "quote \" backslash \\ line\n".into()),
        ("anything[0] + anything[1]", decimal("3")),
        ("page", Value::Missing),
        ("text(-0) & text(-(1 - 1)) & text(round(-0.4)) & text(-1 * 0) & text(0 / -5)", "00000".into()),
    ] {
        assert_eq!(evaluate(text), value, "{text}");
    }
}

#[test]
fn what_is_wrong_is_shown_with_its_place_and_advice() {
    for (text, place, words) in [
        ("account.clsoing", "clsoing", "no field account.clsoing; did you mean closing?"),
        ("acount.closing", "acount", "did you mean account?"),
        ("transactions.amout", "amout", "did you mean amount?"),
        ("where(transactions, amuont < 0)", "amuont", "did you mean amount?"),
        ("mony(1, \"GBP\")", "mony", "no function mony; did you mean money?"),
        (
            "account.closing + customer.name",
            "customer.name",
            "text stands where decimal is needed; texts are joined with &",
        ),
        ("account.closing = \"5\"", "\"5\"", "text stands where decimal is needed"),
        ("not account.status", "account.status", "text stands where boolean"),
        ("if(true, 1, \"a\")", "\"a\"", "text stands where decimal"),
        ("sum(customer.address)", "customer.address", "list of text stands where list of decimal"),
        ("money(1)", "money(1)", "money takes 2 to 3 arguments, not 1"),
        ("case(true, 1)", "case(true, 1)", "conditions and values in turn"),
        ("money(1, \"pounds\")", "\"pounds\"", "three capital letters"),
        ("number(1, \"#,##0.0.0\")", "\"#,##0.0.0\"", "two points"),
        ("date(due, \"DD/MM\")", "\"DD/MM\"", "letters y, M, d and E"),
        ("date(due, \"long\", \"xx\")", "\"xx\"", "language is not known"),
        ("customer.name.first", "customer.name", "only records have fields"),
        ("customer[0]", "customer", "record stands where list"),
        ("\"a\" & transactions", "transactions", "join(list"),
        ("customer < 1", "1", "decimal stands where record"),
        ("true < false", "true < false", "have an order"),
        ("upper", "upper", "this is a function"),
        ("1 +", "", "the expression ends where a value is needed"),
        ("", "", "empty"),
        ("a == b", "==", "write = to compare"),
        ("1 < 2 < 3", "< 2 <", "do not chain"),
        ("“a”", "“", "straight quotes"),
        ("\"open", "\"open", "no closing quote"),
        ("\"\\q\"", "\\q", "means nothing"),
        ("account closing", "closing", "an operator or the end"),
        ("and", "and", "backquotes"),
        ("(1", "", "where ) is needed"),
        ("1.2345678901234567890123456789012", "1.2345678901234567890123456789012", "28 digits"),
    ] {
        let found = wrong(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].0, place, "{text}");
        assert!(found[0].1.contains(words), "{text}: {}", found[0].1);
    }
    assert_eq!(wrong("account.x + customer.y * page.z").len(), 3, "all mistakes are found at once");
}

#[test]
fn missing_values_and_bad_arithmetic_warn_once_with_their_place() {
    for (text, place, words) in [
        ("account.limit * 2 + 1", "account.limit", "account.limit has no value"),
        ("money(account.limit, \"GBP\")", "account.limit", "has no value"),
        ("account.limit < 5", "account.limit", "has no value"),
        ("1 / (金額 - 5) + 1", "1 / (金額 - 5)", "division by zero"),
        ("79228162514264337593543950335 * 10", "79228162514264337593543950335 * 10", "28 digits"),
        ("decimal(\"ten\")", "decimal(\"ten\")", "no number"),
        ("date(\"31.10.2026\", \"short\")", "date(\"31.10.2026\", \"short\")", "no date"),
        ("anything + 1", "anything", "list stands where decimal"),
        ("upper(anything)", "anything", "list stands where text"),
        ("add_days(due, 99999999)", "add_days(due, 99999999)", "out of range"),
    ] {
        let outcome = evaluate_in(text, &Names::new(schema()));
        assert_eq!(outcome.value, Value::Missing, "{text}");
        assert_eq!(outcome.findings.len(), 1, "{text}: {:?}", outcome.findings);
        assert_eq!(outcome.findings[0].span.of(text), place, "{text}");
        let words_found = outcome.findings[0].diagnostic.message();
        assert!(words_found.contains(words), "{text}: {words_found}");
    }
}

#[test]
fn rows_and_variables_are_reached_by_name() {
    let record = record();
    let mut names = Names::new(schema());
    let parse = |text| Expression::parse(text).unwrap();
    let list = [("paid".into(), parse("sum(transactions.amount)")), ("twice".into(), parse("paid * 2"))];
    let variables = Variables::check(&list, &mut names).unwrap();
    let mut environment = Environment::new(&record, 1, Locale::british());
    let values = variables.evaluate(&environment);
    assert_eq!(values.values, [decimal("1148.92"), decimal("2297.84")]);

    let row_type = parse("transactions").check(&names).unwrap().kind().row();
    let names = names.with_row("transaction", row_type);
    let text =
        TextTemplate::parse("{{date(transaction.date, \"dd MMM\")}} {{row_number}}/{{ pages }}: {{ twice }}").unwrap();
    let program = text.check(&names).unwrap();
    let dependencies = program.dependencies();
    assert!(dependencies.row && dependencies.pages && dependencies.record && !dependencies.page);

    let rows = parse("transactions").check(&names).unwrap().evaluate(&environment).value;
    let row = [RowValue { value: rows.rows()[1].clone(), number: 2 }];
    environment = Environment { rows: &row, variables: &values.values, pages: Some(3), ..environment };
    assert_eq!(program.evaluate(&environment).text, "07 Oct 2/3: 2297.84");
}

#[test]
fn a_variable_sees_only_those_before_it() {
    let list = [("a".into(), Expression::parse("b").unwrap()), ("b".into(), Expression::parse("1").unwrap())];
    let findings = Variables::check(&list, &mut Names::new(schema())).unwrap_err();
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].0, 0);
}

#[test]
fn a_trace_shows_the_value_of_each_part() {
    let text = "if(account.closing < 0, \"out\", \"in\")";
    let program = Expression::parse(text).unwrap().check(&Names::new(schema())).unwrap();
    let record = record();
    let trace = program.trace(&Environment::new(&record, 1, Locale::british()));
    let steps: Vec<_> = trace.steps.iter().map(|step| (step.span.of(text), step.value.to_string())).collect();
    assert_eq!(
        steps,
        [
            ("account.closing", "2874.26".to_owned()),
            ("0", "0".to_owned()),
            ("account.closing < 0", "false".to_owned()),
            ("\"in\"", "in".to_owned()),
            (text, "in".to_owned()),
        ]
    );
}

#[test]
fn a_text_with_fields_knows_its_pieces_and_their_mistakes() {
    let record = record();
    let names = Names::new(schema());
    let text = "Dear {{ customer.name }}, {{ \"}}\" & `odd name` }}{{ \"{{\" }}";
    let program = TextTemplate::parse(text).unwrap().check(&names).unwrap();
    let outcome = program.evaluate(&Environment::new(&record, 1, Locale::british()));
    assert_eq!(outcome.text, "Dear Adaeze, }}odd{{");
    let pieces: Vec<_> =
        outcome.pieces.iter().map(|piece| (piece.text.of(&outcome.text), piece.source.of(text), piece.field)).collect();
    assert_eq!(
        pieces,
        [
            ("Dear ", "Dear ", false),
            ("Adaeze", "{{ customer.name }}", true),
            (", ", ", ", false),
            ("}}odd", "{{ \"}}\" & `odd name` }}", true),
            ("{{", "{{ \"{{\" }}", true),
        ]
    );
    let text = "a {{ custmer.name }} b {{ 1 + }} c {{ open";
    let found = TextTemplate::parse(text).unwrap_err();
    assert_eq!(found.iter().map(|finding| finding.span.start).collect::<Vec<_>>(), [29, 35]);
    let found = TextTemplate::parse("a {{ custmer.name }} {{ transactions }}").unwrap().check(&names).unwrap_err();
    assert_eq!(found.iter().map(|finding| finding.span.start).collect::<Vec<_>>(), [5, 24]);
    assert!(TextTemplate::parse("no field } { here").unwrap().check(&names).unwrap().is_literal());
}

#[test]
fn evaluation_ends_soon_whatever_is_asked() {
    let rows: Vec<Value> = (0..2_000u32).map(|number| Record::from_fields([("a", number.into())]).into()).collect();
    let record = Value::from(Record::from_fields([("list", Value::list(rows))]));
    for text in
        ["sum(map(list, sum(map(list, sum(map(list, 1))))))", "count(where(list, count(where(list, a > 1)) > 0))"]
    {
        let program = Expression::parse(text).unwrap().check(&Names::unknown()).unwrap();
        let outcome = program.evaluate(&Environment::new(&record, 1, Locale::british()));
        assert_eq!(outcome.value, Value::Missing, "{text}");
        assert_eq!(outcome.findings.len(), 1, "{text}");
    }
    let mut grown = "\"0123456789\"".to_owned();
    for _ in 0..12 {
        grown = format!("replace({grown}, \"0\", \"00000000000000000000\")");
    }
    let program = Expression::parse(&grown).unwrap().check(&Names::unknown()).unwrap();
    assert_eq!(program.evaluate(&Environment::new(&record, 1, Locale::british())).value, Value::Missing);
}

#[test]
fn depth_and_length_are_limited() {
    for text in [
        "(".repeat(10_000),
        "-".repeat(10_000) + "1",
        "not ".repeat(4_000) + "true",
        "1".to_owned() + &"+1".repeat(5_000),
        "a".to_owned() + &".a".repeat(5_000),
        "a".to_owned() + &"[a".repeat(5_000),
        "abs(".repeat(3_000),
        "if true then ".repeat(1_000),
        "1+".repeat(10_000) + "1",
    ] {
        assert!(Expression::parse(&text).is_err(), "{}…", &text[..20]);
    }
    assert!(Expression::parse(&("1".to_owned() + &"+1".repeat(90))).is_ok());
}
