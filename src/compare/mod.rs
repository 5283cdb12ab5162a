//! Facts, clauses and a model to verdicts and findings.
//!
//! In: what `extract` found and a reference model. Out: [`Verdict`]s and [`Finding`]s. Not here: how they are printed.

mod finding;

pub use finding::*;
