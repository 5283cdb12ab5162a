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
