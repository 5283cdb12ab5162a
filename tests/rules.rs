//! Every rule file loads, compiles and gives what its examples say.
//!
//! `RULES=models/gdpr-art28 cargo test --test rules` shows only the faults of files whose path begins so (below `rules/`).

use dpa_analyser::{Rules, examples};

fn only() -> String {
    format!("rules/{}", std::env::var("RULES").unwrap_or_default())
}

#[test]
fn every_pattern_compiles() {
    let rules = Rules::built_in();
    assert_eq!(rules.compile_all(), Ok(()));
}

#[test]
fn every_file_built_in_loads_under_the_checks_of_a_house_s() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let sources = dpa_analyser::rules::from_folder(&folder).expect("the folder is there");
    let errors = dpa_analyser::rules::compile(&sources)
        .map(|_| ())
        .map_err(|errors| errors.iter().map(|error| error.render(false)).collect::<Vec<_>>().join("\n\n"));
    assert_eq!(errors, Ok(()), "{}", errors.clone().err().unwrap_or_default());
}

#[test]
fn every_example_gives_what_it_says() {
    let rules = Rules::built_in();
    let errors: Vec<String> = examples::check(&rules)
        .iter()
        .filter(|error| error.path.starts_with(&only()))
        .map(|error| error.render(false))
        .collect();
    assert!(examples::count(&rules) > 0);
    assert!(errors.is_empty(), "{} of {} examples:\n{}", errors.len(), examples::count(&rules), errors.join("\n\n"));
}
