//! Terms the agreement defines, with the side they stand for.
//!
//! In: matches of `facts/definitions`. Out: [`Definition`]s in text order. Not here: whether a term is used (`compare`).

use super::{Paper, Role, names, roles, rule};
use crate::evidence::Evidence;
use crate::extract::Definition;
use crate::text::{Span, fold_word};

/// Terms of one entry: "Betrokkene, Derde, Persoonsgegevens: …".
const MOST_IN_A_LIST: usize = 20;

/// Every defined term, each once.
pub(super) fn find(paper: &Paper<'_>) -> Vec<Definition> {
    let mut found: Vec<Definition> = Vec::new();
    for &(span, _) in &paper.terms {
        let term = names::plain(paper.slice(span));
        if found.iter().any(|known| fold_word(&known.term) == fold_word(&term)) {
            continue;
        }
        let role = role(paper, span);
        found.push(Definition { term, role, evidence: Evidence::at(span) });
    }
    found
}

/// Defined terms with the whole match.
pub(super) fn terms(paper: &Paper<'_>) -> Vec<(Span, Span)> {
    let mut found = Vec::new();
    for hit in rule::found(paper.scan, "definitions", "is", "definition") {
        let Some(span) = hit.value("term") else { continue };
        if paper.blank_in(span).is_some() || paper.redacted(span) || paper.signs(span.start()) {
            continue;
        }
        for term in split(paper, span) {
            let term = without_article(paper, term);
            let capital = paper.slice(term).chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
            if capital && paper.slice(term).split_whitespace().count() <= 5 {
                found.push((term, hit.span()));
            }
        }
    }
    found.sort();
    found.dedup_by_key(|(term, _)| *term);
    found
}

/// A list of terms cut at its commas, and at the "and" before the last.
fn split(paper: &Paper<'_>, span: Span) -> Vec<Span> {
    let text = paper.slice(span);
    if !text.contains(", ") {
        return vec![span];
    }
    let mut found = Vec::new();
    let mut start = 0;
    for part in text.split(", ").take(MOST_IN_A_LIST) {
        let last =
            [" en ", " and ", " und ", " et "].iter().find_map(|joint| part.rfind(joint).map(|at| (at, joint.len())));
        let here = span.start() + start;
        match last {
            Some((at, len)) => {
                found.push(Span::new(here, here + at));
                found.push(Span::new(here + at + len, here + part.len()));
            }
            None => found.push(Span::new(here, here + part.len())),
        }
        start += part.len() + 2;
    }
    found
}

fn without_article(paper: &Paper<'_>, span: Span) -> Span {
    let text = paper.text();
    let open = span.of(text).contains('(');
    let span = span.trim_matches(text, |c| names::is_wrapping(c) && !(open && matches!(c, '(' | ')')));
    match span.of(text).split_once(' ') {
        Some((first, _))
            if matches!(
                fold_word(first).as_str(),
                "de" | "het" | "een" | "the" | "a" | "an" | "der" | "die" | "das" | "le" | "la"
            ) =>
        {
            Span::new(span.start() + first.len(), span.end()).trim(text)
        }
        _ => span,
    }
}

/// The side a term stands for: a role word, a party's own name, or a term given right beside a role.
fn role(paper: &Paper<'_>, span: Span) -> Option<Role> {
    let text = paper.slice(span);
    rule::side_of(paper.scan, text).or_else(|| roles::side_of_name(paper, span))
}
