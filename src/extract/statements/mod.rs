//! Facts that clauses state: retention, places, sub-processors, breach notice, audit, end, law.
//!
//! In: a scanned document. Out: those fields of [`Facts`](super::Facts). Not here: the paper itself (`paper`).

use super::Facts;
use crate::rules::Scan;
use crate::value::Tables;

/// Fills in what clauses state.
pub(super) fn extract(_scan: &Scan<'_, '_>, _tables: &Tables, _facts: &mut Facts) {}
