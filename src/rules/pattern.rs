//! One pattern, compiled when first needed.
//!
//! In: an expanded pattern. Out: a regular expression. Not here: the literals it needs (`literals`), where it is matched
//! (`matcher`).
//!
//! Patterns are matched on folded ASCII bytes with Unicode off; that and compiling behind literals keeps start-up short
//! (500 Unicode patterns: 771 ms; the same folded: some 60 ms; behind literals only those that can match at all).

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::engine::{Regex, Sees};
use super::schema::{LangWord, Unit};

/// Index of a pattern in the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PatternId(pub u32);

/// Index of a scope in the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScopeId(pub u32);

/// A pattern with its fragments put in.
#[derive(Debug)]
pub struct Pattern {
    /// Language it is written for.
    pub lang: LangWord,
    /// Unit it is matched on.
    pub unit: Unit,
    /// As written, with `(?&name)` where fragments come.
    pub(super) raw: String,
    /// The expanded regular expression.
    pub text: String,
    /// Constants it adds to what a match gives.
    pub gives: BTreeMap<String, String>,
    /// Scopes in which a match does not count.
    pub unless: Vec<ScopeId>,
    pub(super) sees: Sees,
    pub(super) regex: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// The regular expression; none when it does not compile, which `rules check` reports.
    pub fn regex(&self) -> Option<&Regex> {
        self.regex.get_or_init(|| Regex::new(&self.text, self.sees).ok()).as_ref()
    }
}
