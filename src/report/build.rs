//! Analysis to wire: every quote is cut from the document here, once.
//!
//! In: an [`Analysis`] and the language of the report. Out: [`wire::Document`]. Not here: the words of warnings
//! (`reading`), how a clause is cited (`clause`).

use std::collections::BTreeMap;

use super::fingerprint::fingerprint;
use super::reading::warning_message;
use super::wire;
use super::words::Tongue;
use crate::Analysis;
use crate::clause::{Clause, ClauseId, Clauses};
use crate::compare::{Finding, Verdict, Wording};
use crate::document::{Document, Layer, Place};
use crate::evidence::{Evidence, Grounds, Search};
use crate::extract::{self, State, Term};
use crate::read::{ReadError, digest, sniff};
use crate::text::Span;

/// The JSON report of one agreement, with its sentences in `tongue`.
pub fn report(analysis: &Analysis, tongue: Tongue) -> wire::Document {
    let build = Build { analysis, tongue };
    wire::Document {
        source: build.source(),
        error: None,
        warnings: build.warnings(),
        not_assessed: build.not_assessed(),
        language: analysis.language.map(crate::text::Lang::code),
        wording: tongue.tag(),
        model: Some(build.model()),
        outline: build.outline(None),
        facts: Some(build.facts()),
        requirements: Some(analysis.verdicts.iter().map(|verdict| build.requirement(verdict)).collect()),
        findings: Some(build.findings()),
    }
}

/// The entry of a file that gave no document: `bytes` where it could at least be opened, `reason` where reading failed,
/// `message` in `tongue`.
pub fn unread(
    name: &str,
    path: &str,
    bytes: Option<&[u8]>,
    reason: Option<&ReadError>,
    message: String,
    tongue: Tongue,
) -> wire::Document {
    let scan = match reason {
        Some(ReadError::NoText { pages }) => Some(*pages),
        _ => None,
    };
    let source = wire::Source {
        name: name.to_owned(),
        path: path.to_owned(),
        format: bytes.map(|bytes| sniff(bytes).name()),
        digest: bytes.map(|bytes| format!("sha256:{}", digest(bytes))),
        pages: scan,
        text_layer: scan.map(|_| "none"),
    };
    wire::Document {
        source,
        error: Some(message),
        warnings: Vec::new(),
        not_assessed: Vec::new(),
        language: None,
        wording: tongue.tag(),
        model: None,
        outline: Vec::new(),
        facts: None,
        requirements: Some(Vec::new()),
        findings: Some(Vec::new()),
    }
}

pub(super) struct Build<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) tongue: Tongue,
}

impl Build<'_> {
    fn source(&self) -> wire::Source {
        let document = &self.analysis.document;
        let source = &document.source;
        wire::Source {
            name: source.name.clone(),
            path: source.path.clone(),
            format: Some(source.format.name()),
            digest: Some(format!("sha256:{}", source.digest)),
            pages: (!document.pages.is_empty()).then_some(document.pages.len()),
            text_layer: Some(source.text_layer.name()),
        }
    }

    fn warnings(&self) -> Vec<wire::Warning> {
        let wire = |warning: &crate::read::Warning| wire::Warning {
            kind: warning.kind.name(),
            page: warning.page,
            message: warning_message(warning, self.tongue),
        };
        self.analysis.warnings.iter().map(wire).collect()
    }

    fn not_assessed(&self) -> Vec<wire::NotAssessed> {
        let entries = self.analysis.not_assessed.iter();
        entries
            .map(|entry| wire::NotAssessed {
                what: self.say(&entry.what).to_owned(),
                why: self.say(&entry.why).to_owned(),
                page: entry.page,
            })
            .collect()
    }

    fn model(&self) -> wire::Model {
        let recognition = &self.analysis.recognition;
        wire::Model {
            family: recognition.family.clone(),
            id: recognition.id.clone(),
            version: recognition.version.clone(),
            compared_with: recognition.compared_with.clone(),
            evidence: self.many(recognition.evidence.iter().flat_map(Evidence::spans)),
        }
    }

    /// Children of `parent`, or the top of the tree. Depth is bounded by the tree, which `clause` bounds.
    fn outline(&self, parent: Option<ClauseId>) -> Vec<wire::Node> {
        let nodes = &self.analysis.clauses.nodes;
        let (mut index, end) = match parent {
            None => (0, nodes.len()),
            Some(id) => (id.0 as usize + 1, nodes[id.0 as usize].end as usize),
        };
        let mut children = Vec::new();
        while index < end.min(nodes.len()) {
            children.push(self.node(ClauseId(index as u32), &nodes[index]));
            index = (nodes[index].end as usize).max(index + 1);
        }
        children
    }

    fn node(&self, id: ClauseId, clause: &Clause) -> wire::Node {
        let document = &self.analysis.document;
        let text = |span: Option<Span>| span.map(|span| document.slice(span).to_owned());
        let paged = !document.pages.is_empty();
        wire::Node {
            kind: clause.kind.name(),
            level: clause.level,
            label: text(clause.label),
            number: Some(clause.number.clone()).filter(|number| !number.is_empty()),
            heading: text(clause.heading),
            start: document.scalar_of(clause.span.start()),
            end: document.scalar_of(clause.span.end()),
            page: document.page_of(clause.span.start()).filter(|_| paged),
            children: self.outline(Some(id)),
        }
    }

    fn requirement(&self, verdict: &Verdict) -> wire::Requirement {
        let part = |part: &crate::compare::PartVerdict| wire::Part {
            id: part.id.clone(),
            met: part.met,
            evidence: self.optional(part.evidence.as_ref()),
        };
        wire::Requirement {
            id: verdict.requirement.clone(),
            model: verdict.model.clone(),
            title: self.say(&verdict.title).to_owned(),
            status: verdict.status.name(),
            parts: verdict.parts.iter().map(part).collect(),
            evidence: self.grounds(&verdict.grounds),
            searched: self.searched(&verdict.grounds),
        }
    }

    fn findings(&self) -> Vec<wire::Finding> {
        let mut turns: BTreeMap<String, usize> = BTreeMap::new();
        let mut findings = Vec::with_capacity(self.analysis.findings.len());
        for finding in &self.analysis.findings {
            let (clause, words) = (self.matter_clause(finding), self.matter_words(finding));
            let first = fingerprint(&finding.id, clause.as_deref(), words, 0);
            let turn = turns.entry(first.clone()).or_default();
            let name = if *turn == 0 { first } else { fingerprint(&finding.id, clause.as_deref(), words, *turn) };
            *turn += 1;
            findings.push(self.finding(finding, name));
        }
        findings
    }

    fn finding(&self, finding: &Finding, fingerprint: String) -> wire::Finding {
        wire::Finding {
            id: finding.id.clone(),
            fingerprint,
            model: finding.model.clone(),
            clause: self.sent_to(finding),
            kind: finding.kind.name(),
            severity: finding.severity.name(),
            origin: finding.origin.name(),
            basis: finding.basis.clone(),
            message: self.say(&finding.message).to_owned(),
            expected: self.said(&finding.expected),
            found: self.said(&finding.found),
            remedy: self.said(&finding.remedy),
            evidence: self.grounds(&finding.grounds),
            searched: self.searched(&finding.grounds),
        }
    }

    /// The clause a reader is sent to: that of the words, or of the closest miss, or the only one looked at.
    fn sent_to(&self, finding: &Finding) -> Option<String> {
        let Analysis { document, clauses, .. } = self.analysis;
        match finding.grounds.place() {
            Some(span) => clause_of(document, clauses, span),
            None => self.matter_clause(finding),
        }
    }

    /// The clause in the fingerprint. The closest miss moves when wording elsewhere changes, so it does not count.
    fn matter_clause(&self, finding: &Finding) -> Option<String> {
        let Analysis { document, clauses, .. } = self.analysis;
        match &finding.grounds {
            Grounds::Quoted(evidence) => clause_of(document, clauses, evidence.first),
            Grounds::Absent(search) => match search.clauses.as_slice() {
                [only] => Some(clauses.reference(document, *only)),
                _ => None,
            },
        }
    }

    fn matter_words(&self, finding: &Finding) -> &str {
        match &finding.grounds {
            Grounds::Quoted(evidence) => self.analysis.document.slice(evidence.first),
            Grounds::Absent(_) => "",
        }
    }

    fn say<'w>(&self, wording: &'w Wording) -> &'w str {
        self.tongue.of(wording)
    }

    fn said(&self, wording: &Wording) -> Option<String> {
        Some(self.say(wording).to_owned()).filter(|sentence| !sentence.is_empty())
    }

    fn grounds(&self, grounds: &Grounds) -> Vec<wire::Evidence> {
        match grounds {
            Grounds::Quoted(evidence) => self.list(evidence),
            Grounds::Absent(_) => Vec::new(),
        }
    }

    fn searched(&self, grounds: &Grounds) -> Option<wire::Search> {
        match grounds {
            Grounds::Quoted(_) => None,
            Grounds::Absent(search) => Some(self.search(search)),
        }
    }

    fn search(&self, search: &Search) -> wire::Search {
        let Analysis { document, clauses, .. } = self.analysis;
        wire::Search {
            clauses: search.clauses.iter().map(|&id| clauses.reference(document, id)).collect(),
            nearest: search.nearest.map(|span| self.evidence(span)),
        }
    }

    fn list(&self, evidence: &Evidence) -> Vec<wire::Evidence> {
        self.many(evidence.spans())
    }

    fn optional(&self, evidence: Option<&Evidence>) -> Vec<wire::Evidence> {
        self.many(evidence.into_iter().flat_map(Evidence::spans))
    }

    /// Every place once, in the order given.
    fn many(&self, spans: impl Iterator<Item = Span>) -> Vec<wire::Evidence> {
        let mut seen: Vec<Span> = Vec::new();
        for span in spans {
            if !seen.contains(&span) {
                seen.push(span);
            }
        }
        seen.into_iter().map(|span| self.evidence(span)).collect()
    }

    pub(super) fn evidence(&self, span: Span) -> wire::Evidence {
        let Analysis { document, clauses, .. } = self.analysis;
        let layer = match document.layer_of(span) {
            Layer::Body => "body",
            Layer::Furniture => "furniture",
            Layer::Hidden => "hidden",
        };
        wire::Evidence {
            quote: document.slice(span).to_owned(),
            start: document.scalar_of(span.start()),
            end: document.scalar_of(span.end()),
            layer,
            line: document.line_of(span.start()),
            clause: clause_of(document, clauses, span),
            boxes: document.places(span).iter().map(page_box).collect(),
        }
    }

    fn state(&self, state: &State) -> wire::State {
        let (name, evidence, search) = match state {
            State::Found(evidence) => ("found", Some(evidence), None),
            State::None(evidence) => ("none", Some(evidence), None),
            State::Blank(evidence) => ("blank", Some(evidence), None),
            State::Redacted(evidence) => ("redacted", Some(evidence), None),
            State::NotFound(search) => ("not-found", None, Some(search)),
        };
        wire::State {
            state: name,
            evidence: self.optional(evidence),
            searched: search.map(|search| self.search(search)),
        }
    }

    fn facts(&self) -> wire::Facts {
        let facts = &self.analysis.facts;
        wire::Facts {
            states: facts.states.iter().map(|(&fact, state)| (fact, self.state(state))).collect(),
            parties: facts.parties.iter().map(|party| self.party(party)).collect(),
            retention: facts.retention.iter().map(|retention| self.retention(retention)).collect(),
            locations: facts.locations.iter().map(|location| self.location(location)).collect(),
            subprocessors: self.subprocessors(&facts.subprocessors),
            breach_notice: self.breach_notice(&facts.breach_notice),
            audit: self.audit(&facts.audit),
            end_of_term: self.end_of_term(&facts.end_of_term),
            governing_law: self.governing_law(facts.governing_law.as_ref()),
            liability_cap: wire::LiabilityCap {
                value: facts.liability_cap.is_some(),
                evidence: self.optional(facts.liability_cap.as_ref()),
            },
            transfer_mechanisms: facts.transfer_mechanisms.iter().map(|ground| self.mechanism(ground)).collect(),
            annexes: wire::Annexes {
                referenced: facts.annexes.referenced.clone(),
                present: facts.annexes.present.clone(),
            },
            placeholders: facts.placeholders.iter().map(|blank| self.mention(&blank.evidence)).collect(),
            signature: self.signature(&facts.signature),
            products: self.listed("products"),
            purposes: self.listed("purposes"),
            data_categories: self.listed("data_categories"),
            data_subjects: self.listed("data_subjects"),
            special_categories: self.listed("special_categories"),
            security_measures: self.listed("security_measures"),
            certifications: self.listed("certifications"),
            contacts: self.listed("contacts"),
            versions: facts.versions.iter().map(|version| self.version(version)).collect(),
            definitions: facts.definitions.iter().filter_map(|term| self.definition(term)).collect(),
            term: self.settled("term"),
            precedence: self.settled("precedence"),
            amendment: self.settled("amendment"),
            fees: self.settled("fees"),
            ..wire::Facts::default()
        }
    }

    fn listed(&self, list: &str) -> Vec<wire::Mention> {
        let entries = self.analysis.facts.listed.get(list).into_iter().flatten();
        entries.map(|entry| wire::Mention { text: entry.text.clone(), evidence: self.list(&entry.evidence) }).collect()
    }

    fn version(&self, version: &extract::Version) -> wire::Mention {
        wire::Mention { text: version.text.clone(), evidence: self.list(&version.evidence) }
    }

    /// A term that stands for a side.
    fn definition(&self, defined: &extract::Definition) -> Option<wire::Definition> {
        let role = defined.role?.name().to_owned();
        Some(wire::Definition { term: defined.term.clone(), role, evidence: self.list(&defined.evidence) })
    }

    fn settled(&self, matter: &str) -> wire::Settled {
        let said = self.analysis.facts.settled.get(matter).map(Vec::as_slice).unwrap_or_default();
        let agreed = said.first().filter(|first| said.iter().all(|other| other.value == first.value));
        let statement = |settled: &extract::Settled| wire::Settlement {
            value: settled.value.clone(),
            duration: settled.period.as_ref().map(|period| period.iso.clone()),
            evidence: self.list(&settled.evidence),
        };
        wire::Settled {
            value: agreed.map(|settled| settled.value.clone()),
            statements: said.iter().map(statement).collect(),
        }
    }

    fn mention(&self, evidence: &Evidence) -> wire::Mention {
        wire::Mention { text: self.analysis.document.slice(evidence.first).to_owned(), evidence: self.list(evidence) }
    }

    fn party(&self, party: &extract::Party) -> wire::Party {
        let registration = |number: &extract::RegistrationFact| wire::Registration {
            scheme: number.scheme.clone(),
            value: number.value.clone(),
            valid: number.valid,
        };
        wire::Party {
            role: party.role.name(),
            name: party.name.clone(),
            placeholder: party.placeholder,
            legal_form: party.legal_form.clone(),
            registrations: party.registrations.iter().map(registration).collect(),
            address: party.address.clone(),
            country: party.country.clone(),
            representative: party.representative.clone(),
            evidence: self.list(&party.evidence),
        }
    }

    fn retention(&self, retention: &extract::Retention) -> wire::Retention {
        wire::Retention {
            duration: retention.term.iso.clone(),
            unit: unit(&retention.term),
            qualifier: retention.qualifier.name(),
            trigger: retention.trigger.name(),
            object: retention.object.clone(),
            evidence: self.list(&retention.term.evidence),
        }
    }

    fn location(&self, location: &extract::Location) -> wire::Location {
        wire::Location {
            country: location.country.clone(),
            place: location.place.clone(),
            activity: location.activity.name(),
            subject: if location.subprocessor { "subprocessor" } else { "processor" },
            zone: location.zone,
            mechanism: location.mechanism.clone(),
            evidence: self.list(&location.evidence),
        }
    }

    fn subprocessors(&self, said: &extract::Subprocessors) -> wire::Subprocessors {
        wire::Subprocessors {
            declared: said.declared.name(),
            authorisation: said.authorisation.name(),
            objection: self.period(said.objection.as_ref()),
            notice: self.period(said.notice.as_ref()),
            items: said.items.iter().map(|item| self.subprocessor(item)).collect(),
            evidence: self.many(said.evidence.iter().flat_map(Evidence::spans)),
        }
    }

    fn subprocessor(&self, item: &extract::Subprocessor) -> wire::Subprocessor {
        wire::Subprocessor {
            name: item.name.clone(),
            service: item.service.clone(),
            address: item.address.clone(),
            country: item.country.clone(),
            zone: item.zone,
            mechanism: item.mechanism.clone(),
            evidence: self.list(&item.evidence),
        }
    }

    fn breach_notice(&self, notice: &extract::BreachNotice) -> wire::BreachNotice {
        let places = notice.term.iter().map(|term| &term.evidence).chain(notice.wording.iter().map(|(_, at)| at));
        wire::BreachNotice {
            duration: notice.term.as_ref().map(|term| term.iso.clone()),
            unit: notice.term.as_ref().map(unit),
            wording: notice.wording.as_ref().map_or("none", |&(wording, _)| wording),
            start: notice.start.clone(),
            contact: notice.contact.clone(),
            evidence: self.many(places.flat_map(Evidence::spans)),
        }
    }

    fn audit(&self, audit: &extract::Audit) -> wire::Audit {
        let places = audit.right.iter().chain(audit.payer.iter().map(|(_, at)| at));
        wire::Audit {
            right: audit.right.is_some(),
            frequency: self.period(audit.frequency.as_ref()),
            notice: self.period(audit.notice.as_ref()),
            payer: audit.payer.as_ref().map(|&(payer, _)| payer),
            evidence: self.many(places.flat_map(Evidence::spans)),
        }
    }

    fn end_of_term(&self, end: &extract::EndOfTerm) -> wire::EndOfTerm {
        wire::EndOfTerm {
            choice: end.choice.as_ref().map_or("none", |&(choice, _)| choice),
            deadline: self.period(end.deadline.as_ref()),
            evidence: self.optional(end.choice.as_ref().map(|(_, at)| at)),
        }
    }

    fn governing_law(&self, law: Option<&extract::GoverningLaw>) -> wire::GoverningLaw {
        wire::GoverningLaw {
            country: law.map(|law| law.country.clone()),
            evidence: self.optional(law.map(|law| &law.evidence)),
        }
    }

    fn mechanism(&self, ground: &extract::Mechanism) -> wire::Mechanism {
        wire::Mechanism { kind: ground.kind.clone(), evidence: self.list(&ground.evidence) }
    }

    fn signature(&self, signature: &extract::Signature) -> wire::Signature {
        let places = signature.evidence.iter().chain(&signature.blanks);
        wire::Signature {
            state: signature.state.name(),
            date: signature.date.clone(),
            evidence: self.many(places.flat_map(Evidence::spans)),
        }
    }

    fn period(&self, term: Option<&Term>) -> Option<wire::Period> {
        term.map(|term| wire::Period {
            duration: term.iso.clone(),
            unit: unit(term),
            evidence: self.list(&term.evidence),
        })
    }
}

/// How the innermost clause around a span is cited; none outside the body.
pub(super) fn clause_of(document: &Document, clauses: &Clauses, span: Span) -> Option<String> {
    let id = clauses.at(span.start())?;
    Some(clauses.reference(document, id)).filter(|reference| !reference.is_empty())
}

fn unit(term: &Term) -> &'static str {
    if term.business { "business-day" } else { "calendar" }
}

fn page_box(place: &Place) -> wire::PageBox {
    let bounds = place.bounds;
    wire::PageBox { page: place.page, bounds: [bounds.left, bounds.top, bounds.right, bounds.bottom].map(rounded) }
}

/// Two decimals: a hundredth of a point is finer than any print. Not a number becomes 0, as JSON has no word for it.
fn rounded(points: f32) -> f64 {
    let rounded = (f64::from(points) * 100.0).round() / 100.0;
    if rounded.is_finite() { rounded + 0.0 } else { 0.0 }
}

impl Default for wire::Subprocessors {
    fn default() -> Self {
        let (objection, notice) = (None, None);
        Self { declared: "absent", authorisation: "none", objection, notice, items: Vec::new(), evidence: Vec::new() }
    }
}

impl Default for wire::BreachNotice {
    fn default() -> Self {
        Self { duration: None, unit: None, wording: "none", start: None, contact: None, evidence: Vec::new() }
    }
}

impl Default for wire::EndOfTerm {
    fn default() -> Self {
        Self { choice: "none", deadline: None, evidence: Vec::new() }
    }
}

impl Default for wire::Signature {
    fn default() -> Self {
        Self { state: "unknown", date: None, evidence: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;
    use crate::report::schema;
    use serde_json::Value;

    fn json() -> Value {
        serde_json::to_value(report(&samples::full(), Tongue::Nl)).expect("the report is JSON")
    }

    /// Every object with a quote, wherever it stands.
    fn evidence<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
        match value {
            Value::Object(fields) => {
                if fields.contains_key("quote") {
                    found.push(value);
                }
                fields.values().for_each(|field| evidence(field, found));
            }
            Value::Array(items) => items.iter().for_each(|item| evidence(item, found)),
            _ => {}
        }
    }

    #[test]
    fn every_quote_is_the_slice_at_its_offsets() {
        let text: Vec<char> = samples::full().document.text.chars().collect();
        let json = json();
        let mut found = Vec::new();
        evidence(&json, &mut found);
        assert!(found.len() > 20);
        for one in found {
            let at = |key: &str| one[key].as_u64().expect("offsets are numbers") as usize;
            let slice: String = text[at("start")..at("end")].iter().collect();
            assert_eq!(one["quote"], slice);
        }
    }

    #[test]
    fn evidence_says_where_it_is_printed() {
        let json = json();
        let place = &json["facts"]["locations"][0]["evidence"][0];
        assert_eq!(place["clause"], "Bijlage 1, E");
        assert_eq!(place["line"], 9);
        assert_eq!(place["layer"], "body");
        assert_eq!(place["boxes"], serde_json::json!([{"page": 2, "box": [70.87, 100.8, 300.0, 111.8]}]));
    }

    #[test]
    fn clauses_are_called_as_a_reader_looks_them_up() {
        let sample = samples::full();
        for (words, expect) in [
            ("Leerwolk", "Verwerkersovereenkomst Leerwolk"),
            ("Hulp van anderen", "4"),
            ("kiest zelf", "4.1"),
            ("Ook 's nachts", "4.2.a"),
            ("Bijsluiter", "Bijlage 1"),
            ("Niemand", "Bijlage 1, F"),
            ("Getekend", "Signatures"),
        ] {
            let span = samples::span(&sample.document, words);
            assert_eq!(clause_of(&sample.document, &sample.clauses, span).as_deref(), Some(expect), "{words}");
        }
    }

    #[test]
    fn a_report_fits_the_schema_and_so_does_a_file_that_was_not_read() {
        let schema: Value = serde_json::from_str(&schema().expect("there is a schema")).expect("it is JSON");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        let validator = jsonschema::validator_for(&schema).expect("it is a schema");
        let full = report(&samples::full(), Tongue::En);
        let scan = ReadError::NoText { pages: 4 };
        let lost = unread("x.pdf", "a/x.pdf", Some(b"%PDF-1.7"), Some(&scan), "words".into(), Tongue::En);
        let gone = unread("y.pdf", "y.pdf", None, None, "words".into(), Tongue::En);
        assert_eq!((lost.source.pages, lost.source.text_layer), (Some(4), Some("none")));
        let facts_only = wire::Document { requirements: None, findings: None, ..full.clone() };
        let whole =
            wire::Report { format: wire::FORMAT, tool: samples::tool(), documents: vec![full, lost, gone, facts_only] };
        let mut json = serde_json::to_value(&whole).expect("the report is JSON");
        let errors: Vec<String> = validator.iter_errors(&json).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new());
        // The schema must be able to say no.
        json["documents"][0]["findings"][0]["severity"] = "terrible".into();
        assert!(!validator.is_valid(&json));
    }

    #[test]
    fn the_words_of_the_types_are_those_of_the_schema() {
        use crate::clause::ClauseKind as Clause;
        use crate::compare::{FindingKind as Kind, Origin, Severity, Status};
        use crate::document::{Format, TextLayer};
        use crate::extract::{Activity, Authorisation, Declared, Qualifier, Role, SignatureState, Trigger};
        let schema: Value = serde_json::from_str(&schema().expect("there is a schema")).expect("it is JSON");
        let check = |definition: &str, field: &str, names: &[&str]| {
            let listed = &schema["$defs"][definition]["properties"][field]["enum"];
            let listed: Vec<&str> = listed.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            assert_eq!(listed, names, "{definition}.{field}");
        };
        check(
            "Node",
            "kind",
            &[
                Clause::Preamble,
                Clause::Recitals,
                Clause::Article,
                Clause::Paragraph,
                Clause::Item,
                Clause::Annex,
                Clause::Section,
                Clause::Signatures,
            ]
            .map(Clause::name),
        );
        check(
            "Finding",
            "kind",
            &[
                Kind::Missing,
                Kind::Altered,
                Kind::Weakened,
                Kind::Added,
                Kind::Unfilled,
                Kind::Contradiction,
                Kind::OverLimit,
                Kind::Reference,
                Kind::State,
                Kind::Question,
                Kind::Improved,
            ]
            .map(Kind::name),
        );
        check(
            "Finding",
            "severity",
            &[Severity::Blocking, Severity::Major, Severity::Minor, Severity::Info].map(Severity::name),
        );
        check(
            "Finding",
            "origin",
            &[Origin::Filled, Origin::Model, Origin::State, Origin::Redaction, Origin::Outside].map(Origin::name),
        );
        check(
            "Requirement",
            "status",
            &[Status::Satisfied, Status::Partial, Status::Violated, Status::NotApplicable, Status::Undetermined]
                .map(Status::name),
        );
        check(
            "Source",
            "format",
            &[Format::Pdf, Format::Docx, Format::Odt, Format::Html, Format::Text, Format::Unknown].map(Format::name),
        );
        check(
            "Source",
            "text_layer",
            &[TextLayer::Native, TextLayer::Ocr, TextLayer::None, TextLayer::Mixed].map(TextLayer::name),
        );
        check("Party", "role", &[Role::Controller, Role::Processor].map(Role::name));
        check("Retention", "qualifier", &[Qualifier::Max, Qualifier::Min, Qualifier::Exact].map(Qualifier::name));
        check(
            "Retention",
            "trigger",
            &[
                Trigger::EndOfAgreement,
                Trigger::Collection,
                Trigger::Backup,
                Trigger::Request,
                Trigger::Deletion,
                Trigger::Other,
            ]
            .map(Trigger::name),
        );
        check(
            "Location",
            "activity",
            &[Activity::Storage, Activity::Processing, Activity::Support, Activity::Transfer].map(Activity::name),
        );
        check(
            "Subprocessors",
            "declared",
            &[Declared::List, Declared::None, Declared::External, Declared::Absent].map(Declared::name),
        );
        check(
            "Subprocessors",
            "authorisation",
            &[Authorisation::General, Authorisation::Specific, Authorisation::Mixed, Authorisation::None]
                .map(Authorisation::name),
        );
        check(
            "Signature",
            "state",
            &[SignatureState::Blank, SignatureState::Partly, SignatureState::Signed, SignatureState::Unknown]
                .map(SignatureState::name),
        );
    }

    /// The PDF and the text file of one agreement differ in lines, pages and names, not in what is the matter.
    #[test]
    fn fingerprints_do_not_know_the_format() {
        let names = |analysis: &Analysis| {
            report(analysis, Tongue::En)
                .findings
                .into_iter()
                .flatten()
                .map(|finding| finding.fingerprint)
                .collect::<Vec<_>>()
        };
        let paged = samples::full();
        let mut plain = samples::full();
        plain.document.pages.clear();
        plain.document.lines.clear();
        plain.document.source = crate::document::Source::default();
        let names_of_paged = names(&paged);
        assert_eq!(names_of_paged, names(&plain));
        let distinct: std::collections::BTreeSet<_> = names_of_paged.iter().collect();
        assert_eq!(distinct.len(), names_of_paged.len());
    }
}
