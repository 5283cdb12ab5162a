//! The clause tree as read, for a person.
//!
//! In: a document and its clauses. Out: one line a clause. Not here: the JSON outline (`wire`).

use crate::clause::{Clause, ClauseId, Clauses};
use crate::document::Document;
use crate::report::words::{Word, fill, word};

use super::Sheet;
use super::paper::{PLAIN, Paper, STRONG};
use crate::report::harmless::{one_line, shorten, width};

/// Deepest step of indentation; deeper clauses stay in this column.
const DEEPEST: usize = 10;

/// The clause tree, one line a clause: label, heading or first words, page and line.
pub fn outline(document: &Document, clauses: &Clauses, sheet: Sheet) -> String {
    let mut paper = Paper::new(sheet.width);
    if clauses.nodes.is_empty() {
        paper.flow(0, PLAIN, word(sheet.tongue, Word::NoClauses));
    }
    for (at, clause) in clauses.nodes.iter().enumerate() {
        let depth = clauses.ancestors(ClauseId(at as u32)).count() - 1;
        let indent = depth.min(DEEPEST) * 2;
        let place = place(document, clause, sheet);
        let room = paper.width().saturating_sub(indent + width(&place) + 2);
        let name = shorten(&name(document, clause), room);
        let gap = room.saturating_sub(width(&name)) + 2;
        let style = if clause.level == 1 { STRONG } else { PLAIN };
        paper.line(indent, style, &format!("{name}{:gap$}{place}", ""));
    }
    paper.into_text()
}

fn name(document: &Document, clause: &Clause) -> String {
    let text = |span| one_line(document.slice(span));
    let label = clause.label.map(text);
    let words = clause.heading.map(text).or_else(|| Some(text(clause.own)).filter(|own| !own.is_empty()));
    match (label, words) {
        (Some(label), Some(words)) => format!("{label} {words}"),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => clause.kind.name().to_owned(),
    }
}

fn place(document: &Document, clause: &Clause, sheet: Sheet) -> String {
    let at = clause.span.start();
    let line = fill(sheet.tongue, Word::Line, &[("n", &document.line_of(at).to_string())]);
    match document.page_of(at).filter(|_| !document.pages.is_empty()) {
        Some(page) => fill(sheet.tongue, Word::Page, &[("n", &page.to_string())]),
        None => line,
    }
}
