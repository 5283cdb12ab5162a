//! The national models: every paragraph is minded, a change of its words is noticed, and what favours the school is no defect.
//!
//! The texts are agreements of this project that follow the models in words of their own.

mod support;

use dpa_analyser::Rules;
use serde_json::Value;
use support::{Case, findings, report_of};

/// The text without paragraph `number` of article `article` (all of the article when there is no number).
fn without(text: &str, article: &str, number: Option<&str>) -> Option<String> {
    let from = text.find(&format!("\nArtikel {article}:"))? + 1;
    let rest = &text[from..];
    let body = from + rest.find('\n')? + 1;
    let ends = |start: usize, marks: &[String]| {
        let found = marks.iter().filter_map(|mark| text[start..].find(mark.as_str()));
        found.min().map_or(text.len(), |at| start + at + 1)
    };
    let after = ["\nArtikel ".to_owned(), "\nOndertekening".to_owned(), "\nAldus ".to_owned()];
    let end = ends(body - 1, &after);
    let Some(number) = number else { return Some(format!("{}{}", &text[..body], &text[end..])) };
    let start = body - 1 + text[body - 1..end].find(&format!("\n{number}. "))? + 1;
    let next: u32 = number.parse().ok()?;
    let mut marks = after.to_vec();
    marks.push(format!("\n{}. ", next + 1));
    let stop = ends(start, &marks);
    Some(format!("{}{}", &text[..start], &text[stop..]))
}

/// Parts of a requirement that are met.
fn met(report: &Value, model: &str, id: &str) -> usize {
    let requirements = report["requirements"].as_array().expect("a list");
    let verdict = requirements.iter().find(|verdict| verdict["model"] == model && verdict["id"] == id);
    let parts = verdict.expect("a verdict for every requirement")["parts"].as_array().expect("a list");
    parts.iter().filter(|part| part["met"] == true).count()
}

#[test]
fn a_paragraph_that_is_struck_is_missed_by_its_requirement() {
    let rules = Rules::built_in();
    let mut unnoticed = Vec::new();
    for name in ["nl-model-filled-well", "be-model"] {
        let case = Case::named(name);
        let text = case.text();
        let whole = report_of(&text, "source.txt");
        let model = rules.model(case.model()).expect("the model is built in");
        let mut minded = 0;
        for rule in &model.requirements {
            let Some(clause) =
                rule.file.clause.as_deref().filter(|clause| clause.starts_with(|c: char| c.is_ascii_digit()))
            else {
                continue;
            };
            let (article, number) = clause.split_once('.').map_or((clause, None), |(a, n)| (a, Some(n)));
            let struck = without(&text, article, number).unwrap_or_else(|| panic!("{name}: no paragraph {clause}"));
            minded += 1;
            if met(&report_of(&struck, "source.txt"), case.model(), &rule.id) >= met(&whole, case.model(), &rule.id) {
                unnoticed.push(format!("{name}: {}", rule.id));
            }
        }
        assert!(minded > 35, "{name}: {minded} paragraphs only");
    }
    assert!(unnoticed.is_empty(), "{}", unnoticed.join("\n"));
}

/// Whether a changed text gives a finding of this id that the text as it was does not give.
fn gives(name: &str, old: &str, new: &str, id: &str) {
    let text = Case::named(name).text();
    assert!(text.contains(old), "{name} has no `{old}`");
    let has = |text: &str| findings(&report_of(text, "source.txt")).iter().any(|finding| finding["id"] == id);
    assert!(!has(&text), "{name} gives {id} as it is");
    let changed = text.replacen(old, new, 1);
    let found = report_of(&changed, "source.txt");
    let found = findings(&found);
    let ids: Vec<&str> = found.iter().filter_map(|finding| finding["id"].as_str()).collect();
    assert!(ids.contains(&id), "`{new}` gives {ids:?}, not {id}");
}

#[test]
fn a_changed_parameter_side_or_exception_is_noticed() {
    let nl = |old, new, id| gives("nl-model-filled-well", old, new, &format!("nl-convenant-4.0/{id}"));
    nl("bezwaartermijn van 6 weken", "bezwaartermijn van 2 weken", "NL4-11.2-subprocessors.objection");
    nl(
        "p. Subverwerker: een andere verwerker,",
        "p. Subverwerker: een andere verwerker, niet zijnde een zusterbedrijf,",
        "NL4-1-subprocessor",
    );
    nl(
        "Over doel en middelen van de Verwerking heeft en behoudt zij",
        "Over doel en middelen van de Verwerking heeft Verwerker",
        "NL4-3.1",
    );
    nl(
        "dan bericht Verwerker dat bovendien onverwijld aan",
        "dan bericht Verwerker dat in zijn maandbericht aan",
        "NL4-8.3",
    );
    nl(
        "nagaan of Verwerker zich houdt aan",
        "nagaan, alleen bij een vermoeden van misbruik blijkend uit een audit, of Verwerker zich houdt aan",
        "NL4-7.6-cause-only",
    );
    nl(
        "als Unierecht of lidstaatrecht Verwerker tot verstrekking verplicht.",
        "als Unierecht of lidstaatrecht Verwerker tot verstrekking verplicht;\nd. als Verwerker een gerechtvaardigd belang heeft.",
        "NL4-6.2-widened",
    );
    nl(
        "dan is het de rechter van de plaats waar Onderwijsinstelling is gevestigd",
        "dan is het de rechter van de plaats van Verwerker",
        "NL4-16.2-processor",
    );
    let be = |old, new, id| gives("be-model", old, new, &format!("be-vl-2018/{id}"));
    be(
        "6. Een Subverwerker is een andere verwerker",
        "6. Een Subverwerker is een andere verwerker, uitgezonderd verbonden ondernemingen,",
        "BE-1-subprocessor",
    );
    be("een opzegging tussendoor is niet mogelijk", "ieder mag altijd opzeggen", "BE-14.1-no-notice");
    be(
        "Verwerkingsverantwoordelijke vervult de wettelijke meldplicht",
        "Verwerker vervult de wettelijke meldplicht",
        "BE-7.7-notify",
    );
    be(
        "Bijlage 1 vermeldt in dat geval de landen en de waarborgen",
        "Bijlage 1 vermeldt in dat geval de landen",
        "BE-9.1-safeguards",
    );
}

#[test]
fn what_favours_the_school_is_improved_and_no_defect() {
    let text = Case::named("nl-model-filled-well").text().replacen(
        "bezwaartermijn van 6 weken",
        "bezwaartermijn van 8 weken",
        1,
    );
    let report = report_of(&text, "source.txt");
    let all = findings(&report);
    let of_model: Vec<(&str, &str, &str)> = all
        .iter()
        .filter(|finding| finding["model"] == "nl-convenant-4.0")
        .map(|finding| {
            let word = |key: &str| finding[key].as_str().unwrap_or("");
            (word("id"), word("kind"), word("severity"))
        })
        .collect();
    assert_eq!(of_model, [("nl-convenant-4.0/NL4-11.2-subprocessors.objection", "improved", "info")]);
}
