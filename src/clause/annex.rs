//! Where annexes start: headings against mentions and against lists of annexes.
//!
//! In: [`Line`]s. Out: [`Start`]s of annexes. Not here: the sections of an annex (`tree`).

use super::heading;
use super::line::{Line, has_content};
use super::number::Mark;
use super::words::Word;
use crate::document::Document;
use crate::text::Span;

/// More annexes than this no agreement has; it bounds the work on a hostile file.
const MOST: usize = 300;

/// An annex with fewer words before the next one may be a mention; with more it stands for itself, even when another
/// bears its number (each of two attached contracts has an Annex I).
const FILLED: usize = 40;

/// A heading with the lines it takes.
#[derive(Clone, Debug)]
pub(super) struct Start {
    /// First line.
    pub(super) line: usize,
    /// First line after the heading.
    pub(super) body: usize,
    /// The heading's words.
    pub(super) heading: Option<Span>,
}

/// The starts of annexes in text order.
pub(super) fn annexes(document: &Document, lines: &[Line]) -> Vec<Start> {
    let mut found: Vec<Start> = (0..lines.len())
        .filter(|&at| is_heading(document, lines, at))
        .take(MOST)
        .map(|at| start(document, lines, at))
        .collect();
    drop_lists(document, lines, &mut found);
    drop_repeats(document, lines, &mut found);
    found
}

/// A label with its heading, which may stand on the next line or run over it.
pub(super) fn start(document: &Document, lines: &[Line], at: usize) -> Start {
    let line = &lines[at];
    let mut body = at + 1;
    let mut span = line.rest;
    if heading::plain(line.text(document)).is_empty() {
        span = Span::new(line.rest.end(), line.rest.end());
        if let Some(next) = lines.get(body).filter(|next| heads_below(document, line, next)) {
            span = next.rest;
            body += 1;
            // "to the Agreement" says what it is annexed to; the title may follow.
            if heading::plain(next.text(document)).starts_with(char::is_lowercase)
                && let Some(title) = lines.get(body).filter(|title| is_title(document, line, title))
            {
                span = title.rest;
                body += 1;
            }
        }
    }
    while let Some(next) = lines
        .get(body)
        .filter(|next| next.continues && !next.gap && next.words <= 10 && !span.is_empty() && span.len() < 160)
    {
        span = span.join(next.rest);
        body += 1;
    }
    let heading = if span.is_empty() { None } else { heading::words_of(document, span) };
    let heading = heading.filter(|heading| heading.len() <= 240);
    Start { line: at, body: if heading.is_some() { body } else { at + 1 }, heading }
}

fn is_title(document: &Document, line: &Line, title: &Line) -> bool {
    let capitals =
        title.strong && title.label.is_none() && title.words <= 30 && heading::in_capitals(document.slice(title.rest));
    capitals || (title.strong || title.heading.is_some()) && heads_below(document, line, title)
}

fn heads_below(document: &Document, line: &Line, next: &Line) -> bool {
    let same_table = next.cell.is_none() || line.cell.is_some();
    let styled = next.heading.is_some() || next.strong || line.heading.is_none();
    next.label.is_none()
        && !next.contents
        && same_table
        && styled
        && heading::looks_like_one(document, next)
        && !document.slice(next.rest).ends_with(':')
}

fn is_heading(document: &Document, lines: &[Line], at: usize) -> bool {
    let line = &lines[at];
    let Some(label) = &line.label else { return false };
    if !matches!(label.mark, Mark::Word(Word::Annex, ..)) || label.bullet.is_some() || line.contents || line.continues {
        return false;
    }
    if let Some(cell) = line.cell
        && !alone_in_row(lines, at, cell)
    {
        return false;
    }
    let text = heading::plain(line.text(document));
    let styled = line.heading.is_some() || line.strong;
    let capitals =
        heading::in_capitals(document.slice(Span::new(line.span.start() + label.start, line.span.start() + label.end)));
    if label.number.is_empty() && !(styled || capitals || line.gap && (text.is_empty() || label.parted)) {
        return false;
    }
    if text.is_empty() || styled {
        return true;
    }
    let begins = text.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || matches!(c, '(' | '“' | '"' | '['));
    let sentence =
        text.ends_with(['.', ';', ',']) && line.words > 6 || heading::has_stop_inside(text) || line.words > 24;
    (label.parted || begins && heading::looks_like_one(document, line)) && !sentence
}

fn alone_in_row(lines: &[Line], at: usize, cell: (u16, u16, u16)) -> bool {
    let other = |line: &Line| line.cell.is_some_and(|it| it.0 == cell.0 && it.1 == cell.1) && line.words > 0;
    let before = at.checked_sub(1).is_some_and(|before| other(&lines[before]));
    let after = lines.get(at + 1).is_some_and(other);
    !before && !after
}

/// Annexes that follow each other with nothing between are a list of them; the last of a list starts one only when
/// text follows.
fn drop_lists(document: &Document, lines: &[Line], found: &mut Vec<Start>) {
    let empty: Vec<bool> = (0..found.len())
        .map(|at| {
            let end = found.get(at + 1).map_or(lines.len(), |next| next.line);
            !has_content(document, lines, found[at].body..end)
        })
        .collect();
    let mut at = 0;
    found.retain(|start| {
        let styled = lines[start.line].heading.is_some() || lines[start.line].cell.is_some();
        let alone = !empty[at.max(1) - 1] || at == 0;
        let keep = !empty[at] || styled && alone && !empty.get(at + 1).copied().unwrap_or(false);
        at += 1;
        keep
    });
}

/// Words up to the next annex.
fn own_text(lines: &[Line], found: &[Start], at: usize) -> usize {
    let end = found.get(at + 1).map_or(lines.len(), |next| next.line);
    lines[found[at].body.min(end)..end].iter().map(|line| line.words).sum()
}

/// Of two annexes with one number the earlier is a mention when other annexes or hardly any text stand between, the
/// later a running head otherwise.
fn drop_repeats(document: &Document, lines: &[Line], found: &mut Vec<Start>) {
    let key = |start: &Start| match lines[start.line].label.as_ref() {
        Some(label) if !label.number.is_empty() => match label.mark {
            Mark::Word(_, name, _) => Some((name, label.number.to_uppercase())),
            _ => None,
        },
        _ => None,
    };
    let mut at = 0;
    while at < found.len() {
        let Some(number) = key(&found[at]) else {
            at += 1;
            continue;
        };
        let Some(again) = (at + 1..found.len()).find(|&later| key(&found[later]).as_ref() == Some(&number)) else {
            at += 1;
            continue;
        };
        let words: usize = lines[found[at].body..found[again].line].iter().map(|line| line.words).sum();
        let same = found[at].heading.map(|it| document.slice(it).to_lowercase())
            == found[again].heading.map(|it| document.slice(it).to_lowercase());
        if again == at + 1 && words >= 40 && (same || found[again].heading.is_none()) {
            found.remove(again);
        } else if again == at + 1 && words >= 150 || again > at + 1 && own_text(lines, found, at) >= FILLED {
            at += 1;
        } else {
            found.remove(at);
        }
    }
}
