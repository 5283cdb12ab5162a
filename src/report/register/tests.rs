//! The register as a spreadsheet reads it.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};

use super::register;
use crate::report::{Tongue, report, samples, unread};

fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).expect("it is a spreadsheet")
}

fn made(tongue: Tongue) -> Vec<u8> {
    let mut hostile = samples::full();
    hostile.facts.parties[1].name = Some("=HYPERLINK(\"http://voorbeeld.invalid\";\"klik\")".into());
    hostile.facts.signature.date = Some("2024-05-31".into());
    let lost = unread("y.pdf", "a/y.pdf", Some(b"%PDF"), None, "stuk".into(), tongue);
    let documents = [report(&hostile, tongue), lost];
    register(&documents, &samples::about(), tongue).expect("two agreements fit")
}

fn cell(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str, row: u32, heading: &str) -> Data {
    let range = book.worksheet_range(sheet).expect("the sheet is there");
    let (width, _) = (range.width() as u32, range.height());
    let at = (0..width).find(|&at| range.get_value((0, at)) == Some(&Data::String(heading.into())));
    let at = at.unwrap_or_else(|| panic!("{sheet} has no column {heading}"));
    range.get_value((row, at)).cloned().unwrap_or(Data::Empty)
}

#[test]
fn the_sheets_are_there_in_every_language() {
    for (tongue, names) in [
        (Tongue::Nl, ["Register", "Bevindingen", "In te vullen", "Subverwerkers", "Bewaartermijnen", "Toelichting"]),
        (Tongue::Be, ["Register", "Bevindingen", "In te vullen", "Subverwerkers", "Bewaartermijnen", "Toelichting"]),
        (Tongue::En, ["Register", "Findings", "To fill in", "Sub-processors", "Retention", "About"]),
    ] {
        assert_eq!(open(made(tongue)).sheet_names(), names);
    }
}

#[test]
fn cells_have_their_types() {
    let mut book = open(made(Tongue::Nl));
    let text = |words: &str| Data::String(words.into());
    let mut get = |row, heading| cell(&mut book, "Register", row, heading);
    assert_eq!(get(1, "Overeenkomst"), text("map/leerwolk.pdf"));
    assert_eq!(get(1, "Verwerkingsverantwoordelijke"), text("niet ingevuld"));
    assert_eq!(get(1, "Subverwerkers genoemd"), Data::Float(0.0));
    assert_eq!(get(1, "Subverwerkers"), text("uitdrukkelijk geen"));
    assert_eq!(get(1, "Bijzondere categorieën"), text("onleesbaar gemaakt"));
    assert_eq!(get(1, "Doeleinden"), text("niet beoordeeld"));
    assert_eq!(get(1, "Audit, wie betaalt"), text("niet gevonden"));
    assert_eq!(get(1, "Landen (zone)"), text("US (onder voorwaarden)"));
    assert_eq!(get(1, "Meldtermijn datalek"), text("24 uur"));
    assert_eq!(get(1, "Blokkerend"), Data::Float(2.0));
    let Data::DateTime(signed) = get(1, "Datum") else { panic!("a date is a date") };
    assert_eq!(signed.to_ymd_hms_milli(), (2024, 5, 31, 0, 0, 0, 0));
    assert!(matches!(get(1, "Feitentabellen per"), Data::DateTime(_)));
    assert_eq!(get(2, "Inlezen"), text("stuk"));
    assert_eq!(get(2, "Blokkerend"), Data::Empty);
    assert_eq!(cell(&mut open(made(Tongue::Be)), "Register", 1, "Meldtermijn inbreuk"), text("24 uur"));
}

#[test]
fn words_of_an_agreement_never_become_a_formula() {
    let mut book = open(made(Tongue::Nl));
    for sheet in book.sheet_names() {
        let formulas = book.worksheet_formula(&sheet).expect("the sheet is there");
        assert_eq!(formulas.used_cells().count(), 0, "{sheet}");
    }
    let name = cell(&mut book, "Register", 1, "Verwerker");
    assert_eq!(name, Data::String("=HYPERLINK(\"http://voorbeeld.invalid\";\"klik\")".into()));
}

#[test]
fn every_finding_and_blank_has_its_row() {
    let document = report(&samples::full(), Tongue::En);
    let mut book = open(made(Tongue::En));
    let rows = |book: &mut Xlsx<_>, sheet| book.worksheet_range(sheet).expect("the sheet is there").height() - 1;
    assert_eq!(rows(&mut book, "Findings"), document.findings.map_or(0, |findings| findings.len()));
    let facts = document.facts.expect("it was read");
    assert_eq!(rows(&mut book, "To fill in"), facts.placeholders.len());
    assert_eq!(rows(&mut book, "Retention"), facts.retention.len());
    assert_eq!(rows(&mut book, "Register"), 2);
}

#[test]
fn the_same_reports_give_the_same_bytes() {
    assert_eq!(made(Tongue::Nl), made(Tongue::Nl));
}

#[test]
fn a_cell_holds_no_more_than_a_spreadsheet_can() {
    let mut long = samples::full();
    long.facts.parties[1].name = Some("é".repeat(40_000));
    let documents = [report(&long, Tongue::En)];
    let bytes = register(&documents, &samples::about(), Tongue::En).expect("it is cut");
    let Data::String(name) = cell(&mut open(bytes), "Register", 1, "Processor") else { panic!("a name is text") };
    assert_eq!(name.chars().count(), super::LONGEST + 1);
}
