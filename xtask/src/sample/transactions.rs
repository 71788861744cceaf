//! A month of transactions.

use super::json::Json;
use super::random::Random;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Income,
    Home,
    Groceries,
    Travel,
    Leisure,
    Transfer,
}

pub(crate) struct Transaction {
    pub(crate) kind: Kind,
    day: u32,
    details: String,
    /// In hundredths; money out is below 0.
    pub(crate) amount: i64,
    balance: i64,
}

/// What is paid for, to whom, and from how much to how much in whole pounds.
const PAYMENTS: [(Kind, &str, u32, u32); 30] = [
    (Kind::Home, "Standing order Rent, 14 Mill Lane", 540, 1_150),
    (Kind::Home, "Direct debit Yorkshire Water", 18, 55),
    (Kind::Home, "Direct debit Council tax", 95, 190),
    (Kind::Home, "Direct debit Fibre broadband", 22, 48),
    (Kind::Home, "Direct debit Northern Light electricity and gas", 45, 210),
    (Kind::Home, "Direct debit Home and contents insurance", 9, 32),
    (Kind::Groceries, "Card payment Northgate Grocers, Leeds", 12, 86),
    (Kind::Groceries, "Card payment Kirkgate Market fish and cheese", 6, 38),
    (Kind::Groceries, "Card payment The Larder & Daughter", 4, 44),
    (Kind::Groceries, "Card payment 一品 Asian supermarket", 8, 62),
    (Kind::Groceries, "Card payment Boulangerie Lefèvre", 3, 14),
    (Kind::Travel, "Card payment Rail tickets, Leeds to London", 32, 140),
    (Kind::Travel, "Card payment Rail tickets, York to Edinburgh", 24, 96),
    (Kind::Travel, "Card payment City bus day ticket", 4, 6),
    (Kind::Travel, "Card payment Harrogate Road fuel", 28, 82),
    (Kind::Travel, "Direct debit Bicycle subscription", 11, 15),
    (Kind::Travel, "Card payment Ferry Hull to Rotterdam, car and two passengers", 210, 380),
    (Kind::Leisure, "Card payment Kirkstall Books", 7, 48),
    (Kind::Leisure, "Card payment Hyde Park Picture House", 8, 24),
    (Kind::Leisure, "Card payment Café Zoë", 3, 22),
    (Kind::Leisure, "Card payment Grand Theatre, two seats in the dress circle", 38, 110),
    (Kind::Leisure, "Direct debit Riverside swimming club", 21, 29),
    (Kind::Leisure, "Card payment Botanical garden shop", 5, 41),
    (Kind::Leisure, "Direct debit Film and music streaming", 9, 18),
    (Kind::Transfer, "Transfer Savings 20-41-08 70013342", 50, 400),
    (Kind::Transfer, "Cash withdrawal Briggate", 10, 120),
    (Kind::Transfer, "Cash withdrawal Station concourse", 10, 60),
    (Kind::Transfer, "Faster payment to Ms Ó Briain, half of the dinner and the taxi home", 14, 55),
    (Kind::Transfer, "Faster payment to Ibeji Design Studio", 60, 240),
    (Kind::Home, "Card payment Ironmonger and timber merchant, Kirkstall Road", 6, 94),
];

const INCOME: [(&str, u32, u32); 7] = [
    ("Faster payment Ibeji Design Studio", 640, 1_900),
    ("Salary Aire Valley Housing Trust", 1_650, 3_400),
    ("Refund Kirkstall Books", 6, 28),
    ("Faster payment from Mr Wójcik", 12, 160),
    ("Child benefit", 96, 104),
    ("Tax refund HM Revenue", 40, 310),
    ("Interest paid, September", 1, 9),
];

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Income => "Income",
            Self::Home => "Home and bills",
            Self::Groceries => "Groceries",
            Self::Travel => "Travel",
            Self::Leisure => "Leisure",
            Self::Transfer => "Transfers",
        }
    }
}

impl Transaction {
    pub(crate) fn to_json(&self) -> Json {
        Json::object([
            ("date", Json::text(&format!("2026-10-{:02}", self.day))),
            ("details", Json::text(&self.details)),
            ("amount", Json::Cents(self.amount)),
            ("balance", Json::Cents(self.balance)),
        ])
    }
}

/// `count` transactions in the order of their days; an account that is not `overdrawn` is kept above zero by income.
pub(crate) fn month(count: u32, opening: i64, overdrawn: bool, random: &mut Random) -> Vec<Transaction> {
    let mut balance = opening;
    let mut transactions = Vec::new();
    for number in 0..count {
        let day = 1 + number * 31 / count.max(1);
        let low = !overdrawn && balance < 60_000;
        let (kind, details, amount) = if low || random.between(0, 9) == 0 {
            let (details, least, most) = if low { &INCOME[1] } else { random.pick(&INCOME) };
            (Kind::Income, *details, cents(*least, *most, random))
        } else {
            let (kind, details, least, most) = random.pick(&PAYMENTS);
            (*kind, *details, -cents(*least, *most, random))
        };
        balance += amount;
        transactions.push(Transaction { kind, day, details: details.to_owned(), amount, balance });
    }
    transactions
}

fn cents(least: u32, most: u32, random: &mut Random) -> i64 {
    i64::from(random.between(least * 100, most * 100))
}
