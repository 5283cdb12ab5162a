//! Blanks left to be filled in: brackets, dotted and drawn lines, empty fields.
//!
//! In: matches of `facts/placeholders` and the text. Out: [`Blank`]s and [`Placeholder`]s in text order. Not here: what
//! was made unreadable (`redaction`), who the party behind a blank is (`parties`).

use super::{Paper, rule};
use crate::evidence::Evidence;
use crate::extract::Placeholder;
use crate::text::Span;

/// A blank.
#[derive(Clone, Debug)]
pub(super) struct Blank {
    /// The blank itself; for an empty field its label.
    pub(super) core: Span,
    /// The blank with its label.
    pub(super) whole: Span,
    /// What it asks for, as printed.
    pub(super) asks: Option<String>,
    /// Blanks of alternative formulas that need not be filled in beside this one.
    pub(super) others: Vec<Span>,
}

/// A label is no longer than this.
const LONGEST_LABEL: usize = 90;

/// A line drawn with underscores has at least so many.
const SHORTEST_LINE: usize = 4;

/// Every blank.
pub(super) fn find(paper: &Paper<'_>) -> Vec<Blank> {
    let markup: Vec<Span> =
        rule::found(paper.scan, "placeholders", "is", "markup").iter().map(rule::Found::span).collect();
    let mut found: Vec<Blank> = rule::found(paper.scan, "placeholders", "is", "blank")
        .iter()
        .filter_map(|hit| ruled(paper, hit))
        .chain(drawn(paper))
        .chain(capitals(paper))
        .chain(crossed(paper))
        .chain(fields(paper))
        .filter(|blank| !markup.iter().any(|it| it.overlaps(blank.core)) && !paper.redacted(blank.core))
        .collect();
    found.sort_by_key(|blank| (blank.core.start(), std::cmp::Reverse(blank.core.end())));
    found.dedup_by(|next, kept| next.core.overlaps(kept.core) || next.core == kept.core);
    alternatives(paper, joined(paper, found))
}

/// "…../…../20…." is one blank.
fn joined(paper: &Paper<'_>, blanks: Vec<Blank>) -> Vec<Blank> {
    let mut kept: Vec<Blank> = Vec::new();
    let part = |c: char| matches!(c, '/' | '-' | '.' | ' ' | '2' | '0');
    let line = |blank: &Blank| {
        paper.slice(blank.core).chars().all(|c| matches!(c, '.' | '…' | '_' | ' ' | '/' | '-' | '2' | '0'))
    };
    for blank in blanks {
        match kept.last_mut() {
            Some(last)
                if line(last)
                    && line(&blank)
                    && paper.slice(Span::new(last.core.end(), blank.core.start())).chars().all(part) =>
            {
                last.core = last.core.join(blank.core);
                last.whole = last.whole.join(blank.core);
            }
            _ => kept.push(blank),
        }
    }
    kept
}

/// Blanks as the report has them.
pub(super) fn placeholders(paper: &Paper<'_>) -> Vec<Placeholder> {
    let evidence = |blank: &Blank| blank.others.iter().fold(Evidence::at(blank.whole), |all, &span| all.and(span));
    let all = paper.blanks.iter();
    all.map(|blank| Placeholder { asks: blank.asks.clone(), evidence: evidence(blank) }).collect()
}

/// A blank a rule finds: what it asks stands inside, or in the label before it.
fn ruled(paper: &Paper<'_>, hit: &rule::Found<'_>) -> Option<Blank> {
    let span = hit.value("blank").unwrap_or_else(|| hit.span());
    let text = paper.slice(span);
    let rest = &paper.text()[span.end()..];
    let dotted = text.contains("...") || text.contains('…') || text.contains(". .");
    if text.matches('\n').count() > 1
        || text.contains("://")
        || text.contains("www.")
        || text.starts_with('[') && rest.starts_with('(')
        || text.starts_with('(') && named_plainly(text)
        || dotted && leads_to_page(rest)
    {
        return None;
    }
    if let Some(asks) = hit.value("asks") {
        return Some(inside(paper, span, asks));
    }
    let core = if dotted { dots(paper, span) } else { span };
    Some(labelled(paper, core))
}

fn inside(paper: &Paper<'_>, span: Span, asks: Span) -> Blank {
    let asks = paper.slice(asks).split_whitespace().collect::<Vec<_>>().join(" ");
    Blank { core: span, whole: span, asks: Some(asks), others: Vec::new() }
}

/// "(Name of the product) is …": in round brackets only capitals ask for a name, or words that say so ("to be inserted").
fn named_plainly(text: &str) -> bool {
    let small = text.chars().filter(|c| c.is_lowercase()).count();
    let words = crate::text::fold_word(text);
    let says_so = ["vullen", "insert", "complet", "fill", "eintrag", "einfug", "erganz", "ausfull"];
    small > 0 && !says_so.iter().any(|word| words.contains(word))
}

/// Dots that lead to the number of a page.
fn leads_to_page(rest: &str) -> bool {
    let line = rest.lines().next().unwrap_or("").trim();
    !line.is_empty() && line.len() <= 4 && line.bytes().all(|byte| byte.is_ascii_digit())
}

/// The dots alone, of a match that reaches over words before them.
fn dots(paper: &Paper<'_>, span: Span) -> Span {
    let word = |c: char| c.is_alphanumeric() || matches!(c, ':' | '|');
    let before = paper.slice(span).char_indices().rfind(|&(_, c)| word(c));
    let start = before.map_or(0, |(at, c)| at + c.len_utf8());
    Span::new(span.start() + start, span.end()).trim(paper.text())
}

/// A blank with the label before it on its line.
fn labelled(paper: &Paper<'_>, core: Span) -> Blank {
    let text = paper.text();
    let line = text[..core.start()].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line..core.start()];
    let bare = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '*'));
    let from = bare.rfind(['|', '\t']).map_or(0, |at| at + 1).max(bare.rfind("   ").map_or(0, |at| at + 3));
    let label = Span::new(line + from, line + bare.len())
        .trim_matches(text, |c| c.is_whitespace() || matches!(c, '*' | '-' | '•' | '#'));
    let words = label.of(text);
    let cell = before.len() != bare.len() && before[bare.len()..].contains(['|', '\t']);
    let is_label =
        !words.is_empty() && words.len() <= LONGEST_LABEL && (words.ends_with(':') || cell && !words.contains(". "));
    if is_label {
        let asks = words.trim_end_matches([':', ' ', '*']).to_owned();
        return Blank { core, whole: label.join(core), asks: Some(asks), others: Vec::new() };
    }
    let asks: Vec<&str> = words.rsplit([',', ';', '(', '.']).next().unwrap_or("").split_whitespace().collect();
    let asks = asks[asks.len().saturating_sub(3)..].join(" ");
    Blank { core, whole: core, asks: (!asks.is_empty()).then_some(asks), others: Vec::new() }
}

/// Lines drawn with underscores; the folded text rules see has none. A line of nothing else parts paragraphs in Markdown,
/// unless the parties sign there or a label stands over it.
fn drawn(paper: &Paper<'_>) -> Vec<Blank> {
    let body = paper.document().body();
    runs(body, '_')
        .into_iter()
        .filter(|span| {
            let line = line_of(body, *span);
            let alone = line.of(body).trim().chars().all(|c| c == '_');
            let above = body[..line.start()].trim_end();
            !alone || paper.signs(span.start()) || above.ends_with(':')
        })
        .map(|span| labelled(paper, span))
        .collect()
}

fn runs(text: &str, mark: char) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(mark) {
        let start = from + at;
        let len = text[start..].len() - text[start..].trim_start_matches(mark).len();
        if len >= SHORTEST_LINE {
            found.push(Span::new(start, start + len));
        }
        from = start + len;
    }
    found
}

fn line_of(text: &str, span: Span) -> Span {
    let start = text[..span.start()].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end()..].find('\n').map_or(text.len(), |at| span.end() + at);
    Span::new(start, end)
}

/// "[NAAM SCHOOL]": capitals in square brackets, whatever they say.
fn capitals(paper: &Paper<'_>) -> Vec<Blank> {
    let body = paper.document().body();
    let open = body.match_indices('[').map(|(at, _)| at);
    open.filter_map(|at| {
        let end = body[at..].find(']').filter(|&len| len <= LONGEST_LABEL)?;
        let inner = Span::new(at + 1, at + end);
        let words = inner.of(body);
        let letters = words.chars().filter(|c| c.is_alphabetic()).count();
        let plain = words.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '-' | '/' | '_' | '’' | '\''));
        let linked = body[at + end + 1..].starts_with(['(', '[', ':']);
        let span = Span::new(at, at + end + 1);
        (letters >= 4 && plain && !linked).then(|| inside(paper, span, inner))
    })
    .collect()
}

/// "XXXX" in capitals, where nothing is masked by them.
fn crossed(paper: &Paper<'_>) -> Vec<Blank> {
    if !paper.redactions.is_empty() {
        return Vec::new();
    }
    let body = paper.document().body();
    let word = |at: Option<char>| at.is_some_and(char::is_alphanumeric);
    runs(body, 'X')
        .into_iter()
        .filter(|span| !word(body[..span.start()].chars().next_back()) && !word(body[span.end()..].chars().next()))
        .map(|span| labelled(paper, span))
        .collect()
}

/// Labels with nothing behind them, in a signature block or among contact details.
fn fields(paper: &Paper<'_>) -> Vec<Blank> {
    let body = paper.document().body();
    let mut found: Vec<Blank> = super::signature::empty_fields(paper);
    for hit in rule::found(paper.scan, "placeholders", "is", "field") {
        let (Some(label), whole) = (hit.value("label"), hit.span()) else { continue };
        let known = found.iter().any(|blank| blank.core.overlaps(label));
        if known || paper.signs(label.start()) || !asked_there(paper, &hit) || answered_below(paper, body, whole) {
            continue;
        }
        let asks = paper.slice(label).trim_matches(['*', '_', ' ']).to_owned();
        found.push(Blank { core: label, whole, asks: Some(asks), others: Vec::new() });
    }
    found
}

/// Among contact details or the parties' own.
fn asked_there(paper: &Paper<'_>, hit: &rule::Found<'_>) -> bool {
    let topics = hit.hit.clause.map(|clause| paper.scan.topics_of(clause)).unwrap_or_default();
    let about = |topic: &String| matches!(topic.as_str(), "contact" | "parties" | "general-information");
    topics.iter().any(about) || hit.span().start() < super::introduction_end(paper)
}

/// The value may stand on the next line.
fn answered_below(paper: &Paper<'_>, body: &str, field: Span) -> bool {
    let below = body[field.end()..].trim_start_matches([':', ' ', '|', '*', '\t']);
    let below = below.trim_start();
    let line = below.lines().next().unwrap_or("");
    let label = line.trim_end_matches(['*', ' ']).ends_with(':')
        || rule::test(paper.scan, "placeholders", "is", Some("field"), line).is_some();
    !line.is_empty() && !label && !line.contains(": ") && !line.starts_with(['#', '*', '|', '-'])
}

/// Of formulas joined by "or" one has to be filled in: when one is, the blanks of the others are none; when none is, those
/// of the first stand for all.
fn alternatives(paper: &Paper<'_>, blanks: Vec<Blank>) -> Vec<Blank> {
    let blocks = &paper.document().blocks;
    let ends: Vec<Span> =
        rule::found(paper.scan, "placeholders", "is", "alternative").iter().map(rule::Found::span).collect();
    let closes = |block: Span| ends.iter().any(|end| block.contains(*end) && end.end() + 3 >= block.end());
    let open: Vec<bool> = blocks.iter().map(|block| closes(block.span.trim(paper.text()))).collect();
    let mut kept = blanks;
    let mut at = 0;
    while at < blocks.len() {
        let len = open[at..].iter().take_while(|&&open| open).count();
        if len > 0 {
            let group: Vec<Span> =
                blocks[at..(at + len + 1).min(blocks.len())].iter().map(|block| block.span).collect();
            kept = one_of(paper, kept, &group);
        }
        at += len + 1;
    }
    kept
}

fn one_of(paper: &Paper<'_>, blanks: Vec<Blank>, group: &[Span]) -> Vec<Blank> {
    let within = |blank: &Blank| group.iter().position(|span| span.contains(blank.core));
    let filled = group.iter().position(|span| {
        !blanks.iter().any(|blank| span.contains(blank.core))
            && paper.organisations.iter().any(|organisation| span.contains(organisation.span))
    });
    let with_blanks: Vec<usize> = blanks.iter().filter_map(within).collect();
    let Some(&first) =
        with_blanks.first().filter(|&&first| filled.is_some() || with_blanks.iter().any(|&it| it != first))
    else {
        return blanks;
    };
    let mut kept: Vec<Blank> = Vec::new();
    let mut head: Option<usize> = None;
    for blank in blanks {
        match within(&blank) {
            Some(_) if filled.is_some() => {}
            Some(at) if at == first => {
                head.get_or_insert(kept.len());
                kept.push(blank);
            }
            Some(_) if head.is_some() => {
                if let Some(at) = head {
                    kept[at].others.push(blank.whole);
                }
            }
            _ => kept.push(blank),
        }
    }
    kept
}
