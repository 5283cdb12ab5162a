//! Clauses and rules to facts.
//!
//! In: a scanned document and the tables. Out: [`Facts`]. Not here: what a fact means for a model (`compare`).

mod facts;
mod paper;
mod statements;
mod typed;

pub use facts::*;
pub use paper::Paper;
pub use typed::{Typed, typed};

use crate::rules::Scan;
use crate::value::Tables;

/// Extracts every fact: those of the paper as printed, the others from the scan with role words in the place of names.
pub fn extract(paper: &Paper<'_>, scan: &Scan<'_, '_>, tables: &Tables) -> Facts {
    let mut facts = Facts::default();
    paper::extract(paper, &mut facts);
    statements::extract(scan, tables, &mut facts);
    facts
}
