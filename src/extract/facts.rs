//! The facts of one agreement, typed. Field names follow the report's contract.
//!
//! In: nothing. Out: [`Facts`]. Not here: how they are found (the files beside this one) or printed (`report`).

use std::collections::BTreeMap;

use crate::evidence::{Evidence, Search};

/// Five answers a register must not mix up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// A value stands in the text.
    Found(Evidence),
    /// The text says expressly that there is none.
    None(Evidence),
    /// The place for it is there and was left empty.
    Blank(Evidence),
    /// It was made unreadable.
    Redacted(Evidence),
    /// Nothing was found.
    NotFound(Search),
}

/// Everything extracted from one agreement.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// One state per fact, by the fact's name in the report.
    pub states: BTreeMap<&'static str, State>,
    /// Controllers and processors.
    pub parties: Vec<Party>,
    /// How long data are kept or when they must be gone.
    pub retention: Vec<Retention>,
    /// Where data are stored, processed, supported from or sent to.
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
    pub governing_law: Option<GoverningLaw>,
    /// A cap on liability, here or by reference.
    pub liability_cap: Option<Evidence>,
    /// Grounds for transfers the agreement relies on.
    pub transfer_mechanisms: Vec<Mechanism>,
    /// Annexes named in the text and annexes there, by number, sorted and each once.
    pub annexes: Annexes,
    /// Blanks left to be filled in.
    pub placeholders: Vec<Placeholder>,
    /// Whether it was signed, as far as the text says.
    pub signature: Signature,
    /// Stretches made unreadable: neither blanks nor names.
    pub redactions: Vec<Evidence>,
    /// Versions with their dates, of the whole or of an annex, in text order.
    pub versions: Vec<Version>,
    /// Terms the agreement defines, in text order, each once.
    pub definitions: Vec<Definition>,
    /// Plain lists by their name in the report: products, purposes, contacts, …, each in text order.
    pub listed: BTreeMap<&'static str, Vec<Listed>>,
    /// How the agreement itself works, by matter: term, precedence, amendment, fees; every statement, in text order.
    pub settled: BTreeMap<&'static str, Vec<Settled>>,
}

/// What a statement settles about the agreement itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The word of the rule for it: `main-agreement`, `in-writing`, `controller`, …
    pub value: String,
    /// The period it names, if it names one.
    pub period: Option<Term>,
    /// Where it stands.
    pub evidence: Evidence,
}

/// An entry of a plain list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// As printed, on one line.
    pub text: String,
    /// Where it stands.
    pub evidence: Evidence,
}

/// A version of the agreement or of an annex.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// As printed, without the word for it ("4.0 – 16 augustus 2022").
    pub text: String,
    /// Its date in ISO 8601, reduced where only a month or year is printed.
    pub date: Option<String>,
    /// Where it stands.
    pub evidence: Evidence,
}

/// A defined term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The term as printed, without quotes and article.
    pub term: String,
    /// The side it stands for, if it stands for one.
    pub role: Option<Role>,
    /// Where it is defined.
    pub evidence: Evidence,
}

/// Side of the agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Decides on purposes and means (GDPR art. 4(7)).
    Controller,
    /// Processes on the controller's behalf (art. 4(8)).
    Processor,
}

impl Role {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Controller => "controller",
            Self::Processor => "processor",
        }
    }
}

/// A party.
#[derive(Clone, Debug)]
pub struct Party {
    /// Its side.
    pub role: Role,
    /// Its name as printed; none when blank or generic ("the Customer").
    pub name: Option<String>,
    /// The name is a blank or a generic word.
    pub placeholder: bool,
    /// Legal form as printed.
    pub legal_form: Option<String>,
    /// Registrations printed with it.
    pub registrations: Vec<RegistrationFact>,
    /// Address as printed.
    pub address: Option<String>,
    /// ISO 3166 alpha-2.
    pub country: Option<String>,
    /// Who signs for it, as printed.
    pub representative: Option<String>,
    /// Where it stands.
    pub evidence: Evidence,
}

/// A registration number of a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistrationFact {
    /// `kvk`, `kbo`, …
    pub scheme: String,
    /// As printed.
    pub value: String,
    /// Whether its check digits are right; none when the scheme has none.
    pub valid: Option<bool>,
}

/// A duration with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// ISO 8601.
    pub iso: String,
    /// Approximate days, for comparison (year 365, month 30.4375).
    pub days: Days,
    /// Counted in business days.
    pub business: bool,
    /// Where it stands.
    pub evidence: Evidence,
}

/// Days as a number that can be compared exactly: kept in hundredths of an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Days(i64);

impl Days {
    /// From days and parts of days.
    pub fn new(days: f64) -> Self {
        Self((days * 2400.0).round() as i64)
    }

    /// As days.
    pub fn days(self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a thousand years of them are exact")]
        let hundredths = self.0 as f64;
        hundredths / 2400.0
    }
}

/// How long something is kept.
#[derive(Clone, Debug)]
pub struct Retention {
    /// The term; its evidence is the whole statement.
    pub term: Term,
    /// At most, at least, exactly.
    pub qualifier: Qualifier,
    /// What starts the clock.
    pub trigger: Trigger,
    /// Whether the text says what starts the clock; a trigger of [`Trigger::Other`] may be either.
    pub started: bool,
    /// What is kept, as printed or as the rule names it.
    pub object: Option<String>,
    /// Whether the term is said of the processor's own papers, such as proof of its compliance.
    pub own_papers: bool,
    /// Whether the term is said of all personal data at once.
    pub of_all: bool,
}

/// At most, at least, exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Qualifier {
    /// No longer than.
    Max,
    /// No shorter than.
    Min,
    /// Neither.
    Exact,
}

impl Qualifier {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Max => "max",
            Self::Min => "min",
            Self::Exact => "exact",
        }
    }
}

/// What starts a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// The agreement or service ends.
    EndOfAgreement,
    /// The data are collected or created.
    Collection,
    /// A back-up is made.
    Backup,
    /// Somebody asks.
    Request,
    /// Data are deleted (back-ups follow).
    Deletion,
    /// Anything else, or nothing said.
    Other,
}

impl Trigger {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::EndOfAgreement => "end-of-agreement",
            Self::Collection => "collection",
            Self::Backup => "backup",
            Self::Request => "request",
            Self::Deletion => "deletion",
            Self::Other => "other",
        }
    }

    /// The trigger with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::EndOfAgreement, Self::Collection, Self::Backup, Self::Request, Self::Deletion, Self::Other]
            .into_iter()
            .find(|trigger| trigger.name() == name)
    }
}

/// A place data are at.
#[derive(Clone, Debug)]
pub struct Location {
    /// ISO 3166 alpha-2, or `EEA`, `EU`, `third-country-unspecified`.
    pub country: String,
    /// Town or region as printed.
    pub place: Option<String>,
    /// What happens there.
    pub activity: Activity,
    /// Whose place it is: the processor's or a sub-processor's.
    pub subprocessor: bool,
    /// `eea`, `adequate`, `conditional`, `third`, `unknown`.
    pub zone: &'static str,
    /// The transfer ground named beside it, as in [`Mechanism::kind`].
    pub mechanism: Option<String>,
    /// A name that may mean less or more than the country ("Amerika").
    pub colloquial: bool,
    /// Where it stands.
    pub evidence: Evidence,
}

/// What happens at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    /// Data lie there.
    Storage,
    /// Data are handled there.
    Processing,
    /// Staff look at them from there.
    Support,
    /// They are sent there.
    Transfer,
}

impl Activity {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Storage => "storage",
            Self::Processing => "processing",
            Self::Support => "support",
            Self::Transfer => "transfer",
        }
    }

    /// The activity with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Storage, Self::Processing, Self::Support, Self::Transfer]
            .into_iter()
            .find(|activity| activity.name() == name)
    }
}

/// What the agreement says about sub-processors.
#[derive(Clone, Debug, Default)]
pub struct Subprocessors {
    /// Names here, none, a list elsewhere, nothing said.
    pub declared: Declared,
    /// General, specific, both, none.
    pub authorisation: Authorisation,
    /// How long the controller has to object.
    pub objection: Option<Term>,
    /// How long before a change it is told.
    pub notice: Option<Term>,
    /// Those named.
    pub items: Vec<Subprocessor>,
    /// Where declaration and authorisation stand.
    pub evidence: Vec<Evidence>,
    /// Where "none" is said, if it is.
    pub none: Option<Evidence>,
    /// Where a general authorisation is given, if it is.
    pub general: Option<Evidence>,
    /// Where an authorisation limited to named ones is given, if it is.
    pub specific: Option<Evidence>,
    /// Words that authorise those named and no others; a mere "not without consent" is met by a general authorisation.
    pub named: Option<Evidence>,
}

/// How sub-processors are declared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Declared {
    /// By name in the document.
    List,
    /// Expressly none.
    None,
    /// By pointing elsewhere.
    External,
    /// Not at all.
    #[default]
    Absent,
}

impl Declared {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::None => "none",
            Self::External => "external",
            Self::Absent => "absent",
        }
    }
}

/// Kind of authorisation (GDPR art. 28(2)).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Authorisation {
    /// Any, with notice of changes.
    General,
    /// Only those named or approved one by one.
    Specific,
    /// Both stand in the text.
    Mixed,
    /// None is given.
    #[default]
    None,
}

impl Authorisation {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Specific => "specific",
            Self::Mixed => "mixed",
            Self::None => "none",
        }
    }
}

/// A sub-processor named in the agreement.
#[derive(Clone, Debug)]
pub struct Subprocessor {
    /// As printed, without service and address.
    pub name: String,
    /// What it does.
    pub service: Option<String>,
    /// Its address as printed.
    pub address: Option<String>,
    /// Where it processes, ISO 3166 alpha-2 or a zone.
    pub country: Option<String>,
    /// Zone of `country`.
    pub zone: &'static str,
    /// Transfer ground named beside it.
    pub mechanism: Option<String>,
    /// Where it stands.
    pub evidence: Evidence,
}

/// How soon the controller hears of a breach.
#[derive(Clone, Debug, Default)]
pub struct BreachNotice {
    /// The longest term promised, if one is.
    pub term: Option<Term>,
    /// `without-undue-delay`, `immediate`, `prompt`, `none`.
    pub wording: Option<(&'static str, Evidence)>,
    /// The event that starts the clock, as printed.
    pub start: Option<String>,
    /// Whom to call, as printed.
    pub contact: Option<String>,
}

/// The controller's right to check.
#[derive(Clone, Debug, Default)]
pub struct Audit {
    /// Where the right is given.
    pub right: Option<Evidence>,
    /// How often at most.
    pub frequency: Option<Term>,
    /// How long before.
    pub notice: Option<Term>,
    /// `controller`, `processor`, `shared`: who pays unless defects are found.
    pub payer: Option<(&'static str, Evidence)>,
}

/// What happens with the data at the end.
#[derive(Clone, Debug, Default)]
pub struct EndOfTerm {
    /// `controller`, `processor`, `delete-only`, `return-only`, `unstated`; none when nothing is said.
    pub choice: Option<(&'static str, Evidence)>,
    /// By when.
    pub deadline: Option<Term>,
    /// That the end goes before retention terms that still run.
    pub prevails: Option<Evidence>,
    /// How long the processing lasts: as long as the agreement it serves.
    pub duration: Option<Evidence>,
}

/// The law the agreement is under.
#[derive(Clone, Debug)]
pub struct GoverningLaw {
    /// ISO 3166 alpha-2.
    pub country: String,
    /// Where it stands.
    pub evidence: Evidence,
}

/// A transfer ground relied on.
#[derive(Clone, Debug)]
pub struct Mechanism {
    /// `scc-2021-914`, `scc-2010-87`, `adequacy`, `dpf`, `privacy-shield`, `bcr`.
    pub kind: String,
    /// Where it stands.
    pub evidence: Evidence,
}

/// Annexes announced and there.
#[derive(Clone, Debug, Default)]
pub struct Annexes {
    /// Named in the text.
    pub referenced: Vec<String>,
    /// First place each of them is named at, sorted by number.
    pub references: Vec<(String, Evidence)>,
    /// There.
    pub present: Vec<String>,
}

impl Annexes {
    /// Whether an annex is there, by its number or as its parts: what is said of Annex 1 is said of 1A and 1B.
    pub fn is_present(&self, number: &str) -> bool {
        self.present.iter().any(|annex| {
            let part = annex.strip_prefix(number).filter(|_| number.ends_with(|c: char| c.is_ascii_digit()));
            annex == number
                || part.is_some_and(|part| part.len() == 1 && part.starts_with(|c: char| c.is_ascii_alphabetic()))
        })
    }
}

/// A blank left to be filled in.
#[derive(Clone, Debug)]
pub struct Placeholder {
    /// What it asks for, if the text says so.
    pub asks: Option<String>,
    /// Where it stands; the quote is the blank as printed with its label.
    pub evidence: Evidence,
}

/// Whether the agreement was signed.
#[derive(Clone, Debug, Default)]
pub struct Signature {
    /// What the text shows.
    pub state: SignatureState,
    /// ISO date of the latest signature, if one stands there.
    pub date: Option<String>,
    /// The signature block.
    pub evidence: Option<Evidence>,
    /// Blank lines in it.
    pub blanks: Vec<Evidence>,
}

/// State of the signature block. A text can show blanks; it cannot prove a signature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SignatureState {
    /// Neither side signed or dated it, whatever names are printed.
    Blank,
    /// One side did.
    Partly,
    /// Both sides did, or the file carries a signature.
    Signed,
    /// There is no block, or it cannot be read.
    #[default]
    Unknown,
}

impl SignatureState {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Partly => "partly",
            Self::Signed => "signed",
            Self::Unknown => "unknown",
        }
    }
}
