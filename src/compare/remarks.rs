//! Remarks: what is worth saying wherever it stands.
//!
//! In: the rules of `rules/remarks`. Out: findings, by pattern or by a check of `checks`. Not here: requirements.

use super::checks;
use super::requirements::{fill, worded};
use super::{Context, Finding, FindingKind, Origin, Severity};
use crate::evidence::Grounds;
use crate::rules::RemarkRule;
use crate::rules::schema::{KindWord, OriginWord, SeverityWord};

/// One remark is made at most this often in one agreement; a reader has understood by then.
const MOST: usize = 12;

pub(super) fn remarks(context: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in &context.scan.rules.remarks {
        let meant = rule.file.models.is_empty() || rule.file.models.iter().any(|id| Some(id.as_str()) == context.model);
        if meant {
            findings.extend(remark(context, rule));
        }
    }
    findings
}

fn remark(context: &Context<'_, '_>, rule: &RemarkRule) -> Vec<Finding> {
    let found: Vec<(Grounds, String)> = match &rule.file.check {
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

fn finding(context: &Context<'_, '_>, rule: &RemarkRule, grounds: Grounds, words: &str) -> Finding {
    let file = &rule.file;
    let own = context.model.is_some_and(|model| file.model_origin.iter().any(|id| id == model));
    Finding {
        id: rule.id.clone(),
        model: None,
        kind: kind(file.kind),
        severity: if own { Severity::Info } else { severity(file.severity) },
        origin: if own { Origin::Model } else { origin(file.origin) },
        basis: file.basis.clone(),
        message: fill(&file.message, words),
        expected: worded(&file.expected),
        found: super::Wording::default(),
        remedy: worded(&file.remedy),
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
