//! A regular expression on folded bytes, made ready as far as it will be used.
//!
//! In: an expanded pattern and how much text it will see. Out: matches as byte ranges. Not here: which pattern is tried
//! where (`matcher`).
//!
//! A pattern is tried on a few short units only, those that hold its literals, so making it ready costs more than using
//! it: the lazy DFA with its reverse automaton, the one-pass DFA and a prefilter of its own are left out (25 instead of
//! 90 µs a pattern). What sees much text (whole documents, cues of scopes, role words) gets all of them.

use std::ops::Range;

use regex_automata::meta::{BuildError, Config, Regex as Meta};
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input};

/// Size of one compiled pattern in bytes; the largest in use needs a tenth.
const SIZE_LIMIT: usize = 8 << 20;

/// How much text a pattern will see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sees {
    /// Some sentences: made ready fast.
    Little,
    /// Every sentence or a whole document: made to run fast.
    Much,
}

/// A compiled pattern.
#[derive(Debug)]
pub struct Regex {
    inner: Meta,
    /// Names of the groups with their numbers.
    groups: Vec<(usize, String)>,
}

impl Regex {
    /// Compiles a pattern for folded bytes: ASCII, Unicode off.
    pub(super) fn new(text: &str, sees: Sees) -> Result<Self, Box<BuildError>> {
        let fast = sees == Sees::Much;
        let config = Config::new()
            .hybrid(fast)
            .dfa(false)
            .onepass(false)
            .auto_prefilter(fast)
            .utf8_empty(false)
            .nfa_size_limit(Some(SIZE_LIMIT));
        let syntax = syntax::Config::new().unicode(false).utf8(false);
        let inner = Meta::builder().configure(config).syntax(syntax).build(text).map_err(Box::new)?;
        let names = inner.group_info().pattern_names(regex_automata::PatternID::ZERO);
        let groups = names.enumerate().filter_map(|(at, name)| Some((at, name?.to_owned()))).collect();
        Ok(Self { inner, groups })
    }

    /// Every match, leftmost first, none overlapping.
    pub fn find_iter<'t>(&'t self, text: &'t [u8]) -> impl Iterator<Item = Range<usize>> + 't {
        self.inner.find_iter(text).map(|found| found.range())
    }

    /// Whether it matches anywhere.
    pub fn is_match(&self, text: &[u8]) -> bool {
        self.inner.is_match(text)
    }

    /// The named groups of the match that starts at `at`.
    pub fn groups_at(&self, text: &[u8], at: usize) -> Vec<(&str, Range<usize>)> {
        if self.groups.is_empty() {
            return Vec::new();
        }
        let mut captures = self.inner.create_captures();
        self.inner.captures(Input::new(text).range(at..).anchored(Anchored::Yes), &mut captures);
        let span = |group: usize| captures.get_group(group).map(|span| span.range());
        self.groups.iter().filter_map(|(group, name)| Some((name.as_str(), span(*group)?))).collect()
    }
}
