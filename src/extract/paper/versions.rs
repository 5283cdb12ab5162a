//! Versions of the agreement and its annexes with their dates.
//!
//! In: matches of `facts/version`. Out: [`Version`]s in text order. Not here: whether a version is too old (`compare`).

use super::{Paper, rule};
use crate::evidence::Evidence;
use crate::extract::Version;
use crate::text::{Folded, Span};
use crate::value::find_dates;

/// Every version with a number or a date.
pub(super) fn find(paper: &Paper<'_>) -> Vec<Version> {
    let mut found: Vec<Version> = Vec::new();
    for hit in rule::found(paper.scan, "version", "is", "version") {
        let Some(span) = hit.value("text") else { continue };
        let span = tidy(paper, span);
        let text = paper.slice(span);
        if span.is_empty() || paper.blank_in(span).is_some() || taken(&found, span) {
            continue;
        }
        let folded = Folded::new(text);
        let dates = find_dates(paper.tables, folded.as_str());
        let date = dates.first().map(|(_, date)| date.iso());
        // A number without a date is a version where it stands by itself, not of something named before it.
        if date.is_none() && !(numbered(text) && hit.hit.range.start == 0) {
            continue;
        }
        let end = match dates.first() {
            Some((range, _)) => folded.span_of(range.clone()).end(),
            None => text.find(char::is_whitespace).unwrap_or(text.len()),
        };
        let span = Span::new(span.start(), span.start() + end);
        let text = paper.slice(span);
        let whole = hit.hit.evidence.first.join(span);
        found.push(Version { text: text.to_owned(), date, evidence: Evidence::at(trim_to(paper, whole, span)) });
    }
    found
}

fn taken(found: &[Version], span: Span) -> bool {
    found.iter().any(|version| version.evidence.first.overlaps(span))
}

/// Up to the end of the line or the sentence.
fn tidy(paper: &Paper<'_>, span: Span) -> Span {
    let text = paper.slice(span);
    let end = text.find(['\n', '\t', '|']).unwrap_or(text.len());
    let end = text[..end].find(". ").unwrap_or(end);
    Span::new(span.start(), span.start() + end).trim_matches(paper.text(), |c| {
        c.is_whitespace() || matches!(c, '*' | '_' | '.' | ',' | '-' | '–' | '—' | '·' | '(' | ')')
    })
}

fn trim_to(paper: &Paper<'_>, whole: Span, span: Span) -> Span {
    Span::new(whole.start().min(span.start()), span.end()).trim(paper.text())
}

/// "4.0", "v2": a number that is not the first word of something else.
fn numbered(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or("").trim_start_matches(['v', 'V']);
    !first.is_empty() && first.len() <= 6 && first.chars().all(|c| c.is_ascii_digit() || c == '.')
}
