//! One compiled pattern, and the literals without which it cannot match.
//!
//! In: an expanded pattern. Out: a regular expression, compiled when first needed, and its required literals. Not here:
//! where it is matched (`matcher`).
//!
//! Patterns are matched on folded ASCII bytes with Unicode off; that and compiling behind literals keeps start-up short
//! (500 Unicode patterns: 771 ms; the same folded: some 60 ms; behind literals only those that can match at all).

use std::collections::BTreeMap;
use std::sync::OnceLock;

use regex_syntax::hir::{Hir, HirKind};

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

/// Shorter literals stand in nearly every sentence and would filter nothing.
const SHORTEST: usize = 3;
/// More alternatives than these make the filter slower than the pattern.
const MOST: usize = 120;
/// Further sets hardly rule anything out that these have not.
pub(super) const SETS: usize = 4;

/// Sets of literals such that every match holds at least one literal of each set; the best ones, empty when there is none.
///
/// "the processor shall (assist|help) … audit" needs a word of three sets; a unit that lacks one is never looked at, and
/// a pattern that no unit can match is never compiled.
pub(super) fn required(hir: &Hir) -> Vec<Vec<Vec<u8>>> {
    let mut sets = conjuncts(hir);
    sets.sort_by_key(|set| std::cmp::Reverse(worth(set)));
    sets.dedup();
    sets.truncate(SETS);
    sets
}

fn conjuncts(hir: &Hir) -> Vec<Vec<Vec<u8>>> {
    match hir.kind() {
        HirKind::Literal(literal) if literal.0.len() >= SHORTEST => vec![vec![literal.0.to_vec()]],
        HirKind::Capture(capture) => conjuncts(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => conjuncts(&repetition.sub),
        HirKind::Concat(parts) => parts.iter().flat_map(conjuncts).collect(),
        HirKind::Alternation(parts) => union(parts).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// One set for an alternation: the best of each branch; none when a branch has none.
fn union(parts: &[Hir]) -> Option<Vec<Vec<u8>>> {
    let mut all = Vec::new();
    for part in parts {
        all.extend(conjuncts(part).into_iter().max_by_key(|set| worth(set))?);
    }
    all.sort();
    all.dedup();
    (all.len() <= MOST).then_some(all)
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
    fn check(pattern: &str, expect: &[&[&str]]) {
        let hir = super::super::compile::parse_hir(pattern).expect("the pattern parses");
        let found: Vec<Vec<String>> = required(&hir)
            .iter()
            .map(|set| set.iter().map(|literal| String::from_utf8_lossy(literal).into_owned()).collect())
            .collect();
        assert_eq!(found, expect, "{pattern}");
    }

    #[test]
    fn literals_every_match_must_hold() {
        check("within (?:thirty|30) days", &[&["within "], &[" days"]]);
        check("(?:wissen|vernietigen)", &[&["vernietigen", "wissen"]]);
        check("(?:ja|nee)", &[]);
        check("[a-z]{2,}", &[]);
        check("(?:niet )?langer dan", &[&["langer dan"]]);
        check("(?<x>bewaart){1,2}", &[&["bewaart"]]);
        check("(?:helpt|steunt)[^;]{0,80}audit", &[&["audit"], &["helpt", "steunt"]]);
    }
}
