//! What is read from data files.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::io::{Cursor, Read};
use std::sync::Arc;

use data::{DataRecord, Format, Index, Inference, Options, Policy, Records, records_from_bytes};
use diagnostics::{Code, Diagnostics, Location};
use expression::{Field, Schema, Type, Value};

/// Gives a few bytes at a time.
struct Drip<'b>(&'b [u8], usize);

impl Read for Drip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.1.min(self.0.len()).min(buffer.len());
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

fn all(options: &Options, text: &str) -> Vec<Result<DataRecord, Diagnostics>> {
    let whole: Vec<_> = match records_from_bytes(text.as_bytes(), options.clone()) {
        Ok(records) => records.collect(),
        Err(error) => vec![Err(error.into())],
    };
    for step in [1, 3] {
        let dripped: Vec<_> = match Records::open(Drip(text.as_bytes(), step), options.clone()) {
            Ok(records) => records.collect(),
            Err(error) => vec![Err(error.into())],
        };
        assert_eq!(dripped, whole, "{step} bytes at a time");
    }
    whole
}

fn read(format: Format, text: &str) -> Vec<Result<DataRecord, Diagnostics>> {
    all(&Options::new("data", format), text)
}

fn values(format: Format, text: &str) -> Vec<String> {
    read(format, text).into_iter().map(|record| record.unwrap().value.to_string()).collect()
}

/// The messages with their places, one after the other.
fn fault(records: &[Result<DataRecord, Diagnostics>]) -> String {
    let findings = records.last().unwrap().as_ref().unwrap_err();
    findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn schema() -> Arc<Schema> {
    let row = Schema::new([Field::required("date", Type::Date), Field::required("amount", Type::Decimal)]);
    let customer = Schema::new([Field::required("name", Type::Text), Field::optional("title", Type::Text)]);
    Arc::new(Schema::new([
        Field::required("customer", Type::record(customer)),
        Field::required("rows", Type::list(Type::record(row))),
        Field::optional("active", Type::Boolean),
    ]))
}

#[test]
fn lines_of_json_are_records_with_exact_numbers() {
    let text = "\u{feff}{\"a\": 0.10, \"b\": 9007199254740993}\r\n\n  {\"a\": \"\\u91d1\\ud83d\\ude00\\n\", \"c\": null, \"d\": [true]}  ";
    assert_eq!(values(Format::Ndjson, text), ["{a: 0.10, b: 9007199254740993}", "{a: 金😀\n, c: , d: true}"]);
    let records = read(Format::Ndjson, text);
    let second = records[1].as_ref().unwrap();
    assert_eq!((second.number, second.place.line, second.place.column), (2, 3, 1));
    assert!(values(Format::Ndjson, "\n \n").is_empty());
    assert!(values(Format::Ndjson, "").is_empty());
}

#[test]
fn a_json_file_is_a_record_or_a_list_or_holds_one() {
    assert_eq!(values(Format::Json, " {\"a\": {\"b\": \"}]\"}} "), ["{a: {b: }]}}"]);
    assert_eq!(values(Format::Json, "[{\"a\": 1} , {\"a\": 2}]"), ["{a: 1}", "{a: 2}"]);
    assert!(values(Format::Json, "[ ]").is_empty());
    let options = Options::new("data", Format::Json).with_records_at("statements.items");
    let text =
        r#"{"x": {"items": [0, "]}"]}, "statements": {"n": 1, "\u0069tems": [{"a": 1}, {"a": 2}], "m": {}}, "z": []}"#;
    let found: Vec<_> = all(&options, text).into_iter().map(|record| record.unwrap().value.to_string()).collect();
    assert_eq!(found, ["{a: 1}", "{a: 2}"]);
}

#[test]
fn csv_has_a_header_and_quotes_and_any_delimiter() {
    let text = "name;customer.city;customer.no;amount\r\n\"O\"\"Hara; Ann\nB\";LEEDS;007; 12.50\r\n\r\nJo;;;\n";
    let found = values(Format::Csv, text);
    let first = "{name: O\"Hara; Ann\nB, customer: {city: LEEDS, no: 007}, amount:  12.50}";
    assert_eq!(found, [first, "{name: Jo, customer: , amount: }"]);
    assert_eq!(values(Format::Csv, "a\tb\n5\" pipe\tx\n"), ["{a: 5\" pipe, b: x}"]);
    assert_eq!(values(Format::Csv, "a,,b\n1,2,3"), ["{a: 1, b: 3}"]);
}

#[test]
fn a_schema_makes_types_and_leaves_out_what_it_does_not_list() {
    let text = r#"{"other": [1e99, {"x": 1}], "rows": [{"amount": "-42.18", "date": "2026-10-03"}], "customer": {"name": 12.50}}"#;
    let options = Options::new("data", Format::Ndjson).with_schema(schema());
    let records = all(&options, text);
    let Value::Record(record) = &records[0].as_ref().unwrap().value else { unreachable!("a record") };
    assert_eq!(
        Value::from(record.clone()).to_string(),
        "{customer: {name: 12.50, title: }, rows: {date: 2026-10-03, amount: -42.18}, active: }"
    );
    let row = record.get("rows").unwrap().rows()[0].clone();
    let Value::Record(row) = row else { unreachable!("a record") };
    assert_eq!(row.get("date"), Some(&Value::Date("2026-10-03".parse().unwrap())));
    assert!(matches!(row.get("amount"), Some(Value::Decimal(_))));

    let flat = Schema::new([
        Field::required("customer", Type::record(Schema::new([Field::required("name", Type::Text)]))),
        Field::required("amount", Type::Decimal),
        Field::optional("paid", Type::Boolean),
        Field::optional("due", Type::Date),
    ]);
    let options = Options::new("data", Format::Csv).with_schema(Arc::new(flat));
    let records = all(&options, "amount,unknown,customer.name,due\n 12.50 ,x,Ann,2026-10-31\n");
    let value = records[0].as_ref().unwrap().value.to_string();
    assert_eq!(value, "{customer: {name: Ann}, amount: 12.50, paid: , due: 2026-10-31}");
}

#[test]
fn a_record_that_breaks_the_schema_is_reported_with_number_path_and_line() {
    let text = "{\"customer\": {\"name\": \"Ann\"}, \"rows\": []}\n{\"rows\": [{\"date\": \"2026-10-03\", \"amount\": 1},\
                {\"amount\": \"x\"}], \"active\": \"yes\"}\n{\"customer\": {\"name\": \"Bo\"}, \"rows\": []}";
    let options = Options::new("data.ndjson", Format::Ndjson).with_schema(schema());

    let stopped = all(&options, text);
    assert_eq!(stopped.len(), 2);
    assert_eq!(
        fault(&stopped).replace("error[", "\n[").lines().filter(|line| !line.is_empty()).collect::<Vec<_>>(),
        [
            "[data-type] record 2, rows[1].amount, data.ndjson:2:58: rows[1].amount must be a number, not “x”; hint: deliver the right type, or change the schema",
            "[data-field-missing] record 2, rows[1].date, data.ndjson:2:47: rows[1].date is missing; hint: deliver it, or make it optional in the schema",
            "[data-type] record 2, active, data.ndjson:2:75: active must be true or false, not “yes”; hint: deliver the right type, or change the schema",
            "[data-field-missing] record 2, customer, data.ndjson:2:1: customer is missing; hint: deliver it, or make it optional in the schema",
        ]
    );
    let skipped = all(&options.clone().with_policy(Policy::Skip), text);
    assert_eq!(skipped.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
    assert_eq!(skipped[2].as_ref().unwrap().number, 3);

    let used = all(&options.with_policy(Policy::UseMissing), text);
    let second = used[1].as_ref().unwrap();
    assert_eq!(
        second.value.to_string(),
        "{customer: , rows: {date: 2026-10-03, amount: 1}, {date: , amount: }, active: }"
    );
    assert_eq!(second.findings.len(), 4);
}

#[test]
fn what_cannot_be_read_is_shown_with_its_place() {
    for (format, text, place, words) in [
        (Format::Ndjson, "{\"a\": 1}\n{\"a\": tru}", "data:2:7", "t stands where a value is needed"),
        (Format::Ndjson, "{\"a\" 1}", "data:1:6", "1 stands where : is needed"),
        (Format::Ndjson, "{\"a\": 1,}", "data:1:9", "the name of a field in quotes"),
        (Format::Ndjson, "{\"a\": 01}", "data:1:7", "without leading zeros"),
        (Format::Ndjson, "{\"金\": \"x}", "data:1:7", "no closing quote"),
        (Format::Ndjson, "{\"a\": \"\\ud800\"}", "data:1:8", "half of a character"),
        (Format::Ndjson, "{\"a\": \"\\u12\"}", "data:1:8", "four hexadecimal digits"),
        (Format::Ndjson, "{\"a\": \"\t\"}", "data:1:8", "control character"),
        (Format::Ndjson, "{\"a\": 1} x", "data:1:10", "x stands where the end of the record"),
        (Format::Ndjson, "{\"a\": 1, \"b\": 2, \"a\": 3}", "data:1:2", "the field a stands twice"),
        (Format::Ndjson, "[1]", "record 1", "must be a record, not list"),
        (Format::Ndjson, "{\"a\": 1e30}", "record 1, a", "must be a number, not one of more than 28 digits"),
        (Format::Json, "[{\"a\": 1}\n{\"a\": 2}]", "data:2:1", "{ stands where a comma or ] is needed"),
        (Format::Json, "[{\"a\": 1},]", "data:1:11", "] stands where a record is needed"),
        (Format::Json, "[{\"a\": 1}", "data:1:10", "the end of the file stands where"),
        (Format::Json, "[{\"a\": [1", "data:1:2", "the file ends inside this record"),
        (Format::Json, "{\"a\": 1} {\"a\": 2}", "data:1:10", "the end of the file is needed"),
        (Format::Json, "", "data:1:1", "a record or a list of records"),
        (Format::Json, "[{\"a\": [}]}]", "data:1:9", "} stands where a value is needed"),
        (Format::Csv, "", "data:1:1", "no header"),
        (Format::Csv, "a,b\n1\n", "data:2:1", "1 values, the header 2"),
        (Format::Csv, "a,b\n1,\"x\n", "data:2:3", "no closing quote"),
        (Format::Csv, "a,b\n\"1\"x,2\n", "data:2:4", "between the closing quote and the delimiter"),
        (Format::Csv, "a,b,a\n", "data:1:5", "the column a stands twice"),
        (Format::Csv, "a,a.b\n", "data:1:3", "the column a.b stands twice"),
    ] {
        let found = fault(&read(format, text));
        assert!(found.contains(place) && found.contains(words), "{text}: {found}");
    }
    let records = Options::new("data", Format::Json).with_records_at("a.b");
    for (text, words) in [
        ("{\"a\": {\"c\": 1}}", "b is missing"),
        ("{}", "a is missing"),
        ("[1]", "an object with the member a"),
        ("{\"a\": {\"b\": [{}]}", "the file ends inside a value"),
        ("{\"a\": {\"b\": 5}}", "a record or a list of records"),
    ] {
        let found = fault(&all(&records, text));
        assert!(found.contains(words), "{text}: {found}");
    }
    let utf16: Vec<u8> = "{\"a\": 1}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bytes = [&[0xFF, 0xFE][..], &utf16].concat();
    let found = records_from_bytes(&bytes, Options::new("data", Format::Json)).map(|_| ()).unwrap_err();
    assert!(found.to_string().contains("UTF-16"), "{found}");
    let found = records_from_bytes(b"{\"a\": \"\xe9\"}", Options::new("data", Format::Ndjson)).unwrap().next().unwrap();
    assert!(found.unwrap_err().iter().any(|finding| {
        finding.to_string().contains("data:1:8, record 1: the record cannot be read: the text is not in UTF-8")
    }));
}

#[test]
fn depth_and_size_are_limited() {
    let deep = "[".repeat(100_000);
    let found = read(Format::Ndjson, &format!("{{\"a\": {deep}"));
    assert_eq!(found[0].as_ref().unwrap_err().iter().next().unwrap().code, Code::JsonTooDeep);
    let mut options = Options::new("data", Format::Json);
    options.record_limit = 1_000;
    let long = "x".repeat(2_000);
    for (format, text) in [
        (Format::Json, format!("[{{\"a\": \"{long}\"}}]")),
        (Format::Ndjson, format!("{{\"a\": \"{long}\"}}")),
        (Format::Csv, format!("a\n{long}\n")),
        (Format::Csv, long),
    ] {
        options.format = format;
        let found = all(&options, &text);
        assert_eq!(found.last().unwrap().as_ref().unwrap_err().iter().next().unwrap().code, Code::DataRecordTooLarge);
    }
    options.format = Format::Json;
    let text = format!("{{\"skipped\": \"{}\", \"list\": [{{\"a\": 1}}]}}", "y".repeat(100_000));
    assert!(all(&options.with_records_at("list"), &text)[0].is_ok(), "what is passed over may be large");
}

#[test]
fn an_index_finds_each_record_of_each_format() {
    for (format, text) in [
        (Format::Ndjson, "{\"a\": 1}\n\n{\"a\": 2}\n{\"a\": 3}"),
        (Format::Json, "[{\"a\": 1},\n {\"a\": 2}, {\"a\": 3}]"),
        (Format::Csv, "a\n1\n\"2\"\n3\n"),
    ] {
        let options = Options::new("data", format);
        let mut index = Index::build(text.as_bytes(), options.clone()).unwrap();
        assert_eq!((index.len(), index.fault()), (3, None));
        let in_order: Vec<_> = records_from_bytes(text.as_bytes(), options).unwrap().map(Result::unwrap).collect();
        let mut file = Cursor::new(text.as_bytes());
        for number in [3, 1, 2] {
            let record = index.record(number, &mut file).unwrap();
            assert_eq!(Some(&record), in_order.get(number as usize - 1));
        }
        for none in [0, 4, u64::MAX] {
            let error = index.raw(none, &mut file).unwrap_err();
            assert_eq!(error.code, Code::DataNoRecord);
        }
    }
    let index = Index::build(&b"[{}, {}, x"[..], Options::new("data", Format::Json)).unwrap();
    assert_eq!(index.len(), 2);
    assert!(matches!(index.fault().unwrap().locations[0], Location::Text { .. }));
}

fn inferred(format: Format, text: &str) -> Schema {
    let mut inference = Inference::new(format);
    for record in records_from_bytes(text.as_bytes(), Options::new("data", format)).unwrap() {
        inference.add(&record.unwrap().value);
    }
    inference.schema()
}

#[test]
fn a_schema_is_inferred_from_samples() {
    let found = inferred(
        Format::Ndjson,
        "{\"n\": 1, \"d\": \"2026-10-31\", \"no\": \"123\", \"rows\": [{\"x\": 1}, {\"x\": \"b\", \"y\": true}], \"e\": [], \"m\": 1}\n\
         {\"n\": 2.5, \"d\": \"2026-11-01\", \"no\": \"456\", \"rows\": [], \"z\": null, \"m\": [2]}",
    );
    let row = Schema::new([Field::required("x", Type::Text), Field::optional("y", Type::Boolean)]);
    let expected = Schema::new([
        Field::required("n", Type::Decimal),
        Field::required("d", Type::Date),
        Field::required("no", Type::Text),
        Field::required("rows", Type::list(Type::record(row))),
        Field::optional("e", Type::list(Type::Any)),
        Field::required("m", Type::Any),
        Field::optional("z", Type::Any),
    ]);
    assert_eq!(found, expected);

    let found =
        inferred(Format::Csv, "no,amount,due,paid,note\n007,12.50,2026-10-31,true,\n123,-1,2026-11-01,false,x\n");
    let expected = Schema::new([
        Field::required("no", Type::Text),
        Field::required("amount", Type::Decimal),
        Field::required("due", Type::Date),
        Field::required("paid", Type::Boolean),
        Field::optional("note", Type::Text),
    ]);
    assert_eq!(found, expected);
}

#[test]
fn samples_fit_the_schema_inferred_from_them() {
    let text = "{\"a\": 1, \"b\": {\"c\": \"x\"}, \"l\": [1, \"2\"]}\n{\"b\": {}, \"l\": [true]}\n{\"b\": {\"c\": 3}, \"l\": null}";
    let options = Options::new("data", Format::Ndjson).with_schema(Arc::new(inferred(Format::Ndjson, text)));
    assert_eq!(all(&options, text).iter().filter(|record| record.is_ok()).count(), 3);
}

#[test]
fn a_template_keeps_the_schema() {
    let schema = schema();
    let mut next = 0;
    let fields = data::template_fields(&schema, &mut || {
        next += 1;
        model::ObjectId::from_random('f', next)
    });
    assert_eq!(data::schema_of_template(&fields), *schema);
    assert!(data::schema_of_template(&[]).open);
}
