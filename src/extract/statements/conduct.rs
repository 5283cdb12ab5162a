//! How the agreement itself works: how long it runs, which document goes first, how it is changed, who pays for help.
//!
//! In: a scanned document. Out: `settled`. Not here: terms of retention, and whether what is settled is good (`compare`).

use super::said::{self, Context, Said, term};
use super::state::{self, Answer};
use crate::extract::{Facts, Settled};

/// A matter by its name in the report, with the topics of the clauses searched for it.
const MATTERS: [(&str, &[&str]); 4] = [
    ("term", &["term"]),
    ("precedence", &["law", "term"]),
    ("amendment", &["change"]),
    ("fees", &["assistance", "audit"]),
];

/// Every statement is kept, in text order: where two contradict each other a reader wants to see both.
pub(super) fn extract(context: Context<'_, '_, '_>, facts: &mut Facts) {
    for (matter, topics) in MATTERS {
        let said = said::all(context, matter);
        let found: Vec<Settled> =
            said.iter().filter(|said| said.role().is_none()).filter_map(|said| settled(context, said)).collect();
        let mut kept: Vec<Settled> = Vec::new();
        for settled in found {
            let first = settled.evidence.first;
            if !kept.iter().any(|known| known.value == settled.value && known.evidence.first.overlaps(first)) {
                kept.push(settled);
            }
        }
        let answer = Answer::of(kept.first().map(|settled| settled.evidence.clone()));
        facts.settled.insert(matter, kept);
        state::record(context, facts, matter, &said, topics, answer);
    }
}

/// A statement with the word its rule gives for it. A rule that asks for a period and finds none states nothing.
fn settled(context: Context<'_, '_, '_>, said: &Said<'_>) -> Option<Settled> {
    let value = said.gives("value")?.to_owned();
    let period = said.first(context, "period");
    if said.hit.values.contains_key("period") && period.is_none() {
        return None;
    }
    let period = period.map(|timed| term(&timed.period, said.evidence()));
    Some(Settled { value, period, evidence: said.evidence() })
}
