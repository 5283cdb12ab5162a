//! List labels as an OpenDocument text prints them.
//!
//! In: which list and level a paragraph stands in. Out: its label. Not here: where lists begin and end (`walk`).

use std::collections::BTreeMap;

use crate::read::label;
use crate::read::xml::Element;

/// Levels of a list.
pub(super) const LEVELS: usize = 10;

/// How far the lists have counted.
#[derive(Debug, Default)]
pub(super) struct Counters {
    reached: BTreeMap<usize, [Option<u32>; LEVELS]>,
    /// The list last used with a style, and lists by id: later ones may go on from them.
    by_style: BTreeMap<String, usize>,
    by_id: BTreeMap<String, usize>,
    lists: usize,
}

impl Counters {
    /// The number of a list that begins here: its own, or that of the list it goes on from.
    pub(super) fn enter(&mut self, list: Element<'_>, style: &str) -> usize {
        let goes_on = list.attribute("continue-numbering").is_some_and(|value| value == "true");
        let by_id = list.attribute("continue-list").and_then(|id| self.by_id.get(id.as_ref()).copied());
        // LibreOffice names lists it has not written; those with the same style are meant.
        let names_list = list.attribute("continue-list").is_some();
        let by_style = || self.by_style.get(style).copied().filter(|_| goes_on || names_list);
        let number = by_id.or_else(by_style).unwrap_or_else(|| {
            self.lists += 1;
            self.lists
        });
        self.by_style.insert(style.to_owned(), number);
        if let Some(id) = list.attribute("id") {
            self.by_id.insert(id.into_owned(), number);
        }
        number
    }

    /// Notes that an item of a list is set in another style, which later lists may go on from.
    pub(super) fn borrow(&mut self, list: usize, style: &str) {
        self.by_style.insert(style.to_owned(), list);
    }

    /// Counts on at a level (from 1) and prints. `definition` gives the levels of the list's style.
    pub(super) fn next<'t>(
        &mut self,
        list: usize,
        level: usize,
        start: Option<u32>,
        definition: impl Fn(usize) -> Option<Element<'t>>,
    ) -> String {
        let level = level.clamp(1, LEVELS);
        let counters = self.reached.entry(list).or_default();
        let first = |level: usize| definition(level).and_then(|element| number(element, "start-value")).unwrap_or(1);
        // A level passed over counts as used, as LibreOffice does: after a first `1.1` comes `2`.
        for (above, counter) in counters.iter_mut().enumerate().take(level - 1) {
            counter.get_or_insert_with(|| first(above + 1));
        }
        let here = &mut counters[level - 1];
        *here = Some(start.unwrap_or_else(|| here.map_or_else(|| first(level), |before| before.saturating_add(1))));
        counters[level..].fill(None);
        let counters = *counters;
        let Some(element) = definition(level) else { return String::new() };
        if element.name() == "list-level-style-bullet" {
            let font = element
                .child("text-properties")
                .and_then(|text| text.attribute("font-name").or_else(|| text.attribute("font-family")));
            let sign = element.attribute("bullet-char").unwrap_or_default();
            return label::bullet(&sign, font.as_deref().unwrap_or("")).unwrap_or_default();
        }
        if element.name() == "list-level-style-image" {
            return "•".to_owned();
        }
        let value = |level: usize| {
            let value = counters[level - 1].unwrap_or_else(|| first(level));
            definition(level).map_or_else(|| value.to_string(), |element| print(value, element))
        };
        printed(element, level, value)
    }
}

/// Puts the numbers of the shown levels into the pattern of a level.
fn printed(element: Element<'_>, level: usize, value: impl Fn(usize) -> String) -> String {
    let own = element.attribute("num-format").unwrap_or_default();
    let pattern = element.attribute("num-list-format");
    if own.is_empty() && pattern.is_none() {
        return String::new();
    }
    if let Some(pattern) = pattern {
        let mut text = String::new();
        for (at, piece) in pattern.split('%').enumerate() {
            match piece.parse::<usize>() {
                Ok(level @ 1..=LEVELS) if at % 2 == 1 => text.push_str(&value(level)),
                _ => text.push_str(piece),
            }
        }
        return text.trim().to_owned();
    }
    let shown = number(element, "display-levels").unwrap_or(1).clamp(1, level as u32) as usize;
    let numbers: Vec<String> = (level + 1 - shown..=level).map(value).filter(|number| !number.is_empty()).collect();
    let around = |name: &str| element.attribute(name).unwrap_or_default().into_owned();
    format!("{}{}{}", around("num-prefix"), numbers.join("."), around("num-suffix")).trim().to_owned()
}

fn print(value: u32, element: Element<'_>) -> String {
    let together = element.attribute("num-letter-sync").is_some_and(|sync| sync == "true");
    let letters = if together { label::letters_repeated } else { label::letters_counted };
    match element.attribute("num-format").as_deref() {
        Some("a") => letters(value),
        Some("A") => letters(value).to_uppercase(),
        Some("i") => label::roman(value),
        Some("I") => label::roman(value).to_uppercase(),
        Some("") | None => String::new(),
        Some(padded) if padded.starts_with('0') => {
            // LibreOffice writes an example: `01, 02, 03, ...`.
            let width = padded.bytes().take_while(u8::is_ascii_digit).count().min(9);
            format!("{value:0width$}")
        }
        Some(_) => value.to_string(),
    }
}

/// An attribute as a whole number.
pub(super) fn number(element: Element<'_>, name: &str) -> Option<u32> {
    element.attribute(name)?.trim().parse().ok()
}
