//! Facts about the paper itself: parties, blanks, signatures, annexes, versions, defined terms.
//!
//! In: a scanned document. Out: those fields of [`Facts`]. Not here: what the clauses promise (`statements`).

mod annexes;
mod blanks;
mod definitions;
mod details;
mod names;
mod parties;
mod redaction;
mod roles;
mod rule;
mod signature;
#[cfg(test)]
mod tests;
mod versions;

use super::{Facts, Role, SignatureState, State};
use crate::clause::{ClauseKind, Clauses};
use crate::document::Document;
use crate::evidence::{Evidence, Search};
use crate::rules::{Alias, Scan};
use crate::text::{Folded, Lang, Span};
use crate::value::{Organisation, Tables, find_organisations};
use blanks::Blank;
use parties::Side;

/// The paper as printed, names of the sides and not role words in their place: what its facts are found with, and what
/// several of them ask for.
pub struct Paper<'p> {
    scan: &'p Scan<'p, 'p>,
    tables: &'p Tables,
    /// Names with a legal form.
    organisations: Vec<Organisation>,
    /// Stretches made unreadable.
    redactions: Vec<Span>,
    /// Where the parties sign.
    signing: Vec<Span>,
    /// Where something is still to be filled in.
    blanks: Vec<Blank>,
    /// Words around parties.
    cues: Cues,
    /// Defined terms with the whole match.
    terms: Vec<(Span, Span)>,
    /// Defined terms of which a sentence says what side they are.
    said_of_terms: Vec<(Span, Role)>,
    /// The parties of both sides.
    sides: Vec<Side>,
}

/// Words around parties that are asked for again and again.
struct Cues {
    /// "customers of".
    customers: Vec<Span>,
    /// "and the customer".
    others: Vec<(Role, Span)>,
    /// "hierna: “Verwerker”".
    said: Vec<(Role, Span)>,
    /// Role words.
    generic: Vec<(Role, Span)>,
}

impl Cues {
    fn new(scan: &Scan<'_, '_>) -> Self {
        let found = |who: &str| rule::found(scan, "parties", "who", who);
        let sides = |who: &str| found(who).iter().filter_map(|hit| Some((hit.role()?, hit.span()))).collect();
        Self {
            customers: found("customer-of").iter().map(rule::Found::span).collect(),
            others: sides("other-side"),
            said: sides("before"),
            generic: sides("generic"),
        }
    }
}

impl<'p> Paper<'p> {
    /// Reads what the other facts are found with. The view of the scan has no aliases.
    pub fn read(scan: &'p Scan<'p, 'p>, tables: &'p Tables) -> Self {
        let text = &scan.view.document.text;
        let mut organisations = find_organisations(tables, text, &Folded::new(text));
        for organisation in &mut organisations {
            names::drop_label(text, organisation);
        }
        organisations.retain_mut(|organisation| names::has_name(scan, text, organisation));
        let mut paper = Self {
            scan,
            tables,
            organisations,
            redactions: Vec::new(),
            signing: signature::regions(scan),
            blanks: Vec::new(),
            cues: Cues::new(scan),
            terms: Vec::new(),
            said_of_terms: Vec::new(),
            sides: Vec::new(),
        };
        paper.redactions = redaction::find(&paper);
        paper.blanks = blanks::find(&paper);
        paper.terms = definitions::terms(&paper);
        paper.said_of_terms = roles::said_of_terms(&paper);
        paper.sides = parties::sides(&paper);
        paper
    }

    /// Names by which the document calls its sides, so that rules can read role words in their place.
    pub fn role_names(&self) -> Vec<Alias> {
        roles::aliases(self)
    }

    fn document(&self) -> &'p Document {
        self.scan.view.document
    }

    fn clauses(&self) -> &'p Clauses {
        self.scan.view.clauses
    }

    fn text(&self) -> &'p str {
        &self.document().text
    }

    fn slice(&self, span: Span) -> &'p str {
        span.of(self.text())
    }

    fn lang(&self) -> Lang {
        self.scan.view.lang
    }

    fn signs(&self, offset: usize) -> bool {
        self.signing.iter().any(|region| region.covers(offset))
    }

    fn redacted(&self, span: Span) -> bool {
        self.redactions.iter().any(|redaction| redaction.overlaps(span))
    }

    fn blank_in(&self, span: Span) -> Option<&Blank> {
        self.blanks.iter().find(|blank| span.overlaps(blank.core))
    }
}

/// Fills in parties, placeholders, signature, annexes, redactions, versions and definitions.
pub(super) fn extract(paper: &Paper<'_>, facts: &mut Facts) {
    facts.parties = details::parties(paper);
    facts.placeholders = blanks::placeholders(paper);
    facts.signature = signature::read(paper);
    facts.annexes = annexes::find(paper);
    facts.redactions = paper.redactions.iter().map(|&span| Evidence::at(span)).collect();
    facts.versions = versions::find(paper);
    facts.definitions = definitions::find(paper);
    states(facts);
}

fn states(facts: &mut Facts) {
    let found = |first: Option<&Evidence>| {
        first.map_or_else(|| State::NotFound(Search::default()), |evidence| State::Found(evidence.clone()))
    };
    let blank = facts.parties.iter().find(|party| {
        party.placeholder
            && facts.placeholders.iter().any(|blank| blank.evidence.spans().any(|s| s.overlaps(party.evidence.first)))
    });
    let masked = facts
        .parties
        .iter()
        .find(|party| facts.redactions.iter().any(|redaction| redaction.first.contains(party.evidence.first)));
    let parties = match (blank, masked) {
        (Some(party), _) => State::Blank(party.evidence.clone()),
        (None, Some(party)) => State::Redacted(party.evidence.clone()),
        _ => found(facts.parties.first().map(|party| &party.evidence)),
    };
    let signature = match (&facts.signature.evidence, facts.signature.state) {
        (Some(evidence), SignatureState::Blank) => State::Blank(evidence.clone()),
        (evidence, _) => found(evidence.as_ref()),
    };
    let states = [
        ("parties", parties),
        ("placeholders", found(facts.placeholders.first().map(|blank| &blank.evidence))),
        ("signature", signature),
        ("annexes", found(facts.annexes.references.first().map(|(_, evidence)| evidence))),
        ("versions", found(facts.versions.first().map(|version| &version.evidence))),
        ("definitions", found(facts.definitions.first().map(|definition| &definition.evidence))),
    ];
    facts.states.extend(states);
}

/// Where the parties are introduced ends: at the first article that is not about them.
fn introduction_end(paper: &Paper<'_>) -> usize {
    let clauses = paper.clauses();
    let parties = |at: usize| {
        let id = crate::clause::ClauseId(at as u32);
        paper.scan.topics_of(id).iter().any(|topic| topic == "parties")
    };
    let first = clauses.nodes.iter().enumerate().find(|(at, node)| {
        node.level == 1 && matches!(node.kind, ClauseKind::Article | ClauseKind::Annex) && !parties(*at)
    });
    let end = first.map_or(paper.text().len(), |(_, node)| node.span.start());
    // Without parties in an introduction the first article does its work.
    let found = |who: &str| rule::found(paper.scan, "parties", "who", who).iter().any(|hit| hit.span().start() < end);
    let said = paper.cues.said.iter().any(|(_, span)| span.start() < end);
    if end >= SHORTEST_INTRODUCTION && (said || found("value") || found("below")) {
        return end;
    }
    first.map_or(end, |(_, node)| node.span.end().min(end + 1500))
}

/// A title alone is shorter.
const SHORTEST_INTRODUCTION: usize = 160;

/// Two roles, for loops.
const ROLES: [Role; 2] = [Role::Controller, Role::Processor];
