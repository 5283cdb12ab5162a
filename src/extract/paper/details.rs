//! What is printed about a party: numbers, address, country, representative.
//!
//! In: [`Side`]s. Out: [`Party`]s. Not here: who the parties are (`parties`).

use super::parties::{Side, What, floor};
use super::{Paper, names, rule};
use crate::evidence::Evidence;
use crate::extract::{Party, RegistrationFact};
use crate::text::{Folded, Span};
use crate::value::{Kind, Registration, find_registrations, legal_form};

/// How far from a party's name a number may stand that belongs to it.
const REACH: usize = 200;

/// Parties as the report has them.
pub(super) fn parties(paper: &Paper<'_>) -> Vec<Party> {
    let sides = &paper.sides;
    let text = paper.text();
    let numbers = find_registrations(paper.tables, text, &Folded::new(text));
    let owners: Vec<Option<usize>> = numbers.iter().map(|number| owner(paper, sides, number)).collect();
    sides
        .iter()
        .enumerate()
        .map(|(at, side)| {
            let own = numbers.iter().zip(&owners).filter(|(_, owner)| **owner == Some(at)).map(|(number, _)| number);
            party(paper, side, &own.collect::<Vec<_>>())
        })
        .collect()
}

/// Whose number it is: described in the same stretch, or the party named last before it.
fn owner(paper: &Paper<'_>, sides: &[Side], number: &Registration) -> Option<usize> {
    if paper.redacted(number.span) || paper.blank_in(number.span).is_some() {
        return None;
    }
    let inside = sides.iter().position(|side| side.region.contains(number.span) && side.what != What::Generic);
    if inside.is_some() {
        return inside;
    }
    let start = floor(paper.text(), number.span.start().saturating_sub(REACH));
    let before = paper.slice(Span::new(start, number.span.start()));
    let last_organisation =
        paper.organisations.iter().map(|it| it.span).rfind(|it| it.end() <= number.span.start() && it.start() >= start);
    let mentions = sides.iter().enumerate().filter_map(|(at, side)| {
        let What::Name(name) = &side.what else { return None };
        let name = names::core(paper, name).to_ascii_lowercase();
        Some((before.to_ascii_lowercase().rfind(name.as_str())? + start, at))
    });
    let (place, at) = mentions.max()?;
    last_organisation.is_none_or(|it| it.start() <= place + 1).then_some(at)
}

fn party(paper: &Paper<'_>, side: &Side, numbers: &[&Registration]) -> Party {
    let name = match &side.what {
        What::Name(name) => Some(name.clone()),
        _ => None,
    };
    let mut registrations: Vec<RegistrationFact> = Vec::new();
    for number in numbers {
        let fact =
            RegistrationFact { scheme: number.scheme.clone(), value: number.printed.clone(), valid: number.valid };
        let digits = |value: &str| value.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        if !registrations.iter().any(|known| digits(&known.value) == digits(&fact.value)) {
            registrations.push(fact);
        }
    }
    let address = detail(paper, side, "address", "address");
    let country = address
        .and_then(|span| country_in(paper, span))
        .or_else(|| (side.what != What::Generic).then(|| country_in(paper, side.region)).flatten())
        .or_else(|| numbers.iter().find_map(|number| register(paper, number)));
    let form = name.as_deref().and_then(|name| written_form(paper, name));
    Party {
        role: side.role,
        placeholder: matches!(side.what, What::Blank | What::Generic),
        legal_form: form,
        registrations,
        address: address.map(|span| names::plain(paper.slice(span))),
        country,
        representative: detail(paper, side, "person", "person").map(|span| names::plain(paper.slice(span))),
        evidence: Evidence::at(side.span),
        name,
    }
}

/// A detail printed within the description of a party, unless blank or masked.
fn detail(paper: &Paper<'_>, side: &Side, who: &str, value: &str) -> Option<Span> {
    if side.what == What::Generic {
        return None;
    }
    let hits = rule::found(paper.scan, "parties", "who", who);
    let span = hits.iter().filter_map(|hit| hit.value(value)).find(|span| side.region.contains(*span))?;
    let span = span.trim_matches(paper.text(), |c| c.is_whitespace() || matches!(c, '*' | '_' | '|' | ',' | '“' | '"'));
    let clear = paper.blank_in(span).is_none() && !paper.redacted(span) && !span.is_empty();
    clear.then_some(span)
}

/// The country of the last place named: addresses end with it. Of more countries the first stays.
fn country_in(paper: &Paper<'_>, span: Span) -> Option<String> {
    let text = paper.slice(span);
    let folded = Folded::new(text);
    let mentions = paper.tables.gazetteer().find_in(text, &folded, paper.lang());
    let mut known = mentions.iter().filter(|it| it.kind != Kind::Adjective && !it.outside);
    known.find_map(|it| it.country.as_str().filter(|code| code.len() == 2 && *code != "EU")).map(str::to_owned)
}

fn register(paper: &Paper<'_>, number: &Registration) -> Option<String> {
    let gives = rule::test(paper.scan, "parties", "who", Some("register"), &number.id)?;
    gives.get("country").map(|country| (*country).to_owned())
}

/// The legal form as it is written in the name.
fn written_form(paper: &Paper<'_>, name: &str) -> Option<String> {
    let form = legal_form(paper.tables, name)?;
    let mut spellings: Vec<&String> =
        form.spellings.iter().filter(|spelling| name.contains(spelling.as_str())).collect();
    spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.len()));
    spellings.first().map(|spelling| (*spelling).clone())
}
