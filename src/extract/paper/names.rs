//! What may be the name of a party: words with capitals that are no role, no defined word, no blank.
//!
//! In: stretches of text. Out: names as printed. Not here: names with a legal form (`value`), whose name it is (`parties`).

use super::{Paper, rule};
use crate::rules::Scan;
use crate::text::Span;
use crate::value::{Organisation, legal_form};

/// A name without legal form has no more words than this.
const MOST_WORDS: usize = 6;

/// Marks around a name that are not part of it.
pub(super) fn is_wrapping(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '*' | '_'
                | '`'
                | '"'
                | '“'
                | '”'
                | '„'
                | '«'
                | '»'
                | '\''
                | '‘'
                | '’'
                | ','
                | ':'
                | ';'
                | '('
                | ')'
                | '|'
                | '-'
                | '–'
                | '—'
                | '•'
                | '>'
        )
}

/// The name as a report has it: without emphasis, white space collapsed.
pub(super) fn plain(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !matches!(c, '*' | '_' | '`')).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Takes the number of a list item off a name: "2. Larkmoor B.V.".
pub(super) fn drop_label(text: &str, organisation: &mut Organisation) {
    let words = organisation.span.of(text);
    let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let opens_line = text[..organisation.span.start()].chars().rev().take_while(|&c| c != '\n').all(is_wrapping);
    if digits == 0 || digits > 3 || !opens_line || !words[digits..].starts_with(['.', ')']) {
        return;
    }
    let span = Span::new(organisation.span.start() + digits + 1, organisation.span.end());
    organisation.span = span.trim_matches(text, |c| c.is_whitespace() || matches!(c, '*' | '_'));
    organisation.name = plain(organisation.span.of(text));
}

/// A form alone is no name, unless a word without capitals stands before it: "larkmoor GmbH".
pub(super) fn has_name(scan: &Scan<'_, '_>, text: &str, organisation: &mut Organisation) -> bool {
    if organisation.name != organisation.form {
        return true;
    }
    let head = &text[..organisation.span.start()];
    let word = head.strip_suffix(' ').and_then(|head| head.rsplit(char::is_whitespace).next()).unwrap_or("");
    let brand = word.len() >= 3 && word.chars().all(|c| c.is_lowercase() || matches!(c, '-' | '.'));
    if !brand || rule::test(scan, "roles", "is", Some("opener"), word).is_some() || rule::side_of(scan, word).is_some()
    {
        return false;
    }
    organisation.span = Span::new(organisation.span.start() - 1 - word.len(), organisation.span.end());
    organisation.name = plain(organisation.span.of(text));
    true
}

/// The name that opens a stretch: up to the first comma or bracket.
pub(super) fn opening(paper: &Paper<'_>, span: Span) -> Option<Span> {
    let span = span.trim_matches(paper.text(), is_wrapping);
    let text = paper.slice(span);
    let end = text.find([',', '(', ';', '|', '\n', '\t', ':']).unwrap_or(text.len());
    let end = text[..end].find([' ']).and_then(|_| text[..end].find(" – ").or(text[..end].find(" - "))).unwrap_or(end);
    let name = Span::new(span.start(), span.start() + end).trim_matches(paper.text(), is_wrapping);
    is_name(paper, name).then_some(name)
}

/// The run of words with capitals at the end of a stretch.
pub(super) fn closing(paper: &Paper<'_>, span: Span) -> Option<Span> {
    let text = paper.text();
    let span = span.trim_matches(text, is_wrapping);
    let words = span.of(text);
    let mut start = words.len();
    for word in words.split_whitespace().rev().take(MOST_WORDS) {
        let at = words[..start].rfind(word)?;
        let inner = matches!(word, "of" | "en" | "and" | "&" | "van" | "de");
        let bare = word.trim_start_matches(is_wrapping);
        let capital =
            bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || bare.chars().any(char::is_uppercase);
        let ends = word.ends_with([',', ';', ':', ')', '"', '”']) || word.ends_with('.') && word.len() > 3;
        if !(capital || inner && start < words.len()) || ends && start < words.len() {
            break;
        }
        start = at;
    }
    // "larkmoor GmbH": a form needs the word before it.
    if is_form(paper, words[start..].trim_matches(is_wrapping)) {
        let before = words[..start].trim_end();
        start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    }
    let mut name = Span::new(span.start() + start, span.end()).trim_matches(text, is_wrapping);
    // Words that open a sentence or join have capitals or stand first without being part of a name.
    while let Some((first, rest)) = name.of(text).split_once(' ')
        && !is_form(paper, rest)
        && (first.chars().all(char::is_lowercase) || opens_sentence(paper, first))
    {
        name = Span::new(name.start() + first.len(), name.end()).trim_matches(text, is_wrapping);
    }
    is_name(paper, name).then_some(name)
}

/// Whether words are a legal form and nothing else.
fn is_form(paper: &Paper<'_>, words: &str) -> bool {
    legal_form(paper.tables, words).is_some_and(|form| form.spellings.iter().any(|spelling| spelling == words))
}

fn opens_sentence(paper: &Paper<'_>, word: &str) -> bool {
    rule::test(paper.scan, "roles", "is", Some("opener"), word).is_some()
}

/// Whether a stretch can be a name.
pub(super) fn is_name(paper: &Paper<'_>, span: Span) -> bool {
    let text = paper.slice(span);
    let words: Vec<&str> = text.split_whitespace().collect();
    let first = text.chars().next();
    let capital = first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
        || words.first().is_some_and(|word| word.chars().skip(1).any(char::is_uppercase));
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let named = words.iter().filter(|word| word.chars().any(char::is_uppercase)).count() * 2 >= words.len();
    let formed = words.len() == 2 && is_form(paper, words[1]);
    (capital || formed)
        && !is_form(paper, text)
        && named
        && letters >= 2
        && words.len() <= MOST_WORDS
        && !text.contains(['\n', '@', '/', '<', '[', '“', '”', '"'])
        && paper.blank_in(span).is_none()
        && !paper.redacted(span)
        && rule::side_of(paper.scan, text).is_none()
        && !words.iter().all(|word| opens_sentence(paper, word))
        && rule::test(paper.scan, "roles", "is", Some("no-name"), text).is_none()
}

/// A name without its legal form.
pub(super) fn core(paper: &Paper<'_>, name: &str) -> String {
    let Some(form) = legal_form(paper.tables, name) else { return name.to_owned() };
    let mut spellings: Vec<&String> = form.spellings.iter().collect();
    spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.len()));
    for spelling in spellings {
        if let Some(rest) = name.strip_suffix(spelling.as_str()).filter(|rest| rest.ends_with([' ', ','])) {
            return rest.trim_end_matches([' ', ',']).to_owned();
        }
        if let Some(rest) = name.strip_prefix(spelling.as_str()).filter(|rest| rest.starts_with(' ')) {
            return rest.trim_start().to_owned();
        }
    }
    name.to_owned()
}
