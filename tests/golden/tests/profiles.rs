//! Classic AFP files are the same bytes every time.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its pages has failed")]

use std::num::NonZeroUsize;

use formwright::{AfpProfile, AfpResolution, RecordRange};
use golden::Sample;

/// Each classic kind of file.
const KINDS: [(AfpProfile, AfpResolution); 4] = [
    (AfpProfile::Classic, AfpResolution::Pels240),
    (AfpProfile::Classic, AfpResolution::Pels300),
    (AfpProfile::Classic, AfpResolution::Pels600),
    (AfpProfile::ClassicOutline, AfpResolution::Pels300),
];

fn only(record: u64) -> RecordRange {
    RecordRange { first: record, last: Some(record) }
}

fn threads(count: usize) -> NonZeroUsize {
    NonZeroUsize::new(count).unwrap()
}

#[test]
fn classic_files_are_the_same_bytes_on_every_run_and_for_any_number_of_workers() {
    let some = RecordRange { first: 1, last: Some(40) };
    for (profile, resolution) in KINDS {
        let first = Sample::with_profile("statement", profile, resolution).unwrap().afp(some, threads(1)).unwrap();
        for count in [1, 2, 5] {
            let again = Sample::with_profile("statement", profile, resolution).unwrap();
            let again = again.afp(some, threads(count)).unwrap();
            assert!(again == first, "{profile:?} {resolution:?} by {count} workers");
        }
    }
}

#[test]
fn what_classic_files_say_of_themselves_is_understood() {
    for (profile, resolution) in KINDS {
        let sample = Sample::with_profile("statement", profile, resolution).unwrap();
        let afp = sample.afp(only(10), threads(2)).unwrap();
        let (again, coverage) = formwright::afp_codec::rewrite(&afp).unwrap();
        assert!(again == afp);
        assert_eq!(coverage.raw, 0, "{profile:?} {resolution:?}: {coverage:?}");
    }
}
