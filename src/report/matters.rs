//! Findings sorted the way a reader meets them.
//!
//! In: an analysis. Out: [`Matters`]. Not here: how they are printed. Two rules shape it: remarks about the model itself
//! never count as deviations from it, and what is merely not filled in is one headline with a list below it.

use crate::Analysis;
use crate::compare::{Finding, FindingKind, Origin, Severity};
use crate::extract::Placeholder;

/// Findings by the place they take in the report.
pub(super) struct Matters<'a> {
    /// Everything that counts as a difference, worst first.
    pub(super) differences: Vec<&'a Finding>,
    /// The document is not finished.
    pub(super) unfinished: Vec<&'a Finding>,
    /// Blanks that no finding of `unfinished` speaks of.
    pub(super) blanks: Vec<&'a Placeholder>,
    /// Better for the controller than the model.
    pub(super) improved: Vec<&'a Finding>,
    /// Remarks about the model's own text.
    pub(super) model: Vec<&'a Finding>,
}

/// One numbered entry of page one.
#[derive(Clone, Copy)]
pub(super) enum Entry<'a> {
    /// A finding.
    One(&'a Finding),
    /// All of [`Matters::unfinished`].
    Unfinished,
}

/// Sorts the findings of an analysis, which come worst first.
pub(super) fn matters(analysis: &Analysis) -> Matters<'_> {
    let mut sorted =
        Matters { differences: vec![], unfinished: vec![], blanks: vec![], improved: vec![], model: vec![] };
    for finding in &analysis.findings {
        let pile = match (finding.origin, finding.kind) {
            (Origin::Model, _) => &mut sorted.model,
            (Origin::State, _) => &mut sorted.unfinished,
            (_, FindingKind::Improved) => &mut sorted.improved,
            _ => &mut sorted.differences,
        };
        pile.push(finding);
    }
    sorted.blanks = uncovered(analysis, &sorted.unfinished);
    sorted
}

fn uncovered<'a>(analysis: &'a Analysis, unfinished: &[&Finding]) -> Vec<&'a Placeholder> {
    let mut spoken: Vec<_> = unfinished.iter().flat_map(|finding| spans(finding)).collect();
    spoken.sort_unstable();
    let covered = |blank: &Placeholder| spoken.iter().any(|span| span.overlaps(blank.evidence.first));
    analysis.facts.placeholders.iter().filter(|blank| !covered(blank)).collect()
}

fn spans(finding: &Finding) -> Vec<crate::text::Span> {
    match &finding.grounds {
        crate::evidence::Grounds::Quoted(evidence) => evidence.spans().collect(),
        crate::evidence::Grounds::Absent(_) => Vec::new(),
    }
}

impl<'a> Matters<'a> {
    /// How bad the headline about the unfinished document is.
    fn unfinished_severity(&self) -> Option<Severity> {
        self.unfinished.iter().map(|finding| finding.severity).min()
    }

    /// Entries of one severity in the order of page one: differences first, the headline after them.
    pub(super) fn entries(&self, severity: Severity) -> Vec<Entry<'a>> {
        let ones = self.differences.iter().filter(|finding| finding.severity == severity);
        let mut entries: Vec<Entry<'a>> = ones.map(|finding| Entry::One(finding)).collect();
        if self.unfinished_severity() == Some(severity) {
            entries.push(Entry::Unfinished);
        }
        entries
    }

    /// Places still to be filled in.
    pub(super) fn fill_in(&self) -> usize {
        self.unfinished.len() + self.blanks.len()
    }

    /// Differences that belong in a list of their own.
    pub(super) fn listed(&self, list: List) -> Vec<&'a Finding> {
        self.differences.iter().copied().filter(|finding| list_of(finding) == Some(list)).collect()
    }

    /// Differences of one severity that belong in no list of their own.
    pub(super) fn unlisted(&self, severity: Severity) -> Vec<&'a Finding> {
        let fits = |finding: &&Finding| finding.severity == severity && list_of(finding).is_none();
        self.differences.iter().copied().filter(fits).collect()
    }
}

/// Lists of their own from page two.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    /// To be asked, as the text cannot tell.
    Questions,
    /// Two places that do not go together.
    Contradictions,
    /// References that lead nowhere.
    References,
}

fn list_of(finding: &Finding) -> Option<List> {
    match finding.kind {
        FindingKind::Contradiction => Some(List::Contradictions),
        FindingKind::Reference => Some(List::References),
        FindingKind::Question => Some(List::Questions),
        _ if finding.origin == Origin::Outside => Some(List::Questions),
        _ => None,
    }
}
