//! What the caller chooses.

/// How text is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TextEncoding {
    /// UTF-16BE, which every receiver of Unicode fonts reads.
    #[default]
    Utf16,
    /// UTF-8, told by an encoding scheme triplet (MO:DCA X'50', ESidUD X'7807'): shorter for Latin text.
    Utf8,
}

/// How index names and values are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum IndexEncoding {
    /// EBCDIC (CCSID 500) where it has all characters, else UTF-16BE.
    #[default]
    EbcdicElseUtf16,
    /// UTF-16BE always.
    Utf16,
}

/// Choices for one print file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What the job is: the hash of its template's package and an id of the job. Names of fonts depend on it, so that no
    /// printer mistakes a subset it kept from another job for this job's.
    pub identity: [u8; 32],
    /// How text is written.
    pub text: TextEncoding,
    /// How index names and values are written.
    pub index: IndexEncoding,
    /// When the file was made, as RFC 3339; nothing is written where none is given.
    pub time: Option<String>,
    /// Whether the place of each item in the file is kept.
    pub source_map: bool,
}
