//! The sheet a terminal report is written on: headings, fields, hanging paragraphs.
//!
//! In: plain text, one piece at a time, and styles. Out: wrapped lines with ANSI styles, which the caller strips where
//! they are not wanted. Not here: what is said.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use crate::report::harmless::{one_line, width, wrap};

/// Headings.
pub(super) const STRONG: Style = Style::new().bold();
/// Labels and places.
pub(super) const FAINT: Style = Style::new().dimmed();
/// Blocking.
pub(super) const BLOCKING: Style = AnsiColor::Red.on_default().bold();
/// Major.
pub(super) const MAJOR: Style = AnsiColor::Yellow.on_default().bold();
/// No style.
pub(super) const PLAIN: Style = Style::new();

/// Narrowest and widest sheet: below, words no longer fit beside labels; above, lines are hard to follow.
const NARROWEST: usize = 50;
const WIDEST: usize = 120;

/// A sheet being written.
pub(super) struct Paper {
    width: usize,
    text: String,
}

impl Paper {
    pub(super) fn new(width: usize) -> Self {
        Self { width: width.clamp(NARROWEST, WIDEST), text: String::new() }
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(super) fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// The title, underlined to the width of the sheet.
    pub(super) fn title(&mut self, text: &str) {
        self.line(0, STRONG, text);
        self.line(0, FAINT, &"─".repeat(self.width));
    }

    /// The heading of a section, after a blank line.
    pub(super) fn section(&mut self, style: Style, text: &str) {
        self.blank();
        self.line(0, style, text);
    }

    /// A paragraph set in by `indent` columns.
    pub(super) fn flow(&mut self, indent: usize, style: Style, text: &str) {
        self.hang(indent, "", 0, style, text);
    }

    /// `label` in a column of `room`, the text hanging beside it.
    pub(super) fn field(&mut self, indent: usize, label: &str, room: usize, text: &str) {
        self.hang(indent, label, room, PLAIN, text);
    }

    /// A numbered or dashed entry.
    pub(super) fn entry(&mut self, indent: usize, marker: &str, style: Style, text: &str) {
        let room = width(marker) + 1;
        for (at, line) in wrap(&one_line(text), self.width.saturating_sub(indent + room)).iter().enumerate() {
            let marker = if at == 0 { marker } else { "" };
            let fill = room - width(marker);
            let _ = write!(self.text, "{:indent$}{style}{marker}{:fill$}{line}{style:#}", "", "");
            self.text.push('\n');
        }
    }

    /// A line as it is, already fit for a terminal.
    pub(super) fn line(&mut self, indent: usize, style: Style, line: &str) {
        let _ = writeln!(self.text, "{:indent$}{style}{line}{style:#}", "");
    }

    fn hang(&mut self, indent: usize, label: &str, room: usize, style: Style, text: &str) {
        for (at, line) in wrap(&one_line(text), self.width.saturating_sub(indent + room)).iter().enumerate() {
            let label = if at == 0 { label } else { "" };
            let fill = room.saturating_sub(width(label));
            let _ = writeln!(self.text, "{:indent$}{FAINT}{label}{FAINT:#}{:fill$}{style}{line}{style:#}", "", "");
        }
    }
}
