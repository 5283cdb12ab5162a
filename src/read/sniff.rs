//! What a file is, told by its bytes.
//!
//! In: bytes. Out: a [`Format`], and words for what cannot be read. Not here: file names; suppliers misname files.

use crate::document::Format;

/// How far into a file a `%PDF-` header may start; real files carry mail headers and byte order marks before it.
const PDF_HEADER_WITHIN: usize = 1024;

/// Tells the format by content.
pub fn sniff(bytes: &[u8]) -> Format {
    let head = &bytes[..bytes.len().min(PDF_HEADER_WITHIN)];
    if find(head, b"%PDF-") {
        return Format::Pdf;
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return sniff_zip(bytes);
    }
    if BINARY.iter().any(|(magic, _)| bytes.starts_with(magic)) {
        return Format::Unknown;
    }
    if starts_like_html(bytes) {
        return Format::Html;
    }
    if looks_binary(head) { Format::Unknown } else { Format::Text }
}

/// Names what [`sniff`] did not recognise as readable, for an error message.
pub(crate) fn describe(bytes: &[u8]) -> &'static str {
    if bytes.is_empty() {
        return "an empty file";
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return "a ZIP archive without a text document in it";
    }
    BINARY.iter().find(|(magic, _)| bytes.starts_with(magic)).map_or("binary data", |&(_, what)| what)
}

/// An office file under a password: an old-style container with the name of the encrypted package in its directory.
pub(crate) fn is_encrypted_office(bytes: &[u8]) -> bool {
    const NAME: &str = "EncryptedPackage";
    let name: Vec<u8> = NAME.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.starts_with(b"\xd0\xcf\x11\xe0") && find(bytes, &name)
}

/// Formats that are known and not read, with what to call them.
const BINARY: &[(&[u8], &str)] = &[
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc); save it as DOCX"),
    (b"{\\rtf", "rich text (.rtf); save it as DOCX"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
];

fn sniff_zip(bytes: &[u8]) -> Format {
    // Member names stand uncompressed in the central directory at the end and in local headers; OpenDocument puts its
    // type into the first member.
    if find(&bytes[..bytes.len().min(200)], b"application/vnd.oasis.opendocument.text") {
        Format::Odt
    } else if find(bytes, b"word/document") || find(bytes, b"word/_rels") {
        Format::Docx
    } else {
        Format::Unknown
    }
}

fn starts_like_html(bytes: &[u8]) -> bool {
    let mut rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    loop {
        rest = rest.trim_ascii_start();
        match rest.strip_prefix(b"<!--") {
            Some(comment) => match comment.windows(3).position(|end| end == b"-->") {
                Some(end) => rest = &comment[end + 3..],
                None => return false,
            },
            None => break,
        }
    }
    let head: Vec<u8> = rest.iter().take(15).map(u8::to_ascii_lowercase).collect();
    head.starts_with(b"<!doctype html")
        || head.starts_with(b"<html") && matches!(head.get(5), Some(b' ' | b'>' | b'\n' | b'\r' | b'\t'))
        || head.starts_with(b"<?xml")
            && rest[..rest.len().min(600)].windows(5).any(|tag| tag.eq_ignore_ascii_case(b"<html"))
}

/// Control characters that no text carries. NUL alone does not count: UTF-16 has it, and so do odd exports.
fn looks_binary(head: &[u8]) -> bool {
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return false;
    }
    let control = head
        .iter()
        .filter(|&&byte| byte < 0x20 && !matches!(byte, 0 | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b))
        .count();
    control * 20 > head.len()
}

fn find(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expect: Format) {
        assert_eq!(sniff(bytes), expect, "{:?}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn html_only_when_it_starts_so() {
        check(b"<!DOCTYPE html><p>x", Format::Html);
        check(b" <!-- saved -->\n<HTML lang=nl>", Format::Html);
        check(b"<naam vzw> en <html>", Format::Text);
        check(b"<!-- no end <html>", Format::Text);
        check(b"<htmlx>", Format::Text);
    }

    #[test]
    fn other_formats_by_their_first_bytes() {
        check(b"\xef\xbb\xbf%PDF-1.7", Format::Pdf);
        check(b"\xd0\xcf\x11\xe0rest", Format::Unknown);
        check(b"Artikel 1\0", Format::Text);
        check(b"\x01\x02\x03\x04", Format::Unknown);
        check(b"", Format::Text);
    }
}
