//! Paragraphs and tables cut by the end of a page or column.
//!
//! In: parts, and where those of the last page start. Out: the same with what was cut made whole. Not here: cuts inside a
//! page's column, see `paragraph`.

use super::layout::{Part, Table};
use super::lines::Printed;
use super::measure::Measure;
use super::paragraph::{ends_closed, goes_over, starts_small};

/// Joins a paragraph or table cut by the page break before `parts[start]`.
pub(super) fn join_over_break(parts: &mut Vec<Part>, start: usize, measure: &Measure) {
    if start == 0 || start >= parts.len() {
        return;
    }
    let Some(before) = parts[..start].iter().rposition(|part| !is_note(part, measure)) else { return };
    let joins = match (&parts[before], &parts[start]) {
        (Part::Text(lines), Part::Text(next)) => next.first().is_some_and(|line| goes_over(lines, line)),
        (Part::Table(table), Part::Table(next)) => same_edges(&table.edges, &next.edges),
        _ => false,
    };
    if !joins {
        return;
    }
    let next = parts.remove(start);
    match (&mut parts[before], next) {
        (Part::Text(lines), Part::Text(more)) => lines.extend(more),
        (Part::Table(table), Part::Table(more)) => join_tables(table, more),
        _ => {}
    }
}

/// Joins tables cut by the end of a column: the next one starts higher up, with nothing between.
pub(super) fn join_over_columns(parts: &mut Vec<Part>, start: usize) {
    let mut at = start + 1;
    while at < parts.len() {
        let joins = match (&parts[at - 1], &parts[at]) {
            (Part::Table(table), Part::Table(next)) => next.top < table.top && same_edges(&table.edges, &next.edges),
            _ => false,
        };
        if joins
            && let Part::Table(more) = parts.remove(at)
            && let Part::Table(table) = &mut parts[at - 1]
        {
            table.top = more.top;
            join_tables(table, more);
        } else {
            at += 1;
        }
    }
}

/// A footnote: smaller than the text and at the foot of a page, where it parts a paragraph in two.
fn is_note(part: &Part, measure: &Measure) -> bool {
    matches!(part, Part::Text(lines) if lines.iter().all(|line| line.size < 0.92 * measure.size))
}

fn same_edges(a: &[f32], b: &[f32]) -> bool {
    let shift = a.first().zip(b.first()).map_or(0.0, |(a, b)| b - a);
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a + shift - b).abs() < 3.0)
}

/// A row cut by the page break goes on in the first row overleaf; a head row printed again is left out.
fn join_tables(table: &mut Table, more: Table) {
    let mut rows = more.rows.into_iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).peekable();
    if rows.peek().is_some_and(|row| is_same_row(row, &table.rows[0])) {
        rows.next();
    }
    let last = table.rows.iter().rposition(|row| row.iter().any(|cell| !cell.is_empty()));
    if let Some(last) = last
        && rows.peek().is_some_and(|row| is_rest_of(&table.rows[last], row))
        && let Some(rest) = rows.next()
    {
        for (cell, more) in table.rows[last].iter_mut().zip(rest) {
            cell.extend(more);
        }
    }
    table.rows.extend(rows);
}

fn is_same_row(a: &[Vec<Printed>], b: &[Vec<Printed>]) -> bool {
    let text = |row: &[Vec<Printed>]| -> Vec<String> {
        row.iter().map(|cell| cell.iter().map(Printed::text).collect::<Vec<_>>().join(" ")).collect()
    };
    text(a) == text(b) && a.iter().any(|cell| !cell.is_empty())
}

/// A row goes on when a cell does, and no cell starts anew after one that was done.
fn is_rest_of(row: &[Vec<Printed>], next: &[Vec<Printed>]) -> bool {
    let first_empty = next.first().is_some_and(Vec::is_empty) && row.first().is_some_and(|cell| !cell.is_empty());
    let pairs = || row.iter().zip(next).filter_map(|(cell, next)| cell.last().zip(next.first()));
    let cut = pairs().any(|(last, line)| !ends_closed(last) && starts_small(line));
    let anew = pairs().any(|(last, line)| ends_closed(last) && !starts_small(line));
    first_empty || (cut && !anew)
}
