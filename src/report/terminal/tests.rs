//! What a reader sees, whole, as snapshots; and what must never be seen.

use anstream::adapter::strip_str;

use super::*;
use crate::compare::{Origin, Severity};
use crate::evidence::{Evidence, Grounds};
use crate::report::samples;

const SHEET: Sheet = Sheet { tongue: Tongue::Nl, width: DEFAULT_WIDTH };

fn plain(text: &str) -> String {
    strip_str(text).to_string()
}

fn dutch(analysis: &Analysis) -> String {
    plain(&full(analysis, &samples::about(), SHEET))
}

#[test]
fn a_full_report_in_dutch() {
    insta::assert_snapshot!(dutch(&samples::full()));
}

#[test]
fn a_full_report_in_english() {
    let sheet = Sheet { tongue: Tongue::En, width: 80 };
    insta::assert_snapshot!(plain(&full(&samples::full(), &samples::about(), sheet)));
}

#[test]
fn the_facts_alone() {
    insta::assert_snapshot!(plain(&facts_only(&samples::full(), &samples::about(), SHEET)));
}

#[test]
fn the_clause_tree() {
    let sample = samples::full();
    insta::assert_snapshot!(plain(&outline(&sample.document, &sample.clauses, SHEET)));
}

#[test]
fn a_table_of_several_worst_first() {
    let worst = Row::new(&samples::full());
    let mut calm = samples::full();
    calm.findings.clear();
    calm.facts.locations.clear();
    calm.document.source.path = "een/heel/lange/weg/naar/een/ander/bestand/dat/niet/past/in/de/tabel.docx".into();
    let unread = [("kapot.pdf".to_owned(), "het bestand is leeg".to_owned())];
    insta::assert_snapshot!(plain(&table(&[Row::new(&calm), worst], &unread, SHEET)));
}

/// Twenty blanks are one entry, and it comes after what was filled in.
#[test]
fn blanks_are_one_headline_after_the_differences() {
    let mut sample = samples::full();
    let blank = sample.findings.iter().find(|finding| finding.origin == Origin::State).expect("there is one").clone();
    sample.findings.splice(0..0, std::iter::repeat_n(blank, 20));
    let report = dutch(&sample);
    assert!(report.contains("\nBlokkerend (2)\n"), "{report}");
    assert!(report.contains("\n  1. Bijlage 1, E · Opslag buiten de EER zonder grond.\n"), "{report}");
    assert!(report.contains("\n  2. De overeenkomst is niet afgesloten: nog 23 plaatsen in te vullen.\n"), "{report}");
    assert!(report.contains("\nNog in te vullen (23)\n"), "{report}");
}

/// A model's own sentence is never a deviation from it.
#[test]
fn model_remarks_are_not_counted() {
    let mut sample = samples::full();
    for finding in &mut sample.findings {
        finding.origin = Origin::Model;
    }
    let report = dutch(&sample).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(report.contains("geen verschillen gevonden; dat is geen goedkeuring"), "{report}");
    assert!(report.contains("Punten die uit het model zelf komen (9)"), "{report}");
    let row = Row::new(&sample);
    assert_eq!((row.blocking, row.major), (0, 0));
}

#[test]
fn page_one_shows_the_worst_and_says_how_many_more() {
    let mut sample = samples::full();
    let place = Grounds::Quoted(Evidence::at(samples::span(&sample.document, "Niemand")));
    let made = |n: usize| samples::finding(&format!("x/{n}"), Severity::Blocking, Origin::Filled, place.clone());
    sample.findings = (1..=8).map(made).collect();
    let report = dutch(&sample);
    assert!(report.contains("en nog 3, hieronder"), "{report}");
    let continued = report.find("Blokkerend, vervolg").expect("there is a second part");
    assert!(report[continued..].contains("  6. Bijlage 1, F · Kort gezegd: x/6."), "{report}");
}

/// An agreement can hold an escape sequence; the report holds only its own.
#[test]
fn nothing_of_the_agreement_steers_the_terminal() {
    let sample = samples::full();
    let report = dutch(&sample);
    assert!(report.contains("␛[31m"), "{report}");
    assert!(!report.contains(|c: char| c.is_control() && c != '\n'));
    let text = plain(&pages(&sample.document, SHEET));
    assert!(!text.contains(|c: char| c.is_control() && c != '\n'));
}

#[test]
fn no_line_is_wider_than_the_sheet() {
    for width in [50, 64, 100] {
        let sheet = Sheet { tongue: Tongue::Nl, width };
        let report = plain(&full(&samples::full(), &samples::about(), sheet));
        let widest = report.lines().map(harmless::width).max();
        assert!(widest <= Some(width), "{widest:?} > {width}");
    }
}

#[test]
fn a_report_approves_nothing() {
    let mut sample = samples::full();
    sample.findings.clear();
    sample.facts.placeholders.clear();
    let report = dutch(&sample);
    for word in ["✓", "✔", "100%", "akkoord", "voldoet"] {
        assert!(!report.contains(word), "{word}: {report}");
    }
}

#[test]
fn pages_follow_each_other_with_what_was_set_aside() {
    let sample = samples::full();
    let raw = page_order(&sample.document);
    let second = raw.split('\x0c').nth(1).expect("there are two pages");
    assert!(second.starts_with("Bijlage 1: Bijsluiter\n"), "{second}");
    let text = plain(&pages(&sample.document, SHEET));
    assert!(text.contains("Terzijde gezet") && text.ends_with("Leerwolk 1\n"), "{text}");
}
