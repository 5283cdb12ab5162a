//! What is serialised: the JSON report, format 1.
//!
//! In: nothing; [`report`](super::report) builds it. Out: types whose field names, field order and closed words are the
//! public contract, and from which the JSON Schema is generated. Not here: any other serialised type of the program.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

/// Version of the format. A field may be added to it, none may change its meaning.
pub const FORMAT: u32 = 1;

/// The JSON report.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Report {
    /// Version of the format.
    #[schemars(extend("const" = 1))]
    pub format: u32,
    /// What made the report.
    pub tool: Tool,
    /// One entry per agreement, in input order.
    pub documents: Vec<Document>,
}

/// What made the report, and as of when its facts are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tool {
    /// Version of the program.
    pub version: String,
    /// Digest of the rules in force.
    pub rules_digest: Option<String>,
    /// Latest date of the fact tables, ISO 8601.
    pub facts_as_of: Option<String>,
}

/// One agreement, or a file that could not be read.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Document {
    /// Where it came from and what it was.
    pub source: Source,
    /// Why it could not be read; everything below is then null or empty.
    pub error: Option<String>,
    /// Remarks about the reading.
    pub warnings: Vec<Warning>,
    /// What was not assessed, and why.
    pub not_assessed: Vec<NotAssessed>,
    /// Language of most of the text.
    #[schemars(extend("enum" = ["nl", "en", "de", "fr", null]))]
    pub language: Option<&'static str>,
    /// Language of the sentences of this report. `nl-BE` is Dutch in the terms of Flanders.
    #[schemars(extend("enum" = ["nl", "nl-BE", "en"]))]
    pub wording: &'static str,
    /// The model it follows.
    pub model: Option<Model>,
    /// The clause tree.
    pub outline: Vec<Node>,
    /// What was extracted.
    pub facts: Option<Facts>,
    /// One entry per requirement of each model compared with, met or not. Absent in `dpa extract`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<Requirement>")]
    pub requirements: Option<Vec<Requirement>>,
    /// What a reader should know, worst first. Absent in `dpa extract`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<Finding>")]
    pub findings: Option<Vec<Finding>>,
}

/// Where a document came from.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Source {
    /// File name.
    pub name: String,
    /// Path as given or found, relative to the argument, with forward slashes.
    pub path: String,
    /// Told by content; null when the file could not be opened.
    #[schemars(extend("enum" = ["pdf", "docx", "odt", "html", "text", "unknown", null]))]
    pub format: Option<&'static str>,
    /// `sha256:` and the digest of the bytes.
    pub digest: Option<String>,
    /// Number of pages; null where the format has none.
    pub pages: Option<usize>,
    /// Where the text came from; null when none was read.
    #[schemars(extend("enum" = ["native", "ocr", "none", "mixed", null]))]
    pub text_layer: Option<&'static str>,
}

/// A remark about the reading.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Warning {
    /// Closed word.
    pub kind: &'static str,
    /// Page, from 1.
    pub page: Option<u32>,
    /// What it means for the result.
    pub message: String,
}

/// Something that was not assessed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NotAssessed {
    /// What.
    pub what: String,
    /// Why not.
    pub why: String,
    /// Page, from 1.
    pub page: Option<u32>,
}

/// The model an agreement follows.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Model {
    /// `nl-convenant`, `be-vl`, …, or `vendor`.
    pub family: String,
    /// Null for a vendor's own paper.
    pub id: Option<String>,
    /// Edition.
    pub version: Option<String>,
    /// Ids of the models it was held against.
    pub compared_with: Vec<String>,
    /// The words it was recognised by.
    pub evidence: Vec<Evidence>,
}

/// A clause.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Node {
    /// What kind of unit.
    #[schemars(extend("enum" = ["preamble", "recitals", "article", "paragraph", "item", "annex", "section", "signatures"]))]
    pub kind: &'static str,
    /// 1 = main articles and annexes, 2 = headed sections of an annex and headed sub-clauses, deeper below.
    pub level: u8,
    /// As printed.
    pub label: Option<String>,
    /// The label without words and punctuation, as printed.
    pub number: Option<String>,
    /// As printed, without label.
    pub heading: Option<String>,
    /// First scalar value of the clause, children included.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Page it starts on; null where the format has none.
    pub page: Option<u32>,
    /// Clauses inside it.
    pub children: Vec<Node>,
}

/// Words on the page. `start` and `end` count Unicode scalar values in what `dpa text --raw` prints.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Evidence {
    /// Exactly the slice from `start` to `end`.
    pub quote: String,
    /// First scalar value.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Part of the text it stands in.
    #[schemars(extend("enum" = ["body", "furniture", "hidden"]))]
    pub layer: &'static str,
    /// Line of the text, from 1.
    pub line: usize,
    /// The innermost clause it stands in.
    pub clause: Option<String>,
    /// One box per printed line; empty where the format has no pages.
    pub boxes: Vec<PageBox>,
}

/// Where a quote is printed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PageBox {
    /// Page, from 1.
    pub page: u32,
    /// Left, top, right, bottom in points from the top left corner, two decimals.
    #[serde(rename = "box")]
    pub bounds: [f64; 4],
}

/// For an absence: where was looked, and the closest miss.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Search {
    /// References of the clauses looked at; empty means the whole document.
    pub clauses: Vec<String>,
    /// The closest miss.
    pub nearest: Option<Evidence>,
}

/// Five answers a register must not mix up.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct State {
    /// A value, expressly none, left blank, made unreadable, not found.
    #[schemars(extend("enum" = ["found", "none", "blank", "redacted", "not-found"]))]
    pub state: &'static str,
    /// Where it says so.
    pub evidence: Vec<Evidence>,
    /// For `not-found`: where was looked.
    pub searched: Option<Search>,
}

/// A duration with its place.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Period {
    /// ISO 8601.
    pub duration: String,
    /// How days are counted.
    #[schemars(extend("enum" = ["calendar", "business-day"]))]
    pub unit: &'static str,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// What was extracted. Kinds of facts this version does not extract are empty and have no entry in `states`.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Facts {
    /// One answer per fact.
    pub states: BTreeMap<&'static str, State>,
    /// Controllers and processors.
    pub parties: Vec<Party>,
    /// How long data are kept, or when they must be gone.
    pub retention: Vec<Retention>,
    /// Where data are.
    pub locations: Vec<Location>,
    /// Sub-processors and the rules on them.
    pub subprocessors: Subprocessors,
    /// Processor to controller.
    pub breach_notice: BreachNotice,
    /// The controller's right to check.
    pub audit: Audit,
    /// What happens with the data at the end.
    pub end_of_term: EndOfTerm,
    /// The law the agreement is under.
    pub governing_law: GoverningLaw,
    /// A cap on liability.
    pub liability_cap: LiabilityCap,
    /// Grounds for transfers the agreement relies on.
    pub transfer_mechanisms: Vec<Mechanism>,
    /// Annexes announced and there.
    pub annexes: Annexes,
    /// Blanks left to be filled in.
    pub placeholders: Vec<Mention>,
    /// Whether it was signed.
    pub signature: Signature,
    /// Products and services.
    pub products: Vec<Mention>,
    /// Purposes of the processing.
    pub purposes: Vec<Mention>,
    /// Categories of personal data.
    pub data_categories: Vec<Mention>,
    /// Categories of data subjects.
    pub data_subjects: Vec<Mention>,
    /// Special categories of data.
    pub special_categories: Vec<Mention>,
    /// Security measures.
    pub security_measures: Vec<Mention>,
    /// Certifications.
    pub certifications: Vec<Mention>,
    /// Contacts.
    pub contacts: Vec<Mention>,
    /// Versions and dates of the document and its annexes.
    pub versions: Vec<Mention>,
    /// Start and duration of the agreement.
    pub term: Settled,
    /// Which document goes first.
    pub precedence: Settled,
    /// How it is changed.
    pub amendment: Settled,
    /// Who pays for assistance.
    pub fees: Settled,
    /// Defined words that stand for a role.
    pub definitions: Vec<Definition>,
    /// Cross-references.
    pub references: Vec<Reference>,
}

/// What the agreement says about itself.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Settled {
    /// What all statements agree on; null when nothing is said, or when they contradict each other.
    pub value: Option<String>,
    /// Every statement, in text order.
    pub statements: Vec<Settlement>,
}

/// One statement of what the agreement says about itself.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Settlement {
    /// In a word: `main-agreement`, `this-agreement`, `in-writing`, `controller`, …
    pub value: String,
    /// ISO 8601, where a period is named.
    pub duration: Option<String>,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// Words of the agreement.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Mention {
    /// As printed.
    pub text: String,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// A party.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Party {
    /// Its side.
    #[schemars(extend("enum" = ["controller", "processor"]))]
    pub role: &'static str,
    /// As printed; null when blank or generic.
    pub name: Option<String>,
    /// The name is a blank or a generic word.
    pub placeholder: bool,
    /// As printed.
    pub legal_form: Option<String>,
    /// Registration numbers.
    pub registrations: Vec<Registration>,
    /// As printed.
    pub address: Option<String>,
    /// ISO 3166 alpha-2.
    pub country: Option<String>,
    /// As printed.
    pub representative: Option<String>,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// A registration number.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Registration {
    /// `kvk`, `kbo`, `vat`, …
    pub scheme: String,
    /// As printed.
    pub value: String,
    /// Whether its check digits are right; null when the scheme has none.
    pub valid: Option<bool>,
}

/// How long something is kept.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Retention {
    /// ISO 8601.
    pub duration: String,
    /// How days are counted.
    #[schemars(extend("enum" = ["calendar", "business-day"]))]
    pub unit: &'static str,
    /// At most, at least, exactly.
    #[schemars(extend("enum" = ["max", "min", "exact"]))]
    pub qualifier: &'static str,
    /// What starts the clock.
    #[schemars(extend("enum" = ["end-of-agreement", "collection", "backup", "request", "deletion", "other"]))]
    pub trigger: &'static str,
    /// What is kept.
    pub object: Option<String>,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// A place data are at.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Location {
    /// ISO 3166 alpha-2, or `EEA`, `EU`, `third-country-unspecified`.
    pub country: String,
    /// Town or region as printed.
    pub place: Option<String>,
    /// What happens there.
    #[schemars(extend("enum" = ["storage", "processing", "support", "transfer"]))]
    pub activity: &'static str,
    /// Whose place it is.
    #[schemars(extend("enum" = ["processor", "subprocessor"]))]
    pub subject: &'static str,
    /// Under which rules of GDPR chapter V it falls.
    #[schemars(extend("enum" = ["eea", "adequate", "conditional", "third", "unknown"]))]
    pub zone: &'static str,
    /// Transfer ground named beside it.
    pub mechanism: Option<String>,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// What is said about sub-processors.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Subprocessors {
    /// Names here, expressly none, a list elsewhere, nothing.
    #[schemars(extend("enum" = ["list", "none", "external", "absent"]))]
    pub declared: &'static str,
    /// GDPR art. 28(2).
    #[schemars(extend("enum" = ["general", "specific", "mixed", "none"]))]
    pub authorisation: &'static str,
    /// How long the controller has to object.
    pub objection: Option<Period>,
    /// How long before a change it is told.
    pub notice: Option<Period>,
    /// Those named.
    pub items: Vec<Subprocessor>,
    /// Where declaration and authorisation stand.
    pub evidence: Vec<Evidence>,
}

/// A sub-processor.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Subprocessor {
    /// As printed.
    pub name: String,
    /// What it does.
    pub service: Option<String>,
    /// As printed.
    pub address: Option<String>,
    /// Where it processes.
    pub country: Option<String>,
    /// Zone of `country`.
    #[schemars(extend("enum" = ["eea", "adequate", "conditional", "third", "unknown"]))]
    pub zone: &'static str,
    /// Transfer ground named beside it.
    pub mechanism: Option<String>,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// How soon the controller hears of a breach.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BreachNotice {
    /// ISO 8601; null when no term is promised.
    pub duration: Option<String>,
    /// How days are counted; null without `duration`.
    #[schemars(extend("enum" = ["calendar", "business-day", null]))]
    pub unit: Option<&'static str>,
    /// The words without a number.
    #[schemars(extend("enum" = ["without-undue-delay", "immediate", "prompt", "none"]))]
    pub wording: &'static str,
    /// The event that starts the clock, as printed.
    pub start: Option<String>,
    /// Whom to call, as printed.
    pub contact: Option<String>,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// The controller's right to check.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Audit {
    /// Whether the right is given.
    pub right: bool,
    /// How often at most.
    pub frequency: Option<Period>,
    /// How long before.
    pub notice: Option<Period>,
    /// Who pays unless defects are found.
    #[schemars(extend("enum" = ["controller", "processor", "shared", null]))]
    pub payer: Option<&'static str>,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// What happens with the data at the end.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EndOfTerm {
    /// Who chooses between deletion and return.
    #[schemars(extend("enum" = ["controller", "processor", "delete-only", "return-only", "unstated", "none"]))]
    pub choice: &'static str,
    /// By when.
    pub deadline: Option<Period>,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// The law the agreement is under.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct GoverningLaw {
    /// ISO 3166 alpha-2; null when none is named.
    pub country: Option<String>,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// A cap on liability.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct LiabilityCap {
    /// Whether one was found, here or by reference.
    pub value: bool,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// A transfer ground relied on.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Mechanism {
    /// Closed word of the fact tables.
    pub kind: String,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// Annexes by number.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Annexes {
    /// Named in the text.
    pub referenced: Vec<String>,
    /// There.
    pub present: Vec<String>,
}

/// Whether the agreement was signed, as far as the file shows.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Signature {
    /// What the text shows.
    #[schemars(extend("enum" = ["blank", "partly", "signed", "unknown"]))]
    pub state: &'static str,
    /// ISO date of the latest signature.
    pub date: Option<String>,
    /// The signature block and the blanks in it.
    pub evidence: Vec<Evidence>,
}

/// A defined word that stands for a role.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Definition {
    /// The word.
    pub term: String,
    /// What it stands for.
    pub role: String,
    /// Where it is defined.
    pub evidence: Vec<Evidence>,
}

/// A cross-reference.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Reference {
    /// As printed.
    pub text: String,
    /// Clause it means.
    pub target: Option<String>,
    /// Whether it leads there.
    #[schemars(extend("enum" = ["resolved", "dangling", "misdirected"]))]
    pub state: &'static str,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// How one requirement of a model is met.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Requirement {
    /// Id within the model.
    pub id: String,
    /// Id of the model.
    pub model: String,
    /// What is asked, in the language of the report.
    pub title: String,
    /// Outcome.
    #[schemars(extend("enum" = ["satisfied", "partial", "violated", "not-applicable", "undetermined"]))]
    pub status: &'static str,
    /// Its parts.
    pub parts: Vec<Part>,
    /// Words that meet it.
    pub evidence: Vec<Evidence>,
    /// Where was looked, when nothing was found.
    pub searched: Option<Search>,
}

/// One part of a requirement.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Part {
    /// Id within the requirement.
    pub id: String,
    /// Whether it was found.
    pub met: bool,
    /// Where.
    pub evidence: Vec<Evidence>,
}

/// Something a reader should know about the agreement.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Finding {
    /// Model or topic, a slash, the rule.
    pub id: String,
    /// Equal for the same matter in the same place across versions and formats of an agreement.
    pub fingerprint: String,
    /// The model it is about.
    pub model: Option<String>,
    /// Reference of the clause a reader is sent to.
    pub clause: Option<String>,
    /// What kind of remark.
    #[schemars(extend("enum" = ["missing", "altered", "weakened", "added", "unfilled", "contradiction", "over-limit", "reference", "state", "question", "improved"]))]
    pub kind: &'static str,
    /// How bad.
    #[schemars(extend("enum" = ["blocking", "major", "minor", "info"]))]
    pub severity: &'static str,
    /// Who brought it in.
    #[schemars(extend("enum" = ["filled", "model", "state", "redaction", "outside"]))]
    pub origin: &'static str,
    /// Articles of law or model.
    pub basis: Vec<String>,
    /// What is the matter.
    pub message: String,
    /// What is asked.
    pub expected: Option<String>,
    /// What stands there.
    pub found: Option<String>,
    /// What to ask or do.
    pub remedy: Option<String>,
    /// Words it rests on.
    pub evidence: Vec<Evidence>,
    /// Where was looked, when it rests on an absence.
    pub searched: Option<Search>,
}

/// What changed in meaning between two versions of one agreement: the report of `dpa compare`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Comparison {
    /// Version of the format.
    #[schemars(extend("const" = 1))]
    pub format: u32,
    /// What made the report.
    pub tool: Tool,
    /// The older version.
    pub old: Source,
    /// The newer version.
    pub new: Source,
    /// Findings by what became of them.
    pub findings: ChangedFindings,
    /// Facts that differ, by name.
    pub facts: Vec<ChangedFact>,
    /// Sentences, rows and headings that differ, in the order of the newer version.
    pub wording: Vec<ChangedWording>,
}

/// Findings of two versions, matched by fingerprint, then by id and words.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct ChangedFindings {
    /// Only about the newer version.
    pub new: Vec<Finding>,
    /// Only about the older version.
    pub solved: Vec<Finding>,
    /// About both, as told of the newer.
    pub unchanged: Vec<Finding>,
}

/// A fact that differs. Of a list only the entries that the other version lacks.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChangedFact {
    /// Its name under `facts`.
    pub fact: String,
    /// As the older version states it.
    pub old: serde_json::Value,
    /// As the newer version states it.
    pub new: serde_json::Value,
}

/// A difference in wording.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChangedWording {
    /// The clause in the newer version; of removed words, that in the older.
    pub clause: Option<String>,
    /// What happened.
    #[schemars(extend("enum" = ["altered", "added", "removed", "moved"]))]
    pub kind: &'static str,
    /// The words in the older version.
    pub old: Option<Evidence>,
    /// The words in the newer version.
    pub new: Option<Evidence>,
}
