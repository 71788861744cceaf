//! What is read from AFP files: laid out by hand, made by other programs, damaged.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod areas;
mod barcodes;
mod corpus;
mod damage;
mod drawing;
mod foca;
mod graphics;
mod images;
mod listing;
mod sheets;
mod streams;
mod support;
