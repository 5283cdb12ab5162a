//! The dated fact tables of `rules/tables`, read once.
//!
//! In: the TOML files, embedded. Out: [`Tables`]. Not here: looking things up in text (the parsers beside this file).

use std::sync::OnceLock;

use serde::de::DeserializeOwned;

use super::duration::Durations;
use super::organisation::Forms;
use super::place::Gazetteer;
use super::qualifier::Qualifiers;
use super::registration::Schemes;
use super::schema::{
    Adequacy, Countries, Country, Dates, LegalForms, Numbers, Places, Providers, QualifierWords, Regions,
    Registrations, Units, Zones,
};
use super::territory::Code;
use super::{date::Months, frequency::Frequencies};

/// All tables, and what the parsers build from them when first asked.
#[derive(Debug)]
pub struct Tables {
    /// Countries and their names.
    pub countries: Countries,
    /// Adequacy decisions and dead grounds.
    pub adequacy: Adequacy,
    /// Known service providers.
    pub providers: Providers,
    /// Legal forms.
    pub legal_forms: LegalForms,
    pub(super) zones: Zones,
    pub(super) places: Places,
    pub(super) regions: Regions,
    pub(super) numbers: Numbers,
    pub(super) units: Units,
    pub(super) qualifiers: QualifierWords,
    pub(super) dates: Dates,
    pub(super) registrations: Registrations,
    pub(super) built: Built,
}

/// Look-up structures, each built when it is first needed.
#[derive(Debug, Default)]
pub(super) struct Built {
    pub(super) gazetteer: OnceLock<Gazetteer>,
    pub(super) durations: OnceLock<Durations>,
    pub(super) frequencies: OnceLock<Frequencies>,
    pub(super) qualifiers: OnceLock<Qualifiers>,
    pub(super) months: OnceLock<Months>,
    pub(super) schemes: OnceLock<Schemes>,
    pub(super) forms: OnceLock<Forms>,
}

/// A table that does not read.
#[derive(Clone, Debug)]
pub struct TablesError {
    /// The file's name in `rules/tables`.
    pub file: &'static str,
    /// Where and why.
    pub error: toml::de::Error,
}

impl std::fmt::Display for TablesError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "cannot read table `{}`: {}", self.file, self.error)
    }
}

impl std::error::Error for TablesError {}

impl Tables {
    /// The tables that the program carries, read on the first call.
    ///
    /// # Panics
    /// Never: a test reads the embedded tables.
    pub fn embedded() -> &'static Self {
        static TABLES: OnceLock<Tables> = OnceLock::new();
        TABLES.get_or_init(|| Self::load().expect("the embedded tables read, which a test holds"))
    }

    /// Reads the embedded tables afresh.
    ///
    /// # Errors
    /// When a table does not have the form of its type.
    pub fn load() -> Result<Self, TablesError> {
        Ok(Self {
            countries: read("countries.toml", include_str!("../../rules/tables/countries.toml"))?,
            adequacy: read("adequacy.toml", include_str!("../../rules/tables/adequacy.toml"))?,
            providers: read("providers.toml", include_str!("../../rules/tables/providers.toml"))?,
            legal_forms: read("legal-forms.toml", include_str!("../../rules/tables/legal-forms.toml"))?,
            zones: read("zones.toml", include_str!("../../rules/tables/zones.toml"))?,
            places: read("places.toml", include_str!("../../rules/tables/places.toml"))?,
            regions: read("regions.toml", include_str!("../../rules/tables/regions.toml"))?,
            numbers: read("numbers.toml", include_str!("../../rules/tables/numbers.toml"))?,
            units: read("units.toml", include_str!("../../rules/tables/units.toml"))?,
            qualifiers: read("qualifiers.toml", include_str!("../../rules/tables/qualifiers.toml"))?,
            dates: read("dates.toml", include_str!("../../rules/tables/dates.toml"))?,
            registrations: read("registrations.toml", include_str!("../../rules/tables/registrations.toml"))?,
            built: Built::default(),
        })
    }

    /// The day up to which the facts were checked: the newest of the tables' own days, an ISO date.
    pub fn as_of(&self) -> &str {
        self.headers().into_iter().map(|(_, as_of, _)| as_of).max().unwrap_or("")
    }

    /// The file name, day and source of every table.
    pub fn headers(&self) -> [(&'static str, &str, &str); 12] {
        [
            ("countries.toml", &self.countries.as_of, &self.countries.source),
            ("adequacy.toml", &self.adequacy.as_of, &self.adequacy.source),
            ("providers.toml", &self.providers.as_of, &self.providers.source),
            ("legal-forms.toml", &self.legal_forms.as_of, &self.legal_forms.source),
            ("zones.toml", &self.zones.as_of, &self.zones.source),
            ("places.toml", &self.places.as_of, &self.places.source),
            ("regions.toml", &self.regions.as_of, &self.regions.source),
            ("numbers.toml", &self.numbers.as_of, &self.numbers.source),
            ("units.toml", &self.units.as_of, &self.units.source),
            ("qualifiers.toml", &self.qualifiers.as_of, &self.qualifiers.source),
            ("dates.toml", &self.dates.as_of, &self.dates.source),
            ("registrations.toml", &self.registrations.as_of, &self.registrations.source),
        ]
    }

    /// The country of an alpha-2 code.
    pub fn country(&self, code: Code) -> Option<&Country> {
        let at = self.countries.country.binary_search_by_key(&code, |country| country.code).ok()?;
        Some(&self.countries.country[at])
    }

    /// The finder of places, built on the first call.
    pub fn gazetteer(&self) -> &Gazetteer {
        self.built.gazetteer.get_or_init(|| Gazetteer::new(self))
    }
}

fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, TablesError> {
    toml::from_str(text).map_err(|error| TablesError { file, error })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::text::fold_word;
    use crate::value::{Scope, Territory};

    fn tables() -> &'static Tables {
        Tables::embedded()
    }

    fn code(text: &str) -> Code {
        Code::new(text).expect("the case holds a code")
    }

    #[test]
    fn every_table_reads_and_names_its_day_and_source() {
        let tables = Tables::load().map_err(|error| error.to_string()).expect("the tables read");
        for (file, as_of, source) in tables.headers() {
            assert!(as_of.len() == 10 && as_of <= "2026-11-22", "{file}: {as_of}");
            assert!(!source.trim().is_empty(), "{file}");
        }
        assert_eq!(tables.as_of(), "2026-11-22");
    }

    #[test]
    fn the_area_has_its_thirty_states_and_the_union_its_twenty_seven() {
        let area = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK";
        let members = |pick: fn(&Country) -> bool| {
            let countries = tables().countries.country.iter().filter(|country| pick(country));
            countries.map(|country| country.code.to_string()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(members(|country| country.eea && country.part_of.is_none()), area);
        assert_eq!(members(|country| country.eu).split(' ').count(), 27);
        assert!(["IS", "LI", "NO"].into_iter().all(|outside| tables().country(code(outside)).is_some_and(|c| !c.eu)));
    }

    #[test]
    fn every_country_of_the_world_is_there_once_and_named() {
        let countries = &tables().countries.country;
        assert_eq!(countries.len(), 250, "249 of ISO 3166-1 and Kosovo");
        assert!(countries.is_sorted_by(|a, b| a.code < b.code));
        for country in countries {
            assert!(!country.nl.is_empty() && !country.en.is_empty(), "{}", country.code);
            let names = [&country.nl, &country.en, &country.de, &country.fr, &country.colloquial];
            assert!(names.into_iter().flatten().all(|name| !fold_word(name).is_empty()), "{}", country.code);
        }
    }

    #[test]
    fn no_name_means_two_countries() {
        let mut seen: Vec<(String, Code)> = Vec::new();
        for country in &tables().countries.country {
            for name in [&country.nl, &country.en, &country.de, &country.fr].into_iter().flatten() {
                let name = fold_word(name);
                let other = seen.iter().find(|(known, of)| *known == name && *of != country.code);
                assert!(other.is_none(), "{name} is {} and {other:?}", country.code);
                seen.push((name, country.code));
            }
        }
    }

    #[test]
    fn the_adequacy_list_is_that_of_its_day() {
        let of = |scope: Scope| {
            let decisions = tables().adequacy.decision.iter().filter(|decision| decision.scope == scope);
            decisions.map(|decision| decision.country.to_string()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(of(Scope::General), "AD AR BR CH FO GB GG IL IM JE JP KR NZ UY");
        assert_eq!(of(Scope::Conditional), "CA US");
        let britain = tables().adequacy.decision.iter().find(|decision| decision.country == code("GB"));
        assert_eq!(britain.and_then(|decision| decision.expires.as_deref()), Some("2031-12-27"));
        for decision in &tables().adequacy.decision {
            assert!(tables().country(decision.country).is_some_and(|country| !country.eea), "{}", decision.country);
            assert!(decision.scope == Scope::General || decision.condition.is_some(), "{}", decision.country);
        }
    }

    #[test]
    fn every_code_in_a_table_is_a_country() {
        let tables = tables();
        let places = tables.places.country.iter().map(|country| country.code);
        let elsewhere = tables.places.ambiguous.iter().flat_map(|place| place.also_in.iter().copied());
        let regions = tables.regions.provider.iter().flat_map(|provider| provider.regions.iter().map(|r| r.country));
        let providers = tables.providers.provider.iter().flat_map(|provider| [provider.seat, provider.parent]);
        let forms = tables.legal_forms.form.iter().flat_map(|form| form.countries.iter().copied());
        for code in places.chain(elsewhere).chain(regions).chain(providers).chain(forms) {
            assert!(tables.country(code).is_some(), "{code}");
        }
        assert!(tables.zones.zone.iter().all(|zone| Territory::parse(&zone.is).is_some()));
    }

    #[test]
    fn ids_and_names_are_unique() {
        let tables = tables();
        let unique = |names: Vec<&str>| names.iter().collect::<BTreeSet<_>>().len() == names.len();
        assert!(unique(tables.legal_forms.form.iter().map(|form| form.id.as_str()).collect()));
        assert!(unique(tables.providers.provider.iter().map(|provider| provider.name.as_str()).collect()));
        assert!(unique(tables.registrations.scheme.iter().map(|scheme| scheme.id.as_str()).collect()));
        assert!(unique(tables.adequacy.stale_ground.iter().map(|ground| ground.id.as_str()).collect()));
        let regions = tables.regions.provider.iter().flat_map(|provider| provider.regions.iter());
        assert!(unique(regions.flat_map(|region| region.names.iter().map(String::as_str)).collect()));
    }

    #[test]
    fn words_with_conditions_are_words_of_their_table() {
        let tables = tables();
        let mut names: BTreeSet<&str> = BTreeSet::new();
        for country in &tables.countries.country {
            names.extend(
                [&country.nl, &country.en, &country.de, &country.fr, &country.colloquial]
                    .into_iter()
                    .flatten()
                    .map(String::as_str),
            );
            names.extend(country.adjectives.values().flatten().map(String::as_str));
        }
        names.extend(tables.zones.zone.iter().flat_map(|zone| zone.names.iter().map(String::as_str)));
        let listed = &tables.countries;
        let missing: Vec<_> = listed
            .ordinary_words
            .iter()
            .chain(listed.one_language.values().flatten())
            .filter(|word| !names.contains(word.as_str()))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
        let places: BTreeSet<&str> =
            tables.places.country.iter().flat_map(|c| c.places.iter().flatten().map(String::as_str)).collect();
        let missing: Vec<_> =
            tables.places.ordinary_words.iter().filter(|word| !places.contains(word.as_str())).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn what_the_parsers_build_from_the_tables_builds() {
        let tables = Tables::load().map_err(|error| error.to_string()).expect("the tables read");
        assert!(crate::value::find_frequencies(&tables, "jaarlijks", crate::text::Lang::Nl).len() == 1);
        assert!(!crate::value::find_dates(&tables, "1 mei 2024").is_empty());
        assert!(tables.dates.months.values().all(|months| months.len() == 12));
        let shapes = tables.registrations.scheme.iter().flat_map(|scheme| &scheme.shapes);
        assert!(shapes.into_iter().all(|shape| !shape.is_empty() && shape.is_ascii()));
    }
}
