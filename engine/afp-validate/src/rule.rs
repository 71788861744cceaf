//! What a rule is, and which rules hold when.

use crate::checks;

/// Sets of rules, one or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sets(u8);

impl Sets {
    /// No set.
    pub const NONE: Self = Self(0);
    /// The architecture in general: MO:DCA with PTOCA, GOCA, IOCA, BCOCA and FOCA.
    pub const ARCHITECTURE: Self = Self(1);
    /// MO:DCA Interchange Set 1.
    pub const IS1: Self = Self(2);
    /// MO:DCA Interchange Set 3.
    pub const IS3: Self = Self(4);
    /// Output for old printers and servers, which claims no interchange set.
    pub const CLASSIC: Self = Self(8);

    /// Both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two have a set in common.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The names of the sets, e.g. `architecture`, `is3`.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let all =
            [(Self::ARCHITECTURE, "architecture"), (Self::IS1, "is1"), (Self::IS3, "is3"), (Self::CLASSIC, "classic")];
        all.into_iter().filter(move |(set, _)| self.meets(*set)).map(|(_, name)| name)
    }
}

/// What a file is held against beside the architecture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// MO:DCA Interchange Set 1.
    Is1,
    /// MO:DCA Interchange Set 3.
    Is3,
    /// Output for old printers and servers.
    Classic,
}

impl Profile {
    /// The rules that hold.
    pub(crate) fn sets(self) -> Sets {
        Sets::ARCHITECTURE.and(match self {
            Self::Is1 => Sets::IS1,
            Self::Is3 => Sets::IS3,
            Self::Classic => Sets::CLASSIC,
        })
    }
}

/// One rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The stable name, e.g. `end-without-begin`.
    pub id: &'static str,
    /// What holds in a file that keeps to the rule.
    pub text: &'static str,
    /// Where the rule stands, e.g. `MO:DCA 5 PGD`.
    pub clause: &'static str,
    /// The sets that the rule belongs to.
    pub sets: Sets,
    /// Sets that lift the rule where they hold.
    pub lifted: Sets,
}

/// Every rule, by subject: name of the subject, rules.
pub fn rules() -> impl Iterator<Item = (&'static str, &'static [&'static Rule])> {
    checks::RULES.iter().copied()
}

/// Describes the rules of a subject: name, id, sets (`except` those that lift it), what holds, clause.
macro_rules! rule_list {
    ($($name:ident $id:literal [$($set:ident)+ $(; except $($lifted:ident)+)?] $text:literal, $clause:literal;)*) => {
        $(
            #[doc = $text]
            pub(crate) const $name: &crate::rule::Rule = &crate::rule::Rule {
                id: $id,
                text: $text,
                clause: $clause,
                sets: crate::rule::Sets::NONE$(.and(crate::rule::Sets::$set))+,
                lifted: crate::rule::Sets::NONE$($(.and(crate::rule::Sets::$lifted))+)?,
            };
        )*
        /// The rules of this subject.
        pub(super) const RULES: &[&crate::rule::Rule] = &[$($name),*];
    };
}

pub(crate) use rule_list;
