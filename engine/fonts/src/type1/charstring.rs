//! Running a charstring within bounds.

use std::cell::Cell;

use skrifa::raw::ps::cs::{self, CharstringContext, CharstringKind, CommandSink};
use skrifa::raw::ps::error::Error;
use skrifa::raw::types::Fixed;

use crate::Outline;

/// Subroutines that one glyph may call.
const MOST_CALLS: u32 = 2_048;
/// Bytes of charstrings that one glyph may run.
const MOST_BYTES: usize = 1 << 16;
/// Lines and curves that one glyph may draw.
const MOST_STEPS: usize = 1 << 14;

/// Where a charstring finds what it calls.
pub(super) trait Charstrings {
    fn subroutine(&self, number: usize) -> Option<&[u8]>;
    /// The charstring of a letter of the standard encoding, for accented letters.
    fn standard(&self, code: u8) -> Option<&[u8]>;
}

struct Context<'c, C> {
    font: &'c C,
    calls_left: Cell<u32>,
    bytes_left: Cell<usize>,
}

impl<C: Charstrings> Context<'_, C> {
    fn spend<'b>(&self, bytes: Option<&'b [u8]>) -> Result<&'b [u8], Error> {
        let bytes = bytes.ok_or(Error::MissingSubroutines)?;
        let calls = self.calls_left.get().checked_sub(1);
        let left = self.bytes_left.get().checked_sub(bytes.len());
        let (Some(calls), Some(left)) = (calls, left) else {
            return Err(Error::CharstringNestingDepthLimitExceeded);
        };
        self.calls_left.set(calls);
        self.bytes_left.set(left);
        Ok(bytes)
    }
}

impl<C: Charstrings> CharstringContext for Context<'_, C> {
    fn kind(&self) -> CharstringKind {
        CharstringKind::Type1
    }

    fn seac_components(&self, base_code: i32, accent_code: i32) -> Result<[&[u8]; 2], Error> {
        let letter = |code: i32| {
            let byte = u8::try_from(code).map_err(|_| Error::InvalidSeacCode(code))?;
            self.spend(self.font.standard(byte)).map_err(|_| Error::InvalidSeacCode(code))
        };
        Ok([letter(base_code)?, letter(accent_code)?])
    }

    fn global_subr(&self, _: i32) -> Result<&[u8], Error> {
        Err(Error::MissingSubroutines)
    }

    fn subr(&self, index: i32) -> Result<&[u8], Error> {
        self.spend(usize::try_from(index).ok().and_then(|index| self.font.subroutine(index)))
    }
}

/// Draws into an outline; what is too much is left out.
struct Sink<'o> {
    outline: &'o mut Outline,
    steps: usize,
}

impl Sink<'_> {
    fn step(&mut self) -> bool {
        self.steps += 1;
        self.steps <= MOST_STEPS
    }
}

fn pair(x: Fixed, y: Fixed) -> (f64, f64) {
    (x.to_f64(), y.to_f64())
}

impl CommandSink for Sink<'_> {
    fn move_to(&mut self, x: Fixed, y: Fixed) {
        if self.step() {
            self.outline.start(x.to_f64(), y.to_f64());
        }
    }

    fn line_to(&mut self, x: Fixed, y: Fixed) {
        if self.step() {
            self.outline.line(x.to_f64(), y.to_f64());
        }
    }

    fn curve_to(&mut self, cx0: Fixed, cy0: Fixed, cx1: Fixed, cy1: Fixed, x: Fixed, y: Fixed) {
        if self.step() {
            self.outline.cubic(pair(cx0, cy0), pair(cx1, cy1), pair(x, y));
        }
    }

    fn close(&mut self) {}
}

/// Draws a charstring; its width in the font's units, 0 where it says none. None where it is damaged or too much. What
/// it takes, in bytes that are run, goes off `budget`.
pub(super) fn draw(font: &impl Charstrings, charstring: &[u8], outline: &mut Outline, budget: &mut u64) -> Option<f64> {
    let bytes_left = MOST_BYTES.min(usize::try_from(*budget).unwrap_or(usize::MAX)).checked_sub(charstring.len())?;
    let context = Context { font, calls_left: Cell::new(MOST_CALLS), bytes_left: Cell::new(bytes_left) };
    let mut sink = Sink { outline, steps: 0 };
    let width = cs::evaluate(&context, None, charstring, &mut sink);
    let calls = u64::from(MOST_CALLS - context.calls_left.get());
    let spent = charstring.len() + bytes_left - context.bytes_left.get();
    *budget = budget.saturating_sub(spent as u64 + calls);
    (sink.steps <= MOST_STEPS).then(|| width.ok().map(|width| width.map_or(0.0, Fixed::to_f64)))?
}
