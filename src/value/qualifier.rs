//! Whether a period is an upper bound, a lower bound or exact.
//!
//! In: folded text and where a period stands in it. Out: a [`Qualifier`]. Not here: the period (`duration`).

use std::ops::Range;

use super::Tables;
use super::phrase::{Phrases, starts_word};

/// What a period bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Qualifier {
    /// No longer than it.
    Max,
    /// No shorter than it.
    Min,
    /// It and nothing else.
    Exact,
}

impl Qualifier {
    /// As the report writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Max => "max",
            Self::Min => "min",
            Self::Exact => "exact",
        }
    }
}

/// How many words before a period a bound may stand: "binnen een redelijke termijn van ten hoogste".
const WORDS_BEFORE: usize = 6;

/// The bounds as phrases.
#[derive(Debug)]
pub(super) struct Qualifiers {
    before: Phrases<Qualifier>,
    adjacent: Phrases<Qualifier>,
    after: Phrases<Qualifier>,
}

/// The qualifier of the period at `range` of `folded`.
pub fn of(tables: &Tables, folded: &str, range: &Range<usize>) -> Qualifier {
    let words = tables.built.qualifiers.get_or_init(|| build(tables));
    after(words, folded, range.end)
        .or_else(|| words.adjacent.before(folded, range.start).map(|(_, found)| *found))
        .or_else(|| before(words, folded, range.start))
        .unwrap_or(Qualifier::Exact)
}

fn build(tables: &Tables) -> Qualifiers {
    let both = |max: &[String], min: &[String]| {
        let max: Vec<_> = max.iter().map(|word| (word.clone(), Qualifier::Max)).collect();
        let min = min.iter().map(|word| (word.clone(), Qualifier::Min));
        Phrases::new(max.into_iter().chain(min))
    };
    let table = &tables.qualifiers;
    Qualifiers {
        before: both(&table.max_before, &table.min_before),
        adjacent: both(&table.max_adjacent, &table.min_adjacent),
        after: both(&table.max_after, &table.min_after),
    }
}

fn after(words: &Qualifiers, folded: &str, end: usize) -> Option<Qualifier> {
    let rest = folded.get(end..)?;
    let skipped = rest.len() - rest.trim_start_matches([' ', '(', ',']).len();
    words.after.at(folded, end + skipped).map(|(_, found)| *found)
}

/// The last bound in the window before the period: the nearest one governs it.
fn before(words: &Qualifiers, folded: &str, start: usize) -> Option<Qualifier> {
    let window = window_before(folded, start);
    words.before.find(&folded[window..start]).last().map(|(_, found)| *found)
}

/// Where the words before `start` begin that can govern it: not past the end of a sentence, a list item or a cell.
fn window_before(folded: &str, start: usize) -> usize {
    let bytes = folded.as_bytes();
    let mut words = 0;
    let mut at = start;
    while at > 0 && words < WORDS_BEFORE {
        let ends = matches!(bytes[at - 1], b';' | b'|' | b'!' | b'?');
        let full_stop = at < start && bytes[at - 1] == b'.' && bytes.get(at) == Some(&b' ') && !abbreviation(bytes, at);
        if ends || full_stop {
            break;
        }
        at -= 1;
        words += usize::from(bytes[at].is_ascii_alphanumeric() && starts_word(folded, at));
    }
    at
}

/// "max." and "min." do not end a sentence.
fn abbreviation(bytes: &[u8], end: usize) -> bool {
    bytes[..end].ends_with(b"max.") || bytes[..end].ends_with(b"min.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Folded, Lang};

    #[track_caller]
    fn check(lang: Lang, text: &str, expect: Qualifier) {
        let folded = Folded::new(text);
        let found = crate::value::find_periods(Tables::embedded(), folded.as_str(), lang);
        let (range, _) = found.last().expect("the case holds a period");
        assert_eq!(of(Tables::embedded(), folded.as_str(), range), expect, "{text}");
    }

    #[test]
    fn upper_bounds() {
        check(Lang::Nl, "binnen zes (6) weken na het einde", Qualifier::Max);
        check(Lang::Nl, "uiterlijk binnen een termijn van 30 dagen", Qualifier::Max);
        check(Lang::Nl, "niet langer dan twee jaar bewaard", Qualifier::Max);
        check(Lang::Nl, "max. 3 maanden", Qualifier::Max);
        check(Lang::Nl, "tot 2 jaar na uitschrijving", Qualifier::Max);
        check(Lang::Nl, "bewaard gedurende 1 jaar of korter", Qualifier::Max);
        check(Lang::En, "no later than 72 hours", Qualifier::Max);
        check(Lang::En, "shall not exceed ninety (90) days", Qualifier::Max);
        check(Lang::De, "spätestens nach 30 Tagen", Qualifier::Max);
        check(Lang::Fr, "dans un délai de 30 jours", Qualifier::Max);
    }

    #[test]
    fn lower_bounds() {
        check(Lang::Nl, "ten minste drie maanden van tevoren", Qualifier::Min);
        check(Lang::Nl, "bewaartermijn: minimaal 7 jaar", Qualifier::Min);
        check(Lang::En, "at least thirty (30) days in advance", Qualifier::Min);
        check(Lang::En, "no less than 14 days", Qualifier::Min);
        check(Lang::Nl, "2 jaar of langer", Qualifier::Min);
        check(Lang::De, "mindestens 4 Wochen", Qualifier::Min);
    }

    #[test]
    fn neither() {
        check(Lang::Nl, "na 2 jaar worden de gegevens gewist", Qualifier::Exact);
        check(Lang::En, "retained for a period of 5 years", Qualifier::Exact);
        check(Lang::Nl, "Meldt binnen een dag. Bewaart 2 jaar", Qualifier::Exact);
        check(Lang::Nl, "maximaal 10 MB | 2 jaar", Qualifier::Exact);
    }
}
