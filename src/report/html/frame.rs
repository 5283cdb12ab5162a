//! What the parts of a page share: ids, numbers of points, and the places that were pointed at.
//!
//! In: the context of a report. Out: [`Frame`]. Not here: any sentence.

use std::cell::RefCell;
use std::collections::BTreeMap;

use maud::{Markup, PreEscaped, html};

use crate::compare::{Finding, Severity};
use crate::report::matters::Entry;
use crate::report::page_one::{Context, Piece};
use crate::report::value::{clause, full_spot, spot};
use crate::report::words::{Tongue, Word, fill, word};
use crate::text::Span;

use super::Place;
use super::safe;

/// Characters of a clause in a link, in print.
const CLAUSE: usize = 44;

/// One report of a page while it is written.
pub(super) struct Frame<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) facts_only: bool,
    pub(super) many: bool,
    prefix: String,
    /// Level of the heading of the report.
    top: u8,
    numbers: BTreeMap<*const Finding, usize>,
    unfinished: Option<usize>,
    first_blank: usize,
    edges: RefCell<BTreeMap<usize, Edge>>,
    contents: RefCell<Vec<(String, String)>>,
}

/// Why a stretch of the agreement is marked; the first that holds decides how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A point rests on it.
    Point,
    /// It came nearest to something that was not found.
    Nearest,
    /// A fact was taken from it.
    Fact,
    /// It meets a requirement.
    Requirement,
}

/// Kinds of marks.
pub(super) const MARKS: usize = 4;

/// What happens at an offset of the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Edge {
    /// Somebody points here.
    pub(super) anchor: bool,
    /// Marks that start here less those that end here, by kind.
    pub(super) change: [i64; MARKS],
    /// Links back from the marks that end here.
    pub(super) back: Vec<Back>,
}

/// A link from a mark to what rests on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Back {
    /// Id of the target.
    pub(super) to: String,
    /// What is shown.
    pub(super) shown: String,
    /// What is read aloud.
    pub(super) spoken: String,
}

impl<'a> Frame<'a> {
    pub(super) fn new(context: &'a Context<'a>, place: Place, facts_only: bool) -> Self {
        let matters = &context.matters;
        let mut numbers: BTreeMap<*const Finding, usize> = BTreeMap::new();
        let mut next = 1;
        let mut unfinished = None;
        let entries = [Severity::Blocking, Severity::Major, Severity::Minor, Severity::Info];
        let entries = entries.into_iter().flat_map(|severity| matters.entries(severity));
        for entry in entries.filter(|_| !facts_only) {
            match entry {
                Entry::One(finding) => drop(numbers.insert(std::ptr::from_ref(finding), next)),
                Entry::Unfinished => unfinished = Some(next),
            }
            next += 1;
        }
        let listed =
            matters.unfinished.iter().chain(matters.improved.iter().chain(&matters.model).filter(|_| !facts_only));
        for finding in listed {
            numbers.insert(std::ptr::from_ref(*finding), next);
            next += 1;
        }
        let prefix = if place.many { format!("d{}-", place.number) } else { String::new() };
        let top = if place.many { 2 } else { 1 };
        Self {
            context,
            facts_only,
            many: place.many,
            prefix,
            top,
            numbers,
            unfinished,
            first_blank: next,
            edges: RefCell::default(),
            contents: RefCell::default(),
        }
    }

    pub(super) fn tongue(&self) -> Tongue {
        self.context.tongue
    }

    pub(super) fn say(&self, key: Word) -> &'static str {
        word(self.tongue(), key)
    }

    /// An id that no other agreement of the page has.
    pub(super) fn id(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// Id of a point.
    pub(super) fn point_id(&self, number: usize) -> String {
        self.id(&format!("p{number}"))
    }

    /// Number of a finding; none is without, as all piles are numbered.
    pub(super) fn number(&self, finding: &Finding) -> usize {
        self.numbers.get(&std::ptr::from_ref(finding)).copied().unwrap_or_default()
    }

    pub(super) fn number_of(&self, entry: Entry) -> usize {
        match entry {
            Entry::One(finding) => self.number(finding),
            Entry::Unfinished => self.unfinished.unwrap_or_default(),
        }
    }

    /// Number of the blank that stands at `at` in the list of those no finding speaks of.
    pub(super) fn number_of_blank(&self, at: usize) -> usize {
        self.first_blank + at
    }

    /// The level of a heading `below` the heading of the report.
    pub(super) fn level(&self, below: u8) -> u8 {
        (self.top + below).min(6)
    }

    /// A heading `below` the heading of the report.
    pub(super) fn heading(&self, below: u8, id: Option<&str>, inner: &Markup) -> Markup {
        let level = self.level(below);
        let id = id.map(|id| format!(" id=\"{id}\"")).unwrap_or_default();
        PreEscaped(format!("<h{level}{id}>{}</h{level}>", inner.0))
    }

    /// A section of the report with its heading and an entry in the contents.
    pub(super) fn section(&self, name: &str, title: &str, inner: &Markup) -> Markup {
        let id = self.id(name);
        self.contents.borrow_mut().push((id.clone(), title.to_owned()));
        html! { section.part aria-labelledby=(id) { (self.heading(1, Some(&id), &html! { (title) })) (inner) } }
    }

    /// Ids and titles of the sections written so far.
    pub(super) fn contents(&self) -> Vec<(String, String)> {
        self.contents.borrow().clone()
    }

    /// Everything that happens in the text, by byte offset.
    pub(super) fn edges(&self) -> BTreeMap<usize, Edge> {
        self.edges.borrow().clone()
    }

    /// Id of the place where a span starts; the text will bear it.
    pub(super) fn anchor(&self, span: Span) -> String {
        let start = span.trim(&self.context.analysis.document.text).start();
        self.edges.borrow_mut().entry(start).or_default().anchor = true;
        self.anchor_id(start)
    }

    pub(super) fn anchor_id(&self, offset: usize) -> String {
        self.id(&format!("t{}", self.context.analysis.document.scalar_of(offset)))
    }

    /// Marks a span, without the white space at its ends, and lets the mark lead back.
    pub(super) fn mark(&self, span: Span, mark: Mark, back: &Back) {
        let span = span.trim(&self.context.analysis.document.text);
        let mut edges = self.edges.borrow_mut();
        edges.entry(span.start()).or_default().change[mark as usize] += 1;
        let end = edges.entry(span.end()).or_default();
        end.change[mark as usize] -= 1;
        if !end.back.contains(back) {
            end.back.push(back.clone());
        }
    }

    pub(super) fn back_to_point(&self, number: usize) -> Back {
        let shown = number.to_string();
        let spoken = fill(self.tongue(), Word::BackToPoint, &[("n", &shown)]);
        Back { to: self.point_id(number), shown, spoken }
    }

    /// Words of the agreement between quotation marks, which the style sheet sets in the language of the report.
    pub(super) fn quote(&self, span: Span, columns: usize) -> Markup {
        let text = self.context.analysis.document.slice(span);
        html! { q { (safe::short(text, columns)) } }
    }

    /// A link to a place, called by clause and page or line; print cuts a long clause.
    pub(super) fn spot(&self, span: Span) -> Markup {
        let (clause, spot) = self.spot_words(span);
        html! {
            a href={ "#" (self.anchor(span)) } {
                @if let Some(clause) = clause { (safe::cut(&clause, CLAUSE)) ", " }
                (spot)
            }
        }
    }

    /// Characters of a link to a place in print.
    pub(super) fn spot_length(&self, span: Span) -> usize {
        let (clause, spot) = self.spot_words(span);
        clause.map_or(0, |clause| clause.chars().count().min(CLAUSE) + 2) + spot.chars().count()
    }

    fn spot_words(&self, span: Span) -> (Option<String>, String) {
        let (analysis, tongue) = (self.context.analysis, self.tongue());
        (clause(analysis, span, tongue), spot(analysis, span, tongue))
    }

    /// The same with the characters.
    pub(super) fn full_spot(&self, span: Span) -> Markup {
        let text = full_spot(self.context.analysis, span, self.tongue());
        html! { a href={ "#" (self.anchor(span)) } { (safe::line(&text)) } }
    }

    /// Pieces one after the other; words no longer than about `columns`.
    pub(super) fn pieces(&self, pieces: &[Piece], columns: usize) -> Markup {
        html! {
            @for piece in pieces {
                @match piece {
                    Piece::Words(words) => (spaced(words, columns)),
                    Piece::Quote(span, most) => (self.quote(*span, (*most).min(columns))),
                    Piece::Spot(span) => (self.spot(*span)),
                }
            }
        }
    }

    /// Pieces one after the other, of which print shows about `columns` characters; a place is always shown.
    pub(super) fn cut_pieces(&self, pieces: &[Piece], columns: usize) -> Markup {
        let spots = pieces.iter().filter_map(|piece| match piece {
            Piece::Spot(span) => Some(self.spot_length(*span)),
            _ => None,
        });
        let mut room = columns.saturating_sub(spots.sum());
        let document = &self.context.analysis.document;
        html! {
            @for piece in pieces {
                @match piece {
                    Piece::Words(words) => {
                        @if words.starts_with(' ') { " " }
                        (safe::cut(words, room.max(12)))
                        @if words.len() > 1 && words.ends_with(' ') { " " }
                        ({ room = room.saturating_sub(words.chars().count()); "" })
                    },
                    Piece::Quote(span, most) => {
                        (self.quote(*span, (*most).min(room.max(24))))
                        ({ room = room.saturating_sub(document.slice(*span).chars().count().min(*most)); "" })
                    },
                    Piece::Spot(span) => (self.spot(*span)),
                }
            }
        }
    }

    /// Links to points by their numbers.
    pub(super) fn point_links(&self, numbers: &[usize]) -> Markup {
        html! {
            @for (at, number) in numbers.iter().enumerate() {
                @if at > 0 { ", " }
                a href={ "#" (self.point_id(*number)) } { (number) }
            }
        }
    }
}

/// Words with the white space at their ends, which parts them from their neighbours.
fn spaced(words: &str, columns: usize) -> Markup {
    html! {
        @if words.starts_with(' ') { " " }
        (safe::short(words, columns))
        @if words.len() > 1 && words.ends_with(' ') { " " }
    }
}
