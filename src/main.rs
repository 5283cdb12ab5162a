//! The program `dpa`: reads data processing agreements and reports how they differ from the reference models.

mod cli;

use std::process::ExitCode;

/// Making rules ready is thousands of small pieces of memory: the system's allocator took a third of a single run.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
