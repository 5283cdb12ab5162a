//! OpenDocument texts.
//!
//! In: the bytes of an archive. Out: text with the labels its list styles print, the accepted text of open changes, and
//! warnings. Not here: pages; the file has none until it is laid out.

mod lists;
mod styles;
#[cfg(test)]
mod tests;
mod walk;

use styles::Styles;
use walk::Walk;

use super::flow::Flow;
use super::xml::{self, Element, Tree};
use super::{Limits, ReadError, Reading, Warning, WarningKind, package};
use crate::document::TextLayer;

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    let mut package = package::open(bytes, limits)?;
    if is_encrypted(&package.member("META-INF/manifest.xml").unwrap_or(None).unwrap_or_default()) {
        return Err(ReadError::PasswordProtected);
    }
    let content = package.member("content.xml")?.ok_or(ReadError::Damaged { part: "content.xml" })?;
    let styles = package.member("styles.xml").unwrap_or(None).unwrap_or_default();
    let ((content, content_valid), (styles, styles_valid)) = (xml::decode(&content), xml::decode(&styles));
    let (content, styles) = (Tree::parse(&content, limits.depth), Tree::parse(&styles, limits.depth));
    let damaged = package.damaged || content.damaged || styles.damaged;

    let mut walk = Walk::new(Styles::new([content.root(), styles.root()].into_iter().flatten()));
    let text = content.root().and_then(|root| root.child("body")).and_then(|body| body.child("text"));
    let mut body = text.map(|text| walk.story(text)).unwrap_or_default();
    body.append(&mut walk.notes);
    for margin in margins(styles.root()) {
        let items = walk.story(margin);
        walk.set_aside(&items);
    }

    let mut warnings = Vec::new();
    let mut warn = |kind, detail: String| warnings.push(Warning { kind, page: None, detail });
    if damaged {
        warn(WarningKind::Damaged, String::new());
    }
    if content.cut || styles.cut {
        warn(WarningKind::LimitReached, "nesting".to_owned());
    }
    if walk.changes {
        warn(WarningKind::TrackedChanges, walk.authors.iter().map(String::as_str).collect::<Vec<_>>().join(", "));
    }
    if walk.comments > 0 {
        warn(WarningKind::Comments, walk.comments.to_string());
    }
    if !(content_valid && styles_valid) {
        warn(WarningKind::Encoding, "UTF-8".to_owned());
    }
    let pictures = walk.pictures;
    let draft = Flow { body, furniture: walk.furniture, hidden: walk.hidden }.finish(limits, &mut warnings);
    if draft.body.trim().is_empty() {
        return Err(match (damaged, pictures) {
            (true, _) => ReadError::Damaged { part: "content.xml" },
            (_, true) => ReadError::NoText { pages: 0 },
            _ => ReadError::Empty,
        });
    }
    warnings.sort_by(|a, b| (a.kind, &a.detail).cmp(&(b.kind, &b.detail)));
    Ok(Reading { draft, text_layer: TextLayer::Native, warnings })
}

fn is_encrypted(manifest: &[u8]) -> bool {
    manifest.windows(15).any(|word| word == b"encryption-data")
}

/// Headers and footers of the master pages.
fn margins(styles: Option<Element<'_>>) -> Vec<Element<'_>> {
    let pages = styles.and_then(|root| root.child("master-styles")).into_iter().flat_map(Element::elements);
    pages
        .flat_map(Element::elements)
        .filter(|part| {
            let shown = part.attribute("display").is_none_or(|display| display != "false");
            shown && (part.name().starts_with("header") || part.name().starts_with("footer"))
        })
        .collect()
}
