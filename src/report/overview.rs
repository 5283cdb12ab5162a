//! One agreement in a row: what a table of several says about each, whatever its form.
//!
//! In: an analysis. Out: a [`Row`], made beside the report so that the analysis need not be kept, and its cells in words.
//! Not here: the table itself.

use std::collections::BTreeSet;

use crate::Analysis;
use crate::compare::Severity;
use crate::extract::{SignatureState, State};
use crate::text::Lang;

use super::harmless::one_line;
use super::matters::matters;
use super::value::country;
use super::words::{Tongue, Word, word};

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

/// Heads of the columns.
pub(super) const HEADS: [Word; 7] = [
    Word::ColumnName,
    Word::ColumnModel,
    Word::ColumnBlocking,
    Word::ColumnMajor,
    Word::ColumnFillIn,
    Word::ColumnThird,
    Word::ColumnState,
];

/// Rows in the order they are read in; equal ones stay in input order.
pub(super) fn worst_first(rows: &[Row]) -> Vec<&Row> {
    let mut sorted: Vec<&Row> = rows.iter().collect();
    sorted.sort_by_key(|row| std::cmp::Reverse((row.blocking, row.major, row.fill_in)));
    sorted
}

/// The cells of a row under [`HEADS`].
pub(super) fn cells(row: &Row, tongue: Tongue) -> [String; 7] {
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
