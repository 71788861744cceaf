//! Why a page could not be drawn.

/// A page could not be drawn.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RasterError {
    /// The resolution is not a number above 0 and up to [`crate::Renderer::MAX_DPI`].
    #[error("{0} dots per inch cannot be drawn; give a number above 0 and up to 10000")]
    Resolution(f64),
    /// The picture would have too many pixels.
    #[error("a picture of {width} × {height} pixels is too large to draw; choose a lower resolution")]
    TooLarge {
        /// Columns.
        width: u64,
        /// Rows.
        height: u64,
    },
    /// The picture could not be written as PNG.
    #[error("the picture cannot be written as PNG: {0}")]
    Png(String),
}
