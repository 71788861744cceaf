//! Two documents side by side, page by page.

use diagnostics::{Diagnostic, Diagnostics};
use raster::Comparison;

use crate::Document;

/// A page of two documents.
#[derive(Debug)]
pub struct PageComparison {
    /// The page, from 1.
    pub page: u64,
    /// How they differ; none where only one of the documents has the page.
    pub comparison: Option<Comparison>,
}

impl PageComparison {
    /// Whether the two look the same by the measure.
    pub fn agrees(&self) -> bool {
        self.comparison.as_ref().is_some_and(Comparison::agrees)
    }
}

/// Draws both documents and hands each page's comparison to `take`.
///
/// # Errors
/// When a page cannot be drawn, or `take` fails.
pub fn compare(
    first: &Document,
    second: &Document,
    dpi: f64,
    diagnostics: &mut Diagnostics,
    mut take: impl FnMut(PageComparison) -> Result<(), Diagnostic>,
) -> Result<(), Diagnostic> {
    let (mut one, mut two) = (first.painter(), second.painter());
    for number in 0..first.page_count().max(second.page_count()) {
        let comparison = if number < first.page_count() && number < second.page_count() {
            let left = one.paint(number, dpi, diagnostics)?;
            let right = two.paint(number, dpi, diagnostics)?;
            Some(raster::compare(&left, &right, dpi))
        } else {
            None
        };
        take(PageComparison { page: number as u64 + 1, comparison })?;
    }
    Ok(())
}
