//! `formwright pack`, `formwright unpack`.

use formwright::{Source, package};

use crate::arguments::{Pack, Unpack};
use crate::files;
use crate::report::{self, Done, Failed};

pub(crate) fn pack(call: &Pack) -> Result<Done, Failed> {
    let source = Source::open(&call.folder)?;
    report::show(&source.remarks);
    let bytes = source.complete_package()?.to_bytes()?;
    files::write(&call.output, |out| out.write_all(&bytes))?;
    Ok(Done::Fine)
}

pub(crate) fn unpack(call: &Unpack) -> Result<Done, Failed> {
    let opened = package::open(&files::read(&call.package)?)?;
    package::write_folder(&opened.package, &call.output)?;
    Ok(Done::Fine)
}
