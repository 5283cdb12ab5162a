//! Tidy tables of many reports: one row one thing, keyed by document, every column explained in a codebook.
//!
//! In: [`wire::Document`]s. Out: rows, and CSV text of them ([`csv`]). Not here: files and folders (`cli`), and the
//! register a school keeps ([`register`](super::register)).

mod columns;
pub mod csv;
mod period;
mod rows;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::wire;
pub(super) use period::days;

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Name of the file, without extension.
    pub name: &'static str,
    /// What one row is.
    pub row: &'static str,
    /// Columns of its own, behind the keys.
    own: &'static [Column],
    /// Whether a row carries the first place it rests on.
    quoted: bool,
    /// Whether a row says where was looked when nothing was found.
    searched: bool,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its name, unique in its table.
    pub name: &'static str,
    /// What its cells are.
    pub kind: Kind,
    /// Unit of numbers; empty for anything else.
    pub unit: &'static str,
    /// What a value means.
    pub meaning: &'static str,
    /// Where the closed words come from.
    values: Values,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A key: letters, digits, dots and hyphens.
    Id,
    /// Words of an agreement, a file or the report. Guarded against being read as a formula.
    Text,
    /// One of the closed words of the contract.
    Word,
    /// Entries parted by `; `.
    List,
    /// A whole number.
    Integer,
    /// A number with a decimal point.
    Decimal,
    /// `true` or `false`.
    Boolean,
    /// ISO 8601, possibly reduced to a month or a year.
    Date,
    /// ISO 8601.
    Duration,
}

impl Kind {
    /// As the codebook writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Text => "text",
            Self::Word => "word",
            Self::List => "list",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Duration => "duration",
        }
    }
}

/// Where the closed words of a column come from.
#[derive(Clone, Copy, Debug)]
enum Values {
    /// There are none.
    Open,
    /// The enumeration of a field of the JSON Schema: definition, property.
    Schema(&'static str, &'static str),
    /// Words of the tables themselves, or of lists outside the schema.
    Listed(&'static [&'static str]),
    /// The names of the tables.
    Tables,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// No value: what that means stands in the codebook.
    Empty,
    /// Words.
    Text(String),
    /// A whole number.
    Integer(usize),
    /// A number.
    Decimal(f64),
    /// True or false.
    Boolean(bool),
}

/// A row of a table, its keys included.
#[derive(Clone, Debug)]
pub struct Row {
    /// The table it belongs to.
    pub table: &'static Table,
    /// As many as the table has columns.
    pub cells: Vec<Cell>,
}

/// Every table, in the order of the codebook.
pub fn tables() -> &'static [Table] {
    columns::TABLES
}

/// The columns of a table: keys, its own, then those of quotations and of searches where it has them.
pub fn columns(table: &Table) -> impl Iterator<Item = &'static Column> {
    let none: &'static [Column] = &[];
    let quoted = if table.quoted { columns::QUOTED } else { none };
    let searched = if table.searched { columns::SEARCHED } else { none };
    columns::KEYS.iter().chain(table.own).chain(quoted).chain(searched)
}

/// Ids given so far: the same bytes twice in one run are two documents.
#[derive(Debug, Default)]
pub struct Ids {
    documents: BTreeMap<String, usize>,
    position: usize,
}

/// The rows of one document, in the order of the tables. Documents are to be given in input order.
pub fn rows(ids: &mut Ids, tool: &wire::Tool, document: &wire::Document) -> Vec<Row> {
    ids.position += 1;
    let id = document_id(&mut ids.documents, &document.source);
    rows::of_document(id, ids.position, tool, document)
}

/// Length of the digests in ids: 64 bits keep a million documents apart (chance of a clash 3 in 100 million), and a
/// clash would only give the second one a number.
const ID_DIGITS: usize = 16;

/// `d` and the head of the digest of the bytes; of the path where the file could not be opened. The letter keeps
/// programs from reading it as a number.
fn document_id(given: &mut BTreeMap<String, usize>, source: &wire::Source) -> String {
    let digest = source.digest.as_deref().and_then(|digest| digest.strip_prefix("sha256:"));
    let id = match digest.and_then(|digest| digest.get(..ID_DIGITS)) {
        Some(head) => format!("d{head}"),
        None => format!("p{}", short_digest(&[&source.path], ID_DIGITS)),
    };
    numbered(given, id)
}

/// `id`, with a number from the second time on.
fn numbered(given: &mut BTreeMap<String, usize>, id: String) -> String {
    let turn = given.entry(id.clone()).or_default();
    *turn += 1;
    if *turn == 1 { id } else { format!("{id}-{turn}") }
}

/// The first hexadecimal `digits` of a digest over `parts`, which cannot run into each other.
fn short_digest(parts: &[&str], digits: usize) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part.as_bytes());
    }
    let nibbles = hash.finalize().into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
    nibbles.take(digits).filter_map(|nibble| char::from_digit(nibble.into(), 16)).collect()
}

#[cfg(test)]
mod tests;
