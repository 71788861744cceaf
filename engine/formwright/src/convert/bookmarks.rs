//! What bookmarks say.

use scene::{GroupInfo, IndexEntry};

/// So many index values stand in a bookmark.
const MOST_VALUES: usize = 3;

/// The bookmark of a group: its name and its first index values.
pub(super) fn of_group(group: &GroupInfo) -> GroupInfo {
    GroupInfo { name: title(group.name.trim(), &group.index), ..group.clone() }
}

/// The bookmark of a page that has index values of its own.
pub(super) fn of_page(number: usize, index: &[IndexEntry]) -> Option<GroupInfo> {
    let name = title("", index);
    let name = if name.is_empty() { format!("{}", number + 1) } else { name };
    (!index.is_empty()).then(|| GroupInfo { name, ..GroupInfo::default() })
}

fn title(name: &str, index: &[IndexEntry]) -> String {
    let values: Vec<&str> = index
        .iter()
        .map(|entry| entry.value.trim())
        .filter(|value| !value.is_empty() && *value != name)
        .take(MOST_VALUES)
        .collect();
    match (name.is_empty(), values.is_empty()) {
        (_, true) => name.to_owned(),
        (true, false) => values.join(", "),
        (false, false) => format!("{name} – {}", values.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bookmark_says_the_name_and_the_first_values() {
        let index: Vec<IndexEntry> = ["12-34", " ", "Ada", "May", "Zürich"]
            .map(|value| IndexEntry { name: "x".to_owned(), value: value.to_owned() })
            .into();
        let group = GroupInfo { name: "00000001".to_owned(), index: index.clone(), ..GroupInfo::default() };
        assert_eq!(of_group(&group).name, "00000001 – 12-34, Ada, May");
        assert_eq!(of_group(&GroupInfo { name: "G ".to_owned(), ..GroupInfo::default() }).name, "G");
        assert_eq!(of_page(3, &index).map(|page| page.name).as_deref(), Some("12-34, Ada, May"));
        assert_eq!(of_page(3, &[]), None);
    }
}
