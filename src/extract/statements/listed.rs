//! Plain lists of the contract: products, contacts, certifications, purposes, kinds of data and of people.
//!
//! In: a scanned document. Out: `listed`. Not here: what a list means for a model.

use super::said::{self, Context, Said};
use super::state::{self, Answer};
use crate::evidence::Evidence;
use crate::extract::{Facts, Listed};
use crate::text::fold_word;

/// A list by its name in the report, with the topics of the clauses searched for it.
const LISTS: [(&str, &[&str]); 8] = [
    ("products", &["general-information"]),
    ("purposes", &["purposes"]),
    ("data_categories", &["data-categories"]),
    ("data_subjects", &["data-categories"]),
    ("special_categories", &["data-categories"]),
    ("security_measures", &["security"]),
    ("certifications", &["security"]),
    ("contacts", &["contact", "breach"]),
];

/// An empty line or a request to fill in says that the place is there; only a value is an entry of the list.
pub(super) fn extract(context: Context<'_, '_, '_>, facts: &mut Facts) {
    let mut said = said::all(context, "listed");
    said.extend(said::all(context, "breach").into_iter().filter(|said| said.gives("list").is_some()));
    for (list, topics) in LISTS {
        let of = || said.iter().filter(|said| said.gives("list") == Some(list));
        let found = entries(context, of().filter(|said| said.role().is_none_or(|role| role == "contact")));
        let none = of().find(|said| said.role() == Some("none"));
        let blank = of().find(|said| said.role().is_none_or(|role| role == "contact"));
        let evidence = found.first().map(|entry| entry.evidence.clone());
        facts.listed.insert(list, found);
        match (evidence, none, blank) {
            (None, None, Some(blank)) => state::blank(facts, list, blank.evidence()),
            (None, Some(none), _) => state::record(context, facts, list, &[], topics, Answer::None(none.evidence())),
            (evidence, _, _) => state::record(context, facts, list, &[], topics, Answer::of(evidence)),
        }
    }
}

/// The values, each once, in text order.
fn entries<'a, 's: 'a>(context: Context<'_, '_, '_>, said: impl Iterator<Item = &'a Said<'s>>) -> Vec<Listed> {
    let mut found: Vec<Listed> = Vec::new();
    for said in said {
        let group = said.group(context, "text").or_else(|| said.group(context, "contact"));
        let Some(span) = group else { continue };
        let text = context.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
        let known = found.iter().any(|entry| fold_word(&entry.text) == fold_word(&text));
        if !known && !state::is_blank(&text) {
            found.push(Listed { text, evidence: Evidence::at(span) });
        }
    }
    found
}
