//! A name for one matter in one place that outlives versions and formats.
//!
//! In: a finding's id, the clause and the words found. Out: 16 hexadecimal digits. Not here: offsets, lines and paths:
//! they differ between the PDF and the DOCX of one agreement.

use crate::read::digest;
use crate::text::fold_word;

/// Digits kept of the SHA-256: 64 bits, so that two of a million findings meet with a chance below 1 in 10⁷.
const DIGITS: usize = 16;

/// The name of the matter. `turn` counts findings of one document that are otherwise alike, from 0.
pub(super) fn fingerprint(id: &str, clause: Option<&str>, words: &str, turn: usize) -> String {
    let key = format!("{id}\0{}\0{}\0{turn}", plain(clause.unwrap_or("")), plain(words));
    let mut hash = digest(key.as_bytes());
    hash.truncate(DIGITS);
    hash
}

/// Letters and digits only: line ends, hyphens at line ends and cell borders are matters of the format.
fn plain(words: &str) -> String {
    fold_word(words).chars().filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_and_case_do_not_count_and_words_do() {
        let of = |words| fingerprint("state/x", Some("11.2"), words, 0);
        assert_eq!(of("binnen zes\n(6) weken"), of("Binnen  zes (6) we-\nken"));
        assert_ne!(of("binnen zes weken"), of("binnen vier weken"));
        assert_eq!(of("x").len(), DIGITS);
    }

    #[test]
    fn id_clause_and_turn_part_matters() {
        let base = fingerprint("a/b", Some("1"), "x", 0);
        for other in [
            fingerprint("a/c", Some("1"), "x", 0),
            fingerprint("a/b", Some("2"), "x", 0),
            fingerprint("a/b", Some("1"), "x", 1),
        ] {
            assert_ne!(base, other);
        }
    }
}
