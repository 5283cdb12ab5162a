//! Several agreements at a glance, worst first.
//!
//! In: one [`Row`] per agreement, made beside its report so that the analysis need not be kept. Out: a table, and the
//! files that could not be read. Not here: single findings.

use std::collections::BTreeSet;

use crate::Analysis;
use crate::compare::Severity;
use crate::extract::{SignatureState, State};
use crate::report::words::{Tongue, Word, fill, word};
use crate::text::Lang;

use super::Sheet;
use super::harmless::{one_line, shorten, shorten_front, width};
use super::matters::matters;
use super::paper::{BLOCKING, FAINT, PLAIN, Paper, STRONG};
use super::value::country;

/// One agreement in the overview.
#[derive(Clone, Debug)]
pub struct Row {
    /// Path as the report calls it.
    pub path: String,
    /// Language of the agreement.
    pub language: Option<Lang>,
    /// Model it follows.
    pub model: Option<String>,
    /// Blocking entries, the headline about an unfinished document included.
    pub blocking: usize,
    /// Major entries, likewise.
    pub major: usize,
    /// Places to be filled in.
    pub fill_in: usize,
    /// Countries outside the EEA.
    pub third: Third,
    /// What the text shows of a signature.
    pub signature: SignatureState,
}

/// Countries outside the EEA, or why none is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Third {
    /// Codes, sorted.
    Named(Vec<String>),
    /// Countries are named, none of them outside the EEA.
    NoneNamed,
    /// No country was found.
    NotFound,
    /// The place for it was left empty.
    Blank,
    /// It was made unreadable.
    Redacted,
    /// Nobody looked.
    NotAssessed,
}

impl Row {
    /// The row of an analysis.
    pub fn new(analysis: &Analysis) -> Self {
        let matters = matters(analysis);
        let recognition = &analysis.recognition;
        let family = Some(recognition.family.clone()).filter(|family| !family.is_empty());
        Self {
            path: analysis.document.source.path.clone(),
            language: analysis.language,
            model: recognition.id.clone().or(family),
            blocking: matters.entries(Severity::Blocking).len(),
            major: matters.entries(Severity::Major).len(),
            fill_in: matters.fill_in(),
            third: third(analysis),
            signature: analysis.facts.signature.state,
        }
    }
}

fn third(analysis: &Analysis) -> Third {
    let facts = &analysis.facts;
    let places = facts.locations.iter().map(|place| (place.country.as_str(), place.zone));
    let items = facts.subprocessors.items.iter().filter_map(|item| Some((item.country.as_deref()?, item.zone)));
    let all: Vec<(&str, &str)> = places.chain(items).collect();
    let outside = |zone: &str| matches!(zone, "adequate" | "conditional" | "third");
    let named: BTreeSet<&str> = all.iter().filter(|(_, zone)| outside(zone)).map(|&(code, _)| code).collect();
    if !named.is_empty() {
        return Third::Named(named.into_iter().map(str::to_owned).collect());
    }
    match facts.states.get("locations") {
        Some(State::Blank(_)) => Third::Blank,
        Some(State::Redacted(_)) => Third::Redacted,
        _ if !all.is_empty() => Third::NoneNamed,
        Some(State::None(_)) => Third::NoneNamed,
        Some(State::NotFound(_)) => Third::NotFound,
        Some(State::Found(_)) | None => Third::NotAssessed,
    }
}

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
    let mut worst_first: Vec<&Row> = rows.iter().collect();
    worst_first.sort_by_key(|row| std::cmp::Reverse((row.blocking, row.major, row.fill_in)));
    let cells: Vec<[String; 7]> = worst_first.iter().map(|row| cells(row, tongue)).collect();
    let heads = [
        Word::ColumnName,
        Word::ColumnModel,
        Word::ColumnBlocking,
        Word::ColumnMajor,
        Word::ColumnFillIn,
        Word::ColumnThird,
        Word::ColumnState,
    ]
    .map(|key| word(tongue, key).to_owned());
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

fn cells(row: &Row, tongue: Tongue) -> [String; 7] {
    let say = |key| word(tongue, key).to_owned();
    let third = match &row.third {
        Third::Named(codes) => codes.iter().map(|code| country(code, tongue)).collect::<Vec<_>>().join(", "),
        Third::NoneNamed => say(Word::NoneNamed),
        Third::NotFound => say(Word::AnswerNotFound),
        Third::Blank => say(Word::AnswerBlank),
        Third::Redacted => say(Word::AnswerRedacted),
        Third::NotAssessed => say(Word::AnswerNotAssessed),
    };
    let signature = match row.signature {
        SignatureState::Signed => Word::StateSigned,
        SignatureState::Partly => Word::StatePartly,
        SignatureState::Blank => Word::StateBlank,
        SignatureState::Unknown => Word::StateUnknown,
    };
    let model = row.model.as_deref().map_or_else(|| "–".to_owned(), one_line);
    let numbers = [row.blocking, row.major, row.fill_in].map(|n| n.to_string());
    let [blocking, major, fill_in] = numbers;
    [one_line(&row.path), model, blocking, major, fill_in, third, say(signature)]
}
