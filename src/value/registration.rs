//! Registration numbers of organisations: found by their cue and shape, checked by their check digits.
//!
//! In: a text and its folded view. Out: [`Registration`]s. Not here: whose number it is.

use std::ops::Range;

use super::Tables;
use super::phrase::{Phrases, word_starts};
use super::schema::Scheme;
use crate::text::{Folded, Span};

/// Numbers in a list behind one cue: "BRIN-nummers: 12AB, 34CD".
const MOST_IN_A_LIST: usize = 60;

/// A registration number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// The scheme as the report names it: `kvk`, `kbo`, `vat`, `other`.
    pub scheme: String,
    /// The scheme's own id in the table: `companies-house`, `vat-de`.
    pub id: String,
    /// As printed.
    pub printed: String,
    /// Letters and digits only, upper-case.
    pub value: String,
    /// Whether the check digits hold; nothing where the scheme has none.
    pub valid: Option<bool>,
    /// Where it stands in the text.
    pub span: Span,
}

/// Cues and shapes, ready to be looked up.
#[derive(Debug)]
pub(super) struct Schemes {
    /// Scheme numbers of each cue; empty for words that announce another kind of number.
    cues: Phrases<Vec<usize>>,
}

/// Every registration number in `text`, by position.
pub fn find(tables: &Tables, text: &str, folded: &Folded) -> Vec<Registration> {
    let schemes = tables.built.schemes.get_or_init(|| build(tables));
    let view = folded.as_str();
    let mut found = Vec::new();
    cued(tables, schemes, view, &mut found);
    strong(tables, view, &mut found);
    found.sort_by_key(|(range, scheme): &(Range<usize>, usize)| (range.start, *scheme));
    found.dedup_by(|next, kept| next.0.start < kept.0.end);
    let schemes = &tables.registrations.scheme;
    found.into_iter().map(|(range, at)| registration(&schemes[at], text, folded, range)).collect()
}

fn build(tables: &Tables) -> Schemes {
    let mut cues: Vec<(String, Vec<usize>)> = Vec::new();
    let mut add = |cue: &str, scheme: Option<usize>| {
        let cue = crate::text::fold_word(cue);
        let at = cues.iter().position(|(known, _)| *known == cue).unwrap_or_else(|| {
            cues.push((cue, Vec::new()));
            cues.len() - 1
        });
        cues[at].1.extend(scheme);
    };
    for (at, scheme) in tables.registrations.scheme.iter().enumerate() {
        scheme.cues.iter().for_each(|cue| add(cue, Some(at)));
    }
    tables.registrations.not_these.iter().for_each(|word| add(word, None));
    Schemes { cues: Phrases::new(cues) }
}

/// Numbers behind a cue, as far as the next cue of another kind reaches.
fn cued(tables: &Tables, schemes: &Schemes, view: &str, found: &mut Vec<(Range<usize>, usize)>) {
    let cues: Vec<_> = schemes.cues.find(view).collect();
    for (at, (cue, own)) in cues.iter().enumerate() {
        let next = cues[at + 1..].iter().find(|(_, other)| !other.iter().any(|scheme| own.contains(scheme)));
        let end = next.map_or(view.len(), |(range, _)| range.start).min(cue.end + tables.registrations.reach);
        let before = found.len();
        behind_cue(tables, view, cue.end..end, own, found);
        if found.len() == before {
            ahead_of_cue(tables, view, cue.start, own, found);
        }
    }
}

fn behind_cue(tables: &Tables, view: &str, reach: Range<usize>, own: &[usize], found: &mut Vec<(Range<usize>, usize)>) {
    let Some((mut last, scheme)) = first_in(tables, view, reach, own) else { return };
    let shapes = &tables.registrations.scheme[scheme];
    found.push((last.clone(), scheme));
    for _ in 0..MOST_IN_A_LIST {
        let Some(next) = next_in_list(view, last.end) else { break };
        let Some(len) = shape_at(shapes, view, next) else { break };
        last = next..next + len;
        found.push((last.clone(), scheme));
    }
}

/// The first number in `reach` that has the shape of one of the cue's schemes.
fn first_in(tables: &Tables, view: &str, reach: Range<usize>, own: &[usize]) -> Option<(Range<usize>, usize)> {
    let window = view.get(..reach.end.min(view.len()))?;
    word_starts(window).skip_while(|&at| at < reach.start).find_map(|at| {
        let fits = |&scheme: &usize| Some((shape_at(&tables.registrations.scheme[scheme], view, at)?, scheme));
        let mut candidates: Vec<_> = own.iter().filter_map(fits).collect();
        candidates.sort_by_key(|&(len, scheme)| {
            let digits = &view[at..at + len];
            (valid(&tables.registrations.scheme[scheme], &plain(digits)) == Some(false), std::cmp::Reverse(len), scheme)
        });
        candidates.first().map(|&(len, scheme)| (at..at + len, scheme))
    })
}

/// "64752577 (KvK)": a number directly before its cue.
fn ahead_of_cue(tables: &Tables, view: &str, cue: usize, own: &[usize], found: &mut Vec<(Range<usize>, usize)>) {
    let head = view[..cue].trim_end_matches(['(', ' ', '[']);
    if head.len() == cue || !view[head.len()..cue].contains('(') {
        return;
    }
    let from = head.len().saturating_sub(24);
    for at in word_starts(head).filter(|&at| at >= from) {
        for &scheme in own {
            if shape_at(&tables.registrations.scheme[scheme], head, at) == Some(head.len() - at) {
                found.push((at..head.len(), scheme));
                return;
            }
        }
    }
}

fn next_in_list(view: &str, end: usize) -> Option<usize> {
    let rest = &view[end..];
    let joint = [", ", " / ", "/", "; ", " en ", " and ", ","].into_iter().find(|joint| rest.starts_with(joint))?;
    Some(end + joint.len())
}

/// Numbers whose shape is enough, when their check digits hold.
fn strong(tables: &Tables, view: &str, found: &mut Vec<(Range<usize>, usize)>) {
    let schemes = tables.registrations.scheme.iter().enumerate().filter(|(_, scheme)| !scheme.needs_cue);
    let schemes: Vec<_> = schemes.collect();
    for at in word_starts(view) {
        for &(index, scheme) in &schemes {
            let len = match &scheme.plain_shape {
                Some(shape) => match_shape(shape, view, at, false),
                None => shape_at(scheme, view, at),
            };
            let Some(len) = len else { continue };
            let range = at..at + len;
            let taken = found.iter().any(|(other, _)| other.start < range.end && range.start < other.end);
            if !taken && valid(scheme, &plain(&view[range.clone()])) != Some(false) {
                found.push((range, index));
                break;
            }
        }
    }
}

/// The length of the number at byte `at` that has one of the scheme's shapes and is not cut out of a longer one.
fn shape_at(scheme: &Scheme, view: &str, at: usize) -> Option<usize> {
    let len = scheme.shapes.iter().find_map(|shape| match_shape(shape, view, at, scheme.spaced))?;
    let first = plain(&view[at..at + len]).bytes().find(u8::is_ascii_digit)?;
    let fits = scheme.first_digits.as_ref().is_none_or(|digits| digits.as_bytes().contains(&first));
    fits.then_some(len)
}

fn match_shape(shape: &str, view: &str, at: usize, spaced: bool) -> Option<usize> {
    let bytes = view.as_bytes();
    let digit_before = at >= 2 && matches!(bytes[at - 1], b'.' | b'-' | b'/' | b'+') && bytes[at - 2].is_ascii_digit();
    if digit_before || (at >= 1 && bytes[at - 1] == b'+') {
        return None;
    }
    let mut here = at;
    for (index, want) in shape.bytes().enumerate() {
        if index > 0 && spaced && matches!(bytes.get(here), Some(b' ' | b'.' | b'-' | b'/')) {
            here += 1;
        }
        let byte = *bytes.get(here)?;
        let fits = match want {
            b'0' => byte.is_ascii_digit(),
            b'A' => byte.is_ascii_lowercase(),
            b'X' => byte.is_ascii_alphanumeric(),
            literal => byte == literal.to_ascii_lowercase(),
        };
        if !fits {
            return None;
        }
        here += 1;
    }
    let runs_on = match (bytes.get(here), bytes.get(here + 1)) {
        (Some(next), _) if next.is_ascii_alphanumeric() => true,
        (Some(b'.' | b'-' | b'/'), Some(next)) => next.is_ascii_digit(),
        (Some(b' '), Some(next)) => spaced && next.is_ascii_digit(),
        _ => false,
    };
    (!runs_on).then_some(here - at)
}

fn registration(scheme: &Scheme, text: &str, folded: &Folded, range: Range<usize>) -> Registration {
    let value = plain(&folded.as_str()[range.clone()]).to_ascii_uppercase();
    let span = folded.span_of(range);
    Registration {
        scheme: scheme.report.clone(),
        id: scheme.id.clone(),
        printed: span.of(text).to_owned(),
        valid: valid(scheme, &value),
        value,
        span,
    }
}

fn plain(printed: &str) -> String {
    printed.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// Whether the check digits of a number hold.
fn valid(scheme: &Scheme, value: &str) -> Option<bool> {
    let digits: Vec<u32> = value.chars().filter_map(|c| c.to_digit(10)).collect();
    match scheme.check.as_str() {
        "eleven" => Some(eleven(&digits)),
        "mod97-be" => Some(belgian(&digits)),
        "vat-nl" => Some(dutch_vat(value, &digits)),
        "luhn" => Some(luhn(&digits)),
        "mod11-10" => Some(german_vat(&digits)),
        "mod11-dk" => Some(danish(&digits)),
        "vat-fr" => Some(french_vat(value)),
        _ => None,
    }
}

/// RSIN: the weighted sum over 9, 8, … 2, −1 is a multiple of 11.
fn eleven(digits: &[u32]) -> bool {
    let [head @ .., last] = digits else { return false };
    let sum: i64 = head.iter().zip((2..=9).rev()).map(|(&digit, weight)| i64::from(digit) * weight).sum();
    digits.len() == 9 && sum > 0 && (sum - i64::from(*last)) % 11 == 0
}

/// KBO: the last two digits are 97 minus the first eight modulo 97; a number of nine lacks its leading zero.
fn belgian(digits: &[u32]) -> bool {
    let padded: Vec<u32> =
        if digits.len() == 9 { std::iter::once(0).chain(digits.iter().copied()).collect() } else { digits.to_vec() };
    padded.len() == 10 && number(&padded[8..]) == 97 - number(&padded[..8]) % 97
}

/// Companies: the nine digits pass the RSIN test; sole traders since 2020: ISO 7064 mod 97-10 over the whole number.
fn dutch_vat(value: &str, digits: &[u32]) -> bool {
    let company = digits.get(..9).is_some_and(eleven);
    let rest = value.chars().fold(0u64, |rest, c| {
        let part = u64::from(c.to_digit(36).unwrap_or(0));
        (rest * if part > 9 { 100 } else { 10 } + part) % 97
    });
    company || rest == 1
}

fn luhn(digits: &[u32]) -> bool {
    let doubled = |(at, &digit): (usize, &u32)| match (at % 2, digit * 2) {
        (0, _) => digit,
        (_, twice) if twice > 9 => twice - 9,
        (_, twice) => twice,
    };
    digits.iter().rev().enumerate().map(doubled).sum::<u32>() % 10 == 0
}

/// ISO 7064 mod 11, 10.
fn german_vat(digits: &[u32]) -> bool {
    let product = digits.iter().take(8).fold(10, |product, digit| {
        let sum = (digit + product) % 10;
        (if sum == 0 { 10 } else { sum } * 2) % 11
    });
    digits.len() == 9 && digits[8] == (11 - product) % 10
}

fn danish(digits: &[u32]) -> bool {
    let weights = [2, 7, 6, 5, 4, 3, 2, 1];
    digits.len() == 8 && digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum::<u32>() % 11 == 0
}

/// The key of a French number in digits is (12 + 3 · (SIREN mod 97)) mod 97; a key with letters is left unchecked.
fn french_vat(value: &str) -> bool {
    let tail: Vec<u32> = value.chars().skip(4).filter_map(|c| c.to_digit(10)).collect();
    let key: Option<u64> = value.get(2..4).and_then(|key| key.parse().ok());
    luhn(&tail) && key.is_none_or(|key| key == (12 + 3 * (number(&tail) % 97)) % 97)
}

fn number(digits: &[u32]) -> u64 {
    digits.iter().fold(0, |number, &digit| number * 10 + u64::from(digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let folded = Folded::new(text);
        let found = find(Tables::embedded(), text, &folded);
        let shown: Vec<_> = found
            .iter()
            .map(|found| {
                let valid = found.valid.map_or("", |valid| if valid { " ok" } else { " wrong" });
                format!("{} {}{valid}", found.scheme, found.value)
            })
            .collect();
        assert_eq!(shown, expect, "{text}");
    }

    #[test]
    fn dutch_numbers() {
        check("KvK-nummer: 64752577", &["kvk 64752577"]);
        check("KvK 64 75 25 77", &["kvk 64752577"]);
        check(
            "ingeschreven in het handelsregister van de Kamer van Koophandel te Utrecht onder nummer 12345678",
            &["kvk 12345678"],
        );
        check("| **KvK** | 12345678 |", &["kvk 12345678"]);
        check("(KvK 12345678), RSIN 123456782", &["kvk 12345678", "rsin 123456782 ok"]);
        check("RSIN: 123456789", &["rsin 123456789 wrong"]);
        check("12345678 (KvK)", &["kvk 12345678"]);
        check("BRIN-nummers: 12AB, 34CD en 12AB00", &["brin 12AB", "brin 34CD", "brin 12AB00"]);
        check("BTW-nummer NL123456782B01", &["vat NL123456782B01 ok"]);
        check("NL1234.56.782.B01", &["vat NL123456782B01 ok"]);
        check("Bevoegd gezag: 41234", &["other 41234"]);
    }

    #[test]
    fn belgian_numbers() {
        check("KBO 0566.988.259", &["kbo 0566988259 ok"]);
        check("ondernemingsnummer BE 0763.587.859", &["kbo BE0763587859 ok"]);
        check("met ondernemingsnummer 0763587858", &["kbo 0763587858 wrong"]);
        check("Voorbeeld NV, 0566.988.259, te Gent", &["kbo 0566988259 ok"]);
        check("BTW BE0763.587.859", &["vat BE0763587859 ok"]);
        check("RPR Gent 0566.988.259", &["kbo 0566988259 ok"]);
        check("instellingsnummer 34567", &["other 34567"]);
    }

    #[test]
    fn numbers_of_other_countries() {
        check("Amtsgericht München, HRB 123456", &["hrb HRB123456"]);
        check("USt-IdNr. DE136695976", &["vat DE136695976 ok"]);
        check("SIREN 732 829 320", &["siren 732829320 ok"]);
        check("SIRET: 732 829 320 00074", &["siret 73282932000074 ok"]);
        check("RCS Paris 732 829 321", &["siren 732829321 wrong"]);
        check("CVR-nr. 13585628", &["cvr 13585628 ok"]);
        check("Company number 01234567, registered in England and Wales", &["other 01234567"]);
        check("CRO 123456", &["other 123456"]);
        check("TVA FR40303265045", &["vat FR40303265045 ok"]);
    }

    #[test]
    fn what_is_no_registration() {
        check("ISBN 9789012345678", &[]);
        check("KvK: onbekend, tel. 0612345678", &[]);
        check("Telefoon 020 12345678", &[]);
        check("1234 AB Utrecht", &[]);
        check("KvK: ........ Tel: 12345678", &[]);
        check("dossier 12345678", &[]);
        check("IBAN NL91ABNA0417164300", &[]);
        check("KvK-vestigingsnummer 000012345678", &[]);
        check("KvK nummer 123456789", &[]);
        check("brinta 12AB", &[]);
        check("", &[]);
    }

    #[test]
    fn the_printed_form_is_kept() {
        let text = "KBO: 0566.988.259.";
        let found = find(Tables::embedded(), text, &Folded::new(text));
        assert_eq!(found[0].printed, "0566.988.259");
        assert_eq!(found[0].span.of(text), "0566.988.259");
    }
}
