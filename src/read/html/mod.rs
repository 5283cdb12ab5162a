//! Web pages.
//!
//! In: bytes. Out: text as a browser prints it, list numbers included. Not here: style sheets; what only they hide or
//! number is read as it stands in the page.

mod nesting;
#[cfg(test)]
mod tests;
mod walk;

use encoding_rs::{Encoding, UTF_8};
use scraper::Html;

use super::{Limits, ReadError, Reading, Warning, WarningKind};
use crate::document::TextLayer;

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    let (text, encoding, valid) = decode(bytes);
    let (text, flattened) = nesting::flatten(&text);
    let page = Html::parse_document(&text);
    let mut walked = walk::walk(&page, limits, true);
    if walked.flow.body.is_empty() {
        // A page that is nothing but a menu: then the menu is the text.
        walked = walk::walk(&page, limits, false);
    }
    let mut warnings = Vec::new();
    let mut warn = |kind, detail: &str| warnings.push(Warning { kind, page: None, detail: detail.to_owned() });
    if walked.cut || flattened {
        warn(WarningKind::LimitReached, "nesting");
    }
    if walked.changes {
        warn(WarningKind::TrackedChanges, "");
    }
    if !valid {
        warn(WarningKind::Encoding, encoding.name());
    }
    if !walked.unread.is_empty() {
        warn(WarningKind::UnreadPart, &walked.unread.into_iter().collect::<Vec<_>>().join(", "));
    }
    let draft = walked.flow.finish(limits, &mut warnings);
    if draft.body.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    warnings.sort_by(|a, b| (a.kind, &a.detail).cmp(&(b.kind, &b.detail)));
    Ok(Reading { draft, text_layer: TextLayer::Native, warnings })
}

/// By mark, else UTF-8 where the bytes are valid (a saved page often keeps the old declaration), else as declared, else
/// by the look of the bytes.
fn decode(bytes: &[u8]) -> (String, &'static Encoding, bool) {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => declared(bytes).unwrap_or_else(|| guess(bytes)),
    };
    let (text, encoding, malformed) = encoding.decode(bytes);
    (text.into_owned(), encoding, !malformed)
}

/// The first `charset=` of the head, as browsers look for it within 1,024 bytes; more, for pages that open with comments.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    const WITHIN: usize = 4096;
    let head: Vec<u8> = bytes.iter().take(WITHIN).map(u8::to_ascii_lowercase).collect();
    let at = head.windows(8).position(|word| word == b"charset=")? + 8;
    let label: Vec<u8> = head[at..]
        .iter()
        .copied()
        .skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '))
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':'))
        .collect();
    Encoding::for_label(&label)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}
