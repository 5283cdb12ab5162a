//! What cannot be missing because it stands in a text that is not in this file.
//!
//! In: a requirement, the texts its model knows to be incorporated by reference, the annexes referred to. Out: the words
//! that point there. Not here: which texts these are (data in `rules/models`), and the verdict that follows.

use super::{Context, Wording};
use crate::evidence::Evidence;
use crate::rules::schema::{IncorporatedFile, PartFile, Within};
use crate::rules::{ModelRule, RequirementRule};

/// The words of the agreement that put what a requirement asks into another text: incorporated by reference, or an annex
/// that is named and not in this file.
///
/// `unmet` are the required parts that were not found.
pub(super) fn of(
    context: &Context<'_, '_>,
    model: &ModelRule,
    rule: &RequirementRule,
    unmet: &[&PartFile],
) -> Option<Evidence> {
    let holds = |text: &IncorporatedFile| text.contains.contains(&rule.id);
    let by_reference = incorporated(context, model).into_iter().find(|(text, _)| holds(text));
    let annex = || {
        let citation = rule.file.clause.as_deref().filter(|clause| clause.starts_with(char::is_alphabetic))?;
        absent_annex(context, citation.split(' ').nth(1)?)
    };
    let annexes = || {
        let absent = unmet.iter().map(|part| absent_annex(context, part.annex.as_deref()?));
        let absent: Option<Vec<Evidence>> = absent.collect();
        absent?.into_iter().next()
    };
    by_reference.map(|(_, evidence)| evidence).or_else(annex).or_else(annexes)
}

/// The texts of a model that this agreement makes part of itself, with the words by which it does.
fn incorporated<'m>(context: &Context<'_, '_>, model: &'m ModelRule) -> Vec<(&'m IncorporatedFile, Evidence)> {
    let Some(file) = &model.file else { return Vec::new() };
    let said = |patterns: &[_]| context.scan.hits(patterns, Within::Any, None, &[]).into_iter().next();
    let texts = file.incorporated.iter().zip(&model.incorporated);
    texts.filter_map(|(text, patterns)| Some((text, said(patterns)?.evidence))).collect()
}

/// The names of the incorporated texts, for the list of what was not assessed.
pub(super) fn names(context: &Context<'_, '_>, models: &[&ModelRule]) -> Vec<Wording> {
    let texts = models.iter().flat_map(|model| incorporated(context, model));
    texts.map(|(text, _)| super::requirements::worded(context, &text.title)).collect()
}

/// The reference to the annex of this number, if that annex is not in this file.
fn absent_annex(context: &Context<'_, '_>, number: &str) -> Option<Evidence> {
    let annexes = &context.facts.annexes;
    let (_, evidence) = annexes.references.iter().find(|(annex, _)| annex == number)?;
    (!annexes.is_present(number)).then(|| evidence.clone())
}
