//! Two analyses to what changed between them.
//!
//! In: the analyses of an older and a newer version. Out: [`wire::Comparison`]. Not here: how wording is aligned
//! (`redline`), how it is shown (`terminal`).

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::build::{Build, report};
use super::wire;
use super::words::Tongue;
use crate::Analysis;
use crate::redline::{Change, Version, redline};
use crate::text::fold_word;

/// Compares two versions of one agreement, with the sentences of findings in `tongue`.
pub fn changes(old: &Analysis, new: &Analysis, tool: wire::Tool, tongue: Tongue) -> wire::Comparison {
    let (before, after) = (report(old, tongue), report(new, tongue));
    let facts = facts(before.facts.as_ref(), after.facts.as_ref());
    let build = (Build { analysis: old, tongue }, Build { analysis: new, tongue });
    let wording = redline(version(old), version(new)).iter().map(|change| worded(change, &build)).collect();
    wire::Comparison {
        format: wire::FORMAT,
        tool,
        findings: findings(before.findings.unwrap_or_default(), after.findings.unwrap_or_default()),
        old: before.source,
        new: after.source,
        facts,
        wording,
    }
}

fn version(analysis: &Analysis) -> Version<'_> {
    Version { document: &analysis.document, clauses: &analysis.clauses }
}

fn worded(change: &Change, (old, new): &(Build<'_>, Build<'_>)) -> wire::ChangedWording {
    let before = change.old.map(|span| old.evidence(span));
    let after = change.new.map(|span| new.evidence(span));
    let clause = after.as_ref().or(before.as_ref()).and_then(|evidence| evidence.clause.clone());
    wire::ChangedWording { clause, kind: change.kind.name(), old: before, new: after }
}

/// Matched by fingerprint first. A clause that was renumbered has another one, so id and words come second.
fn findings(old: Vec<wire::Finding>, new: Vec<wire::Finding>) -> wire::ChangedFindings {
    let (old, new, first) = matched(old, new, |finding| finding.fingerprint.clone());
    let (solved, new, second) = matched(old, new, words);
    let unchanged = first.into_iter().chain(second).collect();
    wire::ChangedFindings { new, solved, unchanged }
}

fn words(finding: &wire::Finding) -> String {
    let quote = finding.evidence.first().map(|evidence| fold_word(&evidence.quote)).unwrap_or_default();
    let letters: String = quote.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{}\0{letters}", finding.id)
}

type Findings = Vec<wire::Finding>;

/// What only the old has, what only the new has, and the new's side of what both have.
fn matched(old: Findings, new: Findings, key: impl Fn(&wire::Finding) -> String) -> (Findings, Findings, Findings) {
    let mut known: BTreeMap<String, Vec<wire::Finding>> = BTreeMap::new();
    for finding in old.into_iter().rev() {
        known.entry(key(&finding)).or_default().push(finding);
    }
    let (mut added, mut kept) = (Vec::new(), Vec::new());
    for finding in new {
        match known.get_mut(&key(&finding)).and_then(Vec::pop) {
            Some(_) => kept.push(finding),
            None => added.push(finding),
        }
    }
    let mut solved: Vec<wire::Finding> = known.into_values().flatten().collect();
    solved.sort_by_key(|finding| (worst(finding.severity), finding.evidence.first().map(|evidence| evidence.start)));
    (solved, added, kept)
}

/// Order of severities.
fn worst(severity: &str) -> usize {
    use crate::compare::Severity::{Blocking, Info, Major, Minor};
    let order = [Blocking, Major, Minor, Info];
    order.iter().position(|known| known.name() == severity).unwrap_or(order.len())
}

/// Facts whose values differ. Where the words stand is no difference, and neither is what was searched.
fn facts(old: Option<&wire::Facts>, new: Option<&wire::Facts>) -> Vec<wire::ChangedFact> {
    let object = |facts: Option<&wire::Facts>| match facts.map(serde_json::to_value) {
        Some(Ok(Value::Object(map))) => map,
        _ => Map::new(),
    };
    let (old, new) = (object(old), object(new));
    let names = old.keys().chain(new.keys().filter(|name| !old.contains_key(*name)));
    names
        .filter(|name| !PLACES.contains(&name.as_str()))
        .filter_map(|name| {
            let (before, after) = (old.get(name).unwrap_or(&Value::Null), new.get(name).unwrap_or(&Value::Null));
            if plain(before) == plain(after) {
                return None;
            }
            let (old, new) = differing(before, after);
            Some(wire::ChangedFact { fact: name.clone(), old, new })
        })
        .collect()
}

/// Facts about where things stand, not about what is agreed.
const PLACES: [&str; 2] = ["states", "references"];

/// Of two lists the entries the other lacks; of everything else all of it.
fn differing(old: &Value, new: &Value) -> (Value, Value) {
    let (Value::Array(before), Value::Array(after)) = (old, new) else { return (old.clone(), new.clone()) };
    let only = |these: &[Value], those: &[Value]| {
        let known: Vec<Value> = those.iter().map(plain).collect();
        Value::Array(these.iter().filter(|value| !known.contains(&plain(value))).cloned().collect())
    };
    (only(before, after), only(after, before))
}

/// A value without its evidence.
fn plain(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let kept = map.iter().filter(|(name, _)| *name != "evidence" && *name != "searched");
            Value::Object(kept.map(|(name, value)| (name.clone(), plain(value))).collect())
        }
        Value::Array(values) => Value::Array(values.iter().map(plain).collect()),
        Value::String(text) => Value::String(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        other => other.clone(),
    }
}
