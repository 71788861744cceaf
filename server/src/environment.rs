//! Clock and randomness, handed in so that tests choose them.

use std::fmt::Debug;
use std::time::{SystemTime, UNIX_EPOCH};

/// Where time and random bytes come from.
pub trait Environment: Debug + Send + Sync {
    /// Seconds since 1970 UTC.
    fn now(&self) -> i64;

    /// Fills a buffer with bytes nobody can guess.
    ///
    /// # Errors
    /// The machine has none.
    fn fill_random(&self, buffer: &mut [u8]) -> Result<(), getrandom::Error>;
}

/// The machine's own clock and randomness.
#[derive(Clone, Copy, Debug)]
pub struct SystemEnvironment;

impl Environment for SystemEnvironment {
    fn now(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    }

    fn fill_random(&self, buffer: &mut [u8]) -> Result<(), getrandom::Error> {
        getrandom::fill(buffer)
    }
}
