//! What may stand in a rule file. Plain data as TOML gives it; meaning comes in `compile`.
//!
//! In: TOML. Out: the structs below. Not here: fragments, regular expressions.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

/// A sentence or phrase in the two languages of the report.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Worded {
    /// Dutch.
    pub nl: String,
    /// English.
    pub en: String,
    /// Dutch in Flanders, where replacing terms (`rules/wording`) would not read well.
    pub be: Option<String>,
}

/// Language of a pattern or example.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum LangWord {
    /// Dutch.
    Nl,
    /// English.
    En,
    /// German.
    De,
    /// French.
    Fr,
    /// Holds in every language.
    Any,
}

/// The stretch of text a pattern is matched on.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// One sentence, or one list item.
    #[default]
    Sentence,
    /// An item read together with the sentence that introduces its list; also plain sentences.
    ItemWithHead,
    /// A paragraph with its items and further sentences: the smallest numbered unit that is not an item.
    Clause,
    /// One row of a table, or one label with its value; cells parted by ` | `.
    Row,
    /// Sentences and rows.
    Line,
    /// A heading with its label.
    Heading,
    /// The whole text.
    Document,
}

/// What a captured value is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum ValueKind {
    /// The words as printed.
    Text,
    /// A duration.
    Duration,
    /// One or more places.
    Place,
    /// A country, from a name or an adjective.
    Country,
    /// A frequency ("once a year") as the period between two times.
    Frequency,
}

/// Part of the agreement.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Within {
    /// Anywhere.
    #[default]
    Any,
    /// Not in an annex.
    Body,
    /// In an annex.
    Annex,
}

/// One pattern.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PatternFile {
    /// Language it is written for.
    pub lang: LangWord,
    /// The regular expression, as a single-quoted string.
    pub regex: Spanned<String>,
    /// Constants this pattern adds to what the match gives.
    #[serde(default)]
    pub gives: BTreeMap<String, String>,
    /// Scopes in which a match does not count, beside those of the rule.
    #[serde(default)]
    pub unless: Vec<Spanned<String>>,
    /// Unit, where it differs from the rule's.
    pub unit: Option<Unit>,
}

/// An example that a rule must find.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FindsFile {
    /// Language of the text.
    pub lang: LangWord,
    /// An agreement or a piece of one.
    pub text: Spanned<String>,
    /// Heading of the article the text is put under.
    pub heading: Option<String>,
    /// Values and constants the match must give (facts).
    #[serde(default)]
    pub gives: BTreeMap<String, String>,
    /// Parts that must be met and no others (requirements); all required ones when left out.
    pub parts: Option<Vec<String>>,
}

/// An example that a rule must not find.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct IgnoresFile {
    /// Language of the text.
    pub lang: LangWord,
    /// An agreement or a piece of one.
    pub text: Spanned<String>,
    /// Heading of the article the text is put under.
    pub heading: Option<String>,
    /// Why it must not be found.
    pub why: String,
}

/// `rules/facts/<kind>/<name>.toml`: where and how a fact is stated.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FactFile {
    /// What the rule finds.
    pub title: Worded,
    /// Why anybody should care.
    pub why: String,
    /// Topics of clauses it holds in; anywhere when left out.
    #[serde(default)]
    pub topics: Vec<Spanned<String>>,
    /// Part of the agreement.
    #[serde(default)]
    pub within: Within,
    /// The stretch a pattern is matched on.
    #[serde(default)]
    pub unit: Unit,
    /// Whose duty the sentence must state.
    pub duty_of: Option<Spanned<String>>,
    /// Scopes in which a match does not count.
    #[serde(default)]
    pub unless: Vec<Spanned<String>>,
    /// Constants every match gives.
    #[serde(default)]
    pub gives: BTreeMap<String, String>,
    /// Named groups and what they are.
    #[serde(default)]
    pub values: BTreeMap<String, ValueKind>,
    /// The patterns; any may match.
    #[serde(default)]
    pub pattern: Vec<PatternFile>,
    /// Examples it must find.
    #[serde(default)]
    pub finds: Vec<FindsFile>,
    /// Examples it must not find.
    #[serde(default)]
    pub ignores: Vec<IgnoresFile>,
}

/// How bad a miss is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum SeverityWord {
    /// Do not sign before solved.
    Blocking,
    /// A real risk.
    Major,
    /// To be mended or asked.
    Minor,
    /// For the file.
    Info,
}

/// `rules/models/<model>/<requirement>.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RequirementFile {
    /// What is required, in a few words.
    pub title: Worded,
    /// Why it matters.
    pub why: String,
    /// Articles it rests on, as cited.
    pub basis: Vec<String>,
    /// Article and paragraph of the model, as cited ("11.2").
    pub clause: Option<String>,
    /// Where the model has it when `clause` is no number: before or after the articles.
    pub position: Option<PositionWord>,
    /// Number of the annex its words must stand in: once the file has that annex, the same words in another one are
    /// about something else (a version, a contact).
    pub annex: Option<String>,
    /// Who owes it to whom; for a reader of the model, no pattern looks at it.
    pub owed: Option<OwedFile>,
    /// What the model leaves blank here, to be filled in by the parties.
    pub blanks: Option<Worded>,
    /// What may differ from agreement to agreement without being a deviation.
    pub varies: Option<Worded>,
    /// Severity of the finding when it is missing.
    pub severity: SeverityWord,
    /// Whether its absence is a finding; optional requirements are reported as verdicts only.
    #[serde(default = "yes")]
    pub mandatory: bool,
    /// Requirements of models held against every agreement that this one embodies: when this one gives a finding or is
    /// satisfied, theirs would say the same again or gainsay it and are left out.
    #[serde(default)]
    pub law: Vec<String>,
    /// When it applies: a closed word of `compare`; always when left out.
    pub applies_if: Option<Spanned<String>>,
    /// Topics of the clauses searched first; a miss says these were searched.
    #[serde(default)]
    pub topics: Vec<Spanned<String>>,
    /// Part of the agreement.
    #[serde(default)]
    pub within: Within,
    /// Unit of its patterns.
    #[serde(default)]
    pub unit: Unit,
    /// Whose duty it is.
    pub duty_of: Option<Spanned<String>>,
    /// Scopes in which a match does not count.
    #[serde(default)]
    pub unless: Vec<Spanned<String>>,
    /// Scopes that take a match half back: the verdict is partial, with a finding that names the words.
    #[serde(default)]
    pub weakened_by: Vec<Spanned<String>>,
    /// The sentence of the finding when it is missing altogether.
    pub missing: Worded,
    /// What model or law asks.
    pub expected: Worded,
    /// What to ask or do.
    pub remedy: Worded,
    /// Its parts.
    #[serde(default)]
    pub part: Vec<PartFile>,
    /// Limits on facts.
    #[serde(default)]
    pub bound: Vec<BoundFile>,
    /// Words that take the requirement back.
    #[serde(default)]
    pub against: Vec<AgainstFile>,
    /// Examples that meet it.
    #[serde(default)]
    pub finds: Vec<FindsFile>,
    /// Examples that do not.
    #[serde(default)]
    pub ignores: Vec<IgnoresFile>,
}

/// Who owes what a requirement asks, and to whom.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OwedFile {
    /// Whose duty it is.
    pub by: SideWord,
    /// To whom; nobody in particular when left out.
    pub to: Option<SideWord>,
}

/// A side of the agreement.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum SideWord {
    /// Who decides purposes and means.
    Controller,
    /// Who processes on its behalf.
    Processor,
    /// Each of the two, and each to the other.
    Both,
}

/// A place of the model outside its articles.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum PositionWord {
    /// Title, parties, recitals.
    Head,
    /// The closing formula.
    Tail,
}

fn yes() -> bool {
    true
}

/// A part of a requirement that can be missing on its own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PartFile {
    /// Id within the requirement.
    pub id: Spanned<String>,
    /// The sentence of the finding when this part alone is missing.
    pub missing: Worded,
    /// Whether the requirement is met without it.
    #[serde(default)]
    pub optional: bool,
    /// Severity when this part alone is missing; the requirement's own when left out.
    pub severity: Option<SeverityWord>,
    /// Number of the annex it stands in: where that annex is referred to and not in the file, the part is not missing.
    pub annex: Option<String>,
    /// A fact whose value meets it ("breach-notice"); its patterns are tried when there is no such fact.
    pub fact: Option<Spanned<String>>,
    /// Unit, where it differs from the requirement's.
    pub unit: Option<Unit>,
    /// Whose duty, where it differs from the requirement's.
    pub duty_of: Option<Spanned<String>>,
    /// Scopes in which a match does not count, beside the requirement's.
    #[serde(default)]
    pub unless: Vec<Spanned<String>>,
    /// The patterns; any may match.
    #[serde(default)]
    pub pattern: Vec<PatternFile>,
}

/// A limit on a fact.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BoundFile {
    /// The fact, a closed word of `compare` ("subprocessors.objection").
    pub fact: Spanned<String>,
    /// ISO 8601 duration it must reach.
    pub at_least: Option<Spanned<String>>,
    /// ISO 8601 duration it must not pass.
    pub at_most: Option<Spanned<String>>,
    /// A word or code it must equal.
    pub equals: Option<String>,
    /// Severity when it does not hold.
    pub severity: SeverityWord,
    /// The sentence of the finding; `{found}` stands for the value.
    pub message: Worded,
    /// When the value is better for the controller than the limit asks, and what is said then; nothing is said without it.
    pub better: Option<BetterFile>,
}

/// A value beyond a limit, on the side that favours the controller.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BetterFile {
    /// Codes that are better than the one asked; a duration is better when it is beyond the limit.
    #[serde(default)]
    pub codes: Vec<String>,
    /// The sentence of the finding; `{found}` stands for the value.
    pub message: Worded,
}

/// Words that take a requirement back.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AgainstFile {
    /// Id within the requirement.
    pub id: Spanned<String>,
    /// The sentence of the finding.
    pub message: Worded,
    /// Severity.
    pub severity: SeverityWord,
    /// Part of the agreement.
    #[serde(default)]
    pub within: Within,
    /// Unit of its patterns.
    #[serde(default)]
    pub unit: Unit,
    /// Scopes in which a match does not count.
    #[serde(default)]
    pub unless: Vec<Spanned<String>>,
    /// The patterns.
    pub pattern: Vec<PatternFile>,
}

/// Kinds of findings a remark may give.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words of the contract")]
pub enum KindWord {
    Missing,
    Altered,
    Weakened,
    Added,
    Unfilled,
    Contradiction,
    OverLimit,
    Reference,
    State,
    Question,
    Improved,
}

/// Who brought a matter in.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words of the contract")]
pub enum OriginWord {
    #[default]
    Filled,
    Model,
    State,
    Redaction,
    Outside,
}

/// `rules/remarks/<name>.toml`: something worth saying wherever it stands, by pattern or by a check of `compare`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RemarkFile {
    /// What it finds.
    pub title: Worded,
    /// Why it matters.
    pub why: String,
    /// Articles it rests on, as cited.
    pub basis: Vec<String>,
    /// Severity.
    pub severity: SeverityWord,
    /// Kind of finding.
    pub kind: KindWord,
    /// Who brought it in.
    #[serde(default)]
    pub origin: OriginWord,
    /// Models whose agreements it is said of; every agreement when left out.
    #[serde(default)]
    pub models: Vec<String>,
    /// Models that say it themselves: there it is a model remark of severity info.
    #[serde(default)]
    pub model_origin: Vec<String>,
    /// Requirements of models held against every agreement that this remark says already: their findings are left out.
    #[serde(default)]
    pub law: Vec<String>,
    /// Place among findings of the same severity, lowest first; by kind when left out.
    pub rank: Option<u8>,
    /// A check of `compare` that finds it instead of patterns.
    pub check: Option<Spanned<String>>,
    /// ISO 8601 duration the check compares with.
    pub limit: Option<Spanned<String>>,
    /// Topics it holds in.
    #[serde(default)]
    pub topics: Vec<Spanned<String>>,
    /// Part of the agreement.
    #[serde(default)]
    pub within: Within,
    /// Unit of its patterns.
    #[serde(default)]
    pub unit: Unit,
    /// Whose duty or right the sentence states.
    pub duty_of: Option<Spanned<String>>,
    /// Scopes in which a match does not count.
    #[serde(default)]
    pub unless: Vec<Spanned<String>>,
    /// One sentence; `{found}` stands for the words found.
    pub message: Worded,
    /// What is asked.
    pub expected: Worded,
    /// What to ask or do.
    pub remedy: Worded,
    /// The patterns.
    #[serde(default)]
    pub pattern: Vec<PatternFile>,
    /// Agreements or pieces in which it is said.
    #[serde(default)]
    pub finds: Vec<FindsFile>,
    /// Agreements or pieces in which it is not.
    #[serde(default)]
    pub ignores: Vec<IgnoresFile>,
}

/// `rules/models/<model>/model.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ModelFile {
    /// Name of the model.
    pub title: Worded,
    /// Where it comes from and what this description rests on.
    pub why: String,
    /// Family in the report.
    pub family: String,
    /// Edition.
    pub version: String,
    /// What this description of the model rests on, as a reader must know before relying on it.
    pub provenance: Option<Worded>,
    /// The day up to which it was checked (`2026-11-22`).
    pub as_of: Option<String>,
    /// What may differ from agreement to agreement in the model as a whole.
    pub varies: Option<Worded>,
    /// Agreements of every kind are held against it.
    #[serde(default)]
    pub always: bool,
    /// How many marks must be found to recognise it; ignored when `always`.
    #[serde(default)]
    pub needs: usize,
    /// Requirements of `gdpr-art28` that the model itself leaves out: there a miss is a model remark.
    #[serde(default)]
    pub silent_on: Vec<String>,
    /// Texts that are part of an agreement when it says so, and hold what the model asks.
    #[serde(default)]
    pub incorporated: Vec<IncorporatedFile>,
    /// Signs by which it is recognised.
    #[serde(default)]
    pub mark: Vec<MarkFile>,
    /// Texts that are on this model.
    #[serde(default)]
    pub finds: Vec<FindsFile>,
    /// Texts that are not.
    #[serde(default)]
    pub ignores: Vec<IgnoresFile>,
}

/// A public text that agreements incorporate by reference instead of printing it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct IncorporatedFile {
    /// Id within the model.
    pub id: Spanned<String>,
    /// Its name.
    pub title: Worded,
    /// Why what it holds need not be printed.
    pub why: String,
    /// Requirements of the model whose words stand in it.
    pub contains: Vec<String>,
    /// Unit of its patterns.
    #[serde(default)]
    pub unit: Unit,
    /// Scopes in which a match does not count.
    #[serde(default)]
    pub unless: Vec<Spanned<String>>,
    /// How an agreement says that the text is part of it.
    pub pattern: Vec<PatternFile>,
    /// Agreements that incorporate it.
    #[serde(default)]
    pub finds: Vec<FindsFile>,
    /// Agreements that name it only.
    #[serde(default)]
    pub ignores: Vec<IgnoresFile>,
}

/// A sign by which a model is recognised.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MarkFile {
    /// Id within the model.
    pub id: Spanned<String>,
    /// Whether the model cannot be recognised without it (an edition's own number).
    #[serde(default)]
    pub required: bool,
    /// Unit of its patterns.
    #[serde(default)]
    pub unit: Unit,
    /// The patterns.
    pub pattern: Vec<PatternFile>,
}

/// `rules/topics/<topic>.toml`: headings that announce a topic.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TopicFile {
    /// Name of the topic.
    pub title: Worded,
    /// What belongs to it.
    pub why: String,
    /// Patterns on headings.
    pub pattern: Vec<PatternFile>,
    /// Headings of this topic.
    pub finds: Vec<FindsFile>,
    /// Headings that are not.
    pub ignores: Vec<IgnoresFile>,
}

/// `rules/lexicon/<name>.toml`: fragments by language, and scopes.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LexiconFile {
    /// What the fragments are for.
    #[serde(default)]
    pub why: String,
    /// Fragments of every language.
    #[serde(default)]
    pub any: BTreeMap<String, Spanned<String>>,
    /// Dutch fragments.
    #[serde(default)]
    pub nl: BTreeMap<String, Spanned<String>>,
    /// English fragments.
    #[serde(default)]
    pub en: BTreeMap<String, Spanned<String>>,
    /// German fragments.
    #[serde(default)]
    pub de: BTreeMap<String, Spanned<String>>,
    /// French fragments.
    #[serde(default)]
    pub fr: BTreeMap<String, Spanned<String>>,
    /// Scopes by name.
    #[serde(default)]
    pub scope: BTreeMap<String, ScopeFile>,
}

/// Where the cue of a scope stands.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Where {
    /// Before the match, within reach, with no stop between.
    Before,
    /// After the match, within reach, with no stop between.
    After,
    /// In the same unit, before or after, within reach, with no stop between.
    Around,
    /// At the start of the unit.
    Start,
    /// In the heading of the clause or of one it stands in.
    Heading,
}

/// A scope: a cue that changes what a match means.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ScopeFile {
    /// What the scope is for.
    pub why: String,
    /// Where the cue stands.
    pub place: Where,
    /// How many characters away at most; 400 when left out.
    pub reach: Option<usize>,
    /// Whether a cue inside the match counts too.
    #[serde(default)]
    pub inside: bool,
    /// What ends the scope between cue and match.
    pub stop: Option<Spanned<String>>,
    /// The cue in Dutch.
    pub nl: Option<Spanned<String>>,
    /// The cue in English.
    pub en: Option<Spanned<String>>,
    /// The cue in German.
    pub de: Option<Spanned<String>>,
    /// The cue in French.
    pub fr: Option<Spanned<String>>,
}

/// A file of `wording/`: what a region calls things.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WordingFile {
    /// Which region.
    pub title: Worded,
    /// Why it is worded apart.
    pub why: String,
    /// Ids of models used there: agreements on them are worded so.
    #[serde(default)]
    pub models: Vec<String>,
    /// ISO 3166 alpha-2: agreements under their law, or whose parties are all established there, are worded so.
    #[serde(default)]
    pub countries: Vec<String>,
    /// Terms; the longest that fits goes first.
    #[serde(default)]
    pub term: Vec<TermFile>,
    /// Sentences that change.
    pub finds: Vec<RewordedFile>,
    /// Sentences that do not.
    pub ignores: Vec<KeptFile>,
}

/// A term in two regions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermFile {
    /// In the Netherlands, with its article where that differs.
    pub nl: Spanned<String>,
    /// In Flanders.
    pub be: String,
}

/// A sentence and what it becomes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RewordedFile {
    /// As a rule words it.
    pub text: Spanned<String>,
    /// As the report says it.
    pub gives: String,
}

/// A sentence that stays as it is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptFile {
    /// As a rule words it.
    pub text: Spanned<String>,
    /// Why it stays.
    pub why: String,
}
