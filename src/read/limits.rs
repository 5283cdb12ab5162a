//! What a hostile file may cost at most.

/// Bounds on reading one file. The defaults leave a factor of ten over the largest agreement seen (4 MB, 140 pages).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file in bytes.
    pub file_bytes: usize,
    /// Pages of a PDF.
    pub pages: usize,
    /// Bytes of one archive member or stream after inflating.
    pub inflated_bytes: usize,
    /// Scalar values of text kept.
    pub text_chars: usize,
    /// Depth of nested elements.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_bytes: 64 << 20, pages: 2_000, inflated_bytes: 256 << 20, text_chars: 8_000_000, depth: 200 }
    }
}
