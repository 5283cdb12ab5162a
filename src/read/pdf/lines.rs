//! Glyphs to words to printed lines, in the order of the content stream.
//!
//! In: a [`Sheet`] and its grids. Out: [`Printed`] lines. Geometry is used only where the order is visibly broken: a label
//! painted after its text, a form field painted after the page. Not here: paragraphs.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::char::compose;

use super::sheet::{Glyph, Paper, Sheet, turned_back};
use super::tables::Grid;
use crate::document::Bounds;

/// A gap of this share of the size parts words where no space glyph stands.
const WORD_GAP: f32 = 0.18;
/// With a space glyph a sliver is enough: justified lines press spaces together.
const SPACE_GAP: f32 = 0.05;
/// A gap this wide parts a label from its value, unless the whole line is spaced out.
const TAB_GAP: f32 = 1.8;

/// A printed line, or the part of one that lies in a cell.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Debug)]
pub(super) struct Printed {
    pub(super) page: u32,
    pub(super) layer: Paper,
    /// Grid of the page, row and column.
    pub(super) cell: Option<(usize, u16, u16)>,
    pub(super) words: Vec<Word>,
    pub(super) base: f32,
    pub(super) size: f32,
    /// Every letter is bold.
    pub(super) bold: bool,
    /// It ends where a good part of the page's lines end, as justified lines do.
    pub(super) pressed: bool,
    /// A space glyph stood at its end.
    pub(super) spaced: bool,
    late: bool,
    /// Direction of the line, see [`Glyph`].
    angle: f32,
    /// Edges of the column it stands in, set by `layout`; 0 and 0 before that.
    pub(super) column: (f32, f32),
}

/// A word and what stands before it.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) text: String,
    /// Parted from the word before by a wide gap.
    pub(super) tab: bool,
}

impl Printed {
    pub(super) fn left(&self) -> f32 {
        self.words.first().map_or(0.0, |word| word.left)
    }

    pub(super) fn right(&self) -> f32 {
        self.words.iter().map(|word| word.right).fold(0.0, f32::max)
    }

    /// How far it is set in from the edge of its column; on a page of one column, from the edge of the page.
    pub(super) fn offset(&self) -> f32 {
        self.left() - self.column.0
    }

    /// Words joined by one space, a wide gap by a tab.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for (at, word) in self.words.iter().enumerate() {
            if at > 0 {
                text.push(if word.tab { '\t' } else { ' ' });
            }
            text.push_str(&word.text);
        }
        text
    }

    /// Box on the page; of turned text the upright box around it.
    pub(super) fn bounds(&self) -> Bounds {
        let (left, top) = (self.left(), self.base - self.size * 0.8);
        let (right, bottom) = (self.right(), self.base + self.size * 0.22);
        let corners =
            [(left, top), (right, top), (left, bottom), (right, bottom)].map(|(x, y)| turned_back(x, y, self.angle));
        let low = |pick: fn(&(f32, f32)) -> f32| corners.iter().map(pick).fold(f32::INFINITY, f32::min);
        let high = |pick: fn(&(f32, f32)) -> f32| corners.iter().map(pick).fold(f32::NEG_INFINITY, f32::max);
        Bounds { left: low(|c| c.0), top: low(|c| c.1), right: high(|c| c.0), bottom: high(|c| c.1) }
    }
}

/// The printed lines of a page.
pub(super) fn lines(sheet: &Sheet, grids: &[Grid]) -> Vec<Printed> {
    let mut lines: Vec<Printed> = Vec::new();
    let mut open: Option<Open> = None;
    for glyph in &sheet.glyphs {
        let cell = if glyph.space { None } else { cell_of(glyph, grids) };
        if let Some(line) = &mut open {
            if glyph.space {
                line.space = true;
                continue;
            }
            if line.takes(glyph, cell) {
                line.add(glyph, sheet);
                continue;
            }
        }
        if glyph.space {
            continue;
        }
        lines.extend(open.take().map(|line| line.close(sheet.number)));
        open = Some(Open::new(glyph, cell, sheet));
    }
    lines.extend(open.map(|line| line.close(sheet.number)));
    let mut lines = attach_late(lines);
    join_on_baseline(&mut lines);
    let edges = justified_edges(&lines);
    for line in &mut lines {
        line.pressed = edges.contains(&edge_key(line.right()));
        mark_tabs(line);
    }
    lines
}

fn cell_of(glyph: &Glyph, grids: &[Grid]) -> Option<(usize, u16, u16)> {
    let (x, y) = (f32::midpoint(glyph.left, glyph.right), glyph.base - glyph.size * 0.3);
    if glyph.angle != 0.0 {
        return None;
    }
    grids.iter().enumerate().find_map(|(at, grid)| grid.cell_at(x, y).map(|(row, column)| (at, row, column)))
}

/// A line being put together.
struct Open {
    line: Printed,
    right: f32,
    /// Where the last glyph starts: its width may be the font's and too large, its place is right.
    at: f32,
    /// A space glyph came since the last letter.
    space: bool,
    letters: usize,
    bold: usize,
    known: usize,
    /// Size and base of the largest glyph.
    large: f32,
}

impl Open {
    fn new(glyph: &Glyph, cell: Option<(usize, u16, u16)>, sheet: &Sheet) -> Self {
        let line = Printed {
            page: sheet.number,
            layer: glyph.layer,
            cell,
            words: Vec::new(),
            base: glyph.base,
            size: glyph.size,
            bold: false,
            pressed: false,
            spaced: false,
            late: glyph.late,
            angle: glyph.angle,
            column: (0.0, 0.0),
        };
        let mut open = Self {
            line,
            right: glyph.left,
            at: glyph.left,
            space: true,
            letters: 0,
            bold: 0,
            known: 0,
            large: glyph.size,
        };
        open.add(glyph, sheet);
        open
    }

    fn takes(&self, glyph: &Glyph, cell: Option<(usize, u16, u16)>) -> bool {
        let large = self.large.max(glyph.size);
        let small = self.large.min(glyph.size);
        let drop = (glyph.base - self.line.base).abs();
        let level = drop <= 0.2 * large || (small < 0.85 * large && drop <= 0.6 * large);
        level
            && (glyph.angle - self.line.angle).abs() < 0.02
            && glyph.layer == self.line.layer
            && glyph.late == self.line.late
            && cell == self.line.cell
            && (glyph.left >= self.right - 0.5 * large || (glyph.left > self.at + 0.15 * large && !self.space))
    }

    fn add(&mut self, glyph: &Glyph, sheet: &Sheet) {
        let gap = glyph.left - self.right;
        let least = if self.space { SPACE_GAP } else { WORD_GAP };
        let size = self.large.min(glyph.size).max(1.0);
        let raised = glyph.size < 0.8 * self.large && self.line.base - glyph.base > 0.15 * self.large;
        if self.line.words.is_empty() || gap > least * size {
            self.line.words.push(Word { left: glyph.left, right: glyph.right, text: String::new(), tab: false });
        }
        if glyph.size > self.large * 1.05 {
            (self.line.base, self.large) = (glyph.base, glyph.size);
        }
        let word = self.line.words.last_mut().expect("a word was pushed when there was none");
        push_text(&mut word.text, glyph.text(sheet), raised, gap < -0.2 * size);
        word.right = word.right.max(glyph.right);
        self.right = if glyph.left > self.at { glyph.right } else { self.right.max(glyph.right) };
        self.at = glyph.left;
        self.space = false;
        if glyph.text(sheet).chars().any(char::is_alphanumeric) {
            self.letters += 1;
            self.known += usize::from(glyph.bold.is_some());
            self.bold += usize::from(glyph.bold == Some(true));
        }
    }

    fn close(mut self, page: u32) -> Printed {
        self.line.page = page;
        self.line.size = self.large;
        self.line.spaced = self.space;
        self.line.bold = self.known > 0 && self.bold == self.known && self.letters > 0;
        self.line
    }
}

/// Raised digits keep being raised, and an accent painted over its letter becomes one letter with it.
fn push_text(word: &mut String, text: &str, raised: bool, overlaps: bool) {
    if raised && text.chars().all(|c| c.is_ascii_digit()) {
        word.extend(text.chars().map(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(c as usize - '0' as usize).unwrap_or(c)));
        return;
    }
    if overlaps
        && let Some(accent) = word.chars().last().and_then(combining)
        && let Some(both) = text.chars().next().and_then(|letter| compose(letter, accent))
    {
        word.pop();
        word.push(both);
        word.extend(text.chars().skip(1));
        return;
    }
    if overlaps
        && let Some(accent) = text.chars().next().and_then(combining)
        && let Some(both) = word.chars().last().and_then(|letter| compose(letter, accent))
    {
        word.pop();
        word.push(both);
        return;
    }
    word.push_str(text);
}

fn combining(accent: char) -> Option<char> {
    Some(match accent {
        '`' | '\u{300}' => '\u{300}',
        '´' | '\u{301}' => '\u{301}',
        'ˆ' | '^' | '\u{302}' => '\u{302}',
        '˜' | '~' | '\u{303}' => '\u{303}',
        '¨' | '\u{308}' => '\u{308}',
        '¸' | '\u{327}' => '\u{327}',
        '˚' | '\u{30a}' => '\u{30a}',
        'ˇ' | '\u{30c}' => '\u{30c}',
        _ => return None,
    })
}

/// Form fields are painted after the page: each goes to the line it stands on, or before the first line below it.
fn attach_late(lines: Vec<Printed>) -> Vec<Printed> {
    let (late, mut lines): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.late);
    for field in late {
        let beside = lines.iter().position(|line| {
            line.layer == field.layer && line.cell == field.cell && (line.base - field.base).abs() < 0.5 * line.size
        });
        if let Some(at) = beside {
            put_beside(&mut lines[at], field);
        } else {
            let below = lines.iter().position(|line| line.layer == field.layer && line.base > field.base);
            lines.insert(below.unwrap_or(lines.len()), field);
        }
    }
    lines
}

fn put_beside(line: &mut Printed, other: Printed) {
    line.bold &= other.bold;
    line.words.extend(other.words);
    line.words.sort_by(|a, b| a.left.total_cmp(&b.left));
}

/// A part painted to the left of what came just before on the same baseline belongs before it; a lone label painted
/// earlier belongs to the text on its right.
fn join_on_baseline(lines: &mut Vec<Printed>) {
    let mut at = 0;
    while at + 1 < lines.len() {
        let (first, second) = (&lines[at], &lines[at + 1]);
        let level = first.layer == second.layer
            && first.cell == second.cell
            && (first.base - second.base).abs() < 0.3 * first.size.max(second.size);
        let apart = second.right() <= first.left() + 1.0 || first.right() <= second.left() + 1.0;
        if level && apart && gap_between(first, second) < 6.0 * first.size.max(second.size) {
            let second = lines.remove(at + 1);
            let line = &mut lines[at];
            line.base = if line.size >= second.size { line.base } else { second.base };
            line.size = line.size.max(second.size);
            line.spaced = second.spaced;
            put_beside(line, second);
        } else {
            at += 1;
        }
    }
}

fn gap_between(first: &Printed, second: &Printed) -> f32 {
    (second.left() - first.right()).max(first.left() - second.right())
}

fn edge_key(right: f32) -> i32 {
    right.round() as i32
}

/// Right edges that several lines of running text end at: justified text ends there.
fn justified_edges(lines: &[Printed]) -> BTreeSet<i32> {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    let mut running = 0;
    for line in lines.iter().filter(|line| line.words.len() > 4) {
        let wide = line.words.windows(2).any(|pair| pair[1].left - pair[0].right > TAB_GAP * line.size);
        if !wide {
            let key = edge_key(line.right());
            running += 1;
            for near in [key - 1, key, key + 1] {
                *counts.entry(near).or_default() += 1;
            }
        }
    }
    counts.into_iter().filter(|(_, count)| *count >= 4 && *count * 4 >= running).map(|(edge, _)| edge).collect()
}

/// A gap is a tab when it is wide and the line's other gaps are not: a line pressed to the right edge is wide all over.
fn mark_tabs(line: &mut Printed) {
    let pressed = line.pressed;
    let gaps: Vec<f32> = line.words.windows(2).map(|pair| pair[1].left - pair[0].right).collect();
    for (at, &gap) in gaps.iter().enumerate() {
        let mut others: Vec<f32> =
            gaps.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, gap)| *gap).collect();
        others.sort_by(f32::total_cmp);
        let usual = others.get(others.len() / 2).copied();
        let sticks_out = usual.map_or(!pressed, |usual| gap > 2.5 * usual || (!pressed && usual > TAB_GAP * line.size));
        let least = if pressed { 2.0 * TAB_GAP } else { TAB_GAP };
        line.words[at + 1].tab = gap > least * line.size && sticks_out;
    }
}
