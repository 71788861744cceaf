//! Any bytes as PDF: opened, read, drawn small. What the reader below panics about is caught in `pdf-read`, so that
//! what is found here is what gets past it: a page without end, memory without bound, an abort.
#![no_main]

use std::sync::Once;

use libfuzzer_sys::fuzz_target;

static QUIET: Once = Once::new();

fuzz_target!(|bytes: &[u8]| {
    // In the place of the hook that ends the process at the first panic, caught or not.
    QUIET.call_once(|| std::panic::set_hook(Box::new(|_| {})));
    if let Ok(document) = pdf_read::PdfDocument::open(bytes.into()) {
        for page in 0..document.page_count().min(4) {
            let _ = document.text(page);
            let _ = document.render(page, 20.0);
        }
    }
});
