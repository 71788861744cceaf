//! Why a print file could not be written.

/// A print file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The spool or the output could not be written or read.
    #[error("the output cannot be written: {0}; is there free space?")]
    Io(#[from] std::io::Error),
    /// A value does not fit AFP's fields.
    #[error("{what} cannot be written as AFP: {error}")]
    Encode {
        /// What was being written.
        what: String,
        /// Why not.
        error: afp_codec::EncodeError,
    },
    /// A font could not be subset.
    #[error("the font {font} cannot be embedded: {reason}; choose another font")]
    Font {
        /// The font's full name.
        font: String,
        /// Why not.
        reason: String,
    },
    /// A picture could not be turned into an AFP object.
    #[error("the picture {image} cannot be written: {reason}; replace it")]
    Image {
        /// The picture's name.
        image: String,
        /// Why not.
        reason: String,
    },
    /// Documents, groups and pages came in an order that makes no print file.
    #[error("{0}")]
    Order(&'static str),
    /// There are more of something than AFP can number.
    #[error("the job has more than {limit} {what}; split it")]
    TooMany {
        /// What.
        what: &'static str,
        /// How many there can be.
        limit: usize,
    },
    /// Two different resources of the job got the same name.
    #[error("two different resources of the job have the name {0}; rename one, or the template")]
    NameTaken(String),
    /// A media type cannot be named to a printer.
    #[error("the media type {0:?} cannot be written: use up to 250 characters of EBCDIC code page 500")]
    MediaType(String),
    /// A time is not as RFC 3339 writes it.
    #[error("{0:?} is no time as RFC 3339 writes it, such as 2026-01-31T08:00:00Z")]
    Time(String),
}

impl WriteError {
    pub(crate) fn encode(what: impl Into<String>) -> impl FnOnce(afp_codec::EncodeError) -> Self {
        move |error| Self::Encode { what: what.into(), error }
    }
}
