//! Periods of time as agreements write them: "zes (6) weken", "24-hour", "zeven werkdagen".
//!
//! In: folded text. Out: [`Period`]s and where they stand. Not here: how often (`frequency`), upper and lower bounds
//! (`qualifier`), and what a period is for.

use std::ops::Range;

use super::Tables;
use super::phrase::{Phrases, word_starts};
use crate::text::Lang;

/// Days in a mean Gregorian month and year; only for comparing lengths.
const DAYS_PER_MONTH: f64 = 30.436_875;
const DAYS_PER_YEAR: f64 = 365.2425;
/// Calendar days per business day, five to a week.
const BUSINESS_TO_CALENDAR: f64 = 7.0 / 5.0;

/// Longer numbers than this are no counts of time.
const MOST_DIGITS: usize = 4;

/// What days of a period count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodUnit {
    /// All of them.
    Calendar,
    /// Only business time; the duration is not to be compared without [`Period::days`].
    BusinessDay,
}

impl PeriodUnit {
    /// As the report writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Calendar => "calendar",
            Self::BusinessDay => "business-day",
        }
    }
}

/// A length of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    /// ISO 8601 duration in the unit that was written: `P6W`, `PT24H`, `P2Y`.
    pub iso: String,
    /// Whether all days count.
    pub unit: PeriodUnit,
    /// Whether word and digit differ: "twee (3) jaar". The digit is taken.
    pub mismatch: bool,
    /// The lower end of a range, "4 tot 6 weken", in approximate days; the period is the upper end.
    pub from_days: Option<f64>,
    days: f64,
}

impl Period {
    /// Approximate calendar days, for comparing lengths in different units.
    pub fn days(&self) -> f64 {
        self.days
    }

    /// `count` times the unit `per`.
    pub(super) fn of(count: f64, per: Measure) -> Self {
        Self {
            iso: iso(count, per.base),
            unit: if per.business { PeriodUnit::BusinessDay } else { PeriodUnit::Calendar },
            mismatch: false,
            from_days: None,
            days: count * per.days(),
        }
    }
}

/// The base units of ISO 8601 durations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// A number of base units: a quarter is three months.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Measure {
    pub(super) count: f64,
    pub(super) base: Base,
    pub(super) business: bool,
}

impl Measure {
    /// Reads a table's duration of one component: `P3M`, `PT1H`.
    pub(super) fn parse(iso: &str, business: bool) -> Option<Self> {
        let (clock, rest) = match iso.strip_prefix("PT") {
            Some(rest) => (true, rest),
            None => (false, iso.strip_prefix('P')?),
        };
        let count = rest.get(..rest.len().checked_sub(1)?)?.parse().ok()?;
        let base = match (clock, rest.chars().last()?) {
            (true, 'S') => Base::Second,
            (true, 'M') => Base::Minute,
            (true, 'H') => Base::Hour,
            (false, 'D') => Base::Day,
            (false, 'W') => Base::Week,
            (false, 'M') => Base::Month,
            (false, 'Y') => Base::Year,
            _ => return None,
        };
        Some(Self { count, base, business })
    }

    /// Approximate calendar days; eight business hours are a business day.
    pub(super) fn days(self) -> f64 {
        let one = match self.base {
            Base::Second => 1.0 / 86_400.0,
            Base::Minute => 1.0 / 1_440.0,
            Base::Hour if self.business => 1.0 / 8.0,
            Base::Hour => 1.0 / 24.0,
            Base::Day => 1.0,
            Base::Week => 7.0,
            Base::Month => DAYS_PER_MONTH,
            Base::Year => DAYS_PER_YEAR,
        };
        self.count * one * if self.business { BUSINESS_TO_CALENDAR } else { 1.0 }
    }
}

/// Writes `count` of `base`; a fraction goes down to the next unit that takes it whole.
pub(super) fn iso(count: f64, base: Base) -> String {
    let whole = |count: f64| (count - count.round()).abs() < 1e-6;
    let finer = match base {
        Base::Year => Some((12.0, Base::Month)),
        Base::Day => Some((24.0, Base::Hour)),
        Base::Hour => Some((60.0, Base::Minute)),
        Base::Week => Some((7.0, Base::Day)),
        Base::Second | Base::Minute | Base::Month => None,
    };
    if let Some((factor, finer)) = finer
        && !whole(count)
        && whole(count * factor)
    {
        return iso(count * factor, finer);
    }
    let number = if whole(count) { format!("{}", count.round()) } else { format!("{count}") };
    match base {
        Base::Second => format!("PT{number}S"),
        Base::Minute => format!("PT{number}M"),
        Base::Hour => format!("PT{number}H"),
        Base::Day => format!("P{number}D"),
        Base::Week => format!("P{number}W"),
        Base::Month => format!("P{number}M"),
        Base::Year => format!("P{number}Y"),
    }
}

/// The words of periods as phrases.
#[derive(Debug)]
pub(super) struct Durations {
    numbers: Phrases<(Lang, bool, f64)>,
    articles: Phrases<Lang>,
    units: Phrases<Measure>,
    unit_languages: Phrases<Lang>,
    idioms: Phrases<Measure>,
    between: Phrases<()>,
    attached: Phrases<()>,
    not_before: Phrases<()>,
    not_after: Phrases<()>,
    /// Words that make the period behind them a frequency: "every", "once".
    every: Phrases<()>,
}

/// The phrases of periods, built on the first call.
pub(super) fn durations(tables: &Tables) -> &Durations {
    tables.built.durations.get_or_init(|| build(tables))
}

fn build(tables: &Tables) -> Durations {
    let units = &tables.units;
    let plain = |words: &[String]| Phrases::new(words.iter().map(|word| (word.clone(), ())));
    let articles = Lang::ALL.into_iter().flat_map(|lang| {
        let words = units.articles.get(lang.code()).map(Vec::as_slice).unwrap_or_default();
        words.iter().map(move |word| (word, lang))
    });
    Durations {
        numbers: number_words(tables),
        articles: Phrases::new(articles),
        units: measures(&units.unit),
        unit_languages: Phrases::new(units.one_language.iter().flat_map(|(code, words)| {
            let lang = code.parse::<Lang>().expect("a table's language code is one of the four");
            words.iter().map(move |word| (word, lang))
        })),
        idioms: measures(&units.idiom),
        between: plain(&units.between),
        attached: plain(&units.attached),
        not_before: plain(&units.not_a_period.before),
        not_after: plain(&units.not_a_period.after),
        every: plain(&frequency_words(units)),
    }
}

fn frequency_words(units: &super::schema::Units) -> Vec<String> {
    let counts = units.frequency.count.iter().flat_map(|count| &count.names);
    units.frequency.every.iter().chain(counts).cloned().collect()
}

/// The names of `units` with what one of them measures.
pub(super) fn measures(units: &[super::schema::Unit]) -> Phrases<Measure> {
    Phrases::new(units.iter().flat_map(|unit| {
        let measure = Measure::parse(&unit.iso, unit.business).expect("a table's duration has one component");
        unit.names.iter().map(move |name| (name, measure))
    }))
}

/// Number words with their language and whether they count in that language only; a hyphen may also be a space.
fn number_words(tables: &Tables) -> Phrases<(Lang, bool, f64)> {
    let table = &tables.numbers;
    let languages = [(Lang::Nl, &table.nl), (Lang::En, &table.en), (Lang::De, &table.de), (Lang::Fr, &table.fr)];
    let mut items = Vec::new();
    for (lang, words) in languages {
        for (word, &number) in words {
            let own = table.own_language_only.contains(word);
            if word.contains('-') {
                items.push((word.replace('-', " "), (lang, own, number)));
            }
            items.push((word.clone(), (lang, own, number)));
        }
    }
    Phrases::new(items)
}

/// Every period in `folded`. Ages, rates ("8 hours a day"), clock times and frequencies are left out.
pub fn find(tables: &Tables, folded: &str, lang: Lang) -> Vec<(Range<usize>, Period)> {
    let words = durations(tables);
    let mut found = Vec::new();
    let mut from = 0;
    for at in word_starts(folded) {
        if at < from {
            continue;
        }
        let Some((end, period)) = period_at(words, folded, at, lang) else { continue };
        let rate = rate_after(words, folded, end);
        from = rate.unwrap_or(end);
        if rate.is_none() && is_length(words, folded, at) {
            found.push((at..end, period));
        }
    }
    found
}

/// The period that `folded` opens with, after white space.
pub fn parse(tables: &Tables, folded: &str, lang: Lang) -> Option<Period> {
    let at = folded.len() - folded.trim_start().len();
    period_at(durations(tables), folded, at, lang).map(|(_, period)| period)
}

/// Whether the words before a number and a unit leave it a length of time.
fn is_length(words: &Durations, folded: &str, start: usize) -> bool {
    words.not_before.before(folded, start).is_none() && words.every.before(folded, start).is_none()
}

/// The end of words behind a period that make it a rate or an age: "a day", "oud".
fn rate_after(words: &Durations, folded: &str, end: usize) -> Option<usize> {
    let rest = &folded[end..];
    let next = end + rest.len() - rest.trim_start_matches([' ', '-']).len();
    words.not_after.at(folded, next).map(|(len, ())| next + len)
}

/// A period that starts at byte `at`, with its end.
pub(super) fn period_at(words: &Durations, folded: &str, at: usize, lang: Lang) -> Option<(usize, Period)> {
    if let Some((len, measure)) = words.idioms.at(folded, at) {
        return Some((at + len, Period::of(measure.count, Measure { count: 1.0, ..*measure })));
    }
    let counted = quantity_at(words, folded, at, lang).and_then(|quantity| counted(words, folded, &quantity, lang));
    counted.or_else(|| single(words, folded, at, lang))
}

/// "een maand": an article counts as one directly before a unit.
fn single(words: &Durations, folded: &str, at: usize, lang: Lang) -> Option<(usize, Period)> {
    let (len, _) = words.articles.all_at(folded, at).find(|(_, own)| **own == lang)?;
    let (mut end, mut count) = (at + len, 1.0);
    if let Some((after, digit)) = in_brackets(words, folded, end, lang) {
        (end, count) = (after, digit);
    }
    let start = end + spaces(&folded[end..]);
    if start == end {
        return None;
    }
    let (len, measure) = unit_at(words, folded, start, lang)?;
    let joined_only = words.attached.at(folded, start).is_some_and(|(attached, ())| attached == len);
    let mut period = Period::of(count * measure.count, Measure { count: 1.0, ..*measure });
    period.mismatch = (count - 1.0).abs() > f64::EPSILON;
    (!joined_only).then_some((start + len, period))
}

/// A count as written.
struct Quantity {
    end: usize,
    count: f64,
    /// The lower end of a range.
    from: Option<f64>,
    mismatch: bool,
}

/// The unit behind a quantity, and with it the period.
fn counted(words: &Durations, folded: &str, quantity: &Quantity, lang: Lang) -> Option<(usize, Period)> {
    let gap = unit_gap(words, folded, quantity.end);
    let start = quantity.end + gap;
    let (len, measure) = unit_at(words, folded, start, lang)?;
    let end = start + len;
    let joined_only = words.attached.at(folded, start).is_some_and(|(attached, ())| attached == len);
    if gap > 0 && joined_only && folded[end..].starts_with([' ', '-']) {
        return None;
    }
    let per = Measure { count: 1.0, ..*measure };
    let mut period = Period::of(quantity.count * measure.count, per);
    period.mismatch = quantity.mismatch;
    period.from_days = quantity.from.map(|from| from * measure.days());
    Some((end, period))
}

/// The unit at byte `at`, leaving out words that are one in another language only ("an" is French for year).
pub(super) fn unit_at<'w>(words: &'w Durations, folded: &str, at: usize, lang: Lang) -> Option<(usize, &'w Measure)> {
    let (len, measure) = words.units.at(folded, at)?;
    let own = words.unit_languages.at(folded, at).filter(|(own, _)| *own == len);
    own.is_none_or(|(_, own)| *own == lang).then_some((len, measure))
}

/// How many bytes lie between a number and its unit: a space or hyphen, and words such as "volle".
fn unit_gap(words: &Durations, folded: &str, end: usize) -> usize {
    let rest = &folded[end..];
    // "(6) weken" without a word before it, "[48] uur" and "{{48}} uur" proposed by a template
    let mut gap = rest.bytes().take(2).take_while(|byte| matches!(byte, b')' | b']' | b'}')).count();
    gap += spaces(&rest[gap..]);
    if rest[gap..].starts_with('-') {
        gap += 1 + spaces(&rest[gap + 1..]);
    }
    if let Some((len, ())) = words.between.at(folded, end + gap) {
        gap += len + spaces(&rest[gap + len..]);
    }
    gap
}

/// The number at byte `at`, with a second one in brackets or a range's upper end taken in.
fn quantity_at(words: &Durations, folded: &str, at: usize, lang: Lang) -> Option<Quantity> {
    let (mut end, mut count) = number_at(words, folded, at, lang)?;
    let mut mismatch = false;
    if let Some((after, second)) = in_brackets(words, folded, end, lang) {
        mismatch = (second - count).abs() > f64::EPSILON;
        if !folded.as_bytes()[at].is_ascii_digit() {
            count = second;
        }
        end = after;
    }
    let Some((after, upper)) = range_end(words, folded, end, lang) else {
        return Some(Quantity { end, count, from: None, mismatch });
    };
    Some(Quantity { end: after, count: upper, from: Some(count), mismatch })
}

/// A number in digits or words at byte `at`, with its end.
pub(super) fn number_at(words: &Durations, folded: &str, at: usize, lang: Lang) -> Option<(usize, f64)> {
    if folded.as_bytes().get(at)?.is_ascii_digit() {
        return digits_at(folded, at);
    }
    let fits = |found: &(usize, &(Lang, bool, f64))| {
        let (spoken, own, _) = *found.1;
        spoken == lang || (!own && !words.articles.all_at(folded, at).any(|(len, _)| len == found.0))
    };
    let best = words
        .numbers
        .all_at(folded, at)
        .filter(|found| fits(found))
        .max_by_key(|(len, (spoken, ..))| (*len, *spoken == lang))?;
    Some((at + best.0, best.1.2))
}

fn digits_at(folded: &str, at: usize) -> Option<(usize, f64)> {
    let bytes = folded.as_bytes();
    let joined = at >= 2 && matches!(bytes[at - 1], b'.' | b',' | b'/' | b'-') && bytes[at - 2].is_ascii_digit();
    let whole = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    if joined || whole > MOST_DIGITS {
        return None;
    }
    let end = at + whole;
    let mut value: f64 = folded[at..end].parse().ok()?;
    let point = bytes.get(end).is_some_and(|byte| matches!(byte, b',' | b'.'));
    let fraction = bytes.get(end + 1..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count();
    match (point, fraction) {
        (true, 1) => {
            value += f64::from(bytes[end + 1] - b'0') / 10.0;
            Some((end + 2, value))
        }
        // "17.00 uur" is a time of day, "1.234" a number with a thousands separator
        (true, 2..) => None,
        _ => Some((end, value)),
    }
}

/// "(6)", "[zes]", "(= 6)" behind a number.
fn in_brackets(words: &Durations, folded: &str, end: usize, lang: Lang) -> Option<(usize, f64)> {
    let rest = &folded[end..];
    let open = spaces(rest);
    let close = match rest.as_bytes().get(open)? {
        b'(' => ')',
        b'[' => ']',
        _ => return None,
    };
    let inside = rest[open + 1..].trim_start_matches(['=', ' ', ':']);
    let start = end + rest.len() - inside.len();
    let (after, number) = number_at(words, folded, start, lang).or_else(|| {
        let (len, _) = words.articles.at(folded, start)?;
        Some((start + len, 1.0))
    })?;
    let tail = after + spaces(&folded[after..]);
    folded[tail..].starts_with(close).then_some((tail + 1, number))
}

/// "4 tot 6", "24-48", "2 of 3": the second number of a range. A lone hyphen joins a unit ("24-hour").
fn range_end(words: &Durations, folded: &str, end: usize, lang: Lang) -> Option<(usize, f64)> {
    let rest = &folded[end..];
    let mark = rest.trim_start();
    let joint = ["-", "tot ", "a ", "to ", "bis ", "of ", "or ", "ou ", "oder ", "/"]
        .into_iter()
        .find(|joint| mark.starts_with(joint))?;
    let start = end + (rest.len() - mark.len()) + joint.len();
    let start = start + spaces(&folded[start..]);
    if joint == "-" && folded.as_bytes().get(start).is_some_and(u8::is_ascii_digit) {
        let (after, upper) = range_digits(folded, start)?;
        return Some((after, upper));
    }
    if joint == "/" {
        return None;
    }
    let (after, upper) = number_at(words, folded, start, lang)?;
    Some(in_brackets(words, folded, after, lang).unwrap_or((after, upper)))
}

/// Digits after a range's hyphen, which [`digits_at`] takes for the rest of a longer number.
fn range_digits(folded: &str, at: usize) -> Option<(usize, f64)> {
    let len = folded.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    if len == 0 || len > MOST_DIGITS {
        return None;
    }
    Some((at + len, folded[at..at + len].parse().ok()?))
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
        let shown: Vec<_> = found.iter().map(|(_, period)| shown(period)).collect();
        assert_eq!(shown, expect, "{text}");
    }

    fn shown(period: &Period) -> String {
        let business = if period.unit == PeriodUnit::BusinessDay { " business" } else { "" };
        let mismatch = if period.mismatch { " mismatch" } else { "" };
        format!("{}{business}{mismatch}", period.iso)
    }

    #[test]
    fn digits_and_words() {
        use Lang::{De, En, Fr, Nl};
        check(Nl, "binnen zes (6) weken", &["P6W"]);
        check(Nl, "6 weken", &["P6W"]);
        check(Nl, "6\u{a0}weken", &["P6W"]);
        check(Nl, "zes(6) weken", &["P6W"]);
        check(Nl, "zeven (7) werkdagen", &["P7D business"]);
        check(Nl, "één (1) maand", &["P1M"]);
        check(Nl, "achtenveertig (48) uur", &["PT48H"]);
        check(Nl, "tweeënzeventig uur", &["PT72H"]);
        check(Nl, "72 (tweeënzeventig) uren", &["PT72H"]);
        check(Nl, "vierentwintig uur", &["PT24H"]);
        check(Nl, "twee jaar, 5 jaren en 18 maanden", &["P2Y", "P5Y", "P18M"]);
        check(Nl, "24u, 24 u. en 24h", &["PT24H", "PT24H", "PT24H"]);
        check(Nl, "veertien dagen", &["P14D"]);
        check(Nl, "30 kalenderdagen", &["P30D"]);
        check(Nl, "twee kwartalen", &["P6M"]);
        check(Nl, "4 werkuren", &["PT4H business"]);
        check(En, "30 (thirty) days", &["P30D"]);
        check(En, "ninety (90) days", &["P90D"]);
        check(En, "twenty-four (24) hours", &["PT24H"]);
        check(En, "twenty four hours", &["PT24H"]);
        check(En, "a 24-hour notice", &["PT24H"]);
        check(En, "thirty-day period", &["P30D"]);
        check(En, "five (5) business days", &["P5D business"]);
        check(En, "10 full working days", &["P10D business"]);
        check(De, "72 Stunden", &["PT72H"]);
        check(De, "dreißig (30) Tagen", &["P30D"]);
        check(De, "vierundzwanzig Stunden", &["PT24H"]);
        check(De, "10 Werktage", &["P10D business"]);
        check(Fr, "quatre-vingt-dix jours", &["P90D"]);
        check(Fr, "nonante jours", &["P90D"]);
        check(Fr, "soixante-douze (72) heures", &["PT72H"]);
        check(Fr, "quinze jours", &["P2W"]);
        check(Fr, "cinq jours ouvrables", &["P5D business"]);
        check(Fr, "onze jours", &["P11D"]);
        check(Fr, "2 ans", &["P2Y"]);
    }

    #[test]
    fn a_number_a_template_proposes_counts() {
        check(Lang::En, "within [48] hours", &["PT48H"]);
        check(Lang::Nl, "binnen {{24}} uur", &["PT24H"]);
    }

    #[test]
    fn articles_count_only_before_a_unit() {
        use Lang::{De, En, Fr, Nl};
        check(Nl, "een maand na afloop", &["P1M"]);
        check(Nl, "een verwerker bewaart een kopie", &[]);
        check(Nl, "een (1) jaar", &["P1Y"]);
        check(En, "a month, an hour", &["P1M", "PT1H"]);
        check(De, "eines Monats, eine Woche", &["P1M", "P1W"]);
        check(Fr, "un mois, une semaine", &["P1M", "P1W"]);
        check(Nl, "onze dagen zijn geteld", &[]);
    }

    #[test]
    fn fractions_and_idioms() {
        use Lang::{De, En, Fr, Nl};
        check(Nl, "anderhalf jaar", &["P18M"]);
        check(Nl, "2,5 jaar", &["P30M"]);
        check(Nl, "een half jaar", &["P6M"]);
        check(Nl, "halfjaar", &["P6M"]);
        check(Nl, "een half uur", &["PT30M"]);
        check(Nl, "anderhalve dag", &["PT36H"]);
        check(En, "one and a half years", &["P18M"]);
        check(En, "half a year", &["P6M"]);
        check(De, "ein halbes Jahr", &["P6M"]);
        check(Fr, "un semestre", &["P6M"]);
    }

    #[test]
    fn a_range_gives_its_upper_end() {
        check(Lang::Nl, "4 tot 6 weken", &["P6W"]);
        check(Lang::Nl, "24-48 uur", &["PT48H"]);
        check(Lang::En, "two to three business days", &["P3D business"]);
        let found = find(Tables::embedded(), "2 a 4 weken", Lang::Nl);
        assert_eq!(found[0].1.from_days, Some(14.0));
    }

    #[test]
    fn word_and_digit_that_differ_are_marked() {
        check(Lang::Nl, "twee (3) jaar", &["P3Y mismatch"]);
        check(Lang::En, "30 (sixty) days", &["P30D mismatch"]);
        check(Lang::Nl, "een (2) maand", &["P2M mismatch"]);
    }

    #[test]
    fn what_is_no_length_of_time() {
        use Lang::{En, Fr, Nl};
        check(Nl, "24 uur per dag, 7 dagen per week", &[]);
        check(En, "24 hours a day and 7-days-per-week", &[]);
        check(En, "at least once a week", &[]);
        check(En, "20 U.S.C. 1232g", &[]);
        check(Lang::De, "ein an das Risiko", &[]);
        check(Nl, "leerlingen jonger dan 16 jaar", &[]);
        check(Nl, "kinderen van 12 jaar oud", &[]);
        check(En, "16 years of age", &[]);
        check(En, "every 12 months", &[]);
        check(Nl, "om de twee jaar", &[]);
        check(Nl, "van 9.00 tot 17.00 uur", &[]);
        check(Nl, "artikel 4 u dient", &[]);
        check(Nl, "twee schooljaren", &[]);
        check(En, "Section 12, months of work", &[]);
        check(Nl, "1234567 dagen", &[]);
        check(Nl, "zes partijen, (6) weken lang?", &["P6W"]);
        check(Fr, "", &[]);
    }

    #[test]
    fn lengths_compare_across_units() {
        let days = |text: &str| parse(Tables::embedded(), text, Lang::En).map_or(f64::NAN, |period| period.days());
        assert!(days("6 weeks") < days("3 months"));
        assert!(days("24 hours") < days("2 days"));
        assert!(days("12 months") <= days("1 year") + 0.5);
        assert!(days("5 business days") > days("5 days"));
        assert!((days("48 hours") - 2.0).abs() < 1e-9);
    }
}
