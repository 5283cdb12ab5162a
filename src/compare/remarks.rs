//! Remarks: what is worth saying wherever it stands.
//!
//! In: the rules of `rules/remarks`. Out: findings, by pattern or by a check of `checks`. Not here: requirements.

use super::checks;
use super::requirements::{fill, worded};
use super::{Context, Finding, FindingKind, Origin, Severity, Wording};
use crate::evidence::{Evidence, Grounds};
use crate::rules::RemarkRule;
use crate::rules::schema::{KindWord, OriginWord, SeverityWord};

/// One remark is made at most this often in one agreement; a reader has understood by then.
const MOST: usize = 12;

/// The remarks, without those that a requirement makes of the same words: `said` are the findings of requirements.
pub(super) fn remarks(context: &Context<'_, '_>, said: &[Finding]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in &context.scan.rules.remarks {
        let meant = rule.file.models.is_empty() || rule.file.models.iter().any(|id| Some(id.as_str()) == context.model);
        if meant {
            findings.extend(remark(context, rule, said));
        }
    }
    findings
}

fn remark(context: &Context<'_, '_>, rule: &RemarkRule, said: &[Finding]) -> Vec<Finding> {
    let mut found: Vec<(Grounds, String)> = match &rule.file.check {
        Some(check) => checks::run(context, rule, check.get_ref()),
        None => context
            .scan
            .hits(&rule.patterns, rule.file.within, rule.duty_of, &rule.topics)
            .into_iter()
            .map(|hit| {
                let words = context.scan.view.document.slice(hit.evidence.first).to_owned();
                (Grounds::Quoted(hit.evidence), words)
            })
            .collect(),
    };
    let least = graded(context, rule).0;
    found.retain(|(grounds, _)| !repeats(said, grounds, least));
    if rule.file.check.is_none() {
        found = together(found);
    }
    let mut places: Vec<Option<crate::text::Span>> = Vec::new();
    let mut findings = Vec::new();
    for (grounds, words) in found {
        let place = grounds.place();
        let known = places.iter().any(|known| known.zip(place).is_some_and(|(a, b)| a.overlaps(b)));
        if !known && findings.len() < MOST {
            places.push(place);
            findings.push(finding(context, rule, grounds, &words));
        }
    }
    findings
}

/// Whether a requirement says it already: a finding as bad or worse begins with the same words.
fn repeats(said: &[Finding], grounds: &Grounds, least: Severity) -> bool {
    let Grounds::Quoted(own) = grounds else { return false };
    let same = |grounds: &Grounds| matches!(grounds, Grounds::Quoted(words) if words.first.overlaps(own.first));
    said.iter().any(|finding| finding.severity <= least && same(&finding.grounds))
}

/// Every place of one pattern's remark in one finding, in text order; the first gives the words.
fn together(found: Vec<(Grounds, String)>) -> Vec<(Grounds, String)> {
    let mut quoted = found.into_iter().filter_map(|(grounds, words)| match grounds {
        Grounds::Quoted(evidence) => Some((evidence, words)),
        Grounds::Absent(_) => None,
    });
    let Some((first, words)) = quoted.next() else { return Vec::new() };
    let all = quoted.take(MOST - 1).fold(first, |all, (evidence, _)| {
        let known = all.spans().any(|span| span.overlaps(evidence.first));
        if known { all } else { evidence.spans().fold(all, Evidence::and) }
    });
    vec![(Grounds::Quoted(all), words)]
}

/// Severity and origin: what the model followed says itself is for the file.
fn graded(context: &Context<'_, '_>, rule: &RemarkRule) -> (Severity, Origin) {
    let own = context.model.is_some_and(|model| rule.file.model_origin.iter().any(|id| id == model));
    if own { (Severity::Info, Origin::Model) } else { (severity(rule.file.severity), origin(rule.file.origin)) }
}

fn finding(context: &Context<'_, '_>, rule: &RemarkRule, grounds: Grounds, words: &str) -> Finding {
    let file = &rule.file;
    let (severity, origin) = graded(context, rule);
    Finding {
        topics: super::topics(context, &rule.topics, &rule.id, &grounds),
        id: rule.id.clone(),
        model: None,
        kind: kind(file.kind),
        severity,
        origin,
        basis: file.basis.clone(),
        message: fill(context, &file.message, &Wording { nl: words.to_owned(), en: words.to_owned() }),
        expected: worded(context, &file.expected),
        found: Wording::default(),
        remedy: worded(context, &file.remedy),
        grounds,
    }
}

pub(super) fn severity(word: SeverityWord) -> Severity {
    match word {
        SeverityWord::Blocking => Severity::Blocking,
        SeverityWord::Major => Severity::Major,
        SeverityWord::Minor => Severity::Minor,
        SeverityWord::Info => Severity::Info,
    }
}

fn origin(word: OriginWord) -> Origin {
    match word {
        OriginWord::Filled => Origin::Filled,
        OriginWord::Model => Origin::Model,
        OriginWord::State => Origin::State,
        OriginWord::Redaction => Origin::Redaction,
        OriginWord::Outside => Origin::Outside,
    }
}

fn kind(word: KindWord) -> FindingKind {
    match word {
        KindWord::Missing => FindingKind::Missing,
        KindWord::Altered => FindingKind::Altered,
        KindWord::Weakened => FindingKind::Weakened,
        KindWord::Added => FindingKind::Added,
        KindWord::Unfilled => FindingKind::Unfilled,
        KindWord::Contradiction => FindingKind::Contradiction,
        KindWord::OverLimit => FindingKind::OverLimit,
        KindWord::Reference => FindingKind::Reference,
        KindWord::State => FindingKind::State,
        KindWord::Question => FindingKind::Question,
        KindWord::Improved => FindingKind::Improved,
    }
}
