//! Resources of a library that go into the print file as they are, held against the rules of its profile: nobody has
//! looked at their bytes before, and a file is only as sound as what it carries.

use std::collections::BTreeSet;

use afp_codec::{Field, FieldId, Record, Records};
use afp_validate::{Finding, validate};
use afp_write::{Plan, PrintFile};
use diagnostics::{Code, Diagnostic, Diagnostics};
use model::AfpProfile;

use crate::job::afp_failed;

/// Text of PTOCA PT4, which a file with glyph runs may hold.
const GLYPH_RUNS: &str = "text-pt3";

/// A finding for each resource and rule that it breaks.
pub(crate) fn findings(plan: &Plan, profile: AfpProfile) -> Result<Diagnostics, Diagnostic> {
    let mut found = Diagnostics::new();
    let Some(bytes) = PrintFile::of_libraries(plan).map_err(afp_failed)? else { return Ok(found) };
    let rules = match profile {
        AfpProfile::Is3 | AfpProfile::Is3Pt4 => afp_validate::Profile::Is3,
        AfpProfile::Classic | AfpProfile::ClassicOutline => afp_validate::Profile::Classic,
    };
    let mut told = BTreeSet::new();
    let take = |finding: Finding| {
        if profile == AfpProfile::Is3Pt4 && finding.rule.id == GLYPH_RUNS {
            return;
        }
        let Some(name) = resource_of(&finding, &bytes) else { return };
        if told.insert((name.clone(), finding.rule.id)) {
            let broken = Diagnostic::new(Code::LibraryResourceRule).with("name", name).with("rule", finding.rule.text);
            found.push(broken.with("clause", finding.rule.clause).with("reason", finding.message));
        }
    };
    validate(&bytes[..], Some(rules), take).map_err(|error| afp_failed(error.into()))?;
    Ok(found)
}

/// The name of the resource that a finding is in.
fn resource_of(finding: &Finding, bytes: &[u8]) -> Option<String> {
    let begin = finding.path.iter().find(|step| step.field == FieldId::BRS)?;
    match Records::from_offset(bytes, begin.offset).next()? {
        Record::Field(field) => match field.decode() {
            Field::BeginResource(begin) => Some(begin.name?.text()),
            _ => None,
        },
        Record::Line(_) | Record::Junk { .. } => None,
    }
}
