//! What a statement rests on: words on the page, or a search that found none.
//!
//! In: spans and clause ids. Out: [`Evidence`], [`Search`], [`Grounds`]. Not here: how evidence is printed (`report`).

use crate::clause::ClauseId;
use crate::text::Span;

/// One or more places in the text; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The words that prove the statement.
    pub first: Span,
    /// Further places: the other end of a contradiction, a repetition, a head read with its item.
    pub more: Vec<Span>,
}

impl Evidence {
    /// Evidence in one place.
    pub fn at(span: Span) -> Self {
        Self { first: span, more: Vec::new() }
    }

    /// The same with a further place, kept once.
    #[must_use]
    pub fn and(mut self, span: Span) -> Self {
        if span != self.first && !self.more.contains(&span) {
            self.more.push(span);
        }
        self
    }

    /// All places, the first one first.
    pub fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        std::iter::once(self.first).chain(self.more.iter().copied())
    }

    /// Evidence from a list, if it has any.
    pub fn from_spans(spans: impl IntoIterator<Item = Span>) -> Option<Self> {
        let mut spans = spans.into_iter();
        let first = Self::at(spans.next()?);
        Some(spans.fold(first, Self::and))
    }
}

/// For an absence: where was looked, and what came nearest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// Clauses looked at, in text order; empty means the whole document.
    pub clauses: Vec<ClauseId>,
    /// The closest miss, if there was one.
    pub nearest: Option<Span>,
}

/// Why a finding or verdict may be made: never on nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grounds {
    /// Words of the agreement.
    Quoted(Evidence),
    /// A search that found nothing.
    Absent(Search),
}

impl Grounds {
    /// The place a reader is sent to first: the quote, or the nearest miss.
    pub fn place(&self) -> Option<Span> {
        match self {
            Self::Quoted(evidence) => Some(evidence.first),
            Self::Absent(search) => search.nearest,
        }
    }
}
