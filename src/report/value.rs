//! Values in words: durations, places, words for closed names.
//!
//! In: values and a language. Out: short phrases. Not here: whole lines.

use crate::Analysis;
use crate::compare::Status;
use crate::extract::{Activity, Qualifier, Retention, Term, Trigger};
use crate::text::Span;

use super::build::clause_of;
use super::harmless::{one_line, shorten};
use super::words::{Tongue, Word, count, fill, word};

/// Longest quote shown; the rest is a look at the place away.
const QUOTE: usize = 220;

/// The words of a span between quotation marks.
pub(super) fn quote(analysis: &Analysis, span: Span, tongue: Tongue) -> String {
    quote_within(analysis, span, tongue, QUOTE)
}

/// The same, no longer than `columns`.
pub(super) fn quote_within(analysis: &Analysis, span: Span, tongue: Tongue, columns: usize) -> String {
    let text = shorten(&one_line(analysis.document.slice(span)), columns);
    match tongue {
        Tongue::Nl | Tongue::Be => format!("«{text}»"),
        Tongue::En => format!("“{text}”"),
    }
}

/// The innermost clause around a span, as a reader says it.
pub(super) fn clause(analysis: &Analysis, span: Span, tongue: Tongue) -> Option<String> {
    clause_of(&analysis.document, &analysis.clauses, span).map(|reference| said(&reference, tongue))
}

/// A reference of the report as a reader says it: `art. 11.2`, and words where a part has no number of its own.
pub(in crate::report) fn said(reference: &str, tongue: Tongue) -> String {
    let reference = one_line(reference);
    let (head, rest) = reference.split_once('.').unwrap_or((&reference, ""));
    let key = match head {
        "Preamble" => Word::Preamble,
        "Recitals" => Word::Recitals,
        "Signatures" => Word::Signatures,
        _ if head.starts_with(|c: char| c.is_ascii_digit()) => {
            return fill(tongue, Word::Article, &[("number", &reference)]);
        }
        _ => return reference,
    };
    format!("{} {rest}", word(tongue, key)).trim_end().to_owned()
}

/// The page of a span, or its line where the format has no pages.
pub(super) fn spot(analysis: &Analysis, span: Span, tongue: Tongue) -> String {
    let line = || fill(tongue, Word::Line, &[("n", &analysis.document.line_of(span.start()).to_string())]);
    let page = |page: u32| fill(tongue, Word::Page, &[("n", &page.to_string())]);
    page_of(analysis, span).map_or_else(line, page)
}

/// Clause, page or line, and characters of a span.
pub(super) fn full_spot(analysis: &Analysis, span: Span, tongue: Tongue) -> String {
    let document = &analysis.document;
    let (from, to) = (document.scalar_of(span.start()), document.scalar_of(span.end()));
    let characters = fill(tongue, Word::Characters, &[("from", &from.to_string()), ("to", &to.to_string())]);
    let mut place = format!("{}, {characters}", spot(analysis, span, tongue));
    if document.layer_of(span) != crate::document::Layer::Body {
        place = format!("{place} ({})", word(tongue, Word::NotInBody));
    }
    match clause(analysis, span, tongue) {
        Some(clause) => format!("{clause}, {place}"),
        None => place,
    }
}

/// Clause and page or line of a span, for a list.
pub(super) fn short_spot(analysis: &Analysis, span: Span, tongue: Tongue) -> String {
    let spot = spot(analysis, span, tongue);
    match clause(analysis, span, tongue) {
        Some(clause) => format!("{clause}, {spot}"),
        None => spot,
    }
}

fn page_of(analysis: &Analysis, span: Span) -> Option<u32> {
    let paged = !analysis.document.pages.is_empty();
    analysis.document.page_of(span.start()).filter(|_| paged)
}

/// A term in words.
pub(super) fn time(term: &Term, tongue: Tongue) -> String {
    duration(&term.iso, term.business, tongue)
}

/// An ISO 8601 duration in words; as it is where it is none.
pub(in crate::report) fn duration(iso: &str, business: bool, tongue: Tongue) -> String {
    let mut parts = Vec::new();
    let mut number = String::new();
    let mut clock = false;
    for character in iso.strip_prefix('P').unwrap_or("").chars() {
        if character.is_ascii_digit() || matches!(character, '.' | ',') {
            number.push(character);
            continue;
        }
        if character == 'T' && number.is_empty() && !clock {
            clock = true;
            continue;
        }
        let Some((one, many)) = unit(character, clock, business).filter(|_| !number.is_empty()) else {
            return iso.to_owned();
        };
        parts.push(amount(tongue, &number, one, many));
        number.clear();
    }
    if parts.is_empty() || !number.is_empty() { iso.to_owned() } else { parts.join(" ") }
}

fn unit(letter: char, clock: bool, business: bool) -> Option<(Word, Word)> {
    Some(match (letter, clock) {
        ('Y', false) => (Word::YearOne, Word::YearMany),
        ('M', false) => (Word::MonthOne, Word::MonthMany),
        ('W', false) => (Word::WeekOne, Word::WeekMany),
        ('D', false) if business => (Word::BusinessDayOne, Word::BusinessDayMany),
        ('D', false) => (Word::DayOne, Word::DayMany),
        ('H', true) => (Word::HourOne, Word::HourMany),
        ('M', true) => (Word::MinuteOne, Word::MinuteMany),
        _ => return None,
    })
}

fn amount(tongue: Tongue, number: &str, one: Word, many: Word) -> String {
    match number.parse::<usize>() {
        Ok(n) => count(tongue, n, one, many),
        Err(_) => fill(tongue, many, &[("n", number)]),
    }
}

/// How long what is kept, from when.
pub(super) fn retention(retention: &Retention, tongue: Tongue) -> String {
    let time = time(&retention.term, tongue);
    let mut text = match retention.qualifier {
        Qualifier::Max => fill(tongue, Word::AtMost, &[("time", &time)]),
        Qualifier::Min => fill(tongue, Word::AtLeast, &[("time", &time)]),
        Qualifier::Exact => time,
    };
    let from = match retention.trigger {
        Trigger::EndOfAgreement => Some(Word::AfterEnd),
        Trigger::Collection => Some(Word::AfterCollection),
        Trigger::Backup => Some(Word::AfterBackup),
        Trigger::Request => Some(Word::AfterRequest),
        Trigger::Deletion => Some(Word::AfterDeletion),
        Trigger::Other => None,
    };
    if let Some(from) = from {
        text = format!("{text} {}", word(tongue, from));
    }
    match &retention.object {
        Some(object) => format!("{text} ({})", shorten(&one_line(object), 40)),
        None => text,
    }
}

/// The outcome of a requirement.
pub(super) fn outcome(status: Status) -> Word {
    match status {
        Status::Satisfied => Word::RequirementSatisfied,
        Status::Partial => Word::RequirementPartial,
        Status::Violated => Word::RequirementViolated,
        Status::NotApplicable => Word::RequirementNotApplicable,
        Status::Undetermined => Word::RequirementUndetermined,
    }
}

/// What happens at a place.
pub(super) fn activity(activity: Activity, tongue: Tongue) -> &'static str {
    let key = match activity {
        Activity::Storage => Word::ActivityStorage,
        Activity::Processing => Word::ActivityProcessing,
        Activity::Support => Word::ActivitySupport,
        Activity::Transfer => Word::ActivityTransfer,
    };
    word(tongue, key)
}

/// The zone of a country.
pub(in crate::report) fn zone(zone: &str, tongue: Tongue) -> &'static str {
    let key = match zone {
        "eea" => Word::ZoneEea,
        "adequate" => Word::ZoneAdequate,
        "conditional" => Word::ZoneConditional,
        "third" => Word::ZoneThird,
        _ => Word::ZoneUnknown,
    };
    word(tongue, key)
}

/// A country code as it is; words for a third country without a name.
pub(in crate::report) fn country(code: &str, tongue: Tongue) -> String {
    if code == "third-country-unspecified" { word(tongue, Word::ThirdUnnamed).to_owned() } else { one_line(code) }
}

/// Who chooses between return and deletion at the end; none where nothing is said.
pub(in crate::report) fn choice(choice: &str) -> Option<Word> {
    match choice {
        "controller" => Some(Word::ChoiceController),
        "processor" => Some(Word::ChoiceProcessor),
        "delete-only" => Some(Word::ChoiceDelete),
        "return-only" => Some(Word::ChoiceReturn),
        "unstated" => Some(Word::ChoiceUnstated),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(iso: &str, business: bool, nl: &str, en: &str) {
        assert_eq!(duration(iso, business, Tongue::Nl), nl);
        assert_eq!(duration(iso, business, Tongue::En), en);
    }

    #[test]
    fn durations_read_as_people_say_them() {
        check("P2Y", false, "2 jaar", "2 years");
        check("P1Y6M", false, "1 jaar 6 maanden", "1 year 6 months");
        check("PT24H", false, "24 uur", "24 hours");
        check("P5D", true, "5 werkdagen", "5 business days");
        check("P1M", false, "1 maand", "1 month");
        check("PT1M", false, "1 minuut", "1 minute");
        check("P0.5Y", false, "0.5 jaar", "0.5 years");
    }

    #[test]
    fn what_is_no_duration_stays_as_it_is() {
        for iso in ["", "P", "2Y", "PX", "P2", "PT2Y", "P2H"] {
            check(iso, false, iso, iso);
        }
    }
}
