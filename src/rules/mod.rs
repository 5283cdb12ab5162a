//! Rules as data: `rules/*.toml` to compiled rules, and matching them on a document.
//!
//! In: rule files. Out: [`Rules`], immutable and shared by all documents of a run; [`Scan`] for one document. Not here:
//! what a match means (`extract`, `compare`).

mod compile;
mod dialect;
mod engine;
mod error;
mod lexicon;
mod literals;
mod matcher;
mod pattern;
pub mod schema;
mod scope;
mod source;
mod units;
pub mod words;

use std::path::Path;
use std::sync::OnceLock;

pub use compile::{DUTY, compile};
pub use dialect::Dialect;
pub use error::{RuleError, RuleErrorKind};
pub use lexicon::Scope;
pub use matcher::{Hit, Scan, Value};
pub use pattern::{Pattern, PatternId, ScopeId};
pub use source::{Source, embedded, from_folder};
pub use units::{Alias, UnitText, View};

use crate::text::Lang;
use matcher::Index;
use scope::{Roles, ScopeRegexes};

/// All rules, compiled once and borrowed by every run.
#[derive(Debug, Default)]
pub struct Rules {
    /// Rules of facts, by id.
    pub facts: Vec<FactRule>,
    /// Topics of clauses.
    pub topics: Vec<TopicRule>,
    /// Remarks on anything that stands in an agreement.
    pub remarks: Vec<RemarkRule>,
    /// Reference models with their requirements.
    pub models: Vec<ModelRule>,
    /// What Flanders calls things.
    pub dialect: Dialect,
    /// SHA-256 over the rule files.
    pub digest: String,
    /// The files, for `explain`.
    pub sources: Vec<Source>,
    patterns: Vec<Pattern>,
    scopes: Vec<Scope>,
    lexicon: lexicon::Lexicon,
    languages: [OnceLock<LanguageRules>; 4],
}

/// What is made of the rules when the first document of a language comes.
#[derive(Debug)]
struct LanguageRules {
    index: Index,
    scopes: ScopeRegexes,
    roles: Roles,
}

/// How a fact is stated.
#[derive(Debug)]
pub struct FactRule {
    /// Path of its file: `facts/retention/after-termination`.
    pub id: String,
    /// The folder: which fact.
    pub kind: String,
    /// Topics it holds in; anywhere when empty.
    pub topics: Vec<String>,
    /// Whose duty the sentence states.
    pub duty_of: Option<&'static str>,
    /// Its patterns.
    pub patterns: Vec<PatternId>,
    /// What stands in the file.
    pub file: schema::FactFile,
}

/// A topic of clauses.
#[derive(Debug)]
pub struct TopicRule {
    /// Its name.
    pub id: String,
    /// What stands in the file.
    pub file: schema::TopicFile,
    /// Patterns on headings.
    pub patterns: Vec<PatternId>,
}

/// A remark.
#[derive(Debug)]
pub struct RemarkRule {
    /// Path below `remarks/`.
    pub id: String,
    /// Topics it holds in.
    pub topics: Vec<String>,
    /// Whose duty or right.
    pub duty_of: Option<&'static str>,
    /// Its patterns; empty when a check finds it.
    pub patterns: Vec<PatternId>,
    /// What stands in the file.
    pub file: schema::RemarkFile,
}

/// A reference model.
#[derive(Debug, Default)]
pub struct ModelRule {
    /// Its id: the name of its folder.
    pub id: String,
    /// What stands in `model.toml`; none in a folder of house rules that adds requirements to a model.
    pub file: Option<schema::ModelFile>,
    /// Signs it is recognised by.
    pub marks: Vec<MarkRule>,
    /// How agreements say that a text which holds its requirements is part of them, as in the file.
    pub incorporated: Vec<Vec<PatternId>>,
    /// Its requirements, in the order people count.
    pub requirements: Vec<RequirementRule>,
}

/// A sign by which a model is recognised.
#[derive(Debug)]
pub struct MarkRule {
    /// Its id.
    pub id: String,
    /// Whether the model cannot be recognised without it.
    pub required: bool,
    /// Its patterns.
    pub patterns: Vec<PatternId>,
}

/// A requirement of a model.
#[derive(Debug)]
pub struct RequirementRule {
    /// Id within the model.
    pub id: String,
    /// Path of its file.
    pub path: String,
    /// Topics searched first.
    pub topics: Vec<String>,
    /// Scopes that take a match half back.
    pub weakened_by: Vec<ScopeId>,
    /// Its parts, as in the file.
    pub parts: Vec<PartRule>,
    /// Words that take it back, as in the file.
    pub against: Vec<AgainstRule>,
    /// What stands in the file.
    pub file: schema::RequirementFile,
}

/// A part of a requirement.
#[derive(Debug)]
pub struct PartRule {
    /// Its id.
    pub id: String,
    /// Its patterns; empty when a fact meets it.
    pub patterns: Vec<PatternId>,
    /// Whose duty.
    pub duty_of: Option<&'static str>,
}

/// Words that take a requirement back.
#[derive(Debug)]
pub struct AgainstRule {
    /// Its patterns.
    pub patterns: Vec<PatternId>,
}

impl Rules {
    /// The rules built into the program.
    ///
    /// # Panics
    /// Never in a build that passed its tests, which load them.
    pub fn built_in() -> Self {
        match compile(&embedded()) {
            Ok(rules) => rules,
            Err(errors) => panic!("the rules built in load: {}", errors[0]),
        }
    }

    /// The rules built in together with those of house folders.
    ///
    /// # Errors
    /// Every fault in the house's files; a folder that cannot be read.
    pub fn with_folders(folders: &[&Path]) -> Result<Self, RulesError> {
        let mut sources = embedded();
        for folder in folders {
            let found = from_folder(folder)
                .map_err(|error| RulesError::Folder { path: folder.display().to_string(), error })?;
            sources.extend(found);
        }
        let rules = compile(&sources).map_err(RulesError::Rules)?;
        Ok(rules)
    }

    /// One pattern.
    pub fn pattern(&self, id: PatternId) -> &Pattern {
        &self.patterns[id.0 as usize]
    }

    /// How many patterns were compiled so far, of how many: what starting up has cost.
    pub fn compiled(&self) -> (usize, usize) {
        (self.patterns.iter().filter(|pattern| pattern.regex.get().is_some()).count(), self.patterns.len())
    }

    /// One scope.
    pub fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0 as usize]
    }

    /// The model with this id.
    pub fn model(&self, id: &str) -> Option<&ModelRule> {
        self.models.iter().find(|model| model.id == id)
    }

    /// Compiles every pattern and scope of every language, which a run does only for those it needs.
    ///
    /// # Errors
    /// Patterns that are too large, named by their text.
    pub fn compile_all(&self) -> Result<(), Vec<String>> {
        let failed: Vec<String> = self
            .patterns
            .iter()
            .filter_map(|pattern| {
                engine::Regex::new(&pattern.text, engine::Sees::Much)
                    .err()
                    .map(|error| format!("{}: {error}", pattern.text))
            })
            .collect();
        if failed.is_empty() { Ok(()) } else { Err(failed) }
    }

    fn language(&self, lang: Lang) -> &LanguageRules {
        self.languages[lang as usize].get_or_init(|| LanguageRules {
            index: Index::new(&self.patterns, &self.lexicon, lang),
            scopes: ScopeRegexes::new(&self.scopes, lang),
            roles: Roles::new(&self.lexicon, lang),
        })
    }
}

/// Why rules could not be loaded.
#[derive(Debug)]
#[non_exhaustive]
pub enum RulesError {
    /// A folder could not be read.
    Folder {
        /// Its path.
        path: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// Rule files with faults.
    Rules(Vec<RuleError>),
}

impl std::fmt::Display for RulesError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder { path, error } => write!(f, "cannot read the rules in `{path}`: {error}"),
            Self::Rules(errors) => {
                let shown: Vec<String> = errors.iter().map(|error| error.render(false)).collect();
                f.write_str(&shown.join("\n\n"))
            }
        }
    }
}

impl std::error::Error for RulesError {}
