//! Page one: what the document is, what it was held against, the verdict in a sentence, what comes first.
//!
//! In: the context of a report. Out: the first sheet. Not here: lists and details (`rest`), the ten key facts (`facts`).

use anstyle::Style;

use crate::compare::{Finding, Severity};
use crate::evidence::Grounds;
use crate::report::key_facts;
use crate::report::matters::Entry;
use crate::report::page_one::{
    self, BLOCKING_SHOWN, Context, Field, MAJOR_SHOWN, NOT_ASSESSED_SHOWN, Piece, headed, looked_at, sentence, status,
};
use crate::report::value::{full_spot, quote, quote_within, short_spot};
use crate::report::words::{Word, fill, word};

use super::paper::{BLOCKING, FAINT, MAJOR, PLAIN, Paper, STRONG};

/// Column of the labels.
pub(super) const LABEL: usize = 20;
/// Column of the labels inside an entry.
const INNER: usize = 14;

pub(super) fn page_one(context: &Context, paper: &mut Paper) {
    paper.title(word(context.tongue, Word::Title));
    identity(context, paper);
    section(context, paper, Word::ModelAndCertainty, &page_one::model(context));
    verdict(context, paper);
    top(context, paper, Severity::Blocking, Word::Blocking, BLOCKING, BLOCKING_SHOWN);
    top(context, paper, Severity::Major, Word::Major, MAJOR, MAJOR_SHOWN);
    key_facts(context, paper);
    not_assessed(context, paper, NOT_ASSESSED_SHOWN);
}

/// The same sheet for `dpa extract`: what stands there, held against nothing.
pub(super) fn facts_page(context: &Context, paper: &mut Paper) {
    paper.title(word(context.tongue, Word::FactsTitle));
    identity(context, paper);
    paper.section(STRONG, word(context.tongue, Word::Status));
    paper.flow(2, PLAIN, &status(context));
    key_facts(context, paper);
    parties(context, paper);
    super::rest::fill_in(context, paper);
    not_assessed(context, paper, usize::MAX);
}

fn identity(context: &Context, paper: &mut Paper) {
    section(context, paper, Word::Identity, &page_one::identity(context));
}

fn key_facts(context: &Context, paper: &mut Paper) {
    let fields: Vec<Field> = key_facts::key_facts(context).into_iter().map(|fact| (fact.label, fact.answer)).collect();
    section(context, paper, Word::KeyFacts, &fields);
}

/// Parties as printed.
pub(super) fn parties(context: &Context, paper: &mut Paper) {
    let parties = key_facts::parties(context);
    if !parties.is_empty() {
        section(context, paper, Word::Parties, &parties);
    }
}

fn section(context: &Context, paper: &mut Paper, heading: Word, fields: &[Field]) {
    paper.section(STRONG, word(context.tongue, heading));
    for (label, pieces) in fields {
        paper.field(2, word(context.tongue, *label), LABEL, &flat(context, pieces));
    }
}

/// Pieces as one line of text.
fn flat(context: &Context, pieces: &[Piece]) -> String {
    let (analysis, tongue) = (context.analysis, context.tongue);
    let one = |piece: &Piece| match piece {
        Piece::Words(words) => words.clone(),
        Piece::Quote(span, columns) => quote_within(analysis, *span, tongue, *columns),
        Piece::Spot(span) => short_spot(analysis, *span, tongue),
    };
    pieces.iter().map(one).collect()
}

fn verdict(context: &Context, paper: &mut Paper) {
    let tongue = context.tongue;
    paper.section(STRONG, word(tongue, Word::Verdict));
    paper.flow(2, PLAIN, &sentence(context));
    paper.field(2, word(tongue, Word::Status), LABEL, &status(context));
}

fn top(context: &Context, paper: &mut Paper, severity: Severity, heading: Word, style: Style, shown: usize) {
    let entries = context.matters.entries(severity);
    if entries.is_empty() {
        return;
    }
    paper.section(style, &format!("{} ({})", word(context.tongue, heading), entries.len()));
    list_entries(context, paper, entries.iter().take(shown), 1);
    if entries.len() > shown {
        let more = (entries.len() - shown).to_string();
        paper.flow(2, FAINT, &fill(context.tongue, Word::More, &[("n", &more)]));
    }
}

/// What did not fit on page one.
pub(super) fn continued(context: &Context, paper: &mut Paper) {
    for (severity, heading, style, shown) in [
        (Severity::Blocking, Word::MoreBlocking, BLOCKING, BLOCKING_SHOWN),
        (Severity::Major, Word::MoreMajor, MAJOR, MAJOR_SHOWN),
    ] {
        let entries = context.matters.entries(severity);
        if entries.len() > shown {
            paper.section(style, word(context.tongue, heading));
            list_entries(context, paper, entries.iter().skip(shown), shown + 1);
        }
    }
}

fn list_entries<'a>(
    context: &Context,
    paper: &mut Paper,
    entries: impl Iterator<Item = &'a Entry<'a>>,
    first_number: usize,
) {
    for (at, entry) in entries.enumerate() {
        let marker = format!("{}.", first_number + at);
        match entry {
            Entry::One(finding) => finding_in_full(context, paper, &marker, finding),
            Entry::Unfinished => unfinished(context, paper, &marker),
        }
    }
}

fn unfinished(context: &Context, paper: &mut Paper, marker: &str) {
    let tongue = context.tongue;
    paper.entry(2, marker, STRONG, &page_one::unfinished(context));
    let list = word(tongue, Word::FillInList);
    paper.flow(3 + marker.len(), PLAIN, &fill(tongue, Word::SeeFillIn, &[("list", list)]));
}

/// Clause and matter, then what stands there, what is asked, what to do, on what ground, where.
pub(super) fn finding_in_full(context: &Context, paper: &mut Paper, marker: &str, finding: &Finding) {
    let Context { analysis, tongue, .. } = *context;
    let say = |key| word(tongue, key);
    let indent = 3 + marker.len();
    paper.entry(2, marker, STRONG, &headed(context, finding));
    for (label, text) in
        [(Word::Found, &finding.found), (Word::Expected, &finding.expected), (Word::Remedy, &finding.remedy)]
    {
        let text = tongue.of(text);
        if !text.is_empty() {
            paper.field(indent, say(label), INNER, text);
        }
    }
    if !finding.basis.is_empty() {
        paper.field(indent, say(Word::Basis), INNER, &finding.basis.join("; "));
    }
    match &finding.grounds {
        Grounds::Quoted(evidence) => {
            for (at, span) in evidence.spans().enumerate() {
                let label = if at == 0 { say(Word::Place) } else { "" };
                let text = format!("{} {}", quote(analysis, span, tongue), full_spot(analysis, span, tongue));
                paper.field(indent, label, INNER, &text);
            }
        }
        Grounds::Absent(search) => {
            let looked: Vec<String> = search.clauses.iter().map(|&id| looked_at(context, id)).collect();
            let looked = if looked.is_empty() { say(Word::Everywhere).to_owned() } else { looked.join(", ") };
            paper.field(indent, say(Word::Searched), INNER, &looked);
            if let Some(span) = search.nearest {
                let text = format!("{} {}", quote(analysis, span, tongue), full_spot(analysis, span, tongue));
                paper.field(indent, say(Word::Nearest), INNER, &text);
            }
        }
    }
}

/// What was not assessed, the first `shown`.
pub(super) fn not_assessed(context: &Context, paper: &mut Paper, shown: usize) {
    let tongue = context.tongue;
    let lines = page_one::not_assessed(context);
    let heading = format!("{} ({})", word(tongue, Word::NotAssessed), lines.len());
    paper.section(STRONG, &heading);
    if lines.is_empty() {
        paper.flow(2, PLAIN, word(tongue, Word::NothingLeftOut));
    }
    for line in lines.iter().take(shown) {
        paper.entry(2, "–", PLAIN, line);
    }
    if lines.len() > shown {
        let more = (lines.len() - shown).to_string();
        paper.flow(2, FAINT, &fill(tongue, Word::More, &[("n", &more)]));
    }
}

/// The whole list again where page one showed only its head.
pub(super) fn not_assessed_in_full(context: &Context, paper: &mut Paper) {
    if context.analysis.not_assessed.len() + context.analysis.warnings.len() > NOT_ASSESSED_SHOWN {
        not_assessed(context, paper, usize::MAX);
    }
}
