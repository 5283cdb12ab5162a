//! The report for a person at a terminal.
//!
//! In: an analysis, the language and the width of the sheet. Out: text with ANSI styles and nothing else a terminal
//! would obey; the caller strips the styles where they are not wanted. Not here: streams, and whether there is colour.

mod changes;
mod first;
mod outline;
mod pages;
mod paper;
mod rest;
mod table;

pub use super::overview::{Row, Third};
pub use super::page_one::About;
pub use changes::changes;
pub use outline::outline;
pub use pages::{page_order, pages};
pub use table::{table, unread};

use super::harmless;
use super::page_one::context;
use super::words::Tongue;
use crate::Analysis;
use paper::Paper;

/// Width of the sheet where there is no terminal to ask.
pub const DEFAULT_WIDTH: usize = 100;

/// How the sheet is to look.
#[derive(Clone, Copy, Debug)]
pub struct Sheet {
    /// Language of the report.
    pub tongue: Tongue,
    /// Columns.
    pub width: usize,
}

/// The full deviation report of one agreement: page one, then everything else.
pub fn full(analysis: &Analysis, about: &About, sheet: Sheet) -> String {
    let context = context(analysis, about, sheet.tongue);
    let mut paper = Paper::new(sheet.width);
    first::page_one(&context, &mut paper);
    rest::rest(&context, &mut paper);
    paper.into_text()
}

/// What was extracted from one agreement, without findings.
pub fn facts_only(analysis: &Analysis, about: &About, sheet: Sheet) -> String {
    let context = context(analysis, about, sheet.tongue);
    let mut paper = Paper::new(sheet.width);
    first::facts_page(&context, &mut paper);
    paper.into_text()
}

/// Text of unknown origin (a path, a message) on one line, fit for a terminal.
pub fn harmless(text: &str) -> String {
    harmless::one_line(text)
}

/// Several lines of unknown origin, fit for a terminal.
pub fn harmless_lines(text: &str) -> String {
    harmless::lines(text)
}

#[cfg(test)]
mod tests;
