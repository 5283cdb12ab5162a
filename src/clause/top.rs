//! The level-1 units of an agreement and where each starts.
//!
//! In: [`Line`]s. Out: [`Top`]s in text order that together cover all lines. Not here: what stands inside them.

use super::ClauseKind;
use super::annex::{self, Start};
use super::line::Line;
use super::number::Mark;
use super::words::{self, Word};
use super::{heading, series};
use crate::document::Document;
use crate::text::{Span, fold_word};

/// More headings beside the articles than this are text; it bounds the work on a hostile file.
const MOST_PARTS: usize = 300;

/// An annex that is a file of its own names itself within this many lines.
const TITLE_LINES: usize = 5;

/// A unit of level 1.
#[derive(Clone, Debug)]
pub(super) struct Top {
    pub(super) kind: ClauseKind,
    /// First line.
    pub(super) line: usize,
    /// First line after the heading; the same as `line` where the first line is text as well.
    pub(super) body: usize,
    /// The heading's words.
    pub(super) heading: Option<Span>,
    /// The line whose label is this unit's: the first, or one right under a title.
    pub(super) label: Option<usize>,
}

/// Finds the units.
pub(super) fn tops(document: &Document, lines: &[Line]) -> Vec<Top> {
    if lines.is_empty() {
        return Vec::new();
    }
    let annexes = annex::annexes(document, lines);
    let inside = in_annexes(document, lines, &annexes);
    let articles = series::articles(document, lines, &|line| !inside[line]);
    if let Some(annex) = annex_alone(document, lines, &annexes, &articles) {
        return vec![annex];
    }
    let annexes = plausible(annexes, &articles);
    let mut tops: Vec<Top> = articles.iter().map(|&line| article(document, lines, line)).collect();
    tops.extend(annexes.into_iter().map(|start| Top {
        kind: ClauseKind::Annex,
        line: start.line,
        body: start.body,
        heading: start.heading,
        label: Some(start.line),
    }));
    tops.sort_by_key(|top| top.line);
    add_recitals(document, lines, &mut tops);
    add_parts(document, lines, &articles, &mut tops);
    let articles = add_articles_of_parts(document, lines, articles, &mut tops);
    add_signatures(document, lines, &articles, &mut tops);
    add_preamble(document, lines, &mut tops);
    tops
}

/// A file that is one annex on its own: its label stands over the text, in the title or right under it, no other annex
/// follows, and nothing in it is numbered as an agreement is.
fn annex_alone(document: &Document, lines: &[Line], annexes: &[Start], articles: &[usize]) -> Option<Top> {
    let end = articles.first().map_or(lines.len(), |&first| first + 1).min(TITLE_LINES);
    let at = (0..end).find(|&at| names_an_annex(document, lines, at))?;
    let further = annexes.iter().any(|annex| annex.line > at);
    let numbered = articles.iter().any(|&line| lines[line].label.is_some() && line != at);
    if further || numbered {
        return None;
    }
    let own = annex::start(document, lines, at);
    let title = (0..at).find(|&at| lines[at].heading.is_some());
    let heading = match title {
        Some(title) => heading::words_of(document, lines[title].rest),
        None => own.heading,
    };
    let named = heading.is_some_and(|it| words::names_agreement(&fold_word(document.slice(it))));
    let line = title.unwrap_or(at);
    let body = if title.is_some() { at + 1 } else { own.body };
    (!named).then_some(Top { kind: ClauseKind::Annex, line, body, heading, label: Some(at) })
}

/// `Bijlage 1`, `Annex 2 to the Agreement`: set as a heading, or in bold, or alone between titles.
fn names_an_annex(document: &Document, lines: &[Line], at: usize) -> bool {
    let line = &lines[at];
    let annex =
        line.label.as_ref().is_some_and(|it| matches!(it.mark, Mark::Word(Word::Annex, ..)) && it.bullet.is_none());
    let styled = line.heading.is_some() || line.strong;
    let titled = lines[..at].iter().all(|before| before.heading.is_some() || before.strong);
    let text = heading::plain(line.text(document));
    annex && titled && line.cell.is_none() && line.words <= 14 && (styled || !text.ends_with(['.', ',', ';']))
}

/// For each line, whether it stands in an annex: from a heading of one to the signatures after it.
fn in_annexes(document: &Document, lines: &[Line], annexes: &[Start]) -> Vec<bool> {
    let mut inside = false;
    let mut next = annexes.iter().map(|annex| annex.line).peekable();
    (0..lines.len())
        .map(|at| {
            let line = &lines[at];
            if next.next_if_eq(&at).is_some() {
                inside = true;
            } else if inside && line.words <= 3 && line.label.is_none() && line.cell.is_none_or(|cell| cell.2 == 0) {
                inside = !words::opens_signatures(&line.folded(document));
            }
            inside
        })
        .collect()
}

/// An annex heading among the articles is a mention; one above the first article, near the start, is the title.
fn plausible(annexes: Vec<Start>, articles: &[usize]) -> Vec<Start> {
    let (Some(&first), Some(&last)) = (articles.first(), articles.last()) else { return annexes };
    annexes.into_iter().filter(|annex| annex.line > last || annex.line < first && annex.line > 5).collect()
}

fn article(document: &Document, lines: &[Line], at: usize) -> Top {
    let line = &lines[at];
    let worded = matches!(&line.label, Some(label) if label.parted && matches!(label.mark, Mark::Word(..)));
    let text = heading::plain(line.text(document));
    let short = worded && line.words <= 12 && !text.ends_with(['.', ';', ',', ':']);
    let headed = heading::looks_like_one(document, line) || line.rest.is_empty() || short;
    let label = line.label.as_ref().map(|_| at);
    if !headed {
        if let Some((heading, _)) = heading::run_in_bold(document, line) {
            return Top { kind: ClauseKind::Article, line: at, body: at, heading: Some(heading), label };
        }
        return Top { kind: ClauseKind::Article, line: at, body: at, heading: None, label };
    }
    let Start { body, heading, .. } = annex::start(document, lines, at);
    Top { kind: ClauseKind::Article, line: at, body, heading, label }
}

fn add_recitals(document: &Document, lines: &[Line], tops: &mut Vec<Top>) {
    let end = tops.first().map_or(lines.len(), |top| top.line);
    let opens = |at: &usize| {
        let line = &lines[*at];
        line.cell.is_none() && !line.contents && line.label.is_none() && words::opens_recitals(&line.folded(document))
    };
    if let Some(line) = (0..end).find(opens) {
        let heading = heading::words_of(document, lines[line].rest);
        tops.insert(0, Top { kind: ClauseKind::Recitals, line, body: line + 1, heading, label: None });
    } else if let Some(top) = tops.first_mut()
        && top.kind == ClauseKind::Article
        && top.label.is_none()
        && words::opens_recitals(&lines[top.line].folded(document))
    {
        top.kind = ClauseKind::Recitals;
    }
}

/// Headings that stand beside the articles, not in one: parts, lists of annexes, notes.
fn add_parts(document: &Document, lines: &[Line], articles: &[usize], tops: &mut Vec<Top>) {
    let Some(&first) = articles.first() else { return };
    let level = articles.iter().filter_map(|&line| lines[line].heading).max();
    let word = |line: usize| match lines[line].label.as_ref().map(|label| &label.mark) {
        Some(&Mark::Word(word, ..)) => Some(word),
        _ => None,
    };
    let mut inside = ClauseKind::Preamble;
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if let Ok(top) = tops.binary_search_by_key(&at, |top| top.line) {
            inside = tops[top].kind;
            continue;
        }
        if inside == ClauseKind::Annex || line.cell.is_some() || line.contents || line.continues {
            continue;
        }
        let part = matches!(word(at), Some(Word::Part | Word::Section)) && word(first) != word(at);
        let part = part && line.label.as_ref().is_some_and(|label| label.bullet.is_none());
        let part = part && (line.rest.is_empty() || heading::looks_like_one(document, line));
        let beside =
            at > first && line.label.is_none() && line.heading.is_some() && level.is_some() && line.heading <= level;
        if (part || beside) && found.len() < MOST_PARTS {
            let Start { body, heading, .. } = annex::start(document, lines, at);
            let label = line.label.as_ref().map(|_| at);
            found.push(Top { kind: ClauseKind::Section, line: at, body, heading, label });
        }
    }
    // A heading right above an article's first line belongs to no one else.
    found.retain(|part| tops.iter().all(|top| part.line < top.line || part.line >= top.body));
    tops.extend(found);
    tops.sort_by_key(|top| top.line);
}

/// A part after the last article may count its articles from 1 again.
fn add_articles_of_parts(
    document: &Document,
    lines: &[Line],
    mut articles: Vec<usize>,
    tops: &mut Vec<Top>,
) -> Vec<usize> {
    let (Some(&first), Some(&last)) = (articles.first(), articles.last()) else { return articles };
    let end =
        tops.iter().find(|top| top.kind == ClauseKind::Annex && top.line > last).map_or(lines.len(), |top| top.line);
    let Some(part) = tops
        .iter()
        .find(|top| top.kind == ClauseKind::Section && top.label.is_some() && top.line > last && top.line < end)
    else {
        return articles;
    };
    let further = series::again(document, lines, first, part.body, end);
    let taken = |line: &usize| tops.iter().any(|top| top.line <= *line && *line < top.body);
    let further: Vec<usize> = further.into_iter().filter(|line| !taken(line)).collect();
    tops.extend(further.iter().map(|&line| article(document, lines, line)));
    tops.sort_by_key(|top| top.line);
    articles.extend(further);
    articles
}

fn add_signatures(document: &Document, lines: &[Line], articles: &[usize], tops: &mut Vec<Top>) {
    let last = articles.last().copied();
    let mut inside: Option<usize> = None;
    let mut found: Vec<Top> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if let Ok(top) = tops.binary_search_by_key(&at, |top| top.line) {
            inside = Some(top);
            if tops[top].kind == ClauseKind::Section && words::opens_signatures(&line.folded(document)) {
                tops[top].kind = ClauseKind::Signatures;
            }
            continue;
        }
        let kind = inside.map(|top| tops[top].kind);
        let after = last.is_none_or(|last| at > last) || kind == Some(ClauseKind::Annex);
        let in_cell = line.cell.is_some_and(|cell| cell.1 > 0 || cell.2 > 0);
        if !after || in_cell || line.contents || line.continues || kind == Some(ClauseKind::Signatures) {
            continue;
        }
        if line.label.as_ref().is_some_and(|label| !matches!(label.mark, Mark::Bullet(_))) {
            continue;
        }
        let styled = line.heading.is_some() || line.strong && kind != Some(ClauseKind::Annex);
        let styled = styled || line.gap && line.label.is_none() && words::ends_annexes(&line.folded(document));
        if kind == Some(ClauseKind::Annex) && !styled && last.is_none_or(|last| at > last) {
            continue;
        }
        let begun = found.last().is_some_and(|top| tops.iter().all(|other| other.line < top.line || other.line > at));
        if !begun && words::opens_signatures(&line.folded(document)) {
            let heading = if styled || words::heads_signatures(&line.folded(document)) {
                heading::words_of(document, line.rest)
            } else {
                None
            };
            let body = if heading.is_some() { at + 1 } else { at };
            found.push(Top { kind: ClauseKind::Signatures, line: at, body, heading, label: None });
        }
    }
    tops.extend(found);
    tops.sort_by_key(|top| top.line);
}

fn add_preamble(document: &Document, lines: &[Line], tops: &mut Vec<Top>) {
    let end = tops.first().map_or(lines.len(), |top| top.line);
    if end == 0 {
        return;
    }
    let introduces = |&at: &usize| lines[at].heading.is_some() && words::introduces(&lines[at].folded(document));
    let parties = |&at: &usize| lines[at].cell.is_none() && words::heads_parties(&lines[at].folded(document));
    let head = (0..end).find(introduces).or_else(|| (0..end).find(parties));
    let heading = head.and_then(|at| heading::words_of(document, lines[at].rest));
    tops.insert(0, Top { kind: ClauseKind::Preamble, line: 0, body: 0, heading, label: None });
}
