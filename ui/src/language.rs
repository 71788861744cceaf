//! The words of the interface, from the Fluent files in `assets/i18n`, in the language chosen while running.

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use leptos::prelude::{ArcRwSignal, Get, Set};
use protocol::LanguageChoice;
use unic_langid::LanguageIdentifier;

struct Words {
    english: FluentBundle<FluentResource>,
    chinese: FluentBundle<FluentResource>,
    chosen: ArcRwSignal<LanguageChoice>,
}

thread_local! {
    static WORDS: Words = Words {
        english: bundle("en", &[include_str!("../../assets/i18n/en/designer.ftl")]),
        chinese: bundle(
            "zh-Hant",
            &[
                include_str!("../../assets/i18n/zh-Hant/designer.ftl"),
                include_str!("../../assets/i18n/zh-Hant/diagnostics.ftl"),
            ],
        ),
        chosen: ArcRwSignal::new(LanguageChoice::English),
    };
}

fn bundle(language: &str, sources: &[&str]) -> FluentBundle<FluentResource> {
    // The tags are constants; one that did not parse would only lose its plural forms.
    let language: LanguageIdentifier = language.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new(vec![language]);
    bundle.set_use_isolating(false);
    for source in sources {
        // A line that does not parse is left out; the translations' test finds it.
        let resource = match FluentResource::try_new((*source).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// The language now; reactive.
pub(crate) fn chosen() -> LanguageChoice {
    WORDS.with(|words| words.chosen.get())
}

/// Changes the language of everything on screen.
pub(crate) fn choose(language: LanguageChoice) {
    WORDS.with(|words| words.chosen.set(language));
    if let Some(root) = leptos::prelude::document().document_element() {
        // The attribute is for screen readers and the choice of glyphs.
        let _ = root.set_attribute("lang", tag(language));
    }
}

/// The language's tag, `zh-Hant`.
pub(crate) const fn tag(language: LanguageChoice) -> &'static str {
    match language {
        LanguageChoice::English => "en",
        LanguageChoice::TraditionalChinese => "zh-Hant",
    }
}

/// The language of the system, if the interface has it.
pub(crate) fn of_the_system() -> LanguageChoice {
    let language = leptos::prelude::window().navigator().language().unwrap_or_default();
    if language.starts_with("zh") { LanguageChoice::TraditionalChinese } else { LanguageChoice::English }
}

/// The words of a key in the chosen language; reactive.
pub(crate) fn text(key: &str) -> String {
    text_with(key, &[])
}

/// The words of a key, its places filled; reactive.
pub(crate) fn text_with(key: &str, arguments: &[(&str, String)]) -> String {
    find(key, arguments).unwrap_or_else(|| key.to_owned())
}

/// The words of a key that may have none in the chosen language; reactive.
pub(crate) fn find(key: &str, arguments: &[(&str, String)]) -> Option<String> {
    let language = chosen();
    let mut filled = FluentArgs::new();
    for (name, value) in arguments {
        let value = value.parse::<f64>().map_or_else(
            |_| FluentValue::from(value.clone()),
            |number| {
                // A number chooses a plural form, but is shown as it was written.
                if number.fract() == 0.0 && number.abs() < 1e15 && number.to_string() == *value {
                    FluentValue::from(number)
                } else {
                    FluentValue::from(value.clone())
                }
            },
        );
        filled.set((*name).to_owned(), value);
    }
    WORDS.with(|words| {
        let bundle = match language {
            LanguageChoice::English => &words.english,
            LanguageChoice::TraditionalChinese => &words.chinese,
        };
        let pattern = bundle.get_message(key)?.value()?;
        Some(bundle.format_pattern(pattern, Some(&filled), &mut Vec::new()).into_owned())
    })
}

/// The words of a key as a reactive text: `t!("close")`, `t!("page-number", "page" => page.get())`.
macro_rules! t {
    ($key:literal) => { move || $crate::language::text($key) };
    ($key:literal, $($name:literal => $value:expr),+) => {
        move || $crate::language::text_with($key, &[$(($name, ($value).to_string())),+])
    };
}
pub(crate) use t;
