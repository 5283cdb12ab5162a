//! The form of the files in `rules/tables`.
//!
//! In: nothing. Out: one type per file, each with the day it was checked and its source. Not here: reading them
//! (`tables`). `flatten` would save the two repeated fields and lose the positions of errors.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::territory::Code;

/// `countries.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Countries {
    /// The day the facts were checked, an ISO date.
    pub as_of: String,
    /// Where they come from.
    pub source: String,
    /// Names that are ordinary words too and count only with these capitals.
    pub ordinary_words: Vec<String>,
    /// Names that are other words in other languages, by the code of their own.
    pub one_language: BTreeMap<String, Vec<String>>,
    /// Codes that are never read as a country.
    pub codes_never: Vec<Code>,
    /// Codes that are a country only in a cell of their own.
    pub codes_seldom: Vec<Code>,
    /// Other two-letter codes in use.
    pub code_aliases: BTreeMap<String, Code>,
    /// The countries, by ascending code.
    pub country: Vec<Country>,
}

/// A country or territory of ISO 3166-1.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Country {
    /// Alpha-2 code.
    pub code: Code,
    /// Whether it belongs to the European Economic Area.
    #[serde(default)]
    pub eea: bool,
    /// Whether it is a member state of the Union.
    #[serde(default)]
    pub eu: bool,
    /// The state it is a part of, where Union law applies as there.
    pub part_of: Option<Code>,
    /// Dutch names, the usual one first.
    pub nl: Vec<String>,
    /// English names, the usual one first.
    pub en: Vec<String>,
    /// German names.
    pub de: Vec<String>,
    /// French names.
    pub fr: Vec<String>,
    /// Names that mean the country in daily use, not in law.
    #[serde(default)]
    pub colloquial: Vec<String>,
    /// Inflected adjectives by language code.
    #[serde(default)]
    pub adjectives: BTreeMap<String, Vec<String>>,
}

/// `adequacy.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Adequacy {
    /// The day the facts were checked, an ISO date.
    pub as_of: String,
    /// Where they come from.
    pub source: String,
    /// Decisions in force.
    pub decision: Vec<Decision>,
    /// Decisions about international organisations.
    #[serde(default)]
    pub organisation: Vec<OrganisationDecision>,
    /// Grounds that have ended.
    pub stale_ground: Vec<StaleGround>,
}

/// An adequacy decision about a country.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Decision {
    /// The country.
    pub country: Code,
    /// Whom it covers.
    pub scope: Scope,
    /// Its number.
    pub number: String,
    /// ISO date from which it holds.
    pub since: Option<String>,
    /// ISO date of its last renewal.
    pub renewed: Option<String>,
    /// ISO date after which it no longer holds.
    pub expires: Option<String>,
    /// For whom or what it holds only.
    pub condition: Option<String>,
    /// Proceedings that may end it.
    pub pending: Option<String>,
}

/// Whom an adequacy decision covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Recipients of the country at large.
    General,
    /// Only recipients that meet the condition: the country's name alone proves nothing.
    Conditional,
}

/// An adequacy decision about an international organisation.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OrganisationDecision {
    /// The organisation.
    pub name: String,
    /// The number of the decision.
    pub number: String,
    /// Whether the number was checked.
    #[serde(default = "yes")]
    pub number_certain: bool,
    /// ISO date from which it holds.
    pub since: String,
}

fn yes() -> bool {
    true
}

/// A ground for transfer that has ended.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct StaleGround {
    /// Its id in the report.
    pub id: String,
    /// How it is written.
    pub names: Vec<String>,
    /// Last ISO date on which it could be relied on.
    pub ended: String,
    /// What ended it.
    pub by: String,
}

/// `providers.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Providers {
    /// The day the facts were checked, an ISO date.
    pub as_of: String,
    /// Where they come from.
    pub source: String,
    /// The providers.
    pub provider: Vec<Provider>,
}

/// A service provider often met as a sub-processor. Grounds for a question, never proof.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Provider {
    /// Its usual name.
    pub name: String,
    /// Its products and other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What it usually does.
    pub service: String,
    /// Whom customers in the EU usually contract with.
    pub entity: Option<String>,
    /// Where that entity or the provider has its seat.
    pub seat: Code,
    /// Seat of the group.
    pub parent: Code,
    /// What to ask about it.
    pub question: Option<String>,
}

/// `legal-forms.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct LegalForms {
    /// The day the facts were checked, an ISO date.
    pub as_of: String,
    /// Where they come from.
    pub source: String,
    /// The forms.
    pub form: Vec<LegalForm>,
    /// Words inside and around names.
    pub names: NameWords,
}

/// A legal form of organisations.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct LegalForm {
    /// Its id.
    pub id: String,
    /// As written, the first to report.
    pub spellings: Vec<String>,
    /// Where it exists.
    pub countries: Vec<Code>,
    /// Where it stands in a name.
    pub place: FormPlace,
}

/// Where a legal form stands in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FormPlace {
    /// Behind it: "Graviant B.V.".
    After,
    /// In front of it: "Stichting Lumen".
    Before,
    /// Either.
    Either,
}

/// Words inside and around names of organisations.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct NameWords {
    /// Lower-case words that may stand inside a name.
    pub inner: Vec<String>,
    /// Capitalised words that do not belong to a name behind them.
    pub not_first: Vec<String>,
    /// Forms that are ordinary words in a line of capitals.
    pub not_in_capitals: Vec<String>,
}

/// `zones.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Zones {
    /// The day the facts were checked, an ISO date.
    pub as_of: String,
    /// Where they come from.
    pub source: String,
    /// Areas that are not one country.
    pub zone: Vec<ZoneNames>,
    /// Words between the places of one list.
    pub joining: Vec<String>,
    /// Words before a place that put the processing outside it, by language code.
    pub outside: BTreeMap<String, Vec<String>>,
    /// Words that make a name of a place a part of another name.
    pub not_a_place: Around,
}

/// The names of one kind of area.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ZoneNames {
    /// `EEA`, `EU`, `third-country-unspecified` or `imprecise`.
    pub is: String,
    /// How it is written.
    pub names: Vec<String>,
}

/// Words directly before and after.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Around {
    /// Directly before.
    pub before: Vec<String>,
    /// Directly after.
    pub after: Vec<String>,
}

/// `places.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Places {
    /// The day the facts were checked, an ISO date.
    pub as_of: String,
    /// Where they come from.
    pub source: String,
    /// Names that are ordinary words too and count only with these capitals.
    pub ordinary_words: Vec<String>,
    /// Names that are a country and a place elsewhere.
    pub also_a_country: Vec<Namesake>,
    /// Places by country.
    pub country: Vec<PlacesOfCountry>,
    /// Places of one name in several countries.
    pub ambiguous: Vec<Ambiguous>,
}

/// A country whose name is a place elsewhere.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Namesake {
    /// The name.
    pub name: String,
    /// The country it names.
    pub country: Code,
    /// Where else it lies.
    pub also_in: Vec<Code>,
}

/// The places of one country.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PlacesOfCountry {
    /// The country.
    pub code: Code,
    /// The names of each, the one to report first.
    pub places: Vec<Vec<String>>,
}

/// A place of one name in several countries.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Ambiguous {
    /// The name to report.
    pub name: String,
    /// Where else it lies.
    pub also_in: Vec<Code>,
}

/// `regions.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Regions {
    /// The day the facts were checked, an ISO date.
    pub as_of: String,
    /// Where they come from.
    pub source: String,
    /// Names that count only with these capitals.
    pub ordinary_words: Vec<String>,
    /// Regions by provider.
    pub provider: Vec<RegionsOfProvider>,
}

/// The regions of one provider.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RegionsOfProvider {
    /// The provider.
    pub name: String,
    /// Its regions.
    pub regions: Vec<Region>,
}

/// A cloud region.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Region {
    /// Its code and names.
    pub names: Vec<String>,
    /// Where it lies.
    pub country: Code,
    /// The place.
    pub place: String,
}

/// `numbers.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Numbers {
    /// The day the facts were checked, an ISO date.
    pub as_of: String,
    /// Where they come from.
    pub source: String,
    /// Number words that are other words in other languages.
    pub own_language_only: Vec<String>,
    /// Dutch.
    pub nl: BTreeMap<String, f64>,
    /// English.
    pub en: BTreeMap<String, f64>,
    /// German.
    pub de: BTreeMap<String, f64>,
    /// French.
    pub fr: BTreeMap<String, f64>,
}

/// `units.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Units {
    /// The day the facts were checked, an ISO date.
    pub as_of: String,
    /// Where they come from.
    pub source: String,
    /// Words that may stand between number and unit.
    pub between: Vec<String>,
    /// Units that must be joined to the number or close the phrase.
    pub attached: Vec<String>,
    /// Units that are other words in other languages, by the code of their own.
    pub one_language: BTreeMap<String, Vec<String>>,
    /// The units.
    pub unit: Vec<Unit>,
    /// Whole expressions of a length.
    pub idiom: Vec<Unit>,
    /// Articles that count as one, by language code.
    pub articles: BTreeMap<String, Vec<String>>,
    /// Words that make a number and a unit something else.
    pub not_a_period: Around,
    /// How often.
    pub frequency: FrequencyWords,
}

/// A length of time and how it is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Unit {
    /// ISO 8601 duration of one.
    pub iso: String,
    /// Whether only business time counts.
    #[serde(default)]
    pub business: bool,
    /// How it is written.
    pub names: Vec<String>,
}

/// Words for how often.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FrequencyWords {
    /// Nouns that turn a number into a count.
    pub times_words: Vec<String>,
    /// Before a period: once in it.
    pub every: Vec<String>,
    /// Between a count and a period.
    pub per: Vec<String>,
    /// Counts in one word.
    pub count: Vec<Count>,
    /// Adverbs and their interval.
    pub adverb: Vec<Unit>,
}

/// A count as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Count {
    /// How many.
    pub times: f64,
    /// How it is written.
    pub names: Vec<String>,
}

/// `qualifiers.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct QualifierWords {
    /// The day the facts were checked, an ISO date.
    pub as_of: String,
    /// Where they come from.
    pub source: String,
    /// Upper bound, up to six words before.
    pub max_before: Vec<String>,
    /// Upper bound, directly before.
    pub max_adjacent: Vec<String>,
    /// Upper bound, directly after.
    pub max_after: Vec<String>,
    /// Lower bound, up to six words before.
    pub min_before: Vec<String>,
    /// Lower bound, directly before.
    pub min_adjacent: Vec<String>,
    /// Lower bound, directly after.
    pub min_after: Vec<String>,
}

/// `dates.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Dates {
    /// The day the facts were checked, an ISO date.
    pub as_of: String,
    /// Where they come from.
    pub source: String,
    /// Twelve lists of names by language code.
    pub months: BTreeMap<String, Vec<Vec<String>>>,
}

/// `registrations.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Registrations {
    /// The day the facts were checked, an ISO date.
    pub as_of: String,
    /// Where they come from.
    pub source: String,
    /// How far behind its cue a number may stand, in bytes.
    pub reach: usize,
    /// Words that announce another kind of number.
    pub not_these: Vec<String>,
    /// The schemes.
    pub scheme: Vec<Scheme>,
}

/// A register and its numbers.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Scheme {
    /// Its id.
    pub id: String,
    /// Its name in the report.
    pub report: String,
    /// Words that announce it.
    pub cues: Vec<String>,
    /// What its numbers look like.
    pub shapes: Vec<String>,
    /// Whether separators may stand inside.
    #[serde(default)]
    pub spaced: bool,
    /// How its check digits are computed.
    pub check: String,
    /// What the first digit may be.
    pub first_digits: Option<String>,
    /// Whether the shape alone is too weak.
    #[serde(default = "yes")]
    pub needs_cue: bool,
    /// The shape that needs no cue, with its separators.
    pub plain_shape: Option<String>,
}
