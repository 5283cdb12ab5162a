//! Clauses and rules to facts.
//!
//! In: a document, its clauses and the rules. Out: [`Facts`]. Not here: what a fact means for a model (`compare`).

mod facts;

pub use facts::*;
