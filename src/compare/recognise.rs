//! Which model an agreement follows.
//!
//! In: the marks of the models. Out: a [`Recognition`] with the words it rests on. Not here: comparing.

use super::Recognition;
use crate::evidence::Evidence;
use crate::extract::{Facts, Role};
use crate::rules::schema::Within;
use crate::rules::{Dialect, ModelRule, Scan};

/// What an agreement on nobody's model is called.
const VENDOR: &str = "vendor";

pub(super) fn recognise(scan: &Scan<'_, '_>, chosen: Option<&str>) -> Recognition {
    let rules = scan.rules;
    let mut best: Option<(usize, &ModelRule, Vec<Evidence>)> = None;
    for model in rules.models.iter().filter(|model| !always(model)) {
        let found = marks(scan, model);
        let count = found.len();
        let needed = model.file.as_ref().map_or(usize::MAX, |file| file.needs.max(1));
        let wanted = chosen == Some(model.id.as_str());
        let missing = model.marks.iter().any(|mark| mark.required && !found.iter().any(|(id, _)| id == &mark.id));
        let recognised = chosen.is_none() && count >= needed && !missing;
        if (wanted || recognised) && best.as_ref().is_none_or(|(most, ..)| count > *most) {
            best = Some((count, model, found.into_iter().map(|(_, evidence)| evidence).collect()));
        }
    }
    let law = rules.models.iter().filter(|model| always(model)).map(|model| model.id.clone());
    let Some((_, model, evidence)) = best else {
        return Recognition { family: VENDOR.to_owned(), compared_with: law.collect(), ..Recognition::default() };
    };
    let file = model.file.as_ref();
    Recognition {
        family: file.map_or_else(|| model.id.clone(), |file| file.family.clone()),
        id: Some(model.id.clone()),
        version: file.map(|file| file.version.clone()),
        compared_with: std::iter::once(model.id.clone()).chain(law).collect(),
        evidence,
        ..Recognition::default()
    }
}

/// Whether the report is worded as in the region of [`Rules::dialect`](crate::rules::Rules::dialect): its model tells,
/// else the law the agreement is under, else where its controllers are, else where all its parties are.
pub(super) fn flemish(dialect: &Dialect, model: Option<&str>, facts: &Facts) -> bool {
    let known = |country: &str| dialect.countries.iter().any(|own| own == country);
    if model.is_some_and(|model| dialect.models.iter().any(|own| own == model)) {
        return true;
    }
    if let Some(law) = &facts.governing_law {
        return known(&law.country);
    }
    let countries = |role: Option<Role>| {
        let parties = facts.parties.iter().filter(move |party| role.is_none_or(|role| party.role == role));
        parties.filter_map(|party| party.country.as_deref()).collect::<Vec<_>>()
    };
    let all_there = |countries: &[&str]| countries.iter().all(|country| known(country));
    let controllers = countries(Some(Role::Controller));
    if !controllers.is_empty() {
        return all_there(&controllers);
    }
    let parties = countries(None);
    !parties.is_empty() && all_there(&parties)
}

fn always(model: &ModelRule) -> bool {
    model.file.as_ref().is_some_and(|file| file.always)
}

/// The marks found, each with its first place.
fn marks(scan: &Scan<'_, '_>, model: &ModelRule) -> Vec<(String, Evidence)> {
    model
        .marks
        .iter()
        .filter_map(|mark| {
            let hit = scan.hits(&mark.patterns, Within::Any, None, &[]).into_iter().next()?;
            Some((mark.id.clone(), hit.evidence))
        })
        .collect()
}
