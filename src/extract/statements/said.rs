//! Matches of the rules of one fact, with what they give.
//!
//! In: a scanned document. Out: [`Said`]: a match, its constants, its periods and places. Not here: what they add up to.

use std::ops::Range;

use crate::evidence::Evidence;
use crate::extract::typed::{country, mentions};
use crate::extract::{Days, Qualifier, Term};
use crate::rules::schema::ValueKind;
use crate::rules::{FactRule, Hit, Scan};
use crate::text::Span;
use crate::value::{Mention, Period, PeriodUnit, Tables, find_frequencies, find_periods, qualifier};

/// What every extractor here reads from.
#[derive(Clone, Copy)]
pub(super) struct Context<'c, 's, 'd> {
    pub(super) scan: &'c Scan<'s, 'd>,
    pub(super) tables: &'c Tables,
    /// Notes to whoever fills in the form; what stands in them is no statement.
    pub(super) notes: &'c [Span],
}

/// Where the form speaks to whoever fills it in.
pub(super) fn notes(scan: &Scan<'_, '_>) -> Vec<Span> {
    let rules = scan.rules.facts.iter().filter(|rule| rule.kind == "placeholders");
    let notes = rules.filter(|rule| rule.file.gives.get("is").is_some_and(|is| is == "instruction"));
    let hits = notes.flat_map(|rule| scan.hits(&rule.patterns, rule.file.within, rule.duty_of, &rule.topics));
    hits.filter_map(|hit| hit.evidence.spans().reduce(Span::join)).collect()
}

impl Context<'_, '_, '_> {
    /// The words of a span.
    pub(super) fn slice(&self, span: Span) -> &str {
        self.scan.view.document.slice(span)
    }

    /// Whether a clause at this place stands under a heading of the topic.
    pub(super) fn has_topic(&self, at: usize, topic: &str) -> bool {
        let clause = self.scan.view.clauses.at(at);
        clause.is_some_and(|clause| self.scan.topics_of(clause).iter().any(|own| own == topic))
    }
}

/// One match of a rule.
pub(super) struct Said<'s> {
    pub(super) hit: Hit<'s>,
    rule: &'s FactRule,
    gives: &'s std::collections::BTreeMap<String, String>,
}

/// A period with its place in the unit and in the document.
pub(super) struct Timed {
    pub(super) period: Period,
    pub(super) span: Span,
    range: Range<usize>,
}

/// Matches of all rules of one fact, in text order.
pub(super) fn all<'s>(context: Context<'_, 's, '_>, kind: &str) -> Vec<Said<'s>> {
    let rules: &'s [FactRule] = &context.scan.rules.facts;
    let mut said: Vec<Said<'s>> = Vec::new();
    for rule in rules.iter().filter(|rule| rule.kind == kind) {
        let hits = context.scan.hits(&rule.patterns, rule.file.within, rule.duty_of, &rule.topics);
        said.extend(hits.into_iter().map(|hit| {
            let gives = &context.scan.rules.pattern(hit.pattern).gives;
            Said { hit, rule, gives }
        }));
    }
    said.retain(|said| !context.notes.iter().any(|note| note.contains(said.span())));
    said.sort_by_key(|said| (said.span().start(), said.span().end()));
    said
}

impl<'s> Said<'s> {
    /// A constant of the pattern or its rule.
    pub(super) fn gives(&self, name: &str) -> Option<&'s str> {
        self.gives.get(name).or_else(|| self.rule.file.gives.get(name)).map(String::as_str)
    }

    /// What the match is for: `None` for a statement of the fact itself.
    pub(super) fn role(&self) -> Option<&'s str> {
        self.gives("role")
    }

    /// From the first to the last word matched.
    pub(super) fn span(&self) -> Span {
        let evidence = &self.hit.evidence;
        evidence.spans().fold(evidence.first, Span::join)
    }

    /// The words matched.
    pub(super) fn evidence(&self) -> Evidence {
        self.hit.evidence.clone()
    }

    /// Where the words of a group stand, without white space and closing punctuation.
    pub(super) fn group(&self, context: Context<'_, '_, '_>, name: &str) -> Option<Span> {
        let text = &context.scan.view.document.text;
        let drop = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.');
        self.hit.values.get(name).map(|value| value.span.trim_matches(text, drop)).filter(|span| !span.is_empty())
    }

    /// All periods (or frequencies, as the rule declares) in the words of a group.
    pub(super) fn timed(&self, context: Context<'_, '_, '_>, name: &str) -> Vec<Timed> {
        let Some(value) = self.hit.values.get(name) else { return Vec::new() };
        let text = String::from_utf8_lossy(&self.hit.unit.text);
        let from = self.hit.range.start;
        let Some(at) = text.get(from..).and_then(|rest| rest.find(&value.folded)).map(|at| at + from) else {
            return Vec::new();
        };
        let lang = context.scan.view.lang;
        let found = match self.rule.file.values.get(name) {
            Some(ValueKind::Frequency) => find_frequencies(context.tables, &value.folded, lang),
            _ => find_periods(context.tables, &value.folded, lang),
        };
        let place = |range: Range<usize>| at + range.start..at + range.end;
        let timed = found.into_iter().map(|(range, period)| {
            let range = place(range);
            Timed { period, span: context.scan.view.span(self.hit.unit, range.clone()), range }
        });
        timed.collect()
    }

    /// The first period of a group.
    pub(super) fn first(&self, context: Context<'_, '_, '_>, name: &str) -> Option<Timed> {
        self.timed(context, name).into_iter().next()
    }

    /// Whether a period is an upper bound, a lower bound or exact in this unit.
    pub(super) fn qualifier(&self, context: Context<'_, '_, '_>, timed: &Timed) -> Qualifier {
        let text = String::from_utf8_lossy(&self.hit.unit.text);
        typed_qualifier(qualifier(context.tables, &text, &timed.range))
    }

    /// Places named in the words of a group, each with where it stands.
    pub(super) fn places(&self, context: Context<'_, '_, '_>, name: &str) -> Vec<(Span, Mention)> {
        let Some(value) = self.hit.values.get(name) else { return Vec::new() };
        if self.rule.file.values.get(name) == Some(&ValueKind::Country) {
            return country(context.scan, context.tables, value.span).into_iter().collect();
        }
        mentions(context.scan, context.tables, value.span)
    }
}

pub(super) fn typed_qualifier(qualifier: crate::value::Qualifier) -> Qualifier {
    match qualifier {
        crate::value::Qualifier::Max => Qualifier::Max,
        crate::value::Qualifier::Min => Qualifier::Min,
        crate::value::Qualifier::Exact => Qualifier::Exact,
    }
}

/// A period as a fact.
pub(super) fn term(period: &Period, evidence: Evidence) -> Term {
    Term {
        iso: period.iso.clone(),
        days: Days::new(period.days()),
        business: period.unit == PeriodUnit::BusinessDay,
        evidence,
    }
}
