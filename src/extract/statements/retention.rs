//! How long data are kept, and when they must be gone.
//!
//! In: a scanned document. Out: `retention`. Not here: terms of notice and payment.
//!
//! A statement rule catches the period; rules of the role `start` say what starts its clock, those of the role `object`
//! what is kept; a column head of retention terms makes every period in its column one.

use super::grid::{self, Grid, Wanted};
use super::said::{self, Context, Said, Timed, term, typed_qualifier};
use super::state::{self, Answer};
use crate::evidence::Evidence;
use crate::extract::{Facts, Retention, Trigger};
use crate::text::{Folded, Span};
use crate::value::{find_periods, qualifier};

pub(super) fn extract(context: Context<'_, '_, '_>, facts: &mut Facts) {
    let said = said::all(context, "retention");
    let mut found: Vec<(Span, Retention)> = Vec::new();
    for said in said.iter().filter(|said| said.role().is_none()) {
        for timed in said.timed(context, "period") {
            let term = term(&timed.period, said.evidence());
            let qualifier = said.qualifier(context, &timed);
            let given = said.gives("trigger").and_then(Trigger::from_name);
            let object = said.gives("object").map(str::to_owned);
            let trigger = given.unwrap_or(Trigger::Other);
            found.push((
                timed.span,
                Retention {
                    term,
                    qualifier,
                    trigger,
                    started: given.is_some(),
                    object,
                    of_all: false,
                    own_papers: false,
                },
            ));
        }
    }
    for grid in grid::grids(context, &said, Wanted { name: false, known: 1 }) {
        from_column(context, &grid, &mut found);
    }
    found.sort_by_key(|(span, retention)| (span.start(), !retention.started, retention.object.is_none()));
    found.dedup_by(|later, earlier| later.0.overlaps(earlier.0));
    for (span, retention) in &mut found {
        clock(context, &said, *span, retention);
        // Under a heading on the end of the agreement a term without another start runs from there.
        if !retention.started && retention.trigger == Trigger::Other && context.has_topic(span.start(), "term") {
            retention.trigger = Trigger::EndOfAgreement;
            retention.started = true;
        }
        object(context, &said, *span, retention);
    }
    facts.retention = found.into_iter().map(|(_, retention)| retention).collect();
    let none = said.iter().find(|said| said.role() == Some("none")).map(Said::evidence);
    let answer = match (facts.retention.first(), none) {
        (Some(retention), _) => Answer::Found(retention.term.evidence.clone()),
        (None, Some(evidence)) => Answer::None(evidence),
        _ => Answer::Nothing,
    };
    state::record(context, facts, "retention", &said, &["retention", "term"], answer);
}

/// Periods in the column of retention terms; the first cell says what is kept.
fn from_column(context: Context<'_, '_, '_>, grid: &Grid, found: &mut Vec<(Span, Retention)>) {
    let Some(column) = grid.column("retention") else { return };
    for row in &grid.rows {
        let Some(&cell) = row.get(column) else { continue };
        let object = row.first().filter(|_| column > 0).map(|&first| context.slice(first).trim().to_owned());
        let folded = Folded::new(context.slice(cell));
        for (range, period) in find_periods(context.tables, folded.as_str(), context.scan.view.lang) {
            let inner = folded.span_of(range.clone());
            let span = Span::new(cell.start() + inner.start(), cell.start() + inner.end());
            let qualifier = typed_qualifier(qualifier(context.tables, folded.as_str(), &range));
            let object = object.clone().filter(|words| !words.is_empty());
            let term = term(&period, Evidence::at(cell));
            let trigger = Trigger::Other;
            found.push((
                span,
                Retention { term, qualifier, trigger, started: false, object, of_all: false, own_papers: false },
            ));
        }
    }
}

/// Whether a match of this role catches the period that stands at `span`.
fn catches(context: Context<'_, '_, '_>, said: &Said<'_>, span: Span) -> bool {
    said.timed(context, "period").iter().any(|Timed { span: own, .. }| own.overlaps(span))
}

fn clock(context: Context<'_, '_, '_>, said: &[Said<'_>], span: Span, retention: &mut Retention) {
    let starts = said.iter().filter(|said| said.role() == Some("start") && catches(context, said, span));
    let triggers = starts.filter_map(|said| said.gives("trigger").and_then(Trigger::from_name));
    let Some(trigger) = triggers.min_by_key(|trigger| *trigger == Trigger::Other) else { return };
    if !retention.started || retention.trigger == Trigger::Other {
        retention.trigger = trigger;
    }
    retention.started = true;
}

/// What is kept: the nearest word for it in the statement, before the period if there is one.
fn object(context: Context<'_, '_, '_>, said: &[Said<'_>], span: Span, retention: &mut Retention) {
    let Some(unit) = grid::unit_around(context, span) else { return };
    let inside =
        |role: &str| said.iter().any(|said| said.role() == Some(role) && unit.contains(said.hit.evidence.first));
    retention.own_papers = inside("own-papers");
    if retention.object.is_some() {
        return;
    }
    let words = said.iter().filter(|said| said.role() == Some("object") && unit.contains(said.hit.evidence.first));
    let near = |said: &&Said<'_>| {
        let own = said.hit.evidence.first;
        (own.start() > span.start(), own.start().abs_diff(span.start()))
    };
    let nearest = words.min_by_key(near);
    retention.object = nearest.map(|said| context.slice(said.hit.evidence.first).to_owned());
    retention.of_all = nearest.is_some_and(|said| said.gives("scope") == Some("all")) || inside("all");
}
