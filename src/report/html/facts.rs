//! What was extracted, as tables: every fact with its answer, then the facts that have several entries.
//!
//! In: the frame. Out: the section of facts, its evidence marked in the text. Not here: the ten of page one (`first`).

use maud::{Markup, html};

use crate::evidence::Evidence;
use crate::extract::{Facts, Listed, State};
use crate::report::key_facts::{key_facts, parties, state_answer};
use crate::report::page_one::Piece;
use crate::report::value::{activity, country, retention, zone};
use crate::report::words::{Word, fill};

use super::frame::{Back, Frame, Mark};

/// Longest value in a cell.
const CELL: usize = 400;

/// A table of facts: caption, heads, and rows that know where they come from.
struct Grid {
    caption: Word,
    heads: Vec<Word>,
    rows: Vec<(Vec<Vec<Piece>>, Option<Evidence>)>,
}

pub(super) fn facts(frame: &Frame) -> Markup {
    let facts = &frame.context.analysis.facts;
    let grids = [
        party_grid(frame),
        location_grid(frame, facts),
        subprocessor_grid(frame, facts),
        retention_grid(frame, facts),
        simple(
            Word::TransferGround,
            facts.transfer_mechanisms.iter().map(|ground| (ground.kind.as_str(), &ground.evidence)),
        ),
        simple(Word::FactVersions, facts.versions.iter().map(|version| (version.text.as_str(), &version.evidence))),
        simple(Word::FactDefinitions, facts.definitions.iter().map(|term| (term.term.as_str(), &term.evidence))),
        simple(Word::FactAnnexes, facts.annexes.references.iter().map(|(number, at)| (number.as_str(), at))),
    ];
    let lists = facts.listed.iter().map(|(&name, list)| listed_grid(name, list));
    let grids: Vec<Grid> = grids.into_iter().chain(lists).filter(|grid| !grid.rows.is_empty()).collect();
    let inner = html! {
        (answers(frame, &grids))
        @for (at, grid) in grids.iter().enumerate() { (table(frame, grid, at + 1)) }
    };
    frame.section("facts", frame.say(Word::FactsHeading), &inner)
}

/// One row for every fact with a state: the five answers are five different words.
fn answers(frame: &Frame, grids: &[Grid]) -> Markup {
    let states = &frame.context.analysis.facts.states;
    let mut rows: Vec<(&str, Word, Vec<Piece>)> =
        key_facts(frame.context).into_iter().map(|fact| (fact.name, fact.label, fact.answer)).collect();
    for &name in states.keys() {
        let Some(label) = label(name).filter(|_| rows.iter().all(|row| row.0 != name)) else { continue };
        rows.push((name, label, state_answer(frame.context, name)));
    }
    html! { div.wide tabindex="0" { table {
        caption { (frame.say(Word::AllAnswers)) }
        thead { tr { th scope="col" { (frame.say(Word::ColumnWhat)) } th scope="col" { (frame.say(Word::ColumnAnswer)) } } }
        tbody { @for (name, label, answer) in &rows {
            @let id = frame.id(&format!("f-{name}"));
            ({ mark_state(frame, states.get(name), *label, &id, grids); "" })
            tr id=(id) { th scope="row" { (frame.say(*label)) } td { (frame.pieces(answer, CELL)) } }
        } }
    } } }
}

/// Marks what an answer rests on, unless a table below does so entry by entry.
fn mark_state(frame: &Frame, state: Option<&State>, label: Word, id: &str, grids: &[Grid]) {
    if !is_marked(label) || grids.iter().any(|grid| grid.caption == label) {
        return;
    }
    let Some(State::Found(at) | State::None(at) | State::Blank(at) | State::Redacted(at)) = state else { return };
    mark(frame, at, label, id);
}

fn mark(frame: &Frame, at: &Evidence, label: Word, id: &str) {
    let shown = frame.say(label);
    let spoken = fill(frame.tongue(), Word::BackToFact, &[("n", shown)]);
    let back = Back { to: id.to_owned(), shown: shown.to_owned(), spoken };
    at.spans().for_each(|span| frame.mark(span, Mark::Fact, &back));
}

/// What a fact is called; a new one has no row until it stands here.
fn label(name: &str) -> Option<Word> {
    Some(match name {
        "annexes" => Word::FactAnnexes,
        "certifications" => Word::FactCertifications,
        "contacts" => Word::Contact,
        "data_categories" => Word::FactDataCategories,
        "data_subjects" => Word::FactDataSubjects,
        "definitions" => Word::FactDefinitions,
        "governing_law" => Word::FactGoverningLaw,
        "liability_cap" => Word::FactLiabilityCap,
        "parties" => Word::Parties,
        "placeholders" => Word::FactPlaceholders,
        "products" => Word::FactProducts,
        "purposes" => Word::FactPurposes,
        "security_measures" => Word::FactMeasures,
        "signature" => Word::FactSignature,
        "special_categories" => Word::SpecialCategories,
        "versions" => Word::FactVersions,
        "redactions" => Word::FactRedactions,
        _ => return None,
    })
}

/// Whether the text shows where entries were taken from. Every defined term and every reference to an annex would drown
/// the rest; their places are one link away from the table.
fn is_marked(caption: Word) -> bool {
    !matches!(caption, Word::FactDefinitions | Word::FactAnnexes)
}

fn table(frame: &Frame, grid: &Grid, number: usize) -> Markup {
    html! { div.wide tabindex="0" { table {
        caption { (frame.say(grid.caption)) " (" (grid.rows.len()) ")" }
        thead { tr {
            @for &key in &grid.heads { th scope="col" { (frame.say(key)) } }
            th scope="col" { (frame.say(Word::Place)) }
        } }
        tbody { @for (at, (cells, evidence)) in grid.rows.iter().enumerate() {
            @let id = frame.id(&format!("f{number}-{}", at + 1));
            @if let Some(evidence) = evidence.as_ref().filter(|_| is_marked(grid.caption)) { ({ mark(frame, evidence, grid.caption, &id); "" }) }
            tr id=(id) {
                @for (nth, cell) in cells.iter().enumerate() {
                    @if nth == 0 { th scope="row" { (frame.pieces(cell, CELL)) } } @else { td { (frame.pieces(cell, CELL)) } }
                }
                td { @if let Some(evidence) = evidence { (frame.spot(evidence.first)) } }
            }
        } }
    } } }
}

fn words(text: &str) -> Vec<Piece> {
    vec![Piece::words(text)]
}

fn maybe(text: Option<&String>) -> Vec<Piece> {
    text.map(|text| words(text)).unwrap_or_default()
}

fn simple<'e>(caption: Word, rows: impl Iterator<Item = (&'e str, &'e Evidence)>) -> Grid {
    let rows = rows.map(|(text, at)| (vec![words(text)], Some(at.clone()))).collect();
    Grid { caption, heads: vec![Word::ColumnText], rows }
}

fn listed_grid(name: &str, list: &[Listed]) -> Grid {
    let caption = label(name).unwrap_or(Word::FactsHeading);
    simple(caption, list.iter().map(|entry| (entry.text.as_str(), &entry.evidence)))
}

fn party_grid(frame: &Frame) -> Grid {
    let lines = parties(frame.context);
    let evidence = frame.context.analysis.facts.parties.iter().map(|party| party.evidence.clone());
    // The place has a column of its own here.
    let own = |pieces: Vec<Piece>| pieces.into_iter().take(1).collect::<Vec<_>>();
    let rows = lines.into_iter().zip(evidence);
    let rows = rows.map(|((role, pieces), at)| (vec![words(frame.say(role)), own(pieces)], Some(at))).collect();
    Grid { caption: Word::Parties, heads: vec![Word::ColumnWhose, Word::ColumnText], rows }
}

fn location_grid(frame: &Frame, facts: &Facts) -> Grid {
    let tongue = frame.tongue();
    let row = |place: &crate::extract::Location| {
        let whose = if place.subprocessor { Word::BySubprocessor } else { Word::Processor };
        let cells = vec![
            words(&country(&place.country, tongue)),
            maybe(place.place.as_ref()),
            words(activity(place.activity, tongue)),
            words(frame.say(whose)),
            words(zone(place.zone, tongue)),
            maybe(place.mechanism.as_ref()),
        ];
        (cells, Some(place.evidence.clone()))
    };
    let heads = vec![
        Word::ColumnCountry,
        Word::ColumnTown,
        Word::ColumnActivity,
        Word::ColumnWhose,
        Word::ColumnZone,
        Word::ColumnGround,
    ];
    Grid { caption: Word::StorageCountries, heads, rows: facts.locations.iter().map(row).collect() }
}

fn subprocessor_grid(frame: &Frame, facts: &Facts) -> Grid {
    let tongue = frame.tongue();
    let row = |item: &crate::extract::Subprocessor| {
        let place =
            item.country.as_ref().map(|code| format!("{} ({})", country(code, tongue), zone(item.zone, tongue)));
        let cells = vec![
            words(&item.name),
            maybe(item.service.as_ref()),
            maybe(item.address.as_ref()),
            maybe(place.as_ref()),
            maybe(item.mechanism.as_ref()),
        ];
        (cells, Some(item.evidence.clone()))
    };
    let heads =
        vec![Word::ColumnText, Word::ColumnService, Word::ColumnAddress, Word::ColumnCountry, Word::ColumnGround];
    Grid { caption: Word::Subprocessors, heads, rows: facts.subprocessors.items.iter().map(row).collect() }
}

fn retention_grid(frame: &Frame, facts: &Facts) -> Grid {
    let row = |one: &crate::extract::Retention| {
        (vec![words(&retention(one, frame.tongue()))], Some(one.term.evidence.clone()))
    };
    Grid { caption: Word::Retention, heads: vec![Word::ColumnTerm], rows: facts.retention.iter().map(row).collect() }
}
