//! One agreement, from bytes to everything the report is made from.
//!
//! In: the bytes of one file and the rules. Out: [`Analysis`]. Not here: how it is shown.

use crate::clause::{Clauses, segment};
use crate::compare::{Comparison, Finding, NotAssessed, Recognition, Verdict, compare};
use crate::document::Document;
use crate::extract::{Facts, Paper, extract};
use crate::read::{Limits, ReadError, Warning, read};
use crate::rules::{Rules, Scan, View};
use crate::text::{Lang, detect};
use crate::value::Tables;

/// One agreement, read and assessed.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// What was on the paper.
    pub document: Document,
    /// Remarks about the reading.
    pub warnings: Vec<Warning>,
    /// The clause tree.
    pub clauses: Clauses,
    /// Language of most of the text, if it is one of the four.
    pub language: Option<Lang>,
    /// The model it follows.
    pub recognition: Recognition,
    /// The facts.
    pub facts: Facts,
    /// One for every requirement of every model compared with, in the models' order.
    pub verdicts: Vec<Verdict>,
    /// Worst first, then in text order.
    pub findings: Vec<Finding>,
    /// What was not assessed.
    pub not_assessed: Vec<NotAssessed>,
}

/// What a user may choose.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Id of the model to compare with; none lets the text decide.
    pub model: Option<String>,
    /// Language of the agreement; none lets the text decide.
    pub language: Option<Lang>,
}

/// Reads and assesses one file.
///
/// # Errors
/// When there is no document in the bytes.
pub fn analyse(
    bytes: &[u8],
    name: &str,
    path: &str,
    limits: &Limits,
    rules: &Rules,
    options: &Options,
) -> Result<Analysis, ReadError> {
    let parsed = read(bytes, name, path, limits)?;
    Ok(assess(parsed.value, parsed.warnings, rules, options))
}

/// Assesses a document that is read.
pub fn assess(document: Document, warnings: Vec<Warning>, rules: &Rules, options: &Options) -> Analysis {
    let clauses = segment(&document);
    let language = options.language.or_else(|| detect(document.body()));
    let lang = language.unwrap_or(Lang::En);
    let tables = Tables::embedded();
    let (facts, Comparison { recognition, verdicts, findings, incorporated }) = {
        let printed = View::new(&document, &clauses, lang, &[]);
        let printed = Scan::new(rules, &printed);
        let paper = Paper::read(&printed, tables);
        let view = View::new(&document, &clauses, lang, &paper.role_names());
        let scan = Scan::new(rules, &view);
        let facts = extract(&paper, &scan, tables);
        let comparison = compare(&scan, &facts, options.model.as_deref(), tables.as_of());
        (facts, comparison)
    };
    let not_assessed = crate::compare::not_assessed(language, &warnings, &incorporated);
    Analysis { document, warnings, clauses, language, recognition, facts, verdicts, findings, not_assessed }
}
