//! What the tables promise: cells as the codebook says, keys, guards.

use std::collections::BTreeSet;

use serde_json::Value;

use super::csv::{guarded, unguarded};
use super::*;
use crate::report::{Tongue, report, samples, schema, unread};

fn rows_of(documents: &[wire::Document]) -> Vec<Row> {
    let mut ids = Ids::default();
    documents.iter().flat_map(|document| rows(&mut ids, &samples::tool(), document)).collect()
}

fn text(cell: &Cell) -> &str {
    match cell {
        Cell::Text(text) => text,
        _ => "",
    }
}

fn column(row: &Row, name: &str) -> Cell {
    let at = columns(row.table).position(|column| column.name == name).expect("the table has this column");
    row.cells[at].clone()
}

fn samples() -> Vec<wire::Document> {
    let mut facts_only = report(&samples::full(), Tongue::Be);
    (facts_only.requirements, facts_only.findings) = (None, None);
    let lost = unread("y.pdf", "a/y.pdf", None, None, "words".into(), Tongue::En);
    vec![report(&samples::full(), Tongue::En), facts_only, lost]
}

#[test]
fn every_cell_is_of_the_kind_its_column_has() {
    let schema: Value = serde_json::from_str(&schema().expect("there is a schema")).expect("it is JSON");
    let book = csv::codebook(&schema);
    let mut reader = ::csv::Reader::from_reader(book.as_bytes());
    let entries: Vec<::csv::StringRecord> = reader.records().map(|record| record.expect("it is CSV")).collect();
    let words = |table: &str, column: &str| -> Vec<String> {
        let entry = entries.iter().find(|entry| &entry[0] == table && &entry[2] == column).expect("it is explained");
        entry[6].split(" | ").filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    for row in rows_of(&samples()) {
        assert_eq!(row.cells.len(), columns(row.table).count(), "{}", row.table.name);
        for (cell, column) in row.cells.iter().zip(columns(row.table)) {
            let place = format!("{}.{}: {cell:?}", row.table.name, column.name);
            let fits = match column.kind {
                Kind::Integer => matches!(cell, Cell::Integer(_)),
                Kind::Decimal => matches!(cell, Cell::Decimal(_)),
                Kind::Boolean => matches!(cell, Cell::Boolean(_)),
                _ => matches!(cell, Cell::Text(words) if !words.is_empty()),
            };
            assert!(fits || *cell == Cell::Empty, "{place}");
            if column.kind == Kind::Word && *cell != Cell::Empty {
                assert!(words(row.table.name, column.name).iter().any(|word| word == text(cell)), "{place}");
            }
        }
    }
}

#[test]
fn closed_words_and_units_are_given_where_they_belong() {
    let schema: Value = serde_json::from_str(&schema().expect("there is a schema")).expect("it is JSON");
    let book = csv::codebook(&schema);
    for entry in ::csv::Reader::from_reader(book.as_bytes()).records() {
        let entry = entry.expect("it is CSV");
        assert_eq!(&entry[3] == "word", !entry[6].is_empty(), "{entry:?}");
        assert_eq!(matches!(&entry[3], "integer" | "decimal"), !entry[4].is_empty(), "{entry:?}");
        assert!(!entry[1].is_empty() && !entry[5].is_empty(), "{entry:?}");
    }
    for table in tables() {
        let names: BTreeSet<&str> = columns(table).map(|column| column.name).collect();
        assert_eq!(names.len(), columns(table).count(), "{}: a column twice", table.name);
    }
}

/// A field added to the facts must come into a table, or be put on the list of those that hold nothing yet.
#[test]
fn every_field_of_the_facts_has_a_table() {
    let facts = serde_json::to_value(wire::Facts::default()).expect("facts are JSON");
    let singular = ["breach_notice", "audit", "end_of_term", "governing_law", "liability_cap", "signature", "states"];
    for field in facts.as_object().expect("facts are an object").keys() {
        let table = tables().iter().any(|table| table.name == field);
        let listed = [super::columns::MENTIONS, super::columns::SETTLED].concat().contains(&&**field);
        assert!(table || listed || singular.contains(&&**field), "{field} has no table");
    }
    let known = super::columns::FACTS.iter().map(|fact| format!("state_{fact}"));
    let facts = tables().iter().find(|table| table.name == "facts").expect("there is one");
    let listed = columns(facts).map(|column| column.name.to_owned()).filter(|name| name.starts_with("state_"));
    assert_eq!(known.collect::<Vec<_>>(), listed.collect::<Vec<_>>());
}

#[test]
fn missing_is_neither_none_nor_zero() {
    let rows = rows_of(&samples());
    let of = |table: &str, name: &str| -> Vec<Cell> {
        rows.iter().filter(|row| row.table.name == table).map(|row| column(row, name)).collect()
    };
    let word = |word: &str| Cell::Text(word.to_owned());
    let first = |table: &str, name: &str| of(table, name)[0].clone();
    assert_eq!(first("facts", "state_subprocessors"), word("none"));
    assert_eq!(first("facts", "state_audit"), word("not-found"));
    assert_eq!(first("facts", "state_special_categories"), word("redacted"));
    assert_eq!(first("facts", "state_contacts"), word("blank"));
    assert_eq!(first("facts", "state_purposes"), Cell::Empty);
    assert_eq!(of("documents", "findings_blocking"), [Cell::Integer(2), Cell::Empty, Cell::Empty]);
    assert_eq!(of("documents", "subprocessors"), [Cell::Integer(0), Cell::Integer(0), Cell::Empty]);
    assert_eq!(of("documents", "error"), [Cell::Empty, Cell::Empty, word("words")]);
    assert_eq!(of("documents", "wording"), [word("en"), word("nl-BE"), word("en")]);
    assert_eq!(first("facts", "breach_calendar_days"), Cell::Decimal(1.0));
    assert_eq!(first("facts", "breach_business_days"), Cell::Empty);
}

#[test]
fn the_same_bytes_twice_are_two_documents_with_the_same_rows() {
    let document = report(&samples::full(), Tongue::En);
    let rows = rows_of(&[document.clone(), document]);
    let (first, second) = rows.split_at(rows.len() / 2);
    let head = format!("d{}", "ab".repeat(8));
    assert_eq!(text(&first[0].cells[0]), head);
    assert_eq!(text(&second[0].cells[0]), format!("{head}-2"));
    let inner = |row: &Row| text(&row.cells[1]).rsplit('.').next().map(str::to_owned);
    assert_eq!(first.iter().map(inner).collect::<Vec<_>>(), second.iter().map(inner).collect::<Vec<_>>());
}

#[test]
fn a_row_keeps_its_id_when_others_come_before_it() {
    let full = report(&samples::full(), Tongue::En);
    let mut fewer = full.clone();
    fewer.findings.as_mut().expect("there are findings").remove(0);
    let ids = |document: &wire::Document| -> BTreeSet<String> {
        let rows = rows_of(std::slice::from_ref(document));
        let findings = rows.iter().filter(|row| row.table.name == "findings");
        findings.map(|row| text(&row.cells[1]).to_owned()).collect()
    };
    let (all, rest) = (ids(&full), ids(&fewer));
    assert_eq!(all.len(), rest.len() + 1);
    assert!(rest.is_subset(&all));
}

#[track_caller]
fn check_guard(words: &str, expect: &str) {
    assert_eq!(guarded(words), expect);
    assert_eq!(unguarded(expect), words);
}

#[test]
fn words_that_a_spreadsheet_would_run_are_guarded() {
    check_guard("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")");
    check_guard("+31 20 123", "'+31 20 123");
    check_guard("- hosting", "'- hosting");
    check_guard("@SUM(1)", "'@SUM(1)");
    check_guard("\tTab", "'\tTab");
    check_guard("\rReturn", "'\rReturn");
    check_guard("\nLine", "'\nLine");
    check_guard("  =1+1", "'  =1+1");
    check_guard("\u{feff}=1+1", "'\u{feff}=1+1");
    check_guard("\u{200b}＝1+1", "'\u{200b}＝1+1");
    check_guard("\"=1+1", "'\"=1+1");
}

/// A program set to semicolons or tabs cuts a cell of this file into several.
#[test]
fn words_behind_what_parts_cells_elsewhere_are_guarded_too() {
    check_guard("naam;=1+1", "naam;'=1+1");
    check_guard("naam; \"=1+1\"", "naam;' \"=1+1\"");
    check_guard("Diensten:\n- hosting\n- hulp", "Diensten:\n'- hosting\n'- hulp");
    check_guard("a\t@b", "a\t'@b");
    check_guard("a\r\n+b", "a\r\n'+b");
}

#[test]
fn the_guard_can_be_taken_away_whatever_stood_there() {
    for words in ["'=1+1", "''=1", "a;'=1", "'", "''", "'s-Hertogenbosch", "'\t", "';'=x", "\t\t=1", "=;=;=", ""] {
        assert_eq!(unguarded(&guarded(words)), words);
    }
}

#[test]
fn other_words_stay_as_they_are() {
    for words in ["'s-Hertogenbosch", "2026-11-22", "P2Y", "a - b", "1; 2", "x=1", "naam; adres", "–", ""] {
        check_guard(words, words);
    }
}
