//! The ten key facts of page one, each with one of the five answers, and the parties.
//!
//! In: the context of a report. Out: one line of pieces per fact. Not here: the extraction, and how lines are printed.

use super::words::{Word, fill, word};
use crate::evidence::{Evidence, Search};
use crate::extract::{Authorisation, Declared, Location, Party, Role, State, Subprocessor};

use super::harmless::{one_line, shorten};
use super::page_one::{Context, Piece};
use super::value;
use super::value::{activity, country, retention, time, zone};

/// Longest quote in a line of key facts.
const QUOTE: usize = 80;
/// Names of sub-processors in a line of key facts.
const NAMES: usize = 6;

/// A fact on page one.
pub(super) struct KeyFact {
    pub(super) label: Word,
    /// Its name in the report's contract.
    pub(super) name: &'static str,
    pub(super) answer: Vec<Piece>,
}

/// A value in words and where it stands.
struct Value {
    text: String,
    at: Option<Evidence>,
}

fn value(text: String, at: Option<&Evidence>) -> Option<Value> {
    (!text.is_empty()).then(|| Value { text, at: at.cloned() })
}

/// The ten, in their order.
pub(super) fn key_facts(context: &Context) -> [KeyFact; 10] {
    let lines: [(Word, &'static str, Option<Value>); 10] = [
        (Word::StorageCountries, "locations", countries(context)),
        (Word::Subprocessors, "subprocessors", subprocessors(context)),
        (Word::TransferGround, "transfer_mechanisms", mechanisms(context)),
        (Word::BreachNotice, "breach_notice", breach(context)),
        (Word::Objection, "objection", objection(context)),
        (Word::Retention, "retention", terms(context)),
        (Word::EndOfTerm, "end_of_term", end(context)),
        (Word::Audit, "audit", audit(context)),
        (Word::SpecialCategories, "special_categories", None),
        (Word::Contact, "contacts", contact(context)),
    ];
    lines.map(|(label, name, value)| KeyFact { label, name, answer: answer(context, name, value) })
}

/// The answer about any fact that has a state, without its value.
pub(super) fn state_answer(context: &Context, fact: &str) -> Vec<Piece> {
    answer(context, fact, None)
}

/// The answer about a fact: a value, expressly none, left blank, made unreadable, not found; or nobody looked.
fn answer(context: &Context, fact: &str, value: Option<Value>) -> Vec<Piece> {
    let say = |key| Piece::words(word(context.tongue, key));
    let shown = value.map(|value| match &value.at {
        Some(at) => placed(vec![Piece::Words(value.text)], at),
        None => vec![Piece::Words(value.text)],
    });
    let mut answer = match context.analysis.facts.states.get(fact) {
        None => return shown.unwrap_or_else(|| vec![say(Word::AnswerNotAssessed)]),
        Some(State::Found(at)) => return shown.unwrap_or_else(|| quoted(at)),
        Some(State::NotFound(search)) => return shown.unwrap_or_else(|| not_found(context, search)),
        Some(State::None(at)) => {
            let mut answer = vec![say(Word::AnswerNone), Piece::words(": ")];
            answer.extend(quoted(at));
            answer
        }
        Some(State::Blank(at)) => placed(vec![say(Word::AnswerBlank)], at),
        Some(State::Redacted(at)) => placed(vec![say(Word::AnswerRedacted)], at),
    };
    if let Some(shown) = shown {
        answer.push(Piece::words("; "));
        answer.extend(shown);
    }
    answer
}

fn not_found(context: &Context, search: &Search) -> Vec<Piece> {
    let say = |key| word(context.tongue, key);
    let answer = Piece::words(say(Word::AnswerNotFound));
    match search.nearest {
        Some(span) => vec![
            answer,
            Piece::Words(format!(" ({}: ", say(Word::Nearest).to_lowercase())),
            Piece::Spot(span),
            Piece::words(")"),
        ],
        None => vec![answer],
    }
}

/// Pieces with their place after them in parentheses.
fn placed(mut pieces: Vec<Piece>, at: &Evidence) -> Vec<Piece> {
    pieces.extend([Piece::words(" ("), Piece::Spot(at.first), Piece::words(")")]);
    pieces
}

fn quoted(at: &Evidence) -> Vec<Piece> {
    placed(vec![Piece::Quote(at.first, QUOTE)], at)
}

/// Countries outside the EEA first: missing one of them is the worst a reader can do.
fn countries(context: &Context) -> Option<Value> {
    let facts = &context.analysis.facts;
    let mut places: Vec<&Location> = facts.locations.iter().collect();
    places.sort_by_key(|place| place.zone == "eea");
    let mut seen: Vec<String> = Vec::new();
    for place in &places {
        let text = location(context, place);
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    let known = |code: &str| places.iter().any(|place| place.country == code);
    for item in &facts.subprocessors.items {
        let Some(code) = item.country.as_deref().filter(|code| !known(code)) else { continue };
        let by = word(context.tongue, Word::BySubprocessor);
        let text = format!("{} ({by}, {})", country(code, context.tongue), zone(item.zone, context.tongue));
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    let first = places.first().map(|place| &place.evidence);
    value(seen.join("; "), first.or(facts.subprocessors.items.first().map(|item| &item.evidence)))
}

fn location(context: &Context, place: &Location) -> String {
    let tongue = context.tongue;
    let name = country(&place.country, tongue);
    let name = match &place.place {
        Some(town) => format!("{name}, {}", shorten(&one_line(town), 30)),
        None => name,
    };
    format!("{name} ({}, {})", activity(place.activity, tongue), zone(place.zone, tongue))
}

fn subprocessors(context: &Context) -> Option<Value> {
    let tongue = context.tongue;
    let said = &context.analysis.facts.subprocessors;
    let mut parts = Vec::new();
    match said.declared {
        Declared::List => parts.push(list_names(context, &said.items)),
        Declared::External => parts.push(word(tongue, Word::DeclaredExternal).to_owned()),
        Declared::None if !context.analysis.facts.states.contains_key("subprocessors") => {
            parts.push(word(tongue, Word::AnswerNone).to_owned());
        }
        Declared::None | Declared::Absent => {}
    }
    let authorisation = match said.authorisation {
        Authorisation::General => Some(Word::AuthorisationGeneral),
        Authorisation::Specific => Some(Word::AuthorisationSpecific),
        Authorisation::Mixed => Some(Word::AuthorisationMixed),
        Authorisation::None => None,
    };
    parts.extend(authorisation.map(|key| word(tongue, key).to_owned()));
    parts.retain(|part| !part.is_empty());
    let authorised = said.general.as_ref().or(said.specific.as_ref());
    let first = said.items.first().map(|item| &item.evidence).or(authorised).or(said.evidence.first());
    value(parts.join("; "), first)
}

fn list_names(context: &Context, items: &[Subprocessor]) -> String {
    let name = |item: &Subprocessor| {
        let name = shorten(&one_line(&item.name), 40);
        match &item.country {
            Some(code) => format!("{name} ({})", country(code, context.tongue)),
            None => name,
        }
    };
    let mut names: Vec<String> = items.iter().take(NAMES).map(name).collect();
    if items.len() > NAMES {
        names.push(format!("+ {}", items.len() - NAMES));
    }
    names.join(", ")
}

fn mechanisms(context: &Context) -> Option<Value> {
    let grounds = &context.analysis.facts.transfer_mechanisms;
    let mut kinds: Vec<String> = Vec::new();
    for ground in grounds {
        let kind = one_line(&ground.kind);
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    value(kinds.join(", "), grounds.first().map(|ground| &ground.evidence))
}

fn breach(context: &Context) -> Option<Value> {
    let notice = &context.analysis.facts.breach_notice;
    let wording = notice.wording.as_ref().and_then(|&(wording, _)| match wording {
        "without-undue-delay" => Some(Word::WordingUndueDelay),
        "immediate" => Some(Word::WordingImmediate),
        "prompt" => Some(Word::WordingPrompt),
        _ => None,
    });
    let mut parts: Vec<String> = notice.term.iter().map(|term| time(term, context.tongue)).collect();
    parts.extend(wording.map(|key| word(context.tongue, key).to_owned()));
    if let (Some(start), false) = (&notice.start, parts.is_empty()) {
        parts.push(shorten(&one_line(start), 50));
    }
    let at = notice.term.as_ref().map(|term| &term.evidence).or(notice.wording.as_ref().map(|(_, at)| at));
    value(parts.join(", "), at)
}

fn objection(context: &Context) -> Option<Value> {
    let facts = &context.analysis.facts;
    match &facts.subprocessors.objection {
        Some(term) => value(time(term, context.tongue), Some(&term.evidence)),
        // Looked for together with the sub-processors; then an absent term is an answer.
        None if facts.states.contains_key("subprocessors") && !facts.states.contains_key("objection") => {
            value(word(context.tongue, Word::AnswerNotFound).to_owned(), None)
        }
        None => None,
    }
}

fn terms(context: &Context) -> Option<Value> {
    let terms = &context.analysis.facts.retention;
    let mut shown: Vec<String> = Vec::new();
    for term in terms {
        let text = retention(term, context.tongue);
        if !shown.contains(&text) {
            shown.push(text);
        }
    }
    value(shown.join("; "), terms.first().map(|first| &first.term.evidence))
}

fn end(context: &Context) -> Option<Value> {
    let end = &context.analysis.facts.end_of_term;
    let choice = end.choice.as_ref().and_then(|&(choice, _)| value::choice(choice));
    let mut parts: Vec<String> = choice.map(|key| word(context.tongue, key).to_owned()).into_iter().collect();
    if let Some(deadline) = &end.deadline {
        parts.push(fill(context.tongue, Word::Within, &[("time", &time(deadline, context.tongue))]));
    }
    let at = end.choice.as_ref().map(|(_, at)| at).or(end.deadline.as_ref().map(|term| &term.evidence));
    value(parts.join(", "), at)
}

fn audit(context: &Context) -> Option<Value> {
    let tongue = context.tongue;
    let audit = &context.analysis.facts.audit;
    let right = audit.right.as_ref()?;
    let payer = match audit.payer.as_ref().map(|&(payer, _)| payer) {
        Some("controller") => Word::PayerController,
        Some("processor") => Word::PayerProcessor,
        Some("shared") => Word::PayerShared,
        _ => Word::PayerUnstated,
    };
    let mut parts = vec![word(tongue, Word::AuditRight).to_owned(), word(tongue, payer).to_owned()];
    if let Some(term) = &audit.frequency {
        parts.push(fill(tongue, Word::Every, &[("time", &time(term, tongue))]));
    }
    if let Some(term) = &audit.notice {
        parts.push(fill(tongue, Word::Notice, &[("time", &time(term, tongue))]));
    }
    value(parts.join(", "), Some(right))
}

fn contact(context: &Context) -> Option<Value> {
    let notice = &context.analysis.facts.breach_notice;
    let contact = notice.contact.as_ref()?;
    value(shorten(&one_line(contact), QUOTE), None)
}

/// Parties as printed, each with the word for its side.
pub(super) fn parties(context: &Context) -> Vec<(Word, Vec<Piece>)> {
    let line = |party: &Party| {
        let role = match party.role {
            Role::Controller => Word::Controller,
            Role::Processor => Word::Processor,
        };
        (role, placed(vec![Piece::Words(party_line(context, party))], &party.evidence))
    };
    context.analysis.facts.parties.iter().map(line).collect()
}

fn party_line(context: &Context, party: &Party) -> String {
    let blank = word(context.tongue, Word::NotFilledIn);
    let mut parts = vec![party.name.as_deref().filter(|_| !party.placeholder).unwrap_or(blank).to_owned()];
    parts.extend(party.registrations.iter().map(|number| format!("{} {}", number.scheme, number.value)));
    parts.extend(party.address.iter().cloned());
    parts.extend(party.representative.iter().cloned());
    one_line(&parts.join(", "))
}
