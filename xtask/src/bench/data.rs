//! Records of the benchmark statement: ninety transactions each.

use crate::sample::Random;

/// Transactions of a statement.
pub(crate) const ROWS: u32 = 90;

const WORDS: [&str; 20] = [
    "card",
    "payment",
    "grocery",
    "transfer",
    "salary",
    "rent",
    "utility",
    "insurance",
    "refund",
    "standing",
    "order",
    "direct",
    "debit",
    "cash",
    "withdrawal",
    "subscription",
    "pharmacy",
    "fuel",
    "station",
    "airline",
];

/// A statement.
pub(crate) struct Statement {
    pub(crate) number: String,
    pub(crate) name: String,
    pub(crate) address: [String; 4],
    pub(crate) iban: String,
    pub(crate) opening: String,
    pub(crate) closing: String,
    /// Date, details, reference, amount, balance.
    pub(crate) transactions: Vec<[String; 5]>,
}

fn cents(value: i64) -> String {
    let whole = (value.abs() / 100).to_string();
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{}{grouped}.{:02}", if value < 0 { "-" } else { "" }, value.abs() % 100)
}

/// The statement of a number, the same at every call.
pub(crate) fn statement(number: u32) -> Statement {
    let mut random = Random::seeded(u64::from(number) + 1_000_000);
    let opening = i64::from(random.between(100_000, 900_000));
    let mut balance = opening;
    let transactions = (0..ROWS).map(|row| {
        let amount = i64::from(random.between(1, 39_000)) - 20_000;
        balance += amount;
        let mut details = (0..4).map(|_| *random.pick(&WORDS)).collect::<Vec<_>>().join(" ");
        details[..1].make_ascii_uppercase();
        let sign = if amount < 0 { "" } else { "+" };
        [
            format!("2026-06-{:02}", 1 + row * 30 / ROWS),
            details,
            format!("REF{:08}", random.between(0, 99_999_999)),
            format!("{sign}{}", cents(amount)),
            cents(balance),
        ]
    });
    let transactions = transactions.collect();
    Statement {
        number: format!("{number:08}"),
        name: format!("Customer {number} Sample"),
        address: [
            format!("{} Example Street", number % 200 + 1),
            format!("Flat {}", number % 9),
            format!("{} Sampletown", 10_000 + number % 9_999),
            "Exampleland".to_owned(),
        ],
        iban: format!("XX{number:020}"),
        opening: cents(opening),
        closing: cents(balance),
        transactions,
    }
}

/// So many records, one a line.
pub(crate) fn ndjson(count: u32) -> String {
    let mut text = String::new();
    for number in 0..count {
        let one = statement(number);
        let address = one.address.map(|line| format!("\"{line}\"")).join(",");
        text.push_str(&format!(
            "{{\"number\":\"{}\",\"name\":\"{}\",\"address\":[{address}],\"iban\":\"{}\",\"opening\":\"{}\",\"closing\":\"{}\",\"transactions\":[",
            one.number, one.name, one.iban, one.opening, one.closing
        ));
        for (row, [date, details, reference, amount, balance]) in one.transactions.iter().enumerate() {
            let comma = if row == 0 { "" } else { "," };
            text.push_str(&format!(
                "{comma}{{\"date\":\"{date}\",\"details\":\"{details}\",\"reference\":\"{reference}\",\"amount\":\"{amount}\",\"balance\":\"{balance}\"}}"
            ));
        }
        text.push_str("]}\n");
    }
    text
}
