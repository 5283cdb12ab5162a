//! The program `dpa`: reads data processing agreements and reports how they differ from the reference models.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
