//! Names by which a document calls its sides, and the role word of its language for each.
//!
//! In: parties and defined terms. Out: [`Alias`]es. Not here: role words every agreement uses (`rules/lexicon/roles.toml`).

use super::parties::What;
use super::{Paper, Role, names, rule};
use crate::rules::Alias;
use crate::text::{Folded, Lang, Span, fold_word};

/// A name is read as a role when it is the subject of at least so many duties.
const LEAST_DUTIES: usize = 1;

/// A term this close behind the words for a role is another name of that side: "acting as Processor (“Larkmoor”)".
const BESIDE: usize = 60;

/// Aliases, longest names first.
pub(super) fn aliases(paper: &Paper<'_>) -> Vec<Alias> {
    let mut found: Vec<(String, Role)> = Vec::new();
    for side in &paper.sides {
        if let What::Name(name) = &side.what {
            found.push((fold_word(name), side.role));
            found.push((fold_word(&names::core(paper, name)), side.role));
        }
    }
    for &(term, _) in &paper.terms {
        if let Some(role) = side_of_name(paper, term) {
            found.push((fold_word(paper.slice(term)), role));
        }
    }
    found.retain(|(name, _)| name.len() >= 3 && rule::side_of(paper.scan, name).is_none());
    found.sort_by(|a, b| (std::cmp::Reverse(a.0.len()), &a.0).cmp(&(std::cmp::Reverse(b.0.len()), &b.0)));
    found.dedup_by(|next, kept| next.0 == kept.0);
    let used: Vec<bool> = found.iter().map(|(name, _)| is_used(paper, name)).collect();
    // The full name is read as the role where its short form is.
    let used_role = |role: Role| found.iter().zip(&used).any(|((_, it), &used)| used && *it == role);
    found
        .iter()
        .zip(&used)
        .filter(|((name, role), used)| **used || used_role(*role) && names_form(paper, name))
        .map(|((name, role), _)| Alias { name: name.clone(), role: word(paper.lang(), *role) })
        .collect()
}

fn names_form(paper: &Paper<'_>, name: &str) -> bool {
    paper.organisations.iter().any(|organisation| fold_word(&organisation.name) == name)
}

/// The word rules know.
fn word(lang: Lang, role: Role) -> &'static str {
    match (lang, role) {
        (Lang::Nl, Role::Processor) => "verwerker",
        (Lang::Nl, Role::Controller) => "verwerkingsverantwoordelijke",
        (Lang::En, Role::Processor) => "processor",
        (Lang::En, Role::Controller) => "controller",
        (Lang::De, Role::Processor) => "auftragsverarbeiter",
        (Lang::De, Role::Controller) => "verantwortlicher",
        (Lang::Fr, Role::Processor) => "sous-traitant",
        (Lang::Fr, Role::Controller) => "responsable du traitement",
    }
}

/// Whether a name is the subject of duties, and not mostly the first word of a product's name.
fn is_used(paper: &Paper<'_>, name: &str) -> bool {
    let subjects = rule::found(paper.scan, "roles", "is", "subject");
    let duties = subjects.iter().filter(|hit| ends_with_word(&hit.hit.unit.text[..hit.hit.range.start], name)).count();
    duties >= LEAST_DUTIES && !is_product(paper, name)
}

fn ends_with_word(text: &[u8], name: &str) -> bool {
    let head = text.trim_ascii_end();
    let Some(before) = head.strip_suffix(name.as_bytes()) else { return false };
    before.last().is_none_or(|byte| !byte.is_ascii_alphanumeric())
}

/// Whether a capitalised word follows the name more often than not: "Larkmoor Rekenroute".
fn is_product(paper: &Paper<'_>, name: &str) -> bool {
    let body = paper.document().body();
    let folded = Folded::new(body);
    let mut all = 0;
    let mut followed = 0;
    for (at, _) in folded.as_str().match_indices(name) {
        let end = folded.span_of(at..at + name.len()).end();
        all += 1;
        let next = body[end..].strip_prefix(' ').and_then(|rest| rest.chars().next());
        followed += usize::from(next.is_some_and(char::is_uppercase));
    }
    followed * 2 > all
}

/// Defined terms of which a sentence says what side they are, with their definition.
pub(super) fn said_of_terms(paper: &Paper<'_>) -> Vec<(Span, Role)> {
    let says = rule::found(paper.scan, "roles", "is", "acts");
    let said: Vec<(String, Role)> =
        says.iter().filter_map(|hit| Some((fold_word(paper.slice(hit.value("name")?)), hit.role()?))).collect();
    let side = |term: &str| {
        let ends = |name: &String| ends_with_word(name.as_bytes(), term);
        let mut roles: Vec<Role> = said.iter().filter(|(name, _)| ends(name)).map(|(_, role)| *role).collect();
        roles.sort_unstable();
        roles.dedup();
        // Said to be both, it is neither.
        if roles.len() == 1 { roles.first().copied() } else { None }
    };
    let terms = paper.terms.iter();
    terms
        .filter(|(term, _)| rule::side_of(paper.scan, paper.slice(*term)).is_none())
        .filter_map(|&(term, _)| Some((term, side(&fold_word(paper.slice(term)))?)))
        .collect()
}

/// The side a term stands for that is a party's own name, or is given right beside the words for a role.
pub(super) fn side_of_name(paper: &Paper<'_>, term: Span) -> Option<Role> {
    let text = fold_word(paper.slice(term));
    if text.len() < 3 {
        return None;
    }
    for side in &paper.sides {
        let What::Name(name) = &side.what else { continue };
        let (name, core) = (fold_word(name), fold_word(&names::core(paper, name)));
        let short = core.starts_with(&text) && core[text.len()..].starts_with([' ', '.', '-']);
        let beside = side.span.end() <= term.start() && within(paper, side.span, term);
        if text == name || text == core || beside && short {
            return Some(side.role);
        }
    }
    if let Some((_, role)) = paper.said_of_terms.iter().copied().find(|(known, _)| *known == term) {
        return Some(role);
    }
    let &(role, near) =
        paper.cues.said.iter().rfind(|(_, span)| span.end() <= term.start() && within(paper, *span, term))?;
    let between = paper.slice(Span::new(near.end(), term.start()));
    let same = between.chars().all(names::is_wrapping)
        || matches!(
            fold_word(between.trim_matches(names::is_wrapping)).as_str(),
            "or" | "of" | "oder" | "ou" | "the" | "de" | "or the"
        );
    if same && names::is_name(paper, term) { Some(role) } else { None }
}

fn within(paper: &Paper<'_>, first: Span, second: Span) -> bool {
    second.start() - first.end() <= BESIDE && !paper.slice(Span::new(first.end(), second.start())).contains('\n')
}
