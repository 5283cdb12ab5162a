//! The folded view: what rules are matched on.
//!
//! In: a text. Out: the same text in lower-case ASCII with white space collapsed and light markup removed, and the way
//! back from every byte of it. Not here: hyphenation at line ends, which is mended where the page is known (`read`).
//!
//! Matching ASCII bytes instead of Unicode costs a tenth in compile time and memory (500 patterns: 771 ms and 109 MB
//! against some 70 ms and 30 MB), which decides how fast a single document is ready.

use unicode_normalization::char::decompose_compatible;

use super::Span;

/// A folded view of one text that keeps the way back to it.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    bytes: Vec<u8>,
    steps: Vec<Step>,
    source_len: u32,
}

/// Where a run of one-to-one bytes starts, ascending in both offsets.
#[derive(Clone, Copy, Debug)]
struct Step {
    here: u32,
    source: u32,
    /// Source bytes of the run's first character, with the marks that belong to it.
    len: u8,
}

impl Folded {
    /// Folds `text`: case, accents, typographic quotes, dashes and spaces; runs of white space become one space; soft
    /// hyphens, zero-width characters and Markdown emphasis are left out; what has no ASCII form becomes `\x1a`.
    pub fn new(text: &str) -> Self {
        let mut folded =
            Self { bytes: Vec::with_capacity(text.len()), steps: Vec::new(), source_len: text.len() as u32 };
        for (offset, character) in text.char_indices() {
            folded.push(offset, character);
        }
        folded
    }

    /// The folded bytes, all of them ASCII.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The folded text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap_or("")
    }

    /// The span of the source that the folded bytes `range` came from.
    pub fn span_of(&self, range: std::ops::Range<usize>) -> Span {
        if range.is_empty() {
            let at = self.source_of(range.start);
            return Span::new(at, at);
        }
        Span::new(self.source_of(range.start), self.source_end(range.end - 1))
    }

    /// The folded range that `span` of the source became.
    pub fn range_of(&self, span: Span) -> std::ops::Range<usize> {
        self.folded_of(span.start())..self.folded_of(span.end())
    }

    fn step_at(&self, offset: usize) -> Option<Step> {
        let after = self.steps.partition_point(|step| step.here as usize <= offset);
        after.checked_sub(1).map(|at| self.steps[at])
    }

    fn source_of(&self, offset: usize) -> usize {
        if offset >= self.bytes.len() {
            return self.source_len as usize;
        }
        self.step_at(offset).map_or(0, |step| step.source as usize + offset - step.here as usize)
    }

    /// One past the source character that the folded byte at `offset` came from.
    fn source_end(&self, offset: usize) -> usize {
        match self.step_at(offset) {
            Some(step) if step.here as usize == offset => step.source as usize + step.len as usize,
            Some(step) => step.source as usize + offset - step.here as usize + 1,
            None => 0,
        }
    }

    fn folded_of(&self, source: usize) -> usize {
        let after = self.steps.partition_point(|step| (step.source as usize) < source);
        let Some(step) = after.checked_sub(1).map(|at| self.steps[at]) else { return 0 };
        let limit = self.steps.get(after).map_or(self.bytes.len(), |next| next.here as usize);
        if step.len > 1 {
            return if source >= step.source as usize + step.len as usize { limit } else { step.here as usize };
        }
        (step.here as usize + source - step.source as usize).min(limit)
    }

    fn push(&mut self, offset: usize, character: char) {
        let mut buffer = [0u8; 18];
        let folded = fold_char(character, &mut buffer);
        if folded.is_empty() && is_mark(character) {
            return self.lengthen(offset, character.len_utf8());
        }
        if folded == b" " && self.bytes.last().is_none_or(|&last| last == b' ') {
            return;
        }
        let len = character.len_utf8() as u8;
        for &byte in folded {
            let here = self.bytes.len() as u32;
            let runs_on = self
                .steps
                .last()
                .is_some_and(|step| step.len == 1 && len == 1 && step.source + (here - step.here) == offset as u32);
            if !runs_on {
                self.steps.push(Step { here, source: offset as u32, len });
            }
            self.bytes.push(byte);
        }
    }

    /// Counts a combining mark to the character before it.
    fn lengthen(&mut self, offset: usize, mark: usize) {
        let Some(here) = (self.bytes.len() as u32).checked_sub(1) else { return };
        let source = self.source_of(here as usize) as u32;
        if self.steps.last().is_some_and(|step| step.here != here) {
            self.steps.push(Step { here, source, len: 1 });
        }
        if let Some(step) = self.steps.last_mut()
            && (step.source + u32::from(step.len)) as usize == offset
        {
            step.len = step.len.saturating_add(mark as u8);
        }
    }
}

/// Folds one word or phrase the way [`Folded`] does, trimmed; for look-ups in tables.
pub fn fold_word(text: &str) -> String {
    Folded::new(text).as_str().trim().to_owned()
}

fn fold_char(character: char, buffer: &mut [u8; 18]) -> &[u8] {
    if character.is_ascii() {
        return match character {
            '*' | '_' | '`' => b"",
            '\n' | '\r' | '\t' | '\x0b' | '\x0c' | ' ' => b" ",
            _ => {
                buffer[0] = character.to_ascii_lowercase() as u8;
                &buffer[..1]
            }
        };
    }
    if let Some(plain) = punctuation(character) {
        return plain;
    }
    if character.is_whitespace() {
        return b" ";
    }
    let mut length = 0;
    decompose_compatible(character, |part| {
        if part.is_ascii() && length < buffer.len() {
            buffer[length] = part.to_ascii_lowercase() as u8;
            length += 1;
        }
    });
    if length == 0 { if is_mark(character) { b"" } else { b"\x1a" } } else { &buffer[..length] }
}

fn punctuation(character: char) -> Option<&'static [u8]> {
    Some(match character {
        '‘' | '’' | '‚' | '‛' | '′' => b"'",
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => b"\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '•' | '·' | '▪' | '◦' | '●' | '○' | '■' | '□' | '‣' => {
            b"-"
        }
        '…' => b"...",
        '§' => b"par.",
        'ß' => b"ss",
        'æ' | 'Æ' => b"ae",
        'œ' | 'Œ' => b"oe",
        'ø' | 'Ø' => b"o",
        'ł' | 'Ł' => b"l",
        'đ' | 'Đ' | 'ð' | 'Ð' => b"d",
        'ı' => b"i",
        '€' => b"eur",
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => b"",
        _ => return None,
    })
}

fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, needle: &str, expect: &str) {
        let folded = Folded::new(source);
        let at = folded.as_str().find(needle).expect("the folded text holds the needle");
        assert_eq!(folded.span_of(at..at + needle.len()).of(source), expect);
    }

    #[test]
    fn the_way_back_leads_to_the_words_as_printed() {
        check("De “Verwerker” is één B.V.", "\"verwerker\"", "“Verwerker”");
        check("De “Verwerker” is één B.V.", "een", "één");
        check("binnen  zes\n(6) weken", "zes (6) weken", "zes\n(6) weken");
        check("bij **Classid BV**, te Gent", "classid bv", "Classid BV");
        check("persoons\u{ad}gegevens", "persoonsgegevens", "persoons\u{ad}gegevens");
        check("Straße 3", "strasse", "Straße");
        check("e\u{301}e\u{301}n dag", "een", "e\u{301}e\u{301}n");
        check("Naam: …", "...", "…");
    }

    #[test]
    fn the_way_there_and_back_meet() {
        let source = "Artikel 1.  “Één”\u{a0}– Überprüfung …\r\n**vet** 日本 slot";
        let folded = Folded::new(source);
        for (offset, character) in source.char_indices() {
            let span = Span::new(offset, offset + character.len_utf8());
            let range = folded.range_of(span);
            if !range.is_empty() {
                assert!(folded.span_of(range).contains(span) || character.is_whitespace(), "{character:?}");
            }
        }
        assert!(folded.bytes().is_ascii());
    }

    #[test]
    fn every_byte_leads_to_character_boundaries() {
        let source = "« Écoles » – œuvre\u{200b}, naïef ﬁn 𝔸 €5";
        let folded = Folded::new(source);
        for at in 0..folded.bytes().len() {
            let span = folded.span_of(at..at + 1);
            assert!(source.is_char_boundary(span.start()) && source.is_char_boundary(span.end()));
        }
    }
}
