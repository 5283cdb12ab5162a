//! Rule files to rules: fragments expanded, words checked, literals drawn.
//!
//! In: [`Source`]s. Out: [`Rules`]. Not here: matching (`matcher`), examples (`crate::examples`).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

use regex_syntax::hir::Hir;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use toml::Spanned;

use super::engine::Sees;
use super::error::{RuleError, RuleErrorKind};
use super::lexicon::{Lexicon, lang_key};
use super::pattern::{Pattern, PatternId, ScopeId};
use super::schema::{
    FactFile, FindsFile, IgnoresFile, LangWord, LexiconFile, ModelFile, PatternFile, RemarkFile, RequirementFile,
    TopicFile, Unit, ValueKind, WordingFile,
};
use super::words;
use super::{
    AgainstRule, FactRule, MarkRule, ModelRule, PartRule, RemarkRule, RequirementRule, Rules, Source, TopicRule,
};

/// Whose duty: closed words of the format.
pub const DUTY: [&str; 2] = ["controller", "processor"];

/// Compiles rule files. Later sources may not repeat an id of earlier ones.
///
/// # Errors
/// Every fault found, in the order of the files.
pub fn compile(sources: &[Source]) -> Result<Rules, Vec<RuleError>> {
    let mut builder = Builder::default();
    let mut errors = Vec::new();
    for source in sources.iter().filter(|source| source.id.starts_with("lexicon/")) {
        errors.extend(builder.lexicon_file(source).err());
    }
    match builder.lexicon.scopes() {
        Ok(scopes) => builder.rules.scopes = scopes,
        Err(error) => errors.push(error),
    }
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let (topics, rest): (Vec<&Source>, Vec<&Source>) =
        sources.iter().partition(|source| source.id.starts_with("topics/"));
    for source in topics.into_iter().chain(rest) {
        if !seen.insert(&source.id) {
            errors.push(RuleError::new(source, 0..0, RuleErrorKind::Twice));
        } else if !source.id.starts_with("lexicon/") {
            errors.extend(builder.file(source).err());
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(builder.finish(sources))
}

#[derive(Default)]
struct Builder {
    lexicon: Lexicon,
    rules: Rules,
}

impl Builder {
    fn lexicon_file(&mut self, source: &Source) -> Result<(), RuleError> {
        let file: LexiconFile = parse(source)?;
        self.lexicon.add(source, file)
    }

    fn file(&mut self, source: &Source) -> Result<(), RuleError> {
        let parts: Vec<&str> = source.id.split('/').collect();
        match parts.as_slice() {
            ["topics", topic] => self.topic(source, topic),
            ["facts", kind, _] => self.fact(source, kind),
            ["remarks", ..] => self.remark(source),
            ["models", model, "model"] => self.model(source, model),
            ["wording", _] => self.wording(source),
            ["models", model, requirement] => self.requirement(source, model, requirement),
            _ => Err(RuleError::new(source, 0..0, RuleErrorKind::UnknownPlace)),
        }
    }

    fn topic(&mut self, source: &Source, topic: &str) -> Result<(), RuleError> {
        let file: TopicFile = parse(source)?;
        whole(source, &file.why, &file.finds, &file.ignores)?;
        let patterns = self.patterns(source, &file.pattern, Unit::Heading, &[])?;
        self.rules.topics.push(TopicRule { id: topic.to_owned(), file, patterns });
        Ok(())
    }

    fn fact(&mut self, source: &Source, kind: &str) -> Result<(), RuleError> {
        let file: FactFile = parse(source)?;
        whole(source, &file.why, &file.finds, &file.ignores)?;
        if file.pattern.is_empty() {
            return Err(RuleError::new(source, 0..0, RuleErrorKind::Lacks { what: "a [[pattern]]" }));
        }
        check_values(source, &file.values, &file.pattern)?;
        let unless = self.scope_ids(source, &file.unless)?;
        let patterns = self.patterns(source, &file.pattern, file.unit, &unless)?;
        let duty_of = duty(source, file.duty_of.as_ref())?;
        self.rules.facts.push(FactRule {
            id: source.id.clone(),
            kind: kind.to_owned(),
            topics: self.topics(source, &file.topics)?,
            duty_of,
            patterns,
            file,
        });
        Ok(())
    }

    fn remark(&mut self, source: &Source) -> Result<(), RuleError> {
        let file: RemarkFile = parse(source)?;
        whole(source, &file.why, &file.finds, &file.ignores)?;
        if file.pattern.is_empty() == file.check.is_none() {
            let what = "either a [[pattern]] or a `check`, and not both";
            return Err(RuleError::new(source, 0..0, RuleErrorKind::Lacks { what }));
        }
        closed(source, "check", file.check.as_ref(), &words::CHECKS)?;
        let unless = self.scope_ids(source, &file.unless)?;
        let patterns = self.patterns(source, &file.pattern, file.unit, &unless)?;
        let duty_of = duty(source, file.duty_of.as_ref())?;
        let id = source.id.trim_start_matches("remarks/").to_owned();
        self.rules.remarks.push(RemarkRule { id, topics: self.topics(source, &file.topics)?, duty_of, patterns, file });
        Ok(())
    }

    fn wording(&mut self, source: &Source) -> Result<(), RuleError> {
        let file: WordingFile = parse(source)?;
        if file.why.trim().is_empty() || file.finds.is_empty() || file.ignores.is_empty() {
            let what = "a why, a [[finds]] and an [[ignores]]";
            return Err(RuleError::new(source, 0..0, RuleErrorKind::Lacks { what }));
        }
        self.rules.dialect.add(source, file)
    }

    fn model(&mut self, source: &Source, model: &str) -> Result<(), RuleError> {
        let file: ModelFile = parse(source)?;
        if file.why.trim().is_empty() {
            return Err(RuleError::new(source, 0..0, RuleErrorKind::Lacks { what: "why" }));
        }
        if !file.always {
            whole(source, &file.why, &file.finds, &file.ignores)?;
        }
        let mut marks = Vec::new();
        for mark in &file.mark {
            let patterns = self.patterns(source, &mark.pattern, mark.unit, &[])?;
            marks.push(MarkRule { id: mark.id.get_ref().clone(), required: mark.required, patterns });
        }
        let mut incorporated = Vec::new();
        for text in &file.incorporated {
            whole(source, &text.why, &text.finds, &text.ignores)?;
            let unless = self.scope_ids(source, &text.unless)?;
            incorporated.push(self.patterns(source, &text.pattern, text.unit, &unless)?);
        }
        let entry = self.model_entry(model);
        entry.file = Some(file);
        entry.marks = marks;
        entry.incorporated = incorporated;
        Ok(())
    }

    fn model_entry(&mut self, model: &str) -> &mut ModelRule {
        let models = &mut self.rules.models;
        let at = models.iter().position(|known| known.id == model).unwrap_or_else(|| {
            models.push(ModelRule { id: model.to_owned(), ..ModelRule::default() });
            models.len() - 1
        });
        &mut models[at]
    }

    fn requirement(&mut self, source: &Source, model: &str, id: &str) -> Result<(), RuleError> {
        let file: RequirementFile = parse(source)?;
        whole(source, &file.why, &file.finds, &file.ignores)?;
        if file.part.is_empty() && file.bound.is_empty() && file.against.is_empty() {
            let what = "a [[part]], a [[bound]] or an [[against]]";
            return Err(RuleError::new(source, 0..0, RuleErrorKind::Lacks { what }));
        }
        let unless = self.scope_ids(source, &file.unless)?;
        let weakened_by = self.scope_ids(source, &file.weakened_by)?;
        closed(source, "condition", file.applies_if.as_ref(), &words::APPLIES)?;
        for bound in &file.bound {
            closed(source, "fact", Some(&bound.fact), &words::FACTS)?;
        }
        let mut parts = Vec::new();
        for part in &file.part {
            closed(source, "fact", part.fact.as_ref(), &words::FACTS)?;
            if part.fact.is_none() && part.pattern.is_empty() {
                let what = "a [[part.pattern]] or a `fact` for this part";
                return Err(RuleError::new(source, part.id.span(), RuleErrorKind::Lacks { what }));
            }
            let mut scopes = unless.clone();
            scopes.extend(self.scope_ids(source, &part.unless)?);
            let unit = part.unit.unwrap_or(file.unit);
            let patterns = self.patterns(source, &part.pattern, unit, &scopes)?;
            let duty_of = duty(source, part.duty_of.as_ref().or(file.duty_of.as_ref()))?;
            parts.push(PartRule { id: part.id.get_ref().clone(), patterns, duty_of });
        }
        let mut against = Vec::new();
        for item in &file.against {
            let scopes = self.scope_ids(source, &item.unless)?;
            let patterns = self.patterns(source, &item.pattern, item.unit, &scopes)?;
            against.push(AgainstRule { patterns });
        }
        let rule = RequirementRule {
            id: id.to_owned(),
            path: source.id.clone(),
            topics: self.topics(source, &file.topics)?,
            weakened_by,
            parts,
            against,
            file,
        };
        self.model_entry(model).requirements.push(rule);
        Ok(())
    }

    fn patterns(
        &mut self,
        source: &Source,
        files: &[PatternFile],
        unit: Unit,
        unless: &[ScopeId],
    ) -> Result<Vec<PatternId>, RuleError> {
        files.iter().map(|file| self.pattern(source, file, unit, unless)).collect()
    }

    fn pattern(
        &mut self,
        source: &Source,
        file: &PatternFile,
        unit: Unit,
        unless: &[ScopeId],
    ) -> Result<PatternId, RuleError> {
        let span = file.regex.span();
        let raw = file.regex.get_ref();
        check_syntax(source, &span, raw)?;
        let text = self.lexicon.expand(source, &span, raw, lang_key(file.lang))?;
        let mut scopes = unless.to_vec();
        scopes.extend(self.scope_ids(source, &file.unless)?);
        let id = PatternId(self.rules.patterns.len() as u32);
        let unit = file.unit.unwrap_or(unit);
        // Patterns of facts are asked for several times and reach over many sentences; the others are tried a few times.
        let often = source.id.starts_with("facts/") || matches!(unit, Unit::Clause | Unit::Document);
        self.rules.patterns.push(Pattern {
            lang: file.lang,
            unit,
            sees: if often { Sees::Much } else { Sees::Little },
            raw: raw.clone(),
            text,
            gives: file.gives.clone(),
            unless: scopes,
            regex: OnceLock::new(),
        });
        Ok(id)
    }

    fn topics(&self, source: &Source, names: &[Spanned<String>]) -> Result<Vec<String>, RuleError> {
        let known: Vec<&str> = self.rules.topics.iter().map(|topic| topic.id.as_str()).collect();
        for name in names {
            closed(source, "topic", Some(name), &known)?;
        }
        Ok(names.iter().map(|name| name.get_ref().clone()).collect())
    }

    fn scope_ids(&self, source: &Source, names: &[Spanned<String>]) -> Result<Vec<ScopeId>, RuleError> {
        names.iter().map(|name| self.scope_id(source, name)).collect()
    }

    fn scope_id(&self, source: &Source, name: &Spanned<String>) -> Result<ScopeId, RuleError> {
        let scopes = &self.rules.scopes;
        scopes.iter().position(|scope| scope.name == *name.get_ref()).map(|at| ScopeId(at as u32)).ok_or_else(|| {
            let known = scopes.iter().map(|scope| scope.name.clone()).collect();
            let word = name.get_ref().clone();
            RuleError::new(source, name.span(), RuleErrorKind::UnknownWord { what: "scope", word, known })
        })
    }

    fn finish(mut self, sources: &[Source]) -> Rules {
        self.rules.lexicon = self.lexicon;
        self.rules.digest = digest(sources);
        self.rules.sources = sources.to_vec();
        self.rules.dialect.finish();
        for model in &mut self.rules.models {
            model.requirements.sort_by_key(|rule| natural(&rule.id));
        }
        self.rules
    }
}

/// Ids in the order people count: R2 before R10, NL4-2.1 before NL4-10.1.
fn natural(id: &str) -> Vec<(u64, String)> {
    let mut key = Vec::new();
    let mut rest = id;
    while !rest.is_empty() {
        let word = rest.len() - rest.trim_start_matches(|c: char| !c.is_ascii_digit()).len();
        let (text, after) = rest.split_at(word);
        let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, left) = after.split_at(digits);
        key.push((number.parse().unwrap_or(0), text.to_owned()));
        rest = left;
    }
    // The text comes before its number when ids are compared.
    key.into_iter().flat_map(|(number, text)| [(0, text), (number, String::new())]).collect()
}

fn parse<T: DeserializeOwned>(source: &Source) -> Result<T, RuleError> {
    toml::from_str(&source.text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        RuleError::new(source, span, RuleErrorKind::Form { says: error.message().to_owned() })
    })
}

/// A rule without why, a find and an ignore does not load.
fn whole(source: &Source, why: &str, finds: &[FindsFile], ignores: &[IgnoresFile]) -> Result<(), RuleError> {
    let lacks = |what| Err(RuleError::new(source, 0..0, RuleErrorKind::Lacks { what }));
    if why.trim().is_empty() {
        return lacks("why");
    }
    if finds.is_empty() {
        return lacks("an example under [[finds]]");
    }
    if ignores.is_empty() {
        return lacks("a counterexample under [[ignores]]");
    }
    Ok(())
}

fn duty(source: &Source, word: Option<&Spanned<String>>) -> Result<Option<&'static str>, RuleError> {
    closed(source, "role", word, &DUTY)?;
    Ok(word.and_then(|word| DUTY.into_iter().find(|known| known == word.get_ref())))
}

/// A word must be one of the format's.
fn closed(
    source: &Source,
    what: &'static str,
    word: Option<&Spanned<String>>,
    known: &[&str],
) -> Result<(), RuleError> {
    match word {
        Some(word) if !known.contains(&word.get_ref().as_str()) => {
            let known = known.iter().map(|&word| word.to_owned()).collect();
            let kind = RuleErrorKind::UnknownWord { what, word: word.get_ref().clone(), known };
            Err(RuleError::new(source, word.span(), kind))
        }
        _ => Ok(()),
    }
}

fn check_values(
    source: &Source,
    values: &BTreeMap<String, ValueKind>,
    patterns: &[PatternFile],
) -> Result<(), RuleError> {
    for name in values.keys() {
        let group = format!("(?<{name}>");
        if !patterns.iter().any(|pattern| pattern.regex.get_ref().contains(&group)) {
            return Err(RuleError::new(source, 0..0, RuleErrorKind::ValueWithoutGroup { name: name.clone() }));
        }
    }
    for pattern in patterns {
        for group in pattern.regex.get_ref().split("(?<").skip(1) {
            let name = group.split('>').next().unwrap_or("");
            if !values.contains_key(name) {
                let kind = RuleErrorKind::ValueWithoutGroup { name: name.to_owned() };
                return Err(RuleError::new(source, pattern.regex.span(), kind));
            }
        }
    }
    Ok(())
}

/// Parses a pattern in place, so that an error points at the character in the file. A fragment `(?&name)` is read as the
/// group `(?:name)`, which has the same length.
pub(super) fn check_syntax(source: &Source, span: &Range<usize>, pattern: &str) -> Result<(), RuleError> {
    if source.built_in {
        return Ok(());
    }
    // The value starts after its quote; only one-line literal strings keep offsets, which is how patterns are written.
    let base = span.start + 1;
    if let Some((at, character)) = pattern.char_indices().find(|(_, c)| !c.is_ascii()) {
        let at = base + at;
        return Err(RuleError::new(source, at..at + character.len_utf8(), RuleErrorKind::NotFolded { character }));
    }
    let plain = pattern.replace("(?&", "(?:");
    if let Err(error) = parse_hir(&plain) {
        let (range, says) = match &error {
            regex_syntax::Error::Parse(error) => (error.span(), error.kind().to_string()),
            regex_syntax::Error::Translate(error) => (error.span(), error.kind().to_string()),
            _ => return Err(RuleError::new(source, span.clone(), RuleErrorKind::Regex { says: error.to_string() })),
        };
        let place = base + range.start.offset..base + range.end.offset.max(range.start.offset + 1);
        return Err(RuleError::new(source, place, RuleErrorKind::Regex { says }));
    }
    if let Some((at, character)) = capital(pattern) {
        let at = base + at;
        return Err(RuleError::new(source, at..at + 1, RuleErrorKind::NotFolded { character }));
    }
    Ok(())
}

/// A capital letter that stands for itself: not in an escape (`\S`, `\B`), not in a group's head.
fn capital(pattern: &str) -> Option<(usize, char)> {
    let mut escaped = false;
    for (at, character) in pattern.char_indices() {
        if !escaped && character.is_ascii_uppercase() && !pattern[..at].ends_with("(?") {
            return Some((at, character));
        }
        escaped = !escaped && character == '\\';
    }
    None
}

pub(super) fn parse_hir(pattern: &str) -> Result<Hir, regex_syntax::Error> {
    regex_syntax::ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern)
}

fn digest(sources: &[Source]) -> String {
    let mut hasher = Sha256::new();
    for source in sources {
        hasher.update(source.id.as_bytes());
        hasher.update([0]);
        hasher.update(source.text.as_bytes());
        hasher.update([0]);
    }
    crate::text::hexadecimal(&hasher.finalize())
}

/// Whether a pattern of this language is used on a text of that one.
pub(super) fn applies(pattern: LangWord, lang: crate::text::Lang) -> bool {
    pattern == LangWord::Any || lang_key(pattern) == lang.code()
}
