//! The editor driven as the front end drives it.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod arranging;
mod common;
mod gestures;
mod hostile;
mod inverses;
mod journal;
mod outputs;
mod random;
mod speed;
mod texts;
