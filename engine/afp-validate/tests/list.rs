//! The list of rules beside the code, `RULES.md`, says what the code says.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use afp_validate::{Rule, Sets, rules};

/// The heading of what is not checked.
const REST: &str = "## Not checked";

fn row(rule: &Rule) -> String {
    let mut profiles = rule.sets.names().collect::<Vec<_>>().join(", ");
    if rule.lifted != Sets::NONE {
        profiles.push_str(" but ");
        profiles.push_str(&rule.lifted.names().collect::<Vec<_>>().join(", "));
    }
    format!("| `{}` | {} | {} | {profiles} | checked |", rule.id, rule.text, rule.clause)
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("RULES.md")
}

fn list() -> String {
    std::fs::read_to_string(path()).unwrap()
}

const HEAD: &str = "\n\n| rule | what holds | clause | sets | status |\n| --- | --- | --- | --- | --- |\n";

/// The checked part of the list: a table for each subject.
fn tables() -> String {
    let mut text = String::new();
    for (subject, rules) in rules() {
        let (first, rest) = subject.split_at(1);
        text.extend(["## ", &first.to_uppercase(), rest, HEAD]);
        for rule in rules {
            text.push_str(&row(rule));
            text.push('\n');
        }
        text.push('\n');
    }
    text
}

#[test]
fn every_rule_is_listed_under_its_subject_as_it_is_described() {
    let list = list();
    let start = list.find("## ").unwrap_or(list.len());
    let end = list.find(REST).unwrap();
    let expected = tables();
    if std::env::var_os("FORMWRIGHT_BLESS").is_some() {
        let start = start.min(end);
        std::fs::write(path(), [&list[..start], &expected, &list[end..]].concat()).unwrap();
    } else {
        assert!(list[start..end] == expected, "RULES.md and the rules differ; FORMWRIGHT_BLESS=1 writes the list anew");
    }
}

#[test]
fn what_is_not_checked_says_why_and_is_not_in_the_code() {
    let ids: BTreeSet<&str> = rules().flat_map(|(_, rules)| rules.iter().map(|rule| rule.id)).collect();
    let list = list();
    let rest = list.split(REST).nth(1).unwrap();
    let rows: Vec<Vec<&str>> = rest
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() > 5);
    for row in rows {
        let &[id, text, clause, profiles, status] = row.first_chunk::<5>().unwrap();
        assert!(!ids.contains(id.trim_matches('`')), "{id} is checked");
        assert!([text, clause, profiles].iter().all(|cell| !cell.is_empty()), "{id}");
        assert!(status.starts_with("not checked: ") && status.len() > 25, "{id} does not say why");
    }
}

#[test]
fn rules_have_different_names_in_words_with_hyphens() {
    let mut ids = BTreeSet::new();
    for rule in rules().flat_map(|(_, rules)| rules) {
        assert!(ids.insert(rule.id), "{} is there twice", rule.id);
        assert!(
            rule.id
                .split('-')
                .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
        );
        assert!(rule.sets.names().next().is_some(), "{} belongs to no set", rule.id);
        assert!(!rule.clause.is_empty() && !rule.text.contains('|') && !rule.clause.contains('|'), "{}", rule.id);
    }
}
