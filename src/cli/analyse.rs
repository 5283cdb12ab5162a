//! The one place where the command line calls the analysis.
//!
//! In: the bytes of one file. Out: an [`Analysis`], or why there is none. Not here: anything about files and output.

use std::collections::BTreeMap;

use dpa_analyser::compare::Wording;
use dpa_analyser::read::{Limits, ReadError};
use dpa_analyser::report::terminal::About;
use dpa_analyser::report::wire::Tool;
use dpa_analyser::rules::ModelRule;
use dpa_analyser::value::Tables;
use dpa_analyser::{Analysis, Options, Rules, analyse};

use super::config::Settings;

/// What is made once and lent to every document.
#[derive(Debug)]
pub(crate) struct Engine {
    pub(crate) limits: Limits,
    rules: Rules,
    options: Options,
    /// What the report says about the program and its models.
    pub(crate) about: About,
}

/// Makes ready for `settings`, for as long as the process lives: taking the rules apart at its end would cost 7 % of a
/// single run.
pub(crate) fn engine(settings: &Settings) -> anyhow::Result<&'static Engine> {
    let rules = super::rules::load(settings.rules.as_deref())?;
    if let Some(id) = &settings.model {
        let known: Vec<&str> = rules.models.iter().map(|model| model.id.as_str()).collect();
        anyhow::ensure!(
            known.contains(&id.as_str()),
            "no model `{id}`, expected `auto` or one of: {}",
            known.join(", ")
        );
    }
    let tool = Tool {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        rules_digest: Some(format!("sha256:{}", rules.digest)),
        facts_as_of: Some(Tables::embedded().as_of().to_owned()),
    };
    let options = Options { model: settings.model.clone(), language: None };
    let about = About { tool, models: titles(&rules) };
    Ok(Box::leak(Box::new(Engine { limits: Limits::default(), rules, options, about })))
}

/// Reads and assesses one file. `name` is its file name and `path` how the report calls it.
pub(crate) fn analyse_file(engine: &Engine, bytes: &[u8], name: &str, path: &str) -> Result<Analysis, ReadError> {
    analyse(bytes, name, path, &engine.limits, &engine.rules, &engine.options)
}

/// What the models are called.
fn titles(rules: &Rules) -> BTreeMap<String, Wording> {
    let title = |model: &ModelRule| {
        let title = &model.file.as_ref()?.title;
        Some((model.id.clone(), Wording { nl: title.nl.clone(), en: title.en.clone() }))
    };
    rules.models.iter().filter_map(title).collect()
}
