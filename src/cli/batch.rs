//! Many agreements at once. The only place with threads.
//!
//! In: inputs and what to make of each. Out: what was made, in input order. Not here: what is made; that is `check`.
//! A file that makes the program fail is one entry with an error, and the next file is read.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};

use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::inputs::{Failure, Input};

/// Documents per turn and thread: enough to keep threads busy, few enough to hold in memory and to print early.
const PER_TURN: usize = 8;

/// Does `work` on every input and its place among them with `jobs` threads and hands the results to `sink` in input order.
pub(crate) fn run<T: Send>(
    inputs: &[Input],
    jobs: usize,
    quiet: bool,
    work: impl Fn(usize, &Input) -> T + Sync,
    mut sink: impl FnMut(T) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let jobs = jobs.clamp(1, inputs.len().max(1));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build().context("cannot start threads")?;
    let progress = progress(inputs.len(), quiet);
    for (turn, inputs) in inputs.chunks(jobs * PER_TURN).enumerate() {
        let one = |(at, input): (usize, &Input)| {
            let made = work(turn * jobs * PER_TURN + at, input);
            progress.inc(1);
            made
        };
        let made: Vec<T> = pool.install(|| inputs.par_iter().enumerate().map(one).collect());
        for made in made {
            sink(made)?;
        }
    }
    progress.finish_and_clear();
    Ok(())
}

/// A bar on standard error where that is a terminal and there is something to wait for.
fn progress(files: usize, quiet: bool) -> ProgressBar {
    if quiet || files < 2 {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template("{bar:30} {pos}/{len} {eta}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

thread_local! {
    /// Where this thread last panicked, put there by the hook of [`guard`].
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Lets panics be told in the report instead of on standard error; with `RUST_BACKTRACE` they are told there as well.
pub(crate) fn hush_panics() {
    if std::env::var_os("RUST_BACKTRACE").is_some() {
        return;
    }
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|at| {
            // Not the whole path: it differs from machine to machine.
            let file = at.file().rsplit(['/', '\\']).next().unwrap_or_default();
            format!("{file}:{}", at.line())
        });
        PANIC.with(|panic| *panic.borrow_mut() = place);
    }));
}

/// Does `work`; a panic in it becomes a [`Failure`].
pub(crate) fn guard<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    // What `work` borrows is read only or thrown away with it, so nothing half done is seen afterwards.
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|payload| {
        let words = payload.downcast_ref::<&str>().copied().or(payload.downcast_ref::<String>().map(String::as_str));
        let words = words.unwrap_or("no message");
        let told = match PANIC.with(|panic| panic.borrow_mut().take()) {
            Some(place) => format!("{words} ({place})"),
            None => words.to_owned(),
        };
        Err(Failure::Panicked(told))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::inputs::From;

    fn inputs(count: usize) -> Vec<Input> {
        (0..count).map(|n| Input { from: From::Stdin, name: n.to_string(), path: n.to_string() }).collect()
    }

    #[test]
    fn results_come_in_input_order_whatever_the_threads() {
        let inputs = inputs(100);
        for jobs in [1, 2, 7] {
            let mut seen = Vec::new();
            let work = |at: usize, input: &Input| {
                assert_eq!(at.to_string(), input.name);
                input.name.clone()
            };
            let sink = |name| {
                seen.push(name);
                Ok(())
            };
            run(&inputs, jobs, true, work, sink).expect("nothing fails here");
            assert_eq!(seen, inputs.iter().map(|input| input.name.clone()).collect::<Vec<_>>(), "{jobs} jobs");
        }
    }

    #[test]
    fn a_panic_on_one_file_leaves_the_others() {
        let inputs = inputs(5);
        let work = |_, input: &Input| {
            guard(|| {
                assert_ne!(input.name, "3", "page tree of file {}", input.name);
                Ok(input.name.clone())
            })
        };
        let mut failed = Vec::new();
        let mut read = Vec::new();
        let sink = |made: Result<String, Failure>| {
            match made {
                Ok(name) => read.push(name),
                Err(failure) => failed.push(failure),
            }
            Ok(())
        };
        run(&inputs, 2, true, work, sink).expect("nothing else fails");
        assert_eq!(read, ["0", "1", "2", "4"]);
        assert!(
            matches!(&failed[..], [Failure::Panicked(words)] if words.contains("page tree of file 3")),
            "{failed:?}"
        );
    }
}
