//! Facts, clauses and models to verdicts and findings.
//!
//! In: a scanned document, its facts and the rules. Out: [`Comparison`]. Not here: how anything is printed, and the name
//! of any model: those are data in `rules/models`.

mod bounds;
mod checks;
mod elsewhere;
mod fact_words;
mod finding;
mod recognise;
mod remarks;
mod requirements;

pub use bounds::spoken;
pub use finding::*;

use crate::extract::Facts;
use crate::rules::{Dialect, ModelRule, RemarkRule, Rules, Scan};

/// Everything a comparison gives.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// The model the agreement follows.
    pub recognition: Recognition,
    /// One verdict per requirement of every model compared with.
    pub verdicts: Vec<Verdict>,
    /// Worst first, then in the order an officer reads, then in text order.
    pub findings: Vec<Finding>,
    /// Texts that are part of the agreement and not in this file.
    pub incorporated: Vec<Wording>,
}

/// What the comparing functions look at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context<'c, 'd> {
    pub(crate) scan: &'c Scan<'c, 'd>,
    pub(crate) facts: &'c Facts,
    /// Id of the model the agreement follows, if it follows one.
    pub(crate) model: Option<&'c str>,
    /// What the region of the agreement calls things, where that differs.
    pub(crate) dialect: Option<&'c Dialect>,
    /// The latest date the fact tables know of: the only "today" there is.
    pub(crate) as_of: &'c str,
}

/// Recognises the model and holds the agreement against it and against the law.
///
/// `chosen` is the id of a model the user names; none lets the text decide.
pub fn compare(scan: &Scan<'_, '_>, facts: &Facts, chosen: Option<&str>, as_of: &str) -> Comparison {
    let mut recognition = recognise::recognise(scan, chosen);
    recognition.flemish = recognise::flemish(&scan.rules.dialect, recognition.id.as_deref(), facts);
    let dialect = recognition.flemish.then_some(&scan.rules.dialect);
    let context = Context { scan, facts, model: recognition.id.as_deref(), dialect, as_of };
    let models: Vec<&ModelRule> = recognition.compared_with.iter().filter_map(|id| scan.rules.model(id)).collect();
    let mut verdicts = Vec::new();
    let mut findings = Vec::new();
    let mut covered: Vec<String> = Vec::new();
    for &model in &models {
        for rule in &model.requirements {
            let outcome = requirements::assess(&context, model, rule);
            let settled = matches!(outcome.verdict.status, Status::Satisfied | Status::Undetermined);
            verdicts.push(outcome.verdict);
            if covered.contains(&rule.id) {
                continue;
            }
            // What the model's own requirement has settled, the law's would say again, or gainsay. Within the law itself
            // one requirement that is met settles no other: a right to object says nothing of the time for it.
            let of_law = model.file.as_ref().is_some_and(|file| file.always);
            if !outcome.findings.is_empty() || settled && !of_law {
                covered.extend(rule.file.law.iter().cloned());
            }
            findings.extend(outcome.findings);
        }
    }
    let remarks = remarks::remarks(&context, &findings);
    findings.retain(|finding| !remarks.iter().any(|remark| says_law(scan.rules, remark, finding)));
    findings.extend(remarks);
    sort(scan.rules, &mut findings);
    let incorporated = elsewhere::names(&context, &models);
    Comparison { recognition, verdicts, findings, incorporated }
}

/// The remark rule a finding comes from.
fn remark_of<'r>(rules: &'r Rules, finding: &Finding) -> Option<&'r RemarkRule> {
    rules.remarks.iter().find(|rule| finding.model.is_none() && rule.id == finding.id)
}

/// Whether a remark says already what a finding of the law says: its rule names the requirement.
fn says_law(rules: &Rules, remark: &Finding, finding: &Finding) -> bool {
    let Some(rule) = remark_of(rules, remark) else { return false };
    let Some((model, requirement)) = finding.id.split_once('/') else { return false };
    let law = rules.model(model).and_then(|model| model.file.as_ref()).is_some_and(|file| file.always);
    let names = |id: &String| {
        requirement.strip_prefix(id.as_str()).is_some_and(|part| part.is_empty() || part.starts_with('-'))
    };
    law && rule.file.law.iter().any(names)
}

/// Worst first, then in the order an officer reads, then in text order, then by id.
fn sort(rules: &Rules, findings: &mut [Finding]) {
    findings.sort_by_cached_key(|finding| {
        let place = finding.grounds.place().map_or(usize::MAX, crate::text::Span::start);
        (finding.severity, rank(rules, finding), finding.origin, place, finding.id.clone())
    });
}

/// What is read first among matters of one severity: what a rule file ranks, contradictions, the law, the model, other
/// remarks, the state of the document.
fn rank(rules: &Rules, finding: &Finding) -> u8 {
    let ranked = remark_of(rules, finding).and_then(|rule| rule.file.rank);
    let law = |id: &String| rules.model(id).and_then(|model| model.file.as_ref()).is_some_and(|file| file.always);
    ranked.unwrap_or(match (&finding.model, finding.kind) {
        (_, FindingKind::State | FindingKind::Unfilled) => 90,
        (_, FindingKind::Contradiction) => 20,
        (Some(model), _) if law(model) => 40,
        (Some(_), _) => 50,
        (None, _) => 60,
    })
}

/// What a finding is about: what its rule says, else the topic its rule is named for, else that of the clause it stands
/// in by the headings over it.
pub(crate) fn topics(
    context: &Context<'_, '_>,
    named: &[String],
    rule: &str,
    grounds: &crate::evidence::Grounds,
) -> Vec<String> {
    if !named.is_empty() {
        return named.to_vec();
    }
    let scan = context.scan;
    let (first, _) = rule.split_once('-').unwrap_or((rule, ""));
    if scan.rules.topics.iter().any(|topic| topic.id == first) {
        return vec![first.to_owned()];
    }
    let searched = match grounds {
        crate::evidence::Grounds::Absent(search) => search.clauses.first().copied(),
        crate::evidence::Grounds::Quoted(_) => None,
    };
    let clause = searched.or_else(|| scan.view.clauses.at(grounds.place()?.start()));
    let mut topics: Vec<String> = Vec::new();
    for id in clause.iter().flat_map(|&clause| scan.view.clauses.ancestors(clause)) {
        let over = scan.view.clauses.get(id).parent.map_or(&[][..], |parent| scan.topics_of(parent));
        topics.extend(scan.topics_of(id).iter().filter(|topic| !over.contains(topic)).cloned());
    }
    topics
}

/// What was not assessed, and why.
pub(crate) fn not_assessed(
    language: Option<crate::text::Lang>,
    warnings: &[crate::read::Warning],
    incorporated: &[Wording],
) -> Vec<NotAssessed> {
    use crate::read::WarningKind;
    use crate::text::Lang;
    let mut list = Vec::new();
    let wording = |nl: &str, en: &str| Wording { nl: nl.to_owned(), en: en.to_owned() };
    match language {
        Some(Lang::Nl | Lang::En) => {}
        Some(other) => list.push(NotAssessed {
            what: wording("de meeste feiten en eisen", "most facts and requirements"),
            why: Wording {
                nl: format!("de regels voor taal `{other}` zijn nog niet volledig"),
                en: format!("the rules for language `{other}` are not complete yet"),
            },
            page: None,
        }),
        None => list.push(NotAssessed {
            what: wording("de taal van het document", "the language of the document"),
            why: wording("niet herkend; gelezen als Engels", "not recognised; read as English"),
            page: None,
        }),
    }
    for text in incorporated {
        let why = wording(
            "door verwijzing deel van de overeenkomst; de tekst staat niet in dit bestand",
            "part of the agreement by reference; its text is not in this file",
        );
        list.push(NotAssessed { what: text.clone(), why, page: None });
    }
    for warning in warnings {
        let why = match warning.kind {
            WarningKind::PageWithoutText => wording("de pagina bevat geen tekst", "the page holds no text"),
            WarningKind::GarbledText => wording("de tekstlaag is onleesbaar", "the text layer is unreadable"),
            WarningKind::LimitReached => {
                wording("een grens van het inlezen is bereikt", "a limit of the reading was reached")
            }
            WarningKind::UnreadPart => wording("een deel kon niet worden gelezen", "a part could not be read"),
            _ => continue,
        };
        let what = match warning.page {
            Some(page) => Wording { nl: format!("pagina {page}"), en: format!("page {page}") },
            None => Wording { nl: warning.detail.clone(), en: warning.detail.clone() },
        };
        list.push(NotAssessed { what, why, page: warning.page });
    }
    list
}
