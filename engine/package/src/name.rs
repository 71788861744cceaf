//! Names of files in a package.

use diagnostics::{Code, Diagnostic};

use crate::TEMPLATE;

/// The folders of a package.
pub(crate) const FOLDERS: &[&str] = &["assets", "samples", "tests"];

const LONGEST_NAME: usize = 240;

/// Names that Windows takes for devices.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "com", "lpt"];

/// Checks the name of a file: `template.json`, or a path inside `assets/`, `samples/` or `tests/` that is the same on
/// every system.
///
/// # Errors
/// The name points outside the package, or has no place in one.
pub(crate) fn check(name: &str) -> Result<(), Diagnostic> {
    let escapes = || Diagnostic::new(Code::PackagePathEscapes).with("entry", shown(name));
    let no_place = |why: &str| damaged(format!("the entry {} {why}", shown(name)));
    if name.starts_with('/') || name.contains('\\') || name.contains(':') || name.split('/').any(|part| part == "..") {
        return Err(escapes());
    }
    if name == TEMPLATE {
        return Ok(());
    }
    if name.len() > LONGEST_NAME || name.split('/').count() > 8 {
        return Err(no_place("has a name that is too long"));
    }
    let mut parts = name.split('/');
    let folder = parts.next().unwrap_or_default();
    if !FOLDERS.contains(&folder) || name.len() <= folder.len() + 1 {
        return Err(no_place("has no place in a package"));
    }
    if parts.any(|part| !is_portable(part)) {
        return Err(no_place("has a name that not every system allows"));
    }
    Ok(())
}

fn is_portable(part: &str) -> bool {
    let forbidden = |c: char| c.is_control() || matches!(c, '<' | '>' | '"' | '|' | '?' | '*');
    let stem = part.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let device = DEVICES.contains(&stem.trim_end_matches(|c: char| c.is_ascii_digit()))
        && (stem.len() == 3 && !matches!(&*stem, "com" | "lpt") || stem.len() == 4);
    !part.is_empty() && part != "." && !part.ends_with(['.', ' ']) && !part.contains(forbidden) && !device
}

/// A name as a message shows it.
pub(crate) fn shown(name: &str) -> String {
    name.chars().take(80).flat_map(char::escape_debug).collect()
}

/// A package that cannot be read.
pub(crate) fn damaged(reason: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::PackageDamaged).with("reason", reason.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_inside_the_package_pass() {
        for name in
            ["template.json", "assets/ab12.png", "samples/帳單 1.ndjson", "tests/a/b.json", "assets/console.png"]
        {
            assert_eq!(check(name), Ok(()), "{name}");
        }
    }

    #[test]
    fn names_that_leave_the_package_are_refused() {
        for name in ["/etc/passwd", "../x", "assets/../../x", "assets\\x", "C:/x", "assets/..", "assets/a:b"] {
            assert_eq!(check(name).map_err(|error| error.code), Err(Code::PackagePathEscapes), "{name}");
        }
    }

    #[test]
    fn names_without_a_place_are_refused() {
        for name in [
            "",
            "assets",
            "assets/",
            "readme.md",
            "other/x",
            "assets//x",
            "assets/./x",
            "assets/x.",
            "assets/a\0b",
            "assets/nul",
            "assets/COM1.png",
            "Template.json",
            "assets/a\nb",
        ] {
            assert_eq!(check(name).map_err(|error| error.code), Err(Code::PackageDamaged), "{name}");
        }
        assert!(check(&format!("assets/{}", "x".repeat(300))).is_err());
    }
}
