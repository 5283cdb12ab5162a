//! `dpa rules`: the rule sets, one rule, a check of a folder.
//!
//! In: arguments. Out: text on standard output. Not here: what makes a rule file wrong (`rules`, `examples`).

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{anyhow, bail};
use dpa_analyser::rules::{RuleError, from_folder};
use dpa_analyser::{Rules, examples};

use super::{Outcome, args, output};

/// The rules built in, with those of a house's folder.
pub(crate) fn load(folder: Option<&Path>) -> anyhow::Result<Rules> {
    let folders: Vec<&Path> = folder.into_iter().collect();
    Rules::with_folders(&folders).map_err(|error| anyhow!("{error}"))
}

pub(crate) fn run(command: &args::RulesCommand, color: args::Color) -> anyhow::Result<Outcome> {
    match command {
        args::RulesCommand::List { lang } => list(*lang),
        args::RulesCommand::Explain { id } => explain(id),
        args::RulesCommand::Check { folder } => check(folder, color),
    }
}

fn list(lang: Option<args::Language>) -> anyhow::Result<Outcome> {
    let rules = load(None)?;
    let dutch = lang == Some(args::Language::Nl);
    let mut text = String::new();
    let mut line = |id: &str, title: &dpa_analyser::rules::schema::Worded| {
        let title = if dutch { &title.nl } else { &title.en };
        let _ = writeln!(text, "{id:<52} {title}");
    };
    rules.facts.iter().for_each(|rule| line(&rule.id, &rule.file.title));
    rules.remarks.iter().for_each(|rule| line(&format!("remarks/{}", rule.id), &rule.file.title));
    for rule in rules.models.iter().flat_map(|model| &model.requirements) {
        line(&rule.path, &rule.file.title);
    }
    rules.topics.iter().for_each(|rule| line(&format!("topics/{}", rule.id), &rule.file.title));
    rules.dialect.files.iter().for_each(|(id, file)| line(id, &file.title));
    output::print(&text)?;
    Ok(Outcome::default())
}

fn explain(id: &str) -> anyhow::Result<Outcome> {
    let rules = load(None)?;
    let wanted = id.trim_start_matches("rules/").trim_end_matches(".toml");
    let matches = |source: &str| source == wanted || source.strip_prefix("remarks/") == Some(wanted);
    let models = rules.models.iter().flat_map(|model| {
        model.requirements.iter().map(move |rule| (format!("{}/{}", model.id, rule.id), rule.path.clone()))
    });
    // Findings name a part or a bound after the requirement: `gdpr-art28/R10-prior`.
    let path = models
        .filter(|(name, _)| {
            wanted == name || wanted.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with('-'))
        })
        .map(|(_, path)| path)
        .max_by_key(String::len);
    let found = rules.sources.iter().find(|source| matches(&source.id) || Some(&source.id) == path.as_ref());
    let Some(source) = found else {
        bail!("no rule `{id}`, expected an id as `dpa rules list` prints it or as a finding bears it");
    };
    output::print(&format!("# {}\n{}", source.path, source.text))?;
    Ok(Outcome::default())
}

fn check(folder: &Path, color: args::Color) -> anyhow::Result<Outcome> {
    let count = from_folder(folder).map_err(|error| anyhow!("cannot read `{}`: {error}", folder.display()))?.len();
    if count == 0 {
        bail!(
            "no rule files in `{}`, expected *.toml in lexicon/, topics/, facts/, remarks/, models/ or wording/",
            folder.display()
        );
    }
    let rules = Rules::with_folders(&[folder]);
    let errors: Vec<RuleError> = match &rules {
        Ok(rules) => {
            let here = format!("{}", folder.display());
            examples::check(rules).into_iter().filter(|error| error.path.starts_with(&here)).collect()
        }
        Err(dpa_analyser::rules::RulesError::Rules(errors)) => errors.clone(),
        Err(error) => bail!("{error}"),
    };
    let mut text = String::new();
    for error in &errors {
        let _ = writeln!(text, "{}\n", error.render(output::is_coloured(color)));
    }
    let _ = writeln!(text, "{count} rule files, {} faults", errors.len());
    output::print(&text)?;
    Ok(Outcome { found: false, unread: !errors.is_empty() })
}
