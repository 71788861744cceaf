//! The `formwright` command: render, convert, import, inspect, check, validate, compare, pack, unpack.
//!
//! In: arguments and files. Out: files, findings on standard error, and an exit status: 0 fine, 1 the work failed or
//! found something, 2 the call was wrong.

mod arguments;
mod check;
mod compare;
mod convert;
mod files;
mod import;
mod inspect;
mod packing;
mod profile;
mod progress;
mod range;
mod render;
mod report;
mod validate;

use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Render(call) => render::run(&call),
        Command::Convert(call) => convert::run(&call),
        Command::Import(call) => import::run(&call),
        Command::Inspect(call) => inspect::run(&call),
        Command::Check(call) => check::run(&call),
        Command::Validate(call) => validate::run(&call),
        Command::Compare(call) => compare::run(&call),
        Command::Pack(call) => packing::pack(&call),
        Command::Unpack(call) => packing::unpack(&call),
    };
    report::exit(result)
}
