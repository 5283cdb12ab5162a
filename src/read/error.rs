//! Why there is no document in a file.

use std::fmt;

/// There is no document here. Anything less is a [`super::Warning`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadError {
    /// The file is empty.
    Empty,
    /// The file is larger than [`super::Limits::file_bytes`].
    TooLarge {
        /// Size of the file in bytes.
        bytes: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// The format is recognised or not, but not read by this version.
    Unsupported {
        /// What the bytes look like.
        what: &'static str,
    },
    /// The file opens only with a password.
    PasswordProtected,
    /// The file is damaged so badly that no text was found.
    Damaged {
        /// Which part failed.
        part: &'static str,
    },
    /// The file was read and holds no text: most likely a scan.
    NoText {
        /// Number of pages.
        pages: usize,
    },
    /// A limit was reached before any text was found.
    Limit {
        /// Which limit.
        what: &'static str,
    },
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "the file is empty"),
            Self::TooLarge { bytes, limit } => {
                write!(f, "the file has {bytes} bytes, expected at most {limit}")
            }
            Self::Unsupported { what } => {
                write!(f, "this looks like {what}, expected PDF, DOCX, ODT, HTML or text")
            }
            Self::PasswordProtected => write!(f, "the file opens only with a password; save it without one"),
            Self::Damaged { part } => write!(f, "the file is damaged: no readable {part}"),
            Self::NoText { pages } => {
                write!(f, "the {pages} page(s) hold no text, most likely a scan; this version reads no images")
            }
            Self::Limit { what } => write!(f, "reading stopped at the limit for {what}"),
        }
    }
}

impl std::error::Error for ReadError {}
