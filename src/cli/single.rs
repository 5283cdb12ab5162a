//! Commands about one file, or none: `outline`, `text`, `schema`.
//!
//! In: arguments. Out: text where the user wants it. Not here: reports.

use std::io::{self, IsTerminal as _};
use std::path::Path;

use anyhow::{Context as _, anyhow};
use dpa_analyser::clause::segment;
use dpa_analyser::document::Document;
use dpa_analyser::read::{Limits, read};
use dpa_analyser::report::terminal::{self, Sheet, harmless_lines, page_order, pages};
use dpa_analyser::report::{self, Tongue};
use dpa_analyser::text::detect;

use super::args;
use super::check::explain;
use super::config::tongue;
use super::inputs::{Failure, From, bytes};
use super::output::{self, Output};
use super::{Outcome, batch};

pub(crate) fn outline(args: &args::Outline, color: args::Color) -> anyhow::Result<Outcome> {
    let document = document(&args.file)?;
    let tongue = args.lang.map_or_else(|| Tongue::about(detect(document.body())), tongue);
    let sheet = Sheet { tongue, width: output::width(args.output.as_deref()) };
    let text = terminal::outline(&document, &segment(&document), sheet);
    print(output::open(args.output.as_deref(), color)?, &text)
}

pub(crate) fn text(args: &args::Text, color: args::Color) -> anyhow::Result<Outcome> {
    let document = document(&args.file)?;
    if args.raw {
        let raw = if args.layers.is_some() { page_order(&document) } else { document.text };
        let at_terminal = args.output.is_none() && io::stdout().is_terminal();
        let raw = if at_terminal { harmless_lines(&raw) } else { raw };
        return print(output::open_plain(args.output.as_deref())?, &raw);
    }
    let sheet = Sheet {
        tongue: args.lang.map_or_else(|| Tongue::about(detect(document.body())), tongue),
        width: output::width(args.output.as_deref()),
    };
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

/// Reads the file a user named.
fn document(file: &Path) -> anyhow::Result<Document> {
    let name = file.file_name().map_or_else(|| file.display().to_string(), |name| name.to_string_lossy().into_owned());
    let from = if file.as_os_str() == "-" { From::Stdin } else { From::File(file.to_owned()) };
    let limits = Limits::default();
    batch::hush_panics();
    let result = batch::guard(|| {
        let bytes = bytes(&from, limits.file_bytes)?;
        read(&bytes, &name, &name, &limits).map_err(Failure::Read)
    });
    let parsed =
        result.map_err(|failure| anyhow!("cannot read `{}`: {}", file.display(), explain(&failure, Tongue::En)))?;
    Ok(parsed.value)
}
