//! Lines that head what follows them: by style, in bold, or by their looks and their place alone.
//!
//! In: a line and the lines around it. Out: the level of a heading without number, or the [`Headed`] part of a numbered
//! line. Not here: where the headed clause goes in the tree.

use super::place::path_of;
use super::zone::Bare;
use super::{BARE, Builder, Key, PEER};
use crate::clause::line::Line;
use crate::clause::number::{Close, Label, Mark};
use crate::clause::{ClauseKind, heading, series, words};
use crate::text::Span;

#[derive(Clone, Copy)]
pub(super) struct Headed {
    pub(super) span: Span,
    /// Where the text after it starts.
    pub(super) rest: usize,
    /// Nothing but the heading stands on the line.
    pub(super) whole: bool,
    /// Told by its words alone, neither by bold nor by style: it may be a sentence after all and is read as one too.
    pub(super) plain: bool,
}

impl Builder<'_> {
    /// The level of an unnumbered heading inside a unit.
    pub(super) fn heads_section(&self, at: usize) -> Option<u8> {
        let line = &self.lines[at];
        if line.words == 0
            || line.label.is_some()
            || matches!(self.zone.kind, Some(ClauseKind::Preamble | ClauseKind::Recitals | ClauseKind::Signatures))
        {
            return None;
        }
        let next = self.lines.get(at + 1).filter(|_| at + 1 < self.zone.end);
        let annex = matches!(self.zone.kind, Some(ClauseKind::Annex));
        if let Some(level) = line.heading {
            let filled = next.is_some();
            return (filled || !annex).then_some(level.max(1));
        }
        next?;
        if !self.closes_soon(at) {
            return None;
        }
        let sentence = heading::plain(line.text(self.document)).ends_with('.') && line.words > 6;
        if line.strong && annex && !sentence && heading::looks_like_one(self.document, line) {
            return Some(7);
        }
        let level = self.bare_level(at).filter(|_| annex)?;
        (self.is_short(at) && self.bare_heading(at)).then_some(level)
    }

    /// The level a heading without number or style has here, if it may be one.
    ///
    /// Beside numbered sections only where one stands before the first of them, after text and over text of its own: it
    /// is their peer, and so are those that follow.
    fn bare_level(&self, at: usize) -> Option<u8> {
        match self.zone.bare {
            Bare::Anywhere => return Some(BARE),
            Bare::Beside => return Some(PEER),
            Bare::Before => {}
        }
        let style = self.zone.sections?;
        let over_section =
            self.lines.get(at + 1).is_none_or(|next| series::styles_of(next).iter().any(|&(own, _)| own == style));
        let opens = self.zone.last_section.is_none() && at > self.zone.start && !over_section;
        opens.then_some(PEER)
    }

    /// The lines that carry on the line, if any, leave it short and open as a heading is.
    fn closes_soon(&self, at: usize) -> bool {
        let more: Vec<&Line> =
            self.lines[at + 1..self.zone.end].iter().take_while(|line| line.continues).take(3).collect();
        let words: usize = more.iter().map(|line| line.words).sum();
        let last = more.last().map_or("", |line| heading::plain(line.text(self.document)));
        more.len() < 2 && words + self.lines[at].words <= 14 && !last.ends_with(['.', ';', ','])
    }

    fn lead_in_before(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            let line = &self.lines[before];
            line.heading.is_none() && self.document.slice(line.span).trim_end_matches('*').ends_with(':')
        })
    }

    fn in_table(&self, at: usize) -> bool {
        self.lines[at].cell.is_some() || self.rows.is_row(at)
    }

    /// A short line that stands alone over longer text, a list or a table (or over the line of its column heads).
    fn bare_heading(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let text = line.text(self.document);
        let run = (at..self.zone.end).take(3).take_while(|&at| self.is_short(at)).count();
        let after_at = (at + run..self.zone.end).find(|&at| !self.lines[at].continues);
        let after = after_at.map(|at| &self.lines[at]);
        let table_led_in = after_at.is_some_and(|at| self.in_table(at) && self.lead_in_before(at));
        let before =
            at.checked_sub(1).is_some_and(|before| self.is_short(before) && self.lines[before].heading.is_none());
        let over = match (run, after) {
            _ if run > 1 && words::dated(self.lines[at + 1].text(self.document)) => true,
            (1, Some(next)) => next.heading.is_none(),
            (2, Some(next)) => next.label.is_some() || table_led_in,
            _ => false,
        };
        let starts = text.starts_with(|c: char| c.is_uppercase());
        let value =
            text.contains([':', '@', '…', '_', '|', '?', '<', '[']) && !text.ends_with(':') || text.contains("..");
        // A line with a colon over a list introduces it; over prose it heads it.
        let introduces = text.ends_with(':')
            && (after.is_none_or(|next| next.label.is_some() || words::blank(self.document.slice(next.rest)))
                || line.words > 6);
        let lower = |at: usize| self.lines[at].text(self.document).starts_with(char::is_lowercase);
        // A sentence that goes on below, over a blank line or in the words of the next, is text.
        let runs_on = self.lines.get(at + 1).is_some_and(|next| next.continues && next.gap)
            || after_at.is_some_and(|at| self.lines[at].label.is_none() && lower(at));
        starts
            && over
            && !runs_on
            && !before
            && !value
            && !introduces
            && (!self.lead_in_before(at) || after.is_some_and(|next| next.cell.is_some()))
    }

    /// A line of few words that is no sentence, item or row.
    fn is_short(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let text = heading::plain(line.text(self.document));
        let open = !text.ends_with(['.', ',', ';']) || text.ends_with("...");
        let dated = words::dated(text) && line.words <= 4;
        let free = line.label.is_none() || dated;
        line.cell.is_none()
            && free
            && !line.running
            && !words::blank(text)
            && !line.contents
            && !line.continues
            && !self.rows.is_row(at)
            && line.words > 0
            && line.words <= 12
            && text.len() <= 100
            && open
    }

    /// The heading of a numbered paragraph.
    pub(super) fn heading_of(&self, at: usize, label: &Label, parent: usize) -> Option<Headed> {
        let line = &self.lines[at];
        if matches!(label.mark, Mark::Bullet(_))
            || matches!(self.zone.kind, Some(ClauseKind::Preamble | ClauseKind::Recitals | ClauseKind::Signatures))
        {
            return None;
        }
        let whole = |line: &Line| {
            heading::words_of(self.document, line.rest).map(|span| Headed {
                span,
                rest: line.rest.end(),
                whole: true,
                plain: line.heading.is_none() && !line.strong,
            })
        };
        let text = heading::plain(line.text(self.document));
        if line.heading.is_some() {
            return whole(line);
        }
        if self.zone.defines {
            return None;
        }
        if line.strong && line.words <= 14 && !text.ends_with(':') && self.filled(at) {
            return whole(line);
        }
        if let Some((span, rest)) = heading::run_in_bold(self.document, line) {
            return Some(Headed { span, rest, whole: false, plain: false });
        }
        let decimal = matches!(&label.mark, Mark::Digits(parts, _) if parts.len() >= 2);
        let top = self.stack[parent].key == Key::Top || self.stack[parent].heading.is_some();
        let single = matches!(&label.mark, Mark::Digits(parts, Close::Dot) if parts.len() == 1);
        if (decimal && self.zone.plain_titles || single && self.zone.single_titles)
            && let Some((span, rest)) = heading::run_in_plain(self.document, line)
        {
            return Some(Headed { span, rest, whole: false, plain: true });
        }
        let bare = decimal
            && top
            && heading::looks_like_one(self.document, line)
            && line.words <= 10
            && !text.ends_with(':')
            && (!text.ends_with('.') || self.zone.plain_titles)
            && self.filled(at);
        let bare = bare && !self.lines[at + 1].continues;
        if bare { whole(line) } else { None }
    }

    /// Text of its own follows before the next label of the same kind.
    fn filled(&self, at: usize) -> bool {
        let next = self.lines.get(at + 1).filter(|_| at + 1 < self.zone.end);
        let Some(next) = next else { return false };
        let own = self.lines[at].label.as_ref().map(|label| path_of(label).len());
        let other = next
            .label
            .as_ref()
            .filter(|label| matches!(label.mark, Mark::Digits(..)))
            .map(|label| path_of(label).len());
        next.heading.is_none() && (other.is_none() || other > own)
    }
}
