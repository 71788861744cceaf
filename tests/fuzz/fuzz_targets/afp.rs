//! Any bytes as AFP: framing, typed fields and their writing back, the inspector's tree, pages drawn.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    assert_eq!(afp_codec::rewrite(bytes).map(|(again, _)| again).as_deref(), Ok(bytes));
    let _ = afp_codec::dump::tree(bytes);
    let document = afp_read::AfpDocument::open(bytes, &afp_read::ReadOptions::default());
    for number in 0..document.page_count().min(16) {
        assert!(document.page(number).is_some());
    }
});
