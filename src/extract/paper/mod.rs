//! Facts about the paper itself: parties, blanks, signatures, annexes.
//!
//! In: a scanned document. Out: those fields of [`Facts`](super::Facts). Not here: what the clauses promise
//! (`statements`).

use super::Facts;
use crate::clause::Clauses;
use crate::document::Document;
use crate::rules::{Alias, Rules, Scan};
use crate::text::Lang;
use crate::value::Tables;

/// Fills in parties, placeholders, signature and annexes.
pub(super) fn extract(_scan: &Scan<'_, '_>, _tables: &Tables, _facts: &mut Facts) {}

/// Names by which the document calls its sides, so that rules can read role words in their place.
pub fn role_names(
    _document: &Document,
    _clauses: &Clauses,
    _lang: Lang,
    _rules: &Rules,
    _tables: &Tables,
) -> Vec<Alias> {
    Vec::new()
}
