//! Several agreements at a glance, worst first.
//!
//! In: one [`Row`] per agreement. Out: a table, and the files that could not be read. Not here: what stands in a row.

use crate::report::harmless::{shorten, shorten_front, width};
use crate::report::overview::{HEADS, Row, cells, worst_first};
use crate::report::words::{Tongue, Word, fill, word};

use super::Sheet;
use super::paper::{BLOCKING, FAINT, PLAIN, Paper, STRONG};

/// Widest a column may be, the first one aside.
const COLUMN: usize = 22;
/// Narrowest the first one may be.
const NAME: usize = 16;

/// The overview: agreements worst first, then files that could not be read, as (path, reason) in input order.
pub fn table(rows: &[Row], unread: &[(String, String)], sheet: Sheet) -> String {
    let tongue = sheet.tongue;
    let mut paper = Paper::new(sheet.width);
    let total = (rows.len() + unread.len()).to_string();
    paper.line(0, STRONG, &fill(tongue, Word::Overview, &[("n", &total)]));
    if !rows.is_empty() {
        paper.blank();
        write_rows(&mut paper, rows, tongue);
    }
    list_unread(&mut paper, unread, tongue);
    paper.into_text()
}

/// Only the files that could not be read, as (path, reason).
pub fn unread(unread: &[(String, String)], sheet: Sheet) -> String {
    let mut paper = Paper::new(sheet.width);
    list_unread(&mut paper, unread, sheet.tongue);
    paper.into_text()
}

fn list_unread(paper: &mut Paper, unread: &[(String, String)], tongue: Tongue) {
    if unread.is_empty() {
        return;
    }
    paper.section(BLOCKING, &format!("{} ({})", word(tongue, Word::Unread), unread.len()));
    for (path, reason) in unread {
        paper.entry(2, "–", PLAIN, &format!("{path}: {reason}"));
    }
}

fn write_rows(paper: &mut Paper, rows: &[Row], tongue: Tongue) {
    let worst_first = worst_first(rows);
    let cells: Vec<[String; 7]> = worst_first.iter().map(|row| cells(row, tongue)).collect();
    let heads = HEADS.map(|key| word(tongue, key).to_owned());
    let widths = widths(&heads, &cells, paper.width());
    paper.line(0, STRONG, &line(&heads, &widths));
    paper.line(0, FAINT, &widths.map(|columns| "─".repeat(columns)).join("  "));
    for (row, cells) in worst_first.iter().zip(&cells) {
        paper.line(0, if row.blocking > 0 { BLOCKING } else { PLAIN }, &line(cells, &widths));
    }
}

fn widths(heads: &[String; 7], rows: &[[String; 7]], sheet: usize) -> [usize; 7] {
    let mut widths = heads.each_ref().map(|head| width(head));
    for row in rows {
        for (columns, cell) in widths.iter_mut().zip(row).skip(1) {
            *columns = (*columns).max(width(cell).min(COLUMN));
        }
        widths[0] = widths[0].max(width(&row[0]));
    }
    let others: usize = widths[1..].iter().map(|columns| columns + 2).sum();
    widths[0] = widths[0].min(sheet.saturating_sub(others)).max(NAME);
    widths
}

/// Numbers stand to the right, words to the left; the end of a path tells most.
fn line(cells: &[String; 7], widths: &[usize; 7]) -> String {
    let mut parts = Vec::with_capacity(cells.len());
    for (at, (cell, &columns)) in cells.iter().zip(widths).enumerate() {
        let cell = if at == 0 { shorten_front(cell, columns) } else { shorten(cell, columns) };
        let fill = " ".repeat(columns.saturating_sub(width(&cell)));
        parts.push(if (2..=4).contains(&at) { fill + &cell } else { cell + &fill });
    }
    parts.join("  ").trim_end().to_owned()
}
