//! Document to clause tree: preamble, articles, paragraphs, items, annexes, sentences, rows.
//!
//! In: a [`Document`]. Out: [`Clauses`]. Not here: what a clause means.

mod annex;
mod heading;
mod line;
mod number;
mod reference;
mod rows;
mod sentence;
mod series;
mod top;
mod tree;
mod words;

use crate::document::Document;
use crate::text::Span;

/// Reads the clause tree of a document with its sentences and rows. Every document with text has at least one clause.
pub fn segment(document: &Document) -> Clauses {
    let lines = line::lines(document);
    let tops = top::tops(document, &lines);
    let built = tree::build(document, &lines, &tops);
    let sentences = sentence::sentences(document, &built.runs);
    Clauses { nodes: built.nodes, sentences, rows: built.rows }
}

/// Index of a clause in [`Clauses::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClauseId(pub u32);

/// The clause tree with its sentences and table rows.
#[derive(Clone, Debug, Default)]
pub struct Clauses {
    /// Preorder: a subtree is the range `id .. nodes[id].end`. Siblings do not overlap; a clause contains its children.
    pub nodes: Vec<Clause>,
    /// Sentences of running text in text order; a label or heading is not part of one. Cells are not sentences.
    pub sentences: Vec<Sentence>,
    /// Rows of tables and label/value lists in text order.
    pub rows: Vec<Row>,
}

/// Any numbered or headed unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// What kind of unit.
    pub kind: ClauseKind,
    /// 1 = main articles, annexes and the other top units; 2 = headed sections of an annex, headed sub-clauses; deeper below.
    pub level: u8,
    /// The label as printed (`Artikel 4.`, `a.`, `Bijlage 1:`).
    pub label: Option<Span>,
    /// The label without words and punctuation as printed (`4`, `a`, `1A`); empty when there is none.
    pub number: String,
    /// The heading, without label and closing punctuation.
    pub heading: Option<Span>,
    /// The whole subtree, label and heading included.
    pub span: Span,
    /// Its own text before the first child, without label and heading; may be empty.
    pub own: Span,
    /// The clause it stands in.
    pub parent: Option<ClauseId>,
    /// One past the last node of its subtree.
    pub end: u32,
}

/// Kinds of clauses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClauseKind {
    /// Title, introduction and parties.
    Preamble,
    /// Considerations before the first article.
    Recitals,
    /// A main article.
    Article,
    /// A numbered paragraph of an article or section.
    Paragraph,
    /// An item of a list.
    Item,
    /// An annex.
    Annex,
    /// A headed section of an annex, or a sub-clause with a heading of its own.
    Section,
    /// The signature block.
    Signatures,
}

impl ClauseKind {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Preamble => "preamble",
            Self::Recitals => "recitals",
            Self::Article => "article",
            Self::Paragraph => "paragraph",
            Self::Item => "item",
            Self::Annex => "annex",
            Self::Section => "section",
            Self::Signatures => "signatures",
        }
    }
}

/// A sentence (or a list item that is not one) and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its text without label.
    pub span: Span,
    /// The innermost clause it stands in.
    pub clause: ClauseId,
    /// The sentence that introduces the list this one is an item of (an index into [`Clauses::sentences`]).
    pub head: Option<u32>,
}

/// A row of a table, or a line of a label/value list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its cells, empty ones included.
    pub cells: Vec<Span>,
    /// The innermost clause it stands in.
    pub clause: ClauseId,
    /// Which table it belongs to, counted in the document. Label/value lines that follow each other are one table.
    pub table: u32,
    /// Index into [`Clauses::rows`] of the row of column heads, where the table has one (for that row: itself).
    pub head: Option<u32>,
    /// A line of two cells of which the first is a label ("Doelgroep : PO en VO"): no column heads.
    pub pair: bool,
}

impl Clauses {
    /// The clause with this id.
    pub fn get(&self, id: ClauseId) -> &Clause {
        &self.nodes[id.0 as usize]
    }

    /// The innermost clause a byte offset stands in.
    pub fn at(&self, offset: usize) -> Option<ClauseId> {
        let mut found = None;
        let mut index = 0;
        while let Some(node) = self.nodes.get(index) {
            if node.span.start() <= offset && offset < node.span.end() {
                found = Some(ClauseId(index as u32));
                index += 1;
            } else {
                index = (node.end as usize).max(index + 1);
            }
        }
        found
    }

    /// The clause and those it stands in, innermost first.
    pub fn ancestors(&self, id: ClauseId) -> impl Iterator<Item = ClauseId> + '_ {
        std::iter::successors(Some(id), |&id| self.get(id).parent)
    }

    /// The clauses of a subtree, the root first.
    pub fn subtree(&self, id: ClauseId) -> impl Iterator<Item = ClauseId> + use<> {
        (id.0..self.get(id).end).map(ClauseId)
    }

    /// Direct children.
    pub fn children(&self, id: ClauseId) -> impl Iterator<Item = ClauseId> + '_ {
        self.subtree(id).filter(move |&child| self.get(child).parent == Some(id))
    }

    /// The level-1 clause this one stands in, or itself.
    pub fn top(&self, id: ClauseId) -> ClauseId {
        self.ancestors(id).last().unwrap_or(id)
    }

    /// Whether the clause stands in an annex.
    pub fn in_annex(&self, id: ClauseId) -> bool {
        self.get(self.top(id)).kind == ClauseKind::Annex
    }
}

#[cfg(test)]
mod tests;
