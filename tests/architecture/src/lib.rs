//! What may depend on what: see `tests/layers.rs`.
