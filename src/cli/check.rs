//! `dpa check` and `dpa extract`: read, assess, report.
//!
//! In: a [`Config`]. Out: a report where the user wants it, and the outcome. Not here: threads (`batch`).

use std::collections::BTreeMap;
use std::io::{self, Write as _};

use anyhow::Context as _;
use dpa_analyser::Analysis;
use dpa_analyser::report::html::{self, Part, Place};
use dpa_analyser::report::terminal::{self, Row, Sheet, facts_only, full, harmless, table};
use dpa_analyser::report::{Tongue, Word, read_error, report, unread, wire, word};
use dpa_analyser::text::Lang;

use super::analyse::{Engine, analyse_file, engine};
use super::args::Format;
use super::config::Config;
use super::inputs::{Failure, Input, Inputs, bytes, collect};
use super::output::{self, Output};
use super::tables::Tables;
use super::{Outcome, batch};

/// What is kept of one file. The analysis itself is not: it is turned into its report where it was made.
struct Made {
    path: String,
    /// For JSON.
    document: Option<wire::Document>,
    /// For a terminal.
    text: Option<String>,
    row: Option<Row>,
    /// For HTML.
    part: Option<Part>,
    failure: Option<Failure>,
    found: bool,
}

pub(crate) fn check(config: &Config) -> anyhow::Result<Outcome> {
    let engine = engine(&config.settings)?;
    let inputs = collect(&config.paths, config.output.as_deref())?;
    tell_passed_over(config, &inputs.passed_over);
    let mut sink = Sink::open(config, engine, inputs.files.len())?;
    let many = inputs.files.len() > 1;
    let width = output::width(config.output.as_deref());
    batch::hush_panics();
    let work = |at: usize, input: &Input| made(config, engine, input, width, Place { number: at + 1, many });
    batch::run(&inputs.files, config.jobs, config.quiet, work, |made| sink.take(made))?;
    let outcome = sink.outcome;
    let failed = sink.failed;
    sink.finish()?;
    tell_unread(config, failed, &inputs);
    Ok(outcome)
}

fn made(config: &Config, engine: &Engine, input: &Input, width: usize, place: Place) -> Made {
    let mut seen = None;
    let result = batch::guard(|| {
        let bytes = seen.insert(bytes(&input.from, engine.limits.file_bytes)?);
        let analysis = analyse_file(engine, bytes, &input.name, &input.path).map_err(Failure::Read)?;
        Ok(of_analysis(config, engine, &analysis, width, place))
    });
    result.unwrap_or_else(|failure| of_failure(config, input, seen.as_deref(), failure))
}

fn of_analysis(config: &Config, engine: &Engine, analysis: &Analysis, width: usize, place: Place) -> Made {
    let tongue = Tongue::for_report(config.tongue, analysis.language, analysis.recognition.flemish);
    let sheet = Sheet { tongue, width };
    let terminal = config.format == Format::Terminal;
    let text = || {
        if config.facts_only {
            facts_only(analysis, &engine.about, sheet)
        } else {
            full(analysis, &engine.about, sheet)
        }
    };
    let html = config.format == Format::Html;
    let mut document = (!terminal && !html).then(|| report(analysis, tongue));
    if let Some(document) = document.as_mut().filter(|_| config.facts_only) {
        document.requirements = None;
        document.findings = None;
    }
    Made {
        path: analysis.document.source.path.clone(),
        document,
        text: (terminal && (!place.many || config.details)).then(text),
        row: terminal.then(|| Row::new(analysis)),
        part: html.then(|| html::part(analysis, &engine.about, tongue, place, config.facts_only)),
        failure: None,
        found: config.fail_on.is_some_and(|worst| analysis.findings.iter().any(|finding| finding.severity <= worst)),
    }
}

fn of_failure(config: &Config, input: &Input, bytes: Option<&[u8]>, failure: Failure) -> Made {
    let document = (!matches!(config.format, Format::Terminal | Format::Html)).then(|| {
        let reason = if let Failure::Read(error) = &failure { Some(error) } else { None };
        let tongue = config.tongue.unwrap_or(Tongue::En);
        let message = explain(&failure, tongue);
        let mut document = unread(&input.name, &input.path, bytes, reason, message, tongue);
        if config.facts_only {
            document.requirements = None;
            document.findings = None;
        }
        document
    });
    Made { path: input.path.clone(), document, text: None, row: None, part: None, failure: Some(failure), found: false }
}

/// A failure in the language of the report.
pub(crate) fn explain(failure: &Failure, tongue: Tongue) -> String {
    match failure {
        Failure::Read(error) => read_error(error, tongue),
        Failure::Open(io::ErrorKind::NotFound, _) => word(tongue, Word::ErrorNotFound).to_owned(),
        Failure::Open(io::ErrorKind::PermissionDenied, _) => word(tongue, Word::ErrorDenied).to_owned(),
        Failure::Open(io::ErrorKind::IsADirectory, _) => word(tongue, Word::ErrorFolder).to_owned(),
        Failure::Open(_, words) => words.clone(),
        Failure::Panicked(words) => format!("{}: {words}", word(tongue, Word::ErrorPanic)),
    }
}

/// Takes what was made of each file, in input order, and prints as early as the form allows.
struct Sink<'a> {
    config: &'a Config,
    engine: &'a Engine,
    output: Output,
    files: usize,
    documents: Vec<wire::Document>,
    /// For tables and the register.
    tables: Option<Tables>,
    texts: Vec<String>,
    rows: Vec<Row>,
    parts: Vec<Part>,
    failures: Vec<(String, Failure)>,
    failed: usize,
    outcome: Outcome,
}

impl<'a> Sink<'a> {
    fn open(config: &'a Config, engine: &'a Engine, files: usize) -> anyhow::Result<Self> {
        let path = config.output.as_deref();
        let output = match config.format {
            Format::Terminal => output::open(path, config.color)?,
            Format::Json | Format::Ndjson | Format::Html => output::open_plain(path)?,
            Format::Csv | Format::Xlsx => output::nowhere(),
        };
        let tables = Tables::open(config)?;
        Ok(Self {
            config,
            engine,
            output,
            tables,
            files,
            documents: Vec::new(),
            texts: Vec::new(),
            rows: Vec::new(),
            parts: Vec::new(),
            failures: Vec::new(),
            failed: 0,
            outcome: Outcome::default(),
        })
    }

    fn take(&mut self, made: Made) -> anyhow::Result<()> {
        self.outcome.found |= made.found;
        self.outcome.unread |= made.failure.is_some();
        self.failed += usize::from(made.failure.is_some());
        self.texts.extend(made.text);
        self.rows.extend(made.row);
        self.parts.extend(made.part);
        self.failures.extend(made.failure.map(|failure| (made.path, failure)));
        if let (Some(tables), Some(document)) = (&mut self.tables, made.document.as_ref()) {
            tables.take(&self.engine.about.tool, document)?;
        }
        match (self.config.format, made.document) {
            (Format::Csv, _) => Ok(()),
            (Format::Ndjson, Some(document)) => {
                let line = serde_json::to_string(&document).context("cannot write a document as JSON")?;
                self.output.write(&line)?;
                self.output.write("\n")
            }
            (_, document) => {
                self.documents.extend(document);
                Ok(())
            }
        }
    }

    fn finish(mut self) -> anyhow::Result<()> {
        match self.config.format {
            Format::Ndjson => {}
            Format::Json => {
                let documents = std::mem::take(&mut self.documents);
                let report = wire::Report { format: wire::FORMAT, tool: self.engine.about.tool.clone(), documents };
                let text = serde_json::to_string_pretty(&report).context("cannot write the report as JSON")?;
                self.output.write(&text)?;
                self.output.write("\n")?;
            }
            Format::Terminal => self.print()?,
            Format::Html => self.page()?,
            Format::Csv | Format::Xlsx => {
                if let Some(tables) = self.tables.take() {
                    tables.finish(self.config, &self.engine.about, &self.documents)?;
                }
            }
        }
        self.output.finish()
    }

    fn page(&mut self) -> anyhow::Result<()> {
        let rows: Vec<Row> = self.parts.iter().map(|part| part.row.clone()).collect();
        let tongue = self.config.tongue.unwrap_or_else(|| shared_tongue(&rows));
        let unread: Vec<(String, String)> =
            self.failures.iter().map(|(path, failure)| (path.clone(), explain(failure, tongue))).collect();
        self.output.write(&html::page(&self.parts, &unread, &self.engine.about, tongue))
    }

    fn print(&mut self) -> anyhow::Result<()> {
        let tongue = self.config.tongue.unwrap_or_else(|| shared_tongue(&self.rows));
        let unread: Vec<(String, String)> =
            self.failures.iter().map(|(path, failure)| (path.clone(), explain(failure, tongue))).collect();
        let sheet = Sheet { tongue, width: output::width(self.config.output.as_deref()) };
        let table = match (self.files, self.config.facts_only) {
            (1, _) | (_, true) if unread.is_empty() => None,
            (1, _) | (_, true) => Some(terminal::unread(&unread, sheet)),
            _ => Some(table(&self.rows, &unread, sheet)),
        };
        // For several agreements the table comes first; for a list of facts the files that failed come last.
        let texts = std::mem::take(&mut self.texts);
        let (before, after) = if self.config.facts_only { (None, table) } else { (table, None) };
        let parts: Vec<String> = before.into_iter().chain(texts).chain(after).collect();
        self.output.write(&parts.join("\n\n"))
    }
}

/// Dutch when all agreements are, else English.
fn shared_tongue(rows: &[Row]) -> Tongue {
    let dutch = !rows.is_empty() && rows.iter().all(|row| row.language == Some(Lang::Nl));
    Tongue::about(dutch.then_some(Lang::Nl))
}

/// Remarks on standard error; nothing is left to tell it to when that is closed.
fn remark(config: &Config, text: &str) {
    if !config.quiet {
        let _ = writeln!(output::stderr(config.color), "{}", harmless(text));
    }
}

fn tell_passed_over(config: &Config, passed_over: &BTreeMap<String, usize>) {
    let total: usize = passed_over.values().sum();
    if total > 0 {
        let each: Vec<String> = passed_over.iter().map(|(extension, count)| format!("{extension} {count}")).collect();
        remark(config, &format!("{total} file(s) passed over because of their extension: {}", each.join(", ")));
    }
}

fn tell_unread(config: &Config, failed: usize, inputs: &Inputs) {
    if failed > 0 {
        remark(config, &format!("{failed} of {} file(s) could not be read", inputs.files.len()));
    }
}
