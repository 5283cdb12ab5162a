//! `dpa model`: the reference models.
//!
//! In: arguments. Out: text on standard output. Not here: how a model is put on paper (`model_sheet`), how an agreement is
//! compared with one.

use std::fmt::Write as _;

use anyhow::bail;
use dpa_analyser::report::Tongue;

use super::config::tongue;
use super::model_sheet::sheet;
use super::{Outcome, args, output, rules};

pub(crate) fn run(command: &args::ModelCommand) -> anyhow::Result<Outcome> {
    match command {
        args::ModelCommand::List => list(),
        args::ModelCommand::Show { id, lang } => show(id, *lang),
    }
}

fn list() -> anyhow::Result<Outcome> {
    let rules = rules::load(None)?;
    let mut text = String::new();
    for model in &rules.models {
        let title = model.file.as_ref().map_or("", |file| file.title.en.as_str());
        let _ = writeln!(text, "{:<20} {:>3} requirements  {title}", model.id, model.requirements.len());
    }
    output::print(&text)?;
    Ok(Outcome::default())
}

fn show(id: &str, lang: Option<args::Language>) -> anyhow::Result<Outcome> {
    let rules = rules::load(None)?;
    let Some(model) = rules.model(id) else {
        let known: Vec<&str> = rules.models.iter().map(|model| model.id.as_str()).collect();
        bail!("no model `{id}`, expected one of: {}", known.join(", "));
    };
    // The models are Dutch; so is their sheet unless another language is asked. Which Dutch, the model tells.
    let flemish = rules.dialect.models.iter().any(|own| own == id);
    let tongue = Tongue::for_report(Some(lang.map_or(Tongue::Nl, tongue)), None, flemish);
    output::print(&sheet(model, &rules.dialect, tongue))?;
    Ok(Outcome::default())
}
