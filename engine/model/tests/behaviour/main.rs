//! The template document, read, written, brought forward and checked.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod any_template;
mod check;
mod elements;
mod hostile;
mod migration;
mod round_trip;
mod schema;
