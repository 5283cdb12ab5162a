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

use super::fit::{Around, Cut, Need, fit};
use super::frame::Frame;
use super::safe;

/// Longest value in the lists at the top, and longest name of a clause.
const LONGEST: usize = 170;
const CLAUSE: usize = 70;
/// A sentence of which fewer characters would be left is left out in print.
const FEW: usize = 16;

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
    let cut = fit(&sheet.needs(), &sheet.around());
    sheet.write(&cut)
}

impl Sheet<'_> {
    fn write(&self, cut: &Cut) -> Markup {
        let frame = self.frame;
        let id = frame.id("title");
        let title = if frame.facts_only { Word::FactsTitle } else { Word::Title };
        html! {
            section.first aria-labelledby=(id) {
                (frame.heading(0, Some(&id), &html! {
                    (frame.say(title))
                    @if frame.many { " " span.where { (safe::line(&frame.context.analysis.document.source.path)) } }
                }))
                div.pair {
                    (self.fields(Word::Identity, &self.identity))
                    @if frame.facts_only {
                        div { (frame.heading(1, None, &html! { (frame.say(Word::Status)) })) p { (status(frame.context)) } }
                    } @else {
                        (self.fields(Word::ModelAndCertainty, &self.model))
                    }
                }
                @if !frame.facts_only { (self.verdict()) }
                (self.tops(cut))
                (frame.heading(1, None, &html! { (frame.say(Word::KeyFacts)) }))
                dl.key { @for fact in &self.facts {
                    div { dt { (frame.say(fact.label)) } dd { (frame.cut_pieces(&fact.answer, cut.fact)) } }
                } }
                (self.not_assessed(cut.fact))
            }
        }
    }

    fn fields(&self, heading: Word, fields: &[Field]) -> Markup {
        let frame = self.frame;
        html! {
            div {
                (frame.heading(1, None, &html! { (frame.say(heading)) }))
                dl.fields { @for (label, pieces) in fields {
                    div { dt { (frame.say(*label)) } dd { (frame.pieces(pieces, LONGEST)) } }
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

    /// Blocking and major entries, each cut where `cut` says, in one order.
    fn tops(&self, cut: &Cut) -> Markup {
        let frame = self.frame;
        let mut cuts = cut.entries.iter().copied();
        html! {
            @for (severity, entries, shown) in &self.tops {
                @let heading = if *severity == Severity::Blocking { Word::Blocking } else { Word::Major };
                @let left = entries.len().saturating_sub(*shown);
                (frame.heading(1, None, &html! { (frame.say(heading)) " (" (entries.len()) ")" }))
                ol.top { @for (&entry, cut) in entries.iter().take(*shown).zip(cuts.by_ref()) { (self.entry(entry, cut)) } }
                @if left > 0 {
                    p.more { a href={ "#" (frame.id("points")) } {
                        (fill(frame.tongue(), Word::More, &[("n", &left.to_string())]))
                    } }
                }
            }
        }
    }

    fn entry(&self, entry: Entry, cut: (usize, usize)) -> Markup {
        let frame = self.frame;
        let number = frame.number_of(entry);
        html! {
            li value=(number) {
                @match entry {
                    Entry::One(finding) => (self.finding(finding, number, cut)),
                    Entry::Unfinished => {
                        p.what { a.no href={ "#" (frame.point_id(number)) } { (number) } " " (unfinished(frame.context)) }
                        " "
                        p.how { span.f { a href={ "#" (frame.id("fill-in")) } {
                            (fill(frame.tongue(), Word::SeeFillIn, &[("list", frame.say(Word::FillInList))]))
                        } } }
                    },
                }
            }
        }
    }

    fn finding(&self, finding: &Finding, number: usize, (message, text): (usize, usize)) -> Markup {
        let frame = self.frame;
        let clause = stands_in(frame.context, finding).unwrap_or_default();
        html! {
            p.what {
                a.no href={ "#" (frame.point_id(number)) } { (number) } " "
                @if !clause.is_empty() { span.cl { (safe::short(&clause, CLAUSE)) } " · " }
                (safe::cut(frame.tongue().of(&finding.message), message.saturating_sub(clause.chars().count().min(CLAUSE))))
            }
            " "
            p.how {
                @for (label, sentence) in self.sentences(finding) {
                    span.f .tail[text < FEW] { span.k { (frame.say(label)) } " " (safe::cut(sentence, text)) } " "
                }
                @if let Some(span) = finding.grounds.place() {
                    span.f { span.k { (frame.say(place_word(finding))) } " " (frame.spot(span)) }
                }
            }
        }
    }

    fn sentences<'s>(&self, finding: &'s Finding) -> Vec<(Word, &'s str)> {
        let tongue = self.frame.tongue();
        let all = [(Word::Found, &finding.found), (Word::Expected, &finding.expected), (Word::Remedy, &finding.remedy)];
        all.into_iter().map(|(label, text)| (label, tongue.of(text))).filter(|(_, text)| !text.is_empty()).collect()
    }

    fn not_assessed(&self, most: usize) -> Markup {
        let frame = self.frame;
        let left = self.left_out.len().saturating_sub(NOT_ASSESSED_SHOWN);
        html! {
            (frame.heading(1, None, &html! { (frame.say(Word::NotAssessed)) " (" (self.left_out.len()) ")" }))
            @if self.left_out.is_empty() {
                p { (frame.say(Word::NothingLeftOut)) }
            } @else {
                ul.left { @for line in self.left_out.iter().take(NOT_ASSESSED_SHOWN) { li { (safe::cut(line, most)) } } }
            }
            @if left > 0 {
                p.more { a href={ "#" (frame.id("not-assessed")) } {
                    (fill(frame.tongue(), Word::More, &[("n", &left.to_string())]))
                } }
            }
        }
    }

    /// How much each entry has to say.
    fn needs(&self) -> Vec<Need> {
        let entries = self.tops.iter().flat_map(|(_, entries, shown)| entries.iter().take(*shown));
        entries.map(|&entry| self.need(entry)).collect()
    }

    fn need(&self, entry: Entry) -> Need {
        let Entry::One(finding) = entry else { return Need { message: 80, texts: Vec::new(), fixed: 40 } };
        let frame = self.frame;
        let sentences = self.sentences(finding);
        let labels: usize = sentences.iter().map(|(label, _)| length(frame.say(*label)) + 3).sum();
        let place = finding
            .grounds
            .place()
            .map_or(0, |span| frame.spot_length(span) + length(frame.say(place_word(finding))) + 3);
        Need {
            message: length(&headed(frame.context, finding)) + 5,
            texts: sentences.iter().map(|(_, text)| length(text)).collect(),
            fixed: labels + place,
        }
    }

    fn around(&self) -> Around {
        let context = self.frame.context;
        let of_fields = |fields: &[Field]| fields.iter().map(|(_, pieces)| self.width(pieces, LONGEST)).collect();
        let judged = !self.frame.facts_only;
        Around {
            identity: of_fields(&self.identity),
            model: if judged { of_fields(&self.model) } else { Vec::new() },
            verdict: if judged { vec![length(&sentence(context)), length(&status(context)) + 20] } else { Vec::new() },
            lists: self.tops.len(),
            longer: self.tops.iter().filter(|(_, entries, shown)| entries.len() > *shown).count(),
            facts: self.facts.iter().map(|fact| self.width(&fact.answer, usize::MAX)).collect(),
            left_out: self.left_out.iter().take(NOT_ASSESSED_SHOWN).map(|line| length(line)).collect(),
        }
    }

    /// Characters of some pieces, each cut to `most`.
    fn width(&self, pieces: &[Piece], most: usize) -> usize {
        let analysis = self.frame.context.analysis;
        let one = |piece: &Piece| match piece {
            Piece::Words(words) => length(words).min(most),
            Piece::Quote(span, columns) => length(analysis.document.slice(*span)).min(*columns).min(most) + 2,
            Piece::Spot(span) => self.frame.spot_length(*span),
        };
        pieces.iter().map(one).sum()
    }
}

fn place_word(finding: &Finding) -> Word {
    if matches!(finding.grounds, Grounds::Absent(_)) { Word::Nearest } else { Word::Place }
}

fn length(text: &str) -> usize {
    text.chars().count()
}
