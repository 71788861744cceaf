//! AFP to AFP as a whole: every field through its decoded values.

use diagnostics::{Code, Diagnostic, Location};
use formwright::afp_codec;

use crate::arguments::Convert;
use crate::files;
use crate::report::{Done, Failed};

pub(super) fn run(call: &Convert, name: &str, bytes: &[u8]) -> Result<Done, Failed> {
    let (rewritten, coverage) = afp_codec::rewrite(bytes).map_err(|error| {
        Diagnostic::new(Code::Unsupported)
            .with("what", error.to_string())
            .with("advice", "")
            .at(Location::File(name.to_owned()))
    })?;
    files::write(&call.output, |out| out.write_all(&rewritten))?;
    if call.verbose {
        eprintln!(
            "{name}: {} bytes; {} decoded, {} of fonts, pictures and comments, {} carried raw ({:.2} % understood)",
            coverage.total(),
            coverage.decoded,
            coverage.content,
            coverage.raw,
            coverage.understood() * 100.0
        );
    }
    Ok(Done::Fine)
}
