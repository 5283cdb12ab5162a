//! Tables with named columns, in whatever form they came: rows of cells, or one cell a line.
//!
//! In: rows, lines, and the matches of rules that know column heads. Out: [`Grid`]s. Not here: what a cell means.

use std::collections::BTreeMap;

use super::said::{Context, Said};
use crate::text::Span;

/// Rows of cells under columns that rules know.
pub(super) struct Grid {
    /// The rule's word for each column, where one knows it.
    columns: Vec<Option<&'static str>>,
    /// The head row.
    pub(super) head: Span,
    /// Cells of each row.
    pub(super) rows: Vec<Vec<Span>>,
}

/// Words rules may use for columns.
const COLUMNS: [&str; 8] = ["name", "service", "place", "address", "mechanism", "outside", "retention", "other"];

impl Grid {
    /// Where the column of this word is.
    pub(super) fn column(&self, word: &str) -> Option<usize> {
        self.columns.iter().position(|column| *column == Some(word))
    }

    /// The cell of a row in the column of this word.
    pub(super) fn cell(&self, row: &[Span], word: &str) -> Option<Span> {
        self.column(word).and_then(|column| row.get(column)).copied().filter(|cell| !cell.is_empty())
    }
}

/// Which column a head stands for, by the matches of column rules.
fn column_of(heads: &[(Span, &'static str)], cell: Span) -> Option<&'static str> {
    heads.iter().find(|(span, _)| cell.contains(*span)).map(|(_, word)| *word)
}

/// Column heads that rules found.
pub(super) fn heads(said: &[Said<'_>]) -> Vec<(Span, &'static str)> {
    let columns = said.iter().filter(|said| said.role() == Some("column"));
    columns
        .filter_map(|said| {
            let word = said.gives("column")?;
            Some((said.hit.evidence.first, COLUMNS.into_iter().find(|known| *known == word)?))
        })
        .collect()
}

/// What makes a row a row of column heads.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    /// One of the columns is that of names.
    pub(super) name: bool,
    /// So many columns are known.
    pub(super) known: usize,
}

/// All tables with the columns wanted.
pub(super) fn grids(context: Context<'_, '_, '_>, said: &[Said<'_>], wanted: Wanted) -> Vec<Grid> {
    let heads = heads(said);
    let mut grids = from_rows(context, &heads, wanted);
    if wanted.known > 1 {
        grids.extend(from_lines(context, &heads, wanted));
    }
    grids
}

fn columns(heads: &[(Span, &'static str)], cells: &[Span], wanted: Wanted) -> Option<Vec<Option<&'static str>>> {
    if cells.len() < 2 {
        return None;
    }
    let columns: Vec<_> = cells.iter().map(|cell| column_of(heads, *cell)).collect();
    let known = columns.iter().flatten().count() >= wanted.known;
    (known && (!wanted.name || columns.contains(&Some("name")))).then_some(columns)
}

fn from_rows(context: Context<'_, '_, '_>, heads: &[(Span, &'static str)], wanted: Wanted) -> Vec<Grid> {
    let mut grids: Vec<Grid> = Vec::new();
    let mut open: Option<u32> = None;
    for (at, row) in context.scan.view.clauses.rows.iter().enumerate() {
        // A label with its value is no head: its second cell is filled in.
        let head = wanted.known > 1 || row.head == Some(at as u32);
        if let Some(columns) = columns(heads, &row.cells, wanted).filter(|_| head) {
            grids.push(Grid { columns, head: whole(&row.cells), rows: Vec::new() });
            open = Some(row.table);
        } else if open == Some(row.table)
            && let Some(grid) = grids.last_mut()
            && row.cells.len() >= 2
        {
            grid.rows.push(row.cells.clone());
        } else if open != Some(row.table) {
            open = None;
        }
    }
    grids
}

fn whole(cells: &[Span]) -> Span {
    cells.iter().skip(1).fold(cells.first().copied().unwrap_or_default(), |all, cell| all.join(*cell))
}

/// A cell of more words than this is a sentence that follows the table.
const CELL_WORDS: usize = 14;
/// Tables have no more columns than this.
const MOST_COLUMNS: usize = 8;

/// Tables that came out one cell a line: the run of lines that are column heads says how many columns there are.
fn from_lines(context: Context<'_, '_, '_>, heads: &[(Span, &'static str)], wanted: Wanted) -> Vec<Grid> {
    let lines = lines(context);
    let mut grids = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let run = lines[at..].iter().take(MOST_COLUMNS).take_while(|line| head_line(heads, **line)).count();
        // The title of the table may be a head by its words: the columns are the last lines that name all that is needed.
        let start = (at..at + run).rev().find(|&from| columns(heads, &lines[from..at + run], wanted).is_some());
        let Some(start) = start else {
            at += run.max(1);
            continue;
        };
        let width = at + run - start;
        let names = columns(heads, &lines[start..at + run], wanted).unwrap_or_default();
        let body = lines[at + run..].iter().take_while(|line| is_cell(context, **line)).count();
        let cells = &lines[at + run..at + run + body];
        let rows = cells.chunks_exact(width).map(<[Span]>::to_vec).collect();
        grids.push(Grid { columns: names, head: whole(&lines[start..at + run]), rows });
        at += run + body.max(1);
    }
    grids
}

/// Lines of the body that hold something, cells of real tables left out.
fn lines(context: Context<'_, '_, '_>) -> Vec<Span> {
    let document = context.scan.view.document;
    let body = document.body();
    let rows: BTreeMap<usize, usize> = context
        .scan
        .view
        .clauses
        .rows
        .iter()
        .map(|row| whole(&row.cells))
        .map(|span| (span.start(), span.end()))
        .collect();
    let in_row = |span: &Span| rows.range(..=span.start()).next_back().is_some_and(|(_, end)| span.start() < *end);
    let mut from = 0;
    let all = body.split_inclusive('\n').map(|line| {
        let span = Span::new(from, from + line.len()).trim(body);
        from += line.len();
        span
    });
    all.filter(|span| !span.is_empty() && !in_row(span)).collect()
}

/// A line that is a column head and nothing more.
fn head_line(heads: &[(Span, &'static str)], line: Span) -> bool {
    heads.iter().any(|(span, _)| line.contains(*span) && span.start() <= line.start() + 3)
}

fn is_cell(context: Context<'_, '_, '_>, line: Span) -> bool {
    let words = context.slice(line).split_whitespace().count();
    let text = context.slice(line);
    words <= CELL_WORDS && !(words > 5 && text.ends_with('.'))
}

/// The row or sentence a place in the document stands in.
pub(super) fn unit_around(context: Context<'_, '_, '_>, span: Span) -> Option<Span> {
    let clauses = context.scan.view.clauses;
    let rows = clauses.rows.iter().filter(|row| row.cells.iter().any(|cell| cell.overlaps(span)));
    let row = rows.map(|row| whole(&row.cells)).next();
    let sentence = || clauses.sentences.iter().find(|sentence| sentence.span.overlaps(span)).map(|s| s.span);
    row.or_else(sentence)
}
