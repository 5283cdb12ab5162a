//! Which files a call means, and their bytes.
//!
//! In: paths, folders and patterns as typed. Out: [`Input`]s in a fixed order, and what was passed over. Not here: what
//! the files hold; formats are told by content, later.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, bail};
use dpa_analyser::read::ReadError;
use ignore::WalkBuilder;
use ignore::overrides::OverrideBuilder;

/// One file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Input {
    pub(crate) from: From,
    /// File name.
    pub(crate) name: String,
    /// How the report calls it: relative to the argument it was found by, with forward slashes.
    pub(crate) path: String,
}

/// Where the bytes are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum From {
    Stdin,
    File(PathBuf),
}

/// What a call means.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// Files in the order of the arguments, those of a folder by their path.
    pub(crate) files: Vec<Input>,
    /// Files in folders whose extension says they are something else, by extension.
    pub(crate) passed_over: BTreeMap<String, usize>,
}

/// Why there are no bytes, or no document in them.
#[derive(Debug)]
pub(crate) enum Failure {
    Read(ReadError),
    Open(io::ErrorKind, String),
    Panicked(String),
}

/// Extensions of files that are no agreements, whatever they hold. Old Word files and unknown ones are not here: an
/// agreement may be in them, so they are tried and reported.
const FOREIGN: &[&str] = &[
    "7z", "avi", "bmp", "c", "css", "csv", "db", "dll", "exe", "gif", "gz", "h", "heic", "ico", "ics", "ini", "java",
    "jpeg", "jpg", "js", "json", "jsonl", "key", "lock", "log", "mjs", "mov", "mp3", "mp4", "ndjson", "odp", "ods",
    "otf", "pem", "png", "ppt", "pptx", "py", "rar", "rs", "sh", "so", "sqlite", "svg", "tar", "tgz", "tif", "tiff",
    "toml", "ts", "tsv", "ttf", "wav", "webp", "woff", "woff2", "xls", "xlsx", "xml", "yaml", "yml", "zip",
];

/// Finds the files that `paths` mean. `output` is never one of them.
pub(crate) fn collect(paths: &[PathBuf], output: Option<&Path>) -> anyhow::Result<Inputs> {
    let output = output.and_then(|path| path.canonicalize().ok());
    let is_output = |path: &Path| output.is_some() && path.canonicalize().ok() == output;
    let base = common_folder(paths.iter().filter(|path| !path.is_dir() && !is_pattern(path)));
    let mut inputs = Inputs::default();
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.files.push(Input { from: From::Stdin, name: "-".to_owned(), path: "-".to_owned() });
        } else if path.is_dir() {
            folder(path, path, &is_output, &mut inputs);
        } else if is_pattern(path) {
            pattern(path, &is_output, &mut inputs)?;
        } else if is_output(path) {
            bail!("`{}` is both read and written, expected another file for --output", path.display());
        } else {
            inputs.files.push(input(path, base.as_deref().unwrap_or_else(|| folder_of(path))));
        }
    }
    if inputs.files.is_empty() {
        let named: Vec<String> = paths.iter().map(|path| format!("`{}`", path.display())).collect();
        bail!("no agreements in {}, expected PDF, DOCX, HTML or text files", named.join(", "));
    }
    Ok(inputs)
}

fn input(path: &Path, base: &Path) -> Input {
    let relative = path.strip_prefix(base).unwrap_or(path);
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let parts = relative.components().filter_map(|part| match part {
        Component::Normal(part) => Some(part.to_string_lossy()),
        _ => None,
    });
    let shown = parts.collect::<Vec<_>>().join("/");
    Input { from: From::File(path.to_owned()), name, path: shown }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

/// The folder that all files named one by one have in common, so that two of the same name stay apart and the report
/// does not depend on where they lie.
fn common_folder<'a>(files: impl Iterator<Item = &'a PathBuf>) -> Option<PathBuf> {
    files.map(|file| folder_of(file).to_owned()).reduce(|one, other| {
        let shared = one.components().zip(other.components()).take_while(|(a, b)| a == b);
        shared.map(|(part, _)| part).collect()
    })
}

/// All files under `folder`, called by their path from `base`.
fn folder(folder: &Path, base: &Path, is_output: &dyn Fn(&Path) -> bool, inputs: &mut Inputs) {
    let mut found = Vec::new();
    for entry in WalkBuilder::new(folder).standard_filters(false).hidden(true).build() {
        match entry {
            Ok(entry) if entry.path().is_file() => found.push(entry.into_path()),
            Ok(_) => {}
            // A folder that cannot be opened may hold agreements: it becomes an entry that cannot be read.
            Err(error) => found.extend(path_of(&error).map(Path::to_path_buf)),
        }
    }
    let mut files: Vec<Input> = found
        .iter()
        .filter(|path| !is_output(path))
        .filter(|path| !passes_over(path, inputs))
        .map(|path| input(path, base))
        .collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    inputs.files.extend(files);
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

fn passes_over(path: &Path, inputs: &mut Inputs) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    let Some(extension) = extension.filter(|extension| FOREIGN.contains(&extension.as_str())) else { return false };
    *inputs.passed_over.entry(extension).or_default() += 1;
    true
}

/// A pattern that no shell expanded. A file of that very name is that file.
fn is_pattern(path: &Path) -> bool {
    let typed = path.to_string_lossy();
    typed.contains(['*', '?', '[', '{']) && std::fs::symlink_metadata(path).is_err()
}

fn pattern(path: &Path, is_output: &dyn Fn(&Path) -> bool, inputs: &mut Inputs) -> anyhow::Result<()> {
    let plain = |part: &Component| !part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
    let base: PathBuf = path.components().take_while(plain).collect();
    let rest: Vec<String> =
        path.components().skip_while(plain).map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    let root = if base.as_os_str().is_empty() { Path::new(".") } else { &base };
    let wrong = || format!("`{}` is no pattern, expected one such as `agreements/**/*.pdf`", path.display());
    let mut builder = OverrideBuilder::new(root);
    // The slash ties the pattern to the folder it starts in, as a shell does.
    builder.add(&format!("/{}", rest.join("/"))).with_context(wrong)?;
    let matcher = builder.build().with_context(wrong)?;
    let deepest = (!rest.iter().any(|part| part == "**")).then_some(rest.len());
    let mut matches: Vec<PathBuf> = WalkBuilder::new(root)
        .standard_filters(false)
        .hidden(true)
        .max_depth(deepest)
        .build()
        .filter_map(Result::ok)
        .map(ignore::DirEntry::into_path)
        .filter(|path| path != root && matcher.matched(path, path.is_dir()).is_whitelist())
        .collect();
    matches.sort();
    let mut found = Inputs::default();
    for path in &matches {
        if path.is_dir() {
            folder(path, root, is_output, &mut found);
        } else if !is_output(path) {
            found.files.push(input(path, root));
        }
    }
    found.files.sort_by(|one, other| one.path.cmp(&other.path));
    // A file can match by itself and lie in a folder that does.
    found.files.dedup();
    if found.files.is_empty() {
        bail!("no file matches `{}`", path.display());
    }
    inputs.files.extend(found.files);
    for (extension, count) in found.passed_over {
        *inputs.passed_over.entry(extension).or_default() += count;
    }
    Ok(())
}

/// The bytes of an input, at most `limit` of them.
pub(crate) fn bytes(from: &From, limit: usize) -> Result<Vec<u8>, Failure> {
    let open = |error: io::Error| Failure::Open(error.kind(), plain_error(&error));
    let mut bytes = Vec::new();
    let longest = limit as u64 + 1;
    let size = match from {
        From::Stdin => {
            io::stdin().lock().take(longest).read_to_end(&mut bytes).map_err(open)?;
            bytes.len()
        }
        From::File(path) => {
            let file = File::open(path).map_err(open)?;
            let said = file.metadata().map_err(open)?.len();
            if said < longest {
                file.take(longest).read_to_end(&mut bytes).map_err(open)?;
            }
            usize::try_from(said).unwrap_or(usize::MAX).max(bytes.len())
        }
    };
    if size > limit {
        return Err(Failure::Read(ReadError::TooLarge { bytes: size, limit }));
    }
    Ok(bytes)
}

/// Without the number of the operating system, which tells a reader nothing.
fn plain_error(error: &io::Error) -> String {
    let text = error.to_string();
    let plain = text.split(" (os error").next().unwrap_or(&text);
    plain.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(paths: &[&str], expect: Option<&str>) {
        let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
        assert_eq!(common_folder(paths.iter()), expect.map(PathBuf::from));
    }

    #[test]
    fn files_are_called_from_the_folder_they_share() {
        check(&["a/x.pdf", "b/x.pdf"], Some(""));
        check(&["/m/a/x.pdf", "/m/b/c/x.pdf"], Some("/m"));
        check(&["/m/x.pdf"], Some("/m"));
        check(&[], None);
        assert_eq!(input(Path::new("/m/a/x.pdf"), Path::new("/m")).path, "a/x.pdf");
        assert_eq!(input(Path::new("../x.pdf"), Path::new("")).path, "x.pdf");
    }
}
