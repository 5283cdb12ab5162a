//! Which rules a transfer to a territory falls under.
//!
//! In: a territory. Out: its [`Zone`] on the day of the tables. Not here: whether a clause relies on a transfer ground,
//! and whether a recipient meets the condition of a decision.

use std::ops::Range;

use super::phrase::Phrases;
use super::schema::{Decision, Scope, StaleGround};
use super::{Code, Tables, Territory};

/// Where a territory stands under chapter V GDPR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone<'t> {
    /// Inside the European Economic Area: no transfer.
    Eea,
    /// Covered by an adequacy decision, for part of the data or recipients where a condition is given.
    Adequate {
        /// For whom or what only.
        condition: Option<&'t str>,
    },
    /// Covered only for recipients that meet the condition.
    Conditional {
        /// Which recipients.
        condition: &'t str,
    },
    /// Outside, and not covered.
    Third,
    /// Too wide to tell.
    Unknown,
}

impl Zone<'_> {
    /// As the report writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Eea => "eea",
            Self::Adequate { .. } => "adequate",
            Self::Conditional { .. } => "conditional",
            Self::Third => "third",
            Self::Unknown => "unknown",
        }
    }
}

/// The zone of `territory` on [`Tables::as_of`].
pub fn zone(tables: &Tables, territory: Territory) -> Zone<'_> {
    match territory {
        Territory::Eea | Territory::Eu => Zone::Eea,
        Territory::ThirdCountry => Zone::Third,
        Territory::Imprecise => Zone::Unknown,
        Territory::Country(code) => zone_of_country(tables, code),
    }
}

fn zone_of_country(tables: &Tables, code: Code) -> Zone<'_> {
    let Some(country) = tables.country(code) else { return Zone::Unknown };
    if country.eea {
        return Zone::Eea;
    }
    let Some(decision) = adequacy_decision(tables, code) else { return Zone::Third };
    match decision.scope {
        Scope::General => Zone::Adequate { condition: decision.condition.as_deref() },
        Scope::Conditional => Zone::Conditional { condition: decision.condition.as_deref().unwrap_or("") },
    }
}

/// The adequacy decision about a country that is in force on [`Tables::as_of`].
pub fn adequacy_decision(tables: &Tables, code: Code) -> Option<&Decision> {
    let today = tables.as_of();
    let in_force = |decision: &&Decision| decision.expires.as_deref().is_none_or(|last| today <= last);
    tables.adequacy.decision.iter().filter(|decision| decision.country == code).find(in_force)
}

/// Where folded text names a ground for transfer that has ended.
pub fn stale_grounds<'t>(tables: &'t Tables, folded: &str) -> Vec<(Range<usize>, &'t StaleGround)> {
    let grounds = &tables.adequacy.stale_ground;
    let names = grounds.iter().flat_map(|ground| ground.names.iter().map(move |name| (name, ground)));
    let index = Phrases::new(names);
    index.find(folded).map(|(range, ground)| (range, *ground)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(territory: &str, expect: &str) {
        let territory = Territory::parse(territory).expect("the case names a territory");
        assert_eq!(zone(Tables::embedded(), territory).as_str(), expect, "{territory:?}");
    }

    #[test]
    fn the_area_and_what_lies_outside_it() {
        for code in ["NL", "BE", "IS", "NO", "LI", "GR", "RE", "AX", "EEA", "EU"] {
            check(code, "eea");
        }
        for code in ["GB", "CH", "JP", "KR", "IL", "BR", "UY", "NZ", "AR", "JE", "FO"] {
            check(code, "adequate");
        }
        for code in ["US", "CA"] {
            check(code, "conditional");
        }
        for code in ["IN", "CW", "AW", "SX", "BQ", "GL", "TR", "RS", "UA", "XK", "SJ", "third-country-unspecified"] {
            check(code, "third");
        }
        check("imprecise", "unknown");
        check("ZZ", "unknown");
    }

    #[test]
    fn dead_grounds_are_found_by_name_and_number() {
        let found =
            stale_grounds(Tables::embedded(), "op grond van het eu-us privacy shield en besluit 2010/87/eu; 2021/914");
        let ids: Vec<_> = found.iter().map(|(_, ground)| ground.id.as_str()).collect();
        assert_eq!(ids, ["privacy-shield", "scc-2010-87"]);
    }
}
