//! Which numbers are the main articles: labels of one style compete, as a whole, with those of every other style.
//!
//! In: [`Line`]s. Out: the lines that start an article. Not here: annexes, what stands inside an article.

use std::collections::BTreeMap;

use super::heading;
use super::line::{Line, has_content};
use super::number::{Close, Mark};
use super::words::{self, Word};
use crate::document::Document;

/// A style of numbering; one series has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// `Artikel 1`, `Clause 1`, `§ 1`.
    Word(Word),
    /// `1.` and `1`
    Digits,
    /// `1)`
    DigitsParen,
    /// `(1)`
    DigitsBoth,
    /// `I.`
    Roman,
    /// `A.`
    Letter,
}

/// A label that may be the next of a series.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// Index of the line.
    pub(super) line: usize,
    /// Place in the series.
    pub(super) value: u16,
    /// How much it looks like the start of a main article (or section): 0 to 20.
    pub(super) quality: u32,
}

/// Below this a label starts a paragraph rather than an article.
const HEADED: u32 = 3;
/// More unnumbered headings than this are no articles; it bounds the work on a hostile file.
const MOST: usize = 500;
/// A heading by style.
const STYLED: u32 = 6;
/// Set in bold or capitals.
const STRONG: u32 = 4;

/// Articles of a further part that counts from 1 again, from line `from` on.
pub(super) fn again(document: &Document, lines: &[Line], first: usize, from: usize, end: usize) -> Vec<usize> {
    let styles: Vec<Style> = styles_of(&lines[first]).into_iter().map(|(style, _)| style).collect();
    let candidates: Vec<Candidate> = by_style(document, lines)
        .into_iter()
        .filter(|(style, _)| styles.contains(style))
        .flat_map(|(_, candidates)| candidates)
        .filter(|it| it.line >= from && it.line < end && it.quality >= HEADED)
        .collect();
    let (_, chain) = chain(&candidates);
    let starts =
        chain.first().and_then(|&line| candidates.iter().find(|it| it.line == line)).is_some_and(|it| it.value == 1);
    if starts && chain.len() >= 2 { chain } else { Vec::new() }
}

/// Lines that start the main articles, in text order. `outside` tells which lines stand in no annex.
pub(super) fn articles(document: &Document, lines: &[Line], outside: &dyn Fn(usize) -> bool) -> Vec<usize> {
    // What is annexed (a whole model contract, say) numbers the articles only where the body has none.
    let own = best_series(document, lines, outside);
    let worded = own
        .first()
        .is_some_and(|&line| styles_of(&lines[line]).iter().any(|(style, _)| matches!(style, Style::Word(_))));
    if own.len() >= 3 || own.len() == 2 && worded {
        return own;
    }
    let any = best_series(document, lines, &|_| true);
    if any.len() > own.len() + 2 { any } else { own }
}

fn best_series(document: &Document, lines: &[Line], outside: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let mut best: (u32, Vec<usize>) = (0, Vec::new());
    for (style, candidates) in by_style(document, lines) {
        if style == Style::DigitsBoth {
            continue;
        }
        let candidates: Vec<Candidate> = candidates.into_iter().filter(|it| outside(it.line)).collect();
        let (weight, chain) = headed_chain(&candidates);
        let restarts = candidates.iter().filter(|it| it.value == 1 && it.quality >= HEADED).count().max(1) as u32;
        // Parts hold articles and are none, unless nothing else is numbered.
        let weight = match style {
            Style::Word(Word::Part) => weight / 8,
            Style::Word(Word::Section) => weight / 2,
            _ => weight,
        };
        let weight = if matches!(style, Style::Word(_)) { weight } else { weight * 2 / (restarts + 1) };
        if weight > best.0 && chain.len() >= 2 {
            best = (weight, chain);
        }
    }
    let (weight, unnumbered) = unnumbered(document, lines, outside);
    if weight > best.0 {
        best = (weight, unnumbered);
    }
    best.1
}

/// The best-looking candidates are tried first: where headings make a series, a list in the last article is not its end.
fn headed_chain(candidates: &[Candidate]) -> (u32, Vec<usize>) {
    let of = |least: u32| -> (u32, Vec<usize>) {
        let headed: Vec<Candidate> = candidates.iter().copied().filter(|it| it.quality >= least).collect();
        let (weight, chain) = chain(&headed);
        (weight, with_gaps_filled(&chain, &headed, candidates))
    };
    let all = of(HEADED);
    for least in [STYLED, STRONG] {
        let (weight, chain) = of(least);
        if chain.len() >= 2 && chain.len() * 2 >= all.1.len() && all.1.first() == chain.first() {
            return (weight, chain);
        }
    }
    if all.1.len() >= 2 {
        return all;
    }
    let (weight, plain) = chain(candidates);
    (weight / 2, plain)
}

/// The heaviest run of successors, ties to the later; a number may be left out once in a while.
pub(super) fn chain(candidates: &[Candidate]) -> (u32, Vec<usize>) {
    // For each number: weight and index of the best run that ends in it.
    let mut ends: BTreeMap<u16, (u32, usize)> = BTreeMap::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(candidates.len());
    let mut best: Option<(u32, usize)> = None;
    for (at, candidate) in candidates.iter().enumerate() {
        let next = |step: u16| candidate.value.checked_sub(step).and_then(|value| ends.get(&value).copied());
        let start = if candidate.value == 1 { candidate.quality } else { candidate.quality / 4 };
        let mut found = (start, None);
        for (step, price) in [(1, 0), (2, 3)] {
            if let Some((weight, from)) = next(step) {
                let weight = (weight + candidate.quality).saturating_sub(price);
                if weight > found.0 {
                    found = (weight, Some(from));
                }
            }
        }
        before.push(found.1);
        if ends.get(&candidate.value).is_none_or(|&(weight, _)| weight <= found.0) {
            ends.insert(candidate.value, (found.0, at));
        }
        if best.is_none_or(|(weight, _)| weight <= found.0) {
            best = Some((found.0, at));
        }
    }
    let Some((weight, last)) = best else { return (0, Vec::new()) };
    let mut chain: Vec<usize> =
        std::iter::successors(Some(last), |&at| before[at]).map(|at| candidates[at].line).collect();
    chain.reverse();
    (weight, chain)
}

/// A number left out between two headed ones may have lost only its looks.
fn with_gaps_filled(chain: &[usize], headed: &[Candidate], all: &[Candidate]) -> Vec<usize> {
    let value = |line: usize| headed.iter().find(|it| it.line == line).map_or(0, |it| it.value);
    let mut filled = Vec::with_capacity(chain.len());
    for (at, &line) in chain.iter().enumerate() {
        if let Some(&last) = at.checked_sub(1).and_then(|at| chain.get(at))
            && value(line) == value(last) + 2
            && let Some(missing) = all
                .iter()
                .filter(|it| it.line > last && it.line < line && it.value == value(last) + 1)
                .max_by_key(|it| it.quality)
        {
            filled.push(missing.line);
        }
        filled.push(line);
    }
    filled
}

/// All labels that could number articles, by style.
pub(super) fn by_style(document: &Document, lines: &[Line]) -> BTreeMap<Style, Vec<Candidate>> {
    let mut styles: BTreeMap<Style, Vec<Candidate>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        for (style, value) in styles_of(line) {
            let quality = quality(document, lines, at, style, value);
            styles.entry(style).or_default().push(Candidate { line: at, value, quality });
        }
    }
    styles
}

/// The styles a line's label can be read in.
pub(super) fn styles_of(line: &Line) -> Vec<(Style, u16)> {
    let Some(label) = line.label.as_ref().filter(|_| !line.contents && !line.continues) else { return Vec::new() };
    match &label.mark {
        Mark::Word(Word::Annex | Word::Table, ..) | Mark::Bullet(_) | Mark::Word(_, _, None) => Vec::new(),
        Mark::Word(word, _, Some(value)) => vec![(Style::Word(*word), *value)],
        Mark::Digits(parts, close) if parts.len() == 1 => {
            let style = match close {
                Close::Paren => Style::DigitsParen,
                Close::Both => Style::DigitsBoth,
                _ => Style::Digits,
            };
            vec![(style, parts[0])]
        }
        Mark::Letters { upper: true, letter, roman, close: Close::Dot } => {
            let roman = roman.map(|value| (Style::Roman, value));
            roman.into_iter().chain(letter.map(|value| (Style::Letter, value))).collect()
        }
        // `1.1 Scope` and `(a)` do not number articles.
        Mark::Digits(..) | Mark::Letters { .. } => Vec::new(),
    }
}

fn quality(document: &Document, lines: &[Line], at: usize, style: Style, value: u16) -> u32 {
    let line = &lines[at];
    let Some(label) = &line.label else { return 0 };
    let text = line.text(document);
    let headed = heading::looks_like_one(document, line) || line.rest.is_empty() && headed_below(document, lines, at);
    let bare = matches!(label.mark, Mark::Digits(_, Close::Bare));
    let mut quality = 0;
    if let Style::Word(_) = style {
        let begins = text.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic());
        quality += if label.parted || begins { 5 } else { 0 };
        if !label.parted && !headed && line.heading.is_none() {
            return 0;
        }
    }
    if line.heading.is_some() {
        quality += 6;
    } else if line.strong {
        quality += 4;
    } else if headed && heading::in_capitals(text) {
        quality += 5;
    } else if headed && (!bare || line.gap) {
        quality += 3;
    }
    if followed_by_sub(lines, at, value) {
        quality += 4;
    }
    if quality == 0 && !bare {
        quality = 1;
    }
    if label.bullet.is_some() || next_is_sibling(document, lines, at, style, value) && line.heading.is_none() {
        quality = quality.min(1);
    }
    quality
}

/// The label stands alone and its heading on the next line.
fn headed_below(document: &Document, lines: &[Line], at: usize) -> bool {
    lines
        .get(at + 1)
        .is_some_and(|next| next.label.is_none() && next.cell.is_none() && heading::looks_like_one(document, next))
}

fn followed_by_sub(lines: &[Line], at: usize, value: u16) -> bool {
    lines[at + 1..].iter().take(4).any(|line| {
        matches!(&line.label, Some(label) if matches!(&label.mark, Mark::Digits(parts, _) if parts.len() == 2 && parts[0] == value))
    })
}

/// The next number follows at once: a list or a table of contents.
fn next_is_sibling(document: &Document, lines: &[Line], at: usize, style: Style, value: u16) -> bool {
    let next =
        (at + 1..lines.len()).find(|&next| !lines[next].continues && has_content(document, lines, next..next + 1));
    next.is_some_and(|next| styles_of(&lines[next]).contains(&(style, value + 1)))
}

/// Articles without numbers: headings of one level, or set in bold.
fn unnumbered(document: &Document, lines: &[Line], outside: &dyn Fn(usize) -> bool) -> (u32, Vec<usize>) {
    let of = |level: Option<u8>| -> Vec<usize> {
        let starts = |&at: &usize| {
            let line = &lines[at];
            let headed = match level {
                Some(_) => line.heading == level,
                None => line.strong && line.heading.is_none() && line.gap && !document.slice(line.rest).ends_with(':'),
            };
            headed && line.cell.is_none() && line.label.is_none() && !line.contents && line.words > 0 && outside(at)
        };
        // The first line is the title, unless its words say that it heads the opening.
        let first = usize::from(lines.first().is_none_or(|line| !words::introduces(&line.folded(document))));
        (first..lines.len()).filter(starts).collect()
    };
    let level = (1..=6).map(Some).find(|&level| of(level).len() >= 3);
    let chain = level.map_or_else(|| of(None), of);
    if chain.len() < 3 || chain.len() > MOST {
        return (0, Vec::new());
    }
    (chain.len() as u32 * if level.is_some() { 4 } else { 2 }, chain)
}
