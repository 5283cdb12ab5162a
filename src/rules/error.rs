//! What is wrong with a rule file, where, and what was expected.
//!
//! In: a source and a span in it. Out: an error that prints like a compiler's. Not here: the checks themselves.

use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::Source;

/// A rule file that does not load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// What is wrong.
    pub kind: RuleErrorKind,
    /// Path of the file as messages call it.
    pub path: String,
    /// Its text, for the excerpt.
    pub text: String,
    /// Where in the text, in bytes.
    pub span: Range<usize>,
}

/// Kinds of faults in rule files.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RuleErrorKind {
    /// Not TOML, a missing or unknown key, or a value of the wrong type. The parser's own words.
    Form {
        /// What the parser says.
        says: String,
    },
    /// The regular expression does not parse. The parser's own words.
    Regex {
        /// What the parser says.
        says: String,
    },
    /// A capital or accented letter in a pattern: the folded view has none, so it could never match.
    NotFolded {
        /// The character.
        character: char,
    },
    /// `(?&name)` without a fragment of that name.
    UnknownFragment {
        /// The name.
        name: String,
        /// The nearest name there is.
        nearest: Option<String>,
    },
    /// A fragment that includes itself.
    FragmentCycle {
        /// The names on the way round.
        through: Vec<String>,
    },
    /// A fragment with a named group: used twice it would not load.
    NamedGroupInFragment {
        /// The name of the group.
        name: String,
    },
    /// A word of the format that does not exist.
    UnknownWord {
        /// What kind of word.
        what: &'static str,
        /// The word.
        word: String,
        /// Those there are.
        known: Vec<String>,
    },
    /// A value is declared and no pattern captures it, or captured and not declared.
    ValueWithoutGroup {
        /// Its name.
        name: String,
    },
    /// Something a rule cannot do without.
    Lacks {
        /// What.
        what: &'static str,
    },
    /// The compiled pattern is too large.
    TooLarge,
    /// The file stands in a folder that holds no rules.
    UnknownPlace,
    /// Two files with the same id.
    Twice,
    /// An example does not give what it says.
    Example {
        /// What was expected.
        expected: String,
        /// What came.
        found: String,
    },
}

impl fmt::Display for RuleErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form { says } | Self::Regex { says } => f.write_str(says),
            Self::NotFolded { character } => {
                write!(f, "`{character}` never matches: patterns see lower-case text without accents")
            }
            Self::UnknownFragment { name, nearest: Some(nearest) } => {
                write!(f, "no fragment `{name}` in the lexicon, expected perhaps `{nearest}`")
            }
            Self::UnknownFragment { name, nearest: None } => write!(f, "no fragment `{name}` in the lexicon"),
            Self::FragmentCycle { through } => write!(f, "the fragment includes itself: {}", through.join(" → ")),
            Self::NamedGroupInFragment { name } => {
                write!(f, "named group `{name}` in a fragment, expected named groups in rules only")
            }
            Self::UnknownWord { what, word, known } => {
                let nearest = nearest(word, known);
                if nearest.len() < known.len() {
                    return write!(f, "unknown {what} `{word}`, expected perhaps one of: {}", nearest.join(", "));
                }
                write!(f, "unknown {what} `{word}`, expected one of: {}", known.join(", "))
            }
            Self::ValueWithoutGroup { name } => {
                write!(f, "`{name}` must be both a named group of a pattern and a value under [values]")
            }
            Self::Lacks { what } => write!(f, "the rule lacks {what}"),
            Self::TooLarge => write!(f, "the compiled pattern is too large, expected fewer or shorter repetitions"),
            Self::UnknownPlace => {
                write!(
                    f,
                    "unknown place for a rule, expected lexicon/, topics/, facts/<kind>/, remarks/, models/<model>/ or wording/"
                )
            }
            Self::Twice => write!(f, "this id is taken by another file"),
            Self::Example { expected, found } => write!(f, "the example gives {found}, expected {expected}"),
        }
    }
}

/// A longer list is no help; then only the words most like the one written are named.
const SHOWN: usize = 8;

fn nearest<'k>(word: &str, known: &'k [String]) -> Vec<&'k str> {
    let mut known: Vec<&str> = known.iter().map(String::as_str).collect();
    if known.len() > SHOWN {
        known.sort_by_key(|candidate| (super::lexicon::distance(candidate, word), *candidate));
        known.truncate(3);
    }
    known
}

impl RuleError {
    /// An error at a span of a source.
    pub fn new(source: &Source, span: Range<usize>, kind: RuleErrorKind) -> Self {
        let end = span.end.min(source.text.len());
        Self { kind, path: source.path.clone(), text: source.text.clone(), span: span.start.min(end)..end }
    }

    /// The error as a compiler would print it, with the line, a caret and what was expected.
    pub fn render(&self, color: bool) -> String {
        let message = self.kind.to_string();
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let snippet = Snippet::source(self.text.as_str())
            .path(self.path.as_str())
            .annotation(AnnotationKind::Primary.span(self.span.clone()));
        let report = &[Level::ERROR.primary_title(message).element(snippet)];
        renderer.render(report)
    }

    /// Line and column of the fault, both from 1, columns in characters.
    pub fn position(&self) -> (usize, usize) {
        let before = &self.text[..self.span.start];
        let line = before.matches('\n').count() + 1;
        (line, before.rsplit('\n').next().unwrap_or("").chars().count() + 1)
    }
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.position();
        write!(f, "{}:{line}:{column}: {}", self.path, self.kind)
    }
}

impl std::error::Error for RuleError {}
