//! How soon the processor tells the controller of a breach.
//!
//! In: a scanned document. Out: `breach_notice`. Not here: what the controller must tell the authority.

use super::said::{self, Context, Said, Timed, term};
use super::state::{self, Answer};
use crate::evidence::Evidence;
use crate::extract::Facts;

/// Words for how fast, the plainest promise of the law first.
const WORDINGS: [&str; 3] = ["without-undue-delay", "immediate", "prompt"];

pub(super) fn extract(context: Context<'_, '_, '_>, facts: &mut Facts) {
    let said = said::all(context, "breach");
    let terms: Vec<(&Said<'_>, Timed)> = said
        .iter()
        .filter(|said| said.role().is_none())
        .filter_map(|said| Some((said, said.first(context, "period")?)))
        .collect();
    // The longest promise counts: a shorter one elsewhere does not take it back. Of equal ones, that in one sentence.
    let longest = terms.iter().min_by(|a, b| {
        let by_length = b.1.period.days().total_cmp(&a.1.period.days());
        by_length.then(pieces(a.0).cmp(&pieces(b.0))).then(a.1.span.start().cmp(&b.1.span.start()))
    });
    facts.breach_notice.term = longest.map(|(said, timed)| term(&timed.period, said.evidence()));
    facts.breach_notice.wording = wording(&said);
    let starts = said.iter().filter(|said| said.hit.values.contains_key("start"));
    let promise = longest.map(|(said, _)| said.span());
    facts.breach_notice.start = starts
        .min_by_key(|said| !promise.is_some_and(|promise| promise.overlaps(said.span())))
        .and_then(|said| said.group(context, "start"))
        .map(|span| context.slice(span).to_owned());
    let contact = said.iter().filter(|said| said.role() == Some("contact"));
    facts.breach_notice.contact = contact
        .filter_map(|said| said.group(context, "contact"))
        .map(|span| context.slice(span).to_owned())
        .find(|words| !state::is_blank(words));
    let term = facts.breach_notice.term.as_ref().map(|term| term.evidence.clone());
    let wording = facts.breach_notice.wording.as_ref().map(|(_, evidence)| evidence.clone());
    state::record(context, facts, "breach_notice", &said, &["breach"], Answer::of(term.or(wording)));
}

/// In how many sentences and items a match stands.
fn pieces(said: &Said<'_>) -> usize {
    said.hit.evidence.spans().count()
}

/// The first word of the strongest kind that is said in a promise to the controller.
fn wording(said: &[Said<'_>]) -> Option<(&'static str, Evidence)> {
    WORDINGS.into_iter().find_map(|wording| {
        let found =
            said.iter().filter(|said| said.gives("wording") == Some(wording)).min_by_key(|said| pieces(said))?;
        Some((wording, found.evidence()))
    })
}
