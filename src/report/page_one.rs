//! Page one: which entries stand on it and in what words, whatever the form of the report.
//!
//! In: an analysis, the language, what is known about the program. Out: lines of [`Piece`]s and entries in their order.
//! Not here: how they are printed (`terminal`, `html`), the ten key facts (`key_facts`), how findings are sorted
//! (`matters`).

use std::collections::BTreeMap;

use crate::Analysis;
use crate::clause::ClauseId;
use crate::compare::{Finding, NotAssessed, Severity, Wording};
use crate::document::BlockKind;
use crate::evidence::Grounds;
use crate::extract::{Role, SignatureState};
use crate::read::Warning;
use crate::text::Span;

use super::harmless::{one_line, shorten};
use super::matters::{Matters, matters};
use super::reading::warning_message;
use super::value::{clause, said};
use super::wire::Tool;
use super::words::{Tongue, Word, count, fill, word};

/// Entries of each kind on page one: what fits on one sheet of A4 beside the key facts.
pub(super) const BLOCKING_SHOWN: usize = 5;
pub(super) const MAJOR_SHOWN: usize = 7;
pub(super) const NOT_ASSESSED_SHOWN: usize = 5;

/// What a report says about the program that made it.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// Versions and dates.
    pub tool: Tool,
    /// What the models are called, by their ids; one without a title is called by its id.
    pub models: BTreeMap<String, Wording>,
}

/// What the parts of a report share.
pub(super) struct Context<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) about: &'a About,
    pub(super) matters: Matters<'a>,
    pub(super) tongue: Tongue,
}

/// The context of a report on `analysis`.
pub(super) fn context<'a>(analysis: &'a Analysis, about: &'a About, tongue: Tongue) -> Context<'a> {
    Context { analysis, about, matters: matters(analysis), tongue }
}

/// A stretch of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words of the report or a value, fit for one line.
    Words(String),
    /// Words of the agreement between quotation marks, no longer than this.
    Quote(Span, usize),
    /// Clause and page or line of a place.
    Spot(Span),
}

impl Piece {
    pub(super) fn words(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

/// A label and what stands beside it.
pub(super) type Field = (Word, Vec<Piece>);

/// What the document is: title, sides, date, file and digest.
pub(super) fn identity(context: &Context) -> Vec<Field> {
    let Context { analysis, tongue, .. } = *context;
    let source = &analysis.document.source;
    let words = |text: &str| vec![Piece::words(text)];
    let mut fields = Vec::new();
    fields.extend(title(context).map(|title| (Word::IdentityTitle, words(&title))));
    fields.push((Word::Processor, words(&names(context, Role::Processor))));
    fields.push((Word::Controller, words(&names(context, Role::Controller))));
    fields.extend(products(context).map(|products| (Word::FactProducts, words(&products))));
    fields.extend(
        analysis
            .facts
            .versions
            .first()
            .map(|version| (Word::FactVersion, vec![Piece::Words(shorten(&one_line(&version.text), 60))])),
    );
    fields.extend(analysis.facts.signature.date.iter().map(|date| (Word::SignedOn, words(date))));
    let mut file = format!("{} ({}", one_line(&source.path), source.format.name());
    let pages = analysis.document.pages.len();
    if pages > 0 {
        file = format!("{file}, {}", count(tongue, pages, Word::PageOne, Word::PageMany));
    }
    if let Some(language) = analysis.language {
        file = format!("{file}, {language}");
    }
    fields.push((Word::File, words(&format!("{file})"))));
    fields.push((Word::Digest, words(&source.digest)));
    fields
}

/// Names of the first products, as printed.
fn products(context: &Context) -> Option<String> {
    let products = context.analysis.facts.listed.get("products")?;
    let names: Vec<String> = products.iter().take(3).map(|product| shorten(&one_line(&product.text), 60)).collect();
    let more = products.len().saturating_sub(3);
    let rest = if more > 0 { format!(" + {more}") } else { String::new() };
    Some(names.join("; ") + &rest).filter(|names| !names.is_empty())
}

/// What the agreement was held against, and how that is known.
pub(super) fn model(context: &Context) -> Vec<Field> {
    let Context { analysis, tongue, .. } = *context;
    let say = |key| word(tongue, key).to_owned();
    let recognition = &analysis.recognition;
    let with_id = |id: &String| match called(context, id) {
        Some(title) => format!("{title} ({id})"),
        None => id.clone(),
    };
    let follows = recognition.id.as_ref().map_or_else(|| say(Word::NoModel), with_id);
    let compared: Vec<String> = recognition.compared_with.iter().map(with_id).collect();
    let compared = if compared.is_empty() { say(Word::NotCompared) } else { compared.join("; ") };
    let mut fields =
        vec![(Word::FollowsModel, vec![Piece::Words(follows)]), (Word::ComparedWith, vec![Piece::Words(compared)])];
    fields.extend(recognition.evidence.first().map(|evidence| {
        let at = evidence.first;
        let pieces = vec![Piece::Quote(at, 220), Piece::words(" ("), Piece::Spot(at), Piece::words(")")];
        (Word::RecognisedBy, pieces)
    }));
    fields.extend(
        context
            .about
            .tool
            .facts_as_of
            .as_ref()
            .map(|date| (Word::FactTables, vec![Piece::Words(fill(tongue, Word::AsOf, &[("date", date)]))])),
    );
    fields
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

/// The title of a model in the language of the report.
pub(super) fn called<'a>(context: &Context<'a>, id: &str) -> Option<&'a str> {
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

/// The verdict: what was found against what. It states differences and never approves.
pub(super) fn sentence(context: &Context) -> String {
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

pub(super) fn status(context: &Context) -> String {
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

/// The message, with the clause before it where there is one.
pub(super) fn headed(context: &Context, finding: &Finding) -> String {
    let message = context.tongue.of(&finding.message);
    match stands_in(context, finding) {
        Some(clause) => format!("{clause} · {message}"),
        None => message.to_owned(),
    }
}

pub(super) fn looked_at(context: &Context, id: ClauseId) -> String {
    said(&context.analysis.clauses.reference(&context.analysis.document, id), context.tongue)
}

/// The clause a finding is about, where it is about one.
pub(super) fn stands_in(context: &Context, finding: &Finding) -> Option<String> {
    match &finding.grounds {
        Grounds::Quoted(evidence) => clause(context.analysis, evidence.first, context.tongue),
        Grounds::Absent(search) => match search.clauses.as_slice() {
            [only] => Some(looked_at(context, *only)),
            _ => None,
        },
    }
}

/// The headline about an unfinished document.
pub(super) fn unfinished(context: &Context) -> String {
    let tongue = context.tongue;
    let places = count(tongue, context.matters.fill_in(), Word::FillInOne, Word::FillInMany);
    fill(tongue, Word::Unfinished, &[("places", &places)])
}

/// What was not assessed, with the remarks about the reading that say so.
pub(super) fn not_assessed(context: &Context) -> Vec<String> {
    let Context { analysis, tongue, .. } = *context;
    let entry = |entry: &NotAssessed| {
        let page = entry.page.map(|page| fill(tongue, Word::Page, &[("n", &page.to_string())]));
        let page = page.map_or_else(String::new, |page| format!(" ({page})"));
        format!("{}{page}: {}", tongue.of(&entry.what), tongue.of(&entry.why))
    };
    let warning = |warning: &Warning| with_page(context, warning.page, &warning_message(warning, tongue));
    analysis.not_assessed.iter().map(entry).chain(analysis.warnings.iter().map(warning)).collect()
}

fn with_page(context: &Context, page: Option<u32>, text: &str) -> String {
    match page {
        Some(page) => format!("{}: {text}", fill(context.tongue, Word::Page, &[("n", &page.to_string())])),
        None => text.to_owned(),
    }
}
