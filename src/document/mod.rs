//! What was on the paper, and where.
//!
//! In: nothing; readers (`read`) build it. Out: [`Document`] with its text, layers, pages, lines and blocks. Not here:
//! clauses, facts, anything the text means.

use crate::text::{LineIndex, Span};

/// One agreement as read. Its text never changes after reading; everything later points into it.
#[derive(Clone, Debug)]
pub struct Document {
    /// Where it came from and what it was.
    pub source: Source,
    /// Body, then set-aside text, then hidden text, parted by form feeds where a format has them.
    pub text: String,
    /// The three parts of `text`.
    pub layers: Layers,
    /// Pages in order; empty where the format has none.
    pub pages: Vec<Page>,
    /// Printed lines in text order, each on one page; empty where the format has no pages.
    pub lines: Vec<Line>,
    /// Paragraphs, headings, list items and cells of the body in text order, without overlap.
    pub blocks: Vec<Block>,
    /// What a signature dictionary or content control of the file says.
    pub signatures: Vec<FileSignature>,
    index: LineIndex,
}

/// What is needed to make a [`Document`]; readers fill it in and call [`Draft::finish`].
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The body text.
    pub body: String,
    /// Running heads, page numbers, watermarks: set aside, still reachable. Empty where the format has none.
    pub furniture: String,
    /// Text a reader cannot see. Empty where the format has none.
    pub hidden: String,
    /// See [`Document::pages`].
    pub pages: Vec<Page>,
    /// Lines of the body, spans counted in `body`.
    pub lines: Vec<Line>,
    /// Lines of the furniture, spans counted in `furniture`.
    pub furniture_lines: Vec<Line>,
    /// Lines of the hidden text, spans counted in `hidden`.
    pub hidden_lines: Vec<Line>,
    /// See [`Document::blocks`]; spans counted in `body`.
    pub blocks: Vec<Block>,
    /// See [`Document::signatures`].
    pub signatures: Vec<FileSignature>,
}

impl Draft {
    /// Puts the layers into one text (form feed between them, none when a format has only a body) and shifts spans.
    pub fn finish(self, source: Source) -> Document {
        let Self { body, furniture, hidden, pages, mut lines, furniture_lines, hidden_lines, blocks, signatures } =
            self;
        let mut text = body;
        let body = Span::new(0, text.len());
        let mut layers = Layers { body, furniture: None, hidden: None };
        if !furniture.is_empty() || !hidden.is_empty() {
            layers.furniture = Some(append(&mut text, &furniture, furniture_lines, &mut lines));
        }
        if !hidden.is_empty() {
            layers.hidden = Some(append(&mut text, &hidden, hidden_lines, &mut lines));
        }
        let index = LineIndex::new(&text);
        Document { source, text, layers, pages, lines, blocks, signatures, index }
    }
}

fn append(text: &mut String, layer: &str, layer_lines: Vec<Line>, lines: &mut Vec<Line>) -> Span {
    text.push('\x0c');
    let start = text.len();
    text.push_str(layer);
    lines.extend(
        layer_lines
            .into_iter()
            .map(|line| Line { span: Span::new(line.span.start() + start, line.span.end() + start), ..line }),
    );
    Span::new(start, text.len())
}

impl Document {
    /// The body: what every rule is matched on.
    pub fn body(&self) -> &str {
        self.layers.body.of(&self.text)
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// Line of a byte offset in the text, from 1.
    pub fn line_of(&self, offset: usize) -> usize {
        self.index.line(offset)
    }

    /// Unicode scalar values before a byte offset: the unit of the report's offsets.
    pub fn scalar_of(&self, offset: usize) -> usize {
        self.index.scalar(&self.text, offset)
    }

    /// Which layer a span lies in.
    pub fn layer_of(&self, span: Span) -> Layer {
        let inside =
            |layer: Option<Span>| layer.is_some_and(|layer| layer.start() <= span.start() && span.end() <= layer.end());
        if inside(self.layers.hidden) {
            Layer::Hidden
        } else if inside(self.layers.furniture) {
            Layer::Furniture
        } else {
            Layer::Body
        }
    }

    /// Where a span is printed: one box a line touched; empty where the format has no pages.
    pub fn places(&self, span: Span) -> Vec<Place> {
        let first = self.lines.partition_point(|line| line.span.end() <= span.start());
        self.lines[first..]
            .iter()
            .take_while(|line| line.span.start() < span.end())
            .map(|line| Place { page: line.page, bounds: line.bounds })
            .collect()
    }

    /// The page a byte offset is printed on, from 1.
    pub fn page_of(&self, offset: usize) -> Option<u32> {
        let at = self.lines.partition_point(|line| line.span.end() <= offset);
        self.lines.get(at).or(self.lines.last()).map(|line| line.page)
    }
}

/// Where a document came from and what it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// File name.
    pub name: String,
    /// Path as given or found, relative to the argument.
    pub path: String,
    /// What the bytes are, told by content.
    pub format: Format,
    /// SHA-256 of the bytes, in hexadecimal.
    pub digest: String,
    /// Where the text came from.
    pub text_layer: TextLayer,
}

/// File formats, told by content and never by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Office Open XML text.
    Docx,
    /// OpenDocument text.
    Odt,
    /// A file that starts with a doctype or an html tag.
    Html,
    /// Plain text, Markdown included.
    #[default]
    Text,
    /// Anything else.
    Unknown,
}

impl Format {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Html => "html",
            Self::Text => "text",
            Self::Unknown => "unknown",
        }
    }
}

/// Where the text of a document came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextLayer {
    /// Text stood in the file.
    #[default]
    Native,
    /// Text was recognised from images.
    Ocr,
    /// There is no text.
    None,
    /// Some pages have text, others have none.
    Mixed,
}

impl TextLayer {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Ocr => "ocr",
            Self::None => "none",
            Self::Mixed => "mixed",
        }
    }
}

/// The parts of [`Document::text`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layers {
    /// What a reader reads.
    pub body: Span,
    /// Running heads, page numbers, watermarks.
    pub furniture: Option<Span>,
    /// Text a reader cannot see.
    pub hidden: Option<Span>,
}

/// Which part of the text something stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// What a reader reads.
    Body,
    /// Running heads, page numbers, watermarks.
    Furniture,
    /// Text a reader cannot see.
    Hidden,
}

/// A page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Page {
    /// Counted from 1.
    pub number: u32,
    /// Width in points (1/72 inch).
    pub width: f32,
    /// Height in points.
    pub height: f32,
}

/// A printed line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Its text. A paragraph of several printed lines has several of these.
    pub span: Span,
    /// Page, counted from 1.
    pub page: u32,
    /// Where on the page.
    pub bounds: Bounds,
}

/// A rectangle on a page in points, origin top left.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    /// Left edge.
    pub left: f32,
    /// Upper edge.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Lower edge.
    pub bottom: f32,
}

/// Where a quote is printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Page, counted from 1.
    pub page: u32,
    /// The printed line's box.
    pub bounds: Bounds,
}

/// A paragraph, heading, list item or table cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its text, list label included, without the line end.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Set wholly in bold or as a heading by its style.
    pub strong: bool,
    /// How far it is set in, in steps of the format (0 = not).
    pub indent: u8,
}

/// What a block is, as far as the format itself says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading by style or outline level, with its level from 1.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// An item of a list whose label is part of the text.
    Item,
    /// A cell of a table; rows and columns from 0.
    Cell {
        /// Number of the table in the document.
        table: u16,
        /// Row in the table.
        row: u16,
        /// Column in the row.
        column: u16,
    },
}

/// A signature the file itself carries. Present or not; its validity is not checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileSignature {
    /// Name given in the signature dictionary.
    pub name: Option<String>,
    /// Date given in it, as written.
    pub date: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_are_parted_by_form_feeds_and_lines_move_along() {
        let line = |start, end, page| Line { span: Span::new(start, end), page, bounds: Bounds::default() };
        let draft = Draft {
            body: "a\nb".into(),
            furniture: "1".into(),
            hidden: "x".into(),
            lines: vec![line(0, 1, 1), line(2, 3, 2)],
            furniture_lines: vec![line(0, 1, 2)],
            ..Draft::default()
        };
        let document = draft.finish(Source::default());
        assert_eq!(document.text, "a\nb\x0c1\x0cx");
        assert_eq!(document.layer_of(Span::new(4, 5)), Layer::Furniture);
        assert_eq!(document.layer_of(Span::new(6, 7)), Layer::Hidden);
        assert_eq!(document.places(Span::new(4, 5))[0].page, 2);
        assert_eq!(document.page_of(2), Some(2));
    }
}
