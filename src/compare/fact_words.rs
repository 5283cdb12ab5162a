//! The closed words by which rule files name facts.
//!
//! In: [`Facts`]. Out: evidence, terms and codes by word. Not here: what is asked of them.

use crate::evidence::Evidence;
use crate::extract::{Authorisation, Declared, Facts, Role, SignatureState, Term};

/// Where a fact has a value; none when it has none.
pub(super) fn evidence(facts: &Facts, word: &str) -> Option<Evidence> {
    let party = |role: Role| {
        let named = facts.parties.iter().find(|party| party.role == role && !party.placeholder);
        named.map(|party| party.evidence.clone())
    };
    match word {
        "parties.controller" => party(Role::Controller),
        "parties.processor" => party(Role::Processor),
        "retention" => facts.retention.first().map(|retention| retention.term.evidence.clone()),
        "locations" => facts.locations.first().map(|location| location.evidence.clone()),
        "subprocessors" if facts.subprocessors.declared == Declared::Absent => None,
        "subprocessors" => first(&facts.subprocessors.evidence),
        "subprocessors.authorisation" if facts.subprocessors.authorisation == Authorisation::None => None,
        "subprocessors.authorisation" => {
            facts.subprocessors.general.clone().or_else(|| facts.subprocessors.specific.clone())
        }
        "breach-notice" => facts
            .breach_notice
            .wording
            .as_ref()
            .map(|(_, evidence)| evidence.clone())
            .or_else(|| facts.breach_notice.term.as_ref().map(|term| term.evidence.clone())),
        "audit" => facts.audit.right.clone(),
        "audit.payer" => facts.audit.payer.as_ref().map(|(_, evidence)| evidence.clone()),
        "end-of-term" => facts.end_of_term.choice.as_ref().map(|(_, evidence)| evidence.clone()),
        "governing-law" => facts.governing_law.as_ref().map(|law| law.evidence.clone()),
        "transfer-mechanisms" => facts.transfer_mechanisms.first().map(|mechanism| mechanism.evidence.clone()),
        "signature" if facts.signature.state == SignatureState::Signed => facts.signature.evidence.clone(),
        _ => term(facts, word).map(|term| term.evidence.clone()),
    }
}

fn first(list: &[Evidence]) -> Option<Evidence> {
    list.first().cloned()
}

/// The duration of a fact.
pub(super) fn term<'f>(facts: &'f Facts, word: &str) -> Option<&'f Term> {
    match word {
        "subprocessors.objection" => facts.subprocessors.objection.as_ref(),
        "subprocessors.notice" => facts.subprocessors.notice.as_ref(),
        "breach-notice.term" => facts.breach_notice.term.as_ref(),
        "audit.frequency" => facts.audit.frequency.as_ref(),
        "audit.notice" => facts.audit.notice.as_ref(),
        "end-of-term.deadline" => facts.end_of_term.deadline.as_ref(),
        "retention" => facts.retention.iter().map(|retention| &retention.term).max_by_key(|term| term.days),
        _ => None,
    }
}

/// The code of a fact.
pub(super) fn code(facts: &Facts, word: &str) -> Option<(String, Evidence)> {
    match word {
        "governing-law" => facts.governing_law.as_ref().map(|law| (law.country.clone(), law.evidence.clone())),
        "audit.payer" => facts.audit.payer.as_ref().map(|(payer, evidence)| ((*payer).to_owned(), evidence.clone())),
        "end-of-term" => {
            facts.end_of_term.choice.as_ref().map(|(choice, evidence)| ((*choice).to_owned(), evidence.clone()))
        }
        _ => None,
    }
}
