//! How a clause is called in the report: `11.2`, `Bijlage 1 D`.
//!
//! In: a document, its clauses and an id. Out: the reference as a reader would look it up. Not here: cross-references
//! in the agreement itself.

use crate::clause::{ClauseId, ClauseKind, Clauses};
use crate::document::Document;
use crate::text::Span;

/// The reference of the innermost clause around a span; none in a document without clauses there.
pub(super) fn clause_of(document: &Document, clauses: &Clauses, span: Span) -> Option<String> {
    let id = clauses.at(span.start())?;
    Some(reference(document, clauses, id))
}

/// Number of article, paragraph and item joined with full stops; for an annex its printed label and the section.
pub(super) fn reference(document: &Document, clauses: &Clauses, id: ClauseId) -> String {
    let top = clauses.top(id);
    let mut path: Vec<ClauseId> = clauses.ancestors(id).filter(|&id| id != top).collect();
    path.reverse();
    let mut parts: Vec<&str> = Vec::new();
    for id in path {
        let number = clauses.get(id).number.as_str();
        // A paragraph printed as "11.2" inside article 11 already carries its parent's number.
        if !number.is_empty() {
            if parts.last().is_some_and(|last| carries(number, last)) {
                parts.pop();
            }
            parts.push(number);
        }
    }
    let node = clauses.get(top);
    let head = match node.kind {
        ClauseKind::Annex => annex_label(document, clauses, top),
        _ if node.number.is_empty() => node.kind.name().to_owned(),
        _ => node.number.clone(),
    };
    match parts.first() {
        None => head,
        Some(first) if carries(first, &head) => parts.join("."),
        Some(_) if node.kind == ClauseKind::Annex => format!("{head} {}", parts.join(".")),
        Some(_) => format!("{head}.{}", parts.join(".")),
    }
}

fn carries(number: &str, parent: &str) -> bool {
    number.strip_prefix(parent).is_some_and(|rest| rest.starts_with(['.', '-']))
}

/// `Bijlage 1`, without the punctuation after it; the kind's name where no label is printed.
fn annex_label(document: &Document, clauses: &Clauses, id: ClauseId) -> String {
    let node = clauses.get(id);
    let printed = node.label.or(node.heading).map_or("", |span| document.slice(span));
    let words: Vec<&str> = printed.split_whitespace().collect();
    let label = words.join(" ");
    let label = label.trim_matches(|c: char| !c.is_alphanumeric());
    if label.is_empty() { node.kind.name().to_owned() } else { label.to_owned() }
}
