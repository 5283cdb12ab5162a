//! Paragraphs and tables as office files and web pages hold them, put into one text.
//!
//! In: a flow of [`Item`]s without pages. Out: a [`Draft`] with its blocks. Not here: any one format.
//!
//! A blank line parts paragraphs, so that a line break inside one (`\n`) stays tellable; rows of a table stand on lines of
//! their own with a tab between cells, and a cell is one stretch of text.

use crate::document::{Block, BlockKind, Draft};
use crate::text::Span;

use super::{Limits, Warning, WarningKind};

/// What stands below each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Paragraph(Paragraph),
    Table(Table),
}

/// A paragraph with its label worked out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Number or bullet of a list; empty where there is none.
    pub(super) label: String,
    pub(super) text: String,
    /// Heading level from 1.
    pub(super) heading: Option<u8>,
    pub(super) strong: bool,
    pub(super) indent: u8,
}

/// Rows of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A cell; one that is covered by a cell above it is not listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// Column of the grid it starts in, from 0.
    pub(super) column: u16,
    pub(super) items: Vec<Item>,
}

/// A document without pages, before it becomes a [`Draft`].
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) body: Vec<Item>,
    /// Headers, footers, menus, tables of contents: one entry a paragraph.
    pub(super) furniture: Vec<String>,
    /// Text a reader cannot see, one entry a stretch.
    pub(super) hidden: Vec<String>,
}

impl Flow {
    /// Puts everything into one text and says what has to be said about it.
    pub(super) fn finish(self, limits: &Limits, warnings: &mut Vec<Warning>) -> Draft {
        let mut composer = Composer { left: limits.text_chars, ..Composer::default() };
        composer.items(&self.body);
        let furniture = composer.layer(&self.furniture);
        let hidden = composer.layer(&self.hidden);
        if !hidden.is_empty() {
            let detail = hidden.chars().count().to_string();
            warnings.push(Warning { kind: WarningKind::HiddenText, page: None, detail });
        }
        if composer.full {
            let detail = limits.text_chars.to_string();
            warnings.push(Warning { kind: WarningKind::LimitReached, page: None, detail });
        }
        Draft { body: composer.body, blocks: composer.blocks, furniture, hidden, ..Draft::default() }
    }
}

impl Table {
    /// Whether every row is a label and the text it belongs to: a list set as a table, as official journals do.
    pub(super) fn is_list(&self) -> bool {
        !self.rows.is_empty()
            && self.rows.iter().all(|row| match row.as_slice() {
                [label, text] => is_label(&cell_text(label).0) && !text.items.is_empty(),
                _ => false,
            })
    }
}

/// A number or letter with its punctuation, or a dash or bullet: `(1)`, `a)`, `2.1.`, `—`. A bare number is none: it may
/// be a value.
fn is_label(text: &str) -> bool {
    let core = text.trim_matches(['(', ')', '.', ':', '°', '[', ']']);
    let punctuated = core.len() < text.len() || core.contains('.');
    match core {
        "" => false,
        "-" | "–" | "—" | "•" | "·" | "▪" | "◦" => !punctuated,
        _ => {
            let numbers = core.split('.').all(|part| {
                (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
                    || part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_alphabetic())
                    || (1..=5).contains(&part.len()) && part.bytes().all(|byte| b"ivxIVX".contains(&byte))
            });
            punctuated && numbers
        }
    }
}

impl Paragraph {
    /// Label and text parted by one space.
    fn line(&self) -> String {
        let text = self.text.trim();
        match (self.label.trim(), text) {
            ("", text) => text.to_owned(),
            (label, "") => label.to_owned(),
            (label, text) => format!("{label} {text}"),
        }
    }
}

/// The text and blocks so far.
#[derive(Default)]
struct Composer {
    body: String,
    blocks: Vec<Block>,
    tables: u16,
    /// Scalar values that may still be written.
    left: usize,
    full: bool,
}

impl Composer {
    fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Paragraph(paragraph) => self.paragraph(paragraph),
                Item::Table(table) if is_box(table) => {
                    for cell in table.rows.iter().flatten() {
                        self.items(&cell.items);
                    }
                }
                Item::Table(table) if table.is_list() => self.list(table, 0),
                Item::Table(table) => self.table(table),
            }
        }
    }

    /// A list set as a table: each label with the first paragraph beside it, then what else stands there.
    fn list(&mut self, table: &Table, indent: u8) {
        for row in &table.rows {
            let [label, text] = row.as_slice() else { continue };
            let (label, _) = cell_text(label);
            let (first, rest) = match text.items.split_first() {
                Some((Item::Paragraph(first), rest)) if first.label.is_empty() => (first.clone(), rest),
                _ => (Paragraph::default(), text.items.as_slice()),
            };
            self.paragraph(&Paragraph { label, indent: first.indent.saturating_add(indent), ..first });
            for item in rest {
                match item {
                    Item::Table(table) if table.is_list() => self.list(table, indent.saturating_add(1)),
                    _ => self.items(std::slice::from_ref(item)),
                }
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let line = paragraph.line();
        if line.is_empty() || !self.fits(&line) {
            return;
        }
        self.part("\n\n");
        let kind = match paragraph.heading {
            Some(level) => BlockKind::Heading(level),
            None if paragraph.label.trim().is_empty() => BlockKind::Paragraph,
            None => BlockKind::Item,
        };
        let span = self.write(&line);
        let strong = paragraph.strong || paragraph.heading.is_some();
        self.blocks.push(Block { span, kind, strong, indent: paragraph.indent });
    }

    /// Rows, then after each row the tables nested in it.
    fn table(&mut self, table: &Table) {
        let number = self.tables;
        self.tables = self.tables.saturating_add(1);
        let mut first = true;
        for (row, cells) in table.rows.iter().enumerate() {
            let texts: Vec<(String, bool)> = cells.iter().map(cell_text).collect();
            let length: usize = texts.iter().map(|(text, _)| text.chars().count() + 1).sum();
            if texts.iter().any(|(text, _)| !text.is_empty()) && self.has_room(length) {
                self.part(if first { "\n\n" } else { "\n" });
                first = false;
                for (at, (cell, (text, strong))) in cells.iter().zip(&texts).enumerate() {
                    if at > 0 {
                        self.body.push('\t');
                    }
                    let span = self.write(text);
                    let kind = BlockKind::Cell { table: number, row: clamp(row), column: cell.column };
                    self.blocks.push(Block { span, kind, strong: *strong, indent: 0 });
                }
            }
            for item in cells.iter().flat_map(|cell| &cell.items) {
                if matches!(item, Item::Table(_)) {
                    self.items(std::slice::from_ref(item));
                    first = true;
                }
            }
        }
    }

    fn layer(&mut self, entries: &[String]) -> String {
        let mut layer = String::new();
        for entry in entries.iter().map(|entry| entry.trim()).filter(|entry| !entry.is_empty()) {
            if !self.fits(entry) {
                break;
            }
            if !layer.is_empty() {
                layer.push('\n');
            }
            layer.push_str(entry);
        }
        layer
    }

    fn part(&mut self, separator: &str) {
        if !self.body.is_empty() {
            self.body.push_str(separator);
        }
    }

    fn write(&mut self, text: &str) -> Span {
        let start = self.body.len();
        self.body.push_str(text);
        Span::new(start, self.body.len())
    }

    fn fits(&mut self, text: &str) -> bool {
        self.has_room(text.chars().count() + 2)
    }

    fn has_room(&mut self, count: usize) -> bool {
        self.full |= count > self.left;
        if !self.full {
            self.left -= count;
        }
        !self.full
    }
}

/// A frame around running text and no table: one cell a row, and one of them holds several paragraphs.
fn is_box(table: &Table) -> bool {
    table.rows.iter().all(|row| row.len() <= 1) && table.rows.iter().flatten().any(|cell| cell.items.len() > 1)
}

/// The paragraphs of a cell in one stretch, and whether all of them are strong.
fn cell_text(cell: &Cell) -> (String, bool) {
    let mut lines = Vec::new();
    let mut strong = true;
    for item in &cell.items {
        let Item::Paragraph(paragraph) = item else { continue };
        let line = paragraph.line();
        if line.is_empty() {
            continue;
        }
        strong &= paragraph.strong || paragraph.heading.is_some();
        lines.push(line.replace(['\n', '\t'], " "));
    }
    (lines.join(" "), strong && !lines.is_empty())
}

fn clamp(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

/// What a test sees: one line a block with its kind.
#[cfg(test)]
pub(super) fn shown(draft: &Draft) -> Vec<String> {
    let show = |block: &Block| {
        let text = block.span.of(&draft.body);
        let strong = if block.strong { "!" } else { "" };
        match block.kind {
            BlockKind::Heading(level) => format!("h{level}{strong} {text}"),
            BlockKind::Paragraph => format!("p{strong} {text}"),
            BlockKind::Item => format!("i{strong} {text}"),
            BlockKind::Cell { table, row, column } => format!("{table}.{row}.{column}{strong} {text}"),
        }
    };
    draft.blocks.iter().map(show).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> Item {
        Item::Paragraph(Paragraph { text: text.to_owned(), ..Paragraph::default() })
    }

    fn table(rows: &[&[&[&str]]]) -> Item {
        let cell = |column: usize, texts: &&[&str]| Cell {
            column: column as u16,
            items: texts.iter().map(|text| paragraph(text)).collect(),
        };
        let row = |cells: &&[&[&str]]| cells.iter().enumerate().map(|(column, texts)| cell(column, texts)).collect();
        Item::Table(Table { rows: rows.iter().map(row).collect() })
    }

    fn draft(body: Vec<Item>, limits: &Limits) -> (Draft, Vec<Warning>) {
        let mut warnings = Vec::new();
        (Flow { body, ..Flow::default() }.finish(limits, &mut warnings), warnings)
    }

    #[test]
    fn rows_are_lines_and_cells_are_stretches() {
        let items = vec![paragraph("voor"), table(&[&[&["a"], &["b", "c\nd"]], &[&[""], &["e"]]]), paragraph("na")];
        let (draft, _) = draft(items, &Limits::default());
        assert_eq!(draft.body, "voor\n\na\tb c d\n\te\n\nna");
        assert_eq!(shown(&draft), ["p voor", "0.0.0 a", "0.0.1 b c d", "0.1.0 ", "0.1.1 e", "p na"]);
    }

    #[test]
    fn a_frame_around_text_is_no_table() {
        let (draft, _) = draft(vec![table(&[&[&["een", "twee"]]])], &Limits::default());
        assert_eq!(shown(&draft), ["p een", "p twee"]);
    }

    #[test]
    fn a_list_set_as_a_table_is_a_list() {
        for (label, expect) in [
            ("(1)", true),
            ("a)", true),
            ("2.1", true),
            ("iv.", true),
            ("—", true),
            ("1", false),
            ("Nr.", false),
            ("2024.", false),
            ("", false),
        ] {
            assert_eq!(is_label(label), expect, "{label}");
        }
        let (draft, _) =
            draft(vec![table(&[&[&["(1)"], &["een", "meer"]], &[&["(2)"], &["twee"]]])], &Limits::default());
        assert_eq!(shown(&draft), ["i (1) een", "p meer", "i (2) twee"]);
    }

    #[test]
    fn the_limit_on_text_stops_between_blocks() {
        let limits = Limits { text_chars: 12, ..Limits::default() };
        let (draft, warnings) = draft(vec![paragraph("zes"), paragraph("zeven"), paragraph("acht")], &limits);
        assert_eq!(draft.body, "zes\n\nzeven");
        assert_eq!(warnings[0].kind, WarningKind::LimitReached);
    }
}
