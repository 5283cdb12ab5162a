//! The signature block: what each side filled in.
//!
//! In: the clause tree and matches of `facts/signature`. Out: [`Signature`], and the block's empty fields. Not here:
//! whether a signature is genuine; a text cannot show it.

use super::blanks::Blank;
use super::{Paper, rule};
use crate::clause::ClauseKind;
use crate::evidence::Evidence;
use crate::extract::{Signature, SignatureState};
use crate::rules::Scan;
use crate::text::{Folded, Span};
use crate::value::find_dates;

/// A signature block is no longer than this.
const LONGEST: usize = 2500;

/// Where the parties sign: clauses of that kind, and what follows a closing formula.
pub(super) fn regions(scan: &Scan<'_, '_>) -> Vec<Span> {
    let nodes = &scan.view.clauses.nodes;
    let clauses = nodes.iter().filter(|node| node.kind == ClauseKind::Signatures);
    let mut found: Vec<Span> = clauses.map(|node| with_table(scan, node.span)).collect();
    for hit in rule::found(scan, "signature", "is", "opening") {
        let start = hit.span().start();
        let top = nodes
            .iter()
            .filter(|node| node.level == 1 && node.kind != ClauseKind::Signatures && node.span.start() > start)
            .map(|node| node.span.start())
            .next()
            .unwrap_or(scan.view.document.body().len());
        let end = floor(&scan.view.document.text, top.min(start + LONGEST));
        found.push(Span::new(start, end));
    }
    found.sort();
    found.dedup_by(|next, kept| {
        let overlaps = next.overlaps(*kept);
        if overlaps {
            *kept = kept.join(*next);
        }
        overlaps
    });
    found
}

/// A block that starts inside a table ("Handtekening" in its last row) starts where the table does.
fn with_table(scan: &Scan<'_, '_>, span: Span) -> Span {
    let rows = &scan.view.clauses.rows;
    let first = |row: &crate::clause::Row| row.cells.iter().map(|cell| cell.start()).min();
    let cut = rows.iter().find(|row| {
        row.cells.iter().any(|cell| span.covers(cell.start())) && first(row).is_some_and(|at| at <= span.start() + 200)
    });
    let table = cut.map(|row| row.table);
    let start = rows.iter().filter(|row| Some(row.table) == table).filter_map(first).min();
    Span::new(start.map_or(span.start(), |at| at.min(span.start())), span.end())
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A field of one side.
struct Field {
    /// `name`, `function`, `date`, `place`, `mark`.
    kind: String,
    /// Which side: how often the same field came before.
    side: usize,
    label: Span,
    value: Span,
}

/// What the block shows.
pub(super) fn read(paper: &Paper<'_>) -> Signature {
    let file = !paper.document().signatures.is_empty();
    let block =
        paper.signing.iter().map(|&region| (region, fields(paper, region))).find(|(_, fields)| fields.len() >= 2);
    let Some((region, fields)) = block else {
        return lines_only(paper, file);
    };
    let blanks = paper.blanks.iter().filter(|blank| region.contains(blank.core));
    let blanks: Vec<Evidence> = blanks.map(|blank| Evidence::at(blank.whole)).collect();
    let last = fields.iter().map(|field| field.value.end()).max().unwrap_or(region.end());
    let signed = Span::new(region.start(), last);
    let state = if file { SignatureState::Signed } else { state(paper, &fields, signed) };
    let date = latest(paper, signed).or_else(|| file_date(paper));
    let spans = fields.iter().filter(|field| filled(paper, field)).map(|field| field.label.join(field.value));
    let evidence = Evidence::from_spans(spans).unwrap_or_else(|| first_line(paper, region));
    Signature { state, date, evidence: Some(evidence), blanks }
}

/// A block without labels: lines to sign on, or nothing.
fn lines_only(paper: &Paper<'_>, file: bool) -> Signature {
    let blanks: Vec<&Blank> = paper.blanks.iter().filter(|blank| paper.signs(blank.core.start())).collect();
    let state = match (file, blanks.is_empty()) {
        (true, _) => SignatureState::Signed,
        (false, true) => SignatureState::Unknown,
        (false, false) => SignatureState::Blank,
    };
    let blanks: Vec<Evidence> = blanks.iter().map(|blank| Evidence::at(blank.whole)).collect();
    Signature { state, date: file_date(paper), evidence: blanks.first().cloned(), blanks }
}

fn first_line(paper: &Paper<'_>, region: Span) -> Evidence {
    let text = paper.slice(region);
    let line = text.trim_start().lines().next().unwrap_or("");
    let start = region.start() + (text.len() - text.trim_start().len());
    Evidence::at(Span::new(start, start + line.len()).trim(paper.text()))
}

fn file_date(paper: &Paper<'_>) -> Option<String> {
    let dates = paper.document().signatures.iter().filter_map(|signature| signature.date.as_deref());
    dates.filter_map(|date| find_dates(paper.tables, date).first().map(|(_, date)| date.iso())).max()
}

fn latest(paper: &Paper<'_>, region: Span) -> Option<String> {
    let folded = Folded::new(paper.slice(region));
    let dates = find_dates(paper.tables, folded.as_str());
    dates.into_iter().filter(|(_, date)| date.day.is_some()).map(|(_, date)| date.iso()).max()
}

/// A side signed when its signature or date is there. A date in the formula holds for both.
fn state(paper: &Paper<'_>, fields: &[Field], region: Span) -> SignatureState {
    let sides = fields.iter().map(|field| field.side + 1).max().unwrap_or(0).max(2);
    let marks: Vec<&Field> = fields.iter().filter(|field| matches!(field.kind.as_str(), "date" | "mark")).collect();
    let signed = |side: usize| {
        let own: Vec<&&Field> = marks.iter().filter(|field| field.side == side).collect();
        !own.is_empty() && own.iter().all(|field| filled(paper, field))
    };
    let count = (0..sides).filter(|&side| signed(side)).count();
    let formula = marks.is_empty() && latest(paper, region).is_some();
    let named =
        |side: usize| fields.iter().any(|field| field.kind == "name" && field.side == side && filled(paper, field));
    match count {
        0 if formula && (0..sides).all(named) => SignatureState::Signed,
        0 => SignatureState::Blank,
        count if count == sides => SignatureState::Signed,
        _ => SignatureState::Partly,
    }
}

fn filled(paper: &Paper<'_>, field: &Field) -> bool {
    let value = paper.slice(field.value);
    // What was made unreadable stood there.
    !value.trim().is_empty() && paper.redacted(field.value)
        || value.chars().any(char::is_alphanumeric) && paper.blank_in(field.value).is_none()
}

/// Labels of the block with nothing behind them.
pub(super) fn empty_fields(paper: &Paper<'_>) -> Vec<Blank> {
    let all = paper.signing.iter().map(|&region| fields(paper, region)).filter(|fields| fields.len() >= 2).flatten();
    all.filter(|field| paper.slice(field.value).trim().is_empty())
        .map(|field| {
            let asks = paper.slice(field.label).trim_matches([':', ' ', '*', '_']).to_owned();
            Blank {
                core: field.label,
                whole: field.label.join(field.value).trim(paper.text()),
                asks: Some(asks),
                others: Vec::new(),
            }
        })
        .collect()
}

/// The fields of a block, line by line and cell by cell.
fn fields(paper: &Paper<'_>, region: Span) -> Vec<Field> {
    let mut found: Vec<Field> = Vec::new();
    let text = paper.text();
    // Whole lines only.
    let from = text[..region.start()].rfind('\n').map_or(0, |at| at + 1);
    let mut at = from;
    let mut waiting = Waiting::default();
    for line in paper.slice(Span::new(from, region.end())).split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        let cells = cells(text, span);
        at += line.len();
        let before = found.len();
        line_fields(paper, &cells, &mut found);
        waiting.line(paper, &cells, &mut found, before);
    }
    found
}

/// A value in a signature block is no longer than this, in bytes.
const LONGEST_VALUE: usize = 80;

/// Labels without values, one a line, of the same kind: columns that a conversion wrote one under the other. Their values
/// follow in the same order ("Naam:", "Naam:", "A. Zandloper", "B. Kasseistra").
#[derive(Default)]
struct Waiting {
    /// Places in the list of fields.
    fields: Vec<usize>,
    /// How many of them have got their value.
    given: usize,
}

impl Waiting {
    /// Takes note of a line that was read: it added the fields from `before` on.
    fn line(&mut self, paper: &Paper<'_>, cells: &[Span], found: &mut [Field], before: usize) {
        match (&found[before..], cells) {
            ([field], [_]) if field.value.is_empty() => {
                let alike = self.given == 0
                    && self
                        .fields
                        .last()
                        .is_some_and(|&last| last + 1 == before && found[last].kind == found[before].kind);
                if !alike {
                    *self = Self::default();
                }
                self.fields.push(before);
            }
            ([], [value]) if self.fields.len() >= 2 && self.given < self.fields.len() && is_value(paper, *value) => {
                found[self.fields[self.given]].value = *value;
                self.given += 1;
            }
            ([], []) => {}
            _ => *self = Self::default(),
        }
    }
}

/// A short line that opens no clause.
fn is_value(paper: &Paper<'_>, line: Span) -> bool {
    let opens = paper.clauses().nodes.iter().any(|node| node.span.start() == line.start() && node.heading.is_some());
    line.len() <= LONGEST_VALUE && !opens
}

/// A line cut at bars, tabs and wide gaps; the empty cells of a table kept.
fn cells(text: &str, line: Span) -> Vec<Span> {
    let words = line.of(text);
    let table = words.trim_start().starts_with('|');
    let mut cells = Vec::new();
    let mut from = 0;
    let mut cut = |from: usize, to: usize| cells.push(Span::new(line.start() + from, line.start() + to).trim(text));
    let bytes = words.as_bytes();
    let mut index = 0;
    while index < bytes.len() {
        let wide = bytes[index..].starts_with(b"   ");
        if matches!(bytes[index], b'|' | b'\t') || wide {
            cut(from, index);
            index += if wide { bytes[index..].iter().take_while(|&&byte| byte == b' ').count() } else { 1 };
            from = index;
        } else {
            index += 1;
        }
    }
    cut(from, bytes.len());
    if table && cells.len() > 2 {
        cells.remove(0);
        cells.pop();
    } else {
        cells.retain(|cell| !cell.is_empty());
    }
    cells
}

/// "Naam: x | Naam: y", "Naam | x | y", "Naam: | x".
fn line_fields(paper: &Paper<'_>, cells: &[Span], found: &mut Vec<Field>) {
    let text = paper.text();
    let kinds: Vec<Option<(String, Span, Span)>> = cells.iter().map(|&cell| label(paper, cell)).collect();
    let labels = kinds.iter().flatten().count();
    let push = |kind: &str, label: Span, value: Span, found: &mut Vec<Field>| {
        let side = found.iter().filter(|field| field.kind == kind).count();
        found.push(Field { kind: kind.to_owned(), side, label, value });
    };
    let mut at = 0;
    while at < cells.len() {
        let Some((kind, label, value)) = &kinds[at] else {
            at += 1;
            continue;
        };
        let mut next = at + 1;
        if !value.is_empty() {
            push(kind, *label, *value, found);
        } else if labels == 1 && at == 0 && cells.len() > 1 {
            cells[1..].iter().for_each(|&cell| push(kind, *label, cell, found));
            next = cells.len();
        } else if kinds.get(next).is_some_and(Option::is_none) {
            push(kind, *label, cells[next], found);
            next += 1;
        } else if text[label.start()..].starts_with(|c: char| c.is_alphabetic() || matches!(c, '*' | '(')) {
            push(kind, *label, Span::new(label.end(), label.end()), found);
        }
        at = next;
    }
}

/// The kind of field a cell is, its label and what stands behind it.
fn label(paper: &Paper<'_>, cell: Span) -> Option<(String, Span, Span)> {
    let text = paper.slice(cell);
    let bare = text.trim_start_matches(['*', '_', '(', '-', '•', ' ']);
    // "Getekend in tweevoud:" opens the block.
    if rule::test(paper.scan, "signature", "is", Some("opening"), bare).is_some() {
        return None;
    }
    let gives = rule::test(paper.scan, "signature", "field", None, bare)?;
    let kind = (*gives.get("field")?).to_owned();
    let colon = text.find(':');
    let drawn = text.find(['_', '…']).or_else(|| text.find("...")).filter(|&at| at > 1);
    let end = match (colon, drawn) {
        (Some(colon), _) => colon + 1,
        (None, Some(drawn)) => drawn,
        (None, None) => text.len(),
    };
    // A sentence that begins with the word is no field.
    if colon.is_none() && drawn.is_none() && text.split_whitespace().count() > 3 {
        return None;
    }
    if text[end..].trim_matches(['*', ' ']).is_empty() && text.split_whitespace().count() > 3 && colon.is_some() {
        return None;
    }
    let split = cell.start() + end;
    let value = Span::new(split, cell.end()).trim_matches(paper.text(), |c| c.is_whitespace() || c == '*');
    Some((kind, Span::new(cell.start(), split).trim(paper.text()), value))
}
