//! One agreement, read and assessed: what the report is made from.

use crate::clause::Clauses;
use crate::compare::{Finding, NotAssessed, Recognition, Verdict};
use crate::document::Document;
use crate::extract::Facts;
use crate::read::Warning;
use crate::text::Lang;

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
