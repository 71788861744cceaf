//! The project's own build commands: `cargo xtask setup | run | test | ui | bundle | bench | bless`.
//!
//! In: one word. Out: a machine that is ready, a window, a test report, a package. It knows the folders and the
//! programs of the workspace by name and nothing of what they do.

mod bench;
mod bundle;
mod front_end;
mod open;
mod programs;
mod sample;
mod setup;
mod shell;
mod tests;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};

const USAGE: &str = "\
cargo xtask setup     install what is missing: system packages, the wasm target
cargo xtask run       set up, build and open the designer on the sample statement
cargo xtask test      set up and run every test, the desktop end-to-end test included
cargo xtask ui        build the front end into ui/dist (--release for the small one)
cargo xtask bundle    build the Debian package of the designer
cargo xtask bench     measure pages a second on the benchmark statement
cargo xtask sample    write the data of the sample statement anew
cargo xtask bless     accept what the golden tests see now as the new reference";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<()> {
    let mut words = arguments.iter().map(String::as_str);
    let command = words.next().unwrap_or_default();
    let rest: Vec<&str> = words.collect();
    match (command, rest.as_slice()) {
        ("setup", []) => setup::everything(),
        ("run", []) => open::designer_on_the_sample(),
        ("test", []) => tests::all(),
        ("ui", []) => front_end::build(programs::Profile::Development),
        ("ui", ["--release"]) => front_end::build(programs::Profile::Release),
        ("bundle", []) => bundle::debian_package(),
        ("bench", []) => bench::run(),
        ("sample", []) => sample::write(&workspace::root()?),
        ("bless", []) => tests::bless(),
        ("" | "help" | "--help" | "-h", _) => {
            println!("{USAGE}");
            Ok(())
        }
        _ => bail!("there is no `cargo xtask {}`\n{USAGE}", arguments.join(" ")),
    }
}
