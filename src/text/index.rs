//! From bytes to the numbers people and reports use: lines and Unicode scalar values.
//!
//! In: a text. Out: line numbers and scalar offsets for byte offsets. Not here: pages and boxes.

/// Line starts and scalar counts of one text, built once, asked often.
#[derive(Clone, Debug)]
pub struct LineIndex {
    line_starts: Vec<u32>,
    /// Scalars before every `STEP`-th byte.
    marks: Vec<u32>,
}

/// One mark per this many bytes: a lookup counts at most this many bytes, an index costs 4 bytes per mark.
const STEP: usize = 256;

impl LineIndex {
    /// Reads `text` once.
    pub fn new(text: &str) -> Self {
        let mut line_starts = vec![0];
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let mut scalars = 0u32;
        for (offset, byte) in text.bytes().enumerate() {
            if offset % STEP == 0 {
                marks.push(scalars);
            }
            scalars += u32::from(is_char_start(byte));
            if byte == b'\n' {
                line_starts.push(offset as u32 + 1);
            }
        }
        Self { line_starts, marks }
    }

    /// The line of a byte offset, counted from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|&start| start as usize <= offset)
    }

    /// How many Unicode scalar values of `text` stand before the byte `offset`.
    pub fn scalar(&self, text: &str, offset: usize) -> usize {
        let offset = offset.min(text.len());
        let mark = (offset / STEP).min(self.marks.len().saturating_sub(1));
        let before = self.marks.get(mark).copied().unwrap_or(0) as usize;
        before + text.as_bytes()[mark * STEP..offset].iter().filter(|&&byte| is_char_start(byte)).count()
    }
}

fn is_char_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_are_counted_and_not_bytes() {
        let text = "é".repeat(400) + "\nx";
        let index = LineIndex::new(&text);
        assert_eq!(index.scalar(&text, 800), 400);
        assert_eq!(index.scalar(&text, text.len()), 402);
        assert_eq!((index.line(0), index.line(801)), (1, 2));
    }

    #[test]
    fn an_empty_text_has_one_line() {
        let index = LineIndex::new("");
        assert_eq!((index.line(0), index.scalar("", 0)), (1, 0));
    }
}
