//! Any text as a template: what is read can be written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok((template, _)) = model::Template::from_json("template.json", text) {
        let json = template.to_json();
        let (again, _) = model::Template::from_json("template.json", &json).expect("what was written can be read");
        assert_eq!(again.to_json(), json);
    }
});
