//! What the lines of a unit tell of it as a whole before the first is read.
//!
//! In: the lines of a unit. Out: its [`Zone`]. Not here: reading them one by one.

use super::Builder;
use crate::clause::line::Line;
use crate::clause::number::{Close, Mark};
use crate::clause::top::Top;
use crate::clause::words::{self, Word};
use crate::clause::{ClauseKind, heading, series};

/// Fewer numbered paragraphs that begin with a short phrase prove no habit of run-in titles.
const FEWEST_TITLES: usize = 2;

/// Where headings without number or style may stand in an annex.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Bare {
    /// Its sections are not numbered, or not headed.
    Anywhere,
    /// Its sections have numbers and headings: at most before the first.
    #[default]
    Before,
    /// One stood before the first numbered section: more may follow beside them.
    Beside,
}

/// What is known of the unit being read.
#[derive(Clone, Debug, Default)]
pub(super) struct Zone {
    pub(super) kind: Option<ClauseKind>,
    /// Style its numbered sections have (annexes).
    pub(super) sections: Option<series::Style>,
    /// Where headings without number or style may stand.
    pub(super) bare: Bare,
    /// Number of the section read last.
    pub(super) last_section: Option<u16>,
    /// The paragraphs have run-in titles without bold.
    pub(super) plain_titles: bool,
    /// So have those of an annex that bear one number.
    pub(super) single_titles: bool,
    /// Terms are defined here.
    pub(super) defines: bool,
    /// First line after the heading.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Builder<'_> {
    pub(super) fn zone(&self, top: &Top, end: usize) -> Zone {
        let lines = &self.lines[top.body.min(end)..end];
        let defines =
            top.heading.is_some_and(|heading| words::defines(&crate::text::fold_word(self.document.slice(heading))));
        let titled = |line: &&Line| matches!(&line.label, Some(label) if matches!(&label.mark, Mark::Digits(parts, _) if parts.len() == 2));
        let run_in = |line: &&Line| heading::run_in_plain(self.document, line).is_some();
        let numbered = lines.iter().filter(titled).count();
        let with_title = lines.iter().filter(titled).filter(run_in).count();
        let single = |line: &&Line| {
            line.cell.is_none()
                && matches!(&line.label, Some(label) if label.bullet.is_none() && matches!(&label.mark, Mark::Digits(parts, Close::Dot) if parts.len() == 1))
        };
        let singles = lines.iter().filter(single).count();
        let single_titles = lines.iter().filter(single).filter(run_in).count();
        let (sections, bare_headings) = match top.kind {
            ClauseKind::Annex => self.sections(top.body.min(end), end),
            _ => (None, false),
        };
        Zone {
            kind: Some(top.kind),
            sections,
            bare: if bare_headings { Bare::Anywhere } else { Bare::Before },
            last_section: None,
            plain_titles: numbered >= FEWEST_TITLES && with_title * 3 >= numbered * 2,
            single_titles: top.kind == ClauseKind::Annex && singles > FEWEST_TITLES && single_titles * 5 >= singles * 4,
            defines,
            start: top.body,
            end,
        }
    }

    /// The style of an annex's numbered sections: the series that starts first and has text under its members.
    fn sections(&self, from: usize, end: usize) -> (Option<series::Style>, bool) {
        let mut best: Option<(usize, series::Style, bool)> = None;
        for style in [
            series::Style::Roman,
            series::Style::Letter,
            series::Style::Digits,
            series::Style::Word(Word::Article),
            series::Style::Word(Word::Clause),
            series::Style::Word(Word::Paragraph),
            series::Style::Word(Word::Section),
            series::Style::Word(Word::Part),
        ] {
            let mut members = Vec::new();
            for at in from..end {
                let line = &self.lines[at];
                // Labels of words may be centred.
                if line.cell.is_some() || line.indent > 4 && !matches!(style, series::Style::Word(_)) {
                    continue;
                }
                for (other, value) in series::styles_of(line) {
                    if other == style && line.label.as_ref().is_some_and(|label| label.bullet.is_none()) {
                        members.push((at, value));
                    }
                }
            }
            let worded = matches!(style, series::Style::Word(_));
            let members = self.headed_row(&members, worded).unwrap_or(members);
            let Some(&(first, value)) = members.first() else { continue };
            let first_line = &self.lines[first];
            let styled = first_line.heading.is_some() || first_line.strong;
            let headed = members.iter().filter(|&&(at, _)| self.is_headed(at, worded)).count();
            let filled = members.iter().enumerate().filter(|&(nth, &(at, _))| {
                let next = members.get(nth + 1).map_or(end, |next| next.0);
                let run_in = heading::run_in_bold(self.document, &self.lines[at]).is_some();
                run_in || next > at + 1 && (styled || worded || !self.lists_letters(at + 1) || self.heads_letters(at))
            });
            let filled = filled.count() * 5 >= members.len() * 3;
            let upper = matches!(style, series::Style::Roman | series::Style::Letter);
            let good = value == 1
                && filled
                && (upper || headed * 5 >= members.len() * 4)
                && (members.len() >= 2 || styled && headed == 1);
            let outer = matches!(style, series::Style::Word(Word::Article | Word::Clause | Word::Paragraph))
                && members.len() >= 3;
            // Parts hold the sections, and are the sections only where nothing else is.
            let holds = matches!(style, series::Style::Word(Word::Section | Word::Part));
            if holds && best.is_some() {
                continue;
            }
            let first = if outer { 0 } else { first };
            if good && best.is_none_or(|(at, ..)| first < at) {
                best = Some((first, style, headed * 2 >= members.len()));
            }
        }
        best.map_or((None, true), |(_, style, headed)| (Some(style), !headed))
    }

    fn is_headed(&self, at: usize, worded: bool) -> bool {
        let line = &self.lines[at];
        heading::looks_like_one(self.document, line)
            || heading::run_in_bold(self.document, line).is_some()
            || worded && line.rest.is_empty()
    }

    /// The members with headings where those make a row of their own: lists between them bear the same labels.
    fn headed_row(&self, members: &[(usize, u16)], worded: bool) -> Option<Vec<(usize, u16)>> {
        let headed: Vec<(usize, u16)> = members.iter().copied().filter(|&(at, _)| self.is_headed(at, worded)).collect();
        let in_order = headed.windows(2).all(|pair| pair[1].1 == 1 || pair[1].1 > pair[0].1);
        (headed.len() > FEWEST_TITLES && headed[0].1 == 1 && in_order).then_some(headed)
    }

    /// Whether a line with letters below it reads as their heading and not as what introduces them.
    fn heads_letters(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let text = heading::plain(line.text(self.document));
        heading::looks_like_one(self.document, line) && line.gap && !text.ends_with([':', '.'])
    }

    /// Whether a lettered or numbered list starts on the line.
    fn lists_letters(&self, at: usize) -> bool {
        self.lines
            .get(at)
            .and_then(|line| line.label.as_ref())
            .is_some_and(|label| !matches!(label.mark, Mark::Bullet(_)))
    }
}
