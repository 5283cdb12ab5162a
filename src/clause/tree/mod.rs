//! Units of level 1 to the whole tree: sections, paragraphs, items, and which text and rows stand in which of them.
//!
//! In: [`Line`]s and [`Top`]s. Out: the nodes of [`Clauses`], runs of text and rows. Not here: sentences.
//!
//! `zone` looks at a unit as a whole, `headings` and `sections` tell what heads what, `place` finds where a label belongs,
//! `growth` adds to the tree; this file reads line by line and asks them.

mod growth;
mod headings;
mod place;
mod sections;
mod zone;

use place::{path_of, value_of};
use zone::{Bare, Zone};

use super::line::Line;
use super::number::{Close, Label, Mark};
use super::rows::RowBuilder;
use super::top::Top;
use super::words::Word;
use super::{Clause, ClauseKind, heading, series};
use crate::document::Document;
use crate::text::Span;

/// Deeper nesting than this is flattened.
const DEEPEST: usize = 12;
/// Level of a headed section without a style, and of a heading beside it.
const PEER: u8 = 6;
/// Level of a heading told by its looks alone.
const BARE: u8 = 8;

/// A stretch of running text in one clause.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) span: Span,
    pub(super) clause: u32,
    /// The first text of a list item: the run before the list that may introduce it.
    pub(super) intro: Option<u32>,
}

/// What the builder hands on.
#[derive(Debug, Default)]
pub(super) struct Built {
    pub(super) nodes: Vec<Clause>,
    pub(super) runs: Vec<Run>,
    pub(super) rows: Vec<super::Row>,
}

/// Builds the tree.
pub(super) fn build(document: &Document, lines: &[Line], tops: &[Top]) -> Built {
    let mut builder = Builder {
        document,
        lines,
        nodes: Vec::new(),
        runs: Vec::new(),
        rows: RowBuilder::new(lines, document),
        stack: Vec::new(),
        zone: Zone::default(),
    };
    for (at, top) in tops.iter().enumerate() {
        let end = tops.get(at + 1).map_or(lines.len(), |next| next.line);
        builder.unit(top, end);
    }
    builder.close(0);
    Built { nodes: builder.nodes, runs: builder.runs, rows: builder.rows.finish() }
}

/// How a list is numbered; its items are siblings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Digits(Close),
    Decimal(usize),
    Letters(bool, Close),
    Romans(bool, Close),
    Bullets(char, u8),
    Words(Word),
    Heading(u8),
    Top,
}

/// A clause that more text may still be added to.
#[derive(Clone, Debug)]
struct Open {
    node: usize,
    key: Key,
    value: u16,
    indent: u8,
    /// Path of decimals (`4.1` is 4, 1).
    path: Vec<u16>,
    /// Level as a heading; none for paragraphs and items.
    heading: Option<u8>,
    intro: Option<u32>,
    /// Text that is not its own came after it; only the next of its list continues here.
    dormant: bool,
}

struct Builder<'a> {
    document: &'a Document,
    lines: &'a [Line],
    nodes: Vec<Clause>,
    runs: Vec<Run>,
    rows: RowBuilder,
    stack: Vec<Open>,
    zone: Zone,
}

impl Builder<'_> {
    fn unit(&mut self, top: &Top, end: usize) {
        self.close(0);
        let first = &self.lines[top.line];
        let label_line = top.label.map(|line| &self.lines[line]);
        let label = label_line.and_then(|line| line.label.as_ref());
        let last = &self.lines[top.body.saturating_sub(1).max(top.line)];
        let head_end = if top.body > top.line { last.span.end() } else { first.rest.start().min(first.span.end()) };
        let head_end = if top.body > top.line || label.is_some() { head_end } else { first.span.start() };
        let path = label.and_then(value_of).into_iter().collect();
        let style = first.heading.or(first.strong.then_some(7)).unwrap_or(0);
        self.zone = self.zone(top, end);
        self.push(
            Clause {
                kind: top.kind,
                level: 1,
                label: label_line.and_then(Line::label_span),
                number: label.map(|label| label.number.clone()).unwrap_or_default(),
                heading: top.heading,
                span: Span::new(first.span.start(), head_end),
                own: Span::new(head_end, head_end),
                parent: None,
                end: 0,
            },
            Open {
                node: 0,
                key: Key::Top,
                value: 0,
                indent: first.indent,
                path,
                heading: Some(if top.kind == ClauseKind::Annex { 0 } else { style.min(6) }),
                intro: None,
                dormant: false,
            },
        );
        if top.body == top.line {
            self.unlabelled_first(top);
        }
        let from = top.body.max(top.line + usize::from(top.body == top.line && label.is_some()));
        let mut at = from;
        while at < end {
            at = self.line(at);
        }
    }

    /// The text on the line of the label of an article without heading.
    fn unlabelled_first(&mut self, top: &Top) {
        let line = &self.lines[top.line];
        if top.label.is_none() {
            return;
        }
        let mut span = line.rest;
        if let Some(heading) = top.heading
            && let Some((_, start)) = heading::run_in_bold(self.document, line)
        {
            debug_assert!(heading.start() < start);
            span = Span::new(start, span.end());
        }
        self.text(span, None);
    }

    /// Reads one line (or a heading of two); gives the next.
    fn line(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        if line.contents {
            self.extend(line.span);
            return at + 1;
        }
        if let Some(cell) = line.cell {
            return self.cell(at, cell);
        }
        if line.continues {
            self.text(line.rest, None);
            return at + 1;
        }
        if self.rows.is_row(at) {
            self.settle(line);
            self.extend(line.span);
            let clause = self.current();
            self.rows.line(at, clause);
            return at + 1;
        }
        match &line.label {
            Some(label) if self.counts(line, label) => self.labelled(at, label),
            _ => self.unlabelled(at),
        }
    }

    /// A word label inside a unit is a mention unless it heads a section of an annex.
    fn counts(&self, line: &Line, label: &Label) -> bool {
        match &label.mark {
            Mark::Word(word, ..) => {
                *word != Word::Annex && self.is_part(line, label)
                    || !matches!(word, Word::Annex | Word::Table)
                        && matches!(self.zone.kind, Some(ClauseKind::Annex | ClauseKind::Section))
                        && (self.zone.sections == Some(series::Style::Word(*word)) || line.heading.is_some())
            }
            Mark::Digits(parts, Close::Bare) if parts.len() == 1 => {
                line.heading.is_some()
                    || line.strong
                    || line.text(self.document).len() > 3 && {
                        let gap = Span::new(line.span.start() + label.end, line.rest.start());
                        matches!(self.document.slice(gap), text if text.contains('\t') || text.len() >= 2)
                    }
            }
            _ => true,
        }
    }

    fn cell(&mut self, at: usize, cell: (u16, u16, u16)) -> usize {
        let line = &self.lines[at];
        if self.rows.starts_table(cell) {
            self.settle(line);
        }
        self.extend(line.span);
        let clause = self.current();
        self.rows.cell(cell, line.span, clause);
        at + 1
    }

    fn unlabelled(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        let text = if line.label.is_some() {
            Span::new(line.span.start(), line.rest.end()).trim(&self.document.text)
        } else {
            line.rest
        };
        if let Some(level) = self.heads_section(at) {
            if level == PEER && line.heading.is_none() {
                self.zone.bare = Bare::Beside;
            }
            let keep = self.stack.iter().rposition(|open| open.heading.is_some_and(|own| own < level)).unwrap_or(0);
            self.close(keep + 1);
            let mut body = at + 1;
            let mut span = line.rest;
            while let Some(next) = self
                .lines
                .get(body)
                .filter(|next| body < self.zone.end && next.continues && next.words <= 8 && span.len() < 160)
            {
                span = span.join(next.rest);
                body += 1;
            }
            let whole = line.span.join(span);
            let heading = heading::words_of(self.document, span);
            self.node(
                ClauseKind::Section,
                whole,
                None,
                String::new(),
                heading,
                Open {
                    node: 0,
                    key: Key::Heading(level),
                    value: 0,
                    indent: line.indent,
                    path: Vec::new(),
                    heading: Some(level),
                    intro: None,
                    dormant: false,
                },
            );
            return body;
        }
        self.settle(line);
        self.text(text, None);
        at + 1
    }

    fn labelled(&mut self, at: usize, label: &Label) -> usize {
        let line = &self.lines[at];
        if let Some(style) = self.zone.sections
            && let Some((_, value)) = series::styles_of(line).into_iter().find(|&(own, _)| own == style)
            && self.is_section(line, style, value)
        {
            return self.section(at, value);
        }
        if self.is_part(line, label) {
            return self.part(at);
        }
        let (parent, key, value, intro) = self.place(line, label);
        self.close(parent + 1);
        let path = path_of(label);
        let digits = matches!(label.mark, Mark::Digits(..));
        let headed = self.heading_of(at, label, parent);
        let under = &self.nodes[self.stack[parent].node];
        let direct = !matches!(under.kind, ClauseKind::Item)
            && (digits && path.len() > 1 || under.kind != ClauseKind::Paragraph);
        let legal =
            !matches!(self.zone.kind, Some(ClauseKind::Preamble | ClauseKind::Recitals | ClauseKind::Signatures));
        let kind = match headed {
            Some(_) if legal && direct => ClauseKind::Section,
            None if legal && direct && digits => ClauseKind::Paragraph,
            _ => ClauseKind::Item,
        };
        let heading_level = line.heading.or_else(|| headed.filter(|headed| headed.whole).map(|_| 9 + path.len() as u8));
        let bullet = matches!(label.mark, Mark::Bullet(_));
        let start = headed.map_or(line.rest.start(), |headed| headed.rest);
        let whole = Span::new(line.span.start(), start.max(line.span.start() + label.rest).min(line.span.end()));
        let open =
            Open { node: 0, key, value, indent: line.indent, path, heading: heading_level, intro, dormant: false };
        let printed = line.label_span().filter(|_| !bullet);
        self.node(kind, whole, printed, label.number.clone(), headed.map(|headed| headed.span), open);
        let text = Span::new(start, line.rest.end());
        if let Some(headed) = headed.filter(|headed| headed.plain) {
            let clause = self.current();
            self.runs.push(Run { span: headed.span, clause, intro });
        }
        if headed.is_none_or(|headed| !headed.whole) {
            self.text(text, intro);
        } else {
            self.extend(line.span);
        }
        at + 1
    }
}
