//! How the report words its Dutch where an agreement comes from Flanders.
//!
//! In: the files of `rules/wording/`. Out: sentences of rules with their terms replaced. Not here: which agreement comes
//! from where (`compare`), and quotations: those are put into a sentence after this.

use super::error::{RuleError, RuleErrorKind};
use super::schema::{Worded, WordingFile};
use super::source::Source;

/// The terms of a region, and whose agreements they are for.
#[derive(Clone, Debug, Default)]
pub struct Dialect {
    /// Ids of models used there.
    pub models: Vec<String>,
    /// ISO 3166 alpha-2 of the country whose law or parties tell.
    pub countries: Vec<String>,
    /// The files with their ids, for their titles and examples.
    pub files: Vec<(String, WordingFile)>,
    /// Longest first. There are some dozens: trying them one by one at every word costs less than an automaton.
    terms: Vec<(String, String)>,
}

impl Dialect {
    pub(super) fn add(&mut self, source: &Source, file: WordingFile) -> Result<(), RuleError> {
        if let Some(empty) = file.term.iter().find(|term| term.nl.get_ref().trim().is_empty()) {
            return Err(RuleError::new(source, empty.nl.span(), RuleErrorKind::Lacks { what: "a term" }));
        }
        self.models.extend(file.models.iter().cloned());
        self.countries.extend(file.countries.iter().cloned());
        self.terms.extend(file.term.iter().map(|term| (term.nl.get_ref().clone(), term.be.clone())));
        self.files.push((source.id.clone(), file));
        Ok(())
    }

    /// To be called once all files are in.
    pub(super) fn finish(&mut self) {
        self.terms.sort_by_key(|(nl, _)| std::cmp::Reverse(nl.len()));
    }

    /// The sentence in the terms of the region: as its rule words it, else with its terms replaced.
    pub fn of(&self, words: &Worded) -> String {
        words.be.clone().unwrap_or_else(|| self.reworded(&words.nl))
    }

    /// A sentence with its terms replaced. Only whole words are terms; a capital at the start stays one.
    pub fn reworded(&self, sentence: &str) -> String {
        let mut text = String::with_capacity(sentence.len() + 16);
        let mut rest = sentence;
        let mut inside_word = false;
        while let Some(letter) = rest.chars().next() {
            if let Some((nl, be)) = self.term_at(rest).filter(|_| !inside_word) {
                text.push_str(&capital_of(rest, be));
                rest = &rest[nl.len()..];
                inside_word = true;
                continue;
            }
            text.push(letter);
            rest = &rest[letter.len_utf8()..];
            inside_word = letter.is_alphanumeric();
        }
        text
    }

    /// The longest term that is a whole word at the start of `text`.
    fn term_at(&self, text: &str) -> Option<&(String, String)> {
        self.terms.iter().find(|(nl, _)| {
            let head = text.get(..nl.len()).is_some_and(|head| head.eq_ignore_ascii_case(nl));
            head && !text[nl.len()..].starts_with(char::is_alphanumeric)
        })
    }
}

/// `term` with a capital where `printed` has one.
fn capital_of(printed: &str, term: &str) -> String {
    let mut letters = term.chars();
    match letters.next() {
        Some(first) if printed.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        _ => term.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::Rules;
    use crate::rules::schema::Worded;

    #[test]
    fn a_rule_s_own_words_go_before_terms() {
        let dialect = Rules::built_in().dialect;
        let words =
            |be: Option<&str>| Worded { nl: "een datalek".into(), en: "a breach".into(), be: be.map(str::to_owned) };
        assert_eq!(dialect.of(&words(None)), "een inbreuk");
        assert_eq!(dialect.of(&words(Some("een incident"))), "een incident");
    }

    #[test]
    fn what_is_reworded_once_stays_so() {
        let dialect = Rules::built_in().dialect;
        for term in dialect.files.iter().flat_map(|(_, file)| &file.term) {
            assert_eq!(dialect.reworded(&term.be), term.be);
        }
    }

    #[test]
    fn a_longer_term_that_is_no_whole_word_does_not_hide_a_shorter_one() {
        let terms = vec![("de ap".into(), "de gba".into()), ("de".into(), "den".into())];
        let mut dialect = super::Dialect { terms, ..super::Dialect::default() };
        dialect.finish();
        assert_eq!(dialect.reworded("De appel en de AP."), "Den appel en de gba.");
    }
}
