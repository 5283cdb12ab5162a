//! Annexes the text refers to, and annexes that are there.
//!
//! In: matches of `facts/annexes`, annexes of the clause tree. Out: [`Annexes`]. Not here: whether one is missing
//! (`compare`).

use std::collections::BTreeMap;

use super::{Paper, rule};
use crate::clause::ClauseKind;
use crate::evidence::Evidence;
use crate::extract::Annexes;
use crate::text::{Span, fold_word};

/// A list longer than this is a range somebody mistyped.
const MOST_IN_A_RANGE: u32 = 20;

/// Referenced and present annexes, each once and sorted by number.
pub(super) fn find(paper: &Paper<'_>) -> Annexes {
    let present = present(paper);
    let mut first: BTreeMap<(u32, String), Span> = BTreeMap::new();
    for (number, span) in references(paper) {
        let number = present.iter().find(|it| alike(it, &number)).cloned().unwrap_or(number);
        first.entry(key(&number)).or_insert(span);
    }
    let references: Vec<(String, Evidence)> =
        first.into_iter().map(|((_, number), span)| (number, Evidence::at(span))).collect();
    Annexes { referenced: references.iter().map(|(number, _)| number.clone()).collect(), references, present }
}

fn present(paper: &Paper<'_>) -> Vec<String> {
    let nodes = paper.clauses().nodes.iter();
    let mut numbers: Vec<_> = nodes
        .filter(|node| node.kind == ClauseKind::Annex && !node.number.is_empty())
        .map(|node| key(&node.number))
        .collect();
    numbers.sort();
    numbers.dedup();
    numbers.into_iter().map(|(_, number)| number).collect()
}

/// "Annex II" is Annex 2 where the annexes bear Arabic numbers.
fn alike(a: &str, b: &str) -> bool {
    let parts = |number: &str| {
        let (value, _) = key(number);
        let first = number.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(number.len());
        let letters = number[..first].trim_start_matches(|c: char| c.is_ascii_digit());
        let suffix = if letters.len() < first { letters.to_owned() } else { String::new() };
        (value, (suffix + &number[first..]).to_lowercase().replace(['(', ')', '.'], ""))
    };
    a.eq_ignore_ascii_case(b) || parts(a).0 != u32::MAX && parts(a) == parts(b)
}

/// Numbers sort as numbers, whether Arabic or Roman; what is neither comes last.
fn key(number: &str) -> (u32, String) {
    let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
    let letters: String = number.chars().take_while(char::is_ascii_alphabetic).collect();
    let value = digits.parse().ok().or_else(|| roman(&letters)).unwrap_or(u32::MAX);
    (value, number.to_owned())
}

fn roman(letters: &str) -> Option<u32> {
    let values: Option<Vec<u32>> = letters
        .chars()
        .map(|c| match c.to_ascii_lowercase() {
            'i' => Some(1),
            'v' => Some(5),
            'x' => Some(10),
            _ => None,
        })
        .collect();
    let values = values.filter(|values| !values.is_empty())?;
    let signed = values.iter().enumerate().map(|(at, &value)| {
        let value = i64::from(value);
        if values.get(at + 1).is_some_and(|&next| i64::from(next) > value) { -value } else { value }
    });
    u32::try_from(signed.sum::<i64>()).ok()
}

/// Numbers of annexes in the text with their places, in text order: those of other texts, headings and examples left out.
fn references(paper: &Paper<'_>) -> Vec<(String, Span)> {
    let spans = |word: &str| -> Vec<Span> {
        rule::found(paper.scan, "annexes", "is", word).iter().map(rule::Found::span).collect()
    };
    let mut apart = spans("foreign");
    apart.extend(spans("example"));
    let nodes = paper.clauses().nodes.iter().filter(|node| node.kind == ClauseKind::Annex);
    apart.extend(nodes.filter_map(|node| node.label));
    let mut found = Vec::new();
    for hit in rule::found(paper.scan, "annexes", "is", "reference") {
        let span = hit.span();
        let Some(list) = hit.value("list").filter(|_| !apart.iter().any(|it| it.overlaps(span))) else { continue };
        found.extend(numbers(paper.slice(list)).into_iter().map(|number| (number, span)));
    }
    found
}

/// "1, 2 en 3", "1 t/m 3", "II", "I(B)". A letter or Roman numeral counts in capitals only.
fn numbers(list: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut range = false;
    for word in list.split(|c: char| c.is_whitespace() || matches!(c, ',' | '/' | '&')).filter(|word| !word.is_empty())
    {
        let plain = word.trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
        let numeric = plain.starts_with(|c: char| c.is_ascii_digit());
        let capital = plain.chars().all(|c| c.is_ascii_uppercase() || matches!(c, '(' | ')'));
        if !(numeric || capital) || plain.is_empty() {
            range |= matches!(fold_word(word).as_str(), "t/m" | "tot" | "to" | "t" | "bis");
            continue;
        }
        if range {
            found.extend(between(found.last(), plain));
            range = false;
        }
        found.push(plain.to_owned());
    }
    found
}

fn between(first: Option<&String>, last: &str) -> Vec<String> {
    let (Some(first), Ok(last)) = (first.and_then(|first| first.parse::<u32>().ok()), last.parse::<u32>()) else {
        return Vec::new();
    };
    if last > first && last - first <= MOST_IN_A_RANGE {
        (first + 1..last).map(|number| number.to_string()).collect()
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_ranges_of_annexes() {
        let check = |list: &str, expect: &[&str]| assert_eq!(numbers(list), expect, "{list}");
        check("2 en 3", &["2", "3"]);
        check("1 t/m 4", &["1", "2", "3", "4"]);
        check("II", &["II"]);
        check("I(B)", &["I(B)"]);
        check("i", &[]);
        check("a", &[]);
        check("1A", &["1A"]);
    }

    #[test]
    fn roman_and_arabic_numbers_mean_one_annex() {
        assert!(alike("2", "II"));
        assert!(alike("I(B)", "1B"));
        assert!(!alike("1", "1A"));
        assert!(!alike("B", "C"));
    }

    #[test]
    fn numbers_sort_as_numbers() {
        let mut all = ["10", "II", "1", "B", "IV"].map(key);
        all.sort();
        assert_eq!(all.map(|(_, number)| number), ["1", "II", "IV", "10", "B"]);
    }
}
