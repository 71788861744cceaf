//! Order and number of the fields of an object.

use crate::finding::Findings;
use crate::grammar::State;
use crate::located::Seen;
use crate::nest::Open;
use crate::rule::rule_list;

use super::structure::words;

rule_list! {
    LATE "field-order" [ARCHITECTURE]
        "the fields of an object come in the order of its definition", "MO:DCA 4 figures 23 to 55, X'20'";
    REPEATED "field-repeated" [ARCHITECTURE]
        "a field or object that may come once in its place comes once", "MO:DCA 4 figures 23 to 55, X'20'";
    MISSING "field-missing" [ARCHITECTURE]
        "a field or object that must come in its place comes", "MO:DCA 4 figures 23 to 55, X'08'";
}

pub(crate) fn late(seen: &Seen<'_>, state: State, out: &mut Findings<'_>) {
    out.report(LATE, seen.offset(), || format!("{} comes too late in {}", seen.id(), words(state)));
}

pub(crate) fn repeated(seen: &Seen<'_>, state: State, out: &mut Findings<'_>) {
    out.report(REPEATED, seen.offset(), || format!("there is another {} in {} already", seen.id(), words(state)));
}

/// What an object that has ended lacks.
pub(crate) fn missing(closed: &Open, out: &mut Findings<'_>) {
    for id in closed.missing() {
        out.report(MISSING, closed.offset, || format!("{} has no {id}", words(closed.state)));
    }
}
