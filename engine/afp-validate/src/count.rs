//! How often something may stand in its place.

/// How often something may stand in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Count {
    /// Not at all.
    Never,
    /// Once or not at all.
    Optional,
    /// As often as wanted, or not at all.
    Any,
    /// Exactly once.
    Once,
    /// Once or more.
    OnceOrMore,
}

impl Count {
    pub(crate) fn is_required(self) -> bool {
        matches!(self, Self::Once | Self::OnceOrMore)
    }

    pub(crate) fn is_single(self) -> bool {
        matches!(self, Self::Optional | Self::Once)
    }
}

/// The marks of the tables: `-` never, `?` once or not, `*` any, `1` once, `+` once or more.
macro_rules! count {
    (-) => {
        $crate::count::Count::Never
    };
    (?) => {
        $crate::count::Count::Optional
    };
    (*) => {
        $crate::count::Count::Any
    };
    (1) => {
        $crate::count::Count::Once
    };
    (+) => {
        $crate::count::Count::OnceOrMore
    };
}

pub(crate) use count;
