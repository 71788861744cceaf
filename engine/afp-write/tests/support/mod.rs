//! Pages for tests, and the rules that our print files keep.

pub mod build;
pub mod rules;
