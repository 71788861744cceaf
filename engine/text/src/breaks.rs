//! Where a line may break (UAX #14) and how clusters are bounded (UAX #29).

use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};
use icu_segmenter::{GraphemeClusterSegmenter, LineSegmenter};

use crate::BreakRules;

/// Adds the bytes before which a line may break inside `text`, counted from `base`; neither its start nor its end.
pub(crate) fn line_breaks(text: &str, base: u32, rules: BreakRules, breaks: &mut Vec<u32>) {
    let mut options = LineBreakOptions::default();
    options.strictness = Some(match rules {
        BreakRules::Strict => LineBreakStrictness::Strict,
        BreakRules::Normal => LineBreakStrictness::Normal,
        BreakRules::Loose => LineBreakStrictness::Loose,
    });
    let segmenter = LineSegmenter::new_for_non_complex_scripts(options);
    let inside = segmenter.segment_str(text).filter(|&at| at > 0 && at < text.len());
    breaks.extend(inside.map(|at| base + at as u32));
}

/// The bytes at which the clusters inside `text` begin, counted from `base`; neither its start nor its end.
pub(crate) fn cluster_starts(text: &str, base: u32) -> Vec<u32> {
    let starts = GraphemeClusterSegmenter::new().segment_str(text);
    starts.filter(|&at| at > 0 && at < text.len()).map(|at| base + at as u32).collect()
}
