//! The one place where the command line calls the analysis.
//!
//! In: the bytes of one file. Out: an [`Analysis`], or why there is none. Not here: anything about files and output.

use anyhow::Context as _;
use dpa_analyser::Analysis;
use dpa_analyser::clause::Clauses;
use dpa_analyser::compare::Recognition;
use dpa_analyser::extract::Facts;
use dpa_analyser::read::{Limits, ReadError, read};
use dpa_analyser::report::wire::Tool;

use super::config::Settings;

/// What is made once and lent to every document.
#[derive(Debug)]
pub(crate) struct Engine {
    pub(crate) limits: Limits,
    /// What the report says about the program.
    pub(crate) tool: Tool,
}

/// Makes ready for `settings`.
pub(crate) fn engine(settings: &Settings) -> anyhow::Result<Engine> {
    if let Some(folder) = &settings.rules {
        let kind = std::fs::metadata(folder).with_context(|| format!("cannot open `{}`", folder.display()))?;
        anyhow::ensure!(kind.is_dir(), "`{}` is no folder, expected a folder of rules", folder.display());
    }
    let _ = &settings.model;
    let tool = Tool { version: env!("CARGO_PKG_VERSION").to_owned(), rules_digest: None, facts_as_of: None };
    Ok(Engine { limits: Limits::default(), tool })
}

/// Reads and assesses one file. `name` is its file name and `path` how the report calls it.
pub(crate) fn analyse_file(engine: &Engine, bytes: &[u8], name: &str, path: &str) -> Result<Analysis, ReadError> {
    let parsed = read(bytes, name, path, &engine.limits)?;
    Ok(Analysis {
        document: parsed.value,
        warnings: parsed.warnings,
        clauses: Clauses::default(),
        language: None,
        recognition: Recognition::default(),
        facts: Facts::default(),
        verdicts: Vec::new(),
        findings: Vec::new(),
        not_assessed: Vec::new(),
    })
}
