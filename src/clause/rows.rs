//! Rows: of tables, of columns set with tabs, and of lists of labels with their values.
//!
//! In: lines and the clauses they stand in. Out: [`Row`]s with column heads. Not here: what a column means.

use super::line::Line;
use super::{ClauseId, Row, words};
use crate::document::Document;
use crate::text::Span;

/// A line with a shorter label than this many words before its colon may be a label with a value.
const LABEL_WORDS: usize = 6;
/// A label without a value has no more words than this.
const EMPTY_LABEL_WORDS: usize = 4;
/// A value of more words than this is a sentence.
const VALUE_WORDS: usize = 14;

/// Gathers rows in text order.
#[derive(Debug)]
pub(super) struct RowBuilder {
    /// For each line, its cells where it is a row by itself.
    split: Vec<Option<Split>>,
    rows: Vec<Row>,
    /// Table and row of the last cell, or none after a line.
    last_cell: Option<(u16, u16)>,
    last_line: Option<usize>,
    tables: u32,
    body: String,
}

#[derive(Clone, Debug)]
struct Split {
    cells: Vec<Span>,
    pair: bool,
    /// A cell that stands on a line of its own: its row goes on with the next line.
    joins: bool,
}

impl RowBuilder {
    pub(super) fn new(lines: &[Line], document: &Document) -> Self {
        let firm: Vec<Option<Split>> = lines.iter().map(|line| firm_split(line, document)).collect();
        let loose: Vec<Option<Split>> = lines.iter().map(|line| loose_split(line, document)).collect();
        let near = |at: usize| {
            let row =
                |at: usize| firm.get(at).is_some_and(Option::is_some) || loose.get(at).is_some_and(Option::is_some);
            at.checked_sub(1).is_some_and(row) || row(at + 1)
        };
        let mut split: Vec<Option<Split>> =
            (0..lines.len()).map(|at| firm[at].clone().or_else(|| loose[at].clone().filter(|_| near(at)))).collect();
        flattened(lines, document, &mut split);
        Self { split, rows: Vec::new(), last_cell: None, last_line: None, tables: 0, body: document.text.clone() }
    }

    /// Whether a line is a row by itself.
    pub(super) fn is_row(&self, line: usize) -> bool {
        self.split.get(line).is_some_and(Option::is_some)
    }

    /// Whether a cell belongs to another table than the last one.
    pub(super) fn starts_table(&self, cell: (u16, u16, u16)) -> bool {
        self.last_cell.is_none_or(|(table, _)| table != cell.0)
    }

    /// Adds a cell of a table.
    pub(super) fn cell(&mut self, cell: (u16, u16, u16), span: Span, clause: u32) {
        if self.starts_table(cell) {
            self.tables += 1;
        }
        if self.last_cell == Some((cell.0, cell.1))
            && let Some(row) = self.rows.last_mut()
        {
            row.cells.push(span);
        } else {
            self.push(vec![span], clause, false);
        }
        self.last_cell = Some((cell.0, cell.1));
        self.last_line = None;
    }

    /// Adds a line that is a row by itself.
    pub(super) fn line(&mut self, at: usize, clause: u32) {
        let Some(Split { cells, pair, joins }) = self.split.get(at).cloned().flatten() else { return };
        if joins
            && self.last_line.is_some_and(|last| last + 1 == at)
            && let Some(row) = self.rows.last_mut()
        {
            row.cells.extend(cells);
            self.last_line = Some(at);
            return;
        }
        let same = self.last_line.is_some_and(|last| last + 1 == at)
            && self.rows.last().is_some_and(|row| {
                row.pair == pair
                    && (pair || row.cells.len() == cells.len() || row.cells.len() > 1 && cells.len() == 1)
                    && row.clause.0 == clause
            });
        if !same {
            self.tables += 1;
        }
        self.push(cells, clause, pair);
        self.last_cell = None;
        self.last_line = Some(at);
    }

    fn push(&mut self, cells: Vec<Span>, clause: u32, pair: bool) {
        self.rows.push(Row { cells, clause: ClauseId(clause), table: self.tables.saturating_sub(1), head: None, pair });
    }

    /// Finds the column heads and gives the rows.
    pub(super) fn finish(mut self) -> Vec<Row> {
        let mut at = 0;
        while at < self.rows.len() {
            let table = self.rows[at].table;
            let end = at + self.rows[at..].iter().take_while(|row| row.table == table).count();
            let heads = has_heads(&self.rows[at..end], &self.body);
            let two = self.rows[at..end].iter().all(|row| row.cells.len() == 2);
            for row in &mut self.rows[at..end] {
                row.head = heads.then_some(at as u32);
                row.pair = row.pair || !heads && two;
            }
            at = end;
        }
        self.rows
    }
}

/// Tables that were printed one cell a line: short lines of which the first name columns and the others fill them.
fn flattened(lines: &[Line], document: &Document, split: &mut [Option<Split>]) {
    let cell = |at: usize| {
        let line = &lines[at];
        let text = document.slice(line.rest);
        !is_field(line, document)
            && line.label.is_none()
            && line.cell.is_none()
            && line.heading.is_none()
            && !line.contents
            && line.words > 0
            && line.words <= 14
            && !text.ends_with(['.', ';'])
            && text.len() <= 120
    };
    let mut at = 0;
    while at < lines.len() {
        let end = at + (at..lines.len()).take_while(|&at| cell(at)).count();
        if end >= at + 6
            && let Some((start, width)) = columns(&lines[at..end], document)
        {
            for (nth, line) in (at + start..end).enumerate() {
                split[line] = Some(Split { cells: vec![lines[line].rest], pair: false, joins: nth % width != 0 });
            }
        }
        at = end.max(at + 1);
    }
}

/// "Land: Denemarken": a label with its value is no cell of a table that lost its columns.
fn is_field(line: &Line, document: &Document) -> bool {
    let folded = line.folded(document);
    folded.split_once(": ").is_some_and(|(label, value)| words::names_column(label) && !value.trim().is_empty())
}

/// Where the heads of a table printed one cell a line start, and how many there are.
fn columns(lines: &[Line], document: &Document) -> Option<(usize, usize)> {
    let folded: Vec<String> = lines.iter().map(|line| line.folded(document)).collect();
    let heads: Vec<bool> = folded.iter().map(|text| words::names_column(text)).collect();
    let mut best: Option<(usize, usize, usize)> = None;
    for start in (0..lines.len().min(8)).filter(|&start| heads[start]) {
        for width in 2..=7 {
            let cells = lines.len() - start;
            if !cells.is_multiple_of(width) || cells < 2 * width {
                continue;
            }
            let named = heads[start..start + width].iter().filter(|&&head| head).count();
            let later = heads[start + width..].iter().filter(|&&head| head).count();
            let repeated = (start + width..lines.len() - width).filter(|&at| folded[at] == folded[at + width]).count();
            let score = (40 + 3 * named + 2 * repeated).saturating_sub(2 * later + width);
            if named >= 2 && named * 2 > width && best.is_none_or(|(most, ..)| score > most) {
                best = Some((score, start, width));
            }
        }
    }
    best.map(|(_, start, width)| (start, width))
}

/// Columns set with tabs, and a label parted from its value by a spaced colon.
fn firm_split(line: &Line, document: &Document) -> Option<Split> {
    if line.cell.is_some() || line.heading.is_some() || line.contents || line.label.is_some() || line.continues {
        return None;
    }
    let text = document.slice(line.rest);
    if text.contains('\t') {
        let cells = split_at(line.rest, text, '\t', &document.text);
        let pair = cells.len() == 2;
        return (cells.len() >= 2).then_some(Split { cells, pair, joins: false });
    }
    let at = text.find(" : ").or_else(|| text.ends_with(" :").then(|| text.len() - 2))?;
    let label = &text[..at];
    // French sets a space before every colon: a sentence that introduces a list is no label without a value.
    let most = if at + 2 == text.len() { EMPTY_LABEL_WORDS } else { LABEL_WORDS + 3 };
    let good = label.split_whitespace().count() <= most && !label.contains(['.', ';']) && begins(label);
    good.then(|| Split { cells: pair_cells(line.rest, at + 1, &document.text), pair: true, joins: false })
}

/// `Functie: bestuurder`, `Naam:`; only a row beside another row.
fn loose_split(line: &Line, document: &Document) -> Option<Split> {
    if line.cell.is_some() || line.heading.is_some() || line.contents || line.label.is_some() || line.continues {
        return None;
    }
    let text = document.slice(line.rest);
    let at = text
        .char_indices()
        .find(|&(at, c)| {
            c == ':'
                && after_bold(&text[at + 1..]).trim_start_matches('*').chars().next().is_none_or(char::is_whitespace)
        })?
        .0;
    let label = before_bold(&text[..at]).trim_matches(|c: char| c == '*' || c.is_whitespace());
    let value = after_bold(&text[at + 1..]).trim_matches(|c: char| c == '*' || c.is_whitespace());
    let label_words = label.split_whitespace().count();
    let value_words = value.split_whitespace().count();
    let sentence = value.ends_with(['.', ';']) && value_words > 4 || value.contains(". ");
    let most = if value.is_empty() { EMPTY_LABEL_WORDS } else { LABEL_WORDS };
    let good = (1..=most).contains(&label_words) && begins(label) && !label.contains(['.', ';', ',', '“', '"']);
    (good && value_words <= VALUE_WORDS && !sentence).then(|| Split {
        cells: pair_cells(line.rest, at, &document.text),
        pair: true,
        joins: false,
    })
}

fn begins(label: &str) -> bool {
    label.trim_start_matches(['*', '(', '[']).starts_with(char::is_uppercase)
}

fn split_at(span: Span, text: &str, by: char, body: &str) -> Vec<Span> {
    let mut from = span.start();
    let mut cells = Vec::new();
    for (at, separator) in text.match_indices(by) {
        cells.push(Span::new(from, span.start() + at).trim(body));
        from = span.start() + at + separator.len();
    }
    cells.push(Span::new(from, span.end()).trim(body));
    cells
}

fn pair_cells(span: Span, colon: usize, body: &str) -> Vec<Span> {
    let drop = |c: char| c.is_whitespace() || c == '*' || c == ':';
    let at = span.start() + colon;
    let label = before_bold(&body[span.start()..at]);
    let end = span.end().max(at + 1);
    let value = end - after_bold(&body[at + 1..end]).len();
    vec![
        Span::new(span.start(), span.start() + label.len()).trim_matches(body, drop),
        Span::new(value, end).trim_matches(body, |c| c.is_whitespace() || c == '*'),
    ]
}

const BOLD_ENDS: [&str; 2] = ["</strong>", "</b>"];

/// What follows the tag that closes bold, where one stands at the start.
fn after_bold(text: &str) -> &str {
    BOLD_ENDS.iter().find_map(|tag| text.strip_prefix(tag)).unwrap_or(text)
}

fn before_bold(text: &str) -> &str {
    BOLD_ENDS.iter().find_map(|tag| text.trim_end().strip_suffix(tag)).unwrap_or(text)
}

/// Whether the first row of a table names its columns.
fn has_heads(rows: &[Row], body: &str) -> bool {
    let [first, others @ ..] = rows else { return false };
    if others.is_empty() || first.cells.len() < 2 {
        return false;
    }
    let texts: Vec<&str> = first.cells.iter().map(|cell| cell.of(body)).collect();
    let words = |text: &str| text.split_whitespace().count();
    let named = texts.iter().enumerate().all(|(column, text)| {
        let empty_corner = column == 0 && text.is_empty();
        (empty_corner || text.chars().any(char::is_alphabetic)) && words(text) <= 9 && !is_value(text)
    });
    if !named {
        return false;
    }
    if first.cells.len() > 2 {
        return true;
    }
    // Two columns: a list of labels with values has no heads, unless the first value reads as a head.
    let labels = rows
        .iter()
        .filter(|row| row.cells.first().is_some_and(|cell| cell.of(body).trim_end_matches('*').ends_with(':')))
        .count();
    if labels * 2 >= rows.len() {
        return false;
    }
    others.len() >= 2
        && words(texts[1]) <= 4
        && texts[1].chars().next().is_some_and(char::is_alphabetic)
        && !texts[0].is_empty()
        || texts[0].is_empty() && !texts[1].is_empty() && others.len() >= 2
}

/// Dates, numbers, addresses, blanks: what is filled in.
fn is_value(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_digit).count() > 3
        || text.contains(['@', '_', '…', '[', '<'])
        || text.contains("://")
}
