//! `dpa model`: the reference models.
//!
//! In: arguments. Out: text on standard output. Not here: how an agreement is compared with one.

use std::fmt::Write as _;

use anyhow::bail;
use dpa_analyser::rules::ModelRule;
use dpa_analyser::rules::schema::{SeverityWord, Worded};

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
    let english = lang == Some(args::Language::En);
    let flemish = rules.dialect.models.iter().any(|own| own == id);
    let say = |words: &Worded| match (english, flemish) {
        (true, _) => words.en.clone(),
        (false, true) => rules.dialect.of(words),
        (false, false) => words.nl.clone(),
    };
    output::print(&describe(model, say))?;
    Ok(Outcome::default())
}

/// The model as a lawyer would check it: every requirement with what is asked, its parts and limits, and its basis.
fn describe(model: &ModelRule, say: impl Fn(&Worded) -> String) -> String {
    let mut text = String::new();
    if let Some(file) = &model.file {
        let _ = writeln!(text, "{} ({})\n{}\n", say(&file.title), model.id, file.why.trim());
    }
    for rule in &model.requirements {
        let file = &rule.file;
        let clause = file.clause.as_ref().map(|clause| format!(" [{clause}]")).unwrap_or_default();
        let weight = if file.mandatory { severity(file.severity) } else { "optional" };
        let _ = writeln!(text, "{}{clause} {} ({weight})", rule.id, say(&file.title));
        let _ = writeln!(text, "    {}", say(&file.expected));
        for part in &file.part {
            let optional = if part.optional { " (optional)" } else { "" };
            let _ = writeln!(text, "    - {}{optional}", part.id.get_ref());
        }
        for bound in &file.bound {
            let least = bound.at_least.as_ref().map(|iso| format!(" at least {}", iso.get_ref()));
            let most = bound.at_most.as_ref().map(|iso| format!(" at most {}", iso.get_ref()));
            let equals = bound.equals.as_ref().map(|code| format!(" equal to {code}"));
            let limits: String = [least, most, equals].into_iter().flatten().collect();
            let _ = writeln!(text, "    - {}{limits}", bound.fact.get_ref());
        }
        let _ = writeln!(text, "    {}\n", file.basis.join("; "));
    }
    text
}

fn severity(word: SeverityWord) -> &'static str {
    match word {
        SeverityWord::Blocking => "blocking",
        SeverityWord::Major => "major",
        SeverityWord::Minor => "minor",
        SeverityWord::Info => "info",
    }
}
