//! Everything after page one.
//!
//! In: the context of a report. Out: the lists. Not here: page one.

use anstyle::Style;

use crate::compare::{Finding, Severity, Verdict};
use crate::evidence::Grounds;
use crate::report::harmless::one_line;
use crate::report::matters::List;
use crate::report::page_one::{Context, headed};
use crate::report::value::{outcome as outcome_word, quote, quote_within, short_spot};
use crate::report::words::{Word, word};

use super::first::{continued, finding_in_full, not_assessed_in_full, parties};
use super::paper::{FAINT, PLAIN, Paper, STRONG};

pub(super) fn rest(context: &Context, paper: &mut Paper) {
    let matters = &context.matters;
    continued(context, paper);
    minor(context, paper);
    fill_in(context, paper);
    questions(context, paper);
    in_short(context, paper, Word::Contradictions, &matters.listed(List::Contradictions));
    in_short(context, paper, Word::References, &matters.listed(List::References));
    in_short(context, paper, Word::Info, &matters.unlisted(Severity::Info));
    in_short(context, paper, Word::Improvements, &matters.improved);
    model_remarks(context, paper);
    parties(context, paper);
    requirements(context, paper);
    not_assessed_in_full(context, paper);
    paper.section(STRONG, word(context.tongue, Word::WhatThisIsNot));
    paper.flow(2, PLAIN, word(context.tongue, Word::Disclaimer));
}

fn minor(context: &Context, paper: &mut Paper) {
    let findings = context.matters.unlisted(Severity::Minor);
    if findings.is_empty() {
        return;
    }
    heading(context, paper, STRONG, Word::Minor, findings.len());
    if findings.len() < context.matters.entries(Severity::Minor).len() {
        paper.flow(2, FAINT, word(context.tongue, Word::MinorElsewhere));
    }
    for (at, finding) in findings.iter().enumerate() {
        finding_in_full(context, paper, &format!("{}.", at + 1), finding);
    }
}

fn heading(context: &Context, paper: &mut Paper, style: Style, key: Word, entries: usize) {
    paper.section(style, &format!("{} ({entries})", word(context.tongue, key)));
}

/// The matter and its places; details of the grave ones stand on page one.
fn in_short(context: &Context, paper: &mut Paper, key: Word, findings: &[&Finding]) {
    if findings.is_empty() {
        return;
    }
    heading(context, paper, STRONG, key, findings.len());
    for finding in findings {
        paper.entry(2, "–", PLAIN, &headed(context, finding));
        places(context, paper, finding, 4);
    }
}

fn places(context: &Context, paper: &mut Paper, finding: &Finding, indent: usize) {
    let (analysis, tongue) = (context.analysis, context.tongue);
    let Grounds::Quoted(evidence) = &finding.grounds else { return };
    for span in evidence.spans() {
        let text = format!("{} {}", quote(analysis, span, tongue), short_spot(analysis, span, tongue));
        paper.flow(indent, FAINT, &text);
    }
}

/// What the controller still has to fill in, blanks that no finding speaks of included.
pub(super) fn fill_in(context: &Context, paper: &mut Paper) {
    let (analysis, tongue, matters) = (context.analysis, context.tongue, &context.matters);
    if matters.fill_in() == 0 {
        return;
    }
    heading(context, paper, STRONG, Word::FillInList, matters.fill_in());
    for finding in &matters.unfinished {
        paper.entry(2, "☐", PLAIN, &headed(context, finding));
        places(context, paper, finding, 4);
    }
    for blank in &matters.blanks {
        let at = blank.evidence.first;
        let what = match &blank.asks {
            Some(asks) => one_line(asks),
            None => quote_within(analysis, at, tongue, 60),
        };
        paper.entry(2, "☐", PLAIN, &format!("{what} ({})", short_spot(analysis, at, tongue)));
    }
}

/// Worded so that they can be put into a letter: the question where the rule has one, else the matter.
fn questions(context: &Context, paper: &mut Paper) {
    let findings = context.matters.listed(List::Questions);
    if findings.is_empty() {
        return;
    }
    heading(context, paper, STRONG, Word::Questions, findings.len());
    for (at, finding) in findings.iter().enumerate() {
        let marker = format!("{}.", at + 1);
        let indent = 3 + marker.len();
        paper.entry(2, &marker, PLAIN, &headed(context, finding));
        let remedy = context.tongue.of(&finding.remedy);
        if !remedy.is_empty() {
            paper.flow(indent, PLAIN, remedy);
        }
        places(context, paper, finding, indent);
    }
}

fn model_remarks(context: &Context, paper: &mut Paper) {
    let findings = &context.matters.model;
    if findings.is_empty() {
        return;
    }
    heading(context, paper, STRONG, Word::ModelRemarks, findings.len());
    paper.flow(2, FAINT, word(context.tongue, Word::ModelRemarksNote));
    for finding in findings {
        paper.entry(2, "–", PLAIN, &headed(context, finding));
        places(context, paper, finding, 4);
    }
}

/// One line per requirement, met or not: silence must not look like approval.
fn requirements(context: &Context, paper: &mut Paper) {
    let verdicts = &context.analysis.verdicts;
    if verdicts.is_empty() {
        return;
    }
    heading(context, paper, STRONG, Word::Requirements, verdicts.len());
    let mut model = "";
    for verdict in verdicts {
        if verdict.model != model {
            model = &verdict.model;
            paper.flow(2, STRONG, model);
        }
        paper.entry(4, &format!("{:<8}", verdict.requirement), PLAIN, &outcome(context, verdict));
    }
}

fn outcome(context: &Context, verdict: &Verdict) -> String {
    let tongue = context.tongue;
    let status = word(tongue, outcome_word(verdict.status));
    let title = tongue.of(&verdict.title);
    match &verdict.grounds {
        Grounds::Quoted(evidence) => {
            format!("{title}: {status} ({})", short_spot(context.analysis, evidence.first, tongue))
        }
        Grounds::Absent(_) => format!("{title}: {status}"),
    }
}
