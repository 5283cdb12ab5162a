//! What is reported about an agreement.

use crate::evidence::{Evidence, Grounds, Search};

/// A sentence of the report in both its languages. Worded in the rule files, so that a lawyer can change it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// Dutch.
    pub nl: String,
    /// English.
    pub en: String,
}

/// How one requirement of a model is met. There is one for every requirement, met or not.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Id within the model (`R12`, `NL4-11.2`).
    pub requirement: String,
    /// Id of the model.
    pub model: String,
    /// Title of the requirement.
    pub title: Wording,
    /// The outcome.
    pub status: Status,
    /// Its parts, each with its own evidence.
    pub parts: Vec<PartVerdict>,
    /// Words that meet it, or where was looked.
    pub grounds: Grounds,
}

/// Outcome of one part of a requirement.
#[derive(Clone, Debug)]
pub struct PartVerdict {
    /// Id within the requirement.
    pub id: String,
    /// Whether it was found.
    pub met: bool,
    /// Where.
    pub evidence: Option<Evidence>,
}

/// Outcome of a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// All required parts are there.
    Satisfied,
    /// Some are, or it is weakened.
    Partial,
    /// None is, or the text says the opposite.
    Violated,
    /// Does not apply to this agreement.
    NotApplicable,
    /// Cannot be told from this text.
    Undetermined,
}

impl Status {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Satisfied => "satisfied",
            Self::Partial => "partial",
            Self::Violated => "violated",
            Self::NotApplicable => "not-applicable",
            Self::Undetermined => "undetermined",
        }
    }
}

/// Something a reader should know about the agreement.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Stable id: model or topic, a slash, the rule (`gdpr-art28/R12`, `state/not-concluded`).
    pub id: String,
    /// The model it is about, if one.
    pub model: Option<String>,
    /// What kind of remark.
    pub kind: FindingKind,
    /// How bad.
    pub severity: Severity,
    /// Who brought it in.
    pub origin: Origin,
    /// Articles of law or model it rests on, as they are cited.
    pub basis: Vec<String>,
    /// One sentence: what is the matter.
    pub message: Wording,
    /// What is asked.
    pub expected: Wording,
    /// What stands there.
    pub found: Wording,
    /// What to ask or do.
    pub remedy: Wording,
    /// What it rests on.
    pub grounds: Grounds,
    /// What it is about, by the ids of `rules/topics`, the nearest first; empty where nothing tells.
    pub topics: Vec<String>,
}

/// Kinds of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingKind {
    /// Asked and not there.
    Missing,
    /// A fixed parameter differs.
    Altered,
    /// There, with words that take it back.
    Weakened,
    /// There and not in the model, to the controller's cost.
    Added,
    /// A blank.
    Unfilled,
    /// Two places that do not go together.
    Contradiction,
    /// Longer, later or more than the limit.
    OverLimit,
    /// A reference that leads nowhere.
    Reference,
    /// About the state of the document.
    State,
    /// To be asked, as the text cannot tell.
    Question,
    /// Better for the controller than the model.
    Improved,
}

impl FindingKind {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Altered => "altered",
            Self::Weakened => "weakened",
            Self::Added => "added",
            Self::Unfilled => "unfilled",
            Self::Contradiction => "contradiction",
            Self::OverLimit => "over-limit",
            Self::Reference => "reference",
            Self::State => "state",
            Self::Question => "question",
            Self::Improved => "improved",
        }
    }
}

/// How bad. The order is from worst to least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Do not sign or use before solved.
    Blocking,
    /// A real risk, or a fixed parameter of the model changed.
    Major,
    /// Should be mended or asked.
    Minor,
    /// For the file.
    Info,
}

impl Severity {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Blocking => "blocking",
            Self::Major => "major",
            Self::Minor => "minor",
            Self::Info => "info",
        }
    }
}

/// Who brought a matter in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Whoever filled the agreement in.
    Filled,
    /// The reference model itself: never a deviation from it.
    Model,
    /// The document is not finished.
    State,
    /// Text was made unreadable.
    Redaction,
    /// Needs facts from outside.
    Outside,
}

impl Origin {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Filled => "filled",
            Self::Model => "model",
            Self::State => "state",
            Self::Redaction => "redaction",
            Self::Outside => "outside",
        }
    }
}

/// Which model an agreement follows, and how that is known.
#[derive(Clone, Debug, Default)]
pub struct Recognition {
    /// The Dutch sentences are worded as in Flanders: the agreement is on a model, under the law or between parties of it.
    pub flemish: bool,
    /// `nl-convenant`, `be-vl`, …, or `vendor`.
    pub family: String,
    /// Id of the model; none for a vendor's own paper.
    pub id: Option<String>,
    /// Edition.
    pub version: Option<String>,
    /// Ids of the models it was held against, the recognised one first.
    pub compared_with: Vec<String>,
    /// The words it was recognised by.
    pub evidence: Vec<Evidence>,
}

/// Something that was not assessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAssessed {
    /// What.
    pub what: Wording,
    /// Why not.
    pub why: Wording,
    /// Page it concerns.
    pub page: Option<u32>,
}

impl Finding {
    /// The search behind an absence.
    pub fn searched(&self) -> Option<&Search> {
        match &self.grounds {
            Grounds::Absent(search) => Some(search),
            Grounds::Quoted(_) => None,
        }
    }
}
