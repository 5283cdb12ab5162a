//! The agreement's own text, scalar for scalar, marked where the report rests on it and leading back.
//!
//! In: the frame, after everything else was written. Out: one section a layer. Not here: what is marked.
//!
//! Marks may overlap: the text is cut at every place where one starts or ends, and each piece bears the strongest of its
//! marks. Links back and page numbers are drawn by the style sheet, so that the text of the section stays the text of
//! the document.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use maud::{Markup, PreEscaped, html};

use crate::clause::Clause;
use crate::document::{Block, BlockKind, Document, Format};
use crate::report::words::{Word, fill};
use crate::text::Span;

use super::frame::{Edge, Frame, MARKS};
use super::safe;

/// Empty cells put in for columns that a row leaves out, at most.
const SKIPPED: u16 = 40;
/// How the piece of a mark looks, by kind.
const CLASSES: [&str; MARKS] = ["m", "n", "f", "r"];

/// The sections of the agreement's text: the body, what was set aside, what is hidden.
pub(super) fn agreement(frame: &Frame) -> Markup {
    let document = &frame.context.analysis.document;
    let edges = frame.edges();
    let mut writer = Writer { frame, document, edges: &edges, covered: [0; MARKS], markup: String::new() };
    writer.body();
    let body = std::mem::take(&mut writer.markup);
    let layers = [(Word::FurnitureMark, document.layers.furniture), (Word::HiddenMark, document.layers.hidden)];
    let mut set_aside = Vec::new();
    for (key, span) in layers {
        let Some(span) = span.filter(|span| !span.is_empty()) else { continue };
        writer.covered = [0; MARKS];
        writer.run(span, true);
        set_aside.push((key, std::mem::take(&mut writer.markup)));
    }
    let lang = frame.context.analysis.language.map_or("", crate::text::Lang::code);
    let lined = if document.source.format == Format::Text { "text lined" } else { "text" };
    let inner = html! {
        p.note { (frame.say(Word::AgreementTextNote)) }
        div class=(lined) id=(frame.id("body")) lang=(lang) { (PreEscaped(body)) }
        @for (key, text) in &set_aside {
            (frame.heading(2, None, &html! { (frame.say(*key)) }))
            div.text.lined.aside lang=(lang) { (PreEscaped(text)) }
        }
    };
    html! { div.agreement { (frame.section("agreement", frame.say(Word::AgreementText), &inner)) } }
}

struct Writer<'w> {
    frame: &'w Frame<'w>,
    document: &'w Document,
    edges: &'w BTreeMap<usize, Edge>,
    /// Marks that are open, by kind.
    covered: [i64; MARKS],
    markup: String,
}

impl Writer<'_> {
    fn body(&mut self) {
        let body = self.document.layers.body;
        if self.document.source.format == Format::Text {
            self.lines(body);
        } else {
            self.blocks(body);
        }
    }

    /// A plain text line by line: its own spaces and blank lines are its layout.
    fn lines(&mut self, body: Span) {
        let headings = self.headings();
        let mut from = body.start();
        let mut number = 0;
        for line in self.document.slice(body).split_inclusive('\n') {
            number += 1;
            let span = Span::new(from, from + line.len());
            from = span.end();
            if line.trim().is_empty() {
                self.run(span, false);
                continue;
            }
            let open = format!(" data-l=\"{number}\"");
            let first = span.start() + (line.len() - line.trim_start().len());
            self.element(heading_at(&headings, first), &open, span);
        }
    }

    /// Paragraphs and tables as the format holds them.
    fn blocks(&mut self, body: Span) {
        let headings = self.headings();
        let document = self.document;
        let mut blocks = document.blocks.as_slice();
        let mut from = body.start();
        let mut page = None;
        while let Some(first) = blocks.first() {
            self.gap(Span::new(from, first.span.start()));
            self.turn_page(first.span, &mut page);
            let cells = table_of(blocks);
            if cells > 0 {
                let next = blocks.get(cells).map_or(body.end(), |block| block.span.start());
                from = self.table(&blocks[..cells], next);
            } else {
                self.element(heading_at(&headings, first.span.start()), "", first.span);
                from = first.span.end();
            }
            blocks = &blocks[cells.max(1)..];
        }
        self.gap(Span::new(from, body.end()));
    }

    /// What stands between blocks; words that no block holds are text as well.
    fn gap(&mut self, span: Span) {
        if self.document.slice(span).trim().is_empty() {
            self.run(span, false);
        } else {
            self.element(None, "", span);
        }
    }

    fn element(&mut self, heading: Option<u8>, attributes: &str, span: Span) {
        let tag = match heading {
            Some(below) => format!("h{}", self.frame.level(below)),
            None => "p".to_owned(),
        };
        let _ = write!(self.markup, "<{tag}{attributes}>");
        self.run(span, true);
        let _ = write!(self.markup, "</{tag}>");
    }

    fn turn_page(&mut self, span: Span, page: &mut Option<u32>) {
        let here = self.document.page_of(span.start()).filter(|_| !self.document.pages.is_empty());
        if here.is_some() && here != *page {
            *page = here;
            let number = here.unwrap_or_default().to_string();
            let name = fill(self.frame.tongue(), Word::PageMark, &[("n", &number)]);
            let _ = write!(
                self.markup,
                "<div class=\"page\" role=\"separator\" aria-label=\"{name}\" data-n=\"{name}\"></div>"
            );
        }
    }

    /// Cells of one table, each with what parts it from the next; returns how far it got.
    fn table(&mut self, cells: &[Block], end: usize) -> usize {
        let number = cells.first().and_then(place).map_or(0, |(table, ..)| table) + 1;
        let name = fill(self.frame.tongue(), Word::TableRegion, &[("n", &number.to_string())]);
        let _ = write!(self.markup, "<div class=\"wide\" tabindex=\"0\"><table aria-label=\"{name}\"><tbody><tr>");
        let mut at: Option<(u16, u16)> = None;
        for (nth, cell) in cells.iter().enumerate() {
            let Some((_, row, column)) = place(cell) else { continue };
            let next = cells.get(nth + 1).map_or(end, |cell| cell.span.start());
            let same = at == Some((row, column));
            if at.is_some() && !same {
                self.markup.push_str("</td>");
            }
            let expected = match at {
                Some((before, last)) if before == row => last.saturating_add(1),
                Some(_) => {
                    self.markup.push_str("</tr><tr>");
                    0
                }
                None => 0,
            };
            if !same {
                for _ in 0..column.saturating_sub(expected).min(SKIPPED) {
                    self.markup.push_str("<td></td>");
                }
                self.markup.push_str("<td>");
            }
            self.run(cell.span, true);
            self.run(Span::new(cell.span.end(), next), false);
            at = Some((row, column));
        }
        self.markup.push_str(if at.is_some() {
            "</td></tr></tbody></table></div>"
        } else {
            "</tr></tbody></table></div>"
        });
        end
    }

    /// A stretch of text, cut where something starts or ends. Without `marked` only links and ids are written.
    fn run(&mut self, span: Span, marked: bool) {
        if span.is_empty() {
            return;
        }
        let edges = self.edges;
        let mut from = span.start();
        let mut anchor = None;
        for (&offset, edge) in edges.range(span.start()..span.end()) {
            if offset > span.start() {
                self.piece(Span::new(from, offset), marked, anchor.take());
                self.back(edge);
            }
            from = offset;
            self.cross(edge);
            if edge.anchor {
                anchor = Some(self.frame.anchor_id(offset));
            }
        }
        self.piece(Span::new(from, span.end()), marked, anchor);
        // What ends here leads back here, before the element ends; the next stretch must not say it again.
        if let Some(edge) = edges.get(&span.end()) {
            self.back(edge);
            if edge.anchor && span.end() == self.document.text.len() {
                let _ = write!(self.markup, "<span id=\"{}\"></span>", self.frame.anchor_id(span.end()));
            }
        }
    }

    fn cross(&mut self, edge: &Edge) {
        for (covered, change) in self.covered.iter_mut().zip(edge.change) {
            *covered += change;
        }
    }

    fn back(&mut self, edge: &Edge) {
        for back in &edge.back {
            let _ = write!(self.markup, "<a class=\"back\" href=\"#{}\" data-n=\"", back.to);
            attribute(&back.shown, &mut self.markup);
            self.markup.push_str("\" aria-label=\"");
            attribute(&back.spoken, &mut self.markup);
            self.markup.push_str("\"></a>");
        }
    }

    fn piece(&mut self, span: Span, marked: bool, anchor: Option<String>) {
        let text = self.document.slice(span);
        let class = self.covered.iter().position(|&open| open > 0).map(|kind| CLASSES[kind]).filter(|_| marked);
        if text.is_empty() && anchor.is_none() {
            return;
        }
        let id = anchor.map(|id| format!(" id=\"{id}\"")).unwrap_or_default();
        let tag = if class == Some(CLASSES[0]) { "mark" } else { "span" };
        let class = class.map(|class| format!(" class=\"{class}\"")).unwrap_or_default();
        if id.is_empty() && class.is_empty() {
            safe::verbatim(text, &mut self.markup);
            return;
        }
        let _ = write!(self.markup, "<{tag}{id}{class}>");
        safe::verbatim(text, &mut self.markup);
        let _ = write!(self.markup, "</{tag}>");
    }

    /// Offsets at which a line or block is the heading of a clause, with how far below the report's own heading.
    fn headings(&self) -> BTreeMap<usize, u8> {
        let mut headings = BTreeMap::new();
        let mut articles = false;
        for clause in &self.frame.context.analysis.clauses.nodes {
            if clause.level > 2 || !self.stands_alone(clause) {
                continue;
            }
            articles |= clause.level == 1;
            // A section before any article must not skip a level.
            let below = if articles { clause.level + 1 } else { 2 };
            headings.entry(clause.span.start()).or_insert(below);
        }
        headings
    }

    /// Whether the heading of a clause is all that stands on its line.
    fn stands_alone(&self, clause: &Clause) -> bool {
        let Some(heading) = clause.heading.or(clause.label) else { return false };
        let text = &self.document.text;
        let rest = text.get(heading.end()..).unwrap_or_default().lines().next().unwrap_or_default();
        let between = text.get(clause.span.start()..heading.start()).unwrap_or_default();
        !rest.contains(char::is_alphanumeric) && !between.contains('\n')
    }
}

fn heading_at(headings: &BTreeMap<usize, u8>, offset: usize) -> Option<u8> {
    headings.get(&offset).copied()
}

fn place(block: &Block) -> Option<(u16, u16, u16)> {
    match block.kind {
        BlockKind::Cell { table, row, column } => Some((table, row, column)),
        _ => None,
    }
}

/// How many of the blocks are cells of one table.
fn table_of(blocks: &[Block]) -> usize {
    let table = |block: &Block| place(block).map(|(table, ..)| table);
    let Some(first) = blocks.first().and_then(table) else { return 0 };
    blocks.iter().take_while(|block| table(block) == Some(first)).count()
}

fn attribute(text: &str, markup: &mut String) {
    markup.push_str(&safe::attribute(text));
}
