//! Labels: what numbers a clause, and how it is written.
//!
//! In: a line. Out: [`Label`] or nothing. Not here: whether the label is one (a list of numbers competes for the whole
//! document, see `series`).

use super::words::{self, Word};
use crate::text::fold_word;

/// A label at the start of a line; offsets are bytes in the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// First byte of the label itself, after markup and bullets.
    pub(super) start: usize,
    /// One past its last byte, closing punctuation included.
    pub(super) end: usize,
    /// Where the text after it starts, separators and markup skipped.
    pub(super) rest: usize,
    /// Bold began before the label and is still open at `rest`, or begins there.
    pub(super) bold: bool,
    /// A bullet stands before it.
    pub(super) bullet: Option<char>,
    /// Punctuation or the line's end parts a word label from what follows.
    pub(super) parted: bool,
    /// What it counts with.
    pub(super) mark: Mark,
    /// As printed, without words and punctuation.
    pub(super) number: String,
}

/// What a label counts with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// `Artikel 4`, `§ 3`, `Bijlage II`; the value where it has one.
    Word(Word, &'static str, Option<u16>),
    /// `4.`, `4.1`, `(4)`.
    Digits(Vec<u16>, Close),
    /// `a.`, `(B)`, `iv)`, `I.`: a letter's place and a Roman number's value, as far as it can be read as either.
    Letters { upper: bool, letter: Option<u16>, roman: Option<u16>, close: Close },
    /// A bullet alone.
    Bullet(char),
}

/// How a label is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Close {
    /// `4`
    Bare,
    /// `4.`
    Dot,
    /// `4)`
    Paren,
    /// `(4)`
    Both,
}

const BULLETS: [char; 19] =
    ['-', '–', '—', '•', '·', '▪', '◦', '●', '○', '■', '□', '‣', '\u{f0b7}', '\u{f0a7}', '➢', '✓', '*', '→', 'o'];

/// Reads the label a line starts with.
pub(super) fn label(line: &str) -> Option<Label> {
    let mut at = Cursor { line, at: 0, bold: false };
    at.markup();
    let bullet = at.bullet();
    at.markup();
    let start = at.at;
    let found = at.word().or_else(|| at.enclosed()).or_else(|| at.digits()).or_else(|| at.letters());
    if let Some((mark, number, end)) = found {
        let closed = matches!(mark, Mark::Word(..)) && line[end..].starts_with(['.', ':']);
        let end = end + usize::from(closed);
        at.at = end;
        let (parted, rest) = at.part();
        let bold = at.bold;
        return Some(Label { start, end, rest, bold, bullet, parted, mark, number });
    }
    let mark = Mark::Bullet(bullet?);
    let end = start.max(1);
    at.markup();
    Some(Label { start: 0, end, rest: at.at, bold: at.bold, bullet, parted: true, mark, number: String::new() })
}

/// Where the text of a line without label starts: after `#`, `>` and opening emphasis.
pub(super) fn unmarked(line: &str) -> (usize, bool) {
    let mut at = Cursor { line, at: 0, bold: false };
    at.markup();
    (at.at, at.bold)
}

struct Cursor<'a> {
    line: &'a str,
    at: usize,
    bold: bool,
}

type Found = (Mark, String, usize);

impl Cursor<'_> {
    fn rest(&self) -> &str {
        &self.line[self.at..]
    }

    /// Skips white space, emphasis, heading and quote marks, and empty links; keeps track of open bold.
    fn markup(&mut self) {
        loop {
            let rest = self.rest();
            let step = if fill_in(rest) {
                return;
            } else if rest.starts_with("**") || rest.starts_with("__") {
                self.bold = !self.bold;
                2
            } else if rest.starts_with("[](#)") {
                5
            } else if item_tag(rest).is_some() {
                return;
            } else if let Some(step) = tag(rest) {
                self.bold = bold_tag(rest).unwrap_or(self.bold);
                step
            } else {
                match rest.chars().next() {
                    Some(c) if c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}') => c.len_utf8(),
                    Some('#' | '>' | '`' | '\\') => 1,
                    Some('*' | '_') if !rest[1..].starts_with([' ', '\t']) && !rest[1..].starts_with('_') => 1,
                    _ => return,
                }
            };
            self.at += step;
        }
    }

    /// A bullet and the white space after it.
    fn bullet(&mut self) -> Option<char> {
        let rest = self.rest();
        if let Some(step) = item_tag(rest) {
            self.at += step;
            return Some('•');
        }
        let mut chars = rest.chars();
        let bullet = chars.next().filter(|c| BULLETS.contains(c))?;
        let next = chars.next();
        let spaced = next.is_none_or(char::is_whitespace);
        let solid = !matches!(bullet, '-' | '–' | '—' | '*' | 'o') && next.is_some_and(char::is_alphanumeric);
        // `o` is a bullet of word processors; in letter-spaced text it is a letter.
        let letter = bullet == 'o'
            && !(next == Some('\t')
                || rest[1..].starts_with("  ")
                || rest[1..].split_whitespace().next().is_some_and(|word| word.len() > 2));
        if !(spaced || solid) || letter {
            return None;
        }
        self.at += bullet.len_utf8();
        Some(bullet)
    }

    /// `Artikel 4`, `§ 3`, `Bijlage 1A`, `Annex I(A)`, `Appendix`.
    fn word(&self) -> Option<Found> {
        let rest = self.rest();
        if let Some(after) = rest.strip_prefix('§') {
            let (value, number, end) = ordinal(after, true)?;
            return Some((Mark::Word(Word::Paragraph, "par.", Some(value?)), number, self.at + '§'.len_utf8() + end));
        }
        let head: String = rest.chars().take(24).collect();
        let folded = fold_word(&head);
        let (word, name) = words::label_word(&folded)?;
        let length = printed_length(rest, name)?;
        let after = &rest[length..];
        if let Some((value, number, end)) = ordinal(after, matches!(word, Word::Annex | Word::Part)) {
            return Some((Mark::Word(word, name, value), number, self.at + length + end));
        }
        let bare = after.trim_start_matches(['*', '_', ' ', '\t']);
        let alone = bare.is_empty() || bare.starts_with([':', '–', '—', '-', '(']) && !after.starts_with(['(', '-']);
        (word == Word::Annex && alone && !words::needs_number(name))
            .then(|| (Mark::Word(word, name, None), String::new(), self.at + length))
    }

    /// `(4)`, `(a)`, `(iv)`.
    fn enclosed(&self) -> Option<Found> {
        let inner = self.rest().strip_prefix('(')?;
        let close = inner.find(')').filter(|&close| (1..=6).contains(&close))?;
        let text = inner[..close].trim();
        let end = self.at + close + 2;
        let mark = match text.parse::<u16>() {
            Ok(value) if (1..=199).contains(&value) => Mark::Digits(vec![value], Close::Both),
            Ok(_) => return None,
            Err(_) => lettered(text, Close::Both)?,
        };
        Some((mark, text.to_owned(), end))
    }

    /// `4.`, `4)`, `4.1`, `4.1.2.`, also with an escaped stop (`4\.`).
    fn digits(&self) -> Option<Found> {
        let rest = self.rest();
        let mut parts = Vec::new();
        let mut at = 0;
        let mut number_end = 0;
        let mut close = Close::Bare;
        loop {
            let width = rest[at..].bytes().take_while(u8::is_ascii_digit).count();
            let widest = if parts.is_empty() { 3 } else { 2 };
            if width == 0 || width > widest || parts.len() == 5 {
                break;
            }
            let value: u16 = rest[at..at + width].parse().ok()?;
            if value == 0 || value > 199 {
                return None;
            }
            parts.push(value);
            at += width;
            number_end = at;
            close = Close::Bare;
            if rest[at..].starts_with('\\') {
                at += 1;
            }
            if rest[at..].starts_with('.') {
                at += 1;
                close = Close::Dot;
            } else if rest[at..].starts_with(')') {
                at += 1;
                close = Close::Paren;
                break;
            } else {
                break;
            }
        }
        let after = rest[at..].chars().next();
        let free = match after {
            None | Some('*' | '_' | ':' | '<') => true,
            Some(c) if c.is_whitespace() => true,
            Some(c) => close != Close::Bare && (c.is_uppercase() || matches!(c, '“' | '"' | '[' | '(')),
        };
        if parts.is_empty() || !free {
            return None;
        }
        let number = rest[..number_end].replace('\\', "");
        Some((Mark::Digits(parts, close), number, self.at + at))
    }

    /// `a.`, `b)`, `IV.`, `A.`
    fn letters(&self) -> Option<Found> {
        let rest = self.rest();
        let width = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if width == 0 || width > 5 {
            return None;
        }
        let escaped = usize::from(rest[width..].starts_with('\\'));
        let close = match rest[width + escaped..].chars().next()? {
            '.' => Close::Dot,
            ')' => Close::Paren,
            _ => return None,
        };
        let end = width + escaped + 1;
        if !rest[end..].chars().next().is_none_or(|c| c.is_whitespace() || c == '*') {
            return None;
        }
        Some((lettered(&rest[..width], close)?, rest[..width].to_owned(), self.at + end))
    }

    /// Skips what parts a label from its text: stops, dashes, colons, markup.
    fn part(&mut self) -> (bool, usize) {
        let label_end = self.at;
        let closed = self.line[..label_end].ends_with(['.', ')', ':']);
        self.markup();
        let mut parted = closed || self.rest().is_empty();
        while let Some(c) = self.rest().chars().next() {
            let next = self.rest()[c.len_utf8()..].chars().next();
            let separates = matches!(c, '.' | ':' | '–' | '—' | '|' | ')' | ']')
                || c == '-' && next.is_none_or(|next| next.is_whitespace() || next.is_uppercase());
            if !separates {
                break;
            }
            parted = true;
            self.at += c.len_utf8();
            self.markup();
        }
        (parted, self.at)
    }
}

/// `____`: a blank to fill in is text, not emphasis.
fn fill_in(text: &str) -> bool {
    text.starts_with("___")
}

/// Tags that Markdown lets through; `<naam>` is a blank to fill in.
const TAGS: [&str; 24] = [
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "a", "b", "i", "u", "em", "strong", "span", "div", "br", "li", "ol", "ul",
    "section", "sup", "sub", "mark", "small",
];
/// A tag with more attributes than this many bytes is not looked for.
const LONGEST_TAG: usize = 400;

/// The length of an HTML tag at the start of `text`.
pub(super) fn tag(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('<')?;
    let end = inner.bytes().take(LONGEST_TAG).position(|byte| byte == b'>')?;
    let name = inner[..end].trim_start_matches('/').split([' ', '/', '\n', '\t', '\r']).next()?;
    // One capital is a blank to fill in (`<A>`), several are old HTML.
    let blank = name.len() == 1 && name.starts_with(|c: char| c.is_ascii_uppercase());
    (!blank && TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name))).then_some(end + 2)
}

/// The length of a tag that opens a list item.
fn item_tag(text: &str) -> Option<usize> {
    let opens = text.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("<li"))
        && !text[3..].starts_with(char::is_alphanumeric);
    tag(text).filter(|_| opens)
}

/// Whether a tag opens or closes bold; none for other tags.
fn bold_tag(text: &str) -> Option<bool> {
    let inner = text.strip_prefix('<')?;
    let name = inner.trim_start_matches('/').split([' ', '>']).next()?;
    ["b", "strong"].iter().any(|it| it.eq_ignore_ascii_case(name)).then(|| !inner.starts_with('/'))
}

/// Where bold that is open at the start of `text` closes, and one past the mark that closes it.
pub(super) fn bold_end(text: &str) -> Option<(usize, usize)> {
    let stars = text.find("**").map(|at| (at, at + 2));
    let tag = ["</strong>", "</b>"].iter().filter_map(|tag| text.find(tag).map(|at| (at, at + tag.len()))).min();
    stars.into_iter().chain(tag).min()
}

/// How many bytes of `text` spell the folded `name`.
fn printed_length(text: &str, name: &str) -> Option<usize> {
    let mut length = 0;
    for (offset, c) in text.char_indices() {
        length = offset + c.len_utf8();
        if fold_word(&text[..length]).len() >= name.len() {
            return Some(length);
        }
    }
    Some(length).filter(|_| fold_word(text).len() >= name.len())
}

/// The number after a label word: value where it is one series, text as printed, end.
fn ordinal(text: &str, letters: bool) -> Option<(Option<u16>, String, usize)> {
    let start = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || c == '*' || c == '\\').len();
    let rest = &text[start..];
    let rest_start = start;
    let lower = rest.get(..7).map(str::to_ascii_lowercase);
    if lower.as_deref() == Some("premier") {
        return Some((Some(1), "premier".to_owned(), rest_start + 7));
    }
    let width = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'.').count();
    let token = rest[..width].trim_end_matches('.');
    let bracket = rest[token.len()..]
        .strip_prefix('(')
        .and_then(|inner| {
            inner
                .find(')')
                .filter(|&at| (1..=3).contains(&at) && inner[..at].bytes().all(|b| b.is_ascii_alphanumeric()))
        })
        .map_or(0, |at| at + 2);
    let printed = &rest[..token.len() + bracket];
    let value = ordinal_value(token, letters)?;
    let spaced = start > 0 || rest.starts_with(|c: char| c.is_ascii_digit());
    spaced.then(|| (value, printed.to_owned(), rest_start + printed.len()))
}

#[allow(clippy::option_option, reason = "outer: a number at all; inner: its place, where it has a plain one")]
fn ordinal_value(token: &str, letters: bool) -> Option<Option<u16>> {
    let digits = token.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let value = token[..digits].parse::<u16>().ok().filter(|value| (1..=199).contains(value))?;
        let tail = &token[digits..];
        let suffix = tail.is_empty()
            || tail == "er"
            || tail.len() == 1 && tail.bytes().all(|byte| byte.is_ascii_alphabetic())
            || matches!(tail, "bis" | "ter");
        let dotted = tail.starts_with('.') && tail.len() <= 6;
        return (suffix || dotted).then_some(Some(value).filter(|_| suffix));
    }
    if let Some(value) = roman(token) {
        return Some(Some(value));
    }
    let upper = token.len() == 1 && token.bytes().all(|byte| byte.is_ascii_uppercase());
    (letters && upper).then(|| Some(u16::from(token.as_bytes()[0] - b'A') + 1))
}

fn lettered(text: &str, close: Close) -> Option<Mark> {
    let upper = text.bytes().all(|byte| byte.is_ascii_uppercase());
    let lower = text.bytes().all(|byte| byte.is_ascii_lowercase());
    if !(upper || lower) || text.is_empty() {
        return None;
    }
    let base = if upper { b'A' } else { b'a' };
    let letter = (text.len() == 1).then(|| u16::from(text.as_bytes()[0] - base) + 1);
    // After z: aa, bb.
    let letter = letter.or_else(|| {
        let bytes = text.as_bytes();
        (bytes.len() == 2 && bytes[0] == bytes[1] && !matches!(bytes[0].to_ascii_lowercase(), b'i' | b'x'))
            .then(|| u16::from(bytes[0] - base) + 27)
    });
    let roman = roman(text);
    (letter.is_some() || roman.is_some()).then_some(Mark::Letters { upper, letter, roman, close })
}

/// Roman numbers up to fifty, in one case.
fn roman(text: &str) -> Option<u16> {
    let same_case =
        text.bytes().all(|byte| byte.is_ascii_uppercase()) || text.bytes().all(|byte| byte.is_ascii_lowercase());
    if text.is_empty() || !same_case {
        return None;
    }
    let upper = text.to_ascii_uppercase();
    (1..=50).find(|&value| to_roman(value) == upper)
}

fn to_roman(mut value: u16) -> String {
    let mut text = String::new();
    for (weight, digits) in [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while value >= weight {
            text.push_str(digits);
            value -= weight;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, number: &str, rest: &str) {
        let found = label(line).unwrap_or_else(|| panic!("no label in {line:?}"));
        assert_eq!((found.number.as_str(), &line[found.rest..]), (number, rest), "{line:?}");
    }

    #[test]
    fn labels_are_read_as_printed() {
        for (line, number, rest) in [
            ("Artikel 4. Beveiliging", "4", "Beveiliging"),
            ("Artikel 1: Definities", "1", "Definities"),
            ("ARTIKEL 12 – DUUR", "12", "DUUR"),
            ("Art. 4 Controle", "4", "Controle"),
            ("Article premier : Objet", "premier", "Objet"),
            ("## Artikel 7 — Audit", "7", "Audit"),
            ("§ 3 Weisungen", "3", "Weisungen"),
            ("§5 Kontrolle", "5", "Kontrolle"),
            ("4. Tekst", "4", "Tekst"),
            ("4.1 Tekst", "4.1", "Tekst"),
            ("4.1.2. Tekst", "4.1.2", "Tekst"),
            ("5.4.De leverancier", "5.4", "De leverancier"),
            ("1\\. Scope.", "1", "Scope."),
            ("**1.** Tekst", "1", "Tekst"),
            ("**1.1 Purpose.** This", "1.1", "Purpose.** This"),
            ("(4) Tekst", "4", "Tekst"),
            ("(iv) tekst", "iv", "tekst"),
            ("**(a)** tekst", "a", "tekst"),
            ("a. tekst", "a", "tekst"),
            ("b) tekst", "b", "tekst"),
            ("1) tekst", "1", "tekst"),
            ("I. Toegang", "I", "Toegang"),
            ("A. Algemeen", "A", "Algemeen"),
            (" - a. tekst", "a", "tekst"),
            ("*   1.1 Scope", "1.1", "Scope"),
            ("Bijlage 1: Bijsluiter", "1", "Bijsluiter"),
            ("BIJLAGE 1A – Bijsluiter", "1A", "Bijsluiter"),
            ("Annex II", "II", ""),
            ("**Annex I(B)** Description", "I(B)", "Description"),
            ("Schedule 3", "3", ""),
            ("Anlage 1", "1", ""),
            ("Annexe B : Mesures", "B", "Mesures"),
            ("Exhibit A", "A", ""),
            ("Appendix", "", ""),
            ("• naam", "", "naam"),
            ("- naam", "", "naam"),
        ] {
            check(line, number, rest);
        }
    }

    #[test]
    fn text_without_label_has_none() {
        for line in [
            "18 mei 2018 was de dag",
            "2016/679 van het Parlement",
            "24.05.2018",
            "1.0 – mei 2024",
            "J.P. de Vries",
            "e.g. this",
            "Bijlagen zijn toegevoegd",
            "artikelen 3 en 4",
            "-5 graden",
            "____ 20__",
            "10.000 euro",
        ] {
            let found = label(line);
            let single = matches!(&found, Some(found) if matches!(&found.mark, Mark::Digits(parts, Close::Bare) if parts.len() == 1));
            assert!(found.is_none() || single, "{line:?} gave {found:?}");
        }
    }
}
