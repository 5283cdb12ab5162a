//! The program as a user runs it: exit statuses, streams, forms, order.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A folder of its own for one test, removed when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("dpa-cli-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).expect("the folder can be made");
        Self(path)
    }

    fn with(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        let file = self.0.join(path);
        fs::create_dir_all(file.parent().expect("it has a folder")).expect("the folder can be made");
        fs::write(file, bytes).expect("the file can be written");
        self
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn dpa(folder: &Folder, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dpa"));
    command.current_dir(folder.path()).args(args).stdin(Stdio::null()).output().expect("the program runs")
}

fn dpa_fed(folder: &Folder, args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dpa"))
        .current_dir(folder.path())
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("it reads").write_all(input).expect("it takes its input");
    child.wait_with_output().expect("the program ends")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("the output is UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("messages are UTF-8")
}

fn status(output: &Output) -> i32 {
    output.status.code().expect("it was not killed")
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("the output is JSON")
}

/// Three agreements of a few lines, one file that cannot be read, one that is passed over.
fn folder(name: &str) -> Folder {
    Folder::new(name)
        .with("b.txt", "Agreement b\nThe processor helps.\n")
        .with("a/x.txt", "Overeenkomst a\nDe verwerker helpt.\n")
        .with("a/y.md", "# Overeenkomst y\n\n| Land | Doel |\n|---|---|\n| hier | hulp |\n")
        .with("oud.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
        .with("meta.json", "{}")
        .with(".verborgen.txt", "niet lezen")
}

#[test]
fn a_readable_file_gives_status_zero_and_silence_on_standard_error() {
    let folder = folder("zero");
    let run = dpa(&folder, &["check", "b.txt", "--fail-on", "never"]);
    assert_eq!((status(&run), err(&run).as_str()), (0, ""));
    assert!(out(&run).contains("Agreement b"), "{}", out(&run));
}

#[test]
fn an_unreadable_file_gives_status_two_and_the_others_are_read() {
    let folder = folder("two");
    let run = dpa(&folder, &["check", ".", "--format", "json", "--fail-on", "never"]);
    assert_eq!(status(&run), 2);
    let report = json(&out(&run));
    assert_eq!(report["format"], 1);
    let documents = report["documents"].as_array().expect("a list");
    let paths: Vec<&str> = documents.iter().filter_map(|document| document["source"]["path"].as_str()).collect();
    assert_eq!(paths, ["a/x.txt", "a/y.md", "b.txt", "oud.doc"]);
    assert!(documents[3]["error"].as_str().expect("an error").contains("old Word file"));
    assert_eq!(documents[3]["facts"], Value::Null);
    assert_eq!(documents[0]["error"], Value::Null);
    assert!(err(&run).contains("1 file(s) passed over because of their extension: json 1"), "{}", err(&run));
    assert!(err(&run).contains("1 of 4 file(s) could not be read"), "{}", err(&run));
}

#[test]
fn a_wrong_call_gives_status_two_and_says_what_was_expected() {
    let folder = folder("wrong");
    for (args, expect) in [
        (vec!["check"], "expected a file, a folder, a pattern or `-`"),
        (vec!["check", "x*.pdf"], "no file matches `x*.pdf`"),
        (vec!["check", "--format", "xml", "b.txt"], "possible values: terminal, json, ndjson"),
        (vec!["check", "--jobs", "0", "b.txt"], "0 is not in 1..=1024"),
        (vec!["check", "b.txt", "--rules", "nergens"], "cannot read the rules in `nergens`"),
        (vec!["check", "b.txt", "--output", "b.txt"], "both read and written"),
        (vec!["text", "--layers", "all", "b.txt"], "--raw"),
        (vec!["text", "nergens.pdf"], "cannot read `nergens.pdf`: there is no file of this name"),
    ] {
        let run = dpa(&folder, &args);
        assert_eq!((status(&run), out(&run).as_str()), (2, ""), "{args:?}");
        assert!(err(&run).contains(expect), "{args:?}: {}", err(&run));
    }
    assert!(folder.path().join("b.txt").metadata().expect("it is still there").len() > 0);
}

/// A rule of a house's own that finds one word.
const RULE: &str = r#"
title = { nl = "Zeepaard", en = "Sea horse" }
why = "The tests need a word that always gives a major finding."
basis = ["huisregel 1"]
severity = "major"
kind = "added"
message = { nl = "Er staat een zeepaard.", en = "There is a sea horse." }
expected = { nl = "geen zeepaard", en = "no sea horse" }
remedy = { nl = "Haal het zeepaard weg.", en = "Take the sea horse away." }

[[pattern]]
lang = "nl"
regex = '\bzeepaard\b'

[[finds]]
lang = "nl"
text = "De verwerker houdt een zeepaard."

[[ignores]]
lang = "nl"
text = "De verwerker houdt een zeehond."
why = "Another animal."
"#;

#[test]
fn what_was_found_decides_the_status_by_the_threshold() {
    let text = "Overeenkomst\n\nArtikel 1. Dieren\n\n1. De verwerker verwerkt gegevens voor de school en houdt \
                daarbij ook nog een zeepaard.\n2. De school en de verwerker spreken af dat zij elkaar op tijd \
                vertellen wat er met de dieren in het aquarium gebeurt en wie er voor het voeren zorgt.\n";
    let folder = Folder::new("found").with("huis/remarks/zeepaard.toml", RULE).with("x.txt", text);
    for (threshold, expect) in [("blocking", 0), ("major", 1), ("minor", 1), ("info", 1), ("never", 0)] {
        let run =
            dpa(&folder, &["check", "x.txt", "--rules", "huis", "--model", "none-of-these", "--fail-on", threshold]);
        assert_eq!(status(&run), 2, "an unknown model is a wrong call: {}", err(&run));
        let run = dpa(&folder, &["check", "x.txt", "--rules", "huis", "--fail-on", threshold, "--format", "json"]);
        let report = json(&out(&run));
        let findings = report["documents"][0]["findings"].as_array().expect("a list");
        let mine = findings.iter().find(|finding| finding["message"] == "Er staat een zeepaard.");
        assert_eq!(mine.expect("the house rule speaks")["severity"], "major");
        let blocking = findings.iter().any(|finding| finding["severity"] == "blocking");
        let expect = if threshold == "blocking" { i32::from(blocking) } else { expect };
        assert_eq!(status(&run), expect, "{threshold}");
        let extract = dpa(&folder, &["extract", "x.txt", "--rules", "huis", "--format", "json"]);
        assert_eq!(status(&extract), 0);
    }
}

#[test]
fn a_missing_file_is_an_entry_like_any_other() {
    let folder = folder("missing");
    let run = dpa(&folder, &["check", "nergens.pdf", "b.txt", "--format", "ndjson", "--fail-on", "never"]);
    assert_eq!(status(&run), 2);
    let lines: Vec<Value> = out(&run).lines().map(json).collect();
    assert_eq!(lines[0]["error"], "there is no file of this name");
    assert_eq!(lines[0]["source"]["format"], Value::Null);
    assert_eq!(lines[1]["source"]["path"], "b.txt");
}

#[test]
fn lines_of_ndjson_come_in_input_order() {
    let folder = folder("order");
    let run = dpa(&folder, &["check", "b.txt", "a/y.md", "a/x.txt", "--format", "ndjson", "--fail-on", "never"]);
    let paths: Vec<String> = out(&run).lines().map(|line| json(line)["source"]["path"].to_string()).collect();
    assert_eq!(paths, ["\"b.txt\"", "\"a/y.md\"", "\"a/x.txt\""]);
}

#[test]
fn the_number_of_jobs_changes_no_byte() {
    let mut folder = Folder::new("jobs");
    for n in 0..40 {
        folder = folder.with(&format!("{n:02}.txt"), format!("Overeenkomst {n}\nTekst van nummer {n}.\n"));
    }
    folder = folder.with("leeg.txt", "");
    for form in ["terminal", "json", "ndjson", "html"] {
        let run = |jobs| out(&dpa(&folder, &["check", ".", "--details", "--format", form, "--jobs", jobs]));
        let one = run("1");
        assert!(one.len() > 1000);
        assert_eq!(one, run("2"), "{form}");
        assert_eq!(one, run("7"), "{form}");
    }
}

#[test]
fn it_does_not_matter_where_a_file_lies() {
    let (here, there) = (folder("here"), folder("there"));
    let run = |folder: &Folder, path: &str| out(&dpa(folder, &["check", path, "--format", "json"]));
    let relative = run(&here, "a/x.txt");
    let absolute = there.path().join("a/x.txt");
    assert_eq!(relative, run(&here, absolute.to_str().expect("a plain path")));
    let whole = there.path().to_str().expect("a plain path").to_owned();
    assert_eq!(run(&here, "."), run(&here, &whole));
}

#[test]
fn patterns_are_expanded_as_a_shell_does() {
    let folder = folder("patterns");
    let paths = |pattern: &str| {
        let run = dpa(&folder, &["check", pattern, "--format", "ndjson", "--fail-on", "never"]);
        let lines = out(&run);
        lines.lines().map(|line| json(line)["source"]["path"].as_str().unwrap_or("").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(paths("*.txt"), ["b.txt"]);
    assert_eq!(paths("a/*.txt"), ["x.txt"]);
    assert_eq!(paths("**/*.txt"), ["a/x.txt", "b.txt"]);
    assert_eq!(paths("a*"), ["a/x.txt", "a/y.md"]);
    assert_eq!(paths("{a,c}/[xy].*"), ["a/x.txt", "a/y.md"]);
}

#[test]
fn standard_input_is_read_like_a_file() {
    let folder = folder("stdin");
    let run = dpa_fed(&folder, &["check", "-", "--format", "json", "--fail-on", "never"], b"Agreement by pipe\n");
    assert_eq!(status(&run), 0);
    let report = json(&out(&run));
    assert_eq!(report["documents"][0]["source"]["path"], "-");
    assert_eq!(report["documents"][0]["source"]["format"], "text");
}

#[test]
fn a_report_can_go_to_a_file() {
    let folder = folder("output");
    let printed = dpa(&folder, &["check", "b.txt", "--format", "json"]);
    let run = dpa(&folder, &["check", "b.txt", "--format", "json", "--output", "uit/../r.txt"]);
    assert_eq!(status(&run), 2, "a folder that is not there is a wrong call");
    let run = dpa(&folder, &["check", "b.txt", "--format", "json", "--output", "r.txt"]);
    assert_eq!((status(&run), out(&run).as_str()), (status(&printed), ""));
    let written = fs::read_to_string(folder.path().join("r.txt")).expect("it was written");
    assert_eq!(written, out(&printed));
    // The report of yesterday is no agreement.
    let run = dpa(&folder, &["check", ".", "--format", "ndjson", "--output", "r.txt", "--quiet"]);
    assert_eq!((out(&run).as_str(), err(&run).as_str()), ("", ""));
    let written = fs::read_to_string(folder.path().join("r.txt")).expect("it was written");
    assert!(!written.contains("\"r.txt\""), "{written}");
}

#[test]
fn a_page_is_the_same_on_standard_output_and_in_a_file() {
    let folder = folder("page");
    let printed = out(&dpa(&folder, &["check", ".", "--format", "html"]));
    assert!(printed.starts_with("<!DOCTYPE html>") && printed.ends_with("</html>\n"), "{printed}");
    let run = dpa(&folder, &["check", ".", "--format", "html", "--output", "r.html", "--quiet"]);
    assert_eq!(out(&run), "");
    assert_eq!(fs::read_to_string(folder.path().join("r.html")).expect("it was written"), printed);
    let facts = out(&dpa(&folder, &["extract", "b.txt", "--format", "html", "--lang", "nl"]));
    assert!(facts.contains("Gegevens uit de verwerkersovereenkomst") && !facts.contains("Getoetste eisen"));
}

#[test]
fn a_terminal_report_has_no_styles_outside_a_terminal_unless_asked_for() {
    let folder = folder("colour");
    let styled = |args: &[&str]| out(&dpa(&folder, args)).contains('\x1b');
    assert!(!styled(&["check", "b.txt"]));
    assert!(!styled(&["check", "b.txt", "--color", "never"]));
    assert!(styled(&["--color", "always", "check", "b.txt"]));
}

#[test]
fn the_language_of_the_report_can_be_chosen() {
    let folder = folder("language");
    assert!(out(&dpa(&folder, &["check", "b.txt", "--lang", "nl"])).starts_with("Afwijkingenrapport"));
    assert!(out(&dpa(&folder, &["check", "b.txt", "--lang", "en"])).starts_with("Deviation report"));
    let table = out(&dpa(&folder, &["check", ".", "--lang", "nl"]));
    assert!(table.starts_with("Overzicht van 4 overeenkomsten"), "{table}");
    assert!(table.contains("oud.doc: dit lijkt op een oud Word-bestand"), "{table}");
    assert!(!table.contains("Kerngegevens"));
    assert!(out(&dpa(&folder, &["check", ".", "--lang", "nl", "--details"])).contains("Kerngegevens"));
}

#[test]
fn extract_leaves_out_requirements_and_findings() {
    let folder = folder("extract");
    let run = dpa(&folder, &["extract", "b.txt", "--format", "json"]);
    assert_eq!(status(&run), 0);
    let report = json(&out(&run));
    let document = report["documents"][0].as_object().expect("an object");
    assert!(!document.contains_key("requirements") && !document.contains_key("findings"));
    assert!(document["facts"]["states"].is_object());
}

#[test]
fn every_json_output_fits_the_published_schema() {
    let folder = folder("schema").with("leeg.txt", "");
    let schema = json(&out(&dpa(&folder, &["schema"])));
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    for command in ["check", "extract"] {
        let report = json(&out(&dpa(&folder, &[command, ".", "nergens.pdf", "--format", "json"])));
        let errors: Vec<String> = validator.iter_errors(&report).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new(), "{command}");
        assert_eq!(report["documents"].as_array().map(Vec::len), Some(6));
        let lines = out(&dpa(&folder, &[command, ".", "nergens.pdf", "--format", "ndjson"]));
        let documents: Vec<Value> = lines.lines().map(json).collect();
        assert_eq!(report["documents"], Value::Array(documents), "{command}");
    }
}

#[test]
fn raw_text_is_the_text_byte_for_byte() {
    let folder = Folder::new("raw");
    let bytes = "\u{feff}Één\r\ntwee\0\tdrie \x1b[31m".as_bytes();
    let folder = folder.with("x.txt", bytes);
    assert_eq!(dpa(&folder, &["text", "--raw", "x.txt"]).stdout, bytes);
    assert_eq!(dpa(&folder, &["text", "--raw", "--layers", "all", "x.txt"]).stdout, bytes);
    assert!(!out(&dpa(&folder, &["text", "x.txt"])).contains('\x1b'));
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let mut folder = Folder::new("pipe");
    for n in 0..200 {
        folder = folder.with(&format!("{n:03}.txt"), format!("Overeenkomst {n}\n").repeat(40));
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_dpa"))
        .current_dir(folder.path())
        .args(["check", ".", "--format", "ndjson", "--fail-on", "never"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let run = child.wait_with_output().expect("the program ends");
    assert_eq!((status(&run), err(&run).as_str()), (0, ""));
}

#[test]
fn help_shows_examples_and_exit_statuses() {
    let folder = folder("help");
    let run = dpa(&folder, &["--help"]);
    assert_eq!(status(&run), 0);
    assert!(out(&run).contains("Exit status:") && out(&run).contains("dpa check overeenkomst.pdf"));
    for command in ["check", "extract", "outline", "text", "schema"] {
        let run = dpa(&folder, &[command, "--help"]);
        assert_eq!(status(&run), 0);
        assert!(out(&run).contains("Example"), "{command}");
    }
    assert_eq!(status(&dpa(&folder, &[])), 2);
}

#[test]
fn two_versions_are_compared_by_findings_facts_and_wording() {
    let corpus = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus/nl-model-filled-badly/source.txt");
    let old = fs::read_to_string(corpus).expect("the corpus is there");
    let new =
        old.replace("De bezwaartermijn is 2 weken", "De bezwaartermijn is 6 weken").replace("Singapore", "Ierland");
    let folder = Folder::new("compare").with("old.txt", &old).with("new.txt", new);
    let output = dpa(&folder, &["compare", "old.txt", "new.txt", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "nothing is new: {}", err(&output));
    let report: Value = serde_json::from_str(&out(&output)).expect("the output is JSON");
    let ids = |which: &str| -> Vec<String> {
        let list = report["findings"][which].as_array().expect("a list of findings");
        list.iter().map(|finding| finding["id"].as_str().expect("an id").to_owned()).collect()
    };
    assert_eq!(ids("new"), Vec::<String>::new());
    assert!(ids("solved").contains(&"transfer-without-ground".to_owned()), "{:?}", ids("solved"));
    assert!(ids("unchanged").len() > 20);
    let facts: Vec<&str> =
        report["facts"].as_array().expect("facts").iter().filter_map(|changed| changed["fact"].as_str()).collect();
    assert_eq!(facts, ["locations", "subprocessors"]);
    let kinds: Vec<&str> =
        report["wording"].as_array().expect("wording").iter().filter_map(|changed| changed["kind"].as_str()).collect();
    assert_eq!(kinds, ["altered", "altered"]);
    // The other way round the place outside the EEA is new.
    let back = dpa(&folder, &["compare", "new.txt", "old.txt", "--quiet"]);
    assert_eq!((back.status.code(), err(&back).as_str()), (Some(1), ""));
    let unread = dpa(&folder, &["compare", "old.txt", "none.txt"]);
    assert_eq!(unread.status.code(), Some(2));
    assert!(err(&unread).contains("none.txt"), "{}", err(&unread));
}
