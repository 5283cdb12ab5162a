//! Commands about one file, or none: `outline`, `text`, `schema`.
//!
//! In: arguments. Out: text where the user wants it. Not here: reports.

use std::io::{self, IsTerminal as _};
use std::path::Path;

use anyhow::{Context as _, anyhow};
use dpa_analyser::read::{Limits, read};
use dpa_analyser::report::terminal::{self, Sheet, harmless_lines, page_order, pages};
use dpa_analyser::report::{self, Tongue};

use super::analyse::{analyse_file, engine};
use super::args;
use super::check::explain;
use super::config::{Settings, tongue};
use super::inputs::{Failure, From, Input, bytes};
use super::output::{self, Output};
use super::{Outcome, batch};

pub(crate) fn outline(args: &args::Outline, color: args::Color) -> anyhow::Result<Outcome> {
    let engine = engine(&Settings { model: None, rules: None })?;
    let analysis = opened(&args.file, |bytes, input| {
        analyse_file(&engine, bytes, &input.name, &input.path).map_err(Failure::Read)
    })?;
    let tongue = args.lang.map_or(Tongue::about(analysis.language), tongue);
    let sheet = Sheet { tongue, width: output::width(args.output.as_deref()) };
    let text = terminal::outline(&analysis.document, &analysis.clauses, sheet);
    print(output::open(args.output.as_deref(), color)?, &text)
}

pub(crate) fn text(args: &args::Text, color: args::Color) -> anyhow::Result<Outcome> {
    let parsed = opened(&args.file, |bytes, input| {
        read(bytes, &input.name, &input.path, &Limits::default()).map_err(Failure::Read)
    })?;
    let document = parsed.value;
    if args.raw {
        let raw = if args.layers.is_some() { page_order(&document) } else { document.text };
        let at_terminal = args.output.is_none() && io::stdout().is_terminal();
        let raw = if at_terminal { harmless_lines(&raw) } else { raw };
        return print(output::open_plain(args.output.as_deref())?, &raw);
    }
    let sheet = Sheet { tongue: args.lang.map_or(Tongue::En, tongue), width: output::width(args.output.as_deref()) };
    print(output::open(args.output.as_deref(), color)?, &pages(&document, sheet))
}

pub(crate) fn schema(args: &args::Schema) -> anyhow::Result<Outcome> {
    let schema = report::schema().context("cannot write the schema")?;
    print(output::open_plain(args.output.as_deref())?, &format!("{schema}\n"))
}

fn print(mut output: Output, text: &str) -> anyhow::Result<Outcome> {
    output.write(text)?;
    output.finish()?;
    Ok(Outcome::default())
}

/// Does `work` on the bytes of the file a user named.
fn opened<T>(file: &Path, work: impl FnOnce(&[u8], &Input) -> Result<T, Failure>) -> anyhow::Result<T> {
    let name = file.file_name().map_or_else(|| file.display().to_string(), |name| name.to_string_lossy().into_owned());
    let from = if file.as_os_str() == "-" { From::Stdin } else { From::File(file.to_owned()) };
    let input = Input { from, path: name.clone(), name };
    batch::hush_panics();
    let result = batch::guard(|| work(&bytes(&input.from, Limits::default().file_bytes)?, &input));
    result.map_err(|failure| anyhow!("cannot read `{}`: {}", file.display(), explain(&failure, Tongue::En)))
}
