//! List labels as Word prints them.
//!
//! In: `word/numbering.xml`, the styles and one paragraph after the other. Out: the label of each, such as `Artikel 1`,
//! `1.1` or `a.`. Not here: labels that were typed, they are text.
//!
//! In contracts these labels are what every cross-reference hangs on, and they stand nowhere in the text.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::styles::{Styles, number, toggle, val};
use crate::read::label;
use crate::read::xml::Element;

/// Levels of a list.
const LEVELS: usize = 9;

/// The lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering<'t> {
    abstracts: BTreeMap<i64, List<'t>>,
    nums: BTreeMap<i64, Num<'t>>,
    /// Abstract list of a numbering style.
    by_style: BTreeMap<String, i64>,
    story: Story,
}

/// How far the lists have counted in one story. The body is one, each text box is one, so are the margins together and
/// each kind of notes.
#[derive(Debug, Default)]
pub(super) struct Story {
    /// Numbers reached, by abstract list; lists that share one count on together.
    counters: BTreeMap<i64, [Option<u32>; LEVELS]>,
    /// Lists and levels whose own start has been applied.
    started: BTreeSet<(i64, usize)>,
}

#[derive(Debug)]
struct List<'t> {
    element: Element<'t>,
    levels: [Option<Element<'t>>; LEVELS],
}

#[derive(Debug)]
struct Num<'t> {
    abstract_id: i64,
    overrides: BTreeMap<usize, Element<'t>>,
}

/// Which list and level a paragraph belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    num: i64,
    /// From 0.
    pub(super) level: usize,
}

impl<'t> Numbering<'t> {
    pub(super) fn new(root: Option<Element<'t>>) -> Self {
        let mut numbering = Self::default();
        for element in root.into_iter().flat_map(Element::elements) {
            match element.name() {
                "abstractNum" => numbering.add_abstract(element),
                "num" => numbering.add_num(element),
                _ => {}
            }
        }
        numbering
    }

    fn add_abstract(&mut self, element: Element<'t>) {
        let Some(id) = element.attribute("abstractNumId").and_then(|id| id.trim().parse().ok()) else { return };
        if let Some(style) = element.child("styleLink").and_then(val) {
            self.by_style.insert(style.into_owned(), id);
        }
        let mut levels = [None; LEVELS];
        for level in element.elements().filter(|child| child.name() == "lvl") {
            if let Some(at) = level_of(level) {
                levels[at] = levels[at].or(Some(level));
            }
        }
        self.abstracts.entry(id).or_insert(List { element, levels });
    }

    fn add_num(&mut self, element: Element<'t>) {
        let Some(id) = element.attribute("numId").and_then(|id| id.trim().parse().ok()) else { return };
        let Some(abstract_id) = number(element.child("abstractNumId")) else { return };
        let overrides = element
            .elements()
            .filter(|child| child.name() == "lvlOverride")
            .filter_map(|child| Some((level_of(child)?, child)))
            .collect();
        self.nums.entry(id).or_insert(Num { abstract_id, overrides });
    }

    /// Goes on counting in another story and gives back the one left.
    pub(super) fn swap(&mut self, story: Story) -> Story {
        std::mem::replace(&mut self.story, story)
    }

    /// The list a paragraph belongs to: by its own properties, else by its style.
    pub(super) fn place(
        &self,
        properties: Option<Element<'_>>,
        style: Option<&str>,
        styles: &Styles<'_>,
    ) -> Option<Place> {
        let own = properties.and_then(|properties| properties.child("numPr"));
        let own_num = own.and_then(|own| number(own.child("numId")));
        let own_level = own.and_then(|own| number(own.child("ilvl")));
        let by_style = || {
            styles.chain(style).into_iter().find_map(|(_, style)| {
                let list = style.child("pPr")?.child("numPr")?;
                Some((number(list.child("numId"))?, number(list.child("ilvl"))))
            })
        };
        let (num, styled_level) = own_num.map(|num| (num, None)).or_else(by_style)?;
        let level = own_level.or_else(|| self.linked_level(num, style, styles)).or(styled_level).unwrap_or(0);
        // Number 0 takes a paragraph out of the list its style puts it into.
        if num == 0 || !self.nums.contains_key(&num) {
            return None;
        }
        Some(Place { num, level: usize::try_from(level).unwrap_or(0).min(LEVELS - 1) })
    }

    /// The level of the list that names the style, or one it is based on, as its own.
    fn linked_level(&self, num: i64, style: Option<&str>, styles: &Styles<'_>) -> Option<i64> {
        styles.chain(style).into_iter().find_map(|(id, _)| {
            (0..LEVELS)
                .find(|&level| {
                    let linked = self.level(num, level, styles).and_then(|level| level.child("pStyle"));
                    linked.and_then(val).as_deref() == Some(id)
                })
                .and_then(|level| i64::try_from(level).ok())
        })
    }

    /// Counts on and gives the label; `None` where the level prints nothing.
    pub(super) fn next(&mut self, place: Place, styles: &Styles<'_>) -> Option<String> {
        let list = self.root_list(place.num, styles)?;
        let mut counters = self.story.counters.get(&list).copied().unwrap_or_default();
        // A level passed over counts as used: after a first `1.1` comes `2`. So Word and LibreOffice do.
        for (above, counter) in counters.iter_mut().enumerate().take(place.level) {
            *counter = counter.or_else(|| Some(self.start(place.num, above, styles)));
        }
        let restart = self.restart(place);
        counters[place.level] = Some(match (restart, counters[place.level]) {
            (Some(start), _) => start,
            (None, Some(before)) => before.saturating_add(1),
            (None, None) => self.start(place.num, place.level, styles),
        });
        for (deeper, counter) in counters.iter_mut().enumerate().skip(place.level + 1) {
            if self.restarts(place.num, deeper, place.level, styles) {
                *counter = None;
            }
        }
        self.story.counters.insert(list, counters);
        self.label(place, &counters, styles)
    }

    /// The number a list instance starts its level with, the first time it is used.
    fn restart(&mut self, place: Place) -> Option<u32> {
        let element = self.nums.get(&place.num)?.overrides.get(&place.level)?;
        let start = number(element.child("startOverride"))?;
        self.story.started.insert((place.num, place.level)).then(|| clamp(start))
    }

    fn start(&self, num: i64, level: usize, styles: &Styles<'_>) -> u32 {
        let overridden = self.nums.get(&num).and_then(|num| num.overrides.get(&level));
        let start = overridden.and_then(|element| number(element.child("startOverride")));
        let of_level = || self.level(num, level, styles).and_then(|level| number(level.child("start")));
        clamp(start.or_else(of_level).unwrap_or(1))
    }

    /// Whether `deeper` begins anew after a paragraph at `level`.
    fn restarts(&self, num: i64, deeper: usize, level: usize, styles: &Styles<'_>) -> bool {
        let rule = self.level(num, deeper, styles).and_then(|level| number(level.child("lvlRestart")));
        rule.is_none_or(|after| i64::try_from(level).is_ok_and(|level| level < after))
    }

    fn label(&self, place: Place, counters: &[Option<u32>; LEVELS], styles: &Styles<'_>) -> Option<String> {
        let level = self.level(place.num, place.level, styles)?;
        let run = level.child("rPr");
        if run.and_then(|run| run.child("vanish")).is_some_and(toggle) {
            return None;
        }
        let text = level.child("lvlText").and_then(val)?;
        if format_of(level).0 == "bullet" {
            let font = run.and_then(|run| run.child("rFonts")).and_then(|fonts| fonts.attribute("ascii"));
            return label::bullet(&text, font.as_deref().unwrap_or(""));
        }
        let legal = level.child("isLgl").is_some_and(toggle);
        let mut printed = String::new();
        let mut rest = text.chars().peekable();
        while let Some(character) = rest.next() {
            let shown = (character == '%').then(|| rest.peek().and_then(|digit| digit.to_digit(10))).flatten();
            let Some(digit @ 1..=9) = shown else {
                printed.push(character);
                continue;
            };
            rest.next();
            let at = digit as usize - 1;
            let value = counters[at].unwrap_or_else(|| self.start(place.num, at, styles));
            let (format, width) = self.level(place.num, at, styles).map_or_else(Default::default, format_of);
            // Word's own `Section 1.01` under `Article I`: only the numbers of higher levels are set in digits.
            let format = if legal && at < place.level && format != "none" { "decimal" } else { format.as_str() };
            printed.push_str(&print(value, format, width, &styles.language));
        }
        Some(printed.trim().to_owned()).filter(|label| !label.is_empty())
    }

    /// The definition of a level: the instance's own, else that of its abstract list.
    fn level(&self, num: i64, level: usize, styles: &Styles<'_>) -> Option<Element<'t>> {
        let own = self.nums.get(&num)?.overrides.get(&level).and_then(|element| element.child("lvl"));
        own.or_else(|| self.abstracts.get(&self.root_list(num, styles)?)?.levels[level])
    }

    /// The abstract list behind an instance. One that only names a numbering style leads to the list of that style.
    fn root_list(&self, num: i64, styles: &Styles<'_>) -> Option<i64> {
        let mut id = self.nums.get(&num)?.abstract_id;
        for _ in 0..LEVELS {
            let Some(link) = self.abstracts.get(&id)?.element.child("numStyleLink").and_then(val) else { break };
            let by_style = styles.element(&link).and_then(|style| style.child("pPr")?.child("numPr")?.child("numId"));
            let linked = number(by_style).and_then(|num| self.nums.get(&num)).map(|num| num.abstract_id);
            match linked.or_else(|| self.by_style.get(link.as_ref()).copied()) {
                Some(next) if next != id => id = next,
                _ => break,
            }
        }
        Some(id)
    }
}

fn level_of(element: Element<'_>) -> Option<usize> {
    element.attribute("ilvl")?.trim().parse().ok().filter(|&level| level < LEVELS)
}

fn clamp(start: i64) -> u32 {
    u32::try_from(start.max(0)).unwrap_or(u32::MAX)
}

/// The number format of a level, and the width of a custom one such as `001, 002, 003`.
fn format_of(level: Element<'_>) -> (String, usize) {
    let custom = level.child("AlternateContent").and_then(|choice| choice.child("Choice"));
    let custom = custom.and_then(|choice| choice.child("numFmt"));
    let padded = custom.and_then(|format| format.attribute("format")).map(|format| {
        let first = format.split(',').next().unwrap_or("").trim();
        if first.bytes().all(|byte| byte.is_ascii_digit()) { first.len().min(9) } else { 0 }
    });
    if let Some(width) = padded.filter(|&width| width > 0) {
        return ("decimal".to_owned(), width);
    }
    let fallback = || level.child("AlternateContent")?.child("Fallback")?.child("numFmt");
    let format = level.child("numFmt").or_else(fallback).and_then(val);
    (format.map_or_else(|| "decimal".to_owned(), Cow::into_owned), 0)
}

pub(super) fn print(value: u32, format: &str, width: usize, language: &str) -> String {
    match format {
        "none" | "bullet" => String::new(),
        "decimalZero" => format!("{value:02}"),
        "lowerLetter" => label::letters_repeated(value),
        "upperLetter" => label::letters_repeated(value).to_uppercase(),
        "lowerRoman" => label::roman(value),
        "upperRoman" => label::roman(value).to_uppercase(),
        "numberInDash" => format!("- {value} -"),
        "ordinal" => ordinal(value, language),
        "chicago" => {
            let sign = ['*', '†', '‡', '§'][(value.max(1) as usize - 1) % 4];
            std::iter::repeat_n(sign, ((value.max(1) - 1) / 4 + 1).min(20) as usize).collect()
        }
        _ => format!("{value:0width$}"),
    }
}

/// Ordinals by the language of the document: `1e`, `1st`, `1er`, `1.`.
fn ordinal(value: u32, language: &str) -> String {
    let ending = match (language.get(..2).unwrap_or("en"), value % 10, value % 100) {
        ("fr", ..) if value == 1 => "er",
        ("nl" | "fr", ..) => "e",
        ("en", _, 11..=13) => "th",
        ("en", 1, _) => "st",
        ("en", 2, _) => "nd",
        ("en", 3, _) => "rd",
        ("en", ..) => "th",
        _ => ".",
    };
    format!("{value}{ending}")
}
