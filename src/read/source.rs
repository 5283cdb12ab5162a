//! Tags in a text: HTML inside Markdown, and program sources that carry an agreement.
//!
//! In: the text, never changed. Out: what the tags around a line say, and for a source the [`Block`]s of what its pages
//! show; imports, attributes and expressions are in none. Not here: whole HTML files (`html`).

use crate::document::{Block, BlockKind};
use crate::text::Span;

/// Tags that open a block of their own.
const BLOCKS: [&str; 30] = [
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "div", "section", "article", "table", "thead", "tbody",
    "tr", "td", "th", "header", "footer", "main", "label", "button", "nav", "dl", "dt", "dd", "br", "hr",
];
/// Tags inside a line.
const INLINE: [&str; 14] =
    ["a", "b", "i", "u", "em", "strong", "span", "small", "code", "sup", "sub", "mark", "time", "abbr"];
/// Elements that never close.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "meta", "link"];
/// Elements whose content no reader sees.
const UNSEEN: [&str; 4] = ["script", "style", "svg", "template"];
/// A tag with more attributes than this many bytes is text.
const LONGEST_TAG: usize = 2000;
/// Fewer tags than this make no source.
const FEWEST_TAGS: usize = 12;
/// Deeper nesting than this is flattened.
const DEEPEST: usize = 200;

/// A tag at the start of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    pub(super) closes: bool,
    /// `<br/>`
    pub(super) alone: bool,
    pub(super) len: usize,
}

impl Tag<'_> {
    /// One capital is a blank to fill in (`<A>`), several are old HTML.
    fn is(&self, names: &[&str]) -> bool {
        let blank = self.name.len() == 1 && self.name.starts_with(|c: char| c.is_ascii_uppercase());
        !blank && names.iter().any(|name| name.eq_ignore_ascii_case(self.name))
    }

    fn is_bold(&self) -> bool {
        self.is(&["b", "strong"])
    }

    /// A component of a program's own.
    fn is_component(&self) -> bool {
        self.name.starts_with(|c: char| c.is_ascii_uppercase()) && self.name.chars().any(|c| c.is_ascii_lowercase())
    }

    /// `h2` is 2.
    pub(super) fn heading(&self) -> Option<u8> {
        let digit = self.name.strip_prefix(['h', 'H']).filter(|digit| digit.len() == 1)?;
        digit.parse().ok().filter(|level| (1..=6).contains(level))
    }
}

/// Reads a tag by its known name, or of a component; `<naam>` is a blank to fill in.
pub(super) fn tag(text: &str) -> Option<Tag<'_>> {
    let inner = text.strip_prefix('<')?;
    let closes = inner.starts_with('/');
    let from = &inner[usize::from(closes)..];
    let width = from.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'.').count();
    let (name, after) = from.split_at(width);
    if name.is_empty() || !after.starts_with([' ', '>', '/', '\n', '\r', '\t']) {
        return None;
    }
    let end = tag_end(after)?;
    let alone = after[..end].ends_with('/');
    let tag = Tag { name, closes, alone, len: text.len() - after.len() + end + 1 };
    let known =
        tag.is(&BLOCKS) || tag.is(&INLINE) || tag.is(&VOID) || tag.is(&UNSEEN) || tag.is(&["form", "aside", "path"]);
    (known || tag.is_component() && (closes || alone || after.starts_with('>') || after[..end].contains('=')))
        .then_some(tag)
}

/// Where the tag ends: quotes and braces in attributes may hold `>`.
fn tag_end(after: &str) -> Option<usize> {
    let mut quote = None;
    let mut braces = 0_usize;
    for (at, byte) in after.bytes().enumerate().take(LONGEST_TAG) {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (None, b'"' | b'\'') if at > 0 && matches!(after.as_bytes()[at - 1], b'=' | b'{' | b'(' | b' ' | b',') => {
                quote = Some(byte);
            }
            (None, b'{') => braces += 1,
            (None, b'}') => braces = braces.saturating_sub(1),
            (None, b'>') if braces == 0 => return Some(at),
            _ => {}
        }
    }
    None
}

/// A line of Markdown without the tags around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bare {
    pub(super) span: Span,
    pub(super) heading: Option<u8>,
}

/// Takes the tags off both ends of a line; those of list items and of bold stay, they are read with the label.
pub(super) fn bare(line: Span, body: &str) -> Bare {
    let mut span = line;
    let mut heading = None;
    while let Some(tag) = tag(span.of(body)).filter(|tag| !tag.is_bold() && (tag.closes || !tag.is(&["li"]))) {
        heading = heading.or(tag.heading().filter(|_| !tag.closes));
        span = Span::new(span.start() + tag.len, span.end()).trim(body);
    }
    while let Some(at) = span.of(body).rfind('<') {
        let tail = &span.of(body)[at..];
        if tag(tail).is_none_or(|tag| tag.len != tail.len() || tag.is_bold()) {
            break;
        }
        span = Span::new(span.start(), span.start() + at).trim(body);
    }
    Bare { span, heading }
}

/// Whether the text is the source of a page: many of its lines begin with a tag, and none is a heading of Markdown.
pub(super) fn is_source(body: &str) -> bool {
    let mut lines = 0;
    let mut tagged = 0;
    for line in body.lines().map(str::trim_start).filter(|line| !line.is_empty()) {
        if line.trim_start_matches('#').starts_with(' ') && line.starts_with('#') {
            return false;
        }
        lines += 1;
        tagged += usize::from(tag(line).is_some());
    }
    tagged >= FEWEST_TAGS && tagged * 5 >= lines * 2
}

/// The blocks of a source: text between tags, cells of tables, and rows of objects in its arrays.
pub(super) fn source_blocks(body: &str) -> Vec<Block> {
    let mut walk = Walk { body, braces: braces(body), tags: tags(body), ..Walk::default() };
    let mut at = front_matter(body);
    while at < body.len() {
        at += walk.step(at).max(1);
        while at < body.len() && !body.is_char_boundary(at) {
            at += 1;
        }
    }
    walk.flush();
    walk.blocks
}

/// The end of a fenced head of code.
fn front_matter(body: &str) -> usize {
    let start = body.len() - body.trim_start_matches('\u{feff}').trim_start().len();
    if !body[start..].starts_with("---") {
        return start;
    }
    body[start + 3..].find("\n---").map_or(start, |end| start + 3 + end + 4)
}

#[derive(Default)]
struct Walk<'a> {
    body: &'a str,
    /// Each opening brace with one past the brace that closes it, ascending.
    braces: Vec<(usize, usize)>,
    /// Where tags start, ascending.
    tags: Vec<usize>,
    blocks: Vec<Block>,
    /// For each element that is open and shows text: nothing more is needed than how many.
    depth: usize,
    /// Depths outside which code goes on, one for each expression that holds elements.
    outer: Vec<usize>,
    /// Text gathered so far.
    text: Option<Span>,
    /// An item's tag that its first text begins with.
    item: Option<usize>,
    heading: Option<u8>,
    lists: u8,
    tables: u16,
    /// Row and column of the table that is open.
    cell: Option<(u16, u16)>,
    in_cell: bool,
    /// Table of the array that is open and the row that comes next.
    objects: Option<(u16, u16)>,
}

impl Walk<'_> {
    /// The length of what the brace at `at` encloses, both braces included; one where it is never closed.
    fn balanced(&self, at: usize) -> usize {
        self.braces.binary_search_by_key(&at, |pair| pair.0).map_or(1, |found| self.braces[found].1 - at)
    }

    fn holds_tags(&self, at: usize, length: usize) -> bool {
        let first = self.tags.partition_point(|&tag| tag < at);
        self.tags.get(first).is_some_and(|&tag| tag < at + length)
    }

    /// Reads what stands at `at`; gives its length.
    fn step(&mut self, at: usize) -> usize {
        let rest = &self.body[at..];
        let code = self.depth == self.outer.last().copied().unwrap_or(0);
        if let Some(length) = comment(rest, code) {
            return length;
        }
        let generic = code && self.body[..at].ends_with(|c: char| c.is_alphanumeric());
        if let Some(tag) = tag(rest).filter(|_| !generic) {
            return self.tag(at, tag);
        }
        if code { self.code(at) } else { self.shown(at) }
    }

    /// A character of text, or an expression in it.
    fn shown(&mut self, at: usize) -> usize {
        let rest = &self.body[at..];
        let Some(first) = rest.chars().next() else { return 1 };
        if first == '{' {
            let end = self.balanced(at);
            let inner = rest.get(1..end - 1).unwrap_or("");
            if self.holds_tags(at, end) && self.outer.len() < DEEPEST {
                self.flush_outside_cell();
                self.outer.push(self.depth);
                return 1;
            }
            // A name stands for what will be printed there; anything longer is code.
            if !inner.contains('\n') && inner.len() <= 60 && inner.chars().any(char::is_alphanumeric) {
                self.add(Span::new(at, at + end));
            }
            return end;
        }
        if !first.is_whitespace() {
            self.add(Span::new(at, at + first.len_utf8()));
        }
        first.len_utf8()
    }

    /// Code: strings are skipped, objects in arrays are rows.
    fn code(&mut self, at: usize) -> usize {
        let rest = &self.body[at..];
        match rest.chars().next() {
            Some('}') if !self.outer.is_empty() => {
                self.outer.pop();
                1
            }
            Some('{') => {
                if self.body[..at].trim_end().ends_with(['[', ',']) && self.object(at) {
                    return self.balanced(at);
                }
                let end = self.balanced(at);
                if self.outer.is_empty() {
                    return 1;
                }
                if self.holds_tags(at, end) && self.outer.len() < DEEPEST {
                    self.outer.push(self.depth);
                    return 1;
                }
                end
            }
            Some(']') => {
                self.objects = None;
                1
            }
            Some(quote @ ('"' | '\'')) => string_end(rest, quote).unwrap_or(1),
            Some(c) => c.len_utf8(),
            None => 1,
        }
    }

    /// `{ name: 'Wolkpunt', country: 'Ierland' }`: each key with its string is a row, a label and its value.
    fn object(&mut self, at: usize) -> bool {
        let rest = &self.body[at..];
        let object = &rest[..self.balanced(at)];
        if object.len() > LONGEST_TAG {
            return false;
        }
        let mut pairs = Vec::new();
        let mut from = 1;
        while let Some(found) = object[from..].find(['"', '\'', '`']) {
            let start = from + found;
            let quote = object[start..].chars().next().unwrap_or('"');
            let Some(length) = string_end(&object[start..], quote) else { break };
            if let Some(key) = object[..start].trim_end().strip_suffix(':').map(str::trim_end) {
                let width = key.bytes().rev().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
                let key = Span::new(at + key.len() - width, at + key.len());
                pairs.push([key, Span::new(at + start + 1, at + start + length - 1).trim(self.body)]);
            }
            from = start + length;
        }
        pairs.retain(|pair| pair.iter().all(|cell| !cell.is_empty()));
        if pairs.len() < 2 {
            return false;
        }
        let (table, mut row) = self.objects.unwrap_or((self.tables, 0));
        if self.objects.is_none() {
            self.tables = self.tables.saturating_add(1);
        }
        for pair in pairs {
            for (column, span) in (0u16..).zip(pair) {
                self.blocks.push(Block {
                    span,
                    kind: BlockKind::Cell { table, row, column },
                    strong: false,
                    indent: 0,
                });
            }
            row = row.saturating_add(1);
        }
        self.objects = Some((table, row));
        true
    }

    fn tag(&mut self, at: usize, tag: Tag<'_>) -> usize {
        let whole = Span::new(at, at + tag.len);
        if tag.is(&UNSEEN) && !tag.closes && !tag.alone {
            let close = format!("</{}", tag.name);
            return self.body[at..].find(&close).unwrap_or(self.body.len() - at);
        }
        if tag.is(&INLINE) {
            // Bold is kept at the edges: it tells a heading from text.
            let opens = tag.is_bold() && !tag.closes && self.text.is_none();
            let closes = tag.is_bold() && tag.closes && self.text.is_some();
            if opens || closes {
                self.add(whole);
            }
        } else {
            self.block(at, tag);
        }
        if !tag.alone && !tag.is(&VOID) {
            self.depth = if tag.closes { self.depth.saturating_sub(1) } else { self.depth + 1 };
            if let Some(outer) = self.outer.last_mut() {
                *outer = (*outer).min(self.depth);
            }
        }
        tag.len
    }

    fn block(&mut self, at: usize, tag: Tag<'_>) {
        let edge = tag.is(&["td", "th", "tr", "table"]);
        if edge || !self.in_cell {
            self.flush();
        }
        let opens = !tag.closes;
        if tag.is(&["table"]) {
            self.tables += u16::from(opens && self.tables < u16::MAX);
            self.cell = opens.then_some((u16::MAX, 0));
            self.in_cell = false;
        } else if tag.is(&["tr"]) && opens {
            self.cell = self.cell.map(|(row, _)| (row.wrapping_add(1), u16::MAX));
        } else if tag.is(&["td", "th"]) {
            self.in_cell = opens && self.cell.is_some();
            if opens {
                self.cell = self.cell.map(|(row, column)| (row, column.wrapping_add(1)));
            }
        } else if tag.is(&["ul", "ol"]) {
            self.lists = if opens { self.lists.saturating_add(1) } else { self.lists.saturating_sub(1) };
        } else if tag.is(&["li"]) {
            self.item = opens.then_some(at);
        } else if let Some(level) = tag.heading() {
            self.heading = opens.then_some(level);
        }
    }

    fn add(&mut self, span: Span) {
        self.text = Some(self.text.map_or(span, |text| text.join(span)));
    }

    fn flush_outside_cell(&mut self) {
        if !self.in_cell {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let Some(mut span) = self.text.take() else { return };
        if !span.of(self.body).chars().any(char::is_alphanumeric) {
            return;
        }
        let indent = self.lists.saturating_sub(1).min(40);
        let kind = match (self.cell, self.heading) {
            (Some((row, column)), _) if self.in_cell => {
                BlockKind::Cell { table: self.tables.saturating_sub(1), row, column }
            }
            (_, Some(level)) => BlockKind::Heading(level),
            _ => BlockKind::Paragraph,
        };
        if kind == BlockKind::Paragraph
            && let Some(item) = self.item.take()
        {
            span = Span::new(item, span.end());
        }
        self.blocks.push(Block { span, kind, strong: false, indent });
    }
}

/// The length of a comment.
fn comment(text: &str, code: bool) -> Option<usize> {
    let until = |end: &str| text.find(end).map_or(text.len(), |at| at + end.len());
    if text.starts_with("<!--") {
        return Some(until("-->"));
    }
    if text.starts_with("{/*") {
        return Some(until("*/}"));
    }
    if code && text.starts_with("/*") {
        return Some(until("*/"));
    }
    (code && text.starts_with("//")).then(|| text.find('\n').unwrap_or(text.len()))
}

/// Pairs of braces; what is never closed is left out.
fn braces(body: &str) -> Vec<(usize, usize)> {
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    for (at, byte) in body.bytes().enumerate() {
        match byte {
            b'{' => open.push(at),
            b'}' => pairs.extend(open.pop().map(|from| (from, at + 1))),
            _ => {}
        }
    }
    pairs.sort_unstable();
    pairs
}

fn tags(body: &str) -> Vec<usize> {
    body.match_indices('<').map(|(at, _)| at).filter(|&at| tag(&body[at..]).is_some()).collect()
}

/// The length of the string that starts here; an apostrophe in a comment starts none.
fn string_end(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == quote {
            return Some(at + c.len_utf8());
        } else if c == '\n' && quote != '`' {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let shown: Vec<String> = source_blocks(text)
            .iter()
            .map(|block| {
                let kind = match block.kind {
                    BlockKind::Heading(level) => format!("h{level} "),
                    BlockKind::Cell { table, row, column } => format!("{table}/{row}/{column} "),
                    _ => String::new(),
                };
                format!("{kind}{}", block.span.of(text))
            })
            .collect();
        assert_eq!(shown, expect);
    }

    #[test]
    fn a_page_of_a_program_shows_its_text_and_no_code() {
        check(
            "import Kop from './kop';\n// note\nexport default function Pagina() {\n  const [a, b] = useState<string>('<p>nee</p>');\n  return (\n    <main className=\"x > y\">\n      <h2>Artikel 1 - Doel</h2>\n      {/* stil */}\n      <p>\n        De leverancier <em>logt</em> alles,\n        ook bij {NAAM}.\n      </p>\n      <ul>\n        <li><strong>1.1 Duur:</strong> een jaar.</li>\n      </ul>\n      {open && (<p>Meer tekst.</p>)}\n    </main>\n  );\n}\n",
            &[
                "h2 Artikel 1 - Doel",
                "De leverancier <em>logt</em> alles,\n        ook bij {NAAM}.",
                "<li><strong>1.1 Duur:</strong> een jaar.",
                "Meer tekst.",
            ],
        );
    }

    #[test]
    fn tables_and_arrays_of_objects_are_rows() {
        check(
            "const lijst = [\n  { naam: 'Wolkpunt', land: \"Ierland\" },\n  { naam: 'Mailhuis', land: 'Spanje' },\n];\n<div><table><tr><th>Naam</th><th>Land</th></tr><tr><td>Postvast</td><td><p>Zweden</p></td></tr></table></div>",
            &[
                "0/0/0 naam",
                "0/0/1 Wolkpunt",
                "0/1/0 land",
                "0/1/1 Ierland",
                "0/2/0 naam",
                "0/2/1 Mailhuis",
                "0/3/0 land",
                "0/3/1 Spanje",
                "1/0/0 Naam",
                "1/0/1 Land",
                "1/1/0 Postvast",
                "1/1/1 Zweden",
            ],
        );
    }

    #[test]
    fn a_head_of_code_and_lists_made_in_code_are_no_text() {
        check(
            "---\nimport X from 'x';\n---\n<Layout title=\"Titel\">\n{rijen.map((rij) => { return (<li>Een van {rij}</li>); })}\n<p>Slot.</p>\n</Layout>",
            &["<li>Een van {rij}", "Slot."],
        );
    }

    #[test]
    fn hostile_sources_are_read_to_their_end() {
        for text in [
            "<p".repeat(500),
            "{".repeat(5000),
            "<p>{<b>".repeat(900),
            "</p>}é{\"'`".repeat(300),
            "<script>é".repeat(50),
        ] {
            source_blocks(&text);
            is_source(&text);
        }
    }

    #[test]
    fn tags_come_off_the_ends_of_a_line() {
        for (line, expect, heading) in [
            ("<p id=\"a\"><h1>Annex 1 - Scope</h1></p>", "Annex 1 - Scope", Some(1)),
            ("Text of a line<br/>", "Text of a line", None),
            ("<a id=\"x\"></a>", "", None),
            ("<li>First</li>", "<li>First", None),
            ("<b>Scope</b>", "<b>Scope</b>", None),
            ("<naam school> en <A>", "<naam school> en <A>", None),
        ] {
            let found = bare(Span::new(0, line.len()), line);
            assert_eq!((found.span.of(line), found.heading), (expect, heading), "{line}");
        }
    }
}
