//! Where rule files come from: the folder built in, and folders of the house.
//!
//! In: nothing, or a folder. Out: [`Source`]s. Not here: what stands in them.

use std::path::Path;
use std::{fs, io};

/// One rule file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Path below the rules folder without `.toml`, with `/`: the rule's id.
    pub id: String,
    /// How messages call the file.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What stands below `rules/` and holds something else than rules.
const NOT_RULES: [&str; 2] = ["tables/", "lexicon/abbreviations"];

static EMBEDDED: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/embedded_rules.rs"));

/// The rule files built into the program, sorted by id.
pub fn embedded() -> Vec<Source> {
    EMBEDDED
        .iter()
        .filter(|(path, _)| is_rule(path))
        .map(|(path, text)| source(path, format!("rules/{path}"), (*text).to_owned()))
        .collect()
}

/// The rule files below `folder`, sorted by id.
///
/// # Errors
/// When the folder or a file in it cannot be read.
pub fn from_folder(folder: &Path) -> io::Result<Vec<Source>> {
    let mut found = Vec::new();
    collect(folder, "", &mut found)?;
    found.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(found)
}

/// Depth of nested folders that is looked at.
const DEPTH: usize = 12;

fn collect(folder: &Path, prefix: &str, found: &mut Vec<Source>) -> io::Result<()> {
    if prefix.matches('/').count() > DEPTH {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let inner = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{inner}/"), found)?;
        } else if Path::new(&name).extension().is_some_and(|extension| extension == "toml") && is_rule(&inner) {
            found.push(source(&inner, entry.path().display().to_string(), fs::read_to_string(entry.path())?));
        }
    }
    Ok(())
}

fn is_rule(path: &str) -> bool {
    !NOT_RULES.iter().any(|folder| path.starts_with(folder))
}

fn source(path: &str, shown: String, text: String) -> Source {
    let text = if text.contains('\r') { text.replace("\r\n", "\n") } else { text };
    Source { id: path.trim_end_matches(".toml").to_owned(), path: shown, text }
}
