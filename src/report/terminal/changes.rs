//! What changed between two versions, for a person at a terminal.
//!
//! In: a comparison and how the sheet is to look. Out: text: what is new, what is solved, facts and wording that differ.
//! Not here: what counts as a change (`report::changes`, `redline`).

use anstyle::Style;
use serde_json::Value;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::Sheet;
use super::paper::{BLOCKING, FAINT, MAJOR, PLAIN, Paper, STRONG};
use crate::report::harmless::{one_line, shorten};
use crate::report::value::said;
use crate::report::wire::{ChangedFact, ChangedWording, Comparison, Finding, Source};
use crate::report::words::{Word, count, fill, word};

/// Column of the labels.
const LABEL: usize = 16;
/// Words shown around a difference inside a sentence.
const AROUND: usize = 8;
/// Characters of a quote.
const QUOTE: usize = 240;

/// The comparison of two versions.
pub fn changes(comparison: &Comparison, sheet: Sheet) -> String {
    let say = |key| word(sheet.tongue, key);
    let mut paper = Paper::new(sheet.width);
    paper.title(say(Word::ChangesTitle));
    paper.section(STRONG, say(Word::Versions));
    paper.field(2, say(Word::VersionOld), LABEL, &source(&comparison.old));
    paper.field(2, say(Word::VersionNew), LABEL, &source(&comparison.new));
    let found = &comparison.findings;
    findings(&mut paper, sheet, Word::FindingsNew, &found.new);
    findings(&mut paper, sheet, Word::FindingsSolved, &found.solved);
    paper.section(STRONG, &count(sheet.tongue, found.unchanged.len(), Word::UnchangedOne, Word::UnchangedMany));
    paper.section(STRONG, say(Word::ChangedFacts));
    if comparison.facts.is_empty() {
        paper.flow(2, FAINT, say(Word::NoneChanged));
    }
    comparison.facts.iter().for_each(|changed| fact(&mut paper, sheet, changed));
    paper.section(STRONG, say(Word::ChangedWordings));
    let note = if comparison.wording.is_empty() { Word::NoneChanged } else { Word::ChangedWordingsNote };
    paper.flow(2, FAINT, say(note));
    comparison.wording.iter().for_each(|changed| wording(&mut paper, sheet, changed));
    paper.blank();
    paper.flow(0, FAINT, say(Word::ChangesDisclaimer));
    paper.into_text()
}

fn source(source: &Source) -> String {
    let digest = source.digest.as_deref().unwrap_or_default();
    format!("{} ({})", source.path, shorten(digest, 20))
}

fn findings(paper: &mut Paper, sheet: Sheet, heading: Word, list: &[Finding]) {
    paper.section(STRONG, word(sheet.tongue, heading));
    if list.is_empty() {
        paper.flow(2, FAINT, word(sheet.tongue, Word::NoneChanged));
    }
    for finding in list {
        let (style, severity): (Style, Word) = match finding.severity {
            "blocking" => (BLOCKING, Word::Blocking),
            "major" => (MAJOR, Word::Major),
            "minor" => (PLAIN, Word::MinorPoint),
            _ => (PLAIN, Word::Info),
        };
        let place = finding.clause.as_deref().map(|clause| format!(" ({})", said(clause, sheet.tongue)));
        let text =
            format!("{}: {}{}", word(sheet.tongue, severity), one_line(&finding.message), place.unwrap_or_default());
        paper.entry(2, "-", style, &text);
    }
}

fn fact(paper: &mut Paper, sheet: Sheet, changed: &ChangedFact) {
    paper.entry(2, "-", PLAIN, &changed.fact.replace('_', " "));
    paper.field(4, word(sheet.tongue, Word::VersionOld), LABEL - 2, &stated(sheet, &changed.old));
    paper.field(4, word(sheet.tongue, Word::VersionNew), LABEL - 2, &stated(sheet, &changed.new));
}

/// The words a value rests on, each once; the value itself where it rests on none.
fn stated(sheet: Sheet, value: &Value) -> String {
    let mut quotes = Vec::new();
    collect(value, &mut quotes);
    if !quotes.is_empty() {
        return quotes.iter().map(|quote| format!("“{}”", shorten(quote, QUOTE))).collect::<Vec<_>>().join("; ");
    }
    match value {
        Value::Null => word(sheet.tongue, Word::AnswerNotFound).to_owned(),
        Value::Array(list) if list.is_empty() => word(sheet.tongue, Word::NothingElse).to_owned(),
        Value::Object(map) if map.values().all(|inner| inner.is_null() || *inner == Value::Array(Vec::new())) => {
            word(sheet.tongue, Word::AnswerNotFound).to_owned()
        }
        other => shorten(&one_line(&other.to_string()), QUOTE),
    }
}

/// Quotes of the evidence anywhere in a value.
fn collect(value: &Value, quotes: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(quote)) = map.get("quote") {
                let quote = one_line(quote);
                if !quotes.contains(&quote) {
                    quotes.push(quote);
                }
            }
            map.values().for_each(|inner| collect(inner, quotes));
        }
        Value::Array(list) => list.iter().for_each(|inner| collect(inner, quotes)),
        _ => {}
    }
}

fn wording(paper: &mut Paper, sheet: Sheet, changed: &ChangedWording) {
    let kind = match changed.kind {
        "altered" => Word::WordingAltered,
        "added" => Word::WordingAdded,
        "removed" => Word::WordingRemoved,
        _ => Word::WordingMoved,
    };
    let place = changed.clause.as_deref().map_or_else(String::new, |clause| said(clause, sheet.tongue));
    let (old, new) = (changed.old.as_ref(), changed.new.as_ref());
    let text = match (old, new) {
        (Some(old), Some(new)) if changed.kind == "altered" => marked(&one_line(&old.quote), &one_line(&new.quote)),
        (Some(one), _) | (None, Some(one)) => shorten(&one_line(&one.quote), QUOTE),
        (None, None) => String::new(),
    };
    let head = fill(sheet.tongue, Word::ChangeAt, &[("kind", word(sheet.tongue, kind)), ("place", &place)]);
    paper.entry(2, "-", PLAIN, head.trim_end_matches([' ', ',']));
    paper.flow(4, PLAIN, &text);
}

/// `binnen [-24-]{+72+} uur`: long stretches without a difference are cut.
fn marked(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split(' ').collect(), new.split(' ').collect());
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let mut parts: Vec<String> = Vec::new();
    for (at, op) in ops.iter().enumerate() {
        let (before, after) = (old[op.old_range()].join(" "), new[op.new_range()].join(" "));
        match op {
            DiffOp::Equal { .. } => parts.push(cut(&new[op.new_range()], at == 0, at + 1 == ops.len())),
            DiffOp::Delete { .. } => parts.push(format!("[-{before}-]")),
            DiffOp::Insert { .. } => parts.push(format!("{{+{after}+}}")),
            DiffOp::Replace { .. } => parts.push(format!("[-{before}-] {{+{after}+}}")),
        }
    }
    parts.join(" ")
}

fn cut(words: &[&str], first: bool, last: bool) -> String {
    let (head, tail) = (if first { 0 } else { AROUND }, if last { 0 } else { AROUND });
    if words.len() <= head + tail + 1 {
        return words.join(" ");
    }
    let pieces = [words[..head].join(" "), "…".to_owned(), words[words.len() - tail..].join(" ")];
    pieces.iter().filter(|piece| !piece.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_marked_and_what_is_equal_is_cut() {
        let check = |old: &str, new: &str, expect: &str| assert_eq!(marked(old, new), expect);
        check("binnen 24 uur", "binnen 72 uur", "binnen [-24-] {+72+} uur");
        check("a b c", "a c", "a [-b-] c");
        let long = "een twee drie vier vijf zes zeven acht negen tien elf";
        check(
            &format!("{long} oud"),
            &format!("{long} nieuw"),
            "… vier vijf zes zeven acht negen tien elf [-oud-] {+nieuw+}",
        );
    }
}
