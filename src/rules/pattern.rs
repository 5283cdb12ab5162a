//! One compiled pattern, and the literals without which it cannot match.
//!
//! In: an expanded pattern. Out: a regular expression, compiled when first needed, and its required literals. Not here:
//! where it is matched (`matcher`).
//!
//! Patterns are matched on folded ASCII bytes with Unicode off; that and compiling behind literals keeps start-up short
//! (500 Unicode patterns: 771 ms; the same folded: some 60 ms; behind literals only those that can match at all).

use std::collections::BTreeMap;
use std::sync::OnceLock;

use regex::bytes::{Regex, RegexBuilder};
use regex_syntax::hir::{Hir, HirKind};

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
    /// The expanded regular expression.
    pub text: String,
    /// Constants it adds to what a match gives.
    pub gives: BTreeMap<String, String>,
    /// Scopes in which a match does not count.
    pub unless: Vec<ScopeId>,
    pub(super) regex: OnceLock<Option<Regex>>,
}

/// Size of one compiled pattern in bytes; the largest in use needs a tenth.
const SIZE_LIMIT: usize = 8 << 20;

impl Pattern {
    /// The regular expression; none when it does not compile, which `rules check` reports.
    pub fn regex(&self) -> Option<&Regex> {
        self.regex.get_or_init(|| compile(&self.text).ok()).as_ref()
    }
}

/// Compiles a pattern for folded bytes.
pub(super) fn compile(text: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(text).unicode(false).size_limit(SIZE_LIMIT).dfa_size_limit(SIZE_LIMIT).build()
}

/// Shorter literals stand in nearly every sentence and would filter nothing.
const SHORTEST: usize = 3;
/// More alternatives than these make the filter slower than the pattern.
const MOST: usize = 120;

/// Literals of which every match holds at least one; none when there is no such set.
pub(super) fn required(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    match hir.kind() {
        HirKind::Literal(literal) => (literal.0.len() >= SHORTEST).then(|| vec![literal.0.to_vec()]),
        HirKind::Capture(capture) => required(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub),
        HirKind::Concat(parts) => parts.iter().filter_map(required).max_by_key(|set| worth(set)),
        HirKind::Alternation(parts) => {
            let mut all = Vec::new();
            for part in parts {
                all.extend(required(part)?);
            }
            all.sort();
            all.dedup();
            (all.len() <= MOST).then_some(all)
        }
        _ => None,
    }
}

/// Long literals and few of them filter best.
fn worth(set: &[Vec<u8>]) -> (usize, usize) {
    let shortest = set.iter().map(Vec::len).min().unwrap_or(0);
    (shortest.min(8), MOST.saturating_sub(set.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, expect: Option<&[&str]>) {
        let hir = super::super::compile::parse_hir(pattern).expect("the pattern parses");
        let found = required(&hir);
        let found: Option<Vec<String>> =
            found.map(|set| set.iter().map(|l| String::from_utf8_lossy(l).into_owned()).collect());
        let expect = expect.map(|set| set.iter().map(|&l| l.to_owned()).collect::<Vec<_>>());
        assert_eq!(found, expect);
    }

    #[test]
    fn literals_every_match_must_hold() {
        check("within (?:thirty|30) days", Some(&["within "]));
        check("(?:wissen|vernietigen)", Some(&["vernietigen", "wissen"]));
        check("(?:ja|nee)", None);
        check("[a-z]{2,}", None);
        check("(?:niet )?langer dan", Some(&["langer dan"]));
        check("(?<x>bewaart){1,2}", Some(&["bewaart"]));
    }
}
