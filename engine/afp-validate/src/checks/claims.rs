//! The print file as a whole, and the interchange set that it claims.

use afp_codec::triplets::{InterchangeId, InterchangeKind, InterchangeSet, Triplet};
use afp_codec::{Field, FieldId};

use crate::finding::Findings;
use crate::grammar::State;
use crate::located::Seen;
use crate::nest::{Nest, Open};
use crate::rule::{Sets, rule_list};

use super::Subject;

rule_list! {
    ONCE "print-file-once" [ARCHITECTURE]
        "a file holds one print file, with nothing before or behind it", "MO:DCA 4 Print File notes 2 and 4";
    UNKNOWN "claim-unknown" [ARCHITECTURE]
        "a claimed interchange set (X'18') is one that is or was defined", "MO:DCA 6 X'18'";
    FUNCTION_SET "claim-function-set" [ARCHITECTURE]
        "a claim of an interchange set with function sets (X'0D80') goes with a function set triplet (X'8F'), and no other does",
        "MO:DCA 5 BDT, BPF X'8F'; 8 Function Sets";
    ENVELOPE "is3-print-file" [IS3]
        "the file is enveloped in Begin Print File and End Print File", "MO:DCA 7 IS/3 2.0";
    CLAIM_IS3 "is3-claim" [IS3]
        "Begin Print File and each Begin Document claim IS/3 (X'18' with X'0D00', with function sets X'0D80')", "MO:DCA 7 IS/3 2.0, 8";
    CLAIM_IS1 "is1-claim" [IS1]
        "each Begin Document claims IS/1 (X'18' with X'0900')", "MO:DCA 7 IS/1 BDT";
    LEVELS_IS1 "is1-object-levels" [IS1]
        "Begin Document has an object function set triplet (X'21') for text, graphics and images, of the levels PT1, DR/2V0 and FS10, if and only if the document holds them",
        "MO:DCA 7 IS/1 BDT";
    NO_ENVELOPE "classic-print-file" [CLASSIC]
        "there is no Begin Print File", "output for printers and servers before IS/3";
    NO_CLAIM "classic-claim" [CLASSIC]
        "no interchange set is claimed", "MO:DCA 5 BDT X'18', private or exchange data streams";
}

/// Object function sets of IS/1: type in X'21', level of the architecture, Begin field.
const LEVELS: [(u8, u16, FieldId); 3] =
    [(0x02, 0x0000, FieldId::BPT), (0x03, 0x4000, FieldId::BGR), (0x06, 0x8000, FieldId::BIM)];

/// The claims that hold, and what the document holds.
#[derive(Debug, Default)]
pub(super) struct Claims {
    print_files: u32,
    /// Fields that stand beside print files.
    beside: bool,
    told: bool,
    /// The rules that held before the document or print file made its claim.
    before: Vec<(State, Sets, bool)>,
    /// Levels that the document announces, kinds of objects that it holds.
    announced: [Option<u16>; 3],
    held: [bool; 3],
}

/// The claim of a field.
fn claim<'a>(seen: &'a Seen<'_>) -> Option<(u64, &'a InterchangeSet)> {
    seen.triplets().find_map(|at| match &at.triplet {
        Triplet::InterchangeSet(set) => Some((at.offset, set)),
        _ => None,
    })
}

impl Claims {
    /// A Begin field, before it is held against anything: the rules of what it claims hold for itself as well.
    pub(super) fn before(&mut self, nest: &Nest, seen: &Seen<'_>, out: &mut Findings<'_>) {
        let state = match seen.id() {
            FieldId::BPF => State::PrintFile,
            // A document that is a resource makes no claim for the file.
            FieldId::BDT if !nest.is_inside(State::Resource) => State::Document,
            _ => return,
        };
        let (sets, graphic_arts) = out.claimed();
        if self.before.len() < 16 {
            self.before.push((state, sets, graphic_arts));
        }
        match claim(seen).map(|(_, set)| (set.kind, set.identifier)) {
            Some((InterchangeKind::PRESENTATION, InterchangeId::IS1)) => out.claim(Sets::IS1, false),
            Some((InterchangeKind::PRESENTATION, InterchangeId::IS3)) => out.claim(Sets::IS3, false),
            Some((InterchangeKind::PRESENTATION, InterchangeId::GA)) => out.claim(Sets::IS3, true),
            // The claim of the print file goes on holding.
            _ => {}
        }
    }

    fn begin(&mut self, nest: &Nest, seen: &Seen<'_>, out: &mut Findings<'_>) {
        let offset = seen.offset();
        let id = seen.id();
        let claimed = claim(seen);
        if let Some((at, set)) = claimed {
            let known = match set.kind {
                InterchangeKind::PRESENTATION => matches!(set.identifier.0, 0x0900 | 0x0980 | 0x0C00 | 0x0D00 | 0x0D80),
                InterchangeKind::ARCHIVE => matches!(set.identifier.0, 0x0001 | 0x0D01),
                _ => false,
            };
            if !known {
                out.report(UNKNOWN, at, || {
                    format!("type X'{:02X}', identifier X'{:04X}'", set.kind.0, set.identifier.0)
                });
            }
            out.report(NO_CLAIM, at, || format!("{id} claims X'{:04X}'", set.identifier.0));
        }
        let sets = seen.triplets().filter(|at| matches!(at.triplet, Triplet::FunctionSet(_))).count();
        let extended = claimed.is_some_and(|(_, set)| set.identifier == InterchangeId::GA);
        if extended != (sets > 0) {
            out.report(FUNCTION_SET, offset, || format!("{sets} function set triplets on {id}"));
        }
        let identifier = claimed.map(|(_, set)| set.identifier);
        let is3 = identifier == Some(InterchangeId::IS3) || extended && out.graphic_arts();
        if !is3 {
            out.report(CLAIM_IS3, offset, || format!("{id} does not claim IS/3"));
        }
        if id == FieldId::BDT {
            if identifier != Some(InterchangeId::IS1) {
                out.report(CLAIM_IS1, offset, || "BDT does not claim IS/1".to_owned());
            }
            if !nest.is_inside(State::PrintFile) && !std::mem::replace(&mut self.told, true) {
                out.report(ENVELOPE, offset, || "the document stands in no print file".to_owned());
            }
            self.held = [false; 3];
            self.announced = LEVELS.map(|(kind, ..)| level(seen, kind));
        }
    }
}

/// The level that an object function set triplet announces for a kind of object (MO:DCA C X'21').
fn level(seen: &Seen<'_>, kind: u8) -> Option<u16> {
    seen.triplets().find_map(|at| match &at.triplet {
        Triplet::ObjectFunctionSet(set) if set.object.0 == kind => Some(set.content),
        // More bytes than it has a meaning for give it the shape of its namesake.
        Triplet::ResourceObjectType(set) if set.kind.0 == kind => {
            set.constant.get(3..5).and_then(|bytes| bytes.first_chunk::<2>()).map(|bytes| u16::from_be_bytes(*bytes))
        }
        _ => None,
    })
}

impl Subject for Claims {
    fn field(&mut self, nest: &Nest, seen: &Seen<'_>, out: &mut Findings<'_>) {
        let offset = seen.offset();
        match &seen.field {
            Field::BeginPrintFile(_) => {
                self.print_files = self.print_files.saturating_add(1);
                if self.print_files > 1 || self.beside {
                    out.report(ONCE, offset, || "the print file is not alone in the file".to_owned());
                }
                out.report(NO_ENVELOPE, offset, || "the file begins as a print file".to_owned());
                self.begin(nest, seen, out);
            }
            Field::BeginDocument(_) if !nest.is_inside(State::Resource) => self.begin(nest, seen, out),
            _ => {}
        }
        let beside = seen.id().is_begin() && seen.id() != FieldId::BPF && nest.outer() == State::File;
        if beside {
            self.beside = true;
            if self.print_files > 0 {
                out.report(ONCE, offset, || format!("{} behind the print file", seen.id()));
            }
        }
        if let Some(place) = LEVELS.iter().position(|(.., begin)| *begin == seen.id())
            && let Some(held) = self.held.get_mut(place)
        {
            *held = true;
        }
    }

    fn close(&mut self, _nest: &Nest, closed: &Open, ended: bool, out: &mut Findings<'_>) {
        if closed.state == State::Document && ended && out.holds(Sets::IS1) {
            for ((kind, wanted, _), (announced, held)) in LEVELS.iter().zip(self.announced.iter().zip(self.held)) {
                let fits = if held { *announced == Some(*wanted) } else { announced.is_none() };
                if !fits {
                    out.report(LEVELS_IS1, closed.offset, || {
                        format!(
                            "objects of the type X'{kind:02X}' are {}",
                            if held { "held, not announced" } else { "announced, not held" }
                        )
                    });
                }
            }
        }
        if let Some((_, sets, graphic_arts)) = self.before.pop_if(|(state, ..)| *state == closed.state) {
            out.restore(sets, graphic_arts);
        }
    }
}
