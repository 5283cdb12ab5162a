//! Transfer grounds the agreement relies on.
//!
//! In: a scanned document. Out: `transfer_mechanisms`, and [`Grounds`] to ask for the ground beside a place. Not here:
//! whether a transfer needs one (`compare`).

use super::said::{self, Context};
use super::state::{self, Answer};
use crate::extract::{Facts, Mechanism};
use crate::text::Span;

/// Every mention of a ground that is relied on, in text order.
pub(super) struct Grounds(Vec<(Span, String)>);

impl Grounds {
    /// The first ground named inside a span: a row, a sentence, a cell.
    pub(super) fn inside(&self, span: Span) -> Option<String> {
        self.0.iter().find(|(place, _)| span.contains(*place)).map(|(_, kind)| kind.clone())
    }
}

pub(super) fn extract(context: Context<'_, '_, '_>, facts: &mut Facts) -> Grounds {
    let said = said::all(context, "transfer-mechanisms");
    let mut grounds = Vec::new();
    for said in said.iter().filter(|said| said.role().is_none()) {
        let Some(kind) = said.gives("kind") else { continue };
        grounds.push((said.hit.evidence.first, kind.to_owned()));
        if facts.transfer_mechanisms.iter().all(|known| known.kind != kind) {
            facts.transfer_mechanisms.push(Mechanism { kind: kind.to_owned(), evidence: said.evidence() });
        }
    }
    let version = settle_version(facts);
    for (_, kind) in grounds.iter_mut().filter(|(_, kind)| kind == UNVERSIONED) {
        version.clone_into(kind);
    }
    let found = facts.transfer_mechanisms.first().map(|mechanism| mechanism.evidence.clone());
    let none = said.iter().find(|said| said.role() == Some("none")).map(said::Said::evidence);
    let answer = match (found, none) {
        (Some(evidence), _) => Answer::Found(evidence),
        (None, Some(evidence)) => Answer::None(evidence),
        _ => Answer::Nothing,
    };
    state::record(context, facts, "transfer_mechanisms", &said, &["transfer", "storage", "subprocessors"], answer);
    Grounds(grounds)
}

/// What rules call clauses without a version.
const UNVERSIONED: &str = "scc";

/// Clauses without a version are those of 2021, unless the text names only the version of 2010.
fn settle_version(facts: &mut Facts) -> &'static str {
    let has = |kind: &str| facts.transfer_mechanisms.iter().any(|mechanism| mechanism.kind == kind);
    let (new, old) = (has("scc-2021-914"), has("scc-2010-87"));
    let version = if old && !new { "scc-2010-87" } else { "scc-2021-914" };
    let list = &mut facts.transfer_mechanisms;
    if old || new {
        list.retain(|mechanism| mechanism.kind != UNVERSIONED);
    }
    for mechanism in list.iter_mut().filter(|mechanism| mechanism.kind == UNVERSIONED) {
        version.clone_into(&mut mechanism.kind);
    }
    version
}
