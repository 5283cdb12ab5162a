//! Office files are ZIP archives: their members, within limits.
//!
//! In: the bytes of an archive. Out: the bytes of one member at a time, also from an archive whose end is missing. Not
//! here: what is in the members.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::read::{ZipReadOptions, read_zipfile_from_stream_with_options};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::{Limits, ReadError};

/// Inflated bytes for one packed byte. Word's most repetitive parts reach 40; deflate itself ends at 1,032.
const MAX_RATIO: u64 = 250;
/// Below this many inflated bytes the ratio does not matter.
const RATIO_FROM: u64 = 4 << 20;
/// Members of an archive; the largest agreement seen has 40.
const MAX_MEMBERS: usize = 10_000;

/// An archive and what may still be inflated from it.
pub(super) struct Package<'b> {
    source: Source<'b>,
    budget: usize,
    /// The archive or a member of it was damaged; what could be read was.
    pub(super) damaged: bool,
}

enum Source<'b> {
    Archive(Box<ZipArchive<Cursor<&'b [u8]>>>),
    /// Local headers found by looking for them, where the central directory is missing.
    Pieces(Vec<(String, &'b [u8])>),
}

/// Opens an archive.
///
/// # Errors
/// [`ReadError::Damaged`] when no member can be found, [`ReadError::Limit`] when there are too many.
pub(super) fn open<'b>(bytes: &'b [u8], limits: &Limits) -> Result<Package<'b>, ReadError> {
    let (source, damaged) = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => (Source::Archive(Box::new(archive)), false),
        Err(_) => (Source::Pieces(pieces(bytes)), true),
    };
    let members = match &source {
        Source::Archive(archive) => archive.len(),
        Source::Pieces(pieces) => pieces.len(),
    };
    match members {
        0 => Err(ReadError::Damaged { part: "archive directory" }),
        1..=MAX_MEMBERS => Ok(Package { source, budget: limits.inflated_bytes, damaged }),
        _ => Err(ReadError::Limit { what: "members of an archive" }),
    }
}

impl Package<'_> {
    /// Names of the members, sorted.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = match &self.source {
            Source::Archive(archive) => archive.file_names().flatten().map(Cow::into_owned).collect(),
            Source::Pieces(pieces) => pieces.iter().map(|(name, _)| name.clone()).collect(),
        };
        names.sort();
        names.dedup();
        names
    }

    /// Inflates a member; `None` when there is none of that name or nothing of it can be read. Names match without
    /// regard to case, as the packaging convention says.
    ///
    /// # Errors
    /// [`ReadError::Limit`] for a member that would inflate beyond the limits, [`ReadError::PasswordProtected`].
    pub(super) fn member(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(name) = self.names().into_iter().find(|held| held.eq_ignore_ascii_case(name)) else {
            return Ok(None);
        };
        let budget = self.budget;
        let (bytes, whole) = match &mut self.source {
            Source::Archive(archive) => {
                match archive.by_name_with_options(&name, ZipReadOptions::new().ignore_crc32(true)) {
                    Ok(file) => inflate(file, budget)?,
                    Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                        return Err(ReadError::PasswordProtected);
                    }
                    Err(_) => (Vec::new(), false),
                }
            }
            Source::Pieces(pieces) => {
                let piece = pieces.iter().find(|(held, _)| *held == name).map_or(&[][..], |(_, piece)| piece);
                inflate_piece(piece, budget)?
            }
        };
        self.damaged |= !whole;
        self.budget -= bytes.len().min(self.budget);
        Ok(Some(bytes).filter(|bytes| whole || !bytes.is_empty()))
    }
}

/// Reads until the end, the damage or the limit. The flag says whether the end was reached.
fn inflate<R: Read>(mut file: zip::read::ZipFile<'_, R>, budget: usize) -> Result<(Vec<u8>, bool), ReadError> {
    let packed = file.compressed_size().max(1);
    let allowed = (budget as u64).min(RATIO_FROM.max(packed.saturating_mul(MAX_RATIO)));
    let mut bytes = Vec::new();
    let mut buffer = [0u8; 16 << 10];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok((bytes, true)),
            Ok(count) => bytes.extend_from_slice(&buffer[..count]),
            Err(_) => return Ok((bytes, false)),
        }
        if bytes.len() as u64 > allowed {
            return Err(ReadError::Limit { what: "inflated bytes of an archive member" });
        }
    }
}

const LOCAL: &[u8] = b"PK\x03\x04";
/// Bytes of a local header before the name.
const HEADER: usize = 30;

/// Members by their local headers: each from its header up to the next signature of any kind.
fn pieces(bytes: &[u8]) -> Vec<(String, &[u8])> {
    let starts: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, four)| *four == LOCAL).map(|(at, _)| at).take(MAX_MEMBERS).collect();
    let mut found = Vec::new();
    for (nth, &start) in starts.iter().enumerate() {
        let end = starts.get(nth + 1).copied().unwrap_or(bytes.len());
        let piece = &bytes[start..end];
        let Some(header) = piece.get(..HEADER) else { continue };
        let name_len = usize::from(u16::from_le_bytes([header[26], header[27]]));
        let Some(name) = piece.get(HEADER..HEADER + name_len) else { continue };
        found.push((String::from_utf8_lossy(name).into_owned(), piece));
    }
    found
}

fn inflate_piece(piece: &[u8], budget: usize) -> Result<(Vec<u8>, bool), ReadError> {
    let Some(header) = piece.get(..HEADER) else { return Ok((Vec::new(), false)) };
    let length = |at: usize| usize::from(u16::from_le_bytes([header[at], header[at + 1]]));
    let data = piece.len().saturating_sub(HEADER + length(26) + length(28));
    // The sizes may stand behind the data (bit 3), where the stream reader refuses them: clear the bit, give the size.
    let mut whole = piece.to_vec();
    whole[6] &= !8;
    let stored = header[8..10] == [0, 0];
    let claimed = u32::from_le_bytes([header[18], header[19], header[20], header[21]]) as usize;
    let packed = if claimed == 0 || claimed > data { data } else { claimed } as u64;
    let mut options = ZipReadOptions::new().ignore_crc32(true).override_compressed_size(packed);
    if stored {
        options = options.override_uncompressed_size(packed);
    }
    let mut source = Cursor::new(whole);
    match read_zipfile_from_stream_with_options(&mut source, options) {
        Ok(Some(file)) if matches!(file.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) => {
            inflate(file, budget)
        }
        _ => Ok((Vec::new(), false)),
    }
}

/// The target of a relationship as a member name: relative to the folder of the part that holds it.
pub(super) fn resolve(folder: &str, target: &str) -> String {
    let path = target.strip_prefix('/').map_or_else(|| format!("{folder}/{target}"), str::to_owned);
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// An archive for tests.
#[cfg(test)]
pub(super) fn archive(members: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in members {
        writer.start_file(*name, options).expect("the member starts");
        writer.write_all(content.as_bytes()).expect("the member is written");
    }
    writer.finish().expect("the archive is written").into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(bytes: &[u8], name: &str) -> Option<String> {
        let mut package = open(bytes, &Limits::default()).ok()?;
        package.member(name).ok()?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    #[test]
    fn an_archive_without_its_end_gives_what_is_there() {
        let text = "Artikel ".repeat(400) + "slot";
        let bytes = archive(&[("a/b.xml", "eerst"), ("word/document.xml", &text)]);
        let directory = bytes.windows(4).position(|four| four == b"PK\x01\x02").expect("there is a directory");
        assert_eq!(member(&bytes[..directory], "word/document.xml").as_deref(), Some(text.as_str()));
        assert_eq!(member(&bytes[..directory], "A/B.xml").as_deref(), Some("eerst"));
        let cut = member(&bytes[..directory - 12], "word/document.xml").expect("a part is read");
        assert!(text.starts_with(&cut));
    }

    #[test]
    fn a_member_that_swells_too_much_is_refused() {
        let bytes = archive(&[("x", &"a".repeat(6 << 20))]);
        let mut package = open(&bytes, &Limits::default()).expect("it opens");
        assert_eq!(package.member("x"), Err(ReadError::Limit { what: "inflated bytes of an archive member" }));
        let limits = Limits { inflated_bytes: 10, ..Limits::default() };
        let bytes = archive(&[("x", "twaalf bytes")]);
        assert!(open(&bytes, &limits).expect("it opens").member("x").is_err());
    }

    #[test]
    fn targets_are_relative_to_the_part() {
        for (folder, target, expect) in [
            ("word", "styles.xml", "word/styles.xml"),
            ("word", "/word/styles.xml", "word/styles.xml"),
            ("word", "../custom/./x.xml", "custom/x.xml"),
            ("", "word/document.xml", "word/document.xml"),
            ("", "../../x", "x"),
        ] {
            assert_eq!(resolve(folder, target), expect);
        }
    }
}
