//! What was made unreadable: runs of X in the shape of the words they hide, black boxes, remarks in brackets.
//!
//! In: the text. Out: spans, in text order. Not here: blanks of a template ("XXXX" in capitals alone).

use super::{Paper, rule};
use crate::text::Span;

/// Fewer masked words than these are taken for a typist's blanks.
const FEWEST: usize = 2;

/// Every masked stretch.
pub(super) fn find(paper: &Paper<'_>) -> Vec<Span> {
    let mut found = masked(paper);
    found.extend(rule::found(paper.scan, "redaction", "is", "redaction").iter().map(rule::Found::span));
    found.sort();
    found.dedup_by(|next, kept| next.overlaps(*kept));
    found
}

fn masked(paper: &Paper<'_>) -> Vec<Span> {
    let body = paper.document().body();
    let words = words(body);
    let hidden: Vec<bool> = words.iter().map(|&span| is_masked(span.of(body))).collect();
    if hidden.iter().filter(|&&hidden| hidden).count() < FEWEST {
        return Vec::new();
    }
    let mut found: Vec<Span> = Vec::new();
    for (at, &span) in words.iter().enumerate() {
        if found.last().is_some_and(|last| last.overlaps(span)) || !hidden[at] {
            continue;
        }
        let first = (0..at).rev().take_while(|&it| belongs(body, words[it], words[it + 1])).last().unwrap_or(at);
        let last = (at + 1..words.len()).take_while(|&it| belongs_after(body, words[it - 1], words[it])).last();
        let run = words[first].join(words[last.unwrap_or(at)]);
        found.push(run.trim_matches(body, |c| matches!(c, ',' | '.' | ';' | ':' | '(' | ')' | '|' | '*')));
    }
    found
}

fn words(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                found.push(Span::new(from, at));
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// "Xxxxx", "xxxxxxx": the shape of a word with every letter replaced, small letters among them; or a black box.
fn is_masked(word: &str) -> bool {
    let plain = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '█');
    let small = plain.chars().filter(|&c| c == 'x').count();
    let other = plain.chars().any(|c| c.is_alphanumeric() && !matches!(c, 'x' | 'X' | '0'));
    small >= 3 && !other || plain.chars().filter(|&c| c == '█').count() >= 2
}

/// What stands in a masked stretch beside masked words: digits as noughts, short words.
fn is_filling(word: &str) -> bool {
    let plain = word.trim_matches(|c: char| !c.is_alphanumeric());
    !plain.is_empty() && plain.chars().all(|c| matches!(c, 'x' | 'X' | '0' | '-' | '.' | '/' | '@'))
}

fn near(text: &str, first: Span, second: Span) -> bool {
    text.get(first.end()..second.start()).is_some_and(|gap| !gap.contains('\n') && gap.len() <= 2)
}

fn belongs(text: &str, word: Span, next: Span) -> bool {
    near(text, word, next) && is_filling(word.of(text))
}

fn belongs_after(text: &str, before: Span, word: Span) -> bool {
    near(text, before, word) && is_filling(word.of(text)) && !before.of(text).ends_with([';', ':', '|'])
}
