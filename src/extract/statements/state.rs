//! The state of a fact: found, expressly none, left blank, made unreadable, not found.
//!
//! In: what an extractor found, and the matches of its rules. Out: [`State`]. Not here: the values.

use super::said::{Context, Said};
use crate::evidence::{Evidence, Search};
use crate::extract::{Facts, State};
use crate::text::Span;

/// Records the state of one fact. `said` are all matches of its rules: labels say where a blank stands, near misses what
/// came closest.
pub(super) fn record(
    context: Context<'_, '_, '_>,
    facts: &mut Facts,
    name: &'static str,
    said: &[Said<'_>],
    topics: &[&str],
    answer: Answer,
) {
    let state = match answer {
        Answer::Found(evidence) => State::Found(evidence),
        Answer::None(evidence) => State::None(evidence),
        Answer::Nothing => empty_place(context, said).unwrap_or_else(|| State::NotFound(search(context, said, topics))),
    };
    facts.states.insert(name, state);
}

/// Records that the place for a fact is there and was left empty.
pub(super) fn blank(facts: &mut Facts, name: &'static str, evidence: Evidence) {
    facts.states.insert(name, State::Blank(evidence));
}

/// What an extractor found.
pub(super) enum Answer {
    Found(Evidence),
    None(Evidence),
    Nothing,
}

impl Answer {
    pub(super) fn of(found: Option<Evidence>) -> Self {
        found.map_or(Self::Nothing, Self::Found)
    }
}

/// A label of the fact with a value that is blank or unreadable.
fn empty_place(context: Context<'_, '_, '_>, said: &[Said<'_>]) -> Option<State> {
    let labels = said.iter().filter(|said| said.role() == Some("label") || said.gives("column") == Some("retention"));
    labels.into_iter().find_map(|label| {
        let value = value_of(context, label.hit.evidence.first)?;
        let evidence = || Evidence::at(label.hit.evidence.first.join(value));
        match context.slice(value) {
            text if is_blank(text) => Some(State::Blank(evidence())),
            text if is_unreadable(text) => Some(State::Redacted(evidence())),
            _ => None,
        }
    })
}

/// What stands behind a label: the next cell of its row, the next row's cell under a column head, or the rest of its line.
fn value_of(context: Context<'_, '_, '_>, label: Span) -> Option<Span> {
    let clauses = context.scan.view.clauses;
    if let Some(at) = clauses.rows.iter().position(|row| row.cells.iter().any(|cell| cell.contains(label))) {
        let row = &clauses.rows[at];
        let column = row.cells.iter().position(|cell| cell.contains(label))?;
        if row.head == Some(at as u32) {
            let next = clauses.rows.get(at + 1).filter(|next| next.table == row.table)?;
            return next.cells.get(column).copied();
        }
        return (column == 0).then(|| row.cells.get(1).copied()).flatten();
    }
    let body = context.scan.view.document.body();
    let rest = body.get(label.end()..)?;
    let end = label.end() + rest.find('\n').unwrap_or(rest.len());
    let after = Span::new(label.end(), end).trim_matches(body, |c: char| c.is_whitespace() || c == ':');
    rest.trim_start().starts_with([':', '.', '…', '_']).then_some(after)
}

/// Nothing but dots, lines and brackets, or one bracketed request to fill in.
pub(super) fn is_blank(text: &str) -> bool {
    let text = text.trim().trim_matches(['`', '*']);
    // A variable of a template: "{{name}}".
    let variable = text.starts_with("{{") && text.ends_with("}}") && text.matches("{{").count() == 1;
    let bracketed = [('<', '>'), ('[', ']'), ('{', '}')]
        .iter()
        .any(|&(open, close)| text.starts_with(open) && text.ends_with(close) && text.matches(open).count() == 1);
    variable || bracketed || !text.chars().any(char::is_alphanumeric)
}

/// Letters replaced by x or by blocks.
fn is_unreadable(text: &str) -> bool {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic() || *c == '█').collect();
    letters.len() >= 3 && letters.iter().all(|c| matches!(c, 'x' | 'X' | '█'))
}

fn search(context: Context<'_, '_, '_>, said: &[Said<'_>], topics: &[&str]) -> Search {
    let scan = context.scan;
    let topics: Vec<String> = topics.iter().map(|&topic| topic.to_owned()).collect();
    let clauses = scan.clauses_of(&topics);
    let inside = |said: &&Said<'_>| {
        clauses.iter().any(|&clause| scan.view.clauses.get(clause).span.covers(said.hit.evidence.first.start()))
    };
    let misses = || said.iter().filter(|said| said.role() == Some("near"));
    let miss = misses().find(inside).or_else(|| misses().next()).map(|said| said.hit.evidence.first);
    let heading = || {
        let node = scan.view.clauses.get(*clauses.first()?);
        node.heading.or(node.label)
    };
    Search { nearest: miss.or_else(heading), clauses }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_unreadable_words_are_told_from_values() {
        for blank in ["", "……", "____", "<naam>", "[in te vullen]", " . . . "] {
            assert!(is_blank(blank), "{blank:?}");
        }
        for value in ["geen", "3 jaar", "<a> of <b>", "xxx"] {
            assert!(!is_blank(value), "{value:?}");
        }
        assert!(is_unreadable("Xxxxx XX") && is_unreadable("████"));
        assert!(!is_unreadable("xx") && !is_unreadable("XML-export"));
    }
}
