//! Facts that clauses state: retention, places, sub-processors, breach notice, audit, end, law.
//!
//! In: a scanned document. Out: those fields of [`Facts`]. Not here: the paper itself (`paper`), and the
//! language in which facts are stated (`rules/facts`).

mod audit;
mod breach;
mod end;
mod grid;
mod law;
mod locations;
mod mechanisms;
mod names;
mod retention;
mod said;
mod state;
mod subprocessors;

use super::Facts;
use crate::rules::Scan;
use crate::value::Tables;

/// Fills in what clauses state.
pub(super) fn extract(scan: &Scan<'_, '_>, tables: &Tables, facts: &mut Facts) {
    let context = said::Context { scan, tables };
    let grounds = mechanisms::extract(context, facts);
    let places = subprocessors::extract(context, facts, &grounds);
    locations::extract(context, facts, &grounds, places);
    retention::extract(context, facts);
    breach::extract(context, facts);
    audit::extract(context, facts);
    end::extract(context, facts);
    law::extract(context, facts);
}
