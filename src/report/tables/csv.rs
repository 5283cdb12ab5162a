//! Tables as CSV: UTF-8 without a byte order mark, RFC 4180 with CRLF at the end of records.
//!
//! In: rows. Out: text. Not here: which rows there are.
//!
//! Words that a spreadsheet would take for a formula get an apostrophe in front, as OWASP advises. It can be taken away
//! again without a doubt: see [`guarded`] and [`unguarded`]. Line ends inside quotations stay as they are; the character
//! NUL, on which several readers stop, becomes U+FFFD. Numbers and booleans are never touched.

use std::borrow::Cow;

use ::csv::{Terminator, WriterBuilder};

use super::{Cell, Column, Row, Table, Values, columns, tables};

/// Name of the codebook's file, without extension.
pub const CODEBOOK: &str = "codebook";

/// Columns of the codebook.
const CODEBOOK_COLUMNS: [&str; 7] = ["table", "row", "column", "type", "unit", "meaning", "values"];

/// The names of all files, in the order of the codebook, which is the last.
pub fn files() -> impl Iterator<Item = &'static str> {
    tables().iter().map(|table| table.name).chain([CODEBOOK])
}

/// The first line of a table.
pub fn head(table: &Table) -> String {
    lines([columns(table).map(|column| Cow::Borrowed(column.name)).collect()])
}

/// Rows as lines.
pub fn body<'r>(rows: impl IntoIterator<Item = &'r Row>) -> String {
    lines(rows.into_iter().map(|row| row.cells.iter().map(field).collect()))
}

/// Every column of every table, with what its values mean. `schema` is the JSON Schema of the report, where the closed
/// words stand.
pub fn codebook(schema: &serde_json::Value) -> String {
    let head = CODEBOOK_COLUMNS.iter().map(|&name| Cow::Borrowed(name)).collect();
    let entries = tables().iter().flat_map(|table| columns(table).map(move |column| (table, column)));
    let entry = |(table, column): (&'static Table, &'static Column)| -> Vec<Cow<'static, str>> {
        vec![
            table.name.into(),
            table.row.into(),
            column.name.into(),
            column.kind.name().into(),
            column.unit.into(),
            column.meaning.into(),
            values(column, schema).join(" | ").into(),
        ]
    };
    lines(std::iter::once(head).chain(entries.map(entry)))
}

/// The closed words of a column; none where any words may stand.
fn values(column: &Column, schema: &serde_json::Value) -> Vec<String> {
    let owned = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
    match column.values {
        Values::Open => Vec::new(),
        Values::Listed(words) => owned(words),
        Values::Tables => owned(&tables().iter().map(|table| table.name).collect::<Vec<_>>()),
        Values::Schema(definition, property) => {
            let listed = schema["$defs"][definition]["properties"][property]["enum"].as_array();
            listed.into_iter().flatten().filter_map(|word| word.as_str().map(str::to_owned)).collect()
        }
    }
}

fn field(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(words) if words.contains('\0') => guarded(&words.replace('\0', "\u{fffd}")).into_owned().into(),
        Cell::Text(words) => guarded(words),
        Cell::Integer(number) => number.to_string().into(),
        Cell::Decimal(number) => number.to_string().into(),
        Cell::Boolean(value) => if *value { "true" } else { "false" }.into(),
    }
}

/// Words as they stand in a cell: with an apostrophe wherever a spreadsheet could read a formula. That is at the start,
/// and, because a spreadsheet set to semicolons or tabs (a Dutch one is) cuts a cell of this file into several, behind
/// every semicolon, tab and line end.
pub fn guarded(words: &str) -> Cow<'_, str> {
    if !starts(words).any(|at| is_risky(words, at)) {
        return words.into();
    }
    let mut cell = String::with_capacity(words.len() + 4);
    let mut done = 0;
    for at in starts(words).filter(|&at| is_risky(words, at)) {
        cell.push_str(&words[done..at]);
        cell.push('\'');
        done = at;
    }
    cell.push_str(&words[done..]);
    cell.into()
}

/// The words of a cell as they stand in the report: [`guarded`] undone.
pub fn unguarded(cell: &str) -> String {
    let mut words = String::with_capacity(cell.len());
    let mut done = 0;
    for at in starts(cell).filter(|&at| cell[at..].starts_with('\'') && is_risky(cell, at)) {
        words.push_str(&cell[done..at]);
        done = at + 1;
    }
    words.push_str(&cell[done..]);
    words
}

/// Where a cell could start: at the start, and behind what parts cells and records elsewhere.
fn starts(words: &str) -> impl Iterator<Item = usize> {
    std::iter::once(0).chain(words.match_indices([';', '\t', '\r', '\n']).map(|(at, _)| at + 1))
}

/// Whether a spreadsheet could take the words at `at` for a formula: behind apostrophes, blanks, quotation marks and
/// characters nobody sees stands `=`, `+`, `-` or `@`, full width included; or a cell begins with a tab or a line end.
/// Apostrophes are passed over so that words which have one already are guarded too, and the guard can be taken away
/// from all of them.
fn is_risky(words: &str, at: usize) -> bool {
    let bare = words[at..].trim_start_matches(|letter: char| match letter {
        '\t' | '\r' | '\n' => false,
        '\'' | '"' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fffd}' => true,
        _ => letter.is_whitespace() || letter.is_control(),
    });
    bare.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || at == 0 && words.trim_start_matches('\'').starts_with(['\t', '\r', '\n'])
}

/// Records, each ended by CRLF.
fn lines<'f>(records: impl IntoIterator<Item = Vec<Cow<'f, str>>>) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(Vec::new());
    for record in records {
        writer.write_record(record.iter().map(|field| field.as_bytes())).expect("memory takes every record");
    }
    let bytes = writer.into_inner().expect("memory takes every record");
    String::from_utf8(bytes).expect("fields are UTF-8 and quoting keeps them so")
}
