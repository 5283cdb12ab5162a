//! Text of unknown origin made fit for a terminal, and its width there.
//!
//! In: text of the agreement. Out: text without control and direction characters, wrapped lines. Not here: styles.

/// The text on one line, white space folded, nothing in it that a terminal would obey.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_whitespace() {
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
        } else if let Some(shown) = shown(character) {
            line.push(shown);
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// The same line by line, with the white space inside a line as it is.
pub(super) fn lines(text: &str) -> String {
    text.chars().filter_map(|c| if matches!(c, '\n' | '\t') { Some(c) } else { shown(c) }).collect()
}

/// What to show for a character: nothing for marks without width, a visible sign for what steers a terminal or turns
/// the direction of writing, the character itself else.
fn shown(character: char) -> Option<char> {
    match character {
        '\r' | '\u{ad}' | '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' => None,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + character as u32),
        '\u{7f}' => Some('\u{2421}'),
        '\u{80}'..='\u{9f}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some('\u{fffd}')
        }
        '\u{2028}' | '\u{2029}' => Some(' '),
        _ => Some(character),
    }
}

/// Columns of a terminal, roughly: combining marks none, East Asian wide characters and emoji two, all others one.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

fn char_width(character: char) -> usize {
    match character as u32 {
        0x300..=0x36f
        | 0x483..=0x489
        | 0x591..=0x5bd
        | 0x610..=0x61a
        | 0x64b..=0x65f
        | 0x20d0..=0x20ff
        | 0xfe00..=0xfe0f
        | 0xfe20..=0xfe2f => 0,
        0x1100..=0x115f
        | 0x2e80..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x1f300..=0x1faff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

/// Lines of at most `columns`, broken at spaces; a longer word is broken inside. Never empty.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let wide = width(word);
        if used > 0 && used + 1 + wide > columns {
            lines.push(String::new());
            used = 0;
        }
        if used > 0 {
            push(&mut lines, " ");
            used += 1;
        }
        if used + wide <= columns {
            push(&mut lines, word);
            used += wide;
            continue;
        }
        for character in word.chars() {
            if used + char_width(character) > columns {
                lines.push(String::new());
                used = 0;
            }
            push(&mut lines, character.encode_utf8(&mut [0; 4]));
            used += char_width(character);
        }
    }
    lines
}

fn push(lines: &mut [String], text: &str) {
    if let Some(last) = lines.last_mut() {
        last.push_str(text);
    }
}

/// At most `columns`, cut at a space where there is one near, an ellipsis in place of the rest.
pub(super) fn shorten(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut used = 1;
    let cut = text.char_indices().find(|&(_, character)| {
        used += char_width(character);
        used > columns
    });
    let kept = &text[..cut.map_or(text.len(), |(at, _)| at)];
    let at_space = kept.rfind(' ').filter(|&at| at * 3 > kept.len() * 2);
    format!("{}…", kept[..at_space.unwrap_or(kept.len())].trim_end())
}

/// At most `columns` of the end: a path tells most by its last part.
pub(super) fn shorten_front(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut used = 1;
    let kept = text.char_indices().rev().take_while(|&(_, character)| {
        used += char_width(character);
        used <= columns
    });
    let from = kept.last().map_or(text.len(), |(at, _)| at);
    format!("…{}", &text[from..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_a_terminal_obeys_is_left() {
        let hostile = "a\x1b[31mrood\x1b]0;t\x07\u{9b}2J\u{202e}x\u{200b}y\r\n z\u{ad}";
        let line = one_line(hostile);
        assert_eq!(line, "a␛[31mrood␛]0;t␇\u{fffd}2J\u{fffd}xy z");
        assert!(!lines(hostile).contains(|c: char| c.is_control() && c != '\n'));
    }

    #[track_caller]
    fn check(text: &str, columns: usize, expect: &[&str]) {
        assert_eq!(wrap(text, columns), expect);
    }

    #[test]
    fn lines_break_at_spaces_and_long_words_inside() {
        check("een twee drie", 8, &["een twee", "drie"]);
        check("abcdefghij kl", 4, &["abcd", "efgh", "ij", "kl"]);
        check("漢字漢字", 4, &["漢字", "漢字"]);
        check("e\u{301}e\u{301}n a", 3, &["e\u{301}e\u{301}n", "a"]);
        check("", 10, &[""]);
    }

    #[test]
    fn shortening_says_so() {
        assert_eq!(shorten("een twee drie vier", 14), "een twee drie…");
        assert_eq!(shorten_front("map/nog/een/x.pdf", 10), "…een/x.pdf");
        assert_eq!(shorten("kort", 4), "kort");
    }
}
