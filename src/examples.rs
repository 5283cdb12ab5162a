//! The examples in the rule files, run as a user's agreement would be.
//!
//! In: [`Rules`]. Out: every example that does not give what it says, with its place in the file. Not here: whether the
//! files load.

use std::collections::BTreeMap;

use crate::analysis::{Analysis, Options, assess};
use crate::clause::segment;
use crate::compare::Status;
use crate::document::Document;
use crate::extract::typed;
use crate::read::{Limits, read};
use crate::rules::schema::{FindsFile, IgnoresFile, LangWord, WordingFile};
use crate::rules::{
    FactRule, ModelRule, RemarkRule, RequirementRule, RuleError, RuleErrorKind, Rules, Scan, Source, TopicRule, View,
};
use crate::text::Lang;
use crate::value::Tables;

/// Runs every example of every rule.
pub fn check(rules: &Rules) -> Vec<RuleError> {
    let mut errors = Vec::new();
    rules.topics.iter().for_each(|rule| topic(rules, rule, &mut errors));
    rules.facts.iter().for_each(|rule| fact(rules, rule, &mut errors));
    rules.remarks.iter().for_each(|rule| remark(rules, rule, &mut errors));
    for model in &rules.models {
        recognition(rules, model, &mut errors);
        incorporated(rules, model, &mut errors);
        model.requirements.iter().for_each(|rule| requirement(rules, model, rule, &mut errors));
    }
    rules.dialect.files.iter().for_each(|(id, file)| wording(rules, id, file, &mut errors));
    errors
}

fn wording(rules: &Rules, id: &str, file: &WordingFile, errors: &mut Vec<RuleError>) {
    let changed = file.finds.iter().map(|example| (&example.text, &example.gives));
    let kept = file.ignores.iter().map(|example| (&example.text, example.text.get_ref()));
    for (text, expected) in changed.chain(kept) {
        let found = rules.dialect.reworded(text.get_ref());
        if found != *expected {
            errors.push(wrong(source(rules, id), text, expected.as_str(), found));
        }
    }
}

/// How many examples there are.
pub fn count(rules: &Rules) -> usize {
    let topics = rules.topics.iter().map(|rule| rule.file.finds.len() + rule.file.ignores.len());
    let facts = rules.facts.iter().map(|rule| rule.file.finds.len() + rule.file.ignores.len());
    let remarks = rules.remarks.iter().map(|rule| rule.file.finds.len() + rule.file.ignores.len());
    let texts = rules.models.iter().filter_map(|model| model.file.as_ref()).flat_map(|file| &file.incorporated);
    let texts = texts.map(|text| text.finds.len() + text.ignores.len());
    let requirements = rules.models.iter().flat_map(|model| &model.requirements);
    let requirements = requirements.map(|rule| rule.file.finds.len() + rule.file.ignores.len());
    let wordings = rules.dialect.files.iter().map(|(_, file)| file.finds.len() + file.ignores.len());
    topics.chain(facts).chain(remarks).chain(texts).chain(requirements).chain(wordings).sum()
}

fn lang(word: LangWord) -> Lang {
    match word {
        LangWord::Nl => Lang::Nl,
        LangWord::De => Lang::De,
        LangWord::Fr => Lang::Fr,
        LangWord::En | LangWord::Any => Lang::En,
    }
}

/// The text of an example as an agreement: under a heading if it gives one.
fn document(text: &str, heading: Option<&str>) -> Option<Document> {
    let text = match heading {
        // A second article shows the first heading to be one.
        Some(heading) => format!("Artikel 1: {heading}\n\n{text}\n\nArtikel 2: —\n"),
        None => text.to_owned(),
    };
    read(text.as_bytes(), "example", "example", &Limits::default()).ok().map(|parsed| parsed.value)
}

fn source<'r>(rules: &'r Rules, id: &str) -> &'r Source {
    rules.sources.iter().find(|source| source.id == id).expect("a rule comes from a source")
}

fn wrong(
    source: &Source,
    text: &toml::Spanned<String>,
    expected: impl Into<String>,
    found: impl Into<String>,
) -> RuleError {
    RuleError::new(source, text.span(), RuleErrorKind::Example { expected: expected.into(), found: found.into() })
}

/// Runs `f` on the scanned example.
fn scanned<T>(
    rules: &Rules,
    language: LangWord,
    text: &str,
    heading: Option<&str>,
    f: impl FnOnce(&Scan<'_, '_>) -> T,
) -> Option<T> {
    let document = document(text, heading)?;
    let clauses = segment(&document);
    let view = View::new(&document, &clauses, lang(language), &[]);
    Some(f(&Scan::new(rules, &view)))
}

fn assessed(
    rules: &Rules,
    language: LangWord,
    text: &str,
    heading: Option<&str>,
    model: Option<&str>,
) -> Option<Analysis> {
    let options = Options { model: model.map(str::to_owned), language: Some(lang(language)) };
    Some(assess(document(text, heading)?, Vec::new(), rules, &options))
}

fn topic(rules: &Rules, rule: &TopicRule, errors: &mut Vec<RuleError>) {
    let source = source(rules, &format!("topics/{}", rule.id));
    let has = |language, text: &str| {
        scanned(rules, language, "Tekst.", Some(text), |scan| {
            (0..scan.view.clauses.nodes.len() as u32)
                .any(|id| scan.topics_of(crate::clause::ClauseId(id)).contains(&rule.id))
        })
    };
    for example in &rule.file.finds {
        if has(example.lang, example.text.get_ref()) != Some(true) {
            errors.push(wrong(source, &example.text, format!("the topic `{}`", rule.id), "nothing"));
        }
    }
    for example in &rule.file.ignores {
        if has(example.lang, example.text.get_ref()) != Some(false) {
            errors.push(wrong(source, &example.text, "nothing", format!("the topic `{}`", rule.id)));
        }
    }
}

/// What the first match of a rule gives, constants and values; none without a match.
fn given(scan: &Scan<'_, '_>, rule: &FactRule) -> Option<BTreeMap<String, String>> {
    let hits = scan.hits(&rule.patterns, rule.file.within, rule.duty_of, &rule.topics);
    hits.iter().find_map(|hit| {
        let mut gives = rule.file.gives.clone();
        gives.extend(scan.rules.pattern(hit.pattern).gives.clone());
        for (name, value) in &hit.values {
            let kind = rule.file.values.get(name)?;
            gives.insert(name.clone(), typed(scan, Tables::embedded(), *kind, value)?);
        }
        Some(gives)
    })
}

fn fact(rules: &Rules, rule: &FactRule, errors: &mut Vec<RuleError>) {
    let source = source(rules, &rule.id);
    let run = |language, text: &str, heading: Option<&str>| {
        scanned(rules, language, text, heading, |scan| given(scan, rule)).flatten()
    };
    for example in &rule.file.finds {
        let found = run(example.lang, example.text.get_ref(), example.heading.as_deref());
        let Some(found) = found else {
            errors.push(wrong(source, &example.text, "a match", "nothing"));
            continue;
        };
        if !example.gives.iter().all(|(name, value)| found.get(name) == Some(value)) {
            errors.push(wrong(source, &example.text, format!("{:?}", example.gives), format!("{found:?}")));
        }
    }
    for example in &rule.file.ignores {
        if let Some(found) = run(example.lang, example.text.get_ref(), example.heading.as_deref()) {
            errors.push(wrong(source, &example.text, "nothing", format!("{found:?}")));
        }
    }
}

fn remark(rules: &Rules, rule: &RemarkRule, errors: &mut Vec<RuleError>) {
    let source = source(rules, &format!("remarks/{}", rule.id));
    let model = rule.file.models.first().map(String::as_str);
    let said = |language, text: &str, heading: Option<&str>| {
        let analysis = assessed(rules, language, text, heading, model)?;
        Some(analysis.findings.iter().any(|finding| finding.id == rule.id))
    };
    finds_and_ignores(source, &rule.file.finds, &rule.file.ignores, errors, &said);
}

/// Whether a text, under a heading if there is one, gives what the rule is for.
type Says<'a> = dyn Fn(LangWord, &str, Option<&str>) -> Option<bool> + 'a;

fn finds_and_ignores(
    source: &Source,
    finds: &[FindsFile],
    ignores: &[IgnoresFile],
    errors: &mut Vec<RuleError>,
    said: &Says<'_>,
) {
    for example in finds {
        if said(example.lang, example.text.get_ref(), example.heading.as_deref()) != Some(true) {
            errors.push(wrong(source, &example.text, "a match", "nothing"));
        }
    }
    for example in ignores {
        if said(example.lang, example.text.get_ref(), example.heading.as_deref()) != Some(false) {
            errors.push(wrong(source, &example.text, "nothing", "a match"));
        }
    }
}

fn recognition(rules: &Rules, model: &ModelRule, errors: &mut Vec<RuleError>) {
    let Some(file) = &model.file else { return };
    let source = source(rules, &format!("models/{}/model", model.id));
    let said = |language, text: &str, heading: Option<&str>| {
        let analysis = assessed(rules, language, text, heading, None)?;
        Some(analysis.recognition.id.as_deref() == Some(model.id.as_str()))
    };
    finds_and_ignores(source, &file.finds, &file.ignores, errors, &said);
}

/// A text that incorporates another leaves no requirement of that one missing; a text that does not, misses some.
fn incorporated(rules: &Rules, model: &ModelRule, errors: &mut Vec<RuleError>) {
    let Some(file) = &model.file else { return };
    let source = source(rules, &format!("models/{}/model", model.id));
    for text in &file.incorporated {
        let said = |language, example: &str, heading: Option<&str>| {
            let analysis = assessed(rules, language, example, heading, None)?;
            let mut held = analysis.verdicts.iter().filter(|verdict| text.contains.contains(&verdict.requirement));
            Some(held.all(|verdict| !matches!(verdict.status, Status::Violated | Status::Partial)))
        };
        finds_and_ignores(source, &text.finds, &text.ignores, errors, &said);
    }
}

/// A find names the parts it meets, or meets every required one; an ignore must not satisfy the requirement.
fn requirement(rules: &Rules, model: &ModelRule, rule: &RequirementRule, errors: &mut Vec<RuleError>) {
    let source = source(rules, &rule.path);
    let chosen = (!model.file.as_ref().is_some_and(|file| file.always)).then_some(model.id.as_str());
    let verdict = |language, text: &str, heading: Option<&str>| {
        let analysis = assessed(rules, language, text, heading, chosen)?;
        analysis.verdicts.into_iter().find(|verdict| verdict.model == model.id && verdict.requirement == rule.id)
    };
    for example in &rule.file.finds {
        let Some(verdict) = verdict(example.lang, example.text.get_ref(), example.heading.as_deref()) else {
            errors.push(wrong(source, &example.text, "a verdict", "none"));
            continue;
        };
        let met: Vec<&str> = verdict.parts.iter().filter(|part| part.met).map(|part| part.id.as_str()).collect();
        let holds = match &example.parts {
            Some(parts) => parts.iter().map(String::as_str).eq(met.iter().copied()),
            None => verdict.status == Status::Satisfied,
        };
        if !holds {
            let expected = example.parts.as_ref().map_or("satisfied".to_owned(), |parts| format!("parts {parts:?}"));
            errors.push(wrong(
                source,
                &example.text,
                expected,
                format!("{} with parts {met:?}", verdict.status.name()),
            ));
        }
    }
    for example in &rule.file.ignores {
        let verdict = verdict(example.lang, example.text.get_ref(), example.heading.as_deref());
        if verdict.is_some_and(|verdict| verdict.status == Status::Satisfied) {
            errors.push(wrong(source, &example.text, "not satisfied", "satisfied"));
        }
    }
}
