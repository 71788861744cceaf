//! The layers of the engine, read from the manifests.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot read the tree has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The engine's crates; each may depend only on those before it.
const LAYERS: [&str; 26] = [
    "units",
    "diagnostics",
    "model",
    "package",
    "expression",
    "data",
    "fonts",
    "scene",
    "text",
    "graphics",
    "layout",
    "lower",
    "afp-codec",
    "afp-validate",
    "afp-write",
    "afp-read",
    "pdf-write",
    "pdf-read",
    "raster",
    "svg-write",
    "text-write",
    "import",
    "formwright",
    "editor",
    "protocol",
    "cli",
];

/// Pairs that the order would allow and the design does not: writers and readers do not know each other.
const STRANGERS: [&str; 7] = ["afp-write", "afp-read", "pdf-write", "pdf-read", "raster", "svg-write", "text-write"];

/// Crates that only one place may name.
const RESERVED: [(&str, &str); 4] =
    [("tauri", "src-tauri"), ("axum", "server"), ("leptos", "ui"), ("clap", "engine/cli server")];

/// What no crate of the engine may depend on.
const FOREIGN: [&str; 6] = ["tauri", "leptos", "axum", "tokio", "rusqlite", "ureq"];

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// The dependencies of a crate, by table (`dependencies`, `dev-dependencies`, `build-dependencies`).
fn dependencies(folder: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let manifest = folder.join("Cargo.toml");
    let text = std::fs::read_to_string(&manifest).unwrap_or_else(|error| panic!("{}: {error}", manifest.display()));
    let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", manifest.display()));
    let names = |name: &str| {
        let found = table.get(name).and_then(toml::Value::as_table);
        found.map(|table| table.keys().cloned().collect()).unwrap_or_default()
    };
    ["dependencies", "dev-dependencies", "build-dependencies"].map(|name| (name.to_owned(), names(name))).into()
}

fn used(folder: &Path) -> BTreeSet<String> {
    dependencies(folder).remove("dependencies").unwrap_or_default()
}

#[test]
fn every_crate_of_the_engine_has_its_layer() {
    let folders = std::fs::read_dir(root().join("engine")).unwrap().map(|entry| entry.unwrap().file_name());
    let found: BTreeSet<String> = folders.map(|name| name.to_string_lossy().into_owned()).collect();
    assert_eq!(found, LAYERS.map(str::to_owned).into());
}

#[test]
fn a_crate_depends_only_on_those_above_it() {
    for (place, name) in LAYERS.iter().enumerate() {
        let allowed: BTreeSet<&str> = LAYERS[..place].iter().copied().collect();
        for dependency in used(&root().join("engine").join(name)) {
            if LAYERS.contains(&dependency.as_str()) {
                assert!(allowed.contains(dependency.as_str()), "{name} depends on {dependency}, which stands below it");
            }
        }
    }
}

#[test]
fn the_codec_knows_nothing_of_ours_and_writers_and_readers_do_not_know_each_other() {
    for name in STRANGERS {
        for dependency in used(&root().join("engine").join(name)) {
            assert!(!STRANGERS.contains(&dependency.as_str()), "{name} depends on {dependency}");
        }
    }
    for dependency in used(&root().join("engine/afp-codec")) {
        assert!(!LAYERS.contains(&dependency.as_str()), "afp-codec depends on {dependency}");
    }
    for dependency in used(&root().join("engine/protocol")) {
        assert!(!LAYERS.contains(&dependency.as_str()), "protocol depends on {dependency}");
    }
}

#[test]
fn the_engine_knows_no_window_no_network_and_no_database() {
    for name in LAYERS {
        for dependency in used(&root().join("engine").join(name)) {
            assert!(!FOREIGN.contains(&dependency.as_str()), "{name} depends on {dependency}");
        }
    }
}

#[test]
fn frameworks_are_named_only_where_they_belong() {
    let folders: Vec<String> = LAYERS
        .iter()
        .map(|name| format!("engine/{name}"))
        .chain(["src-tauri", "server", "ui", "xtask"].map(str::to_owned))
        .collect();
    for folder in folders {
        let used = used(&root().join(&folder));
        for (framework, home) in RESERVED {
            let named = used.contains(framework);
            assert!(!named || home.split(' ').any(|home| home == folder), "{folder} names {framework}");
        }
    }
}

/// `file!`-level words that only a clock, a file or a socket need.
const OUTSIDE: [&str; 6] = ["std::fs", "std::net", "SystemTime", "Instant::now", "std::process", "File::open"];

#[test]
fn the_engine_reads_no_clock_no_file_and_no_network_on_its_own() {
    for name in LAYERS {
        // The command line is the outside; the facade and the package hold the functions that are named so.
        if ["cli", "formwright", "package"].contains(&name) {
            continue;
        }
        for file in sources(&root().join("engine").join(name).join("src")) {
            let text = std::fs::read_to_string(&file).unwrap();
            let code = text.split("[cfg(test)]").next().unwrap_or_default();
            for word in OUTSIDE {
                assert!(!code.contains(word), "{} names {word}", file.display());
            }
        }
    }
}

fn sources(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}
