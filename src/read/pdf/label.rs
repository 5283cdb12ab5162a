//! List labels at the start of a printed line.
//!
//! In: words. Out: whether they start with a label. Not here: what the label numbers; the clause tree tells.

/// Bullets in use; dashes count only when text follows them.
const BULLETS: &str = "•▪◦●○■□➢✓☐☑☒‣⁃∙·*–—-";

/// Whether `word` is a label by its form: "1.", "2)", "1.2", "(a)", "iv.", "•", "-".
pub(super) fn is_label(word: &str) -> bool {
    let mut characters = word.chars();
    if let (Some(first), None) = (characters.next(), characters.next()) {
        return BULLETS.contains(first) || first == 'o';
    }
    if is_numbers(word) {
        return true;
    }
    let inner = word.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let inner = inner.or_else(|| word.strip_suffix(['.', ')']).map(|rest| rest.strip_suffix('.').unwrap_or(rest)));
    inner.is_some_and(is_counter)
}

/// Whether two labels are of one list by their form: the same bullet, or counters written alike.
pub(super) fn are_alike(a: &str, b: &str) -> bool {
    let shape = |label: &str| -> String {
        let class = |c: char| match c {
            '0'..='9' => '1',
            'a'..='z' => 'a',
            'A'..='Z' => 'A',
            _ => c,
        };
        let mut shape: String = label.chars().map(class).collect();
        for twin in ["11", "aa", "AA"] {
            while shape.contains(twin) {
                shape = shape.replace(twin, &twin[1..]);
            }
        }
        shape
    };
    is_label(a) && is_label(b) && shape(a) == shape(b)
}

/// "1.2", "10.3.1." and the like.
fn is_numbers(word: &str) -> bool {
    let parts: Vec<&str> = word.trim_end_matches(['.', ')']).split('.').collect();
    (2..=6).contains(&parts.len()) && parts.iter().all(|part| is_small_number(part) && part.len() <= 2)
}

fn is_small_number(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_counter(text: &str) -> bool {
    let roman = text.len() <= 5 && text.bytes().all(|byte| b"ivxIVX".contains(&byte));
    let letter = text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let doubled = text.len() == 2
        && text.bytes().all(|byte| byte.is_ascii_lowercase())
        && text.as_bytes()[0] == text.as_bytes()[1];
    !text.is_empty() && (roman || letter || doubled || is_small_number(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_by_form() {
        for word in ["1.", "12)", "1.2", "1.2.3.", "a.", "(b)", "iv.", "(iv)", "•", "-", "–", "aa)"] {
            assert!(is_label(word), "{word}");
        }
        assert!(are_alike("(i)", "(iv)") && are_alike("9.", "10.") && are_alike("•", "•"));
        assert!(!are_alike("1.", "1.1") && !are_alike("-", "•") && !are_alike("de", "en"));
        for word in ["2018.", "1", "28", "de", "B.V.", "e-mail", "art.", "", "nl.", "1.234,50"] {
            assert!(!is_label(word), "{word}");
        }
    }
}
