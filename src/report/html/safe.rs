//! Text of unknown origin made fit for a page: nothing in it can be a tag, hide, or turn the direction of writing.
//!
//! In: text of the agreement. Out: markup. Not here: which text. Characters that cannot be seen are shown as codes; in
//! the agreement's own text the character itself stays beside its code, isolated, so that not one scalar is lost.

use std::fmt::Write as _;

use maud::{Markup, PreEscaped};

use crate::report::harmless::shorten;

/// Text on one line: white space folded, characters that cannot be seen as codes.
pub(super) fn line(text: &str) -> Markup {
    let mut markup = String::with_capacity(text.len() + 8);
    for character in fold(text).chars() {
        match character {
            _ if is_unseen(character) => {
                let _ = write!(markup, "<span class=\"cc\">{}</span>", code(character));
            }
            _ => escape(character, &mut markup),
        }
    }
    PreEscaped(markup)
}

/// The same, no longer than about `columns`.
pub(super) fn short(text: &str, columns: usize) -> Markup {
    line(&shorten(&fold(text), columns))
}

/// The whole line; what comes after about `columns` characters is left out in print.
pub(super) fn cut(text: &str, columns: usize) -> Markup {
    let text = fold(text);
    let shown = if columns == usize::MAX { text.clone() } else { shorten(&text, columns) };
    let head = shown.strip_suffix('…').unwrap_or(&shown);
    match text.strip_prefix(head).filter(|tail| shown.ends_with('…') && !tail.is_empty() && *tail != "…") {
        Some(tail) => PreEscaped(format!(
            "<span class=\"cut\">{}</span><span class=\"tail\">{}{}</span>",
            line(head).0,
            if tail.starts_with(' ') { " " } else { "" },
            line(tail).0,
        )),
        None => line(&text),
    }
}

/// White space folded, nothing else changed.
fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The very text, scalar for scalar. Only NUL cannot stand in a page and is there as U+FFFD.
pub(super) fn verbatim(text: &str, markup: &mut String) {
    for character in text.chars() {
        match character {
            // A carriage return in the source would be read as a line feed.
            '\r' => markup.push_str("&#13;"),
            _ if is_unseen(character) => {
                let shown = if character == '\0' { '\u{fffd}' } else { character };
                let _ = write!(markup, "<span class=\"cc\" data-c=\"{}\">{shown}</span>", code(character));
            }
            _ => escape(character, markup),
        }
    }
}

/// Text for the value of an attribute.
pub(super) fn attribute(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for character in text.chars().filter(|&character| !is_unseen(character)) {
        escape(character, &mut value);
    }
    value
}

fn escape(character: char, markup: &mut String) {
    match character {
        '&' => markup.push_str("&amp;"),
        '<' => markup.push_str("&lt;"),
        '>' => markup.push_str("&gt;"),
        '"' => markup.push_str("&quot;"),
        _ => markup.push(character),
    }
}

fn code(character: char) -> String {
    format!("U+{:04X}", character as u32)
}

/// Controls, marks without width, marks of direction, fillers and tags: what a reader cannot see and could be misled by.
fn is_unseen(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' | '\u{c}' => false,
        _ => {
            character.is_control()
                || matches!(character,
                    '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
                    | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
                    | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, on_a_line: &str, as_it_is: &str) {
        let mut markup = String::new();
        verbatim(text, &mut markup);
        assert_eq!((line(text).into_string().as_str(), markup.as_str()), (on_a_line, as_it_is));
    }

    #[test]
    fn no_character_is_a_tag_or_hides() {
        check("<script>\"&", "&lt;script&gt;&quot;&amp;", "&lt;script&gt;&quot;&amp;");
        check(
            "a\u{202e}b",
            "a<span class=\"cc\">U+202E</span>b",
            "a<span class=\"cc\" data-c=\"U+202E\">\u{202e}</span>b",
        );
        check("\u{200b}", "<span class=\"cc\">U+200B</span>", "<span class=\"cc\" data-c=\"U+200B\">\u{200b}</span>");
        check("a\0", "a<span class=\"cc\">U+0000</span>", "a<span class=\"cc\" data-c=\"U+0000\">\u{fffd}</span>");
        check("een\r\n twee\tdrie", "een twee drie", "een&#13;\n twee\tdrie");
    }
}
