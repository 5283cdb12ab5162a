//! The tables and their columns: the data dictionary.
//!
//! In: nothing. Out: constants. Not here: how cells are filled (`rows`, in the same order).

use super::Kind::{Boolean, Date, Decimal, Duration, Id, Integer, List, Text, Word};
use super::Values::{Listed, Open, Schema, Tables};
use super::{Column, Kind, Table, Values};

const fn column(name: &'static str, kind: Kind, meaning: &'static str) -> Column {
    Column { name, kind, unit: "", meaning, values: Open }
}

const fn word(name: &'static str, values: Values, meaning: &'static str) -> Column {
    Column { name, kind: Word, unit: "", meaning, values }
}

const fn count(name: &'static str, unit: &'static str, meaning: &'static str) -> Column {
    Column { name, kind: Integer, unit, meaning, values: Open }
}

const fn days(name: &'static str, unit: &'static str, meaning: &'static str) -> Column {
    Column { name, kind: Decimal, unit, meaning, values: Open }
}

const CALENDAR: &str = "days, calendar";
const BUSINESS: &str = "days, business";
const UNITS: Values = Schema("Period", "unit");
const ZONES: Values = Schema("Location", "zone");
const STATES: Values = Schema("State", "state");
const SEVERITIES: Values = Schema("Finding", "severity");
const CALENDAR_DAYS: &str =
    "the duration as calendar days (year 365, month 30.4375, hour 1/24); empty when counted in business days";
const BUSINESS_DAYS: &str = "the duration as business days; empty when counted in calendar days, or not given in days";

/// Keys of every table.
pub(super) const KEYS: &[Column] = &[
    column(
        "document_id",
        Id,
        "the document: `d` and the first 16 digits of the SHA-256 of its bytes (`p` and a digest of its path when it could not be opened); the same bytes again in one run get `-2`, `-3`, …",
    ),
    column("row_id", Id, "the row: equal for the same thing in the same bytes under other rules; unique in the table"),
];

/// The first place a row rests on; all places stand in `evidence`.
pub(super) const QUOTED: &[Column] = &[
    column("quote", Text, "words of the agreement; empty when the row rests on an absence"),
    count("quote_start", "Unicode scalar values", "start of the quote in what `dpa text --raw` prints"),
    count("quote_end", "Unicode scalar values", "end of the quote, not included"),
    word("quote_layer", Schema("Evidence", "layer"), "part of the text the quote stands in"),
    count("quote_line", "lines", "line of the quote, from 1"),
    column("quote_clause", Text, "innermost clause around the quote; empty outside all clauses"),
    count("quote_page", "pages", "page of the quote, from 1; empty where the format has no pages"),
    count("quotes", "places", "number of places the row rests on"),
];

/// Where was looked when nothing was found.
pub(super) const SEARCHED: &[Column] = &[
    word(
        "searched",
        Listed(&["document", "clauses"]),
        "for an absence: whether the whole document or certain clauses were searched; empty when something is quoted",
    ),
    column("searched_clauses", List, "the clauses searched"),
    column("nearest", Text, "words that came nearest; empty when nothing did"),
    count("nearest_start", "Unicode scalar values", "start of these words"),
    count("nearest_end", "Unicode scalar values", "end of these words, not included"),
    word("nearest_layer", Schema("Evidence", "layer"), "part of the text these words stand in"),
    column("nearest_clause", Text, "innermost clause around these words"),
    count("nearest_page", "pages", "page of these words, from 1; empty where the format has no pages"),
];

/// Facts that have a state, as the report names them.
pub(super) const FACTS: &[&str] = &[
    "amendment",
    "annexes",
    "audit",
    "breach_notice",
    "certifications",
    "contacts",
    "data_categories",
    "data_subjects",
    "definitions",
    "end_of_term",
    "fees",
    "governing_law",
    "liability_cap",
    "locations",
    "parties",
    "placeholders",
    "precedence",
    "products",
    "purposes",
    "retention",
    "security_measures",
    "signature",
    "special_categories",
    "subprocessors",
    "term",
    "transfer_mechanisms",
    "versions",
];

/// Plain lists of the facts.
pub(super) const MENTIONS: &[&str] = &[
    "products",
    "purposes",
    "data_categories",
    "data_subjects",
    "special_categories",
    "security_measures",
    "certifications",
    "contacts",
    "versions",
];

/// What an agreement says about itself.
pub(super) const SETTLED: &[&str] = &["term", "precedence", "amendment", "fees"];

/// What a place is evidence of, besides the row itself.
pub(super) const FIELDS: &[&str] = &[
    "row",
    "nearest",
    "model",
    "subprocessors",
    "objection",
    "notice",
    "breach_notice",
    "audit",
    "audit_frequency",
    "audit_notice",
    "end_of_term",
    "end_deadline",
    "governing_law",
    "liability_cap",
    "signature",
];

const STATE: &str = "`found` a value, `none` expressly none, `blank` left empty, `redacted` made unreadable, `not-found`; empty when this version does not look for it";

const DOCUMENTS: &[Column] = &[
    count("position", "documents", "place in the input, from 1"),
    column("name", Text, "file name"),
    column("path", Text, "path as given or found, relative to the argument, with forward slashes"),
    word("format", Schema("Source", "format"), "told by content; empty when the file could not be opened"),
    column("digest", Text, "`sha256:` and the digest of the bytes; empty when the file could not be opened"),
    count("pages", "pages", "number of pages; empty where the format has none"),
    word("text_layer", Schema("Source", "text_layer"), "where the text came from; empty when none was read"),
    column("error", Text, "why the file could not be read; empty when it was read"),
    word(
        "language",
        Schema("Document", "language"),
        "language of most of the text; empty when not recognised or not read",
    ),
    word("wording", Schema("Document", "wording"), "language of the sentences of the report in these tables"),
    column(
        "model_family",
        Text,
        "family of the model the agreement follows, `vendor` for a paper of its own; empty when not read",
    ),
    column("model_id", Text, "id of that model; empty for a vendor's own paper"),
    column("model_version", Text, "edition of that model"),
    column("compared_with", List, "ids of the models it was held against"),
    column("tool_version", Text, "version of the program"),
    column("rules_digest", Text, "digest of the rules in force"),
    column("facts_as_of", Date, "latest date of the fact tables (countries, adequacy)"),
    count("parties", "parties", "rows of this document in `parties`; empty when not read"),
    count(
        "subprocessors",
        "sub-processors",
        "rows of this document in `subprocessors`; zero does not mean that there are none: see `facts`",
    ),
    count("placeholders", "blanks", "rows of this document in `placeholders`"),
    count("warnings", "remarks", "rows of this document in `warnings`"),
    count("not_assessed", "entries", "rows of this document in `not_assessed`"),
    count("findings_blocking", "findings", "findings of this severity; empty in `dpa extract`, which looks for none"),
    count("findings_major", "findings", "as above"),
    count("findings_minor", "findings", "as above"),
    count("findings_info", "findings", "as above"),
    count("requirements_satisfied", "requirements", "requirements with this outcome; empty in `dpa extract`"),
    count("requirements_partial", "requirements", "as above"),
    count("requirements_violated", "requirements", "as above"),
    count("requirements_not_applicable", "requirements", "as above"),
    count("requirements_undetermined", "requirements", "as above"),
];

const FACT: &[Column] = &[
    word(
        "subprocessors_declared",
        Schema("Subprocessors", "declared"),
        "names here, expressly none, a list elsewhere, nothing",
    ),
    word("subprocessors_authorisation", Schema("Subprocessors", "authorisation"), "GDPR art. 28(2)"),
    column(
        "objection_duration",
        Duration,
        "time the controller has to object to a new sub-processor; empty when none is stated",
    ),
    word("objection_unit", UNITS, "how its days are counted"),
    days("objection_calendar_days", CALENDAR, CALENDAR_DAYS),
    days("objection_business_days", BUSINESS, BUSINESS_DAYS),
    column(
        "notice_duration",
        Duration,
        "time before a change at which the controller is told; empty when none is stated",
    ),
    word("notice_unit", UNITS, "how its days are counted"),
    days("notice_calendar_days", CALENDAR, CALENDAR_DAYS),
    days("notice_business_days", BUSINESS, BUSINESS_DAYS),
    column(
        "breach_duration",
        Duration,
        "longest time in which the processor tells of a breach; empty when no term is promised",
    ),
    word("breach_unit", UNITS, "how its days are counted"),
    days("breach_calendar_days", CALENDAR, CALENDAR_DAYS),
    days("breach_business_days", BUSINESS, BUSINESS_DAYS),
    word("breach_wording", Schema("BreachNotice", "wording"), "the words without a number"),
    column("breach_start", Text, "event that starts the clock, as printed"),
    column("breach_contact", Text, "whom to call, as printed"),
    column("audit_right", Boolean, "whether the controller's right to check was found"),
    column("audit_frequency_duration", Duration, "once per so long at most; empty when none is stated"),
    word("audit_frequency_unit", UNITS, "how its days are counted"),
    days("audit_frequency_calendar_days", CALENDAR, CALENDAR_DAYS),
    days("audit_frequency_business_days", BUSINESS, BUSINESS_DAYS),
    column("audit_notice_duration", Duration, "so long before an audit it is announced; empty when none is stated"),
    word("audit_notice_unit", UNITS, "how its days are counted"),
    days("audit_notice_calendar_days", CALENDAR, CALENDAR_DAYS),
    days("audit_notice_business_days", BUSINESS, BUSINESS_DAYS),
    word("audit_payer", Schema("Audit", "payer"), "who pays unless defects are found; empty when not said"),
    word("end_choice", Schema("EndOfTerm", "choice"), "who chooses between deletion and return at the end"),
    column("end_deadline_duration", Duration, "by when; empty when none is stated"),
    word("end_deadline_unit", UNITS, "how its days are counted"),
    days("end_deadline_calendar_days", CALENDAR, CALENDAR_DAYS),
    days("end_deadline_business_days", BUSINESS, BUSINESS_DAYS),
    column("governing_law_country", Text, "ISO 3166 alpha-2; empty when none is named"),
    column("liability_cap", Boolean, "whether a cap on liability was found"),
    word("signature_state", Schema("Signature", "state"), "whether it was signed, as far as the file shows"),
    column("signature_date", Date, "latest date in the signature block; empty when there is none"),
    word("state_amendment", STATES, STATE),
    word("state_annexes", STATES, STATE),
    word("state_audit", STATES, STATE),
    word("state_breach_notice", STATES, STATE),
    word("state_certifications", STATES, STATE),
    word("state_contacts", STATES, STATE),
    word("state_data_categories", STATES, STATE),
    word("state_data_subjects", STATES, STATE),
    word("state_definitions", STATES, STATE),
    word("state_end_of_term", STATES, STATE),
    word("state_fees", STATES, STATE),
    word("state_governing_law", STATES, STATE),
    word("state_liability_cap", STATES, STATE),
    word("state_locations", STATES, STATE),
    word("state_parties", STATES, STATE),
    word("state_placeholders", STATES, STATE),
    word("state_precedence", STATES, STATE),
    word("state_products", STATES, STATE),
    word("state_purposes", STATES, STATE),
    word("state_retention", STATES, STATE),
    word("state_security_measures", STATES, STATE),
    word("state_signature", STATES, STATE),
    word("state_special_categories", STATES, STATE),
    word("state_subprocessors", STATES, STATE),
    word("state_term", STATES, STATE),
    word("state_transfer_mechanisms", STATES, STATE),
    word("state_versions", STATES, STATE),
];

/// A table whose rows carry their first place.
const fn quoted(name: &'static str, row: &'static str, own: &'static [Column]) -> Table {
    Table { name, row, own, quoted: true, searched: false }
}

/// A table whose rows rest on no words.
const fn plain(name: &'static str, row: &'static str, own: &'static [Column]) -> Table {
    Table { name, row, own, quoted: false, searched: false }
}

/// A table whose rows carry their first place, or where was looked.
const fn searched(name: &'static str, row: &'static str, own: &'static [Column]) -> Table {
    Table { name, row, own, quoted: true, searched: true }
}

const COUNTRY: &str = "ISO 3166 alpha-2, `EEA`, `EU` or `third-country-unspecified`; empty when none is named";
const MECHANISM: &str = "transfer ground named beside it; empty when none is";

/// Every table.
pub(super) const TABLES: &[Table] = &[
    plain("documents", "a file that was given", DOCUMENTS),
    plain("facts", "a document that was read, with what it says once", FACT),
    searched(
        "states",
        "a fact of a document, with one of the five answers",
        &[word("fact", Listed(FACTS), "which fact"), word("state", STATES, STATE)],
    ),
    quoted(
        "parties",
        "a controller or processor named in a document",
        &[
            word("role", Schema("Party", "role"), "its side"),
            column("name", Text, "as printed; empty when blank or generic"),
            column("placeholder", Boolean, "whether the name is a blank or a generic word"),
            column("legal_form", Text, "as printed; empty when none was found"),
            column("address", Text, "as printed; empty when none was found"),
            column("country", Text, "ISO 3166 alpha-2; empty when not told"),
            column("representative", Text, "who signs for it, as printed; empty when none was found"),
        ],
    ),
    plain(
        "registrations",
        "a registration number of a party",
        &[
            column("party_row_id", Id, "the party, in `parties`"),
            word("role", Schema("Party", "role"), "side of that party"),
            column("scheme", Text, "`kvk`, `kbo`, `vat`, …"),
            column("value", Text, "as printed"),
            column("valid", Boolean, "whether its check digits are right; empty when the scheme has none"),
        ],
    ),
    quoted(
        "retention",
        "a statement of how long something is kept, or when it must be gone",
        &[
            column("duration", Duration, "how long"),
            word("unit", UNITS, "how its days are counted"),
            days("calendar_days", CALENDAR, CALENDAR_DAYS),
            days("business_days", BUSINESS, BUSINESS_DAYS),
            word("qualifier", Schema("Retention", "qualifier"), "at most, at least, exactly"),
            word("trigger", Schema("Retention", "trigger"), "what starts the clock"),
            column("object", Text, "what is kept; empty when not said"),
        ],
    ),
    quoted(
        "locations",
        "a place data are at, by one statement",
        &[
            column("country", Text, COUNTRY),
            column("place", Text, "town or region as printed; empty when none is named"),
            word("activity", Schema("Location", "activity"), "what happens there"),
            word("subject", Schema("Location", "subject"), "whose place it is"),
            word("zone", ZONES, "under which rules of GDPR chapter V it falls, on the date of the fact tables"),
            column("mechanism", Text, MECHANISM),
        ],
    ),
    quoted(
        "subprocessors",
        "a sub-processor named in a document",
        &[
            column("name", Text, "as printed"),
            column("service", Text, "what it does; empty when not said"),
            column("address", Text, "as printed; empty when none was found"),
            column("country", Text, COUNTRY),
            word("zone", ZONES, "zone of `country`"),
            column("mechanism", Text, MECHANISM),
        ],
    ),
    quoted(
        "transfer_mechanisms",
        "a ground for transfers a document relies on",
        &[column("kind", Text, "`scc-2021-914`, `adequacy`, `dpf`, …")],
    ),
    plain(
        "annexes",
        "an annex that is named or there",
        &[
            column("number", Text, "as printed, without the word for it"),
            column("referenced", Boolean, "whether the text names it"),
            column("present", Boolean, "whether it stands in the file"),
        ],
    ),
    quoted(
        "placeholders",
        "a blank left to be filled in",
        &[column("text", Text, "the blank as printed, with its label")],
    ),
    quoted(
        "mentions",
        "an entry of a plain list: a product, a purpose, a category, …",
        &[word("kind", Listed(MENTIONS), "which list"), column("text", Text, "as printed")],
    ),
    quoted(
        "definitions",
        "a word the document defines for one of its sides",
        &[column("term", Text, "the word"), column("role", Text, "the side it stands for")],
    ),
    quoted(
        "settled",
        "a statement of what the agreement says about itself: its term, precedence, amendment or fees; statements that contradict each other are rows of their own",
        &[
            word("matter", Listed(SETTLED), "what it is about"),
            column("value", Text, "in a word: `main-agreement`, `this-agreement`, `in-writing`, `controller`, …"),
            column("duration", Duration, "the period named; empty when none is"),
        ],
    ),
    quoted(
        "references",
        "a cross-reference",
        &[
            column("text", Text, "as printed"),
            column("target", Text, "clause it means; empty when it cannot be told"),
            word("state", Schema("Reference", "state"), "whether it leads there"),
        ],
    ),
    plain(
        "clauses",
        "a clause of the tree, in text order",
        &[
            column("parent_row_id", Id, "the clause it stands in; empty at the top"),
            word("kind", Schema("Node", "kind"), "what kind of unit"),
            count("level", "levels", "1 main articles and annexes, 2 headed sections and sub-clauses, deeper below"),
            column("label", Text, "as printed; empty when it has none"),
            column("number", Text, "the label without words and punctuation"),
            column("heading", Text, "as printed, without label; empty when it has none"),
            count("start", "Unicode scalar values", "start of the clause, its children included"),
            count("end", "Unicode scalar values", "end of the clause, not included"),
            count("page", "pages", "page it starts on, from 1; empty where the format has no pages"),
        ],
    ),
    searched(
        "findings",
        "something a reader should know about a document, worst first",
        &[
            column("id", Text, "model or topic, a slash, the rule: `dpa rules explain` tells more"),
            column(
                "fingerprint",
                Text,
                "equal for the same matter in the same place across versions and formats of an agreement",
            ),
            column("model", Text, "id of the model it is about; empty when it is about none"),
            column("clause", Text, "clause a reader is sent to; empty for the whole document"),
            word("kind", Schema("Finding", "kind"), "what kind of remark"),
            word("severity", SEVERITIES, "how bad"),
            word("origin", Schema("Finding", "origin"), "who brought it in"),
            column("basis", List, "articles of law or model"),
            column("message", Text, "what is the matter"),
            column("expected", Text, "what is asked; empty when nothing is"),
            column("found", Text, "what stands there; empty when the message says it"),
            column("remedy", Text, "what to ask or do; empty when nothing is"),
        ],
    ),
    searched(
        "requirements",
        "a requirement of a model a document was held against, met or not",
        &[
            column("model", Text, "id of the model"),
            column("id", Text, "id within the model"),
            column("title", Text, "what is asked"),
            word("status", Schema("Requirement", "status"), "outcome"),
            count("parts", "parts", "number of its parts"),
            count("parts_met", "parts", "number of those found"),
        ],
    ),
    quoted(
        "requirement_parts",
        "a part of a requirement",
        &[
            column("requirement_row_id", Id, "the requirement, in `requirements`"),
            column("model", Text, "id of the model"),
            column("requirement", Text, "id of the requirement"),
            column("id", Text, "id within the requirement"),
            column("met", Boolean, "whether it was found"),
        ],
    ),
    plain(
        "warnings",
        "a remark about the reading of a document",
        &[
            column("kind", Text, "closed word of the reader"),
            count("page", "pages", "page it is about, from 1; empty for the whole document"),
            column("message", Text, "what it means for the result"),
        ],
    ),
    plain(
        "not_assessed",
        "something that was not assessed",
        &[
            column("what", Text, "what"),
            column("why", Text, "why not"),
            count("page", "pages", "page it is about, from 1; empty for the whole document"),
        ],
    ),
    plain("errors", "a file that could not be read", &[column("message", Text, "why")]),
    quoted(
        "evidence",
        "a place in a document that a row of another table rests on",
        &[
            word("of_table", Tables, "the table of that row"),
            column("of_row_id", Id, "that row"),
            word(
                "of_field",
                Listed(FIELDS),
                "what of it the place is about: the `row`, what came `nearest` to an absence, or a column group of `facts`",
            ),
            count("place", "places", "turn among the places of the same thing, from 1"),
        ],
    ),
];
