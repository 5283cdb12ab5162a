//! The controller's right to check.
//!
//! In: a scanned document. Out: `audit`. Not here: certificates that may take an audit's place.

use super::said::{self, Context, Said, term};
use super::state::{self, Answer};
use crate::extract::{Facts, Term};

/// Who may pay.
const PAYERS: [&str; 3] = ["controller", "processor", "shared"];

pub(super) fn extract(context: Context<'_, '_, '_>, facts: &mut Facts) {
    let said = said::all(context, "audit");
    let of = |role: &'static str| said.iter().filter(move |said| said.role() == Some(role));
    let timed = |role: &'static str| -> Option<Term> {
        of(role).find_map(|said| {
            let timed = said.first(context, "period")?;
            Some(term(&timed.period, said.evidence()))
        })
    };
    let rights = said.iter().filter(|said| said.role().is_none());
    // Under the heading on audits, or on security, the right itself is given; elsewhere it is only spoken of.
    let right = rights.min_by_key(|said| {
        let at = said.span().start();
        (!context.has_topic(at, "audit"), !context.has_topic(at, "security"), at)
    });
    facts.audit.right = right.map(Said::evidence);
    facts.audit.frequency = timed("frequency");
    facts.audit.notice = timed("notice");
    facts.audit.payer = of("payer").find_map(|said| {
        let payer = PAYERS.into_iter().find(|payer| said.gives("payer") == Some(payer))?;
        Some((payer, said.evidence()))
    });
    let answer = Answer::of(facts.audit.right.clone());
    state::record(context, facts, "audit", &said, &["audit", "security"], answer);
}
