//! Values of a report in the words of a register.
//!
//! In: facts of the report and the language. Out: cells. Not here: which columns there are (`sheets`).

use super::Value;
use super::said::{self, Said};
use crate::report::tables::days;
use crate::report::terminal::harmless;
use crate::report::value::{country, duration, zone};
use crate::report::wire::{Document, Evidence, Facts, Mention, Period, Retention};
use crate::report::words::{Tongue, Word, fill, word};

/// Between entries of one cell: each on a line of its own.
const BETWEEN: &str = "\n";

/// Words of an agreement on one line, without characters that are obeyed instead of shown.
pub(super) fn line(words: &str) -> String {
    harmless(words)
}

/// No longer than `most` characters.
pub(super) fn cut(words: &str, most: usize) -> String {
    match words.char_indices().nth(most) {
        None => words.to_owned(),
        Some((at, _)) => format!("{}…", &words[..at]),
    }
}

pub(super) fn text(words: &str) -> Value {
    if words.trim().is_empty() { Value::Empty } else { Value::Text(line(words)) }
}

pub(super) fn maybe(words: Option<&str>) -> Value {
    words.map_or(Value::Empty, text)
}

/// Lines of a cell, each once.
pub(super) fn lines(entries: impl IntoIterator<Item = String>) -> Value {
    let mut seen: Vec<String> = Vec::new();
    for entry in entries {
        if !entry.trim().is_empty() && !seen.contains(&entry) {
            seen.push(entry);
        }
    }
    if seen.is_empty() { Value::Empty } else { Value::Text(seen.join(BETWEEN)) }
}

pub(super) fn number(number: usize) -> Value {
    Value::Number(u32::try_from(number).unwrap_or(u32::MAX).into())
}

/// A whole ISO date as a date; a month or year stays text.
pub(super) fn date(iso: &str) -> Value {
    let mut parts = iso.split('-');
    let mut whole = || {
        let year: u16 = parts.next()?.parse().ok().filter(|year| (1900..=9999).contains(year))?;
        let month: u8 = parts.next()?.parse().ok().filter(|month| (1..=12).contains(month))?;
        let day: u8 = parts.next()?.parse().ok().filter(|day| (1..=days_of(year, month)).contains(day))?;
        parts.next().is_none().then_some(Value::Date(year, month, day))
    };
    whole().unwrap_or_else(|| text(iso))
}

fn days_of(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The value of a fact, or which of the other answers there is.
pub(super) fn answer(facts: &Facts, fact: &str, value: Value, tongue: Tongue) -> Value {
    let key = match facts.states.get(fact).map(|state| state.state) {
        None if value == Value::Empty => Word::AnswerNotAssessed,
        Some("none") => Word::AnswerNone,
        Some("blank") => Word::AnswerBlank,
        Some("redacted") => Word::AnswerRedacted,
        Some("not-found") if value == Value::Empty => Word::AnswerNotFound,
        Some("found") if value == Value::Empty => return quoted(&facts.states[fact].evidence),
        _ => return value,
    };
    match value {
        Value::Text(value) => Value::Text(format!("{}{BETWEEN}{value}", word(tongue, key))),
        _ => Value::Text(word(tongue, key).to_owned()),
    }
}

/// The words a fact stands in, where it has no value of its own.
fn quoted(evidence: &[Evidence]) -> Value {
    lines(evidence.iter().map(|one| cut(&line(&one.quote), 200)))
}

pub(super) fn mentions(list: &[Mention]) -> Value {
    lines(list.iter().map(|mention| line(&mention.text)))
}

/// Names of a side; the word for a blank where there are parties and none has a name.
pub(super) fn parties(facts: &Facts, role: &str, tongue: Tongue) -> Value {
    let of_role = || facts.parties.iter().filter(|party| party.role == role);
    let names =
        lines(of_role().filter(|party| !party.placeholder).filter_map(|party| Some(line(party.name.as_deref()?))));
    match names {
        Value::Empty if of_role().next().is_some() => Value::Text(word(tongue, Word::NotFilledIn).to_owned()),
        Value::Empty => answer(facts, "parties", Value::Empty, tongue),
        names => names,
    }
}

pub(super) fn registrations(facts: &Facts, role: &str) -> Value {
    let parties = facts.parties.iter().filter(|party| party.role == role);
    let numbers = parties.flat_map(|party| &party.registrations);
    lines(numbers.map(|number| format!("{} {}", number.scheme.to_uppercase(), line(&number.value))))
}

pub(super) fn authorisation(facts: &Facts, tongue: Tongue) -> Value {
    let said = &facts.subprocessors;
    let key = match said.authorisation {
        "general" => Word::AuthorisationGeneral,
        "specific" => Word::AuthorisationSpecific,
        "mixed" => Word::AuthorisationMixed,
        _ => Word::AnswerNotFound,
    };
    Value::Text(word(tongue, key).to_owned())
}

pub(super) fn subprocessors(facts: &Facts, tongue: Tongue) -> Value {
    let said = &facts.subprocessors;
    let external = (said.declared == "external").then(|| word(tongue, Word::DeclaredExternal).to_owned());
    let names = said.items.iter().map(|item| line(&item.name));
    answer(facts, "subprocessors", lines(names.chain(external)), tongue)
}

/// How many are named; no number where the agreement names none and does not say that there are none.
pub(super) fn subprocessor_count(facts: &Facts) -> Value {
    match (facts.subprocessors.items.len(), facts.subprocessors.declared) {
        (0, "none") => number(0),
        (0, _) => Value::Empty,
        (named, _) => number(named),
    }
}

/// Countries of the processor and of sub-processors with their zone, outside the EEA first.
pub(super) fn countries(facts: &Facts, tongue: Tongue) -> Value {
    let places = facts.locations.iter().map(|place| (place.country.as_str(), place.zone));
    let others = facts.subprocessors.items.iter().filter_map(|item| Some((item.country.as_deref()?, item.zone)));
    let mut all: Vec<(&str, &str)> = places.chain(others).collect();
    all.sort_by_key(|&(_, zone)| zone == "eea");
    let shown = all.into_iter().map(|(code, own)| match code {
        "EEA" => country(code, tongue),
        _ => format!("{} ({})", country(code, tongue), zone(own, tongue)),
    });
    answer(facts, "locations", lines(shown), tongue)
}

pub(super) fn mechanisms(facts: &Facts, tongue: Tongue) -> Value {
    let shown = facts.transfer_mechanisms.iter().map(|ground| mechanism(&ground.kind, tongue));
    answer(facts, "transfer_mechanisms", lines(shown), tongue)
}

/// A transfer ground in words; one that has none is called by its code.
pub(super) fn mechanism(kind: &str, tongue: Tongue) -> String {
    let said = match kind {
        "adequacy" => said::ADEQUACY,
        "scc-2021-914" => said::SCC,
        "scc-2010-87" => said::SCC_OLD,
        "dpf" => said::DPF,
        "privacy-shield" => said::SHIELD,
        "bcr" => said::BCR,
        _ => return line(kind),
    };
    said.of(tongue).to_owned()
}

pub(super) fn retention(facts: &Facts, tongue: Tongue) -> Value {
    let shown = facts.retention.iter().map(|kept| {
        let term = term(kept, tongue);
        match &kept.object {
            Some(object) => format!("{term}: {}", cut(&line(object), 80)),
            None => term,
        }
    });
    answer(facts, "retention", lines(shown), tongue)
}

fn term(kept: &Retention, tongue: Tongue) -> String {
    let time = time(&kept.duration, kept.unit, tongue);
    let qualified = match kept.qualifier {
        "max" => fill(tongue, Word::AtMost, &[("time", &time)]),
        "min" => fill(tongue, Word::AtLeast, &[("time", &time)]),
        _ => time,
    };
    match trigger(kept.trigger, tongue) {
        Some(from) => format!("{qualified} {from}"),
        None => qualified,
    }
}

pub(super) fn trigger(trigger: &str, tongue: Tongue) -> Option<&'static str> {
    let key = match trigger {
        "end-of-agreement" => Word::AfterEnd,
        "collection" => Word::AfterCollection,
        "backup" => Word::AfterBackup,
        "request" => Word::AfterRequest,
        "deletion" => Word::AfterDeletion,
        _ => return None,
    };
    Some(word(tongue, key))
}

pub(super) fn qualifier(qualifier: &str) -> Said {
    match qualifier {
        "max" => said::AT_MOST,
        "min" => said::AT_LEAST,
        _ => said::EXACTLY,
    }
}

pub(super) fn time(iso: &str, unit: &str, tongue: Tongue) -> String {
    duration(iso, unit == "business-day", tongue)
}

fn period(period: &Period, tongue: Tongue) -> String {
    time(&period.duration, period.unit, tongue)
}

pub(super) fn day_count(iso: &str, unit: &str) -> [Value; 2] {
    let days = days(iso, unit);
    [days.calendar, days.business].map(|days| days.map_or(Value::Empty, Value::Number))
}

pub(super) fn breach(facts: &Facts, tongue: Tongue) -> Value {
    let notice = &facts.breach_notice;
    let wording = match notice.wording {
        "without-undue-delay" => Some(Word::WordingUndueDelay),
        "immediate" => Some(Word::WordingImmediate),
        "prompt" => Some(Word::WordingPrompt),
        _ => None,
    };
    let term = notice.duration.as_ref().map(|iso| time(iso, notice.unit.unwrap_or_default(), tongue));
    let wording = wording.map(|key| word(tongue, key).to_owned());
    answer(facts, "breach_notice", lines(term.into_iter().chain(wording)), tongue)
}

pub(super) fn breach_contact(facts: &Facts, tongue: Tongue) -> Value {
    match facts.breach_notice.contact.as_deref() {
        Some(contact) => text(contact),
        None => Value::Text(word(tongue, Word::AnswerNotFound).to_owned()),
    }
}

pub(super) fn objection(facts: &Facts, tongue: Tongue) -> Value {
    let shown = facts.subprocessors.objection.as_ref().map(|objection| period(objection, tongue));
    Value::Text(shown.unwrap_or_else(|| word(tongue, Word::AnswerNotFound).to_owned()))
}

pub(super) fn end(facts: &Facts, tongue: Tongue) -> Value {
    let end = &facts.end_of_term;
    let choice = crate::report::value::choice(end.choice).map(|key| word(tongue, key).to_owned());
    let within = |deadline: &Period| fill(tongue, Word::Within, &[("time", &period(deadline, tongue))]);
    answer(facts, "end_of_term", lines(choice.into_iter().chain(end.deadline.as_ref().map(within))), tongue)
}

pub(super) fn audit(facts: &Facts, tongue: Tongue) -> Value {
    let audit = &facts.audit;
    if !audit.right {
        return answer(facts, "audit", Value::Empty, tongue);
    }
    let payer = match audit.payer {
        Some("controller") => Word::PayerController,
        Some("processor") => Word::PayerProcessor,
        Some("shared") => Word::PayerShared,
        _ => Word::PayerUnstated,
    };
    let every = audit.frequency.as_ref().map(|every| fill(tongue, Word::Every, &[("time", &period(every, tongue))]));
    let notice = audit.notice.as_ref().map(|notice| fill(tongue, Word::Notice, &[("time", &period(notice, tongue))]));
    lines([word(tongue, payer).to_owned()].into_iter().chain(every).chain(notice))
}

pub(super) fn signature(facts: &Facts, tongue: Tongue) -> Value {
    let key = match facts.signature.state {
        "signed" => Word::StateSigned,
        "partly" => Word::StatePartly,
        "blank" => Word::StateBlank,
        _ => Word::StateUnknown,
    };
    Value::Text(word(tongue, key).to_owned())
}

pub(super) fn severity(severity: &str) -> Said {
    match severity {
        "blocking" => said::COUNT_BLOCKING,
        "major" => said::COUNT_MAJOR,
        "minor" => said::COUNT_MINOR,
        _ => said::INFO,
    }
}

/// How many findings of a severity; no number where nobody looked for findings.
pub(super) fn findings(document: &Document, severity: &str, tongue: Tongue) -> Value {
    match &document.findings {
        Some(findings) => number(findings.iter().filter(|finding| finding.severity == severity).count()),
        None => Value::Text(word(tongue, Word::AnswerNotAssessed).to_owned()),
    }
}

/// Where a thing stands: clause, page, line.
pub(super) fn place(evidence: Option<&Evidence>, tongue: Tongue) -> [Value; 3] {
    let Some(first) = evidence else { return [Value::Empty, Value::Empty, Value::Empty] };
    let clause = first.clause.as_deref().map(|clause| crate::report::value::said(clause, tongue));
    let page = first.boxes.first().map_or(Value::Empty, |at| Value::Number(at.page.into()));
    [maybe(clause.as_deref()), page, number(first.line)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_day_that_exists_is_a_date() {
        for (iso, expect) in [
            ("2026-11-22", Value::Date(2026, 11, 22)),
            ("2024-02-29", Value::Date(2024, 2, 29)),
            ("2023-02-29", Value::Text("2023-02-29".into())),
            ("2024-05", Value::Text("2024-05".into())),
            ("2024", Value::Text("2024".into())),
            ("1650-01-01", Value::Text("1650-01-01".into())),
            ("2024-05-01-01", Value::Text("2024-05-01-01".into())),
            ("", Value::Empty),
        ] {
            assert_eq!(date(iso), expect, "{iso}");
        }
    }

    #[test]
    fn long_words_are_cut_between_characters() {
        assert_eq!(cut("één", 3), "één");
        assert_eq!(cut("éénmaal", 3), "één…");
    }
}
