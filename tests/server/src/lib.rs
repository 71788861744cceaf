//! Drives the built `formwright-server` over HTTP, each test with a process and a folder of its own.
//!
//! In: the program cargo built. Out: answers one can look at. It must not know the server's code, only its command
//! line, its routes and its folder. Run by `cargo test -p server -p server-end-to-end`, or with the whole workspace:
//! cargo builds the program for the tests of `server`, and these find it beside themselves.

#![expect(clippy::panic, reason = "a test without its server has failed")]

mod client;
mod packages;
mod process;

pub use client::{Answer, Client};
pub use packages::{Publisher, record, template};
pub use process::{Folder, PASSWORD, Process, program};
