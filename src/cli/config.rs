//! What was typed, turned into what is meant.
//!
//! In: parsed arguments. Out: [`Config`], or why the call is wrong. Not here: the file system.

use std::path::PathBuf;

use anyhow::bail;
use dpa_analyser::compare::Severity;
use dpa_analyser::report::Tongue;

use super::args;

/// A run over agreements.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) format: args::Format,
    pub(crate) output: Option<PathBuf>,
    pub(crate) tongue: Option<Tongue>,
    pub(crate) settings: Settings,
    pub(crate) jobs: usize,
    pub(crate) quiet: bool,
    pub(crate) color: args::Color,
    pub(crate) details: bool,
    /// Findings this bad or worse make the exit status 1; none: no finding does.
    pub(crate) fail_on: Option<Severity>,
    /// Without requirements and findings.
    pub(crate) facts_only: bool,
}

/// What the analysis itself needs to know.
#[derive(Debug)]
pub(crate) struct Settings {
    /// Id of the model to compare with; none: the program recognises it.
    pub(crate) model: Option<String>,
    /// Folder of house rules.
    pub(crate) rules: Option<PathBuf>,
}

pub(crate) fn check(args: args::Check, color: args::Color) -> anyhow::Result<Config> {
    let fail_on = fail_on(args.fail_on);
    let config = common("check", args.inputs, args.report, args.model, color)?;
    Ok(Config { fail_on, details: args.details, ..config })
}

/// The mildest severity that makes the exit status 1; none: no finding does.
pub(crate) fn fail_on(word: args::FailOn) -> Option<Severity> {
    match word {
        args::FailOn::Blocking => Some(Severity::Blocking),
        args::FailOn::Major => Some(Severity::Major),
        args::FailOn::Minor => Some(Severity::Minor),
        args::FailOn::Info => Some(Severity::Info),
        args::FailOn::Never => None,
    }
}

pub(crate) fn extract(args: args::Extract, color: args::Color) -> anyhow::Result<Config> {
    let config = common("extract", args.inputs, args.report, args.model, color)?;
    Ok(Config { facts_only: true, details: true, ..config })
}

fn common(
    command: &str,
    inputs: args::Inputs,
    report: args::Report,
    model: String,
    color: args::Color,
) -> anyhow::Result<Config> {
    if inputs.paths.is_empty() {
        bail!(
            "no agreement named, expected a file, a folder, a pattern or `-` for standard input, \
             as in `dpa {command} overeenkomst.pdf`; `dpa {command} --help` tells more"
        );
    }
    super::tables::expect_output(report.format, report.output.as_deref())?;
    Ok(Config {
        paths: inputs.paths,
        format: report.format,
        output: report.output,
        tongue: report.lang.map(tongue),
        settings: Settings { model: Some(model).filter(|id| id != "auto"), rules: report.rules },
        jobs: report.jobs.map_or_else(processors, usize::from),
        quiet: report.quiet,
        color,
        details: false,
        fail_on: None,
        facts_only: false,
    })
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

pub(crate) fn tongue(language: args::Language) -> Tongue {
    match language {
        args::Language::Nl => Tongue::Nl,
        args::Language::En => Tongue::En,
    }
}
