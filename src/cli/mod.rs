//! The command line: arguments in, results on standard output, everything else on standard error, an exit status.
//!
//! In: what the user typed. Out: an exit status. Not here: reading and judging agreements; that is the library.

mod analyse;
mod args;
mod batch;
mod check;
mod compare;
mod config;
mod inputs;
mod model;
mod model_sheet;
mod output;
mod rules;
mod single;
mod tables;

use std::io::Write as _;
use std::process::ExitCode;

use anstyle::AnsiColor;
use clap::Parser as _;

use args::{Args, Command};

/// What a run came to, and with it the exit status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// Something at or above `--fail-on` was found.
    pub(crate) found: bool,
    /// A document could not be read.
    pub(crate) unread: bool,
}

impl Outcome {
    fn status(self) -> u8 {
        match self {
            Self { unread: true, .. } => 2,
            Self { found: true, .. } => 1,
            Self { .. } => 0,
        }
    }
}

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    let args = Args::parse();
    let color = args.color;
    match dispatch(args) {
        Ok(outcome) => ExitCode::from(outcome.status()),
        Err(error) => {
            let style = AnsiColor::Red.on_default().bold();
            let message = dpa_analyser::report::terminal::harmless(&format!("{error:#}"));
            // Nothing is left to tell it to when standard error is closed.
            let _ = writeln!(output::stderr(color), "{style}error:{style:#} {message}");
            ExitCode::from(2)
        }
    }
}

fn dispatch(args: Args) -> anyhow::Result<Outcome> {
    let color = args.color;
    match args.command {
        Command::Check(command) => check::check(&config::check(command, color)?),
        Command::Compare(command) => compare::run(&command, color),
        Command::Extract(command) => check::check(&config::extract(command, color)?),
        Command::Outline(command) => single::outline(&command, color),
        Command::Text(command) => single::text(&command, color),
        Command::Model(command) => model::run(&command),
        Command::Rules(command) => rules::run(&command, color),
        Command::Schema(command) => single::schema(&command),
    }
}
