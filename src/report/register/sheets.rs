//! The sheets of a register: columns, and a row for each thing.
//!
//! In: reports. Out: sheets. Not here: how they are written.

use super::said::{self, Said};
use super::values::{
    answer, audit, authorisation, breach, breach_contact, countries, date, day_count, end, findings, line, lines,
    maybe, mechanism, mechanisms, mentions, number, objection, parties, place, qualifier, registrations, retention,
    severity, signature, subprocessor_count, subprocessors, text, time, trigger,
};
use super::{Column, Input, Sheet, Value};
use crate::report::terminal::About;
use crate::report::value::{country, said as clause_in_words, zone};
use crate::report::wire::{Document, Facts, Finding};
use crate::report::words::{Tongue, Word, word};

pub(super) fn sheets(documents: &[Document], about: &About, tongue: Tongue) -> [Sheet; 5] {
    [
        register(documents, about, tongue),
        findings_sheet(documents, tongue),
        blanks(documents, tongue),
        subprocessors_sheet(documents, tongue),
        retention_sheet(documents, tongue),
    ]
}

const fn column(heading: Said, width: f64) -> Column {
    Column { heading, width, input: Input::None }
}

const fn input(heading: Said, width: f64, input: Input) -> Column {
    Column { heading, width, input }
}

fn register(documents: &[Document], about: &About, tongue: Tongue) -> Sheet {
    let columns = vec![
        column(said::AGREEMENT, 28.0),
        column(Said::Report(Word::Processor), 26.0),
        column(said::CONTROLLER, 26.0),
        column(said::REGISTRATION, 18.0),
        column(said::PRODUCT, 22.0),
        column(said::PURPOSES, 40.0),
        column(said::DATA, 40.0),
        column(said::SUBJECTS, 24.0),
        column(said::SPECIAL, 24.0),
        column(said::SUBPROCESSOR_COUNT, 13.0),
        column(Said::Report(Word::Subprocessors), 28.0),
        column(said::AUTHORISATION, 22.0),
        column(said::COUNTRIES, 24.0),
        column(Said::Report(Word::TransferGround), 18.0),
        column(Said::Report(Word::Retention), 36.0),
        column(Said::Report(Word::BreachNotice), 20.0),
        column(said::BREACH_CONTACT, 24.0),
        column(Said::Report(Word::Objection), 16.0),
        column(Said::Report(Word::EndOfTerm), 24.0),
        column(Said::Report(Word::Audit), 22.0),
        column(said::LAW, 12.0),
        column(said::SIGNATURE, 16.0),
        column(Said::Report(Word::SignedOn), 12.0),
        column(said::MODEL, 24.0),
        column(said::COUNT_BLOCKING, 11.0),
        column(said::COUNT_MAJOR, 11.0),
        column(said::COUNT_MINOR, 13.0),
        column(said::COUNT_BLANKS, 11.0),
        column(said::READING, 24.0),
        column(said::AS_OF, 13.0),
        column(Said::Report(Word::Digest), 24.0),
        input(said::NOTE, 30.0, Input::Note),
    ];
    let rows = documents.iter().map(|document| agreement(document, about, columns.len(), tongue)).collect();
    Sheet { name: said::REGISTER, columns, rows }
}

/// The row of an agreement; of a file that was not read only what it is called and why.
fn agreement(document: &Document, about: &About, width: usize, tongue: Tongue) -> Vec<Value> {
    let mut row = vec![text(&document.source.path)];
    match &document.facts {
        Some(facts) => row.extend(of_facts(document, facts, about, tongue)),
        None => row.resize(width - 4, Value::Empty),
    }
    let read = document.error.as_deref().unwrap_or(said::READ.of(tongue));
    let notes = (document.not_assessed.iter()).map(|entry| line(&format!("{}: {}", entry.what, entry.why)));
    row.push(lines([line(read)].into_iter().chain(notes)));
    row.push(about.tool.facts_as_of.as_deref().map_or(Value::Empty, date));
    row.push(maybe(document.source.digest.as_deref().map(|digest| digest.trim_start_matches("sha256:"))));
    row.push(Value::Empty);
    row
}

fn of_facts(document: &Document, facts: &Facts, about: &About, tongue: Tongue) -> Vec<Value> {
    let listed = |fact: &str, list| answer(facts, fact, mentions(list), tongue);
    vec![
        parties(facts, "processor", tongue),
        parties(facts, "controller", tongue),
        registrations(facts, "processor"),
        listed("products", &facts.products),
        listed("purposes", &facts.purposes),
        listed("data_categories", &facts.data_categories),
        listed("data_subjects", &facts.data_subjects),
        listed("special_categories", &facts.special_categories),
        subprocessor_count(facts),
        subprocessors(facts, tongue),
        authorisation(facts, tongue),
        countries(facts, tongue),
        mechanisms(facts, tongue),
        retention(facts, tongue),
        breach(facts, tongue),
        breach_contact(facts, tongue),
        objection(facts, tongue),
        end(facts, tongue),
        audit(facts, tongue),
        answer(facts, "governing_law", maybe(facts.governing_law.country.as_deref()), tongue),
        signature(facts, tongue),
        facts.signature.date.as_deref().map_or(Value::Empty, date),
        model(document, about, tongue),
        findings(document, "blocking", tongue),
        findings(document, "major", tongue),
        findings(document, "minor", tongue),
        number(facts.placeholders.len()),
    ]
}

/// What the model is called.
fn model(document: &Document, about: &About, tongue: Tongue) -> Value {
    let id = document.model.as_ref().and_then(|model| model.id.as_deref());
    let Some(id) = id else { return Value::Text(word(tongue, Word::NoModel).to_owned()) };
    let title = about.models.get(id).map(|title| tongue.of(title)).filter(|title| !title.is_empty());
    text(title.unwrap_or(id))
}

/// What a row of another sheet is called: the file and the processor.
fn name(document: &Document, tongue: Tongue) -> [Value; 2] {
    let processor = document.facts.as_ref().map_or(Value::Empty, |facts| parties(facts, "processor", tongue));
    [text(&document.source.path), processor]
}

const NAMES: [Column; 2] = [column(said::AGREEMENT, 28.0), column(Said::Report(Word::Processor), 24.0)];
const PLACE: [Column; 3] = [column(said::CLAUSE, 14.0), column(said::PAGE, 10.0), column(said::LINE, 8.0)];

fn findings_sheet(documents: &[Document], tongue: Tongue) -> Sheet {
    let own = [
        column(said::SEVERITY, 16.0),
        column(said::CLAUSE, 14.0),
        column(said::MATTER, 50.0),
        column(Said::Report(Word::Found), 26.0),
        column(Said::Report(Word::Expected), 36.0),
        column(Said::Report(Word::Remedy), 36.0),
        column(Said::Report(Word::Basis), 22.0),
        column(said::QUOTE, 44.0),
        column(said::PAGE, 10.0),
        column(said::LINE, 8.0),
        column(said::RULE, 26.0),
        input(said::NOTE, 30.0, Input::Note),
        input(said::DONE, 13.0, Input::Done),
    ];
    let rows = documents.iter().flat_map(|document| {
        let findings = document.findings.iter().flatten();
        findings.map(|finding| name(document, tongue).into_iter().chain(finding_row(finding, tongue)).collect())
    });
    Sheet { name: said::FINDINGS, rows: rows.collect(), columns: NAMES.into_iter().chain(own).collect() }
}

fn finding_row(finding: &Finding, tongue: Tongue) -> Vec<Value> {
    let first = finding.evidence.first();
    let [_, page, line_number] = place(first, tongue);
    vec![
        Value::Text(severity(finding.severity).of(tongue).to_owned()),
        maybe(finding.clause.as_deref().map(|clause| clause_in_words(clause, tongue)).as_deref()),
        text(&finding.message),
        maybe(finding.found.as_deref()),
        maybe(finding.expected.as_deref()),
        maybe(finding.remedy.as_deref()),
        lines(finding.basis.iter().map(|basis| line(basis))),
        lines(finding.evidence.iter().map(|one| line(&one.quote))),
        page,
        line_number,
        text(&finding.id),
        Value::Empty,
        Value::Empty,
    ]
}

fn blanks(documents: &[Document], tongue: Tongue) -> Sheet {
    let own = [column(said::QUOTE, 80.0), input(said::NOTE, 30.0, Input::Note), input(said::DONE, 13.0, Input::Done)];
    let rows = facts_of(documents).flat_map(|(document, facts)| {
        facts.placeholders.iter().map(move |blank| {
            let place = place(blank.evidence.first(), tongue);
            let own = [text(&blank.text), Value::Empty, Value::Empty];
            name(document, tongue).into_iter().chain(place).chain(own).collect()
        })
    });
    Sheet { name: said::BLANKS, rows: rows.collect(), columns: NAMES.into_iter().chain(PLACE).chain(own).collect() }
}

fn facts_of(documents: &[Document]) -> impl Iterator<Item = (&Document, &Facts)> {
    documents.iter().filter_map(|document| Some((document, document.facts.as_ref()?)))
}

fn subprocessors_sheet(documents: &[Document], tongue: Tongue) -> Sheet {
    let own = [
        column(said::NAME, 30.0),
        column(said::SERVICE, 30.0),
        column(said::ADDRESS, 34.0),
        column(said::COUNTRY, 12.0),
        column(said::ZONE, 22.0),
        column(Said::Report(Word::TransferGround), 20.0),
    ];
    let rows = facts_of(documents).flat_map(|(document, facts)| {
        facts.subprocessors.items.iter().map(move |item| {
            let own = [
                text(&item.name),
                maybe(item.service.as_deref()),
                maybe(item.address.as_deref()),
                maybe(item.country.as_deref().map(|code| country(code, tongue)).as_deref()),
                Value::Text(zone(item.zone, tongue).to_owned()),
                maybe(item.mechanism.as_deref().map(|kind| mechanism(kind, tongue)).as_deref()),
            ];
            name(document, tongue).into_iter().chain(own).chain(place(item.evidence.first(), tongue)).collect()
        })
    });
    Sheet {
        name: said::SUBPROCESSORS,
        rows: rows.collect(),
        columns: NAMES.into_iter().chain(own).chain(PLACE).collect(),
    }
}

fn retention_sheet(documents: &[Document], tongue: Tongue) -> Sheet {
    let own = [
        column(said::TERM, 20.0),
        column(said::ISO, 10.0),
        column(said::CALENDAR, 14.0),
        column(said::BUSINESS, 11.0),
        column(said::QUALIFIER, 12.0),
        column(said::STARTS, 20.0),
        column(said::OBJECT, 34.0),
    ];
    let rows = facts_of(documents).flat_map(|(document, facts)| {
        facts.retention.iter().map(move |kept| {
            let [calendar, business] = day_count(&kept.duration, kept.unit);
            let own = [
                Value::Text(time(&kept.duration, kept.unit, tongue)),
                text(&kept.duration),
                calendar,
                business,
                Value::Text(qualifier(kept.qualifier).of(tongue).to_owned()),
                maybe(trigger(kept.trigger, tongue)),
                maybe(kept.object.as_deref()),
            ];
            let first = kept.evidence.first();
            let quote = maybe(first.map(|first| first.quote.as_str()));
            name(document, tongue).into_iter().chain(own).chain(place(first, tongue)).chain([quote]).collect()
        })
    });
    let columns = NAMES.into_iter().chain(own).chain(PLACE).chain([column(said::QUOTE, 50.0)]).collect();
    Sheet { name: said::RETENTION, rows: rows.collect(), columns }
}

/// What the register says of itself.
pub(super) fn about(documents: &[Document], about: &About, tongue: Tongue) -> Vec<(String, String)> {
    let unread = documents.iter().filter(|document| document.error.is_some()).count();
    let numbers = said::NUMBERS_TEXT.of(tongue);
    let numbers = numbers.replace("{read}", &(documents.len() - unread).to_string());
    let tool = &about.tool;
    let none = || "–".to_owned();
    let fields = [
        (said::WHAT, said::WHAT_TEXT.of(tongue).to_owned()),
        (Said::Report(Word::WhatThisIsNot), word(tongue, Word::Disclaimer).to_owned()),
        (said::EMPTY, said::EMPTY_TEXT.of(tongue).to_owned()),
        (said::NOT_COMPLETE, said::NOT_COMPLETE_TEXT.of(tongue).to_owned()),
        (said::NUMBERS, numbers.replace("{unread}", &unread.to_string())),
        (said::PROGRAM, format!("dpa-analyser {}", tool.version)),
        (said::RULES, tool.rules_digest.clone().unwrap_or_else(none)),
        (said::AS_OF, tool.facts_as_of.clone().unwrap_or_else(none)),
    ];
    fields.into_iter().map(|(label, text)| (label.of(tongue).to_owned(), text)).collect()
}
