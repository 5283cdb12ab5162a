//! Page one, fit for one sheet of A4.
//!
//! In: the frame. Out: the first sheet. Not here: what stands on it and in which order (`page_one`, `key_facts`). Sentences
//! are cut to what the sheet holds; they stand in full from page two on.

use maud::{Markup, html};

use crate::compare::{Finding, Severity};
use crate::evidence::Grounds;
use crate::report::key_facts::{KeyFact, key_facts};
use crate::report::matters::Entry;
use crate::report::page_one::{
    BLOCKING_SHOWN, Field, MAJOR_SHOWN, NOT_ASSESSED_SHOWN, Piece, headed, identity, model, not_assessed, sentence,
    stands_in, status, unfinished,
};
use crate::report::words::{Word, fill};

use super::frame::Frame;
use super::safe;

/// How long sentences, key facts and quotes may be.
#[derive(Clone, Copy)]
struct Room {
    sentence: usize,
    fact: usize,
}

/// From generous to narrow; the first that fits is taken, the last whatever happens.
const ROOMS: [Room; 7] = [
    Room { sentence: 400, fact: 300 },
    Room { sentence: 240, fact: 200 },
    Room { sentence: 190, fact: 160 },
    Room { sentence: 150, fact: 120 },
    Room { sentence: 120, fact: 90 },
    Room { sentence: 95, fact: 90 },
    Room { sentence: 75, fact: 64 },
];

/// Printed lines on the sheet, and characters on a line, as set by the style sheet for print (8 pt on A4 with margins of
/// 12 mm: 105 characters of Arial's mean width fit easily).
const LINES: usize = 70;
const COLUMNS: usize = 118;
/// Characters in half a line, beside the labels.
const HALF: usize = 44;

/// What stands on the sheet.
struct Sheet<'f> {
    frame: &'f Frame<'f>,
    identity: Vec<Field>,
    model: Vec<Field>,
    facts: [KeyFact; 10],
    tops: Vec<(Severity, Vec<Entry<'f>>, usize)>,
    left_out: Vec<String>,
}

pub(super) fn page_one(frame: &Frame) -> Markup {
    let context = frame.context;
    let top = |severity, shown| (severity, context.matters.entries(severity), shown);
    let tops = if frame.facts_only {
        Vec::new()
    } else {
        vec![top(Severity::Blocking, BLOCKING_SHOWN), top(Severity::Major, MAJOR_SHOWN)]
    };
    let sheet = Sheet {
        frame,
        identity: identity(context),
        model: model(context),
        facts: key_facts(context),
        tops: tops.into_iter().filter(|(_, entries, _)| !entries.is_empty()).collect(),
        left_out: not_assessed(context),
    };
    let fits = ROOMS.iter().find(|&&room| sheet.height(room) <= LINES);
    sheet.write(*fits.unwrap_or(&ROOMS[ROOMS.len() - 1]))
}

impl Sheet<'_> {
    fn write(&self, room: Room) -> Markup {
        let frame = self.frame;
        let id = frame.id("title");
        let title = if frame.facts_only { Word::FactsTitle } else { Word::Title };
        html! {
            section.first aria-labelledby=(id) {
                (frame.heading(0, Some(&id), &html! { (frame.say(title)) }))
                div.pair {
                    (self.fields(Word::Identity, &self.identity, room))
                    @if frame.facts_only {
                        div { (frame.heading(1, None, &html! { (frame.say(Word::Status)) })) p { (status(frame.context)) } }
                    } @else {
                        (self.fields(Word::ModelAndCertainty, &self.model, room))
                    }
                }
                @if !frame.facts_only { (self.verdict()) }
                @for (severity, entries, shown) in &self.tops { (self.top(*severity, entries, *shown, room)) }
                (frame.heading(1, None, &html! { (frame.say(Word::KeyFacts)) }))
                dl.key { @for fact in &self.facts {
                    div { dt { (frame.say(fact.label)) } dd { (frame.pieces(&fact.answer, room.fact)) } }
                } }
                (self.not_assessed(room))
            }
        }
    }

    fn fields(&self, heading: Word, fields: &[Field], room: Room) -> Markup {
        let frame = self.frame;
        html! {
            div {
                (frame.heading(1, None, &html! { (frame.say(heading)) }))
                dl.fields { @for (label, pieces) in fields {
                    div { dt { (frame.say(*label)) } dd { (frame.pieces(pieces, room.fact.min(160))) } }
                } }
            }
        }
    }

    fn verdict(&self) -> Markup {
        let frame = self.frame;
        html! {
            (frame.heading(1, None, &html! { (frame.say(Word::Verdict)) }))
            p.verdict { (safe::line(&sentence(frame.context))) }
            p.status { span.k { (frame.say(Word::Status)) } " " (status(frame.context)) }
        }
    }

    fn top(&self, severity: Severity, entries: &[Entry], shown: usize, room: Room) -> Markup {
        let frame = self.frame;
        let heading = if severity == Severity::Blocking { Word::Blocking } else { Word::Major };
        let left = entries.len().saturating_sub(shown);
        html! {
            (frame.heading(1, None, &html! { (frame.say(heading)) " (" (entries.len()) ")" }))
            ol.top { @for &entry in entries.iter().take(shown) { (self.entry(entry, room)) } }
            @if left > 0 {
                p.more { a href={ "#" (frame.id("points")) } { (fill(frame.tongue(), Word::More, &[("n", &left.to_string())])) } }
            }
        }
    }

    fn entry(&self, entry: Entry, room: Room) -> Markup {
        let frame = self.frame;
        let number = frame.number_of(entry);
        html! {
            li value=(number) {
                @match entry {
                    Entry::One(finding) => (self.finding(finding, number, room)),
                    Entry::Unfinished => {
                        p.what { a.no href={ "#" (frame.point_id(number)) } { (number) } " " (unfinished(frame.context)) }
                        p.how { a href={ "#" (frame.id("fill-in")) } {
                            (fill(frame.tongue(), Word::SeeFillIn, &[("list", frame.say(Word::FillInList))]))
                        } }
                    },
                }
            }
        }
    }

    fn finding(&self, finding: &Finding, number: usize, room: Room) -> Markup {
        let frame = self.frame;
        let tongue = frame.tongue();
        let place = finding.grounds.place();
        let nearest = matches!(finding.grounds, Grounds::Absent(_));
        html! {
            p.what {
                a.no href={ "#" (frame.point_id(number)) } { (number) } " "
                @if let Some(clause) = stands_in(frame.context, finding) { span.cl { (safe::short(&clause, 60)) } " · " }
                (safe::short(tongue.of(&finding.message), room.sentence + 60))
            }
            p.how {
                @for (label, text) in [
                    (Word::Found, &finding.found), (Word::Expected, &finding.expected), (Word::Remedy, &finding.remedy),
                ] {
                    @let text = tongue.of(text);
                    @if !text.is_empty() {
                        span.f { span.k { (frame.say(label)) } " " (safe::short(text, room.sentence)) } " "
                    }
                }
                @if let Some(span) = place {
                    span.f {
                        span.k { (frame.say(if nearest { Word::Nearest } else { Word::Place })) }
                        " " (frame.spot(span))
                    }
                }
            }
        }
    }

    fn not_assessed(&self, room: Room) -> Markup {
        let frame = self.frame;
        let left = self.left_out.len().saturating_sub(NOT_ASSESSED_SHOWN);
        html! {
            (frame.heading(1, None, &html! { (frame.say(Word::NotAssessed)) " (" (self.left_out.len()) ")" }))
            @if self.left_out.is_empty() {
                p { (frame.say(Word::NothingLeftOut)) }
            } @else {
                ul.left { @for line in self.left_out.iter().take(NOT_ASSESSED_SHOWN) { li { (safe::short(line, room.fact)) } } }
            }
            @if left > 0 {
                p.more { a href={ "#" (frame.id("not-assessed")) } {
                    (fill(frame.tongue(), Word::More, &[("n", &left.to_string())]))
                } }
            }
        }
    }

    /// Printed lines the sheet takes, reckoned on the large side.
    fn height(&self, room: Room) -> usize {
        let of_fields = |fields: &[Field]| -> usize {
            fields.iter().map(|(_, pieces)| lines(self.width(pieces, room.fact.min(160)), HALF)).sum()
        };
        let facts: Vec<usize> =
            self.facts.iter().map(|fact| lines(self.width(&fact.answer, room.fact), HALF)).collect();
        let facts: usize = facts.chunks(2).map(|pair| pair.iter().copied().max().unwrap_or_default()).sum();
        let tops: usize = self
            .tops
            .iter()
            .map(|(_, entries, shown)| {
                let entries_shown = entries.iter().take(*shown).map(|&entry| self.entry_height(entry, room));
                2 + usize::from(entries.len() > *shown) + entries_shown.sum::<usize>()
            })
            .sum();
        let left_out = self.left_out.iter().take(NOT_ASSESSED_SHOWN);
        let left_out: usize = left_out.map(|line| lines(line.chars().count().min(room.fact), COLUMNS)).sum();
        let verdict = lines(sentence(self.frame.context).chars().count(), COLUMNS) + 3;
        // The title, four headings with the space over them, and what is left of a list.
        let around = 3 + 2 * 3 + 1;
        around + of_fields(&self.identity).max(of_fields(&self.model)) + verdict + tops + facts + left_out.max(1)
    }

    fn entry_height(&self, entry: Entry, room: Room) -> usize {
        let Entry::One(finding) = entry else { return 2 };
        let tongue = self.frame.tongue();
        let message = headed(self.frame.context, finding).chars().count().min(room.sentence + 120);
        let texts = [&finding.found, &finding.expected, &finding.remedy];
        let how: usize = texts.iter().map(|text| tongue.of(text).chars().count().min(room.sentence) + 14).sum();
        lines(message, COLUMNS - 8) + lines(how + 44, COLUMNS)
    }

    fn width(&self, pieces: &[Piece], most: usize) -> usize {
        let document = &self.frame.context.analysis.document;
        let one = |piece: &Piece| match piece {
            Piece::Words(words) => words.chars().count().min(most),
            Piece::Quote(span, columns) => document.slice(*span).chars().count().min(*columns).min(most),
            Piece::Spot(_) => 30,
        };
        pieces.iter().map(one).sum()
    }
}

fn lines(characters: usize, columns: usize) -> usize {
    characters.div_ceil(columns).max(1)
}
