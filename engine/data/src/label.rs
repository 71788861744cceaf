//! What a record is called, and what a search finds it by.

use expression::{Record, Value};

/// Fields whose value is a good name, the best first.
const NAMES: &[&str] = &["name", "full_name", "customer_name", "display_name", "title", "label", "number", "id"];

/// How deep names are looked for.
const DEEPEST: usize = 3;

/// The most characters of a text to search.
const LONGEST: usize = 400;

/// A name for a record in lists: the value of a field such as `name`, the outermost first, or else its first text.
/// Empty where there is none.
pub fn record_label(value: &Value) -> String {
    let Value::Record(record) = value else { return String::new() };
    let by_name = NAMES.iter().find_map(|name| (1..=DEEPEST).find_map(|depth| named(record, name, depth)));
    by_name.or_else(|| first_text(record, DEEPEST)).unwrap_or_default()
}

/// The values of a record outside its lists, in small letters, for the search for records.
pub fn search_text(value: &Value) -> String {
    let mut text = String::new();
    push(value, DEEPEST, &mut text);
    text
}

/// The value of a field at exactly this depth.
fn named(record: &Record, name: &str, depth: usize) -> Option<String> {
    if depth == 1 {
        return match record.get(name) {
            Some(Value::Text(text)) if !text.is_empty() => Some(text.to_string()),
            Some(Value::Decimal(number)) => Some(number.to_string()),
            _ => None,
        };
    }
    record.values().iter().find_map(|value| match value {
        Value::Record(inner) => named(inner, name, depth - 1),
        _ => None,
    })
}

fn first_text(record: &Record, depth: usize) -> Option<String> {
    record.values().iter().find_map(|value| match value {
        Value::Text(text) if !text.is_empty() => Some(text.to_string()),
        Value::Record(inner) if depth > 1 => first_text(inner, depth - 1),
        _ => None,
    })
}

fn push(value: &Value, depth: usize, text: &mut String) {
    match value {
        Value::Missing | Value::Boolean(_) | Value::List(_) => {}
        Value::Record(record) if depth > 0 => record.values().iter().for_each(|value| push(value, depth - 1, text)),
        Value::Record(_) => {}
        Value::Text(_) | Value::Decimal(_) | Value::Date(_) => {
            let room = LONGEST.saturating_sub(text.chars().count());
            if room > 1 {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.extend(value.to_string().chars().flat_map(char::to_lowercase).take(room - 1));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Value {
        let customer = Record::from_fields([("name", "Ms Adaeze Okafor".into()), ("city", "LEEDS".into())]);
        let list = Value::list(["hidden".into()]);
        Record::from_fields([("number", "10/2026".into()), ("customer", customer.into()), ("list", list)]).into()
    }

    #[test]
    fn a_record_is_called_by_its_name() {
        assert_eq!(record_label(&record()), "Ms Adaeze Okafor");
        assert_eq!(record_label(&Record::from_fields([("x", Value::from("only"))]).into()), "only");
        assert_eq!(record_label(&Value::Missing), "");
    }

    #[test]
    fn a_search_sees_values_outside_lists_in_small_letters() {
        assert_eq!(search_text(&record()), "10/2026 ms adaeze okafor leeds");
        let long = Record::from_fields([("x", Value::from("y".repeat(9_000).as_str()))]);
        assert!(search_text(&long.into()).len() <= LONGEST);
    }
}
