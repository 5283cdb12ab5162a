//! Where results go. A reader that closes the pipe early has seen enough: that is no error.
//!
//! In: text, with ANSI styles or without. Out: bytes on standard output or in a file. Not here: what is said.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use anyhow::Context as _;
use dpa_analyser::report::terminal::DEFAULT_WIDTH;

use super::args::Color;

/// An open place for results.
pub(crate) struct Output {
    to: Box<dyn Write>,
    name: String,
    /// The reader has gone; everything further is dropped.
    closed: bool,
}

/// Opens `path`, or standard output. Styles reach a terminal only, unless colour was asked for.
pub(crate) fn open(path: Option<&Path>, color: Color) -> anyhow::Result<Output> {
    let (to, name): (Box<dyn Write>, String) = match path {
        Some(path) => {
            let file = File::create(path).with_context(|| format!("cannot write `{}`", path.display()))?;
            let choice = if color == Color::Always { ColorChoice::AlwaysAnsi } else { ColorChoice::Never };
            (Box::new(BufWriter::new(AutoStream::new(file, choice))), format!("`{}`", path.display()))
        }
        None => (Box::new(BufWriter::new(AutoStream::new(io::stdout(), choice(color)))), "standard output".to_owned()),
    };
    Ok(Output { to, name, closed: false })
}

/// Opens the same without touching a single byte on the way: for JSON and raw text.
pub(crate) fn open_plain(path: Option<&Path>) -> anyhow::Result<Output> {
    let (to, name): (Box<dyn Write>, String) = match path {
        Some(path) => {
            let file = File::create(path).with_context(|| format!("cannot write `{}`", path.display()))?;
            (Box::new(BufWriter::new(file)), format!("`{}`", path.display()))
        }
        None => (Box::new(BufWriter::new(io::stdout())), "standard output".to_owned()),
    };
    Ok(Output { to, name, closed: false })
}

/// For forms that write files of their own.
pub(crate) fn nowhere() -> Output {
    Output { to: Box::new(io::sink()), name: "nowhere".to_owned(), closed: false }
}

impl Output {
    /// Writes all of `text`, unless the reader has gone.
    pub(crate) fn write(&mut self, text: &str) -> anyhow::Result<()> {
        if self.closed {
            return Ok(());
        }
        let written = self.to.write_all(text.as_bytes());
        self.settle(written)
    }

    /// Writes what is still on the way.
    pub(crate) fn finish(mut self) -> anyhow::Result<()> {
        let flushed = if self.closed { Ok(()) } else { self.to.flush() };
        self.settle(flushed)
    }

    fn settle(&mut self, result: io::Result<()>) -> anyhow::Result<()> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            other => other.with_context(|| format!("cannot write to {}", self.name)),
        }
    }
}

/// Prints plain text on standard output.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    let mut output = open_plain(None)?;
    output.write(text)?;
    output.finish()
}

/// Whether standard output shows styles.
pub(crate) fn is_coloured(color: Color) -> bool {
    match color {
        Color::Auto => io::stdout().is_terminal(),
        Color::Always => true,
        Color::Never => false,
    }
}

/// Standard error with or without styles.
pub(crate) fn stderr(color: Color) -> AutoStream<io::Stderr> {
    AutoStream::new(io::stderr(), choice(color))
}

fn choice(color: Color) -> ColorChoice {
    match color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::AlwaysAnsi,
        Color::Never => ColorChoice::Never,
    }
}

/// Columns of the terminal on standard output; a fixed number for files and pipes, so that reports do not depend on
/// the window they were made in.
pub(crate) fn width(path: Option<&Path>) -> usize {
    if path.is_some() || !io::stdout().is_terminal() {
        return DEFAULT_WIDTH;
    }
    terminal_size::terminal_size().map_or(DEFAULT_WIDTH, |(columns, _)| usize::from(columns.0))
}
