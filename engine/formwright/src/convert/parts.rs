//! One file for each page group, with a name made of the group's name and index values.

use std::collections::BTreeSet;

use afp_read::Step;
use scene::{GroupInfo, IndexEntry};

/// The most characters that a value brings into a name.
const LONGEST_VALUE: usize = 80;
/// The most bytes of a name: what file systems take, with room for `-2` and `.part`.
const LONGEST_NAME: usize = 200;

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The file's name, without any folder; unlike that of every other part, whatever the case of its letters.
    pub name: String,
    /// What it holds.
    pub steps: Vec<Step>,
}

/// How files are called: `{name}` is the group's name, `{n}` the part's number from 1 (`{n:4}` with at least four
/// digits), any other word in braces the value of the index entry of that name; `{{` and `}}` are braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamePattern(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Number(usize),
    GroupName,
    Value(String),
}

impl NamePattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// In words, when a brace is left open, or the pattern leads into another folder.
    pub fn parse(pattern: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut rest = pattern.chars().peekable();
        while let Some(sign) = rest.next() {
            match sign {
                '{' | '}' if rest.peek() == Some(&sign) => {
                    rest.next();
                    text.push(sign);
                }
                '{' => {
                    let mut word = String::new();
                    loop {
                        match rest.next() {
                            Some('}') => break,
                            Some(sign) => word.push(sign),
                            None => return Err(format!("the brace before {word:?} is never closed")),
                        }
                    }
                    if !text.is_empty() {
                        pieces.push(Piece::Text(std::mem::take(&mut text)));
                    }
                    pieces.push(piece(&word)?);
                }
                '}' => return Err("a brace is closed that was never opened; write }} for one".to_owned()),
                '/' | '\\' => return Err("the name must not lead into a folder".to_owned()),
                sign => text.push(sign),
            }
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        if pieces.is_empty() {
            return Err("the name is empty".to_owned());
        }
        Ok(Self(pieces))
    }

    /// The name of part `number`, from 1.
    fn name(&self, number: usize, group: Option<&GroupInfo>, index: &[IndexEntry]) -> String {
        let mut name = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => name.push_str(text),
                Piece::Number(digits) => name.push_str(&format!("{number:0digits$}")),
                Piece::GroupName => name.extend(group.map(|group| value(&group.name))),
                Piece::Value(wanted) => {
                    name.extend(index.iter().find(|entry| entry.name == *wanted).map(|entry| value(&entry.value)));
                }
            }
        }
        safe(&name, number)
    }
}

fn piece(word: &str) -> Result<Piece, String> {
    if let Some(digits) = word.strip_prefix("n:") {
        let digits = digits.parse().ok().filter(|digits| (1..=20).contains(digits));
        return digits.map(Piece::Number).ok_or_else(|| format!("{{{word}}} wants a number of digits from 1 to 20"));
    }
    Ok(match word {
        "" => return Err("{} names nothing; write {n}, {name} or the name of an index entry".to_owned()),
        "n" => Piece::Number(1),
        "name" => Piece::GroupName,
        other => Piece::Value(other.to_owned()),
    })
}

/// A value as part of a file's name.
fn value(text: &str) -> String {
    text.trim().chars().take(LONGEST_VALUE).collect()
}

/// A name that every file system takes and that leads nowhere else.
fn safe(name: &str, number: usize) -> String {
    let is_bad = |sign: char| sign.is_control() || matches!(sign, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let mut safe: String = name.chars().map(|sign| if is_bad(sign) { '_' } else { sign }).collect();
    while safe.len() > LONGEST_NAME {
        let (stem, ending) = parts(&safe);
        let shorter: String = stem.chars().take(stem.chars().count().saturating_sub(1)).collect();
        if shorter.is_empty() {
            safe = String::new();
        } else {
            safe = format!("{shorter}{ending}");
        }
    }
    // Blanks and full stops at the ends are cut off by some systems, and a leading full stop hides the file.
    let mut safe = safe.trim_end_matches([' ', '.']).trim_start().to_owned();
    if safe.starts_with('.') || safe.is_empty() {
        safe = format!("{number}{safe}");
    }
    let stem = safe.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let device = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT")).is_some_and(|rest| {
            rest.chars().count() == 1 && rest.chars().all(|digit| digit.is_ascii_digit() || "¹²³".contains(digit))
        });
    if device { format!("_{safe}") } else { safe }
}

/// A name before its ending, and the ending with its full stop.
fn parts(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(place) if place > 0 => name.split_at(place),
        _ => (name, ""),
    }
}

/// Cuts a document into a part for each outermost group, and one for each row of pages that are in none.
pub fn split_by_groups(
    steps: &[Step],
    pattern: &NamePattern,
    index_of: impl Fn(usize) -> Vec<IndexEntry>,
) -> Vec<Part> {
    let mut cut = Cut { pattern, parts: Vec::new(), names: BTreeSet::new(), open: None };
    let (mut title, mut depth) = (String::new(), 0usize);
    for step in steps {
        match step {
            Step::DocumentBegin(name) => {
                cut.close();
                title.clone_from(name);
            }
            Step::DocumentEnd => cut.close(),
            Step::GroupBegin(group) => {
                if depth == 0 {
                    cut.close();
                    cut.open(&title, Some(group), &group.index);
                }
                depth += 1;
                cut.push(step);
            }
            Step::GroupEnd => {
                cut.push(step);
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    cut.close();
                }
            }
            Step::Page(number) => {
                if cut.open.is_none() {
                    cut.open(&title, None, &index_of(*number));
                }
                cut.push(step);
            }
            Step::MediumMap(_) => cut.push(step),
        }
    }
    cut.close();
    cut.parts
}

struct Cut<'p> {
    pattern: &'p NamePattern,
    parts: Vec<Part>,
    /// In small letters.
    names: BTreeSet<String>,
    open: Option<Part>,
}

impl Cut<'_> {
    fn open(&mut self, title: &str, group: Option<&GroupInfo>, index: &[IndexEntry]) {
        let wanted = self.pattern.name(self.parts.len() + 1, group, index);
        let (stem, ending) = parts(&wanted);
        let mut name = wanted.clone();
        let mut again = 2;
        while !self.names.insert(name.to_lowercase()) {
            name = format!("{stem}-{again}{ending}");
            again += 1;
        }
        self.open = Some(Part { name, steps: vec![Step::DocumentBegin(title.to_owned())] });
    }

    fn push(&mut self, step: &Step) {
        if let Some(part) = &mut self.open {
            part.steps.push(step.clone());
        }
    }

    fn close(&mut self) {
        if let Some(mut part) = self.open.take() {
            part.steps.push(Step::DocumentEnd);
            self.parts.push(part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, value: &str) -> IndexEntry {
        IndexEntry { name: name.to_owned(), value: value.to_owned() }
    }

    fn named(pattern: &str, index: &[(&str, &str)]) -> String {
        let index: Vec<IndexEntry> = index.iter().map(|(name, value)| entry(name, value)).collect();
        let group = GroupInfo { name: "GROUP 1 ".to_owned(), ..GroupInfo::default() };
        NamePattern::parse(pattern).unwrap().name(7, Some(&group), &index)
    }

    #[test]
    fn names_are_made_of_numbers_group_names_and_index_values() {
        let index = [("Account Number", "12-34"), ("Name", "王小明")];
        assert_eq!(named("{Account Number}-{n}.pdf", &index), "12-34-7.pdf");
        assert_eq!(named("{name}_{n:4}{{x}}.pdf", &index), "GROUP 1_0007{x}.pdf");
        assert_eq!(named("{Name}.afp", &index), "王小明.afp");
        assert_eq!(named("{Nothing}.pdf", &index), "7.pdf");
    }

    #[test]
    fn no_value_leads_out_of_the_folder_or_makes_a_name_that_no_system_takes() {
        for (value, expected) in [
            ("../../etc/passwd", "7.._.._etc_passwd.pdf"),
            ("C:\\x", "C__x.pdf"),
            ("a\0b\nc", "a_b_c.pdf"),
            ("con", "_con.pdf"),
            ("com1", "_com1.pdf"),
            ("", "7.pdf"),
            ("..", "7...pdf"),
        ] {
            let made = named("{v}.pdf", &[("v", value)]);
            assert_eq!(made, expected);
            assert_eq!(std::path::Path::new(&made).components().count(), 1);
        }
        let long = "字".repeat(500);
        let made = named("{v}{v}{v}.pdf", &[("v", &long)]);
        assert!(made.len() <= LONGEST_NAME && made.ends_with(".pdf"), "{made}");
        assert_eq!(named("{v}", &[("v", "dots. . ")]), "dots");
    }

    #[test]
    fn a_pattern_that_is_none_is_refused() {
        for bad in ["", "{n", "a}", "{}", "x/{n}", "..\\{n}", "{n:0}", "{n:x}"] {
            assert!(NamePattern::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn each_group_is_a_part_and_pages_between_are_too() {
        let group = |name: &str| {
            Step::GroupBegin(GroupInfo {
                name: name.to_owned(),
                index: vec![entry("Account", name)],
                ..GroupInfo::default()
            })
        };
        let steps = [
            Step::DocumentBegin("DOC".to_owned()),
            Step::Page(0),
            group("a"),
            Step::Page(1),
            group("inner"),
            Step::Page(2),
            Step::GroupEnd,
            Step::GroupEnd,
            group("A"),
            Step::Page(3),
            Step::GroupEnd,
            Step::DocumentEnd,
        ];
        let pattern = NamePattern::parse("{Account}.pdf").unwrap();
        let parts = split_by_groups(&steps, &pattern, |_| Vec::new());
        let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
        // The second differs from the third only by the case of a letter.
        assert_eq!(names, ["1.pdf", "a.pdf", "A-2.pdf"]);
        let pages: Vec<Vec<usize>> =
            parts.iter().map(|part| crate::convert::page_numbers(&part.steps).collect()).collect();
        assert_eq!(pages, [vec![0], vec![1, 2], vec![3]]);
        assert!(parts.iter().all(|part| part.steps.first() == Some(&Step::DocumentBegin("DOC".to_owned()))));
    }
}
