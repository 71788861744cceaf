//! Whatever the bytes are, reading them ends, and the findings lie inside them.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;

use afp_codec::FieldId;
use afp_validate::{Profile, validate};

const PROFILES: [Option<Profile>; 4] = [None, Some(Profile::Is1), Some(Profile::Is3), Some(Profile::Classic)];

/// Reads the bytes under every profile; each finding has a place in them, and there are not more than they can carry.
fn read(bytes: &[u8]) -> Result<(), TestCaseError> {
    for profile in PROFILES {
        let mut count = 0_usize;
        let mut inside = true;
        validate(bytes, profile, |finding| {
            count += 1;
            inside &= finding.offset <= bytes.len() as u64;
            inside &= finding.path.iter().all(|step| step.offset <= finding.offset);
            inside &= finding.message.len() < 4096;
        })
        .unwrap();
        prop_assert!(inside);
        prop_assert!(count <= 64 + 8 * bytes.len(), "{} findings in {} bytes", count, bytes.len());
    }
    Ok(())
}

/// A structured field with any data, mostly of a kind that the architecture knows.
fn field() -> impl Strategy<Value = Vec<u8>> {
    let ids = (0..=u16::MAX).map(|low| {
        let [kind, category] = low.to_be_bytes();
        [0xD3, kind, category]
    });
    let known: Vec<[u8; 3]> = ids.filter(|id| FieldId::from_bytes(*id).acronym().is_some()).collect();
    let id = prop_oneof![
        4 => prop::sample::select(known),
        1 => any::<[u8; 3]>(),
    ];
    let data = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..64),
        // Small numbers, as lengths and kinds of triplets, and what objects begin with.
        prop::collection::vec(0_u8..0x20, 0..64),
        prop::collection::vec(
            prop::sample::select(&[0x70, 0x91, 0xFE, 0x92, 0x93, 0x71, 0x2B, 0xD3, 0, 1, 2, 4][..]),
            0..64
        ),
    ];
    (id, prop_oneof![9 => Just(0_u8), 1 => any::<u8>()], data).prop_map(|(id, flags, data)| {
        let length = u16::try_from(data.len() + 8).unwrap().to_be_bytes();
        [&[0x5A][..], &length, &id, &[flags, 0, 0], &data].concat()
    })
}

proptest! {
    #[test]
    fn any_bytes_are_read_to_their_end(bytes in prop::collection::vec(any::<u8>(), 0..512)) {
        read(&bytes)?;
    }

    #[test]
    fn any_fields_are_read_to_their_end(fields in prop::collection::vec(field(), 0..48)) {
        read(&fields.concat())?;
    }
}
