//! Dates: "16 augustus 2022", "18/05/2018", "May 2024".
//!
//! In: folded text. Out: [`Date`]s, whole or partial, and where they stand. Not here: what happened on them.

use std::ops::Range;

use super::Tables;
use super::phrase::{Phrases, starts_word, word_starts};

/// Years outside this span are taken for other numbers.
const YEARS: Range<u16> = 1950..2100;

/// A day, or a month or year where no more is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, from 1.
    pub month: Option<u8>,
    /// The day of the month, from 1.
    pub day: Option<u8>,
}

impl Date {
    /// ISO 8601, reduced where parts are missing: `2024-05`.
    pub fn iso(self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}", self.year),
            (None, _) => format!("{:04}", self.year),
        }
    }

    /// A day that exists.
    fn day(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let last = match month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            1..=12 => 31,
            _ => return None,
        };
        (YEARS.contains(&year) && (1..=last).contains(&day)).then_some(Self {
            year,
            month: Some(month),
            day: Some(day),
        })
    }

    fn month(year: u16, month: u8) -> Option<Self> {
        (YEARS.contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month: Some(month), day: None })
    }
}

/// The names of the months.
#[derive(Debug)]
pub(super) struct Months(Phrases<u8>);

/// Every date in `folded`. Day comes before month where both readings exist, as in the four countries' usage.
pub fn find(tables: &Tables, folded: &str) -> Vec<(Range<usize>, Date)> {
    let months = tables.built.months.get_or_init(|| build(tables));
    let mut found = Vec::new();
    let mut from = 0;
    for at in word_starts(folded) {
        if at < from {
            continue;
        }
        if let Some((end, date)) = date_at(months, folded, at) {
            from = end;
            found.push((at..end, date));
        }
    }
    found
}

fn build(tables: &Tables) -> Months {
    let names = tables.dates.months.values().flat_map(|year| {
        year.iter().enumerate().flat_map(|(month, names)| names.iter().map(move |name| (name, month as u8 + 1)))
    });
    Months(Phrases::new(names))
}

fn date_at(months: &Months, folded: &str, at: usize) -> Option<(usize, Date)> {
    if folded.as_bytes()[at].is_ascii_digit() {
        return numeric(folded, at).or_else(|| day_first(months, folded, at));
    }
    month_first(months, folded, at)
}

/// "16-08-2022", "18/05/2018", "1.9.2026", "2026-09-01".
fn numeric(folded: &str, at: usize) -> Option<(usize, Date)> {
    let bytes = folded.as_bytes();
    if at >= 2 && matches!(bytes[at - 1], b'-' | b'/' | b'.') && bytes[at - 2].is_ascii_digit() {
        return None;
    }
    let (first, first_len) = number(folded, at, 4)?;
    let mark = at + first_len;
    let separator = *bytes.get(mark).filter(|byte| matches!(byte, b'-' | b'/' | b'.'))?;
    let gap = usize::from(separator == b'.' && bytes.get(mark + 1) == Some(&b' '));
    let (second, second_len) = number(folded, mark + 1 + gap, 2)?;
    let next = mark + 1 + gap + second_len;
    if bytes.get(next) != Some(&separator) {
        return None;
    }
    let (third, third_len) = number(folded, next + 1 + gap, 4)?;
    let end = next + 1 + gap + third_len;
    let joined = bytes.get(end).is_some_and(u8::is_ascii_alphanumeric)
        || (bytes.get(end) == Some(&separator) && bytes.get(end + 1).is_some_and(u8::is_ascii_digit));
    let date = match (first_len, third_len) {
        (4, 1 | 2) => Date::day(first, second as u8, third as u8),
        (1 | 2, 4) => {
            Date::day(third, second as u8, first as u8).or_else(|| Date::day(third, first as u8, second as u8))
        }
        (1 | 2, 2) if separator != b'.' => Date::day(2000 + third, second as u8, first as u8),
        _ => None,
    };
    date.filter(|_| !joined).map(|date| (end, date))
}

/// "16 augustus 2022", "1. September 2026", "1st of September, 2026", "1er septembre 2026".
fn day_first(months: &Months, folded: &str, at: usize) -> Option<(usize, Date)> {
    let (day, len) = number(folded, at, 2)?;
    let rest = skip(folded, at + len, &["st", "nd", "rd", "th", "er", "e", "ste", "de", "."]);
    let rest = skip(folded, rest + spaces(&folded[rest..]), &["of ", "day of ", "d'"]);
    let (month_len, &month) = months.0.at(folded, rest)?;
    let year_at = year_start(folded, rest + month_len);
    let (year, year_len) = year(folded, year_at)?;
    Some((year_at + year_len, Date::day(year, month, day as u8)?))
}

/// "May 18, 2018", "augustus 2022".
fn month_first(months: &Months, folded: &str, at: usize) -> Option<(usize, Date)> {
    let (len, &month) = months.0.at(folded, at)?;
    // a day that does not exist stands before it: no date rather than a month
    if folded[..at].trim_end_matches([' ', '.']).ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let next = year_start(folded, at + len);
    if let Some((year, year_len)) = year(folded, next) {
        return Some((next + year_len, Date::month(year, month)?));
    }
    let (day, day_len) = number(folded, next, 2)?;
    let after = skip(folded, next + day_len, &["st", "nd", "rd", "th"]);
    let year_at = year_start(folded, after);
    let (year, year_len) = year(folded, year_at)?;
    Some((year_at + year_len, Date::day(year, month, day as u8)?))
}

fn year(folded: &str, at: usize) -> Option<(u16, usize)> {
    number(folded, at, 4).filter(|(_, len)| *len == 4)
}

/// Past the dot of an abbreviated month, a comma and spaces.
fn year_start(folded: &str, at: usize) -> usize {
    let rest = &folded[at..];
    at + rest.len() - rest.trim_start_matches(['.', ',', ' ']).len()
}

/// A number of at most `most` digits that is not the start of a longer one.
fn number(folded: &str, at: usize, most: usize) -> Option<(u16, usize)> {
    let rest = folded.get(at..)?;
    let len = rest.bytes().take_while(u8::is_ascii_digit).count();
    if len == 0 || len > most {
        return None;
    }
    Some((rest[..len].parse().ok()?, len))
}

fn skip(folded: &str, at: usize, words: &[&str]) -> usize {
    let fits = |word: &&&str| folded[at..].starts_with(**word) && starts_word_after(folded, at + word.len());
    words.iter().find(fits).map_or(at, |word| at + word.len())
}

fn starts_word_after(folded: &str, at: usize) -> bool {
    at >= folded.len() || !folded.as_bytes()[at].is_ascii_alphanumeric() || starts_word(folded, at)
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Folded;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let folded = Folded::new(text);
        let found = find(Tables::embedded(), folded.as_str());
        let shown: Vec<_> = found.iter().map(|(_, date)| date.iso()).collect();
        assert_eq!(shown, expect, "{text}");
    }

    #[test]
    fn days_in_words_and_digits() {
        check("16 augustus 2022 en 1 September 2026", &["2022-08-16", "2026-09-01"]);
        check("1st of September, 2026; May 18, 2018; Sept. 3rd 2020", &["2026-09-01", "2018-05-18", "2020-09-03"]);
        check("1. März 2021, 1er août 2021, 3 févr. 2020", &["2021-03-01", "2021-08-01", "2020-02-03"]);
        check(
            "16-08-2022, 18/05/2018, 1.9.2026, 2026-09-01",
            &["2022-08-16", "2018-05-18", "2026-09-01", "2026-09-01"],
        );
        check("05/18/2018", &["2018-05-18"]);
        check("1. 9. 2026", &["2026-09-01"]);
        check("25-05-18", &["2018-05-25"]);
        check("29 februari 2024, 29 februari 2023", &["2024-02-29"]);
    }

    #[test]
    fn a_month_alone_is_a_partial_date() {
        check("Mei 2024, maart 2021", &["2024-05", "2021-03"]);
        check("december 2019", &["2019-12"]);
    }

    #[test]
    fn what_is_no_date() {
        check("2016/679 en 2021/914", &[]);
        check("31-31-2020, 32 mei 2020, 0-0-0", &[]);
        check("artikel 1.2.3, versie 4.0.1", &[]);
        check("you may 2 times", &[]);
        check("tel. 020-12-345678", &[]);
        check("", &[]);
    }
}
