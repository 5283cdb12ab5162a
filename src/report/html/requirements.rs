//! Two tables: every requirement with its outcome, and every clause with what was found in it.
//!
//! In: the frame. Out: sections. Not here: the facts.

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::clause::{Clause, ClauseId};
use crate::compare::{Finding, Verdict};
use crate::evidence::Grounds;
use crate::report::page_one::called;
use crate::report::value::{outcome, spot};
use crate::report::words::{Word, fill};
use crate::text::Span;

use super::frame::{Back, Frame, Mark};
use super::safe;

/// Whether a clause has a row: articles, annexes and their headed sections.
fn has_row(clause: &Clause) -> bool {
    clause.level == 1 || clause.level == 2 && clause.heading.is_some()
}

/// One row per requirement, met or not: silence must not look like approval.
pub(super) fn requirements(frame: &Frame) -> Markup {
    let verdicts = &frame.context.analysis.verdicts;
    if verdicts.is_empty() {
        return html! {};
    }
    let mut models: Vec<(&str, Vec<(usize, &Verdict)>)> = Vec::new();
    for (at, verdict) in verdicts.iter().enumerate() {
        match models.last_mut() {
            Some((model, list)) if *model == verdict.model => list.push((at, verdict)),
            _ => models.push((&verdict.model, vec![(at, verdict)])),
        }
    }
    let inner = html! { @for (model, list) in &models { (of_model(frame, model, list)) } };
    let title = format!("{} ({})", frame.say(Word::Requirements), verdicts.len());
    frame.section("requirements", &title, &inner)
}

fn of_model(frame: &Frame, model: &str, verdicts: &[(usize, &Verdict)]) -> Markup {
    let title = called(frame.context, model).unwrap_or(model);
    html! {
        div.wide tabindex="0" { table {
            caption { (safe::line(title)) }
            thead { tr { @for key in [Word::ColumnRequirement, Word::ColumnOutcome, Word::ColumnPlace, Word::ColumnPoints] {
                th scope="col" { (frame.say(key)) }
            } } }
            tbody { @for &(at, verdict) in verdicts { (row(frame, at, verdict)) } }
        } }
    }
}

fn row(frame: &Frame, at: usize, verdict: &Verdict) -> Markup {
    let id = requirement_id(frame, at);
    let title = frame.tongue().of(&verdict.title);
    let place = match &verdict.grounds {
        Grounds::Quoted(evidence) => {
            let back = Back {
                to: id.clone(),
                shown: verdict.requirement.clone(),
                spoken: fill(frame.tongue(), Word::BackToRequirement, &[("n", &verdict.requirement)]),
            };
            evidence.spans().for_each(|span| frame.mark(span, Mark::Requirement, &back));
            Some(evidence.first)
        }
        Grounds::Absent(_) => None,
    };
    html! {
        tr id=(id) {
            th scope="row" { span.code { (safe::line(&verdict.requirement)) } " " (safe::line(title)) }
            td { (frame.say(outcome(verdict.status))) }
            td { @if let Some(span) = place { (frame.spot(span)) } }
            td { (frame.point_links(&points_of(frame, verdict))) }
        }
    }
}

fn requirement_id(frame: &Frame, at: usize) -> String {
    frame.id(&format!("r{}", at + 1))
}

/// Numbers of the points that come from a requirement or one of its parts.
fn points_of(frame: &Frame, verdict: &Verdict) -> Vec<usize> {
    let comes_from = |finding: &&Finding| {
        let own = finding.id.strip_prefix(verdict.model.as_str()).and_then(|rest| rest.strip_prefix('/'));
        let rest = own.and_then(|own| own.strip_prefix(verdict.requirement.as_str()));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    frame.context.analysis.findings.iter().filter(comes_from).map(|finding| frame.number(finding)).collect()
}

/// What was found in a clause.
#[derive(Default)]
struct Found {
    points: Vec<usize>,
    /// Places in the list of verdicts.
    requirements: Vec<usize>,
}

/// Every article, annex and headed section with the points and requirements found in it.
pub(super) fn by_clause(frame: &Frame) -> Markup {
    let analysis = frame.context.analysis;
    let nodes = &analysis.clauses.nodes;
    if nodes.is_empty() {
        return html! {};
    }
    let found = found(frame);
    let nothing = Found::default();
    let inner = html! { div.wide tabindex="0" { table {
        caption.visually-hidden { (frame.say(Word::ClauseTable)) }
        thead { tr {
            @for key in [Word::ColumnClause, Word::ColumnPlace, Word::ColumnPoints, Word::ColumnRequirements] {
                th scope="col" { (frame.say(key)) }
            }
        } }
        tbody { @for (at, clause) in nodes.iter().enumerate().filter(|(_, clause)| has_row(clause)) {
            (clause_row(frame, clause, found.get(&(at as u32)).unwrap_or(&nothing)))
        } }
    } } };
    frame.section("clauses", frame.say(Word::ClauseTable), &inner)
}

fn clause_row(frame: &Frame, clause: &Clause, found: &Found) -> Markup {
    let document = &frame.context.analysis.document;
    let text = |span: Option<Span>| span.map(|span| document.slice(span)).unwrap_or_default();
    let first_words = if clause.label.is_none() && clause.heading.is_none() { document.slice(clause.own) } else { "" };
    let name = format!("{} {} {first_words}", text(clause.label), text(clause.heading));
    let verdicts = &frame.context.analysis.verdicts;
    let start = clause.span;
    html! {
        tr class={ "l" (clause.level) } {
            th scope="row" { (safe::short(&name, 90)) }
            td.place { a href={ "#" (frame.anchor(start)) } { (spot(frame.context.analysis, start, frame.tongue())) } }
            td { (frame.point_links(&found.points)) }
            td { @for (nth, &at) in found.requirements.iter().enumerate() {
                @if nth > 0 { ", " }
                a href={ "#" (requirement_id(frame, at)) } { (safe::line(&verdicts[at].requirement)) }
            } }
        }
    }
}

/// Points and requirements by the listed clause they stand in.
fn found(frame: &Frame) -> BTreeMap<u32, Found> {
    let analysis = frame.context.analysis;
    let mut found: BTreeMap<u32, Found> = BTreeMap::new();
    for finding in &analysis.findings {
        let number = frame.number(finding);
        for id in listed(frame, &finding.grounds) {
            let points = &mut found.entry(id).or_default().points;
            if !points.contains(&number) {
                points.push(number);
            }
        }
    }
    for (at, verdict) in analysis.verdicts.iter().enumerate() {
        if let Grounds::Quoted(_) = verdict.grounds {
            listed(frame, &verdict.grounds)
                .iter()
                .take(1)
                .for_each(|&id| found.entry(id).or_default().requirements.push(at));
        }
    }
    for found in found.values_mut() {
        found.points.sort_unstable();
    }
    found
}

/// The listed clauses that grounds lie in, or where something was searched in vain.
fn listed(frame: &Frame, grounds: &Grounds) -> Vec<u32> {
    let clauses = &frame.context.analysis.clauses;
    let within = |id: ClauseId| clauses.ancestors(id).find(|&id| has_row(clauses.get(id))).map(|id| id.0);
    match grounds {
        Grounds::Quoted(evidence) => evidence.spans().filter_map(|span| within(clauses.at(span.start())?)).collect(),
        Grounds::Absent(search) => search.clauses.iter().take(1).filter_map(|&id| within(id)).collect(),
    }
}
