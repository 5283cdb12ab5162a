//! Who the parties are: from the introduction, labels, running text.
//!
//! In: matches of `facts/parties`, names, blanks. Out: [`Side`]s. Not here: their numbers and addresses (`details`), names
//! used as roles (`roles`).

use super::{Paper, ROLES, Role, names, rule};
use crate::text::Span;
use crate::value::same_organisation;

/// A party as it stands in one place.
#[derive(Clone, Debug)]
pub(super) struct Side {
    pub(super) role: Role,
    /// Its name, a blank for one, or generic words.
    pub(super) what: What,
    /// Where it stands.
    pub(super) span: Span,
    /// What describes it: name, address, numbers.
    pub(super) region: Span,
    rank: Rank,
}

/// What stands for a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A name as printed.
    Name(String),
    /// A blank.
    Blank,
    /// A name made unreadable.
    Redacted,
    /// "The Customer".
    Generic,
}

/// How sure the place is; only the surest kind found for a role counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Introduced,
    Field,
    Acting,
    Between,
    Signing,
    Mentioned,
}

/// A description of a party is no longer than this.
const LONGEST: usize = 1500;

/// A name directly before "(“Processor”)": no more than quotes and brackets between.
const INLINE: usize = 8;

/// The parties of both sides, controllers first.
pub(super) fn sides(paper: &Paper<'_>) -> Vec<Side> {
    let mut found = introduced(paper);
    found.extend(below(paper));
    found.extend(fields(paper));
    found.extend(columns(paper));
    found.extend(termed(paper));
    let named = |found: &[Side], role| {
        found.iter().any(|side| side.role == role && matches!(side.what, What::Name(_) | What::Redacted))
    };
    if !named(&found, Role::Processor) {
        found.extend(acting(paper));
    }
    if !named(&found, Role::Processor) {
        found.extend(between(paper));
    }
    for role in ROLES.into_iter().filter(|&role| !named(&found, role)).collect::<Vec<_>>() {
        found.extend(signing(paper, role));
    }
    found.extend(mentioned(paper));
    // Nobody processes on his own behalf: a name found on both sides is the processor's.
    let processors = best(paper, Role::Processor, &found);
    let both = |side: &Side| {
        let named = matches!(side.what, What::Name(_));
        side.role == Role::Controller && named && processors.iter().any(|other| same(paper, side, other))
    };
    found.retain(|side| !both(side));
    best(paper, Role::Controller, &found).into_iter().chain(processors).collect()
}

/// Of one role: named parties before blanks, blanks before generic words, each by its surest place.
fn best(paper: &Paper<'_>, role: Role, found: &[Side]) -> Vec<Side> {
    let of = |test: fn(&What) -> bool| -> Vec<&Side> {
        found.iter().filter(|side| side.role == role && test(&side.what)).collect()
    };
    let named = of(|what| matches!(what, What::Name(_)));
    let Some(rank) = named.iter().map(|side| side.rank).min() else {
        let rest =
            [of(|what| *what == What::Redacted), of(|what| *what == What::Blank), of(|what| *what == What::Generic)];
        let side = rest.iter().find_map(|sides| sides.iter().min_by_key(|side| (side.rank, side.span.start())));
        return side.map(|&side| side.clone()).into_iter().collect();
    };
    let mut kept: Vec<Side> = Vec::new();
    for side in named.into_iter().filter(|side| side.rank == rank) {
        if !kept.iter().any(|other| same(paper, other, side)) {
            kept.push(side.clone());
        }
    }
    kept
}

fn same(paper: &Paper<'_>, a: &Side, b: &Side) -> bool {
    match (&a.what, &b.what) {
        (What::Name(a), What::Name(b)) => same_organisation(paper.tables, a, b),
        (a, b) => a == b,
    }
}

/// Parties whose role is said behind their description: "…, hierna: “Verwerker”".
fn introduced(paper: &Paper<'_>) -> Vec<Side> {
    let end = super::introduction_end(paper);
    let mut found = Vec::new();
    let mut from = 0;
    let mut last: Option<(Role, usize)> = None;
    for &(role, span) in &paper.cues.said {
        if paper.signs(span.start()) {
            continue;
        }
        let repeats = last.is_some_and(|(known, at)| known == role && span.start().saturating_sub(at) < 60);
        let start = if repeats { continue } else { from.max(span.start().saturating_sub(LONGEST)) };
        let window = Span::new(floor(paper.text(), start.min(span.start())), span.start());
        let sides =
            if span.start() < end { described(paper, role, window, span) } else { inline(paper, role, window, span) };
        if span.start() < end || !sides.is_empty() {
            from = span.end();
            last = Some((role, span.end()));
        }
        found.extend(sides);
    }
    found
}

pub(super) fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Outside the introduction only a name directly before the role counts.
fn inline(paper: &Paper<'_>, role: Role, window: Span, hit: Span) -> Vec<Side> {
    let near = organisations(paper, window).into_iter().rfind(|it| gap(paper, *it, hit) <= INLINE);
    near.map(|span| side(paper, role, named(paper, span), span, span.join(hit), Rank::Introduced)).into_iter().collect()
}

/// Bytes between a name and what follows it, brackets and emphasis aside.
fn gap(paper: &Paper<'_>, name: Span, next: Span) -> usize {
    paper.slice(Span::new(name.end(), next.start())).trim_matches(names::is_wrapping).len()
}

/// Names in a stretch that are no one's customers and stand in no blank.
fn organisations(paper: &Paper<'_>, window: Span) -> Vec<Span> {
    let spans = paper.organisations.iter().map(|organisation| organisation.span);
    spans
        .filter(|&span| window.contains(span) && paper.blank_in(span).is_none() && !paper.redacted(span))
        .filter(|&span| !is_anothers(paper, span))
        .collect()
}

/// Whether the words before a name say that its customer is meant.
fn is_anothers(paper: &Paper<'_>, name: Span) -> bool {
    paper.cues.customers.iter().any(|it| it.end() <= name.start() + 1 && name.start() <= it.end() + 3)
}

fn named(paper: &Paper<'_>, span: Span) -> What {
    What::Name(names::plain(paper.slice(span)))
}

fn side(paper: &Paper<'_>, role: Role, what: What, span: Span, region: Span, rank: Rank) -> Side {
    Side { role, what, span: span.trim(paper.text()), region, rank }
}

/// Parties described in the stretch before the words for their role.
fn described(paper: &Paper<'_>, role: Role, window: Span, hit: Span) -> Vec<Side> {
    let make = |what, span: Span| {
        side(paper, role, what, span, Span::new(span.start(), described_until(paper, hit)), Rank::Introduced)
    };
    if rule::test(paper.scan, "parties", "who", Some("joint"), paper.slice(hit)).is_some() {
        let all =
            organisations(paper, window).into_iter().map(|span| make(named(paper, span), span)).collect::<Vec<_>>();
        if all.len() > 1 {
            return all;
        }
    }
    let mut reach = window;
    for (at, paragraph) in paragraphs(paper, window).into_iter().enumerate() {
        // "Verwerker (“Larkmoor”):" announces what stands below it; "Tussen:" opens the list of parties.
        let opens = paper.slice(paragraph).trim_end_matches(['*', ' ']).ends_with(':');
        // "- Verantwortlicher - nachstehend Auftraggeber genannt -": the first role is said of the name above too.
        let dashed = paper.slice(paragraph).trim_end().ends_with(['-', '–', '—']);
        if at == 0
            && !dashed
            && rule::side_of(paper.scan, paper.slice(after_label(paper, paragraph)).trim_matches(names::is_wrapping))
                .is_some()
        {
            return Vec::new();
        }
        if at > 0 && opens {
            reach = Span::new(paragraph.end(), window.end());
            break;
        }
        let all = organisations(paper, paragraph);
        let inline = all.iter().rev().find(|&&span| gap(paper, span, hit) <= INLINE);
        let first = all.iter().find(|&&span| describes(paper, role, Span::new(span.end(), hit.start())));
        if let Some(&first) = inline.or(first) {
            let mut sides = vec![make(named(paper, first), first)];
            sides.extend(joined(paper, &all, first).into_iter().map(|span| make(named(paper, span), span)));
            return sides;
        }
        let whole =
            |span: &Span| !is_anothers(paper, *span) && describes(paper, role, Span::new(span.end(), hit.start()));
        if let Some(span) = bare(paper, paragraph, at == 0).filter(whole) {
            return vec![make(named(paper, span), span)];
        }
        if paper.redactions.iter().any(|it| paragraph.contains(*it)) && paper.blank_in(paragraph).is_none() {
            let span = paper.redactions.iter().find(|it| paragraph.contains(**it)).copied().unwrap_or(paragraph);
            return vec![make(What::Redacted, span)];
        }
    }
    if let Some(blank) = paper.blanks.iter().find(|blank| reach.contains(blank.core)) {
        return vec![make(What::Blank, blank.whole)];
    }
    let words = paper.cues.generic.iter().find(|(it, span)| *it == role && reach.join(hit).contains(*span));
    words.map(|(_, span)| make(What::Generic, *span)).into_iter().collect()
}

/// A description goes on behind the role to the end of the paragraph, or to what may be the next party.
fn described_until(paper: &Paper<'_>, hit: Span) -> usize {
    let text = &paper.text()[hit.end()..];
    let line = hit.end() + text.find('\n').unwrap_or(text.len());
    let names = paper.organisations.iter().map(|it| it.span.start());
    let others = names.chain(paper.blanks.iter().map(|blank| blank.core.start()));
    let roles = paper.cues.said.iter().map(|(_, span)| span.start()).filter(|&at| at > hit.end());
    others.chain(roles).filter(|&at| at >= hit.end()).min().unwrap_or(line).min(line)
}

/// Whether a stretch between a name and a role goes on about that name: no other term is defined in it, and no other side
/// comes in ("… and the customer").
fn describes(paper: &Paper<'_>, role: Role, between: Span) -> bool {
    let text = paper.slice(between);
    let closing = text.rfind(['”', '»', '"']).filter(|_| text.contains(['”', '»']) || text.matches('"').count() > 1);
    let rest = closing.map(|at| text[at..].trim_matches(names::is_wrapping));
    let quoted =
        rest.is_some_and(|rest| !text.contains('(') || !matches!(rest, "" | "of" | "or" | "oder" | "ou" | "ook"));
    !quoted && !paper.cues.others.iter().any(|(side, span)| *side == role && between.contains(*span))
}

/// The paragraphs of a stretch, the last one first.
fn paragraphs(paper: &Paper<'_>, window: Span) -> Vec<Span> {
    let text = paper.slice(window);
    let mut found = Vec::new();
    let mut start = 0;
    let blocks: Vec<Span> =
        paper.document().blocks.iter().map(|block| block.span).filter(|it| it.overlaps(window)).collect();
    for (at, _) in text.match_indices('\n').chain([(text.len(), "")]) {
        let here = window.start() + at;
        // A line that ends inside a block is wrapped.
        if at < text.len() && blocks.iter().any(|block| block.start() < here && here + 1 < block.end()) {
            continue;
        }
        let span = Span::new(window.start() + start, here).trim(paper.text());
        if !span.is_empty() {
            found.push(span);
        }
        start = at + 1;
    }
    found.reverse();
    found
}

/// Further names of the same side: "A B.V. en B B.V.".
fn joined(paper: &Paper<'_>, all: &[Span], first: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut last = first;
    for &next in all.iter().filter(|span| span.start() >= first.end()) {
        let between = paper.slice(Span::new(last.end(), next.start())).trim_matches(names::is_wrapping);
        if !(between.is_empty() || matches!(between, "en" | "and" | "und" | "et" | "&")) {
            break;
        }
        found.push(next);
        last = next;
    }
    found
}

/// A name without legal form: before ", gevestigd te", or directly before the role.
fn bare(paper: &Paper<'_>, paragraph: Span, last: bool) -> Option<Span> {
    let paragraph = after_label(paper, paragraph);
    let text = paper.slice(paragraph);
    let first = names::opening(paper, paragraph);
    let described = first.filter(|name| {
        let rest = paper.slice(Span::new(name.end(), paragraph.end())).trim_start_matches(names::is_wrapping);
        rule::test(paper.scan, "parties", "who", Some("after-name"), rest).is_some()
    });
    if described.is_some() || !last {
        return described;
    }
    let whole = first
        .filter(|name| name.end() + 4 >= paragraph.end() || text[name.end() - paragraph.start()..].starts_with(','));
    whole.or_else(|| names::closing(paper, paragraph))
}

/// Past a list label.
fn after_label(paper: &Paper<'_>, span: Span) -> Span {
    let text = paper.slice(span);
    let word = text.split_whitespace().next().unwrap_or("");
    let label = word.len() <= 4
        && word.ends_with(['.', ')'])
        && word.trim_end_matches(['.', ')']).chars().all(char::is_alphanumeric);
    if label { Span::new(span.start() + word.len(), span.end()) } else { span }
}

/// Parties whose details stand below a line with their role.
fn below(paper: &Paper<'_>) -> Vec<Side> {
    let hits = rule::found(paper.scan, "parties", "who", "below");
    let end = super::introduction_end(paper);
    let names = rule::found(paper.scan, "parties", "who", "name");
    let mut found = Vec::new();
    for (at, hit) in hits.iter().enumerate() {
        let (Some(role), span) = (hit.role(), hit.span()) else { continue };
        let about = hit.hit.clause.is_some_and(|it| paper.scan.topics_of(it).iter().any(|topic| topic == "parties"));
        if paper.signs(span.start()) || !(about || span.start() < end) || paper.blank_in(span).is_some() {
            continue;
        }
        let said = paper.cues.said.iter().map(|(_, span)| span.start());
        let later = hits[at + 1..].iter().map(|next| next.span().start()).chain(said);
        let next = later.filter(|&next| next > span.end() + 1).min();
        let reach =
            next.unwrap_or(usize::MAX).min(span.end() + LONGEST).min(end.max(span.end() + 1)).min(paper.text().len());
        let block = Span::new(span.end(), floor(paper.text(), reach));
        if let Some((what, place)) = in_block(paper, role, block, &names) {
            found.push(side(paper, role, what, place, span.join(block), Rank::Introduced));
        }
    }
    found
}

fn in_block(paper: &Paper<'_>, role: Role, block: Span, fields: &[rule::Found<'_>]) -> Option<(What, Span)> {
    let field = fields.iter().find(|field| block.contains(field.span()));
    if let Some(value) = field.and_then(|field| field.value("name")) {
        return Some(valued(paper, role, value));
    }
    let blank = paper.blank_in(block).map(|blank| blank.whole);
    if let Some(&first) = organisations(paper, block).first()
        && blank.is_none_or(|blank| first.start() < blank.start())
    {
        return Some((named(paper, first), first));
    }
    if let Some(blank) = blank {
        return Some((What::Blank, blank));
    }
    let name = names::opening(paper, after_label(paper, block))?;
    Some((named(paper, name), name))
}

/// What a field says: a name, a blank, something masked, or anything else.
fn valued(paper: &Paper<'_>, role: Role, value: Span) -> (What, Span) {
    let line = paper.slice(value).find(['\n', ';']).map_or(value, |at| Span::new(value.start(), value.start() + at));
    if let Some(&span) = organisations(paper, line).first() {
        return (named(paper, span), span);
    }
    if let Some(blank) = paper.blank_in(line) {
        return (What::Blank, blank.whole);
    }
    if paper.redacted(line) {
        return (What::Redacted, line);
    }
    match names::opening(paper, line) {
        Some(span) => (named(paper, span), span),
        None if role == Role::Controller => (What::Generic, line),
        None => (What::Generic, line),
    }
}

/// "Naam Verwerker: …", "Verwerker: …".
fn fields(paper: &Paper<'_>) -> Vec<Side> {
    let hits = rule::found(paper.scan, "parties", "who", "value");
    let end = super::introduction_end(paper);
    hits.iter()
        .filter_map(|hit| {
            let (role, value) = (hit.role()?, hit.value("value")?);
            let defines =
                hit.hit.clause.is_some_and(|it| paper.scan.topics_of(it).iter().any(|topic| topic == "definitions"));
            let (what, span) = valued(paper, role, value);
            if defines
                || in_wide_row(paper, value)
                || paper.signs(value.start())
                || what == What::Generic && role == Role::Processor
            {
                return None;
            }
            // In the introduction a field says who the party is; behind it, it only confirms or stands in for that.
            let rank = if value.start() < end { Rank::Introduced } else { Rank::Field };
            let others = joined(paper, &organisations(paper, value), span);
            let others = others.into_iter().map(|span| (named(paper, span), span));
            let all = std::iter::once((what, span)).chain(others);
            Some(all.map(|(what, span)| side(paper, role, what, span, hit.span(), rank)).collect::<Vec<_>>())
        })
        .flatten()
        .collect()
}

/// "| Naam | School | Puikdata B.V. |" under heads that are sides.
fn columns(paper: &Paper<'_>) -> Vec<Side> {
    let rows = &paper.clauses().rows;
    let mut found = Vec::new();
    for row in rows.iter().filter(|row| row.cells.len() > 2) {
        let Some(head) = row.head.and_then(|at| rows.get(at as usize)).filter(|head| *head != row) else { continue };
        let label = format!("{} | xx", paper.slice(row.cells[0]).trim_matches(names::is_wrapping));
        if paper.signs(row.cells[0].start()) || rule::test(paper.scan, "parties", "who", Some("name"), &label).is_none()
        {
            continue;
        }
        for (&cell, &top) in row.cells.iter().zip(&head.cells).skip(1) {
            let Some(role) = rule::side_of(paper.scan, paper.slice(top)) else { continue };
            let (what, span) = valued(paper, role, cell);
            if what != What::Generic {
                found.push(side(paper, role, what, span, cell, Rank::Introduced));
            }
        }
    }
    found
}

/// "Larkmoor Ltd (the “Company”)", of which a sentence says that the Company is the controller.
fn termed(paper: &Paper<'_>) -> Vec<Side> {
    let end = super::introduction_end(paper);
    let mut found = Vec::new();
    for &(term, role) in &paper.said_of_terms {
        if term.start() >= end {
            continue;
        }
        let line = paper.text()[..term.start()].rfind('\n').map_or(0, |at| at + 1);
        let before = Span::new(line, term.start());
        let near = organisations(paper, before).into_iter().rfind(|it| gap(paper, *it, term) <= INLINE);
        let blank =
            paper.blanks.iter().map(|it| it.whole).rfind(|it| before.contains(*it) && gap(paper, *it, term) <= INLINE);
        let what = near.map(|span| (named(paper, span), span)).or(blank.map(|span| (What::Blank, span)));
        if let Some((what, span)) = what {
            found.push(side(
                paper,
                role,
                what,
                span,
                Span::new(span.start(), described_until(paper, term)),
                Rank::Introduced,
            ));
        }
    }
    found
}

/// "Verwerker, Puikdata B.V." where the parties sign.
fn signing(paper: &Paper<'_>, role: Role) -> Option<Side> {
    let words: Vec<(Role, Span)> =
        paper.cues.generic.iter().copied().filter(|(_, span)| paper.signs(span.start())).collect();
    words.iter().enumerate().filter(|(_, (it, _))| *it == role).find_map(|(at, &(_, word))| {
        let next = words.get(at + 1).map_or(usize::MAX, |(_, span)| span.start());
        let reach = next.min(word.end() + SIGNING).min(paper.text().len());
        let window = Span::new(word.end(), floor(paper.text(), reach));
        let first = organisations(paper, window).first().copied()?;
        Some(side(paper, role, named(paper, first), first, first, Rank::Signing))
    })
}

/// How far behind the word for a side its name stands in a signature block.
const SIGNING: usize = 60;

/// Whether a value stands in a row of column heads, or of more than a label and a value.
fn in_wide_row(paper: &Paper<'_>, value: Span) -> bool {
    let rows = &paper.clauses().rows;
    let row = rows.iter().position(|row| row.cells.iter().any(|cell| cell.overlaps(value)));
    row.is_some_and(|at| !rows[at].pair && (rows[at].cells.len() > 2 || rows[at].head == Some(at as u32)))
}

/// The name most often said to act as processor, if any is.
fn acting(paper: &Paper<'_>) -> Option<Side> {
    let hits = rule::found(paper.scan, "parties", "who", "named");
    let names: Vec<(Span, Span)> = hits
        .iter()
        .filter_map(|hit| {
            let value = hit.value("name")?;
            let organisation = organisations(paper, value).pop().filter(|it| it.end() + 2 >= value.end());
            Some((organisation.or_else(|| names::closing(paper, value))?, hit.span()))
        })
        .collect();
    let alike = |a: Span, b: Span| same_organisation(paper.tables, paper.slice(a), paper.slice(b));
    let count = |name: Span| names.iter().filter(|(other, _)| alike(name, *other)).count();
    let most = names.iter().map(|(name, _)| count(*name)).max()?;
    let (name, _) = *names.iter().find(|(name, _)| count(*name) == most)?;
    let full = paper.organisations.iter().map(|it| it.span).find(|&it| alike(it, name) && paper.blank_in(it).is_none());
    let span = full.unwrap_or(name);
    Some(side(paper, Role::Processor, named(paper, span), span, span, Rank::Acting))
}

/// "between Larkmoor Ltd and the Customer": the one with a name is the processor.
fn between(paper: &Paper<'_>) -> Vec<Side> {
    let end = super::introduction_end(paper).min(BEGINNING);
    for hit in rule::found(paper.scan, "parties", "who", "between") {
        let span = hit.span();
        if span.start() > end {
            continue;
        }
        if !paper.cues.generic.iter().any(|(_, it)| span.contains(*it)) {
            continue;
        }
        let all = organisations(paper, span);
        if let Some(&first) = all.first() {
            return vec![side(paper, Role::Processor, named(paper, first), first, span, Rank::Between)];
        }
        if let Some(name) = capital_beside(paper, span) {
            return vec![side(paper, Role::Processor, named(paper, name), name, name, Rank::Between)];
        }
    }
    Vec::new()
}

/// Terms say between whom they are within so many bytes.
const BEGINNING: usize = 4000;

/// A name that joins another party: before or behind "and".
fn capital_beside(paper: &Paper<'_>, span: Span) -> Option<Span> {
    let text = paper.slice(span);
    [" and ", " en ", " und ", " et "].iter().find_map(|joint| {
        let at = text.find(joint)?;
        names::closing(paper, Span::new(span.start(), span.start() + at))
    })
}

/// Where a role is named at all: standard terms are made with any customer.
fn mentioned(paper: &Paper<'_>) -> Vec<Side> {
    let first = |role: Role| paper.cues.generic.iter().find(|(it, _)| *it == role);
    let firsts = ROLES.iter().filter_map(|&role| first(role));
    firsts.map(|&(role, span)| side(paper, role, What::Generic, span, span, Rank::Mentioned)).collect()
}
