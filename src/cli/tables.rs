//! `--format csv` and `--format xlsx`: files where tables go.
//!
//! In: reports, in input order. Out: a folder of tables, or a register. Not here: what stands in them (`report`).

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use dpa_analyser::report::tables::{self, Ids, csv};
use dpa_analyser::report::terminal::About;
use dpa_analyser::report::wire::{Document, Tool};
use dpa_analyser::report::{Tongue, register, schema};

use super::args::Format;
use super::config::Config;

/// Tables have no place on standard output.
pub(crate) fn expect_output(format: Format, output: Option<&Path>) -> anyhow::Result<()> {
    match (format, output) {
        (Format::Csv, None) => bail!("`--format csv` writes several tables, expected `--output FOLDER`"),
        (Format::Xlsx, None) => bail!("`--format xlsx` writes a spreadsheet, expected `--output FILE.xlsx`"),
        (Format::Csv, Some(path)) if path.exists() && !path.is_dir() => {
            bail!("`{}` is a file, expected a folder for the tables", path.display())
        }
        (Format::Xlsx, Some(path)) if path.is_dir() => {
            bail!("`{}` is a folder, expected a file such as `register.xlsx`", path.display())
        }
        _ => Ok(()),
    }
}

/// Tables being written.
pub(crate) enum Tables {
    /// Each document when it comes.
    Csv { ids: Ids, folder: PathBuf, files: BTreeMap<&'static str, BufWriter<File>> },
    /// All at once.
    Xlsx { file: File },
}

impl Tables {
    /// Makes the folder and starts every table in it, empty ones too; other files in it are left alone.
    pub(crate) fn open(config: &Config) -> anyhow::Result<Option<Self>> {
        let Some(path) = config.output.as_deref() else { return Ok(None) };
        match config.format {
            Format::Csv => {
                fs::create_dir_all(path).with_context(|| format!("cannot make the folder `{}`", path.display()))?;
                let mut files = BTreeMap::new();
                for table in tables::tables() {
                    let file = create(&csv_path(path, table.name))?;
                    let mut file = BufWriter::new(file);
                    write(&mut file, path, table.name, &csv::head(table))?;
                    files.insert(table.name, file);
                }
                Ok(Some(Self::Csv { ids: Ids::default(), folder: path.to_owned(), files }))
            }
            Format::Xlsx => Ok(Some(Self::Xlsx { file: create(path)? })),
            _ => Ok(None),
        }
    }

    /// Takes a document, in input order.
    pub(crate) fn take(&mut self, tool: &Tool, document: &Document) -> anyhow::Result<()> {
        let Self::Csv { ids, folder, files } = self else { return Ok(()) };
        let rows = tables::rows(ids, tool, document);
        for (name, file) in files {
            let own = rows.iter().filter(|row| row.table.name == *name);
            write(file, folder, name, &csv::body(own))?;
        }
        Ok(())
    }

    /// Writes what is left: the codebook, or the register of all documents.
    pub(crate) fn finish(self, config: &Config, about: &About, documents: &[Document]) -> anyhow::Result<()> {
        match self {
            Self::Csv { folder, files, .. } => {
                for (name, mut file) in files {
                    file.flush().with_context(|| cannot_write(&csv_path(&folder, name)))?;
                }
                let schema = schema().and_then(|schema| serde_json::from_str(&schema));
                let codebook = csv::codebook(&schema.context("cannot make the codebook")?);
                let path = csv_path(&folder, csv::CODEBOOK);
                fs::write(&path, codebook).with_context(|| cannot_write(&path))
            }
            Self::Xlsx { mut file } => {
                let path = config.output.as_deref().unwrap_or(Path::new(""));
                let tongue = shared(documents, config.tongue);
                let bytes = register::register(documents, about, tongue).context("cannot make the register")?;
                file.write_all(&bytes).with_context(|| cannot_write(path))
            }
        }
    }
}

/// The language of a register: that of its reports where they agree; else Dutch without the terms of Flanders where all
/// are Dutch; else English.
fn shared(documents: &[Document], asked: Option<Tongue>) -> Tongue {
    let read = || documents.iter().filter(|document| document.error.is_none());
    let all = |tongues: &[Tongue]| {
        read().next().is_some() && read().all(|document| tongues.iter().any(|tongue| tongue.tag() == document.wording))
    };
    if all(&[Tongue::Be]) {
        Tongue::Be
    } else if all(&[Tongue::Nl, Tongue::Be]) {
        Tongue::Nl
    } else {
        asked.unwrap_or(Tongue::En)
    }
}

fn csv_path(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.csv"))
}

fn create(path: &Path) -> anyhow::Result<File> {
    File::create(path).with_context(|| cannot_write(path))
}

fn write(file: &mut BufWriter<File>, folder: &Path, name: &str, text: &str) -> anyhow::Result<()> {
    file.write_all(text.as_bytes()).with_context(|| cannot_write(&csv_path(folder, name)))
}

fn cannot_write(path: &Path) -> String {
    format!("cannot write `{}`", path.display())
}
