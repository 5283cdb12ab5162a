//! Page one: what the document is, what it was held against, the verdict in a sentence, what comes first.
//!
//! In: the context of a report. Out: the first sheet. Not here: lists and details (`rest`), the ten key facts (`facts`).

use anstyle::Style;

use crate::clause::ClauseId;
use crate::compare::{Finding, NotAssessed, Severity};
use crate::document::BlockKind;
use crate::evidence::Grounds;
use crate::extract::{Role, SignatureState};
use crate::report::reading::warning_message;
use crate::report::words::{Word, count, fill, word};

use super::Context;
use super::facts::{key_facts, parties};
use super::harmless::{one_line, shorten};
use super::matters::Entry;
use super::paper::{BLOCKING, FAINT, MAJOR, PLAIN, Paper, STRONG};
use super::value::{clause, full_spot, quote, said, short_spot};

/// Entries of each kind on page one: what fits on one sheet of A4 beside the key facts.
const BLOCKING_SHOWN: usize = 5;
const MAJOR_SHOWN: usize = 7;
const NOT_ASSESSED_SHOWN: usize = 5;
/// Column of the labels.
pub(super) const LABEL: usize = 20;
/// Column of the labels inside an entry.
const INNER: usize = 14;

pub(super) fn page_one(context: &Context, paper: &mut Paper) {
    paper.title(word(context.tongue, Word::Title));
    identity(context, paper);
    model(context, paper);
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
    let Context { analysis, tongue, .. } = *context;
    let say = |key| word(tongue, key);
    paper.section(STRONG, say(Word::Identity));
    if let Some(title) = title(context) {
        paper.field(2, say(Word::IdentityTitle), LABEL, &title);
    }
    paper.field(2, say(Word::Processor), LABEL, &names(context, Role::Processor));
    paper.field(2, say(Word::Controller), LABEL, &names(context, Role::Controller));
    if let Some(date) = &analysis.facts.signature.date {
        paper.field(2, say(Word::SignedOn), LABEL, date);
    }
    let source = &analysis.document.source;
    let mut file = format!("{} ({}", source.path, source.format.name());
    let pages = analysis.document.pages.len();
    if pages > 0 {
        file = format!("{file}, {}", count(tongue, pages, Word::PageOne, Word::PageMany));
    }
    if let Some(language) = analysis.language {
        file = format!("{file}, {language}");
    }
    paper.field(2, say(Word::File), LABEL, &format!("{file})"));
    paper.field(2, say(Word::Digest), LABEL, &source.digest);
}

/// The first heading, or else the first words.
fn title(context: &Context) -> Option<String> {
    let document = &context.analysis.document;
    let words = |block: &crate::document::Block| {
        let text = one_line(document.slice(block.span));
        let text = text.trim_matches(|c| matches!(c, '#' | '*' | '_' | ' ' | '|'));
        Some(shorten(text, 80)).filter(|text| text.chars().any(char::is_alphanumeric))
    };
    let early = || document.blocks.iter().take(8);
    let mut headings = early().filter(|block| block.strong || matches!(block.kind, BlockKind::Heading(_)));
    headings.find_map(words).or_else(|| early().find_map(words))
}

fn names(context: &Context, role: Role) -> String {
    let of_role = || context.analysis.facts.parties.iter().filter(|party| party.role == role);
    let mut names: Vec<String> = Vec::new();
    for name in of_role().filter(|party| !party.placeholder).filter_map(|party| party.name.as_ref()) {
        let name = one_line(name);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if !names.is_empty() {
        return names.join("; ");
    }
    let known = of_role().next().is_some();
    let assessed = known || context.analysis.facts.states.contains_key("parties");
    let key = match (known, assessed) {
        (true, _) => Word::NotFilledIn,
        (false, true) => Word::AnswerNotFound,
        (false, false) => Word::AnswerNotAssessed,
    };
    word(context.tongue, key).to_owned()
}

fn model(context: &Context, paper: &mut Paper) {
    let Context { analysis, tongue, .. } = *context;
    let say = |key| word(tongue, key);
    let recognition = &analysis.recognition;
    paper.section(STRONG, say(Word::ModelAndCertainty));
    let with_id = |id: &String| match called(context, id) {
        Some(title) => format!("{title} ({id})"),
        None => id.clone(),
    };
    let follows = recognition.id.as_ref().map_or_else(|| say(Word::NoModel).to_owned(), with_id);
    paper.field(2, say(Word::FollowsModel), LABEL, &follows);
    let compared: Vec<String> = recognition.compared_with.iter().map(with_id).collect();
    let compared = if compared.is_empty() { say(Word::NotCompared).to_owned() } else { compared.join("; ") };
    paper.field(2, say(Word::ComparedWith), LABEL, &compared);
    if let Some(evidence) = recognition.evidence.first() {
        let at = evidence.first;
        let text = format!("{} ({})", quote(analysis, at, tongue), short_spot(analysis, at, tongue));
        paper.field(2, say(Word::RecognisedBy), LABEL, &text);
    }
    if let Some(date) = &context.about.tool.facts_as_of {
        paper.field(2, say(Word::FactTables), LABEL, &fill(tongue, Word::AsOf, &[("date", date)]));
    }
}

/// The title of a model in the language of the report.
fn called<'a>(context: &Context<'a>, id: &str) -> Option<&'a str> {
    context.about.models.get(id).map(|title| context.tongue.of(title)).filter(|title| !title.is_empty())
}

/// `a`, `a and b`, `a, b and c`.
fn enumerate(items: &[String], and: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., last] => format!("{} {and} {last}", head.join(", ")),
    }
}

fn verdict(context: &Context, paper: &mut Paper) {
    let tongue = context.tongue;
    paper.section(STRONG, word(tongue, Word::Verdict));
    paper.flow(2, PLAIN, &sentence(context));
    paper.field(2, word(tongue, Word::Status), LABEL, &status(context));
}

/// The verdict: what was found against what. It states differences and never approves.
fn sentence(context: &Context) -> String {
    let tongue = context.tongue;
    let called = |id: &String| called(context, id).unwrap_or(id).to_owned();
    let models: Vec<String> = context.analysis.recognition.compared_with.iter().map(called).collect();
    let models = enumerate(&models, word(tongue, Word::And));
    let mut parts: Vec<String> = Vec::new();
    let counts = counts(context);
    match (models.is_empty(), &counts) {
        (true, None) => parts.push(word(tongue, Word::ComparedWithNothing).to_owned()),
        (true, Some(counts)) => {
            parts.push(word(tongue, Word::ComparedWithNothing).to_owned());
            parts.push(fill(tongue, Word::FoundAnyway, &[("counts", counts)]));
        }
        (false, None) => parts.push(fill(tongue, Word::NothingFound, &[("models", &models)])),
        (false, Some(counts)) => {
            parts.push(fill(tongue, Word::AgainstModels, &[("models", &models), ("counts", counts)]));
        }
    }
    if !context.matters.entries(Severity::Blocking).is_empty() {
        parts.push(word(tongue, Word::BlockingFirst).to_owned());
    }
    parts.join(" ")
}

/// How many points of each severity, in words; none when there are none at all.
fn counts(context: &Context) -> Option<String> {
    let tongue = context.tongue;
    let mut counts = Vec::new();
    for (severity, one, many) in [
        (Severity::Blocking, Word::BlockingOne, Word::BlockingMany),
        (Severity::Major, Word::MajorOne, Word::MajorMany),
        (Severity::Minor, Word::MinorOne, Word::MinorMany),
        (Severity::Info, Word::InfoOne, Word::InfoMany),
    ] {
        match context.matters.entries(severity).len() {
            0 => {}
            number => counts.push(count(tongue, number, one, many)),
        }
    }
    if counts.is_empty() {
        return None;
    }
    if context.matters.entries(Severity::Blocking).is_empty() {
        counts.insert(0, word(tongue, Word::NoBlocking).to_owned());
    }
    Some(enumerate(&counts, word(tongue, Word::And)))
}

fn status(context: &Context) -> String {
    let tongue = context.tongue;
    let signature = word(
        tongue,
        match context.analysis.facts.signature.state {
            SignatureState::Signed => Word::SignatureSigned,
            SignatureState::Partly => Word::SignaturePartly,
            SignatureState::Blank => Word::SignatureBlank,
            SignatureState::Unknown => Word::SignatureUnknown,
        },
    );
    match context.matters.fill_in() {
        0 => signature.to_owned(),
        places => format!("{}; {signature}", count(tongue, places, Word::FillInOne, Word::FillInMany)),
    }
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
    let places = count(tongue, context.matters.fill_in(), Word::FillInOne, Word::FillInMany);
    paper.entry(2, marker, STRONG, &fill(tongue, Word::Unfinished, &[("places", &places)]));
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

/// The message, with the clause before it where there is one.
pub(super) fn headed(context: &Context, finding: &Finding) -> String {
    let analysis = context.analysis;
    let message = context.tongue.of(&finding.message);
    let at = match &finding.grounds {
        Grounds::Quoted(evidence) => clause(analysis, evidence.first, context.tongue),
        Grounds::Absent(search) => match search.clauses.as_slice() {
            [only] => Some(looked_at(context, *only)),
            _ => None,
        },
    };
    match at {
        Some(clause) => format!("{clause} · {message}"),
        None => message.to_owned(),
    }
}

fn looked_at(context: &Context, id: ClauseId) -> String {
    said(&context.analysis.clauses.reference(&context.analysis.document, id), context.tongue)
}

/// What was not assessed, with the remarks about the reading that say so.
pub(super) fn not_assessed(context: &Context, paper: &mut Paper, shown: usize) {
    let Context { analysis, tongue, .. } = *context;
    let entry = |entry: &NotAssessed| {
        let page = entry.page.map(|page| fill(tongue, Word::Page, &[("n", &page.to_string())]));
        let page = page.map_or_else(String::new, |page| format!(" ({page})"));
        format!("{}{page}: {}", tongue.of(&entry.what), tongue.of(&entry.why))
    };
    let warning = |warning: &crate::read::Warning| with_page(context, warning.page, &warning_message(warning, tongue));
    let lines: Vec<String> =
        analysis.not_assessed.iter().map(entry).chain(analysis.warnings.iter().map(warning)).collect();
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

fn with_page(context: &Context, page: Option<u32>, text: &str) -> String {
    match page {
        Some(page) => format!("{}: {text}", fill(context.tongue, Word::Page, &[("n", &page.to_string())])),
        None => text.to_owned(),
    }
}
