//! What happens with the data when the agreement ends.
//!
//! In: a scanned document and the retention terms. Out: `end_of_term`. Not here: terms that run during the agreement.

use super::said::{self, Context, Said};
use super::state::{self, Answer};
use crate::extract::{Facts, Trigger};

/// What is said most exactly comes first: who chooses, then that both ways are open, then one way only.
const CHOICES: [&str; 5] = ["controller", "processor", "unstated", "delete-only", "return-only"];

pub(super) fn extract(context: Context<'_, '_, '_>, facts: &mut Facts) {
    let said = said::all(context, "end-of-term");
    facts.end_of_term.choice = CHOICES.into_iter().find_map(|choice| {
        let found = said.iter().find(|said| said.gives("choice") == Some(choice))?;
        Some((choice, found.evidence()))
    });
    both_ways(facts, &said);
    let ends = facts.retention.iter().filter(|retention| retention.trigger == Trigger::EndOfAgreement);
    facts.end_of_term.deadline = ends.map(|retention| retention.term.clone()).max_by_key(|term| term.days);
    let of_role = |role| said.iter().find(|said| said.role() == Some(role)).map(Said::evidence);
    facts.end_of_term.prevails = of_role("prevails");
    facts.end_of_term.duration = of_role("duration");
    let answer = Answer::of(facts.end_of_term.choice.as_ref().map(|(_, evidence)| evidence.clone()));
    state::record(context, facts, "end_of_term", &said, &["retention", "term"], answer);
}

/// Deletion ordered in one sentence and return in another: both are agreed and nobody is named to choose.
fn both_ways(facts: &mut Facts, said: &[Said<'_>]) {
    let of = |choice: &str| said.iter().find(|said| said.gives("choice") == Some(choice));
    if let (Some(("delete-only", _)), Some(delete), Some(returned)) =
        (&facts.end_of_term.choice, of("delete-only"), of("return-only"))
    {
        facts.end_of_term.choice = Some(("unstated", delete.evidence().and(returned.hit.evidence.first)));
    }
}
