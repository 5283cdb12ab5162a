//! Named fragments of patterns, and scopes.
//!
//! In: the files of `rules/lexicon/`. Out: patterns with `(?&name)` replaced by what it stands for. Not here: matching.
//!
//! A fragment is looked up in the language of the pattern first, then in the fragments of every language. Fragments are
//! put in as non-capturing groups, so that an alternation in one does not leak.

use std::collections::BTreeMap;
use std::ops::Range;

use super::error::{RuleError, RuleErrorKind};
use super::schema::{LangWord, LexiconFile, Where};
use super::source::Source;
use crate::text::Lang;

/// A fragment and where it stands.
#[derive(Clone, Debug)]
struct Fragment {
    source: usize,
    span: Range<usize>,
    text: String,
}

/// A scope with its cues expanded.
#[derive(Clone, Debug)]
pub struct Scope {
    /// Its name.
    pub name: String,
    /// Where the cue stands.
    pub place: Where,
    /// How many bytes away at most.
    pub reach: usize,
    /// Whether a cue inside the match counts.
    pub inside: bool,
    /// What ends it between cue and match, in every language.
    pub stop: Option<String>,
    /// Cues by language.
    pub cues: BTreeMap<&'static str, String>,
}

/// All fragments and scopes.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    sources: Vec<Source>,
    fragments: BTreeMap<(&'static str, String), Fragment>,
    files: Vec<LexiconFile>,
}

const ANY: &str = "any";

/// How far away a cue may stand when a scope does not say.
const REACH: usize = 400;

/// How deep fragments may include each other.
const DEPTH: usize = 16;

impl Lexicon {
    /// Reads one lexicon file.
    pub(super) fn add(&mut self, source: &Source, file: LexiconFile) -> Result<(), RuleError> {
        let at = self.sources.len();
        self.sources.push(source.clone());
        for (lang, map) in [(ANY, &file.any), ("nl", &file.nl), ("en", &file.en), ("de", &file.de), ("fr", &file.fr)] {
            for (name, value) in map {
                let fragment = Fragment { source: at, span: value.span(), text: value.get_ref().clone() };
                if let Some(group) = named_group(&fragment.text) {
                    return Err(RuleError::new(
                        source,
                        fragment.span,
                        RuleErrorKind::NamedGroupInFragment { name: group },
                    ));
                }
                super::compile::check_syntax(source, &fragment.span, &fragment.text)?;
                if self.fragments.insert((lang, name.clone()), fragment).is_some() {
                    return Err(RuleError::new(source, value.span(), RuleErrorKind::Twice));
                }
            }
        }
        self.files.push(file);
        Ok(())
    }

    /// All scopes with their cues expanded, by name.
    pub(super) fn scopes(&self) -> Result<Vec<Scope>, RuleError> {
        let mut scopes: Vec<Scope> = Vec::new();
        for (source, file) in self.sources.iter().zip(&self.files) {
            for (name, scope) in &file.scope {
                // Within one file TOML says so itself.
                if scopes.iter().any(|known| known.name == *name) {
                    let at = source.text.find(&format!("[scope.{name}]")).unwrap_or(0);
                    return Err(RuleError::new(source, at..at, RuleErrorKind::Twice));
                }
                let mut cues = BTreeMap::new();
                let words = [("nl", &scope.nl), ("en", &scope.en), ("de", &scope.de), ("fr", &scope.fr)];
                for (lang, cue) in words {
                    let Some(cue) = cue else { continue };
                    super::compile::check_syntax(source, &cue.span(), cue.get_ref())?;
                    cues.insert(lang, self.expand(source, &cue.span(), cue.get_ref(), lang)?);
                }
                let stop = match &scope.stop {
                    Some(stop) => Some(self.expand(source, &stop.span(), stop.get_ref(), ANY)?),
                    None => None,
                };
                let reach = scope.reach.unwrap_or(REACH);
                scopes.push(Scope { name: name.clone(), place: scope.place, reach, inside: scope.inside, stop, cues });
            }
        }
        scopes.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(scopes)
    }

    /// Replaces `(?&name)` in a pattern of one language.
    pub(super) fn expand(
        &self,
        source: &Source,
        span: &Range<usize>,
        pattern: &str,
        lang: &'static str,
    ) -> Result<String, RuleError> {
        self.expand_within(source, span, pattern, lang, &mut Vec::new())
    }

    fn expand_within(
        &self,
        source: &Source,
        span: &Range<usize>,
        pattern: &str,
        lang: &'static str,
        through: &mut Vec<String>,
    ) -> Result<String, RuleError> {
        let mut out = String::with_capacity(pattern.len() * 2);
        let mut rest = pattern;
        while let Some(at) = rest.find("(?&") {
            let Some(close) = rest[at..].find(')') else { break };
            let name = &rest[at + 3..at + close];
            out.push_str(&rest[..at]);
            rest = &rest[at + close + 1..];
            let fragment = self.fragment(lang, name).ok_or_else(|| {
                let kind = RuleErrorKind::UnknownFragment { name: name.to_owned(), nearest: self.nearest(lang, name) };
                RuleError::new(source, find_in(source, span, name), kind)
            })?;
            if through.iter().any(|passed| passed == name) || through.len() >= DEPTH {
                through.push(name.to_owned());
                let at = &self.sources[fragment.source];
                return Err(RuleError::new(
                    at,
                    fragment.span.clone(),
                    RuleErrorKind::FragmentCycle { through: std::mem::take(through) },
                ));
            }
            through.push(name.to_owned());
            let inner =
                self.expand_within(&self.sources[fragment.source], &fragment.span, &fragment.text, lang, through)?;
            through.pop();
            out.push_str("(?:");
            out.push_str(&inner);
            out.push(')');
        }
        out.push_str(rest);
        Ok(out)
    }

    fn fragment(&self, lang: &'static str, name: &str) -> Option<&Fragment> {
        self.fragments.get(&(lang, name.to_owned())).or_else(|| self.fragments.get(&(ANY, name.to_owned())))
    }

    /// A fragment of one language, expanded: for the engine's own words (roles).
    pub(super) fn named(&self, lang: Lang, name: &str) -> Option<String> {
        let fragment = self.fragment(lang.code(), name)?;
        let source = &self.sources[fragment.source];
        self.expand(source, &fragment.span, &fragment.text, lang.code()).ok()
    }

    /// A fragment as written, its own fragments not put in.
    pub(super) fn text(&self, lang: &'static str, name: &str) -> Option<&str> {
        self.fragment(lang, name).map(|fragment| fragment.text.as_str())
    }

    fn nearest(&self, lang: &'static str, name: &str) -> Option<String> {
        self.fragments
            .keys()
            .filter(|(of, _)| *of == lang || *of == ANY)
            .map(|(_, known)| (distance(known, name), known))
            .filter(|(distance, _)| *distance <= name.len() / 2)
            .min()
            .map(|(_, known)| known.clone())
    }
}

/// Key of a language word in the maps here.
pub(super) fn lang_key(lang: LangWord) -> &'static str {
    match lang {
        LangWord::Nl => "nl",
        LangWord::En => "en",
        LangWord::De => "de",
        LangWord::Fr => "fr",
        LangWord::Any => ANY,
    }
}

fn find_in(source: &Source, span: &Range<usize>, name: &str) -> Range<usize> {
    let slice = source.text.get(span.clone()).unwrap_or("");
    match slice.find(&format!("(?&{name})")) {
        Some(at) => span.start + at..span.start + at + name.len() + 4,
        None => span.clone(),
    }
}

fn named_group(pattern: &str) -> Option<String> {
    let at = pattern.find("(?<").or_else(|| pattern.find("(?P<"))?;
    let rest = &pattern[at..];
    let start = rest.find('<')? + 1;
    let end = rest.find('>')?;
    rest.get(start..end).map(str::to_owned)
}

/// Levenshtein distance; names are short.
pub(super) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}
