//! Matching the patterns of one language on one document.
//!
//! In: [`Rules`] and a [`View`]. Out: [`Hit`]s. Not here: what they mean.
//!
//! One automaton over all required literals says which patterns can match in which unit; only those are compiled and run.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::Rules;
use super::compile::applies;
use super::engine::Regex;
use super::lexicon::{Lexicon, lang_key};
use super::literals::Drawer;
use super::pattern::{Pattern, PatternId, ScopeId};
use super::schema::{LangWord, Unit, Within};
use super::units::{UnitText, View};
use crate::clause::ClauseId;
use crate::evidence::Evidence;
use crate::text::{Lang, Span};

/// Which patterns of a language need which literals.
#[derive(Debug)]
pub(super) struct Index {
    automaton: Option<AhoCorasick>,
    /// For each literal, as numbered in the automaton: the patterns that need it, and which of their sets it is in.
    owners: Vec<Vec<(PatternId, u8)>>,
    /// For each pattern the sets it needs, as bits; none for patterns of other languages.
    needs: Vec<u8>,
    /// Patterns without required literals: run on every unit of theirs.
    unfiltered: Vec<PatternId>,
}

impl Index {
    pub(super) fn new(patterns: &[Pattern], lexicon: &Lexicon, lang: Lang) -> Self {
        let own = &mut Drawer::new(lexicon, lang.code());
        let any = &mut Drawer::new(lexicon, lang_key(LangWord::Any));
        let mut by_literal: BTreeMap<Vec<u8>, Vec<(PatternId, u8)>> = BTreeMap::new();
        let mut needs = vec![0; patterns.len()];
        let mut unfiltered = Vec::new();
        for (at, pattern) in patterns.iter().enumerate().filter(|(_, pattern)| applies(pattern.lang, lang)) {
            let id = PatternId(at as u32);
            let drawer = if pattern.lang == LangWord::Any { &mut *any } else { &mut *own };
            let sets = drawer.required(&pattern.raw);
            if sets.is_empty() {
                unfiltered.push(id);
            }
            for (bit, literal) in
                sets.into_iter().enumerate().flat_map(|(bit, set)| set.into_iter().map(move |l| (bit, l)))
            {
                needs[at] |= 1 << bit;
                by_literal.entry(literal).or_default().push((id, 1 << bit));
            }
        }
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(by_literal.keys()).ok();
        if automaton.is_none() {
            unfiltered.extend(by_literal.values().flatten().map(|(id, _)| *id));
            unfiltered.sort_unstable();
            unfiltered.dedup();
        }
        Self { automaton, owners: by_literal.into_values().collect(), needs, unfiltered }
    }

    /// Patterns that may match in `text`, ascending. `seen` is scratch space, all zero before and after.
    fn candidates(&self, text: &[u8], seen: &mut [u8], out: &mut Vec<PatternId>) {
        out.clear();
        let mut touched: Vec<PatternId> = Vec::new();
        if let Some(automaton) = &self.automaton {
            for found in automaton.find_overlapping_iter(text) {
                for &(id, bit) in &self.owners[found.pattern().as_usize()] {
                    let sets = &mut seen[id.0 as usize];
                    if *sets == 0 {
                        touched.push(id);
                    }
                    *sets |= bit;
                }
            }
        }
        for id in touched {
            let at = id.0 as usize;
            if seen[at] == self.needs[at] {
                out.push(id);
            }
            seen[at] = 0;
        }
        out.extend(&self.unfiltered);
    }
}

/// A match of one pattern.
#[derive(Clone, Debug)]
pub struct Hit<'s> {
    /// The pattern.
    pub pattern: PatternId,
    /// The unit it was found in.
    pub unit: &'s UnitText,
    /// Where in the unit's text.
    pub range: Range<usize>,
    /// The words of the document: the piece that ends the match first, what stands over it after it.
    pub evidence: Evidence,
    /// Innermost clause.
    pub clause: Option<ClauseId>,
    /// Named groups.
    pub values: BTreeMap<String, Value>,
}

/// What a named group captured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// The words in the document.
    pub span: Span,
    /// The folded words.
    pub folded: String,
}

/// One document under the rules of its language.
#[derive(Debug)]
pub struct Scan<'s, 'd> {
    /// The rules.
    pub rules: &'s Rules,
    /// The document.
    pub view: &'s View<'d>,
    /// For each pattern the units it may match in, by kind of unit.
    candidates: BTreeMap<(PatternId, Unit), Vec<u32>>,
    /// Topics of each clause, inherited from the clauses it stands in.
    topics: Vec<Vec<String>>,
}

/// The kinds of units that have texts of their own.
const KINDS: [Unit; 6] = [Unit::Sentence, Unit::ItemWithHead, Unit::Clause, Unit::Row, Unit::Document, Unit::Heading];

impl<'s, 'd> Scan<'s, 'd> {
    /// Finds the candidates of every pattern and the topics of every clause.
    pub fn new(rules: &'s Rules, view: &'s View<'d>) -> Self {
        let index = &rules.language(view.lang).index;
        let mut candidates = BTreeMap::new();
        for kind in KINDS {
            collect(rules, index, view.units(kind), kind, &mut candidates);
        }
        let mut scan = Self { rules, view, candidates, topics: Vec::new() };
        scan.topics = scan.find_topics();
        scan
    }

    /// Matches of some patterns in text order, those in excluding scopes left out.
    pub fn hits(
        &self,
        patterns: &[PatternId],
        within: Within,
        duty_of: Option<&str>,
        topics: &[String],
    ) -> Vec<Hit<'s>> {
        let mut hits = Vec::new();
        for &id in patterns {
            for &unit in kinds_of(self.rules.pattern(id).unit) {
                // A unit that lies in one clause is not looked at where that clause is not asked for: its matches would
                // be thrown away, and a pattern that has no other units need not be compiled. Topics are inherited, so
                // the clause of a list's head has none that its items lack.
                let inner = matches!(unit, Unit::Sentence | Unit::ItemWithHead | Unit::Row);
                let asked = |text: &UnitText| {
                    !inner || self.is_within(text.clause, within) && self.has_topic(text.clause, topics)
                };
                self.hits_in(id, unit, asked, &mut hits);
            }
        }
        hits.retain(|hit| {
            self.is_within(hit.clause, within) && self.has_topic(hit.clause, topics) && self.states_duty(hit, duty_of)
        });
        hits.sort_by_key(|hit| (hit.evidence.first.start(), hit.evidence.first.end(), hit.pattern));
        hits
    }

    fn hits_in(&self, id: PatternId, unit: Unit, asked: impl Fn(&UnitText) -> bool, hits: &mut Vec<Hit<'s>>) {
        let pattern = self.rules.pattern(id);
        let Some(units) = self.candidates.get(&(id, unit)) else { return };
        let texts = self.view.units(unit);
        for text in units.iter().map(|&at| &texts[at as usize]).filter(|text| asked(text)) {
            let Some(regex) = pattern.regex() else { return };
            for range in regex.find_iter(&text.text) {
                if range.is_empty() || pattern.unless.iter().any(|&scope| self.scope(scope, text, &range).is_some()) {
                    continue;
                }
                let values = self.values(regex, text, range.start);
                hits.push(self.hit(id, text, range, values));
            }
        }
    }

    /// The named groups of the match that starts at `at`. Groups cost much more than finding, so only matches pay.
    fn values(&self, regex: &Regex, text: &UnitText, at: usize) -> BTreeMap<String, Value> {
        let mut values = BTreeMap::new();
        for (name, group) in regex.groups_at(&text.text, at) {
            let folded = String::from_utf8_lossy(&text.text[group.clone()]).into_owned();
            values.insert(name.to_owned(), Value { span: self.view.span(text, group), folded });
        }
        values
    }

    fn hit(
        &self,
        pattern: PatternId,
        unit: &'s UnitText,
        range: Range<usize>,
        values: BTreeMap<String, Value>,
    ) -> Hit<'s> {
        let mut spans = self.view.spans(unit, range.clone());
        let last = spans.pop().unwrap_or_default();
        let evidence = spans.into_iter().fold(Evidence::at(last), Evidence::and);
        let clause = self.view.clauses.at(last.start()).or(unit.clause);
        Hit { pattern, unit, range, evidence, clause, values }
    }

    /// The words that put a match in a scope.
    pub fn scope_of(&self, hit: &Hit<'_>, scope: ScopeId) -> Option<Span> {
        let cue = self.scope(scope, hit.unit, &hit.range)?;
        Some(self.view.span(hit.unit, cue))
    }

    fn scope(&self, id: ScopeId, unit: &UnitText, range: &Range<usize>) -> Option<Range<usize>> {
        let heading = || unit.clause.map(|clause| self.headings(clause)).unwrap_or_default();
        let scopes = &self.rules.language(self.view.lang).scopes;
        scopes.holds(self.rules.scope(id), id, &unit.text, range, heading)
    }

    fn states_duty(&self, hit: &Hit<'_>, duty_of: Option<&str>) -> bool {
        let roles = &self.rules.language(self.view.lang).roles;
        duty_of.is_none_or(|role| roles.duty_is(role, &hit.unit.text, &hit.range))
    }

    /// Whether a clause stands in this part of the agreement.
    pub fn is_within(&self, clause: Option<ClauseId>, within: Within) -> bool {
        let annex = clause.is_some_and(|clause| self.view.clauses.in_annex(clause));
        match within {
            Within::Any => true,
            Within::Body => !annex,
            Within::Annex => annex,
        }
    }

    fn has_topic(&self, clause: Option<ClauseId>, topics: &[String]) -> bool {
        topics.is_empty()
            || clause.is_some_and(|clause| self.topics_of(clause).iter().any(|topic| topics.contains(topic)))
    }

    /// Headings over a clause, its own first, parted by ` / `.
    fn headings(&self, clause: ClauseId) -> String {
        let headings: Vec<String> =
            self.view.clauses.ancestors(clause).filter_map(|id| self.view.heading(id)).collect();
        headings.join(" / ")
    }

    /// The topics of a clause by its heading and those over it.
    pub fn topics_of(&self, clause: ClauseId) -> &[String] {
        self.topics.get(clause.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// Clauses of any of these topics that no clause of the topic contains, in text order.
    pub fn clauses_of(&self, topics: &[String]) -> Vec<ClauseId> {
        let has = |id: ClauseId| self.topics_of(id).iter().any(|topic| topics.contains(topic));
        let clauses = self.view.clauses;
        let all = (0..clauses.nodes.len() as u32).map(ClauseId);
        all.filter(|&id| has(id) && clauses.get(id).parent.is_none_or(|parent| !has(parent))).collect()
    }

    fn find_topics(&self) -> Vec<Vec<String>> {
        let nodes = &self.view.clauses.nodes;
        let mut topics: Vec<Vec<String>> = vec![Vec::new(); nodes.len()];
        for rule in &self.rules.topics {
            let mut hits = Vec::new();
            rule.patterns.iter().for_each(|&id| self.hits_in(id, Unit::Heading, |_| true, &mut hits));
            for id in hits.iter().filter_map(|hit| hit.unit.clause) {
                for inner in self.view.clauses.subtree(id) {
                    let list = &mut topics[inner.0 as usize];
                    if !list.contains(&rule.id) {
                        list.push(rule.id.clone());
                    }
                }
            }
        }
        topics
    }
}

fn collect(
    rules: &Rules,
    index: &Index,
    units: &[UnitText],
    kind: Unit,
    candidates: &mut BTreeMap<(PatternId, Unit), Vec<u32>>,
) {
    let mut seen = vec![0; index.needs.len()];
    let mut found = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        index.candidates(&unit.text, &mut seen, &mut found);
        for &id in &found {
            if kinds_of(rules.pattern(id).unit).contains(&kind) {
                candidates.entry((id, kind)).or_default().push(at as u32);
            }
        }
    }
}

fn kinds_of(unit: Unit) -> &'static [Unit] {
    match unit {
        Unit::Sentence => &[Unit::Sentence],
        Unit::ItemWithHead => &[Unit::ItemWithHead],
        Unit::Clause => &[Unit::Clause],
        Unit::Row => &[Unit::Row],
        Unit::Line => &[Unit::Sentence, Unit::Row],
        Unit::Heading => &[Unit::Heading],
        Unit::Document => &[Unit::Document],
    }
}
