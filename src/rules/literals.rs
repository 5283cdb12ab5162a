//! The literals without which a pattern cannot match.
//!
//! In: patterns as written. Out: sets of literals, of each of which every match holds one. Not here: who looks for them
//! (`matcher`).
//!
//! Patterns are short, what their fragments stand for is long and comes back in pattern after pattern: the literals of
//! a fragment are drawn once, and its place in a pattern is read as one byte that no folded text holds.

use std::collections::HashMap;
use std::fmt::Write as _;

use regex_syntax::hir::{Class, Hir, HirKind};

use super::compile::parse_hir;
use super::lexicon::Lexicon;

/// Literals of which every match holds at least one.
pub(super) type Set = Vec<Vec<u8>>;

/// Shorter literals stand in nearly every sentence and would filter nothing.
const SHORTEST: usize = 3;
/// More alternatives than these make the filter slower than the pattern.
const MOST: usize = 120;
/// Further sets hardly rule anything out that these have not.
pub(super) const SETS: usize = 4;

/// Bytes from here on stand for fragments.
const FIRST_FRAGMENT: u8 = 0x80;

/// Draws the literals of the patterns of one language.
pub(super) struct Drawer<'r> {
    lexicon: &'r Lexicon,
    lang: &'static str,
    /// What each fragment needs; looked up by name, never walked.
    fragments: HashMap<String, Vec<Set>>,
}

impl<'r> Drawer<'r> {
    pub(super) fn new(lexicon: &'r Lexicon, lang: &'static str) -> Self {
        Self { lexicon, lang, fragments: HashMap::new() }
    }

    /// Sets of literals such that every match holds at least one literal of each set; the best ones, empty when there is
    /// none.
    ///
    /// "the processor shall (assist|help) … audit" needs a word of three sets; a unit that lacks one is never looked at,
    /// and a pattern that no unit can match is never compiled.
    pub(super) fn required(&mut self, raw: &str) -> Vec<Set> {
        let mut sets = self.sets(raw);
        sets.sort_by_key(|set| std::cmp::Reverse(worth(set)));
        sets.dedup();
        sets.truncate(SETS);
        sets
    }

    /// All sets of a pattern or fragment. Fragments do not hold themselves: expanding them, which came before, says so.
    fn sets(&mut self, raw: &str) -> Vec<Set> {
        let (plain, names) = marked(raw);
        let Ok(hir) = parse_hir(&plain) else { return Vec::new() };
        let mut places = Vec::with_capacity(names.len());
        for name in names {
            places.push(self.fragment(name));
        }
        conjuncts(&hir, &places)
    }

    fn fragment(&mut self, name: &str) -> Vec<Set> {
        if let Some(known) = self.fragments.get(name) {
            return known.clone();
        }
        let lexicon = self.lexicon;
        let sets = lexicon.text(self.lang, name).map(|text| self.sets(text)).unwrap_or_default();
        self.fragments.insert(name.to_owned(), sets.clone());
        sets
    }
}

/// The pattern with a byte in the place of each fragment, and the fragments' names.
fn marked(raw: &str) -> (String, Vec<&str>) {
    let mut plain = String::with_capacity(raw.len());
    let mut names = Vec::new();
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once("(?&") {
        let Some((name, next)) = after.split_once(')') else { break };
        plain.push_str(before);
        match u8::try_from(names.len()).ok().and_then(|at| FIRST_FRAGMENT.checked_add(at)) {
            Some(byte) => {
                let _ = write!(plain, "\\x{byte:02X}");
            }
            // Nothing is known of what follows so many fragments.
            None => plain.push_str("[^a]"),
        }
        names.push(name);
        rest = next;
    }
    plain.push_str(rest);
    (plain, names)
}

fn conjuncts(hir: &Hir, places: &[Vec<Set>]) -> Vec<Set> {
    match hir.kind() {
        HirKind::Literal(literal) => pieces(&literal.0, places),
        HirKind::Class(class) => of_class(class, places).into_iter().collect(),
        HirKind::Capture(capture) => conjuncts(&capture.sub, places),
        HirKind::Repetition(repetition) if repetition.min > 0 => conjuncts(&repetition.sub, places),
        HirKind::Concat(parts) => parts.iter().flat_map(|part| conjuncts(part, places)).collect(),
        HirKind::Alternation(parts) => union(parts.iter().map(|part| conjuncts(part, places))).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The sets of a literal that fragments may stand in.
fn pieces(literal: &[u8], places: &[Vec<Set>]) -> Vec<Set> {
    let words = literal.split(|&byte| byte >= FIRST_FRAGMENT).filter(|word| word.len() >= SHORTEST);
    let fragments = literal.iter().filter_map(|&byte| place(byte, places)).flatten().cloned();
    words.map(|word| vec![word.to_vec()]).chain(fragments).collect()
}

fn place(byte: u8, places: &[Vec<Set>]) -> Option<&Vec<Set>> {
    places.get(usize::from(byte.checked_sub(FIRST_FRAGMENT)?))
}

/// An alternation of nothing but fragments is read as a class of their bytes.
fn of_class(class: &Class, places: &[Vec<Set>]) -> Option<Set> {
    let Class::Bytes(class) = class else { return None };
    let mut bytes = class.ranges().iter().flat_map(|range| range.start()..=range.end());
    if !bytes.clone().all(|byte| place(byte, places).is_some()) {
        return None;
    }
    union(bytes.by_ref().filter_map(|byte| place(byte, places)).cloned())
}

/// One set for an alternation: the best of each branch; none when a branch has none.
fn union(branches: impl Iterator<Item = Vec<Set>>) -> Option<Set> {
    let mut all = Vec::new();
    for branch in branches {
        all.extend(branch.into_iter().max_by_key(|set| worth(set))?);
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
        let rules = super::super::Rules::built_in();
        let found: Vec<Vec<String>> = Drawer::new(&rules.lexicon, "en")
            .required(pattern)
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

    /// The literals drawn through fragments are those of the pattern with its fragments put in.
    #[test]
    fn fragments_give_the_literals_of_what_they_stand_for() {
        let rules = super::super::Rules::built_in();
        let drawer = &mut Drawer::new(&rules.lexicon, "nl");
        let patterns =
            rules.patterns.iter().filter(|pattern| super::super::compile::applies(pattern.lang, crate::text::Lang::Nl));
        for pattern in patterns {
            let hir = parse_hir(&pattern.text).expect("the pattern parses");
            let expanded = conjuncts(&hir, &[]);
            for set in drawer.sets(&pattern.raw) {
                let implied = expanded.iter().any(|known| known.iter().all(|l| set.iter().any(|s| holds(l, s))));
                assert!(implied, "{:?} is not needed by {}", set, pattern.raw);
            }
        }
    }

    fn holds(longer: &[u8], shorter: &[u8]) -> bool {
        longer.windows(shorter.len()).any(|window| window == shorter)
    }
}
