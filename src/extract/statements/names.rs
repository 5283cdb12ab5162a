//! Names of organisations out of cells, list items and sentences: the name without service and address.
//!
//! In: words as printed. Out: [`Named`]. Not here: whether the organisation is a sub-processor.

use std::ops::Range;

use crate::text::Folded;
use crate::value::{Tables, find_organisations, legal_form};

/// A name with what was printed round it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) name: String,
    /// Words in brackets or behind a dash or comma that say what it does.
    pub(super) service: Option<String>,
    /// What follows the name and holds a number or a place.
    pub(super) address: Option<String>,
}

/// More words than this are no name.
const MOST_WORDS: usize = 9;

/// Splits the words of a cell or list item. None when they hold no name.
pub(super) fn split(tables: &Tables, words: &str) -> Option<Named> {
    let text = plain(words);
    let (line, below) = text.split_once('\n').map_or((text.as_str(), ""), |(line, below)| (line, below));
    let (name, rest) = cut(tables, line.trim());
    let mut named = Named { name: tidy(name), ..Named::default() };
    for part in rest.into_iter().chain([below]) {
        place(tables, &mut named, part);
    }
    let words = named.name.split_whitespace().count();
    let begins = named.name.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let sound = begins || named.name.contains(char::is_uppercase) || named.name.contains('.');
    (words > 0 && words <= MOST_WORDS && sound && !is_phrase(tables, &named.name)).then_some(named)
}

/// Words of a sentence or a heading: most of them without a capital, and no legal form among them.
fn is_phrase(tables: &Tables, name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |word: &&&str| word.chars().any(|c| c.is_uppercase() || c.is_numeric());
    let capitals = words.iter().filter(capital).count();
    words.len() >= 3 && capitals * 2 < words.len() && legal_form(tables, name).is_none()
}

/// Several names in one cell: "Vorstgaard, Olijfgaard en andere". None where the words hold one name.
pub(super) fn several(tables: &Tables, words: &str) -> Option<Vec<Named>> {
    let text = plain(words);
    let line = text.lines().next().unwrap_or("");
    let parts: Vec<&str> = line
        .split([',', '/', '&'])
        .flat_map(|part| part.split(" en "))
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .collect();
    let name = |part: &&str| {
        let count = part.split_whitespace().count();
        (1..=4).contains(&count)
            && part.split_whitespace().all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric()))
            && !part.contains(|c: char| c.is_ascii_digit() || "().:–—".contains(c))
            && legal_form(tables, &format!("Naam {part}")).is_none()
            && tables.gazetteer().find_in(part, &Folded::new(part), crate::text::Lang::Nl).is_empty()
    };
    let names: Vec<&str> = parts.iter().filter(|part| name(part)).copied().collect();
    let named = |name: &str| Named { name: tidy(name), ..Named::default() };
    let most = names.len() + 1 >= parts.len() && parts.first().is_some_and(name);
    (names.len() >= 2 && most).then(|| names.into_iter().map(named).collect())
}

/// Without emphasis, tags and soft hyphens; line breaks kept.
pub(super) fn plain(words: &str) -> String {
    let mut text = words.replace(['\u{ad}', '*', '`', '\r'], "").replace("<br/>", "\n").replace("<br />", "\n");
    text = text.replace("<br>", "\n").replace('\t', " ");
    let lines: Vec<String> = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    lines.join("\n").trim().to_owned()
}

/// The name and what follows it in the line.
fn cut<'t>(tables: &Tables, line: &'t str) -> (&'t str, Vec<&'t str>) {
    let mut from = 0;
    loop {
        let Some((at, separator)) = separator(&line[from..]).map(|(at, separator)| (from + at, separator)) else {
            return (line, Vec::new());
        };
        let after = &line[at + separator.len()..];
        match separator {
            "(" => {
                let close = after.find(')').unwrap_or(after.len());
                let inner = &after[..close];
                let next = (at + 1 + close + 1).min(line.len());
                if is_alias(tables, inner) {
                    from = next;
                    continue;
                }
                return (&line[..at], vec![inner, &line[next..]]);
            }
            ", " if form_follows(tables, after) => from = at + separator.len(),
            _ => return (&line[..at], vec![after]),
        }
    }
}

/// The first mark that may end a name.
fn separator(line: &str) -> Option<(usize, &'static str)> {
    const MARKS: [&str; 8] = ["(", ", ", " — ", " – ", " - ", ": ", "; ", " | "];
    MARKS.iter().filter_map(|mark| line.find(mark).map(|at| (at, *mark))).min()
}

/// Whether a legal form opens the words: "Cloudflare, Inc.".
fn form_follows(tables: &Tables, after: &str) -> bool {
    let word = after.split([' ', ',']).next().unwrap_or("");
    !word.is_empty() && legal_form(tables, &format!("Naam {word}")).is_some()
}

/// Another name in brackets: an abbreviation, a company with its legal form, one or two capitalised words.
fn is_alias(tables: &Tables, inner: &str) -> bool {
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let words: Vec<&str> = inner.split_whitespace().collect();
    let place = || !tables.gazetteer().find_in(inner, &Folded::new(inner), crate::text::Lang::En).is_empty();
    !words.is_empty()
        && (legal_form(tables, inner).is_some()
            || words.len() <= 2 && words.iter().all(|word| capital(word)) && !place())
}

/// What follows a name is an address when it holds a number or a legal seat, else a service.
fn place(tables: &Tables, named: &mut Named, part: &str) {
    let part = part.trim_matches(|c: char| c.is_whitespace() || ",;:–—-().".contains(c));
    if part.is_empty() {
        return;
    }
    let folded = Folded::new(part);
    let placed = !tables.gazetteer().find_in(part, &folded, crate::text::Lang::Nl).is_empty();
    let slot = if part.chars().any(|c| c.is_ascii_digit()) || placed { &mut named.address } else { &mut named.service };
    if slot.is_none() {
        *slot = Some(part.split_whitespace().collect::<Vec<_>>().join(" "));
    }
}

fn tidy(name: &str) -> String {
    let trimmed = name.trim_matches(|c: char| c.is_whitespace() || "-–—•·:;,_\"“”'".contains(c));
    trimmed.strip_prefix("o ").unwrap_or(trimmed).to_owned()
}

/// A first name further into the words than this is named in passing.
const OPENING: usize = 12;

/// Names in a stretch of a sentence that opens with one, each with where it stands in it: those with a legal form and
/// known providers.
pub(super) fn in_sentence(tables: &Tables, words: &str) -> Vec<(Range<usize>, String)> {
    let folded = Folded::new(words);
    let mut found: Vec<(usize, usize, String)> = find_organisations(tables, words, &folded)
        .into_iter()
        .map(|organisation| (organisation.span.start(), organisation.span.end(), organisation.name))
        .collect();
    for provider in &tables.providers.provider {
        for name in std::iter::once(&provider.name).chain(&provider.aliases) {
            let Some(at) = words.find(name.as_str()) else { continue };
            let end = at + name.len();
            let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            if !word(words[..at].chars().next_back()) && !word(words[end..].chars().next()) {
                found.push((at, end, name.clone()));
            }
        }
    }
    found.sort_by_key(|(at, end, _)| (*at, std::cmp::Reverse(*end)));
    found.dedup_by(|later, earlier| later.0 < earlier.1);
    let opens = found.first().is_some_and(|(at, _, _)| *at <= OPENING);
    if opens { found.into_iter().map(|(at, end, name)| (at..end, name)).collect() } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, name: &str, service: Option<&str>, address: Option<&str>) {
        let named = split(Tables::embedded(), words).unwrap_or_default();
        assert_eq!((named.name.as_str(), named.service.as_deref(), named.address.as_deref()), (name, service, address));
    }

    #[test]
    fn a_name_is_parted_from_service_and_address() {
        check("Amazon Web Services (AWS) (opslag en mail)", "Amazon Web Services (AWS)", Some("opslag en mail"), None);
        check("Leiespoor Hosting NV, Kaaimuur 77, Gent", "Leiespoor Hosting NV", None, Some("Kaaimuur 77, Gent"));
        check("Prairielight, Inc.", "Prairielight, Inc.", None, None);
        check("**Brakwater Online** (Brakwater Hosting B.V.)", "Brakwater Online (Brakwater Hosting B.V.)", None, None);
        check("Nordfossil Post<br>Storgata 5<br>Bergen", "Nordfossil Post", None, Some("Storgata 5 Bergen"));
        check("Kirschallee GmbH — bewaking van servers", "Kirschallee GmbH", Some("bewaking van servers"), None);
        check("verzenden van berichten", "", None, None);
        check("Naam van de contactpersoon: ……", "", None, None);
        check("Drukkerij voor heel groot werk B.V.", "Drukkerij voor heel groot werk B.V.", None, None);
    }

    #[test]
    fn a_cell_may_hold_several_names() {
        let names = |words: &str| {
            let several = several(Tables::embedded(), words).unwrap_or_default();
            several.into_iter().map(|named| named.name).collect::<Vec<_>>().join("|")
        };
        assert_eq!(names("Vorstgaard, Olijf Mail en overige partijen"), "Vorstgaard|Olijf Mail");
        assert_eq!(names("Leiespoor Hosting NV, Kaaimuur 77, Gent"), "");
        assert_eq!(names("Prairielight, Inc."), "");
        assert_eq!(names("Vorstgaard, Parijs"), "");
    }

    #[test]
    fn names_in_a_sentence_bear_a_legal_form_or_are_known() {
        let names = in_sentence(Tables::embedded(), "Leiespoor Hosting NV en Microsoft Azure voor de opslag");
        let names: Vec<&str> = names.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["Leiespoor Hosting NV", "Microsoft Azure"]);
        assert!(in_sentence(Tables::embedded(), "partijen die net als Microsoft groot zijn").is_empty());
    }
}
