//! The report as one HTML file that needs nothing else: no script, no font, no network.
//!
//! In: an analysis, the language, the place of the agreement among those of the call. Out: a [`Part`] for each agreement
//! and a page from all of them. Not here: what stands on page one and in which order (`page_one`, `matters`), files.
//!
//! Everything but the agreement's text is written first and notes down which places it points at; the text is written
//! last, marked at those places and pointing back.

mod facts;
mod first;
mod fit;
mod frame;
mod index;
mod lists;
mod point;
mod requirements;
mod safe;
mod sections;
mod text;

pub use index::page;

use maud::{Markup, html};

use super::harmless::one_line;
use super::overview::Row;
use super::page_one::{About, context};
use super::words::{Tongue, Word, word};
use crate::Analysis;
use frame::Frame;

/// Where an agreement stands among those of the call.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Counted from 1; part of every id, so that ids are unique in the file.
    pub number: usize,
    /// Whether there are others.
    pub many: bool,
}

/// The report of one agreement.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its row in the overview.
    pub row: Row,
    number: usize,
    markup: String,
}

/// The report of one agreement as part of a page; `facts_only` leaves out what it was held against.
pub fn part(analysis: &Analysis, about: &About, tongue: Tongue, place: Place, facts_only: bool) -> Part {
    let context = context(analysis, about, tongue);
    let frame = Frame::new(&context, place, facts_only);
    let first = first::page_one(&frame);
    let rest = rest(&frame);
    // Last: it is marked where the others point.
    let text = text::agreement(&frame);
    let id = frame.id("report");
    let markup = html! {
        article.report id=(id) lang=(word(tongue, Word::PageLanguage)) {
            (first)
            (contents(&frame))
            div.rest { (rest) (text) (index::colophon(about, tongue)) }
        }
    };
    Part { row: Row::new(analysis), number: place.number, markup: markup.into_string() }
}

fn rest(frame: &Frame) -> Markup {
    html! {
        @if !frame.facts_only { (sections::points(frame)) }
        (lists::lists(frame))
        @if !frame.facts_only { (requirements::requirements(frame)) (requirements::by_clause(frame)) }
        (facts::facts(frame))
        (lists::limits(frame))
    }
}

/// Links to the sections that were written.
fn contents(frame: &Frame) -> Markup {
    let heading = word(frame.tongue(), Word::Contents);
    let path = one_line(&frame.context.analysis.document.source.path);
    html! {
        nav.contents aria-label={ (heading) @if frame.many { ": " (path) } } {
            p { (heading) }
            ol { @for (id, title) in frame.contents() { li { a href={ "#" (id) } { (title) } } } }
            @if frame.many { p { a href="#top" { (word(frame.tongue(), Word::BackToOverview)) } } }
        }
    }
}

#[cfg(test)]
mod tests;
