//! Findings, and where they go.

use afp_codec::FieldId;

use crate::rule::{Profile, Rule, Sets};

/// A structured field on the way to a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which field.
    pub field: FieldId,
    /// File offset of its X'5A'.
    pub offset: u64,
}

/// A place where a file breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// File offset of the byte in question: of the structured field, triplet, control sequence, order or image field.
    pub offset: u64,
    /// The rule that is broken.
    pub rule: &'static Rule,
    /// What was found there.
    pub message: String,
    /// The Begin fields of the open objects from the outside inwards, then the field itself.
    pub path: Vec<Step>,
}

/// Takes findings: knows which rules hold at the place reached, and the way to it.
pub(crate) struct Findings<'t> {
    active: Sets,
    fixed: bool,
    graphic_arts: bool,
    open: Vec<Step>,
    here: Option<Step>,
    take: &'t mut dyn FnMut(Finding),
}

impl<'t> Findings<'t> {
    pub(crate) fn new(profile: Option<Profile>, take: &'t mut dyn FnMut(Finding)) -> Self {
        Self {
            active: profile.map_or(Sets::ARCHITECTURE, Profile::sets),
            fixed: profile.is_some(),
            graphic_arts: false,
            open: Vec::new(),
            here: None,
            take,
        }
    }

    /// Reports a broken rule, unless it does not hold here.
    pub(crate) fn report(&mut self, rule: &'static Rule, offset: u64, message: impl FnOnce() -> String) {
        if !self.holds(rule.sets) || self.holds(rule.lifted) {
            return;
        }
        let mut path = self.path();
        // What turns out at a later field is told at the place where it began.
        path.retain(|step| step.offset <= offset);
        (self.take)(Finding { offset, rule, message: message(), path });
    }

    /// Reports a rule that turns out to be broken at an earlier place.
    pub(crate) fn report_at(&mut self, rule: &'static Rule, offset: u64, path: Vec<Step>, message: String) {
        if self.holds(rule.sets) && !self.holds(rule.lifted) {
            (self.take)(Finding { offset, rule, message, path });
        }
    }

    /// The way to the place reached, for a finding that may be made later.
    pub(crate) fn path(&self) -> Vec<Step> {
        self.open.iter().copied().chain(self.here).collect()
    }

    /// Whether one of the sets holds here.
    pub(crate) fn holds(&self, sets: Sets) -> bool {
        self.active.meets(sets)
    }

    /// Whether the file claims IS/3 with the function set Graphic Arts (MO:DCA 8).
    pub(crate) fn graphic_arts(&self) -> bool {
        self.graphic_arts
    }

    /// Goes over to the rules of a claimed interchange set; a profile that was asked for stays.
    pub(crate) fn claim(&mut self, sets: Sets, graphic_arts: bool) {
        if !self.fixed {
            self.active = Sets::ARCHITECTURE.and(sets);
            self.graphic_arts = graphic_arts;
        }
    }

    /// Comes back to the rules that held before a claim.
    pub(crate) fn restore(&mut self, sets: Sets, graphic_arts: bool) {
        (self.active, self.graphic_arts) = (sets, graphic_arts);
    }

    /// The rules that hold, to come back to them.
    pub(crate) fn claimed(&self) -> (Sets, bool) {
        (self.active, self.graphic_arts)
    }

    pub(crate) fn at(&mut self, here: Option<Step>) {
        self.here = here;
    }

    pub(crate) fn opened(&mut self) {
        self.open.extend(self.here.take());
    }

    pub(crate) fn closed(&mut self) {
        self.open.pop();
    }
}
