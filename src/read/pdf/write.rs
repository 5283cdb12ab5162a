//! Paragraphs and tables to the body text with its lines and blocks.
//!
//! In: [`Part`]s. Out: a [`Draft`] with body, lines and blocks. Not here: which lines make a paragraph.

use std::collections::{BTreeSet, HashSet};

use super::label::is_label;
use super::layout::{Part, Table};
use super::lines::Printed;
use super::measure::Measure;
use crate::document::{Block, BlockKind, Draft, Line};
use crate::text::Span;

/// Headings are shorter than this (characters).
const LONGEST_HEADING: usize = 160;
/// One step of [`Block::indent`] in points: the default tab of word processors is 35.4.
const INDENT_STEP: f32 = 17.7;

/// Writes `parts` one after another, paragraphs and rows parted by line ends, cells by tabs.
pub(super) fn write(parts: &[Part], measure: &Measure) -> Draft {
    let style = style(parts, measure);
    let words = Words::new(parts);
    let mut draft = Draft::default();
    let mut tables = 0;
    for part in parts {
        match part {
            Part::Text(lines) => {
                let span = paragraph(lines, &words, &mut draft);
                let block = block(lines, span, &style);
                draft.blocks.push(block);
            }
            Part::Table(table) => {
                write_table(table, tables, &words, &mut draft);
                tables = tables.saturating_add(1);
                continue;
            }
        }
        draft.body.push('\n');
    }
    if draft.body.ends_with('\n') {
        draft.body.pop();
    }
    draft
}

fn write_table(table: &Table, number: u16, words: &Words, draft: &mut Draft) {
    for (row, cells) in table.rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).enumerate() {
        let last = cells.iter().rposition(|cell| !cell.is_empty()).unwrap_or(0);
        for (column, lines) in cells[..=last].iter().enumerate() {
            if column > 0 {
                draft.body.push('\t');
            }
            if lines.is_empty() {
                continue;
            }
            let span = paragraph(lines, words, draft);
            let kind = BlockKind::Cell { table: number, row: row.min(65_535) as u16, column: column as u16 };
            draft.blocks.push(Block { span, kind, strong: is_strong(lines), indent: 0 });
        }
        draft.body.push('\n');
    }
}

/// Writes lines as running text.
fn paragraph(lines: &[Printed], words: &Words, draft: &mut Draft) -> Span {
    let start = draft.body.len();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            join(&mut draft.body, start, &lines[at - 1], line, words);
            if let Some(before) = draft.lines.last_mut() {
                before.span = Span::new(before.span.start(), before.span.end().min(draft.body.len()));
            }
        }
        let from = draft.body.len();
        draft.body.push_str(&line_text(line, at == 0));
        draft.lines.push(Line { span: Span::new(from, draft.body.len()), page: line.page, bounds: line.bounds() });
    }
    Span::new(start, draft.body.len())
}

/// The gap after a list label is no tab.
fn line_text(line: &Printed, first: bool) -> String {
    let text = line.text();
    match text.split_once('\t') {
        Some((label, rest)) if first && is_label(label) && !rest.contains('\t') => format!("{label} {rest}"),
        _ => text,
    }
}

/// What stands between two printed lines of a paragraph: a space, or nothing within a word.
fn join(body: &mut String, start: usize, last: &Printed, next: &Printed, words: &Words) {
    let next_word = next.words[0].text.as_str();
    let text = &body[start..];
    let hyphen = text.strip_suffix(['-', '\u{ad}', '\u{2010}']);
    if let Some(before) = hyphen {
        let stem = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
        match words.at_hyphen(stem, next_word, text.ends_with('\u{ad}'), last.spaced) {
            Hyphen::Drop => {
                let end = start + before.len();
                body.truncate(end);
            }
            Hyphen::Keep => {}
            Hyphen::KeepAndSpace => body.push(' '),
        }
    } else if last.spaced || !(is_joint(text, next_word) || text.ends_with(is_dot) && next_word.starts_with(is_dot)) {
        body.push(' ');
    }
}

/// A line may be broken after a slash within a word or an address.
fn is_joint(text: &str, next: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or("");
    let address = last.contains("://") || last.starts_with("www.");
    let host = last.starts_with("www.") && !last[4..].contains('.') && next.contains('.');
    host || (last.len() > 1 && last.ends_with('/') && next.starts_with(char::is_alphanumeric))
        || (address && last.ends_with(['/', '-', '_', '=', '&', '?', '.']) && next.starts_with(char::is_alphanumeric))
}

/// A row of fill-in dots may run over a line end.
fn is_dot(c: char) -> bool {
    matches!(c, '…' | '_')
}

enum Hyphen {
    Drop,
    Keep,
    KeepAndSpace,
}

/// The words of the document, to tell a word cut at a line end from one that has a hyphen.
struct Words {
    all: HashSet<String>,
    /// Words are cut with soft hyphens, so that any other hyphen is real.
    soft: bool,
    /// Lines end in cut words often enough that the text was hyphenated.
    hyphenated: bool,
}

impl Words {
    fn new(parts: &[Part]) -> Self {
        let mut all = HashSet::new();
        let (mut lines, mut cut, mut soft) = (0_usize, 0_usize, false);
        for line in parts.iter().flat_map(lines_of) {
            lines += 1;
            let last = line.words.len() - 1;
            for (at, word) in line.words.iter().enumerate() {
                let trimmed = word.text.trim_matches(|c: char| !c.is_alphanumeric() && c != '-').to_lowercase();
                if at == last && word.text.ends_with(['-', '\u{ad}', '\u{2010}']) {
                    soft |= word.text.ends_with('\u{ad}');
                    cut += usize::from(!line.spaced && trimmed.len() > 2);
                } else {
                    for piece in trimmed.split('-') {
                        all.insert(piece.to_owned());
                    }
                    all.insert(trimmed);
                }
            }
        }
        Self { all, soft, hyphenated: cut * 30 > lines }
    }

    /// What a hyphen at a line end between `stem` and `next` is.
    fn at_hyphen(&self, stem: &str, next: &str, soft: bool, spaced: bool) -> Hyphen {
        const JOINERS: [&str; 14] =
            ["en", "of", "and", "or", "und", "oder", "et", "ou", "tot", "dan", "als", "to", "noch", "en/of"];
        let next = next.trim_end_matches(|c: char| !c.is_alphanumeric());
        if JOINERS.contains(&next) && stem.len() > 2 && !soft {
            return Hyphen::KeepAndSpace;
        }
        if stem.is_empty() {
            return Hyphen::KeepAndSpace;
        }
        let lower = stem.ends_with(char::is_lowercase) && next.starts_with(char::is_lowercase);
        if soft {
            return Hyphen::Drop;
        }
        let apart = if spaced { Hyphen::KeepAndSpace } else { Hyphen::Keep };
        if !lower {
            return if stem.ends_with(char::is_alphanumeric) { apart } else { Hyphen::KeepAndSpace };
        }
        let stem = stem.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if self.all.contains(&format!("{stem}{next}")) {
            return Hyphen::Drop;
        }
        if self.all.contains(&format!("{stem}-{next}")) {
            return Hyphen::Keep;
        }
        if spaced || !self.hyphenated || self.soft || stem.len() < 2 {
            return apart;
        }
        Hyphen::Drop
    }
}

fn lines_of(part: &Part) -> Vec<&Printed> {
    match part {
        Part::Text(lines) => lines.iter().collect(),
        Part::Table(table) => table.rows.iter().flatten().flatten().collect(),
    }
}

/// What tells a heading from text in this document.
struct Style {
    /// Sizes larger than the text, in half points, largest first.
    sizes: Vec<i32>,
    /// The text itself is bold, so boldness says nothing.
    bold: bool,
    left: f32,
}

fn style(parts: &[Part], measure: &Measure) -> Style {
    let mut sizes = BTreeSet::new();
    let (mut bold, mut all) = (0, 0);
    let mut lefts: Vec<f32> = Vec::new();
    for part in parts {
        let Part::Text(lines) = part else { continue };
        let length: usize = lines.iter().map(|line| line.words.len()).sum();
        all += length;
        bold += if is_strong(lines) { length } else { 0 };
        lefts.extend(lines.iter().map(Printed::left));
        if is_short(lines) && lines[0].size > 1.08 * measure.size {
            sizes.insert((lines[0].size * 2.0).round() as i32);
        }
    }
    lefts.sort_by(f32::total_cmp);
    let left = lefts.get(lefts.len() / 20).copied().unwrap_or(0.0);
    Style { sizes: sizes.into_iter().rev().collect(), bold: bold * 2 > all, left }
}

fn is_short(lines: &[Printed]) -> bool {
    lines.iter().flat_map(|line| &line.words).map(|word| word.text.chars().count() + 1).sum::<usize>()
        <= LONGEST_HEADING
}

fn is_strong(lines: &[Printed]) -> bool {
    lines.iter().all(|line| line.bold)
}

fn block(lines: &[Printed], span: Span, style: &Style) -> Block {
    let size = (lines[0].size * 2.0).round() as i32;
    let strong = is_strong(lines);
    let letters = lines.iter().flat_map(|line| &line.words).any(|word| word.text.chars().any(char::is_alphabetic));
    let plain = !lines.iter().any(|line| line.words.iter().skip(2).any(|word| word.tab));
    let heading = is_short(lines) && letters && plain;
    let level = style.sizes.iter().position(|&large| large == size).map(|at| at + 1);
    let level = level.or((strong && !style.bold).then_some(style.sizes.len() + 1)).filter(|_| heading);
    let kind = match level {
        Some(level) => BlockKind::Heading(level.min(6) as u8),
        None if lines[0].words.len() > 1 && is_label(&lines[0].words[0].text) => BlockKind::Item,
        None => BlockKind::Paragraph,
    };
    let steps = (lines[0].left() - style.left) / INDENT_STEP;
    let indent = (0..40_u8).take_while(|&step| f32::from(step) + 0.5 <= steps).count() as u8;
    Block { span, kind, strong: strong || level.is_some(), indent }
}
