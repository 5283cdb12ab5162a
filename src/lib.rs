//! Reads data processing agreements and reports how they differ from the reference models.
//!
//! `bytes → read → Document → segment → Clauses → extract(Rules) → Facts → compare(Model) → Verdicts → Report`

pub mod analysis;
pub mod clause;
pub mod compare;
pub mod document;
pub mod evidence;
pub mod examples;
pub mod extract;
pub mod read;
pub mod redline;
pub mod report;
pub mod rules;
pub mod text;
pub mod value;

pub use analysis::{Analysis, Options, analyse, assess};
pub use rules::Rules;
