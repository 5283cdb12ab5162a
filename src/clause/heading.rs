//! Whether a line is a heading, and which words of it are.
//!
//! In: a [`Line`]. Out: a [`Span`]. Not here: which headings make the outline (`series`, `top`, `tree`).

use super::line::Line;
use super::number;
use crate::document::Document;
use crate::text::Span;

/// More words than this and a line is a sentence, unless the format says otherwise.
const MOST_WORDS: usize = 14;
/// More bytes than this and a line is a sentence.
const MOST_BYTES: usize = 130;

/// Whether the line's text reads as a heading: short, begun with a capital, not closed like a sentence.
pub(super) fn looks_like_one(document: &Document, line: &Line) -> bool {
    let text = plain(line.text(document));
    if text.is_empty() || line.words > MOST_WORDS || text.len() > MOST_BYTES {
        return line.heading.is_some() && !text.is_empty();
    }
    if line.heading.is_some() || line.strong {
        return true;
    }
    let first = text.trim_start_matches(['(', '“', '"', '‘', '\'', '«', '[', '<']).chars().next();
    let begins = first.is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let ends = text.ends_with([';', ',', '!', '?']) || text.ends_with('.') && line.words > 6;
    begins && !ends && !has_stop_inside(text) && !text.contains("; ") && !text.contains('\t')
}

/// A stop before a word that begins with a capital; `art. 28` has none.
pub(super) fn has_stop_inside(text: &str) -> bool {
    text.match_indices(". ").any(|(at, _)| text[at + 2..].starts_with(char::is_uppercase))
}

/// Whether the text is set in capitals.
pub(super) fn in_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 3 && text.chars().filter(|c| c.is_uppercase()).count() * 10 >= letters * 9
}

/// The heading in `span`: no markup, no closing punctuation, no anchor.
pub(super) fn words_of(document: &Document, span: Span) -> Option<Span> {
    let text = &document.text;
    let mut end = span;
    if let Some(anchor) = end.of(text).rfind(" {#") {
        end = Span::new(end.start(), end.start() + anchor);
    }
    while let Some(at) = end.of(text).rfind('<').filter(|&at| {
        let tail = &end.of(text)[at..];
        number::tag(tail) == Some(tail.trim_end().len())
    }) {
        end = Span::new(end.start(), end.start() + at);
    }
    let drop = |c: char| c.is_whitespace() || matches!(c, '*' | '#' | '`' | '\\' | '_' | '>' | '|');
    let kept = end.trim_matches(text, drop);
    let slice = kept.of(text);
    let cut = slice.trim_end_matches(|c: char| drop(c) || matches!(c, ':' | '.' | '-' | '–' | '—' | ','));
    let shortened = Span::new(kept.start(), kept.start() + cut.len());
    let shortened = value_cut(text, shortened);
    (!shortened.is_empty()).then_some(shortened)
}

/// `Versie : 1.0`: the heading ends at a spaced colon.
fn value_cut(text: &str, span: Span) -> Span {
    match span.of(text).find(" : ") {
        Some(at) if at > 0 => Span::new(span.start(), span.start() + at).trim(text),
        _ => span,
    }
}

/// The heading printed in front of a paragraph's text on the same line: **Duration.** …, *Purpose*: …
///
/// Gives the heading and where the text after it starts. A bold phrase that the sentence runs on from is none.
pub(super) fn run_in_bold(document: &Document, line: &Line) -> Option<(Span, usize)> {
    if !line.bold {
        return None;
    }
    let text = line.text(document);
    let (close, closed) = number::bold_end(text).filter(|&(close, _)| close > 1 && close <= MOST_BYTES)?;
    let inner = &text[..close];
    let after = text[closed..].trim_start();
    let inside = inner.trim_end().ends_with(['.', ':', '–', '—', '-']);
    let separator = after.chars().next().filter(|c| matches!(c, '.' | ':' | '–' | '—' | '-'));
    let quoted = inner.trim_start().starts_with(['“', '"', '„', '«', '‘', '\'']);
    let follows = after.trim_start_matches(['.', ':', '–', '—', '-', ' ']);
    if quoted || inner.split_whitespace().count() > 12 || follows.is_empty() || !(inside || separator.is_some()) {
        return None;
    }
    let heading = words_of(document, Span::new(line.rest.start(), line.rest.start() + close))?;
    Some((heading, line.rest.end() - follows.len()))
}

/// The same without bold: a short phrase closed by a stop or colon before a sentence. Only worth something where the
/// paragraphs beside it do the same.
pub(super) fn run_in_plain(document: &Document, line: &Line) -> Option<(Span, usize)> {
    let text = line.text(document);
    let stop = text
        .char_indices()
        .find(|&(at, c)| matches!(c, '.' | ':') && text[at + 1..].starts_with(char::is_whitespace))
        .map(|(at, _)| (at, 1));
    let dash = [" – ", " — ", " - "].iter().filter_map(|dash| Some((text.find(dash)?, dash.len()))).min();
    let (at, width) = [stop, dash].into_iter().flatten().min()?;
    let head = &text[..at];
    let after = text[at + width..].trim_start();
    let begins = head.starts_with(char::is_uppercase) || begins_with_a_name(head);
    let sentence = after.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '('));
    let sentence = sentence || begins_with_a_name(after);
    let words = head.split_whitespace().count();
    if !begins || !sentence || words > 9 || head.len() > 80 || head.contains([',', ';', '“', '"', '(']) {
        return None;
    }
    let heading = words_of(document, Span::new(line.rest.start(), line.rest.start() + head.len()))?;
    Some((heading, line.rest.end() - after.len()))
}

/// `4you Hosting stores …`: a name may begin with a digit.
fn begins_with_a_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.split_whitespace().next().is_some_and(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 3)
}

/// The text without markup at its ends.
pub(super) fn plain(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '#' | '`' | '\\'))
}
