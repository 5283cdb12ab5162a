//! Characters as a file gives them to characters as people write them.
//!
//! In: a character, a glyph's number, replacement text. Out: plain text. Not here: the encodings of fonts, which
//! `hayro-interpret` knows.

/// The character of a glyph known by its number only, when its font keeps the order of most TrueType text fonts: space
/// is 3, then ASCII, then the order of Mac Roman. Pages read this way carry a warning.
pub(super) fn guess(number: u32) -> Option<char> {
    let byte = |code: u32| u8::try_from(code).ok();
    match number {
        3..=97 => byte(number + 29).map(char::from),
        98..=171 => encoding_rs::MACINTOSH.decode_without_bom_handling(&[byte(number + 30)?]).0.chars().next(),
        177..=182 => "–—“”‘’".chars().nth(number as usize - 177),
        _ => None,
    }
}

/// Ligatures as letters, bullets of the symbol fonts as bullets, control characters left out.
pub(super) fn push_plain(text: &mut String, c: char) {
    match c {
        '\u{fb00}' => text.push_str("ff"),
        '\u{fb01}' => text.push_str("fi"),
        '\u{fb02}' => text.push_str("fl"),
        '\u{fb03}' => text.push_str("ffi"),
        '\u{fb04}' => text.push_str("ffl"),
        '\u{fb05}' | '\u{fb06}' => text.push_str("st"),
        '\u{f0b7}' | '\u{f09f}' => text.push('•'),
        '\u{f0a7}' | '\u{f06e}' => text.push('▪'),
        '\u{f0d8}' => text.push('➢'),
        '\u{f0fc}' => text.push('✓'),
        '\u{f0a8}' | '\u{f06f}' | '\u{f071}' => text.push('☐'),
        '\u{f0fe}' => text.push('☑'),
        '\u{f078}' | '\u{f0fd}' => text.push('☒'),
        '\u{f02d}' => text.push('-'),
        '\t' | '\n' | '\r' => text.push(' '),
        c if c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}') => {}
        c => text.push(c),
    }
}

pub(super) fn decode(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0,
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest),
        _ => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
    };
    let mut plain = String::new();
    text.chars().take(1_000).for_each(|c| push_plain(&mut plain, c));
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyph_numbers_of_text_fonts_are_guessed() {
        for (number, character) in [(3, ' '), (36, 'A'), (68, 'a'), (112, 'é'), (182, '’')] {
            assert_eq!(guess(number), Some(character), "{number}");
        }
        assert_eq!((guess(0), guess(400)), (None, None));
    }

    #[test]
    fn ligatures_and_symbol_bullets_become_plain() {
        let mut text = String::new();
        "\u{fb01}n\u{f0b7}\u{200b}".chars().for_each(|c| push_plain(&mut text, c));
        assert_eq!(text, "fin•");
    }
}
