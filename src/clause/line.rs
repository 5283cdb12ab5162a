//! The blocks of a document as lines of an agreement: label, text, and what kind of line it looks like.
//!
//! In: a [`Document`]. Out: [`Line`]s in text order. Not here: which of the labels count.

use std::collections::BTreeMap;
use std::ops::Range;

use super::number::{self, Close, Label, Mark};
use super::series::{self, Style};
use super::words;
use crate::document::{Block, BlockKind, Document};
use crate::text::{Folded, Span};

/// Fewer lines on end that repeat later headings are items that happen to.
const FEWEST_ANNOUNCED: usize = 3;

/// One block, or one row of a table that only lays out a label beside its text.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each says one thing seen on the paper, in any combination")]
pub(super) struct Line {
    /// The block, markup included.
    pub(super) span: Span,
    /// What follows the label, without the markup around it.
    pub(super) rest: Span,
    /// The label, if the line starts with one.
    pub(super) label: Option<Label>,
    /// Steps of indentation.
    pub(super) indent: u8,
    /// Level of a heading by style.
    pub(super) heading: Option<u8>,
    /// Set wholly in bold.
    pub(super) strong: bool,
    /// A blank line, or a new page, stands before it.
    pub(super) gap: bool,
    /// It carries on the sentence of the line before it.
    pub(super) continues: bool,
    /// It stands in a table of contents, or is a page number: no text of the agreement.
    pub(super) contents: bool,
    /// Printed three times or more: a running head that stayed in the text.
    pub(super) running: bool,
    /// Table, row and column of a cell.
    pub(super) cell: Option<(u16, u16, u16)>,
    /// Bold is open at the start of `rest`.
    pub(super) bold: bool,
    /// Words in `rest`.
    pub(super) words: usize,
}

impl Line {
    /// The text after the label.
    pub(super) fn text<'a>(&self, document: &'a Document) -> &'a str {
        document.slice(self.rest)
    }

    /// The text after the label, folded.
    pub(super) fn folded(&self, document: &Document) -> String {
        Folded::new(self.text(document)).as_str().trim().to_owned()
    }

    /// Where the label is printed.
    pub(super) fn label_span(&self) -> Option<Span> {
        let label = self.label.as_ref()?;
        let start = self.span.start();
        Some(Span::new(start + label.start, start + label.end))
    }
}

/// Reads the blocks of the body as lines; rules under headings turn the line above into a heading and are dropped.
pub(super) fn lines(document: &Document) -> Vec<Line> {
    let layout = layout_tables(&document.blocks, document);
    let wrap = wrap_width(document);
    let mut lines: Vec<Line> = Vec::with_capacity(document.blocks.len());
    let mut at = 0;
    while let Some(block) = document.blocks.get(at) {
        at += 1;
        let text = document.slice(block.span);
        let gap = lines.last().is_none_or(|line| blank_between(document, line.span.end(), block.span.start()));
        if let Some(level) = rule(text) {
            underline(document, &mut lines, level, gap);
            continue;
        }
        let span = match block.kind {
            BlockKind::Cell { table, .. } if layout.contains(&table) => {
                let last = row_end(&document.blocks, at - 1);
                at = last + 1;
                block.span.join(document.blocks[last].span)
            }
            _ => block.span,
        };
        let line = line(document, block, span, gap, &layout);
        lines.push(join(document, lines.last(), line, wrap));
    }
    contents(document, &mut lines);
    lists_of_annexes(&mut lines);
    announced(document, &mut lines);
    running_heads(document, &mut lines);
    listed(document, &mut lines);
    lines
}

/// Items set in a heading's style: numbers that follow each other at once under an item that ends in a colon.
fn listed(document: &Document, lines: &mut [Line]) {
    for at in 1..lines.len() {
        let [.., lead_in] = &lines[..at] else { continue };
        let introduced = lead_in.label.is_some() && lead_in.heading.is_none();
        if !introduced || lines[at].heading.is_none() || !document.slice(lead_in.span).trim_end().ends_with(':') {
            continue;
        }
        let run = lines[at..].windows(2).take_while(|pair| is_next(&pair[0], &pair[1])).count();
        if run > 0 {
            for line in &mut lines[at..=at + run] {
                line.heading = None;
                line.strong = false;
            }
        }
    }
}

fn is_next(line: &Line, next: &Line) -> bool {
    let after = series::styles_of(next);
    series::styles_of(line)
        .into_iter()
        .any(|(style, value)| !matches!(style, Style::Word(_)) && after.contains(&(style, value.saturating_add(1))))
}

/// Short lines printed three times or more, and page numbers.
fn running_heads(document: &Document, lines: &mut [Line]) {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.cell.is_none() && line.label.is_none()) {
        *times.entry(document.slice(line.span)).or_default() += 1;
    }
    for line in lines.iter_mut().filter(|line| line.words <= 12 && line.cell.is_none() && line.label.is_none()) {
        let often = times.get(document.slice(line.span)).is_some_and(|&times| times >= 3);
        line.contents |= line.words <= 4 && words::page_number(&line.folded(document));
        line.running = often;
    }
}

fn line(document: &Document, block: &Block, span: Span, gap: bool, layout: &[u16]) -> Line {
    let text = document.slice(span);
    let cell = match block.kind {
        BlockKind::Cell { table, row, column } if !layout.contains(&table) => Some((table, row, column)),
        _ => None,
    };
    let label = number::label(text).filter(|label| cell.is_none() || matches!(label.mark, Mark::Word(..)));
    let (start, bold) = label.as_ref().map_or_else(|| number::unmarked(text), |label| (label.rest, label.bold));
    let rest = Span::new(span.start() + start, span.end()).trim_matches(&document.text, char::is_whitespace);
    let heading = match block.kind {
        BlockKind::Heading(level) => Some(level),
        _ => None,
    };
    let words = document.slice(rest).split_whitespace().count();
    // Word processors number whole paragraphs with heading styles.
    let sentence = words > 30 || words > 12 && document.slice(rest).ends_with(['.', ';', ':']);
    let heading = heading.filter(|_| !sentence);
    let strong = block.strong && !sentence || bold && whole_bold(document.slice(rest));
    Line {
        span,
        rest,
        label,
        indent: block.indent,
        heading,
        strong,
        gap,
        continues: false,
        contents: false,
        running: false,
        cell,
        bold,
        words,
    }
}

/// Bold that was open at the start closes only at the end.
fn whole_bold(rest: &str) -> bool {
    let text = rest.trim_end_matches([':', '.', ' ']);
    rest.is_empty() || number::bold_end(text).is_some_and(|(at, end)| at > 0 && end == text.len())
}

/// `---`, `===`, `* * *`: 1 for a double rule, 2 for a single one, 0 for a rule that heads nothing.
fn rule(text: &str) -> Option<u8> {
    if text.len() < 3 || !text.chars().all(|c| matches!(c, '-' | '=' | '*' | '_' | ' ' | '\t')) {
        return None;
    }
    let dense = !text.contains([' ', '\t']);
    if text.chars().all(|c| c == '_') && text.len() > 3 {
        return None;
    }
    Some(match text.chars().next()? {
        '=' if dense => 1,
        '-' if dense => 2,
        _ => 0,
    })
}

/// A rule right under a short line that is no sentence and no list item makes it a heading.
fn underline(document: &Document, lines: &mut [Line], level: u8, gap: bool) {
    if level == 0 || gap {
        return;
    }
    if let Some(last) = lines.last_mut()
        && last.heading.is_none()
        && last.cell.is_none()
        && last.words <= 20
        && !(last.words > 8 && document.slice(last.span).ends_with(['.', ';', ':', '*']))
        && last.label.as_ref().is_none_or(|label| label.bullet.is_none())
    {
        last.heading = Some(level);
    }
}

fn blank_between(document: &Document, from: usize, to: usize) -> bool {
    let between = document.text.get(from..to).unwrap_or("");
    between.bytes().filter(|&byte| byte == b'\n').count() > 1 || between.contains('\x0c')
}

/// The last block of the row that starts at `first`.
fn row_end(blocks: &[Block], first: usize) -> usize {
    let place = |block: &Block| match block.kind {
        BlockKind::Cell { table, row, .. } => Some((table, row)),
        _ => None,
    };
    let row = place(&blocks[first]);
    blocks[first..].iter().take_while(|block| place(block) == row).count() + first - 1
}

/// Tables that are no tables: one column, or a label in the first and its text in the second of two columns.
fn layout_tables(blocks: &[Block], document: &Document) -> Vec<u16> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < blocks.len() {
        let BlockKind::Cell { table, .. } = blocks[at].kind else {
            at += 1;
            continue;
        };
        let end = at
            + blocks[at..]
                .iter()
                .take_while(|block| matches!(block.kind, BlockKind::Cell { table: other, .. } if other == table))
                .count();
        if lays_out(&blocks[at..end], document) {
            found.push(table);
        }
        at = end;
    }
    found
}

fn lays_out(cells: &[Block], document: &Document) -> bool {
    let column = |block: &Block| match block.kind {
        BlockKind::Cell { column, .. } => column,
        _ => 0,
    };
    let widest = cells.iter().map(column).max().unwrap_or(0);
    if widest == 0 {
        return true;
    }
    if widest > 1 || !cells.len().is_multiple_of(2) {
        return false;
    }
    cells.chunks(2).all(|row| {
        let first = document.slice(row[0].span);
        let second = document.slice(row[1].span);
        let bare = number::label(first).is_some_and(|label| {
            label.rest >= first.len()
                && !matches!(label.mark, Mark::Digits(ref parts, Close::Bare) if parts.len() == 1)
                && !matches!(label.mark, Mark::Word(..))
        });
        column(&row[0]) == 0 && column(&row[1]) == 1 && bare && second.split_whitespace().count() >= 4
    })
}

/// The width hard-wrapped text is wrapped at, in characters; none when lines run on.
fn wrap_width(document: &Document) -> Option<usize> {
    let mut widths: Vec<usize> = document
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Paragraph)
        .map(|block| document.slice(block.span).chars().count())
        .filter(|&width| width > 30)
        .collect();
    widths.sort_unstable();
    let wide = *widths.get(widths.len() * 9 / 10)?;
    let widest = *widths.last()?;
    (widths.len() >= 12 && wide <= 130 && widest <= wide * 3 / 2).then_some(wide)
}

/// Marks a line that carries on the sentence before it, and takes away a label that is only a number in it.
fn join(document: &Document, before: Option<&Line>, mut line: Line, wrap: Option<usize>) -> Line {
    let Some(before) = before.filter(|before| before.cell.is_none() && line.cell.is_none()) else { return line };
    if line.heading.is_some() || before.heading.is_some() || before.rest.is_empty() {
        return line;
    }
    let last = document.slice(before.span);
    let width = last.chars().count();
    let open = !last.ends_with(['.', ';', ':', '!', '?', '”', '"', '|']) && !last.contains('\t');
    let lower = line.text(document).chars().next().is_some_and(|c| c.is_lowercase() || matches!(c, ',' | ')'));
    let full = wrap.is_some_and(|wrap| width * 10 >= wrap * 7);
    let loose =
        line.label.as_ref().is_some_and(|label| matches!(label.mark, Mark::Digits(_, Close::Bare) | Mark::Word(..)));
    let bare = line.text(document).trim_end_matches(['.', ',', ';', ')']).is_empty();
    let number_in_text = loose && (lower || bare) && open && !line.gap && full && !line.strong;
    if number_in_text {
        line.label = None;
        line.rest = line.span;
    }
    if line.label.is_some() || line.strong != before.strong {
        return line;
    }
    line.continues = if line.gap {
        open && lower && width >= 60
    } else if wrap.is_some() {
        full && (open || lower || !starts_afresh(before, &line))
    } else {
        open && lower && width >= 45
    };
    line
}

/// A hard-wrapped line after a full stop runs on unless it is set in differently.
fn starts_afresh(before: &Line, line: &Line) -> bool {
    before.label.is_none() && line.indent > before.indent
}

/// Marks tables of contents: lines that end in leaders and a page number, or in a number under a head that says so.
fn contents(document: &Document, lines: &mut [Line]) {
    let mut inside = false;
    for line in lines.iter_mut() {
        let text = document.slice(line.span);
        let page = text.ends_with(|c: char| c.is_ascii_digit());
        let leaders = page && (text.contains("....") || text.contains(". . .") || text.contains("……"));
        if words::heads_contents(&line.folded(document)) {
            inside = true;
            line.contents = true;
        } else if leaders || inside && page && line.words <= 16 {
            line.contents = true;
            line.label = None;
        } else if inside && !text.trim_matches(|c: char| c.is_ascii_digit()).is_empty() {
            inside = false;
        }
    }
}

/// Marks lists of what follows: three lines or more on end that each repeat a later heading, or link into the document.
fn announced(document: &Document, lines: &mut [Line]) {
    let mut last_heading: BTreeMap<String, usize> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        if (line.heading.is_some() || line.strong) && line.cell.is_none() {
            last_heading.insert(linked_words(&line.folded(document)).to_owned(), at);
        }
    }
    let repeats = |at: usize, line: &Line| {
        let folded = line.folded(document);
        let listed = line.label.is_some() && line.heading.is_none() && line.cell.is_none() && line.words <= 24;
        listed && (folded.contains("](#") || last_heading.get(linked_words(&folded)).is_some_and(|&later| later > at))
    };
    let hits: Vec<bool> = lines.iter().enumerate().map(|(at, line)| repeats(at, line)).collect();
    let mut at = 0;
    while at < lines.len() {
        let run = hits[at..].iter().take_while(|&&hit| hit).count();
        if run >= FEWEST_ANNOUNCED {
            for line in &mut lines[at..at + run] {
                line.contents = true;
                line.label = None;
            }
        }
        at += run.max(1);
    }
}

/// A heading over nothing but the names of annexes that follow, one a line, heads no text.
fn lists_of_annexes(lines: &mut [Line]) {
    let annex = |line: &Line| match line.label.as_ref() {
        Some(label) => match label.mark {
            Mark::Word(words::Word::Annex, name, _) => Some((name, label.number.clone())),
            _ => None,
        },
        None => None,
    };
    let mut last: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        last.extend(annex(line).map(|key| (key, at)));
    }
    for at in 0..lines.len() {
        let Some((head, below)) = lines[at..].split_first() else { continue };
        if head.label.is_some() || head.heading.is_none() && !head.strong {
            continue;
        }
        let listed = |&(below, line): &(usize, &Line)| {
            let later = annex(line).and_then(|key| last.get(&key).copied());
            line.words <= 30 && later.is_some_and(|later| later > at + 1 + below)
        };
        if below.iter().enumerate().take_while(listed).count() >= 2 {
            lines[at].heading = None;
            lines[at].strong = false;
        }
    }
}

/// The words of a line that is a link: `[scope](#scope)` is `scope`.
fn linked_words(folded: &str) -> &str {
    let words = folded.strip_prefix('[').and_then(|inner| inner.split_once("](")).map_or(folded, |(words, _)| words);
    words.trim_matches(|c: char| !c.is_alphanumeric() && c != ')')
}

/// Whether anything but labels of the same kind stands between two lines.
pub(super) fn has_content(document: &Document, lines: &[Line], between: Range<usize>) -> bool {
    lines.get(between).is_some_and(|lines| {
        lines.iter().any(|line| {
            !line.contents && (line.words > 0 && document.slice(line.span).chars().any(char::is_alphanumeric))
        })
    })
}
