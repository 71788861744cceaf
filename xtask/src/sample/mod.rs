//! The data of the sample statement: 1,200 records, the same at every run.
//!
//! Every figure fits the others: balances run, money in and out and the spending by kind are the sums of the
//! transactions, account numbers have right check digits. Among the records are one without transactions, one of 400,
//! long names, accents, Traditional Chinese names and addresses, and overdrawn accounts.

mod json;
mod people;
mod random;
mod transactions;

use std::path::Path;

use anyhow::{Context, Result};

use json::Json;
pub(crate) use random::Random;
use transactions::{Kind, Transaction};

/// How many records the sample has.
const RECORDS: u32 = 1_200;

/// Writes `sample-data/statement/samples/data.ndjson` below the workspace's folder.
pub(crate) fn write(workspace: &Path) -> Result<()> {
    let path = workspace.join("sample-data/statement/samples/data.ndjson");
    let folder = path.parent().context("the sample has a folder")?;
    std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    std::fs::write(&path, ndjson()).with_context(|| format!("{} cannot be written", path.display()))?;
    println!("{}: {RECORDS} records", path.display());
    Ok(())
}

/// All records, one a line.
fn ndjson() -> String {
    let mut text = String::new();
    for number in 1..=RECORDS {
        text.push_str(&record(number).to_string());
        text.push('\n');
    }
    text
}

/// How many transactions a record has: mostly a month's worth, now and then none or hundreds.
fn transaction_count(number: u32, random: &mut Random) -> u32 {
    match number {
        17 => 61,
        400 => 400,
        _ if number % 97 == 5 => 0,
        _ if number % 149 == 20 => random.between(180, 400),
        _ if number % 11 == 3 => random.between(60, 120),
        _ => random.between(3, 58),
    }
}

fn record(number: u32) -> Json {
    let mut random = Random::seeded(u64::from(number));
    let customer = people::customer(number, &mut random);
    let account = format!("{:08}", 40_000_002 + number * 1_695);
    let overdrawn = number % 13 == 6;
    let opening =
        if overdrawn { -i64::from(random.between(1_000, 90_000)) } else { i64::from(random.between(20_000, 900_000)) };
    let count = transaction_count(number, &mut random);
    let transactions = transactions::month(count, opening, overdrawn, &mut random);
    let sum = |wanted: fn(&Transaction) -> bool| {
        transactions.iter().filter(|one| wanted(one)).map(|one| one.amount).sum::<i64>()
    };
    let (money_in, money_out) = (sum(|one| one.amount > 0), -sum(|one| one.amount < 0));
    let spending = [Kind::Home, Kind::Groceries, Kind::Travel, Kind::Leisure].map(|kind| {
        let spent = -transactions.iter().filter(|one| one.kind == kind).map(|one| one.amount).sum::<i64>();
        (kind, spent)
    });
    let spending = spending
        .into_iter()
        .filter(|(_, spent)| *spent > 0)
        .map(|(kind, spent)| Json::object([("category", Json::text(kind.name())), ("amount", Json::Cents(spent))]));
    Json::object([
        ("number", Json::text("10/2026")),
        ("period", Json::object([("from", Json::text("2026-10-01")), ("to", Json::text("2026-10-31"))])),
        (
            "customer",
            Json::object([
                ("name", Json::text(&customer.name)),
                ("address", Json::List(customer.address.iter().map(|line| Json::text(line)).collect())),
                ("language", Json::text(customer.language)),
            ]),
        ),
        (
            "account",
            Json::object([
                ("number", Json::text(&account)),
                ("sort_code", Json::text("20-41-08")),
                ("iban", Json::text(&iban(&account))),
                ("status", Json::text(if number % 92 == 91 { "closing" } else { "open" })),
                ("opening", Json::Cents(opening)),
                ("money_in", Json::Cents(money_in)),
                ("money_out", Json::Cents(money_out)),
                ("closing", Json::Cents(opening + money_in - money_out)),
            ]),
        ),
        ("spending", Json::List(spending.collect())),
        ("notices", Json::List(notice(number).into_iter().collect())),
        ("transactions", Json::List(transactions.iter().map(Transaction::to_json).collect())),
    ])
}

/// What the bank has to tell; nothing to every fifth customer.
fn notice(number: u32) -> Option<Json> {
    let (title, text, link) = match number % 5 {
        0 => return None,
        1 => (
            "Save a little more each month",
            "Our Steady Saver now pays 4.10 % gross. Move money at any time, without notice. See the terms at ",
            "meridian.example/steady",
        ),
        _ => (
            "Your arranged overdraft is changing",
            "From 1 December your limit will be £1,500. You do not need to do anything. Read more at ",
            "meridian.example/overdraft",
        ),
    };
    Some(Json::object([("title", Json::text(title)), ("text", Json::text(text)), ("link", Json::text(link))]))
}

/// The international number of an account of the sample's bank, in groups of four (ISO 13616).
fn iban(account: &str) -> String {
    let national = format!("MERI204108{account}");
    let digits = |text: &str| {
        text.chars().fold(0u32, |rest, sign| {
            let value = sign.to_digit(36).unwrap_or_default();
            if value > 9 { (rest * 100 + value) % 97 } else { (rest * 10 + value) % 97 }
        })
    };
    let check = 98 - digits(&format!("{national}GB00"));
    let plain: Vec<char> = format!("GB{check:02}{national}").chars().collect();
    plain.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_data_is_what_the_generator_makes() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sample-data/statement/samples/data.ndjson");
        let committed = std::fs::read_to_string(&path).unwrap();
        assert!(committed == ndjson(), "`cargo xtask sample` writes it anew");
    }

    #[test]
    fn check_digits_follow_the_standard() {
        assert!(iban("40028817").starts_with("GB"));
        let moved: String = iban("40028817").replace(' ', "");
        let moved = format!("{}{}", &moved[4..], &moved[..4]);
        let rest = moved.chars().fold(0u32, |rest, sign| {
            let value = sign.to_digit(36).unwrap();
            if value > 9 { (rest * 100 + value) % 97 } else { (rest * 10 + value) % 97 }
        });
        assert_eq!(rest, 1);
    }
}
