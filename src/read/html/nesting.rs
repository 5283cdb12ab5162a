//! A bound on nesting, before a page is parsed.
//!
//! In: a page. Out: the same page without the tags that would nest deeper than browsers go. Not here: parsing; this looks
//! at tags only, and only a page that breaks the bound is changed.
//!
//! The parser looks along its open elements for nearly every tag: 200,000 unclosed `div`s (1 MB) took more than a minute.

use std::borrow::Cow;

/// Where Chromium stops nesting too.
const DEEPEST: usize = 512;

/// Elements without content, and those whose end tag is commonly left out: they do not pile up.
const UNCOUNTED: [&[u8]; 36] = [
    b"area",
    b"base",
    b"body",
    b"br",
    b"caption",
    b"col",
    b"colgroup",
    b"dd",
    b"dt",
    b"embed",
    b"head",
    b"hr",
    b"html",
    b"img",
    b"input",
    b"li",
    b"link",
    b"meta",
    b"optgroup",
    b"option",
    b"p",
    b"param",
    b"path",
    b"rp",
    b"rt",
    b"source",
    b"tbody",
    b"td",
    b"tfoot",
    b"th",
    b"thead",
    b"tr",
    b"track",
    b"use",
    b"wbr",
    b"keygen",
];

/// The page with no more than [`DEEPEST`] elements open at a time; the flag says whether tags were left out.
pub(super) fn flatten(page: &str) -> (Cow<'_, str>, bool) {
    let mut depth = 0usize;
    let mut skipped = 0usize;
    let mut kept = String::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(found) = page[at..].find('<') {
        let start = at + found;
        let Some(tag) = Tag::at(&page.as_bytes()[start..]) else {
            at = start + 1;
            continue;
        };
        let Some(length) = tag.length else { break };
        at = start + length;
        if tag.empty {
            continue;
        }
        let drop = if tag.closes {
            let drop = skipped > 0;
            if drop {
                skipped -= 1;
            } else {
                depth = depth.saturating_sub(1);
            }
            drop
        } else {
            let drop = depth >= DEEPEST;
            if drop {
                skipped += 1;
            } else {
                depth += 1;
            }
            drop
        };
        if drop {
            kept.push_str(&page[from..start]);
            kept.push(' ');
            from = at;
        }
    }
    if from == 0 {
        return (Cow::Borrowed(page), false);
    }
    kept.push_str(&page[from..]);
    (Cow::Owned(kept), true)
}

/// A tag of a counted element.
struct Tag {
    closes: bool,
    /// Closes itself: `<x/>`.
    empty: bool,
    /// Bytes up to its end; `None` where the page ends within it.
    length: Option<usize>,
}

impl Tag {
    fn at(bytes: &[u8]) -> Option<Self> {
        let closes = bytes.get(1) == Some(&b'/');
        let name_at = if closes { 2 } else { 1 };
        let name: Vec<u8> = bytes[name_at.min(bytes.len())..]
            .iter()
            .take(16)
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .map(u8::to_ascii_lowercase)
            .collect();
        if !name.first().is_some_and(u8::is_ascii_alphabetic) || UNCOUNTED.contains(&name.as_slice()) {
            return None;
        }
        let end = bytes.iter().position(|&byte| byte == b'>');
        let empty = end.is_some_and(|end| bytes[..end].ends_with(b"/"));
        Some(Self { closes, empty, length: end.map(|end| end + 1) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pages_are_left_alone() {
        for page in
            ["", "a < b", "<p>x<br/><div>y</div>", "<div", "<li>".repeat(2_000).as_str(), &"<b>x</b>".repeat(999)]
        {
            assert_eq!(flatten(page), (Cow::Borrowed(page), false));
        }
    }

    #[test]
    fn tags_beyond_the_bound_go_and_text_stays() {
        let page = "<div>".repeat(600) + "diep" + &"</div>".repeat(600) + "<p>na";
        let (flat, changed) = flatten(&page);
        assert!(changed && flat.contains("diep") && flat.ends_with("<p>na"));
        assert_eq!((flat.matches("<div>").count(), flat.matches("</div>").count()), (DEEPEST, DEEPEST));
    }
}
