//! Checks that compare facts with each other: what no pattern can see.
//!
//! In: facts and clauses. Out: the places a remark rests on. Not here: its words, severity and basis, which stand in the
//! rule file that names the check.

use super::Context;
use super::bounds::days;
use crate::clause::ClauseKind;
use crate::evidence::{Evidence, Grounds};
use crate::extract::{Days, Declared, Role, SignatureState, Trigger};
use crate::rules::RemarkRule;

type Found = Vec<(Grounds, String)>;
type Check = fn(&Context<'_, '_>, Option<Days>) -> Found;

pub(super) fn run(context: &Context<'_, '_>, rule: &RemarkRule, check: &str) -> Found {
    let limit = rule.file.limit.as_ref().and_then(|iso| days(iso.get_ref()));
    function(check).map_or_else(Vec::new, |function| function(context, limit))
}

fn function(check: &str) -> Option<Check> {
    Some(match check {
        "third-country-without-ground" => |context, _| third_countries(context, false),
        "third-country-with-ground" => |context, _| third_countries(context, true),
        "none-against-storage" => |context, _| none_against_storage(context),
        "retention-after-end" => retention_after_end,
        "retention-without-start" => |context, _| retention_without_start(context),
        "retention-flat" => |context, _| retention_flat(context),
        "authorisation-both-ways" => |context, _| authorisation_both_ways(context),
        "controller-unnamed" => |context, _| unnamed(context, Role::Controller),
        "processor-unnamed" => |context, _| unnamed(context, Role::Processor),
        "not-signed" => |context, _| not_signed(context),
        "blank" => |context, _| blanks(context),
        "annex-missing" => |context, _| annexes_missing(context),
        "tail-after-end" => tail_after_end,
        "old-version" => old_version,
        "redacted" => |context, _| redacted(context),
        "label-twice" => |context, _| label_twice(context),
        _ => return None,
    })
}

fn quoted(evidence: Evidence, words: impl Into<String>) -> (Grounds, String) {
    (Grounds::Quoted(evidence), words.into())
}

fn slice(context: &Context<'_, '_>, evidence: &Evidence) -> String {
    context.scan.view.document.slice(evidence.first).to_owned()
}

/// Places outside the EEA without an adequacy decision of their own, by whether a ground is named with them or anywhere.
fn third_countries(context: &Context<'_, '_>, grounded: bool) -> Found {
    let facts = context.facts;
    let anywhere = !facts.transfer_mechanisms.is_empty();
    facts
        .locations
        .iter()
        .filter(|location| matches!(location.zone, "third" | "conditional"))
        .filter(|location| (location.mechanism.is_some() || anywhere) == grounded)
        .map(|location| quoted(location.evidence.clone(), slice(context, &location.evidence)))
        .collect()
}

/// "No sub-processors", while data lie in a country that is not the processor's own, or in a cloud.
fn none_against_storage(context: &Context<'_, '_>) -> Found {
    let facts = context.facts;
    let Some(none) = &facts.subprocessors.none else { return Vec::new() };
    if facts.subprocessors.declared != Declared::None {
        return Vec::new();
    }
    let home = facts.parties.iter().find(|party| party.role == Role::Processor).and_then(|party| party.country.clone());
    let elsewhere = facts.locations.iter().find(|location| {
        location.subprocessor
            || !matches!(location.country.as_str(), "EEA" | "EU")
                && Some(&location.country) != home.as_ref()
                && location.zone != "eea"
    });
    let Some(location) = elsewhere else { return Vec::new() };
    vec![quoted(none.clone().and(location.evidence.first), slice(context, &location.evidence))]
}

/// Terms that run on after the end although the agreement orders destruction at the end.
fn retention_after_end(context: &Context<'_, '_>, limit: Option<Days>) -> Found {
    let facts = context.facts;
    let Some((choice, end)) = &facts.end_of_term.choice else { return Vec::new() };
    if *choice == "return-only" || facts.end_of_term.prevails.is_some() {
        return Vec::new();
    }
    let least = limit.unwrap_or_default();
    let duration = facts.end_of_term.duration.as_ref().map(|evidence| evidence.first);
    facts
        .retention
        .iter()
        .filter(|retention| !retention.own_papers)
        .filter(|retention| retention.trigger == Trigger::Other && exceeds(retention.term.days, least))
        .map(|retention| {
            let words = slice(context, &retention.term.evidence);
            let ends = retention.term.evidence.clone().and(end.first);
            quoted(duration.into_iter().fold(ends, Evidence::and), words)
        })
        .take(1)
        .collect()
}

/// Whether a term is longer than a limit by more than a leap day: a year in months, days or weeks is one year.
fn exceeds(term: Days, limit: Days) -> bool {
    term.days() > limit.days() * 1.02
}

/// Terms of which nobody can tell when they start.
fn retention_without_start(context: &Context<'_, '_>) -> Found {
    let facts = context.facts;
    facts
        .retention
        .iter()
        .filter(|retention| !retention.own_papers)
        .filter(|retention| retention.trigger == Trigger::Other && !retention.started)
        .map(|retention| quoted(retention.term.evidence.clone(), slice(context, &retention.term.evidence)))
        .collect()
}

/// One term for everything.
fn retention_flat(context: &Context<'_, '_>) -> Found {
    let own: Vec<_> = context
        .facts
        .retention
        .iter()
        .filter(|retention| !retention.own_papers)
        .filter(|retention| !matches!(retention.trigger, Trigger::EndOfAgreement | Trigger::Backup | Trigger::Deletion))
        .collect();
    match own.as_slice() {
        [only] if only.object.is_none() || only.of_all => {
            vec![quoted(only.term.evidence.clone(), slice(context, &only.term.evidence))]
        }
        _ => Vec::new(),
    }
}

/// A general authorisation in one place, a limited one in another.
fn authorisation_both_ways(context: &Context<'_, '_>) -> Found {
    let subprocessors = &context.facts.subprocessors;
    match (&subprocessors.general, &subprocessors.named) {
        (Some(general), Some(specific)) => {
            vec![quoted(general.clone().and(specific.first), slice(context, general))]
        }
        _ => Vec::new(),
    }
}

/// The controller's name is a blank. A generic controller of standard terms ("the Customer") is no blank.
fn unnamed(context: &Context<'_, '_>, role: Role) -> Found {
    let facts = context.facts;
    let named = facts.parties.iter().any(|party| party.role == role && !party.placeholder);
    let blank = facts.parties.iter().find(|party| {
        let within = |placeholder: &crate::extract::Placeholder| {
            placeholder.evidence.spans().any(|span| span.overlaps(party.evidence.first))
        };
        party.role == role && party.placeholder && facts.placeholders.iter().any(within)
    });
    match blank {
        Some(party) if !named => vec![quoted(party.evidence.clone(), slice(context, &party.evidence))],
        _ => Vec::new(),
    }
}

/// A signature block with lines left blank.
fn not_signed(context: &Context<'_, '_>) -> Found {
    let signature = &context.facts.signature;
    if !matches!(signature.state, SignatureState::Blank | SignatureState::Partly) {
        return Vec::new();
    }
    let all =
        signature.blanks.iter().flat_map(Evidence::spans).chain(signature.evidence.iter().flat_map(Evidence::spans));
    Evidence::from_spans(all).map(|evidence| quoted(evidence, signature.state.name())).into_iter().collect()
}

/// Every blank by itself: the items of the fill-in list.
fn blanks(context: &Context<'_, '_>) -> Found {
    let facts = context.facts;
    let placeholders = facts.placeholders.iter().map(|placeholder| &placeholder.evidence);
    let known = |blank: &&Evidence| facts.placeholders.iter().any(|it| it.evidence.first.overlaps(blank.first));
    placeholders
        .chain(facts.signature.blanks.iter().filter(|blank| !known(blank)))
        .map(|evidence| quoted(evidence.clone(), slice(context, evidence)))
        .collect()
}

/// Annexes the text refers to that are not there: one remark with every number.
fn annexes_missing(context: &Context<'_, '_>) -> Found {
    let annexes = &context.facts.annexes;
    let missing = || annexes.references.iter().filter(|(number, _)| !annexes.is_present(number));
    let numbers: Vec<&str> = missing().map(|(number, _)| number.as_str()).collect();
    let all = Evidence::from_spans(missing().flat_map(|(_, evidence)| evidence.spans()));
    all.map(|evidence| quoted(evidence, numbers.join(", "))).into_iter().collect()
}

/// Data kept long after the end.
fn tail_after_end(context: &Context<'_, '_>, limit: Option<Days>) -> Found {
    let least = limit.unwrap_or_default();
    context
        .facts
        .retention
        .iter()
        .filter(|retention| !retention.own_papers)
        .filter(|retention| retention.trigger == Trigger::EndOfAgreement && exceeds(retention.term.days, least))
        .map(|retention| quoted(retention.term.evidence.clone(), slice(context, &retention.term.evidence)))
        .collect()
}

/// Annexes whose printed version date is further back than the limit, counted from the date of the fact tables.
fn old_version(context: &Context<'_, '_>, limit: Option<Days>) -> Found {
    let Some(limit) = limit else { return Vec::new() };
    let Some(today) = day_number(context.as_of) else { return Vec::new() };
    let old = |date: &str| day_number(date).is_some_and(|day| Days::new(today - day) > limit);
    let versions = context.facts.versions.iter();
    versions
        .filter(|version| version.date.as_deref().is_some_and(old))
        .map(|version| quoted(version.evidence.clone(), slice(context, &version.evidence)))
        .collect()
}

/// A rough count of days, for ages of months and years: `2024`, `2024-05`, `2024-05-01`.
fn day_number(iso: &str) -> Option<f64> {
    let mut parts = iso.split('-').map(|part| part.parse::<f64>().ok());
    let year = parts.next()??;
    let month = parts.next().flatten().unwrap_or(12.0);
    let day = parts.next().flatten().unwrap_or(28.0);
    Some(year * 365.25 + month * 30.4375 + day)
}

/// Words made unreadable: one remark with every place.
fn redacted(context: &Context<'_, '_>) -> Found {
    let all = context.facts.redactions.iter().flat_map(Evidence::spans);
    let count = context.facts.redactions.len();
    Evidence::from_spans(all).map(|evidence| quoted(evidence, count.to_string())).into_iter().collect()
}

/// Two sections of one annex, or two articles, with the same label.
fn label_twice(context: &Context<'_, '_>) -> Found {
    let clauses = context.scan.view.clauses;
    let headed = |kind| matches!(kind, ClauseKind::Article | ClauseKind::Annex | ClauseKind::Section);
    let mut seen: Vec<(Option<crate::clause::ClauseId>, ClauseKind, &str)> = Vec::new();
    let mut found = Vec::new();
    for node in clauses.nodes.iter().filter(|node| headed(node.kind) && !node.number.is_empty()) {
        let key = (node.parent, node.kind, node.number.as_str());
        let Some(label) = node.label else { continue };
        if seen.contains(&key) {
            let whole = node.heading.map_or(label, |heading| label.join(heading));
            found.push(quoted(Evidence::at(whole), node.number.clone()));
        }
        seen.push(key);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_format_has_a_function() {
        assert!(crate::rules::words::CHECKS.iter().all(|check| function(check).is_some()));
        assert!(function("unknown").is_none());
    }
}
