//! Sub-processors: who they are, how they are authorised, how long the controller can object.
//!
//! In: a scanned document. Out: `subprocessors`, and the places of those named. Not here: the processor's own places.

use super::grid::{self, Grid};
use super::locations::{Spot, activity_of, location, spots};
use super::mechanisms::Grounds;
use super::names::{self, Named};
use super::said::{self, Context, Said, term};
use super::state::{self, Answer};
use crate::clause::ClauseKind;
use crate::evidence::Evidence;
use crate::extract::typed::mentions;
use crate::extract::{Authorisation, Declared, Facts, Location, Role, Subprocessor, Term};
use crate::text::{Span, fold_word};
use crate::value::{Territory, legal_form, same_organisation, zone};

const TOPIC: &str = "subprocessors";

/// Fills in the fact and gives the places where sub-processors work.
pub(super) fn extract(context: Context<'_, '_, '_>, facts: &mut Facts, grounds: &Grounds) -> Vec<Location> {
    let said = said::all(context, "subprocessors");
    let processors = facts.parties.iter().filter(|party| party.role == Role::Processor);
    let own = processors.filter_map(|party| party.name.clone()).collect();
    let mut found = Found { context, grounds, said: &said, own, items: Vec::new(), places: Vec::new() };
    found.tables();
    found.labels();
    found.lists();
    found.sentences();
    let Found { items, places, .. } = found;
    let of = |role: &'static str| said.iter().filter(move |said| said.role() == Some(role));
    let first = |role: &'static str| of(role).next().map(Said::evidence);
    let external = first("external");
    let facts_of = &mut facts.subprocessors;
    facts_of.items = items;
    let in_item = |span: Span| facts_of.items.iter().any(|item| item.evidence.first.contains(span));
    facts_of.none = of("none").find(|said| !in_item(said.hit.evidence.first)).map(Said::evidence);
    facts_of.specific = first("specific");
    facts_of.named = of("specific").find(|said| said.gives("form") == Some("named")).map(Said::evidence);
    // The law gives a right to object to changes with a general authorisation only (art. 28(2)).
    let objects = || first("may-object").or_else(|| first("objection")).filter(|_| facts_of.specific.is_none());
    facts_of.general = first("general").or_else(objects);
    facts_of.authorisation = match (&facts_of.general, &facts_of.specific) {
        (Some(_), Some(_)) => Authorisation::Mixed,
        (Some(_), None) => Authorisation::General,
        (None, Some(_)) => Authorisation::Specific,
        (None, None) => Authorisation::None,
    };
    facts_of.declared = match (facts_of.items.is_empty(), &facts_of.none, &external) {
        (false, _, _) => Declared::List,
        (true, Some(_), _) => Declared::None,
        (true, None, Some(_)) => Declared::External,
        (true, None, None) => Declared::Absent,
    };
    facts_of.objection = longest_first(context, of("objection"));
    facts_of.notice = longest_first(context, of("notice"));
    let declared = match facts_of.declared {
        Declared::List => facts_of.items.first().map(|item| item.evidence.clone()),
        Declared::None => facts_of.none.clone(),
        Declared::External => external,
        Declared::Absent => None,
    };
    let named: Vec<Evidence> = declared.into_iter().collect();
    facts_of.evidence =
        named.iter().cloned().chain(facts_of.general.clone()).chain(facts_of.specific.clone()).collect();
    let answer = match (facts_of.declared, named.into_iter().next()) {
        (Declared::None, Some(evidence)) => Answer::None(evidence),
        (_, named) => Answer::of(named),
    };
    state::record(context, facts, "subprocessors", &said, &[TOPIC], answer);
    places
}

/// The first statement's period.
fn longest_first<'a, 's: 'a>(
    context: Context<'_, '_, '_>,
    mut said: impl Iterator<Item = &'a Said<'s>>,
) -> Option<Term> {
    said.find_map(|said| Some(term(&said.first(context, "period")?.period, said.evidence())))
}

struct Found<'f, 'c, 's, 'd> {
    context: Context<'c, 's, 'd>,
    grounds: &'f Grounds,
    said: &'f [Said<'s>],
    /// Names of the processor itself.
    own: Vec<String>,
    items: Vec<Subprocessor>,
    places: Vec<Location>,
}

/// Whether a folded word is the first of a name: "Larkmoor" of "Larkmoor Hosting Ltd".
fn is_short(name: &str, key: &str) -> bool {
    name.split_whitespace().next().is_some_and(|first| fold_word(first) == key)
}

/// Where the parts of one sub-processor stand.
#[derive(Clone, Copy, Default)]
struct Parts {
    name: Span,
    service: Option<Span>,
    address: Option<Span>,
    place: Option<Span>,
    /// The cell that says whether data leave the EEA, which may name the country.
    outside: Option<Span>,
    whole: Span,
}

/// How far above a table its title may stand.
const TITLE: usize = 400;

impl<'s> Found<'_, '_, 's, '_> {
    fn of(&self, role: &'static str) -> impl Iterator<Item = &Said<'s>> {
        self.said.iter().filter(move |said| said.role() == Some(role))
    }

    /// Whether a place in the document is about sub-processors: by its heading, or by what stands just above.
    fn about(&self, span: Span) -> bool {
        let near = |said: &Said<'_>| {
            let own = said.hit.evidence.first;
            own.end() <= span.end() && own.start() + TITLE >= span.start()
        };
        self.context.has_topic(span.start(), TOPIC) || self.of("mention").any(near)
    }

    fn tables(&mut self) {
        let grids = grid::grids(self.context, self.said, grid::Wanted { name: true, known: 2 });
        for grid in grids {
            if self.about(grid.head) || self.reads_as_list(&grid) {
                grid.rows.iter().for_each(|row| self.row(&grid, row));
            }
        }
    }

    /// Firms with what they do and where: a list of sub-processors, whatever it is called.
    fn reads_as_list(&self, grid: &Grid) -> bool {
        let columns = ["name", "service", "place"].into_iter().all(|word| grid.column(word).is_some());
        let firm = |row: &Vec<Span>| {
            let name = grid.cell(row, "name").map(|name| self.context.slice(name));
            name.is_some_and(|name| legal_form(self.context.tables, name).is_some())
        };
        columns && !grid.rows.is_empty() && grid.rows.iter().all(firm)
    }

    fn row(&mut self, grid: &Grid, row: &[Span]) {
        let Some(name) = grid.cell(row, "name") else { return };
        let whole = row.iter().fold(name, |all, cell| all.join(*cell));
        let cell = |word: &str| grid.cell(row, word);
        // A title row between the others: "Support sub-processors", and nothing beside it.
        let filled = row.iter().filter(|cell| !cell.is_empty()).count();
        if filled == 1 && self.of("mention").any(|said| name.contains(said.hit.evidence.first)) {
            return;
        }
        self.add(Parts {
            name,
            service: cell("service"),
            address: cell("address"),
            place: cell("place"),
            outside: cell("outside"),
            whole,
        });
    }

    /// Lists of labels with values: "Naam: …", "Adres: …", "Land: …", each name opening the next sub-processor.
    fn labels(&mut self) {
        let heads = grid::heads(self.said);
        let mut open: Option<Parts> = None;
        for row in &self.context.scan.view.clauses.rows {
            let [label, value] = row.cells.as_slice() else { continue };
            let word = heads.iter().find(|(span, _)| label.contains(*span)).map(|(_, word)| *word);
            let filled = !value.is_empty() && !heads.iter().any(|(span, _)| value.contains(*span) && *span == *value);
            match (word, &mut open) {
                (Some("name"), _) if filled && self.about(*label) => {
                    if let Some(parts) = open.take() {
                        self.add(parts);
                    }
                    open = Some(Parts { name: *value, whole: label.join(*value), ..Parts::default() });
                }
                (Some(word), Some(parts)) if filled => {
                    parts.whole = parts.whole.join(*value);
                    match word {
                        "service" => parts.service = Some(*value),
                        "place" => parts.place = Some(*value),
                        "address" => parts.address = Some(*value),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        if let Some(parts) = open {
            self.add(parts);
        }
    }

    /// Items of a list that a sentence introduces as sub-processors.
    fn lists(&mut self) {
        let sentences = &self.context.scan.view.clauses.sentences;
        let heads: Vec<Span> = self.of("list").map(|said| said.hit.evidence.first).collect();
        let introduces =
            |at: u32| sentences.get(at as usize).is_some_and(|head| heads.iter().any(|span| head.span.overlaps(*span)));
        let opens = |at: usize| at == 0 || sentences[at - 1].clause != sentences[at].clause;
        let kind = |at: usize| self.context.scan.view.clauses.get(sentences[at].clause).kind;
        let items: Vec<Span> = (0..sentences.len())
            .filter(|&at| sentences[at].head.is_some_and(introduces) && (opens(at) || kind(at) != ClauseKind::Item))
            .map(|at| sentences[at].span)
            .collect();
        for item in items {
            self.add(Parts { name: item, place: Some(item), whole: item, ..Parts::default() });
        }
    }

    /// "… maakt gebruik van X B.V. als subverwerker".
    fn sentences(&mut self) {
        let context = self.context;
        // What a table or list holds is read there with its service and address.
        let listed: Vec<Span> = self.items.iter().map(|item| item.evidence.first).collect();
        let named: Vec<Span> = self.of("named").filter_map(|said| said.group(context, "names")).collect();
        let named = named.into_iter().filter(|span| !listed.iter().any(|item| item.overlaps(*span)));
        for span in named {
            let names = names::in_sentence(context.tables, context.slice(span));
            let ends = names.iter().skip(1).map(|(range, _)| range.start).chain([span.len()]);
            let after: Vec<Span> = names
                .iter()
                .zip(ends)
                .map(|((range, _), end)| Span::new(span.start() + range.end, span.start() + end.max(range.end)))
                .collect();
            let alone = names.len() == 1;
            for ((_, name), after) in names.into_iter().zip(after) {
                let named = Named { name, ..Named::default() };
                // A street and a postcode are an address: they say where it sits, not where data are.
                let numbered = context.slice(after).contains(|c: char| c.is_ascii_digit());
                let (place, address) = match (alone, numbered) {
                    (true, _) => (Some(span), None),
                    (false, true) => (None, Some(after)),
                    (false, false) => (Some(after), None),
                };
                self.push(named, Parts { name: span, place, address, whole: span, ..Parts::default() });
            }
        }
    }

    fn add(&mut self, parts: Parts) {
        let words = self.context.slice(parts.name);
        let nobody = self.of("nobody").any(|said| parts.name.contains(said.hit.evidence.first));
        if state::is_blank(words) || nobody {
            return;
        }
        if let Some(several) = names::several(self.context.tables, words).filter(|_| parts.name != parts.whole) {
            for named in several {
                self.push(named, parts);
            }
        } else if let Some(named) = names::split(self.context.tables, words) {
            self.push(named, parts);
        }
    }

    fn push(&mut self, mut named: Named, parts: Parts) {
        let context = self.context;
        let key = fold_word(&named.name);
        if self.own.iter().any(|own| same_organisation(context.tables, own, &named.name) || is_short(own, &key)) {
            return;
        }
        if self.items.iter().any(|item| fold_word(&item.name) == key) {
            return;
        }
        let mechanism = self.grounds.inside(parts.whole);
        let mut placed = self.spots(parts.place);
        let seat = self.spots(parts.address);
        let country = |spots: &[Spot]| {
            let named = spots.iter().find(|spot| matches!(spot.territory, Territory::Country(_)));
            named.or(spots.first()).map(|spot| spot.territory)
        };
        let home = country(&placed).or_else(|| country(&seat));
        self.items.push(Subprocessor {
            service: self.words(parts.service).or(named.service.take()),
            address: self.words(parts.address).or(named.address.take()),
            name: named.name,
            country: home.as_ref().and_then(Territory::as_str).map(str::to_owned),
            zone: home.map_or("unknown", |home| zone(context.tables, home).as_str()),
            mechanism: mechanism.clone(),
            evidence: Evidence::at(parts.whole),
        });
        let leaves = self.spots(parts.outside);
        placed.extend(leaves.into_iter().filter(|spot| matches!(spot.territory, Territory::Country(_))));
        let activity = activity_of(self.of("activity").find(|said| parts.whole.contains(said.hit.evidence.first)));
        for spot in &placed {
            let evidence = Evidence::at(spot.span).and(parts.whole);
            self.places.push(location(context, spot, activity, true, mechanism.clone(), evidence));
        }
    }

    fn spots(&self, span: Option<Span>) -> Vec<Spot> {
        let Context { scan, tables, .. } = self.context;
        span.map(|span| spots(tables, mentions(scan, tables, span))).unwrap_or_default()
    }

    /// The words of a cell in one line; none when it is blank.
    fn words(&self, span: Option<Span>) -> Option<String> {
        let text = names::plain(self.context.slice(span?)).replace('\n', " ");
        (!text.is_empty() && !state::is_blank(&text)).then_some(text)
    }
}
