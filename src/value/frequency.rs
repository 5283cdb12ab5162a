//! How often: "eenmaal per kalenderjaar", "every two years", "quarterly".
//!
//! In: folded text. Out: the interval as a period: twice a year is `P6M`. Not here: lengths of time (`duration`).

use std::ops::Range;

use super::Tables;
use super::duration::{Base, Durations, Measure, Period, durations, measures, number_at, period_at, unit_at};
use super::phrase::{Phrases, word_starts};
use crate::text::Lang;

/// How many words may stand between a count and its "per": "eenmaal (1x) maximaal per jaar".
const WORDS_BETWEEN: usize = 4;

/// The words of frequencies as phrases.
#[derive(Debug)]
pub(super) struct Frequencies {
    every: Phrases<()>,
    per: Phrases<()>,
    counts: Phrases<f64>,
    times: Phrases<()>,
    adverbs: Phrases<Measure>,
}

/// Every frequency in `folded`, as the interval between two times.
pub fn find(tables: &Tables, folded: &str, lang: Lang) -> Vec<(Range<usize>, Period)> {
    let words = tables.built.frequencies.get_or_init(|| build(tables));
    let durations = durations(tables);
    let mut found = Vec::new();
    let mut from = 0;
    for at in word_starts(folded) {
        if at < from {
            continue;
        }
        if let Some((end, period)) = frequency_at(words, durations, folded, at, lang) {
            from = end;
            found.push((at..end, period));
        }
    }
    found
}

fn build(tables: &Tables) -> Frequencies {
    let table = &tables.units.frequency;
    let plain = |words: &[String]| Phrases::new(words.iter().map(|word| (word.clone(), ())));
    Frequencies {
        every: plain(&table.every),
        per: plain(&table.per),
        counts: Phrases::new(table.count.iter().flat_map(|count| count.names.iter().map(|name| (name, count.times)))),
        times: plain(&table.times_words),
        adverbs: measures(&table.adverb),
    }
}

fn frequency_at(
    words: &Frequencies,
    durations: &Durations,
    folded: &str,
    at: usize,
    lang: Lang,
) -> Option<(usize, Period)> {
    if let Some((end, times)) = count_at(words, durations, folded, at, lang)
        && let Some(found) = per_interval(words, durations, folded, end, times, lang)
    {
        return Some(found);
    }
    if let Some((len, measure)) = words.adverbs.at(folded, at) {
        return Some((at + len, Period::of(measure.count, Measure { count: 1.0, ..*measure })));
    }
    let (len, ()) = words.every.at(folded, at)?;
    period_at(durations, folded, at + len + spaces(&folded[at + len..]), lang)
}

/// "eenmaal", "once", "twee keer", "2x", "één audit".
fn count_at(words: &Frequencies, durations: &Durations, folded: &str, at: usize, lang: Lang) -> Option<(usize, f64)> {
    if let Some((len, times)) = words.counts.at(folded, at) {
        return Some((at + len, *times));
    }
    let (end, number) = number_at(durations, folded, at, lang)?;
    let end = end + spaces(&folded[end..]);
    let end = if folded[end..].starts_with('(') { end + folded[end..].find(')')? + 1 } else { end };
    let next = end + spaces(&folded[end..]);
    let (len, ()) = words.times.at(folded, next)?;
    (number > 0.0).then_some((next + len, number))
}

/// The interval behind a count: "per kalenderjaar", "in any twelve (12) month period", "a year".
fn per_interval(
    words: &Frequencies,
    durations: &Durations,
    folded: &str,
    from: usize,
    times: f64,
    lang: Lang,
) -> Option<(usize, Period)> {
    let sentence = folded[from..].find(['.', ';', '|']).map_or(folded.len(), |stop| from + stop);
    let starts = (from..sentence)
        .filter(|&at| super::phrase::starts_word(folded, at) && folded.as_bytes()[at].is_ascii_alphanumeric());
    for at in starts.take(WORDS_BETWEEN) {
        let joined = words.per.all_at(folded, at).find_map(|(len, ())| {
            let start = at + len + spaces(&folded[at + len..]);
            interval_at(durations, folded, start, lang)
        });
        if let Some((end, measure)) = joined {
            return Some((end, divided(&measure, times)));
        }
        if let Some((len, measure)) = words.adverbs.at(folded, at) {
            return Some((at + len, divided(&Period::of(measure.count, Measure { count: 1.0, ..*measure }), times)));
        }
    }
    None
}

/// A bare unit, or a period.
fn interval_at(durations: &Durations, folded: &str, at: usize, lang: Lang) -> Option<(usize, Period)> {
    if let Some((len, measure)) = unit_at(durations, folded, at, lang) {
        return Some((at + len, Period::of(measure.count, Measure { count: 1.0, ..*measure })));
    }
    period_at(durations, folded, at, lang)
}

/// The interval between two times when `times` of them fall in `period`.
fn divided(period: &Period, times: f64) -> Period {
    if (times - 1.0).abs() < f64::EPSILON {
        return period.clone();
    }
    let whole = |count: f64| (count - count.round()).abs() < 1e-3;
    let days = period.days() / times;
    let year = Measure { count: 1.0, base: Base::Year, business: false }.days();
    let months = days / year * 12.0;
    let (count, base) =
        if whole(months) { (months.round(), Base::Month) } else { ((days * 10.0).round() / 10.0, Base::Day) };
    Period::of(count, Measure { count: 1.0, base, business: false })
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Folded;

    #[track_caller]
    fn check(lang: Lang, text: &str, expect: &[&str]) {
        let folded = Folded::new(text);
        let found = find(Tables::embedded(), folded.as_str(), lang);
        let shown: Vec<_> = found.iter().map(|(_, period)| period.iso.as_str()).collect();
        assert_eq!(shown, expect, "{text}");
    }

    #[test]
    fn a_count_per_interval() {
        use Lang::{De, En, Fr, Nl};
        check(Nl, "ten hoogste eenmaal per kalenderjaar", &["P1Y"]);
        check(Nl, "maximaal één keer per jaar", &["P1Y"]);
        check(Nl, "één (1) keer per jaar", &["P1Y"]);
        check(Nl, "twee keer per jaar", &["P6M"]);
        check(Nl, "eens per twee jaar", &["P2Y"]);
        check(Nl, "een audit per jaar", &["P1Y"]);
        check(Nl, "1x per kwartaal", &["P3M"]);
        check(En, "once per year", &["P1Y"]);
        check(En, "once a year", &["P1Y"]);
        check(En, "not more than once in any twelve (12) month period", &["P12M"]);
        check(En, "twice annually", &["P6M"]);
        check(En, "one audit per calendar year", &["P1Y"]);
        check(De, "einmal pro Jahr", &["P1Y"]);
        check(Fr, "une fois par an", &["P1Y"]);
    }

    #[test]
    fn adverbs_and_every() {
        use Lang::{De, En, Fr, Nl};
        check(Nl, "jaarlijks een rapport, dagelijks een reservekopie", &["P1Y", "P1D"]);
        check(Nl, "om de twee jaar", &["P2Y"]);
        check(Nl, "elke 12 maanden", &["P12M"]);
        check(En, "every two years, quarterly", &["P2Y", "P3M"]);
        check(De, "alle zwei Jahre", &["P2Y"]);
        check(Fr, "tous les six mois", &["P6M"]);
    }

    #[test]
    fn what_is_no_frequency() {
        check(Lang::Nl, "binnen twee jaar na afloop", &[]);
        check(Lang::En, "once the agreement has ended. A year later", &[]);
        check(Lang::Nl, "per brief en per maatregel", &[]);
    }
}
