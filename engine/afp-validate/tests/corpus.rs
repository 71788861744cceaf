//! Files of other programs: each breaks the rules that were found in it by hand or looked up in the references, and no
//! others. The list is `corpus.txt`; a change of it is a change of what users are told, so look at each one.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use afp_validate::{Profile, validate};

/// Profiles under which each file is read, as the list calls them; the first is what the file itself claims.
const PROFILES: [(&str, Option<Profile>); 4] =
    [("claimed", None), ("is1", Some(Profile::Is1)), ("is3", Some(Profile::Is3)), ("classic", Some(Profile::Classic))];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus")
}

/// The corpus beside the checkout, if it is there.
fn corpus() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("afp")) {
                files.push(path);
            }
        }
    }
    files.sort();
    if files.is_empty() {
        println!("skipped: no corpus at {}", root().display());
    }
    files
}

#[test]
fn every_file_breaks_the_rules_that_are_known_of_it_and_no_others() {
    let mut found = String::new();
    for path in corpus() {
        let bytes = std::fs::read(&path).unwrap();
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        for (profile, rules) in PROFILES {
            let mut broken: BTreeMap<&str, usize> = BTreeMap::new();
            validate(&bytes[..], rules, |finding| {
                assert!(finding.offset <= bytes.len() as u64, "{name}: {finding:?}");
                *broken.entry(finding.rule.id).or_default() += 1;
            })
            .unwrap();
            let count: usize = broken.values().sum();
            assert!(count <= 64 + 8 * bytes.len(), "{name}: {count} findings");
            let listed: Vec<String> = broken.into_iter().map(|(rule, count)| format!("{rule} {count}")).collect();
            let listed = if listed.is_empty() { "none".to_owned() } else { listed.join(", ") };
            writeln!(found, "{name} | {profile} | {listed}").unwrap();
        }
    }
    if found.is_empty() {
        return;
    }
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus.txt");
    if std::env::var_os("FORMWRIGHT_BLESS").is_some() {
        std::fs::write(&list, &found).unwrap();
    }
    let wanted = std::fs::read_to_string(&list).unwrap();
    for (found, wanted) in found.lines().zip(wanted.lines()) {
        assert_eq!(found, wanted);
    }
    assert_eq!(found.lines().count(), wanted.lines().count(), "files came or went");
}
