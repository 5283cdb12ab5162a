//! Where data are stored, processed, supported from or sent to.
//!
//! In: a scanned document and the sub-processors found. Out: `locations`. Not here: seats of parties, courts and laws.

use super::grid::unit_around;
use super::mechanisms::Grounds;
use super::said::{self, Context, Said};
use super::state::{self, Answer};
use crate::evidence::Evidence;
use crate::extract::{Activity, Facts, Location};
use crate::text::Span;
use crate::value::{Certainty, Kind, Mention, Tables, Territory, zone};

/// One place with the town before its country.
pub(super) struct Spot {
    pub(super) span: Span,
    pub(super) territory: Territory,
    pub(super) place: Option<Span>,
    pub(super) colloquial: bool,
}

pub(super) fn extract(context: Context<'_, '_, '_>, facts: &mut Facts, grounds: &Grounds, of_items: Vec<Location>) {
    let said = said::all(context, "locations");
    let elsewhere: Vec<Span> =
        said.iter().filter(|said| said.role() == Some("not-place")).map(|said| said.hit.evidence.first).collect();
    let mut found = Vec::new();
    for said in said.iter().filter(|said| said.role().is_none() && in_section(context, said)) {
        let activity = said.gives("activity").and_then(Activity::from_name).unwrap_or(Activity::Processing);
        let subprocessor = said.gives("subject") == Some("subprocessor");
        let mut places = said.places(context, "place");
        places.retain(|(span, _)| !elsewhere.iter().any(|other| other.overlaps(*span)));
        for spot in spots(context.tables, places) {
            if said.gives("unspecified") == Some("no") && spot.territory == Territory::ThirdCountry {
                continue;
            }
            let around = unit_around(context, spot.span).unwrap_or(spot.span);
            // The quote ends where the place does: what follows may be another one.
            let from = said.hit.evidence.first.start().min(spot.span.start());
            let evidence = Evidence::at(Span::new(from, spot.span.end()));
            found.push((spot.span, location(context, &spot, activity, subprocessor, grounds.inside(around), evidence)));
        }
    }
    // A sub-processor's place that a wider rule found too is the sub-processor's; storage goes before processing.
    found.sort_by_key(|(span, location)| {
        (span.start(), !location.subprocessor, location.activity == Activity::Processing)
    });
    found.dedup_by(|later, earlier| later.0.overlaps(earlier.0));
    let mine = |span: &Span| !of_items.iter().any(|item| item.evidence.spans().any(|own| own.overlaps(*span)));
    found.retain(|(span, _)| mine(span));
    for location in found.into_iter().map(|(_, location)| location).chain(of_items) {
        add(&mut facts.locations, location);
    }
    let answer = Answer::of(facts.locations.first().map(|location| location.evidence.clone()));
    state::record(context, facts, "locations", &said, &["storage", "transfer", "subprocessors"], answer);
}

/// A section on storage longer than this speaks of other things too.
const SECTION: usize = 4_000;

/// A rule that takes any place under a heading holds only where the section is no longer than one on places is.
fn in_section(context: Context<'_, '_, '_>, said: &Said<'_>) -> bool {
    let Some(topic) = said.gives("section") else { return true };
    let sections = context.scan.clauses_of(&[topic.to_owned()]);
    let spans = sections.into_iter().map(|id| context.scan.view.clauses.get(id).span);
    spans.filter(|span| span.covers(said.span().start())).all(|span| span.len() <= SECTION)
}

/// Two places further apart than this are not one list.
const LIST_GAP: usize = 12;

/// Mentions to places: a town is joined with the country that follows it, a zone that only repeats a country goes.
pub(super) fn spots(tables: &Tables, mentions: Vec<(Span, Mention)>) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::new();
    // "outside the EEA, the United Kingdom or …": the word holds for the list.
    let mut outside_until = 0;
    for (span, mention) in mentions {
        let outside = mention.outside || span.start() <= outside_until;
        if outside {
            outside_until = span.end() + LIST_GAP;
        }
        let territory = match (outside, mention.country) {
            (true, Territory::Eea | Territory::Eu) => Territory::ThirdCountry,
            (true, _) => continue,
            (false, territory) => territory,
        };
        if matches!(mention.kind, Kind::Imprecise | Kind::Adjective) {
            continue;
        }
        let named = matches!(mention.kind, Kind::City | Kind::Region);
        if let Some(last) = spots.last_mut()
            && !named
            && last.place.is_some()
            && last.territory == territory
            && span.start() <= last.span.end() + 4
        {
            last.span = last.span.join(span);
            continue;
        }
        let colloquial = mention.certainty == Certainty::Colloquial;
        spots.push(Spot { span, territory, place: named.then_some(span), colloquial });
    }
    // "EU (Frankfurt)": the zone only says again what the country says. "The EU and Switzerland" are two places.
    let inside = spots
        .iter()
        .any(|spot| matches!(spot.territory, Territory::Country(_)) && zone(tables, spot.territory).as_str() == "eea");
    if inside {
        spots.retain(|spot| !matches!(spot.territory, Territory::Eea | Territory::Eu));
    }
    // "Bern, Switzerland. This is outside the EEA": the same country once more.
    let named =
        |spot: &Spot| matches!(spot.territory, Territory::Country(_)) && zone(tables, spot.territory).as_str() != "eea";
    if spots.iter().any(named) {
        spots.retain(|spot| spot.territory != Territory::ThirdCountry);
    }
    spots
}

pub(super) fn location(
    context: Context<'_, '_, '_>,
    spot: &Spot,
    activity: Activity,
    subprocessor: bool,
    mechanism: Option<String>,
    evidence: Evidence,
) -> Location {
    Location {
        country: spot.territory.as_str().unwrap_or("third-country-unspecified").to_owned(),
        place: spot.place.map(|place| context.slice(place).to_owned()),
        activity,
        subprocessor,
        zone: zone(context.tables, spot.territory).as_str(),
        mechanism,
        colloquial: spot.colloquial,
        evidence,
    }
}

/// One entry for each country, town and side; a country without a town adds nothing to one with it.
fn add(list: &mut Vec<Location>, location: Location) {
    let same = |known: &&mut Location| {
        known.country == location.country
            && known.subprocessor == location.subprocessor
            && (known.place.is_none() || location.place.is_none() || known.place == location.place)
    };
    match list.iter_mut().find(same) {
        Some(known) => {
            if known.place.is_none() {
                known.place = location.place;
            }
            if known.activity == Activity::Processing {
                known.activity = location.activity;
            }
            known.mechanism = known.mechanism.take().or(location.mechanism);
            known.evidence = location.evidence.spans().fold(known.evidence.clone(), Evidence::and);
        }
        None => list.push(location),
    }
}

/// Whether anything is said of places beside what the sub-processors' table says.
pub(super) fn activity_of(said: Option<&Said<'_>>) -> Activity {
    said.and_then(|said| said.gives("activity")).and_then(Activity::from_name).unwrap_or(Activity::Processing)
}
