//! `formwright-server serve | admin create`.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::run()
}
