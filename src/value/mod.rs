//! Typed values and the dated facts they rest on.
//!
//! In: text, plain and folded. Out: periods, places, registrations, names of organisations, dates. Not here: what a
//! value is about (which period is the retention period); that is read from the clause (`extract`).

mod date;
mod duration;
mod frequency;
mod organisation;
mod phrase;
mod place;
mod qualifier;
mod registration;
mod schema;
mod tables;
mod territory;
mod zone;

pub use date::{Date, find as find_dates};
pub use duration::{Period, PeriodUnit, find as find_periods, parse as parse_period};
pub use frequency::find as find_frequencies;
pub use organisation::{Organisation, find as find_organisations, legal_form, same as same_organisation};
pub use phrase::Phrases;
pub use place::{Certainty, Gazetteer, Kind, Mention};
pub use qualifier::{Qualifier, of as qualifier};
pub use registration::{Registration, find as find_registrations};
pub use schema::{Adequacy, Country, Decision, FormPlace, LegalForm, Provider, Scope, StaleGround};
pub use tables::{Tables, TablesError};
pub use territory::{Code, Territory};
pub use zone::{Zone, adequacy_decision, stale_grounds, zone};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Folded, Lang};

    /// Runs every parser; what they find must lie in the text they were given.
    #[track_caller]
    fn check(text: &str) {
        let tables = Tables::embedded();
        let folded = Folded::new(text);
        let view = folded.as_str();
        for lang in Lang::ALL {
            for (range, _) in find_periods(tables, view, lang) {
                assert!(view.get(range.clone()).is_some(), "{text}");
                qualifier(tables, view, &range);
            }
            assert!(find_frequencies(tables, view, lang).iter().all(|(range, _)| view.get(range.clone()).is_some()));
            let mentions = tables.gazetteer().find_in(text, &folded, lang);
            assert!(mentions.is_sorted_by_key(|mention| mention.range.start), "{text}");
        }
        assert!(find_dates(tables, view).iter().all(|(range, _)| view.get(range.clone()).is_some()));
        assert!(tables.gazetteer().find_codes(text).iter().all(|code| text.get(code.range.clone()).is_some()));
        assert!(find_registrations(tables, text, &folded).iter().all(|number| number.span.of(text) == number.printed));
        assert!(find_organisations(tables, text, &folded).iter().all(|found| !found.span.of(text).is_empty()));
    }

    #[test]
    fn hostile_text_neither_panics_nor_leads_outside() {
        let parts = [
            "",
            "(",
            ")",
            "[",
            "|",
            "é",
            "\u{301}",
            "\u{a0}",
            "\u{1f600}",
            "\n",
            "\t",
            "\r\n",
            "*",
            "**",
            "_",
            "-",
            ".",
            ",",
            "/",
            "@",
            "6",
            "99999999999",
            "1,",
            "1.5",
            "zes",
            "een",
            "(6)",
            "uur",
            "u",
            "weken",
            "per",
            "om de",
            "eenmaal",
            "B.V.",
            "Stichting",
            "Graviant",
            "“",
            "NL",
            "(NL",
            "KvK",
            "12345678",
            "BE",
            "0566.988.259",
            "BTW",
            "HRB",
            "16",
            "mei",
            "2024",
            "EU",
            "buiten de",
            "Frankfurt",
            "eu-west-1",
            "2016/679",
            "& Co. KG",
            "Inc",
            "binnen",
            "\u{200b}",
            "ﬁ",
            "日本",
            "ß",
        ];
        for first in parts {
            for second in parts {
                for joint in ["", " "] {
                    check(&format!("{first}{joint}{second}"));
                    check(&format!("{second} {first}{joint}{second}{first}"));
                }
            }
        }
    }

    #[test]
    fn long_runs_stay_fast() {
        for part in ["een ", "6 (", "per ", "Stichting ", "KvK ", "B.V. ", "(NL,", "1-", "eenmaal ", "buiten de "] {
            let started = std::time::Instant::now();
            check(&part.repeat(5_000));
            // some 20 ms; a parser that goes back to the start for every word takes minutes
            assert!(started.elapsed().as_secs() < 20, "{part}");
        }
    }
}
