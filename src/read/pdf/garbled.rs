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
