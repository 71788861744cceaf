//! What may stand in what, and how objects begin and end.

use afp_codec::FieldId;
use afp_codec::triplets::NameUse;

use crate::count::Count;
use crate::finding::Findings;
use crate::grammar::{Item, State};
use crate::located::Seen;
use crate::nest::{Nest, Open};
use crate::rule::rule_list;
use crate::triplet_table::{Layout, layout, rows};

rule_list! {
    UNKNOWN "field-unknown" [ARCHITECTURE]
        "every structured field is one that the architectures define", "MO:DCA appendix E table 53";
    NOT_ALLOWED "field-not-allowed" [ARCHITECTURE]
        "a structured field stands only in objects that it is defined for", "MO:DCA 4 figures 23 to 55";
    NOT_IN_IS3 "is3-field" [IS3]
        "a structured field is one that the set has in its place: no migration function, no FOCA font",
        "MO:DCA 7 IS/3 tables 27 and 32";
    NOT_IN_IS1 "is1-field" [IS1]
        "a structured field is one that the set has in its place", "MO:DCA 7 IS/1 figures 79 to 87";
    END_ALONE "end-without-begin" [ARCHITECTURE]
        "an End field ends an object that is open", "MO:DCA 5 End fields, X'20'";
    BEGIN_ALONE "begin-without-end" [ARCHITECTURE]
        "an object that is begun is ended inside the object that it stands in", "MO:DCA 5 Begin fields, X'08'";
    NAME_DIFFERS "end-name" [ARCHITECTURE]
        "the name on an End field is that of the Begin field, or X'FFFF'", "MO:DCA 5 End fields, X'01'";
    NAME_MISSING "name-missing" [ARCHITECTURE]
        "a Begin field that must name its object does", "MO:DCA 5 BDT, BRS, BMM, BMO, BNG, BOC, BPS";
    NAME_CUT "name-length" [ARCHITECTURE]
        "the name on a Begin or End field takes eight bytes or is left out", "MO:DCA 5 Begin and End fields";
    NAME_ONLY "bytes-after-name" [ARCHITECTURE]
        "a Begin or End field that takes no triplets ends behind its name", "MO:DCA 5 EAG, EDG, EOG, EPS, ERS, ESG";
    DAMAGED "field-layout" [ARCHITECTURE]
        "the data of a structured field has the layout of that field", "MO:DCA 5";
}

/// The names that a Begin field gives its object.
pub(crate) fn names(seen: &Seen<'_>) -> [Option<Vec<u8>>; 2] {
    let long = seen.triplets().find_map(|at| at.name(NameUse::REPLACE_FIRST)).map(|name| name.name.0.to_vec());
    [seen.own_name().map(|name| name.padded().0.to_vec()), long]
}

/// A field without a place in what is open.
pub(crate) fn not_allowed(seen: &Seen<'_>, state: State, out: &mut Findings<'_>) {
    if seen.id().acronym().is_none() {
        out.report(UNKNOWN, seen.offset(), || format!("{} is no known structured field", seen.id()));
    } else {
        out.report(NOT_ALLOWED, seen.offset(), || format!("{} has no place in {}", seen.id(), words(state)));
    }
}

/// A field that has its place in the architecture, held against the interchange sets.
pub(crate) fn in_sets(seen: &Seen<'_>, state: State, item: Option<&Item>, out: &mut Findings<'_>) {
    let Some(item) = item else {
        if seen.id().acronym().is_none() {
            out.report(UNKNOWN, seen.offset(), || format!("{} is no known structured field", seen.id()));
        } else if state.tolerates(seen.id()) {
            out.report(NOT_IN_IS3, seen.offset(), || format!("{} is obsolete", seen.id()));
            out.report(NOT_IN_IS1, seen.offset(), || format!("{} is obsolete", seen.id()));
        }
        return;
    };
    if item.is3 == Count::Never {
        let message = || format!("{} in {} is no part of IS/3", seen.id(), words(state));
        out.report(NOT_IN_IS3, seen.offset(), message);
    }
    if item.is1 == Count::Never {
        let message = || format!("{} in {} is no part of IS/1", seen.id(), words(state));
        out.report(NOT_IN_IS1, seen.offset(), message);
    }
}

pub(crate) fn end_without_begin(seen: &Seen<'_>, out: &mut Findings<'_>) {
    out.report(END_ALONE, seen.offset(), || {
        format!("no {} is open that {} could end", seen.id().counterpart(), seen.id())
    });
}

pub(crate) fn begin_without_end(open: &Open, out: &mut Findings<'_>) {
    out.report(BEGIN_ALONE, open.offset, || format!("{} has no {}", open.begin, open.begin.counterpart()));
}

/// Names and layout.
pub(super) fn field(nest: &Nest, seen: &Seen<'_>, out: &mut Findings<'_>) {
    if let Some(error) = seen.damage {
        let offset = seen.raw.data_offset() + error.offset as u64;
        out.report(DAMAGED, offset, || format!("{}: {}", seen.id(), error.fault));
    }
    let foreign = nest.state() == State::Foreign;
    if foreign || !(seen.id().is_begin() || seen.id().is_end()) {
        return;
    }
    let length = seen.raw.data.len();
    if (1..8).contains(&length) {
        out.report(NAME_CUT, seen.offset(), || format!("{} has {length} bytes where a name takes eight", seen.id()));
    } else if length == 0 && must_have_name(seen.id()) {
        out.report(NAME_MISSING, seen.offset(), || format!("{} gives no name", seen.id()));
    }
    if layout(seen.id()) == Layout::From(8) && rows(seen.id()).is_empty() && length > 8 {
        let offset = seen.raw.data_offset() + 8;
        out.report(NAME_ONLY, offset, || format!("{} bytes behind the name on {}", length - 8, seen.id()));
    }
    if seen.id().is_end() {
        end_name(nest, seen, out);
    }
}

fn must_have_name(id: FieldId) -> bool {
    use FieldId as F;
    matches!(id, F::BDT | F::BRS | F::BMM | F::BMO | F::BNG | F::BOC | F::BPS)
}

fn end_name(nest: &Nest, seen: &Seen<'_>, out: &mut Findings<'_>) {
    let Some(begun) = nest.outwards().next() else { return };
    if seen.own_name().is_none_or(|name| name.matches_any()) {
        return;
    }
    // A qualified name replaces the short one on either field; what has no name on the Begin field matches nothing.
    let fits = names(seen).iter().flatten().any(|name| begun.names.iter().flatten().any(|begun| begun == name));
    if !fits {
        let text =
            |name: Option<&[u8]>| name.map_or_else(|| "no name".to_owned(), |name| format!("\"{}\"", shown(name)));
        out.report(NAME_DIFFERS, seen.offset(), || {
            let end = seen.full_name();
            let begin = begun.names.iter().rev().flatten().next();
            format!(
                "{} has {}, {} has {}",
                seen.id(),
                text(end.as_deref()),
                begun.begin,
                text(begin.map(Vec::as_slice))
            )
        });
    }
}

/// A name for people.
pub(super) fn shown(name: &[u8]) -> String {
    let text = afp_codec::values::guess_text(name);
    text.trim_end_matches([' ', '\0']).chars().map(|c| if c.is_control() { '·' } else { c }).collect()
}

/// What is open, in words.
pub(crate) fn words(state: State) -> &'static str {
    match state {
        State::File => "a file by itself",
        State::PrintFile => "a print file",
        State::ResourceGroup => "a resource group",
        State::Resource => "a resource envelope",
        State::Document => "a document",
        State::PageGroup => "a page group",
        State::Page => "a page",
        State::PageEnvironment => "the active environment group of a page",
        State::Overlay => "an overlay",
        State::OverlayEnvironment => "the active environment group of an overlay",
        State::PageSegment => "a page segment",
        State::ResourceEnvironment => "a resource environment group",
        State::Text => "a text object",
        State::Image => "an image object",
        State::Graphics => "a graphics object",
        State::BarCode => "a bar code object",
        State::Container => "an object container",
        State::TextEnvironment => "the environment group of a text object",
        State::ImageEnvironment => "the environment group of an image object",
        State::GraphicsEnvironment => "the environment group of a graphics object",
        State::BarCodeEnvironment => "the environment group of a bar code object",
        State::ContainerEnvironment => "the environment group of an object container",
        State::Index => "a document index",
        State::FormMap => "a form map",
        State::DocumentEnvironment => "a document environment group",
        State::MediumMap => "a medium map",
        State::ImImage => "an IM image",
        State::CodedFont => "a coded font",
        State::CodePage => "a code page",
        State::Font => "a font character set",
        State::Foreign => "this object",
    }
}
