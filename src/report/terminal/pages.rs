//! The text as read: for a person, and all layers in the order of the pages for a tool.
//!
//! In: a document. Out: text. Not here: `dpa text --raw`, which is [`Document::text`] itself.

use std::fmt::Write as _;

use crate::document::{Block, BlockKind, Document, Line};
use crate::report::words::{Word, fill, word};
use crate::text::Span;

use super::Sheet;
use super::paper::{FAINT, PLAIN, Paper, STRONG};
use crate::report::harmless::{lines, one_line, width};

/// The text for a person: pages marked, rows of tables on one line, set-aside and hidden text at the end.
pub fn pages(document: &Document, sheet: Sheet) -> String {
    let mut paper = Paper::new(sheet.width);
    body(document, sheet, &mut paper);
    layer(document, document.layers.furniture, Word::FurnitureMark, sheet, &mut paper);
    layer(document, document.layers.hidden, Word::HiddenMark, sheet, &mut paper);
    paper.into_text()
}

fn body(document: &Document, sheet: Sheet, paper: &mut Paper) {
    let mut page = None;
    let mut from = document.layers.body.start();
    let mut blocks = document.blocks.as_slice();
    while let Some(first) = blocks.first() {
        between(document, Span::new(from, first.span.start()), paper);
        turn_page(document, first.span, &mut page, sheet, paper);
        let row = row_of(blocks);
        let (taken, left) = blocks.split_at(row.max(1));
        match taken {
            [block] if !matches!(block.kind, BlockKind::Cell { .. }) => paragraph(document, block, paper),
            cells => table_row(document, cells, paper),
        }
        from = taken.last().map_or(from, |block| block.span.end());
        blocks = left;
    }
    between(document, Span::new(from, document.layers.body.end()), paper);
}

/// Text that no block holds is text as well; mere borders and white space are not worth a line.
fn between(document: &Document, gap: Span, paper: &mut Paper) {
    let text = document.slice(gap);
    if text.chars().any(char::is_alphanumeric) {
        paper.flow(0, FAINT, text);
    }
}

fn turn_page(document: &Document, span: Span, page: &mut Option<u32>, sheet: Sheet, paper: &mut Paper) {
    let here = document.page_of(span.start()).filter(|_| !document.pages.is_empty());
    if here.is_some() && here != *page {
        *page = here;
        let number = here.unwrap_or_default().to_string();
        rule(&fill(sheet.tongue, Word::PageMark, &[("n", &number)]), paper);
    }
}

fn rule(text: &str, paper: &mut Paper) {
    let dashes = paper.width().saturating_sub(width(text) + 4);
    paper.blank();
    paper.line(0, FAINT, &format!("── {text} {}", "─".repeat(dashes)));
}

/// How many of the blocks are cells of one row.
fn row_of(blocks: &[Block]) -> usize {
    let place = |block: &Block| match block.kind {
        BlockKind::Cell { table, row, .. } => Some((table, row)),
        _ => None,
    };
    let Some(first) = blocks.first().and_then(place) else { return 1 };
    blocks.iter().take_while(|block| place(block) == Some(first)).count()
}

fn paragraph(document: &Document, block: &Block, paper: &mut Paper) {
    let heading = block.strong || matches!(block.kind, BlockKind::Heading(_));
    if heading {
        paper.blank();
    }
    paper.flow(usize::from(block.indent).min(20), if heading { STRONG } else { PLAIN }, document.slice(block.span));
}

fn table_row(document: &Document, cells: &[Block], paper: &mut Paper) {
    let texts: Vec<String> = cells.iter().map(|cell| one_line(document.slice(cell.span))).collect();
    paper.flow(0, PLAIN, &format!("│ {} │", texts.join(" │ ")));
}

fn layer(document: &Document, span: Option<Span>, key: Word, sheet: Sheet, paper: &mut Paper) {
    let Some(span) = span.filter(|span| !span.is_empty()) else { return };
    rule(word(sheet.tongue, key), paper);
    for line in lines(document.slice(span)).lines().filter(|line| !line.trim().is_empty()) {
        paper.flow(0, FAINT, line);
    }
}

/// All layers page by page: body, set-aside and hidden text of a page follow each other, pages are parted by form feeds.
/// A format without pages gives [`Document::text`] as it is.
pub fn page_order(document: &Document) -> String {
    if document.lines.is_empty() {
        return document.text.clone();
    }
    let mut order: Vec<&Line> = document.lines.iter().collect();
    // The sort is stable: within a page the layers stay in their order, and so do the lines of each.
    order.sort_by_key(|line| line.page);
    let mut text = String::with_capacity(document.text.len());
    let mut page = None;
    for line in order {
        if page.is_some_and(|page| page != line.page) {
            text.push('\x0c');
        }
        page = Some(line.page);
        let _ = writeln!(text, "{}", document.slice(line.span).trim_end_matches(['\n', '\r']));
    }
    text
}
