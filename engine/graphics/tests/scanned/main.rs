//! Drawn bar codes are read back by another program's decoder, from pixels of the bars; those that it cannot read, by a
//! small decoder here that knows nothing of the encoder, or they are compared with a published symbol.

#![expect(clippy::panic, clippy::unwrap_used, reason = "what a test cannot go on without")]

mod area;
mod hostile;
mod linear;
mod scanner;
