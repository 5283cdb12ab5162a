//! Units of level 1 to the whole tree: sections, paragraphs, items, and which text and rows stand in which of them.
//!
//! In: [`Line`]s and [`Top`]s. Out: the nodes of [`Clauses`], runs of text and rows. Not here: sentences.

use super::heading;
use super::line::Line;
use super::number::{Close, Label, Mark};
use super::rows::RowBuilder;
use super::top::Top;
use super::words::{self, Word};
use super::{Clause, ClauseId, ClauseKind, annex, series};
use crate::document::Document;
use crate::text::Span;

/// Deeper nesting than this is flattened.
const DEEPEST: usize = 12;

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

/// What is known of the unit being read.
#[derive(Clone, Debug, Default)]
struct Zone {
    kind: Option<ClauseKind>,
    /// Style its numbered sections have (annexes).
    sections: Option<series::Style>,
    /// Sections may be headed without number or style.
    bare_headings: bool,
    /// A heading without number stood before the first numbered section: more may follow beside them.
    peers: bool,
    /// Number of the section read last.
    last_section: Option<u16>,
    /// The paragraphs have run-in titles without bold.
    plain_titles: bool,
    /// Terms are defined here.
    defines: bool,
    /// First line after the heading.
    start: usize,
    end: usize,
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
        let label = first.label.as_ref().filter(|_| top.labelled);
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
                label: first.label_span().filter(|_| top.labelled),
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
        if !top.labelled {
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

    fn zone(&self, top: &Top, end: usize) -> Zone {
        let lines = &self.lines[top.body.min(end)..end];
        let defines =
            top.heading.is_some_and(|heading| words::defines(&crate::text::fold_word(self.document.slice(heading))));
        let titled = |line: &&Line| matches!(&line.label, Some(label) if matches!(&label.mark, Mark::Digits(parts, _) if parts.len() == 2));
        let numbered = lines.iter().filter(titled).count();
        let with_title =
            lines.iter().filter(titled).filter(|line| heading::run_in_plain(self.document, line).is_some()).count();
        let (sections, bare_headings) = match top.kind {
            ClauseKind::Annex => self.sections(top.body.min(end), end),
            _ => (None, false),
        };
        Zone {
            kind: Some(top.kind),
            sections,
            bare_headings,
            peers: false,
            last_section: None,
            plain_titles: numbered >= FEWEST_TITLES && with_title * 3 >= numbered * 2,
            defines,
            start: top.body,
            end,
        }
    }

    /// The style of an annex's numbered sections: the series that starts first and has text under its members.
    fn sections(&self, from: usize, end: usize) -> (Option<series::Style>, bool) {
        let mut best: Option<(usize, series::Style, bool)> = None;
        for style in [
            series::Style::Roman,
            series::Style::Letter,
            series::Style::Digits,
            series::Style::Word(Word::Article),
            series::Style::Word(Word::Clause),
            series::Style::Word(Word::Paragraph),
            series::Style::Word(Word::Section),
            series::Style::Word(Word::Part),
        ] {
            let mut members = Vec::new();
            for at in from..end {
                let line = &self.lines[at];
                if line.cell.is_some() || line.indent > 4 {
                    continue;
                }
                for (other, value) in series::styles_of(line) {
                    if other == style && line.label.as_ref().is_some_and(|label| label.bullet.is_none()) {
                        members.push((at, value));
                    }
                }
            }
            let Some(&(first, value)) = members.first() else { continue };
            let worded = matches!(style, series::Style::Word(_));
            let first_line = &self.lines[first];
            let styled = first_line.heading.is_some() || first_line.strong;
            let headed = members
                .iter()
                .filter(|&&(at, _)| {
                    heading::looks_like_one(self.document, &self.lines[at]) || worded && self.lines[at].rest.is_empty()
                })
                .count();
            let filled = members.iter().enumerate().filter(|&(nth, &(at, _))| {
                let next = members.get(nth + 1).map_or(end, |next| next.0);
                next > at + 1 && (styled || worded || !self.lists_letters(at + 1))
            });
            let filled = filled.count() * 5 >= members.len() * 3;
            let upper = matches!(style, series::Style::Roman | series::Style::Letter);
            let good = value == 1
                && filled
                && (upper || headed * 5 >= members.len() * 4)
                && (members.len() >= 2 || styled && headed == 1);
            let outer = matches!(style, series::Style::Word(Word::Article | Word::Clause | Word::Paragraph))
                && members.len() >= 3;
            let first = if outer { 0 } else { first };
            if good && best.is_none_or(|(at, ..)| first < at) {
                best = Some((first, style, headed * 2 >= members.len()));
            }
        }
        best.map_or((None, true), |(_, style, headed)| (Some(style), !headed))
    }

    /// Whether a lettered or numbered list starts on the line.
    fn lists_letters(&self, at: usize) -> bool {
        self.lines
            .get(at)
            .and_then(|line| line.label.as_ref())
            .is_some_and(|label| !matches!(label.mark, Mark::Bullet(_)))
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
                *word != Word::Annex
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
            self.zone.peers |= level == PEER && line.heading.is_none();
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

    /// The level of an unnumbered heading inside a unit.
    fn heads_section(&self, at: usize) -> Option<u8> {
        let line = &self.lines[at];
        if line.words == 0
            || line.label.is_some()
            || matches!(self.zone.kind, Some(ClauseKind::Preamble | ClauseKind::Recitals | ClauseKind::Signatures))
        {
            return None;
        }
        let next = self.lines.get(at + 1).filter(|_| at + 1 < self.zone.end);
        let annex = matches!(self.zone.kind, Some(ClauseKind::Annex));
        if let Some(level) = line.heading {
            let filled = next.is_some();
            return (filled || !annex).then_some(level.max(1));
        }
        next?;
        if !self.closes_soon(at) {
            return None;
        }
        if line.strong && annex && heading::looks_like_one(self.document, line) {
            return Some(7);
        }
        let level = self.bare_level(at).filter(|_| annex)?;
        (self.is_short(at) && self.bare_heading(at)).then_some(level)
    }

    /// The level a heading without number or style has here, if it may be one.
    ///
    /// Beside numbered sections only where one stands before the first of them, after text and over text of its own: it
    /// is their peer, and so are those that follow.
    fn bare_level(&self, at: usize) -> Option<u8> {
        if self.zone.bare_headings {
            return Some(BARE);
        }
        let style = self.zone.sections?;
        let over_section =
            self.lines.get(at + 1).is_none_or(|next| series::styles_of(next).iter().any(|&(own, _)| own == style));
        let opens = self.zone.last_section.is_none() && at > self.zone.start && !over_section;
        (self.zone.peers || opens).then_some(PEER)
    }

    /// The lines that carry on the line, if any, leave it short and open as a heading is.
    fn closes_soon(&self, at: usize) -> bool {
        let more: Vec<&Line> =
            self.lines[at + 1..self.zone.end].iter().take_while(|line| line.continues).take(3).collect();
        let words: usize = more.iter().map(|line| line.words).sum();
        let last = more.last().map_or("", |line| heading::plain(line.text(self.document)));
        more.len() < 2 && words + self.lines[at].words <= 14 && !last.ends_with(['.', ';', ','])
    }

    fn lead_in_before(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            let line = &self.lines[before];
            line.heading.is_none() && self.document.slice(line.span).trim_end_matches('*').ends_with(':')
        })
    }

    fn in_table(&self, at: usize) -> bool {
        self.lines[at].cell.is_some() || self.rows.is_row(at)
    }

    /// A short line that stands alone over longer text, a list or a table (or over the line of its column heads).
    fn bare_heading(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let text = line.text(self.document);
        let run = (at..self.zone.end).take(3).take_while(|&at| self.is_short(at)).count();
        let after_at = (at + run..self.zone.end).find(|&at| !self.lines[at].continues);
        let after = after_at.map(|at| &self.lines[at]);
        let table_led_in = after_at.is_some_and(|at| self.in_table(at) && self.lead_in_before(at));
        let before =
            at.checked_sub(1).is_some_and(|before| self.is_short(before) && self.lines[before].heading.is_none());
        let over = match (run, after) {
            _ if run > 1 && words::dated(self.lines[at + 1].text(self.document)) => true,
            (1, Some(next)) => next.heading.is_none(),
            (2, Some(next)) => next.label.is_some() || table_led_in,
            _ => false,
        };
        let starts = text.starts_with(|c: char| c.is_uppercase());
        let value =
            text.contains([':', '@', '…', '_', '|', '?', '<', '[']) && !text.ends_with(':') || text.contains("..");
        // A line with a colon over a list introduces it; over prose it heads it.
        let introduces = text.ends_with(':')
            && (after.is_none_or(|next| next.label.is_some() || words::blank(self.document.slice(next.rest)))
                || line.words > 6);
        let lower = |at: usize| self.lines[at].text(self.document).starts_with(char::is_lowercase);
        // A sentence that goes on below, over a blank line or in the words of the next, is text.
        let runs_on = self.lines.get(at + 1).is_some_and(|next| next.continues && next.gap)
            || after_at.is_some_and(|at| self.lines[at].label.is_none() && lower(at));
        starts
            && over
            && !runs_on
            && !before
            && !value
            && !introduces
            && (!self.lead_in_before(at) || after.is_some_and(|next| next.cell.is_some()))
    }

    /// A line of few words that is no sentence, item or row.
    fn is_short(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let text = heading::plain(line.text(self.document));
        let open = !text.ends_with(['.', ',', ';']) || text.ends_with("...");
        let dated = words::dated(text) && line.words <= 4;
        let free = line.label.is_none() || dated;
        line.cell.is_none()
            && free
            && !line.running
            && !words::blank(text)
            && !line.contents
            && !line.continues
            && !self.rows.is_row(at)
            && line.words > 0
            && line.words <= 12
            && text.len() <= 100
            && open
    }

    fn labelled(&mut self, at: usize, label: &Label) -> usize {
        let line = &self.lines[at];
        if let Some(style) = self.zone.sections
            && let Some((_, value)) = series::styles_of(line).into_iter().find(|&(own, _)| own == style)
            && self.is_section(line, style, value)
        {
            return self.section(at, value);
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

    /// Whether a label of the sections' style continues them.
    fn is_section(&self, line: &Line, style: series::Style, value: u16) -> bool {
        let open = self.stack.iter().rev().find(|open| open.key == section_key(style)).map(|open| open.value);
        let goes_on = |last: u16| value > last && value <= last + 2;
        let next = match open {
            Some(last) => goes_on(last) || value == last && heading::looks_like_one(self.document, line),
            // A heading beside the sections has closed the last of them.
            None => value <= 2 || self.zone.peers && self.zone.last_section.is_some_and(goes_on),
        };
        let loose = matches!(style, series::Style::Roman | series::Style::Letter);
        next && (loose || heading::looks_like_one(self.document, line) || line.rest.is_empty())
    }

    fn section(&mut self, at: usize, value: u16) -> usize {
        let line = &self.lines[at];
        let Some(style) = self.zone.sections else { return at + 1 };
        self.zone.last_section = Some(value);
        let keep = self.stack.iter().position(|open| open.key == section_key(style)).unwrap_or_else(|| {
            let level = line.heading.unwrap_or(PEER);
            self.stack.iter().rposition(|open| open.heading.is_some_and(|own| own < level)).unwrap_or(0) + 1
        });
        self.close(keep.max(1));
        let headed = heading::looks_like_one(self.document, line) || line.rest.is_empty();
        let start = if headed {
            annex::start(self.document, self.lines, at)
        } else {
            annex::Start { line: at, body: at, heading: None }
        };
        let body = start.body.min(self.zone.end);
        let end = if headed { self.lines[body.max(at + 1) - 1].span.end() } else { line.rest.start() };
        let number = line.label.as_ref().map(|label| label.number.clone()).unwrap_or_default();
        let open = Open {
            node: 0,
            key: section_key(style),
            value,
            indent: line.indent,
            path: vec![value],
            heading: Some(line.heading.unwrap_or(if headed { PEER } else { BARE })),
            intro: None,
            dormant: false,
        };
        self.node(
            ClauseKind::Section,
            Span::new(line.span.start(), end),
            line.label_span(),
            number,
            start.heading,
            open,
        );
        if headed {
            self.value_after_heading(line, start.heading);
            return body.max(at + 1);
        }
        self.text(line.rest, None);
        at + 1
    }

    /// `Versie : 1.0`: what stands after the heading's colon is text.
    fn value_after_heading(&mut self, line: &Line, heading: Option<Span>) {
        let Some(heading) = heading.filter(|heading| heading.end() < line.rest.end()) else { return };
        let after = Span::new(heading.end(), line.rest.end()).trim_matches(&self.document.text, |c| {
            c.is_whitespace() || matches!(c, ':' | '.' | '*' | '-' | '–' | '—' | '#' | '\\' | ',')
        });
        if after.len() > 1
            && self.document.slice(after).chars().any(char::is_alphanumeric)
            && !self.document.slice(after).contains("{#")
        {
            if let Some(open) = self.stack.last() {
                let node = &mut self.nodes[open.node];
                node.own = Span::new(after.start(), after.start());
            }
            self.text(after, None);
        }
    }

    /// The heading of a numbered paragraph.
    fn heading_of(&self, at: usize, label: &Label, parent: usize) -> Option<Headed> {
        let line = &self.lines[at];
        if matches!(label.mark, Mark::Bullet(_))
            || matches!(self.zone.kind, Some(ClauseKind::Preamble | ClauseKind::Recitals | ClauseKind::Signatures))
        {
            return None;
        }
        let whole = |line: &Line| {
            heading::words_of(self.document, line.rest).map(|span| Headed {
                span,
                rest: line.rest.end(),
                whole: true,
                plain: line.heading.is_none() && !line.strong,
            })
        };
        let text = heading::plain(line.text(self.document));
        if line.heading.is_some() {
            return whole(line);
        }
        if self.zone.defines {
            return None;
        }
        if line.strong && line.words <= 14 && !text.ends_with(':') && self.filled(at) {
            return whole(line);
        }
        if let Some((span, rest)) = heading::run_in_bold(self.document, line) {
            return Some(Headed { span, rest, whole: false, plain: false });
        }
        let decimal = matches!(&label.mark, Mark::Digits(parts, _) if parts.len() >= 2);
        let top = self.stack[parent].key == Key::Top || self.stack[parent].heading.is_some();
        if decimal
            && self.zone.plain_titles
            && let Some((span, rest)) = heading::run_in_plain(self.document, line)
        {
            return Some(Headed { span, rest, whole: false, plain: true });
        }
        let bare = decimal
            && top
            && heading::looks_like_one(self.document, line)
            && line.words <= 10
            && !text.ends_with([':', '.'])
            && self.filled(at);
        let bare = bare && !self.lines[at + 1].continues;
        if bare { whole(line) } else { None }
    }

    /// Text of its own follows before the next label of the same kind.
    fn filled(&self, at: usize) -> bool {
        let next = self.lines.get(at + 1).filter(|_| at + 1 < self.zone.end);
        let Some(next) = next else { return false };
        let own = self.lines[at].label.as_ref().map(|label| path_of(label).len());
        let other = next
            .label
            .as_ref()
            .filter(|label| matches!(label.mark, Mark::Digits(..)))
            .map(|label| path_of(label).len());
        next.heading.is_none() && (other.is_none() || other > own)
    }

    /// Where a label belongs: index of the parent in the stack, list, place in it, what introduces it.
    fn place(&self, line: &Line, label: &Label) -> (usize, Key, u16, Option<u32>) {
        if let Mark::Digits(parts, close) = &label.mark
            && parts.len() >= 2
        {
            return self.place_decimal(line, parts, *close);
        }
        let readings = readings(label, line.indent);
        if let Some(level) = line.heading {
            let keep = self.stack.iter().rposition(|open| open.heading.is_some_and(|own| own < level)).unwrap_or(0);
            let (_, value) = readings[0];
            return (keep, Key::Heading(level), value, None);
        }
        // What stands in a list that other text has interrupted cannot go on without that list.
        let innermost = self.deepest();
        for (at, open) in self.stack.iter().enumerate().take(innermost + 2).rev().filter(|(at, _)| *at > 0) {
            for &(key, value) in &readings {
                if open.key == key && follows(open, key, value, line) {
                    // Bullets after other text are a new list.
                    let anew = open.dormant && matches!(key, Key::Bullets(..));
                    return (at - 1, key, value, if anew { self.intro(at - 1) } else { open.intro });
                }
            }
            // Nothing outside a headed section goes on inside it.
            if open.heading.is_some() {
                break;
            }
        }
        let (key, value) = readings.iter().copied().find(|&(_, value)| value == 1).unwrap_or(readings[0]);
        // A list that starts anew where one of its style is open, and is not set in, follows that one.
        let restart = self
            .stack
            .iter()
            .enumerate()
            .take(innermost + 2)
            .skip(1)
            .rev()
            .find(|(_, open)| open.heading.is_none() && same_style(open.key, key));
        if let Some((at, open)) = restart
            && (at >= innermost || open.dormant)
            && line.indent <= open.indent
        {
            return (at - 1, key, value, self.intro(at - 1));
        }
        let parent = innermost.min(DEEPEST);
        (parent, key, value, self.intro(parent))
    }

    fn place_decimal(&self, line: &Line, parts: &[u16], close: Close) -> (usize, Key, u16, Option<u32>) {
        let _ = close;
        let key = Key::Decimal(parts.len());
        let value = parts[parts.len() - 1];
        let prefix = &parts[..parts.len() - 1];
        let innermost = self.deepest();
        for (at, open) in self.stack.iter().enumerate().take(innermost + 2).rev() {
            if open.path == prefix && at <= innermost {
                let level = line.heading.unwrap_or(u8::MAX);
                // A sub-clause steps out of unnumbered headings that are not above it.
                let at = if at == 0 {
                    self.stack
                        .iter()
                        .rposition(|it| {
                            matches!(it.key, Key::Heading(own) if own < level && own <= 6) && it.path.is_empty()
                        })
                        .unwrap_or(0)
                } else {
                    at
                };
                return (at, key, value, self.intro_of_list(at, key));
            }
            if open.key == key && at > 0 {
                return (at - 1, key, value, open.intro);
            }
        }
        let parent = self.stack[..=innermost]
            .iter()
            .rposition(|open| {
                open.heading.is_some()
                    && open.path.len() < parts.len()
                    && !matches!(open.key, Key::Decimal(own) if own >= parts.len())
            })
            .unwrap_or(0);
        (parent, key, value, self.intro_of_list(parent, key))
    }

    fn intro_of_list(&self, parent: usize, key: Key) -> Option<u32> {
        self.stack.get(parent + 1).filter(|open| open.key == key).map_or_else(|| self.intro(parent), |open| open.intro)
    }

    /// The last text of the clause a list starts in.
    fn intro(&self, parent: usize) -> Option<u32> {
        let node = self.stack.get(parent)?.node as u32;
        self.runs.last().filter(|run| run.clause == node).map(|_| self.runs.len() as u32 - 1)
    }

    /// Index of the innermost clause that takes new text.
    fn deepest(&self) -> usize {
        self.stack.iter().position(|open| open.dormant).unwrap_or(self.stack.len()).saturating_sub(1)
    }

    fn current(&self) -> u32 {
        self.stack.get(self.deepest()).map_or(0, |open| open.node as u32)
    }

    /// Text without label after items belongs to what the list stands in, unless it is set in like the item.
    fn settle(&mut self, line: &Line) {
        let nodes = &self.nodes;
        let keep = self.stack.iter().rposition(|open| {
            open.heading.is_some()
                || nodes[open.node].kind != ClauseKind::Item
                || line.indent > open.indent && line.indent > 0
        });
        // Parties are items with several lines each.
        if matches!(self.zone.kind, Some(ClauseKind::Preamble)) {
            return;
        }
        let keep = keep.unwrap_or(0);
        // A label on a line of its own waits for its text.
        let waiting = self
            .stack
            .last()
            .is_some_and(|open| !open.dormant && nodes[open.node].own.is_empty() && nodes.len() == open.node + 1);
        if waiting {
            return;
        }
        for open in self.stack.iter_mut().skip(keep + 1) {
            open.dormant = true;
        }
    }

    fn text(&mut self, span: Span, intro: Option<u32>) {
        let span = span.trim(&self.document.text);
        if span.is_empty() {
            return;
        }
        self.extend(span);
        let clause = self.current();
        let continues =
            intro.is_none() && self.runs.last().is_some_and(|run| run.clause == clause) && self.carries_on(span);
        match self.runs.last_mut() {
            Some(run) if continues => run.span = run.span.join(span),
            _ => {
                let intro = intro.or_else(|| self.stack.get(self.deepest()).and_then(|open| open.intro));
                self.runs.push(Run { span, clause, intro });
            }
        }
    }

    fn carries_on(&self, span: Span) -> bool {
        let at = self.lines.partition_point(|line| line.span.end() <= span.start());
        self.lines.get(at).is_some_and(|line| line.continues)
    }

    /// Adds a stretch to the clause that takes text now, and to those around it.
    fn extend(&mut self, span: Span) {
        let deepest = self.deepest();
        let childless = self.stack.get(deepest).is_some_and(|open| self.nodes.len() == open.node + 1);
        for open in &self.stack[..=deepest.min(self.stack.len().saturating_sub(1))] {
            let node = &mut self.nodes[open.node];
            node.span = node.span.join(span);
        }
        if childless && let Some(open) = self.stack.get(deepest) {
            let node = &mut self.nodes[open.node];
            node.own = if node.own.is_empty() {
                Span::new(span.start().max(node.own.start()), span.end())
            } else {
                node.own.join(span)
            };
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn node(
        &mut self,
        kind: ClauseKind,
        head: Span,
        label: Option<Span>,
        number: String,
        heading: Option<Span>,
        open: Open,
    ) {
        self.extend_parents(head);
        let parent = self.stack.last().map(|open| ClauseId(open.node as u32));
        let level = self.stack.len() as u8 + 1;
        self.push(
            Clause {
                kind,
                level,
                label,
                number,
                heading,
                span: head,
                own: Span::new(head.end(), head.end()),
                parent,
                end: 0,
            },
            open,
        );
    }

    fn extend_parents(&mut self, head: Span) {
        for open in &self.stack {
            let node = &mut self.nodes[open.node];
            node.span = node.span.join(head);
        }
    }

    fn push(&mut self, clause: Clause, open: Open) {
        self.stack.push(Open { node: self.nodes.len(), ..open });
        self.nodes.push(clause);
    }

    /// Closes all but the outermost `keep` open clauses.
    fn close(&mut self, keep: usize) {
        let end = self.nodes.len() as u32;
        for open in self.stack.drain(keep.min(self.stack.len())..) {
            self.nodes[open.node].end = end;
        }
    }
}

/// Level of a headed section without a style, and of a heading beside it.
const PEER: u8 = 6;
/// Level of a heading told by its looks alone.
const BARE: u8 = 8;
/// Fewer numbered paragraphs that begin with a short phrase prove no habit of run-in titles.
const FEWEST_TITLES: usize = 2;

#[derive(Clone, Copy)]
struct Headed {
    span: Span,
    /// Where the text after it starts.
    rest: usize,
    /// Nothing but the heading stands on the line.
    whole: bool,
    /// Told by its words alone, neither by bold nor by style: it may be a sentence after all and is read as one too.
    plain: bool,
}

fn section_key(style: series::Style) -> Key {
    match style {
        series::Style::Word(word) => Key::Words(word),
        series::Style::Digits => Key::Digits(Close::Dot),
        series::Style::DigitsParen => Key::Digits(Close::Paren),
        series::Style::DigitsBoth => Key::Digits(Close::Both),
        series::Style::Roman => Key::Romans(true, Close::Dot),
        series::Style::Letter => Key::Letters(true, Close::Dot),
    }
}

fn value_of(label: &Label) -> Option<u16> {
    match &label.mark {
        Mark::Word(_, _, value) => *value,
        Mark::Digits(parts, _) => parts.first().copied(),
        Mark::Letters { letter, roman, .. } => letter.or(*roman),
        Mark::Bullet(_) => None,
    }
}

fn path_of(label: &Label) -> Vec<u16> {
    match &label.mark {
        Mark::Digits(parts, _) => parts.clone(),
        _ => Vec::new(),
    }
}

/// The lists a label may belong to, likelier first.
fn readings(label: &Label, indent: u8) -> Vec<(Key, u16)> {
    match &label.mark {
        Mark::Digits(parts, close) => {
            let close = if *close == Close::Bare { Close::Dot } else { *close };
            vec![(Key::Digits(close), parts[0])]
        }
        Mark::Letters { upper, letter, roman, close } => {
            let letter = letter.map(|value| (Key::Letters(*upper, *close), value));
            let roman = roman.map(|value| (Key::Romans(*upper, *close), value));
            letter.into_iter().chain(roman).collect()
        }
        Mark::Bullet(bullet) => vec![(Key::Bullets(*bullet, indent), 1)],
        Mark::Word(word, _, value) => vec![(Key::Words(*word), value.unwrap_or(1))],
    }
}

/// Whether `value` goes on a list: the next number, one left out, or another bullet.
fn follows(open: &Open, key: Key, value: u16, line: &Line) -> bool {
    match key {
        Key::Bullets(..) => true,
        _ => value == open.value + 1 || value == open.value + 2 && line.indent.abs_diff(open.indent) <= 1,
    }
}

fn same_style(left: Key, right: Key) -> bool {
    match (left, right) {
        (Key::Bullets(left, _), Key::Bullets(right, _)) => left == right,
        _ => left == right,
    }
}
