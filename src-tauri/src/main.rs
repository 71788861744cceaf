//! The desktop shell of the designer: a window, native dialogs, files, the local store and the engine behind them.
//!
//! In: requests of the front end, named in `protocol`. Out: answers, events and the pictures of the `preview`
//! scheme. It knows how things are stored and shown, and leaves what they mean to the engine.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod background;
mod commands;
mod delivery;
mod preview_scheme;
mod session;
mod shell;
mod store;
mod viewer;

fn main() -> std::process::ExitCode {
    shell::run()
}
