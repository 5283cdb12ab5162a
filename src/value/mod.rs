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
