//! Conversion of AFP files: which pages, into how many files, and what they become.
//!
//! In: an open [`AfpDocument`] and choices. Out: the bytes of each output, in the order of the pages, however many
//! workers there are. Pages are read, encoded and forgotten one by one.

mod afp;
mod bookmarks;
mod listing;
mod parts;
mod pdf;
mod selection;

use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use afp_read::{AfpDocument, Sheet, Step};
use diagnostics::{Diagnostic, Diagnostics};
use scene::{Definitions, Page};

pub use afp::AfpExtractor;
pub use listing::write_listing;
pub use parts::{NamePattern, Part, split_by_groups};
pub use pdf::{PdfConversion, write_pdf};
pub use pdf_write::PdfOptions;
pub use selection::Selection;

use crate::pipeline::in_order;

/// A document being converted, and who does it.
#[derive(Clone, Copy)]
pub struct Conversion<'d> {
    /// The document.
    pub document: &'d AfpDocument,
    /// Sides of sheets to be drawn instead of pages: their numbers are those of the steps then.
    pub sheets: Option<&'d [Sheet]>,
    /// Workers. What is written does not depend on their number.
    pub threads: NonZeroUsize,
    /// Told the number of pages done.
    pub progress: &'d (dyn Fn(u64) + Sync),
}

/// The numbers of the pages of steps, from 0.
pub fn page_numbers(steps: &[Step]) -> impl Iterator<Item = usize> {
    steps.iter().filter_map(|step| match step {
        Step::Page(number) => Some(*number),
        _ => None,
    })
}

impl Conversion<'_> {
    /// Reads the pages of steps, many at once, makes something of each and hands it over in order. Findings about pages
    /// are gathered, each once.
    ///
    /// # Errors
    /// The first failure of `make` or `take`.
    pub fn pages<S, T: Send>(
        &self,
        steps: &[Step],
        state: impl Fn() -> S + Sync,
        make: impl Fn(&mut S, &Page, &Definitions) -> Result<T, Diagnostic> + Sync,
        mut take: impl FnMut(usize, T) -> Result<(), Diagnostic>,
    ) -> Result<Diagnostics, Diagnostic> {
        let numbers: Vec<usize> = page_numbers(steps).collect();
        let work = |state: &mut S, number: usize| {
            let read = match self.sheets {
                Some(sheets) => sheets.get(number).map(|sheet| self.document.sheet(sheet)),
                None => self.document.page(number),
            };
            let Some(read) = read else { return (number, Ok(None), Diagnostics::new()) };
            let made = make(state, &read.page, &read.definitions);
            (number, made.map(Some), read.diagnostics)
        };
        let mut found = Diagnostics::new();
        let mut done = 0;
        let ended = in_order(self.threads, numbers.into_iter(), state, work, |(number, made, diagnostics)| {
            for diagnostic in &diagnostics {
                found.push_once(diagnostic.clone());
            }
            let taken = match made {
                Ok(Some(made)) => take(number, made),
                Ok(None) => Ok(()),
                Err(fault) => Err(fault),
            };
            done += 1;
            (self.progress)(done);
            match taken {
                Ok(()) => ControlFlow::Continue(()),
                Err(fault) => ControlFlow::Break(fault),
            }
        });
        match ended {
            ControlFlow::Continue(()) => Ok(found),
            ControlFlow::Break(fault) => Err(fault),
        }
    }
}
