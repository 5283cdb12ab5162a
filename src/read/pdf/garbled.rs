//! Text layers that are not language.
//!
//! In: text. Out: whether it reads like the output of a font without a character map. Not here: spelling, languages.

/// Fewer letters than this say nothing.
const LEAST_LETTERS: usize = 200;

/// By letter statistics every language of the corpus shares: vowels, and the most common letters of Latin script.
pub(super) fn is_garbled(text: &str) -> bool {
    let mut letters = 0_usize;
    let mut vowels = 0_usize;
    let mut common = 0_usize;
    let mut odd = 0_usize;
    let mut foreign = 0_usize;
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'a' | 'e' | 'i' | 'o' | 'u' => vowels += 1,
            'à'..='ÿ' | 'ĳ' => {}
            '\u{fffd}' | '\u{e000}'..='\u{f8ff}' => odd += 1,
            _ if c.is_alphabetic() && !c.is_ascii() => foreign += 1,
            _ => {}
        }
        letters += usize::from(c.is_alphabetic());
        common += usize::from("entiroasdl".contains(c));
    }
    if odd * 5 > letters + odd && odd > 20 {
        return true;
    }
    if letters < LEAST_LETTERS || foreign * 3 > letters {
        return false;
    }
    let percent = |count: usize| count * 100 / letters;
    !(26..=56).contains(&percent(vowels)) || percent(common) < 52
}

#[cfg(test)]
mod tests {
    use super::is_garbled;

    #[test]
    fn language_is_told_from_shifted_letters() {
        let nl = "De leverancier bewaart de gegevens niet langer dan de klant opdraagt. ".repeat(5);
        let en = "The supplier keeps the records no longer than the client instructs. ".repeat(5);
        let shifted: String =
            en.chars().map(|c| if c.is_ascii_lowercase() { char::from((c as u8 - 94) % 26 + 97) } else { c }).collect();
        assert!(!is_garbled(&nl) && !is_garbled(&en));
        assert!(is_garbled(&shifted));
        assert!(is_garbled(&"\u{fffd}\u{fffd} \u{fffd}".repeat(20)));
        assert!(!is_garbled("kort"));
    }
}
