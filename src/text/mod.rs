//! Spans of text and views of it that keep the way back.
//!
//! In: a document's text. Out: [`Span`], [`LineIndex`], [`Folded`], [`Lang`]. Not here: what the text means.

mod fold;
mod index;
mod lang;

pub use fold::{Folded, fold_word};
pub use index::LineIndex;
pub use lang::{Lang, UnknownLang, detect};

/// A half-open stretch of a document's text, in bytes.
///
/// Invariants: `start <= end`, and both lie on character boundaries of the text they were made for.
/// Bytes are used inside the program; reports count Unicode scalar values ([`LineIndex::scalar`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// A span from `start` to `end`; an end before the start gives an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        Self { start, end: end.max(start) }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing lies between start and end.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte offset lies inside this span.
    pub fn covers(self, offset: usize) -> bool {
        self.start() <= offset && offset < self.end()
    }

    /// Whether the two spans share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that contains both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The slice of `text` this span stands for; empty when the span was made for another text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or("")
    }

    /// This span without white space at either end.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        self.trim_matches(text, char::is_whitespace)
    }

    /// This span without characters that satisfy `drop` at either end.
    #[must_use]
    pub fn trim_matches(self, text: &str, drop: impl Fn(char) -> bool) -> Self {
        let slice = self.of(text);
        let kept = slice.trim_start_matches(&drop);
        let start = self.start() + (slice.len() - kept.len());
        Self::new(start, start + kept.trim_end_matches(&drop).len())
    }
}

/// Bytes in lower-case hexadecimal: how digests are written.
pub fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trimmed_span_stays_on_character_boundaries() {
        let text = "  één \u{a0}";
        let span = Span::new(0, text.len()).trim(text);
        assert_eq!(span.of(text), "één");
    }

    #[test]
    fn an_end_before_the_start_is_an_empty_span() {
        assert!(Span::new(5, 2).is_empty());
    }
}
