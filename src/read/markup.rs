//! Tables and records inside a text that is a page's source: HTML tables in Markdown and components, lists of objects.
//!
//! In: a text, scalar for scalar. Out: where its cells stand, row by row. Not here: reading a file that *is* HTML
//! (`html`), and what a program does with the values.

use crate::text::Span;

/// Rows of cells found in the source of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Region {
    /// From the first to the last character that belongs to the table.
    pub(super) span: Span,
    /// Its rows.
    pub(super) rows: Vec<Vec<Span>>,
}

/// More rows, or cells in a row, than this are no table of an agreement.
const MOST: usize = 5_000;

/// All tables and lists of objects, in text order.
pub(super) fn regions(body: &str) -> Vec<Region> {
    let mut regions = tables(body);
    let inside = |span: Span, regions: &[Region]| regions.iter().any(|region| region.span.overlaps(span));
    let found: Vec<Region> = objects(body).into_iter().filter(|region| !inside(region.span, &regions)).collect();
    regions.extend(found);
    regions.sort_by_key(|region| region.span.start());
    regions.retain(|region| region.rows.len() <= MOST && region.rows.iter().all(|row| row.len() <= MOST));
    regions.truncate(MOST);
    regions
}

/// `<table>` … `</table>` with at least one row of two cells. An inner table ends the outer one.
fn tables(body: &str) -> Vec<Region> {
    let lower = body.to_ascii_lowercase();
    let mut regions = Vec::new();
    let mut from = 0;
    while let Some(start) = tag_at(&lower, "<table", from) {
        let end = lower[start..].find("</table").map_or(lower.len(), |at| start + at);
        let rows = rows(body, &lower, Span::new(start, end));
        if rows.iter().any(|row| row.len() > 1) {
            let close = lower[end..].find('>').map_or(lower.len(), |at| end + at + 1);
            regions.push(Region { span: Span::new(start, close), rows });
        }
        from = end.max(start + 1);
    }
    regions
}

/// Where a tag of this name opens, at or after `from`.
fn tag_at(lower: &str, tag: &str, from: usize) -> Option<usize> {
    let opens = |at: &usize| {
        let next = lower.as_bytes().get(at + tag.len());
        next.is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'))
    };
    lower.get(from..)?.match_indices(tag).map(|(at, _)| from + at).find(opens)
}

fn rows(body: &str, lower: &str, table: Span) -> Vec<Vec<Span>> {
    let mut rows: Vec<Vec<Span>> = Vec::new();
    let text = &lower[table.start()..table.end()];
    let mut open: Option<usize> = None;
    for (at, _) in text.match_indices('<') {
        let rest = &text[at + 1..];
        let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
        let here = table.start() + at;
        if matches!(name.as_str(), "td" | "th" | "tr" | "/td" | "/th" | "/tr")
            && let Some(start) = open.take()
            && let Some(row) = rows.last_mut()
        {
            row.push(bare(body, Span::new(start, here)));
        }
        match name.as_str() {
            "tr" => rows.push(Vec::new()),
            "td" | "th" => open = rest.find('>').map(|close| here + 1 + close + 1),
            _ => {}
        }
    }
    if let (Some(start), Some(row)) = (open, rows.last_mut()) {
        row.push(bare(body, Span::new(start.min(table.end()), table.end())));
    }
    rows.retain(|row| !row.is_empty());
    rows
}

/// A cell without white space and the tags around its words.
fn bare(body: &str, span: Span) -> Span {
    let mut span = span.trim(body);
    loop {
        let text = span.of(body);
        let lead = if text.starts_with('<') { text.find('>').map(|at| at + 1) } else { None };
        let tail = if text.ends_with('>') { text.rfind('<') } else { None };
        let inner = match (lead, tail) {
            (Some(lead), _) => Span::new(span.start() + lead, span.end()),
            (None, Some(tail)) => Span::new(span.start(), span.start() + tail),
            (None, None) => return span,
        };
        span = inner.trim(body);
    }
}

/// Objects of a list in a program: each `key: 'value'` is a row of a label with its value.
fn objects(body: &str) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    let mut offset = 0;
    let mut open = false;
    for line in body.split_inclusive('\n') {
        let span = Span::new(offset, offset + line.len()).trim(body);
        offset += line.len();
        let text = span.of(body);
        let pairs = if open || text.starts_with('{') { pairs(body, span) } else { None };
        let Some(pairs) = pairs else {
            open = text.ends_with("[{") || text.ends_with('[') || text == "{";
            continue;
        };
        open = true;
        match regions.last_mut().filter(|last| body[last.span.end()..span.start()].trim().is_empty()) {
            Some(last) => {
                last.span = last.span.join(span);
                last.rows.extend(pairs);
            }
            None => regions.push(Region { span, rows: pairs }),
        }
    }
    regions.retain(|region| region.rows.len() > 1);
    regions
}

/// The pairs of a line that holds nothing else; none when it holds anything else.
fn pairs(body: &str, line: Span) -> Option<Vec<Vec<Span>>> {
    let skip = |at: usize| {
        let rest = &body[at..line.end()];
        at + rest.len()
            - rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}' | ';')).len()
    };
    let mut rows = Vec::new();
    let mut at = skip(line.start());
    while at < line.end() {
        let rest = &body[at..line.end()];
        let colon = rest.find(':')?;
        let key = Span::new(at, at + colon).trim_matches(body, |c| c.is_whitespace() || matches!(c, '"' | '\''));
        let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if key.is_empty() || !key.of(body).chars().all(word) {
            return None;
        }
        let value = Span::new(at + colon + 1, line.end()).trim(body);
        let quote = value.of(body).chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
        let inner = &value.of(body)[1..];
        let end = inner.find(quote)?;
        let start = value.start() + 1;
        rows.push(vec![key, Span::new(start, start + end).trim(body)]);
        at = skip(start + end + 1);
    }
    Some(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, expect: &[&[&str]]) {
        let found: Vec<Vec<&str>> = regions(body)
            .iter()
            .flat_map(|region| region.rows.iter().map(|row| row.iter().map(|cell| cell.of(body)).collect()))
            .collect();
        assert_eq!(found, expect, "{body}");
    }

    #[test]
    fn a_table_in_a_page_is_rows_of_cells_without_their_tags() {
        check(
            "Tekst\n<table class=\"w\">\n<thead><tr>\n<th>Naam</th><th>Land</th></tr></thead>\n<tr><td>\n  <strong>Vorstgaard</strong>\n</td>\n<td>Denemarken\n<tr><td>Olijf<td>Italië</table>",
            &[&["Naam", "Land"], &["Vorstgaard", "Denemarken"], &["Olijf", "Italië"]],
        );
    }

    #[test]
    fn a_list_of_objects_is_labels_with_values() {
        check(
            "const subs = [\n  { name: 'Vorstgaard ApS', country: \"Denmark\" },\n  {\n    name: 'Olijf',\n    country: 'Italy',\n  },\n];",
            &[&["name", "Vorstgaard ApS"], &["country", "Denmark"], &["name", "Olijf"], &["country", "Italy"]],
        );
    }

    #[test]
    fn running_text_and_broken_markup_hold_no_rows() {
        for text in [
            "Naam: 'Puikdata'\nLand: 'Nederland'\n",
            "<tablet> is no table",
            "<table><tr><td>one cell</td></tr></table>",
            "<table",
            "{ verb: run }\n{ a: b }",
            "[\n{ name: 'open",
        ] {
            check(text, &[]);
        }
    }
}
