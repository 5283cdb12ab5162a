//! The table "who may know whom", and small rules of the house.
//!
//! A room may use what stands in its row and nothing else. The direction is that of the pipeline:
//! bytes → read → document → clause → rules → extract → compare → report → cli.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Rooms of `src/` and the rooms each may use. A file of `src/` itself counts as the room of its name.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("document", &["text"]),
    ("value", &["text"]),
    ("read", &["text", "document"]),
    ("clause", &["text", "document"]),
    ("evidence", &["text", "clause"]),
    ("rules", &["text", "document", "clause", "evidence"]),
    ("extract", &["text", "document", "clause", "evidence", "rules", "value"]),
    ("compare", &["text", "document", "clause", "evidence", "rules", "value", "extract", "read"]),
    ("analysis", &["text", "document", "clause", "evidence", "rules", "value", "extract", "compare", "read"]),
    ("examples", &["text", "document", "clause", "rules", "value", "extract", "compare", "read", "analysis"]),
    ("redline", &["text", "document", "clause"]),
    (
        "report",
        &["redline", "text", "document", "clause", "evidence", "value", "extract", "compare", "read", "analysis"],
    ),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("src is there").map(|entry| entry.expect("readable").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The code of a file up to its unit tests, without comments.
fn shipped(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source file is text");
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Every source of the library with its room; files that are tests as a whole are left out.
fn library() -> Vec<(String, PathBuf)> {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    files
        .into_iter()
        .map(|path| {
            let inner = path.strip_prefix(root().join("src")).expect("below src").to_owned();
            let first = inner.iter().next().expect("a file has a name").to_string_lossy().into_owned();
            (first.trim_end_matches(".rs").to_owned(), path)
        })
        .filter(|(room, _)| !matches!(room.as_str(), "lib" | "main" | "cli"))
        .filter(|(_, path)| path.file_name().is_none_or(|name| name != "tests.rs" && name != "samples.rs"))
        .collect()
}

#[test]
fn rooms_know_only_whom_they_may() {
    let table: BTreeMap<&str, &[&str]> = MAY_KNOW.iter().copied().collect();
    let mut wrong = Vec::new();
    for (room, path) in library() {
        let Some(allowed) = table.get(room.as_str()) else {
            wrong.push(format!("{}: room `{room}` is not in the table", path.display()));
            continue;
        };
        let text = shipped(&path);
        for used in text.split("crate::").skip(1) {
            let used: String = used.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            let is_room = table.contains_key(used.as_str());
            if is_room && used != room && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{}: `{room}` uses `{used}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is() {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let silent: Vec<String> = files
        .iter()
        .filter(|path| !fs::read_to_string(path).expect("text").starts_with("//!"))
        .map(|path| path.display().to_string())
        .collect();
    assert!(silent.is_empty(), "files that do not open with `//!`:\n{}", silent.join("\n"));
}

#[test]
fn the_library_neither_prints_nor_asks_the_clock_or_the_environment() {
    let forbidden = ["println!", "eprintln!", "SystemTime", "Instant::now", "std::env", "rayon"];
    let mut wrong = Vec::new();
    for (_, path) in library() {
        let text = shipped(&path);
        for word in forbidden {
            if text.contains(word) {
                wrong.push(format!("{}: `{word}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_code_knows_a_model_a_country_or_a_supplier_by_name() {
    let names =
        ["nl-convenant", "be-vl", "Convenant", "Intentieverklaring", "Singapore", "Amazon", "Graviant", "Duitsland"];
    let mut wrong = Vec::new();
    for (room, path) in library() {
        if room == "report" {
            // Words of the report may name what it is about; what it decides on comes from data.
            continue;
        }
        let text = shipped(&path);
        for name in names {
            if text.contains(name) {
                wrong.push(format!("{}: `{name}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_file_ends_with_a_line_end_and_has_no_tabs() {
    let rules = root().join("rules");
    let mut wrong = Vec::new();
    let mut folders = vec![rules];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("rules are there") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).expect("rule files are text");
            let outside_texts = text.split("'''").step_by(2).flat_map(|part| part.split("\"\"\"").step_by(2));
            if !text.ends_with('\n') || outside_texts.into_iter().any(|part| part.contains('\t')) {
                wrong.push(path.display().to_string());
            }
        }
    }
    wrong.sort();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
