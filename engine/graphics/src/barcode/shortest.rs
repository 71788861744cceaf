//! The shortest way to write data in a symbology that has several sets of characters: at every place of the data either
//! some of it is written in the set that holds, or another set is gone over to.
//!
//! In: what each set can write, and at what cost. Out: the steps that cost least. Of ways that cost the same the one
//! whose steps stand first wins, so the result is the same on every run.

/// A set of characters.
pub(super) trait CodeSet: Copy + PartialEq + 'static {
    /// Every set, in the order in which they are tried.
    const ALL: &'static [Self];

    /// A way to write data while the set holds.
    type Step: Copy;

    /// The ways to write what `rest`, which is not empty, begins with; the set holds again behind each.
    fn choices(self, rest: &[u8]) -> impl Iterator<Item = Choice<Self::Step>>;

    /// What going over to another set for good costs; none where there is no way or it is the same set.
    fn latch_cost(self, to: Self) -> Option<usize>;

    /// What it costs that the data ends in this set.
    fn end_cost(self) -> usize {
        0
    }
}

/// A way to write data.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice<S> {
    pub step: S,
    /// Bytes of data that it writes.
    pub bytes: usize,
    pub cost: usize,
}

/// What comes next.
#[derive(Clone, Copy, Debug)]
pub(super) enum Move<C: CodeSet> {
    /// So many bytes are written.
    Write(C::Step, usize),
    /// Another set holds from here on.
    Latch(C),
}

/// The best from a place on in a set: none where the data ends or nothing leads further.
#[derive(Clone, Copy)]
struct Plan<C: CodeSet> {
    cost: usize,
    next: Option<Move<C>>,
}

/// More than any way costs; sums of it do not overflow.
const NEVER: usize = usize::MAX / 4;

/// The best ways through data from each place and set.
pub(super) struct Ways<C: CodeSet> {
    /// By place and set.
    plans: Vec<Plan<C>>,
    /// Bytes of data.
    length: usize,
}

impl<C: CodeSet> Ways<C> {
    /// Looks for them from the data's end backward.
    pub(super) fn new(data: &[u8]) -> Self {
        let never = Plan { cost: NEVER, next: None };
        let mut ways = Self { plans: vec![never; (data.len() + 1) * C::ALL.len()], length: data.len() };
        ways.set(data.len(), C::ALL.iter().map(|set| Plan { cost: set.end_cost(), next: None }));
        let mut direct = Vec::with_capacity(C::ALL.len());
        for place in (0..data.len()).rev() {
            let rest = data.get(place..).unwrap_or_default();
            direct.clear();
            direct.extend(C::ALL.iter().map(|&set| {
                let plan = |choice: Choice<C::Step>| Plan {
                    cost: choice.cost + ways.cost(place + choice.bytes, set),
                    next: Some(Move::Write(choice.step, choice.bytes)),
                };
                set.choices(rest).map(plan).min_by_key(|plan| plan.cost).unwrap_or(never)
            }));
            let best = C::ALL.iter().zip(&direct).map(|(&set, &own)| {
                let latched = C::ALL.iter().zip(&direct).filter_map(|(&to, plan)| {
                    Some(Plan { cost: plan.cost + set.latch_cost(to)?, next: Some(Move::Latch(to)) })
                });
                [own].into_iter().chain(latched).min_by_key(|plan| plan.cost).unwrap_or(never)
            });
            ways.set(place, best);
        }
        ways
    }

    fn set(&mut self, place: usize, plans: impl Iterator<Item = Plan<C>>) {
        let slots = self.plans.iter_mut().skip(place * C::ALL.len());
        for (slot, plan) in slots.zip(plans) {
            *slot = plan;
        }
    }

    fn plan(&self, place: usize, set: C) -> Option<&Plan<C>> {
        let number = C::ALL.iter().position(|known| *known == set)?;
        self.plans.get(place * C::ALL.len() + number)
    }

    /// What writing the data from a place on costs where a set holds.
    pub(super) fn cost(&self, place: usize, set: C) -> usize {
        self.plan(place, set).map_or(NEVER, |plan| plan.cost)
    }

    /// The moves from the data's beginning, with the place and the set in which each is made.
    pub(super) fn moves(&self, mut set: C) -> impl Iterator<Item = (usize, C, Move<C>)> {
        let mut place = 0;
        std::iter::from_fn(move || {
            let next = self.plan(place, set).filter(|_| place < self.length)?.next?;
            let made = (place, set, next);
            match next {
                Move::Write(_, bytes) => place += bytes,
                Move::Latch(to) => set = to,
            }
            Some(made)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters, which cost 1 in their own case and 3 in the other; going over costs 2.
    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Case {
        Upper,
        Lower,
    }

    impl CodeSet for Case {
        const ALL: &'static [Self] = &[Self::Upper, Self::Lower];
        type Step = bool;

        fn choices(self, rest: &[u8]) -> impl Iterator<Item = Choice<bool>> {
            let own = rest.first().is_some_and(|byte| byte.is_ascii_uppercase() == (self == Self::Upper));
            std::iter::once(Choice { step: own, bytes: 1, cost: if own { 1 } else { 3 } })
        }

        fn latch_cost(self, to: Self) -> Option<usize> {
            (self != to).then_some(2)
        }
    }

    fn written(data: &[u8]) -> (usize, String) {
        let ways = Ways::new(data);
        let sign = |(_, _, next)| match next {
            Move::Write(true, _) => '=',
            Move::Write(false, _) => '^',
            Move::Latch(_) => '>',
        };
        (ways.cost(0, Case::Upper), ways.moves(Case::Upper).map(sign).collect())
    }

    #[test]
    fn a_set_is_gone_over_to_where_that_is_shorter() {
        assert_eq!(written(b"AB"), (2, "==".into()));
        assert_eq!(written(b"Abc"), (5, "=>==".into()));
        assert_eq!(written(b"AbCdE"), (9, "=^=^=".into()));
        assert_eq!(written(b""), (0, String::new()));
    }

    #[test]
    fn of_ways_that_cost_the_same_the_first_wins() {
        assert_eq!(written(b"Ab"), (4, "=^".into()));
    }

    /// No way of a random choice is shorter than the one found.
    #[test]
    fn nothing_is_shorter() {
        let mut seed = 7u32;
        let mut random = move || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed >> 24
        };
        for _ in 0..200 {
            let data: Vec<u8> = (0..random() % 12).map(|_| if random() % 2 == 0 { b'A' } else { b'a' }).collect();
            let found = written(&data).0;
            for _ in 0..50 {
                let (mut set, mut cost) = (Case::Upper, 0);
                for byte in &data {
                    if random() % 3 == 0 {
                        cost += 2;
                        set = if set == Case::Upper { Case::Lower } else { Case::Upper };
                    }
                    cost += if byte.is_ascii_uppercase() == (set == Case::Upper) { 1 } else { 3 };
                }
                assert!(found <= cost, "{data:?}");
            }
        }
    }
}
