//! Many workers, one order.
//!
//! Workers take pieces of the input in turn and work on them side by side; results are collected in the order of the
//! input. A worker does not begin a piece that is more than a window ahead of the last one collected, so memory stays
//! flat however uneven the work is.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Pieces that each worker may be ahead.
const WINDOW: u64 = 4;

struct Input<I> {
    pieces: I,
    next: u64,
    collected: u64,
    stopped: bool,
}

struct Stop<'a, I>(&'a Mutex<Input<I>>, &'a Condvar);

impl<I> Drop for Stop<'_, I> {
    /// However the collector ends, the workers do not wait for it.
    fn drop(&mut self) {
        lock(self.0).stopped = true;
        self.1.notify_all();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs `work` on every piece of `pieces` in `threads` workers, each with a state of its own, and hands the results to
/// `collect` in the order of the pieces; ends early when `collect` breaks.
pub(crate) fn in_order<P: Send, S, R: Send, B>(
    threads: NonZeroUsize,
    pieces: impl Iterator<Item = P> + Send,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, P) -> R + Sync,
    mut collect: impl FnMut(R) -> ControlFlow<B>,
) -> ControlFlow<B> {
    let window = WINDOW * threads.get() as u64;
    let input = Mutex::new(Input { pieces, next: 0, collected: 0, stopped: false });
    let moved = Condvar::new();
    let (sender, receiver) = std::sync::mpsc::channel::<(u64, R)>();
    std::thread::scope(|scope| {
        for _ in 0..threads.get() {
            let sender = sender.clone();
            let (input, moved, state, work) = (&input, &moved, &state, &work);
            scope.spawn(move || {
                let mut own = state();
                loop {
                    let (number, piece) = {
                        let mut input = lock(input);
                        while !input.stopped && input.next >= input.collected + window {
                            input = moved.wait(input).unwrap_or_else(PoisonError::into_inner);
                        }
                        if input.stopped {
                            return;
                        }
                        let Some(piece) = input.pieces.next() else { return };
                        input.next += 1;
                        (input.next - 1, piece)
                    };
                    if sender.send((number, work(&mut own, piece))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let _stop = Stop(&input, &moved);
        let mut waiting = BTreeMap::new();
        let mut wanted = 0;
        for (number, result) in receiver {
            waiting.insert(number, result);
            while let Some(result) = waiting.remove(&wanted) {
                collect(result)?;
                wanted += 1;
                lock(&input).collected = wanted;
                moved.notify_all();
            }
        }
        ControlFlow::Continue(())
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Barrier;

    use super::*;

    fn threads(count: usize) -> NonZeroUsize {
        NonZeroUsize::new(count).unwrap()
    }

    #[test]
    fn results_come_in_the_order_of_the_input() {
        let mut seen = Vec::new();
        let ended = in_order(
            threads(4),
            0..500u64,
            || (),
            |(), piece| {
                // The earlier pieces of each eight take longer.
                std::thread::sleep(std::time::Duration::from_micros(7 - piece % 8));
                piece * 3
            },
            |result| {
                seen.push(result);
                ControlFlow::<()>::Continue(())
            },
        );
        assert!(ended.is_continue());
        assert_eq!(seen, (0..500).map(|piece| piece * 3).collect::<Vec<_>>());
    }

    #[test]
    fn as_many_workers_work_at_once_as_were_asked_for() {
        let meeting = Barrier::new(3);
        let mut workers = BTreeSet::new();
        let _ = in_order(
            threads(3),
            0..3,
            || (),
            |(), _| {
                meeting.wait();
                format!("{:?}", std::thread::current().id())
            },
            |worker| {
                workers.insert(worker);
                ControlFlow::<()>::Continue(())
            },
        );
        assert_eq!(workers.len(), 3);
    }

    #[test]
    fn no_worker_runs_further_ahead_than_the_window() {
        let mut taken_when_first_collected = None;
        let taken = Mutex::new(0u64);
        let pieces = std::iter::from_fn(|| {
            *lock(&taken) += 1;
            Some(*lock(&taken))
        });
        let _ = in_order(
            threads(2),
            pieces.take(10_000),
            || (),
            |(), piece| piece,
            |_| {
                std::thread::sleep(std::time::Duration::from_millis(30));
                taken_when_first_collected = Some(*lock(&taken));
                ControlFlow::Break(())
            },
        );
        assert!(taken_when_first_collected.unwrap() <= 2 * WINDOW);
    }

    #[test]
    fn breaking_off_ends_the_workers() {
        let ended = in_order(
            threads(4),
            0..,
            || (),
            |(), piece| piece,
            |piece: u64| {
                if piece == 10 { ControlFlow::Break(piece) } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(ended, ControlFlow::Break(10));
    }
}
