//! Any bytes as records: the first byte chooses the form.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let format = match first % 3 {
        0 => data::Format::Ndjson,
        1 => data::Format::Json,
        _ => data::Format::Csv,
    };
    if let Ok(records) = data::records_from_bytes(rest, data::Options::new("records", format)) {
        for record in records.take(1_000) {
            let _ = record;
        }
    }
});
