//! Lists of their own: to be filled in, questions, contradictions, references, what is better, what the model says itself,
//! what was not assessed.
//!
//! In: the frame. Out: sections, none for an empty list. Not here: points in full, except those that stand in no other
//! place.

use maud::{Markup, html};

use crate::compare::Finding;
use crate::report::matters::List;
use crate::report::page_one::not_assessed;
use crate::report::words::{Word, word};

use super::frame::{Frame, Mark};
use super::{point, safe};

pub(super) fn lists(frame: &Frame) -> Markup {
    let matters = &frame.context.matters;
    html! {
        (fill_in(frame))
        @if !frame.facts_only {
            (questions(frame))
            (in_short(frame, "contradictions", Word::Contradictions, &matters.listed(List::Contradictions)))
            (in_short(frame, "references", Word::References, &matters.listed(List::References)))
            (at_home(frame, "improvements", Word::Improvements, None, &matters.improved))
            (at_home(frame, "model", Word::ModelRemarks, Some(Word::ModelRemarksNote), &matters.model))
        }
        (section_not_assessed(frame))
    }
}

fn titled(frame: &Frame, key: Word, entries: usize) -> String {
    format!("{} ({entries})", frame.say(key))
}

/// What the controller still has to fill in, blanks that no finding speaks of included.
fn fill_in(frame: &Frame) -> Markup {
    let matters = &frame.context.matters;
    if matters.fill_in() == 0 {
        return html! {};
    }
    let inner = html! {
        ol.items.fill {
            @for finding in &matters.unfinished { (point::item(frame, finding)) }
            @for (at, blank) in matters.blanks.iter().enumerate() {
                @let number = frame.number_of_blank(at);
                li id=(frame.point_id(number)) {
                    span.no { (number) } " "
                    @match &blank.asks {
                        Some(asks) => (safe::short(asks, 160)),
                        None => (frame.quote(blank.evidence.first, 80)),
                    }
                    " (" (frame.spot(blank.evidence.first)) ")"
                }
                @for span in blank.evidence.spans() {
                    ({ frame.mark(span, Mark::Point, &frame.back_to_point(number)); "" })
                }
            }
        }
    };
    frame.section("fill-in", &titled(frame, Word::FillInList, matters.fill_in()), &inner)
}

/// Worded so that they can be put into a letter: the question where the rule has one, else the matter.
fn questions(frame: &Frame) -> Markup {
    let findings = frame.context.matters.listed(List::Questions);
    if findings.is_empty() {
        return html! {};
    }
    let inner = html! {
        ol.items {
            @for finding in &findings {
                @let remedy = frame.tongue().of(&finding.remedy);
                li {
                    p { (point::brief(frame, finding)) }
                    @if !remedy.is_empty() { p.remedy { (safe::line(remedy)) } }
                }
            }
        }
    };
    frame.section("questions", &titled(frame, Word::Questions, findings.len()), &inner)
}

/// The matter and its number; the details stand under its topic.
fn in_short(frame: &Frame, name: &str, key: Word, findings: &[&Finding]) -> Markup {
    if findings.is_empty() {
        return html! {};
    }
    let inner = html! { ol.items { @for finding in findings { li { p { (point::brief(frame, finding)) } } } } };
    frame.section(name, &titled(frame, key, findings.len()), &inner)
}

/// Findings that stand in no other list.
fn at_home(frame: &Frame, name: &str, key: Word, note: Option<Word>, findings: &[&Finding]) -> Markup {
    if findings.is_empty() {
        return html! {};
    }
    let inner = html! {
        @if let Some(note) = note { p.note { (frame.say(note)) } }
        ol.items { @for finding in findings { (point::item(frame, finding)) } }
    };
    frame.section(name, &titled(frame, key, findings.len()), &inner)
}

fn section_not_assessed(frame: &Frame) -> Markup {
    let lines = not_assessed(frame.context);
    let inner = html! {
        @if lines.is_empty() {
            p { (frame.say(Word::NothingLeftOut)) }
        } @else {
            ul.items { @for line in &lines { li { (safe::line(line)) } } }
        }
    };
    frame.section("not-assessed", &titled(frame, Word::NotAssessed, lines.len()), &inner)
}

/// What this report is not.
pub(super) fn limits(frame: &Frame) -> Markup {
    let inner = html! { p { (word(frame.tongue(), Word::Disclaimer)) } };
    frame.section("limits", frame.say(Word::WhatThisIsNot), &inner)
}
