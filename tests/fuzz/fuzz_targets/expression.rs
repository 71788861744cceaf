//! Any text as an expression and as a text with fields, evaluated on an empty record.
#![no_main]

use expression::{Environment, Expression, Locale, Names, TextTemplate, Value};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let environment = Environment::new(&Value::Missing, 1, Locale::british());
    if let Ok(program) =
        Expression::parse(text).map_err(|_| ()).and_then(|parsed| parsed.check(&Names::unknown()).map_err(|_| ()))
    {
        let _ = program.trace(&environment);
    }
    if let Ok(program) = TextTemplate::parse(text).and_then(|parsed| parsed.check(&Names::unknown())) {
        let _ = program.evaluate(&environment);
    }
});
