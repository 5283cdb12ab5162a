//! From an [`Analysis`](crate::Analysis) to everything a person or a script sees.
//!
//! In: an analysis and the language of the report. Out: [`wire`] (the only serialised types), [`terminal`] text. Not
//! here: writing to files or streams (`cli`), and any judgement about the agreement: that is made before.

mod build;
mod changes;
mod fingerprint;
mod harmless;
pub mod html;
mod key_facts;
mod matters;
mod overview;
mod page_one;
mod reading;
pub mod register;
mod schema;
pub mod tables;
pub mod terminal;
mod value;
pub mod wire;
mod words;

#[cfg(test)]
mod samples;

pub use build::{report, unread};
pub use changes::changes;
pub use reading::read_error;
pub use schema::{SchemaError, schema};
pub use words::{Tongue, Word, word};
