//! How a clause is cited.
//!
//! In: a clause. Out: `11.2`, `7.6.e`, `Bijlage 1, D`, by the words the agreement prints. Not here: reading references.

use super::{Clause, ClauseId, ClauseKind, Clauses};
use crate::document::Document;
use crate::text::{Span, fold_word};

impl Clauses {
    /// How the clause is cited: `11.2`, `7.6.e`, `Bijlage 1, D`, `Overweging a`. A clause without a number is cited by
    /// its heading where it has one, else by the clause it stands in.
    pub fn reference(&self, document: &Document, id: ClauseId) -> String {
        let mut path: Vec<ClauseId> = self.ancestors(id).collect();
        path.reverse();
        let mut cited = String::new();
        let listed =
            path.first().is_some_and(|&top| matches!(self.get(top).kind, ClauseKind::Annex | ClauseKind::Section));
        for id in path {
            let clause = self.get(id);
            if clause.level <= 1 {
                cited = top(document, clause);
            } else if !clause.number.is_empty() {
                cited = with_number(&cited, clause, listed);
            } else if clause.kind == ClauseKind::Section
                && let Some(heading) = clause.heading
            {
                cited = part(&cited, &flat(document, heading));
            }
        }
        cited
    }

    /// The heading of a clause, line breaks as spaces; empty when there is none.
    pub fn heading_text(&self, document: &Document, id: ClauseId) -> String {
        self.get(id).heading.map(|heading| flat(document, heading)).unwrap_or_default()
    }
}

/// One line: white space collapsed, emphasis left out.
fn flat(document: &Document, span: Span) -> String {
    let words: Vec<&str> = document.slice(span).split_whitespace().collect();
    words.join(" ").replace("**", "").replace('\u{ad}', "")
}

fn top(document: &Document, clause: &Clause) -> String {
    let heading = || clause.heading.map(|heading| flat(document, heading));
    match clause.kind {
        ClauseKind::Article if !clause.number.is_empty() => clause.number.clone(),
        ClauseKind::Annex | ClauseKind::Section if clause.label.is_some() => {
            let label = clause.label.map(|label| flat(document, label)).unwrap_or_default();
            title_case(label.trim_end_matches([':', '.', ' ', '-', '–']))
        }
        ClauseKind::Recitals => heading().map_or_else(|| "Recital".to_owned(), |heading| recital(&heading)),
        _ => heading().unwrap_or_else(|| first_word(clause.kind)),
    }
}

/// `BIJLAGE 1` is cited as `Bijlage 1`.
fn title_case(label: &str) -> String {
    let Some((word, number)) = label.split_once(' ') else { return capitalised(label) };
    format!("{} {number}", capitalised(word))
}

fn capitalised(word: &str) -> String {
    if word.chars().count() < 3 || !word.chars().all(char::is_uppercase) {
        return word.to_owned();
    }
    let mut chars = word.chars();
    chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect()
}

/// One recital is called by the word of the heading's language.
fn recital(heading: &str) -> String {
    let folded = fold_word(heading);
    let words = [
        ("overweg", "Overweging"),
        ("recital", "Recital"),
        ("whereas", "Recital"),
        ("considerant", "Considérant"),
        ("attendu", "Considérant"),
        ("erwagung", "Erwägungsgrund"),
        ("in erwagung", "Erwägungsgrund"),
    ];
    words
        .iter()
        .find(|(begins, _)| folded.starts_with(begins))
        .map_or_else(|| heading.to_owned(), |(_, word)| (*word).to_owned())
}

fn first_word(kind: ClauseKind) -> String {
    capitalised_first(kind.name())
}

fn capitalised_first(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// A number that repeats the one before it (`5.1` under `5`) is cited alone.
fn with_number(cited: &str, clause: &Clause, listed: bool) -> String {
    let number = clause.number.as_str();
    let last = cited.rsplit([' ', ',']).next().unwrap_or("");
    let repeats = number.strip_prefix(last).is_some_and(|rest| rest.starts_with('.')) && !last.is_empty();
    if repeats {
        return format!("{}{number}", &cited[..cited.len() - last.len()]);
    }
    if clause.kind == ClauseKind::Section || listed && clause.level == 2 {
        return part(cited, number);
    }
    if cited.is_empty() {
        return number.to_owned();
    }
    let numbered = cited.ends_with(|c: char| c.is_ascii_digit()) || last.len() <= 3;
    let words = cited.contains(' ') || !numbered;
    if clause.level == 2 && words { format!("{cited} {number}") } else { format!("{cited}.{number}") }
}

fn part(cited: &str, part: &str) -> String {
    if cited.is_empty() { part.to_owned() } else { format!("{cited}, {part}") }
}
