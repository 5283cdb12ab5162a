//! Small agreements for the tests, made by hand: what a report says about them needs no reader and no rules.

use std::collections::BTreeMap;

use crate::Analysis;
use crate::clause::{Clause, ClauseId, ClauseKind, Clauses};
use crate::compare::{
    Finding, FindingKind, NotAssessed, Origin, PartVerdict, Recognition, Severity, Status, Verdict, Wording,
};
use crate::document::{Bounds, Document, Draft, Line, Page, Source};
use crate::evidence::{Evidence, Grounds, Search};
use crate::extract::{
    Activity, Audit, Authorisation, BreachNotice, Days, Declared, EndOfTerm, Facts, Location, Party, Placeholder,
    Qualifier, RegistrationFact, Retention, Role, Signature, SignatureState, State, Subprocessors, Term, Trigger,
};
use crate::read::{Warning, WarningKind};
use crate::report::terminal::About;
use crate::report::wire::Tool;
use crate::text::{Lang, Span};

const TEXT: &str = "Verwerkersovereenkomst Leerwolk – één\n\
Tussen <naam school> en Pennevrucht B.V. (KvK 12345678)\n\
Artikel 4. Hulp van anderen\n\
1. Pennevrucht kiest zelf wie er meehelpt.\n\
2. Lekken hoort de school binnen 24 uur.\n\
a. Ook 's nachts.\n\
Bijlage 1: Bijsluiter\n\
E. Plaats\n\
De servers staan in Amerika\x1b[31m.\n\
F. Hulpkrachten\n\
Niemand helpt mee.\n\
G. Bewaren\n\
Wij bewaren alles twee jaar.\n\
Getekend te ..... op .....\n";

/// The same with a title for one of the models.
pub(super) fn about() -> About {
    About { tool: tool(), models: BTreeMap::from([("gdpr-art28".to_owned(), say("de wet", "the law"))]) }
}

/// What the tests say the program is.
pub(super) fn tool() -> Tool {
    Tool { version: "9.9.9".into(), rules_digest: Some("sha256:00".into()), facts_as_of: Some("2026-11-22".into()) }
}

/// The span of the first `words` in a document.
pub(super) fn span(document: &Document, words: &str) -> Span {
    let start = document.text.find(words).expect("the sample holds these words");
    Span::new(start, start + words.len())
}

fn at(document: &Document, words: &str) -> Evidence {
    Evidence::at(span(document, words))
}

fn say(nl: &str, en: &str) -> Wording {
    Wording { nl: nl.into(), en: en.into() }
}

/// On two pages: the annex starts the second.
fn document() -> Document {
    let mut lines = Vec::new();
    let (mut offset, mut top, mut page) = (0, 72.0, 1);
    for line in TEXT.split_inclusive('\n') {
        if line.starts_with("Bijlage") {
            (top, page) = (72.0, 2);
        }
        let span = Span::new(offset, offset + line.trim_end().len());
        let bounds = Bounds { left: 70.866, top, right: 300.004, bottom: top + 11.0 };
        lines.push(Line { span, page, bounds });
        (offset, top) = (offset + line.len(), top + 14.4);
    }
    let page = |number| Page { number, width: 595.0, height: 842.0 };
    let draft = Draft {
        body: TEXT.into(),
        furniture: "Leerwolk 1\n".into(),
        pages: vec![page(1), page(2)],
        lines,
        ..Draft::default()
    };
    let source = Source {
        name: "leerwolk.pdf".into(),
        path: "map/leerwolk.pdf".into(),
        digest: "ab".repeat(32),
        ..Source::default()
    };
    draft.finish(source)
}

/// Clauses from (depth, kind, label, number, heading), each reaching to the next of its depth or above.
fn clauses(document: &Document) -> Clauses {
    use ClauseKind::{Annex, Article, Item, Paragraph, Preamble, Section, Signatures};
    let rows: [(u8, ClauseKind, &str, &str, &str); 10] = [
        (1, Preamble, "", "", "Verwerkersovereenkomst Leerwolk"),
        (1, Article, "Artikel 4.", "4", "Hulp van anderen"),
        (2, Paragraph, "1.", "1", ""),
        (2, Paragraph, "2.", "2", ""),
        (3, Item, "a.", "a", ""),
        (1, Annex, "Bijlage 1:", "1", "Bijsluiter"),
        (2, Section, "E.", "E", "Plaats"),
        (2, Section, "F.", "F", "Hulpkrachten"),
        (2, Section, "G.", "G", "Bewaren"),
        (1, Signatures, "Getekend", "", ""),
    ];
    let start = |row: usize| {
        let (_, _, label, _, heading) = rows[row];
        let words = if label.is_empty() { heading } else { label };
        // Labels such as "1." stand at the start of a line.
        let text = &document.text;
        if text.starts_with(words) { 0 } else { text.find(&format!("\n{words}")).expect("a line starts so") + 1 }
    };
    let mut nodes: Vec<Clause> = Vec::new();
    for (row, &(depth, kind, label, number, heading)) in rows.iter().enumerate() {
        let end = (row + 1..rows.len()).find(|&next| rows[next].0 <= depth).unwrap_or(rows.len());
        let from = start(row);
        let to = if end == rows.len() { document.body().len() } else { start(end) };
        let after = |words: &str, from: usize| {
            let at = document.text[from..].find(words).map(|at| from + at);
            at.map(|at| Span::new(at, at + words.len())).filter(|_| !words.is_empty())
        };
        let label = after(label, from);
        let heading = after(heading, from);
        let own = heading.or(label).map_or(from, Span::end);
        let child = if row + 1 < end { start(row + 1) } else { to };
        let parent = (0..row).rev().find(|&above| rows[above].0 < depth).map(|above| ClauseId(above as u32));
        nodes.push(Clause {
            kind,
            level: depth,
            label,
            number: number.into(),
            heading,
            span: Span::new(from, to).trim(&document.text),
            own: Span::new(own, child).trim(&document.text),
            parent,
            end: end as u32,
        });
    }
    Clauses { nodes, ..Clauses::default() }
}

fn term(document: &Document, iso: &str, days: f64, words: &str) -> Term {
    Term { iso: iso.into(), days: Days::new(days), business: false, evidence: at(document, words) }
}

fn facts(document: &Document) -> Facts {
    let party = |role, name: Option<&str>, words| Party {
        role,
        name: name.map(str::to_owned),
        placeholder: name.is_none(),
        legal_form: None,
        registrations: vec![],
        address: None,
        country: None,
        representative: None,
        evidence: at(document, words),
    };
    let mut processor = party(Role::Processor, Some("Pennevrucht B.V."), "Pennevrucht B.V.");
    processor.registrations.push(RegistrationFact { scheme: "kvk".into(), value: "12345678".into(), valid: None });
    let states = BTreeMap::from([
        ("locations", State::Found(at(document, "in Amerika"))),
        ("subprocessors", State::None(at(document, "Niemand helpt mee"))),
        ("transfer_mechanisms", State::NotFound(Search { clauses: vec![ClauseId(6)], nearest: None })),
        ("breach_notice", State::Found(at(document, "binnen 24 uur"))),
        ("retention", State::Found(at(document, "twee jaar"))),
        ("audit", State::NotFound(Search::default())),
        ("special_categories", State::Redacted(at(document, "alles"))),
        ("contacts", State::Blank(at(document, "....."))),
    ]);
    Facts {
        states,
        parties: vec![party(Role::Controller, None, "<naam school>"), processor],
        retention: vec![Retention {
            term: term(document, "P2Y", 730.0, "Wij bewaren alles twee jaar"),
            qualifier: Qualifier::Exact,
            trigger: Trigger::Other,
            started: false,
            object: None,
            of_all: false,
            own_papers: false,
        }],
        locations: vec![Location {
            country: "US".into(),
            place: None,
            activity: Activity::Storage,
            subprocessor: false,
            zone: "conditional",
            mechanism: None,
            colloquial: true,
            evidence: at(document, "De servers staan in Amerika"),
        }],
        subprocessors: Subprocessors {
            declared: Declared::None,
            authorisation: Authorisation::General,
            evidence: vec![at(document, "Niemand helpt mee"), at(document, "kiest zelf wie er meehelpt")],
            ..Subprocessors::default()
        },
        breach_notice: BreachNotice {
            term: Some(term(document, "PT24H", 1.0, "binnen 24 uur")),
            ..BreachNotice::default()
        },
        audit: Audit::default(),
        end_of_term: EndOfTerm::default(),
        placeholders: vec![
            Placeholder { asks: Some("naam school".into()), evidence: at(document, "<naam school>") },
            Placeholder { asks: None, evidence: at(document, "Getekend te .....") },
        ],
        signature: Signature {
            state: SignatureState::Blank,
            date: None,
            evidence: Some(at(document, "Getekend te ..... op .....")),
            blanks: vec![],
        },
        ..Facts::default()
    }
}

/// A finding with every sentence; the tests change what they are about.
pub(super) fn finding(id: &str, severity: Severity, origin: Origin, grounds: Grounds) -> Finding {
    Finding {
        id: id.into(),
        model: None,
        kind: FindingKind::Altered,
        severity,
        origin,
        basis: vec![],
        message: say(&format!("Kort gezegd: {id}."), &format!("In short: {id}.")),
        expected: Wording::default(),
        found: Wording::default(),
        remedy: Wording::default(),
        grounds,
        topics: vec![],
    }
}

fn findings(document: &Document) -> Vec<Finding> {
    use Origin::{Filled, Model, Outside, State};
    use Severity::{Blocking, Info, Major, Minor};
    let quoted = |words| Grounds::Quoted(at(document, words));
    let servers = Finding {
        kind: FindingKind::Missing,
        topics: vec!["transfer".into()],
        basis: vec!["AVG art. 44".into(), "AVG art. 28 lid 3 onder a".into()],
        message: say("Opslag buiten de EER zonder grond.", "Storage outside the EEA without a ground."),
        expected: say("een grond voor de doorgifte", "a ground for the transfer"),
        found: say("een land, geen grond", "a country, no ground"),
        remedy: say("Op welke grond gaan de gegevens daarheen?", "On what ground do the data go there?"),
        ..finding("gdpr-art28/R7", Blocking, Filled, quoted("De servers staan in Amerika\x1b[31m."))
    };
    let contradiction = Finding {
        kind: FindingKind::Contradiction,
        topics: vec!["subprocessors".into()],
        message: say("Niemand helpt mee, en toch mag er worden meegeholpen.", "Nobody helps, yet help is allowed."),
        ..finding(
            "facts/subprocessors",
            Major,
            Filled,
            Grounds::Quoted(at(document, "Niemand helpt mee").and(span(document, "kiest zelf wie er meehelpt"))),
        )
    };
    let absent = Grounds::Absent(Search {
        clauses: vec![ClauseId(1), ClauseId(2)],
        nearest: Some(span(document, "Lekken hoort de school")),
    });
    let question = Finding {
        kind: FindingKind::Question,
        remedy: say("Wie beheert de servers?", "Who runs the servers?"),
        ..finding("outside/servers", Minor, Outside, quoted("De servers"))
    };
    let blank = |words, severity| Finding {
        kind: FindingKind::Unfilled,
        ..finding("state/blank", severity, State, quoted(words))
    };
    vec![
        servers,
        blank("<naam school>", Blocking),
        finding("gdpr-art28/R31", Major, Filled, absent),
        contradiction,
        finding("nl-x/4", Minor, Model, quoted("Hulp van anderen")),
        question,
        finding("facts/retention", Minor, Filled, quoted("twee jaar")),
        blank("op .....", Minor),
        finding("facts/name", Info, Filled, quoted("Leerwolk")),
    ]
}

fn verdicts(document: &Document) -> Vec<Verdict> {
    let verdict = |id: &str, title: Wording, status, grounds| Verdict {
        requirement: id.into(),
        model: "gdpr-art28".into(),
        title,
        status,
        parts: vec![PartVerdict { id: "term".into(), met: status == Status::Satisfied, evidence: None }],
        grounds,
    };
    let told = Grounds::Quoted(at(document, "binnen 24 uur"));
    vec![
        verdict("R12", say("Lekken worden gemeld", "Breaches are reported"), Status::Satisfied, told),
        verdict(
            "R31",
            say("Controle is mogelijk", "Audits are possible"),
            Status::Violated,
            Grounds::Absent(Search::default()),
        ),
    ]
}

/// A Dutch agreement with one of everything, an escape sequence in its text included.
pub(super) fn full() -> Analysis {
    let document = document();
    Analysis {
        warnings: vec![Warning { kind: WarningKind::Comments, page: None, detail: "3".into() }],
        clauses: clauses(&document),
        language: Some(Lang::Nl),
        recognition: Recognition {
            flemish: false,
            family: "nl-x".into(),
            id: Some("nl-x-4".into()),
            version: Some("4".into()),
            compared_with: vec!["nl-x-4".into(), "gdpr-art28".into()],
            evidence: vec![at(&document, "Verwerkersovereenkomst Leerwolk – één")],
        },
        facts: facts(&document),
        verdicts: verdicts(&document),
        findings: findings(&document),
        not_assessed: vec![NotAssessed {
            what: say("bijlage 2", "annex 2"),
            why: say("staat niet in dit bestand", "does not stand in this file"),
            page: Some(2),
        }],
        document,
    }
}
