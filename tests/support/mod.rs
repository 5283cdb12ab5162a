//! The cases of `corpus/` and what tests ask of a report.
#![allow(dead_code, reason = "each test file uses its part")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use dpa_analyser::document::Document;
use dpa_analyser::read::{Limits, read};
use dpa_analyser::report::{Tongue, report};
use dpa_analyser::{Options, Rules, analyse};
use serde_json::Value;

/// One agreement of the project.
pub struct Case {
    pub name: String,
    folder: PathBuf,
    file: toml::Table,
}

/// A fault put into an agreement on purpose.
pub struct Planted {
    pub id: String,
    pub what: String,
    pub severity: String,
    pub quote: String,
    /// The other place of a contradiction.
    pub against: Option<String>,
}

/// The same agreement with some words replaced.
pub struct Variant {
    pub name: String,
    pub vanish: Vec<String>,
    replace: Vec<(String, String)>,
}

impl Case {
    pub fn all() -> Vec<Self> {
        let corpus = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let mut folders: Vec<PathBuf> = fs::read_dir(&corpus)
            .expect("the corpus is there")
            .map(|entry| entry.expect("readable").path())
            .filter(|path| path.join("case.toml").is_file())
            .collect();
        folders.sort();
        assert!(folders.len() >= 4, "four agreements belong to the project");
        folders.into_iter().map(Self::open).collect()
    }

    pub fn named(name: &str) -> Self {
        Self::all().into_iter().find(|case| case.name == name).expect("the case is there")
    }

    fn open(folder: PathBuf) -> Self {
        let file = fs::read_to_string(folder.join("case.toml")).expect("case.toml is there");
        let file = file.parse().expect("case.toml is TOML");
        let name = folder.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        Self { name, folder, file }
    }

    pub fn bytes(&self, form: &str) -> Vec<u8> {
        fs::read(self.folder.join(form)).expect("every case has a text, a Word and a PDF form")
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.bytes("source.txt")).expect("the text is UTF-8")
    }

    pub fn model(&self) -> &str {
        self.file["model"].as_str().expect("a case names its model")
    }

    pub fn language(&self) -> Option<&str> {
        self.file["language"].as_str()
    }

    /// What may be found at blocking or major in the whole text, where the author vouches for the rest: `all` nothing,
    /// `but-planted` planted faults, `but-state` these and the document's state.
    pub fn clean(&self) -> Option<&str> {
        self.file.get("clean").and_then(|word| word.as_str())
    }

    /// Requirements of Article 28 that are nowhere in the text.
    pub fn absent(&self) -> Vec<String> {
        let list = self.file.get("absent").and_then(|list| list.as_array()).cloned().unwrap_or_default();
        list.iter().map(|entry| entry["requirement"].as_str().expect("absent entries name one").to_owned()).collect()
    }

    pub fn planted(&self) -> Vec<Planted> {
        let list = self.file.get("planted").and_then(|list| list.as_array()).cloned().unwrap_or_default();
        let word =
            |entry: &toml::Value, key: &str| entry[key].as_str().expect("planted entries are complete").to_owned();
        list.iter()
            .map(|entry| Planted {
                id: word(entry, "id"),
                what: word(entry, "what"),
                severity: word(entry, "severity"),
                quote: word(entry, "quote"),
                against: entry.get("against").and_then(|words| words.as_str()).map(str::to_owned),
            })
            .collect()
    }

    pub fn must_not(&self) -> Vec<(String, String)> {
        let list = self.file.get("must-not").and_then(|list| list.as_array()).cloned().unwrap_or_default();
        let word =
            |entry: &toml::Value, key: &str| entry[key].as_str().expect("must-not entries are complete").to_owned();
        list.iter().map(|entry| (word(entry, "why"), word(entry, "quote"))).collect()
    }

    pub fn variants(&self) -> Vec<Variant> {
        let Some(table) = self.file.get("variant").and_then(|table| table.as_table()) else { return Vec::new() };
        table
            .iter()
            .map(|(name, entry)| {
                let words = |list: &toml::Value| -> Vec<String> {
                    list.as_array()
                        .map(|list| list.iter().filter_map(|word| word.as_str().map(str::to_owned)).collect())
                        .unwrap_or_default()
                };
                let replace = entry["replace"].as_array().expect("a variant replaces");
                let replace = replace.iter().map(|pair| {
                    let pair = words(pair);
                    (pair[0].clone(), pair[1].clone())
                });
                Variant { name: name.clone(), vanish: words(&entry["vanish"]), replace: replace.collect() }
            })
            .collect()
    }
}

impl Variant {
    pub fn apply(&self, text: &str) -> String {
        self.replace.iter().fold(text.to_owned(), |text, (old, new)| {
            assert!(text.contains(old.as_str()), "the variant replaces `{old}`, which is not there");
            text.replace(old.as_str(), new)
        })
    }
}

pub fn rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(Rules::built_in)
}

pub fn document(bytes: &[u8], name: &str) -> Document {
    read(bytes, name, name, &Limits::default()).expect("the file is read").value
}

pub fn analysis_of(text: &str, name: &str) -> dpa_analyser::Analysis {
    analyse(text.as_bytes(), name, name, &Limits::default(), rules(), &Options::default()).expect("the file is read")
}

pub fn report_of_bytes(bytes: &[u8], name: &str) -> Value {
    let analysis =
        analyse(bytes, name, name, &Limits::default(), rules(), &Options::default()).expect("the file is read");
    serde_json::to_value(report(&analysis, Tongue::Nl)).expect("a report is JSON")
}

pub fn report_of(text: &str, name: &str) -> Value {
    report_of_bytes(text.as_bytes(), name)
}

pub fn findings(report: &Value) -> Vec<Value> {
    report["findings"].as_array().cloned().expect("a report has findings")
}

pub fn severity_step(severity: &str) -> usize {
    ["info", "minor", "major", "blocking"].iter().position(|step| *step == severity).unwrap_or(0)
}

/// Start and end of every quote in a list of evidence.
pub fn evidence(list: &Value) -> Vec<(usize, usize)> {
    let list = list.as_array().cloned().unwrap_or_default();
    list.iter()
        .filter_map(|evidence| Some((evidence["start"].as_u64()? as usize, evidence["end"].as_u64()? as usize)))
        .collect()
}

/// Places a finding points at: its evidence, and the nearest miss of an absence.
pub fn places(finding: &Value) -> Vec<(usize, usize)> {
    let mut places = evidence(&finding["evidence"]);
    places.extend(evidence(&Value::Array(vec![finding["searched"]["nearest"].clone()])));
    places
}

/// Where words stand in a text, in characters.
pub fn places_of(text: &str, words: &str) -> Vec<(usize, usize)> {
    let length = words.chars().count();
    text.match_indices(words)
        .map(|(at, _)| {
            let start = text[..at].chars().count();
            (start, start + length)
        })
        .collect()
}

/// Lower case, accents off, white space one space: for comparing words of different forms of a file.
pub fn fold(text: &str) -> String {
    dpa_analyser::text::fold_word(text)
}

/// Calls `see` on every piece of evidence in a report.
pub fn every_evidence(value: &Value, see: &mut dyn FnMut(&Value)) {
    match value {
        Value::Object(map) => {
            if map.contains_key("quote") && map.contains_key("start") {
                see(value);
            }
            map.values().for_each(|inner| every_evidence(inner, see));
        }
        Value::Array(list) => list.iter().for_each(|inner| every_evidence(inner, see)),
        _ => {}
    }
}

/// What must be equal in every form of an agreement: model, outline, verdicts, facts and findings without places, by path.
///
/// Left out as a matter of form: where something stands (offsets, lines, pages, boxes), how much white space parts words,
/// and the pipe by which a text alone can part the cells of a row (a quote of a whole row holds it).
pub fn essence(report: &Value) -> BTreeMap<String, String> {
    let mut essence = BTreeMap::new();
    for key in ["language", "model", "outline", "facts", "requirements", "findings"] {
        flatten(key, &report[key], &mut essence);
    }
    essence
}

fn flatten(path: &str, value: &Value, out: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                let place = matches!(key.as_str(), "start" | "end" | "line" | "boxes" | "page");
                if !place {
                    flatten(&format!("{path}.{key}"), inner, out);
                }
            }
        }
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(at, inner)| flatten(&format!("{path}[{at}]"), inner, out));
        }
        Value::String(text) => {
            let words: Vec<&str> = text.split_whitespace().filter(|word| *word != "|").collect();
            out.insert(path.to_owned(), words.join(" "));
        }
        other => {
            out.insert(path.to_owned(), other.to_string());
        }
    }
}
