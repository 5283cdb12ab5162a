//! Captured words to typed values.
//!
//! In: a [`Value`] and what the rule says it is. Out: the value, and how a report writes it. Not here: which rule caught it.

use crate::rules::schema::ValueKind;
use crate::rules::{Scan, Value};
use crate::text::{Folded, Span};
use crate::value::{Kind, Mention, Period, Tables, Territory, find_frequencies, find_periods};

/// A captured value.
#[derive(Clone, Debug)]
pub enum Typed {
    /// Words as printed.
    Text(String),
    /// A duration or the time between two occasions.
    Period(Period),
    /// Places, in text order; never empty.
    Places(Vec<Mention>),
    /// A country.
    Country(Territory),
}

/// Reads a captured value; none when the words are not what the rule says they are.
pub fn read(scan: &Scan<'_, '_>, tables: &Tables, kind: ValueKind, value: &Value) -> Option<Typed> {
    let lang = scan.view.lang;
    let folded = value.folded.as_str();
    match kind {
        ValueKind::Text => {
            let words = scan.view.document.slice(value.span).trim();
            (!words.is_empty()).then(|| Typed::Text(words.to_owned()))
        }
        ValueKind::Duration => {
            find_periods(tables, folded, lang).into_iter().next().map(|(_, period)| Typed::Period(period))
        }
        ValueKind::Frequency => {
            find_frequencies(tables, folded, lang).into_iter().next().map(|(_, period)| Typed::Period(period))
        }
        ValueKind::Place => {
            let mentions = places(scan, tables, value);
            (!mentions.is_empty()).then_some(Typed::Places(mentions))
        }
        ValueKind::Country => {
            let mentions = tables.gazetteer().find(folded, lang);
            mentions.into_iter().next().map(|mention| Typed::Country(mention.country))
        }
    }
}

/// Places in captured words; adjectives are none. The text itself decides on capitals.
fn places(scan: &Scan<'_, '_>, tables: &Tables, value: &Value) -> Vec<Mention> {
    mentions(scan, tables, value.span).into_iter().map(|(_, mention)| mention).collect()
}

/// Places named in a span of the document, codes in brackets and cells among them, each with where it stands.
pub(super) fn mentions(scan: &Scan<'_, '_>, tables: &Tables, span: Span) -> Vec<(Span, Mention)> {
    let text = scan.view.document.slice(span);
    let folded = Folded::new(text);
    let named = tables.gazetteer().find_in(text, &folded, scan.view.lang);
    let named = named.into_iter().map(|mention| (folded.span_of(mention.range.clone()), mention));
    let codes = tables.gazetteer().find_codes(text).into_iter().map(|mention| (mention.range.clone().into(), mention));
    let mut found: Vec<(Span, Mention)> = named.chain(codes).collect();
    found.retain(|(_, mention)| mention.kind != Kind::Adjective);
    found.sort_by_key(|(own, _)| (own.start(), std::cmp::Reverse(own.end())));
    found.dedup_by(|later, earlier| later.0.overlaps(earlier.0));
    let shift = |own: Span| Span::new(span.start() + own.start(), span.start() + own.end());
    found.into_iter().map(|(own, mention)| (shift(own), mention)).collect()
}

/// The country a span names first; an adjective ("German servers") is as good as the name here.
pub(super) fn country(scan: &Scan<'_, '_>, tables: &Tables, span: Span) -> Option<(Span, Mention)> {
    let text = scan.view.document.slice(span);
    let folded = Folded::new(text);
    let mut mention = tables.gazetteer().find_in(text, &folded, scan.view.lang).into_iter().next()?;
    let own = folded.span_of(mention.range.clone());
    if mention.kind == Kind::Adjective {
        mention.kind = Kind::Country;
    }
    Some((Span::new(span.start() + own.start(), span.start() + own.end()), mention))
}

/// A captured value as the examples of rule files write it: ISO durations, country codes joined by a comma, words.
pub fn typed(scan: &Scan<'_, '_>, tables: &Tables, kind: ValueKind, value: &Value) -> Option<String> {
    Some(match read(scan, tables, kind, value)? {
        Typed::Text(words) => words,
        Typed::Period(period) => period.iso,
        Typed::Places(mentions) => {
            let mut codes: Vec<&str> = Vec::new();
            for code in mentions.iter().filter_map(|mention| mention.country.as_str()) {
                if !codes.contains(&code) {
                    codes.push(code);
                }
            }
            codes.join(",")
        }
        Typed::Country(territory) => territory.as_str()?.to_owned(),
    })
}
