//! `--format csv` and `--format xlsx` over the agreements of the project, read back.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use dpa_analyser::report::tables::csv::unguarded;
use dpa_analyser::report::tables::{columns, tables};
use serde_json::Value;
use support::Case;

type Rows = Vec<BTreeMap<String, String>>;

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("dpa-tables-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("the folder can be made");
        Self(path)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.0.join(name), bytes).expect("the file can be written");
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn dpa(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dpa"));
        command.current_dir(&self.0).args(args).stdin(Stdio::null()).output().expect("the program runs")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The agreements of the project as text, one of them twice, and a file that cannot be read.
fn corpus(name: &str) -> Folder {
    let folder = Folder::new(name);
    for case in Case::all() {
        folder.write(&format!("{}.txt", case.name), case.text());
    }
    folder.write("again.txt", Case::named("vendor-en").text());
    folder.write("oud.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    folder
}

fn table(folder: &Path, name: &str) -> Rows {
    let mut reader = csv::Reader::from_path(folder.join(format!("{name}.csv"))).expect("the table is there");
    reader.deserialize().map(|row| row.expect("a row is CSV")).collect()
}

fn all(folder: &Path) -> BTreeMap<&'static str, Rows> {
    tables().iter().map(|one| (one.name, table(folder, one.name))).collect()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("the report is JSON")
}

/// How many objects of a document belong into a table.
fn counted(document: &Value, table: &str) -> usize {
    let list = |value: &Value| value.as_array().map_or(0, Vec::len);
    let facts = &document["facts"];
    match table {
        "documents" => 1,
        "facts" => usize::from(facts.is_object()),
        "states" => facts["states"].as_object().map_or(0, serde_json::Map::len),
        "registrations" => {
            facts["parties"].as_array().into_iter().flatten().map(|party| list(&party["registrations"])).sum()
        }
        "subprocessors" => list(&facts["subprocessors"]["items"]),
        "annexes" => {
            let named = ["referenced", "present"].iter().filter_map(|key| facts["annexes"][key].as_array());
            named.flatten().map(ToString::to_string).collect::<BTreeSet<_>>().len()
        }
        "settled" => {
            let matters = ["term", "precedence", "amendment", "fees"];
            matters.iter().map(|matter| list(&facts[matter]["statements"])).sum()
        }
        "mentions" => dpa_lists().iter().map(|name| list(&facts[name])).sum(),
        "clauses" => nodes(&document["outline"]),
        "findings" | "requirements" | "warnings" | "not_assessed" => list(&document[table]),
        "requirement_parts" => {
            document["requirements"].as_array().into_iter().flatten().map(|asked| list(&asked["parts"])).sum()
        }
        "errors" => usize::from(document["error"].is_string()),
        "evidence" => quotes(document),
        _ => list(&facts[table]),
    }
}

fn dpa_lists() -> [&'static str; 9] {
    [
        "products",
        "purposes",
        "data_categories",
        "data_subjects",
        "special_categories",
        "security_measures",
        "certifications",
        "contacts",
        "versions",
    ]
}

fn nodes(outline: &Value) -> usize {
    outline.as_array().into_iter().flatten().map(|node| 1 + nodes(&node["children"])).sum()
}

/// Every quote anywhere in a document.
fn quotes(value: &Value) -> usize {
    match value {
        Value::Object(fields) => usize::from(fields.contains_key("quote")) + fields.values().map(quotes).sum::<usize>(),
        Value::Array(items) => items.iter().map(quotes).sum(),
        _ => 0,
    }
}

#[test]
fn the_tables_hold_what_the_json_report_holds() {
    let folder = corpus("counts");
    let report = json(&folder.dpa(&["check", ".", "--format", "json", "--quiet"]));
    let output = folder.dpa(&["check", ".", "--format", "csv", "--output", "out/tables", "--quiet"]);
    assert_eq!(output.status.code(), Some(2), "one file cannot be read: {output:?}");
    assert!(output.stdout.is_empty());
    let out = folder.0.join("out/tables");
    let tables = all(&out);
    let documents = report["documents"].as_array().expect("there are documents");
    for (name, rows) in &tables {
        let expect: usize = documents.iter().map(|document| counted(document, name)).sum();
        assert_eq!(rows.len(), expect, "{name}");
    }
    let written: BTreeSet<String> = fs::read_dir(&out)
        .expect("the folder was made")
        .map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned())
        .collect();
    let named = dpa_analyser::report::tables::csv::files().map(|name| format!("{name}.csv"));
    assert_eq!(written, named.collect::<BTreeSet<_>>());
}

#[test]
fn every_key_resolves_and_stands_once() {
    let folder = corpus("keys");
    folder.dpa(&["check", ".", "--format", "csv", "--output", "tables", "--quiet"]);
    let tables = all(&folder.0.join("tables"));
    let documents: BTreeSet<&String> = tables["documents"].iter().map(|row| &row["document_id"]).collect();
    assert_eq!(documents.len(), tables["documents"].len());
    assert!(documents.iter().any(|id| id.ends_with("-2")), "one agreement is there twice");
    let ids: BTreeMap<&str, BTreeSet<&String>> =
        tables.iter().map(|(&name, rows)| (name, rows.iter().map(|row| &row["row_id"]).collect())).collect();
    for (&name, rows) in &tables {
        assert_eq!(ids[name].len(), rows.len(), "{name}: a row id twice");
        for row in rows {
            assert!(documents.contains(&row["document_id"]), "{name}: {row:?}");
            assert!(row["row_id"].starts_with(&row["document_id"]), "{name}: {row:?}");
        }
    }
    let refer = |table: &str, column: &str, to: &str| {
        for row in tables[table].iter().filter(|row| !row[column].is_empty()) {
            assert!(ids[to].contains(&row[column]), "{table}.{column}: {row:?}");
        }
    };
    refer("registrations", "party_row_id", "parties");
    refer("clauses", "parent_row_id", "clauses");
    refer("requirement_parts", "requirement_row_id", "requirements");
    for row in &tables["evidence"] {
        assert!(ids[row["of_table"].as_str()].contains(&row["of_row_id"]), "{row:?}");
    }
}

#[test]
fn every_quote_is_the_text_at_its_offsets() {
    let folder = corpus("quotes");
    folder.dpa(&["check", ".", "--format", "csv", "--output", "tables", "--quiet"]);
    let tables = all(&folder.0.join("tables"));
    let texts: BTreeMap<&String, Vec<char>> = tables["documents"]
        .iter()
        .filter(|row| row["error"].is_empty())
        .map(|row| (&row["document_id"], String::from_utf8(folder.read(&row["path"])).expect("text").chars().collect()))
        .collect();
    let mut checked = 0;
    for row in &tables["evidence"] {
        let at = |name: &str| row[name].parse::<usize>().expect("an offset");
        let slice: String = texts[&row["document_id"]][at("quote_start")..at("quote_end")].iter().collect();
        assert_eq!(unguarded(&row["quote"]), slice);
        checked += 1;
    }
    assert!(checked > 500, "{checked} quotes");
}

#[test]
fn the_codebook_explains_every_column_and_no_other() {
    let folder = corpus("codebook");
    folder.dpa(&["extract", "vendor-en.txt", "--format", "csv", "--output", "tables", "--quiet"]);
    let out = folder.0.join("tables");
    let explained: Vec<(String, String)> =
        table(&out, "codebook").into_iter().map(|row| (row["table"].clone(), row["column"].clone())).collect();
    let mut there = Vec::new();
    for one in tables() {
        let mut reader = csv::Reader::from_path(out.join(format!("{}.csv", one.name))).expect("the table is there");
        let heads = reader.headers().expect("it has a head").clone();
        assert_eq!(heads.len(), columns(one).count());
        there.extend(heads.iter().map(|head| (one.name.to_owned(), head.to_owned())));
    }
    assert_eq!(explained, there);
}

#[test]
fn files_are_utf_8_without_mark_and_records_end_in_crlf() {
    let folder = corpus("bytes");
    folder.dpa(&["check", "be-model.txt", "--format", "csv", "--output", "tables", "--quiet"]);
    for name in dpa_analyser::report::tables::csv::files() {
        let text = String::from_utf8(folder.read(&format!("tables/{name}.csv"))).expect("it is UTF-8");
        assert!(!text.starts_with('\u{feff}') && text.ends_with("\r\n"), "{name}");
        assert!(text.lines().next().is_some_and(|head| !head.contains('"')), "{name}");
    }
}

/// An agreement that tries everything a spreadsheet would run.
const HOSTILE: &str = "Verwerkersovereenkomst\n\nTussen =cmd|' /C calc'!A1 B.V. (“Verwerker”) en de klant (“Verwerkingsverantwoordelijke”).\n\n\
Artikel 1. =HYPERLINK(\"http://voorbeeld.invalid\";\"klik\")\n\nSubverwerkers: zie de lijst.\n\n\
| Naam | Dienst | Land |\n|---|---|---|\n| =1+1 BV | @SUM(A1) ;=2+2 | Duitsland |\n| +31 BV | -hosting | Nederland |\n\n\
Artikel 2. Bewaartermijn\n\n- Verwerker bewaart de gegevens 2 jaar na het einde van de overeenkomst.\n\n\
Getekend te [=3+3] op <@datum>\n";

#[test]
fn no_cell_of_a_hostile_agreement_is_a_formula_whatever_parts_the_cells() {
    let folder = Folder::new("hostile");
    folder.write("=x.txt", HOSTILE);
    folder.dpa(&["check", "=x.txt", "--format", "csv", "--output", "tables", "--quiet"]);
    let mut cells = 0;
    for name in dpa_analyser::report::tables::csv::files() {
        let text = String::from_utf8(folder.read(&format!("tables/{name}.csv"))).expect("it is UTF-8");
        for delimiter in [b',', b';', b'\t'] {
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(delimiter)
                .flexible(true)
                .has_headers(false)
                .from_reader(text.as_bytes());
            for cell in
                reader.records().flat_map(|row| row.expect("it is CSV").iter().map(str::to_owned).collect::<Vec<_>>())
            {
                let bare = cell.trim_start_matches(|c: char| c.is_whitespace() || c == '"');
                assert!(!bare.starts_with(['=', '+', '-', '@']), "{name}: {cell:?}");
                assert!(!cell.starts_with(['\t', '\r']), "{name}: {cell:?}");
                cells += 1;
            }
        }
    }
    assert!(cells > 1000);
    let documents = table(&folder.0.join("tables"), "documents");
    assert_eq!(documents[0]["path"], "'=x.txt");
    assert_eq!(unguarded(&documents[0]["path"]), "=x.txt");
    let headings: Vec<String> =
        table(&folder.0.join("tables"), "clauses").iter().map(|row| unguarded(&row["heading"])).collect();
    assert!(headings.iter().any(|heading| heading.starts_with("=HYPERLINK(\"http")), "{headings:?}");
}

#[test]
fn without_a_place_to_write_the_call_is_wrong() {
    let folder = corpus("wrong");
    for (args, expect) in [
        (vec!["check", ".", "--format", "csv"], "expected `--output FOLDER`"),
        (vec!["check", ".", "--format", "xlsx"], "expected `--output FILE.xlsx`"),
        (vec!["check", ".", "--format", "csv", "--output", "again.txt"], "`again.txt` is a file, expected a folder"),
        (vec!["check", "again.txt", "--format", "xlsx", "--output", "."], "`.` is a folder, expected a file"),
    ] {
        let output = folder.dpa(&args);
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{message}");
        assert!(message.contains(expect), "{message}");
    }
}

#[test]
fn our_files_are_written_anew_and_others_left_alone() {
    let folder = corpus("again");
    fs::create_dir(folder.0.join("tables")).expect("the folder can be made");
    folder.write("tables/mine.csv", "eigen;werk\n");
    folder.write("tables/parties.csv", "old\n".repeat(10_000));
    folder.dpa(&["check", "vendor-en.txt", "--format", "csv", "--output", "tables", "--quiet"]);
    assert_eq!(folder.read("tables/mine.csv"), b"eigen;werk\n");
    assert!(table(&folder.0.join("tables"), "parties").len() >= 2);
}

#[test]
fn jobs_change_no_byte_of_tables_and_register() {
    let folder = corpus("jobs");
    for jobs in ["1", "4"] {
        let (tables, register) = (format!("tables{jobs}"), format!("register{jobs}.xlsx"));
        let inputs = ["be-model.txt", "nl-model-filled-badly.txt", "vendor-en.txt", "again.txt"];
        let run = |format: &str, output: &str| {
            let tail = ["--format", format, "--output", output, "--jobs", jobs, "--quiet"];
            folder.dpa(&["check"].into_iter().chain(inputs).chain(tail).collect::<Vec<_>>())
        };
        run("csv", &tables);
        run("xlsx", &register);
    }
    for name in dpa_analyser::report::tables::csv::files() {
        assert_eq!(folder.read(&format!("tables1/{name}.csv")), folder.read(&format!("tables4/{name}.csv")), "{name}");
    }
    assert_eq!(folder.read("register1.xlsx"), folder.read("register4.xlsx"));
}

#[test]
fn the_register_speaks_the_language_of_its_agreements() {
    use calamine::{Data, Reader as _};
    let folder = corpus("language");
    let head = |inputs: &[&str]| -> Vec<String> {
        let tail = ["--format", "xlsx", "--output", "register.xlsx", "--quiet"];
        folder.dpa(&["check"].into_iter().chain(inputs.iter().copied()).chain(tail).collect::<Vec<_>>());
        let mut book: calamine::Xlsx<_> = calamine::open_workbook(folder.0.join("register.xlsx")).expect("it opens");
        let sheet = book.worksheet_range("Register").expect("there is a register");
        sheet
            .rows()
            .next()
            .into_iter()
            .flatten()
            .map(|cell| if let Data::String(text) = cell { text.clone() } else { String::new() })
            .collect()
    };
    let has = |heads: &[String], heading: &str| heads.iter().any(|head| head == heading);
    assert!(has(&head(&["be-model.txt"]), "Meldtermijn inbreuk"));
    assert!(has(&head(&["be-model.txt", "--lang", "en"]), "Breach notice"));
    assert!(has(&head(&["be-model.txt", "nl-model-filled-well.txt"]), "Meldtermijn datalek"));
    assert!(has(&head(&["be-model.txt", "vendor-en.txt"]), "Breach notice"));
    assert!(has(&head(&["vendor-en.txt", "--lang", "nl"]), "Meldtermijn datalek"));
}
