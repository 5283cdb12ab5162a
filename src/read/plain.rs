//! Plain text and Markdown, scalar for scalar.
//!
//! In: bytes. Out: the very characters of the file (byte order mark, CRLF, NUL, tabs and all) and a block a line. Not
//! here: what Markdown means beyond headings and tables; markup stays in the text and out of values; tags (`source`).

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::markup::{self, Region};
use super::{Limits, ReadError, Reading, Warning, WarningKind};
use crate::document::{Block, BlockKind, Draft, TextLayer};
use crate::text::Span;

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let (mut body, encoding, valid) = decode(bytes);
    let mut warnings = Vec::new();
    if !valid {
        warnings.push(Warning { kind: WarningKind::Encoding, page: None, detail: encoding.name().to_owned() });
    }
    if let Some((cut, _)) = body.char_indices().nth(limits.text_chars) {
        body.truncate(cut);
        warnings.push(Warning { kind: WarningKind::LimitReached, page: None, detail: limits.text_chars.to_string() });
    }
    if body.chars().all(|c| c.is_whitespace() || c.is_control() || c == '\u{feff}') {
        return Err(ReadError::Empty);
    }
    let blocks = if super::source::is_source(&body) { super::source::source_blocks(&body) } else { blocks(&body) };
    Ok(Reading { draft: Draft { body, blocks, ..Draft::default() }, text_layer: TextLayer::Native, warnings })
}

/// Decodes without dropping anything: a byte order mark stays in the text as U+FEFF.
fn decode(bytes: &[u8]) -> (String, &'static Encoding, bool) {
    let encoding = match bytes {
        [0xff, 0xfe, ..] => UTF_16LE,
        [0xfe, 0xff, ..] => UTF_16BE,
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        _ if looks_utf16(bytes, 1) => UTF_16LE,
        _ if looks_utf16(bytes, 0) => UTF_16BE,
        _ => guess(bytes),
    };
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    (text.into_owned(), encoding, !malformed)
}

/// Every second byte NUL: UTF-16 without a mark.
fn looks_utf16(bytes: &[u8], nul_at: usize) -> bool {
    let head = &bytes[..bytes.len().min(512)];
    let nuls = head.iter().skip(nul_at).step_by(2).filter(|&&byte| byte == 0).count();
    nuls * 10 > head.len() * 4
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

/// One block a line that is not blank. Hard-wrapped lines stay apart here; the clause tree reads them together.
fn blocks(body: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut table: Option<(u16, u16)> = None;
    let mut tables = 0;
    let mut fenced_front_matter = FrontMatter::default();
    let mut regions = markup::regions(body).into_iter().peekable();
    let mut done = 0;
    let mut offset = 0;
    for line in body.split_inclusive('\n') {
        let span = Span::new(offset, offset + line.len()).trim_matches(body, |c| c.is_whitespace() || c == '\u{feff}');
        offset += line.len();
        if span.is_empty() {
            continue;
        }
        let text = span.of(body);
        if fenced_front_matter.holds(text) {
            continue;
        }
        // What a page's source sets as a table is read as one, and not line by line as well.
        while let Some(region) = regions.next_if(|region| region.span.start() < span.end()) {
            let before = Span::new(span.start().max(done), region.span.start().max(span.start())).trim(body);
            if !before.is_empty() && before.start() >= done {
                blocks.push(Block { span: before, kind: BlockKind::Paragraph, strong: false, indent: 0 });
            }
            blocks.extend(cells(&region, tables));
            tables += 1;
            table = None;
            done = region.span.end();
        }
        let span = Span::new(span.start().max(done.min(span.end())), span.end()).trim(body);
        if span.is_empty() {
            continue;
        }
        let indent = indent_of(line);
        if let Some(cells) = pipe_cells(span, body) {
            if cells.is_empty() {
                continue;
            }
            let (number, row) = table.map_or((tables, 0), |(number, row)| (number, row + 1));
            if table.is_none() {
                tables += 1;
            }
            table = Some((number, row));
            for (column, cell) in cells.into_iter().enumerate() {
                let kind = BlockKind::Cell { table: number, row, column: column as u16 };
                blocks.push(Block { span: cell, kind, strong: is_bold(cell.of(body)), indent });
            }
            continue;
        }
        table = None;
        let super::source::Bare { span, heading } = super::source::bare(span, body);
        if span.is_empty() {
            continue;
        }
        let text = span.of(body);
        let kind = match heading.or_else(|| heading_level(text)) {
            Some(level) => BlockKind::Heading(level),
            None => BlockKind::Paragraph,
        };
        blocks.push(Block { span, kind, strong: is_bold(text), indent });
    }
    blocks
}

/// The cells of a table in the source of a page, each a block.
fn cells(region: &Region, table: u16) -> Vec<Block> {
    let rows = (0u16..).zip(&region.rows);
    let cell = |row: u16, column: u16, span: Span| Block {
        span,
        kind: BlockKind::Cell { table, row, column },
        strong: false,
        indent: 0,
    };
    let cells = rows.flat_map(|(row, cells)| (0u16..).zip(cells).map(move |(column, span)| (row, column, *span)));
    cells.map(|(row, column, span)| cell(row, column, span)).collect()
}

/// `---` … `---` at the very start of a Markdown file: metadata of a site, not of the agreement.
#[derive(Default)]
struct FrontMatter {
    state: u8,
}

impl FrontMatter {
    fn holds(&mut self, line: &str) -> bool {
        match (self.state, line) {
            (0, "---") => {
                self.state = 1;
                true
            }
            (1, "---") => {
                self.state = 2;
                true
            }
            (1, _) => true,
            _ => {
                self.state = 2;
                false
            }
        }
    }
}

/// Tabs count four, two spaces a step.
fn indent_of(line: &str) -> u8 {
    let columns: usize =
        line.chars().take_while(|c| matches!(c, ' ' | '\t')).map(|c| if c == '\t' { 4 } else { 1 }).sum();
    (columns / 2).min(40) as u8
}

fn heading_level(text: &str) -> Option<u8> {
    let hashes = text.bytes().take_while(|&byte| byte == b'#').count();
    (1..=6).contains(&hashes).then_some(hashes as u8).filter(|_| text[hashes..].starts_with([' ', '\t']))
}

fn is_bold(text: &str) -> bool {
    let tagged = ["<b>", "<strong>"].iter().find_map(|open| text.strip_prefix(open));
    if let Some(inner) = tagged.and_then(|inner| inner.trim_end_matches([':', '.', ' ']).split_once("</")) {
        return !inner.0.is_empty() && matches!(inner.1, "b>" | "strong>");
    }
    let inner = text.trim_end_matches([':', '.', ' ']);
    inner.len() > 4 && inner.starts_with("**") && inner.ends_with("**") && !inner[2..inner.len() - 2].contains("**")
}

/// Cells of a row written with pipes: `| a | b |`, `a | b |` or `a | b | c`. A rule row gives no cells.
///
/// One pipe in running text is no row: a row starts or ends with one or has at least two.
fn pipe_cells(span: Span, body: &str) -> Option<Vec<Span>> {
    let text = span.of(body);
    let pipes = text.matches('|').count();
    let framed = text.starts_with('|') || text.ends_with('|');
    if pipes == 0 || !(framed || pipes >= 2) || text.starts_with("||") {
        return None;
    }
    if text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '+')) {
        return Some(Vec::new());
    }
    let inner = span.trim_matches(body, char::is_whitespace);
    let start = inner.start() + usize::from(text.starts_with('|'));
    let end = inner.end() - usize::from(text.len() > 1 && text.ends_with('|'));
    let mut cells = Vec::new();
    let mut from = start;
    for (at, _) in body[start..end].match_indices('|') {
        cells.push(Span::new(from, start + at).trim(body));
        from = start + at + 1;
    }
    cells.push(Span::new(from, end).trim(body));
    Some(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(bytes: &[u8]) -> String {
        read(bytes, &Limits::default()).expect("text is read").draft.body
    }

    #[test]
    fn text_stays_scalar_for_scalar() {
        for text in ["\u{feff}a\r\nb\0c\td", "e\u{301}\n\n", "**x** <naam vzw> \u{c} y"] {
            assert_eq!(body(text.as_bytes()), text);
        }
    }

    #[test]
    fn sixteen_bit_text_keeps_its_mark() {
        let bytes: Vec<u8> = "\u{feff}één".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(body(&bytes), "\u{feff}één");
    }

    #[test]
    fn a_limit_cuts_between_characters() {
        let limits = Limits { text_chars: 2, ..Limits::default() };
        let reading = read("éééé".as_bytes(), &limits).expect("text is read");
        assert_eq!(reading.draft.body, "éé");
        assert_eq!(reading.warnings[0].kind, WarningKind::LimitReached);
    }

    #[test]
    fn a_table_in_the_source_of_a_page_is_cells_and_the_text_around_it_stays() {
        let text = "Voor <table><tr><td>a</td><td>b</td></tr></table> na\nEind\n";
        let draft = read(text.as_bytes(), &Limits::default()).expect("text is read").draft;
        let found: Vec<_> = draft.blocks.iter().map(|block| block.span.of(&draft.body)).collect();
        assert_eq!(found, ["Voor", "a", "b", "na", "Eind"]);
        assert_eq!(draft.body, text);
    }

    #[test]
    fn rows_with_pipes_are_cells() {
        let reading = read(b"Ja | 1. Contact | Naam |\n|---|---|\n| x | y |\nDit | niet\n", &Limits::default())
            .expect("text is read");
        let draft = reading.draft;
        let cells: Vec<_> = draft.blocks.iter().map(|block| (block.span.of(&draft.body), block.kind)).collect();
        assert_eq!(cells[2], ("Naam", BlockKind::Cell { table: 0, row: 0, column: 2 }));
        assert_eq!(cells[4], ("y", BlockKind::Cell { table: 0, row: 1, column: 1 }));
        assert_eq!(cells[5].1, BlockKind::Paragraph);
    }
}
