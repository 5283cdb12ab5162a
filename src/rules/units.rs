//! A document as rules see it: the folded view cut into units.
//!
//! In: a document and its clauses. Out: [`View`]. Not here: matching.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::schema::Unit;
use crate::clause::{ClauseId, ClauseKind, Clauses};
use crate::document::Document;
use crate::text::{Folded, Lang, Span};

/// One document, ready to be matched.
#[derive(Debug)]
pub struct View<'d> {
    /// The document.
    pub document: &'d Document,
    /// Its clauses.
    pub clauses: &'d Clauses,
    /// The language whose patterns are used.
    pub lang: Lang,
    folded: Folded,
    /// Where names of a side stand in the folded body, and the role word read there.
    aliases: Vec<(Range<usize>, &'static str)>,
    units: [OnceLock<Vec<UnitText>>; 6],
}

/// A name of one side that this document uses ("Graviant", "the Club"), and the role word rules know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The name, folded.
    pub name: String,
    /// The role word in the document's language.
    pub role: &'static str,
}

/// The text of one unit, folded, and where its pieces come from.
#[derive(Clone, Debug, Default)]
pub struct UnitText {
    /// Folded bytes.
    pub text: Vec<u8>,
    /// Innermost clause.
    pub clause: Option<ClauseId>,
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug)]
struct Piece {
    /// Where it stands in the unit's text.
    here: Range<usize>,
    /// The folded range it stands for.
    source: Range<usize>,
    /// Another word was put in: no byte of it stands for one of the source.
    whole: bool,
}

impl UnitText {
    /// Whether cells part between two places of the text that no piece covers.
    fn parts_cells(&self, from: usize, to: usize) -> bool {
        self.text.get(from..to) == Some(CELL)
    }
}

/// What parts cells of a row.
const CELL: &[u8] = b" | ";

impl<'d> View<'d> {
    /// Folds the body and remembers where everything came from.
    pub fn new(document: &'d Document, clauses: &'d Clauses, lang: Lang, aliases: &[Alias]) -> Self {
        let folded = Folded::new(document.body());
        let aliases = find_aliases(folded.bytes(), aliases);
        Self { document, clauses, lang, folded, aliases, units: Default::default() }
    }

    /// The folded body.
    pub fn folded(&self) -> &Folded {
        &self.folded
    }

    /// The units of one kind, in text order. [`Unit::Line`] is not one kind but two.
    pub(super) fn units(&self, unit: Unit) -> &[UnitText] {
        let (slot, make): (usize, fn(&Self) -> Vec<UnitText>) = match unit {
            Unit::Sentence => (0, Self::sentences),
            Unit::ItemWithHead => (1, Self::items_with_heads),
            Unit::Clause => (2, Self::paragraphs),
            Unit::Row | Unit::Line => (3, Self::rows),
            Unit::Document => (4, Self::whole),
            Unit::Heading => (5, Self::headings),
        };
        self.units[slot].get_or_init(|| make(self))
    }

    /// The document's spans that a range of a unit's text came from, in text order; never empty.
    ///
    /// Cells stay apart whatever parts them on paper (a tab, a pipe, a rule), so that a row is quoted alike in every form.
    pub fn spans(&self, unit: &UnitText, range: Range<usize>) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        let mut end = range.start;
        for piece in unit.pieces.iter().filter(|piece| range.start < piece.here.end && piece.here.start < range.end) {
            let from = range.start.max(piece.here.start) - piece.here.start;
            let to = range.end.min(piece.here.end) - piece.here.start;
            let inner = piece.source.start + from..piece.source.start + to;
            let source = if piece.whole { piece.source.clone() } else { inner };
            let span = self.folded.span_of(source).trim(&self.document.text);
            match spans.last_mut() {
                Some(last) if !unit.parts_cells(end, piece.here.start) && self.touch(*last, span) => {
                    *last = last.join(span);
                }
                _ => spans.push(span),
            }
            end = piece.here.end;
        }
        if spans.is_empty() {
            spans.push(Span::new(0, 0));
        }
        spans
    }

    /// Whether nothing but white space stands between two spans.
    fn touch(&self, first: Span, second: Span) -> bool {
        first.end() <= second.start()
            && Span::new(first.end(), second.start()).of(&self.document.text).trim().is_empty()
    }

    /// One span from the first to the last byte of the range.
    pub fn span(&self, unit: &UnitText, range: Range<usize>) -> Span {
        let spans = self.spans(unit, range);
        spans.iter().skip(1).fold(spans[0], |all, &span| all.join(span))
    }

    /// The folded heading of a clause.
    pub fn heading(&self, id: ClauseId) -> Option<String> {
        let span = self.clauses.get(id).heading?;
        Some(String::from_utf8_lossy(&self.folded.bytes()[self.folded.range_of(span)]).into_owned())
    }

    fn unit(&self, spans: &[Span], between: &[u8], clause: Option<ClauseId>) -> UnitText {
        let mut unit = UnitText { clause, ..UnitText::default() };
        for (at, span) in spans.iter().enumerate() {
            if at > 0 {
                unit.text.extend_from_slice(between);
            }
            let range = trim(self.folded.bytes(), self.folded.range_of(*span));
            self.copy(range, &mut unit);
        }
        unit
    }

    /// Copies a folded range, role words in the place of names.
    fn copy(&self, range: Range<usize>, unit: &mut UnitText) {
        let first = self.aliases.partition_point(|(alias, _)| alias.start < range.start);
        let mut from = range.start;
        for (alias, role) in self.aliases[first..].iter().take_while(|(alias, _)| alias.end <= range.end) {
            push(unit, &self.folded.bytes()[from..alias.start], from..alias.start, false);
            push(unit, role.as_bytes(), alias.clone(), true);
            from = alias.end;
        }
        push(unit, &self.folded.bytes()[from..range.end], from..range.end, false);
    }

    fn sentences(&self) -> Vec<UnitText> {
        self.clauses.sentences.iter().map(|s| self.unit(&[s.span], b" ", Some(s.clause))).collect()
    }

    fn items_with_heads(&self) -> Vec<UnitText> {
        let sentences = &self.clauses.sentences;
        sentences
            .iter()
            .enumerate()
            .map(|(at, sentence)| {
                let mut spans = vec![sentence.span];
                // Only the first sentence of an item goes on where its head stops; one after a full stop stands alone.
                let before = at.checked_sub(1).and_then(|before| sentences.get(before));
                let later = before.is_some_and(|b| {
                    b.clause == sentence.clause
                        && b.head == sentence.head
                        && self.document.slice(b.span).trim_end().ends_with('.')
                });
                let mut head = sentence.head.filter(|_| !later);
                while let Some(at) = head
                    && spans.len() < 4
                    && let Some(above) = sentences.get(at as usize)
                {
                    spans.insert(0, above.span);
                    head = above.head.filter(|&next| next < at);
                }
                self.unit(&spans, b" ", Some(sentence.clause))
            })
            .collect()
    }

    /// The smallest clauses that are not items, each with its items.
    fn paragraphs(&self) -> Vec<UnitText> {
        let mut units = Vec::new();
        let mut index = 0;
        while let Some(node) = self.clauses.nodes.get(index) {
            let id = ClauseId(index as u32);
            let holds_more =
                self.clauses.subtree(id).skip(1).any(|inner| !matches!(self.clauses.get(inner).kind, ClauseKind::Item));
            if holds_more {
                if !node.own.is_empty() {
                    units.push(self.unit(&[node.own], b" ", Some(id)));
                }
                index += 1;
            } else {
                units.push(self.unit(&[node.span], b" ", Some(id)));
                index = (node.end as usize).max(index + 1);
            }
        }
        units
    }

    fn rows(&self) -> Vec<UnitText> {
        self.clauses.rows.iter().map(|row| self.unit(&row.cells, CELL, Some(row.clause))).collect()
    }

    fn whole(&self) -> Vec<UnitText> {
        vec![self.unit(&[self.document.layers.body], b" ", None)]
    }

    fn headings(&self) -> Vec<UnitText> {
        let nodes = self.clauses.nodes.iter().enumerate();
        nodes
            .filter_map(|(index, node)| {
                let heading = node.heading?;
                Some(self.unit(&[heading], b" ", Some(ClauseId(index as u32))))
            })
            .collect()
    }
}

fn push(unit: &mut UnitText, text: &[u8], source: Range<usize>, whole: bool) {
    if text.is_empty() {
        return;
    }
    let start = unit.text.len();
    unit.text.extend_from_slice(text);
    unit.pieces.push(Piece { here: start..unit.text.len(), source, whole });
}

/// Whole words only, the longest name first where one begins with another.
fn find_aliases(text: &[u8], aliases: &[Alias]) -> Vec<(Range<usize>, &'static str)> {
    let names = aliases.iter().map(|alias| alias.name.as_bytes());
    let Ok(automaton) = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(names) else {
        return Vec::new();
    };
    let word = |at: Option<&u8>| at.is_some_and(u8::is_ascii_alphanumeric);
    automaton
        .find_iter(text)
        .filter(|found| !word(found.start().checked_sub(1).map(|at| &text[at])) && !word(text.get(found.end())))
        .map(|found| (found.range(), aliases[found.pattern().as_usize()].role))
        .collect()
}

fn trim(bytes: &[u8], range: Range<usize>) -> Range<usize> {
    let slice = &bytes[range.clone()];
    let start = range.start + (slice.len() - slice.trim_ascii_start().len());
    let end = range.end - (slice.len() - slice.trim_ascii_end().len());
    start..end.max(start)
}
