//! One requirement against one agreement.
//!
//! In: a requirement with its parts, bounds and counter-words. Out: a [`Verdict`] and the findings that follow from it.
//! Not here: which requirements there are (data in `rules/models`).

use super::bounds::{Held, hold, spoken};
use super::fact_words;
use super::{Context, Finding, FindingKind, Origin, PartVerdict, Severity, Status, Verdict, Wording};
use crate::clause::{ClauseId, ClauseKind, Clauses};
use crate::evidence::{Evidence, Grounds, Search};
use crate::extract::{Authorisation, Declared};
use crate::rules::schema::{BoundFile, PartFile, SeverityWord, Worded};
use crate::rules::{Hit, ModelRule, PartRule, RequirementRule};
use crate::text::Span;

pub(super) struct Outcome {
    pub(super) verdict: Verdict,
    pub(super) findings: Vec<Finding>,
}

/// What was found for one part.
struct Part {
    met: Option<Evidence>,
    /// The words that take it half back.
    weak: Option<Span>,
}

pub(super) fn assess(context: &Context<'_, '_>, model: &ModelRule, rule: &RequirementRule) -> Outcome {
    let file = &rule.file;
    let applies = file.applies_if.as_ref().is_none_or(|word| applies(context, word.get_ref()));
    let parts: Vec<Part> = rule.parts.iter().enumerate().map(|(at, part)| find_part(context, rule, part, at)).collect();
    let bounds: Vec<Held> = file.bound.iter().map(|bound| hold(context.facts, bound)).collect();
    let against: Vec<Option<Hit<'_>>> = rule
        .against
        .iter()
        .zip(&file.against)
        .map(|(against, file)| context.scan.hits(&against.patterns, file.within, None, &[]).into_iter().next())
        .collect();

    let status = if applies { status(rule, &parts, &bounds, &against) } else { Status::NotApplicable };
    let unmet = parts.iter().zip(&file.part).filter(|(part, file)| part.met.is_none() && !file.optional);
    let unmet: Vec<&PartFile> = unmet.map(|(_, file)| file).collect();
    let open = matches!(status, Status::Violated | Status::Partial) && !unmet.is_empty();
    let taken_back = against.iter().any(Option::is_some);
    let elsewhere = if open && !taken_back { super::elsewhere::of(context, model, rule, &unmet) } else { None };
    let status = if elsewhere.is_some() { Status::Undetermined } else { status };
    let search = search(context, rule, &parts);
    let met: Vec<Span> =
        parts.iter().filter_map(|part| part.met.as_ref()).flat_map(|e| e.spans().collect::<Vec<_>>()).collect();
    let taken = against.iter().flatten().map(|hit| hit.evidence.first);
    let broken = bounds.iter().filter_map(|held| match held {
        Held::Yes(evidence) | Held::No(evidence, _) | Held::Better(evidence, _) => Some(evidence.first),
        Held::Unknown => None,
    });
    let pointing = elsewhere.iter().flat_map(Evidence::spans);
    let quoted = Evidence::from_spans(met.into_iter().chain(broken).chain(taken).chain(pointing));
    let grounds = quoted.map_or_else(|| Grounds::Absent(search.clone()), Grounds::Quoted);
    let verdict = Verdict {
        requirement: rule.id.clone(),
        model: model.id.clone(),
        title: worded(context, &file.title),
        status,
        parts: rule
            .parts
            .iter()
            .zip(&parts)
            .map(|(rule, part)| PartVerdict {
                id: rule.id.clone(),
                met: part.met.is_some(),
                evidence: part.met.clone(),
            })
            .collect(),
        grounds,
    };
    let maker = Maker { context, model, rule, search };
    let mut findings =
        if applies && file.mandatory { maker.findings(status, &parts, &bounds, &against) } else { Vec::new() };
    // What stands in a text that is not in this file is not missing.
    findings.retain(|finding| elsewhere.is_none() || finding.kind != FindingKind::Missing);
    Outcome { verdict, findings }
}

fn applies(context: &Context<'_, '_>, word: &str) -> bool {
    let subprocessors = &context.facts.subprocessors;
    match word {
        "general-authorisation" => subprocessors.authorisation != Authorisation::Specific,
        "subprocessors-used" => subprocessors.declared != Declared::None,
        "transfers" => context.facts.locations.iter().any(|location| !matches!(location.zone, "eea" | "unknown")),
        "annexes" => !context.facts.annexes.present.is_empty(),
        _ => true,
    }
}

/// A fact goes before patterns. Hits in clauses of the requirement's topics come before hits elsewhere; hits without weak words before those with.
fn find_part(context: &Context<'_, '_>, rule: &RequirementRule, part: &PartRule, at: usize) -> Part {
    let fact = rule.file.part[at].fact.as_ref();
    if let Some(met) = fact.and_then(|word| fact_words::evidence(context.facts, word.get_ref())) {
        return Part { met: Some(met), weak: None };
    }
    let scan = context.scan;
    let mut hits = scan.hits(&part.patterns, rule.file.within, part.duty_of, &[]);
    if let Some(annex) = rule.file.annex.as_deref() {
        keep_in_annex(scan.view.clauses, annex, &mut hits);
    }
    let in_topic = |hit: &Hit<'_>| {
        hit.clause.is_some_and(|clause| scan.topics_of(clause).iter().any(|topic| rule.topics.contains(topic)))
    };
    let weak = |hit: &Hit<'_>| rule.weakened_by.iter().find_map(|&scope| scan.scope_of(hit, scope));
    let best = hits.iter().min_by_key(|hit| (weak(hit).is_some(), !in_topic(hit), hit.evidence.first.start()));
    Part { met: best.map(|hit| hit.evidence.clone()), weak: best.and_then(weak) }
}

/// Leaves the hits of one annex, if the file has it; "1A" is more of annex 1.
fn keep_in_annex(clauses: &Clauses, annex: &str, hits: &mut Vec<Hit<'_>>) {
    let is_it = |id: ClauseId| {
        let node = clauses.get(id);
        node.kind == ClauseKind::Annex && node.number.starts_with(annex)
    };
    if (0..clauses.nodes.len() as u32).map(ClauseId).any(is_it) {
        let up = |id: ClauseId| std::iter::successors(Some(id), |&id| clauses.get(id).parent);
        hits.retain(|hit| hit.clause.is_some_and(|id| up(id).any(is_it)));
    }
}

fn status(rule: &RequirementRule, parts: &[Part], bounds: &[Held], against: &[Option<Hit<'_>>]) -> Status {
    let required = || parts.iter().zip(&rule.file.part).filter(|(_, file)| !file.optional).map(|(part, _)| part);
    let missing = required().filter(|part| part.met.is_none()).count();
    let broken = bounds.iter().any(|held| matches!(held, Held::No(..)));
    if against.iter().any(Option::is_some) {
        return Status::Violated;
    }
    if missing == required().count() && missing > 0 {
        return Status::Violated;
    }
    if missing > 0 || broken || parts.iter().any(|part| part.weak.is_some()) {
        return if parts.is_empty() { Status::Violated } else { Status::Partial };
    }
    if parts.is_empty() && bounds.iter().all(|held| *held == Held::Unknown) && !bounds.is_empty() {
        return Status::Undetermined;
    }
    Status::Satisfied
}

/// Where was looked, and what came nearest: a part that was found, else the heading of the clause the model has it in,
/// if that clause is of the topic here too, else of the first clause of the topic.
fn search(context: &Context<'_, '_>, rule: &RequirementRule, parts: &[Part]) -> Search {
    let scan = context.scan;
    let within = rule.file.within;
    let clauses: Vec<ClauseId> =
        scan.clauses_of(&rule.topics).into_iter().filter(|&id| scan.is_within(Some(id), within)).collect();
    let part = parts.iter().find_map(|part| part.met.as_ref()).map(|evidence| evidence.first);
    let cited = rule.file.clause.as_deref().and_then(|clause| cited(scan.view.clauses, clause));
    let of_topic = cited.filter(|&id| scan.topics_of(id).iter().any(|topic| rule.topics.contains(topic)));
    let inside = || {
        clauses
            .iter()
            .copied()
            .find(|&id| cited.is_some_and(|cited| scan.view.clauses.subtree(cited).any(|inner| inner == id)))
    };
    let heading = || {
        let node = scan.view.clauses.get(of_topic.or_else(inside).or(clauses.first().copied()).or(cited)?);
        let heading = node.heading.unwrap_or(node.own);
        (!heading.is_empty()).then(|| node.label.map_or(heading, |label| label.join(heading)))
    };
    let nearest = part.or_else(heading);
    Search { clauses, nearest }
}

/// The clause with the number the model cites: "11.2" an article and its paragraph, "Bijlage 1 F" an annex and its section.
fn cited(clauses: &Clauses, citation: &str) -> Option<ClauseId> {
    let (kind, numbers): (_, Vec<&str>) = if citation.starts_with(|first: char| first.is_ascii_digit()) {
        (ClauseKind::Article, citation.split('.').collect())
    } else {
        (ClauseKind::Annex, citation.split(' ').skip(1).collect())
    };
    let (first, rest) = numbers.split_first()?;
    let ids = (0..clauses.nodes.len() as u32).map(ClauseId);
    let mut found = ids.clone().find(|&id| clauses.get(id).kind == kind && clauses.get(id).number == *first)?;
    for number in rest {
        let inner = ids.clone().find(|&id| clauses.get(id).parent == Some(found) && clauses.get(id).number == *number);
        found = inner.unwrap_or(found);
    }
    Some(found)
}

struct Maker<'m, 'd> {
    context: &'m Context<'m, 'd>,
    model: &'m ModelRule,
    rule: &'m RequirementRule,
    search: Search,
}

impl Maker<'_, '_> {
    fn findings(&self, status: Status, parts: &[Part], bounds: &[Held], against: &[Option<Hit<'_>>]) -> Vec<Finding> {
        let mut findings = Vec::new();
        let file = &self.rule.file;
        for (hit, file) in against.iter().zip(&file.against).filter_map(|(hit, file)| Some((hit.as_ref()?, file))) {
            let id = format!("{}-{}", self.rule.id, file.id.get_ref());
            let grounds = Grounds::Quoted(hit.evidence.clone());
            findings.push(self.finding(
                &id,
                FindingKind::Altered,
                file.severity,
                worded(self.context, &file.message),
                grounds,
            ));
        }
        let all_missing = parts.iter().all(|part| part.met.is_none());
        if status == Status::Violated && all_missing && !parts.is_empty() && findings.is_empty() {
            let grounds = Grounds::Absent(self.search.clone());
            findings.push(self.finding(
                &self.rule.id,
                FindingKind::Missing,
                file.severity,
                worded(self.context, &file.missing),
                grounds,
            ));
            return findings;
        }
        // Words that take the requirement back say already that a part is not met.
        let taken_back = against.iter().any(Option::is_some);
        for (part, file) in parts.iter().zip(&file.part) {
            if part.met.is_none() && !file.optional {
                if taken_back {
                    continue;
                }
                let id = format!("{}-{}", self.rule.id, file.id.get_ref());
                let severity = file.severity.unwrap_or_else(|| lower(self.rule.file.severity));
                let grounds = Grounds::Absent(self.search.clone());
                findings.push(self.finding(
                    &id,
                    FindingKind::Missing,
                    severity,
                    worded(self.context, &file.missing),
                    grounds,
                ));
            } else if let (Some(met), Some(weak)) = (&part.met, part.weak) {
                let id = format!("{}-weakened", self.rule.id);
                if findings.iter().any(|finding| finding.id.ends_with(&id)) {
                    continue;
                }
                let grounds = Grounds::Quoted(Evidence::at(weak).and(met.first));
                let message = self.weakened(weak);
                findings.push(self.finding(
                    &id,
                    FindingKind::Weakened,
                    lower(self.rule.file.severity),
                    message,
                    grounds,
                ));
            }
        }
        findings.extend(bounds.iter().zip(&file.bound).filter_map(|(held, bound)| self.of_bound(held, bound)));
        findings
    }

    /// What a bound says that does not hold, or that holds with room to spare for the controller.
    fn of_bound(&self, held: &Held, bound: &BoundFile) -> Option<Finding> {
        let (evidence, value, message, kind, severity) = match held {
            Held::No(evidence, value) => {
                let of_law = self.model.file.as_ref().is_some_and(|model| model.always);
                let kind = if of_law { FindingKind::OverLimit } else { FindingKind::Altered };
                (evidence, value, &bound.message, kind, bound.severity)
            }
            Held::Better(evidence, value) => {
                (evidence, value, &bound.better.as_ref()?.message, FindingKind::Improved, SeverityWord::Info)
            }
            Held::Yes(_) | Held::Unknown => return None,
        };
        let id = format!("{}-{}", self.rule.id, bound.fact.get_ref());
        let message = fill(self.context, message, &spoken(value));
        Some(self.finding(&id, kind, severity, message, Grounds::Quoted(evidence.clone())))
    }

    fn finding(
        &self,
        id: &str,
        kind: FindingKind,
        severity: SeverityWord,
        message: Wording,
        grounds: Grounds,
    ) -> Finding {
        let file = &self.rule.file;
        let own = self.model_leaves_out();
        Finding {
            topics: super::topics(self.context, &self.rule.topics, &self.rule.id, &grounds),
            id: format!("{}/{id}", self.model.id),
            model: Some(self.model.id.clone()),
            kind,
            severity: if own { Severity::Info } else { super::remarks::severity(severity) },
            origin: if own { Origin::Model } else { Origin::Filled },
            basis: file.basis.clone(),
            message,
            expected: worded(self.context, &file.expected),
            found: Wording::default(),
            remedy: worded(self.context, &file.remedy),
            grounds,
        }
    }

    /// Whether the model the agreement follows leaves this requirement out itself.
    fn model_leaves_out(&self) -> bool {
        let followed = self.context.model.and_then(|id| self.context.scan.rules.model(id));
        followed
            .filter(|followed| followed.id != self.model.id)
            .and_then(|followed| followed.file.as_ref())
            .is_some_and(|file| file.silent_on.contains(&self.rule.id))
    }

    fn weakened(&self, words: Span) -> Wording {
        let title = worded(self.context, &self.rule.file.title);
        let words = self.context.scan.view.document.slice(words);
        Wording {
            nl: format!("{}: de verplichting wordt afgezwakt door “{words}”.", title.nl),
            en: format!("{}: the duty is weakened by “{words}”.", title.en),
        }
    }
}

fn lower(severity: SeverityWord) -> SeverityWord {
    match severity {
        SeverityWord::Blocking => SeverityWord::Major,
        SeverityWord::Major => SeverityWord::Minor,
        SeverityWord::Minor | SeverityWord::Info => SeverityWord::Info,
    }
}

/// A sentence of a rule in both languages, the Dutch as it is spoken where the agreement comes from.
pub(super) fn worded(context: &Context<'_, '_>, words: &Worded) -> Wording {
    let nl = context.dialect.map_or_else(|| words.nl.clone(), |dialect| dialect.of(words));
    Wording { nl, en: words.en.clone() }
}

/// Puts a value into the `{found}` of a sentence.
pub(super) fn fill(context: &Context<'_, '_>, words: &Worded, found: &Wording) -> Wording {
    let Wording { nl, en } = worded(context, words);
    Wording { nl: nl.replace("{found}", &found.nl), en: en.replace("{found}", &found.en) }
}
