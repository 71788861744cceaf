//! The benchmark statement: three pages, ninety transactions, laid out over and over on one thread.

#![expect(clippy::expect_used, reason = "a bench cannot go on without its fonts")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use divan::Bencher;
use divan::counter::ItemsCount;
use expression::{Record, Value};
use layout::{Compiled, Options, Worker, compile};
use model::Template;

const TEMPLATE: &str = include_str!("statement.json");
const ROWS: usize = 90;

fn main() {
    divan::main();
}

fn compiled() -> Compiled {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts");
    let name = "IBMPlexSans-Regular.ttf";
    let font: Arc<[u8]> = std::fs::read(folder.join(name)).expect("the repository has its fonts").into();
    let files = BTreeMap::from([(name.to_owned(), font)]);
    let (template, _) = Template::from_json("statement.json", TEMPLATE).expect("the template is valid");
    compile(&template, &files, Options::default()).expect("the template has no errors")
}

/// A record as the generator of the benchmark writes them, without its randomness.
fn record(number: usize) -> Value {
    const WORDS: [&str; 8] = ["card", "payment", "grocery", "transfer", "salary", "rent", "refund", "standing order"];
    let text = |text: String| Value::from(text.as_str());
    let rows = (0..ROWS).map(|row| {
        let word = |step: usize| WORDS.get((number * 3 + row * 5 + step * 7) % WORDS.len()).copied().unwrap_or("");
        let amount = (number * 7_919 + row * 104_729) % 20_000;
        Value::from(Record::from_fields([
            ("date", text(format!("2026-06-{:02}", row / 3 + 1))),
            ("details", text(format!("{} {} {} {}", word(0), word(1), word(2), word(3)))),
            ("reference", text(format!("REF{:08}", (number * 31 + row) * 7_727 % 100_000_000))),
            ("amount", text(format!("-{}.{:02}", amount / 100, amount % 100))),
            ("balance", text(format!("{},{:03}.{:02}", amount / 9 + 1, amount % 1000, row))),
        ]))
    });
    let address = ["1 Example Street", "Flat 2", "10001 Sampletown", "Exampleland"];
    Record::from_fields([
        ("number", text(format!("{number:08}"))),
        ("name", text(format!("Customer {number} Sample"))),
        ("address", Value::list(address.map(Value::from))),
        ("iban", text(format!("XX{number:020}"))),
        ("opening", text("4,321.00".into())),
        ("closing", text("1,234.56".into())),
        ("transactions", Value::list(rows)),
    ])
    .into()
}

/// Pages a second are three times the records.
#[divan::bench]
fn records_of_three_pages(bencher: Bencher<'_, '_>) {
    let compiled = compiled();
    let mut worker = Worker::new(&compiled);
    let records: Vec<Value> = (0..64).map(record).collect();
    assert_eq!(records.first().map(|record| worker.lay_out(record, 1).pages.len()), Some(3));
    let mut next = 0;
    bencher.counter(ItemsCount::new(3usize)).bench_local(|| {
        next = (next + 1) % records.len();
        records.get(next).map(|record| worker.lay_out(record, next as u64 + 1))
    });
}
