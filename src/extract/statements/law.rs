//! The law the agreement is under, and a cap on liability.
//!
//! In: a scanned document. Out: `governing_law`, `liability_cap`. Not here: the law of standard clauses only.

use super::said::{self, Context, Said};
use super::state::{self, Answer};
use crate::extract::typed::{Typed, read};
use crate::extract::{Facts, GoverningLaw};
use crate::rules::schema::ValueKind;
use crate::value::Territory;

pub(super) fn extract(context: Context<'_, '_, '_>, facts: &mut Facts) {
    governing_law(context, facts);
    liability_cap(context, facts);
}

fn governing_law(context: Context<'_, '_, '_>, facts: &mut Facts) {
    let said = said::all(context, "governing-law");
    let country = |said: &Said<'_>| {
        let value = said.hit.values.get("country")?;
        match read(context.scan, context.tables, ValueKind::Country, value)? {
            // The law of the Union is no law of contracts.
            Typed::Country(territory @ Territory::Country(_)) => territory.as_str().map(str::to_owned),
            _ => None,
        }
    };
    facts.governing_law = said
        .iter()
        .filter(|said| said.role().is_none())
        .find_map(|said| Some(GoverningLaw { country: country(said)?, evidence: said.evidence() }));
    let answer = Answer::of(facts.governing_law.as_ref().map(|law| law.evidence.clone()));
    state::record(context, facts, "governing_law", &said, &["law"], answer);
}

fn liability_cap(context: Context<'_, '_, '_>, facts: &mut Facts) {
    let said = said::all(context, "liability-cap");
    facts.liability_cap = said.iter().find(|said| said.role().is_none()).map(Said::evidence);
    let none = said.iter().find(|said| said.role() == Some("none")).map(Said::evidence);
    let answer = match (facts.liability_cap.clone(), none) {
        (Some(evidence), _) => Answer::Found(evidence),
        (None, Some(evidence)) => Answer::None(evidence),
        _ => Answer::Nothing,
    };
    state::record(context, facts, "liability_cap", &said, &["liability"], answer);
}
