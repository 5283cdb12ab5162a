//! Closed words of the rule format that name things found out by code.
//!
//! In: nothing. Out: the lists. Not here: the code behind them (`compare`), which a test holds against these lists.

/// Facts a part may rest on and a bound may be set to.
pub const FACTS: [&str; 20] = [
    "parties.controller",
    "parties.processor",
    "retention",
    "locations",
    "subprocessors",
    "subprocessors.authorisation",
    "subprocessors.objection",
    "subprocessors.notice",
    "breach-notice",
    "breach-notice.term",
    "breach-notice.contact",
    "audit",
    "audit.frequency",
    "audit.notice",
    "audit.payer",
    "end-of-term",
    "end-of-term.deadline",
    "governing-law",
    "transfer-mechanisms",
    "signature",
];

/// When a requirement applies.
pub const APPLIES: [&str; 4] = ["general-authorisation", "transfers", "subprocessors-used", "annexes"];

/// Checks that compare facts with each other.
pub const CHECKS: [&str; 16] = [
    "third-country-without-ground",
    "third-country-with-ground",
    "none-against-storage",
    "retention-after-end",
    "retention-without-start",
    "retention-flat",
    "authorisation-both-ways",
    "controller-unnamed",
    "processor-unnamed",
    "not-signed",
    "blank",
    "annex-missing",
    "tail-after-end",
    "old-version",
    "redacted",
    "label-twice",
];
