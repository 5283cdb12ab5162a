//! A report to rows, cell by cell in the order of `columns`.
//!
//! In: the report of one document and its id. Out: rows. Not here: what the columns mean (`columns`), text (`csv`).

use std::collections::BTreeMap;

use super::columns::{FACTS, MENTIONS};
use super::{Cell, Row, Table, days, numbered, short_digest, tables};
use crate::report::wire::{Document, Evidence, Facts, Mention, Node, Period, Search, Tool};

/// Digits of the digest in a row's id; a clash within one table of one document gives the second a number.
const ROW_DIGITS: usize = 12;

pub(super) fn of_document(id: String, position: usize, tool: &Tool, document: &Document) -> Vec<Row> {
    let mut rows = Rows { document: id, given: BTreeMap::new(), made: Vec::new() };
    let own = rows.put("documents", &[], document_cells(position, tool, document), &[], None);
    if let Some(model) = &document.model {
        rows.places("documents", &own, "model", &model.evidence);
    }
    if let Some(facts) = &document.facts {
        rows.facts(facts);
    }
    rows.clauses(&document.outline, "");
    rows.findings(document);
    rows.requirements(document);
    for warning in &document.warnings {
        let cells = vec![text(warning.kind), page(warning.page), text(&warning.message)];
        rows.put("warnings", &[warning.kind, &shown(warning.page)], cells, &[], None);
    }
    for entry in &document.not_assessed {
        let cells = vec![text(&entry.what), text(&entry.why), page(entry.page)];
        rows.put("not_assessed", &[&entry.what, &shown(entry.page)], cells, &[], None);
    }
    if let Some(error) = &document.error {
        rows.put("errors", &[], vec![text(error)], &[], None);
    }
    // Stable: rows of one table stay in their order.
    rows.made.sort_by_key(|row| turn(row.table));
    rows.made
}

fn table(name: &str) -> &'static Table {
    tables().iter().find(|table| table.name == name).expect("rows name tables that there are")
}

fn turn(table: &Table) -> usize {
    tables().iter().position(|other| other.name == table.name).unwrap_or(usize::MAX)
}

/// The part of a row's id that is the same in every copy of the document.
fn inner(id: &str) -> &str {
    id.rsplit_once('.').map_or(id, |(_, inner)| inner)
}

/// The rows of one document being made.
struct Rows {
    document: String,
    /// Ids given, per table.
    given: BTreeMap<String, usize>,
    made: Vec<Row>,
}

impl Rows {
    /// Puts a row and its places; gives its id. `key` is what tells it from the other rows of its table.
    fn put(
        &mut self,
        name: &str,
        key: &[&str],
        own: Vec<Cell>,
        evidence: &[Evidence],
        search: Option<&Search>,
    ) -> String {
        let table = table(name);
        let first = evidence.first().map_or_else(String::new, |first| format!("{}-{}", first.start, first.end));
        let key: Vec<&str> = [name, &first].into_iter().chain(key.iter().copied()).collect();
        let digest = short_digest(&key, ROW_DIGITS);
        let id = numbered(&mut self.given, format!("{}.{digest}", self.document));
        let mut cells = vec![text(&self.document), text(&id)];
        cells.extend(own);
        if table.quoted {
            cells.extend(quoted(evidence));
        }
        if table.searched {
            cells.extend(searched(search));
        }
        self.made.push(Row { table, cells });
        if name != "evidence" {
            self.places(name, &id, "row", evidence);
            self.places(name, &id, "nearest", search.and_then(|search| search.nearest.as_ref()).as_slice());
        }
        id
    }

    /// Every place of a thing, in `evidence`.
    fn places<E: std::borrow::Borrow<Evidence>>(&mut self, name: &str, row: &str, field: &str, evidence: &[E]) {
        for (at, one) in evidence.iter().enumerate() {
            let cells = vec![text(name), text(row), text(field), Cell::Integer(at + 1)];
            self.put("evidence", &[inner(row), field], cells, std::slice::from_ref(one.borrow()), None);
        }
    }

    fn facts(&mut self, facts: &Facts) {
        self.singular(facts);
        for (fact, state) in &facts.states {
            let cells = vec![text(fact), text(state.state)];
            self.put("states", &[fact], cells, &state.evidence, state.searched.as_ref());
        }
        self.parties(facts);
        self.terms_and_places(facts);
        for ground in &facts.transfer_mechanisms {
            self.put("transfer_mechanisms", &[&ground.kind], vec![text(&ground.kind)], &ground.evidence, None);
        }
        self.paper(facts);
    }

    /// What an agreement says once.
    fn singular(&mut self, facts: &Facts) {
        let Facts { subprocessors, breach_notice, audit, end_of_term, signature, .. } = facts;
        let mut cells = vec![text(subprocessors.declared), text(subprocessors.authorisation)];
        cells.extend(period(subprocessors.objection.as_ref()));
        cells.extend(period(subprocessors.notice.as_ref()));
        cells.extend(duration(breach_notice.duration.as_deref(), breach_notice.unit));
        cells.extend([
            text(breach_notice.wording),
            maybe(breach_notice.start.as_ref()),
            maybe(breach_notice.contact.as_ref()),
        ]);
        cells.push(Cell::Boolean(audit.right));
        cells.extend(period(audit.frequency.as_ref()));
        cells.extend(period(audit.notice.as_ref()));
        cells.push(maybe(audit.payer.as_ref()));
        cells.push(text(end_of_term.choice));
        cells.extend(period(end_of_term.deadline.as_ref()));
        cells.extend([maybe(facts.governing_law.country.as_ref()), Cell::Boolean(facts.liability_cap.value)]);
        cells.extend([text(signature.state), maybe(signature.date.as_ref())]);
        let state = |fact: &&str| maybe(facts.states.get(*fact).map(|state| state.state));
        cells.extend(FACTS.iter().map(state));
        let row = self.put("facts", &[], cells, &[], None);
        let of = |period: &Option<Period>| period.as_ref().map_or_else(Vec::new, |period| period.evidence.clone());
        for (field, evidence) in [
            ("subprocessors", subprocessors.evidence.clone()),
            ("objection", of(&subprocessors.objection)),
            ("notice", of(&subprocessors.notice)),
            ("breach_notice", breach_notice.evidence.clone()),
            ("audit", audit.evidence.clone()),
            ("audit_frequency", of(&audit.frequency)),
            ("audit_notice", of(&audit.notice)),
            ("end_of_term", end_of_term.evidence.clone()),
            ("end_deadline", of(&end_of_term.deadline)),
            ("governing_law", facts.governing_law.evidence.clone()),
            ("liability_cap", facts.liability_cap.evidence.clone()),
            ("signature", signature.evidence.clone()),
        ] {
            self.places("facts", &row, field, &evidence);
        }
    }

    fn parties(&mut self, facts: &Facts) {
        for party in &facts.parties {
            let cells = vec![
                text(party.role),
                maybe(party.name.as_ref()),
                Cell::Boolean(party.placeholder),
                maybe(party.legal_form.as_ref()),
                maybe(party.address.as_ref()),
                maybe(party.country.as_ref()),
                maybe(party.representative.as_ref()),
            ];
            let id = self.put("parties", &[party.role], cells, &party.evidence, None);
            for number in &party.registrations {
                let valid = number.valid.map_or(Cell::Empty, Cell::Boolean);
                let cells = vec![text(&id), text(party.role), text(&number.scheme), text(&number.value), valid];
                self.put("registrations", &[inner(&id), &number.scheme, &number.value], cells, &[], None);
            }
        }
    }

    fn terms_and_places(&mut self, facts: &Facts) {
        for kept in &facts.retention {
            let mut cells: Vec<Cell> = duration(Some(&kept.duration), Some(kept.unit)).into();
            cells.extend([text(kept.qualifier), text(kept.trigger), maybe(kept.object.as_ref())]);
            let key = [kept.duration.as_str(), kept.object.as_deref().unwrap_or_default()];
            self.put("retention", &key, cells, &kept.evidence, None);
        }
        for place in &facts.locations {
            let cells = vec![
                text(&place.country),
                maybe(place.place.as_ref()),
                text(place.activity),
                text(place.subject),
                text(place.zone),
                maybe(place.mechanism.as_ref()),
            ];
            self.put("locations", &[&place.country, place.activity], cells, &place.evidence, None);
        }
        for item in &facts.subprocessors.items {
            let cells = vec![
                text(&item.name),
                maybe(item.service.as_ref()),
                maybe(item.address.as_ref()),
                maybe(item.country.as_ref()),
                text(item.zone),
                maybe(item.mechanism.as_ref()),
            ];
            self.put("subprocessors", &[&item.name], cells, &item.evidence, None);
        }
    }

    /// What is about the paper and not about the processing.
    fn paper(&mut self, facts: &Facts) {
        let annexes = &facts.annexes;
        let unnamed = annexes.present.iter().filter(|number| !annexes.referenced.contains(number));
        for number in annexes.referenced.iter().chain(unnamed) {
            let (named, there) = (annexes.referenced.contains(number), annexes.present.contains(number));
            let cells = vec![text(number), Cell::Boolean(named), Cell::Boolean(there)];
            self.put("annexes", &[number], cells, &[], None);
        }
        for blank in &facts.placeholders {
            self.put("placeholders", &[], vec![text(&blank.text)], &blank.evidence, None);
        }
        for &list in MENTIONS {
            for mention in mentions(facts, list) {
                let cells = vec![text(list), text(&mention.text)];
                self.put("mentions", &[list, &mention.text], cells, &mention.evidence, None);
            }
        }
        for defined in &facts.definitions {
            let cells = vec![text(&defined.term), text(&defined.role)];
            self.put("definitions", &[&defined.term], cells, &defined.evidence, None);
        }
        let settled = [&facts.term, &facts.precedence, &facts.amendment, &facts.fees];
        for (matter, settled) in super::columns::SETTLED.iter().zip(settled) {
            for said in &settled.statements {
                let cells = vec![text(matter), text(&said.value), maybe(said.duration.as_ref())];
                self.put("settled", &[matter, &said.value], cells, &said.evidence, None);
            }
        }
        for reference in &facts.references {
            let cells = vec![text(&reference.text), maybe(reference.target.as_ref()), text(reference.state)];
            self.put("references", &[], cells, &reference.evidence, None);
        }
    }

    /// Depth is that of the tree, which `clause` bounds.
    fn clauses(&mut self, nodes: &[Node], parent: &str) {
        for node in nodes {
            let cells = vec![
                filled(parent),
                text(node.kind),
                Cell::Integer(usize::from(node.level)),
                maybe(node.label.as_ref()),
                maybe(node.number.as_ref()),
                maybe(node.heading.as_ref()),
                Cell::Integer(node.start),
                Cell::Integer(node.end),
                page(node.page),
            ];
            let key = [node.kind, &node.start.to_string(), &node.end.to_string()];
            let id = self.put("clauses", &key, cells, &[], None);
            self.clauses(&node.children, &id);
        }
    }

    fn findings(&mut self, document: &Document) {
        for finding in document.findings.iter().flatten() {
            let cells = vec![
                text(&finding.id),
                text(&finding.fingerprint),
                maybe(finding.model.as_ref()),
                maybe(finding.clause.as_ref()),
                text(finding.kind),
                text(finding.severity),
                text(finding.origin),
                list(&finding.basis),
                text(&finding.message),
                maybe(finding.expected.as_ref()),
                maybe(finding.found.as_ref()),
                maybe(finding.remedy.as_ref()),
            ];
            let search = finding.searched.as_ref();
            self.put("findings", &[&finding.fingerprint], cells, &finding.evidence, search);
        }
    }

    fn requirements(&mut self, document: &Document) {
        for asked in document.requirements.iter().flatten() {
            let met = asked.parts.iter().filter(|part| part.met).count();
            let cells = vec![
                text(&asked.model),
                text(&asked.id),
                text(&asked.title),
                text(asked.status),
                Cell::Integer(asked.parts.len()),
                Cell::Integer(met),
            ];
            // Where it is met may change with the rules; which requirement it is does not.
            let key = [asked.model.as_str(), asked.id.as_str()];
            let id = self.put("requirements", &key, cells, &asked.evidence, asked.searched.as_ref());
            for part in &asked.parts {
                let cells =
                    vec![text(&id), text(&asked.model), text(&asked.id), text(&part.id), Cell::Boolean(part.met)];
                self.put("requirement_parts", &[&asked.model, &asked.id, &part.id], cells, &part.evidence, None);
            }
        }
    }
}

/// The list of this name.
pub(super) fn mentions<'f>(facts: &'f Facts, list: &str) -> &'f [Mention] {
    match list {
        "products" => &facts.products,
        "purposes" => &facts.purposes,
        "data_categories" => &facts.data_categories,
        "data_subjects" => &facts.data_subjects,
        "special_categories" => &facts.special_categories,
        "security_measures" => &facts.security_measures,
        "certifications" => &facts.certifications,
        "contacts" => &facts.contacts,
        "versions" => &facts.versions,
        _ => &[],
    }
}

fn document_cells(position: usize, tool: &Tool, document: &Document) -> Vec<Cell> {
    let source = &document.source;
    let model = document.model.as_ref();
    let facts = document.facts.as_ref();
    let count = |number: Option<usize>| number.map_or(Cell::Empty, Cell::Integer);
    let mut cells = vec![
        Cell::Integer(position),
        text(&source.name),
        text(&source.path),
        maybe(source.format.as_ref()),
        maybe(source.digest.as_ref()),
        count(source.pages),
        maybe(source.text_layer.as_ref()),
        maybe(document.error.as_ref()),
        maybe(document.language.as_ref()),
        text(document.wording),
        maybe(model.map(|model| model.family.as_str())),
        maybe(model.and_then(|model| model.id.as_deref())),
        maybe(model.and_then(|model| model.version.as_deref())),
        model.map_or(Cell::Empty, |model| list(&model.compared_with)),
        text(&tool.version),
        maybe(tool.rules_digest.as_ref()),
        maybe(tool.facts_as_of.as_ref()),
        count(facts.map(|facts| facts.parties.len())),
        count(facts.map(|facts| facts.subprocessors.items.len())),
        count(facts.map(|facts| facts.placeholders.len())),
        Cell::Integer(document.warnings.len()),
        Cell::Integer(document.not_assessed.len()),
    ];
    // Of a file that was not read nothing is known: zero would say that nothing is the matter.
    let findings = document.findings.as_ref().filter(|_| facts.is_some());
    for severity in ["blocking", "major", "minor", "info"] {
        let of = |findings: &Vec<_>| {
            findings.iter().filter(|one: &&crate::report::wire::Finding| one.severity == severity).count()
        };
        cells.push(count(findings.map(of)));
    }
    let requirements = document.requirements.as_ref().filter(|_| facts.is_some());
    for status in ["satisfied", "partial", "violated", "not-applicable", "undetermined"] {
        let of = |asked: &Vec<_>| {
            asked.iter().filter(|one: &&crate::report::wire::Requirement| one.status == status).count()
        };
        cells.push(count(requirements.map(of)));
    }
    cells
}

fn text(words: impl AsRef<str>) -> Cell {
    Cell::Text(words.as_ref().to_owned())
}

/// Empty words are no value.
fn filled(words: &str) -> Cell {
    if words.is_empty() { Cell::Empty } else { text(words) }
}

fn maybe(words: Option<impl AsRef<str>>) -> Cell {
    words.map_or(Cell::Empty, |words| filled(words.as_ref()))
}

fn list(entries: &[String]) -> Cell {
    filled(&entries.join("; "))
}

fn page(page: Option<u32>) -> Cell {
    page.map_or(Cell::Empty, |page| Cell::Integer(page as usize))
}

fn shown(page: Option<u32>) -> String {
    page.map_or_else(String::new, |page| page.to_string())
}

fn period(period: Option<&Period>) -> [Cell; 4] {
    duration(period.map(|period| period.duration.as_str()), period.map(|period| period.unit))
}

fn duration(iso: Option<&str>, unit: Option<&str>) -> [Cell; 4] {
    let days = days(iso.unwrap_or_default(), unit.unwrap_or_default());
    let number = |days: Option<f64>| days.map_or(Cell::Empty, Cell::Decimal);
    [maybe(iso), maybe(unit), number(days.calendar), number(days.business)]
}

fn place(evidence: &Evidence) -> [Cell; 3] {
    [maybe(evidence.clause.as_ref()), page(evidence.boxes.first().map(|first| first.page)), text(evidence.layer)]
}

fn quoted(evidence: &[Evidence]) -> Vec<Cell> {
    let Some(first) = evidence.first() else {
        let mut cells = vec![Cell::Empty; 7];
        cells.push(Cell::Integer(0));
        return cells;
    };
    let [clause, page, layer] = place(first);
    vec![
        filled(&first.quote),
        Cell::Integer(first.start),
        Cell::Integer(first.end),
        layer,
        Cell::Integer(first.line),
        clause,
        page,
        Cell::Integer(evidence.len()),
    ]
}

fn searched(search: Option<&Search>) -> Vec<Cell> {
    let Some(search) = search else { return vec![Cell::Empty; 8] };
    let scope = if search.clauses.is_empty() { "document" } else { "clauses" };
    let mut cells = vec![text(scope), list(&search.clauses)];
    match &search.nearest {
        None => cells.extend(vec![Cell::Empty; 6]),
        Some(nearest) => {
            let [clause, page, layer] = place(nearest);
            let places = [Cell::Integer(nearest.start), Cell::Integer(nearest.end)];
            cells.push(filled(&nearest.quote));
            cells.extend(places);
            cells.extend([layer, clause, page]);
        }
    }
    cells
}
