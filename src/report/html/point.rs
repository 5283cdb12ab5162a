//! A point in full: what is the matter, what is asked, what to do, on what ground, where it stands.
//!
//! In: a finding. Out: markup with links into the text, and the marks there. Not here: the list it stands in.

use maud::{Markup, html};

use crate::compare::{Finding, Severity};
use crate::evidence::Grounds;
use crate::report::matters::Entry;
use crate::report::page_one::{looked_at, stands_in, unfinished};
use crate::report::words::{Word, fill};
use crate::text::Span;

use super::frame::{Frame, Mark};
use super::safe;

/// Longest quote shown; the rest is one link away.
const QUOTE: usize = 300;
/// Places that are quoted; further ones are only linked to.
const QUOTED: usize = 6;

/// The word for a severity: the only sign of it.
pub(super) fn severity(severity: Severity) -> Word {
    match severity {
        Severity::Blocking => Word::Blocking,
        Severity::Major => Word::Major,
        Severity::Minor => Word::SeverityMinor,
        Severity::Info => Word::Info,
    }
}

/// The clause a finding is about and its message.
pub(super) fn headline(frame: &Frame, finding: &Finding) -> Markup {
    let message = frame.tongue().of(&finding.message);
    html! {
        @if let Some(clause) = stands_in(frame.context, finding) { span.cl { (safe::line(&clause)) } " · " }
        (safe::line(message))
    }
}

/// An entry of page one in full.
pub(super) fn entry(frame: &Frame, entry: Entry, worst: Severity) -> Markup {
    match entry {
        Entry::One(finding) => point(frame, finding),
        Entry::Unfinished => headline_of_unfinished(frame, worst),
    }
}

fn headline_of_unfinished(frame: &Frame, worst: Severity) -> Markup {
    let number = frame.number_of(Entry::Unfinished);
    let title = html! { (safe::line(&unfinished(frame.context))) };
    html! {
        article.point {
            (head(frame, number, worst, &title))
            p { a href={ "#" (frame.id("fill-in")) } { (fill(frame.tongue(), Word::SeeFillIn, &[("list", frame.say(Word::FillInList))])) } }
        }
    }
}

fn head(frame: &Frame, number: usize, worst: Severity, title: &Markup) -> Markup {
    let id = frame.point_id(number);
    let inner = html! {
        span.no { (number) }
        " "
        span.sev { (frame.say(severity(worst))) }
        " "
        span.what { (title) }
    };
    frame.heading(3, Some(&id), &inner)
}

/// A finding in full.
pub(super) fn point(frame: &Frame, finding: &Finding) -> Markup {
    let number = frame.number(finding);
    html! {
        article.point {
            (head(frame, number, finding.severity, &headline(frame, finding)))
            dl.fields { (sentences(frame, finding)) (grounds(frame, finding)) }
        }
    }
}

fn sentences(frame: &Frame, finding: &Finding) -> Markup {
    let tongue = frame.tongue();
    let texts = [(Word::Found, &finding.found), (Word::Expected, &finding.expected), (Word::Remedy, &finding.remedy)];
    html! {
        @for (label, text) in texts {
            @let text = tongue.of(text);
            @if !text.is_empty() { div { dt { (frame.say(label)) } dd { (safe::line(text)) } } }
        }
        @if !finding.basis.is_empty() {
            div { dt { (frame.say(Word::Basis)) } dd { (safe::line(&finding.basis.join("; "))) } }
        }
    }
}

fn grounds(frame: &Frame, finding: &Finding) -> Markup {
    let mark = |span: Span, mark: Mark| frame.mark(span, mark, &frame.back_to_point(frame.number(finding)));
    match &finding.grounds {
        Grounds::Quoted(evidence) => html! {
            div {
                dt { (frame.say(Word::Place)) }
                @for span in evidence.spans() { ({ mark(span, Mark::Point); "" }) }
                @for span in evidence.spans().take(QUOTED) { dd { (placed(frame, span)) } }
                @if evidence.spans().nth(QUOTED).is_some() { dd { (only_placed(frame, evidence.spans().skip(QUOTED))) } }
            }
        },
        Grounds::Absent(search) => {
            let looked: Vec<String> = search.clauses.iter().map(|&id| looked_at(frame.context, id)).collect();
            let looked = if looked.is_empty() { frame.say(Word::Everywhere).to_owned() } else { looked.join(", ") };
            html! {
                div { dt { (frame.say(Word::Searched)) } dd { (safe::line(&looked)) } }
                @if let Some(span) = search.nearest {
                    ({ mark(span, Mark::Nearest); "" })
                    div { dt { (frame.say(Word::Nearest)) } dd { (placed(frame, span)) } }
                }
            }
        }
    }
}

/// A quote and the link to its place.
pub(super) fn placed(frame: &Frame, span: Span) -> Markup {
    html! { (frame.quote(span, QUOTE)) " " span.at { (frame.full_spot(span)) } }
}

/// Links to further places, one after the other.
fn only_placed(frame: &Frame, spans: impl Iterator<Item = Span>) -> Markup {
    html! { @for (at, span) in spans.enumerate() { @if at > 0 { "; " } (frame.spot(span)) } }
}

/// A finding in a list that is not its home: the matter, its number leading to the details.
pub(super) fn brief(frame: &Frame, finding: &Finding) -> Markup {
    html! { a.no href={ "#" (frame.point_id(frame.number(finding))) } { (frame.number(finding)) } " " (headline(frame, finding)) }
}

/// A finding in a list that is its home: the matter, its places, what to do.
pub(super) fn item(frame: &Frame, finding: &Finding) -> Markup {
    let number = frame.number(finding);
    let remedy = frame.tongue().of(&finding.remedy);
    html! {
        li id=(frame.point_id(number)) {
            p { span.no { (number) } " " (headline(frame, finding)) }
            @if !remedy.is_empty() { p.remedy { (safe::line(remedy)) } }
            (item_places(frame, finding, number))
        }
    }
}

/// The places of a finding, marked.
fn item_places(frame: &Frame, finding: &Finding, number: usize) -> Markup {
    let (spans, mark): (Vec<Span>, Mark) = match &finding.grounds {
        Grounds::Quoted(evidence) => (evidence.spans().collect(), Mark::Point),
        Grounds::Absent(search) => (search.nearest.into_iter().collect(), Mark::Nearest),
    };
    for &span in &spans {
        frame.mark(span, mark, &frame.back_to_point(number));
    }
    html! {
        @if !spans.is_empty() {
            ul.places {
                @for &span in spans.iter().take(QUOTED) {
                    li {
                        @if mark == Mark::Nearest { (frame.say(Word::Nearest)) ": " }
                        (placed(frame, span))
                    }
                }
                @if spans.len() > QUOTED { li { (only_placed(frame, spans.iter().copied().skip(QUOTED))) } }
            }
        }
    }
}
