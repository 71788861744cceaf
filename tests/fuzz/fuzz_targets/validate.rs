//! Any bytes held against the rules of AFP: every finding lies inside them.
#![no_main]

use afp_validate::{Profile, validate};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for profile in [None, Some(Profile::Is1), Some(Profile::Is3), Some(Profile::Classic)] {
        let read = validate(bytes, profile, |finding| assert!(finding.offset <= bytes.len() as u64));
        assert!(read.is_ok());
    }
});
