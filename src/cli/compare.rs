//! `dpa compare`: what changed between two versions of one agreement.
//!
//! In: two files. Out: a report for a person or as JSON, and the outcome. Not here: what counts as a change.

use std::path::Path;

use anyhow::{Context as _, anyhow};
use dpa_analyser::Analysis;
use dpa_analyser::report::terminal::{self, Sheet};
use dpa_analyser::report::{Tongue, changes};

use super::analyse::{Engine, analyse_file, engine};
use super::check::explain;
use super::config::{Settings, fail_on, tongue};
use super::inputs::{Failure, From, bytes};
use super::{Outcome, args, batch, output};

pub(crate) fn run(args: &args::Compare, color: args::Color) -> anyhow::Result<Outcome> {
    let settings = Settings { model: Some(args.model.clone()).filter(|id| id != "auto"), rules: args.rules.clone() };
    let engine = engine(&settings)?;
    batch::hush_panics();
    let asked = args.lang.map(tongue);
    let old = read(engine, &args.old, asked)?;
    let new = read(engine, &args.new, asked)?;
    let tongue = Tongue::for_report(asked, new.language, new.recognition.flemish);
    let comparison = changes(&old, &new, engine.about.tool.clone(), tongue);
    let path = args.output.as_deref();
    let mut output = match args.format {
        args::CompareFormat::Terminal => output::open(path, color)?,
        args::CompareFormat::Json => output::open_plain(path)?,
    };
    match args.format {
        args::CompareFormat::Terminal => {
            output.write(&terminal::changes(&comparison, Sheet { tongue, width: output::width(path) }))?;
        }
        args::CompareFormat::Json => {
            output.write(&serde_json::to_string_pretty(&comparison).context("cannot write the comparison as JSON")?)?;
            output.write("\n")?;
        }
    }
    output.finish()?;
    // Only what is new counts: the other findings were there before.
    let known = &comparison.findings.new;
    let worst = fail_on(args.fail_on);
    let bad = |severity: &str| {
        let step = |word: &str| ["blocking", "major", "minor", "info"].iter().position(|known| *known == word);
        worst.is_some_and(|worst| step(severity) <= step(worst.name()))
    };
    Ok(Outcome { found: known.iter().any(|finding| bad(finding.severity)), unread: false })
}

fn read(engine: &Engine, file: &Path, asked: Option<Tongue>) -> anyhow::Result<Analysis> {
    let name = file.file_name().map_or_else(|| file.display().to_string(), |name| name.to_string_lossy().into_owned());
    let result = batch::guard(|| {
        let bytes = bytes(&From::File(file.to_owned()), engine.limits.file_bytes)?;
        analyse_file(engine, &bytes, &name, &name).map_err(Failure::Read)
    });
    let words = |failure: Failure| explain(&failure, asked.unwrap_or(Tongue::En));
    result.map_err(|failure| anyhow!("cannot read `{}`: {}", file.display(), words(failure)))
}
