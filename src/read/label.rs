//! Numbers as lists print them.
//!
//! In: a number and a way of counting. Out: `iv`, `aa`, `03`. Not here: the words around them and the counting itself.

/// Roman numerals up to here; beyond, digits.
const ROMAN_TO: u32 = 32_767;
/// Letters repeated at most this often (30 × 26); beyond, digits.
const LETTERS_TO: u32 = 780;

/// a … z, then aa, bb, cc: how word processors go on.
pub(super) fn letters_repeated(number: u32) -> String {
    if number == 0 || number > LETTERS_TO {
        return number.to_string();
    }
    let letter = char::from(b'a' + ((number - 1) % 26) as u8);
    std::iter::repeat_n(letter, ((number - 1) / 26 + 1) as usize).collect()
}

/// a … z, then aa, ab, ac: how browsers go on.
pub(super) fn letters_counted(number: u32) -> String {
    if number == 0 {
        return number.to_string();
    }
    let mut rest = number;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(b'a' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// i, ii, iii, iv.
pub(super) fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number == 0 || number > ROMAN_TO {
        return number.to_string();
    }
    let mut rest = number;
    let mut numeral = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            numeral.push_str(sign);
            rest -= value;
        }
    }
    numeral
}

/// A sign of a symbol font (Wingdings, Symbol) as the character it looks like; `code` with or without the private-use
/// offset those fonts are stored under.
pub(super) fn symbol(font: &str, code: u32) -> Option<char> {
    let stored = code;
    let code = if is_private(code) { code - 0xf000 } else { code };
    let font = font.to_ascii_lowercase();
    let sign = if font.starts_with("wingdings 2") {
        match code {
            0x50 | 0x97 => '✓',
            0x51 | 0x53 | 0x54 | 0x55 => '☒',
            0x52 => '☑',
            0xa2 | 0xa3 | 0x2a => '☐',
            _ => return None,
        }
    } else if font.starts_with("wingdings") {
        match code {
            0x6c | 0x9f => '•',
            0x6e | 0xa7 => '▪',
            0x6f | 0x71 | 0x72 | 0xa8 => '☐',
            0x78 | 0xfd | 0xfb => '☒',
            0xfe => '☑',
            0xfc => '✓',
            0xd8 => '➢',
            0xe0 | 0xf0 => '→',
            0x76 => '❖',
            _ => return None,
        }
    } else if font.starts_with("symbol") {
        match code {
            0xb7 => '•',
            0x2d => '−',
            0xa3 => '≤',
            0xb3 => '≥',
            0xae => '→',
            0xb0 => '°',
            0xb1 => '±',
            _ => return char::from_u32(code).filter(|sign| (0x20..0x60).contains(&(*sign as u32))),
        }
    } else {
        return char::from_u32(stored);
    };
    Some(sign)
}

/// Whether a code lies where symbol fonts keep their signs.
fn is_private(code: u32) -> bool {
    (0xf000..=0xf0ff).contains(&code)
}

/// Text in which signs of a symbol font stand as private characters, with the characters they look like.
pub(super) fn mend_symbols<'a>(text: &'a str, font: &str) -> std::borrow::Cow<'a, str> {
    if !text.chars().any(|sign| is_private(sign as u32)) {
        return text.into();
    }
    let font = if font.starts_with("Symbol") || font.starts_with("Wingdings") { font } else { "Wingdings" };
    let mend = |sign: char| if is_private(sign as u32) { symbol(font, sign as u32).unwrap_or(sign) } else { sign };
    text.chars().map(mend).collect::<String>().into()
}

/// What a bullet looks like in text; `None` for one that shows nothing.
pub(super) fn bullet(text: &str, font: &str) -> Option<String> {
    let sign = text.trim().chars().next()?;
    let symbols = font.starts_with("Wingdings") || font.starts_with("Symbol");
    Some(match sign {
        _ if symbols => symbol(font, sign as u32).unwrap_or('•').to_string(),
        _ if ('\u{e000}'..='\u{f8ff}').contains(&sign) => symbol("Symbol", sign as u32).unwrap_or('•').to_string(),
        'o' => "◦".to_owned(),
        _ => text.trim().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_past_z() {
        for (number, repeated, counted) in
            [(1, "a", "a"), (26, "z", "z"), (27, "aa", "aa"), (28, "bb", "ab"), (53, "aaa", "ba"), (0, "0", "0")]
        {
            assert_eq!(letters_repeated(number), repeated);
            assert_eq!(letters_counted(number), counted);
        }
        assert_eq!(letters_repeated(u32::MAX), u32::MAX.to_string());
    }

    #[test]
    fn roman_numerals() {
        for (number, expect) in [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (49, "xlix"), (1994, "mcmxciv"), (0, "0")]
        {
            assert_eq!(roman(number), expect);
        }
    }

    #[test]
    fn bullets_and_boxes_of_symbol_fonts() {
        for (text, font, expect) in [
            ("\u{f0b7}", "Symbol", Some("•")),
            ("\u{f0a7}", "Wingdings", Some("▪")),
            ("\u{f0a8}", "Wingdings", Some("☐")),
            ("o", "Courier New", Some("◦")),
            ("-", "Calibri", Some("-")),
            ("\u{f0b7}", "", Some("•")),
            (" ", "", None),
        ] {
            assert_eq!(bullet(text, font).as_deref(), expect, "{text} {font}");
        }
        assert_eq!(symbol("Wingdings", 0xf0fe), Some('☑'));
        assert_eq!(symbol("Wingdings", 0x78), Some('☒'));
        assert_eq!(mend_symbols("\u{f0a8} nee", "Calibri"), "☐ nee");
    }
}
