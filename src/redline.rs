//! What changed in the wording between two versions of one agreement.
//!
//! In: two documents with their clauses. Out: [`Change`]s in the order of the new version. Not here: what a change
//! means; that is told by the facts and findings of both.
//!
//! Units are sentences, table rows and headings without their labels, so that renumbering changes nothing. Equal units in
//! order are found first, then equal ones elsewhere (moved), then the most alike of the rest are paired (altered).

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::clause::Clauses;
use crate::document::Document;
use crate::text::{Span, fold_word};

/// One version.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// Its text.
    pub document: &'a Document,
    /// Its clauses.
    pub clauses: &'a Clauses,
}

/// What happened to a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// Other words in the same place.
    Altered,
    /// Only in the new version.
    Added,
    /// Only in the old version.
    Removed,
    /// The same words in another place.
    Moved,
}

impl ChangeKind {
    /// The word of the report.
    pub fn name(self) -> &'static str {
        match self {
            Self::Altered => "altered",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Moved => "moved",
        }
    }
}

/// A change: its words in the old version, in the new one, or in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// Where it stood.
    pub old: Option<Span>,
    /// Where it stands.
    pub new: Option<Span>,
}

/// Share of words, in thousandths, two units of one hunk have in common from which one is read as the other, altered.
const ALIKE: usize = 500;

/// The same for units of different hunks.
const ALIKE_APART: usize = 750;

/// Units of both sides that are compared with each other outside their own hunk; above it only within a hunk.
const MOST_PAIRS: usize = 1_000_000;

struct Unit {
    span: Span,
    key: String,
}

/// The changes from `old` to `new`, in the order of the new version; what was removed stands where it was missed.
pub fn redline(old: Version<'_>, new: Version<'_>) -> Vec<Change> {
    let (before, after) = (units(old), units(new));
    let keys = |units: &[Unit]| units.iter().map(|unit| unit.key.clone()).collect::<Vec<_>>();
    let ops = capture_diff_slices(Algorithm::Patience, &keys(&before), &keys(&after));
    let mut pairing = Pairing::new(&before, &after, &ops);
    pairing.moved();
    pairing.altered();
    pairing.changes()
}

/// What is left on both sides once equal units in order are taken out.
struct Pairing<'a> {
    old: &'a [Unit],
    new: &'a [Unit],
    /// Units of the old version that found no partner, with the hunk they stand in.
    removed: Vec<Left>,
    /// The same of the new version.
    added: Vec<Left>,
    /// Changes with their place in the new version.
    found: Vec<(usize, Change)>,
}

/// A unit without partner.
#[derive(Clone, Copy)]
struct Left {
    unit: usize,
    hunk: usize,
    /// Index of the unit of the new version before which it stands.
    place: usize,
}

impl<'a> Pairing<'a> {
    fn new(old: &'a [Unit], new: &'a [Unit], ops: &[DiffOp]) -> Self {
        let (mut removed, mut added) = (Vec::new(), Vec::new());
        let mut hunk = 0;
        for op in ops {
            if matches!(op, DiffOp::Equal { .. }) {
                hunk += 1;
                continue;
            }
            let place = op.new_range().start;
            removed.extend(op.old_range().map(|unit| Left { unit, hunk, place }));
            added.extend(op.new_range().map(|unit| Left { unit, hunk, place: unit }));
        }
        Self { old, new, removed, added, found: Vec::new() }
    }

    /// The same words elsewhere. Short units come back too often to be followed.
    fn moved(&mut self) {
        let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, left) in self.removed.iter().enumerate() {
            by_key.entry(&self.old[left.unit].key).or_default().push(at);
        }
        let mut pairs = Vec::new();
        for (at, left) in self.added.iter().enumerate() {
            let words = self.new[left.unit].key.split(' ').count();
            let Some(places) = by_key.get_mut(self.new[left.unit].key.as_str()) else { continue };
            if words >= FEWEST_WORDS && !places.is_empty() {
                pairs.push((places.remove(0), at));
            }
        }
        self.settle(ChangeKind::Moved, &pairs);
    }

    /// The most alike first; of equals those in one hunk, then the earlier.
    fn altered(&mut self) {
        let everywhere = self.removed.len().saturating_mul(self.added.len()) <= MOST_PAIRS;
        let bags = |lefts: &[Left], units: &[Unit]| -> Vec<BTreeMap<String, usize>> {
            lefts.iter().map(|left| bag(&units[left.unit].key)).collect()
        };
        let (old_bags, new_bags) = (bags(&self.removed, self.old), bags(&self.added, self.new));
        let mut candidates = Vec::new();
        for (r, removed) in self.removed.iter().enumerate() {
            for (a, added) in self.added.iter().enumerate() {
                let together = removed.hunk == added.hunk;
                if !together && !everywhere {
                    continue;
                }
                let alike = alike(&old_bags[r], &new_bags[a]);
                if alike >= if together { ALIKE } else { ALIKE_APART } {
                    candidates.push((alike, together, r, a));
                }
            }
        }
        candidates.sort_by_key(|&(alike, together, r, a)| (std::cmp::Reverse((alike, together)), r, a));
        let (mut used_old, mut used_new) = (vec![false; self.removed.len()], vec![false; self.added.len()]);
        let mut pairs = Vec::new();
        for (_, _, r, a) in candidates {
            if !used_old[r] && !used_new[a] {
                (used_old[r], used_new[a]) = (true, true);
                pairs.push((r, a));
            }
        }
        self.settle(ChangeKind::Altered, &pairs);
    }

    /// Takes pairs of removed and added units out as one change each.
    fn settle(&mut self, kind: ChangeKind, pairs: &[(usize, usize)]) {
        for &(r, a) in pairs {
            let (removed, added) = (self.removed[r], self.added[a]);
            let (old, new) = (&self.old[removed.unit], &self.new[added.unit]);
            self.found.push((added.place, Change { kind, old: Some(old.span), new: Some(new.span) }));
        }
        self.removed = without(&self.removed, &pairs.iter().map(|pair| pair.0).collect());
        self.added = without(&self.added, &pairs.iter().map(|pair| pair.1).collect());
    }

    fn changes(mut self) -> Vec<Change> {
        let removed = self.removed.iter().map(|left| {
            let span = self.old[left.unit].span;
            (left.place, Change { kind: ChangeKind::Removed, old: Some(span), new: None })
        });
        let added = self.added.iter().map(|left| {
            let span = self.new[left.unit].span;
            (left.place, Change { kind: ChangeKind::Added, old: None, new: Some(span) })
        });
        let rest: Vec<(usize, Change)> = removed.chain(added).collect();
        self.found.extend(rest);
        self.found.sort_by_key(|(place, change)| {
            (*place, change.new.is_some(), change.old.map(Span::start), change.new.map(Span::start))
        });
        self.found.into_iter().map(|(_, change)| change).collect()
    }
}

fn without(lefts: &[Left], used: &BTreeSet<usize>) -> Vec<Left> {
    lefts.iter().enumerate().filter(|(at, _)| !used.contains(at)).map(|(_, left)| *left).collect()
}

/// Units of fewer words are not followed when they move.
const FEWEST_WORDS: usize = 4;

/// Sentences, rows and headings in text order.
fn units(version: Version<'_>) -> Vec<Unit> {
    let Version { document, clauses } = version;
    let headings = clauses.nodes.iter().filter_map(|node| node.heading);
    let sentences = clauses.sentences.iter().map(|sentence| sentence.span);
    let rows = clauses.rows.iter().filter_map(|row| row.cells.iter().copied().reduce(Span::join));
    let mut spans: Vec<Span> = headings.chain(sentences).chain(rows).collect();
    spans.sort_by_key(|span| (span.start(), std::cmp::Reverse(span.end())));
    // What stands in a heading or a row is told by it.
    let mut end = 0;
    spans.retain(|span| {
        let inside = span.end() <= end;
        end = end.max(span.end());
        !inside
    });
    let unit = |span: Span| Unit { span, key: key(document.slice(span)) };
    spans.into_iter().map(unit).filter(|unit| !unit.key.is_empty()).collect()
}

/// The words alone: case, accents, layout and punctuation are no change of wording.
fn key(text: &str) -> String {
    let folded = fold_word(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

fn bag(key: &str) -> BTreeMap<String, usize> {
    let mut bag = BTreeMap::new();
    for word in key.split(' ') {
        *bag.entry(word.to_owned()).or_default() += 1;
    }
    bag
}

/// Dice's coefficient of two bags of words, in thousandths.
fn alike(one: &BTreeMap<String, usize>, other: &BTreeMap<String, usize>) -> usize {
    let total: usize = one.values().chain(other.values()).sum();
    let shared: usize = one.iter().map(|(word, count)| other.get(word).map_or(0, |known| (*count).min(*known))).sum();
    (2000 * shared).checked_div(total).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clause::segment;
    use crate::read::{Limits, read};

    fn document(text: &str) -> Document {
        read(text.as_bytes(), "x", "x", &Limits::default()).expect("a text reads").value
    }

    /// Changes as `kind: old words > new words`.
    #[track_caller]
    fn check(old: &str, new: &str, expect: &[&str]) {
        let (old, new) = (document(old), document(new));
        let (old_clauses, new_clauses) = (segment(&old), segment(&new));
        let changes = redline(
            Version { document: &old, clauses: &old_clauses },
            Version { document: &new, clauses: &new_clauses },
        );
        let words = |document: &Document, span: Option<Span>| span.map_or("-", |span| document.slice(span)).to_owned();
        let found: Vec<String> = changes
            .iter()
            .map(|change| format!("{}: {} > {}", change.kind.name(), words(&old, change.old), words(&new, change.new)))
            .collect();
        assert_eq!(found, expect);
    }

    const OLD: &str = "Artikel 1: Melding\n\n1. Verwerker meldt een inbreuk binnen 24 uur aan de school.\n2. Verwerker houdt \
        een register van inbreuken bij.\n\nArtikel 2: Einde\n\n1. Na afloop wist verwerker alle gegevens van leerlingen.\n";

    #[test]
    fn one_version_twice_has_no_changes() {
        check(OLD, OLD, &[]);
    }

    #[test]
    fn a_number_that_changed_is_altered_wording() {
        check(
            OLD,
            &OLD.replace("24 uur", "72 uur"),
            &[
                "altered: Verwerker meldt een inbreuk binnen 24 uur aan de school. > Verwerker meldt een inbreuk binnen 72 \
                uur aan de school.",
            ],
        );
    }

    #[test]
    fn renumbering_is_no_change() {
        let first = "Artikel 1: Begrippen\n\n1. Een inbreuk is een inbreuk op de beveiliging.\n\n";
        let later = OLD.replace("Artikel 2", "Artikel 3").replace("Artikel 1", "Artikel 2");
        check(
            OLD,
            &format!("{first}{later}"),
            &["added: - > Begrippen", "added: - > Een inbreuk is een inbreuk op de beveiliging."],
        );
    }

    #[test]
    fn what_is_left_out_is_removed_and_what_stands_elsewhere_is_moved() {
        check(
            OLD,
            &OLD.replace("2. Verwerker houdt een register van inbreuken bij.\n", ""),
            &["removed: Verwerker houdt een register van inbreuken bij. > -"],
        );
        let moved = OLD.replace("2. Verwerker houdt een register van inbreuken bij.\n", "")
            + "2. Verwerker houdt een register van inbreuken bij.\n";
        check(
            OLD,
            &moved,
            &[
                "moved: Verwerker houdt een register van inbreuken bij. > Verwerker houdt een register van inbreuken bij.",
            ],
        );
    }

    #[test]
    fn layout_and_case_are_no_wording() {
        check(OLD, &OLD.replace(" een inbreuk", "  een  Inbreuk,"), &[]);
    }
}
