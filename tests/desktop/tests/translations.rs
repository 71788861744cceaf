//! Every word of the interface is there in both languages, with the same places to fill.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use desktop_end_to_end::Tools;

/// Messages by key, each as its whole text.
fn messages(language: &str, file: &str) -> Result<BTreeMap<String, String>> {
    let path = Tools::root().join("assets/i18n").join(language).join(file);
    let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let mut messages: BTreeMap<String, String> = BTreeMap::new();
    let mut last = None;
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match line.split_once(" = ") {
            Some((key, value)) if line.starts_with(|sign: char| sign.is_ascii_lowercase()) => {
                ensure!(messages.insert(key.to_owned(), value.to_owned()).is_none(), "{key} is there twice");
                last = Some(key.to_owned());
            }
            _ => {
                if let Some(message) = last.as_ref().and_then(|key| messages.get_mut(key)) {
                    message.push_str(line);
                }
            }
        }
    }
    Ok(messages)
}

/// The names of the places to fill.
fn places(message: &str) -> BTreeSet<&str> {
    let name =
        |rest: &'_ str| rest.find(|sign: char| !sign.is_ascii_alphanumeric() && sign != '-').unwrap_or(rest.len());
    message.split('$').skip(1).map(|rest| &rest[..name(rest)]).collect()
}

/// The source files below a folder.
fn sources(folder: &Path, out: &mut Vec<String>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sources(&path, out)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            out.push(std::fs::read_to_string(&path)?);
        }
    }
    Ok(())
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_places() -> Result<()> {
    let (english, chinese) = (messages("en", "designer.ftl")?, messages("zh-Hant", "designer.ftl")?);
    let missing: Vec<_> = english.keys().filter(|key| !chinese.contains_key(*key)).collect();
    let extra: Vec<_> = chinese.keys().filter(|key| !english.contains_key(*key)).collect();
    ensure!(missing.is_empty() && extra.is_empty(), "only in English: {missing:?}; only in Chinese: {extra:?}");
    for (key, message) in &english {
        let chinese = chinese.get(key).context("checked above")?;
        ensure!(places(message) == places(chinese), "{key} has other places in Chinese: {chinese}");
    }
    Ok(())
}

#[test]
fn every_key_the_front_end_names_has_words_and_every_word_a_use() -> Result<()> {
    let english = messages("en", "designer.ftl")?;
    let mut files = Vec::new();
    sources(&Tools::root().join("ui/src"), &mut files)?;
    let code = files.join("\n");
    let mut named = BTreeSet::new();
    for opening in ["t!(\"", "text(\"", "text_with(\"", "title=\"", "::new(Mode::Design, \"", "::new(Mode::Preview, \""]
    {
        for (place, _) in code.match_indices(opening) {
            let rest = &code[place + opening.len()..];
            let key = rest.split('"').next().unwrap_or_default();
            if key.contains(|sign: char| !sign.is_ascii_lowercase() && sign != '-') || key.is_empty() {
                continue;
            }
            named.insert(key.to_owned());
        }
    }
    let missing: Vec<_> = named.iter().filter(|key| !english.contains_key(*key)).collect();
    ensure!(missing.is_empty(), "without words: {missing:?}");
    // Keys that are put together while running.
    let is_built = |key: &str| key.starts_with("edit-") || key.starts_with("symbology-");
    let unused: Vec<_> = english.keys().filter(|key| !is_built(key) && !code.contains(&format!("\"{key}\""))).collect();
    ensure!(unused.is_empty(), "words that nothing shows: {unused:?}");
    for symbology in model::Symbology::ALL {
        let key = format!("symbology-{}", symbology.keyword());
        ensure!(english.contains_key(&key), "no words for the bar code {}", symbology.keyword());
    }
    for edit in editor::EditName::ALL {
        ensure!(english.contains_key(&format!("edit-{}", edit.keyword())), "no words for the edit {}", edit.keyword());
    }
    Ok(())
}

#[test]
fn every_diagnostic_has_chinese_words_with_the_places_of_the_english_ones() -> Result<()> {
    let chinese = messages("zh-Hant", "diagnostics.ftl")?;
    let mut wrong = Vec::new();
    for code in diagnostics::Code::ALL {
        let empty = diagnostics::Diagnostic::new(*code);
        // Unfilled places show as an ellipsis.
        for (kind, english) in [("diagnostic", empty.message()), ("hint", empty.hint())] {
            let key = format!("{kind}-{}", code.key());
            match chinese.get(&key) {
                Some(words) if words.matches("{ $").count() == english.matches('…').count() => {}
                None if english.is_empty() => {}
                _ => wrong.push(key),
            }
        }
    }
    ensure!(wrong.is_empty(), "missing or with other places: {wrong:?}");
    Ok(())
}
