//! What can be typed. `config` turns it into what is meant.
//!
//! In: the command line. Out: [`Args`]. Not here: defaults that depend on the machine or the agreements.

use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};

const EXAMPLES: &str = "\
Examples:
  dpa check overeenkomst.pdf              what differs, one agreement in full
  dpa check agreements/ --format ndjson   a folder, one JSON document a line
  dpa check x.pdf --format html -o x.html one page to read, print and keep
  dpa extract overeenkomst.docx           what stands in it, held against nothing
  dpa compare oud.pdf nieuw.pdf           what changed since the last version
  dpa text overeenkomst.pdf               the text as the program reads it

Exit status: 2 when a document could not be read or the call was wrong, else 1 when something at or
above --fail-on was found, else 0. The program works offline and sends nothing anywhere.";

/// Reads data processing agreements and reports how they differ from the reference models.
///
/// It states differences and where they stand. It gives no legal advice and approves nothing.
#[derive(Debug, Parser)]
#[command(name = "dpa", version, after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colour
    #[arg(long, value_enum, default_value_t = Color::Auto, global = true, value_name = "WHEN")]
    pub(crate) color: Color,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read agreements, compare them with the reference models and report deviations
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),
    /// Report what stands in agreements, without requirements and findings
    #[command(after_help = EXTRACT_EXAMPLES)]
    Extract(Extract),
    /// Tell what changed in meaning between two versions of one agreement
    #[command(after_help = COMPARE_EXAMPLES)]
    Compare(Compare),
    /// Print the clause tree of an agreement as read
    #[command(after_help = "Example:\n  dpa outline overeenkomst.pdf")]
    Outline(Outline),
    /// Print the text of an agreement as read
    #[command(after_help = TEXT_EXAMPLES)]
    Text(Text),
    /// The reference models
    #[command(subcommand)]
    Model(ModelCommand),
    /// The rule sets: list them, explain one, check a folder of your own
    #[command(subcommand)]
    Rules(RulesCommand),
    /// Print the JSON Schema of the report
    #[command(after_help = "Example:\n  dpa schema --output report.schema.json")]
    Schema(Schema),
}

const CHECK_EXAMPLES: &str = "\
Examples:
  dpa check overeenkomst.pdf
  dpa check agreements/ --details         a table of all of them, then each in full
  dpa check 'agreements/**/*.docx'        a pattern, expanded by the program
  cat overeenkomst.txt | dpa check -      standard input
  dpa check agreements/ --format json --output report.json --fail-on blocking
  dpa check agreements/ --format csv --output tables/      tidy tables and a codebook
  dpa check agreements/ --format xlsx --output register.xlsx

Inside folders every file is told by its content; files whose extension says they are something else
(images, sheets, program files, data) are passed over and counted. Hidden files are not read.";

const EXTRACT_EXAMPLES: &str = "\
Examples:
  dpa extract overeenkomst.pdf
  dpa extract agreements/ --format ndjson --output facts.ndjson";

const COMPARE_EXAMPLES: &str = "\
Examples:
  dpa compare overeenkomst-2025.pdf overeenkomst-2026.docx
  dpa compare old.pdf new.pdf --format json --output changes.json

Findings are matched by what they are about, so renumbering is no change. Exit status: 2 when a file could
not be read or the call was wrong, else 1 when something at or above --fail-on is new, else 0.";

const TEXT_EXAMPLES: &str = "\
Examples:
  dpa text overeenkomst.pdf               for a person: pages, tables, hidden text marked
  dpa text --raw overeenkomst.pdf         the text that offsets in the report count in
  dpa text --raw --layers all x.pdf       all layers in the order of the pages";

#[derive(Debug, Group)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) inputs: Inputs,

    #[command(flatten)]
    pub(crate) report: Report,

    /// Reference model to compare with: `auto`, or the id of a model
    #[arg(long, default_value = "auto", value_name = "ID")]
    pub(crate) model: String,

    /// Exit with status 1 when something this bad or worse was found
    #[arg(long, value_enum, default_value_t = FailOn::Major, value_name = "SEVERITY")]
    pub(crate) fail_on: FailOn,

    /// With several agreements: after the table also the full report of each
    #[arg(long)]
    pub(crate) details: bool,
}

#[derive(Debug, Group)]
pub(crate) struct Extract {
    #[command(flatten)]
    pub(crate) inputs: Inputs,

    #[command(flatten)]
    pub(crate) report: Report,

    /// Reference model the agreement follows: `auto`, or the id of a model
    #[arg(long, default_value = "auto", value_name = "ID")]
    pub(crate) model: String,
}

#[derive(Debug, Group)]
pub(crate) struct Compare {
    /// The older version
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,

    /// The newer version
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,

    /// Form of the report: for a person, or one JSON object
    #[arg(long, value_enum, default_value_t = CompareFormat::Terminal, value_name = "FORMAT")]
    pub(crate) format: CompareFormat,

    /// Write the report to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Language of the report; without it Dutch about Dutch agreements, else English
    #[arg(long, value_enum, value_name = "LANG")]
    pub(crate) lang: Option<Language>,

    /// Reference model to compare both with: `auto`, or the id of a model
    #[arg(long, default_value = "auto", value_name = "ID")]
    pub(crate) model: String,

    /// Folder of house rules beside the built-in ones
    #[arg(long, value_name = "DIR")]
    pub(crate) rules: Option<PathBuf>,

    /// Nothing on standard error but errors, as elsewhere; two files make no progress to tell
    #[arg(long, short)]
    pub(crate) quiet: bool,

    /// Exit with status 1 when something this bad or worse is new
    #[arg(long, value_enum, default_value_t = FailOn::Major, value_name = "SEVERITY")]
    pub(crate) fail_on: FailOn,
}

#[derive(Debug, Group)]
pub(crate) struct Inputs {
    /// Agreements: files, folders, patterns; `-` is standard input
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
}

#[derive(Debug, Group)]
pub(crate) struct Report {
    /// Form of the report: for a person, one HTML page, one JSON object, one JSON document a line, tables, or a spreadsheet
    #[arg(long, value_enum, default_value_t = Format::Terminal, value_name = "FORMAT")]
    pub(crate) format: Format,

    /// Write the report to this file instead of standard output; with --format csv, to this folder
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Language of the report; without it Dutch about Dutch agreements, else English
    #[arg(long, value_enum, value_name = "LANG")]
    pub(crate) lang: Option<Language>,

    /// Folder of house rules beside the built-in ones
    #[arg(long, value_name = "DIR")]
    pub(crate) rules: Option<PathBuf>,

    /// Agreements read at the same time; without it one per processor
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,

    /// No progress and no remarks on standard error, only errors
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Group)]
pub(crate) struct Outline {
    /// The agreement; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// Language of the words around it
    #[arg(long, value_enum, value_name = "LANG")]
    pub(crate) lang: Option<Language>,

    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub(crate) struct Text {
    /// The agreement; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// The text that offsets in the report count in, and nothing else
    #[arg(long)]
    pub(crate) raw: bool,

    /// With --raw: one after the other as offsets count them, or `all` in the order of the pages
    #[arg(long, value_enum, requires = "raw", value_name = "WHICH")]
    pub(crate) layers: Option<Layers>,

    /// Language of the words around it
    #[arg(long, value_enum, value_name = "LANG")]
    pub(crate) lang: Option<Language>,

    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ModelCommand {
    /// Every model with the number of its requirements
    List,
    /// A model as a lawyer would check it: requirements, parts, limits, basis
    #[command(after_help = "Example:\n  dpa model show gdpr-art28 --lang nl")]
    Show {
        /// Id of the model
        #[arg(value_name = "ID")]
        id: String,
        /// Language of its wording
        #[arg(long, value_enum, value_name = "LANG")]
        lang: Option<Language>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// Every rule with its title
    List {
        /// Language of the titles
        #[arg(long, value_enum, value_name = "LANG")]
        lang: Option<Language>,
    },
    /// The file of one rule: why it is there, its patterns and examples
    #[command(
        after_help = "Examples:\n  dpa rules explain facts/retention/after-termination\n  dpa rules explain gdpr-art28/R10"
    )]
    Explain {
        /// Id of a rule, or of a finding
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Load a folder of house rules beside those built in and run its examples
    #[command(after_help = "Example:\n  dpa rules check our-rules/")]
    Check {
        /// The folder, laid out like the one built in: `facts/KIND/`, `models/MODEL/`, `remarks/`, …
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

#[derive(Debug, Group)]
pub(crate) struct Schema {
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Terminal,
    Json,
    Ndjson,
    /// One self-contained page
    Html,
    /// Tidy tables, one file each, in the folder given by --output
    Csv,
    /// The register of a school as a spreadsheet, in the file given by --output
    Xlsx,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompareFormat {
    Terminal,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    Nl,
    En,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    Blocking,
    Major,
    Minor,
    Info,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Layers {
    All,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}
