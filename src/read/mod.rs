//! Bytes to a [`Document`].
//!
//! In: the bytes of one file and [`Limits`]. Out: a document with warnings about the reading, or why there is none. Not
//! here: the file system, clauses, rules.

mod docx;
mod error;
mod flow;
mod html;
mod label;
mod limits;
mod markup;
mod odt;
mod package;
mod pdf;
mod plain;
mod sniff;
mod source;
mod xml;

pub use error::ReadError;
pub use limits::Limits;
pub use sniff::sniff;

use sha2::{Digest, Sha256};

use crate::document::{Document, Draft, Format, Source, TextLayer};

/// A value together with what went less than well while making it. A damaged file is not an error.
#[derive(Clone, Debug)]
pub struct Parsed<T> {
    /// What could be read.
    pub value: T,
    /// What a reader should know about the reading.
    pub warnings: Vec<Warning>,
}

/// A remark about the reading of a file, never about the agreement in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Closed word for what it is.
    pub kind: WarningKind,
    /// Page it concerns, from 1.
    pub page: Option<u32>,
    /// A word, name or number that belongs to it (an author, a tag, a count); may be empty.
    pub detail: String,
}

/// Kinds of warnings. What each means for the result is worded by the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum WarningKind {
    /// The page holds no text (an image, or empty).
    PageWithoutText,
    /// The page's text layer does not read as language.
    GarbledText,
    /// The file was damaged and mended while reading.
    Damaged,
    /// A limit was reached; what came after it was not read.
    LimitReached,
    /// Insertions and deletions are still open; the accepted text was read. `detail` names who.
    TrackedChanges,
    /// Comments are in the file. `detail` says how many.
    Comments,
    /// Text a reader cannot see was set aside. `detail` says how many characters.
    HiddenText,
    /// The bytes are not valid in the encoding found. `detail` names it.
    Encoding,
    /// A part of the file could not be read. `detail` names it.
    UnreadPart,
}

impl WarningKind {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::PageWithoutText => "page-without-text",
            Self::GarbledText => "garbled-text",
            Self::Damaged => "damaged",
            Self::LimitReached => "limit-reached",
            Self::TrackedChanges => "tracked-changes",
            Self::Comments => "comments",
            Self::HiddenText => "hidden-text",
            Self::Encoding => "encoding",
            Self::UnreadPart => "unread-part",
        }
    }
}

/// What a reader of one format hands over.
pub(crate) struct Reading {
    pub(crate) draft: Draft,
    pub(crate) text_layer: TextLayer,
    pub(crate) warnings: Vec<Warning>,
}

/// Reads one file. `name` is its file name and `path` how the report calls it; neither decides the format.
///
/// # Errors
/// [`ReadError`] when there is no document here: unknown or unsupported format, password, damage beyond repair, a limit.
pub fn read(bytes: &[u8], name: &str, path: &str, limits: &Limits) -> Result<Parsed<Document>, ReadError> {
    if bytes.len() > limits.file_bytes {
        return Err(ReadError::TooLarge { bytes: bytes.len(), limit: limits.file_bytes });
    }
    let format = sniff(bytes);
    let reading = match format {
        Format::Pdf => pdf::read(bytes, limits)?,
        Format::Docx => docx::read(bytes, limits)?,
        Format::Html => html::read(bytes, limits)?,
        Format::Text => plain::read(bytes, limits)?,
        Format::Odt => odt::read(bytes, limits)?,
        Format::Unknown if sniff::is_encrypted_office(bytes) => return Err(ReadError::PasswordProtected),
        Format::Unknown => return Err(ReadError::Unsupported { what: sniff::describe(bytes) }),
    };
    let source = Source {
        name: name.to_owned(),
        path: path.to_owned(),
        format,
        digest: digest(bytes),
        text_layer: reading.text_layer,
    };
    Ok(Parsed { value: reading.draft.finish(source), warnings: reading.warnings })
}

/// SHA-256 of `bytes` in lower-case hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    crate::text::hexadecimal(&Sha256::digest(bytes))
}
