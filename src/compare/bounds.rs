//! Facts against the limits of a requirement.
//!
//! In: a bound and the facts. Out: whether it holds, and the evidence. Not here: wording.

use super::{Wording, fact_words};
use crate::evidence::Evidence;
use crate::extract::{Days, Facts};
use crate::rules::schema::BoundFile;

/// What a bound says of an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// The fact is there and within the bound.
    Yes(Evidence),
    /// The fact is there and outside of it; the value as it is written in ISO 8601 or as a code.
    No(Evidence, String),
    /// The fact is there and better for the controller than the bound asks; the value as above.
    Better(Evidence, String),
    /// The fact is not there.
    Unknown,
}

pub(super) fn hold(facts: &Facts, bound: &BoundFile) -> Held {
    let word = bound.fact.get_ref();
    let better = bound.better.as_ref();
    if let Some(wanted) = &bound.equals {
        return match fact_words::code(facts, word) {
            Some((code, evidence)) if &code == wanted => Held::Yes(evidence),
            Some((code, evidence)) if better.is_some_and(|better| better.codes.contains(&code)) => {
                Held::Better(evidence, code)
            }
            Some((code, evidence)) => Held::No(evidence, code),
            None => Held::Unknown,
        };
    }
    let Some(term) = fact_words::term(facts, word) else { return Held::Unknown };
    let least = bound.at_least.as_ref().and_then(|iso| days(iso.get_ref()));
    let most = bound.at_most.as_ref().and_then(|iso| days(iso.get_ref()));
    let found = if term.business { Days::new(term.days.days() * BUSINESS) } else { term.days };
    if least.is_some_and(|least| found < least) || most.is_some_and(|most| found > most) {
        Held::No(term.evidence.clone(), term.iso.clone())
    } else if better.is_some() && (least.is_some_and(|least| found > least) || most.is_some_and(|most| found < most)) {
        Held::Better(term.evidence.clone(), term.iso.clone())
    } else {
        Held::Yes(term.evidence.clone())
    }
}

/// A duration as people say it ("2 weken", "96 uur"); a code stays a code.
pub fn spoken(value: &str) -> Wording {
    if days(value).is_none() {
        return Wording { nl: value.to_owned(), en: value.to_owned() };
    }
    let mut words: (Vec<String>, Vec<String>) = Default::default();
    let mut number = String::new();
    let mut time = false;
    for letter in value.chars().skip(1) {
        let unit = match (letter, time) {
            ('Y', _) => ["jaar", "jaar", "year"],
            ('M', false) => ["maand", "maanden", "month"],
            ('W', _) => ["week", "weken", "week"],
            ('D', _) => ["dag", "dagen", "day"],
            ('H', _) => ["uur", "uur", "hour"],
            ('M', true) => ["minuut", "minuten", "minute"],
            _ => {
                time |= letter == 'T';
                number.extend((letter != 'T').then_some(letter));
                continue;
            }
        };
        let one = number == "1";
        words.0.push(format!("{number} {}", unit[usize::from(!one)]));
        words.1.push(format!("{number} {}{}", unit[2], if one { "" } else { "s" }));
        number.clear();
    }
    Wording { nl: words.0.join(" "), en: words.1.join(" ") }
}

/// Calendar days in a business day, for comparison only: seven for five.
const BUSINESS: f64 = 1.4;

/// Approximate days of an ISO 8601 duration: year 365, month 30.4375.
pub(super) fn days(iso: &str) -> Option<Days> {
    let (date, time) = iso.strip_prefix('P')?.split_once('T').unwrap_or((iso.strip_prefix('P')?, ""));
    let date = sum(date, &[('Y', 365.0), ('M', 30.4375), ('W', 7.0), ('D', 1.0)])?;
    let time = sum(time, &[('H', 1.0 / 24.0), ('M', 1.0 / 1440.0)])?;
    Some(Days::new(date + time))
}

fn sum(text: &str, units: &[(char, f64)]) -> Option<f64> {
    let mut total = 0.0;
    let mut number = String::new();
    for character in text.chars() {
        if character.is_ascii_digit() || character == '.' {
            number.push(character);
            continue;
        }
        let (_, days) = units.iter().find(|(unit, _)| *unit == character)?;
        total += number.parse::<f64>().ok()? * days;
        number.clear();
    }
    number.is_empty().then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_said_as_people_say_them() {
        for (value, nl, en) in [
            ("P2W", "2 weken", "2 weeks"),
            ("PT96H", "96 uur", "96 hours"),
            ("P1Y6M", "1 jaar 6 maanden", "1 year 6 months"),
            ("P1D", "1 dag", "1 day"),
            ("NL", "NL", "NL"),
        ] {
            assert_eq!(spoken(value), Wording { nl: nl.to_owned(), en: en.to_owned() });
        }
    }

    #[test]
    fn durations_in_days() {
        for (iso, expect) in
            [("P6W", Some(42.0)), ("PT24H", Some(1.0)), ("P1Y6M", Some(547.625)), ("6W", None), ("P6", None)]
        {
            assert_eq!(days(iso), expect.map(Days::new), "{iso}");
        }
    }
}
