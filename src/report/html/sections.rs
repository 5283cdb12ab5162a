//! All points in full, gathered under the sections an officer knows.
//!
//! In: the frame. Out: the section of points. Not here: lists of special kinds (`lists`).

use maud::{Markup, html};

use crate::compare::Severity;
use crate::report::matters::Entry;
use crate::report::words::Word;

use super::frame::Frame;
use super::point;

/// Headings in the order of the report, each with the topics of the rules that belong under it. A topic that stands
/// nowhere comes under the last.
const SECTIONS: [(Word, &[&str]); 12] = [
    (Word::SectionParties, &["parties", "version", "definitions", "signature"]),
    (Word::SectionPurposes, &["purposes", "data-categories", "general-information", "instructions"]),
    (Word::SectionSecurity, &["security", "confidentiality"]),
    (Word::SectionBreaches, &["breach", "contact"]),
    (Word::SectionRights, &["assistance"]),
    (Word::SectionTransfers, &["transfer", "storage"]),
    (Word::SectionSubprocessors, &["subprocessors"]),
    (Word::SectionRetention, &["retention"]),
    (Word::SectionAudit, &["audit"]),
    (Word::SectionLiability, &["liability"]),
    (Word::SectionChange, &["change", "term"]),
    (Word::SectionLaw, &["law"]),
];

/// The section of points; empty where there are none.
pub(super) fn points(frame: &Frame) -> Markup {
    let mut gathered: Vec<(Word, Vec<(Entry, Severity)>)> =
        SECTIONS.iter().map(|&(heading, _)| (heading, Vec::new())).collect();
    gathered.push((Word::SectionOther, Vec::new()));
    for severity in [Severity::Blocking, Severity::Major, Severity::Minor, Severity::Info] {
        for entry in frame.context.matters.entries(severity) {
            gathered[section_of(entry)].1.push((entry, severity));
        }
    }
    gathered.retain(|(_, entries)| !entries.is_empty());
    if gathered.is_empty() {
        return html! {};
    }
    let inner = html! {
        @for (heading, entries) in &gathered {
            (frame.heading(2, None, &html! { (frame.say(*heading)) }))
            @for (entry, severity) in entries { (point::entry(frame, *entry, *severity)) }
        }
    };
    frame.section("points", frame.say(Word::Points), &inner)
}

/// The first section any of the topics belongs to, topics in their order.
fn section_of(entry: Entry) -> usize {
    let Entry::One(finding) = entry else { return 0 };
    let section = |topic: &String| SECTIONS.iter().position(|(_, topics)| topics.contains(&topic.as_str()));
    finding.topics.iter().find_map(section).unwrap_or(SECTIONS.len())
}
