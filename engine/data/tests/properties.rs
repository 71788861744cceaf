//! What holds for every file.

use std::sync::Arc;

use data::{Format, Inference, Options, Policy, records_from_bytes};
use expression::{Field, Schema, Type, Value};
use proptest::prelude::*;
use serde_json::Value as Json;

fn json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        "\\PC{0,8}".prop_map(Json::from),
        "[\\x00-\\x7f]{0,4}".prop_map(Json::from),
    ];
    leaf.prop_recursive(4, 30, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Json::from),
            prop::collection::btree_map("[a-c\"\\\\é]{0,2}", inner, 0..5)
                .prop_map(|map| Json::Object(map.into_iter().collect())),
        ]
    })
}

fn same(value: &Value, json: &Json) -> bool {
    match (value, json) {
        (Value::Missing, Json::Null) => true,
        (Value::Boolean(value), Json::Bool(json)) => value == json,
        (Value::Decimal(value), Json::Number(json)) => value.to_string() == json.to_string(),
        (Value::Text(value), Json::String(json)) => **value == **json,
        (Value::List(values), Json::Array(list)) => {
            values.len() == list.len() && values.iter().zip(list).all(|(value, json)| same(value, json))
        }
        (Value::Record(record), Json::Object(map)) => {
            record.values().len() == map.len()
                && map.iter().all(|(name, json)| record.get(name).is_some_and(|value| same(value, json)))
        }
        _ => false,
    }
}

fn schema() -> Arc<Schema> {
    let row = Schema::new([Field::required("date", Type::Date), Field::required("amount", Type::Decimal)]);
    Arc::new(Schema::new([
        Field::required("name", Type::Text),
        Field::required("rows", Type::list(Type::record(row))),
        Field::optional("active", Type::Boolean),
    ]))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn json_is_read_as_another_reader_reads_it(values in prop::collection::vec(json(), 1..6)) {
        let records: Vec<Json> = values.into_iter().map(|value| serde_json::json!({ "v": value })).collect();
        let lines: String = records.iter().map(|record| format!("{record}\n")).collect();
        let list = serde_json::to_string_pretty(&records).unwrap();
        for (format, text) in [(Format::Ndjson, lines), (Format::Json, list)] {
            let found: Vec<_> = records_from_bytes(text.as_bytes(), Options::new("data", format)).unwrap().collect();
            prop_assert_eq!(found.len(), records.len());
            for (found, json) in found.iter().zip(&records) {
                let found = found.as_ref().unwrap_or_else(|why| panic!("{text}: {why:?}"));
                prop_assert!(same(&found.value, json), "{} is not {}", found.value, json);
            }
        }
    }

    #[test]
    fn every_sample_fits_the_schema_inferred_from_all(values in prop::collection::vec(json(), 1..6)) {
        let lines: String = values.into_iter().map(|value| format!("{}\n", serde_json::json!({ "v": value }))).collect();
        let options = Options::new("data", Format::Ndjson);
        let mut inference = Inference::new(Format::Ndjson);
        for record in records_from_bytes(lines.as_bytes(), options.clone()).unwrap() {
            inference.add(&record.unwrap().value);
        }
        let options = options.with_schema(Arc::new(inference.schema()));
        for record in records_from_bytes(lines.as_bytes(), options).unwrap() {
            prop_assert!(record.is_ok(), "{lines}: {record:?}");
        }
    }

    #[test]
    fn csv_gives_back_what_was_written(rows in prop::collection::vec(prop::collection::vec("[a,;\"\r\n\té ]{1,5}x", 3), 1..5)) {
        let quote = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let line = |row: &Vec<String>| row.iter().map(quote).collect::<Vec<_>>().join(",") + "\n";
        let text: String = "a,b,c\n".to_owned() + &rows.iter().map(line).collect::<String>();
        let found: Vec<_> = records_from_bytes(text.as_bytes(), Options::new("data", Format::Csv)).unwrap().collect();
        prop_assert_eq!(found.len(), rows.len());
        for (found, row) in found.iter().zip(&rows) {
            let Value::Record(record) = &found.as_ref().unwrap().value else { panic!("no record") };
            let cells: Vec<String> = record.values().iter().map(ToString::to_string).collect();
            prop_assert_eq!(&cells, row);
        }
    }
}

/// Numbers from a seed (SplitMix64).
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }
}

#[test]
fn damaged_files_give_diagnostics_and_never_a_panic() {
    let good: [(Format, &str); 3] = [
        (
            Format::Ndjson,
            "{\"name\": \"Ann\\n\\u00e9\", \"rows\": [{\"date\": \"2026-10-03\", \"amount\": -1.5e2}], \"active\": true}\n{\"name\": \"金\", \"rows\": []}\n",
        ),
        (
            Format::Json,
            "{\"meta\": [1, {\"x\": \"]\"}], \"list\": [{\"name\": \"Ann\", \"rows\": [{\"date\": \"2026-10-03\", \"amount\": 1}]}, {\"name\": null}]}",
        ),
        (Format::Csv, "name,rows.x,active\n\"a \"\"b\"\"\",1.5,true\nc,2026-10-03,\n"),
    ];
    let spare = b"{}[]\",:\\u0000\n\r;\t-1eE.5\xff\xe9 tfn";
    let mut random = Seeded(7);
    for round in 0..6_000 {
        let (format, text) = good[round % good.len()];
        let mut bytes = text.as_bytes().to_vec();
        for _ in 0..=random.below(4) {
            let at = random.below(bytes.len());
            match random.below(4) {
                0 => bytes.truncate(at),
                1 if !bytes.is_empty() => bytes[at] = spare[random.below(spare.len())],
                2 => bytes.insert(at, spare[random.below(spare.len())]),
                _ => {
                    let end = (at + random.below(20)).min(bytes.len());
                    let part = bytes[at.min(end)..end].to_vec();
                    let to = random.below(bytes.len());
                    bytes.splice(to..to, part);
                }
            }
        }
        for policy in [Policy::Stop, Policy::Skip, Policy::UseMissing] {
            let mut options = Options::new("data", format).with_policy(policy);
            if format == Format::Json {
                options = options.with_records_at("list");
            }
            for options in [options.clone(), options.with_schema(schema())] {
                let Ok(records) = records_from_bytes(&bytes, options) else { continue };
                assert!(records.take(10_000).count() < 10_000, "reading ends");
            }
        }
    }
}
