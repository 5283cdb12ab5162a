//! Matches of rules by what they give.
//!
//! In: a scan and the kind of fact. Out: [`Found`]. Not here: what a match means.

use std::collections::BTreeMap;

use super::Role;
use crate::rules::schema::LangWord;
use crate::rules::{FactRule, Hit, PatternId, Scan};
use crate::text::{Lang, Span, fold_word};

/// A match with its rule's constants.
pub(super) struct Found<'s> {
    pub(super) hit: Hit<'s>,
    gives: BTreeMap<&'s str, &'s str>,
}

impl Found<'_> {
    /// The whole match, from its first to its last byte.
    pub(super) fn span(&self) -> Span {
        self.hit.evidence.spans().reduce(Span::join).unwrap_or_default()
    }

    /// A constant the rule gives.
    pub(super) fn gives(&self, name: &str) -> Option<&str> {
        self.gives.get(name).copied()
    }

    /// The side the rule gives.
    pub(super) fn role(&self) -> Option<Role> {
        role(self.gives("role")?)
    }

    /// Where a named group stands.
    pub(super) fn value(&self, name: &str) -> Option<Span> {
        self.hit.values.get(name).map(|value| value.span).filter(|span| !span.is_empty())
    }
}

fn role(name: &str) -> Option<Role> {
    match name {
        "controller" => Some(Role::Controller),
        "processor" => Some(Role::Processor),
        _ => None,
    }
}

/// Matches of all rules of a kind whose constant `key` is `word`, in text order.
pub(super) fn found<'s>(scan: &Scan<'s, '_>, kind: &str, key: &str, word: &str) -> Vec<Found<'s>> {
    let mut all: Vec<Found<'s>> = Vec::new();
    for rule in scan.rules.facts.iter().filter(|rule| rule.kind == kind) {
        let patterns: Vec<PatternId> =
            rule.patterns.iter().copied().filter(|&id| given(scan, rule, id).get(key) == Some(&word)).collect();
        for hit in scan.hits(&patterns, rule.file.within, rule.duty_of, &rule.topics) {
            let gives = given(scan, rule, hit.pattern);
            all.push(Found { hit, gives });
        }
    }
    all.sort_by_key(|found| (found.hit.evidence.first.start(), found.hit.evidence.first.end(), found.hit.pattern));
    all
}

fn given<'s>(scan: &Scan<'s, '_>, rule: &'s FactRule, id: PatternId) -> BTreeMap<&'s str, &'s str> {
    let own = scan.rules.pattern(id).gives.iter();
    rule.file.gives.iter().chain(own).map(|(name, word)| (name.as_str(), word.as_str())).collect()
}

/// What the first pattern gives that matches `text` by itself, of the rules of a kind whose constant `key` is `word`;
/// any word when none is asked.
pub(super) fn test<'s>(
    scan: &Scan<'s, '_>,
    kind: &str,
    key: &str,
    word: Option<&str>,
    text: &str,
) -> Option<BTreeMap<&'s str, &'s str>> {
    let folded = fold_word(text);
    let rules = scan.rules.facts.iter().filter(|rule| rule.kind == kind);
    rules.flat_map(|rule| rule.patterns.iter().map(move |&id| (rule, id))).find_map(|(rule, id)| {
        let gives = given(scan, rule, id);
        let asked = gives.get(key).is_some_and(|given| word.is_none_or(|word| word == *given));
        let pattern = scan.rules.pattern(id);
        let matches = asked
            && speaks(pattern.lang, scan.view.lang)
            && pattern.regex().is_some_and(|regex| regex.is_match(folded.as_bytes()));
        matches.then_some(gives)
    })
}

/// The side a word stands for that is nothing but a word for a side.
pub(super) fn side_of(scan: &Scan<'_, '_>, text: &str) -> Option<Role> {
    role(test(scan, "roles", "is", Some("word"), text)?.get("role")?)
}

fn speaks(pattern: LangWord, lang: Lang) -> bool {
    match pattern {
        LangWord::Any => true,
        LangWord::Nl => lang == Lang::Nl,
        LangWord::En => lang == Lang::En,
        LangWord::De => lang == Lang::De,
        LangWord::Fr => lang == Lang::Fr,
    }
}
