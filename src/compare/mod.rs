//! Facts, clauses and models to verdicts and findings.
//!
//! In: a scanned document, its facts and the rules. Out: [`Comparison`]. Not here: how anything is printed, and the name
//! of any model: those are data in `rules/models`.

mod bounds;
mod checks;
mod fact_words;
mod finding;
mod recognise;
mod remarks;
mod requirements;

pub use finding::*;

use crate::extract::Facts;
use crate::rules::{ModelRule, Scan};

/// Everything a comparison gives.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// The model the agreement follows.
    pub recognition: Recognition,
    /// One verdict per requirement of every model compared with.
    pub verdicts: Vec<Verdict>,
    /// Worst first, then in text order.
    pub findings: Vec<Finding>,
}

/// What the comparing functions look at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context<'c, 'd> {
    pub(crate) scan: &'c Scan<'c, 'd>,
    pub(crate) facts: &'c Facts,
    /// Id of the model the agreement follows, if it follows one.
    pub(crate) model: Option<&'c str>,
    /// The latest date the fact tables know of: the only "today" there is.
    pub(crate) as_of: &'c str,
}

/// Recognises the model and holds the agreement against it and against the law.
///
/// `chosen` is the id of a model the user names; none lets the text decide.
pub fn compare(scan: &Scan<'_, '_>, facts: &Facts, chosen: Option<&str>, as_of: &str) -> Comparison {
    let recognition = recognise::recognise(scan, chosen);
    let context = Context { scan, facts, model: recognition.id.as_deref(), as_of };
    let models: Vec<&ModelRule> = recognition.compared_with.iter().filter_map(|id| scan.rules.model(id)).collect();
    let mut verdicts = Vec::new();
    let mut findings = Vec::new();
    let mut covered: Vec<String> = Vec::new();
    for model in models {
        for rule in &model.requirements {
            let outcome = requirements::assess(&context, model, rule);
            let settled = outcome.verdict.status == Status::Satisfied;
            verdicts.push(outcome.verdict);
            if covered.contains(&rule.id) {
                continue;
            }
            // What the model's own requirement has settled, the law's would say again, or gainsay.
            if !outcome.findings.is_empty() || settled {
                covered.extend(rule.file.law.iter().cloned());
            }
            findings.extend(outcome.findings);
        }
    }
    findings.extend(remarks::remarks(&context));
    sort(&mut findings);
    Comparison { recognition, verdicts, findings }
}

/// Worst first, then in text order, then by id.
fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let key = |finding: &Finding| {
            (finding.severity, finding.origin, finding.grounds.place().map_or(usize::MAX, crate::text::Span::start))
        };
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
}

/// What was not assessed, and why.
pub(crate) fn not_assessed(language: Option<crate::text::Lang>, warnings: &[crate::read::Warning]) -> Vec<NotAssessed> {
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
