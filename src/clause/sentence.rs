//! Runs of text to sentences.
//!
//! In: runs of the tree. Out: [`Sentence`]s, list items with the sentence that introduces them. Not here: cells.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;
use unicode_segmentation::UnicodeSegmentation;

use super::tree::Run;
use super::{ClauseId, Sentence};
use crate::document::Document;
use crate::text::{Span, fold_word};

const ABBREVIATIONS: &str = include_str!("../../rules/lexicon/abbreviations.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Lists {
    inside: BTreeMap<String, Vec<String>>,
    also_final: BTreeMap<String, Vec<String>>,
    openers: BTreeMap<String, Vec<String>>,
    months: BTreeMap<String, Vec<String>>,
}

struct Abbreviations {
    inside: BTreeSet<String>,
    also_final: BTreeSet<String>,
    openers: BTreeSet<String>,
    months: BTreeSet<String>,
}

static KNOWN: LazyLock<Abbreviations> = LazyLock::new(|| {
    let lists: Lists = toml::from_str(ABBREVIATIONS).expect("the embedded list is valid, a test reads it");
    let all = |lists: BTreeMap<String, Vec<String>>| lists.into_values().flatten().collect();
    Abbreviations {
        inside: all(lists.inside),
        also_final: all(lists.also_final),
        openers: all(lists.openers),
        months: all(lists.months),
    }
});

/// Splits the runs.
pub(super) fn sentences(document: &Document, runs: &[Run]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    // The last sentence of each run.
    let mut last: Vec<Option<u32>> = Vec::with_capacity(runs.len());
    for run in runs {
        let head = run.intro.and_then(|intro| last.get(intro as usize).copied().flatten());
        let head = head.filter(|&head| introduces(document, &sentences, head));
        for span in split(&document.text, run.span) {
            sentences.push(Sentence { span, clause: ClauseId(run.clause), head });
        }
        last.push((sentences.len() as u32).checked_sub(1));
    }
    sentences
}

/// A sentence that ends in a colon, or breaks off.
fn introduces(document: &Document, sentences: &[Sentence], head: u32) -> bool {
    let Some(sentence) = sentences.get(head as usize) else { return false };
    let text = document.slice(sentence.span).trim_end_matches(['*', '_', ' ', ')', '”', '"']);
    !text.ends_with(['.', '!', '?', ';']) && text.chars().any(char::is_alphanumeric)
}

/// The sentences of one run; a line break in it is a space.
fn split(text: &str, run: Span) -> Vec<Span> {
    let flat: String;
    let slice = run.of(text);
    let flat = if slice.contains(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) {
        flat = flattened(slice);
        flat.as_str()
    } else {
        slice
    };
    let mut spans: Vec<Span> = Vec::new();
    let mut open: Option<Span> = None;
    for (offset, piece) in flat.split_sentence_bound_indices() {
        let piece = Span::new(run.start() + offset, run.start() + offset + piece.len());
        let joined = open.map_or(piece, |open| open.join(piece));
        let after = &flat[piece.end() - run.start()..];
        if !after.is_empty() && goes_on(&flat[joined.start() - run.start()..piece.end() - run.start()], after) {
            open = Some(joined);
            continue;
        }
        spans.push(joined.trim(text));
        open = None;
    }
    spans.extend(open.map(|open| open.trim(text)));
    spans.retain(|span| {
        span.of(text).chars().any(char::is_alphanumeric)
            || span.of(text).contains("__")
            || span.of(text).contains("...")
    });
    spans
}

/// The same bytes with every line break a space.
fn flattened(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            let breaks = matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
            let (c, times) = if breaks { (' ', c.len_utf8()) } else { (c, 1) };
            std::iter::repeat_n(c, times)
        })
        .collect()
}

/// Whether the sentence goes on after a break found by the general rules.
fn goes_on(sentence: &str, after: &str) -> bool {
    let sentence = sentence.trim_end();
    let Some(word) = sentence.split_whitespace().next_back() else { return true };
    if !word.ends_with('.') {
        return false;
    }
    let word = fold_word(word.trim_start_matches(['(', '[', '“', '"', '„', '‘', '\'', '«', '*']));
    let next = after.split_whitespace().next().unwrap_or("");
    let next_word = fold_word(next.trim_matches(|c: char| !c.is_alphanumeric()));
    let known = &*KNOWN;
    if known.inside.contains(&word) {
        return true;
    }
    if known.also_final.contains(&word) || is_initials(&word) {
        return !known.openers.contains(&next_word);
    }
    let numeral = word.trim_end_matches('.');
    let short = numeral.len() <= 2 && !numeral.is_empty() && numeral.bytes().all(|byte| byte.is_ascii_digit());
    // A stop after the only word so far: a label inside the text.
    short && known.months.contains(&next_word)
        || sentence.trim_start() == sentence.split_whitespace().next_back().unwrap_or("") && word.len() <= 3
}

/// `j.p.`, `a.`: initials, or an abbreviation of single letters.
fn is_initials(word: &str) -> bool {
    !word.is_empty()
        && word.len() <= 10
        && word
            .split_inclusive('.')
            .all(|part| part.len() == 2 && part.ends_with('.') && part.as_bytes()[0].is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let spans = split(text, Span::new(0, text.len()));
        assert_eq!(spans.iter().map(|span| span.of(text)).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn the_embedded_list_is_read() {
        assert!(KNOWN.inside.contains("art.") && KNOWN.also_final.contains("b.v."));
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        for text in [
            "Zie art. 28 lid 3 AVG jo. Artikel 32.",
            "Dit geldt bijv. Voor logbestanden.",
            "Ondertekend door J.P. de Vries namens Zonnewal B.V. Amersfoort.",
            "Zie par. 3.2. Voor zover van toepassing",
            "This covers e.g. Names and addresses.",
            "Gemäß Art. 28 Abs. 3 lit. a DSGVO z.B. Namen.",
            "Der Vertrag beginnt am 1. Januar 2027.",
            "Conformément à l'art. 28 du RGPD, cf. Annexe 2.",
            "Geleverd door Mevr. A. Bakker.",
        ] {
            let one = split(text, Span::new(0, text.len()));
            let most = if text.starts_with("Zie par") { 2 } else { 1 };
            assert!(
                one.len() <= most,
                "{text:?} became {:?}",
                one.iter().map(|span| span.of(text)).collect::<Vec<_>>()
            );
        }
    }

    #[test]
    fn sentences_end_where_they_end() {
        check("De verwerker meldt dit. De school beslist.", &["De verwerker meldt dit.", "De school beslist."]);
        check("Dit is Zonnewal B.V. De verwerker meldt dit.", &["Dit is Zonnewal B.V.", "De verwerker meldt dit."]);
        check("Zie lid 2. Partijen overleggen.", &["Zie lid 2.", "Partijen overleggen."]);
        check("Eerst dit\nen dan dat. Klaar.", &["Eerst dit\nen dan dat.", "Klaar."]);
        check("Within 30 days. Unless agreed otherwise, no.", &["Within 30 days.", "Unless agreed otherwise, no."]);
    }
}
