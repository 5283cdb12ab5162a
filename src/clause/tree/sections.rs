//! Numbered sections of an annex.
//!
//! In: a labelled line in an annex whose sections have a style. Out: a section in the tree. Not here: which style that is
//! (`zone`).

use super::{BARE, Builder, Key, Open, PEER};
use crate::clause::line::Line;
use crate::clause::number::{Close, Label, Mark};
use crate::clause::words::Word;
use crate::clause::{ClauseKind, annex, heading, series};
use crate::text::Span;

impl Builder<'_> {
    /// Whether a label of the sections' style continues them.
    pub(super) fn is_section(&self, line: &Line, style: series::Style, value: u16) -> bool {
        let open = self.stack.iter().rev().find(|open| open.key == section_key(style)).map(|open| open.value);
        let goes_on = |last: u16| value > last && value <= last + 2;
        let next = match open {
            Some(last) => goes_on(last) || value == last && heading::looks_like_one(self.document, line),
            // A heading beside the sections has closed the last of them.
            None => value <= 2 || self.zone.last_section.is_some_and(goes_on),
        };
        let loose = matches!(style, series::Style::Roman | series::Style::Letter);
        let run_in = || heading::run_in_bold(self.document, line).is_some();
        next && (loose || heading::looks_like_one(self.document, line) || line.rest.is_empty() || run_in())
    }

    /// A part of an annex that holds sections: `Part A`, `SECTION II`, `Table 1` where the sections are called otherwise.
    pub(super) fn is_part(&self, line: &Line, label: &Label) -> bool {
        let Mark::Word(word @ (Word::Part | Word::Section | Word::Table), ..) = label.mark else { return false };
        let heads = line.heading.is_some()
            || line.strong
            || label.parted
                && !line.continues
                && (line.rest.is_empty() || heading::looks_like_one(self.document, line));
        matches!(self.zone.kind, Some(ClauseKind::Annex))
            && self.zone.sections != Some(series::Style::Word(word))
            && label.bullet.is_none()
            && line.cell.is_none()
            && heads
    }

    /// Parts stand beside the sections they hold, as parts of the body stand beside its articles.
    pub(super) fn part(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        self.close(1);
        let table = matches!(line.label.as_ref().map(|label| &label.mark), Some(Mark::Word(Word::Table, ..)));
        let start = annex::start(self.document, self.lines, at);
        let body = start.body.min(self.zone.end).max(at + 1);
        let open = Open {
            node: 0,
            key: Key::Heading(BARE),
            value: 0,
            indent: line.indent,
            path: Vec::new(),
            // What stands in a table belongs to it; other parts stand beside the headings below them.
            heading: Some(if table { PEER } else { BARE + 1 }),
            intro: None,
            dormant: false,
        };
        let number = line.label.as_ref().map(|label| label.number.clone()).unwrap_or_default();
        let whole = Span::new(line.span.start(), self.lines[body - 1].span.end());
        self.node(ClauseKind::Section, whole, line.label_span(), number, start.heading, open);
        self.value_after_heading(line, start.heading);
        body
    }

    /// Index of the open clause that a numbered section stands in: in an annex the annex, whatever headings without
    /// number stand between.
    fn outermost(&self, level: u8) -> usize {
        if self.zone.kind == Some(ClauseKind::Annex) {
            return 0;
        }
        self.stack.iter().rposition(|open| open.heading.is_some_and(|own| own < level)).unwrap_or(0)
    }

    pub(super) fn section(&mut self, at: usize, value: u16) -> usize {
        let line = &self.lines[at];
        let Some(style) = self.zone.sections else { return at + 1 };
        self.zone.last_section = Some(value);
        let keep = self
            .stack
            .iter()
            .position(|open| open.key == section_key(style))
            .unwrap_or_else(|| self.outermost(line.heading.unwrap_or(PEER)) + 1);
        self.close(keep.max(1));
        let run_in = heading::run_in_bold(self.document, line);
        let headed = run_in.is_none() && (heading::looks_like_one(self.document, line) || line.rest.is_empty());
        let start = if headed {
            annex::start(self.document, self.lines, at)
        } else {
            annex::Start { line: at, body: at, heading: run_in.map(|(heading, _)| heading) }
        };
        let body = start.body.min(self.zone.end);
        let end = if headed {
            self.lines[body.max(at + 1) - 1].span.end()
        } else {
            run_in.map_or(line.rest.start(), |(_, rest)| rest)
        };
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
        self.text(Span::new(end, line.rest.end().max(end)), None);
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
