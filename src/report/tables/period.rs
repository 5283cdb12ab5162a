//! ISO 8601 durations as numbers, for statistics.
//!
//! In: a duration and how its days are counted. Out: calendar days and business days, kept apart. Not here: words.

/// Days of a duration, in the one count it is meant in.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Days {
    /// A year is 365 days, a month 30.4375 (365.25 / 12), an hour 1/24.
    pub calendar: Option<f64>,
    /// Only where the duration is in days and these are business days: a week or month of them is not told.
    pub business: Option<f64>,
}

/// Days of `iso`; both none where it is no duration, or business days of something else than days.
pub fn days(iso: &str, unit: &str) -> Days {
    let Some(amounts) = amounts(iso) else { return Days::default() };
    if unit == "business-day" {
        let business = match amounts.as_slice() {
            [('D', false, days)] => Some(*days),
            _ => None,
        };
        return Days { calendar: None, business };
    }
    let sum: Option<f64> = amounts.iter().map(|&(letter, clock, number)| Some(number * length(letter, clock)?)).sum();
    Days { calendar: sum.map(rounded), business: None }
}

/// Six decimals: a tenth of a second, and no more digits than were meant.
fn rounded(days: f64) -> f64 {
    (days * 1e6).round() / 1e6
}

fn length(letter: char, clock: bool) -> Option<f64> {
    Some(match (letter, clock) {
        ('Y', false) => 365.0,
        ('M', false) => 30.4375,
        ('W', false) => 7.0,
        ('D', false) => 1.0,
        ('H', true) => 1.0 / 24.0,
        ('M', true) => 1.0 / 1440.0,
        ('S', true) => 1.0 / 86400.0,
        _ => return None,
    })
}

/// Letter, whether behind the `T`, number.
fn amounts(iso: &str) -> Option<Vec<(char, bool, f64)>> {
    let mut found = Vec::new();
    let mut number = String::new();
    let mut clock = false;
    for letter in iso.strip_prefix('P')?.chars() {
        match letter {
            '0'..='9' | '.' => number.push(letter),
            'T' if number.is_empty() && !clock => clock = true,
            _ => {
                let amount: f64 = number.parse().ok()?;
                number.clear();
                length(letter, clock)?;
                found.push((letter, clock, amount));
            }
        }
    }
    (number.is_empty() && !found.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(iso: &str, unit: &str, calendar: Option<f64>, business: Option<f64>) {
        assert_eq!(days(iso, unit), Days { calendar, business }, "{iso} {unit}");
    }

    #[test]
    fn calendar_and_business_days_are_kept_apart() {
        check("P2Y", "calendar", Some(730.0), None);
        check("P6W", "calendar", Some(42.0), None);
        check("P1M", "calendar", Some(30.4375), None);
        check("P1Y6M", "calendar", Some(547.625), None);
        check("PT36H", "calendar", Some(1.5), None);
        check("PT72H", "calendar", Some(3.0), None);
        check("P0.5Y", "calendar", Some(182.5), None);
        check("P5D", "business-day", None, Some(5.0));
    }

    #[test]
    fn what_cannot_be_told_is_none() {
        check("P2W", "business-day", None, None);
        check("PT24H", "business-day", None, None);
        for iso in ["", "P", "2Y", "PX", "P2", "PT2Y", "P2H", "P1..2D", "PT", "P1D T"] {
            check(iso, "calendar", None, None);
        }
    }
}
