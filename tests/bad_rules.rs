//! Wrong rule files and the messages they give: what an author of rules reads. Pairs of `tests/bad_rules/<fault>.toml` and
//! the snapshot of the same name.

use std::fs;
use std::path::PathBuf;

use dpa_analyser::examples;
use dpa_analyser::rules::{RuleError, Source, compile, embedded};

/// What loading this file beside those built in says.
fn faults(source: &Source) -> Vec<RuleError> {
    let mut sources = embedded();
    sources.push(source.clone());
    match compile(&sources) {
        Err(errors) => errors,
        Ok(rules) => examples::check(&rules).into_iter().filter(|error| error.path == source.path).collect(),
    }
}

#[test]
fn every_fault_is_shown_with_its_place_and_what_was_expected() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/bad_rules");
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    assert!(files.len() >= 15);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("bad_rules");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for file in files {
        let text = fs::read_to_string(&file).expect("text");
        let id = text.lines().next().and_then(|line| line.strip_prefix("# id: ")).expect("the first line names the id");
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let source = Source { id: id.to_owned(), path: format!("{name}.toml"), text: text.clone() };
        let found = faults(&source);
        assert!(!found.is_empty(), "{name} loads");
        let shown: Vec<String> = found.iter().map(|error| error.render(false)).collect();
        settings.bind(|| insta::assert_snapshot!(name.as_str(), shown.join("\n\n")));
    }
}
