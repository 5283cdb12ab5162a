//! What a page says, whole; and what must never stand in it.

use scraper::{Html, Node, Selector};

use super::*;
use crate::compare::{Origin, Severity};
use crate::evidence::{Evidence, Grounds};
use crate::report::samples;
use crate::text::Span;

const ALONE: Place = Place { number: 1, many: false };

fn page_of(analysis: &Analysis, tongue: Tongue) -> String {
    let about = samples::about();
    page(&[part(analysis, &about, tongue, ALONE, false)], &[], &about, tongue)
}

/// What a reader without the style sheet sees, a line for each block.
fn seen(page: &str) -> String {
    let html = Html::parse_document(page);
    let mut text = String::new();
    for node in html.root_element().descendants() {
        match node.value() {
            Node::Element(element) => match element.name() {
                "h1" | "h2" | "h3" | "h4" | "h5" => text.extend(["\n\n", element.name(), " "]),
                "p" | "li" | "tr" | "dt" | "caption" => text.push('\n'),
                "td" | "th" | "dd" => text.push_str(" | "),
                "a" if element.attr("class") == Some("back") => {
                    text.extend(["[→", element.attr("data-n").unwrap_or_default(), "]"]);
                }
                _ => {}
            },
            Node::Text(words) => {
                let styles = node.parent().and_then(|parent| parent.value().as_element().map(|e| e.name() == "style"));
                if styles != Some(true) {
                    text.push_str(words);
                }
            }
            _ => {}
        }
    }
    let lines = text.lines().map(|line| line.split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" "));
    let mut kept: Vec<String> = lines.collect();
    kept.dedup_by(|a, b| a.is_empty() && b.is_empty());
    kept.join("\n").trim().to_owned()
}

#[test]
fn a_page_in_dutch() {
    insta::assert_snapshot!(seen(&page_of(&samples::full(), Tongue::Nl)));
}

#[test]
fn a_page_in_english_says_the_same_in_english() {
    let page = page_of(&samples::full(), Tongue::En);
    assert!(page.contains("<html lang=\"en\">") && page.contains("lang=\"nl\""), "the agreement stays Dutch");
    for words in ["Deviation report", "Blocking (2)", "expressly none", "made unreadable", "left blank", "not found"] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("Blokkerend"));
}

#[test]
fn the_facts_alone_hold_no_comparison() {
    let about = samples::about();
    let part = part(&samples::full(), &about, Tongue::Nl, ALONE, true);
    let page = page(&[part], &[], &about, Tongue::Nl);
    assert!(page.contains("Gegevens uit de verwerkersovereenkomst") && page.contains("Nog in te vullen"));
    assert!(!page.contains("Getoetste eisen") && !page.contains("Punten per onderwerp") && !page.contains("Oordeel"));
}

#[test]
fn four_missing_values_are_four_words() {
    let page = seen(&page_of(&samples::full(), Tongue::Nl));
    for line in [
        "Subverwerkers | uitdrukkelijk geen",
        "Doorgiftegrond | niet gevonden",
        "Contact | leeg gelaten",
        "Bijzondere gegevens | onleesbaar gemaakt",
    ] {
        assert!(page.contains(line), "{line}\n{page}");
    }
}

/// Marks that overlap, touch, nest and cross lines: the text stays, and every mark leads back.
#[test]
fn overlapping_marks_leave_the_text_as_it_is() {
    let mut sample = samples::full();
    let length = sample.document.body().len();
    let text = sample.document.text.clone();
    let on = |at: usize| (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    sample.findings = (0..60)
        .map(|n| {
            let (start, end) = (on(n * 5 % length), on((n * 5 + 7 + n * n % 90).min(length)));
            let place = Grounds::Quoted(Evidence::at(Span::new(start, end)).and(Span::new(0, length)));
            samples::finding(&format!("x/{n}"), Severity::Minor, Origin::Filled, place)
        })
        .collect();
    let html = Html::parse_document(&page_of(&sample, Tongue::Nl));
    let body = html.select(&Selector::parse("#body").expect("a selector")).next().expect("there is a body");
    assert_eq!(body.text().collect::<String>(), sample.document.body());
    let back = Selector::parse("a.back").expect("a selector");
    let mut targets: Vec<&str> = body.select(&back).filter_map(|link| link.attr("href")).collect();
    targets.sort_unstable();
    targets.dedup();
    let points = targets.iter().filter(|target| target.starts_with("#p")).count();
    assert!(points >= 60, "{points} points are led back to");
}

#[test]
fn evidence_outside_the_body_is_marked_where_it_stands() {
    let mut sample = samples::full();
    let furniture = sample.document.layers.furniture.expect("the sample has a running head");
    let place = Grounds::Quoted(Evidence::at(Span::new(furniture.start(), furniture.start() + 8)));
    sample.findings.push(samples::finding("x/head", Severity::Minor, Origin::Filled, place));
    let html = Html::parse_document(&page_of(&sample, Tongue::Nl));
    let aside = Selector::parse(".aside mark").expect("a selector");
    let marked: String = html.select(&aside).flat_map(|mark| mark.text()).collect();
    assert_eq!(marked, "Leerwolk");
}

#[test]
fn page_one_never_shows_more_than_five_and_seven() {
    let mut sample = samples::full();
    let place = Grounds::Quoted(Evidence::at(samples::span(&sample.document, "Niemand")));
    let made = |n: usize| {
        let severity = if n <= 9 { Severity::Blocking } else { Severity::Major };
        samples::finding(&format!("x/{n}"), severity, Origin::Filled, place.clone())
    };
    sample.findings = (1..=30).map(made).collect();
    let html = Html::parse_document(&page_of(&sample, Tongue::Nl));
    let lists = Selector::parse(".first ol.top").expect("a selector");
    let entries = Selector::parse("li").expect("a selector");
    let counts: Vec<usize> = html.select(&lists).map(|list| list.select(&entries).count()).collect();
    assert_eq!(counts, [5, 7]);
    let points = Selector::parse(".point").expect("a selector");
    assert_eq!(html.select(&points).count(), 30, "all of them stand further on");
}

#[test]
fn a_page_approves_nothing_and_scores_nothing() {
    let mut sample = samples::full();
    sample.findings.clear();
    sample.facts.placeholders.clear();
    let page = seen(&page_of(&sample, Tongue::Nl));
    for word in ["✓", "✔", "✅", "%", "akkoord", "voldoet", "score"] {
        assert!(!page.contains(word), "{word}: {page}");
    }
}
